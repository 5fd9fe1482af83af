using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Curves;
using ValueSettlement.Population;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>
/// What a programme's builder makes, its own contract settles: every builder of an experience with every combination of optional terms, on
/// both sides of zero.
/// What a caller states and the terms do not read is refused by the builder, in its own words.
/// </summary>
public sealed class BuilderSweepTests
{
    private static readonly Authority Exhibit = Authority.Of("Exhibit B");
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));
    private static readonly decimal[] Costs = [70m, 100m, 130m];

    private static readonly ValueList<Band> Flat = [new(50.Percent())];
    private static readonly ValueList<Band> OfBenchmark = [new(Rate.Zero, 3.Percent()), new(50.Percent())];

    private static Figure Usd(decimal amount) => Money.Of(amount);

    [Fact]
    public void Medicaid_corridors()
    {
        ValueList<Band> ofRevenue = [new(Rate.Zero, 3.Percent().Of(MedicaidCorridors.Revenue)), new(50.Percent())];
        var tables = new[] { new CorridorBands(Flat, Flat), new(OfBenchmark, OfBenchmark), new(ofRevenue, Flat), new(Flat, ofRevenue) };
        foreach (var kind in Enum.GetValues<MedicaidCorridorKind>())
        {
            // Expected cost stands in place of revenue there, so that bands of revenue have nothing to be shares of.
            foreach (var bands in kind == MedicaidCorridorKind.MinimumLossRatio ? [null] : kind == MedicaidCorridorKind.ExpectedCost
                ? tables[..2] : (CorridorBands?[])tables)
            {
                var terms = new MedicaidCorridorTerms
                {
                    Form = kind,
                    Term = Year,
                    Bands = bands is null ? null : new(bands, Exhibit),
                    Ratio = kind is MedicaidCorridorKind.TargetRatio or MedicaidCorridorKind.MinimumLossRatio ? new(88.Percent(), Exhibit)
                        : null,
                };
                Settles(kind.ToString(), MedicaidCorridors.For(terms).Contract, cost =>
                    MedicaidCorridors.For(terms).Experience(new(Usd(100m), Usd(cost))));
            }
        }
    }

    [Fact]
    public void A_flat_band_around_a_target_ratio_settles()
    {
        var terms = new MedicaidCorridorTerms
        {
            Form = MedicaidCorridorKind.TargetRatio,
            Term = Year,
            Bands = new(CorridorBands.Symmetric(new Band(50.Percent())), Exhibit),
            Ratio = new(88.Percent(), Exhibit),
        };
        Assert.Equal(2_250_000m, MedicaidCorridors.For(terms).Contract.Settle(MedicaidCorridors.For(terms).Experience(new(Usd(100_000_000m),
            Usd(92_500_000m)))).Earned.Published);
    }

    [Fact]
    public void Loss_ratio_remittances()
    {
        var table = new Cited<Scale>(Scale.Knots((5_400m, 0.07m), (380_000m, 0m)).Below(0.07m).Above(0m), Exhibit);
        foreach (var plan in Enum.GetValues<LossRatioPlan>())
        {
            foreach (var credibility in new[] { 0, 1, 2 })
            {
                foreach (var least in new[] { false, true })
                {
                    var terms = new LossRatioRemittanceTerms
                    {
                        Plan = plan,
                        Year = 2024,
                        Rules = new() { Standard = new(86.Percent(), Exhibit) },
                        CredibilityAdjustment = credibility == 1 ? new(2.Percent(), Exhibit) : null,
                        CredibilityTable = credibility == 2 ? table : null,
                        NonCredibleBelow = least ? new(2_400m, Exhibit) : null,
                    };
                    var asked = least || credibility == 2;
                    Settles(terms.ToString(), LossRatioRemittance.For(terms).Contract, cost =>
                        LossRatioRemittance.For(terms).Experience(new(Usd(100m), Usd(cost)), asked ? 10_000m : null));
                    if (!asked)
                    {
                        Refuses("term-unused", () => LossRatioRemittance.For(terms).Experience(new(Usd(100m), Usd(80m)), 10_000m));
                    }
                }
            }
        }
    }

    [Fact]
    public void Loss_ratio_rebates()
    {
        LossRatioExperience Years(decimal cost, decimal lifeYears) =>
            new() { Years = [new() { IncurredClaims = Usd(cost), Premium = Usd(100m), LifeYears = lifeYears }] };
        foreach (var market in Enum.GetValues<InsuranceMarket>())
        {
            foreach (var limited in new[] { false, true })
            {
                var terms = new LossRatioRebateTerms { Year = 2024, Market = market, LimitToOutstandingLiability = limited };
                foreach (var lifeYears in new[] { 500m, 80_000m })
                {
                    Settles(terms.ToString(), LossRatioRebate.For(terms).Contract, cost =>
                        LossRatioRebate.For(terms).Experience(Years(cost, lifeYears), limited ? Usd(1m) : null));
                }

                if (!limited)
                {
                    Refuses("term-unused", () => LossRatioRebate.For(terms).Experience(Years(70m, 80_000m), Usd(1m)));
                }
            }
        }
    }

    [Fact]
    public void Incentive_targets()
    {
        var target = new IncentiveTarget
        {
            Cost = Money.Of(100m),
            Profit = Money.Of(8m),
            UnderrunShare = 50.Percent(),
            OverrunShare = 30.Percent()
        };
        foreach (var ceiling in new Money?[] { null, Money.Of(120m) })
        {
            var terms = new FixedPriceIncentiveTerms { Target = target, Ceiling = ceiling, Term = Year };
            Settles("fixed price", terms.Contract(), cost => FixedPriceIncentive.For(terms).Experience(Usd(cost)));
        }

        foreach (var least in new Money?[] { null, Money.Zero, Money.Of(3m) })
        {
            foreach (var most in new Money?[] { null, Money.Of(12m) })
            {
                var terms = new CostPlusIncentiveFeeTerms { Target = target, MinimumFee = least, MaximumFee = most, Term = Year };
                Settles("cost plus", terms.Contract(), cost => CostPlusIncentiveFee.For(terms).Experience(Usd(cost)));
            }
        }
    }

    [Fact]
    public void Plan_corridors()
    {
        var own = new Cited<CorridorBands>(new(OfBenchmark, Flat), Exhibit);
        foreach (var terms in new PartDTerms[] { new() { Year = 2007 }, new() { Year = 2007, NinetyPercentRule = true },
            new() { Year = 2007, LiteralText = true }, new() { Year = 2024 }, new() { Year = 2024, LiteralText = true },
            new() { Year = 2024, Rules = new() { Corridor = own } } })
        {
            Settles(terms.ToString(), PartD.For(terms).Contract, cost =>
                PartD.For(terms).Experience(Usd(100m), new()
                {
                    AllowableRiskCorridorCosts = Usd(cost),
                    ReinsurancePayments = Usd(0m),
                    LowIncomeCostSharing = Usd(0m)
                }));
        }

        foreach (var year in new[] { 2014, 2015, 2016 })
        {
            foreach (var prorated in new[] { false, true })
            {
                foreach (var corridor in new[] { null, own })
                {
                    var terms = new AcaRiskCorridorTerms
                    {
                        Year = year,
                        Rules = corridor is null ? null : AcaRiskCorridors.For(new() { Year = year }).Rules with { Corridor = corridor },
                        PaymentProration = prorated
                        ? AcaRiskCorridors.Proration2014 : null
                    };
                    Settles(terms.ToString(), AcaRiskCorridors.For(terms).Contract, cost => AcaRiskCorridors.For(terms).Experience(new()
                    {
                        Premium = Usd(120m),
                        TaxesAndFees = Usd(2m),
                        NonClaimsCosts = Usd(20m),
                        ClaimsAndQuality = Usd(cost),
                        ReserveDifference = year > 2014 ? Usd(1m) : null,
                        SpecifiedAdjustment = year != 2015 ? 1.Percent() : null,
                    }));
                }
            }
        }
    }

    [Fact]
    public void Capitation()
    {
        var cited = new Cited<Rate>(10.Percent(), Exhibit);
        for (var choice = 0; choice < 64; choice++)
        {
            bool Has(int bit) => (choice & (1 << bit)) != 0;
            var terms = new FullRiskTerms
            {
                Id = "full-risk",
                Currency = "USD",
                Term = Year,
                Retention = Has(0) ? cited : null,
                QualityWithhold = Has(1) ? cited : null,
                Reinsurance = Has(2) ? new() { Bands = [new(Rate.Zero, Money.Of(20m)), new(80.Percent())] } : null,
                Corridor = Has(3) ? new(OfBenchmark, Exhibit) : null,
                LeastMedicalLossRatio = Has(4) ? new(85.Percent(), Exhibit) : null,
                GreatestDeficit = Has(5) ? cited : null,
            };
            Settles(terms.ToString(), FullRiskCapitation.For(terms).Contract, cost => FullRiskCapitation.For(terms).Experience(new()
            {
                Capitation = Usd(110m),
                Expenditure = Usd(cost),
                QualityScore = Has(1) ? 80.Percent() : null,
                MemberSpending = Has(2) ? [Money.Of(30m), Money.Of(5m)] : [],
            }));
        }
    }

    [Fact]
    public void Reach()
    {
        foreach (var year in new[] { 2021, 2022, 2023, 2024, 2025, 2026 })
        {
            foreach (var arrangement in Enum.GetValues<ReachArrangement>())
            {
                foreach (var (first, left, equity) in new[] { (false, false, false), (true, false, true), (false, true, true) })
                {
                    var terms = new ReachTerms { Arrangement = arrangement, Year = year };
                    Settles(FormattableString.Invariant($"{arrangement} {year}"), AcoReach.For(terms).Contract, cost =>
                        AcoReach.For(terms).Experience(new()
                        {
                            BenchmarkBeforeDiscount = Usd(110m),
                            QualityScore = 90.Percent(),
                            TrendGap = year >= 2024 ? 2.Percent() : null,
                            EquityAdjustment = equity && year >= 2023 ? Usd(1m) : null,
                            FirstPerformanceYear = first,
                            LeftEarly = left,
                            ExpenditureBeforeStopLoss = Usd(cost),
                        }));
                }
            }
        }
    }

    [Fact]
    public void Episodes()
    {
        var post = Number.Of(Basis.PostEpisodeSpending, Usd(2m));
        var overlap = Number.Of(Basis.OverlapWithOtherProgrammes, Usd(1m));
        EpisodeTotals Totals(decimal cost) => new() { Target = Usd(100m), Spending = Usd(cost) };
        foreach (var track in Enum.GetValues<TeamTrack>())
        {
            foreach (var hospital in Enum.GetValues<TeamHospital>())
            {
                for (var year = 2026; year <= 2030; year++)
                {
                    var terms = new TeamTerms { Track = track, Year = year, Hospital = hospital };
                    if (terms.Validate().Count == 0)
                    {
                        Settles(terms.ToString(), Team.For(terms).Contract, cost => Team.For(terms).Experience(Totals(cost), 80.Percent()));
                        Settles(terms.ToString(), Team.For(terms).Contract, cost =>
                            Team.For(terms).Experience(Totals(cost), 80.Percent(), Usd(2m)));
                    }
                }
            }
        }

        for (var year = 1; year <= 8; year++)
        {
            var bundled = new BundledPaymentsTerms { Year = year };
            Settles(bundled.ToString(), BundledPaymentsAdvanced.For(bundled).Contract, cost =>
                BundledPaymentsAdvanced.For(bundled).Experience(Totals(cost), 80.Percent()));
            Settles(bundled.ToString(), BundledPaymentsAdvanced.For(bundled).Contract, cost =>
                BundledPaymentsAdvanced.For(bundled).Experience(Totals(cost), 80.Percent(), others: [post, overlap]));
            var convener = BundledPaymentsAdvanced.Convener("convener", [bundled with { Id = "a" }]);
            Assert.True(convener.TrySettle(
                new()
                {
                    Parts = [BundledPaymentsAdvanced.For(bundled with { Id = "a" }).Experience(
                Totals(90m), 80.Percent(), "a")]
                }).IsSettled);
            foreach (var hospital in Enum.GetValues<JointReplacementHospital>())
            {
                var joint = new JointReplacementTerms { Year = year, Hospital = hospital };
                var contract = ComprehensiveJointReplacement.For(joint).Contract;
                var repayment = ComprehensiveJointReplacement.For(joint).Totals(10m, [], []).Repayment is not null;
                Settles(joint.ToString(), contract, cost => ComprehensiveJointReplacement.For(joint).Experience(
                    (Totals(cost), repayment ? Totals(cost) with { Target = Usd(101m) } : null), 10m));
                Settles(joint.ToString(), contract, cost => ComprehensiveJointReplacement.For(joint).Experience(
                    (Totals(cost), repayment ? Totals(cost) with { Target = Usd(101m) } : null), 10m, [post]));
            }
        }

        for (var choice = 0; choice < 16; choice++)
        {
            bool Has(int bit) => (choice & (1 << bit)) != 0;
            var terms = new CommercialBundleTerms
            {
                Id = "bundle",
                Term = Year,
                GainShare = 50.Percent(),
                OverageShare = 40.Percent(),
                DeadBand = Has(0) ? 2.Percent() : Rate.Zero,
                GainCap = Has(1) ? 10.Percent() : null,
                OverageCap = Has(2) ? 10.Percent() : null,
                LeastEpisodes = Has(3) ? 10 : null,
            };
            Settles(terms.ToString(), CommercialBundles.For(terms).Contract, cost => CommercialBundles.For(terms).Experience(Totals(cost)));
        }

        var thresholds = new EpisodeThresholdTerms
        {
            Id = "thresholds",
            Term = Year,
            Thresholds = new(Money.Of(110m), Money.Of(95m), Money.Of(80m))
        };
        Settles("thresholds", EpisodeThresholds.For(thresholds).Contract, cost =>
            EpisodeThresholds.For(thresholds).Experience(Usd(cost), 12));
        var rates = new PrometheusTerms { Id = "rates", Term = Year };
        Settles("case rates", Prometheus.For(rates).Contract, cost =>
            Prometheus.For(rates).Experience(Usd(100m), Usd(10m), Usd(cost), Usd(12m)));
        var withhold = new PrometheusWithholdTerms { Id = "withhold", Term = Year, Withhold = new(10.Percent(), Exhibit) };
        Settles("withhold", PrometheusWithhold.For(withhold).Contract, cost =>
            PrometheusWithhold.For(withhold).Experience(Usd(cost), 80.Percent(), 60.Percent()));
    }

    private static void Settles(string name, Contract contract, Func<decimal, Experience> build)
    {
        var prepared = contract.Prepare();
        foreach (var cost in Costs)
        {
            var outcome = prepared.TrySettle(build(cost));
            Assert.True(outcome.IsSettled, $"{name} at {cost}: {string.Join("; ", outcome.Failures)}");
        }
    }

    private static void Refuses(string code, Func<Experience> build) =>
        Assert.Equal([code], Assert.Throws<SettlementException>(() => build()).Failures.Select(static f => f.Code));
}
