namespace ValueSettlement.Benchmarks;

/// <summary>What the comparison with the region leads to.</summary>
/// <param name="ByStratum">The adjustment of each stratum, capped and offset, per person-year.</param>
/// <param name="PerCapita">The same as one number, weighted by the last base year's person-years.</param>
public sealed record RegionalAdjustmentResult(ByStratum ByStratum, Quantity PerCapita)
{
    /// <summary>The adjustment as one number.</summary>
    public override string ToString() => UnitText.Of(PerCapita.Value ?? 0m, Unit.PerCapita);
}

/// <summary>
/// The adjustment of a historical benchmark towards its region's spending.
/// <code>
/// K = regional × risk score;  L = K − historical;  M = Σ L × share
/// O = weight(times, M ≥ 0 ? lower : higher spending) × L, held between −decrease × national and +increase × national
/// Q = O &lt; 0 and the rule offsets: O × (1 − offset);  offset = dual share + (risk score − 1), held between 0 and 1
/// </code>
/// 42 CFR 425.601(a)(8), (f); 425.603(c)(9); 425.656.
/// </summary>
public static class RegionalAdjustment
{
    /// <summary>Computes the adjustment.</summary>
    /// <param name="s">The workings.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="times">Which time the benchmark is adjusted by its region: 1, 2 …</param>
    /// <param name="last">The last base year: person-years, per capita expenditure, risk score, national and regional expenditure.</param>
    /// <param name="historical">The historical benchmark of each stratum.</param>
    /// <param name="dualShare">Share of dual eligible people in the last base year; read only where the rule offsets decreases.</param>
    public static RegionalAdjustmentResult Compute(StrataWorkings s, Cited<RegionalAdjustmentRule> rule, int times, YearQuantities last,
        ByStratum historical, Quantity dualShare)
    {
        ArgumentNullException.ThrowIfNull(s);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(last);
        var (terms, authority) = (rule.Value, rule.Authority);
        var regional = s.Write(s.Step("regional-at-risk", "Regional expenditure at the organisation's risk", Unit.PerCapita, authority),
            Operation.Product, last.Regional, last.RiskScore);
        var difference = s.Write(s.Step("regional-difference", "Regional less historical", Unit.PerCapita, authority), Operation.Difference,
            regional, historical);
        var mean = s.Mean(s.Step("weighted-regional-difference", "Regional less historical, all strata", Unit.PerCapita, authority),
            last.PersonYears, difference);
        var weight = Weight(s, terms, times, mean, authority);
        var weighted = s.Write(s.Step("weighted-difference", "Weighted difference", Unit.PerCapita, authority), Operation.Product,
            s.Same(weight), difference);
        var capped = terms is { LargestIncrease: null, LargestDecrease: null } ? weighted : Cap(s, terms, last, weighted, authority);
        if (terms.OffsetsDecreases)
        {
            var offset = Offset(s, last, dualShare, authority);
            capped = s.Each(s.Step("regional-adjustment", "Regional adjustment", Unit.PerCapita, authority), (w, step, i) =>
                capped[i] switch
            {
                { Value: < 0m } negative => w.Write(step, Operation.Reduce, negative, offset),
                var other => w.Write(step, Operation.Stated, other),
            });
        }

        return new(capped, s.Mean(s.Step("regional-adjustment-per-capita", "Regional adjustment, all strata", Unit.PerCapita, authority),
            last.PersonYears, capped));
    }

    private static Quantity Weight(StrataWorkings s, RegionalAdjustmentRule terms, int times, Quantity mean, Authority authority)
    {
        var step = s.Step("regional-weight", "Weight of the regional difference", Unit.Rate, authority);
        if (mean.Value is not { } value)
        {
            return s.Whole.Absent(step, new(AbsenceKind.NotCalculable, mean.Absence?.Reason ?? mean.Name));
        }

        var weights = terms.Weights[Math.Min(Math.Max(times, 1), terms.Weights.Count) - 1];
        return s.Whole.Given(
            step with
            {
                Authority = value >= 0m ? terms.LowerSpendingAuthority ?? authority : authority,
                Label = FormattableString.Invariant(
                $"{step.Label}, time {times}, {(value >= 0m ? "lower" : "higher")} spending than the region")
            },
            value >= 0m ? weights.LowerSpending.Fraction : weights.HigherSpending.Fraction);
    }

