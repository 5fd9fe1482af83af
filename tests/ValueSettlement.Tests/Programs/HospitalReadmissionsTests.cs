using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Programs;

/// <summary>
/// The Hospital Readmissions Reduction Program against published rows (supplemental files of fiscal years 2026 and 2027), and what cannot
/// be settled.
/// </summary>
public sealed class HospitalReadmissionsTests
{
    private static readonly HospitalReadmissionsReduction Of2026 = HospitalReadmissionsReduction.For(HospitalRows.Terms2026);
    private static readonly HospitalReadmissionsReduction Of2027 = HospitalReadmissionsReduction.For(HospitalRows.Terms2027);
    private static readonly HospitalReadmissionsReduction Of2027Printed = HospitalReadmissionsReduction.For(HospitalRows.Terms2027Printed);
    private static readonly Authority Stated = Authority.Of("a file");

    private static ReadmissionsFactor In2026(string id) => Of2026.Factor(HospitalRows.Of2026[id].Inputs);

    private static ReadmissionsFactor In2027(string id) => Of2027.Factor(HospitalRows.Of2027[id].Inputs);

    private static decimal? Contribution(ReadmissionsFactor factor, ReadmissionsCondition condition) =>
        factor.Contributions.SingleOrDefault(c => c.Condition == condition)?.Amount.Value;

    /// <summary>Contribution of each condition in the order of the files, sum, reduction before the limit to ten decimals,
    /// factor.</summary>
    [Theory]
    [InlineData("050002", "0.001615430032 0.00158521598 0.0021419233 0.004932017556 - 0.00938621152", "0.019660798388", "0.0189269980",
        "0.9811")]
    [InlineData("050006", "0 0 0 0 0.00018780489 0", "0.00018780489", "0.0001807954", "0.9998")]
    [InlineData("050030", "0.00035091911 0.00137720203 0.006068273519 0.033204310997 - 0.001617337979", "0.042618043635", "0.0410274095",
        "0.9700")]
    [InlineData("050055", "- 0.000241222074 0 0.001057245189 - 0", "0.001298467263", "0.0012500045", "0.9987")]
    [InlineData("050022", "0.000498294423 0.000248778372 0.001480926992 0.00287532016 0.000123720783 0.00074966987", "0.0059767106",
        "0.0057536417", "0.9942")]
    [InlineData("050028", "- 0.000047191877 0 0 - 0.000397885797", "0.000445077674", "0.0004284660", "0.9996")]
    [InlineData("050043", "0 0.000017714802 0 0 0 0", "0.000017714802", "0.0000170536", "1")]
    public void Worked_rows_of_2026(string id, string contributions, string sum, string before, string fromDigits)
    {
        var factor = In2026(id);
        foreach (var (condition, expected) in Enum.GetValues<ReadmissionsCondition>().Zip(contributions.Split(' ')))
        {
            Assert.Equal(expected == "-" ? null : HospitalRows.Number(expected), Contribution(factor, condition));
        }

        var line = factor.Factor.Lines.Single(static l => l.Key == "contributions");
        Assert.Equal(HospitalRows.Number(sum), line.Value);
        Assert.Equal(HospitalRows.Number(before), new Rounding(10).Apply(factor.BeforeLimit));
        Assert.Equal(HospitalRows.Number(fromDigits), factor.FromPrintedDigits);
        Assert.All(factor.Factor.Lines, static l => Assert.Equal(l.Value, l.Replay()));
    }

    /// <summary>The worked row of 2027: four digits, and the interval with the modifier and medians of six.</summary>
    [Fact]
    public void Worked_row_of_2027_is_undetermined()
    {
        var printed = Of2027Printed.Factor(HospitalRows.Of2027["010012"].Inputs);
        Assert.Equal(0.01145310m, new Rounding(8).Apply(printed.BeforeLimit));
        Assert.Equal(0.9885m, printed.FromPrintedDigits);
        var factor = In2027("010012");
        Assert.Equal((0.01142569m, 0.01146417m), (Eight(factor.LowestReduction), Eight(factor.HighestReduction)));
        Assert.Equal((0.9885m, 0.9886m, false), (factor.LowestFactor, factor.HighestFactor, factor.IsDecided));
        Assert.Null(factor.Factor.Value);
        Assert.True(factor.Allows(0.9886m));
    }

