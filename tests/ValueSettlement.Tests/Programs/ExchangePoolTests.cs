using FsCheck;
using FsCheck.Fluent;
using ValueSettlement.Curves;
using ValueSettlement.Json;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Curves;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Programs;

/// <summary>A withhold that is earned back by score in a closed pool: 42 CFR 412.162.</summary>
public sealed class ExchangePoolTests
{
    private static readonly Authority Regulation = Authority.Of("42 CFR 412.162(b)(3), (c)");

    private static ExchangePoolTerms Terms => new()
    {
        Id = "three-hospitals",
        Currency = "USD",
        Term = new(new(2023, 10, 1), new(2024, 9, 30)),
        Participants = ["A", "B", "C"],
        Withhold = new(2.Percent(), Regulation),
        MaximumScore = new(100m, Regulation),
        Unscored = new(UnscoredParticipant.LeftOut, Regulation),
    };

    private static ExchangePool Hospitals => ExchangePool.For(Terms);

    private static ExchangePool Paying(Rate share) =>
        ExchangePool.For(Terms with { PaybackShare = new(share, Authority.Of("42 CFR 413.338(c)(2)(i)")) });

    private static ExchangePool Of(ValueList<ExchangeParticipant> participants, decimal most = 100m) => ExchangePool.For(Terms with
    {
        Participants = participants.Select(static p => p.Id).ToValueList(),
        MaximumScore = new(most, Regulation),
    });

    private static ExchangeParticipant Of(string id, decimal paid, decimal? score) =>
        new(id, Money.Of(paid), score is { } points ? new() { Value = points, Unit = Unit.Points }
            : Figure.Absent(AbsenceKind.NotApplicable, "Fewer than 25 cases."));

    private static ValueList<ExchangeParticipant> Three =>
        [Of("A", 100_000_000m, 60m), Of("B", 50_000_000m, 30m), Of("C", 50_000_000m, 20m)];

    /// <summary>Recalculated from the formulas of 42 CFR 412.162: the pool is 4,000,000 and the slope 200 ÷ 85.</summary>
    [Fact]
    public void Three_hospitals()
    {
        var exchanged = Hospitals.Exchange(Three);
        Assert.Equal((ExchangeStatus.Exchanged, 4_000_000m), (exchanged.Status, exchanged.Pool.Value));
        Assert.Equal(2.352941m, Rounded(exchanged.Slope, 6));
        Assert.Equal([0.02823529m, 0.01411765m, 0.00941176m], exchanged.Participants.Select(static p => Rounded(p.ValueBasedRate, 8)));
        Assert.Equal([1.00823529m, 0.99411765m, 0.98941176m], exchanged.Participants.Select(static p => Rounded(p.AdjustmentFactor, 8)));
        Assert.Equal([823_529.41m, -294_117.65m, -529_411.76m], exchanged.Participants.Select(static p => Rounded(p.Net, 2)));
        var settled = Hospitals.Contract.Settle(Hospitals.Experience(Three));
        Assert.Equal([823_529.41m, -294_117.65m, -529_411.76m], settled.Parts.Select(static p => p.Payable.Published));
        Assert.Equal(0m, settled.Payable.Published);
        EpisodeChecks.Replays(settled);

        static decimal Rounded(Figure figure, int digits) => new Rounding(digits).Apply(figure.Value!.Value);
    }

    [Fact]
    public void What_is_paid_back_of_the_pool_and_how_a_score_counts_are_rules()
    {
        var half = Paying(60.Percent());
        var settled = half.Contract.Settle(half.Experience(Three));
        Assert.Equal(-1_600_000m, settled.Payable.Published);
        Assert.Equal(settled.Payable.Published, settled.Parts.Sum(static p => p.Payable.Published));

        // Another exchange function by its knots: below 30 nothing, from 60 everything.
        var knots = ExchangePool.For(Terms with { Curve = new(Scale.Knots((30m, 0m), (60m, 1m)).Below(0m).Above(1m), Regulation) });
        var exchanged = knots.Exchange(Three);
        Assert.Equal([2_000_000m, 0m, 0m], exchanged.Participants.Select(static p => p.Claim.Value!.Value));
        Assert.Equal([2_000_000m, -1_000_000m, -1_000_000m],
            knots.Contract.Settle(knots.Experience(Three)).Parts.Select(static p => p.Payable.Published));
    }

