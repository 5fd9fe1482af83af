using System.Globalization;
using System.Numerics;

namespace ValueSettlement.Statistics;

/// <summary>What credibility acts on. The two differ wherever the payment is not a straight line, so there is no default: the contract
/// says which.</summary>
public enum CredibilityUse
{
    /// <summary>The measured value is blended with its complement, and the blend is paid.</summary>
    OnValue = 1,

    /// <summary>The measured value is paid, and the payment is blended with a neutral one.</summary>
    OnPayment,
}

/// <summary>How a credibility was found.</summary>
public enum CredibilityRule
{
    /// <summary>Stated by the contract.</summary>
    Stated = 1,

    /// <summary>Limited fluctuation: the square root of events over those of full credibility.</summary>
    LimitedFluctuation,

    /// <summary>Bühlmann's: exposure over exposure plus K.</summary>
    Buhlmann,
}

/// <summary>
/// How much a provider's own experience counts, Z, beside the complement, 1 − Z. Z is a decimal with a stated number of decimals, halves
/// away from zero, found from decimals alone: division to 28 digits, and a square root of whole numbers of any length. So the same
/// decimals give the same Z everywhere, and a blend with it is exact decimal arithmetic. Whoever checks a settlement needs Z and the two
/// values, nothing else. The one number that is not exact is the number of events of full credibility from a probability: it is stated to
/// nine decimals, once, as a term of the contract.
/// </summary>
public sealed record Credibility
{
    private const int DefaultDecimals = 12;
    private const int MostDecimals = 15;

    private Credibility(CredibilityRule rule, decimal z, int decimals, decimal? standard) =>
        (Rule, Z, Decimals, Standard) = (rule, z, decimals, standard);

    /// <summary>How Z was found.</summary>
    public CredibilityRule Rule { get; }

    /// <summary>The weight of the own experience, 0 to 1, with <see cref="Decimals"/> decimals.</summary>
    public decimal Z { get; }

    /// <summary>To how many decimals Z is stated, halves away from zero.</summary>
    public int Decimals { get; }

    /// <summary>Events of full credibility, or Bühlmann's K; <see langword="null"/> where Z was stated.</summary>
    public decimal? Standard { get; }

    /// <summary>
    /// Events of full credibility: so many that the observed number lies within a tolerance of the expected one with a stated probability.
    /// <code>n_F = (z ÷ k)², z the two-sided normal quantile; 90 % within 5 %: 1,082.217381638</code>
    /// Source: limited-fluctuation credibility, Mowbray, Proc. Casualty Actuarial Soc. 1 (1914) 24.
    /// </summary>
    /// <param name="probability">At least 50 %, below 100 %.</param>
    /// <param name="tolerance">k, from 0.1 % to below 100 % of the expected number.</param>
    /// <returns>Events, to nine decimals.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static decimal EventsForFullCredibility(Rate probability, Rate tolerance)
    {
        Demand.Confidence(probability);
        if (Demand.InnerShare(tolerance) < 0.001m)
        {
            throw Demand.Refused(nameof(tolerance), tolerance, "A tolerance lies between 0.1% and below 100%", "Write 5 % as 5.Percent()");
        }

        var root = Tail.NormalAbove((double)((1m - probability.Fraction) / 2m)) / (double)tolerance.Fraction;
        return new Rounding(9).Apply((decimal)(root * root));
    }

    /// <summary>
    /// Limited-fluctuation credibility.
    /// <code>Z = min(1, √(events ÷ events of full credibility))</code>
    /// </summary>
    /// <param name="events">Events, 0 to 1,000,000,000.</param>
    /// <param name="eventsForFullCredibility">Events of full credibility, above 0, up to 10¹²: the contract's own, for example 1,082, or
    /// <see cref="EventsForFullCredibility"/>.</param>
    /// <param name="decimals">Decimals of Z, 1 to 15.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static Credibility LimitedFluctuation(long events, decimal eventsForFullCredibility, int decimals = DefaultDecimals)
    {
        Demand.Count(events);
        Demand.Positive(eventsForFullCredibility, 1_000_000_000_000m);
        Digits(decimals);
        return new(CredibilityRule.LimitedFluctuation,
            events >= eventsForFullCredibility ? 1m : RootOfRatio(events, eventsForFullCredibility, decimals), decimals,
            eventsForFullCredibility);
    }

