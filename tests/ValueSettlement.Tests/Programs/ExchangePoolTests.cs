using FsCheck;
using FsCheck.Fluent;
using ValueSettlement.Curves;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Curves;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Programs;

/// <summary>A withhold that is earned back by score in a closed pool: 42 CFR 412.162.</summary>
public sealed class ExchangePoolTests
{
    private static readonly Authority Regulation = Authority.Of("42 CFR 412.162(b)(3), (c)");

    private static ExchangePool Hospitals => new()
    {
        Term = new(new(2023, 10, 1), new(2024, 9, 30)),
        Withhold = new(2.Percent(), Regulation),
        MaximumScore = 100m,
        Unscored = UnscoredParticipant.LeftOut,
    };

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
        var settled = Hospitals.Contract(Three).Settle(Hospitals.Experience(Three));
        Assert.Equal([823_529.41m, -294_117.65m, -529_411.76m], settled.Parts.Select(static p => p.Payable.Published));
        Assert.Equal(0m, settled.Payable.Published);
        EpisodeChecks.Replays(settled);

        static decimal Rounded(Figure figure, int digits) => new Rounding(digits).Apply(figure.Value!.Value);
    }

    [Fact]
    public void What_is_paid_back_of_the_pool_and_how_a_score_counts_are_rules()
    {
        var half = Hospitals with { PaybackShare = new(60.Percent(), Authority.Of("42 CFR 413.338(c)(2)(i)")) };
        var settled = half.Contract(Three).Settle(half.Experience(Three));
        Assert.Equal(-1_600_000m, settled.Payable.Published);
        Assert.Equal(settled.Payable.Published, settled.Parts.Sum(static p => p.Payable.Published));

        // Another exchange function by its knots: below 30 nothing, from 60 everything.
        var knots = Hospitals with { Curve = Scale.Knots((30m, 0m), (60m, 1m)).Below(0m).Above(1m) };
        var exchanged = knots.Exchange(Three);
        Assert.Equal([2_000_000m, 0m, 0m], exchanged.Participants.Select(static p => p.Claim.Value!.Value));
        Assert.Equal([2_000_000m, -1_000_000m, -1_000_000m],
            knots.Contract(Three).Settle(knots.Experience(Three)).Parts.Select(static p => p.Payable.Published));
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
        Assert.Equal(ExchangeStatus.NoPositiveScore, Hospitals.Exchange([Of("C", 50m, null)]).Status);
    }

    [Fact]
    public void One_participant_is_paid_what_was_withheld_of_it()
    {
        ValueList<ExchangeParticipant> one = [Of("A", 1_234_567.89m, 0.357m)];
        Assert.Equal(0m, Hospitals.Contract(one).Settle(Hospitals.Experience(one)).Parts[0].Payable.Published);
        Assert.Equal(1m, new Rounding(20).Apply(Hospitals.Exchange(one).Participants[0].AdjustmentFactor.Value!.Value));
    }

    [Fact]
    public void A_participant_without_a_score_is_left_out_or_paid_as_without_the_pool()
    {
        ValueList<ExchangeParticipant> four = [.. Three, Of("D", 10_000_000m, null)];
        var exchanged = Hospitals.Exchange(four);
        Assert.Equal(["D"], exchanged.LeftOut);
        Assert.Equal(Hospitals.Exchange(Three).Participants, exchanged.Participants);
        Assert.Equal(["A", "B", "C"], Hospitals.Contract(four).Parts.Select(static p => p.Id));

        var neutral = Hospitals with { Unscored = UnscoredParticipant.Neutral };
        var fourth = neutral.Exchange(four).Participants[3];
        Assert.Equal((1m, 0m), (fourth.AdjustmentFactor.Value, fourth.Net.Value));
        Assert.Contains("Fewer than 25 cases.", fourth.AdjustmentFactor.Lines[^1].Note, StringComparison.Ordinal);
        var settled = neutral.Contract(four).Settle(neutral.Experience(four));
        Assert.Equal([823_529.41m, -294_117.65m, -529_411.76m, 0m], settled.Parts.Select(static p => p.Payable.Published));
    }

    public static TheoryData<string, ExchangePool, ExchangeParticipant[]> Wrong => new()
    {
        { "participants-none participants", Hospitals, [] },
        { "id-twice participants[1].id", Hospitals, [Of("A", 1m, 1m), Of("A", 1m, 1m)] },
        { "id-twice participants[0].id", Hospitals, [Of(" ", 1m, 1m)] },
        { "figure-range participants[0].base", Hospitals, [Of("A", -1m, 1m)] },
        { "figure-range participants[0].base", Hospitals,
            [Of("A", 1m, 1m) with { Base = Figure.Absent(AbsenceKind.Missing, "Not stated.") }] },
        { "score-range participants[0].score", Hospitals, [Of("A", 1m, 100.01m)] },
        { "score-range participants[0].score", Hospitals, [Of("A", 1m, -1m)] },
        { "figure-unit participants[0].score", Hospitals, [Of("A", 1m, 1m) with { Score = 60.Percent() }] },
        { "rate-range withhold", Hospitals with { Withhold = new(Rate.Zero, Regulation) }, [Of("A", 1m, 1m)] },
        { "rate-range paybackShare", Hospitals with { PaybackShare = new(101.Percent(), Regulation) }, [Of("A", 1m, 1m)] },
        { "score-range maximumScore", Hospitals with { MaximumScore = 0m }, [Of("A", 1m, 0m)] },
        { "unscored-unknown unscored", Hospitals with { Unscored = (UnscoredParticipant)7 }, [Of("A", 1m, 0m)] },
        { "scale-covers curve", Hospitals with { Curve = Scale.Knots((1m, 0m), (2m, 1m)) }, [Of("A", 1m, 3m)] },
        { "scale-values curve.rows[0]", Hospitals with { Curve = Scale.Knots((0m, -1m), (100m, 1m)) }, [Of("A", 1m, 3m)] },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_said(string expected, ExchangePool rules, ExchangeParticipant[] participants) => Assert.Equal(expected,
        string.Join(", ", Assert.Throws<SettlementException>(() => rules.Exchange([.. participants])).Failures
            .Select(static f => $"{f.Code} {f.Path}")));

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
            if (Hospitals.Exchange(At(1m)).Status == ExchangeStatus.NoPositiveScore)
            {
                return;
            }

            var settled = Hospitals.Contract(At(1m)).Settle(Hospitals.Experience(At(1m)));
            Assert.Equal(0m, settled.Payable.Published);
            Assert.Equal(0m, settled.Parts.Sum(static p => p.Payable.Published));
            var scaled = Hospitals with { MaximumScore = 110m };
            Assert.All(scaled.Contract(At(1.1m)).Settle(scaled.Experience(At(1.1m))).Parts,
                (p, i) => Assert.Equal(settled.Parts[i].Payable.Published, p.Payable.Published));
            var tenth = Hospitals.Exchange(At(0.1m));
            Assert.All(Hospitals.Exchange(At(1m)).Participants, (p, i) =>
                Assert.True(Math.Abs(p.Net.Value!.Value - tenth.Participants[i].Net.Value!.Value) < 1e-9m));
        });
}
