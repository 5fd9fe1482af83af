using NodaTime;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>What of the final rule is known, dated, and the numbers of the proposal as a set that is never a default.</summary>
public sealed partial class JointReplacementExpanded
{
    private const string Final = "CMS-1849-F, 91 FR 49570, as reported by a third party that quotes it";

    private const string FinalText = "91 FR 49570, regulation text";

    private static LocalDate Start => new(2028, 1, 1);

    /// <summary>The least episodes of the baseline period for a reconciliation.</summary>
    public static Dated<int> MinimumEpisodes { get; } = new("CJR-X least baseline episodes", DateAxis.PerformancePeriod,
        In(Start, 31, Authority.Remembered(Final, "A hospital with fewer takes part and is not reconciled.", FinalText)));

    /// <summary>Days of an episode from the anchor discharge or procedure on.</summary>
    public static Dated<int> Days { get; } = new("CJR-X days of an episode", DateAxis.EpisodeAnchor,
        In(Start, 90, Authority.Remembered(Final, null, FinalText)));

    /// <summary>From when hospitals of the Transforming Episode Accountability Model take part.</summary>
    public static Dated<bool> TeamHospitals { get; } = new("CJR-X hospitals of TEAM take part", DateAxis.PerformancePeriod,
        None<bool>(Start, Authority.Remembered(Final, null, FinalText)),
        In(new(2031, 1, 1), true, Authority.Remembered(Final, null, FinalText)));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [MinimumEpisodes, Days, TeamHospitals];

    /// <summary>
    /// The numbers of the proposal, 91 FR 19312, each unconfirmed in the final text: discount 2 %, base years 17, 33 and 50 %, trend within
    /// 3 % and normalization within 5 %, stop-gain and stop-loss 20 %, stop-loss 5 % for rural, sole community, Medicare-dependent, small
    /// rural and safety-net hospitals. Minimum and length of the episode are those of the final rule.
    /// </summary>
    /// <param name="quality">What quality does to the money: the proposal leaves it open.</param>
    public static JointReplacementExpandedRules Proposed(Cited<JointReplacementQualityEffect> quality)
    {
        var proposal = Authority.Remembered("proposed, 91 FR 19312", "Not confirmed in the final text.", FinalText);
        return new()
        {
            MinimumEpisodes = MinimumEpisodes.CitedOn(Start),
            Days = Days.CitedOn(Start),
            BaseYearWeights = new([17.Percent(), 33.Percent(), 50.Percent()], proposal),
            Discount = new(2.Percent(), proposal),
            TrendWithin = new(3.Percent(), proposal),
            NormalizationWithin = new(5.Percent(), proposal),
            StopGain = new(20.Percent(), proposal),
            StopLoss = new(20.Percent(), proposal),
            StopLossByKind = new(
                [.. Enum.GetValues<JointReplacementKind>().Where(static k => k != JointReplacementKind.Other).Select(static k =>
                    new KindStopLoss(k, 5.Percent()))], proposal),
            Quality = quality,
        };
    }
}

/// <summary>Every rule of the model as data: value and authority.</summary>
public sealed record JointReplacementExpandedRules
{
    /// <summary>The least episodes of the baseline period for a reconciliation, 1 to 1,000,000.</summary>
    public required Cited<int> MinimumEpisodes { get; init => field = Given.Of(value); }

    /// <summary>Days of the window from the anchor discharge or procedure on, that day being the first.</summary>
    public required Cited<int> Days { get; init => field = Given.Of(value); }

    /// <summary>The weights of the base years, oldest first.</summary>
    public required Cited<ValueList<Rate>> BaseYearWeights { get; init => field = Given.Of(value); }

    /// <summary>The discount, 0 to 1.</summary>
    public required Cited<Rate> Discount { get; init => field = Given.Of(value); }

    /// <summary>How far the retrospective trend may lie from the prospective one.</summary>
    public required Cited<Rate> TrendWithin { get; init => field = Given.Of(value); }

    /// <summary>How far the final normalization factor may lie from the prospective one.</summary>
    public required Cited<Rate> NormalizationWithin { get; init => field = Given.Of(value); }

    /// <summary>The most that is paid, as a share of the aggregate target price, 0 to 1.</summary>
    public required Cited<Rate> StopGain { get; init => field = Given.Of(value); }

    /// <summary>The most that is owed, as a share of the aggregate target price, 0 to 1.</summary>
    public required Cited<Rate> StopLoss { get; init => field = Given.Of(value); }

    /// <summary>The stop-loss of the kinds of hospital that have one of their own; each kind once.</summary>
    public required Cited<ValueList<KindStopLoss>> StopLossByKind { get; init => field = Given.Of(value); }

