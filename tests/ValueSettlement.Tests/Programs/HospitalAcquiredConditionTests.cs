using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Programs;

/// <summary>
/// The Hospital-Acquired Condition Reduction Program against the published results of fiscal year 2024, and what cannot be settled.
/// </summary>
public sealed class HospitalAcquiredConditionTests
{
    private static readonly Authority Stated = Authority.Of("published results of fiscal year 2024");

    private static readonly (AcquiredConditionMeasure Measure, string Value, string Column)[] Columns =
    [
        (AcquiredConditionMeasure.PatientSafety, "PSI 90 Composite Value", "PSI 90"),
        (AcquiredConditionMeasure.CentralLineInfection, "CLABSI SIR", "CLABSI"),
        (AcquiredConditionMeasure.UrinaryCatheterInfection, "CAUTI SIR", "CAUTI"),
        (AcquiredConditionMeasure.SurgicalSiteInfection, "SSI SIR", "SSI"),
        (AcquiredConditionMeasure.ClostridioidesDifficile, "CDI SIR", "CDI"),
        (AcquiredConditionMeasure.ResistantStaphylococcus, "MRSA SIR", "MRSA"),
    ];

    /// <summary>Fitted on the published values and z-scores: the file prints neither mean nor clips.</summary>
    private static readonly ValueList<AcquiredConditionScale> Fitted =
    [
        new(AcquiredConditionMeasure.CentralLineInfection, 0.82817m, 0.60037m, 0m, 2.202m),
        new(AcquiredConditionMeasure.UrinaryCatheterInfection, 0.69700m, 0.53540m, 0m, 1.932m),
        new(AcquiredConditionMeasure.SurgicalSiteInfection, 0.82405m, 0.61573m, 0m, 2.158m),
        new(AcquiredConditionMeasure.ClostridioidesDifficile, 0.47245m, 0.33358m, 0m, 1.243m),
        new(AcquiredConditionMeasure.ResistantStaphylococcus, 0.88518m, 0.63350m, 0m, 2.326m),
    ];

    private static readonly HospitalAcquiredConditions Of2024 =
        HospitalAcquiredConditions.For(new() { Year = 2024, Cut = new(0.3753m, Stated), Scales = new(Fitted, Stated) });

    private static HospitalAcquiredConditionResults Printed(params decimal[] scores) => new()
    {
        State = "CA",
        ZScoreDecimals = 4,
        Measures = [.. scores.Zip(Columns).Select(static s => new MeasureResult(s.Second.Measure) { ZScore = s.First })],
    };

    /// <summary>010001, 010005 and 010006 of the published file: six z-scores, total score, reduction.</summary>
    [Theory]
    [InlineData("1.0130 0.5127 -0.4856 -0.1381 0.4753 -0.1534", "0.2040", PaymentReduction.No)]
    [InlineData("0.0239 2.2883 -0.0616 1.1335 0.0436 -0.5591", "0.4781", PaymentReduction.Yes)]
    [InlineData("1.1655 -0.2785 -0.6874 -1.3383 -1.2874 1.1110", "-0.2192", PaymentReduction.No)]
    public void Published_rows(string scores, string total, PaymentReduction reduction)
    {
        var printed = HospitalRows.Number(total);
        var hospital = Printed([.. scores.Split(' ').Select(HospitalRows.Number)]);
        var score = Of2024.Score(hospital with { StatedTotal = PrintedNumber.Of(total) });
        Assert.Equal((printed, printed, reduction), (score.Published, score.Total.Value, score.Reduction));
        Assert.True(Math.Abs(score.Mean!.Value - printed) <= 0.0001m);
    }

