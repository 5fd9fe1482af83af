namespace ValueSettlement.Replay.Reading;

/// <summary>What the replay reads of an organisation's year, whatever a file calls it.</summary>
internal enum Field
{
    Id,
    Name,
    Year,
    Period,
    SixMonths,
    Track,
    Track1Flag,
    Track2Flag,
    Track3Flag,
    Track1PlusFlag,
    BasicAFlag,
    BasicBFlag,
    BasicCFlag,
    BasicDFlag,
    BasicEFlag,
    EnhancedFlag,
    AgreementStart,
    InitialStart,
    InitialTrack2Flag,
    Beneficiaries,
    PersonYears,
    Benchmark,
    Expenditure,
    Difference,
    BenchmarkPerCapita,
    MinimumRate,
    QualityStandard,
    MetStandard,
    MetAlternative,
    QualityScore,
    FinalSharingRate,
    FinalLossRate,
    Relief,
    ForfeitsOnTermination,
    ProratesLosses,
    Guardrail,
    HalfRate,
    RevenueCategory,
    RevenueLimit,
    AdvanceBalance,
    AdvanceRecouped,
    Earned,
    SharedSavings,
    SharedLosses,
    RiskArrangement,
    FinalBenchmark,
    EquityUp,
    EquityDown,
    EquityUpMonths,
    EquityDownMonths,
    NetCost,
    GrossSavings,
    SharedBeforeSequestration,
    PaidAfterSequestration,
    Discount,
    RetentionWithhold,
    Source,
}

/// <summary>The columns' names in every layout.</summary>
internal static class FieldNames
{
    // A name here is without its case, spaces and punctuation: "Total benchmark expenditures ($)" is totalbenchmarkexpenditures.
    // Where a file has several columns for one field, the first name with a value in that row counts: merged files keep the columns of
    // every year.
    private static readonly (Field Field, string[] Names)[] Known =
    [
        (Field.Id, ["acoid", "organisation", "aconum", "acoidentifier"]),
        (Field.Name, ["aconame", "name"]),
        (Field.Year, ["performanceyear", "year", "py", "perfyear"]),
        (Field.Period, ["period"]),
        (Field.SixMonths, ["participationsixmonths", "participatingsixmonths", "participationsixm"]),
        (Field.Track, ["currenttrack", "track"]),
        (Field.Track1Flag, ["currenttrack1", "track1"]),
        (Field.Track2Flag, ["currenttrack2", "track2", "track2aco"]),
        (Field.Track3Flag, ["currenttrack3", "track3"]),
        (Field.Track1PlusFlag, ["currenttrack1plus", "track1plus"]),
        (Field.BasicAFlag, ["currentbasica", "basica"]),
        (Field.BasicBFlag, ["currentbasicb", "basicb"]),
        (Field.BasicCFlag, ["currentbasicc", "basicc"]),
        (Field.BasicDFlag, ["currentbasicd", "basicd"]),
        (Field.BasicEFlag, ["currentbasice", "basice"]),
        (Field.EnhancedFlag, ["currentenhanced", "enhanced"]),
        (Field.AgreementStart, ["currentstartdate", "agreementstart", "agreementstartdate", "startdate", "initialstartdate"]),
        (Field.InitialStart, ["initialstartdate"]),
        (Field.InitialTrack2Flag, ["initialtrack2"]),
        (Field.Beneficiaries, ["nab", "assignedbeneficiaries", "totalnumberofassignedbeneficiaries", "benecnt"]),
        (Field.PersonYears, ["nabyearpy", "personyears", "totalassignedbeneficiarypersonyears"]),
        (Field.Benchmark, ["abtotbnchmk", "benchmark", "totalbenchmarkexpenditures"]),
        (Field.Expenditure, ["abtotexp", "expenditure", "totalexpenditures"]),
        (Field.Difference, ["bnchmkminexp", "difference", "totalsavingslosses"]),
        (Field.BenchmarkPerCapita, ["updatedbnchmk"]),
        (Field.MinimumRate, ["minsavperc", "minimumsavingsrate"]),
        (Field.QualityStandard, ["qualitystandard"]),
        (Field.MetStandard, ["metqps"]),
        (Field.MetAlternative, ["metaltqps"]),
        (Field.QualityScore, ["qualscore", "qualityscore", "qualscr"]),
        (Field.FinalSharingRate, ["finalsharerate", "finalsharingrate"]),
        (Field.FinalLossRate, ["finallossrate"]),
        (Field.Relief, ["disadj", "relief"]),
        (Field.ForfeitsOnTermination, ["impactmidyeartermination", "terminatedduringyear"]),
        (Field.ProratesLosses, ["proratesharedlosses"]),
        (Field.Guardrail, ["guardrail"]),
        (Field.HalfRate, ["reducedss", "halfrate"]),
        (Field.RevenueCategory, ["revexpcat", "revenuecategory"]),
        (Field.RevenueLimit, ["revlosslimit"]),
        (Field.AdvanceBalance, ["aipbalance", "advancebalance"]),
        (Field.AdvanceRecouped, ["aiprecoup", "advancerecouped"]),
        (Field.Earned, ["earnsaveloss", "earned"]),
        (Field.SharedSavings, ["sharedsavings"]),
        (Field.SharedLosses, ["sharedlosses"]),
        (Field.RiskArrangement, ["riskarrangement"]),
        (Field.FinalBenchmark, ["finalbenchmark"]),
        (Field.EquityUp, ["hebaupamt"]),
        (Field.EquityDown, ["hebadownamt"]),
        (Field.EquityUpMonths, ["hebaupmnths"]),
        (Field.EquityDownMonths, ["hebadnmnths", "hebadownmnths"]),
        (Field.NetCost, ["totcostcarenet"]),
        (Field.GrossSavings, ["grosssavings"]),
        (Field.SharedBeforeSequestration, ["sharedsavings"]),
        (Field.PaidAfterSequestration, ["sharedsavingsseq"]),
        (Field.Discount, ["discount"]),
        (Field.RetentionWithhold, ["retentionwithhold"]),
        (Field.Source, ["source"]),
    ];