    [Fact]
    public void T1_digits_that_straddle_a_half_are_undetermined_and_say_which_digits_would_decide()
    {
        var (row, factor) = (HospitalRows.Of2026["050055"], In2026("050055"));
        Assert.Equal(0.0012500045m, new Rounding(10).Apply(factor.BeforeLimit));
        Assert.Equal((0.00124993m, 0.00125007m), (Eight(factor.LowestReduction), Eight(factor.HighestReduction)));
        Assert.False(factor.IsDecided);
        Assert.Equal((0.9987m, 0.9988m, 0.9988m), (factor.LowestFactor, factor.HighestFactor, row.Published));
        Assert.Null(factor.Factor.Value);
        Assert.Equal(AbsenceKind.NotCalculable, factor.Factor.Absence!.Kind);
        Assert.Equal("The printed digits allow the factors 0.9987 to 0.9988: the reduction lies between 0.00124993… and 0.00125007…. More "
            + "digits would decide it, first of the excess ratio of pneumonia (6 decimals), the median of pneumonia (6 decimals), "
            + "the payment ratio of chronic obstructive pulmonary disease (6 decimals).", factor.Undetermined);

        // Nobody settles it before the published factor is stated, and then a line says whose it is.
        Refused("factor-undetermined", "factor", () => Of2026.Experience(factor, Money.Of(10_000_000m)));
        Refused("factor-contradicts", "published", () => Of2026.Experience(factor, Money.Of(10_000_000m), 0.9989m));
        Refused("factor-contradicts", "published", () => Of2026.Experience(factor, Money.Of(10_000_000m), 0.99875m));
        var settlement = Of2026.Contract.Settle(Of2026.Experience(factor, Money.Of(10_000_000m), 0.9988m));
        Assert.Equal(-12_000m, settlement.Earned.Published);
        Assert.Contains("The published factor is used", settlement.Lines.Single(static l => l.Key == "adjustment-factor-published").Note,
            StringComparison.Ordinal);
    }

    [Fact]
    public void T2_a_condition_counts_from_25_discharges_on_and_a_printed_ratio_is_no_sign_of_it()
    {
        Assert.Equal(0.000397885797m, Contribution(In2026("050028"), ReadmissionsCondition.HipOrKneeReplacement));
        Assert.NotNull(Contribution(In2026("050235"), ReadmissionsCondition.CoronaryBypass));
        Assert.NotNull(Contribution(In2026("050777"), ReadmissionsCondition.HeartFailure));
        foreach (var id in new[] { "050028", "050235", "050777" })
        {
            Assert.Equal(HospitalRows.Of2026[id].Published, In2026(id).Factor.Value);
        }

        var few = HospitalRows.Of2026["050073"];
        Assert.Equal(0.9999m, few.Published);
        Assert.Equal(few.Published, In2026("050073").Factor.Value);
        var left = In2026("050073").Contributions.Single(static c => c.Condition == ReadmissionsCondition.HeartFailure);
        Assert.Equal(AbsenceKind.TooSmall, left.Amount.Absence!.Kind);
        var counted = HospitalReadmissionsReduction.For(HospitalRows.Terms2026 with
        {
            Rules = Of2026.Rules with { LeastDischarges = new(24m, Stated) },
        });
        Assert.Equal(0.9997m, counted.Factor(few.Inputs).FromPrintedDigits);
    }

    [Fact]
    public void T3_a_ratio_may_be_missing_where_the_excess_ratio_is_printed()
    {
        var row = HospitalRows.Of2026["050765"];
        Assert.Null(row.Inputs.Conditions[0].PaymentRatio.Value);
        Assert.Equal(1.012058m, row.Inputs.Conditions[0].ExcessRatio.Value);
        Assert.Equal(1m, In2026("050765").Factor.Value);

        // With 25 discharges and no payment ratio it does not count either, for a reason; without one it is refused.
        var heart = row.Inputs.Conditions[0] with { Discharges = 25m };
        Assert.Equal(1m, Of2026.Factor(row.Inputs with { Conditions = [heart] }).Factor.Value);
        Refused("cell-missing", "conditions[0].paymentRatio", () =>
            Of2026.Factor(row.Inputs with { Conditions = [heart with { PaymentRatio = ReportedCell.Missing }] }));
    }

