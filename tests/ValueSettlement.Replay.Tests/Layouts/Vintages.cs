using System.Globalization;
using System.Text;
using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Replay.Tests.Layouts;

/// <summary>Writes invented organisations in the layout of each vintage, with its traps: scales, signs, separators, names and order of the
/// columns.</summary>
internal static class Vintages
{
    /// <summary>2013, to the cent: money with a dollar sign, a fraction with a percent sign, losses in a column of their own. The copies in
    /// circulation have lost one name.</summary>
    public static string Csv2013(IEnumerable<SyntheticAco> acos, bool shifted)
    {
        List<string> header =
        [
            "ACO Identifier", "ACO Name", "Start Date", "Track 2 ACO", "Advance pay status", "Interim payment election",
                "Advanced payment amount", "Quality Score", "Quality Performance Sharing Rate", "Final sharing rate",
            "Minimum Loss Rate (%)", "Minimum Savings Rate (%)", "Total benchmark expenditures ($)", "Total expenditures ($)",
                "Total savings/losses ($)", "Shared Savings ($)", "Shared Losses ($)",
            "Total number of assigned beneficiaries", "Total assigned beneficiary person years",
                "Total number of ESRD assigned beneficiary person years",
        ];
        if (shifted)
        {
            header.Remove("Total expenditures ($)");
            header.Add("CMS_HCC_RiskScore_AGND_PY");
        }

        return Write(header, acos.Select(aco =>
        {
            var complete = aco.Standard != 'N';
            var paid = Cents((aco with { Quality = null }).Earned(2013) + aco.PublishedChange);
            var two = aco.Track == Track.Track2;
            return new[]
            {
                aco.Id, Name(aco), UsDate(aco.Start, "MM/dd/yyyy"), two ? "1" : "0", "0", "0", "", complete ? "1" : "0", two ? "0.6"
                    : "0.5", complete ? two ? "0.6" : "0.5" : "0",
                two ? "-0.02%" : "", Number(Math.Round(aco.MinimumRate(2013), 9, MidpointRounding.AwayFromZero)) + "%", "$"
                    + Money(aco.Benchmark, 2), "$" + Money(aco.Benchmark - aco.Difference, 2), "$" + Money(aco.Difference, 2),
                "$" + Money(Math.Max(0m, paid), 2), two ? paid < 0m ? Money(paid, 2) : "0"
                    : "", Number(aco.Beneficiaries), "9876.083333", "305.75",
            };
        }));
    }

    /// <summary>2014: a byte-order mark, scores with nine digits, rates in percent without a sign, P4R for a reporting year.</summary>
    public static string Csv2014(IEnumerable<SyntheticAco> acos) => "\uFEFF" + Write(
        ["ACO_Num", "ACO_Name", "ACO_State", "Start_Date", "Track1", "Track2", "Adv_Pay", "N_AB", "Sav_rate", "MinSavPerc", "BnchmkMinExp",
            "GenSaveLoss", "EarnSaveLoss", "QualScore", "UpdatedBnchmk", "HistBnchmk", "ABtotBnchmk", "ABtotExp", "QualPerfShare",
            "FinalShareRate", "N_AB_Year_PY"],
        acos.Select(aco => new[]
        {
            aco.Id, Name(aco), "Texas, Ohio", UsDate(aco.Start, "MM/dd/yyyy"), Flag(aco.Track == Track.Track1),
                Flag(aco.Track == Track.Track2), "0", Number(aco.Beneficiaries), Number(Round(aco.Difference / aco.Benchmark * 100m, 9)),
                Number(Round(aco.MinimumRate(2014) * 100m, 9)),
            Whole(aco.Difference), "0", Paid(aco, 2014), aco.Quality is { } q ? Number(Round(q, 9))
                : "P4R", "10000", "10000", Whole(aco.Benchmark), Whole(aco.Benchmark - aco.Difference), "0.5", aco.Standard == 'N' ? "0"
                : Number(Round(0.5m * (aco.Quality ?? 1m), 9)), "12000",
        }));

