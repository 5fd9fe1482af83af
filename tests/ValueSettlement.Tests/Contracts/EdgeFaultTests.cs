using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Amounts that fell short of an edge that they meet, settled on one side and paid on the other, or grew without bound.</summary>
public sealed partial class EdgeFaultTests
{
    private static readonly DateInterval Year = new(new(2024, 1, 1), new(2024, 12, 31));

    private static readonly MinimumRate AtLeastOne = new() { Savings = Money.Of(1), Shares = Sharing.FirstDollar };

    [Fact]
    public void A_third_of_three_meets_a_minimum_of_one()
    {
        Assert.Equal(1m, Stated(3m, new Proration { Factor = Rate.Of(1m / 3m) }, AtLeastOne).Earned.Published);
        Assert.Equal(1m, Stated(3m, new Proration { Factor = Rate.Ratio(1, 3) }, AtLeastOne).Earned.Unrounded);
    }

    [Fact]
    public void A_third_of_one_times_three_meets_a_minimum_of_one() =>
        Assert.Equal(1m, Stated(1m, new Proration { Factor = Rate.Of(1m / 3m) }, new CurveClause { Pieces = [Piece.Line(3m, 0m)] },
            AtLeastOne).Earned.Published);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Savings_of_two_thirds_meet_a_minimum_rate_of_two_thirds(bool ratio)
    {
        var contract = Of(new MinimumRate { Savings = ratio ? Rate.Ratio(2, 3) : Rate.Of(2m / 3m), Shares = Sharing.FirstDollar });
        var experience = new Experience { Benchmark = Money.Of(30_000_000), Expenditure = Money.Of(10_000_000) };
        Assert.Equal(20_000_000m, contract.Settle(experience).Earned.Published);
        Assert.Equal(20_000_000m, contract.PayoffOverSpending(experience).At(10_000_000m));
    }

    [Fact]
    public void The_end_of_a_band_belongs_to_it_in_settlement_and_payoff_alike()
    {
        var contract = Of(
            new Sequestration { Rate = Rate.Of(0.0333333333333333333333333333m), AppliesTo = AppliesTo.Gains },
            new SharingRate { Gain = 60.Percent(), Loss = Rate.Zero },
            new WholeBands { Gain = [new(Rate.Zero, Rate.Of(0.149m)), new(Rate.One)], Loss = [new(Rate.Zero)] });
        var experience = new Experience { Benchmark = Money.Of(848_598), Expenditure = Money.Of(630_596.10m) };
        Assert.Equal(0m, contract.Settle(experience).Earned.Published);
        Assert.Equal(0m, contract.PayoffOverSpending(experience).At(630_596.10m));
    }

