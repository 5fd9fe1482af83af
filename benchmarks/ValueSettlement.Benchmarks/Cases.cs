using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Benchmarks;

/// <summary>One organisation of the year: its contract, what happened, and the hand-written method for its track.</summary>
internal sealed record Organisation(PreparedContract Contract, Experience Experience, Func<Experience, decimal> StraightLine);

/// <summary>
/// A year of 476 organisations: made up and the same on every machine, in about the proportions of the published results of 2024
/// (45 % ENHANCED with a fixed minimum rate, 30 % one-sided with the table, 25 % BASIC level E; three quarters earn, a fifth lies inside
/// the corridor, a few owe).
/// </summary>
internal static class Cases
{
    public const int Organisations = 476;

    private static readonly PreparedContract Enhanced = Make(Track.Enhanced, MinimumRateChoice.Fixed(1.Percent()));
    private static readonly PreparedContract BasicB = Make(Track.BasicB, null);
    private static readonly PreparedContract BasicEFixed = Make(Track.BasicE, MinimumRateChoice.Fixed(2.Percent()));
    private static readonly PreparedContract BasicETable = Make(Track.BasicE, MinimumRateChoice.Table);

    public static Organisation[] Year { get; } = [.. Enumerable.Range(0, Organisations).Select(Make)];

    /// <summary>An ENHANCED organisation with savings.</summary>
    public static Organisation Typical { get; } = Year.First(static o => o.Contract == Enhanced && o.Contract.Earned(o.Experience) > 0m);

    /// <summary>
    /// Nothing is timed before every way has given the same amount, for every organisation of the year and for every situation on an edge
    /// of the rules.
    /// </summary>
    /// <returns>How often each branch of the rules acted among the situations.</returns>
    /// <exception cref="InvalidOperationException">Two ways disagree, or a branch never acted.</exception>
    public static IReadOnlyList<(string Branch, int Cases)> AssertEqual()
    {
        foreach (var (contract, experience, straightLine) in Year)
        {
            AssertEqual(contract, experience, straightLine(experience), null);
        }

        var acted = new int[Situations.Branches.Count];
        foreach (var situation in Situations.All())
        {
            var amount = situation.Level.StraightLine(situation);
            AssertEqual(situation.Level.Contract, situation.Level.Experience(situation), amount, situation);
            for (var i = 0; i < acted.Length; i++)
            {
                acted[i] += Situations.Branches[i].Acts(situation, amount) ? 1 : 0;
            }
        }

        var silent = Situations.Branches.Where((_, i) => acted[i] == 0).Select(static b => b.Name).ToList();
        return silent.Count == 0
            ? [.. Situations.Branches.Select((b, i) => (b.Name, acted[i]))]
            : throw new InvalidOperationException($"No case shows: {string.Join("; ", silent)}.");
    }

    private static void AssertEqual(PreparedContract contract, Experience experience, decimal expected, Situation? situation)
    {
        var settled = contract.Settle(experience).Earned.Unrounded;
        var point = contract.PayoffOverSpending(experience).At(experience.Expenditure!.Value!.Value);
        if (Differs(settled, expected) || settled != contract.Earned(experience) || Differs(point, expected))
        {
            var amounts = FormattableString.Invariant($"{expected}, {settled}, {point}");
            throw new InvalidOperationException($"The ways disagree: {amounts}. {situation}");
        }
    }

    // The order of two multiplications may differ, and the library carries twelve decimals.
    private static bool Differs(decimal one, decimal other) => Math.Abs(one - other) > 1e-11m;

    private static PreparedContract Make(Track track, MinimumRateChoice? choice) => MedicareSharedSavings.For(new()
    {
        Track = track,
        Year = 2023,
        AgreementStart = new LocalDate(2022, 1, 1),
        MinimumRate = choice,
    }).Contract.Prepare();

    private static Organisation Make(int i)
    {
        // A fixed linear congruence instead of a generator: the same year on every machine.
        var x = (uint)((i * 2_654_435_761L) + 12_345L) % 10_000u;
        var benchmark = 60_000_000m + (x * 90_017.37m);
        var saved = ((int)(x % 1_103) - 120) / 10_000m;
        var assigned = i % 29 == 0 ? 3_100 + i : 5_000 + ((int)x * 6);
        var standard = (i % 23) switch { 0 => QualityStandard.Alternative, 1 => QualityStandard.NotMet, _ => QualityStandard.Met };
        Fact size = Number.AssignedBeneficiaries(assigned);
        Fact quality = new Quality { Standard = standard, Score = Rate.Of(0.55m + ((x % 45) / 100m)) };
        Fact revenue = Number.Of(Basis.ParticipantRevenue, Money.Of(Rounding.Cents.Apply(benchmark * 0.3m)));
        var experience = new Experience
        {
            Benchmark = Money.Of(benchmark),
            Expenditure = Money.Of(Rounding.Cents.Apply(benchmark * (1m - saved))),
            Facts = [size, quality]
        };
        return (i % 20) switch
        {
            < 9 => new(Enhanced, experience, static e =>
                StraightLine.Enhanced(Benchmark(e), Expenditure(e), Size(e), Quality(e).Standard, Score(e))),
            < 15 => new(BasicB, experience, static e =>
                StraightLine.BasicB(Benchmark(e), Expenditure(e), Size(e), Quality(e).Standard, Score(e))),
            < 19 => new(BasicEFixed, experience with { Facts = [size, quality, revenue] }, static e =>
                StraightLine.BasicE(Benchmark(e), Expenditure(e), Size(e), Quality(e).Standard, Score(e), Revenue(e), isFixed: true)),
            _ => new(BasicETable, experience with { Facts = [size, quality, revenue] }, static e =>
                StraightLine.BasicE(Benchmark(e), Expenditure(e), Size(e), Quality(e).Standard, Score(e), Revenue(e), isFixed: false)),
        };
    }

    private static decimal Benchmark(Experience e) => e.Benchmark!.Value!.Value;

    private static decimal Expenditure(Experience e) => e.Expenditure!.Value!.Value;

    private static int Size(Experience e) => (int)Named(e, "assigned-beneficiaries");

    private static Quality Quality(Experience e) => e.Facts.OfType<Quality>().Single();

    private static decimal Named(Experience e, string name) =>
        e.Facts.OfType<Number>().Single(n => n.Name == name).Figure.Value!.Value;

    private static decimal Score(Experience e) => Quality(e).Score!.Value!.Value;

    private static decimal Revenue(Experience e) => Named(e, Basis.ParticipantRevenue.Name);
}