    /// <summary>2015: scores of 100 with two decimals, blank in a reporting year; minimum rates as fractions.</summary>
    public static string Csv2015(IEnumerable<SyntheticAco> acos) => Write(
        ["ACO_Num", "ACO_Name", "ACO_State", "Initial_Start_Date", "Track1", "Track2", "N_AB", "Sav_rate", "MinSavPerc", "BnchmkMinExp",
            "GenSaveLoss", "EarnSaveLoss", "QualScore", "UpdatedBnchmk", "ABtotBnchmk", "ABtotExp", "QualPerfShare", "FinalShareRate"],
        acos.Select(aco => new[]
        {
            aco.Id, Name(aco), "Florida", UsDate(aco.Start, "M/d/yyyy"), Flag(aco.Track == Track.Track1), Flag(aco.Track == Track.Track2),
                Number(aco.Beneficiaries), Number(Round(aco.Difference / aco.Benchmark, 4)), Number(Round(aco.MinimumRate(2015), 4)),
            Whole(aco.Difference), "0", Paid(aco, 2015), aco.Quality is { } q ? Number(Round(q * 100m, 2))
                : "", "10000", Whole(aco.Benchmark), Whole(aco.Benchmark - aco.Difference), "50", aco.Standard == 'N' ? "0"
                : Number(Round(50m * (aco.Quality ?? 1m), 2)),
        }));

    /// <summary>2016 to 2018: one flag a track, fractions with four digits, dates in three fashions, relief from 2017 on.</summary>
    public static string Csv2016To2018(IEnumerable<SyntheticAco> acos, int year) => Write(
        [
            year == 2018 ? "ACO_ID" : "ACO_Num", "ACO_Name", "ACO_State", "Agree_Type", "Initial_Start_Date", "Initial_Track_1",
                "Initial_Track_2", "Initial_Track_3", "Current_Start_Date", "Current_Track_1", "Current_Track_2", "Current_Track_3",
            .. year == 2018 ? new[] { "Current_Track_1_Plus" }
                : [], "N_AB", "Sav_rate", "MinSavPerc", "BnchmkMinExp", "GenSaveLoss", .. year >= 2017 ? new[] { "DisAdj" }
                : [], "EarnSaveLoss", "Met_QPS", "QualScore", "UpdatedBnchmk", "ABtotBnchmk", "ABtotExp", "FinalShareRate", "N_AB_Year_PY",
        ],
        acos.Select(aco => (string[])
        [
            aco.Id, Name(aco), "TX", "Renewal", Date(aco.Start), "1", "0", "0", Date(aco.Start), Flag(aco.Track == Track.Track1),
                Flag(aco.Track == Track.Track2), Flag(aco.Track == Track.Track3), .. year == 2018
                ? new[] { Flag(aco.Track == Track.Track1Plus) } : [],
            Number(aco.Beneficiaries), "0.05", Number(Round(aco.MinimumRate(year), year == 2018 ? 9 : 4)), Whole(aco.Difference), "0",
                .. year >= 2017 ? new[] { aco.Relief > 0m ? "-" + Whole(aco.Relief) : "" }
                : [], Paid(aco, year), Flag(aco.Standard == 'M'), Number(Round(aco.Quality ?? 1m, 4)),
            "10000", Whole(aco.Benchmark), Whole(aco.Benchmark - aco.Difference), "0.4", "12000",
        ]));

