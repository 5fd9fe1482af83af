using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Replay.Tests.Layouts;

/// <summary>
/// An invented organisation's year with the numbers that a file never shows: difference, quality and relief before they were rounded.
/// What it is paid is computed here once more, in a straight line and without the library, so that a file of any layout can be written and
/// compared.
/// </summary>
internal sealed record SyntheticAco
{
    public required string Id { get; init; }

    public required Track Track { get; init; }

    public LocalDate Start { get; init; } = new(2019, 7, 1);

    public int Beneficiaries { get; init; } = 12_345;

    public decimal Benchmark { get; init; } = 123_456_789m;

    /// <summary>Benchmark less expenditure, not rounded.</summary>
    public required decimal Difference { get; init; }

    /// <summary>A chosen fixed minimum rate; null for the table.</summary>
    public decimal? FixedRate { get; init; }

    /// <summary>The score, not rounded; null in a reporting year.</summary>
    public decimal? Quality { get; init; } = 0.912_345_678_9m;

    /// <summary>M met, A alternative only, N neither.</summary>
    public char Standard { get; init; } = 'M';

    /// <summary>Relief for twelve months, not rounded, positive.</summary>
    public decimal Relief { get; init; }

    /// <summary>Savings are forfeited because the organisation left during the year.</summary>
    public bool Forfeits { get; init; }

    /// <summary>Losses are marked as prorated; nothing is said of savings.</summary>
    public bool MarkedAsProrated { get; init; }

    /// <summary>Half a year: benchmark and difference are those of half a year.</summary>
    public bool SixMonths { get; init; }

    public bool? Guardrail { get; init; }

    public bool LowRevenue { get; init; } = true;

    /// <summary>Participants' revenue, which no file shows; null if it does not limit the loss.</summary>
    public decimal? Revenue { get; init; }

    public decimal AdvanceBalance { get; init; }

    /// <summary>A deliberate error in the published payment.</summary>
    public decimal PublishedChange { get; init; }

    public bool TwoSided => Track is not (Track.Track1 or Track.BasicA or Track.BasicB);

    public decimal MinimumRate(int year) =>
        FixedRate is { } chosen && !(year >= 2020 && Beneficiaries < 5_000) ? chosen : TableRate(Beneficiaries);

    /// <summary>The payment, not rounded.</summary>
    public decimal Earned(int year)
    {
        var minimum = MinimumRate(year) * Benchmark;
        var score = Quality ?? 1m;
        if (Difference > 0m)
        {
            var half = Track is >= Track.BasicA and <= Track.BasicE && Start.Year >= 2024 && LowRevenue && Beneficiaries >= 5_000
                && Difference < minimum;
            if (Forfeits || Guardrail == true || Standard == 'N' || (Difference < minimum && !half))
            {
                return 0m;
            }

            var rate = MaximumRate * (year <= 2020 || Standard == 'A' ? score : 1m) * (half ? 0.5m : 1m);
            return Math.Min(Difference * rate * (year is 2019 or 2020 ? 1m : 0.98m), Benchmark * PaymentLimit);
        }

        if (!TwoSided || -Difference < minimum)
        {
            return 0m;
        }

        var relief = SixMonths ? Relief / 2m : Relief;
        return -Math.Max(0m, Math.Min(-Difference * LossRate(score), LossLimit) - relief);
    }

    private decimal MaximumRate => Track switch
    {
        Track.Track2 => 0.6m,
        Track.Track3 or Track.Enhanced => 0.75m,
        Track.BasicA or Track.BasicB => 0.4m,
        _ => 0.5m,
    };

    private decimal PaymentLimit => Track switch { Track.Track2 => 0.15m, Track.Track3 or Track.Enhanced => 0.2m, _ => 0.1m };

    private decimal LossLimit => Track switch
    {
        Track.BasicC => Math.Min((Revenue ?? decimal.MaxValue / 2m) * 0.02m, Benchmark * 0.01m),
        Track.BasicD => Math.Min((Revenue ?? decimal.MaxValue / 2m) * 0.04m, Benchmark * 0.02m),
        Track.BasicE or Track.Track1Plus => Math.Min((Revenue ?? decimal.MaxValue / 2m) * 0.08m, Benchmark * 0.04m),
        Track.Track2 => Benchmark * 0.05m,
        _ => Benchmark * 0.15m,
    };