    /// <summary>What quality does to the money.</summary>
    public required Cited<JointReplacementQualityEffect> Quality { get; init => field = Given.Of(value); }

    /// <summary>The rules whose numbers the final text, not read, decides.</summary>
    internal static IEnumerable<(string Member, string What)> Open =>
    [
        ("baseYearWeights", "weights of the base years"), ("discount", "discounts"), ("trendWithin", "bounds of the trend"),
        ("normalizationWithin", "bounds of the normalization factor"),
        ("stopGain", "stop-gains"), ("stopLoss", "stop-losses"), ("stopLossByKind", "stop-losses of kinds of hospital"),
        ("quality", "effects of quality"),
    ];

    /// <summary>The stop-loss of a kind of hospital.</summary>
    internal Cited<Rate> StopLossOf(JointReplacementKind kind) =>
        StopLossByKind.Value.FirstOrDefault(k => k.Kind == kind) is { } own ? new(own.StopLoss, StopLossByKind.Authority) : StopLoss;

    internal void Validate(string path, List<Failure> failures)
    {
        void Share(Rate rate, string member)
        {
            if (rate.Fraction is < 0m or > 1m)
            {
                failures.Add(new("rate-range", Paths.Join(path, member), rate.ToString(), "A share lies between 0 and 100 %.",
                    "Write it as a fraction: 0.02 for 2 %."));
            }
        }

        if (MinimumEpisodes.Value is < 1 or > 1_000_000)
        {
            failures.Add(new("count-range", Paths.Join(path, "minimumEpisodes"), UnitText.Of(MinimumEpisodes.Value, Unit.Count),
                "A least number of episodes is 1 to 1,000,000.", "State how many baseline episodes a hospital needs."));
        }

        if (Days.Value is < 1 or > 365)
        {
            failures.Add(new("days-range", Paths.Join(path, "days"), UnitText.Of(Days.Value, Unit.Count),
                "An episode has 1 to 365 days.", "State the days of the window."));
        }

        if (BaseYearWeights.Value is { Count: 0 or > 10 } || BaseYearWeights.Value.Any(static w => w.Fraction is <= 0m or > 1m))
        {
            failures.Add(new("weight-range", Paths.Join(path, "baseYearWeights"), BaseYearWeights.Value.ToString(),
                "There are 1 to 10 base years, each with a weight above 0 and at most 100 %.", "State a weight for each, oldest first."));
        }

        Share(Discount.Value, "discount");
        Share(TrendWithin.Value, "trendWithin");
        Share(NormalizationWithin.Value, "normalizationWithin");
        Share(StopGain.Value, "stopGain");
        Share(StopLoss.Value, "stopLoss");
        Share(Quality.Value.GainReduction, "quality.gainReduction");
        Share(Quality.Value.LossReduction, "quality.lossReduction");
        var kinds = new HashSet<JointReplacementKind>();
        for (var i = 0; i < StopLossByKind.Value.Count; i++)
        {
            var (at, own) = (Paths.Item(path, "stopLossByKind", i), StopLossByKind.Value[i]);
            if (!Enum.IsDefined(own.Kind) || !kinds.Add(own.Kind))
            {
                failures.Add(new("kind-twice", Paths.Join(at, "kind"), EnumText.Of(own.Kind),
                    "Every kind of hospital that has a stop-loss of its own is stated once.",
                    $"Choose of {string.Join(", ", Enum.GetNames<JointReplacementKind>())}."));
            }

            if (own.StopLoss.Fraction is < 0m or > 1m)
            {
                failures.Add(new("rate-range", Paths.Join(at, "stopLoss"), own.StopLoss.ToString(), "A share lies between 0 and 100 %.",
                    "Write it as a fraction: 0.05 for 5 %."));
            }
        }

        var (acts, gain, loss) = Quality.Value;
        if (!Enum.IsDefined(acts))
        {
            failures.Add(new("quality-unknown", Paths.Join(path, "quality.actsOn"), EnumText.Of(acts),
                "Quality acts on nothing, on the price or on the difference.",
                $"Choose one of {string.Join(", ", Enum.GetNames<JointReplacementQualityActsOn>())}."));
        }
        else if ((acts == JointReplacementQualityActsOn.Difference) != (gain != Rate.Zero || loss != Rate.Zero))
        {
            failures.Add(new(acts == JointReplacementQualityActsOn.Difference ? "adjustment-empty" : "term-unused",
                Paths.Join(path, "quality"), Quality.Value.ToString(),
                "Quality that acts on the difference changes gains, losses or both; elsewhere nothing reads these shares.",
                "State the shares with Difference, and no shares otherwise."));
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
