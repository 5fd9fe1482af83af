using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Json;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Programs;

/// <summary>Quality withholds by the clauses of state contracts, recalculated from what the clauses say.</summary>
public sealed class QualityWithholdTests
{
    private static QualityWithholdTerms Terms(Rate withhold, QualityRate earned, string source) => new()
    {
        Id = "withhold",
        Currency = "USD",
        Term = new DateInterval(new(2024, 1, 1), new(2024, 12, 31)),
        Withhold = new(withhold, Authority.Of(source)),
        EarnedBack = new(earned, Authority.Of(source)),
    };

    private static (Settlement Settlement, WithholdResult Result) Settle(QualityWithholdTerms terms, decimal whole, Rate score,
        Rate? bonus = null, decimal? approved = null)
    {
        var programme = QualityWithhold.For(terms);
        var settled = programme.Contract.Settle(programme.Experience(Money.Of(whole), score, bonus is { } second ? second : null));
        EpisodeChecks.Replays(settled);
        return (settled, programme.Result(settled, approved is { } capitation ? Money.Of(capitation) : null));
    }

    /// <summary>Illinois plan contract, quality performance payment: 1 % withheld, eight measures of equal weight (a reading), a bonus
    /// of at most 0.5 %. Five met of capitation of 50,000,000: 312,500 back, 187,500 kept.</summary>
    [Fact]
    public void Illinois()
    {
        const string Source = "Illinois plan contract, quality performance payment";
        var terms = Terms(1.Percent(), EarnBack.InProportion, Source) with
        {
            Bonus = new()
            {
                Greatest = new(0.5m.Percent(), Authority.Of(Source)),
                Earned = new(EarnBack.InProportion, Authority.Of(Source)),
            },
        };
        var (settled, result) = Settle(terms, 50_000_000m, Rate.Ratio(5, 8), Rate.One, 50_000_000m);
        Assert.Equal((500_000m, 312_500m, 187_500m, 250_000m), (result.Withheld.Value, result.EarnedBack.Value, result.NotEarned.Value,
            result.Bonus.Value));
        Assert.Equal((562_500m, null, null), (settled.Payable.Published, result.GoesTo, result.Exceeded));
        Assert.Equal("Kept by the payer: 500,000 − 312,500 = 187,500", result.NotEarned.Lines[^1].ToString());
        Assert.Equal(312_500m, Settle(terms, 50_000_000m, Rate.Ratio(5, 8), Rate.Zero).Settlement.Payable.Published);
    }

    /// <summary>Base, share, score, what comes back and what does not are steps, of the whole too.</summary>
    [Fact]
    public void A_statement_shows_base_withhold_score_and_the_rest()
    {
        const string Source = "Plan contract";
        var terms = Terms(1.Percent(), EarnBack.InProportion, Source);
        string[] rows = ["| Base (1) | stated | 50,000,000 |", "| Withheld (1) | 1% × 50,000,000 | 500,000 |",
            "| Score | stated | 62\\.5% |", "| 500,000 × 62.5% | 312,500 |",
            "| Not earned back, kept by the payer (1) | 500,000 − 312,500 | 187,500 |"];
        var alone = Settle(terms, 50_000_000m, Rate.Ratio(5, 8)).Settlement;
        var whole = Settle(terms with
        {
            Bonus = new()
            {
                Greatest = new(0.5m.Percent(), Authority.Of(Source)),
                Earned = new(EarnBack.InProportion, Authority.Of(Source)),
            },
        }, 50_000_000m, Rate.Ratio(5, 8), Rate.One).Settlement;
        foreach (var settled in new[] { alone, whole, whole.Parts[0] })
        {
            Assert.All(rows, row => Assert.Contains(row, settled.Statement(), StringComparison.Ordinal));
            Assert.Single(settled.Lines, static line => line.Key == "not-earned");
        }

        Assert.Null(whole.Parts[1].Find("not-earned"));
        Assert.Equal(whole, SettlementJson.ReadSettlement(SettlementJson.Write(whole)));
    }

