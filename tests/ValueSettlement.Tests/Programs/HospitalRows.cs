using System.Globalization;
using System.Text;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Docs;

namespace ValueSettlement.Tests.Programs;

/// <summary>
/// Rows of the supplemental files of the Hospital Readmissions Reduction Program, in the columns of their transcripts: those that the tests
/// name stand here, from the files of fiscal years 2026 (California, inputs of six digits) and 2027 (inputs of four digits); whole files
/// are read where they are beside the project.
/// </summary>
internal static class HospitalRows
{
    public const string NeutralityModifier2026 = "0.9626769795624243";
    public const string NeutralityModifier2027 = "0.962847";
    public const string NeutralityModifier2027Printed = "0.9628";

    private static readonly string Medians2026 = string.Join('\n',
    [
        "peer,condition,median_err",
        "1,ami,0.996063",
        "1,copd,0.996458",
        "1,hf,0.992898",
        "1,pn,0.990829",
        "1,cabg,0.996410",
        "1,tha_tka,0.993909",
        "2,ami,0.996448",
        "2,copd,0.996530",
        "2,hf,0.992156",
        "2,pn,0.989224",
        "2,cabg,1.000846",
        "2,tha_tka,0.991823",
        "3,ami,0.995324",
        "3,copd,0.993453",
        "3,hf,0.994907",
        "3,pn,0.993178",
        "3,cabg,0.993409",
        "3,tha_tka,0.990657",
        "4,ami,0.996970",
        "4,copd,0.996173",
        "4,hf,1.000545",
        "4,pn,0.995739",
        "4,cabg,1.009102",
        "4,tha_tka,0.995437",
        "5,ami,1.001842",
        "5,copd,1.002005",
        "5,hf,1.016441",
        "5,pn,1.010102",
        "5,cabg,0.999093",
        "5,tha_tka,0.990539",
    ]);

    private static readonly string Medians2027 = string.Join('\n',
    [
        "peer,condition,median_err_6,median_err_4,dual_from,dual_to",
        "1,ami,0.995462,0.9955,0.0000,0.1370",
        "1,copd,0.995446,0.9954,0.0000,0.1370",
        "1,hf,0.992834,0.9928,0.0000,0.1370",
        "1,pn,0.994544,0.9945,0.0000,0.1370",
        "1,cabg,0.983725,0.9837,0.0000,0.1370",
        "1,tha_tka,0.994171,0.9942,0.0000,0.1370",
        "2,ami,0.996840,0.9968,0.1370,0.1824",
        "2,copd,0.994356,0.9944,0.1370,0.1824",
        "2,hf,0.994028,0.9940,0.1370,0.1824",
        "2,pn,0.990896,0.9909,0.1370,0.1824",
        "2,cabg,0.996091,0.9961,0.1370,0.1824",
        "2,tha_tka,0.998775,0.9988,0.1370,0.1824",
        "3,ami,0.996478,0.9965,0.1824,0.2332",
        "3,copd,0.996240,0.9962,0.1824,0.2332",
        "3,hf,0.995025,0.9950,0.1824,0.2332",
        "3,pn,0.995549,0.9955,0.1824,0.2332",
        "3,cabg,0.989532,0.9895,0.1824,0.2332",
        "3,tha_tka,0.993646,0.9936,0.1824,0.2332",
        "4,ami,0.996320,0.9963,0.2333,0.3144",
        "4,copd,0.997597,0.9976,0.2333,0.3144",
        "4,hf,1.002671,1.0027,0.2333,0.3144",
        "4,pn,0.994094,0.9941,0.2333,0.3144",
        "4,cabg,1.005565,1.0056,0.2333,0.3144",
        "4,tha_tka,0.991430,0.9914,0.2333,0.3144",
        "5,ami,1.004204,1.0042,0.3146,1.0000",
        "5,copd,1.002777,1.0028,0.3146,1.0000",
        "5,hf,1.014286,1.0143,0.3146,1.0000",
        "5,pn,1.009278,1.0093,0.3146,1.0000",
        "5,cabg,1.003727,1.0037,0.3146,1.0000",
        "5,tha_tka,0.993055,0.9931,0.3146,1.0000",
    ]);

