using NodaTime;
using ValueSettlement.Curves;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of the Ambulatory Specialty Model by payment year; performance is that of two years
/// before.</summary>
public sealed partial class AmbulatorySpecialty
{
    private const string Digest = "42 CFR 512.700-780, as a documentation digest that cites CMS reports it";
    private const string ScoreText = "42 CFR 512.745 in full";

    private static readonly LocalDate First = new(2029, 1, 1);

    /// <summary>The risk level: the share of Part B payments that is at stake.</summary>
    public static Dated<Rate> RiskLevel { get; } = new("risk level", DateAxis.PaymentDate,
        In(First, 9.Percent(), Reported("42 CFR 512.750", null, "42 CFR 512.750 in full")),
        In(new(2031, 1, 1), 10.Percent(), Reported("42 CFR 512.750", null, "42 CFR 512.750 in full")),
        In(new(2032, 1, 1), 11.Percent(), Reported("42 CFR 512.750", null, "42 CFR 512.750 in full")),
        In(new(2033, 1, 1), 12.Percent(), Reported("42 CFR 512.750", null, "42 CFR 512.750 in full")),
        None<Rate>(new(2034, 1, 1), Authority.Of("42 CFR 512.700", "The last performance year is 2031.")));

    /// <summary>The share of what is at stake that is returned by score; the rest is kept.</summary>
    public static Dated<Rate> Returned { get; } = new("returned share", DateAxis.PaymentDate,
        In(First, 85.Percent(), Reported("42 CFR 512.750(c)", "Follows from a report that CMS keeps 15 %.",
            "42 CFR 512.750(c) and the text on the scaling factor in the rule for 2026")));

    /// <summary>The fewest episodes in the year before the performance year but one, with which a clinician takes part.</summary>
    public static Dated<int> MinimumEpisodes { get; } = new("fewest episodes", DateAxis.PaymentDate,
        In(First, 20, Reported("42 CFR 512.710", null, "42 CFR 512.710 in full")));

    /// <summary>The fewest cases on which a measure is judged.</summary>
    public static Dated<int> MinimumCases { get; } = new("fewest cases", DateAxis.PaymentDate,
        In(First, 20, Reported("42 CFR 512.725, 512.730", null, "42 CFR 512.725 in full")));

    /// <summary>The least data completeness of a measure; with less it has no points.</summary>
    public static Dated<Rate> Completeness { get; } = new("data completeness", DateAxis.PaymentDate,
        In(First, 75.Percent(), Reported("42 CFR 512.725", null, "42 CFR 512.725 in full")));

    /// <summary>The weight of the quality category; cost has the rest.</summary>
    public static Dated<Rate> QualityWeight { get; } = new("weight of quality", DateAxis.PaymentDate,
        In(First, 50.Percent(), Reported("42 CFR 512.745", null, ScoreText)));

    /// <summary>What is added to the score by how many of the two improvement activities are missing.</summary>
    public static Dated<Scale> Activities { get; } = new("missing improvement activities", DateAxis.PaymentDate,
        In(First, new Scale([new(0m, 0m, 0m, 0m), new(1m, 1m, -10m, -10m), new(2m, 2m, -20m, -20m)], WholeNumbers: true),
            Reported("42 CFR 512.745", null, ScoreText)));

    /// <summary>What is added to the score by how many clinicians are in the practice.</summary>
    public static Dated<Scale> PracticeSize { get; } = new("small practice", DateAxis.PaymentDate,
        In(First, new Scale([new(1m, 1m, 15m, 15m), new(2m, 15m, 10m, 10m), new(16m, null, 0m, 0m)], WholeNumbers: true),
            Reported("42 CFR 512.745", null, ScoreText)));

    /// <summary>The fewest points that promoting interoperability adds: below zero, because it only takes off.</summary>
    public static Dated<decimal> Interoperability { get; } = new("interoperability, fewest points", DateAxis.PaymentDate,
        In(First, -10m, Reported("42 CFR 512.745", null, ScoreText)));

    /// <summary>The most points that complex patients add.</summary>
    public static Dated<decimal> ComplexPatients { get; } = new("complex patients, most added", DateAxis.PaymentDate,
        In(First, 10m, Reported("42 CFR 512.745", null, ScoreText)));

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
    [
        RiskLevel, Returned, MinimumEpisodes, MinimumCases, Completeness, QualityWeight, Activities, PracticeSize, Interoperability,
        ComplexPatients,
    ];

    private static Authority Reported(string citation, string? reading, string confirmedBy) =>
        Authority.Remembered(citation, reading is null ? Digest : $"{reading} {Digest}", confirmedBy);
}

