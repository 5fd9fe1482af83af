using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Benchmarks;

namespace ValueSettlement.Tests.Programs;

/// <summary>What lines and contracts of the care programmes say: their citations, their marks, and what nothing may leave out.</summary>
public sealed class CareStatementTests
{
    private static readonly Authority Stated = Authority.Of("stated");

    public static TheoryData<string> Programmes => [.. WorkedYears.All.Select(static y => y.Terms.GetType().Name).Distinct()];

    /// <summary>Operands know their line by its name: the last line before with that label and value.</summary>
    [Theory]
    [MemberData(nameof(Programmes))]
    public void A_figure_that_rests_on_an_unconfirmed_line_is_unconfirmed(string programme)
    {
        foreach (var year in WorkedYears.All.Where(y => y.Terms.GetType().Name == programme))
        {
            var lines = year.Settle(year.Terms).Lines.Where(static l => l.Kind == LineKind.Figure && l.Path.Length > 0
                && !l.Path.StartsWith("clauses", StringComparison.Ordinal)).ToArray();
            for (var i = 0; i < lines.Length; i++)
            {
                foreach (var operand in lines[i].Operands)
                {
                    var source = lines.Take(i).LastOrDefault(l => l.Path == lines[i].Path && l.Label == operand.Name);
                    if (source is { Authority.Unconfirmed: true } && source.Value == operand.Value && source.Unit == operand.Unit)
                    {
                        Assert.True(lines[i].Authority is { Unconfirmed: true }, $"{year}: {lines[i]} rests on {source}.");
                    }
                }
            }
        }
    }

    [Fact]
    public void Marks_reach_the_update_the_adjustment_and_the_opening_amount()
    {
        // The prospective weight of 2024 is unconfirmed: the update and everything that follows from it.
        var terms = SampleOrganisation.Terms;
        var programme = MedicareSharedSavings.For(terms);
        var weight = programme.Rules.Benchmark! with { ProspectiveWeight = new(Rate.Of(0.2m), Authority.Remembered("a report")) };
        var result = MedicareSharedSavings.For(terms with { Rules = programme.Rules with { Benchmark = weight } })
            .Benchmark(SampleOrganisation.Inputs);
        var lines = result.Total.Lines;
        Assert.Equal("a report", lines.Last(static l => l.Key == "update-factor").Authority!.Citation);
        Assert.Equal("a report", lines.Last(static l => l.Key == "benchmark-total").Authority!.Citation);
        Assert.False(lines.Last(static l => l.Key == "two-way-update").Authority!.Unconfirmed);

        var reach = Reach(2024);
        Assert.All(new[] { "benchmark-after-discount", "benchmark-less-quality-withhold", "benchmark-after-quality-withhold", "benchmark",
            "opening" }, key => Assert.True(reach.Lines.Single(l => l.Key == key).Authority is { Unconfirmed: true }, key));
        Assert.Null(Reach(2023).Lines.Single(static l => l.Key == "opening").Authority);
    }