    [Fact]
    public void T4_a_ratio_above_the_median_may_reduce_nothing()
    {
        Assert.Equal(1m, In2026("050043").Factor.Value);
        Assert.False(In2026("050043").IsReduced);
        foreach (var id in new[] { "010022", "010087" })
        {
            var row = HospitalRows.Of2027[id];
            Assert.Contains("1", row.Flags.Values);
            Assert.Equal(1m, row.Published);
            Assert.True(In2027(id).Allows(1m));
            Assert.Equal(1m, In2027(id).FromPrintedDigits);
        }
    }

    [Fact]
    public void T5_the_limit_comes_after_the_modifier()
    {
        var (many, one) = (In2026("050030"), In2026("050766"));
        Assert.Equal((0.0410m, 0.97m), (new Rounding(4).Apply(many.BeforeLimit), many.Factor.Value));
        Assert.Equal((0.0447m, 0.97m), (new Rounding(4).Apply(one.BeforeLimit), one.Factor.Value));
        Assert.Single(one.Contributions, static c => c.Amount.Value > 0m);

        // The limit before the modifier would give .9711.
        Assert.Equal(0.9711m, new Rounding(4).Apply(1m - (0.03m * HospitalRows.Number(HospitalRows.NeutralityModifier2026))));
    }

    /// <summary>Inputs cut to four digits come out a ten-thousandth beside the published factor: they no longer decide it.</summary>
    [Theory]
    [InlineData("050022")]
    [InlineData("050135")]
    [InlineData("050471")]
    [InlineData("050481")]
    [InlineData("050764")]
    public void T6_inputs_of_four_digits_leave_the_factor_open(string id)
    {
        var row = HospitalRows.Of2026[id];
        var four = new Rounding(4);
        decimal? Cut(ReportedCell cell) => cell.Value is { } value ? four.Apply(value) : null;
        ReportedCell Cell(ReportedCell cell) => Cut(cell) is { } value ? value : cell;
        var programme = HospitalReadmissionsReduction.For(HospitalRows.Terms2026 with
        {
            Medians = new([.. HospitalRows.Terms2026.Medians!.Value.Select(m =>
                m with { Ratio = new() { Value = four.Apply(m.Ratio.Value), Decimals = 4 } })], Stated),
        });
        var cut = programme.Factor(row.Inputs with
        {
            ExcessRatioDecimals = 4,
            PaymentRatioDecimals = 4,
            Conditions = [.. row.Inputs.Conditions.Select(c =>
                c with { ExcessRatio = Cell(c.ExcessRatio), PaymentRatio = Cell(c.PaymentRatio) })],
        });
        Assert.Equal(row.Published, In2026(id).Factor.Value);
        Assert.Equal(0.0001m, Math.Abs(cut.FromPrintedDigits - row.Published));
        Assert.False(cut.IsDecided);
        Assert.True(cut.Allows(row.Published));
    }

    [Theory]
    [InlineData("010012")]
    [InlineData("010169")]
    [InlineData("030006")]
    [InlineData("040088")]
    [InlineData("050017")]
    public void T6_files_of_four_digits_leave_the_factor_open(string id)
    {
        var row = HospitalRows.Of2027[id];
        var factor = Of2027Printed.Factor(row.Inputs);
        Assert.Equal(0.0001m, Math.Abs(factor.FromPrintedDigits - row.Published));
        Assert.False(factor.IsDecided);
        Assert.True(factor.Allows(row.Published));
    }

    /// <summary>The share of dually eligible patients is ambiguous at four digits (0.1824 ends group 2 and opens 3), so it is no input at
    /// all: the group is, and it is needed.</summary>
    [Fact]
    public void T7_the_peer_group_is_an_input()
    {
        Assert.Equal((2, 1), (HospitalRows.Of2027["010001"].Inputs.PeerGroup, HospitalRows.Of2027["030119"].Inputs.PeerGroup));
        Refused("peer-group-missing", "peerGroup", () => Of2027.Factor(HospitalRows.Of2027["010001"].Inputs with { PeerGroup = null }));
        Refused("peer-group-unknown", "peerGroup", () => Of2027.Factor(HospitalRows.Of2027["010001"].Inputs with { PeerGroup = 6 }));
        foreach (var id in new[] { "010001", "030119" })
        {
            Assert.True(In2027(id).Allows(HospitalRows.Of2027[id].Published));
        }

        // The neighbour's medians give another factor.
        var row = HospitalRows.Of2026["050002"];
        Assert.NotEqual(row.Published, Of2026.Factor(row.Inputs with { PeerGroup = 4 }).Factor.Value);
    }

