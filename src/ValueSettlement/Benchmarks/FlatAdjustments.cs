namespace ValueSettlement.Benchmarks;

/// <summary>Adjustments that are one amount per person-year for every stratum, and the choice among adjustments.</summary>
public static class FlatAdjustments
{
    /// <summary>
    /// Prior savings: a share of the average savings of the years before the agreement, limited by national expenditure; nothing unless the
    /// average is positive.
    /// <code>
    /// average = Σ (not reconciled: 0; savings of a non-compliant year: 0; otherwise savings or losses) ÷ years
    /// min(share × average × proration, largest × national)
    /// </code>
    /// 42 CFR 425.658.
    /// </summary>
    /// <param name="s">The workings.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="years">The years before the agreement.</param>
    /// <param name="proration">The factor for growth of the population, 0 to 1.</param>
    /// <param name="national">National expenditure of the last base year as one number.</param>
    public static Quantity PriorSavings(StrataWorkings s, Cited<PriorSavingsRule> rule, IReadOnlyList<PriorYear> years, Quantity proration,
        Quantity national)
    {
        ArgumentNullException.ThrowIfNull(s);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(years);
        var (workings, authority) = (s.Whole, rule.Authority);
        var sum = workings.Add(s.Step("prior-savings-sum", "Savings and losses of the years before the agreement", Unit.PerCapita,
            authority), [.. years.Select((year, i) => Counted(s, year, i, authority))]);
        var average = workings.Divide(s.Step("prior-savings-average", "Average savings before the agreement", Unit.PerCapita, authority),
            sum, Quantity.Of("years", years.Count, Unit.Count));
        var step = s.Step("prior-savings-adjustment", "Prior savings adjustment", Unit.PerCapita, authority);
        if (average.Value is null)
        {
            return workings.Write(step, Operation.Product, average);
        }

        if (average.Value <= 0m)
        {
            return workings.Given(step with { Label = step.Label + ": no average savings" }, 0m);
        }

        var shared = workings.Multiply(s.Step("prior-savings-share", "Share of the prorated average", Unit.PerCapita,
            rule.Value.ShareAuthority ?? authority),
            Quantity.Of("share", rule.Value.Share.Fraction, Unit.Rate), average, proration);
        var most = workings.Multiply(s.Step("prior-savings-limit", "Most that prior savings may add", Unit.PerCapita, authority),
            Quantity.Of("share", rule.Value.LargestShareOfNational.Fraction, Unit.Rate), national);
        return workings.Least(step, shared, most);
    }

    /// <summary>
    /// The adjustment for underserved people.
    /// <code>
    /// share &lt; least share: 0;  otherwise max(0, scale × national − max(regional, prior savings, 0)) × share
    /// </code>
    /// 42 CFR 425.662.
    /// </summary>
    /// <param name="s">The workings.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="share">The underserved share of the performance year.</param>
    /// <param name="national">National expenditure of the last base year as one number.</param>
    /// <param name="others">The other adjustments as one number each.</param>
    public static Quantity Population(StrataWorkings s,
        Cited<PopulationAdjustmentRule> rule, Quantity share, Quantity national, params ReadOnlySpan<Quantity> others)
    {
        ArgumentNullException.ThrowIfNull(s);
        ArgumentNullException.ThrowIfNull(rule);
        var (workings, authority) = (s.Whole, rule.Authority);
        var step = s.Step("population-adjustment", "Population adjustment", Unit.PerCapita, authority);
        if (share.Value < rule.Value.LeastShare.Fraction)
        {
            return workings.Given(step with { Label = $"{step.Label}: underserved share below {rule.Value.LeastShare}" }, 0m);
        }

        var best = workings.Greatest(s.Step("best-other-adjustment", "Best other adjustment", Unit.PerCapita, authority),
            [.. others, Quantity.Of("none", 0m, Unit.PerCapita)]);
        var scale = workings.Multiply(s.Step("population-scale", "Where the scale begins", Unit.PerCapita, authority),
            Quantity.Of("share", rule.Value.ShareOfNational.Fraction, Unit.Rate), national);
        var room = workings.Subtract(s.Step("population-room", "Scale less the best other adjustment", Unit.PerCapita, authority), scale,
            best);
        var floored = workings.Greatest(s.Step("population-scaler", "The same, not below zero", Unit.PerCapita, authority), room,
            Quantity.Of("least", 0m, Unit.PerCapita));
        return workings.Multiply(step, floored, share);
    }

    /// <summary>The largest positive adjustment; the earlier one on a tie; none if none is positive. <see langword="null"/> if one of them
    /// is not calculable.</summary>
    /// <param name="candidates">The adjustments as one number each, the preferred one first.</param>
    public static BenchmarkAdjustment? Largest(params ReadOnlySpan<(BenchmarkAdjustment Kind, Quantity PerCapita)> candidates)
    {
        var (chosen, most) = (BenchmarkAdjustment.None, 0m);
        foreach (var (kind, amount) in candidates)
        {
            if (amount.Value is not { } value)
            {
                return null;
            }

            if (value > most)
            {
                (chosen, most) = (kind, value);
            }
        }

        return chosen;
    }

    private static Quantity Counted(StrataWorkings s, PriorYear year, int index, Authority authority)
    {
        var step = s.Step(FormattableString.Invariant($"prior-year-{index + 1}"),
            FormattableString.Invariant($"Savings of prior year {index + 1}"), Unit.PerCapita, authority);
        if (!year.IsReconciled)
        {
            return s.Whole.Given(step with { Label = step.Label + ": not reconciled" }, 0m);
        }

        var value = year.PerCapita.ReadInto(s.Whole, step with { Key = year.IsCompliant ? step.Key : step.Key + "-stated" });
        return year.IsCompliant ? value : s.Whole.Least(step with { Label = step.Label + ": not compliant, savings do not count" }, value,
            Quantity.Of("nothing", 0m, Unit.PerCapita));
    }
}