    /// <summary>Every total score lies within the printed digits of its z-scores, and every mark of a reduction follows from the
    /// cut.</summary>
    [Fact]
    public void The_file_of_2024()
    {
        var (scored, equal, yes, no, none, alone, left, largest) = (0, 0, 0, 0, 0, 0, 0, 0);
        foreach (var row in HospitalRows.Table(HospitalRows.Text("hac", "hac_fy2024.csv")))
        {
            var hospital = Hospital(row);
            var score = Of2024.Score(hospital);
            var marked = row["Payment Reduction"] switch
            {
                "Yes" => PaymentReduction.Yes,
                "No" => PaymentReduction.No,
                _ => PaymentReduction.NotApplicable
            };
            Assert.Equal(marked, score.Reduction);
            yes += marked == PaymentReduction.Yes ? 1 : 0;
            no += marked == PaymentReduction.No ? 1 : 0;
            none += score.Total.Value is null ? 1 : 0;
            Assert.Equal(hospital.StatedTotal is null, score.Mean is null);
            if (hospital.StatedTotal is { } printed)
            {
                scored++;
                equal += new Rounding(4).Apply(score.Mean!.Value) == printed.Value ? 1 : 0;
                alone += score.Measures.Count(static m => m.Kind != AcquiredConditionValueKind.LeftOut) == 1 ? 1 : 0;
            }

            left += score.Measures.Count(static m => m.Kind == AcquiredConditionValueKind.LeftOut);
            largest += score.Measures.Count(static m => m.Kind == AcquiredConditionValueKind.Largest);
        }

        Assert.Equal((2_972, 2_651, 728, 2_357, 157, 270), (scored, equal, yes, no, none, alone));
        Assert.Equal((4_943 + 263, 194), (left, largest));
    }

    /// <summary>Without the printed total the z-scores decide on which side of the cut a hospital lies, but for those beside it.</summary>
    [Fact]
    public void The_file_of_2024_without_its_totals()
    {
        var (agree, open) = (0, 0);
        foreach (var row in HospitalRows.Table(HospitalRows.Text("hac", "hac_fy2024.csv")))
        {
            var (given, found) = (Of2024.Score(Hospital(row)), Of2024.Score(Hospital(row) with { StatedTotal = null }));
            open += found.IsDecided ? 0 : 1;
            agree += given.Reduction == found.Reduction ? 1 : 0;
        }

        Assert.Equal((3_129, 0), (agree, open));
    }

    /// <summary>The maximum z-score of footnotes 11 and 18 is that of the upper clip.</summary>
    [Fact]
    public void The_largest_score_of_2024_is_that_of_the_clip()
    {
        var cells = 0;
        foreach (var row in HospitalRows.Table(HospitalRows.Text("hac", "hac_fy2024.csv")))
        {
            foreach (var (measure, _, column) in Columns)
            {
                if (row[column + " W Z Footnote"] is "11" or "18")
                {
                    var scale = Fitted.Single(s => s.Measure == measure);
                    var computed = Of2024.Score(new() { State = "CA", Measures = [new(measure) { Footnote = 18 }] });
                    Assert.True(Math.Abs(computed.Mean!.Value - HospitalRows.Number(row[column + " W Z Score"])) <= 0.0001m, $"{scale}");
                    Assert.Equal(AcquiredConditionValueKind.Largest, computed.Measures[0].Kind);
                    cells++;
                }
            }
        }

        Assert.Equal(194, cells);
    }

    private static HospitalAcquiredConditionResults Hospital(Dictionary<string, string> row) => new()
    {
        State = row["State"],
        ZScoreDecimals = 4,
        StatedTotal = row["Total HAC Score"] == "N/A" ? null : PrintedNumber.Of(row["Total HAC Score"]),
        Measures = [.. Columns.Select(c => new MeasureResult(c.Measure)
        {
            ZScore = row[c.Column + " W Z Score"] == "N/A" ? ReportedCell.Absent(AbsenceKind.NotApplicable, "N/A in the file")
                : HospitalRows.Number(row[c.Column + " W Z Score"]),
            Value = row[c.Value] == "N/A" ? ReportedCell.Absent(AbsenceKind.NotApplicable, "N/A in the file")
                : HospitalRows.Number(row[c.Value]),
            Footnote = row[c.Column + " W Z Footnote"] is { Length: > 0 } note ? int.Parse(note, CultureInfo.InvariantCulture) : null,
        })],
    };