    /// <summary>A rounded ratio is not rounded again: 1.097150 (050024, heart failure) is 1.0971 in the file of four digits, and halves up
    /// would make 1.0972.</summary>
    [Fact]
    public void T9_rounded_ratios_are_never_rounded_again()
    {
        var row = HospitalRows.Of2026["050024"];
        var heart = row.Inputs.Conditions.Single(static c => c.Condition == ReadmissionsCondition.HeartFailure);
        Assert.Equal(1.097150m, heart.ExcessRatio.Value);
        Assert.Equal(row.Published, In2026("050024").Factor.Value);
        Refused("digits-contradict", "conditions[2].excessRatio", () => Of2026.Factor(row.Inputs with
        {
            ExcessRatioDecimals = 4,
            Conditions = [new(ReadmissionsCondition.HeartAttack) { Discharges = 1m, ExcessRatio = 1m, PaymentRatio = 0.01m },
                new(ReadmissionsCondition.Pneumonia) { Discharges = 1m, ExcessRatio = 1m, PaymentRatio = 0.01m },
                heart],
        }));
    }

    /// <summary>The quotient of predicted and expected readmissions of four digits is often .0001 beside the printed ratio: there is no way
    /// to state them.</summary>
    [Fact]
    public void T10_the_excess_ratio_is_an_input() => Assert.Equal(["Condition", "Discharges", "ExcessRatio", "PaymentRatio"],
        typeof(ConditionReadmissions).GetProperties().Select(static p => p.Name).Order());

    [Fact]
    public void T11_cells_without_a_number_say_why_and_are_never_zero()
    {
        var row = HospitalRows.Of2026["050006"];
        var few = new ConditionReadmissions(ReadmissionsCondition.HeartFailure)
        {
            Discharges = ReportedCell.Absent(AbsenceKind.TooSmall, "N/A in the public file"),
            ExcessRatio = ReportedCell.Absent(AbsenceKind.TooSmall, "N/A in the public file"),
            PaymentRatio = 0.035745m,
        };
        var factor = Of2026.Factor(row.Inputs with { Conditions = [few, row.Inputs.Conditions[4]] });
        Assert.Equal(0.9998m, factor.Factor.Value);
        var absence = factor.Contributions.Single(static c => c.Condition == ReadmissionsCondition.HeartFailure).Amount.Absence!;
        Assert.Equal((AbsenceKind.TooSmall, "It does not count: N/A in the public file"), (absence.Kind, absence.Reason));
        Refused("cell-missing", "conditions[0].discharges", () =>
            Of2026.Factor(row.Inputs with { Conditions = [few with { Discharges = ReportedCell.Missing }] }));
        Refused("ratio-missing", "conditions[0].excessRatio", () =>
            Of2026.Factor(row.Inputs with { Conditions = [few with { Discharges = 25m }] }));
    }

    /// <summary>Two years of discharges or three are the file's matter; the contract covers the fiscal year that is paid.</summary>
    [Fact]
    public void T13_the_term_is_the_fiscal_year()
    {
        Assert.Equal(new(new(2025, 10, 1), new(2026, 9, 30)), Of2026.Contract.Term);
        Assert.Equal(new(new(2026, 10, 1), new(2027, 9, 30)), Of2027.Contract.Term);
    }

    [Fact]
    public void Files_of_2026_every_factor_lies_inside_and_every_decided_one_is_equal() =>
        Compare(Of2026, HospitalRows.File("hrrp_fy2026_california.csv", 6), hospitals: 244, undetermined: 1, reduced: 196);

    [Fact]
    public void Files_of_2027_every_factor_lies_inside_and_every_decided_one_is_equal() =>
        Compare(Of2027, HospitalRows.File("hrrp_fy2027.csv", 4), hospitals: 202, undetermined: 35, reduced: 158);

