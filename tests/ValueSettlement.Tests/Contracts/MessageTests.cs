using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Contracts;

/// <summary>What messages and statements say: words of the field, the nearest known name, the place and the value that are meant.</summary>
public sealed class MessageTests
{
    private static readonly Contract Plain = new()
    {
        Id = "acme",
        Currency = "USD",
        Term = new(new(2026, 1, 1), new(2026, 12, 31)),
        Clauses = [new Limit { Gain = 5.Percent().Of(Basis.ParticipantRevenue) }],
    };

    private static readonly Experience Facts = new() { Benchmark = Money.Of(100_000m), Expenditure = Money.Of(90_000m) };

    private static readonly Contract Sum = Plain with
    {
        Clauses = [],
        Parts = [new Arrangement { Id = "north", Clauses = [new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Gains }] }],
    };

    private static Experience Revenue(Figure figure, string name = "participant-revenue") =>
        Facts with { Facts = [Number.Of(name, figure)] };

    private static Failure Only(Contract contract, Experience experience) => Assert.Single(contract.TrySettle(experience).Failures);

    [Theory]
    [InlineData(Unit.PersonYears, "this figure is a number of person-years.")]
    [InlineData(Unit.PerCapita, "this figure is an amount of money for one person.")]
    [InlineData(Unit.Points, "this figure is a number of points.")]
    [InlineData(Unit.Factor, "this figure is a factor.")]
    public void A_unit_is_said_in_words_of_the_field(Unit unit, string said)
    {
        var figure = new Figure { Value = 5m, Unit = unit };
        Assert.EndsWith(said, Only(Plain, Revenue(figure)).Rule, StringComparison.Ordinal);
        Assert.Contains(Plain.TrySettle(Facts with { Benchmark = figure }).Failures,
            f => f.Code == "figure-unit" && f.Rule.EndsWith(said, StringComparison.Ordinal));
        var own = Plain with { Clauses = [new Limit { Gain = 5.Percent().Of(new Basis("pool")) }] };
        Assert.EndsWith(said, Only(own, Revenue(figure, "pool")).Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_told_the_nearest_known_one()
    {
        var number = Plain.TrySettle(Revenue(Money.Of(1m), "participants-revenue")).Failures;
        Assert.Contains(number, static f => f.Code == "fact-unread"
            && f.Remedy.StartsWith("Did you mean 'participant-revenue'? ", StringComparison.Ordinal));
        var part = Sum.TrySettle(new() { Parts = [Facts with { Arrangement = "nroth" }] }).Failures;
        Assert.Contains(part, static f => f is { Code: "part-unknown", Remedy: "Did you mean 'north'? Name the part." });
        Assert.StartsWith("Did you mean 'north'? ", Assert.Throws<SettlementException>(static () => Sum.PayoffOverSpending(
            new() { Parts = [Facts with { Arrangement = "north" }] }, "norht")).Failures[0].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_is_given_twice_is_said_to_be()
    {
        var north = Facts with { Arrangement = "north" };
        var twice = Only(Sum, new() { Parts = [north, north] });
        Assert.Equal(("part-twice", "parts[1].arrangement", "north"), (twice.Code, twice.Path, twice.Value));
    }

    [Fact]
    public void A_negative_amount_is_found_at_its_name()
    {
        Assert.Equal("numbers.participant-revenue", Only(Plain, Revenue(Money.Of(-1m))).Path);
        var lesser = Plain with { Clauses = [new Limit { Gain = new LesserOf([Money.Of(1m), 5.Percent().Of(Basis.ParticipantRevenue)]) }] };
        Assert.Equal("numbers.participant-revenue", Only(lesser, Revenue(Money.Of(-1m))).Path);
        var balance = Plain with { Clauses = Sum.Parts[0].Clauses, Payment = [new Recoupment { Balance = Basis.AdvanceBalance }] };
        Assert.Equal("numbers.advance-balance", Only(balance, Revenue(Money.Of(-1m), "advance-balance")).Path);
    }

    [Fact]
    public void A_minimum_rate_is_asked_for_in_one_sentence()
    {
        var scale = new Scale([new(5_000, 9_999, 0.03m, 0.02m)], WholeNumbers: true);
        var contract = Plain with
        {
            Clauses = [new MinimumRate { Savings = new ShareBySize(scale, Basis.Benchmark), Shares = Sharing.FirstDollar }],
        };
        Assert.Equal(
            "A clause needs a stated minimum rate for 3,000 assigned beneficiaries, because the scale begins at 5,000, here "
                + "and it was not given.",
            Only(contract, Facts with { Facts = [Number.AssignedBeneficiaries(3_000)] }).Rule);
        var beyond = contract.TrySettle(Facts with { Facts = [Number.AssignedBeneficiaries(3_000), Number.MinimumRate(254.Percent())] });
        Assert.Equal("State it as a fraction: 0.0254 for 2.54 %.", beyond.Failures[0].Remedy);
    }

    [Fact]
    public void The_value_of_a_term_that_cannot_act_is_the_term()
    {
        var failure = Plain with
        {
            Clauses = [new MinimumRate { Savings = 2.Percent(), Shares = Sharing.FirstDollar }, new Limit { Loss = 5.Percent() }],
        };
        Assert.Equal(("losses-unreachable", "5% of benchmark"),
            Assert.Single(failure.Validate()) is var only ? (only.Code, only.Value) : default);
    }

    [Fact]
    public void Funding_and_whole_are_named_in_words()
    {
        var pool = Assert.Single((Sum with { Pool = new Pool { Funding = PoolFunding.StatedFactor } }).Validate());
        Assert.Equal("a stated factor", pool.Value);
        var limit = Assert.Single((Plain with { Clauses = [new Limit { Gain = 150.Percent() }] }).Validate());
        Assert.Equal("A limit is at most the whole of its basis, the benchmark.", limit.Rule);
    }

    [Theory]
    [InlineData(5_000, null)]
    [InlineData(20_000.005, "Carried forward, advance balance: 10,000.01 USD.")]
    public void A_balance_is_carried_forward_as_published_where_there_is_one(decimal balance, string? said)
    {
        var contract = Plain with
        {
            Clauses = [new SharingRate { Gain = Rate.One, Loss = Rate.One }],
            Payment = [new Recoupment { Balance = Basis.AdvanceBalance }],
        };
        var statement = contract.Settle(Revenue(Money.Of(balance), "advance-balance")).Statement();
        Assert.Equal(said, statement.Split('\n').SingleOrDefault(static line =>
            line.StartsWith("Carried forward", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_formula_that_changes_nothing_is_no_sentence_of_its_own()
    {
        var contract = Plain with { Clauses = [new SharingRate { Gain = Rate.One, Loss = Rate.One }] };
        Assert.Contains("no change: 10,000 × 100%.", contract.Settle(Facts).Statement(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_printed_has_words_and_no_zeros_at_its_end()
    {
        Assert.Equal("35000", Curve.Line(0.5m, 0m).At(70_000m).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("acme, version 1, prepared", Plain.Prepare().ToString());
        Assert.Equal("acme, version 1, prepared, with one part", Sum.Prepare().ToString());
        var dated = new Dated<Rate>("rate", DateAxis.PlanYear, Dated.In(new LocalDate(2024, 1, 1), 2.Percent(), Authority.Of("rule")));
        Assert.Equal("rate: from 2024-01-01: 2% (rule)", dated.ToString());
    }
}