    private decimal LossRate(decimal score) => Track switch
    {
        Track.Track2 => Standard == 'N' ? 0.6m : Math.Clamp(1m - (0.6m * score), 0.4m, 0.6m),
        Track.Track3 or Track.Enhanced => Standard == 'N' ? 0.75m : Math.Clamp(1m - (0.75m * score), 0.4m, 0.75m),
        _ => 0.3m,
    };

    private static decimal TableRate(int n)
    {
        (int From, int To, decimal Low, decimal High)[] rows =
        [
            (500, 999, 12.2m, 8.7m), (1_000, 2_999, 8.7m, 5m), (3_000, 4_999, 5m, 3.9m), (5_000, 5_999, 3.9m, 3.6m),
                (6_000, 6_999, 3.6m, 3.4m), (7_000, 7_999, 3.4m, 3.2m),
            (8_000, 8_999, 3.2m, 3.1m), (9_000, 9_999, 3.1m, 3m), (10_000, 14_999, 3m, 2.7m), (15_000, 19_999, 2.7m, 2.5m),
                (20_000, 49_999, 2.5m, 2.2m), (50_000, 59_999, 2.2m, 2m),
        ];
        foreach (var (from, to, low, high) in rows)
        {
            if (n >= from && n <= to)
            {
                return (low - ((low - high) * (n - from) / (to - from))) / 100m;
            }
        }

        return 0.02m;
    }

    private static readonly LocalDate Y2012 = new(2012, 7, 1);
    private static readonly LocalDate Y2014 = new(2014, 1, 1);
    private static readonly LocalDate Y2016 = new(2016, 1, 1);

    /// <summary>Two tracks, agreements from 2012 on: files of 2013 to 2015.</summary>
    public static SyntheticAco[] Early(int year) =>
    [
        new() { Id = "A10001", Track = Track.Track1, Start = Y2012, Difference = 6_543_210.37m },
        new() { Id = "A10002", Track = Track.Track1, Start = new(year, 1, 1), Difference = 7_654_321.49m, Quality = null },
        new() { Id = "A10003", Track = Track.Track1, Start = Y2012, Difference = 1_234_567.21m },
        new() { Id = "A10004", Track = Track.Track1, Start = Y2012, Difference = -9_876_543.21m },
        new() { Id = "A10005", Track = Track.Track2, Start = Y2012, Difference = 8_765_432.18m, FixedRate = 0.02m,
            Quality = 0.765_432_109_8m },
        new() { Id = "A10006", Track = Track.Track2, Start = Y2012, Difference = -4_321_987.44m, FixedRate = 0.02m,
            Quality = 0.701_234_567_8m },
        new() { Id = "A10007", Track = Track.Track1, Start = Y2012, Difference = 7_000_001.29m, Standard = 'N',
            Quality = 0.301_234_567_8m },
        new() { Id = "A10008", Track = Track.Track1, Start = Y2012, Difference = 30_000_000.41m, Quality = 0.899_123_456_7m },
    ];