    [Fact]
    public void Files_of_2027_with_four_digits_throughout() =>
        Compare(Of2027Printed, HospitalRows.File("hrrp_fy2027.csv", 4), hospitals: 202, undetermined: 50, reduced: 158);

    /// <summary>T8: a published indicator says that a condition has 25 discharges and a ratio above the median. T3: twenty cells of the
    /// whole file have an excess ratio and no payment ratio, all of them with few discharges.</summary>
    [Fact]
    public void T8_the_indicator_is_what_counts_with_a_ratio_above_the_median()
    {
        var (cells, without) = (0, 0);
        foreach (var row in HospitalRows.File("hrrp_fy2027.csv", 4).Values)
        {
            foreach (var condition in row.Inputs.Conditions)
            {
                var median = HospitalRows.Terms2027Printed.Medians!.Value.Single(m =>
                    m.PeerGroup == row.Inputs.PeerGroup && m.Condition == condition.Condition).Ratio.Value;
                var counts = condition.Discharges.Value >= 25m && condition.ExcessRatio.Value > median;
                Assert.Equal(counts, row.Flags[condition.Condition] == "1");
                cells++;
                without += condition.PaymentRatio.Value is null ? 1 : 0;
                Assert.True(condition.PaymentRatio.Value is not null || condition.Discharges.Value <= 21m);
            }
        }

        Assert.Equal((988, 16), (cells, without));
    }

    private static void Compare(HospitalReadmissionsReduction programme, IReadOnlyDictionary<string, HospitalRow> rows, int hospitals,
        int undetermined, int reduced)
    {
        var open = 0;
        foreach (var row in rows.Values)
        {
            var factor = programme.Factor(row.Inputs);
            Assert.True(factor.Allows(row.Published), $"{row.Id}: published {row.Published}, {factor}");
            open += factor.IsDecided ? 0 : 1;
            Assert.Equal(factor.IsDecided ? row.Published : null, factor.Factor.Value);
        }

        Assert.Equal((hospitals, undetermined, reduced), (rows.Count, open, rows.Values.Count(static r => r.Published < 1m)));
    }

    [Fact]
    public void A_settlement_says_what_the_hospital_loses_in_the_programmes_words()
    {
        var settlement = Of2026.Contract.Settle(Of2026.Experience(In2026("050002"), Money.Of(84_000_000m), 0.9811m));
        Assert.Equal((-1_587_600m, Party.Provider), (settlement.Earned.Published, settlement.Owes));
        var statement = settlement.Statement();
        Assert.Contains("**The hospital owes the Medicare programme 1,587,600 USD.**", statement, StringComparison.Ordinal);
        Assert.Contains("base operating DRG payments", statement, StringComparison.Ordinal);
        Assert.Contains("Contribution of heart failure", statement, StringComparison.Ordinal);
        var none = Of2026.Contract.Settle(Of2026.Experience(In2026("050043"), Money.Of(84_000_000m)));
        Assert.Equal((0m, Party.Neither), (none.Earned.Published, none.Owes));
    }

    [Theory]
    [InlineData(2013, "0.99")]
    [InlineData(2014, "0.98")]
    [InlineData(2015, "0.97")]
    [InlineData(2018, "0.97")]
    public void To_2018_a_ratio_is_compared_with_one_and_the_least_factor_is_dated(int year, string least)
    {
        var programme = HospitalReadmissionsReduction.For(new() { Year = year });
        HospitalReadmissions Of(decimal ratio) => new()
        {
            ExcessRatioDecimals = 4,
            PaymentRatioDecimals = 4,
            Conditions = [new(ReadmissionsCondition.HeartFailure) { Discharges = 25m, ExcessRatio = ratio, PaymentRatio = 0.1m }],
        };
        Assert.Equal(HospitalRows.Number(least), programme.Factor(Of(2m)).Factor.Value);
        Assert.Equal(1m, programme.Factor(Of(0.5m)).Factor.Value);
        Assert.Equal(0.995m, programme.Factor(Of(1.05m)).FromPrintedDigits);
    }

