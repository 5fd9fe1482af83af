using BenchmarkDotNet.Attributes;
using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Benchmarks;

/// <summary>Outcomes counted by a rate card on which every rule acts, in random order, with the digest of all events.</summary>
[MemoryDiagnoser]
public class RateCardBenchmarks
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    private static readonly string[] Outcomes = ["start", "sustained", "four weeks", "four weeks"];

    private readonly RateCard card = new()
    {
        Prices = new[] { "a", "b", "c" }.SelectMany(static g => Outcomes.Distinct().Select(o => new OutcomePrice(g, o, Money.Of(117.25m))))
            .ToValueList(),
        Outcomes =
        [
            new() { Name = "start", MostPerPerson = 1 },
            new() { Name = "sustained", MostPerPerson = 1, After = new("start", 91) },
            new() { Name = "four weeks", MostPerPerson = 26, After = new("start", 28), DaysApart = 28 },
        ],
        Events = new() { EvidenceDays = 60, Claim = new(30, DeadlineFrom.PeriodEnd), Adjudicator = "commissioner" },
        LimitPerPerson = Money.Of(400),
        TotalLimit = Money.Of(50_000_000),
        Accelerator = new(1_000, 1.25m),
    };

    private ValueList<OutcomeEvent> events = [];

    [Params(10_000, 1_000_000)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        events = Enumerable.Range(0, Events).Select(i =>
        {
            var day = Year.Start.PlusDays(random.Next(365));
            return new OutcomeEvent
            {
                Id = FormattableString.Invariant($"e{i:00000000}"),
                Subject = FormattableString.Invariant($"p{random.Next(Events / 4):0000000}"),
                Group = new[] { "a", "b", "c" }[random.Next(3)],
                Outcome = Outcomes[random.Next(Outcomes.Length)],
                Date = day,
                EvidenceOn = day.PlusDays(random.Next(63)),
                ClaimedOn = day,
                Reference = FormattableString.Invariant($"r{i}"),
                Verdict = Verdict.Accepted,
                Adjudicator = "commissioner",
            };
        }).ToValueList();
    }

    [Benchmark]
    public Tally Count() => card.Count(events, Year);

    [Benchmark]
    public Digest DigestAlone() => EventDigest.Of(events);
}
