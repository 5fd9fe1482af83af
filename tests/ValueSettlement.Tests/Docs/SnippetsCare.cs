using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>Snippets of hospital episodes and capitation models from 2026 on.</summary>
internal static class SnippetsCare
{
    [Snippet("low-volume")]
    private static void LowVolumeOfACategory()
    {
        Figure One() => new() { Value = 1m, Unit = Unit.Factor };
        foreach (var below in new[] { LowVolume.NoLoss, LowVolume.NotReconciled })
        {
            var team = Team.For(new() { Track = TeamTrack.Track3, Year = 2027, LowVolume = below });
            var (knee, spine) = (TeamEpisode.LowerExtremityJointReplacement, TeamEpisode.SpinalFusion);
            var totals = team.Episodes(
                [
                    team.Cell("470", knee, [Money.Of(25_000), Money.Of(25_000), Money.Of(25_000)], One(), One()),
                    team.Cell("451", spine, [Money.Of(60_000), Money.Of(60_000), Money.Of(60_000)], One(), One()),
                ],
                [
                    new Episode { Id = "A", Anchor = new(2027, 3, 4), Cell = "470", Spending = Money.Of(23_000) },
                    new Episode { Id = "B", Anchor = new(2027, 4, 5), Cell = "451", Spending = Money.Of(66_000) },
                ],
                baseline: new Dictionary<TeamEpisode, int> { [knee] = 31, [spine] = 30 }).Total();
            foreach (var category in totals.Categories)
            {
                Console.WriteLine(category);
            }

            Console.WriteLine(team.Contract.Settle(team.Experience(totals, compositeQualityScore: 80.Percent())));
        }
    }

    [Snippet("cjr-x")]
    private static void JointReplacementFrom2028()
    {
        Figure Factor(decimal value) => new() { Value = value, Unit = Unit.Factor };
        var terms = new JointReplacementExpandedTerms
        {
            Year = 2028,
            Status = JointReplacementStatus.Participant,
            Hospital = JointReplacementKind.Rural,
        };
        Console.WriteLine(terms.Validate()[1]);
        var joint = JointReplacementExpanded.For(terms with
        {
            Rules = JointReplacementExpanded.Proposed(
                quality: new(new(JointReplacementQualityActsOn.Nothing), Authority.Of("assumed here"))),
        });
        var cell = joint.Cell("470", Money.Of(25_000), prospectiveTrend: Factor(1.02m), prospectiveNormalization: Factor(1.01m));
        var totals = joint.Episodes([cell],
        [
            new Episode { Id = "A", Anchor = new(2028, 3, 4), Cell = "470", Spending = Money.Of(35_000),
                Factors = [new("risk multiplier", Factor(1.10m))] },
        ]).Total();
        foreach (var baseline in new[] { 31, 30 })
        {
            var settlement = joint.Contract.Settle(joint.Experience(totals, baseline));
            Console.WriteLine(settlement);
            Console.WriteLine(settlement.Lines.Last(l => l.Key == "limit"));
        }
    }

