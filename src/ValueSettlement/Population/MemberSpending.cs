namespace ValueSettlement.Population;

/// <summary>An amount that is added to a member's paid claims or taken out of them, and the months that go with it.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Amount">The amount; positive.</param>
/// <param name="Adds">Whether it is added; otherwise it is taken out.</param>
/// <param name="MonthsRemoved">Months that are taken out with it, for example those of an excluded episode.</param>
public sealed record SpendingPart(string Name, ReportedCell Amount, bool Adds, decimal MonthsRemoved = 0m)
{
    /// <summary>What it is, in words.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The part in words.</summary>
    public override string ToString() => $"{(Adds ? "+" : "−")} {Name} {Amount}";
}

/// <summary>One member in one stratum and year.</summary>
public sealed record MemberSpending
{
    /// <summary>Who, as the payer's files name them; appears in the lines of each member.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The key of the stratum.</summary>
    public required string Stratum { get; init => field = Given.Of(value); }

    /// <summary>Eligible months in the stratum, 0 to 12.</summary>
    public required decimal Months { get; init; }

    /// <summary>Paid amounts of those months, in the contract's currency.</summary>
    public required ReportedCell Paid { get; init; }

    /// <summary>What is added or taken out.</summary>
    public ValueList<SpendingPart> Parts { get; init => field = Given.Of(value); } = [];

    /// <summary>The member in words.</summary>
    public override string ToString() => $"{Id}, {Stratum}: {Paid} in {UnitText.Of(Months, Unit.Count)} months";
}

/// <summary>The largest annual expenditure of a member that counts, by stratum, on claims before completion.</summary>
/// <param name="Stratum">The key of the stratum.</param>
/// <param name="Amount">The threshold, a magnitude: it acts on both sides of zero.</param>
public sealed record TruncationThreshold(string Stratum, ReportedCell Amount)
{
    /// <summary>The key of the stratum.</summary>
    public string Stratum { get; init => field = Given.Of(value); } = Given.Of(Stratum);

    /// <summary>The threshold in words.</summary>
    public override string ToString() => $"{Stratum} {Amount}";
}

/// <summary>What became of one member's spending.</summary>
public sealed record MemberExpenditure
{
    /// <summary>The member's place among those given, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Months that count.</summary>
    public required decimal Months { get; init; }

    /// <summary>Person-years: months divided by twelve.</summary>
    public required decimal PersonYears { get; init; }

    /// <summary>Expenditure of a full year; <see langword="null"/> without months or without an amount.</summary>
    public decimal? Annualised { get; init; }

    /// <summary>The same within the truncation threshold.</summary>
    public decimal? Truncated { get; init; }

    /// <summary>The same with the completion factor.</summary>
    public decimal? Completed { get; init; }

    /// <summary>The same for the member's own months; zero for a member without months.</summary>
    public decimal? Weighted { get; init; }

    /// <summary>The member in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Index}: {Weighted} in {PersonYears} person-years");
}

/// <summary>Expenditure of one stratum.</summary>
/// <param name="Stratum">Which stratum.</param>
/// <param name="PersonYears">Person-years.</param>
/// <param name="PerCapita">Expenditure per person-year; not applicable where there is nobody.</param>
/// <param name="Share">Share of all person-years.</param>
public sealed record StratumExpenditure(Stratum Stratum, Figure PersonYears, Figure PerCapita, Figure Share)
{
    /// <summary>Mean risk score, weighted by months; left out where nobody asked for it.</summary>
    public Figure? Risk { get; init; }

    /// <summary>The stratum in words.</summary>
    public override string ToString() => $"{Stratum}: {PerCapita} in {PersonYears} person-years";
}

/// <summary>Expenditure of a year, from members to totals.</summary>
public sealed record ExpenditureResult
{
    /// <summary>One entry for each member given; empty where only totals were counted.</summary>
    public ValueList<MemberExpenditure> Members { get; init => field = Given.Of(value); } = [];

    /// <summary>One entry for each stratum. Its figures are cells of a benchmark.</summary>
    public required ValueList<StratumExpenditure> Strata { get; init => field = Given.Of(value); }

    /// <summary>Person-years of all strata.</summary>
    public required Figure PersonYears { get; init => field = Given.Of(value); }

    /// <summary>Expenditure of all strata.</summary>
    public required Figure Total { get; init => field = Given.Of(value); }

    /// <summary>Expenditure per person-year, all strata.</summary>
    public required Figure PerCapita { get; init => field = Given.Of(value); }

    /// <summary>The totals in words.</summary>
    public override string ToString() => $"{Total} in {PersonYears} person-years";
}
