using NodaTime;

namespace ValueSettlement.Tests.Contracts;

/// <summary>A budget in tranches that key results release, and a budget divided among teams by score.</summary>
public sealed class TranchePlanTests
{
    private static readonly LocalDate Stop = new(2026, 9, 30);

    private static readonly KeyResult Adoption = new("adoption", Direction.HigherIsBetter, 0.6m, Unit.Rate);

    private static readonly KeyResult Defects = new("defects", Direction.LowerIsBetter, 5m, Unit.Count);

    private static readonly TranchePlan Plan = new()
    {
        Budget = Money.Of(900_000m),
        Tranches =
        [
            new("pilot", Money.Of(200_000m), [Defects], new(2026, 3, 31)),
            new("rollout", Money.Of(300_000m), [Adoption, Defects], Stop),
            new("scale", Money.Of(400_000m), [new("adoption", Direction.HigherIsBetter, 0.9m, Unit.Rate)], Stop),
        ],
    };

    private static readonly ValueList<KeyMeasurement> Measured =
    [
        new("adoption", new(2026, 8, 1), 60.Percent()),
        new("defects", new(2026, 4, 1), Of(5m)),
        new("defects", new(2026, 3, 1), Of(5.5m)),
        new("adoption", new(2026, 9, 1), 55.Percent()),
        new("adoption", new(2026, 7, 1), Figure.Absent(AbsenceKind.Missing, "The survey was late.")),
    ];

    private static Figure Of(decimal value) => new() { Value = value, Unit = Unit.Count };

    private static TrancheState[] States(LocalDate on) => [.. Plan.On(on, Measured).Tranches.Select(static t => t.State)];

