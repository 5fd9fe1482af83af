using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Settling;

/// <summary>Puts a settlement into its class, from the strictest to the loosest.</summary>
internal static class Comparison
{
    private const decimal Dollar = 1m;

    private const decimal HalfDollar = 0.5m;

    /// <summary>To this year rates are computed from a score with all its digits; since then from the score as it is published.</summary>
    private const int LastUnroundedScore = 2020;

    public static MatchClass Classify(AcoYear row, SharedSavingsTerms terms, decimal earned, Func<Variation, Settlement> settle,
        Variation at)
    {
        var published = row.Earned.Amount;
        if (new Rounding(row.Earned.Decimals).Apply(earned) == published)
        {
            return MatchClass.Exact;
        }

        decimal At(Variation variation) => settle(variation).Earned.Unrounded;
        if (IsWithinADollar(row, published, At, at))
        {
            return MatchClass.WithinADollar;
        }

        if (row.Period.CalendarYear <= LastUnroundedScore && row.Standard != PublishedStandard.Reporting
            && row.QualityScore.Value is { } score && IsBetweenQualityDigits(row, published, score, At, at))
        {
            return MatchClass.QualityDigits;
        }

        return IsLimitedByRevenue(row, terms, earned) ? MatchClass.RevenueNotPublished : MatchClass.Unexplained;
    }

    /// <summary>What was owed before relief, from the published payment and the published relief. Relief is printed for twelve months: of a
    /// half year half of it counts.</summary>
    public static decimal OwedBeforeRelief(AcoYear row) =>
        -row.Earned.Amount + (Math.Abs(row.Relief.Value ?? 0m) / (row.TotalsAreHalves ? 2m : 1m));

    /// <summary>The participants' revenue for which the limit by revenue gives the published loss.</summary>
    public static decimal? ImpliedRevenue(AcoYear row, SharedSavingsTerms terms) =>
        MedicareSharedSavings.Rates[row.Track].On(row.Period.Start).Value is { RevenueLimit: { } share }
            ? OwedBeforeRelief(row) * (row.TotalsAreHalves ? 2m : 1m) / share.Fraction : null;

    // The published difference stands for every amount within half a dollar of it, and so does the relief that is taken off a loss.
    // Settled at the ends, the payments must have the published one between them, its own rounding included.
    private static bool IsWithinADollar(AcoYear row, decimal published, Func<Variation, decimal> earned, Variation at)
    {
        var relief = row.Difference.Amount < 0m && row.Relief.Value is { } relieved && relieved != 0m ? HalfDollar : 0m;
        var low = earned(at with { DifferenceShift = -HalfDollar, ReliefShift = -relief });
        var high = earned(at with { DifferenceShift = HalfDollar, ReliefShift = relief });
        if (Math.Abs(high - low) > 2m * Dollar)
        {
            // The minimum savings rate lies inside that dollar: either side of it is explained, what lies between is not.
            return Math.Abs(published - low) <= Dollar || Math.Abs(published - high) <= Dollar;
        }

        var rounding = row.Earned.Half;
        return published >= Math.Min(low, high) - rounding && published <= Math.Max(low, high) + rounding;
    }

    private static bool IsBetweenQualityDigits(AcoYear row, decimal published, decimal score, Func<Variation, decimal> earned, Variation at)
    {
        var worse = earned(at with { Quality = Math.Max(0m, score - row.QualityScore.Half) });
        var better = earned(at with { Quality = Math.Min(1m, score + row.QualityScore.Half) });
        return worse != better && published >= Math.Min(worse, better) - Dollar && published <= Math.Max(worse, better) + Dollar;
    }

    private static bool IsLimitedByRevenue(AcoYear row, SharedSavingsTerms terms, decimal earned)
    {
        if (earned >= 0m || row.Track is not (Track.Track1Plus or Track.BasicC or Track.BasicD or Track.BasicE))
        {
            return false;
        }

        if (MedicareSharedSavings.Rates[row.Track].On(row.Period.Start).Value is not { FixedLossRate: { } rate, BenchmarkLimit: { } limit })
        {
            return false;
        }

        var owed = OwedBeforeRelief(row);
        var uncapped = -row.Difference.Amount * rate.Fraction;
        return owed > 0m && row.Earned.Amount <= 0m && owed < uncapped - Dollar && owed < (row.Benchmark.Amount * limit.Fraction) - Dollar;
    }
}
