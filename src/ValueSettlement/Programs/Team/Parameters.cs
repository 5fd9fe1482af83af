using NodaTime;
using ValueSettlement.Benchmarks;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of TEAM.</summary>
public sealed partial class Team
{
    private static readonly LocalDate Y2026 = new(2026, 1, 1);
    private static readonly LocalDate Y2027 = new(2027, 1, 1);
    private static readonly LocalDate Y2029 = new(2029, 1, 1);

    private const string Linear =
        "Linear in the composite quality score between nothing and the greatest adjustment; the regulation states only the greatest.";

    /// <summary>Stop-gain as a share of the aggregate target price, by track.</summary>
    public static IReadOnlyDictionary<TeamTrack, Dated<Rate>> StopGain { get; } = new Dictionary<TeamTrack, Dated<Rate>>
    {
        [TeamTrack.Track1] = new("TEAM stop-gain, Track 1", DateAxis.PerformancePeriod,
            In(Y2026, 10.Percent(), Authority.Of("42 CFR 512.550(e)(2)(i)")),
            None<Rate>(Y2029, Authority.Of("42 CFR 512.520(b)(1), (b)(3)"))),
        [TeamTrack.Track2] = new("TEAM stop-gain, Track 2", DateAxis.PerformancePeriod,
            None<Rate>(Y2026, Authority.Of("42 CFR 512.520(b)(4)")),
            In(Y2027, 5.Percent(), Authority.Of("42 CFR 512.550(e)(2)(ii)"))),
        [TeamTrack.Track3] = new("TEAM stop-gain, Track 3", DateAxis.PerformancePeriod,
            In(Y2026, 20.Percent(), Authority.Of("42 CFR 512.550(e)(2)(iii)"))),
    };

    /// <summary>Stop-loss as a share of the aggregate target price, by track; Track 1 never owes.</summary>
    public static IReadOnlyDictionary<TeamTrack, Dated<Rate>> StopLoss { get; } = new Dictionary<TeamTrack, Dated<Rate>>
    {
        [TeamTrack.Track1] = new("TEAM stop-loss, Track 1", DateAxis.PerformancePeriod,
            None<Rate>(Y2026, Authority.Of("42 CFR 512.550(g)(3)(i)"))),
        [TeamTrack.Track2] = new("TEAM stop-loss, Track 2", DateAxis.PerformancePeriod,
            None<Rate>(Y2026, Authority.Of("42 CFR 512.520(b)(4)")),
            In(Y2027, 5.Percent(), Authority.Of("42 CFR 512.550(e)(3)"))),
        [TeamTrack.Track3] = new("TEAM stop-loss, Track 3", DateAxis.PerformancePeriod,
            In(Y2026, 20.Percent(), Authority.Of("42 CFR 512.550(e)(1)"))),
    };

    /// <summary>How much of a gain a quality score of nothing takes.</summary>
    public static Dated<Rate> GainReduction { get; } = new("TEAM quality adjustment of gains", DateAxis.PerformancePeriod,
        In(Y2026, 10.Percent(), Authority.Remembered("42 CFR 512.550(d)(1)", Linear, "42 CFR 512.547 and 512.550(d) as of 2026")));

    /// <summary>How much of a loss a full quality score forgives, by track.</summary>
    public static IReadOnlyDictionary<TeamTrack, Dated<Rate>> LossReduction { get; } = new Dictionary<TeamTrack, Dated<Rate>>
    {
        [TeamTrack.Track1] = new("TEAM quality adjustment of losses, Track 1", DateAxis.PerformancePeriod,
            In(Y2026, Rate.Zero, Authority.Of("42 CFR 512.550(d)(1)(i)"))),
        [TeamTrack.Track2] = new("TEAM quality adjustment of losses, Track 2", DateAxis.PerformancePeriod,
            None<Rate>(Y2026, Authority.Of("42 CFR 512.520(b)(4)")),
            In(Y2027, 15.Percent(), Authority.Remembered("42 CFR 512.550(d)(1)(ii)", Linear,
                "42 CFR 512.547 and 512.550(d) as of 2026"))),
        [TeamTrack.Track3] = new("TEAM quality adjustment of losses, Track 3", DateAxis.PerformancePeriod,
            In(Y2026, 10.Percent(), Authority.Remembered("42 CFR 512.550(d)(1)(iii)", Linear,
                "42 CFR 512.547 and 512.550(d) as of 2026"))),
    };

    /// <summary>Weights of the three base years, oldest first.</summary>
    public static Dated<ValueList<Rate>> BaseYearWeights { get; } = new("TEAM base year weights", DateAxis.PerformancePeriod,
        In<ValueList<Rate>>(Y2026, [17.Percent(), 33.Percent(), 50.Percent()],
            Authority.Of("42 CFR 512.540(b)(3)", "Base-year means enter as they are stated; whether the two older ones are first trended "
                + "to the newest is not in the text.")));

    /// <summary>The discount on lower extremity joint replacement, hip and femur fracture and spinal fusion.</summary>
    public static Dated<Rate> Discount { get; } = new("TEAM discount", DateAxis.PerformancePeriod,
        In(Y2026, 2.Percent(), Authority.Of("42 CFR 512.540(c)")));

    /// <summary>The discount on coronary bypass and major bowel.</summary>
    public static Dated<Rate> LowerDiscount { get; } = new("TEAM discount, coronary bypass and major bowel", DateAxis.PerformancePeriod,
        In(Y2026, Rate.Of(0.015m), Authority.Of("42 CFR 512.540(c)")));

