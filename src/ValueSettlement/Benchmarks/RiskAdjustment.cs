namespace ValueSettlement.Benchmarks;

/// <summary>Risk adjustment from the last base year to the performance year, and the cap on a region's risk growth.</summary>
public static class RiskAdjustment
{
    /// <summary>
    /// The risk ratio of each stratum up to a largest growth; no floor.
    /// <code>
    /// min(risk score of the performance year ÷ risk score of the last base year, 1 + growth)
    /// </code>
    /// 42 CFR 425.605(a)(1)(i).
    /// </summary>
    /// <param name="s">The workings.</param>
    /// <param name="ratio">The risk ratio.</param>
    /// <param name="largest">The largest ratio, for example 1.03.</param>
    /// <param name="authority">Where the rule comes from.</param>
    public static ByStratum CapByStratum(StrataWorkings s, ByStratum ratio, Quantity largest, Authority? authority)
    {
        ArgumentNullException.ThrowIfNull(s);
        return s.Write(s.Step("risk-adjustment", "Risk adjustment", Unit.Factor, authority), Operation.Least, ratio, s.Same(largest));
    }

    /// <summary>
    /// The risk ratios as they are while aggregate growth stays within aggregate demographic growth plus a margin; otherwise each ratio up
    /// to that cap.
    /// <code>
    /// H = Σ v × ratio ÷ Σ v;  cap = Σ v × demographic ratio ÷ Σ v + margin;  H ≤ cap: ratio, otherwise min(ratio, cap)
    /// </code>
    /// 42 CFR 425.605(a)(1)(ii), 425.610(a)(2)(ii).
    /// </summary>
    /// <param name="s">The workings.</param>
    /// <param name="ratio">The risk ratio.</param>
    /// <param name="demographic">The demographic ratio.</param>
    /// <param name="weights">v: the adjusted benchmark times performance-year person-years.</param>
    /// <param name="margin">The margin, for example 0.03.</param>
    /// <param name="authority">Where the rule comes from.</param>
    /// <param name="marginAuthority">Where the margin comes from; <see langword="null"/> for where the rule does.</param>
    public static ByStratum CapOnAggregate(
        StrataWorkings s, ByStratum ratio, ByStratum demographic, ByStratum weights, Quantity margin, Authority? authority,
            Authority? marginAuthority = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        var growth = s.Mean(s.Step("aggregate-risk-growth", "Aggregate risk growth", Unit.Factor, authority), weights, ratio);
        var demographicGrowth = s.Mean(s.Step("aggregate-demographic-growth", "Aggregate demographic growth", Unit.Factor, authority),
            weights, demographic);
        var cap = s.Whole.Add(s.Step("risk-cap", "Cap on risk growth", Unit.Factor, marginAuthority ?? authority), demographicGrowth,
            margin);
        var step = s.Step("risk-adjustment", "Risk adjustment", Unit.Factor, authority);
        return s.Each(step, (w, each, i) => (growth.Value, cap.Value) switch
        {
            (null, _) => w.Write(each, Operation.Least, ratio[i], growth),
            (_, null) => w.Write(each, Operation.Least, ratio[i], cap),
            var (h, most) => h <= most
                ? w.Write(each with { Label = each.Label + ": aggregate growth within the cap" }, Operation.Stated, ratio[i])
                : w.Write(each with { Label = each.Label + ": aggregate growth above the cap" }, Operation.Least, ratio[i], cap),
        });
    }