    private static readonly string Rows2026 = string.Join('\n',
    [
        "ccn,peer,neutrality_modifier,ami_n,ami_err,ami_ratio,ami_status,copd_n,copd_err,copd_ratio,copd_status,hf_n,hf_err,hf_ratio,hf_status,pn_n,pn_err,pn_ratio,pn_status,cabg_n,cabg_err,cabg_ratio,cabg_status,tha_tka_n,tha_tka_err,tha_tka_ratio,tha_tka_status,paf",
        "050002,5,0.9626769795624243,49,1.090485,0.018224,eligible,71,1.098753,0.016385,eligible,135,1.076523,0.035650,eligible,153,1.110485,0.049132,eligible,,,,none,115,1.201323,0.044530,eligible,0.9811",
        "050006,5,0.9626769795624243,204,0.905493,0.029418,eligible,79,0.961180,0.006958,eligible,417,0.867477,0.035745,eligible,431,0.824836,0.046754,eligible,27,1.020023,0.008973,eligible,65,0.954649,0.007218,eligible,0.9998",
        "050030,5,0.9626769795624243,51,1.089353,0.004010,eligible,99,1.254471,0.005455,eligible,285,1.360584,0.017633,eligible,833,1.425483,0.079937,eligible,,,,none,134,1.111806,0.013337,eligible,0.9700",
        "050055,5,0.9626769795624243,11,0.993508,0.001984,insufficient,50,1.034878,0.007338,eligible,190,1.011341,0.036898,eligible,149,1.041833,0.033319,eligible,,,,none,344,0.811505,0.087595,eligible,0.9988",
        "050022,5,0.9626769795624243,204,1.024825,0.021681,eligible,79,1.050106,0.005172,eligible,283,1.089289,0.020329,eligible,415,1.085542,0.038114,eligible,36,1.011526,0.009951,eligible,93,1.091274,0.007442,eligible,0.9942",
        "050028,5,0.9626769795624243,7,0.981682,0.006032,insufficient,35,1.004076,0.022787,eligible,35,0.996496,0.025325,eligible,81,0.964871,0.064671,eligible,,,,none,25,1.005128,0.027273,eligible,0.9996",
        "050043,5,0.9626769795624243,345,0.899423,0.043685,eligible,109,1.005007,0.005901,eligible,544,0.952372,0.038641,eligible,297,0.888834,0.024245,eligible,88,0.873638,0.023288,eligible,139,0.964288,0.011985,eligible,1.0000",
        "050235,5,0.9626769795624243,267,1.033185,0.020130,eligible,235,1.048381,0.010152,eligible,650,1.152839,0.031299,eligible,727,1.127907,0.047321,eligible,25,1.092227,0.004941,eligible,48,0.999446,0.003568,eligible,0.9890",
        "050777,3,0.9626769795624243,2,0.990809,0.000660,insufficient,7,1.011960,0.003138,insufficient,25,1.033516,0.011399,eligible,18,1.012460,0.014513,insufficient,,,,none,2,0.993927,0.002674,insufficient,0.9996",
        "050073,3,0.9626769795624243,17,0.959038,0.014098,insufficient,4,1.002710,0.001579,insufficient,24,1.016591,0.010344,insufficient,26,0.997895,0.017296,eligible,,,,none,,,,none,0.9999",
        "050765,3,0.9626769795624243,1,1.012058,,insufficient,,,,none,1,0.996739,0.001213,insufficient,3,0.995362,0.003035,insufficient,,,,none,,,,none,1.0000",
        "050766,3,0.9626769795624243,,,,none,,,,none,,,,none,,,,none,,,,none,87,1.199964,0.222020,eligible,0.9700",
        "050135,5,0.9626769795624243,85,0.950883,0.005706,eligible,125,0.938659,0.005671,eligible,152,1.079618,0.008438,eligible,983,1.065716,0.086637,eligible,,,,none,14,0.944713,0.001271,insufficient,0.9948",
        "050471,5,0.9626769795624243,74,1.087871,0.010950,eligible,55,1.054967,0.004091,eligible,343,1.109806,0.029900,eligible,234,1.169518,0.022697,eligible,38,1.049870,0.011355,eligible,48,0.961969,0.005640,eligible,0.9922",
        "050481,5,0.9626769795624243,187,1.125207,0.026885,eligible,83,1.101462,0.006277,eligible,343,1.141170,0.029585,eligible,451,1.159851,0.054422,eligible,39,1.064186,0.014022,eligible,118,0.995959,0.013761,eligible,0.9839",
        "050764,5,0.9626769795624243,164,1.010927,0.023724,eligible,208,1.017436,0.015355,eligible,317,1.020714,0.025040,eligible,492,1.133900,0.044000,eligible,112,0.948322,0.036349,eligible,249,1.393821,0.025670,eligible,0.9843",
        "050024,5,0.9626769795624243,30,1.046257,0.012191,eligible,32,1.019053,0.009288,eligible,93,1.097150,0.028212,eligible,100,1.035392,0.045228,eligible,,,,none,6,0.978670,0.002283,insufficient,0.9960",
    ]);

