using NodaTime;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of the Part D risk corridors.</summary>
public sealed partial class PartD
{
    private static readonly LocalDate Y2006 = new(2006, 1, 1);

    /// <summary>
    /// The second lower threshold, as a share of the target amount below it: from there on the larger share of costs counts.
    /// </summary>
    public static Dated<Rate> SecondLowerThreshold { get; } = new("Part D second lower threshold", DateAxis.PlanYear,
        In(Y2006, 5.Percent(), Practice("42 USC 1395w-115(e)(2), (e)(3)(C); 42 CFR 423.336(b)")),
        In(new(2008, 1, 1), 10.Percent(), Practice("42 USC 1395w-115(e)(2), (e)(3)(C); 42 CFR 423.336(b)")),
        In(new(2012, 1, 1), 10.Percent(), Practice("42 USC 1395w-115(e)(3)(C)(iii); 42 CFR 423.336(b)")));

    /// <summary>The corridor by plan year: shares of costs beyond the thresholds, which are shares of the target amount.</summary>
    public static Dated<CorridorBands> Corridor { get; } = new("Part D risk corridor", DateAxis.PlanYear,
        In(Y2006, Bands(Y2006, Rate.Of(0.025m), 75.Percent(), 5.Percent()),
            Authority.Of("42 USC 1395w-115(e)(2), (e)(3)(C); 42 CFR 423.336(b)")),
        In(new(2008, 1, 1), Bands(new(2008, 1, 1), 5.Percent(), 50.Percent(), 10.Percent()),
            Authority.Of("42 USC 1395w-115(e)(2), (e)(3)(C); 42 CFR 423.336(b)")),
        In(new(2012, 1, 1), Bands(new(2012, 1, 1), 5.Percent(), 50.Percent(), 10.Percent()),
            Authority.Of("42 USC 1395w-115(e)(3)(C)(iii); 42 CFR 423.336(b)",
                "The Secretary sets the thresholds, at least 5 and 10 %; 5 and 10 % are in use.")));

    /// <summary>
    /// The corridor of 2006 and 2007 where the 90 % rule is met: it raises the share of costs between the two upper thresholds only.
    /// </summary>
    public static Dated<CorridorBands> NinetyPercentCorridor { get; } = new("Part D risk corridor under the 90 % rule", DateAxis.PlanYear,
        In(Y2006,
            Corridor.Entries[0].Value! with { Gain = [new(Rate.Zero, Rate.Of(0.025m)), new(90.Percent(), 5.Percent()), new(80.Percent())] },
            Authority.Of("42 USC 1395w-115(e)(2)(B)(iii); 42 CFR 423.336(b)(2)")),
        None<CorridorBands>(new(2008, 1, 1), Authority.Of("42 USC 1395w-115(e)(2)(B)(iii)")));

    /// <summary>
    /// How much more than the continuous reading the letter of the text charges below the second lower threshold: 80 % of the distance
    /// between the two second thresholds, as a share of the target amount.
    /// </summary>
    public static Dated<Rate> LiteralTextCharge { get; } = new(
        "further charge by the letter of 42 CFR 423.336(b)(3)(ii)(B)", DateAxis.PlanYear,
        In(Y2006, 8.Percent(), Authority.Of("42 CFR 423.336(b)(3)(ii)(B)", LiteralReading)),
        In(new(2008, 1, 1), 16.Percent(), Authority.Of("42 CFR 423.336(b)(3)(ii)(B)", LiteralReading)));

    /// <summary>
    /// Whether the premium stabilisation demonstration of stand-alone plans had a corridor of its own: its bands were not read and are a
    /// term.
    /// </summary>
    public static Dated<bool> DemonstrationCorridor { get; } = new("Part D corridor of the premium stabilisation demonstration",
        DateAxis.PlanYear,
        In(new(2025, 1, 1), true, Authority.Remembered(Reports, "Narrower bands of losses; the bands were not read.", Notices)),
        None<bool>(new(2026, 1, 1), Authority.Remembered(Reports,
            "The demonstration of 2026 had no corridor part, and it ended after 2026: the corridor of the statute alone.", Notices)));

    /// <summary>How much the base beneficiary premium may grow in a year.</summary>
    public static Dated<Rate> PremiumGrowth { get; } = new("Part D growth of the base beneficiary premium", DateAxis.PlanYear,
        In(new(2024, 1, 1), 6.Percent(), Authority.Remembered("42 USC 1395w-113(a)(8), as reported by third parties",
            "At most so much above the premium of the year before, to the cent.", "42 USC 1395w-113(a)(8)")));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [Corridor, SecondLowerThreshold, NinetyPercentCorridor, LiteralTextCharge, DemonstrationCorridor, PremiumGrowth];

    private const string Reports = "CMS announcements of 2025-07-28 and 2026-07-28, as reported by third parties";

    private const string Notices = "CMS notices on the Part D premium stabilisation demonstration";

    private const string Continuous =
        "Below the second lower threshold the share counts from that lower threshold, where the text names the upper one: symmetric and " +
        "without a jump. That this is the practice is remembered, not read.";

    private static Authority Practice(string citation) => Authority.Remembered(citation, Continuous,
        "42 CFR 423.336(b)(3) read with the reconciliation instructions of CMS, or a reconciliation with costs below the threshold");

    private static CorridorBands Bands(LocalDate day, Rate first, Rate share, Rate second) => new(
        [new(Rate.Zero, first), new(share, second), new(80.Percent())],
        [new(Rate.Zero, first), new(share, SecondLowerThreshold.CitedOn(day)), new(80.Percent())]);

    private const string LiteralReading =
        "The text taken by its letter: a defect, kept for comparison and off unless asked for.";
}

/// <summary>Every rule of one plan year as data: value and authority.</summary>
public sealed record PartDRules
{
    /// <summary>
    /// The corridor. Another one: thresholds that the Secretary set for the year.
    /// </summary>
    public required Cited<CorridorBands> Corridor { get; init => field = Given.Of(value); }

    /// <summary>
    /// What the letter of the text charges further, as a share of the target amount; <see langword="null"/> where the text is not taken by
    /// its letter.
    /// </summary>
    public Cited<Rate>? LiteralTextCharge { get; init; }

    internal static PartDRules Of(PartDTerms terms) => new()
    {
        Corridor = CorridorOf(terms),
        LiteralTextCharge = terms.LiteralText ? PartD.LiteralTextCharge.CitedOn(new LocalDate(terms.Year, 1, 1)) : null,
    };

    /// <summary>The programme's own corridor.</summary>
    internal static Cited<CorridorBands> CorridorOf(PartDTerms terms) =>
        (terms.NinetyPercentRule ? PartD.NinetyPercentCorridor : PartD.Corridor).CitedOn(new LocalDate(terms.Year, 1, 1));

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