    [Fact]
    public void Digits_that_lie_on_both_sides_of_the_cut_leave_the_reduction_open_until_the_total_is_stated()
    {
        var programme = HospitalAcquiredConditions.For(new() { Year = 2024, Cut = new(0.3755m, Stated) });
        var hospital = Printed(0.3755m);
        var open = programme.Score(hospital);
        Assert.Equal((PaymentReduction.Undetermined, false), (open.Reduction, open.IsDecided));
        Assert.Equal((0.37545m, 0.37555m), (open.LowestMean, open.HighestMean));
        Refused("reduction-undetermined", "score", () => programme.Experience(open, Money.Of(1m)));

        // Strictly above: the cut itself is not reduced.
        Assert.Equal(PaymentReduction.No, programme.Score(hospital with { StatedTotal = PrintedNumber.Of("0.3755") }).Reduction);
        Assert.Equal(PaymentReduction.Yes, programme.Score(hospital with { StatedTotal = PrintedNumber.Of("0.3756") }).Reduction);
        Assert.Equal(PaymentReduction.No, programme.Score(hospital with { ZScoreDecimals = null }).Reduction);
        Refused("total-contradicts", "statedTotal", () => programme.Score(hospital with { StatedTotal = PrintedNumber.Of("0.3757") }));
    }

    [Fact]
    public void The_two_factors_add_up_and_the_reduction_comes_after_both()
    {
        var score = Of2024.Score(Printed(1m));
        var settlement = Of2024.Contract.Settle(Of2024.Experience(score, Money.Of(10_000_000m), Factor(1.02m), Factor(0.98m),
            Money.Of(500_000m)));
        Assert.Equal((10_500_000m, 10_395_000m, Party.Payer), (settlement.Opening, settlement.Earned.Published, settlement.Owes));
        var statement = settlement.Statement();
        Assert.Contains("**The Medicare programme owes the hospital 10,395,000 USD.**", statement, StringComparison.Ordinal);
        Assert.Contains("Base operating DRG payments", statement, StringComparison.Ordinal);

        static Figure Factor(decimal value) => new() { Value = value, Unit = Unit.Factor };
    }

    [Fact]
    public void Maryland_has_a_score_and_no_reduction_and_a_hospital_without_a_score_none_either()
    {
        var maryland = Of2024.Score(Printed(1m, 2m) with { State = "MD" });
        Assert.Equal((PaymentReduction.NotApplicable, 1.5m), (maryland.Reduction, maryland.Published));
        var none = Of2024.Score(new() { State = "CA", Measures = [new(AcquiredConditionMeasure.SurgicalSiteInfection) { Footnote = 5 }] });
        Assert.Equal((PaymentReduction.No, null), (none.Reduction, none.Published));
        foreach (var score in new[] { maryland, none })
        {
            var settlement = Of2024.Contract.Settle(Of2024.Experience(score, Money.Of(1_000_000m)));
            Assert.Equal(1_000_000m, settlement.Earned.Published);
            Assert.All(settlement.Lines, static l => Assert.Equal(l.Value, l.Replay()));
        }
    }