    [Fact]
    public void Half_units_move_up_and_the_rounding_is_that_of_the_reduction()
    {
        // A reduction of exactly .00125 is .0013, and the factor .9987; half away from zero of the factor would be .9988.
        var programme = HospitalReadmissionsReduction.For(new() { Year = 2016 });
        var factor = programme.Factor(new()
        {
            ExcessRatioDecimals = null,
            PaymentRatioDecimals = null,
            Conditions = [new(ReadmissionsCondition.HeartFailure) { Discharges = 25m, ExcessRatio = 1.0125m, PaymentRatio = 0.1m }],
        });
        Assert.Equal((0.99875m, 0.9987m), (factor.Unrounded, factor.Factor.Value));
    }

    [Fact]
    public void Terms_that_never_existed_say_everything_at_once()
    {
        Assert.Equal(["modifier-missing", "medians-missing"], Codes(new() { Year = 2019 }));
        Assert.Equal(["year-unknown"], Codes(new() { Year = 2012 }));
        Assert.Equal(["year-unknown"], Codes(new() { Year = int.MaxValue }));
        Assert.Equal(["term-unused", "term-unused"], Codes(HospitalRows.Terms2026 with { Year = 2018 }));
        Assert.Equal(["ratio-range", "peer-group-unknown", "condition-unknown", "ratio-range", "decimals-range",
            "digits-contradict", "median-twice"], Codes(new()
            {
                Year = 2026,
                NeutralityModifier = new(new() { Value = 0m }, Stated),
                Medians = new([new(6, (ReadmissionsCondition)9, new() { Value = -1m, Decimals = 21 }),
                    new(1, ReadmissionsCondition.Pneumonia, PrintedNumber.Of("1.0")),
                    new(1, ReadmissionsCondition.Pneumonia, new() { Value = 1.01m, Decimals = 1 })], Stated),
            }));
        Assert.Equal(["medians-too-many"], Codes(HospitalRows.Terms2026 with
        {
            Medians = new([.. Enumerable.Repeat(HospitalRows.Terms2026.Medians!.Value[0], 10_001)], Stated),
        }));
        Assert.Equal(["rate-range", "discharges-range", "reference-unknown", "decimals-range"], Codes(new()
        {
            Year = 2016,
            Rules = new()
            {
                GreatestReduction = new(200.Percent(), Stated),
                LeastDischarges = new(-1m, Stated),
                ComparedWith = new((ReadmissionsReference)7, Stated),
                FactorDecimals = new(4.5m, Stated),
            },
        }));

        static IEnumerable<string> Codes(ReadmissionsTerms terms) => terms.Validate().Select(static f => f.Code);
    }

    [Fact]
    public void Hostile_inputs_say_everything_at_once()
    {
        var sound = new ConditionReadmissions(ReadmissionsCondition.HeartFailure)
        {
            Discharges = 25m,
            ExcessRatio = 1m,
            PaymentRatio = 0.1m,
        };
        HospitalReadmissions Of(params ConditionReadmissions[] conditions) => new()
        {
            PeerGroup = 5,
            ExcessRatioDecimals = 6,
            PaymentRatioDecimals = 6,
            Conditions = [.. conditions],
        };
        Assert.Equal(["condition-twice", "condition-unknown", "cell-range", "cell-range", "cell-range", "discharges-range"], Codes(Of(sound,
            sound, new((ReadmissionsCondition)(-1)) { Discharges = -1m, ExcessRatio = -0.1m, PaymentRatio = 1.000001m },
            sound with { Condition = ReadmissionsCondition.Pneumonia, Discharges = 24.5m })));
        Assert.Equal(["conditions-too-many"], Codes(Of([.. Enumerable.Repeat(sound, 10_001)])));
        Assert.Equal(["cell-range", "cell-range", "cell-range"], Codes(Of(sound with
        {
            Discharges = decimal.MaxValue,
            ExcessRatio = decimal.MaxValue,
            PaymentRatio = decimal.MaxValue,
        })));
        Assert.Equal(["decimals-range", "decimals-range"], Codes(Of(sound) with { ExcessRatioDecimals = -1, PaymentRatioDecimals = 21 }));
        var without = HospitalReadmissionsReduction.For(HospitalRows.Terms2026 with { Medians = new([], Stated) });
        Refused("median-missing", "conditions[0].condition", () => without.Factor(Of(sound)));

        var factor = In2026("050002");
        Refused("payments-range", "baseOperatingPayments", () => Of2026.Experience(factor, Money.Of(-1m)));
        Refused("payments-missing", "baseOperatingPayments", () =>
            Of2026.Experience(factor, Figure.Absent(AbsenceKind.Missing, "not known")));
        Refused("payments-range", "baseOperatingPayments", () =>
            Of2026.Experience(factor, new Figure { Value = decimal.MaxValue, Unit = Unit.Money }));
        Refused("figure-unit", "baseOperatingPayments", () => Of2026.Experience(factor, new Figure { Value = 1m, Unit = Unit.Count }));
        Refused("factor-contradicts", "published", () => Of2026.Experience(factor, Money.Of(1m), 0.9812m));
        Refused("figures-of-other-terms", "factor", () => Of2027.Experience(factor, Money.Of(1m)));
        Assert.Throws<FormatException>(() => PrintedNumber.Of("1,5"));
        Assert.Throws<FormatException>(() => PrintedNumber.Of("0.123456789012345678901"));

        static IEnumerable<string> Codes(HospitalReadmissions hospital) =>
            Assert.Throws<SettlementException>(() => Of2026.Factor(hospital)).Failures.Select(static f => f.Code);
    }