    [Snippet("own-bundle")]
    private static void BundlesOfOnesOwn()
    {
        var terms = Authority.Of("Bundle agreement 2026, exhibit C");
        PriceCell Knee(decimal price, LocalDate from, LocalDate to) => new()
        {
            Id = "knee",
            AnchoredIn = new DateInterval(from, to),
            Parts = [new("agreed price", 1m, Money.Of(price))],
            Factors = [new("wage index", new Figure { Value = 1.02m, Unit = Unit.Factor }) { Authority = terms }],
            BlendAuthority = terms,
            Bound = new AttachAndKeep(Money.Of(60_000), 10.Percent()) { Authority = terms },
        };

        // One name, two prices: the anchor date says which.
        ValueList<PriceCell> prices =
        [
            Knee(25_000, from: new(2026, 1, 1), to: new(2026, 6, 30)),
            Knee(25_750, from: new(2026, 7, 1), to: new(2026, 12, 31)),
        ];

        // Each practice: from 3 episodes on, nothing within 2 % of the price, half of what lies beyond, gains only with quality.
        Arrangement Practice(string name) => new()
        {
            Id = name,
            Clauses =
            [
                new Choose
                {
                    Label = "Volume",
                    Regions =
                    [
                        new Region
                        {
                            Name = "Too few episodes",
                            When = [new FewerThan("episodes", 3)],
                            Then = [new Limit { Label = "Nothing moves", Gain = Money.Zero, Loss = Money.Zero }],
                        },
                    ],
                    Otherwise =
                    [
                        CorridorBands.Symmetric(new Band(Rate.Zero, 2.Percent()), new Band(50.Percent())).Clause(terms, "Corridor"),
                        new QualityGate { Score = 70.Percent() },
                    ],
                    Authority = terms,
                },
            ],
        };

        // Gains are paid from a pool, each in proportion where it holds too little.
        var network = new Contract
        {
            Id = "network-2026",
            Currency = "USD",
            Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
            Parts = [Practice("north"), Practice("south"), Practice("west")],
            Pool = new Pool { Funding = PoolFunding.StatedAmount, Available = new Basis("bonus-pool"), Authority = terms },
            Pays = Payee.Parts,
        };

        // Episodes count in the year of their anchor date, one a month; a practice's spending and score.
        Experience Year(string name, decimal score, params decimal[] spending)
        {
            var totals = new EpisodeYear
            {
                Period = network.Term,
                CountedBy = EpisodeYearRule.AnchoredIn,
                Days = 90,
                DaysAuthority = terms,
                Cells = prices,
                Episodes = spending.Select((dollars, i) => new Episode
                {
                    Id = $"{name} {i + 1}",
                    Anchor = new(2026, i + 5, 10),
                    Cell = "knee",
                    Spending = Money.Of(dollars),
                }).ToValueList(),
            }.Total();
            return new()
            {
                Arrangement = name,
                Benchmark = totals.Target,
                Expenditure = totals.Spending,
                Facts = [Number.Of("episodes", totals.Counted), Quality.Scored(score.Percent())],
            };
        }

        var settlement = network.Settle(new()
        {
            Facts = [Number.Of(new Basis("bonus-pool"), Money.Of(7_000))],
            Parts =
            [
                Year("north", 85, 21_000, 22_500, 20_500, 98_000),
                Year("south", 90, 21_000, 22_000, 23_400),
                Year("west", 90, 18_000, 19_000),
            ],
        });
        foreach (var part in settlement.Parts)
        {
            Console.WriteLine($"{part.Arrangement}: price {Money.Of(part.Find("benchmark")!.Value!.Value)}, earned {part.Earned}, paid {part.Payable}");
        }

        Console.WriteLine($"left in the pool: {settlement.LeftInPool}");
    }

    [Snippet("lead")]
    private static void LeadFromBaseYears()
    {
        var lead = Lead.For(new()
        {
            Year = 2027,
            Arrangement = LeadArrangement.Professional,
            SpendingGroup = LeadSpendingGroup.Higher,
            AddOnPlace = AdjustmentPlace.AfterReductions,
            SequestrationAppliesTo = AppliesTo.Gains,
            SequestrationPlace = LeadSequestrationPlace.AfterCorridor,
        });
        var settlement = lead.Contract.Settle(lead.Experience(new()
        {
            Base = Money.Of(96_000_000),
            UpdateFactor = new Figure { Value = 1.041m, Unit = Unit.Factor },
            RiskRatio = new Figure { Value = 1.044m, Unit = Unit.Factor },
            PriorSavings = Money.Of(1_800_000),
            PriorSavingsProration = 80.Percent(),
            QualityScore = 90.Percent(),
            Expenditure = Money.Of(91_500_000),
            SuspectBilling = Money.Of(240_000),
            SkinSubstitutes = Money.Of(610_000),
            EnhancedCapitation = Money.Of(350_000),
        }));
        foreach (var line in settlement.Lines.Where(l => l.Key is "risk-ratio-used" or "higher-adjustment" or "add-on"
            or "benchmark" or "expenditure"))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine(settlement);
        var open = lead.Terms with { Rules = null, Arrangement = LeadArrangement.Global, Year = 2029 };
        Console.WriteLine(open.Validate()[0]);
    }
}
