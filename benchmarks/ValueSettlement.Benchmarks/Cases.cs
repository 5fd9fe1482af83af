using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Benchmarks;

/// <summary>A year of 476 organisations: made up, reproducible, with savings, losses and differences inside the corridor in the proportions of 2023.</summary>
internal static class Cases
{
    public const int Organisations = 476;

    public static PreparedContract Contract { get; } = MedicareSharedSavings.Contract(new()
    {
        Track = Track.Enhanced, Period = PerformancePeriod.Year(2023), AgreementStart = new LocalDate(2022, 1, 1), MinimumRate = MinimumRateChoice.Fixed(1.Percent()),
    }).Prepare();

    public static Experience[] Year { get; } = [.. Enumerable.Range(0, Organisations).Select(Make)];

    public static decimal StraightLineOf(Experience experience)
    {
        var quality = (Quality)experience.Facts[1];
        return StraightLine.Enhanced2023(experience.Benchmark!.Value!.Value, experience.Expenditure!.Value!.Value, ((AssignedBeneficiaries)experience.Facts[0]).Count, quality.Standard, quality.Score!.Value!.Value);
    }

    /// <summary>Nothing is timed before both ways have given the same amount for every organisation.</summary>
    public static void AssertEqual()
    {
        foreach (var experience in Year)
        {
            var expected = StraightLineOf(experience);
            var settled = Contract.Settle(experience);
            var point = Contract.PayoffOverSpending(experience).At(experience.Expenditure!.Value!.Value);
            if (settled.Earned.Unrounded != expected || Contract.Earned(experience) != expected || Math.Abs(point - expected) > 1e-12m * Math.Abs(expected))
            {
                throw new InvalidOperationException(FormattableString.Invariant($"The ways disagree: {expected}, {settled.Earned.Unrounded}, {point}."));
            }
        }
    }

    private static Experience Make(int i)
    {
        // A fixed linear congruence: the same year on every machine.
        var x = (uint)((i * 2_654_435_761L) + 12_345L) % 10_000u;
        var benchmark = 60_000_000m + (x * 90_017.37m);
        var saved = ((int)(x % 2_003) - 500) / 10_000m;
        var assigned = i % 29 == 0 ? 3_100 + i : 5_000 + (int)x * 6;
        var score = 0.55m + ((x % 45) / 100m);
        var standard = (i % 23) switch { 0 => QualityStandard.Alternative, 1 => QualityStandard.NotMet, _ => QualityStandard.Met };
        return new Experience
        {
            Benchmark = Money.Of(benchmark),
            Expenditure = Money.Of(Rounding.Cents.Apply(benchmark * (1m - saved))),
            Facts = [new AssignedBeneficiaries(assigned), new Quality { Standard = standard, Score = Rate.Of(score) }],
        };
    }
}
