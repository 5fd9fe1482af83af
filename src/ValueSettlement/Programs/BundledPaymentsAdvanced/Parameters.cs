using NodaTime;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>
/// The dated parameters of BPCI Advanced: remembered and unconfirmed, because the participation agreement is no regulation.
/// </summary>
public sealed partial class BundledPaymentsAdvanced
{
    private const string Agreement = "BPCI Advanced participation agreement, as reported by third parties";

    private const string Confirming = "the participation agreement and CMS's Clinical Episode Reconciliation Specifications of the "
        + "model year";

    private static Authority Remembered => Authority.Remembered(Agreement, confirmedBy: Confirming);

    private static readonly LocalDate Year1 = new(2018, 10, 1);
    private static readonly LocalDate Year4 = new(2021, 1, 1);
    private static readonly LocalDate Year6 = new(2023, 1, 1);

    /// <summary>The discount on surgical episodes.</summary>
    public static Dated<Rate> SurgicalDiscount { get; } =
        new("BPCI Advanced discount", DateAxis.PerformancePeriod, From(Year1, 3.Percent()));

    /// <summary>The discount on medical episodes.</summary>
    public static Dated<Rate> MedicalDiscount { get; } = new("BPCI Advanced discount, medical episodes", DateAxis.PerformancePeriod,
        From(Year1, 3.Percent()), From(Year6, 2.Percent()));

    /// <summary>The greatest quality adjustment, the same both ways.</summary>
    public static Dated<Rate> QualityReduction { get; } =
        new("BPCI Advanced quality adjustment", DateAxis.PerformancePeriod, From(Year1, 10.Percent()));

    /// <summary>Stop-gain and stop-loss of one initiator.</summary>
    public static Dated<Rate> Limit { get; } =
        new("BPCI Advanced stop-gain and stop-loss", DateAxis.PerformancePeriod, From(Year1, 20.Percent()));

    /// <summary>The bound of the peer group trend factor; not applied before model year 4.</summary>
    public static Dated<Rate> PeerTrendWithin { get; } = new(
        "BPCI Advanced bound of the peer group trend factor", DateAxis.PerformancePeriod,
        None<Rate>(Year1, Remembered), From(Year4, 10.Percent()), From(Year6, 5.Percent()));

    /// <summary>Days of an episode from the anchor discharge or procedure on.</summary>
    public static Dated<int> Days { get; } = new("BPCI Advanced days of an episode", DateAxis.EpisodeAnchor, From(Year1, 90));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [SurgicalDiscount, MedicalDiscount, QualityReduction, Limit, PeerTrendWithin, Days];

    /// <summary>First and last day of a model year: the first one is October to December 2018.</summary>
    /// <param name="year">1 to 8.</param>
    public static DateInterval Period(int year) => year switch
    {
        1 => new(Year1, new(2018, 12, 31)),
        >= 2 and <= 8 => Dates.Year(2017 + year),
        _ => throw new ArgumentOutOfRangeException(nameof(year), year, "Model years are 1 to 8."),
    };

    private static DatedEntry<T> From<T>(LocalDate from, T value) => In(from, value, Remembered);
}

/// <summary>
/// Every rule of one model year as data: value and authority. None of them stands in a regulation: the participation agreement decides, and
/// overrides what is remembered here.
/// </summary>
public sealed record BundledPaymentsRules
{
    /// <summary>The discount on surgical episodes.</summary>
    public required Cited<Rate> SurgicalDiscount { get; init => field = Given.Of(value); }

    /// <summary>The discount on medical episodes.</summary>
    public required Cited<Rate> MedicalDiscount { get; init => field = Given.Of(value); }

    /// <summary>How much of a gain a score of nothing takes, and how much of a loss a full score forgives.</summary>
    public required Cited<Rate> QualityReduction { get; init => field = Given.Of(value); }

    /// <summary>Stop-gain and stop-loss of one initiator, as a share of its total target amount.</summary>
    public required Cited<Rate> Limit { get; init => field = Given.Of(value); }

    /// <summary>How far the peer group trend factor may lie from 1; <see langword="null"/> in years in which it is not applied.</summary>
    public required Cited<Rate>? PeerTrendWithin { get; init; }

    /// <summary>Days of the window from the anchor discharge or procedure on.</summary>
    public required Cited<int> Days { get; init => field = Given.Of(value); }

    internal static BundledPaymentsRules Of(int year)
    {
        var start = BundledPaymentsAdvanced.Period(year).Start;
        return new()
        {
            SurgicalDiscount = BundledPaymentsAdvanced.SurgicalDiscount.CitedOn(start),
            MedicalDiscount = BundledPaymentsAdvanced.MedicalDiscount.CitedOn(start),
            QualityReduction = BundledPaymentsAdvanced.QualityReduction.CitedOn(start),
            Limit = BundledPaymentsAdvanced.Limit.CitedOn(start),
            PeerTrendWithin = BundledPaymentsAdvanced.PeerTrendWithin.FindCited(start),
            Days = BundledPaymentsAdvanced.Days.CitedOn(start),
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
