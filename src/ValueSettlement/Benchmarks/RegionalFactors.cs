namespace ValueSettlement.Benchmarks;

/// <summary>One county (or other area) of the region that people are assigned from, for one stratum and year.</summary>
public sealed record County
{
    /// <summary>Its name, for the statement.</summary>
    public string? Name { get; init; }

    /// <summary>Expenditure per person-year of the county's assignable population.</summary>
    public ReportedCell PerCapita { get; init; }

    /// <summary>Risk score of the county's assignable population, above zero.</summary>
    public ReportedCell RiskScore { get; init; }

    /// <summary>Person-years of the assignable population.</summary>
    public ReportedCell AssignablePersonYears { get; init; }

    /// <summary>Person-years of the assigned population.</summary>
    public ReportedCell AssignedPersonYears { get; init; }

    /// <summary>The county's name or its numbers.</summary>
    public override string ToString() => Name ?? $"{AssignedPersonYears} of {AssignablePersonYears} person-years";
}

/// <summary>What the counties of one stratum and year lead to.</summary>
/// <param name="PerCapita">Regional expenditure per person-year, risk adjusted.</param>
/// <param name="NationalWeight">The organisation's share of the region's assignable population, which is the weight of the national figure
/// in blended growth.</param>
public sealed record RegionalFactors(Figure PerCapita, Figure NationalWeight)
{
    /// <summary>Regional expenditure per person-year, risk adjusted.</summary>
    public Figure PerCapita { get; init => field = Given.Of(value); } = Given.Of(PerCapita);

    /// <summary>The organisation's share of the region's assignable population, which is the weight of the national figure in blended
    /// growth.</summary>
    public Figure NationalWeight { get; init => field = Given.Of(value); } = Given.Of(NationalWeight);

    /// <summary>
    /// Regional expenditure and the national weight from counties; a county without assigned people has no say.
    /// <code>
    /// regional        = Σ (expenditure ÷ risk score) × assigned ÷ Σ assigned
    /// national weight = Σ (assigned ÷ assignable) × assigned ÷ Σ assigned
    /// </code>
    /// 42 CFR 425.601, 425.652; CMS Shared Savings and Losses specifications version 11, section 4.1.2.
    /// </summary>
    /// <param name="counties">The counties.</param>
    /// <param name="path">Where the lines belong, for example "benchmark.esrd.by3".</param>
    /// <param name="authority">Where the rule comes from.</param>
    public static RegionalFactors FromCounties(IEnumerable<County> counties, string path = "region", Authority? authority = null)
    {
        ArgumentNullException.ThrowIfNull(counties);
        var regional = new Workings(path);
        var national = new Workings(path);
        var (spending, shares) = (new List<Quantity>(), new List<Quantity>());
        var index = 0;
        foreach (var county in counties)
        {
            index++;
            var name = county.Name ?? FormattableString.Invariant($"county {index}");
            var key = FormattableString.Invariant($"{index}");
            var assigned = county.AssignedPersonYears.ReadInto(regional,
                new($"county-assigned-{key}", $"Assigned person-years, {name}", Unit.PersonYears));
            if (assigned.Value == 0m)
            {
                continue;
            }

            var perCapita = county.PerCapita.ReadInto(regional,
                new($"county-per-capita-{key}", $"Expenditure per person-year, {name}", Unit.PerCapita));
            var risk = county.RiskScore.ReadInto(regional, new($"county-risk-score-{key}", $"Risk score, {name}"));
            var assignable = county.AssignablePersonYears.ReadInto(national,
                new($"county-assignable-{key}", $"Assignable person-years, {name}", Unit.PersonYears));
            spending.Add(assigned);
            spending.Add(regional.Divide(new($"county-risk-adjusted-{key}", $"Risk-adjusted expenditure, {name}", Unit.PerCapita, null,
                authority), perCapita, risk));
            shares.Add(assigned);
            shares.Add(national.Divide(new($"county-share-{key}", $"Share of the assignable population, {name}", Unit.Factor, null,
                authority), assigned, assignable));
        }

        return new(
            regional.Figure(regional.Mean(new("regional-per-capita", "Regional expenditure per person-year, risk adjusted", Unit.PerCapita,
                null, authority), [.. spending])),
            national.Figure(national.Mean(new("national-weight", "Weight of the national figure", Unit.Factor, null, authority),
                [.. shares])));
    }

    /// <summary>The two factors.</summary>
    public override string ToString() => $"{PerCapita}, national weight {NationalWeight}";
}