    private static readonly string Rows2027 = string.Join('\n',
    [
        "ccn,peer,dual_proportion,ami_n,ami_err,ami_ratio,ami_flag,ami_status,copd_n,copd_err,copd_ratio,copd_flag,copd_status,hf_n,hf_err,hf_ratio,hf_flag,hf_status,pn_n,pn_err,pn_ratio,pn_flag,pn_status,cabg_n,cabg_err,cabg_ratio,cabg_flag,cabg_status,tha_tka_n,tha_tka_err,tha_tka_ratio,tha_tka_flag,tha_tka_status,paf,reduction_pct",
        "010012,3,0.1842,51,0.9850,0.0193,0,eligible,46,1.0159,0.0160,1,eligible,155,1.0456,0.0572,1,eligible,187,1.0678,0.0950,1,eligible,,,,,none,76,1.0291,0.0512,1,eligible,0.9886,1.14",
        "010169,2,0.1548,2,0.9962,0.0033,0,insufficient,25,0.9963,0.0477,1,eligible,27,0.9999,0.0597,1,eligible,43,1.0080,0.1108,1,eligible,,,,,none,,,,,none,0.9978,0.22",
        "030006,3,0.1935,656,1.1820,0.0218,1,eligible,513,1.0527,0.0083,1,eligible,1111,0.9618,0.0241,0,eligible,1314,0.9650,0.0318,0,eligible,167,0.8936,0.0131,0,eligible,204,0.9007,0.0086,0,eligible,0.9956,0.44",
        "040088,2,0.1771,64,0.9990,0.0292,1,eligible,60,0.9590,0.0164,0,eligible,137,1.0104,0.0437,1,eligible,213,0.9692,0.0787,0,eligible,,,,,none,17,1.0129,0.0105,0,insufficient,0.9993,0.07",
        "050017,5,0.3689,902,0.9800,0.0695,0,eligible,175,1.0748,0.0075,1,eligible,642,1.0478,0.0323,1,eligible,350,1.0505,0.0156,1,eligible,296,0.8561,0.0449,0,eligible,168,1.1456,0.0107,1,eligible,0.9963,0.37",
        "010022,3,0.2128,,,,,none,26,0.9974,0.0363,1,eligible,11,1.0108,0.0169,0,insufficient,48,0.9852,0.1013,0,eligible,,,,,none,,,,,none,1.0000,0.00",
        "010087,2,0.1773,75,0.9621,0.0041,0,eligible,77,0.9984,0.0033,1,eligible,138,0.9002,0.0064,0,eligible,165,0.9478,0.0091,0,eligible,20,1.0341,0.0014,0,insufficient,5,1.0474,0.0002,0,insufficient,1.0000,0.00",
        "010001,2,0.1824,398,0.9899,0.0254,0,eligible,232,1.0277,0.0079,1,eligible,1110,0.9362,0.0407,0,eligible,1012,0.8961,0.0536,0,eligible,173,0.9130,0.0278,0,eligible,35,1.1047,0.0017,1,eligible,0.9996,0.04",
        "030119,1,0.1370,262,1.0071,0.0179,1,eligible,266,1.0406,0.0129,1,eligible,726,1.0478,0.0405,1,eligible,796,1.0267,0.0556,1,eligible,2,1.0040,0.0007,0,insufficient,128,1.1089,0.0116,1,eligible,0.9941,0.59",
    ]);