    private static Settlement Reach(int year)
    {
        var programme = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = year });
        return programme.Contract.Settle(programme.Experience(new()
        {
            BenchmarkBeforeDiscount = Money.Of(100_000_000m),
            QualityScore = 80.Percent(),
            ExpenditureBeforeStopLoss = Money.Of(90_000_000m),
        }));
    }

    [Theory]
    [InlineData(Track.Enhanced, 12_000, Choice + "; first dollar 42 CFR 425.610(e)(1)")]
    [InlineData(Track.BasicE, 12_000, Choice + "; first dollar 42 CFR 425.605(d)(1)(x)")]
    [InlineData(Track.BasicE, 4_000, "42 CFR 425.110(b)(3)(iii)")]
    public void A_minimum_rate_cites_the_rule_that_decides_it(Track track, int people, string citation)
    {
        var settlement = Fixed(track, 2024).Contract.Settle(Compared(98_021_724m, people, track == Track.BasicE));
        var line = settlement.Lines.Single(static l => l is { Key: "minimum-rate", Kind: LineKind.Clause });
        Assert.Equal(citation, line.Authority!.Citation);
    }

    private const string Choice = "42 CFR 425.605(b)(2)(i), 425.606(b)(1)(ii), 425.610(b)(1)";

    [Theory]
    [InlineData(2023, "42 CFR 425.512(a)(4)(i), (a)(4)(ii)")]
    [InlineData(2024, "42 CFR 425.512(a)(5)(i)(A), (a)(5)(ii)(A)")]
    [InlineData(2025, "42 CFR 425.512(a)(5)(i)(B), (a)(5)(ii)(B)")]
    [InlineData(2026, "42 CFR 425.512(a)(5)(i)(B), (a)(5)(ii)(B)")]
    public void Shares_cite_the_standard_of_their_year_and_the_rates_of_their_track(int year, string citation)
    {
        foreach (var spent in new[] { 90_000_000m, 110_000_000m })
        {
            var lines = Fixed(Track.Enhanced, year).Contract.Settle(Compared(spent, 12_000)).Lines;
            Assert.Equal(citation, lines.Single(static l => l is { Key: "sharing-rate", Kind: LineKind.Clause }).Authority!.Citation);
            Assert.Equal("42 CFR 425.610(d)-(g)", lines.Last(l => l.Key == (spent < 100_000_000m ? "final-sharing-rate"
                : "final-loss-rate") && l.Authority!.Citation != citation).Authority!.Citation);
        }
    }

    private static MedicareSharedSavings Fixed(Track track, int year) => MedicareSharedSavings.For(new()
    {
        Track = track,
        Year = year,
        AgreementStart = new(2022, 1, 1),
        MinimumRate = MinimumRateChoice.Fixed(1.Percent()),
    });

    private static Experience Compared(decimal spent, int people, bool revenue = false) => new()
    {
        Benchmark = Money.Of(100_000_000m),
        Expenditure = Money.Of(spent),
        Facts = [Number.AssignedBeneficiaries(people), Quality.Alternative(70.Percent()),
            .. revenue ? (Fact[])[Number.Of(Basis.ParticipantRevenue, Money.Of(40_000_000m))] : []],
    };

    [Fact]
    public void Floor_and_standard_cite_their_own_rule_and_the_score_says_that_it_was_raised()
    {
        Line Line(int year, string key) => Mssp.Of(year).QualityFromReport(
            new() { Points = 10m, IsAffectedByExtremeCircumstances = true }).Score!.Lines.Single(l => l.Key == key);
        Assert.Equal("42 CFR 425.512(c)", Line(2024, "floored-points").Authority!.Citation);
        Assert.Equal("The mean of the 40th percentiles of 2021 to 2023.", Line(2025, "standard-points").Authority!.Reading);
        Assert.Contains("raised", Line(2025, "score-above-standard").Note, StringComparison.Ordinal);
        Assert.Equal("42 CFR 425.502(f)", Mssp.Of(2018).Quality(new() { Standard = QualityStandard.Met, Points = 10m, FloorPoints = 50m })
            .Score!.Lines.Single(static l => l.Key == "floored-points").Authority!.Citation);

        AppPlusReport report = new()
        {
            Measures = [.. new[] { "001", "134", "236", "112", "479", "321" }.Select(static id => new AppPlusMeasure
            {
                Measure = id,
                Collection = id switch { "479" => CollectionType.Claims, "321" => CollectionType.Survey, _ => CollectionType.MedicareCqm },
                StatedPoints = 1m,
            })],
            IsAffectedByExtremeCircumstances = true,
        };
        var score = Mssp.Of(2025).QualityFromAppPlus(report);
        Assert.Equal((76.7m, QualityOutcome.Met), (score.RaisedTo!.Value, score.Outcome));
        Assert.Equal("10 points, raised to 76.7 by the floor for extreme circumstances, standard 76.7: Met", score.ToString());
        Assert.Null(Mssp.Of(2025).QualityFromAppPlus(report with { IsAffectedByExtremeCircumstances = false }).RaisedTo);
    }

    [Fact]
    public void What_a_proposal_leaves_alone_keeps_its_law()
    {
        var terms = SampleOrganisation.Terms with { Track = Track.Enhanced };
        var proposed = MedicareSharedSavings.Proposed2027.Apply(terms, ProposedProvision.EnhancedRegionalWeight,
            ProposedProvision.PriorSavings).Resolved().Rules!.Benchmark!;
        Assert.False(proposed.Regional!.Authority.Unconfirmed);
        Assert.True(proposed.Regional.Value.LowerSpendingAuthority!.Unconfirmed);
        Assert.False(proposed.PriorSavings!.Authority.Unconfirmed);
        Assert.True(proposed.PriorSavings.Value.ShareAuthority!.Unconfirmed);
        var lines = MedicareSharedSavings.For(MedicareSharedSavings.Proposed2027.Apply(terms, ProposedProvision.EnhancedRegionalWeight))
            .Benchmark(SampleOrganisation.Inputs).Total.Lines;
        var lower = lines.Single(static l => l.Key == "regional-weight").Label.Contains("lower", StringComparison.Ordinal);
        Assert.Equal(lower, lines.Single(static l => l.Key == "regional-weight").Authority!.Unconfirmed);
        Assert.All(lines.Where(static l => l.Key == "largest-decrease"), static l => Assert.False(l.Authority!.Unconfirmed));

        var law = Fixed(Track.BasicE, 2026).Terms with { Rules = null };
        var words = MedicareSharedSavings.Proposed2027.Apply(law, ProposedProvision.BasicSharing).Contract().InWords();
        Assert.Contains("of losses 42 CFR 425.605(d)(1)(v)", words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_of_a_level_and_of_a_loss_rate_hold_for_whom_they_name()
    {
        var words = Fixed(Track.Enhanced, 2025).Contract.InWords();
        Assert.Contains("below 5,000 assigned beneficiaries a share of benchmark by assigned beneficiaries, 12.2% to 3.9%", words,
            StringComparison.Ordinal);
        Assert.Contains("with the quality standard or the alternative one met (none 75%)", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Contracts_say_what_acts_before_their_first_step()
    {
        var reach = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2026 }).Contract.InWords();
        Assert.All(new[] { "discount of 3.5%", "5% of the benchmark before the discount is held back for quality", "2% of the benchmark",
            "by more than 1%", "health equity adjustment" }, part => Assert.Contains(part, reach, StringComparison.Ordinal));
        Assert.Contains("30 USD for each month", AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2023 }).Contract
            .InWords().Replace(".00", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("health equity", AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2022 }).Contract
            .InWords(), StringComparison.Ordinal);
        var expanded = JointReplacement.Contract.InWords();
        Assert.All(new[] { "Base years weigh 17%, 33%, 50%", "final trend counts within 3%", "normalization factor counts within 5%" },
            part => Assert.Contains(part, expanded, StringComparison.Ordinal));
        Assert.Contains("Base years weigh 17%, 33%, 50%", Team.For(new() { Track = TeamTrack.Track3, Year = 2027 }).Contract.InWords(),
            StringComparison.Ordinal);
    }

    private static JointReplacementExpanded JointReplacement => JointReplacementExpanded.For(new()
    {
        Year = 2028,
        Status = JointReplacementStatus.Participant,
        Rules = JointReplacementExpanded.Proposed(new(new(JointReplacementQualityActsOn.Nothing), Stated)),
    });

    [Theory]
    [InlineData(30, "Baseline episodes: too few for a reconciliation, fewer than 31")]
    [InlineData(31, "Baseline episodes: enough for a reconciliation, at least 31")]
    public void CJRX_shows_the_number_that_decides(int baseline, string label)
    {
        EpisodeTotals totals = new() { Target = Money.Of(2_776_389m), Spending = Money.Of(3_500_000m) };
        var lines = JointReplacement.Contract.Settle(JointReplacement.Experience(totals, baseline, null, Money.Of(1_000m))).Lines;
        var line = lines.Single(static l => l.Key == "baseline-episodes");
        Assert.Equal((label, (decimal)baseline, true), (line.Label, line.Value!.Value, line.Authority is not null));
        Assert.Equal(baseline < 31, lines.Any(static l => l.Key == "post-episode-spending-without-effect"));
    }

    [Theory]
    [InlineData(LowVolume.NoLoss, "Target price of all episodes",
        "Spending that counts, of a category of low volume at most its target price")]
    [InlineData(LowVolume.NotReconciled, "Target price of the categories reconciled", "Spending of the categories reconciled")]
    public void Sums_with_low_volume_say_what_they_add_up(LowVolume below, string target, string spending)
    {
        var team = Team.For(new() { Track = TeamTrack.Track3, Year = 2027, LowVolume = below });
        PriceCell Cell(string id, TeamEpisode kind) => team.Cell(id, kind, [Money.Of(1m), Money.Of(1m), Money.Of(1m)], One, One);
        Episode Episode(string cell, decimal spent) =>
            new() { Id = cell, Cell = cell, Anchor = new(2027, 3, 1), Spending = Money.Of(spent) };
        var totals = team.Episodes([Cell("a", TeamEpisode.LowerExtremityJointReplacement), Cell("b", TeamEpisode.SpinalFusion)],
            [Episode("a", 2m), Episode("b", 3m)], new Dictionary<TeamEpisode, int>
            {
                [TeamEpisode.LowerExtremityJointReplacement] = 31,
                [TeamEpisode.SpinalFusion] = 30,
            }).Total();
        var (priced, spent) = (totals.Target.Lines[^1], totals.Spending.Lines[^1]);
        Assert.Equal((target, spending), (priced.Label, spent.Label));
        Assert.True(spent.Authority!.Unconfirmed);
        Assert.Equal(below == LowVolume.NotReconciled, priced.Authority!.Unconfirmed);
    }

    private static Figure One => new() { Value = 1m, Unit = Unit.Factor };

    [Theory]
    [InlineData(85, false, true)]
    [InlineData(85, true, false)]
    [InlineData(108, false, false)]
    public void Costs_below_the_second_lower_threshold_of_Part_D_are_marked(int costs, bool literal, bool marked)
    {
        var plan = PartD.For(new() { Year = 2026, LiteralText = literal });
        var settlement = plan.Contract.Settle(plan.Experience(Money.Of(100m), new()
        {
            AllowableRiskCorridorCosts = Money.Of(costs),
            ReinsurancePayments = Money.Zero,
            LowIncomeCostSharing = Money.Zero,
        }));
        var corridor = settlement.Lines.Last(static l => l is { Key: "marginal-bands", Kind: LineKind.Clause });
        Assert.Equal(marked, corridor.Authority!.Unconfirmed);
        Assert.DoesNotContain(settlement.Lines, l =>
            literal && l.Authority?.Reading?.Contains("symmetric", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_year_is_no_number_of_points_and_a_computed_figure_is_taken_from_above()
    {
        var reach = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2023 });
        var score = reach.RiskScore(new()
        {
            Population = ReachPopulation.EndStageRenalDisease,
            AlignedBeneficiaries = 100,
            ReferenceYearBeneficiaries = 100,
            ReferenceYears = [new(2020, Score(1m))],
            PerformanceYear = Score(1.02m),
            CodingIntensity = new(1m),
        });
        var line = score.Lines.Single(static l => l.Key == "reference-year");
        Assert.Equal((Unit.Year, "End-stage renal disease, reference year: 2020"), (line.Unit, line.ToString()));

        var before = new CapitationPayment { Cells = [new("all", Money.Of(1_000m), 100_000m, score)] }.Build();
        var statement = reach.Contract.Settle(reach.Experience(new()
        {
            BenchmarkBeforeDiscount = before,
            QualityScore = 80.Percent(),
            ExpenditureBeforeStopLoss = Money.Of(90_000_000m),
        })).Statement();
        Assert.Contains("from above: Capitation of all groups", statement, StringComparison.Ordinal);
        Assert.Contains("from above: Score after the coding-intensity factor", statement, StringComparison.Ordinal);
    }

    private static ReachScores Score(decimal score) => new() { Single = score, Normalization = new(1m) };

    [Fact]
    public void A_cent_that_is_left_is_not_nothing()
    {
        // 10,000,000 at 75 % × 70 %, less 2 %.
        var earned = Compared(90_000_000m, 12_000);
        var settlement = Fixed(Track.Enhanced, 2025).Contract.Settle(earned with
        {
            Facts = [.. earned.Facts, Number.Of(Basis.AdvanceBalance, Money.Of(5_145_000.01m))],
        });
        Assert.Contains("advance balance: 0 USD (not rounded 0.01).", settlement.Statement(), StringComparison.Ordinal);
    }
}