    [Fact]
    public void Terms_and_inputs_that_are_unsound_say_everything_at_once()
    {
        var terms = new AcquiredConditionTerms
        {
            Year = 2019,
            Cut = new(101m, Stated),
            Scales = new([new((AcquiredConditionMeasure)8, 0m, 0m, 1m, 0m), new(AcquiredConditionMeasure.PatientSafety, 1m, 1m, 0m, 1m),
                new(AcquiredConditionMeasure.PatientSafety, 1m, 1m, 0m, 1m)], Stated),
        };
        Assert.Equal(["year-unknown", "cut-range", "measure-unknown", "scale-range", "scale-twice"],
            terms.Validate().Select(static f => f.Code));
        Assert.Equal(["scales-too-many"], (terms with
        {
            Year = 2024,
            Cut = new(0.3m, Stated),
            Scales = new([.. Enumerable.Repeat(Fitted[0], 10_001)], Stated),
        }).Validate().Select(static f => f.Code));

        var good = new MeasureResult(AcquiredConditionMeasure.PatientSafety) { ZScore = 1m };
        Assert.Equal(["state-unknown", "decimals-range", "score-range", "score-range", "measure-twice", "measure-unknown", "cell-range",
            "footnote-contradicts", "footnote-contradicts", "cell-missing"], Codes(new()
            {
                State = "md",
                ZScoreDecimals = 30,
                StatedTotal = new() { Value = 1_000m },
                Measures = [good with { ZScore = -101m }, good, new((AcquiredConditionMeasure)7) { Value = -1m },
                    new(AcquiredConditionMeasure.CentralLineInfection) { ZScore = 1m, Footnote = 5 },
                    new(AcquiredConditionMeasure.SurgicalSiteInfection) { Value = 1m, Footnote = 11 },
                    new(AcquiredConditionMeasure.ClostridioidesDifficile) { Footnote = 77 }],
            }));
        Assert.Equal(["measures-too-many"], Codes(new() { State = "CA", Measures = [.. Enumerable.Repeat(good, 10_001)] }));
        Assert.Equal(["scale-missing"], Codes(new()
        {
            State = "CA",
            Measures = [new(AcquiredConditionMeasure.PatientSafety) { Value = 1m }],
        }));
        Assert.Equal(["score-range", "cell-range"], Codes(new()
        {
            State = "CA",
            Measures = [good with { ZScore = decimal.MaxValue, Value = decimal.MaxValue }],
        }));

        var score = Of2024.Score(Printed(1m));
        var failures = Assert.Throws<SettlementException>(() => Of2024.Experience(score, Money.Of(-1m), new Figure { Value = 0m },
            new Figure { Value = 1.1m }, new Figure { Value = 1m, Unit = Unit.Count })).Failures;
        Assert.Equal(["payments-range", "figure-unit", "factor-range", "factor-range"], failures.Select(static f => f.Code));
        var other = HospitalAcquiredConditions.For(new() { Year = 2024, Cut = new(0.4m, Stated) });
        Refused("figures-of-other-terms", "score", () => other.Experience(score, Money.Of(1m)));

        static IEnumerable<string> Codes(HospitalAcquiredConditionResults hospital) =>
            Assert.Throws<SettlementException>(() => Of2024.Score(hospital)).Failures.Select(static f => f.Code);
    }

    private static readonly Gen<decimal[]> Scores =
        Gen.NonEmptyListOf(Gen.Choose(-25_000, 25_000)).Select(static x => x.Take(6).Select(static z => z / 10_000m).ToArray());

    [Fact]
    public void A_better_score_never_pays_less_in_any_order() => CurveProperty.Holds(Scores, 300, static scores =>
    {
        var hospital = Printed(scores) with { ZScoreDecimals = null };
        var score = Of2024.Score(hospital);
        Assert.InRange(score.Mean!.Value, scores.Min(), scores.Max());
        Assert.Equal(score, Of2024.Score(hospital with { Measures = [.. hospital.Measures.Reverse()] }));
        var paid = Paid(score);
        var better = Of2024.Score(hospital with
        {
            Measures = [.. hospital.Measures.Select((m, i) => i == 0 ? m with { ZScore = m.ZScore.Value!.Value - 0.01m } : m)],
        });
        Assert.True(Paid(better) >= paid);
        Assert.Equal(score.Mean > 0.3753m ? 990_000m : 1_000_000m, paid);

        static decimal Paid(AcquiredConditionScore score) =>
            Of2024.Contract.Settle(Of2024.Experience(score, Money.Of(1_000_000m))).Earned.Published;
    });

    private static void Refused(string code, string path, Func<object> make)
    {
        var failure = Assert.Single(Assert.Throws<SettlementException>(() => { make(); }).Failures);
        Assert.Equal((code, path), (failure.Code, failure.Path));
    }
}
