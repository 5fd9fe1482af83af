using System.Globalization;
using ValueSettlement.Curves;

namespace ValueSettlement.Statistics;

/// <summary>How sure a minimum rate makes it that savings are no chance, at one size.</summary>
/// <param name="Beneficiaries">The size, 1 to 1,000,000,000.</param>
/// <param name="Confidence">One-sided confidence, from 50 % to below 100 %.</param>
public sealed record ConfidenceKnot(long Beneficiaries, Rate Confidence)
{
    /// <summary>The size and the confidence in invariant notation.</summary>
    public override string ToString() => $"{Confidence} at {Words.Of(Beneficiaries)}";
}

/// <summary>A statistical minimum rate at one size. Not exact: agree on a <see cref="Scale"/> of rounded values before money depends on
/// it.</summary>
/// <param name="Beneficiaries">The size.</param>
/// <param name="BeforeFloor">The rate that chance asks for, a fraction of the benchmark.</param>
/// <param name="Rate">The rate with the floor.</param>
/// <param name="Confidence">The one-sided confidence that the rate with its floor has, 0 to 1.</param>
public sealed record StatisticalMinimum(long Beneficiaries, double BeforeFloor, double Rate, double Confidence)
{
    /// <summary>The rate and its confidence in invariant notation.</summary>
    public override string ToString() =>
        $"{Words.Of(100d * Rate)}% at {Words.Of(Beneficiaries)} beneficiaries, one-sided confidence {Words.Percent(Confidence)}";
}

/// <summary>
/// A minimum savings rate from how much spending varies: savings count when they are larger than chance alone makes them with a stated
/// one-sided confidence, which grows with the size.
/// <code>MSR(n) = max(floor, z × CV ÷ √n); z that of the schedule, between two knots (1 − w) z₁ + w z₂, w = (n − n₁) ÷ (n₂ − n₁)</code>
/// Below the first knot its confidence holds, above the last one that one's. Source of the schedule: CMS, proposed rule CMS-1345-P (2011),
/// pages 265 to 268. The coefficient of variation of the published table is inferred and was not seen stated: any from 2.1345 to 2.1373
/// gives its 13 knots to one decimal.
/// </summary>
/// <param name="CoefficientOfVariation">Standard deviation ÷ mean of a beneficiary's yearly spending, above 0, up to 1,000.</param>
/// <param name="Schedule">The confidences, 1 to 100, sizes ascending.</param>
/// <param name="Floor">The least rate, 0 to 1.</param>
public sealed record StatisticalMinimumRate(decimal CoefficientOfVariation, ValueList<ConfidenceKnot> Schedule, Rate Floor)
{
    /// <summary>Standard deviation ÷ mean of a beneficiary's yearly spending.</summary>
    public decimal CoefficientOfVariation { get; init => field = Variation(value); } = Variation(CoefficientOfVariation);

    /// <summary>The confidences, sizes ascending.</summary>
    public ValueList<ConfidenceKnot> Schedule { get; init => field = Ascending(value); } = Ascending(Schedule);

    /// <summary>The least rate.</summary>
    public Rate Floor { get; init => field = Least(value); } = Least(Floor);

    /// <summary>The schedule of the Shared Savings Program's proposed rule with the inferred variation: 90 % at 5,000, 95 % at 20,000, 99 %
    /// at 50,000, floor 2 %, CV 2.136.</summary>
    public static StatisticalMinimumRate Inferred { get; } = new(2.136m,
        [new(5_000, Rate.Of(0.9m)), new(20_000, Rate.Of(0.95m)), new(50_000, Rate.Of(0.99m))], Rate.Of(0.02m));

