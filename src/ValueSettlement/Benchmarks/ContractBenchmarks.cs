using ValueSettlement.Population;

namespace ValueSettlement.Benchmarks;

/// <summary>One stratum of a contract's own budget: units are whatever the contract prices, for example member months.</summary>
public sealed record BudgetLine
{
    /// <summary>Which stratum.</summary>
    public required Stratum Stratum { get; init => field = Given.Of(value); }

    /// <summary>Amount per unit, for example per member and month.</summary>
    public required ReportedCell Amount { get; init; }

    /// <summary>Units of the performance period, 0 or more.</summary>
    public required ReportedCell Units { get; init; }

    /// <summary>Risk of the performance period relative to the amount's own; missing means that the contract does not adjust for
    /// it.</summary>
    public ReportedCell? RiskRatio { get; init; }

    /// <summary>Growth from the amount's own period to the performance period; missing means none.</summary>
    public ReportedCell? Trend { get; init; }

    /// <summary>What a peer group spends per unit at the same risk, for a blend.</summary>
    public ReportedCell? Peer { get; init; }

    /// <summary>The line in words.</summary>
    public override string ToString() => $"{Stratum}: {Amount} × {Units}";
}

/// <summary>Commercial and Medicaid benchmarks, made of the same steps: per-unit amounts by stratum, trended, risk adjusted, blended, times
/// units.</summary>
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
    public static Figure PerUnit(ValueList<BudgetLine> lines, (Rate Least, Rate Greatest)? riskLimits = null, Authority? authority = null,
        string path = "benchmark") =>
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
    public static Figure Blended(ValueList<BudgetLine> lines, Rate? ownShare, (Rate Least, Rate Greatest)? riskLimits = null,
        Authority? authority = null, string path = "benchmark")
    {
        ArgumentNullException.ThrowIfNull(lines);
        var s = new StrataWorkings(new Workings(path), lines.Select(static x => x.Stratum).ToValueList());
        var units = s.Read("units", "Units", Unit.Count, lines.Select(static x => x.Units));
        var amount = s.Read("amount", "Amount per unit", Unit.PerCapita, lines.Select(static x => x.Amount));
        if (ownShare is { } share)
        {
            var own = s.Whole.Given(s.Step("own-share", "Weight of the own history", Unit.Rate, authority), share.Fraction);
            var rest = s.Whole.Write(s.Step("peer-share", "Weight of the peers", Unit.Rate, authority), Operation.Complement, own);
            var peer = s.Read("peer", "Peers' amount per unit", Unit.PerCapita, lines.Select(static x => x.Peer ?? ReportedCell.Missing));
            amount = s.Write(s.Step("blended-amount", "Blended amount per unit", Unit.PerCapita, authority), Operation.WeightedSum,
                s.Same(own), amount, s.Same(rest), peer);
        }

        if (lines.Any(static x => x.Trend is not null))
        {
            var trend = s.Read("trend", "Trend", Unit.Factor, lines.Select(static x => x.Trend ?? 1m));
            amount = s.Write(s.Step("trended-amount", "Amount per unit with trend", Unit.PerCapita, authority), Operation.Product, amount,
                trend);
        }

        if (lines.Any(static x => x.RiskRatio is not null))
        {
            var risk = s.Read("risk-ratio", "Risk ratio", Unit.Factor, lines.Select(static x => x.RiskRatio ?? 1m));
            if (riskLimits is var (least, greatest))
            {
                risk = s.Write(s.Step("limited-risk-ratio", "Risk ratio within its limits", Unit.Factor, authority), Operation.Clamp, risk,
                    s.Same(Quantity.Of("least", least.Fraction)), s.Same(Quantity.Of("greatest", greatest.Fraction)));
            }

            amount = s.Write(s.Step("adjusted-amount", "Amount per unit at the period's risk", Unit.PerCapita, authority),
                Operation.Product, amount, risk);
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
    /// <param name="changes">The changes that were agreed since.</param>
    /// <param name="authority">The contract's clause.</param>
    /// <param name="path">Where the lines belong.</param>
    public static Figure Negotiated(ReportedCell target, ValueList<AgreedChange> changes, Authority? authority = null,
        string path = "benchmark")
    {
        ArgumentNullException.ThrowIfNull(changes);
        var workings = new Workings(path);
        var agreed = target.ReadInto(workings, new("negotiated-target", "Negotiated target", Unit.Money, null, authority));
        return workings.Figure(workings.Add(new("benchmark-total", "Benchmark in total", Unit.Money, null, authority),
            [agreed, .. changes.Select(static c => Quantity.Of(c.Reason, c.Amount.Amount, Unit.Money))]));
    }
}

/// <summary>A change of a negotiated target.</summary>
/// <param name="Reason">What for.</param>
/// <param name="Amount">How much; negative for less.</param>
public sealed record AgreedChange(string Reason, Money Amount)
{
    /// <summary>What for.</summary>
    public string Reason { get; init => field = Given.Of(value); } = Given.Of(Reason);

    /// <summary>The change in words.</summary>
    public override string ToString() => $"{Reason}: {Amount}";
}
