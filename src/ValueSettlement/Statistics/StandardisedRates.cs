using System.Globalization;

namespace ValueSettlement.Statistics;

/// <summary>One part of a population for a directly standardised rate.</summary>
/// <param name="Name">The stratum, for example "65 to 74".</param>
/// <param name="Events">Its events, 0 to 1,000,000,000.</param>
/// <param name="Exposure">What they happened in: people, person-years, episodes; above 0, up to 1,000,000,000.</param>
/// <param name="ReferenceWeight">Its weight in the reference mix, in any unit; from 0, up to 1,000,000,000.</param>
public sealed record RateStratum(string Name, long Events, decimal Exposure, decimal ReferenceWeight)
{
    /// <summary>The stratum, for example "65 to 74".</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The stratum and its numbers in invariant notation.</summary>
    public override string ToString() =>
        $"{Name}: {Words.Of(Events)} in {Words.Of(Exposure)}, reference weight {Words.Of(ReferenceWeight)}";
}

/// <summary>A rate made comparable with a reference population.</summary>
/// <param name="Rate">The standardised rate, exact, with its lines: events for each unit of exposure.</param>
/// <param name="Interval">Its confidence interval, in the same unit; <see langword="null"/> where <paramref name="Absence"/> says
/// why.</param>
/// <param name="Ratio">Observed ÷ expected with its lines; <see langword="null"/> for direct standardisation.</param>
/// <param name="Absence">Why there is no interval: too small, if nothing happened that would say how the rate varies.</param>
public sealed record StandardisedRate(Figure Rate, ConfidenceInterval? Interval, Figure? Ratio = null, Absence? Absence = null)
{
    /// <summary>The rate and its interval in invariant notation.</summary>
    public override string ToString() => $"{Rate} ({Interval?.Limits ?? Absence?.ToString()})";
}

/// <summary>
/// Direct and indirect standardisation. Direct: each stratum's own rate, weighted by a reference mix; comparable between providers, needs
/// events in every stratum. Indirect: observed ÷ expected × reference rate; holds with few events, comparable with the reference alone.
/// Points are exact decimals; intervals are not and reach no payment.
/// </summary>
public static class StandardisedRates
{
    /// <summary>
    /// A directly standardised rate.
    /// <code>Σ w × events ÷ exposure ÷ Σ w; limits rate + √(Σ w² events ÷ exposure² ÷ (Σ w)² ÷ O) × (exact Poisson limit − O)</code>
    /// Source: Dobson, Kuulasmaa, Eberle and Scherer, Stat. Med. 10 (1991) 457.
    /// </summary>
    /// <param name="strata">The strata, 1 to 1,000.</param>
    /// <param name="confidence">From 50 % to below 100 %; 95 % if left out.</param>
    /// <exception cref="ArgumentException">There is no stratum, a number lies outside its range, or all weights are zero.</exception>
    public static StandardisedRate Direct(ValueList<RateStratum> strata, Rate? confidence = null)
    {
        ArgumentNullException.ThrowIfNull(strata);
        var level = Demand.Confidence(confidence);
        if (strata.Count is 0 or > 1_000)
        {
            throw Demand.Refused(nameof(strata), strata.Count, "There are 1 to 1,000 strata", "State at least one, or group them");
        }

        var workings = new Workings("direct-standardisation");
        var pairs = new List<Quantity>();
        var (events, weights, variance) = (0L, 0m, 0d);
        for (var i = 0; i < strata.Count; i++)
        {
            var (name, count, exposure, weight) = strata[i];
            events += Demand.Count(count, nameof(strata));
            Demand.Positive(exposure, Demand.Most, nameof(strata));
            if (weight is < 0m or > Demand.Most)
            {
                throw Demand.Refused(nameof(strata), weight, "A weight lies between 0 and 1,000,000,000", "State the reference mix");
            }

            var part = workings.Part(string.Create(CultureInfo.InvariantCulture, $"strata[{i}]"));
            pairs.Add(part.Given(new("reference-weight", $"Reference weight, {name}"), weight));
            pairs.Add(part.Divide(new("rate", $"Rate, {name}"), part.Given(new("events", $"Events, {name}", Unit.Count), count),
                part.Given(new("exposure", $"Exposure, {name}"), exposure)));
            weights += weight;
            variance += Math.Pow((double)weight / (double)exposure, 2d) * count;
        }

        if (weights == 0m)
        {
            throw new ArgumentException("The weights of the reference mix add up to more than 0 (given: 0). State the reference mix.",
                nameof(strata));
        }

        if (events > Demand.Most)
        {
            throw Demand.Refused(nameof(strata), events, "Events together lie between 0 and 1,000,000,000", "Group fewer strata");
        }

        var mean = workings.Mean(new("standardised-rate", "Directly standardised rate"), [.. pairs]);
        var rate = workings.Figure(mean);
        if (events == 0 || variance == 0d)
        {
            return new(rate, null, Absence: new(AbsenceKind.TooSmall,
                "No event happened in a stratum with weight, so nothing says how the rate varies."));
        }

        var limits = Intervals.ExactPoisson(events, 1m, level);
        var (point, scale) = ((double)mean.Number, Math.Sqrt(variance / events) / (double)weights);
        return new(rate, new(point + (scale * (limits.Lower - events)), point, point + (scale * (limits.Upper - events)), level,
            IntervalMethod.Dobson));
    }

    /// <summary>
    /// An indirectly standardised rate.
    /// <code>ratio = observed ÷ expected; rate = observed × reference rate ÷ expected, with the exact Poisson limits of the ratio</code>
    /// </summary>
    /// <param name="observed">Observed events, 0 to 1,000,000,000.</param>
    /// <param name="expected">Events expected with the reference rates in the provider's own mix, 0.000001 to 1,000,000,000.</param>
    /// <param name="referenceRate">The reference population's rate, above 0, up to 1,000,000,000: events for each unit of
    /// exposure.</param>
    /// <param name="confidence">From 50 % to below 100 %; 95 % if left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public static StandardisedRate Indirect(long observed, decimal expected, decimal referenceRate, Rate? confidence = null)
    {
        Demand.Positive(referenceRate, Demand.Most);
        var interval = Intervals.ExactPoisson(observed, expected, confidence);
        var workings = new Workings("indirect-standardisation");
        var o = workings.Given(new("observed", "Observed events", Unit.Count), observed);
        var e = workings.Given(new("expected", "Expected events", Unit.Count), expected);
        var ratio = workings.Divide(new("ratio", "Observed over expected"), o, e);
        var ofRatio = workings.Figure(ratio);
        var reference = workings.Given(new("reference-rate", "Reference rate"), referenceRate);
        var rate = workings.Prorate(new("standardised-rate", "Indirectly standardised rate"), o, reference, e);
        return new(workings.Figure(rate), interval.Times((double)referenceRate), ofRatio);
    }
}