    /// <summary>
    /// Newly assigned people by their risk ratio, continuously assigned ones by demographic change unless their risk fell; weighted by
    /// person-years.
    /// 42 CFR 425.604(a)(1)-(3), 425.606(a), 425.610(a).
    /// </summary>
    /// <param name="s">The workings.</param>
    /// <param name="groups">The groups of each stratum.</param>
    /// <param name="authority">Where the rule comes from.</param>
    public static ByStratum NewAndContinuous(StrataWorkings s, IReadOnlyList<AssignmentGroups?> groups, Authority? authority)
    {
        ArgumentNullException.ThrowIfNull(s);
        ArgumentNullException.ThrowIfNull(groups);
        return s.Each(s.Step("risk-adjustment", "Risk adjustment", Unit.Factor, authority), (w, step, i) =>
        {
            var group = groups[i] ?? new AssignmentGroups();
            Quantity Read(string key, string label, Unit unit, ReportedCell cell) =>
                cell.ReadInto(w, step with { Key = key, Label = $"{label}, {s.Strata[i].Name}", Unit = unit });
            var fresh = (Years: Read("new-person-years", "Person-years of newly assigned people", Unit.PersonYears, group.NewPersonYears),
                Risk: Read("new-risk", "Risk ratio of newly assigned people", Unit.Factor, group.NewRisk));
            var years = Read("continuous-person-years", "Person-years of continuously assigned people", Unit.PersonYears,
                group.ContinuousPersonYears);
            var risk = Read("continuous-risk", "Risk ratio of continuously assigned people", Unit.Factor, group.ContinuousRisk);
            var chosen = step with { Key = "continuous-adjustment", Label = $"Continuously assigned people, {s.Strata[i].Name}" };
            var continuous = risk.Value switch
            {
                null => w.Write(chosen, Operation.Product, risk),
                < 1m => w.Write(chosen with { Label = chosen.Label + ": risk fell" }, Operation.Stated, risk),
                _ => w.Write(chosen with { Label = chosen.Label + ": demographic change" }, Operation.Stated,
                    Read("continuous-demographic", "Demographic ratio of continuously assigned people", Unit.Factor,
                    group.ContinuousDemographic)),
            };
            Quantity[] pairs = [.. Pair(fresh.Years, fresh.Risk), .. Pair(years, continuous)];
            return w.Write(step, Operation.WeightedMean, pairs);
        });
    }

    /// <summary>
    /// What a region's growth is multiplied by when its risk grew beyond its own cap, so that growth that risk adjustment had taken out
    /// comes back.
    /// <code>
    /// cap = RD + margin + market share × max(0, RH − (RD + margin));  RH ≤ cap: 1, otherwise max(1, growth ÷ cap)
    /// </code>
    /// 42 CFR 425.655.
    /// </summary>
    /// <param name="s">The workings.</param>
    /// <param name="growth">Regional risk growth.</param>
    /// <param name="demographic">Regional demographic growth.</param>
    /// <param name="weights">The adjusted benchmark times performance-year person-years.</param>
    /// <param name="marketShare">The organisation's aggregate market share.</param>
    /// <param name="margin">The margin, for example 0.03.</param>
    /// <param name="authority">Where the rule comes from.</param>
    public static ByStratum RegionalCap(StrataWorkings s, ByStratum growth, ByStratum demographic, ByStratum weights, Quantity marketShare,
        Quantity margin, Authority? authority)
    {
        ArgumentNullException.ThrowIfNull(s);
        var w = s.Whole;
        var risk = s.Mean(s.Step("regional-risk-growth", "Regional risk growth, all strata", Unit.Factor, authority), weights, growth);
        var people = s.Mean(s.Step("regional-demographic-growth", "Regional demographic growth, all strata", Unit.Factor, authority),
            weights, demographic);
        var plain = w.Add(s.Step("regional-cap-without-share", "Demographic growth and margin", Unit.Factor, authority), people, margin);
        var beyond = w.Subtract(s.Step("regional-growth-beyond", "Regional risk growth beyond it", Unit.Factor, authority), risk, plain);
        var positive = w.Greatest(s.Step("regional-growth-beyond-positive", "The same, not below zero", Unit.Factor, authority), beyond,
            Quantity.Of("least", 0m));
        var cap = w.Write(s.Step("regional-risk-cap", "Cap on regional risk growth", Unit.Factor, authority), Operation.Linear, marketShare,
            positive, plain);
        return s.Each(s.Step("regional-risk-cap-adjustment", "Regional risk cap adjustment", Unit.Factor, authority), (part, step, i) =>
            (risk.Value, cap.Value) switch
        {
            (null, _) => part.Write(step, Operation.Product, risk),
            (_, null) => part.Write(step, Operation.Product, cap),
            var (h, most) => h <= most
                ? part.Given(step with { Label = step.Label + ": growth within the cap" }, 1m)
                : part.Greatest(step, Quantity.Of("no adjustment", 1m),
                    part.Divide(step with { Key = step.Key + "-ratio", Label = $"Risk growth over the cap, {s.Strata[i].Name}" }, growth[i],
                    cap)),
        });
    }

    private static Quantity[] Pair(Quantity weight, Quantity value) => weight.Value == 0m ? [] : [weight, value];
}