    private static readonly ILookup<string, (Field Field, int Rank)> ByName =
        Known.SelectMany(static known => known.Names.Select((name, rank) => (Name: name, known.Field, Rank: rank))).ToLookup(static k =>
            k.Name, static k => (k.Field, k.Rank), StringComparer.Ordinal);

    /// <summary>The tracks whose columns are yes-or-no flags.</summary>
    public static readonly Field[] TrackFlags =
    [
        Field.Track1Flag, Field.Track2Flag, Field.Track3Flag, Field.Track1PlusFlag,
        Field.BasicAFlag, Field.BasicBFlag, Field.BasicCFlag, Field.BasicDFlag, Field.BasicEFlag, Field.EnhancedFlag,
    ];

    /// <summary>The fields that a column may carry, with the rank of its name among the names of each.</summary>
    public static IEnumerable<(Field Field, int Rank)> Of(string column) => ByName[Normalised(column)];

    /// <summary>The name that a message uses for a field that the file does not have.</summary>
    public static string Usual(Field field) => field switch
    {
        Field.Id => "ACO_ID",
        Field.Track => "Current_Track",
        Field.Beneficiaries => "N_AB",
        Field.Benchmark => "ABtotBnchmk",
        Field.Expenditure => "ABtotExp",
        Field.Difference => "BnchmkMinExp",
        Field.Earned => "EarnSaveLoss",
        Field.RiskArrangement => "risk_arrangement",
        Field.FinalBenchmark => "final_benchmark",
        Field.NetCost => "tot_cost_care_net",
        Field.GrossSavings => "gross_savings",
        Field.PaidAfterSequestration => "shared_savings_seq",
        Field.Year => "perf_year",
        _ => field.ToString(),
    };

    public static string Normalised(string column) => new([.. column.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
}
