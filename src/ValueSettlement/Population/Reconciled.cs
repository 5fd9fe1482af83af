namespace ValueSettlement.Population;

/// <summary>How the rows of a beneficiary and stratum differ. A row is of the first kind that holds; its words name everything.</summary>
public enum ReconciliationKind
{
    /// <summary>Organisation, months and cents are equal.</summary>
    Equal,

    /// <summary>Only one's own rows have it.</summary>
    OnlyOwn,

    /// <summary>Only the other party's rows have it.</summary>
    OnlyTheirs,

    /// <summary>It belongs to another organisation.</summary>
    OtherOrganisation,

    /// <summary>It has other months.</summary>
    OtherMonths,

    /// <summary>It has other cents.</summary>
    OtherCents,
}

/// <summary>A sum of rows before truncation.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Months">Their months.</param>
/// <param name="Cents">Their expenditure in cents.</param>
public readonly record struct SpendingSum(long Rows, long Months, Int128 Cents)
{
    /// <summary>The sum in words.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Rows:#,##0} rows, {Months:#,##0} months, {Cents:#,##0} cents");

    internal SpendingSum With(SpendingSum other) => new(Rows + other.Rows, Months + other.Months, Cents + other.Cents);

    internal SpendingSum Less(SpendingSum other) => new(Rows - other.Rows, Months - other.Months, Cents - other.Cents);
}

/// <summary>Rows on both sides.</summary>
/// <param name="Own">One's own.</param>
/// <param name="Theirs">The other party's.</param>
public readonly record struct SpendingPair(SpendingSum Own, SpendingSum Theirs)
{
    /// <summary>One's own less theirs.</summary>
    public SpendingSum Difference => Own.Less(Theirs);

    /// <summary>Both sides in words.</summary>
    public override string ToString() => $"own: {Own}; theirs: {Theirs}";

    internal SpendingPair With(SpendingPair other) => new(Own.With(other.Own), Theirs.With(other.Theirs));
}

/// <summary>
/// Two parties' rows of one organisation or of all. Before truncation every cent of the difference belongs to rows of one kind; after it
/// the difference is that of the rows and that of the thresholds:
/// <code>
/// all.Difference = Σ kinds[k].Difference
/// expenditure own − theirs = effect of rows + effect of thresholds
/// </code>
/// </summary>
public sealed record ReconciledSum
{
    /// <summary>Rows of every kind together.</summary>
    public required SpendingPair All { get; init; }

    /// <summary>Rows of each kind, in the order of <see cref="ReconciliationKind"/>.</summary>
    public required ValueList<SpendingPair> Kinds { get; init => field = Given.Of(value); }

    /// <summary>Truncated and completed expenditure of one's own rows, in the currency.</summary>
    public required decimal OwnExpenditure { get; init; }

    /// <summary>The same of their rows, at the thresholds that their rows have.</summary>
    public required decimal TheirExpenditure { get; init; }

    /// <summary>What of the difference comes from the rows: both at one's own thresholds.</summary>
    public required decimal EffectOfRows { get; init; }

    /// <summary>What of it comes from thresholds that moved: their rows at one's own thresholds less the same at theirs.</summary>
    public required decimal EffectOfThresholds { get; init; }

    /// <summary>Own expenditure less theirs.</summary>
    public decimal Difference => OwnExpenditure - TheirExpenditure;

    /// <summary>Rows of one kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public SpendingPair this[ReconciliationKind kind] => Enum.IsDefined(kind) ? Kinds[(int)kind]
        : throw new ArgumentOutOfRangeException(nameof(kind));

    /// <summary>The difference in words.</summary>
    public override string ToString() => $"own less theirs {UnitText.Of(Difference, Unit.Money)}: "
        + $"rows {UnitText.Of(EffectOfRows, Unit.Money)}, thresholds {UnitText.Of(EffectOfThresholds, Unit.Money)}";

    internal static ReconciledSum Sum(IReadOnlyList<ReconciledSum> parts)
    {
        var kinds = new SpendingPair[Enum.GetValues<ReconciliationKind>().Length];
        foreach (var part in parts)
        {
            for (var k = 0; k < kinds.Length; k++)
            {
                kinds[k] = kinds[k].With(part.Kinds[k]);
            }
        }

        return new()
        {
            All = kinds.Aggregate(static (a, b) => a.With(b)),
            Kinds = kinds.ToValueList(),
            OwnExpenditure = parts.Sum(static p => p.OwnExpenditure),
            TheirExpenditure = parts.Sum(static p => p.TheirExpenditure),
            EffectOfRows = parts.Sum(static p => p.EffectOfRows),
            EffectOfThresholds = parts.Sum(static p => p.EffectOfThresholds),
        };
    }
}

/// <summary>The reconciliation of one organisation.</summary>
/// <param name="Organisation">Its number.</param>
/// <param name="Sum">Its rows on both sides. A row that moved to another organisation is in the sums of both.</param>
public sealed record OrganisationReconciliation(int Organisation, ReconciledSum Sum)
{
    /// <summary>The organisation and its difference in words.</summary>
    public override string ToString() => FormattableString.Invariant($"organisation {Organisation}: {Sum}");
}

/// <summary>A row as one of the parties has it, without what is excluded.</summary>
/// <param name="Organisation">Number of the organisation.</param>
/// <param name="Months">Its months.</param>
/// <param name="Cents">Its expenditure in cents, before truncation.</param>
public sealed record ReconciledRow(int Organisation, int Months, long Cents)
{
    /// <summary>The row in words.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"organisation {Organisation}, {Months} months, {UnitText.Of(Cents / 100m, Unit.Money)}");
}

/// <summary>A row that the parties do not have alike.</summary>
/// <param name="Beneficiary">Number of the beneficiary.</param>
/// <param name="Stratum">The stratum.</param>
/// <param name="Kind">How it differs first of all.</param>
/// <param name="Own">One's own row, if there is one.</param>
/// <param name="Theirs">Their row, if there is one.</param>
public sealed record RowDifference(uint Beneficiary, Stratum Stratum, ReconciliationKind Kind, ReconciledRow? Own, ReconciledRow? Theirs)
{
    /// <summary>By how many cents it changes the sum of an organisation, at most.</summary>
    public long Size => Own?.Organisation == Theirs?.Organisation ? Math.Abs((Own?.Cents ?? 0) - (Theirs?.Cents ?? 0))
        : Math.Max(Math.Abs(Own?.Cents ?? 0), Math.Abs(Theirs?.Cents ?? 0));

    /// <summary>Everything in which it differs, in one sentence.</summary>
    public string Reason => (Own, Theirs) switch
    {
        (null, { } theirs) => $"Only they have it: {theirs}.",
        ({ } own, null) => $"Only we have it: {own}.",
        ({ } own, { } theirs) => $"We have {Told(own, theirs)}; they have {Told(theirs, own)}.",
        _ => string.Empty,
    };

    /// <summary>The row and its reason.</summary>
    public override string ToString() => FormattableString.Invariant($"beneficiary {Beneficiary}, {Stratum}: {Reason}");

    private static string Told(ReconciledRow row, ReconciledRow other) => string.Join(", ", new[]
    {
        row.Organisation == other.Organisation ? null : FormattableString.Invariant($"organisation {row.Organisation}"),
        row.Months == other.Months ? null : FormattableString.Invariant($"{row.Months} months"),
        row.Cents == other.Cents ? null : UnitText.Of(row.Cents / 100m, Unit.Money),
    }.OfType<string>());
}
