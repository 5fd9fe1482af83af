namespace ValueSettlement;

/// <summary>One stratum of a contract's own budget: units are whatever the contract prices, for example member months.</summary>
public sealed record BudgetLine
{
    /// <summary>Which stratum.</summary>
    public required Stratum Stratum { get; init; }

    /// <summary>Amount per unit, for example per member and month.</summary>
    public required Cell Amount { get; init; }

    /// <summary>Units of the performance period, 0 or more.</summary>
    public required Cell Units { get; init; }

    /// <summary>Risk of the performance period relative to the amount's own; missing means that the contract does not adjust for it.</summary>
    public Cell? RiskRatio { get; init; }

    /// <summary>Growth from the amount's own period to the performance period; missing means none.</summary>
    public Cell? Trend { get; init; }

    /// <summary>What a peer group spends per unit at the same risk, for a blend.</summary>
    public Cell? Peer { get; init; }

    /// <summary>The line in words.</summary>
    public override string ToString() => $"{Stratum}: {Amount} × {Units}";
}

/// <summary>Commercial and Medicaid benchmarks, made of the same steps: per-unit amounts by stratum, trended, risk adjusted, blended, times units.</summary>
public static class ContractBenchmarks
{
    /// <summary>
    /// A budget per unit: a per-member-per-month amount, the trended spending of a prior year, or a negotiated rate.
    /// <code>
    /// Σ amount × trend × risk ratio × units
    /// </code>
    /// </summary>
    /// <param name="lines">The strata.</param>
    /// <param name="riskLimits">The least and the greatest risk ratio that counts; <see langword="null"/> for no limits.</param>
    /// <param name="authority">The contract's clause.</param>
    /// <param name="path">Where the lines belong.</param>
    public static Figure PerUnit(ValueList<BudgetLine> lines, (Rate Least, Rate Greatest)? riskLimits = null, Authority? authority = null, string path = "benchmark") =>
        Blended(lines, null, riskLimits, authority, path);

    /// <summary>
    /// An organisation's own history blended with its peers, stratum by stratum.
    /// <code>
    /// Σ (own share × amount × trend × risk ratio + (1 − own share) × peer × trend × risk ratio) × units
    /// </code>
    /// </summary>
    /// <param name="lines">The strata, each with a peer amount.</param>
    /// <param name="ownShare">Weight of the own history, 0 to 1; <see langword="null"/> for the whole of it, without a peer.</param>
    /// <param name="riskLimits">The least and the greatest risk ratio that counts; <see langword="null"/> for no limits.</param>
    /// <param name="authority">The contract's clause.</param>
    /// <param name="path">Where the lines belong.</param>
    public static Figure Blended(ValueList<BudgetLine> lines, Rate? ownShare, (Rate Least, Rate Greatest)? riskLimits = null, Authority? authority = null, string path = "benchmark")
    {
        ArgumentNullException.ThrowIfNull(lines);
        var s = new StrataWorkings(new Workings(path), lines.Select(static x => x.Stratum).ToValueList());
        var units = s.Read("units", "Units", Unit.Count, lines.Select(static x => x.Units));
        var amount = s.Read("amount", "Amount per unit", Unit.PerCapita, lines.Select(static x => x.Amount));
        if (ownShare is { } share)
        {
            var own = s.Whole.Given(s.Step("own-share", "Weight of the own history", Unit.Rate, authority), share.Fraction);
            var rest = s.Whole.Write(s.Step("peer-share", "Weight of the peers", Unit.Rate, authority), Operation.Complement, own);
            var peer = s.Read("peer", "Peers' amount per unit", Unit.PerCapita, lines.Select(static x => x.Peer ?? Cell.Missing));
            amount = s.Write(s.Step("blended-amount", "Blended amount per unit", Unit.PerCapita, authority), Operation.WeightedSum, s.Same(own), amount, s.Same(rest), peer);
        }

        if (lines.Any(static x => x.Trend is not null))
        {
            var trend = s.Read("trend", "Trend", Unit.Factor, lines.Select(static x => x.Trend ?? 1m));
            amount = s.Write(s.Step("trended-amount", "Amount per unit with trend", Unit.PerCapita, authority), Operation.Product, amount, trend);
        }

        if (lines.Any(static x => x.RiskRatio is not null))
        {
            var risk = s.Read("risk-ratio", "Risk ratio", Unit.Factor, lines.Select(static x => x.RiskRatio ?? 1m));
            if (riskLimits is var (least, greatest))
            {
                risk = s.Write(s.Step("limited-risk-ratio", "Risk ratio within its limits", Unit.Factor, authority), Operation.Clamp, risk,
                    s.Same(Quantity.Of("least", least.Fraction)), s.Same(Quantity.Of("greatest", greatest.Fraction)));
            }

            amount = s.Write(s.Step("adjusted-amount", "Amount per unit at the period's risk", Unit.PerCapita, authority), Operation.Product, amount, risk);
        }

        var budget = s.Weigh(s.Step("budget", "Budget", Unit.Money, authority), units, amount);
        return s.Whole.Figure(s.Total(s.Step("benchmark-total", "Benchmark in total", Unit.Money, authority), units, budget));
    }