    /// <summary>2019 and 2020 as they stand in a merged file: a year column, columns of all years, float noise in the scores, half totals
    /// for half years. The flag for half years may be missing.</summary>
    public static string CsvMerged(IEnumerable<(SyntheticAco Aco, int Year)> acos, bool withSixMonthsFlag) => Write(
        [
            "ACO_Num", "ACO_ID", "Performance_Year", "ACO_Name", "Track1", "Track2", "Current_Track", "Initial_Start_Date",
                "Current_Start_Date", .. withSixMonthsFlag ? new[] { "Participation_Six_Months" }
                : [], "Current_Track_1", "Current_Track_2", "Current_Track_3", "Current_Track_1_Plus",
            "Current_BASIC_A", "Current_BASIC_B", "Current_BASIC_C", "Current_BASIC_D", "Current_BASIC_E", "Current_ENHANCED", "N_AB",
                "Sav_rate", "Sav_Rate", "MinSavPerc", "BnchmkMinExp", "GenSaveLoss", "DisAdj", "Impact_Mid_Year_Termination",
                "EarnSaveLoss", "Met_QPS", "QualScore", "UpdatedBnchmk", "ABtotBnchmk", "ABtotExp",
            "QualPerfShare", "MaxShareRate", "FinalShareRate", "Guardrail", "ReducedSS", "N_AB_Year_PY",
        ],
        acos.Select(entry =>
        {
            var (aco, year) = entry;
            return (string[])
            [
                "", aco.Id, Number(year), Name(aco), "", "", "", "1/1/2013", UsDate(aco.Start, "M/d/yyyy"), .. withSixMonthsFlag
                    ? new[] { Flag(aco.SixMonths) } : [], .. Flags(aco),
                Number(aco.Beneficiaries) + ".0", "", "0.03",
                    Number(Round(aco.MinimumRate(aco.SixMonths && aco.Track >= Track.BasicA ? 2020 : year), 9)), Whole(aco.Difference)
                    + ".0", "0.0", aco.Relief > 0m ? "-" + Whole(aco.Relief) + ".0"
                    : "", "", Paid(aco, year) + ".0", Flag(aco.Standard == 'M') + ".0", Noisy(Round(aco.Quality ?? 1m, 4)),
                "10000", Whole(aco.Benchmark) + ".0", Whole(aco.Benchmark - aco.Difference) + ".0", "0.5", "", "0.45", "", "",
                    Number(Round(aco.Benchmark * (aco.SixMonths ? 2m : 1m) / 10_000m, 2)),
            ];
        }));

    /// <summary>2020 as a file of its own, without a year column.</summary>
    public static string Csv2020(IEnumerable<SyntheticAco> acos) => Write(
        ["ACO_ID", "ACO_Name", "Agree_Type", "Current_Start_Date", "Current_Track_1", "Current_Track_2", "Current_Track_3",
            "Current_Track_1_Plus", "Current_BASIC_A", "Current_BASIC_B", "Current_BASIC_C", "Current_BASIC_D", "Current_BASIC_E",
            "Current_ENHANCED", "N_AB", "MinSavPerc", "BnchmkMinExp", "DisAdj", "EarnSaveLoss", "Met_QPS", "QualScore", "ABtotBnchmk",
            "ABtotExp", "QualPerfShare", "FinalShareRate"],
        acos.Select(aco => (string[])
        [
            aco.Id, Name(aco), "Initial", UsDate(aco.Start, "MM/dd/yyyy") + " 12:00:00 AM", .. Flags(aco), Number(aco.Beneficiaries),
                Number(Round(aco.MinimumRate(2020), 9)), Whole(aco.Difference), aco.Relief > 0m ? "-" + Whole(aco.Relief)
                : "", Paid(aco, 2020), Flag(aco.Standard == 'M'), Number(Round(aco.Quality ?? 1m, 4)),
            Whole(aco.Benchmark), Whole(aco.Benchmark - aco.Difference), "0.5", "0.45",
        ]));

    /// <summary>2021: a byte-order mark, thousands separators, percent strings, bare scores of 100.</summary>
    public static string Csv2021(IEnumerable<SyntheticAco> acos) => "\uFEFF" + Write(
        ["ACO_ID", "ACO_Name", "Current_Start_Date", "Current_Track_1", "Current_Track_2", "Current_Track_3", "Current_Track_1_Plus",
            "Current_BASIC_A", "Current_BASIC_B", "Current_BASIC_C", "Current_BASIC_D", "Current_BASIC_E", "Current_ENHANCED", "N_AB",
            "Sav_Rate", "MinSavPerc", "BnchmkMinExp", "GenSaveLoss", "DisAdj", "EarnSaveLoss", "Met_QPS", "QualScore", "Recvd30p",
            "ABtotBnchmk", "ABtotExp", "MaxShareRate", "FinalShareRate", "RevLossLimit", "Rev_Exp_Cat"],
        acos.Select(aco => (string[])
        [
            aco.Id, Name(aco), UsDate(aco.Start, "M/d/yyyy"), .. Flags(aco), Thousands(aco.Beneficiaries),
                Percent(aco.Difference / aco.Benchmark), Percent(aco.MinimumRate(2021)), Thousands(aco.Difference), "0", aco.Relief > 0m
                ? "-" + Thousands(aco.Relief) : "", Thousands(aco.Earned(2021) + aco.PublishedChange), Flag(aco.Standard == 'M'),
            Number((aco.Quality ?? 1m) * 100m), "0", Thousands(aco.Benchmark), Thousands(aco.Benchmark - Round(aco.Difference, 0)),
                "50.00%", "50.00%", "1", "Low Revenue",
        ]));