    [Fact]
    public void The_contract_says_withhold_score_and_measures_in_words()
    {
        var measure = new Measure
        {
            Id = "screening",
            Version = "1",
            Title = "Breast cancer screening",
            Defined = new(2023, 1, 1),
            Direction = Direction.HigherIsBetter,
            Missing = Unscored.LeftOut,
        };
        var terms = Terms(1.Percent(), EarnBack.InProportion, "Plan contract") with { IncentivePool = "challenge pool" };
        var words = (terms with
        {
            Measures = new()
            {
                Id = "set",
                Version = "1",
                Period = terms.Term,
                Domains =
                [
                    new("Prevention", Rate.One,
                        [new(measure, ScalePoints.AtTarget(Direction.HigherIsBetter, 0.5m, 10m), 2m)]),
                ],
            },
            Bonus = new() { Greatest = new(0.5m.Percent(), Authority.Of("B")), Earned = new(EarnBack.InProportion, Authority.Of("B")) },
        }).Contract().InWords();
        Assert.Contains("- Of the base 1% is withheld. *Plan contract*\n", words, StringComparison.Ordinal);
        Assert.Contains("what was withheld: 100% × quality score. The rest goes to the challenge pool.", words, StringComparison.Ordinal);
        Assert.Contains("- Beyond that a bonus of at most 0.5% of the base can be earned. *B*\n", words, StringComparison.Ordinal);
        Assert.Contains("- The score is that of the measures set, version 1,", words, StringComparison.Ordinal);
        Assert.Contains("- Prevention is 100% of the score.\n", words, StringComparison.Ordinal);
        Assert.Contains("- Prevention, Breast cancer screening: weight 2, at most 10 points, by result", words, StringComparison.Ordinal);
    }

