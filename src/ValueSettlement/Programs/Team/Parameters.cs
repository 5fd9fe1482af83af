using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of TEAM.</summary>
public static partial class Team
{
    private static readonly LocalDate Y2026 = new(2026, 1, 1);
    private static readonly LocalDate Y2027 = new(2027, 1, 1);
    private static readonly LocalDate Y2029 = new(2029, 1, 1);

    private const string Linear = "Linear in the composite quality score between nothing and the greatest adjustment; the regulation states only the greatest.";

    /// <summary>Stop-gain as a share of the aggregate target price, by track.</summary>
    public static IReadOnlyDictionary<TeamTrack, Dated<Rate>> StopGain { get; } = new Dictionary<TeamTrack, Dated<Rate>>
    {
        [TeamTrack.Track1] = new("TEAM stop-gain, Track 1", DateAxis.PerformancePeriod,
            In(Y2026, 10.Percent(), Authority.Of("42 CFR 512.550(e)(2)(i)")),
            None<Rate>(Y2029, Authority.Of("42 CFR 512.520(b)(1), (b)(3)"))),
        [TeamTrack.Track2] = new("TEAM stop-gain, Track 2", DateAxis.PerformancePeriod,
            None<Rate>(Y2026, Authority.Of("42 CFR 512.520(b)(4)")),
            In(Y2027, 5.Percent(), Authority.Of("42 CFR 512.550(e)(2)(ii)"))),
        [TeamTrack.Track3] = new("TEAM stop-gain, Track 3", DateAxis.PerformancePeriod, In(Y2026, 20.Percent(), Authority.Of("42 CFR 512.550(e)(2)(iii)"))),
    };

    /// <summary>Stop-loss as a share of the aggregate target price, by track; Track 1 never owes.</summary>
    public static IReadOnlyDictionary<TeamTrack, Dated<Rate>> StopLoss { get; } = new Dictionary<TeamTrack, Dated<Rate>>
    {
        [TeamTrack.Track1] = new("TEAM stop-loss, Track 1", DateAxis.PerformancePeriod, None<Rate>(Y2026, Authority.Of("42 CFR 512.550(g)(3)(i)"))),
        [TeamTrack.Track2] = new("TEAM stop-loss, Track 2", DateAxis.PerformancePeriod,
            None<Rate>(Y2026, Authority.Of("42 CFR 512.520(b)(4)")),
            In(Y2027, 5.Percent(), Authority.Of("42 CFR 512.550(e)(3)"))),
        [TeamTrack.Track3] = new("TEAM stop-loss, Track 3", DateAxis.PerformancePeriod, In(Y2026, 20.Percent(), Authority.Of("42 CFR 512.550(e)(1)"))),
    };

    /// <summary>How much of a gain a quality score of nothing takes.</summary>
    public static Dated<Rate> GainReduction { get; } = new("TEAM quality adjustment of gains", DateAxis.PerformancePeriod,
        In(Y2026, 10.Percent(), Authority.Remembered("42 CFR 512.550(d)(1)", Linear)));

    /// <summary>How much of a loss a full quality score forgives, by track.</summary>
    public static IReadOnlyDictionary<TeamTrack, Dated<Rate>> LossReduction { get; } = new Dictionary<TeamTrack, Dated<Rate>>
    {
        [TeamTrack.Track1] = new("TEAM quality adjustment of losses, Track 1", DateAxis.PerformancePeriod, In(Y2026, Rate.Zero, Authority.Of("42 CFR 512.550(d)(1)(i)"))),
        [TeamTrack.Track2] = new("TEAM quality adjustment of losses, Track 2", DateAxis.PerformancePeriod,
            None<Rate>(Y2026, Authority.Of("42 CFR 512.520(b)(4)")),
            In(Y2027, 15.Percent(), Authority.Remembered("42 CFR 512.550(d)(1)(ii)", Linear))),
        [TeamTrack.Track3] = new("TEAM quality adjustment of losses, Track 3", DateAxis.PerformancePeriod, In(Y2026, 10.Percent(), Authority.Remembered("42 CFR 512.550(d)(1)(iii)", Linear))),
    };

