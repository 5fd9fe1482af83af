using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Insight;

public sealed class LanCategoryTests
{
    private static readonly DateInterval Term = new(new(2026, 1, 1), new(2026, 12, 31));
    private static readonly LanTerms FeeForService = new() { Form = PaymentForm.FeeForService };
    private static readonly LanTerms Prospective = new() { Form = PaymentForm.Prospective };
    private static readonly Clause Share = new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() };
    private static readonly Clause ByQuality = new SharingRate { Gain = new ScoreScaledRate(50.Percent()), Loss = 50.Percent() };

    [Fact]
    public void Under_a_level_without_a_value_the_provider_can_owe()
    {
        var contract = new Contract
        {
            Id = "no-levels",
            Currency = "USD",
            Term = Term,
            Clauses = [ByQuality, new Limit { Gain = new LesserOf([]) }]
        };
        Assert.NotEmpty(contract.Validate());
        Says("3B", contract.LanCategory(FeeForService), "can owe");
    }

    [Theory]
    [InlineData(Track.Track1, 2018, 2016, "3A")]
    [InlineData(Track.Track1Plus, 2019, 2018, "3B")]
    [InlineData(Track.Track2, 2018, 2016, "3B")]
    [InlineData(Track.Track3, 2018, 2016, "3B")]
    [InlineData(Track.BasicA, 2023, 2022, "3A")]
    [InlineData(Track.BasicB, 2024, 2024, "3A")]
    [InlineData(Track.BasicC, 2023, 2022, "3B")]
    [InlineData(Track.BasicD, 2024, 2024, "3B")]
    [InlineData(Track.BasicE, 2023, 2022, "3B")]
    [InlineData(Track.Enhanced, 2024, 2024, "3B")]
    public void Shared_Savings_Program(Track track, int year, int agreement, string code)
    {
        var twoSided = track is not (Track.Track1 or Track.BasicA or Track.BasicB);
        var contract = MedicareSharedSavings.For(new()
        {
            Track = track,
            Year = year,
            AgreementStart = new(agreement, 1, 1),
            MinimumRate = twoSided ? MinimumRateChoice.Table : null,
            TrackYear = track == Track.Track2 ? 1 : null,
            LossLimit = track == Track.Track1Plus ? LossLimitBasis.Revenue : null,
        }).Contract;
        Says(code, contract.LanCategory(FeeForService), code == "3A" ? "never owe"
            : "can owe", "A clause reads the result of quality measurement.");
    }

    [Fact]
    public void One_fee_for_service() => Says("1", Stated(Share).LanCategory(FeeForService), "Nothing depends on quality.");

    [Fact]
    public void Two_A_foundational() =>
        Says("2A", Stated(Share).LanCategory(new() { Form = PaymentForm.FoundationalPayment }), "infrastructure");

    [Fact]
    public void Two_B_reporting() => Says("2B", Stated(Share).LanCategory(new() { Form = PaymentForm.ReportingPayment }), "reporting");

    [Fact]
    public void Two_C_performance()
    {
        Says("2C", Stated(ByQuality).LanCategory(FeeForService), "A clause reads");
        Says("2C", Stated(Share).LanCategory(FeeForService with { QualityOutsideClauses = true }), "outside of the clauses");
    }

    [Fact]
    public void Three_A_upside_only()
    {
        Says("3A", Compared(new Floor { At = Money.Zero }, ByQuality).LanCategory(FeeForService), "never owe");
        Says("3A", Compared(ByQuality, new Limit { Loss = Money.Zero }).LanCategory(FeeForService), "never owe");
        Says("3A", Compared(new QualityGate { Score = 50.Percent() },
            new MarginalBands { Gain = [new(50.Percent())], Loss = [new(Rate.Zero)] }).LanCategory(FeeForService), "never owe");
        Says("3A", Compared(new QualityGate { Score = 50.Percent() },
            new CurveClause { Pieces = [Piece.Line(0m, 0m), new(0m, true, 0.5m, 0m)] }).LanCategory(FeeForService), "never owe");
    }

    [Fact]
    public void Three_B_downside()
    {
        Says("3B", Compared(ByQuality).LanCategory(FeeForService), "can owe");
        // A deduction outside the limits brings a debt back; so does a payoff table, and one region of several.
        Says("3B", Compared(new Floor { At = Money.Zero }, ByQuality, new Deduction { Amount = Money.Of(5m) }).LanCategory(FeeForService),
            "can owe");
        Says("3B", Compared(new QualityGate { Score = 50.Percent() },
            new CurveClause { Pieces = [Piece.Line(0.3m, 0m), new(0m, true, 0.5m, 0m)] }).LanCategory(FeeForService), "can owe");
        Says("3B", Compared(new Choose
        {
            Regions = [new Region { Name = "gains", From = new(Side.Gain, Money.Zero, false),
            Then = [ByQuality] }],
            Otherwise = [new Limit { Loss = 5.Percent() }]
        }).LanCategory(FeeForService), "can owe");
        Says("3B", NextGeneration().LanCategory(FeeForService with { QualityOutsideClauses = true }), "can owe");
    }

    [Fact]
    public void Whether_a_provider_can_owe_follows_from_what_the_clauses_do_together()
    {
        var gain = new SharingRate { Gain = new ScoreScaledRate(50.Percent()), Loss = Rate.Zero };

        // A floor at a share of a basis lies below zero where the basis does; one at the whole of a basis likewise.
        Says("3B", Compared(ByQuality, new Floor { At = new ShareOf(10.Percent(), new("protected-base")) }).LanCategory(FeeForService),
            "can owe");
        Says("3B", Compared(gain, new Addition { Amount = new WholeOf(new("adjustment")) }).LanCategory(FeeForService), "can owe");
        Says("3B", Compared(gain,
            new Deduction { Amount = new WholeOf(Basis.PostEpisodeSpending), Optional = true }).LanCategory(FeeForService), "can owe");
        Says("3B", Compared(gain, new PriorSettlement()).LanCategory(FeeForService), "can owe");
        Says("3B", Compared(gain, new CurveClause { Pieces = [Piece.Line(1m, -1m)] }).LanCategory(FeeForService), "can owe");

        // What comes back on top is more than what can be lost, or the loss ends in a floor.
        Says("3A", Compared(ByQuality, new Limit { Loss = Money.Of(100m) },
            new Addition { Amount = Money.Of(100m) }).LanCategory(FeeForService), "never owe");
        Says("3B", Compared(ByQuality, new Limit { Loss = Money.Of(100m) },
            new Addition { Amount = Money.Of(99m) }).LanCategory(FeeForService), "can owe");
        Says("3A", Compared(ByQuality, new Deduction { Amount = Money.Of(5m) }, new Floor { At = Money.Zero }).LanCategory(FeeForService),
            "never owe");
        Says("3A", Compared(ByQuality, new CurveClause { Pieces = [Piece.Line(0m, 7m)] }).LanCategory(FeeForService), "never owe");

        // A region with a condition counts as taken, whatever the condition says.
        Says("3B", Compared(new Choose
        {
            Regions = [new Region { Name = "few", When = [new FewerThan("episodes", 3m)],
            Then = [ByQuality] }],
            Otherwise = [new Limit { Gain = 5.Percent(), Loss = Money.Zero }]
        }).LanCategory(FeeForService),
            "can owe");

        // Several arrangements: what one can lose, the other cannot make good.
        var bonus = new Arrangement { Id = "bonus", Opening = OpeningAmount.Stated, Clauses = [new Floor { At = Money.Of(7m) }] };
        var savings = new Arrangement { Id = "savings", Clauses = [gain] };
        var contract = new Contract { Id = "x", Currency = "USD", Term = Term, Parts = [bonus, savings] };
        Says("3A", contract.LanCategory(FeeForService), "never owe");
        Says("3B", (contract with { Clauses = [new Deduction { Amount = Money.Of(1m) }] }).LanCategory(FeeForService), "can owe");
    }

    [Fact]
    public void Quality_that_acts_before_the_clauses_is_in_the_terms()
    {
        var reach = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2025 }).Contract;
        Says("4B", reach.LanCategory(Prospective), "before the clauses");
        Says("3B", reach.LanCategory(FeeForService), "before the clauses");

        FullRiskTerms risk = new() { Id = "r", Currency = "USD", Term = Term };
        var withhold = new Cited<Rate>(2.Percent(), Authority.Of("contract"));
        Says("4N", risk.Contract().LanCategory(Prospective), "Nothing depends on quality.");
        Says("4B", (risk with { QualityWithhold = withhold }).Contract().LanCategory(Prospective), "before the clauses");
        Says("4N", (risk with { QualityWithhold = new(Rate.Zero, withhold.Authority) }).Contract().LanCategory(Prospective),
            "Nothing depends on quality.");
        Assert.True(new JointReplacementTerms { Year = 3 }.Resolved().DependsOnQuality);
    }

    [Fact]
    public void Three_N_no_quality()
    {
        Says("3N", Compared(Share).LanCategory(FeeForService), "Nothing depends on quality.");
        Says("3N", (Compared(Share) with { Opening = OpeningAmount.ExpenditureLessBenchmark }).LanCategory(FeeForService),
            "plan-level corridor");
        Says("3N", NextGeneration().LanCategory(FeeForService), "Nothing depends on quality.");
    }

    [Fact]
    public void Four_A_condition() =>
        Says("4A", Compared(ByQuality).LanCategory(Prospective with { Scope = PaymentScope.Condition }), "a condition");

    [Fact]
    public void Four_B_comprehensive_as_in_Reach_Global_with_total_care_capitation()
    {
        var contract = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2025 }).Contract;
        Says("4B", contract.LanCategory(Prospective with { QualityOutsideClauses = true }), "Quality acts before the clauses");
    }

    [Fact]
    public void Four_C_integrated() =>
        Says("4C", Compared(ByQuality).LanCategory(Prospective with { Integrated = true }), "one organisation");

    [Fact]
    public void Four_N_no_quality()
    {
        Says("4N", Compared(Share).LanCategory(Prospective), "Nothing depends on quality.");
        Says("4N", Compared(Share).LanCategory(Prospective with { Integrated = true }), "Nothing depends on quality.");
    }

    [Fact]
    public void Several_arrangements_are_judged_together()
    {
        var bonus = new Arrangement { Id = "bonus", Opening = OpeningAmount.Stated, Clauses = [ByQuality] };
        var savings = new Arrangement { Id = "savings", Clauses = [Share] };
        var contract = new Contract { Id = "x", Currency = "USD", Term = Term, Parts = [bonus, savings] };
        Says("3B", contract.LanCategory(FeeForService), "can owe");
        Says("3A", (contract with { Clauses = [new Floor { At = Money.Zero }] }).LanCategory(FeeForService), "never owe");
        Says("2C", (contract with { Parts = [bonus] }).LanCategory(FeeForService), "not compared");
    }

    private static Contract NextGeneration() => NextGenerationAco.For(
        new() { Arrangement = NextGenerationArrangement.B, Year = 2019, Cap = 10.Percent() }).Contract;

    private static Contract Compared(params Clause[] clauses) => new() { Id = "x", Currency = "USD", Term = Term, Clauses = [.. clauses] };

    private static Contract Stated(params Clause[] clauses) => Compared(clauses) with { Opening = OpeningAmount.Stated };

    private static void Says(string code, LanClassification found, params string[] reasons)
    {
        Assert.Equal(code, found.Code);
        Assert.All(reasons, reason => Assert.Contains(reason, found.ToString(), StringComparison.Ordinal));
    }
}
