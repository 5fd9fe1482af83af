using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of the Hospital-Acquired Condition Reduction Program. Fiscal years begin on 1 October.</summary>
public sealed partial class HospitalAcquiredConditions
{
    private const string Statute = "42 USC 1395ww(p)";
    private const string File = "published results of fiscal year 2024";

    /// <summary>The reduction of payments, as a share of what is otherwise paid.</summary>
    public static Dated<Rate> Reduction { get; } = new("hospital-acquired conditions, reduction", DateAxis.PerformancePeriod,
        In(FiscalYear.Start(FirstYear), 1.Percent(), Authority.Of(Statute + "(1)",
            "99% of what is otherwise paid, after value-based purchasing and readmissions; it is due strictly above the cut.")));

    /// <summary>The least number of measures with a score of which there is a total score.</summary>
    public static Dated<decimal> LeastMeasures { get; } = new("hospital-acquired conditions, least measures", DateAxis.PerformancePeriod,
        In(FiscalYear.Start(FirstYear), 1m, Authority.Remembered("equal weights of the measures from fiscal year 2020 on",
            "The plain mean of the scores that there are.",
            "42 CFR 412.172(e) as of fiscal year 2020, or the published total scores of 2020 to 2023 reproduced")),
        In(FiscalYear.Start(2024), 1m, Authority.Of(File + ": 2,972 total scores within the printed digits",
            "The plain mean of the scores that there are; one is enough.")));

    /// <summary>Footnotes of a measure that is left out of the mean.</summary>
    public static Dated<ValueList<int>> LeftOutFootnotes { get; } = new("hospital-acquired conditions, footnotes of measures left out",
        DateAxis.PerformancePeriod, In<ValueList<int>>(FiscalYear.Start(FirstYear), [5], Authority.Of(File)));

    /// <summary>Footnotes of a measure without a value that counts with the largest score.</summary>
    public static Dated<ValueList<int>> LargestFootnotes { get; } = new("hospital-acquired conditions, footnotes of the largest score",
        DateAxis.PerformancePeriod, In<ValueList<int>>(FiscalYear.Start(FirstYear), [11, 18],
            Authority.Of(File + ": 194 of 194 have the largest score of the measure")));

    /// <summary>States whose hospitals have a score and no reduction.</summary>
    public static Dated<ValueList<string>> StatesWithout { get; } = new("hospital-acquired conditions, states without a reduction",
        DateAxis.PerformancePeriod, In<ValueList<string>>(FiscalYear.Start(FirstYear), ["MD"],
            Authority.Of(File + ", footnote a: 44 of 44 hospitals of Maryland")));

    /// <summary>The decimals of the published total score, halves away from zero.</summary>
    public static Dated<decimal> ScoreDecimals { get; } = new("hospital-acquired conditions, decimals of the total score",
        DateAxis.PerformancePeriod, In(FiscalYear.Start(FirstYear), 4m, Authority.Of(File)));

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [Reduction, LeastMeasures, LeftOutFootnotes, LargestFootnotes, StatesWithout, ScoreDecimals];
}

/// <summary>Every rule of one fiscal year as data: value and authority.</summary>
public sealed record AcquiredConditionRules
{
    /// <summary>The reduction as a share of what is otherwise paid, 0 to 1.</summary>
    public required Cited<Rate> Reduction { get; init => field = Given.Of(value); }

    /// <summary>The least number of measures with a score of which there is a total score: a whole number from 1 to 6.</summary>
    public required Cited<decimal> LeastMeasures { get; init => field = Given.Of(value); }

    /// <summary>Footnotes of a measure that is left out of the mean.</summary>
    public required Cited<ValueList<int>> LeftOutFootnotes { get; init => field = Given.Of(value); }

    /// <summary>Footnotes of a measure without a value that counts with the largest score.</summary>
    public required Cited<ValueList<int>> LargestFootnotes { get; init => field = Given.Of(value); }

    /// <summary>States whose hospitals have a score and no reduction, two capital letters each.</summary>
    public required Cited<ValueList<string>> StatesWithout { get; init => field = Given.Of(value); }

    /// <summary>The decimals of the published total score: a whole number from 0 to 12.</summary>
    public required Cited<decimal> ScoreDecimals { get; init => field = Given.Of(value); }

    internal static AcquiredConditionRules Of(int year)
    {
        var day = FiscalYear.Start(year);
        return new()
        {
            Reduction = HospitalAcquiredConditions.Reduction.CitedOn(day),
            LeastMeasures = HospitalAcquiredConditions.LeastMeasures.CitedOn(day),
            LeftOutFootnotes = HospitalAcquiredConditions.LeftOutFootnotes.CitedOn(day),
            LargestFootnotes = HospitalAcquiredConditions.LargestFootnotes.CitedOn(day),
            StatesWithout = HospitalAcquiredConditions.StatesWithout.CitedOn(day),
            ScoreDecimals = HospitalAcquiredConditions.ScoreDecimals.CitedOn(day),
        };
    }

    internal static void Validate(AcquiredConditionMeasure measure, string path, List<Failure> failures)
    {
        if (!Enum.IsDefined(measure))
        {
            failures.Add(new("measure-unknown", path, EnumText.Of(measure), "The score has six measures.",
                $"Choose one of {string.Join(", ", Enum.GetNames<AcquiredConditionMeasure>())}."));
        }
    }

    internal void Validate(string path, List<Failure> failures)
    {
        if (Reduction.Value < Rate.Zero || Reduction.Value > Rate.One)
        {
            failures.Add(new("rate-range", Paths.Join(path, "reduction"), Reduction.Value.ToString(),
                "A reduction lies between 0 and 100%.", "Write a fraction: 0.01 for 1%."));
        }

        if (LeastMeasures.Value is < 1m or > 6m || !decimal.IsInteger(LeastMeasures.Value))
        {
            failures.Add(new("measures-range", Paths.Join(path, "leastMeasures"), UnitText.Of(LeastMeasures.Value, Unit.Count),
                "A score needs 1 to 6 measures.", "Write a whole number."));
        }

        if (ScoreDecimals.Value is < 0m or > 12m || !decimal.IsInteger(ScoreDecimals.Value))
        {
            failures.Add(new("decimals-range", Paths.Join(path, "scoreDecimals"), UnitText.Of(ScoreDecimals.Value, Unit.Count),
                "A total score is published with 0 to 12 decimals.", "Write a whole number, for example 4."));
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
