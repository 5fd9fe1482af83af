namespace ValueSettlement.Replay.Tests.Layouts;

/// <summary>
/// Published rows of ACO REACH, as the specification prints them (2022: invented, in the layout of that year), and files made of them.
/// </summary>
internal static class ReachFile
{
    public const string Header =
        "aco_id,aco_type,perf_year,first_part_year,risk_arrangement,capitation,stop_loss,discount,unadj_benchmark,final_benchmark,"
        + "heba_up_mnths,heba_dn_mnths,heba_up_amt,heba_down_amt,tot_cost_care,tot_cost_care_net,gross_savings,sav_rate,"
        + "shared_savings,shared_savings_seq,retention_withhold,qual_scr,bene_cnt";

    public static readonly string[] Rows2023 =
    [
        Row("D0348", 2023, "Global", 32_763_830.60m, 4_693m, 11_824m, 31_077_187.09m, 1_756_489.51m, 1_756_489.51m, 1_721_359.72m),
        Row("D0032", 2023, "Professional", 28_380_121.13m, 3_325m, 8_599m, 25_124_675.50m, 3_303_601.63m, 1_277_317.86m, 1_251_771.51m),
        Row("D0294", 2023, "Professional", 156_918_877.8m, 51_296m, 17_434m, 141_455_086.2m, 16_898_067.6m, 6_889_421.87m, 6_751_633.43m),
        Row("D0244", 2023, "Professional", 30_627_290.40m, 855m, 11_494m, 22_884_824.88m, 7_699_151.52m, 1_684_776.57m, 1_651_081.04m),
        Row("D0078", 2023, "Professional", 79_543_083.45m, 2_110m, 33_283m, 89_035_303.57m, -9_628_618.12m, -3_627_976.57m, -3_627_976.57m),
        Row("D0346", 2023, "Global", 60_309_881.74m, 30_582m, 9_742m, 65_396_132.07m, -4_227_242.33m, -4_227_242.33m, -4_227_242.33m),
        Row("D0120", 2023, "Professional", 38_609_412.00m, 439m, 17_911m, 35_612_322.23m, 2_902_793.78m, 1_304_841.19m, 0m),
    ];

    public static readonly string[] Rows2022 =
    [
        Row("D0001", 2022, "Global", 50_000_000m, null, null, 45_000_000m, 5_000_000m, 5_000_000m, 4_900_000m),
        Row("D0002", 2022, "Professional", 50_000_000m, null, null, 51_000_000m, -1_000_000m, -500_000m, -500_000m),
        Row("D0128", 2022, "Global", 50_000_000m, null, null, 49_000_000m, 1_000_000m, 1_000_000m, 0m),
    ];

    public static readonly string[] Rows2021 =
    [
        Row("D0148", 2021, "Global", 17_358_397.1804m, null, null, 10_988_761.274m, 6_369_635.9064m, 5_281_068.3777m, 5_175_447.0101m),
        Row("D0028", 2021, "Global", 18_919_056.5603m, null, null, 25_535_737.8482m, -6_616_681.2879m, -5_673_222.7140m, -5_673_222.7140m),
    ];

    public static string Of(params IEnumerable<string> rows) => string.Join("\r\n", [Header, .. rows, string.Empty]);

    private static string Row(
        string id, int year, string arrangement, decimal final, decimal? up, decimal? down,
        decimal net, decimal gross, decimal shared, decimal paid)
    {
        var discount = arrangement == "Professional" ? 0m : year < 2023 ? 2m : 3m;
        return FormattableString.Invariant($"{id},Standard,{year},2021.0,{arrangement},PCC,Yes,{discount:0.0},{final + 1m},{final},")
            + FormattableString.Invariant($"{up:0.0},{down:0.0},{up * 30m:0.0},{down * -6m:0.0},")
            + FormattableString.Invariant($"{net},{net},{gross},{gross / final * 100m:0.0000},{shared},{paid:0.0###},0.0,80.0,3000.0");
    }
}