    /// <summary>Every share of a small family whose product with an amount lies exactly on a threshold decides as exact arithmetic does, as
    /// a minimum and as an upper end.</summary>
    [Fact]
    public void Chains_that_meet_an_edge_exactly_meet_it()
    {
        (long Top, int Bottom)[] shares = [(1, 3), (2, 3), (7, 12), (5, 12), (1, 7), (1, 2), (3, 4), (98, 100), (735, 1_000), (11, 12),
            (1, 37), (249, 366), (12, 7), (3, 1)];
        var random = new Random(20261126);
        var met = 0;
        for (var n = 0; n < LongSearch.Cases(40_000); n++)
        {
            var chain = Enumerable.Range(0, random.Next(1, 6)).Select(_ => shares[random.Next(shares.Length)]).ToArray();
            var cents = random.NextInt64(1, 1_000_000_000_000);
            System.Numerics.BigInteger top = cents, bottom = 100;
            foreach (var (t, b) in chain)
            {
                (top, bottom) = (top * t, bottom * b);
            }

            var micros = top * 1_000_000;
            if (micros % bottom != 0 || micros / bottom > 100_000_000_000_000_000)
            {
                continue;
            }

            met++;
            var edge = Money.Of((decimal)(micros / bottom) / 1_000_000m);
            foreach (var ratio in new[] { true, false })
            {
                var clauses = chain.Select(s => Share(s, ratio)).ToArray();
                var reached = Stated(cents / 100m, [.. clauses, new MinimumRate { Savings = edge, Shares = Sharing.FirstDollar }]).Earned;
                var within = Stated(cents / 100m,
                    [.. clauses, new WholeBands { Gain = [new(Rate.Zero, edge), new(Rate.One)], Loss = [new(Rate.Zero)] }]).Earned;
                Assert.True(Carried.Decide(reached.Unrounded) == edge.Amount && within.Unrounded == 0m,
                    FormattableString.Invariant($"{cents} cents × {string.Join(" × ", chain)} is {edge}: reached {reached.Unrounded}, beyond {within.Unrounded}"));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{met} chains meet their edge exactly."));
        Assert.True(met > Math.Min(1_000, LongSearch.Cases(1_000)));

        // A share above one is a table: every other clause takes shares of at most the whole.
        static Clause Share((long Top, int Bottom) share, bool ratio) => share.Top > share.Bottom
            ? new CurveClause { Pieces = [Piece.Line((decimal)share.Top / share.Bottom, 0m)] }
            : new Proration { Factor = ratio ? Rate.Ratio(share.Top, share.Bottom) : Rate.Of((decimal)share.Top / share.Bottom) };
    }

    [Fact]
    public void An_amount_beyond_what_the_fold_carries_is_a_failure()
    {
        var contract = Of([.. Enumerable.Repeat<Clause>(new CurveClause { Pieces = [Piece.Line(1_000m, 0m)] },
            9)]) with
        { Opening = OpeningAmount.Stated };
        var outcome = contract.TrySettle(new() { Opening = Money.Of(1_000_000) });
        Assert.Contains(outcome.Failures, static f => f.Code == "amount-range");
        Assert.Throws<SettlementException>(() => contract.Prepare().Earned(new() { Opening = Money.Of(1_000_000) }));
    }

    [Fact]
    public void Terms_nested_or_shared_without_end_are_refused_at_once()
    {
        ValueList<Clause> nested = [new Relief()];
        for (var i = 0; i < 20_000; i++)
        {
            nested = [new Choose { Regions = [new Region { Name = "r", Then = nested }] }];
        }

        Assert.Contains(Of([.. nested]).Validate(), static f => f.Code == "terms-too-large");
        Level shared = Money.Of(1);
        for (var i = 0; i < 40; i++)
        {
            shared = new LesserOf([shared, shared]);
        }

        Assert.Contains(Of(new Limit { Gain = shared }).Validate(), static f => f.Code == "terms-too-large");
    }

    [Theory]
    [InlineData(MonthCount.Started, 1)]
    [InlineData(MonthCount.Completed, 0)]
    public void A_period_that_begins_within_a_month_counts_months_from_its_own_first_day(MonthCount months, int counted)
    {
        var period = new DateInterval(new(2024, 1, 15), new(2024, 12, 31));
        var contract = Of(new EarlyTermination { Period = period, Months = months });
        var settled = contract.Settle(new()
        {
            Benchmark = Money.Of(100),
            Expenditure = Money.Of(1_100),
            Facts = [new Termination { InitiatedBy = TerminatedBy.Payer, EffectiveDate = new(2024, 2, 10) }],
        });
        Assert.Equal(new Rounding(6).Apply(-1_000m * counted / 11m), settled.Earned.Published);
        Assert.Contains(months == MonthCount.Started ? "1 of 11 months, those begun"
            : "0 of 11 months, those completed", settled.Lines[^1].Note!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_period_outside_the_term_is_a_failure()
    {
        var contract = Of(new EarlyTermination { Period = new(new(2025, 1, 1), new(2025, 12, 31)) });
        Assert.Contains(contract.Validate(), static f => f.Code == "period-outside-term");
        var half = Of(new EarlyTermination { Period = new(new(2024, 1, 1), new(2024, 6, 30)) });
        var outcome = half.TrySettle(new()
        {
            Benchmark = Money.Of(100),
            Expenditure = Money.Of(1_100),
            Facts = [new Termination { InitiatedBy = TerminatedBy.Payer, EffectiveDate = new(2024, 8, 31) }],
        });
        Assert.Contains(outcome.Failures, static f => f.Code == "date-outside-period");
    }

    [Fact]
    public void The_last_day_that_there_is_can_end_a_period()
    {
        var contract = Of(new EarlyTermination { Period = new(new(9999, 1, 1), new(9999, 12, 31)) }) with
        {
            Term = new(new(9999, 1, 1),
            new(9999, 12, 31))
        };
        Assert.Empty(contract.Validate());
        Assert.Equal(12, Dates.Months(contract.Term));
        Assert.Equal(-250m, contract.Settle(new()
        {
            Benchmark = Money.Of(100),
            Expenditure = Money.Of(400),
            Facts = [new Termination { InitiatedBy = TerminatedBy.Payer, EffectiveDate = new(9999, 10, 1) }],
        }).Earned.Published);
    }

    [Fact]
    public void A_score_too_large_to_print_as_a_percentage_is_still_a_failure()
    {
        var contract = Of(new SharingRate { Gain = new ScoreScaledRate(50.Percent()), Loss = Rate.Zero });
        var outcome = contract.TrySettle(new()
        {
            Benchmark = new Figure { Value = decimal.MaxValue, Unit = Unit.Rate },
            Expenditure = Money.Of(1),
            Facts = [Quality.Scored(new Figure { Value = decimal.MaxValue, Unit = Unit.Rate })],
        });
        Assert.Contains(outcome.Failures, static f => f is { Code: "score-range", Path: "facts[0].score" });
        Assert.Contains(outcome.Failures, static f => f.Path == "benchmark");
    }

    [Fact]
    public void A_choice_of_many_clauses_in_many_regions_settles_with_every_line()
    {
        ValueList<Clause> chain = [.. Enumerable.Repeat<Clause>(new Relief(), 100)];
        for (var i = 0; i < 2; i++)
        {
            var inner = chain;
            chain = [.. Enumerable.Range(0, 24).Select(_ => (Clause)new Choose { Regions = [new Region { Name = "all", Then = inner }] })];
        }

        var settled = Of([.. chain]).Settle(new() { Benchmark = Money.Of(100), Expenditure = Money.Of(50) });
        Assert.Equal(3 + 24 + (24 * 24) + (24 * 24 * 100), settled.Lines.Count);
    }

    /// <summary>7/12 of 2.1 is 1.225 and of 12 is 7: exact products, whatever the bands between.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_whole_bands_share_adds_up_to_what_one_band_shares(bool ratio)
    {
        var share = ratio ? Rate.Ratio(7, 12) : Rate.Of(7m / 12m);
        ValueList<Band> bands = [new(share, Money.Of(1)), new(share, Money.Of(2)), new(share)];
        var two = Of(new MarginalBands { Gain = bands, Loss = bands }) with { Publishing = Rounding.Cents };
        Assert.Equal(1.23m, two.Settle(new() { Benchmark = Money.Of(10), Expenditure = Money.Of(7.9m) }).Earned.Published);
        Assert.Equal(-1.23m, two.Settle(new() { Benchmark = Money.Of(7.9m), Expenditure = Money.Of(10) }).Earned.Published);

        var met = Of(new MarginalBands { Gain = bands, Loss = bands },
            new MinimumRate { Savings = Money.Of(7), Shares = Sharing.FirstDollar });
        Assert.Equal(7m, met.Settle(new() { Benchmark = Money.Of(1000), Expenditure = Money.Of(988) }).Earned.Published);

        ValueList<Band> hundred = [.. Enumerable.Range(1, 99).Select(end => new Band(share, Money.Of(end))), new(share)];
        var many = Of(new MarginalBands { Gain = hundred, Loss = hundred },
            new MinimumRate { Savings = Money.Of(70), Shares = Sharing.FirstDollar });
        Assert.Equal(70m, many.Settle(new() { Benchmark = Money.Of(1000), Expenditure = Money.Of(880) }).Earned.Published);
        Assert.Equal(70m, many.PayoffOverSpending(new() { Benchmark = Money.Of(1000), Expenditure = Money.Of(1000) }).At(880m), 6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Three_deductions_of_a_third_take_the_whole(bool added)
    {
        var third = new ShareOf(Rate.Ratio(1, 3), new Basis("other"));
        Clause once = added ? new Addition { Amount = third } : new Deduction { Amount = third };
        var end = added ? 300m : 100m;
        var contract = Of(once, once, once,
            new WholeBands { Gain = [new(50.Percent(), Money.Of(end)), new(Rate.Zero)], Loss = [new(Rate.Zero)] });
        var experience = new Experience
        {
            Benchmark = Money.Of(1000),
            Expenditure = Money.Of(800),
            Facts = [Number.Of(new Basis("other"), Money.Of(100))]
        };
        Assert.Equal(end / 2m, contract.Settle(experience).Earned.Published);
        Assert.Equal(end / 2m, contract.PayoffOverSpending(experience).At(800m));
    }

    [Fact]
    public void A_period_that_ends_with_the_last_day_there_is_can_be_terminated()
    {
        var last = new DateInterval(new(9999, 1, 1), new(9999, 12, 31));
        var contract = Of(new EarlyTermination { Period = last }) with { Term = last };
        var ended = new Termination { InitiatedBy = TerminatedBy.Payer, EffectiveDate = new(9999, 12, 31) };
        Assert.Equal(-100m,
            contract.Settle(new() { Benchmark = Money.Of(900), Expenditure = Money.Of(1000), Facts = [ended] }).Earned.Published);
    }

    [Theory]
    [InlineData(Operation.Reduce, 1)]
    [InlineData(Operation.HoldWithin, 0)]
    [InlineData(Operation.HoldWithin, 2)]
    [InlineData((Operation)(-1), 1)]
    public void A_line_whose_operands_do_not_fit_replays_to_nothing(Operation operation, int operands)
    {
        var line = new Line
        {
            Key = "x",
            Label = "x",
            Unit = Unit.Money,
            Value = 1m,
            Operation = operation,
            Operands = [.. Enumerable.Range(0, operands).Select(static _ => new Operand("x", 1m, Unit.Money))],
        };
        Assert.Null(line.Replay());
        Assert.NotNull(line.Formula);
    }

    private static Settlement Stated(decimal opening, params Clause[] clauses) =>
        (Of(clauses) with { Opening = OpeningAmount.Stated }).Settle(new() { Opening = Money.Of(opening) });

    private static Contract Of(params Clause[] clauses) =>
        new() { Id = "edges", Currency = "USD", Term = Year, Publishing = new(6), Clauses = [.. clauses] };
}