/// <summary>Every rule of one payment year as data: value and authority. What is left out is the programme's own.</summary>
public sealed record SpecialtyRules
{
    /// <summary>The share of Part B payments that is at stake, above 0 and at most 1.</summary>
    public Cited<Rate>? RiskLevel { get; init; }

    /// <summary>The share of what is at stake that is returned by score, above 0 and at most 1.</summary>
    public Cited<Rate>? Returned { get; init; }

    /// <summary>The fewest episodes with which a clinician takes part, 0 or more.</summary>
    public Cited<int>? MinimumEpisodes { get; init; }

    /// <summary>The fewest cases on which a measure is judged, 0 or more.</summary>
    public Cited<int>? MinimumCases { get; init; }

    /// <summary>The least data completeness of a measure, 0 to 1.</summary>
    public Cited<Rate>? Completeness { get; init; }

    /// <summary>The weight of the quality category, 0 to 1; cost has the rest.</summary>
    public Cited<Rate>? QualityWeight { get; init; }

    /// <summary>What is added to the score by how many improvement activities are missing, −100 to 100.</summary>
    public Cited<Scale>? Activities { get; init; }

    /// <summary>What is added to the score by how many clinicians are in the practice, −100 to 100.</summary>
    public Cited<Scale>? PracticeSize { get; init; }

    /// <summary>The most points that promoting interoperability takes off, 0 to 100.</summary>
    public Cited<decimal>? Interoperability { get; init; }

    /// <summary>The most points that complex patients add, 0 to 100.</summary>
    public Cited<decimal>? ComplexPatients { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal SpecialtyRules On(LocalDate day) => new()
    {
        RiskLevel = RiskLevel ?? AmbulatorySpecialty.RiskLevel.CitedOn(day),
        Returned = Returned ?? AmbulatorySpecialty.Returned.CitedOn(day),
        MinimumEpisodes = MinimumEpisodes ?? AmbulatorySpecialty.MinimumEpisodes.CitedOn(day),
        MinimumCases = MinimumCases ?? AmbulatorySpecialty.MinimumCases.CitedOn(day),
        Completeness = Completeness ?? AmbulatorySpecialty.Completeness.CitedOn(day),
        QualityWeight = QualityWeight ?? AmbulatorySpecialty.QualityWeight.CitedOn(day),
        Activities = Activities ?? AmbulatorySpecialty.Activities.CitedOn(day),
        PracticeSize = PracticeSize ?? AmbulatorySpecialty.PracticeSize.CitedOn(day),
        Interoperability = Interoperability ?? AmbulatorySpecialty.Interoperability.CitedOn(day),
        ComplexPatients = ComplexPatients ?? AmbulatorySpecialty.ComplexPatients.CitedOn(day),
    };

    internal void Validate(List<Failure> failures)
    {
        foreach (var (rate, member) in new[] { (Completeness, "completeness"), (QualityWeight, "qualityWeight") })
        {
            if (rate is { Value.Fraction: < 0m or > 1m })
            {
                failures.Add(new("rate-range", $"rules.{member}.value", rate.Value.ToString(), "A share lies between 0 and 100 %.",
                    "Write it as a fraction: 0.5 for 50 %."));
            }
        }

        foreach (var (count, member) in new[] { (MinimumEpisodes, "minimumEpisodes"), (MinimumCases, "minimumCases") })
        {
            if (count is { Value: < 0 or > 1_000_000 })
            {
                failures.Add(new("minimum-range", $"rules.{member}.value", NumberText.Number(count.Value),
                    "A fewest number is 0 to 1,000,000.", "State how many are needed."));
            }
        }

        if (Interoperability is { Value: < -100m or > 0m } taken)
        {
            failures.Add(new("points-range", "rules.interoperability.value", NumberText.Number(taken.Value),
                "Interoperability takes off at most 100 points.", "State −100 to 0."));
        }

        if (ComplexPatients is { Value: < 0m or > 100m } added)
        {
            failures.Add(new("points-range", "rules.complexPatients.value", NumberText.Number(added.Value),
                "Complex patients add 0 to 100 points.", "State the most that they add."));
        }

        foreach (var (scale, member) in new[] { (Activities, "activities"), (PracticeSize, "practiceSize") })
        {
            scale?.Value.Validate($"rules.{member}.value", failures);
            scale?.Value.ValidateValues($"rules.{member}.value", -100m, 100m, "A score changes by −100 to 100 points.", failures);
        }
    }
}