    /// <summary>Weights of the three base years, oldest first.</summary>
    public static Dated<ValueList<Rate>> BaseYearWeights { get; } = new("TEAM base year weights", DateAxis.PerformancePeriod,
        In<ValueList<Rate>>(Y2026, [17.Percent(), 33.Percent(), 50.Percent()],
            Authority.Of("42 CFR 512.540(b)(3)", "Base-year means enter as they are stated; whether the two older ones are first trended to the newest is not in the text.")));

    /// <summary>The discount on lower extremity joint replacement, hip and femur fracture and spinal fusion.</summary>
    public static Dated<Rate> Discount { get; } = new("TEAM discount", DateAxis.PerformancePeriod, In(Y2026, 2.Percent(), Authority.Of("42 CFR 512.540(c)")));

    /// <summary>The discount on coronary bypass and major bowel.</summary>
    public static Dated<Rate> LowerDiscount { get; } = new("TEAM discount, coronary bypass and major bowel", DateAxis.PerformancePeriod, In(Y2026, Rate.Of(0.015m), Authority.Of("42 CFR 512.540(c)")));

    /// <summary>How far the final normalization factor may lie from the prospective one.</summary>
    public static Dated<Rate> NormalizationWithin { get; } = new("TEAM bound of the final normalization factor", DateAxis.PerformancePeriod,
        In(Y2026, 5.Percent(), Authority.Of("42 CFR 512.545(e)(1)", "The final factor replaces the prospective one.")));

    /// <summary>How far the retrospective trend may lie from the prospective one.</summary>
    public static Dated<Rate> TrendWithin { get; } = new("TEAM bound of the retrospective trend", DateAxis.PerformancePeriod,
        In(Y2026, 3.Percent(), Authority.Of("42 CFR 512.545(f), (f)(1)", "The retrospective trend replaces the prospective one.")));

    /// <summary>Days of an episode from the anchor discharge or procedure on.</summary>
    public static Dated<int> Days { get; } = new("TEAM days of an episode", DateAxis.EpisodeAnchor, In(Y2026, 30, Authority.Of("42 CFR 512.537(a)")));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [.. StopGain.Values, .. StopLoss.Values, GainReduction, .. LossReduction.Values, BaseYearWeights, Discount, LowerDiscount, NormalizationWithin, TrendWithin, Days];

    /// <summary>The rules of a track in a performance year, to be replaced value by value.</summary>
    /// <param name="track">The track.</param>
    /// <param name="year">The performance year.</param>
    /// <exception cref="SettlementException">The track is not in force in the year.</exception>
    public static TeamRules Rules(TeamTrack track, int year)
    {
        var start = new LocalDate(year, 1, 1);
        return new()
        {
            StopGain = Cited<Rate>.Of(StopGain[track].On(start)),
            StopLoss = StopLoss[track].Find(start) is { } limit ? Cited<Rate>.Of(limit) : null,
            GainReduction = Cited<Rate>.Of(GainReduction.On(start)),
            LossReduction = Cited<Rate>.Of(LossReduction[track].On(start)),
            BaseYearWeights = Cited<ValueList<Rate>>.Of(BaseYearWeights.On(start)),
            Discount = Cited<Rate>.Of(Discount.On(start)),
            LowerDiscount = Cited<Rate>.Of(LowerDiscount.On(start)),
            NormalizationWithin = Cited<Rate>.Of(NormalizationWithin.On(start)),
            TrendWithin = Cited<Rate>.Of(TrendWithin.On(start)),
            Days = Cited<int>.Of(Days.On(start)),
        };
    }

    private static DatedEntry<T> In<T>(LocalDate from, T value, Authority authority) => new(from, value, true, authority);

    private static DatedEntry<T> None<T>(LocalDate from, Authority authority) => new(from, default, false, authority);
}