    /// <summary>2022: one text column for the track, percent strings; two vintages that differ in one column's name and meaning.</summary>
    public static string Csv2022(IEnumerable<SyntheticAco> acos, bool later) => Write(
        ["ACO_ID", "ACO_Name", "Current_Start_Date", "Current_Track", "Risk_Model", "N_AB", "Sav_rate", "MinSavPerc", "BnchmkMinExp",
            "GenSaveLoss", "DisAdj", later ? "Impact_Mid_Year_Termination"
            : "Prorate_Shared_Losses", "EarnSaveLoss", "Met_QPS", "Met_30pctl", "Met_Incentive", "QualScore", "Recvd30p", "PosRegAdj",
            "ABtotBnchmk", "ABtotExp", "FinalShareRate", "Rev_Exp_Cat"],
        acos.Select(aco => new[]
        {
            aco.Id, Name(aco), UsDate(aco.Start, "M/d/yyyy"), Letter(aco.Track), aco.TwoSided ? "Two-Sided"
                : "One-Sided", Number(aco.Beneficiaries), Percent(aco.Difference / aco.Benchmark), Percent(aco.MinimumRate(2022)),
                Whole(aco.Difference), "0", aco.Relief > 0m ? "-" + Whole(aco.Relief) : "",
            Flag(aco.Forfeits || aco.MarkedAsProrated), Paid(aco, 2022), Flag(aco.Standard == 'M'), "1", "0", Percent(aco.Quality ?? 1m),
                "0", "-12", Whole(aco.Benchmark), Whole(aco.Benchmark - aco.Difference), "50.00%", "High Revenue",
        }));

    /// <summary>2023: percent strings; the loss rate as a fraction; no relief is blank for one-sided and 0 for two-sided
    /// organisations.</summary>
    public static string Csv2023(IEnumerable<SyntheticAco> acos) => Write(
        ["ACO_ID", "ACO_Name", "Current_Start_Date", "Current_Track", "N_AB", "MinSavPerc", "BnchmkMinExp", "GenSaveLoss", "DisAdj",
            "Impact_Mid_Year_Termination", "EarnSaveLoss", "Met_QPS", "Met_AltQPS", "QualScore", "ABtotBnchmk", "ABtotExp",
            "FinalShareRate", "FinalLossRate", "Rev_Exp_Cat"],
        acos.Select(aco => new[]
        {
            aco.Id, Name(aco), UsDate(aco.Start, "M/d/yyyy"), Letter(aco.Track), Number(aco.Beneficiaries), Percent(aco.MinimumRate(2023)),
                Whole(aco.Difference), "0", aco.Relief > 0m ? "-" + Whole(aco.Relief) : aco.TwoSided ? "0"
                : "", "0", Paid(aco, 2023), Flag(aco.Standard == 'M'), aco.Standard == 'M' ? "-" : Flag(aco.Standard == 'A'),
            Percent(aco.Quality ?? 1m), Whole(aco.Benchmark), Whole(aco.Benchmark - aco.Difference), "50.00%", "0.3", "Low Revenue",
        }));