    /// <summary>Tracks 1, 2, 3 and (from 2018) 1+.</summary>
    public static SyntheticAco[] Middle(int year) =>
    [
        new() { Id = "A2001", Track = Track.Track1, Start = Y2014, Difference = 6_543_210.37m },
        new() { Id = "A2002", Track = Track.Track1, Start = new(Math.Min(year, 2018), 1, 1), Difference = 7_654_321.49m, Quality = 1m },
        new() { Id = "A2003", Track = Track.Track2, Start = Y2016, Difference = 543_210.12m, FixedRate = 0m, Quality = 0.933_212_345_6m },
        new() { Id = "A2004", Track = Track.Track3, Start = Y2016, Difference = 9_123_456.31m, FixedRate = 0.005m,
            Quality = 0.901_234_567_8m },
        new() { Id = "A2005", Track = Track.Track3, Start = Y2016, Difference = -2_123_456.31m, FixedRate = 0.01m,
            Quality = 0.681_234_567_8m, Relief = year >= 2017 ? 1_234.36m : 0m },
        new() { Id = "A2006", Track = Track.Track3, Start = Y2016, Difference = -2_623_456.31m, FixedRate = 0.02m, Standard = 'N',
            Quality = 0.454_512_345_6m },
        new() { Id = "A2007", Track = Track.Track3, Start = Y2016, Difference = -3_623_456.31m, FixedRate = 0.01m,
            Quality = 0.981_234_567_8m },
        new() { Id = "A2008", Track = Track.Track1, Start = Y2016, Beneficiaries = 605, Benchmark = 6_839_674m, Difference = 812_345.11m },
        new() { Id = "A2009", Track = Track.Track3, Start = Y2016, Beneficiaries = 4_321, Benchmark = 46_839_674m, Difference = 512_345.11m,
            FixedRate = 0.01m },
        new() { Id = "A2010", Track = Track.Track1, Start = Y2016, Difference = 27_654_321.49m, Quality = 0.961_234_567_8m },
        .. year >= 2018
            ? new SyntheticAco[]
            {
                new() { Id = "A2011", Track = Track.Track1Plus, Start = new(2018, 1, 1), Difference = -3_382_497.38m, FixedRate = 0m,
                    Relief = 11_504.2m },
                new() { Id = "A2012", Track = Track.Track1Plus, Start = new(2018, 1, 1), Difference = 3_382_497.38m, FixedRate = 0.015m,
                    Quality = 0.877_712_345_6m },
                new() { Id = "A2013", Track = Track.Track1Plus, Start = new(2018, 1, 1), Difference = -5_382_497.38m, FixedRate = 0.02m,
                    Revenue = 12_000_000m, Relief = 717.3m },
            }
            : [],
    ];

    /// <summary>Half years of 2019: totals are halves, relief is for twelve months.</summary>
    public static SyntheticAco[] FirstHalf2019 =>
    [
        new() { Id = "A3001", Track = Track.Track1, Start = Y2016, SixMonths = true, Difference = 3_543_210.37m },
        new() { Id = "A3002", Track = Track.Track1, Start = Y2016, SixMonths = true, Difference = 17_543_210.37m },
        new() { Id = "A3003", Track = Track.Track1Plus, Start = new(2018, 1, 1), SixMonths = true, Difference = -2_348_698.22m,
            FixedRate = 0.015m, Relief = 3_870.1m },
        new() { Id = "A3004", Track = Track.Track3, Start = new(2017, 1, 1), SixMonths = true, Difference = -1_921_629.22m,
            FixedRate = 0.005m, Quality = 0.958_512_345_6m, Relief = 279.2m },
        new() { Id = "A3005", Track = Track.Track3, Start = new(2017, 1, 1), SixMonths = true, Difference = 2_921_629.22m, FixedRate = 0m,
            Quality = 0.921_681_41m },
        new() { Id = "A3006", Track = Track.Track1Plus, Start = new(2018, 1, 1), SixMonths = true, Difference = -8_540_280.22m,
            FixedRate = 0.01m, Revenue = 25_930_000m, Relief = 621.1m },
    ];

    /// <summary>Agreements that began on 2019-07-01.</summary>
    public static SyntheticAco[] SecondHalf2019 =>
    [
        new() { Id = "A3101", Track = Track.BasicA, SixMonths = true, Difference = 3_543_210.37m },
        new() { Id = "A3102", Track = Track.BasicB, SixMonths = true, Difference = -3_543_210.37m },
        new() { Id = "A3103", Track = Track.BasicE, SixMonths = true, Difference = 2_543_210.37m, FixedRate = 0.005m,
            Quality = 0.944_412_345_6m },
        new() { Id = "A3104", Track = Track.Enhanced, SixMonths = true, Difference = -2_543_210.37m, FixedRate = 0.005m,
            Quality = 0.654_412_345_6m, Relief = 5_000.2m },
        new() { Id = "A3105", Track = Track.BasicE, SixMonths = true, Beneficiaries = 4_400, Difference = 2_543_210.37m },
    ];