    /// <summary>How far the final normalization factor may lie from the prospective one.</summary>
    public static Dated<Rate> NormalizationWithin { get; } = new("TEAM bound of the final normalization factor", DateAxis.PerformancePeriod,
        In(Y2026, 5.Percent(), Authority.Of("42 CFR 512.545(e)(1)", "The final factor replaces the prospective one.")));

    /// <summary>How far the retrospective trend may lie from the prospective one.</summary>
    public static Dated<Rate> TrendWithin { get; } = new("TEAM bound of the retrospective trend", DateAxis.PerformancePeriod,
        In(Y2026, 3.Percent(), Authority.Of("42 CFR 512.545(f), (f)(1)", "The retrospective trend replaces the prospective one.")));

    /// <summary>Days of an episode from the anchor discharge or procedure on.</summary>
    public static Dated<int> Days { get; } = new("TEAM days of an episode", DateAxis.EpisodeAnchor,
        In(Y2026, 30, Authority.Of("42 CFR 512.537(a)")));

    private const string LowVolumeReports = "42 CFR part 512, subpart E, low volume hospitals, as reported by third parties";

    private const string LowVolumeText = "42 CFR 512.550 as of 2026";

    /// <summary>The least number of baseline episodes of a category that is not of low volume.</summary>
    public static Dated<int> MinimumEpisodesPerCategory { get; } = new("TEAM least baseline episodes of a category",
        DateAxis.PerformancePeriod,
        In(Y2026, 31, Authority.Remembered(LowVolumeReports, "Tested for each category of episodes, not for the hospital.",
            LowVolumeText)));

    /// <summary>What becomes of a category of low volume, as the reports read.</summary>
    public static Dated<LowVolume> BelowMinimum { get; } = new("TEAM category of low volume", DateAxis.PerformancePeriod,
        In(Y2026, LowVolume.NoLoss, Authority.Remembered(LowVolumeReports,
            "No loss in the category, its gain counts and its target stays in the base of the limits; before the quality adjustment.",
            LowVolumeText)));

    /// <summary>Where the other reading of low volume comes from.</summary>
    internal static Authority NotReconciledAuthority { get; } = Authority.Remembered(
        LowVolumeReports + "; 91 FR 49570 for joint replacement",
        "The category is not reconciled: neither its target nor its spending counts; before the quality adjustment.", LowVolumeText);

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [.. StopGain.Values, .. StopLoss.Values, GainReduction, .. LossReduction.Values, BaseYearWeights, Discount, LowerDiscount,
            NormalizationWithin, TrendWithin, MinimumEpisodesPerCategory, BelowMinimum, Days];
}

/// <summary>Every rule of one track and performance year as data: value and authority.</summary>
public sealed record TeamRules
{
    /// <summary>The most that is paid, as a share of the aggregate target price.</summary>
    public required Cited<Rate> StopGain { get; init => field = Given.Of(value); }

    /// <summary>
    /// The most that is owed, as a share of the aggregate target price; <see langword="null"/> where nothing is ever owed.
    /// </summary>
    public required Cited<Rate>? StopLoss { get; init; }

    /// <summary>How much of a gain a quality score of nothing takes.</summary>
    public required Cited<Rate> GainReduction { get; init => field = Given.Of(value); }

    /// <summary>How much of a loss a full quality score forgives.</summary>
    public required Cited<Rate> LossReduction { get; init => field = Given.Of(value); }

    /// <summary>The weights of the three base years, oldest first.</summary>
    public required Cited<ValueList<Rate>> BaseYearWeights { get; init => field = Given.Of(value); }

    /// <summary>The discount on lower extremity joint replacement, hip and femur fracture and spinal fusion.</summary>
    public required Cited<Rate> Discount { get; init => field = Given.Of(value); }

    /// <summary>The discount on coronary bypass and major bowel.</summary>
    public required Cited<Rate> LowerDiscount { get; init => field = Given.Of(value); }

    /// <summary>How far the final normalization factor may lie from the prospective one.</summary>
    public required Cited<Rate> NormalizationWithin { get; init => field = Given.Of(value); }

    /// <summary>How far the retrospective trend may lie from the prospective one.</summary>
    public required Cited<Rate> TrendWithin { get; init => field = Given.Of(value); }

    /// <summary>The least number of baseline episodes of a category that is not of low volume.</summary>
    public required Cited<int> MinimumEpisodesPerCategory { get; init => field = Given.Of(value); }

    /// <summary>What becomes of a category of low volume.</summary>
    public required Cited<LowVolume> BelowMinimum { get; init => field = Given.Of(value); }

    /// <summary>Days of the window from the anchor discharge or procedure on, that day being the first.</summary>
    public required Cited<int> Days { get; init => field = Given.Of(value); }

    internal static TeamRules Of(TeamTrack track, int year, LowVolume? below)
    {
        var day = new LocalDate(year, 1, 1);
        return new()
        {
            StopGain = Team.StopGain[track].CitedOn(day),
            StopLoss = Team.StopLoss[track].FindCited(day),
            GainReduction = Team.GainReduction.CitedOn(day),
            LossReduction = Team.LossReduction[track].CitedOn(day),
            BaseYearWeights = Team.BaseYearWeights.CitedOn(day),
            Discount = Team.Discount.CitedOn(day),
            LowerDiscount = Team.LowerDiscount.CitedOn(day),
            NormalizationWithin = Team.NormalizationWithin.CitedOn(day),
            TrendWithin = Team.TrendWithin.CitedOn(day),
            MinimumEpisodesPerCategory = Team.MinimumEpisodesPerCategory.CitedOn(day),
            BelowMinimum = below == LowVolume.NotReconciled ? new(LowVolume.NotReconciled, Team.NotReconciledAuthority)
                : Team.BelowMinimum.CitedOn(day),
            Days = Team.Days.CitedOn(day),
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
