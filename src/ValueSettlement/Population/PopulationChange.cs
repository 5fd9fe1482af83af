namespace ValueSettlement.Population;

/// <summary>What a part of a population spent.</summary>
/// <param name="Rows">Rows: beneficiaries of a stratum.</param>
/// <param name="Months">Their months.</param>
/// <param name="Expenditure">Truncated and completed expenditure of those months, carried to nine decimals of the currency in each
/// organisation and stratum, so that parts add up exactly.</param>
public readonly record struct PopulationAmount(long Rows, long Months, decimal Expenditure)
{
    /// <summary>Expenditure per person-year; left out without months.</summary>
    public decimal? PerCapita => Months == 0 ? null : Expenditure * 12m / Months;

    /// <summary>The amounts in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{UnitText.Of(Expenditure, Unit.Money)} in {Months:#,##0} months");

    internal PopulationAmount With(PopulationAmount other) =>
        new(Rows + other.Rows, Months + other.Months, Expenditure + other.Expenditure);
}

/// <summary>What a part of a population spent in two totals, and the difference.</summary>
/// <param name="Before">In the first.</param>
/// <param name="After">In the second.</param>
public sealed record PopulationDifference(PopulationAmount Before, PopulationAmount After)
{
    /// <summary>Rows more.</summary>
    public long Rows => After.Rows - Before.Rows;

    /// <summary>Months more.</summary>
    public long Months => After.Months - Before.Months;

    /// <summary>Expenditure more.</summary>
    public decimal Expenditure => After.Expenditure - Before.Expenditure;

    /// <summary>Expenditure per person-year more; left out where one of the two has no months. Of all differences the only one that
    /// does not add up.</summary>
    public decimal? PerCapita => After.PerCapita - Before.PerCapita;

    /// <summary>The difference in words.</summary>
    public override string ToString() => $"{Before}, then {After}: {UnitText.Of(Expenditure, Unit.Money)}";
}

/// <summary>The thresholds of a stratum in two totals.</summary>
/// <param name="Before">In the first.</param>
/// <param name="After">In the second.</param>
public sealed record ThresholdChange(StratumThresholds Before, StratumThresholds After)
{
    /// <summary>Whether one of them moved.</summary>
    public bool Moved => Before.Lower != After.Lower || Before.Upper != After.Upper;

    /// <summary>The thresholds in words.</summary>
    public override string ToString() => $"{Before}, then {After}";
}

/// <summary>The difference of one organisation.</summary>
/// <param name="Organisation">Its number.</param>
/// <param name="Whole">All its strata.</param>
/// <param name="Strata">One entry for each stratum, in their order.</param>
public sealed record OrganisationChange(int Organisation, PopulationDifference Whole, ValueList<PopulationDifference> Strata)
{
    /// <summary>The organisation and the difference in words.</summary>
    public override string ToString() => FormattableString.Invariant($"organisation {Organisation}: {Whole}");
}

/// <summary>What became of a population from one total to the next, for example from one month's claims to those of the next. The
/// differences of strata add up to those of their organisation, and these to the whole.</summary>
public sealed record PopulationChange
{
    /// <summary>All organisations.</summary>
    public required PopulationDifference Whole { get; init => field = Given.Of(value); }

    /// <summary>One entry for each organisation, in the order of their numbers.</summary>
    public required ValueList<OrganisationChange> Organisations { get; init => field = Given.Of(value); }

    /// <summary>One entry for each stratum, in their order.</summary>
    public required ValueList<ThresholdChange> Thresholds { get; init => field = Given.Of(value); }

    /// <summary>The difference in words.</summary>
    public override string ToString() => Whole.ToString();

    internal static PopulationChange Of(PopulationTotals before, PopulationTotals after)
    {
        Check(before.Rules, after.Rules);
        var organisations = new OrganisationChange[before.Rules.Organisations];
        for (var o = 0; o < organisations.Length; o++)
        {
            var strata = before.Rules.Strata.Select((_, s) => new PopulationDifference(before.Amount(o, s), after.Amount(o, s)))
                .ToValueList();
            organisations[o] = new(o, Sum(strata), strata);
        }

        return new()
        {
            Whole = Sum(organisations.Select(static o => o.Whole)),
            Organisations = organisations.ToValueList(),
            Thresholds = [.. before.Thresholds.Zip(after.Thresholds, static (b, a) => new ThresholdChange(b, a))],
        };
    }

    private static PopulationDifference Sum(IEnumerable<PopulationDifference> parts) => parts.Aggregate(
        new PopulationDifference(default, default), static (sum, part) => new(sum.Before.With(part.Before), sum.After.With(part.After)));

    private static void Check(PopulationRules before, PopulationRules after)
    {
        var failures = new List<Failure>();
        if (before.Organisations != after.Organisations)
        {
            failures.Add(new("compare-organisations", "after.organisations", UnitText.Of(after.Organisations, Unit.Count),
                FormattableString.Invariant($"The same organisations are compared; before there were {before.Organisations:#,##0}."),
                "Total both for as many organisations, with the same numbers."));
        }

        if (!before.Strata.Select(static s => s.Key).SequenceEqual(after.Strata.Select(static s => s.Key)))
        {
            failures.Add(new("compare-strata", "after.strata", string.Join(", ", after.Strata.Select(static s => s.Key)),
                $"Totals of the same strata are compared; before they were {string.Join(", ", before.Strata.Select(static s => s.Key))}.",
                "Total both with the same strata in the same order."));
        }

        SettlementException.ThrowIfAny(failures);
    }
}
