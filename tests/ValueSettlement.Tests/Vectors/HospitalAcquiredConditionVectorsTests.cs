using System.Text.Json;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

/// <summary>
/// The opening amount is <c>paymentOtherwiseUsd</c>, what the one clause takes off <c>reductionUsd</c>, what is earned
/// <c>paymentUsd</c>.
/// </summary>
public sealed class HospitalAcquiredConditionVectorsTests
{
    private static readonly Authority Stated = Authority.Of("the case states it");

    private static readonly Dictionary<string, AcquiredConditionMeasure> Measures = new()
    {
        ["psi90"] = AcquiredConditionMeasure.PatientSafety,
        ["clabsi"] = AcquiredConditionMeasure.CentralLineInfection,
        ["cauti"] = AcquiredConditionMeasure.UrinaryCatheterInfection,
        ["ssi"] = AcquiredConditionMeasure.SurgicalSiteInfection,
        ["cdi"] = AcquiredConditionMeasure.ClostridioidesDifficile,
        ["mrsa"] = AcquiredConditionMeasure.ResistantStaphylococcus,
    };

    public static TheoryData<VectorCase> Cases => VectorCase.Family("hospital-hac");

    [Theory]
    [MemberData(nameof(Cases))]
    public void AcquiredConditions(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var rows = vector.Inputs.GetProperty("measures").EnumerateArray().ToList();
        var scales = rows.Where(static r => Number(r, "mean") is not null).Select(static r => new AcquiredConditionScale(Of(r),
            Number(r, "mean")!.Value, Number(r, "standardDeviation")!.Value, Number(r, "lowerClip")!.Value,
            Number(r, "upperClip")!.Value)).ToValueList();
        var programme = HospitalAcquiredConditions.For(new()
        {
            Year = 2024,
            Cut = new(vector.Number("cut"), Stated),
            Scales = scales.Count == 0 ? null : new(scales, Stated),
        });
        var score = programme.Score(new()
        {
            State = vector.Text("state"),
            StatedTotal = vector.NumberOrNull("statedTotalScore") is { } total ? new() { Value = total, Decimals = 4 } : null,
            Measures = [.. rows.Select(static r => new MeasureResult(Of(r))
            {
                ZScore = Cell(r, "zScore"),
                Value = Cell(r, "value"),
                Footnote = (int?)Number(r, "footnote"),
            })],
        });
        var settlement = programme.Contract.Settle(programme.Experience(score, Money.Of(vector.Number("baseOperatingUsd")),
            Factor("purchasingFactor"), Factor("readmissionFactor"),
            vector.NumberOrNull("otherPaymentsUsd") is { } other ? Money.Of(other) : null));

        vector.Each("measures", rows, (path, row) =>
        {
            var measure = score.Measures.Single(m => m.Measure == Of(row));
            vector.Same(path + ".measure", Measures.Single(m => m.Value == measure.Measure).Key);
            vector.Same(path + ".status", InWords(measure.Kind.ToString()));
            vector.Near(path + ".zScore", measure.ZScore.Value);
        });
        vector.Near("totalScore", score.Total.Value);
        vector.Same("publishedTotalScore", score.Published);
        vector.Same("paymentReduction", InWords(score.Reduction.ToString()));
        vector.Near("paymentOtherwiseUsd", settlement.Opening);
        vector.Near("reductionUsd", settlement.Opening - settlement.Earned.Unrounded);
        vector.Near("paymentUsd", settlement.Earned.Unrounded);
        vector.Same("publishedUsd", settlement.Earned.Published);
        Agreeing.LinesReplayAndAddUp(settlement);

        Figure? Factor(string name) => vector.NumberOrNull(name) is { } factor ? new Figure { Value = factor, Unit = Unit.Factor } : null;
    }

    private static AcquiredConditionMeasure Of(JsonElement row) => Measures[row.GetProperty("measure").GetString()!];

    /// <summary>A cell that the case has and leaves null is absent for that reason.</summary>
    private static ReportedCell Cell(JsonElement row, string name) => Number(row, name) is { } number ? number
        : row.TryGetProperty(name, out _) ? ReportedCell.Absent(AbsenceKind.NotApplicable, "null in the case") : ReportedCell.Missing;

    private static decimal? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? VectorCase.Parse(value) : null;

    private static string InWords(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