    /// <summary>The minimum rate at a size.</summary>
    /// <param name="beneficiaries">1 to 1,000,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside its range.</exception>
    public StatisticalMinimum At(long beneficiaries)
    {
        Demand.Trials(beneficiaries);
        var next = 0;
        while (next < Schedule.Count && Schedule[next].Beneficiaries <= beneficiaries)
        {
            next++;
        }

        var (before, after) = (Schedule[Math.Max(next - 1, 0)], Schedule[Math.Min(next, Schedule.Count - 1)]);
        var w = before == after ? 0d
            : (double)(beneficiaries - before.Beneficiaries) / (after.Beneficiaries - before.Beneficiaries);
        var rate = (((1d - w) * Z(before)) + (w * Z(after))) * (double)CoefficientOfVariation / Math.Sqrt(beneficiaries);
        var floored = Math.Max(rate, (double)Floor.Fraction);
        return new(beneficiaries, rate, floored, ConfidenceOf(floored, beneficiaries, (double)CoefficientOfVariation));

        static double Z(ConfidenceKnot knot) => Tail.NormalAbove((double)(1m - knot.Confidence.Fraction));
    }

    /// <summary>
    /// The minimum rate as a scale: computed at the knots, rounded there halves away from zero, and linear between them in exact decimals.
    /// Outside the knots it has no value.
    /// </summary>
    /// <param name="decimals">Decimals of the rates, 1 to 12: three for a table in tenths of a percent.</param>
    /// <param name="knots">The sizes, ascending, 1 to 1,000.</param>
    /// <exception cref="ArgumentException">An argument lies outside its range, or the sizes do not ascend.</exception>
    public Scale AsScale(int decimals, params ReadOnlySpan<long> knots)
    {
        if (decimals is < 1 or > 12)
        {
            throw Demand.Refused(nameof(decimals), decimals, "Rates have 1 to 12 decimals", "Write 3 for tenths of a percent");
        }

        var (rounding, rows) = (new Rounding(decimals), new (decimal, decimal)[knots.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (knots[i], rounding.Apply((decimal)At(knots[i]).Rate));
        }

        return Scale.Knots(rows);
    }

    /// <summary>
    /// The one-sided confidence that a flat minimum rate has: the chance that a group without true savings stays below it.
    /// <code>Φ(rate × √n ÷ CV)</code>
    /// </summary>
    /// <param name="rate">The flat rate, 0 to 1.</param>
    /// <param name="beneficiaries">n, 1 to 1,000,000,000.</param>
    /// <param name="coefficientOfVariation">CV, above 0, up to 1,000.</param>
    /// <returns>A probability from 0.5 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static double ImpliedConfidence(Rate rate, long beneficiaries, decimal coefficientOfVariation) =>
        ConfidenceOf((double)Demand.Share(rate), Demand.Trials(beneficiaries), (double)Variation(coefficientOfVariation));

    /// <summary>The variation, the schedule and the floor in invariant notation.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"CV {CoefficientOfVariation}; confidence {string.Join(", ", Schedule)}; floor {Floor}");

    internal static decimal Variation(decimal value) => Demand.Positive(value, 1_000m, nameof(CoefficientOfVariation));

    private static double ConfidenceOf(double rate, long n, double variation) => Tail.Normal(rate * Math.Sqrt(n) / variation);

    private static Rate Least(Rate value)
    {
        Demand.Share(value, nameof(Floor));
        return value;
    }

    private static ValueList<ConfidenceKnot> Ascending(ValueList<ConfidenceKnot> schedule)
    {
        var knots = Given.Of(schedule, nameof(Schedule));
        if (knots.Count is 0 or > 100)
        {
            throw Demand.Refused(nameof(Schedule), knots.Count, "A schedule has 1 to 100 knots", "State one confidence at least");
        }

        for (var i = 0; i < knots.Count; i++)
        {
            Demand.Trials(knots[i].Beneficiaries, nameof(Schedule));
            Demand.Confidence(knots[i].Confidence, nameof(Schedule));
            if (i > 0 && knots[i].Beneficiaries <= knots[i - 1].Beneficiaries)
            {
                throw Demand.Refused(nameof(Schedule), knots[i], "The sizes of a schedule ascend", "Sort the knots");
            }
        }

        return knots;
    }
}
