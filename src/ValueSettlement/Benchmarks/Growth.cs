namespace ValueSettlement.Benchmarks;

/// <summary>Growth factors: from a base year to the last one (trend), and from there to the performance year (update).</summary>
public static class Growth
{
    /// <summary>One figure over another.</summary>
    /// <param name="s">The workings.</param>
    /// <param name="step">What the result is called.</param>
    /// <param name="to">The later figure.</param>
    /// <param name="from">The earlier figure.</param>
    public static ByStratum Ratio(StrataWorkings s, Step step, ByStratum to, ByStratum from)
    {
        ArgumentNullException.ThrowIfNull(s);
        return s.Write(step, Operation.Quotient, to, from);
    }

    /// <summary>
    /// National and regional growth, blended.
    /// <code>
    /// w × national growth + (1 − w) × regional growth
    /// </code>
    /// 42 CFR 425.601(a) and (b), 425.652.
    /// </summary>
    /// <param name="s">The workings.</param>
    /// <param name="step">What the result is called.</param>
    /// <param name="nationalWeight">w, 0 to 1.</param>
    /// <param name="national">National growth factor.</param>
    /// <param name="regional">Regional growth factor.</param>
    public static ByStratum Blend(StrataWorkings s, Step step, ByStratum nationalWeight, ByStratum national, ByStratum regional)
    {
        ArgumentNullException.ThrowIfNull(s);
        var rest = s.Write(step with
        {
            Key = step.Key + "-regional-weight",
            Label = step.Label + ": weight of regional growth",
            Letter = null
        }, Operation.Complement, nationalWeight);
        return s.Write(step, Operation.WeightedSum, nationalWeight, national, rest, regional);
    }

    /// <summary>Growth between two years by a method that has no projection in it.</summary>
    internal static ByStratum Between(StrataWorkings s, GrowthMethod method, Step step, string span, ByStratum nationalWeight,
        (ByStratum National, ByStratum Regional) to, (ByStratum National, ByStratum Regional) from, ByStratum? regionalFactor = null)
    {
        ByStratum National() =>
            Ratio(s, s.Step(step.Key + "-national", $"National growth {span}", Unit.Factor, step.Authority), to.National, from.National);
        ByStratum Regional()
        {
            var growth = Ratio(s, s.Step(step.Key + "-regional", $"Regional growth {span}", Unit.Factor, step.Authority), to.Regional,
                from.Regional);
            return regionalFactor is null ? growth
                : s.Write(s.Step(step.Key + "-regional-adjusted", $"Regional growth {span} with the regional risk cap", Unit.Factor,
                    step.Authority), Operation.Product, growth, regionalFactor);
        }

        return method switch
        {
            GrowthMethod.National or GrowthMethod.FlatNational => Ratio(s, step, to.National, from.National),
            GrowthMethod.Regional => Ratio(s, step, to.Regional, from.Regional),
            _ => Blend(s, step, nationalWeight, National(), Regional()),
        };
    }
}