    private static readonly Gen<HospitalReadmissions> Hospitals =
        from cells in Gen.ListOf(Gen.Choose(0, 60).SelectMany(static n => Gen.Choose(700_000, 1_500_000).SelectMany(ratio =>
            Gen.Choose(0, 150_000).Select(share => (n, ratio, share)))), 6)
        from peers in Gen.Choose(1, 5)
        select new HospitalReadmissions
        {
            PeerGroup = peers,
            ExcessRatioDecimals = 6,
            PaymentRatioDecimals = 6,
            Conditions = [.. cells.Zip(Enum.GetValues<ReadmissionsCondition>()).Select(static c => new ConditionReadmissions(c.Second)
            {
                Discharges = c.First.n,
                ExcessRatio = c.First.ratio / 1_000_000m,
                PaymentRatio = c.First.share / 1_000_000m,
            })],
        };

    [Fact]
    public void A_better_ratio_never_pays_less_and_the_limit_is_never_exceeded_in_any_order() =>
        CurveProperty.Holds(Hospitals, 300, static hospital =>
        {
            var factor = Of2026.Factor(hospital);
            Assert.InRange(factor.Unrounded, 0.97m, 1m);
            Assert.InRange(factor.LowestFactor, 0.97m, factor.HighestFactor);
            Assert.InRange(factor.FromPrintedDigits, factor.LowestFactor, factor.HighestFactor);
            Assert.True(factor.HighestFactor <= 1m);
            Assert.InRange(1m - factor.Unrounded, factor.LowestReduction.Value!.Value, factor.HighestReduction.Value!.Value);
            var backwards = Of2026.Factor(hospital with { Conditions = [.. hospital.Conditions.Reverse()] });
            Assert.Equal(factor, backwards);
            for (var i = 0; i < hospital.Conditions.Count; i++)
            {
                var one = hospital.Conditions[i];
                var better = Of2026.Factor(hospital with
                {
                    Conditions = [.. hospital.Conditions.Select(c => c != one ? c
                        : c with { ExcessRatio = c.ExcessRatio.Value!.Value - 0.001m })],
                });
                Assert.True(better.Unrounded >= factor.Unrounded && better.LowestFactor >= factor.LowestFactor);
            }

            if (factor.IsDecided)
            {
                var settlement = Of2026.Contract.Settle(Of2026.Experience(factor, Money.Of(1_000_000m)));
                Assert.InRange(settlement.Earned.Unrounded, -30_000m, 0m);
            }
        });

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("fa-IR")]
    public void Words_are_the_same_in_every_culture(string culture)
    {
        static string Words() => In2026("050055").ToString() + Of2026.Contract.Settle(Of2026.Experience(In2026("050002"),
            Money.Of(84_000_000m))).Statement();
        Assert.Equal(Words(), Culture.In(CultureInfo.GetCultureInfo(culture), Words));
    }

    private static decimal Eight(Figure figure) => new Rounding(8).Apply(figure.Value!.Value);

    private static void Refused(string code, string path, Func<object> make)
    {
        var failure = Assert.Single(Assert.Throws<SettlementException>(() => { make(); }).Failures);
        Assert.Equal((code, path), (failure.Code, failure.Path));
    }
}