    /// <summary>A held score asks for what holds it, not for a score.</summary>
    [Theory]
    [InlineData(AbsenceKind.Missing, "the result or its certification, the review that is waited for, or the decision")]
    [InlineData(AbsenceKind.Suppressed, "Ask whoever withholds the number")]
    [InlineData(AbsenceKind.TooSmall, "Wait for more cases or measures while the period runs")]
    [InlineData(AbsenceKind.NotApplicable, "Nothing was to be measured")]
    [InlineData(AbsenceKind.NotCalculable, "Supply the number that the reason names")]
    public void A_score_that_is_absent_says_what_is_lacking(AbsenceKind kind, string remedy)
    {
        var programme = QualityWithhold.For(Terms(1.Percent(), EarnBack.InProportion, "Plan contract"));
        var lacking = programme.Experience(Money.Of(1_000m), Figure.Absent(kind, "Held: screening (not certified)", Unit.Rate));
        var failure = Assert.Single(Assert.Throws<SettlementException>(() => programme.Contract.Settle(lacking)).Failures);
        Assert.Equal(("fact-missing", "facts"), (failure.Code, failure.Path));
        Assert.Contains("Held: screening (not certified)", failure.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(remedy, failure.Remedy.Replace("Supply what the reason names: ", string.Empty, StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.DoesNotContain("Give the Quality fact", failure.Remedy, StringComparison.Ordinal);
    }

    /// <summary>Wisconsin BadgerCare pay for performance: 2.5 % withheld and a bonus of as much. Of 40,000,000, three quarters of the
    /// weight earn 750,000; at most 1,000,000 is won.</summary>
    [Fact]
    public void Wisconsin()
    {
        const string Source = "Wisconsin BadgerCare Plus contract, pay for performance";
        var terms = Terms(2.5m.Percent(), EarnBack.InProportion, Source) with
        {
            Bonus = new()
            {
                Greatest = new(2.5m.Percent(), Authority.Of(Source)),
                Earned = new(EarnBack.InProportion, Authority.Of(Source)),
            },
        };
        var (_, result) = Settle(terms, 40_000_000m, 75.Percent(), Rate.Zero);
        Assert.Equal((1_000_000m, 750_000m, 250_000m), (result.Withheld.Value, result.EarnedBack.Value, result.NotEarned.Value));
        var best = Settle(terms, 40_000_000m, Rate.One, Rate.One).Result;
        Assert.Equal(1_000_000m, best.Bonus.Value + best.EarnedBack.Value - best.Withheld.Value);
    }

    /// <summary>Rhode Island EOHHS: 0.5 % of a quarter of 10,000,000 comes back in full if the threshold is met, and else not at
    /// all. The threshold of this test is made up.</summary>
    [Theory]
    [InlineData(59.99, 0)]
    [InlineData(60, 50_000)]
    [InlineData(100, 50_000)]
    public void Rhode_Island(decimal share, decimal released)
    {
        var terms = Terms(0.5m.Percent(), EarnBack.From(60.Percent()), "Rhode Island EOHHS contract, alternative payment models");
        Assert.Equal(released, Settle(terms, 10_000_000m, share.Percent()).Settlement.Payable.Published);
    }

    /// <summary>Medi-Cal quality withhold and incentive, 2024: 0.5 % of 200,000,000; 72 of 100 points earn 720,000 and 280,000 fund the
    /// incentive.</summary>
    [Fact]
    public void California()
    {
        var terms = Terms(0.5m.Percent(), EarnBack.InProportion, "DHCS, Medi-Cal quality withhold and incentive, 2024") with
        {
            IncentivePool = "quality incentive",
        };
        var (settled, result) = Settle(terms, 200_000_000m, 72.Percent());
        Assert.Equal((1_000_000m, 720_000m, 280_000m, "quality incentive"), (result.Withheld.Value, result.EarnedBack.Value,
            result.NotEarned.Value, result.GoesTo));
        Assert.Equal("To the quality incentive: 1,000,000 − 720,000 = 280,000", result.NotEarned.Lines[^1].ToString());
        Assert.Contains("the rest goes to the quality incentive", settled.Statement(), StringComparison.Ordinal);
    }

    /// <summary>MassHealth, gap to goal: below half of the target nothing, (actual − half) ÷ half, from the target on all; 75 % of it earns
    /// 50 %.</summary>
    [Theory]
    [InlineData(4.9, 0)]
    [InlineData(5, 0)]
    [InlineData(7.5, 500_000)]
    [InlineData(10, 1_000_000)]
    [InlineData(12, 1_000_000)]
    public void MassHealth(decimal reduction, decimal back)
    {
        var terms = Terms(1.Percent(), EarnBack.Between(50.Percent(), Rate.One), "MassHealth contract, gap to goal");
        var programme = QualityWithhold.For(terms);
        var score = QualityWithhold.Reached(new() { Value = reduction, Unit = Unit.Factor }, new() { Value = 10m, Unit = Unit.Factor });
        Assert.Equal(back, programme.Contract.Settle(programme.Experience(Money.Of(100_000_000m), score)).Payable.Published);
    }

    /// <summary>Cal MediConnect: plans that met 75 % of the measures recovered 98 %; 100 % from 80 % on is remembered, and what lies below
    /// 75 % was not read: nothing here.</summary>
    [Theory]
    [InlineData(75, 2_940_000)]
    [InlineData(80, 3_000_000)]
    [InlineData(74, 0)]
    public void Cal_MediConnect(int met, decimal back)
    {
        var ladder = EarnBack.By(Scale.Steps((0m, 0m), (0.75m, 0.98m), (0.8m, 1m)));
        var terms = Terms(3.Percent(), ladder, "Cal MediConnect") with
        {
            EarnedBack = new(ladder, Authority.Remembered("Cal MediConnect quality withhold")),
        };
        var settled = Settle(terms, 100_000_000m, met.Percent()).Settlement;
        Assert.Equal(back, settled.Payable.Published);
        Assert.Contains("(unconfirmed: remembered or reported, not read in its source)", settled.Statement(), StringComparison.Ordinal);
    }

    /// <summary>42 CFR 438.6(b)(2): with incentives at most 105 % of the approved capitation.</summary>
    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void Incentives_have_a_limit(int bonus, bool exceeds)
    {
        var terms = Terms(1.Percent(), EarnBack.InProportion, "Exhibit B") with
        {
            Bonus = new()
            {
                Greatest = new(bonus.Percent(), Authority.Of("Exhibit B")),
                Earned = new(EarnBack.Between(80.Percent(), Rate.One), Authority.Of("Exhibit B")),
            },
        };
        var result = Settle(terms, 100m, Rate.One, null, 100m).Result;
        Assert.Equal(exceeds, result.Exceeded is not null);
        Assert.Equal(bonus, result.Bonus.Value);
        if (exceeds)
        {
            Assert.Equal("bonus: Capitation and incentives are together at most 105% of the approved capitation (42 CFR 438.6(b)(2)): a "
                + "bonus of at most 5. (given: 6) Reduce the bonus, or have another capitation approved. [incentives-above-limit]",
                result.Exceeded!.ToString());
        }

        // What exceeds a threshold by half earns half.
        Assert.Equal(bonus / 2m, Settle(terms, 100m, 90.Percent()).Result.Bonus.Value);
        var programme = QualityWithhold.For(terms);
        var settled = programme.Contract.Settle(programme.Experience(Money.Of(100m), Rate.One));
        Assert.Equal("figure-absent", programme.Result(settled, Figure.Absent(AbsenceKind.Missing, "Not stated.")).Exceeded!.Code);
    }

    /// <summary>60 written for 60 % would never give the withhold back, and 0 always.</summary>
    [Theory]
    [InlineData("60")]
    [InlineData("1.01")]
    [InlineData("0")]
    [InlineData("-0.01")]
    public void A_threshold_lies_above_nothing_and_at_most_at_all(string threshold) =>
        Assert.Equal("threshold", Assert.Throws<ArgumentOutOfRangeException>(() => EarnBack.From(
            Rate.Of(decimal.Parse(threshold, System.Globalization.CultureInfo.InvariantCulture)))).ParamName);

    [Fact]
    public void Every_score_or_only_the_best_can_be_the_threshold()
    {
        Assert.Equal(100m, Settle(Terms(Rate.One, EarnBack.From(Rate.One), "Exhibit B"), 100m, Rate.One).Result.EarnedBack.Value);
        Assert.Equal(0m, Settle(Terms(Rate.One, EarnBack.From(Rate.One), "Exhibit B"), 100m, 99.99m.Percent()).Result.EarnedBack.Value);
    }

    [Fact]
    public void What_is_wrong_is_said()
    {
        var terms = Terms(Rate.Zero, EarnBack.InProportion, "Exhibit B") with
        {
            IncentivePool = " ",
            Bonus = new() { Greatest = new(101.Percent(), Authority.Of("B")), Earned = new(EarnBack.InProportion, Authority.Of("B")) },
        };
        Assert.Equal(["rate-range withhold", "name-empty incentivePool", "rate-range bonus.greatest"],
            terms.Validate().Select(static f => $"{f.Code} {f.Path}"));
        var plain = QualityWithhold.For(Terms(1.Percent(), EarnBack.InProportion, "Exhibit B"));
        Assert.Equal("term-unused", Code(() => plain.Experience(Money.Of(1m), Rate.One, Rate.One)));
        var other = QualityWithhold.For(plain.Terms with { Id = "other" });
        Assert.Equal("settlement-of-other-contract",
            Code(() => other.Result(plain.Contract.Settle(plain.Experience(Money.Of(1m), Rate.One)))));
        var absent = plain.Contract.TrySettle(plain.Experience(Money.Of(1m), Figure.Absent(AbsenceKind.Suppressed, "Too few cases.")));
        Assert.Contains("Too few cases.", Assert.Single(absent.Failures).ToString(), StringComparison.Ordinal);

        static string Code(Func<object> make) => Assert.Single(Assert.Throws<SettlementException>(() => { make(); }).Failures).Code;
    }

    [Fact]
    public void A_score_of_measures_is_scored_and_covered_by_the_digest()
    {
        var measure = new Measure
        {
            Id = "m",
            Version = "1",
            Title = "M",
            Defined = new(2024, 1, 1),
            Direction = Direction.HigherIsBetter,
            Missing = Unscored.LeftOut,
        };
        var terms = new QualityWithholdTerms
        {
            Id = "measured",
            Currency = "USD",
            Term = new(new NodaTime.LocalDate(2025, 1, 1), new NodaTime.LocalDate(2025, 12, 31)),
            Withhold = new(2.Percent(), Authority.Of("contract")),
            EarnedBack = new(EarnBack.InProportion, Authority.Of("contract")),
            Measures = new()
            {
                Id = "set",
                Version = "1",
                Period = new(new NodaTime.LocalDate(2025, 1, 1), new NodaTime.LocalDate(2025, 12, 31)),
                Domains = [new("all", Rate.One, [new(measure, ScalePoints.Linear(0.5m, 0.9m, 10m))])],
            },
        };
        var programme = QualityWithhold.For(terms);
        var settled = programme.Contract.Settle(programme.Experience(Money.Of(1_000_000m), [Observation.Of("m", 75m, 100m)]));
        Assert.Equal(12_500m, settled.Earned.Published);
        Assert.Contains(settled.Lines, static l => l.Key == "domain-score");

        // Another target, weight or minimum is another contract.
        var harder = terms with
        {
            Measures = terms.Measures with { Domains = [new("all", Rate.One, [new(measure, ScalePoints.Linear(0.5m, 0.95m, 10m))])] },
        };
        Assert.NotEqual(SettlementJson.Digest(terms.Contract()), SettlementJson.Digest(harder.Contract()));
        Assert.Throws<SettlementException>(() => QualityWithhold.For(harder).Contract.Settle(
            programme.Experience(Money.Of(1_000_000m), [Observation.Of("m", 75m, 100m)])));
        Assert.Equal("score-of-measures", Assert.Single(Assert.Throws<SettlementException>(
            () => programme.Experience(Money.Of(1m), 75.Percent())).Failures).Code);
        Assert.Equal(terms.Resolved(), SettlementJson.ReadContract(SettlementJson.Write(terms.Contract())).Origin?.Terms);

        // Measures of another year earn nothing back in this one; half a year inside it does.
        var before = Assert.Single((terms with
        {
            Measures = terms.Measures with { Period = new(new NodaTime.LocalDate(2024, 12, 1), new NodaTime.LocalDate(2025, 12, 31)) },
        }).Validate(), static f => f.Path == "measures.period");
        Assert.Equal(("score-outside-term", "2024-12-01 to 2025-12-31"), (before.Code, before.Value));
        Assert.Contains("2025-01-01 to 2025-12-31", before.Rule, StringComparison.Ordinal);
        Assert.Empty((terms with
        {
            Measures = terms.Measures with { Period = new(new NodaTime.LocalDate(2025, 1, 1), new NodaTime.LocalDate(2025, 6, 30)) },
        }).Validate());

        // Without a result there is no score, and the settlement says why.
        Assert.Contains("0 of 1 domains have a score", Assert.Throws<SettlementException>(() => programme.Contract.Settle(
            programme.Experience(Money.Of(1_000_000m), []))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_of_other_days_than_the_contracts_is_refused()
    {
        var set = Measures.Sets.OneDomain(Measures.Sets.Linear("m"));
        var contract = new Contract
        {
            Id = "own",
            Currency = "USD",
            Term = set.Period,
            Opening = OpeningAmount.Stated,
            Clauses = [new SharingRate { Label = "Earned back", Gain = new ScoreScaledRate(Rate.One), Loss = Rate.Zero }],
        };
        var score = set.Score([Observation.Of("m", 75m, 100m)]);
        var experience = new Experience { Opening = Money.Of(1_000m), Facts = [Quality.Scored(score)] };
        Assert.Equal(625m, contract.Settle(experience).Earned.Published);

        var next = contract with { Term = new(new NodaTime.LocalDate(2026, 1, 1), new NodaTime.LocalDate(2026, 12, 31)) };
        var refused = Assert.Single(Assert.Throws<SettlementException>(() => next.Settle(experience)).Failures);
        Assert.Equal(("score-outside-term", "facts[0].period", "2025-01-01 to 2025-12-31"), (refused.Code, refused.Path, refused.Value));
        Assert.Contains("2026-01-01 to 2026-12-31", refused.Rule, StringComparison.Ordinal);
        Assert.Equal(625m, next.Settle(experience with { Facts = [Quality.Scored(score.Fraction)] }).Earned.Published);
    }

    [Fact]
    public void What_came_back_is_never_more_than_was_withheld()
    {
        // Withhold and bonus are published so that they add up, which moved a cent: earned back 2.01 of 2.00, not earned -0.01.
        var terms = new QualityWithholdTerms
        {
            Id = "cents",
            Currency = "USD",
            Term = new(new NodaTime.LocalDate(2025, 1, 1), new NodaTime.LocalDate(2025, 12, 31)),
            Withhold = new(2.Percent(), Authority.Of("contract")),
            EarnedBack = new(EarnBack.InProportion, Authority.Of("contract")),
            Bonus = new()
            {
                Greatest = new(1.Percent(), Authority.Of("contract")),
                Earned = new(EarnBack.InProportion, Authority
                .Of("contract"))
            },
        };
        var programme = QualityWithhold.For(terms);
        var result = programme.Result(programme.Contract.Settle(programme.Experience(Money.Of(100.17m), Rate.One)));
        Assert.Equal((2.01m, 2.01m, 0m), (result.Withheld.Value, result.EarnedBack.Value, result.NotEarned.Value));
    }
}