    /// <summary>2024: bare numbers of 100, a dash where something does not apply.</summary>
    public static string Csv2024(IEnumerable<SyntheticAco> acos) => Write(
        ["ACO_ID", "ACO_Name", "Current_Start_Date", "Current_Track", "N_AB", "Sav_rate", "MinSavPerc", "BnchmkMinExp", "GenSaveLoss",
            "DisAdj", "Impact_Mid_Year_Termination", "EarnSaveLoss", "Met_QPS", "Met_AltQPS", "Met_40pctl", "QualScore", "AIP",
            "AIPBalance", "AIPRecoup", "AIPOwe", "Guardrail", "ABtotBnchmk", "ABtotExp", "FinalShareRate", "ReducedSS", "FinalLossRate",
            "Rev_Exp_Cat", "RR_weight_ESRD_PY"],
        acos.Select(aco =>
        {
            var recouped = Math.Max(0m, Math.Min(aco.Earned(2024), aco.AdvanceBalance));
            return new[]
            {
                aco.Id, Name(aco), UsDate(aco.Start, "M/d/yyyy"), Letter(aco.Track), Number(aco.Beneficiaries),
                    Number(Round(aco.Difference / aco.Benchmark * 100m, 2)), Number(Round(aco.MinimumRate(2024) * 100m, 2)),
                    Whole(aco.Difference), "0", aco.Relief > 0m ? "-" + Whole(aco.Relief) : aco.TwoSided ? "0" : "-",
                Flag(aco.Forfeits), Paid(aco, 2024), Flag(aco.Standard == 'M'), aco.Standard == 'M' ? "-"
                    : Flag(aco.Standard == 'A'), "1", Number((aco.Quality ?? 1m) * 100m), Flag(aco.AdvanceBalance > 0m),
                    aco.AdvanceBalance > 0m ? Number(aco.AdvanceBalance) : "-", aco.AdvanceBalance > 0m ? Number(Round(recouped, 6)) : "-",
                aco.AdvanceBalance > 0m ? Number(aco.AdvanceBalance - Round(recouped, 6)) : "-", aco.Guardrail is { } guardrail
                    ? Flag(guardrail) : "-", Whole(aco.Benchmark), Whole(aco.Benchmark - aco.Difference), "50", "0", "30", aco.LowRevenue
                    ? "Low Revenue" : "High Revenue", "*",
            };
        }));

    /// <summary>A spreadsheet's line: cells with commas, quotation marks or line breaks are quoted.</summary>
    public static string Line(IEnumerable<string> cells) =>
        string.Join(",", cells.Select(static cell =>
        cell.AsSpan().IndexOfAny(",\"\n") >= 0 ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cell));

    private static string Write(IEnumerable<string> header, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        text.Append(Line(header)).Append("\r\n");
        foreach (var row in rows)
        {
            text.Append(Line(row)).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Name(SyntheticAco aco) => $"Invented \"{aco.Id}\" Care, LLC";

    private static string[] Flags(SyntheticAco aco) =>
    [
        .. new[] { Track.Track1, Track.Track2, Track.Track3, Track.Track1Plus, Track.BasicA, Track.BasicB, Track.BasicC, Track.BasicD,
            Track.BasicE, Track.Enhanced }.Select(track => Flag(aco.Track == track)),
    ];

    private static string Letter(Track track) => track == Track.Enhanced ? "EN" : ((char)('A' + (track - Track.BasicA))).ToString();

    private static string Paid(SyntheticAco aco, int year) => Whole(aco.Earned(year) + aco.PublishedChange);

    private static string Date(LocalDate date) => date.Year switch
    {
        2014 => UsDate(date, "M/d/yy"),
        2016 => UsDate(date, "M/d/yy") + " 00:00",
        2018 => UsDate(date, "MM/dd/yyyy") + " 12:00:00 AM",
        _ => UsDate(date, "M/d/yyyy"),
    };

    private static string UsDate(LocalDate date, string format) =>
        date.ToDateOnly().ToString(format.Replace("/", "'/'", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static string Flag(bool set) => set ? "1" : "0";

    private static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Whole(decimal value) => Round(value, 0).ToString("0", CultureInfo.InvariantCulture);

    private static string Money(decimal value, int decimals) => Round(value, decimals).ToString("0.00", CultureInfo.InvariantCulture);

    private static decimal Cents(decimal value) => Round(value, 2);

    private static string Thousands(decimal value) => Round(value, 0).ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Percent(decimal fraction) => Round(fraction * 100m, 2).ToString("0.00", CultureInfo.InvariantCulture) + "%";

    private static decimal Round(decimal value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero);

    // What binary floating point prints for 0.9313: the merged files are full of it.
    private static string Noisy(decimal score) =>
        ((double)score - 1e-16).ToString("R", CultureInfo.InvariantCulture) is { Length: > 8 } noisy ? noisy : score == 1m ? "1.0"
        : ((double)(score - 0.0000000000000001m)).ToString("0.################", CultureInfo.InvariantCulture);
}