    [Fact]
    public void A_tranche_is_released_when_all_of_its_key_results_were_reached_in_time()
    {
        // Defects are at 5 on 1 April, a day too late for the pilot; adoption reaches 60 % on 1 August and falls back in September.
        Assert.Equal([TrancheState.Waiting, TrancheState.Waiting, TrancheState.Waiting], States(new(2026, 3, 31)));
        Assert.Equal([TrancheState.Withdrawn, TrancheState.Waiting, TrancheState.Waiting], States(new(2026, 7, 31)));
        Assert.Equal([TrancheState.Withdrawn, TrancheState.Released, TrancheState.Waiting], States(Stop));
        Assert.Equal([TrancheState.Withdrawn, TrancheState.Released, TrancheState.Withdrawn], States(Stop.PlusDays(1)));

        var late = Plan.On(Stop, Measured);
        Assert.Equal((300_000m, 400_000m, 200_000m), (late.Released.Value, late.Waiting.Value, late.Withdrawn.Value));
        Assert.Equal(new LocalDate(2026, 8, 1), late.Tranches[1].ReleasedOn);
        Assert.Equal("pilot: 200,000 withdrawn, not reached: defects at most 5", late.Tranches[0].ToString());
        Assert.Equal("scale: 400,000 waiting for adoption at least 90%", late.Tranches[2].ToString());
        Assert.All(late.Released.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_plan_is_said_at_once()
    {
        var wrong = Plan with
        {
            Budget = Money.Of(1_000_000m),
            Tranches =
            [
                new("pilot", Money.Zero, [], Stop),
                new("pilot", Money.Of(300_000m), [Adoption, Adoption, new("defects", default, 1m, Unit.Count)], Stop),
            ],
        };
        Assert.Equal(["figure-range tranches[0].amount", "needs-count tranches[0].needs", "id-twice tranches[1].name",
            "id-twice tranches[1].needs[0].name", "id-twice tranches[1].needs[1].name", "direction-missing tranches[1].needs[2].better",
            "tranches-sum tranches"], wrong.Validate().Select(static f => $"{f.Code} {f.Path}"));
        Assert.Equal(["tranches-count tranches"], (Plan with { Tranches = [] }).Validate().Select(static f => $"{f.Code} {f.Path}"));

        var thrown = Assert.Throws<SettlementException>(() => Plan.On(Stop, [new("adopton", Stop, 60.Percent())]));
        Assert.Equal("measurement-unknown", Assert.Single(thrown.Failures).Code);
        Assert.Contains("adoption", thrown.Failures[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measurement_counts_what_its_key_result_counts_and_there_is_one_of_a_day()
    {
        Assert.Equal(["figure-unit measured[0].value", "figure-unit measured[1].value", "measurement-twice measured[3].value"],
            Assert.Throws<SettlementException>(static () => Plan.On(Stop,
            [
                new("adoption", Stop, new Figure { Value = 60m, Unit = Unit.Points }), new("defects", Stop, Money.Of(1m)),
                new("adoption", Stop.PlusDays(-1), 60.Percent()), new("adoption", Stop.PlusDays(-1), 40.Percent()),
                new("adoption", Stop.PlusDays(-1), 60.Percent()),
            ])).Failures.Select(static f => $"{f.Code} {f.Path}"));
        Assert.Equal(["text-character measured[0].value.source"], Assert.Throws<SettlementException>(static () => Plan.On(Stop,
            [new("adoption", Stop, Figure.Stated(60.Percent(), "a\nb"))])).Failures.Select(static f => $"{f.Code} {f.Path}"));
        var wrong = Plan with
        {
            Tranches =
            [
                Plan.Tranches[0] with { LongStop = default, Needs = [Defects, Adoption with { Unit = Unit.Unstated }] },
                .. Plan.Tranches.Skip(1),
            ],
        };
        Assert.Equal(["date-order tranches[0].longStop", "choice-missing tranches[0].needs[1].unit",
            "figure-unit tranches[1].needs[0].unit", "figure-unit tranches[2].needs[0].unit"], wrong.Validate().Select(static f => $"{f.Code} {f.Path}"));
    }

    [Fact]
    public void Names_and_sources_of_a_split_are_texts_that_a_person_reads()
    {
        var split = new PoolSplit
        {
            Pool = Figure.Stated(Money.Of(1m), "a\nb"),
            Participants = [new("a\nb", new Figure { Value = 1m, Source = "a\nb" })],
            Leftover = LeftoverTo.Nobody,
            Authority = Authority.Of("a\nb"),
        };
        Assert.Equal(["pool.source", "authority.citation", "participants[0].name", "participants[0].weight.source"],
            Refused(split).Where(static f => f.Code == "text-character").Select(static f => f.Path));
    }

    [Fact]
    public void A_budget_of_teams_is_spent_in_full_between_floors_and_ceilings()
    {
        var split = new PoolSplit
        {
            Pool = Money.Of(1_000_000m),
            Participants =
            [
                new("ledger", Score(50m), Limit: Money.Of(350_000m)),
                new("mobile", Score(30m)),
                new("search", Score(5m), Floor: Money.Of(150_000m)),
                new("data", Score(15m)),
            ],
            Leftover = LeftoverTo.Nobody,
        };

        // 500,000, 300,000, 50,000, 150,000: the limit takes 150,000 and the floor needs 100,000. With the limit first, 650,000 by
        // 30 : 5 : 15 leave search 65,000, so the floor acts, and the last two share 500,000 by 30 : 15.
        var teams = split.Split();
        Assert.Equal([350_000m, 333_333.33m, 150_000m, 166_666.67m], teams.Amounts.Select(static a => a.Amount.Value!.Value));
        Assert.Equal("500,000 − 150,000", teams.Amounts[0].Amount.Lines[^1].Formula);
        Assert.Contains(teams.Amounts[2].Amount.Lines[^1].Operands, static o => o.Name == "up to its floor");
        Assert.All(teams.Amounts.SelectMany(static a => a.Amount.Lines), static line => Assert.Equal(line.Value, line.Replay()));

        PoolSplit With(Func<PoolShare, PoolShare> change) => split with { Participants = split.Participants.Select(change).ToValueList() };
        var tight = With(static p => p with { Limit = Money.Of(200_000m) });
        Assert.Equal("limits-below-pool", Assert.Single(Refused(tight)).Code);
        Assert.Equal(Money.Of(200_000m).Amount, (tight with { Leftover = LeftoverTo.RolledForward }).Split().Left.Value);
        var wide = With(static p => p with { Floor = Money.Of(300_000m) });
        Assert.Equal("floors-above-pool", Assert.Single(Refused(wide)).Code);
        var crossed = split with
        {
            Participants = [new("a", Score(1m), Money.Of(1m), Money.Of(2m)), new("b", Score(1m), null, Money.Of(-1m))],
        };
        Assert.Equal(["bounds-order", "figure-range"], Refused(crossed).Select(static f => f.Code));
    }

    private static Figure Score(decimal points) => new() { Value = points, Unit = Unit.Points };

    private static ValueList<Failure> Refused(PoolSplit split) => Assert.Throws<SettlementException>(split.Split).Failures;
}