    [Fact]
    public void Without_a_positive_score_no_amount_is_defined()
    {
        ValueList<ExchangeParticipant> zero = [Of("A", 100m, 0m), Of("B", 50m, 0m), Of("C", 50m, null)];
        var exchanged = Hospitals.Exchange(zero);
        Assert.Equal((ExchangeStatus.NoPositiveScore, 3m), (exchanged.Status, exchanged.Pool.Value));
        Assert.All(exchanged.Participants, static p => Assert.Null(p.AdjustmentFactor.Value));
        var failure = Assert.Single(Assert.Throws<SettlementException>(() => Hospitals.Experience(zero)).Failures);
        Assert.Equal(("no-positive-score", "participants"), (failure.Code, failure.Path));
        Assert.Contains("agree what becomes of the pool", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(ExchangeStatus.NoPositiveScore, Of([Of("C", 50m, null)]).Exchange([Of("C", 50m, null)]).Status);
    }

    [Fact]
    public void One_participant_is_paid_what_was_withheld_of_it()
    {
        ValueList<ExchangeParticipant> one = [Of("A", 1_234_567.89m, 0.357m)];
        var alone = Of(one);
        Assert.Equal(0m, alone.Contract.Settle(alone.Experience(one)).Parts[0].Payable.Published);
        Assert.Equal(1m, new Rounding(20).Apply(alone.Exchange(one).Participants[0].AdjustmentFactor.Value!.Value));
    }

    /// <summary>The result, the table and the last step say one direction and one amount: what came back, what was withheld, the
    /// rest.</summary>
    [Fact]
    public void A_statement_says_what_a_participant_is_paid_and_how_that_follows()
    {
        var settled = Hospitals.Contract.Settle(Hospitals.Experience(Three));
        const string C = "The participant pays the payer 529,411.76 USD: 470,588.24 from the pool for a claim of 200,000, less 1,000,000 "
            + "(withhold taken off).";
        Assert.Equal(C, settled.Parts[2].InWords());
        Assert.Equal(Hospitals.Terms.Id + ", C: the participant pays 529,411.76 USD.", settled.Parts[2].ToString());
        var whole = settled.Statement();
        Assert.Contains("| Part | Result | After the pool | Withhold taken off | Left to pay |\n|:--|:--|--:|--:|--:|\n", whole,
            StringComparison.Ordinal);
        Assert.Contains($"| C | {C} | 470,588.24 | -1,000,000 | -529,411.76 |\n| **Sum** | | **4,000,000** | **-4,000,000** | **0** |\n",
            whole, StringComparison.Ordinal);
        Assert.Contains("together the payments come to nothing.** Not rounded: 0.", whole, StringComparison.Ordinal);
        var part = settled.Parts[2].Statement();
        Assert.Contains($"**{C}** Not rounded: -529,411.764705882353.\n\n## Every step", part, StringComparison.Ordinal);
        Assert.DoesNotContain(" owes ", part, StringComparison.Ordinal);
        Assert.Equal(whole, SettlementJson.ReadSettlement(SettlementJson.Write(settled)).Statement());
    }

    /// <summary>Where the pool pays just what is claimed, a step says so too.</summary>
    [Fact]
    public void What_the_pool_gave_is_a_step_where_it_is_what_was_claimed()
    {
        ValueList<ExchangeParticipant> full = [Of("A", 100m, 100m)];
        var settled = Of(full).Contract.Settle(Of(full).Experience(full));
        Assert.Equal("Neither party pays the other anything: 2 earned, less 2 (withhold taken off).", settled.Parts[0].InWords());
        Assert.Equal(2m, settled.Parts[0].Find("pool-payment")!.Value);
    }

    /// <summary>A net amount that happens to be the claim was said as what is owed, and what came back as what it brings in.</summary>
    [Fact]
    public void A_net_amount_equal_to_the_claim_is_said_as_every_other()
    {
        ValueList<ExchangeParticipant> two = [Of("A", 50_000m, 50m), Of("B", 100_000m, 25m)];
        var settled = Of(two).Contract.Settle(Of(two).Experience(two));
        Assert.Equal("The payer pays the participant 500 USD: 1,500 from the pool for a claim of 500, less 1,000 (withhold taken off).",
            settled.Parts[0].InWords());
    }

    /// <summary>Two equal participants are published a cent apart: whole and part say which cent moved and why.</summary>
    [Fact]
    public void A_unit_that_moved_is_explained()
    {
        ValueList<ExchangeParticipant> three = [Of("A", 33.33m, 50m), Of("B", 33.33m, 50m), Of("C", 33.34m, 50m)];
        var pool = ExchangePool.For(Of(three).Terms with { PaybackShare = new(60.Percent(), Regulation) });
        var settled = pool.Contract.Settle(pool.Experience(three));
        Assert.Equal([-0.27m, -0.26m, -0.27m], settled.Parts.Select(static p => p.Payable.Published));
        Assert.Contains("Not rounded: -0.26664. Rounded by itself it would be -0.27; 0.01 was added here, because the published amounts "
            + "of all parts add up to the published whole.", settled.Parts[1].Statement(), StringComparison.Ordinal);
        Assert.DoesNotContain("Rounded by itself", settled.Parts[0].Statement(), StringComparison.Ordinal);
        Assert.Contains("So these are published beside their own rounding: B 0.01 higher.", settled.Statement(), StringComparison.Ordinal);
    }

    /// <summary>A participant reads its own statement alone: it has slope, rate and factor, and says what its claim is multiplied
    /// by.</summary>
    [Fact]
    public void The_statement_of_a_participant_has_its_factor_and_where_it_comes_from()
    {
        var settled = Hospitals.Contract.Settle(Hospitals.Experience(Three));
        var part = settled.Parts[0];
        Assert.Equal(1.00823529m, new Rounding(8).Apply(part.Find("adjustment-factor")!.Value!.Value));
        Assert.Equal((4_000_000m, 1_700_000m), (part.Find("pool")!.Value, part.Find("claims")!.Value));
        Assert.Equal(part.Find("slope")!.Value, settled.Find("pool-factor")!.Value);
        Assert.Equal("The claim × 4,000,000, paid from the pool, ÷ 1,700,000, what all claim of it.", part.Find("pool-payment")!.Note);
        Assert.Contains("| **Opening amount** | as computed above | 1,200,000 |", part.Statement(), StringComparison.Ordinal);
        EpisodeChecks.Replays(settled);
    }

    [Theory]
    [InlineData(0, 50, "The base of every participant with a score is 0.")]
    [InlineData(0, null, "No participant has a score.")]
    [InlineData(100, 0, "No participant with a base above 0 earned anything by its score.")]
    public void Why_nothing_is_claimed_is_said(int paid, int? score, string why)
    {
        ValueList<ExchangeParticipant> all = [Of("A", paid, score), Of("B", 0m, score)];
        var failure = Assert.Single(Assert.Throws<SettlementException>(() => Of(all).Experience(all)).Failures);
        Assert.Contains(why, failure.Rule, StringComparison.Ordinal);
        Assert.Contains("Unclaimed = Kept", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(why, Of(all).Exchange(all).Slope.Absence!.Reason);
    }

    [Fact]
    public void The_contract_says_withhold_score_and_pool_in_words()
    {
        var words = (Hospitals.Terms with { PaybackShare = new(60.Percent(), Regulation) }).Contract().InWords();
        Assert.Contains("Before the first step:\n\n- Of the base of each participant 2% is withheld. *", words, StringComparison.Ordinal);
        Assert.Contains("- A score earns this share of what was withheld: score ÷ 100, the greatest score.", words,
            StringComparison.Ordinal);
        Assert.Contains("- Of all that is withheld, 60% is the pool.", words, StringComparison.Ordinal);
        Assert.Contains("- A participant without a score is left out", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_participant_without_a_score_is_left_out_or_paid_as_without_the_pool()
    {
        ValueList<ExchangeParticipant> four = [.. Three, Of("D", 10_000_000m, null)];
        var exchanged = Of(four).Exchange(four);
        Assert.Equal(["D"], exchanged.LeftOut);
        Assert.Equal(Hospitals.Exchange(Three).Participants, exchanged.Participants);
        var without = Of(four).Contract.Settle(Of(four).Experience(four));
        Assert.Equal([823_529.41m, -294_117.65m, -529_411.76m, 0m], without.Parts.Select(static p => p.Payable.Published));
        Assert.Contains("Left out. Fewer than 25 cases.", without.Parts[3].Statement(), StringComparison.Ordinal);

        var neutral = ExchangePool.For(Of(four).Terms with { Unscored = new(UnscoredParticipant.Neutral, Regulation) });
        var fourth = neutral.Exchange(four).Participants[3];
        Assert.Equal((1m, 0m), (fourth.AdjustmentFactor.Value, fourth.Net.Value));
        Assert.Contains("Fewer than 25 cases.", fourth.AdjustmentFactor.Lines[^1].Note, StringComparison.Ordinal);
        var settled = neutral.Contract.Settle(neutral.Experience(four));
        Assert.Equal([823_529.41m, -294_117.65m, -529_411.76m, 0m], settled.Parts.Select(static p => p.Payable.Published));
        Assert.Contains("Paid as without the pool. Fewer than 25 cases.", settled.Parts[3].Statement(), StringComparison.Ordinal);
        EpisodeChecks.Replays(settled);
    }

    [Theory]
    [InlineData(AbsenceKind.Missing)]
    [InlineData(AbsenceKind.Suppressed)]
    [InlineData(AbsenceKind.TooSmall)]
    [InlineData(AbsenceKind.NotApplicable)]
    [InlineData(AbsenceKind.NotCalculable)]
    public void A_rate_is_absent_as_the_score_is(AbsenceKind kind)
    {
        ValueList<ExchangeParticipant> two =
            [Of("A", 100m, 60m), new("B", Money.Of(50m), Figure.Absent(kind, "Fewer than 25 cases.", Unit.Points))];
        var neutral = ExchangePool.For(Of(two).Terms with { Unscored = new(UnscoredParticipant.Neutral, Regulation) });
        var rate = neutral.Exchange(two).Participants[1].ValueBasedRate;
        Assert.Equal((new Absence(kind, "Fewer than 25 cases."), Unit.Rate), (rate.Absence, rate.Unit));
    }

    public static TheoryData<string, ExchangePoolTerms> Others => new()
    {
        { "withhold", Terms with { Withhold = new(3.Percent(), Regulation) } },
        { "payback", Terms with { PaybackShare = new(60.Percent(), Regulation) } },
        { "greatest score", Terms with { MaximumScore = new(110m, Regulation) } },
        { "scale", Terms with { Curve = new(Scale.Knots((0m, 0m), (100m, 1m)), Regulation) } },
        { "unscored", Terms with { Unscored = new(UnscoredParticipant.Neutral, Regulation) } },
        { "order", Terms with { Participants = ["B", "A", "C"] } },
    };

    /// <summary>Two parties that hold another rule hold another contract, and neither settles by the other's figures.</summary>
    [Theory]
    [MemberData(nameof(Others))]
    public void Another_rule_is_another_contract(string rule, ExchangePoolTerms terms)
    {
        var (mine, yours) = (Hospitals, ExchangePool.For(terms));
        Assert.False(SettlementJson.Digest(mine.Contract) == SettlementJson.Digest(yours.Contract), rule);
        Assert.False(SettlementJson.Digest(mine.Terms) == SettlementJson.Digest(yours.Terms), rule);

        var wrong = yours.Experience(Three);
        foreach (var experience in new[] { wrong, SettlementJson.ReadExperience(SettlementJson.Write(wrong)) })
        {
            Assert.Equal("terms",
                mine.Contract.TrySettle(experience).Failures.Single(static f => f.Code == "experience-of-other-terms").Path);
        }

        var settled = yours.Contract.Settle(wrong);
        Assert.Empty(settled.Verify(yours.Contract, wrong));
        Assert.NotEmpty(settled.Verify(mine.Contract, mine.Experience(Three)));
        Assert.NotEmpty(settled.Verify(mine.Contract, wrong));
    }

    [Fact]
    public void A_contract_says_every_rule_and_a_citation_is_none()
    {
        Assert.Equal(new(Rate.One, Regulation), Hospitals.Terms.PaybackShare);
        Assert.Equal(SettlementJson.Digest(Hospitals.Contract), SettlementJson.Digest(Paying(Rate.One).Contract));
        Assert.Equal(Hospitals.Experience(Three).Terms, Paying(Rate.One).Experience(Three).Terms);
        Assert.Equal(Hospitals.Terms, SettlementJson.ReadContract(SettlementJson.Write(Hospitals.Contract)).Origin!.Terms);
    }

    [Fact]
    public void Participants_are_given_in_any_order()
    {
        ValueList<ExchangeParticipant> turned = [Three[2], Three[0], Three[1]];
        Assert.Equal(Hospitals.Exchange(Three), Hospitals.Exchange(turned));
        Assert.Equal(Hospitals.Experience(Three), Hospitals.Experience(turned));
    }

    public static TheoryData<string, ExchangeParticipant[]> Wrong => new()
    {
        { "participant-missing participants", [Of("A", 1m, 1m)] },
        { "participant-missing participants, participant-missing participants", [] },
        { "id-twice participants[2].id", [Of("A", 1m, 1m), Of("B", 1m, 1m), Of("A", 1m, 1m)] },
        { "participant-unknown participants[2].id", [Of("A", 1m, 1m), Of("B", 1m, 1m), Of("D", 1m, 1m)] },
        { "participant-unknown participants[2].id", [Of("A", 1m, 1m), Of("B", 1m, 1m), Of(" ", 1m, 1m)] },
        { "figure-range participants[0].base", [Of("A", -1m, 1m), Of("B", 1m, 1m)] },
        { "figure-range participants[0].base",
            [Of("A", 1m, 1m) with { Base = Figure.Absent(AbsenceKind.Missing, "Not stated.") }, Of("B", 1m, 1m)] },
        { "score-range participants[0].score", [Of("A", 1m, 100.01m), Of("B", 1m, 1m)] },
        { "score-range participants[0].score", [Of("A", 1m, -1m), Of("B", 1m, 1m)] },
        { "figure-unit participants[0].score", [Of("A", 1m, 1m) with { Score = 60.Percent() }, Of("B", 1m, 1m)] },
        { "scale-covers curve", [Of("A", 1m, 3m), Of("B", 1m, 1m)] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_said(string expected, ExchangeParticipant[] participants)
    {
        var two = Of([Of("A", 1m, 1m), Of("B", 1m, 1m)]).Terms;
        var pool = ExchangePool.For(expected.StartsWith("scale", StringComparison.Ordinal)
            ? two with { Curve = new(Scale.Knots((1m, 0m), (2m, 1m)), Regulation) } : two);
        Assert.Equal(expected, Said(() => pool.Exchange([.. participants])));
        Assert.Equal(expected, Said(() => pool.Experience([.. participants])));
    }

    /// <summary>Claims were carried at twelve decimals and lost: with scores of 10⁻¹⁴ nothing was paid of a whole pool.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData("0.0001")]
    [InlineData("0.00000000000001")]
    public void Claims_too_small_to_be_carried_are_refused_and_never_lost(string scale)
    {
        var k = decimal.Parse(scale, System.Globalization.CultureInfo.InvariantCulture);
        ValueList<ExchangeParticipant> two = [Of("A", 1_000_000m, 60m * k), Of("B", 2_000_000m, 35m * k)];
        var pool = Of(two);
        if (k < 0.00001m)
        {
            Assert.Equal("slope-range participants", Said(() => pool.Experience(two)));
            return;
        }

        Assert.Equal([7_692.31m, -7_692.31m], pool.Contract.Settle(pool.Experience(two)).Parts.Select(static p => p.Payable.Published));
    }

    public static TheoryData<string, ExchangePoolTerms> WrongTerms => new()
    {
        { "participants-none participants", Terms with { Participants = [] } },
        { "id-twice participants[1]", Terms with { Participants = ["A", "A"] } },
        { "id-twice participants[0]", Terms with { Participants = [" "] } },
        { "rate-range withhold", Terms with { Withhold = new(Rate.Zero, Regulation) } },
        { "rate-range paybackShare", Terms with { PaybackShare = new(101.Percent(), Regulation) } },
        { "score-range maximumScore", Terms with { MaximumScore = new(0m, Regulation) } },
        { "unscored-unknown unscored", Terms with { Unscored = new((UnscoredParticipant)7, Regulation) } },
        { "scale-values curve.rows[0]", Terms with { Curve = new(Scale.Knots((0m, -1m), (100m, 1m)), Regulation) } },
    };

    [Theory]
    [MemberData(nameof(WrongTerms))]
    public void What_is_wrong_with_terms_is_said(string expected, ExchangePoolTerms terms) =>
        Assert.Equal(expected, Said(() => ExchangePool.For(terms)));

    private static string Said(Func<object> make) => string.Join(", ", Assert.Throws<SettlementException>(() => { make(); }).Failures
        .Select(static f => $"{f.Code} {f.Path}"));

    /// <summary>Whatever bases and scores: closed, the parts add up to nothing to the cent, and the scale of the scores does not
    /// matter.</summary>
    [Fact]
    public void A_closed_pool_pays_to_the_cent_what_it_withholds() => CurveProperty.Holds(
        from bases in Gen.Choose(0, 2_000_000_000).ListOf(7)
        from scores in Gen.Choose(0, 1_000_000).ListOf(7)
        select (bases: bases.ToArray(), scores: scores.ToArray()), 100, c =>
        {
            ValueList<ExchangeParticipant> At(decimal scale) =>
                [.. c.bases.Select((b, i) => Of($"h{i}", b / 100m, c.scores[i] / 10_000m * scale))];
            var pool = Of(At(1m));
            if (pool.Exchange(At(1m)).Status == ExchangeStatus.NoPositiveScore)
            {
                return;
            }

            var settled = pool.Contract.Settle(pool.Experience(At(1m)));
            Assert.Equal(0m, settled.Payable.Published);
            Assert.Equal(0m, settled.Parts.Sum(static p => p.Payable.Published));
            var scaled = Of(At(1m), 110m);
            Assert.All(scaled.Contract.Settle(scaled.Experience(At(1.1m))).Parts,
                (p, i) => Assert.Equal(settled.Parts[i].Payable.Published, p.Payable.Published));
            var tenth = pool.Exchange(At(0.1m));
            Assert.All(pool.Exchange(At(1m)).Participants, (p, i) =>
                Assert.True(Math.Abs(p.Net.Value!.Value - tenth.Participants[i].Net.Value!.Value) < 1e-9m));
        });
}