    private static readonly (ReadmissionsCondition Condition, string Column)[] Columns =
    [
        (ReadmissionsCondition.HeartAttack, "ami"), (ReadmissionsCondition.ObstructivePulmonaryDisease, "copd"),
        (ReadmissionsCondition.HeartFailure, "hf"), (ReadmissionsCondition.Pneumonia, "pn"), (ReadmissionsCondition.CoronaryBypass, "cabg"),
        (ReadmissionsCondition.HipOrKneeReplacement, "tha_tka"),
    ];

    public static ReadmissionsTerms Terms2026 { get; } = Terms(2026, NeutralityModifier2026, Medians2026, "median_err");

    /// <summary>Modifier and medians of six digits.</summary>
    public static ReadmissionsTerms Terms2027 { get; } = Terms(2027, NeutralityModifier2027, Medians2027, "median_err_6");

    /// <summary>Modifier and medians of four digits, as the text file prints them.</summary>
    public static ReadmissionsTerms Terms2027Printed { get; } = Terms(2027, NeutralityModifier2027Printed, Medians2027, "median_err_4");

    public static IReadOnlyDictionary<string, HospitalRow> Of2026 { get; } = Read(Rows2026, 6);

    public static IReadOnlyDictionary<string, HospitalRow> Of2027 { get; } = Read(Rows2027, 4);

    /// <summary>All hospitals of a file beside the project.</summary>
    public static IReadOnlyDictionary<string, HospitalRow> File(string name, int decimals) => Read(Text("hrrp", name), decimals);

    public static string Text(string folder, string name)
    {
        var path = Path.Combine(DocumentTests.FindRoot(), "..", "shared", "data", folder, name);
        Assert.SkipUnless(System.IO.File.Exists(path), $"The published file ../shared/data/{folder}/{name} is not beside the project.");
        return System.IO.File.ReadAllText(path, Encoding.UTF8);
    }

    /// <summary>Rows by the columns' names.</summary>
    public static List<Dictionary<string, string>> Table(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => Cells(l.TrimEnd('\r'))).ToList();
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(static c => c.First, static c => c.Second))];
    }

    public static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }

    private static ReadmissionsTerms Terms(int year, string modifier, string medians, string column)
    {
        var source = Authority.Of($"supplemental file of fiscal year {year}");
        return new()
        {
            Year = year,
            NeutralityModifier = new(PrintedNumber.Of(modifier), source),
            Medians = new([.. Table(medians).Select(r => new PeerGroupMedian(int.Parse(r["peer"], CultureInfo.InvariantCulture),
                Columns.Single(c => c.Column == r["condition"]).Condition, PrintedNumber.Of(r[column])))], source),
        };
    }

    private static Dictionary<string, HospitalRow> Read(string text, int decimals) => Table(text).ToDictionary(static r => r["ccn"], r =>
        new HospitalRow(r["ccn"], Number(r["paf"]), new()
        {
            PeerGroup = (int)Number(r["peer"]),
            ExcessRatioDecimals = decimals,
            PaymentRatioDecimals = decimals,
            Conditions = [.. Columns.Where(c => r[c.Column + "_status"] != "none").Select(c => new ConditionReadmissions(c.Condition)
            {
                Discharges = Cell(r[c.Column + "_n"]),
                ExcessRatio = Cell(r[c.Column + "_err"]),
                PaymentRatio = Cell(r[c.Column + "_ratio"]),
            })],
        })
        {
            Flags = Columns.ToDictionary(static c => c.Condition, c => r.GetValueOrDefault(c.Column + "_flag", string.Empty)),
        });

    private static ReportedCell Cell(string text) =>
        text.Length == 0 ? ReportedCell.Absent(AbsenceKind.NotApplicable, "blank in the file") : Number(text);
}

/// <summary>A hospital of a file: its inputs, and the factor that was published.</summary>
internal sealed record HospitalRow(string Id, decimal Published, HospitalReadmissions Inputs)
{
    /// <summary>The file's penalty indicators.</summary>
    public required IReadOnlyDictionary<ReadmissionsCondition, string> Flags { get; init; }

    public override string ToString() => Id;
}