    private static ByStratum Cap(StrataWorkings s, RegionalAdjustmentRule terms, YearQuantities last, ByStratum weighted,
        Authority authority)
    {
        var key = terms.OffsetsDecreases ? "capped-difference" : "regional-adjustment";
        var high = terms.LargestIncrease is { } increase
            ? s.Write(s.Step("largest-increase", "Largest increase", Unit.PerCapita, authority), Operation.Product,
                s.Same(Quantity.Of("share", increase.Fraction, Unit.Rate)), last.National) : null;
        var low = terms.LargestDecrease is { } decrease
            ? s.Write(s.Step("largest-decrease", "Largest decrease", Unit.PerCapita, authority), Operation.Product,
                s.Same(Quantity.Of("share", decimal.Negate(decrease.Fraction), Unit.Rate)), last.National) : null;
        var step = s.Step(key, terms.OffsetsDecreases ? "Weighted difference within its limits"
            : "Regional adjustment", Unit.PerCapita, authority);
        return (low, high) switch
        {
            ({ } l, { } h) => s.Write(step, Operation.Clamp, weighted, l, h),
            (null, { } h) => s.Write(step, Operation.Least, weighted, h),
            ({ } l, null) => s.Write(step, Operation.Greatest, weighted, l),
            _ => weighted,
        };
    }

    private static Quantity Offset(StrataWorkings s, YearQuantities last, Quantity dualShare, Authority authority)
    {
        var spending = s.Weigh(s.Step("risk-weight", "Expenditure of the last base year", Unit.Money, authority), last.PersonYears,
            last.PerCapita);
        var risk = s.Mean(s.Step("weighted-risk-score", "Risk score, all strata", Unit.Factor, authority), spending, last.RiskScore);
        var above = s.Whole.Subtract(s.Step("risk-above-average", "Risk above average", Unit.Factor, authority), risk,
            Quantity.Of("average", 1m));
        var sum = s.Whole.Add(s.Step("offset-before-bounds", "Dual eligible share and risk above average", Unit.Factor, authority),
            dualShare, above);
        return s.Whole.Clamp(s.Step("negative-adjustment-offset", "Offset of decreases", Unit.Factor, authority), sum,
            Quantity.Of("least", 0m), Quantity.Of("most", 1m));
    }
}

/// <summary>One year's numbers by stratum, inside workings.</summary>
/// <param name="PersonYears">Person-years.</param>
/// <param name="PerCapita">Expenditure per person-year.</param>
/// <param name="RiskScore">Risk score.</param>
/// <param name="National">National expenditure per person-year.</param>
/// <param name="Regional">Regional expenditure per person-year.</param>
/// <param name="NationalWeight">Weight of the national figure.</param>
public sealed record YearQuantities(ByStratum PersonYears, ByStratum PerCapita, ByStratum RiskScore, ByStratum National, ByStratum Regional,
    ByStratum NationalWeight)
{
    /// <summary>Person-years.</summary>
    public ByStratum PersonYears { get; init => field = Given.Of(value); } = Given.Of(PersonYears);

    /// <summary>Expenditure per person-year.</summary>
    public ByStratum PerCapita { get; init => field = Given.Of(value); } = Given.Of(PerCapita);

    /// <summary>Risk score.</summary>
    public ByStratum RiskScore { get; init => field = Given.Of(value); } = Given.Of(RiskScore);

    /// <summary>National expenditure per person-year.</summary>
    public ByStratum National { get; init => field = Given.Of(value); } = Given.Of(National);

    /// <summary>Regional expenditure per person-year.</summary>
    public ByStratum Regional { get; init => field = Given.Of(value); } = Given.Of(Regional);

    /// <summary>Weight of the national figure.</summary>
    public ByStratum NationalWeight { get; init => field = Given.Of(value); } = Given.Of(NationalWeight);

    /// <summary>The numbers in words.</summary>
    public override string ToString() => $"person-years {PersonYears}, per capita {PerCapita}";
}