    /// <summary>
    /// Bühlmann's credibility.
    /// <code>Z = n ÷ (n + K), K = expected process variance ÷ variance of hypothetical means; computed as n V ÷ (n V + E)</code>
    /// Source: Bühlmann, ASTIN Bulletin 4 (1967) 199.
    /// </summary>
    /// <param name="exposure">n, from 0 up to 1,000,000,000.</param>
    /// <param name="expectedProcessVariance">E, from 0 up to 10¹²: how far one unit of exposure varies by chance.</param>
    /// <param name="varianceOfHypotheticalMeans">V, above 0, up to 10¹²: how far true means differ between providers.</param>
    /// <param name="decimals">Decimals of Z, 1 to 15.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static Credibility Buhlmann(decimal exposure, decimal expectedProcessVariance, decimal varianceOfHypotheticalMeans,
        int decimals = DefaultDecimals)
    {
        if (exposure is < 0m or > Demand.Most)
        {
            throw Demand.Refused(nameof(exposure), exposure, "Exposure lies between 0 and 1,000,000,000", "Check its unit");
        }

        if (expectedProcessVariance is < 0m or > 1_000_000_000_000m)
        {
            throw Demand.Refused(nameof(expectedProcessVariance), expectedProcessVariance, "A variance lies between 0 and 10^12",
                "State the variance, not a deviation");
        }

        Demand.Positive(varianceOfHypotheticalMeans, 1_000_000_000_000m);
        Digits(decimals);
        var between = exposure * varianceOfHypotheticalMeans;
        var all = between + expectedProcessVariance;
        return new(CredibilityRule.Buhlmann, all == 0m ? 0m : new Rounding(decimals).Apply(between / all), decimals,
            expectedProcessVariance / varianceOfHypotheticalMeans);
    }

    /// <summary>A credibility that the contract states.</summary>
    /// <param name="z">Z, from 0 to 1, with at most 15 decimals.</param>
    /// <exception cref="ArgumentOutOfRangeException">Z lies outside its range or has more decimals.</exception>
    public static Credibility Stated(decimal z) => z is < 0m or > 1m || z.Scale > MostDecimals
        ? throw Demand.Refused(nameof(z), z, "Z lies between 0 and 1, with at most 15 decimals", "Write 40 % as 0.4")
        : new(CredibilityRule.Stated, z, z.Scale, null);

    /// <summary>The blend of two values, exact.
    /// <code>Z × own + (1 − Z) × complement</code></summary>
    /// <param name="own">The own value, in any unit; its magnitude at most 10¹².</param>
    /// <param name="complement">What stands in for what the own experience cannot say, in the same unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A magnitude is larger.</exception>
    public decimal Blend(decimal own, decimal complement) =>
        (Z * Magnitude(own, nameof(own))) + ((1m - Z) * Magnitude(complement, nameof(complement)));

    /// <summary>The blend as a line of workings, which replays.</summary>
    /// <param name="workings">The workings that get the lines.</param>
    /// <param name="step">What the blend is called.</param>
    /// <param name="own">The own value.</param>
    /// <param name="complement">The complement.</param>
    public Quantity Blend(Workings workings, Step step, Quantity own, Quantity complement)
    {
        ArgumentNullException.ThrowIfNull(workings);
        var z = workings.Given(new(step.Key + "-credibility", "Credibility", Unit.Rate), Z);
        return workings.Blend(step, z, own, Quantity.Of("the rest", 1m - Z, Unit.Rate), complement);
    }

    /// <summary>What is paid.
    /// <code>on the value: pay(Z × own + (1 − Z) × complement); on the payment: Z × pay(own) + (1 − Z) × neutral</code></summary>
    /// <param name="use">What credibility acts on.</param>
    /// <param name="own">The own value.</param>
    /// <param name="complement">The value that stands in for it; read on the value alone.</param>
    /// <param name="neutral">The payment without own experience; read on the payment alone.</param>
    /// <param name="pay">What a value pays, for example that of a curve.</param>
    /// <exception cref="ArgumentOutOfRangeException">The use is none of the two, or a magnitude is larger than 10¹².</exception>
    public decimal Apply(CredibilityUse use, decimal own, decimal complement, decimal neutral, Func<decimal, decimal> pay)
    {
        ArgumentNullException.ThrowIfNull(pay);
        return Demand.Choice(use) == CredibilityUse.OnValue ? pay(Blend(own, complement)) : Blend(pay(own), neutral);
    }

    /// <summary>Z, the rule and its standard in invariant notation.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Z = {Words.Of(Z)} ({Said()}, {Decimals} decimals)");

    private string Said() => Standard is not { } standard ? "stated"
        : Rule == CredibilityRule.Buhlmann ? $"Bühlmann, K = {Words.Of(standard)}"
        : $"limited fluctuation, full at {Words.Of(standard)} events";

    private static decimal Magnitude(decimal value, string name) => Math.Abs(value) <= 1_000_000_000_000m
        ? value : throw Demand.Refused(name, value, "A value lies between -10^12 and 10^12", "Check its unit");

    private static void Digits(int decimals)
    {
        if (decimals is < 1 or > MostDecimals)
        {
            throw Demand.Refused(nameof(decimals), decimals, "Z has 1 to 15 decimals", "Leave them out for 12");
        }
    }

    /// <summary>√(a ÷ b) to a number of decimals, halves away from zero, from whole numbers.</summary>
    private static decimal RootOfRatio(decimal a, decimal b, int decimals)
    {
        // Twice the root in units of the last decimal, cut; then halved and rounded up where it is odd.
        var numerator = 4 * Whole(a) * BigInteger.Pow(10, 2 * decimals);
        var square = numerator / Whole(b);
        var root = (BigInteger)Math.Sqrt((double)square);
        while (root * root > square)
        {
            root--;
        }

        while ((root + 1) * (root + 1) <= square)
        {
            root++;
        }

        return (decimal)((root + 1) / 2) / (decimal)BigInteger.Pow(10, decimals);

        // In units of 10^-28, the same for both.
        static BigInteger Whole(decimal value)
        {
            Span<int> bits = stackalloc int[4];
            decimal.GetBits(value, bits);
            var mantissa = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
            return mantissa * BigInteger.Pow(10, 28 - value.Scale);
        }
    }
}