    /// <summary>Every level of BASIC and ENHANCED, to 2023. Scores have two decimals of a percent from 2021 on.</summary>
    public static SyntheticAco[] Late(int year)
    {
        decimal Score(decimal score) => year >= 2021 ? Math.Round(score, 4, MidpointRounding.AwayFromZero) : score;
        var newest = new LocalDate(year == 2021 ? 2020 : year, 1, 1);
        return
        [
            new() { Id = "A4001", Track = Track.BasicA, Difference = 6_543_210.37m, Quality = Score(0.918_112_345m) },
            new() { Id = "A4002", Track = Track.BasicB, Difference = -6_543_210.37m, Quality = Score(0.938_112_345m) },
            new() { Id = "A4003", Track = Track.BasicC, Start = newest, Difference = 2_180_440.49m, FixedRate = 0.01m,
                Quality = Score(0.838_112_345m) },
            new() { Id = "A4004", Track = Track.BasicD, Difference = 9_190_932.13m, FixedRate = 0.015m, Quality = Score(0.849_312_345m) },
            new() { Id = "A4005", Track = Track.BasicE, Difference = -2_876_543.12m, FixedRate = 0.02m, Quality = Score(0.778_112_345m),
                Relief = Forgiven(year, 862_962.936m) },
            new() { Id = "A4006", Track = Track.Enhanced, Difference = -2_576_264.36m, FixedRate = 0.01m, Quality = Score(0.717_812_345m),
                Relief = Forgiven(year, year >= 2021 ? 2_576_264.36m * (1m - (0.75m * 0.7178m))
                : 2_576_264.36m * (1m - (0.75m * 0.717_812_345m))) },
            new() { Id = "A4007", Track = Track.Enhanced, Start = newest, Difference = 3_190_932.13m, FixedRate = 0m,
                Quality = Score(0.889_912_345m) },
            new() { Id = "A4008", Track = Track.BasicC, Difference = -1_328_595.11m, FixedRate = 0m, Revenue = 7_712_500m,
                Quality = Score(0.769_912_345m), Relief = Forgiven(year, 154_250m) },
            new() { Id = "A4009", Track = Track.BasicE, Beneficiaries = 2_964, Benchmark = 40_511_152m, Difference = 545_029.21m,
                FixedRate = null, Quality = Score(0.727_912_345m) },
            new() { Id = "A4010", Track = Track.BasicB, Difference = 56_620_645.31m, Quality = Score(0.968_712_345m) },
            new() { Id = "A4011", Track = Track.Enhanced, Difference = -1_978_276.31m, FixedRate = 0.02m, Quality = Score(0.892_812_345m) },
        ];
    }

    public static SyntheticAco[] Samples2024 =>
    [
        .. Late(2024),
        new() { Id = "A5001", Track = Track.BasicE, Start = new(2020, 1, 1), Beneficiaries = 5_095, Benchmark = 87_392_050m,
            Difference = 10_807_317.41m, FixedRate = 0.01m, Standard = 'A', Quality = 0.7663m },
        new() { Id = "A5002", Track = Track.BasicA, Start = new(2024, 1, 1), Beneficiaries = 9_906, Difference = 32_084.09m,
            Quality = 0.81m, AdvanceBalance = 565_455m, Guardrail = false },
        new() { Id = "A5003", Track = Track.BasicE, Start = new(2024, 1, 1), Difference = 176_988.44m, FixedRate = null, Quality = 0.6605m,
            Guardrail = false },
        new() { Id = "A5004", Track = Track.BasicE, Start = new(2024, 1, 1), Difference = 9_657.31m, FixedRate = 0m, Guardrail = true,
            Quality = 0.7705m },
        new() { Id = "A5005", Track = Track.Enhanced, Start = new(2024, 1, 1), Difference = -3_432_303.31m, FixedRate = 0m,
            Guardrail = true, Quality = 0.9026m, Relief = 1_382.1m },
        new() { Id = "A5006", Track = Track.BasicB, Start = new(2024, 1, 1), Difference = 1_176_988.44m, LowRevenue = false,
            Guardrail = false, Quality = 0.7905m },
        new() { Id = "A5007", Track = Track.BasicE, Start = new(2022, 1, 1), Difference = 11_176_988.44m, FixedRate = 0.005m,
            Standard = 'N', Quality = 0.2905m },
        new() { Id = "A5008", Track = Track.Enhanced, Start = new(2022, 1, 1), Difference = -4_176_988.44m, FixedRate = 0.005m,
            Standard = 'N', Quality = 0.2905m },
    ];

    private static decimal Forgiven(int year, decimal loss) =>
        year <= 2022 ? loss : Math.Round(loss * 0.4167m, 2, MidpointRounding.AwayFromZero);
}
