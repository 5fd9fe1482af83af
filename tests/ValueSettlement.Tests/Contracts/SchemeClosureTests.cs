using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Json;
using ValueSettlement.Tests.Measures;

namespace ValueSettlement.Tests.Contracts;

/// <summary>
/// Seventeen real schemes, each written in the terms of the library and settled once: whoever can write these can write most of what
/// people agree on. Amounts are worked by hand in the comments, or are published ones.
/// </summary>
public sealed class SchemeClosureTests
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    private static readonly Authority Text = Authority.Of("Contract");

    private static Contract Of(string id, OpeningAmount opening, params ValueList<Clause> clauses) => new()
    {
        Id = id,
        Currency = "USD",
        Term = Year,
        Opening = opening,
        Clauses = clauses,
    };

    private static Contract Stated(string id, params ValueList<Clause> clauses) => Of(id, OpeningAmount.Stated, clauses);

    private static Contract Sum(string id, params ValueList<Agreement> parts) =>
        Of(id, OpeningAmount.BenchmarkLessExpenditure) with { Parts = parts };

    private static Experience Opening(decimal amount, params ValueList<Fact> facts) => new() { Opening = Money.Of(amount), Facts = facts };

    private static void Pays(decimal expected, Contract contract, Experience experience)
    {
        Assert.Empty(contract.Validate());
        Assert.Equal(expected, contract.Settle(experience).Payable.Published);
    }

    [Fact]
    public void Hospital_value_based_purchasing_points_to_a_closed_pool()
    {
        // Facility 10001, fiscal year 2024, published: achievement 6, 7 and 4, improvement 7, 8 and 6, the better of the two each time.
        static ScoredMeasure Of(string id, Direction better, decimal threshold, decimal benchmark) => new(Sets.Measure(id, better) with
        {
            Form = MeasureForm.Stated,
            Minimum = null,
        }, new BestOf(new AchievementPoints(threshold, benchmark), new ImprovementPoints(benchmark)));
        var clinical = Sets.OneDomain(Of("MORT-30-AMI", Direction.HigherIsBetter, 0.869247m, 0.887868m),
            Of("MORT-30-HF", Direction.HigherIsBetter, 0.882308m, 0.907733m),
            Of("COMP-HIP-KNEE", Direction.LowerIsBetter, 0.025396m, 0.018159m));
        var score = clinical.Score(
        [
            new() { Measure = "MORT-30-AMI", Result = 0.880237m, Baseline = 0.856752m },
            new() { Measure = "MORT-30-HF", Result = 0.901917m, Baseline = 0.872117m },
            new() { Measure = "COMP-HIP-KNEE", Result = 0.022314m, Baseline = 0.030343m },
        ]);
        Assert.Equal([7m, 8m, 6m], score.Measures.Select(static m => m.Points.Value!.Value));
        Assert.Equal(70m, score.Points.Value);

        // 2 % of 200 million; slope = 200 ÷ (100 × 70 % + 50 × 30 % + 50 × 20 %) = 200 ÷ 95. A: 2,000,000 × 70 % × slope − 2,000,000.
        var pool = ExchangePool.For(new()
        {
            Id = "three-hospitals",
            Currency = "USD",
            Term = Year,
            Participants = ["A", "B", "C"],
            Withhold = new(2.Percent(), Text),
            MaximumScore = new(100, Text),
            Unscored = new(UnscoredParticipant.LeftOut, Text),
        });
        var settled = pool.Contract.Settle(pool.Experience(
        [
            new("A", Money.Of(100_000_000m), score.Points),
            new("B", Money.Of(50_000_000m), new Figure { Value = 30m, Unit = Unit.Points }),
            new("C", Money.Of(50_000_000m), new Figure { Value = 20m, Unit = Unit.Points }),
        ]));
        Assert.Equal([947_368.42m, -368_421.05m, -578_947.37m], settled.Parts.Select(static p => p.Payable.Published));
        Assert.Equal(0m, settled.Payable.Published);
    }

    [Fact]
    public void Hospital_readmissions_penalty_against_a_peer_median()
    {
        // 0.95 × 0.05 × (1.1003 − 1) = 0.00476425, pneumonia below its median adds nothing; factor 0.9952; 26,000,000 × 0.0048 = 124,800.
        var terms = TermsSamples.Readmissions with
        {
            NeutralityModifier = new(new() { Value = 0.95m }, Authority.Of("a file")),
            Medians = new([new(5, ReadmissionsCondition.HeartFailure, new() { Value = 1m }),
                new(5, ReadmissionsCondition.Pneumonia, new() { Value = 1m })], Authority.Of("a file")),
        };
        var programme = HospitalReadmissionsReduction.For(terms);
        var factor = programme.Factor(new()
        {
            PeerGroup = 5,
            ExcessRatioDecimals = null,
            PaymentRatioDecimals = null,
            Conditions =
            [
                new(ReadmissionsCondition.HeartFailure) { Discharges = 135m, ExcessRatio = 1.1003m, PaymentRatio = 0.05m },
                new(ReadmissionsCondition.Pneumonia) { Discharges = 153m, ExcessRatio = 0.9871m, PaymentRatio = 0.045m },
            ],
        });
        Pays(-124_800m, programme.Contract, programme.Experience(factor, Money.Of(26_000_000m)));
    }

    [Fact]
    public void Merit_based_incentive_payment_a_scale_with_a_cliff_and_a_neutral_pool()
    {
        // 42 CFR 414.1405, payment year 2026: threshold 75 points, 9 %. Each practice is the sum of an increase and a decrease.
        Agreement Practice(string id) => new Arrangement
        {
            Id = id,
            Parts =
            [
                new Arrangement
                {
                    Id = "increase",
                    Opening = OpeningAmount.Stated,
                    Clauses =
                    [
                        new SharingRate
                        {
                            Gain = new RateByScore(Scale.Knots((0.75m, 0m), (1m, 0.09m)).Below(0m)),
                            Loss = Rate.Zero,
                        },
                    ],
                },
                new Arrangement
                {
                    Id = "decrease",
                    Opening = OpeningAmount.Stated,
                    Clauses =
                    [
                        new SharingRate
                        {
                            Gain = Rate.Zero,
                            Loss = new RateByScore(new Scale(
                            [
                                new(null, 0.1875m, 0.09m, 0.09m),
                                new(0.1875m, 0.75m, 0.0675m, 0m, FromIncluded: false),
                                new(0.75m, null, 0m, 0m, FromIncluded: false),
                            ])),
                        },
                    ],
                },
            ],
        };
        static Experience Charges(string id, decimal charges, decimal score) => new()
        {
            Arrangement = id,
            Parts =
            [
                Opening(charges, Quality.Met(Rate.Of(score / 100m))) with { Arrangement = "increase" },
                Opening(-charges, Quality.Met(Rate.Of(score / 100m))) with { Arrangement = "decrease" },
            ],
        };
        var contract = Sum("mips-2026", Practice("a"), Practice("b"), Practice("c"), Practice("d")) with
        {
            Pays = Payee.Parts,
            Pool = new Pool { Funding = PoolFunding.Charges, Payout = PoolPayout.InFull, GreatestFactor = Rate.Of(3m) },
        };
        var settled = contract.Settle(new()
        {
            Parts = [Charges("a", 1_000_000m, 60m), Charges("b", 500_000m, 10m), Charges("c", 10_000_000m, 90m),
                Charges("d", 5_000_000m, 100m)],
        });

        // 60 points: −1.8 %; 10 points, below a quarter of the threshold: −9 %; 90: 5.4 % and 100: 9 %, together 990,000, paid from 63,000.
        Assert.Equal([-18_000m, -45_000m, 34_363.64m, 28_636.36m], settled.Parts.Select(static p => p.Payable.Published));
        Assert.Equal(0m, settled.Payable.Published);

        // The cliff lies just above 18.75 points.
        Assert.Equal([-9_000m, -6_750m], new[] { 18.75m, 18.750001m }.Select(score => contract.Settle(new()
        {
            Parts = [Charges("a", 100_000m, score), Charges("b", 1m, 75m), Charges("c", 1m, 75m), Charges("d", 1m, 75m)],
        }).Parts[0].Payable.Published));
    }

    [Fact]
    public void Medicare_advantage_stars_a_gate_to_the_benchmark_and_whole_steps_of_the_rebate()
    {
        // 42 CFR 422.258(d), 422.266(a)(2): from 4 stars five percentage points of the county's base amount; 70, 65, 50 % by stars.
        var county = new Basis("county-base-amount");
        var contract = Of("stars", OpeningAmount.BenchmarkLessExpenditure,
            new Choose
            {
                Regions =
                [
                    new Region
                    {
                        Name = "Qualifying plan",
                        When = [new AtLeastQuality(QualityStandard.Met)],
                        Then = [new Addition { Label = "Bonus points", Amount = 5.Percent().Of(county) }],
                    },
                ],
            },
            new SharingRate
            {
                Label = "Rebate",
                Gain = RateByScore.Steps((Rate.Zero, 50.Percent()), (70.Percent(), 65.Percent()), (90.Percent(), 70.Percent())),
                Loss = Rate.Zero,
            });
        Experience Plan(decimal benchmark, decimal bid, decimal stars) => new()
        {
            Benchmark = Money.Of(benchmark),
            Expenditure = Money.Of(bid),
            Facts =
            [
                .. stars >= 4m ? new Fact[] { Number.Of(county, Money.Of(1_000m)) } : [],
                new Quality { Standard = stars >= 4m ? QualityStandard.Met : QualityStandard.NotMet, Score = Rate.Of(stars / 5m) },
            ],
        };
        Pays(65m, contract, Plan(1_000m, 950m, 4m));
        Pays(32.50m, contract, Plan(1_000m, 950m, 3.5m));
        Pays(25m, contract, Plan(1_000m, 950m, 3m));
        Pays(32.50m, contract, Plan(950m, 950m, 4m));
    }

    [Fact]
    public void Quality_and_outcomes_framework_linear_between_thresholds()
    {
        // AST007, 2025/26: 20 points × £225.49 = 4,509.80, 45 to 70 %: 60 % is 15 ÷ 25 of it.
        var contract = Stated("qof-ast007", new SharingRate
        {
            Gain = new RateByScore(Scale.Knots((0.45m, 0m), (0.70m, 1m)).Below(0m).Above(1m)),
            Loss = Rate.Zero,
        }) with
        { Currency = "GBP" };
        Pays(2_705.88m, contract, Opening(4_509.80m, Quality.Met(60.Percent())));
        Pays(0m, contract, Opening(4_509.80m, Quality.Met(40.Percent())));
        Pays(4_509.80m, contract, Opening(4_509.80m, Quality.Met(75.Percent())));
    }

    [Fact]
    public void New_york_savings_by_level_and_share_of_quality_goals()
    {
        // The table is two-dimensional: the level is chosen in the contract, the share of goals met is the score. Shares as agreed within
        // the roadmap's ranges.
        static Contract Level(QualityRate gain, QualityRate loss) =>
            Of("ny-vbp", OpeningAmount.BenchmarkLessExpenditure, new SharingRate { Gain = gain, Loss = loss });
        var first = Level(RateByScore.Steps((50.Percent(), 25.Percent()), (Rate.One, 50.Percent())), Rate.Zero);
        var second = Level(RateByScore.Steps((50.Percent(), 50.Percent()), (Rate.One, 90.Percent())),
            RateByScore.Steps((Rate.Zero, 90.Percent()), (50.Percent(), 50.Percent()), (Rate.One, 10.Percent())));
        Experience Saved(decimal amount, int goals) => new()
        {
            Benchmark = Money.Of(20_000_000m),
            Expenditure = Money.Of(20_000_000m - amount),
            Facts = [Quality.Met(goals.Percent())],
        };
        Pays(250_000m, first, Saved(1_000_000m, 60));
        Pays(0m, first, Saved(1_000_000m, 40));
        Pays(900_000m, second, Saved(1_000_000m, 100));
        Pays(-500_000m, second, Saved(-1_000_000m, 60));
    }

    [Fact]
    public void Medicare_shared_savings_program() =>
        // A1001, 2022: CMS published 45,867,446.
        Pays(45_867_446m, MedicareSharedSavings.For(new()
        {
            Track = Track.Enhanced,
            Year = 2022,
            AgreementStart = new(2019, 7, 1),
            MinimumRate = MinimumRateChoice.Fixed(2.Percent()),
        }).Contract, new()
        {
            Benchmark = Money.Of(966_116_777m),
            Expenditure = Money.Of(903_712_089m),
            Facts = [Number.AssignedBeneficiaries(74_992), Quality.Met(89.41m.Percent())],
        });

    [Fact]
    public void Masshealth_achievement_improvement_and_a_cap()
    {
        // 58.17 % lies 2.17 of 10 points above the attainment threshold of 56 %: 2.17 points. 58.17 − 54.54 = 3.63 is 3.6, at least 2.1:
        // five more. 7.17 of 10 points of 2 % of 10,000,000.
        var rule = new SumOf(
            [ScalePoints.Linear(0.56m, 0.66m, 10m), new ImprovementTarget(5m) { Least = 0.021m, Decimals = 3 }], UpTo: 10m);
        var set = Sets.OneDomain(new ScoredMeasure(Sets.Measure("depression-screening") with
        {
            Form = MeasureForm.Stated,
            Minimum = null,
        }, rule)) with
        { Period = Year };
        var withhold = QualityWithhold.For(new()
        {
            Id = "masshealth",
            Currency = "USD",
            Term = Year,
            Withhold = new(2.Percent(), Text),
            EarnedBack = new(EarnBack.InProportion, Text),
            Measures = set,
        });
        Pays(143_400m, withhold.Contract, withhold.Experience(Money.Of(10_000_000m),
            [new Observation { Measure = "depression-screening", Result = 0.5817m, Baseline = 0.5454m }]));
    }

    [Theory]
    [InlineData(DeathPolicy.Exclude, 100, -681_226)] // 38 × 17,927
    [InlineData(DeathPolicy.CountAsNonResponder, 100, -752_934)] // 42 × 17,927
    [InlineData(DeathPolicy.Exclude, 50, -340_613)] // risk-sharing: half of the price back
    public void Outcomes_based_agreement_refunds_non_responders(DeathPolicy deaths, int refund, int expected)
    {
        var drug = Drug(new OutcomeRebate
        {
            RefundShare = refund.Percent(),
            Test = new()
            {
                WindowDays = 120,
                EvidenceDays = 30,
                ClaimDays = 60,
                Death = deaths,
                Missing = MissingOutcomePolicy.Exclude,
                Response = new("fall in serum M-protein", 0.5m, Direction.HigherIsBetter),
                Adjudicator = "registry",
            },
        });
        static TreatedPatient Treated(int number, TreatmentOutcome outcome, decimal? fall) => new()
        {
            Id = FormattableString.Invariant($"p{number:000}"),
            IndexDate = new(2026, 2, 2),
            Paid = Money.Of(17_927m),
            Outcome = new()
            {
                Outcome = outcome,
                Response = fall,
                Date = outcome == TreatmentOutcome.LostToFollowUp ? null : new(2026, 5, 18),
                Evidence = new(2026, 6, 12),
                Adjudicator = "registry",
                Claimed = new(2026, 7, 6),
            },
        };
        Pays(expected, drug.Contract, drug.Experience(
        [
            .. Enumerable.Range(1, 38).Select(static n => Treated(n, TreatmentOutcome.NonResponder, 0.31m)),
            .. Enumerable.Range(39, 4).Select(static n => Treated(n, TreatmentOutcome.Died, null)),
            .. Enumerable.Range(43, 3).Select(static n => Treated(n, TreatmentOutcome.LostToFollowUp, null)),
            .. Enumerable.Range(46, 75).Select(static n => Treated(n, TreatmentOutcome.Responder, 0.72m)),
        ], new(2026, 9, 30)));
    }

    [Theory]
    [InlineData("year 1", -1_038)]
    [InlineData("year 2", -788)]
    [InlineData("year 3", -538)]
    [InlineData(null, 0)]
    public void Guaranteed_net_unit_price_by_the_year_of_the_outcome(string? tier, int expected)
    {
        // List 2,000 less the base rebate of 23.1 %, 462: 1,538 was paid. Guaranteed are 500, 750 or 1,000 by the year of the admission.
        var drug = Drug(new NetPriceTiers
        {
            ListPrice = Money.Of(2_000m),
            BaseRebate = 23.1m.Percent(),
            Tiers = [new("year 1", Money.Of(500m)), new("year 2", Money.Of(750m)), new("year 3", Money.Of(1_000m))],
        });
        Pays(expected, drug.Contract,
            drug.Experience([new() { Id = "a", IndexDate = new(2026, 1, 15), Tier = tier }], new(2026, 9, 30)));
    }

    private static DrugAgreement Drug(DrugForm form) => DrugAgreement.For(new()
    {
        Id = "drug",
        Currency = "USD",
        Term = Year,
        PriceBasis = "net of the discount of schedule 1",
        Form = form with { Authority = Text },
    });

    [Fact]
    public void Outcome_payments_with_a_fee()
    {
        // Work and Health: 30 % of 12,000,000 over 24 months is 150,000 a month. An outcome pays 3,000, and a quarter more after the
        // volume of 2: of four, 6,000 and 7,500.
        var card = new RateCard
        {
            Prices = [new(string.Empty, "sustained job", Money.Of(3_000m))],
            Outcomes = [new() { Name = "sustained job", MostPerPerson = 1 }],
            Accelerator = new(AfterEvents: 2, Factor: 1.25m),
        };
        var outcomes = card.Count([.. Enumerable.Range(1, 4).Select(static n => new OutcomeEvent
        {
            Id = FormattableString.Invariant($"e{n}"),
            Subject = FormattableString.Invariant($"p{n}"),
            Outcome = "sustained job",
            Date = new(2026, 6, n),
            Verdict = Verdict.Accepted,
        })], Year);
        var work = Sum("work-and-health", new Arrangement { Id = "delivery fee", Opening = OpeningAmount.Stated },
            new Arrangement { Id = "outcomes", Opening = OpeningAmount.Stated });
        Pays(163_500m, work, new()
        {
            Parts =
            [
                Opening(12_000_000m * 0.3m / 24m) with { Arrangement = "delivery fee" },
                new() { Arrangement = "outcomes", Opening = outcomes.Amount },
            ],
        });

        // Wiltshire: 20 % of a plan of 10,000 in advance, 80 % as far as its user confirms the outcomes, here three of four.
        static Arrangement Share(string id, QualityRate rate) => new()
        {
            Id = id,
            Opening = OpeningAmount.Stated,
            Clauses = [new SharingRate { Gain = rate, Loss = Rate.Zero }],
        };
        var plan = Sum("help-to-live-at-home", Share("in advance", 20.Percent()), Share("on outcomes", new ScoreScaledRate(80.Percent())));
        Pays(8_000m, plan, new()
        {
            Parts =
            [
                Opening(10_000m) with { Arrangement = "in advance" },
                Opening(10_000m, Quality.Met(75.Percent())) with { Arrangement = "on outcomes" },
            ],
        });
    }

    [Fact]
    public void Peterborough_either_the_cohort_or_all_of_them()
    {
        // What a rate card makes of the events is stated. Cohort 1: (155 − 142) ÷ 155 = 8.387 %, less than 10: nothing until all cohorts
        // together reach 7.5.
        static Region Reached(string of, decimal percent) => new() { Name = of, When = [new AtLeastCount(of, percent)] };
        var contract = Stated("peterborough", new Choose
        {
            Regions = [Reached("cohort-reduction", 10m), Reached("pooled-reduction", 7.5m)],
            Otherwise = [new SharingRate { Gain = Rate.Zero, Loss = Rate.Zero }],
        }) with
        { Currency = "GBP" };
        var cohort = Number.Of("cohort-reduction", 100m * (155m - 142m) / 155m);
        Pays(0m, contract, Opening(100_000m, cohort, Number.Of("pooled-reduction", 0m)));
        Pays(100_000m, contract, Opening(100_000m, cohort, Number.Of("pooled-reduction", 7.5m)));
        Pays(100_000m, contract, Opening(100_000m, Number.Of("cohort-reduction", 10m)));
    }

    [Theory]
    [InlineData(0, 12_000, 0)]
    [InlineData(216, 12_000, -1_200)] // 99.5 %
    [InlineData(432, 12_000, -1_200)] // 99 % itself belongs to the better tier
    [InlineData(433, 12_000, -3_600)]
    [InlineData(2_161, 12_000, -12_000)]
    [InlineData(216, 9, 0)] // 0.90 is not more than a dollar
    public void Service_credits_of_a_cloud_region(int minutesDown, int charges, int expected)
    {
        // April has 43,200 minutes; below 99.99, 99 and 95 % of them 10, 30 and 100 % of the charge come back.
        var region = ServiceLevels.For(new()
        {
            Id = "compute-sla",
            Currency = "USD",
            Term = new DateInterval(new(2026, 4, 1), new(2026, 4, 30)),
            Availability = new() { Zone = "Etc/UTC", Services = [new() { Id = "region", Weight = 1m }], Authority = Text },
            Credits = new()
            {
                Shares = CreditTiers.Below((99.99m.Percent(), 10.Percent()), (99.Percent(), 30.Percent()), (95.Percent(), Rate.One)),
                MustExceed = Money.Of(1m),
                Claim = new(DeadlineUnit.BillingMonths, 2),
                Authority = Text,
            },
        });
        ValueList<Incident> incidents = minutesDown == 0 ? [] :
        [
            new()
            {
                Id = "i1",
                Service = "region",
                Start = Instant.FromUtc(2026, 4, 10, 8, 0),
                End = Instant.FromUtc(2026, 4, 10, 8, 0) + NodaTime.Duration.FromMinutes(minutesDown),
            },
        ];
        Pays(expected, region.Contract, region.Experience(Money.Of(charges), incidents, claimed: new(2026, 5, 20)));
    }

    [Theory]
    [InlineData(110, 115)]
    [InlineData(130, 120)]
    public void Fixed_price_incentive(int cost, int price)
    {
        // FAR 16.403-1, target 100, profit 10, ceiling 120, halves: at 110 the price is 110 + 10 − 5.
        var terms = FixedPriceIncentive.PointOfDeparture(Money.Of(100m), Money.Of(10m), Year);
        Pays(price, terms.Contract(), FixedPriceIncentive.For(terms).Experience(Money.Of(cost)));
    }

    [Fact]
    public void Part_d_risk_corridor() =>
        // Target 100 million, cost 112: 50 % of 5 and 80 % of 2.
        Pays(4_100_000m, PartD.For(new() { Year = 2012 }).Contract,
            new() { Benchmark = Money.Of(100_000_000m), Expenditure = Money.Of(112_000_000m) });

    [Fact]
    public void Nhs_low_volume_block()
    {
        // The mean of three years, whatever is done in the fourth: (1.2 + 1.3 + 1.4) ÷ 3 million.
        var workings = new Workings("block");
        var sum = workings.Add(new("sum", "Three years", Unit.Money), Quantity.Of("2023", 1_200_000m, Unit.Money),
            Quantity.Of("2024", 1_300_000m, Unit.Money), Quantity.Of("2025", 1_400_000m, Unit.Money));
        var mean = workings.Figure(workings.Divide(new("mean", "Mean of three years", Unit.Money), sum, Quantity.Of("years", 3m)));
        var contract = Sum("lva", new Arrangement { Id = "block", Opening = OpeningAmount.Stated });
        Pays(1_300_000m, contract, new() { Parts = [new() { Arrangement = "block", Opening = mean }] });
    }

    [Fact]
    public void Episodes_and_capitation_in_their_own_order()
    {
        // A commercial bundle: 150,000 under a target of 1,000,000, the first 5 % not shared, half of the rest, at most 10 %.
        Pays(50_000m, Of("bundle", OpeningAmount.BenchmarkLessExpenditure,
            new MarginalBands
            {
                Gain = [new(Rate.Zero, 5.Percent()), new(50.Percent())],
                Loss = [new(Rate.Zero, 5.Percent()), new(50.Percent())],
            },
            new Limit { Gain = 10.Percent(), Loss = 10.Percent() }),
            new() { Benchmark = Money.Of(1_000_000m), Expenditure = Money.Of(850_000m) });

        // Quality before the limit, as in BPCI Advanced: 450,000 over 1,455,000, less 7 % of it for a score of 70 %, at most 20 %.
        Pays(-291_000m, Of("bpci", OpeningAmount.BenchmarkLessExpenditure,
            new QualityAdjustment { GainReduction = 10.Percent(), LossReduction = 10.Percent() },
            new Limit { Gain = 20.Percent(), Loss = 20.Percent() }),
            new()
            {
                Benchmark = Money.Of(1_455_000m),
                Expenditure = Money.Of(1_900_000m),
                Facts = [Quality.Met(70.Percent())],
            });

        // Capitation with a withhold: 2 % of 6,000,000, three quarters earned back; the rest of the capitation is paid by the month.
        var withhold = QualityWithhold.For(new()
        {
            Id = "capitation",
            Currency = "USD",
            Term = Year,
            Withhold = new(2.Percent(), Text),
            EarnedBack = new(EarnBack.InProportion, Text),
        });
        Pays(90_000m, withhold.Contract, withhold.Experience(Money.Of(6_000_000m), 75.Percent()));
    }
}
