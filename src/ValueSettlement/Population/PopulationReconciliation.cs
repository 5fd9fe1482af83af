namespace ValueSettlement.Population;

/// <summary>
/// Why one's own totals and those of another party, for example the payer, differ: rows are joined by beneficiary and stratum, and each
/// that is not the same on both sides has a kind. The difference is explained to the cent, for each organisation and for all.
/// </summary>
public sealed record PopulationReconciliation
{
    /// <summary>The most differences that can be listed.</summary>
    public const int MostListed = 1_000_000;

    /// <summary>All organisations: the sum of <see cref="Organisations"/>.</summary>
    public required ReconciledSum Whole { get; init => field = Given.Of(value); }

    /// <summary>One entry for each organisation, in the order of their numbers.</summary>
    public required ValueList<OrganisationReconciliation> Organisations { get; init => field = Given.Of(value); }

    /// <summary>The thresholds: first one's own, then those that their rows have.</summary>
    public required ValueList<ThresholdChange> Thresholds { get; init => field = Given.Of(value); }

    /// <summary>The rows that differ most, the largest first; equally large ones by beneficiary and stratum.</summary>
    public required ValueList<RowDifference> Largest { get; init => field = Given.Of(value); }

    /// <summary>How many beneficiaries' rows differ in all, listed or not.</summary>
    public required long Differences { get; init; }

    /// <summary>Joins two parties' rows.</summary>
    /// <param name="own">One's own rows, with their beneficiaries.</param>
    /// <param name="theirs">The other party's, with the same numbers for the same beneficiaries and organisations.</param>
    /// <param name="rules">The rules, by which both are counted.</param>
    /// <param name="most">How many of the largest differences are listed, 0 to 1,000,000.</param>
    /// <param name="threads">How many threads count, 1 to 1,024.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="SettlementException">Rules are wrong, columns do not fit, or rows are wrong on either side ("own.rows[3].months",
    /// "theirs.rows[5].beneficiary").</exception>
    public static PopulationReconciliation Of(PopulationColumns own, PopulationColumns theirs, PopulationRules rules, int most,
        int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostListed);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 1_024);
        var population = rules.Prepare();
        var failures = new List<Failure>();
        var mine = Total(population, "own", own, threads, failures);
        var others = Total(population, "theirs", theirs, threads, failures);
        SettlementException.ThrowIfAny(failures);

        var join = new RowJoin(own, theirs, rules, most);
        join.Run();
        return Of(join, mine!, others!, population.TotalAt(WithoutBeneficiaries(theirs), CommonThresholds(mine!, others!), threads));
    }

    /// <summary>Compares totals with amounts that the other party has stated, where it gave no rows.</summary>
    /// <param name="own">One's own totals.</param>
    /// <param name="stated">Its expenditure of each organisation, truncated and completed, in the order of their numbers.</param>
    /// <exception cref="SettlementException">There is not one amount for each organisation.</exception>
    public static StatedReconciliation OfStated(PopulationTotals own, ValueList<Money> stated)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(stated);
        return stated.Count == own.Rules.Organisations
            ? new() { Organisations = [.. stated.Select((amount, o) => new StatedDifference(o, Spent(own, o), amount.Amount))] }
            : throw new SettlementException([new("stated-count", "stated", UnitText.Of(stated.Count, Unit.Count),
                FormattableString.Invariant($"There is an amount for each of the {own.Rules.Organisations:#,##0} organisations."),
                "State every organisation; 0 for one that spent nothing.")]);
    }

    /// <summary>The difference in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Whole}; {Differences:#,##0} rows differ");

    private static PopulationReconciliation Of(RowJoin join, PopulationTotals own, PopulationTotals theirs, PopulationTotals theirsAtOwn)
    {
        var organisations = new OrganisationReconciliation[own.Rules.Organisations];
        for (var o = 0; o < organisations.Length; o++)
        {
            var kinds = join.Kinds(o);
            var (mine, others, atOwn) = (Spent(own, o), Spent(theirs, o), Spent(theirsAtOwn, o));
            organisations[o] = new(o, new()
            {
                All = kinds.Aggregate(static (a, b) => a.With(b)),
                Kinds = kinds.ToValueList(),
                OwnExpenditure = mine,
                TheirExpenditure = others,
                EffectOfRows = mine - atOwn,
                EffectOfThresholds = atOwn - others,
            });
        }

        return new()
        {
            Whole = ReconciledSum.Sum([.. organisations.Select(static o => o.Sum)]),
            Organisations = organisations.ToValueList(),
            Thresholds = [.. own.Thresholds.Zip(theirs.Thresholds, static (a, b) => new ThresholdChange(a, b))],
            Largest = join.Largest(),
            Differences = join.Differences,
        };
    }

    private static decimal Spent(PopulationTotals totals, int organisation) =>
        Enumerable.Range(0, totals.Rules.Strata.Count).Sum(s => totals.Amount(organisation, s).Expenditure);

    /// <summary>One's own thresholds; a stratum in which one has nobody has theirs, which then move nothing.</summary>
    private static ValueList<StratumThresholds> CommonThresholds(PopulationTotals own, PopulationTotals theirs) =>
        [.. own.Thresholds.Zip(theirs.Thresholds, static (a, b) => a.Keys is null ? b : a)];

    private static PopulationColumns WithoutBeneficiaries(PopulationColumns columns) => columns with { Beneficiary = default };

    private static PopulationTotals? Total(PreparedPopulation population, string side, PopulationColumns columns, int threads,
        List<Failure> failures)
    {
        if (columns.Beneficiary.IsEmpty && columns.Count > 0)
        {
            failures.Add(new("column-length", side + ".beneficiary", "0", "Rows are joined by their beneficiaries.",
                "State the column on both sides."));
            return null;
        }

        try
        {
            return population.Total(columns, threads);
        }
        catch (SettlementException refused)
        {
            failures.AddRange(refused.Failures.Select(f => f with { Path = $"{side}.{f.Path}" }));
            return null;
        }
    }
}

/// <summary>What one organisation spent, and what was stated of it.</summary>
/// <param name="Organisation">Its number.</param>
/// <param name="Own">Own truncated and completed expenditure.</param>
/// <param name="Stated">What the other party has stated.</param>
public sealed record StatedDifference(int Organisation, decimal Own, decimal Stated)
{
    /// <summary>Own less stated.</summary>
    public decimal Difference => Own - Stated;

    /// <summary>The organisation and its difference in words.</summary>
    public override string ToString() => FormattableString.Invariant($"organisation {Organisation}: ")
        + $"own {UnitText.Of(Own, Unit.Money)}, stated {UnitText.Of(Stated, Unit.Money)}, "
        + $"difference {UnitText.Of(Own - Stated, Unit.Money)}";
}

/// <summary>Own totals against stated ones: by how much, not why.</summary>
public sealed record StatedReconciliation
{
    /// <summary>One entry for each organisation, in the order of their numbers.</summary>
    public required ValueList<StatedDifference> Organisations { get; init => field = Given.Of(value); }

    /// <summary>Own expenditure of all.</summary>
    public decimal Own => Organisations.Sum(static o => o.Own);

    /// <summary>Stated expenditure of all.</summary>
    public decimal Stated => Organisations.Sum(static o => o.Stated);

    /// <summary>Own less stated: the sum of the organisations' differences.</summary>
    public decimal Difference => Own - Stated;

    /// <summary>The amounts in words.</summary>
    public override string ToString() => $"own {UnitText.Of(Own, Unit.Money)}, stated {UnitText.Of(Stated, Unit.Money)}";
}