    /// <summary>
    /// A negotiated target: an amount that the parties agreed, with the changes that they agreed since.
    /// <code>
    /// target + Σ changes
    /// </code>
    /// </summary>
    /// <param name="target">The agreed amount in total.</param>
    /// <param name="changes">Agreed changes: what for, and how much (negative for less).</param>
    /// <param name="authority">The contract's clause.</param>
    /// <param name="path">Where the lines belong.</param>
    public static Figure Negotiated(Cell target, ValueList<(string Reason, Money Amount)> changes, Authority? authority = null, string path = "benchmark")
    {
        ArgumentNullException.ThrowIfNull(changes);
        var workings = new Workings(path);
        var agreed = target.ReadInto(workings, new("negotiated-target", "Negotiated target", Unit.Money, null, authority));
        return workings.Figure(workings.Add(new("benchmark-total", "Benchmark in total", Unit.Money, null, authority), [agreed, .. changes.Select(static c => Quantity.Of(c.Reason, c.Amount.Amount, Unit.Money))]));
    }
}

/// <summary>How a contract's benchmark is built in one of its years.</summary>
/// <param name="BaseYearWeights">Weights of the base years, oldest first.</param>
/// <param name="FirstBaseYear">The calendar year of the oldest base year.</param>
/// <param name="OwnShare">Weight of the own history; the peers have the rest.</param>
public sealed record RebasingStep(ValueList<int> BaseYearWeights, int FirstBaseYear, Rate OwnShare)
{
    /// <summary>The step in words.</summary>
    public override string ToString() => FormattableString.Invariant($"base years from {FirstBaseYear} weighted {BaseYearWeights}, own history {OwnShare}");
}

/// <summary>Which base years and which blend hold in each contract year. A step holds until the next one begins.</summary>
/// <param name="Steps">The steps with the contract year, from 1, in which each begins; ascending, the first at 1.</param>
public sealed record RebasingSchedule(ValueList<(int ContractYear, RebasingStep Step)> Steps)
{
    /// <summary>The step of a contract year.</summary>
    /// <param name="contractYear">The contract year, from 1.</param>
    /// <exception cref="SettlementException">The schedule has no step for it, or its steps do not ascend.</exception>
    public RebasingStep In(int contractYear)
    {
        for (var i = 1; i < Steps.Count; i++)
        {
            if (Steps[i].ContractYear <= Steps[i - 1].ContractYear)
            {
                throw new SettlementException([new Failure("rebasing-order", Paths.Item(string.Empty, "steps", i), UnitText.Of(Steps[i].ContractYear, Unit.Count), "The steps of a rebasing schedule ascend by contract year.", "Order the steps.")]);
            }
        }

        for (var i = Steps.Count - 1; i >= 0; i--)
        {
            if (Steps[i].ContractYear <= contractYear)
            {
                return Steps[i].Step;
            }
        }

        throw new SettlementException([new Failure("rebasing-missing", "contractYear", UnitText.Of(contractYear, Unit.Count), "The rebasing schedule has no step for this contract year.", "Add a step that begins at year 1.")]);
    }

    /// <summary>The weighted base years as one amount per unit, each trended to the last one.</summary>
    /// <param name="step">The step that holds.</param>
    /// <param name="amounts">Amount per unit of each base year, oldest first.</param>
    /// <param name="trends">Growth of each base year to the last one; the last is usually 1.</param>
    /// <param name="path">Where the lines belong.</param>
    /// <param name="authority">The contract's clause.</param>
    public static Figure History(RebasingStep step, ValueList<Cell> amounts, ValueList<Cell> trends, string path = "history", Authority? authority = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(amounts);
        ArgumentNullException.ThrowIfNull(trends);
        if (amounts.Count != step.BaseYearWeights.Count || trends.Count != step.BaseYearWeights.Count)
        {
            throw new SettlementException([new Failure("base-years-count", "amounts", UnitText.Of(amounts.Count, Unit.Count), $"The step weights {step.BaseYearWeights.Count} base years.", "State an amount and a trend for each base year, oldest first.")]);
        }

        var workings = new Workings(path);
        var pairs = new List<Quantity>();
        for (var i = 0; i < amounts.Count; i++)
        {
            var year = FormattableString.Invariant($"{step.FirstBaseYear + i}");
            var amount = amounts[i].ReadInto(workings, new("amount-" + year, "Amount per unit, " + year, Unit.PerCapita));
            var trend = trends[i].ReadInto(workings, new("trend-" + year, "Trend from " + year));
            pairs.Add(Quantity.Of("weight", step.BaseYearWeights[i], Unit.Count));
            pairs.Add(workings.Multiply(new("trended-" + year, $"Amount per unit, {year}, with trend", Unit.PerCapita, null, authority), amount, trend));
        }

        return workings.Figure(workings.Mean(new("history", "Weighted history per unit", Unit.PerCapita, null, authority), [.. pairs]));
    }

    /// <summary>The schedule in words.</summary>
    public override string ToString() => string.Join("; ", Steps.Select(static s => FormattableString.Invariant($"from year {s.ContractYear}: {s.Step}")));
}
