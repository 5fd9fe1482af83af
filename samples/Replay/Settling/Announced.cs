namespace ValueSettlement.Replay.Settling;

/// <summary>What CMS announced as earned in a performance year, to check totals against.</summary>
internal static class Announced
{
    private static readonly Dictionary<int, (decimal Earned, decimal Precision)> Totals = new()
    {
        [2013] = (315.9m, 0.1m),
        [2014] = (341.2m, 0.1m),
        [2015] = (645.5m, 0.1m),
        [2016] = (700.6m, 0.1m),
        [2017] = (799.4m, 0.1m),
        [2018] = (984.0m, 0.1m),
        [2020] = (2_280m, 10m),
        [2021] = (1_960m, 10m),
        [2022] = (2_520m, 10m),
        [2023] = (3_090m, 10m),
    };

    /// <summary>The announced total of earned savings in millions of dollars, and the last digit it was announced with; null if none is
    /// known.</summary>
    public static (decimal Millions, decimal Precision)? Of(int year) => Totals.TryGetValue(year, out var total) ? total : null;

    /// <summary>Whether a total agrees with what was announced: cut or rounded to the announced digit.</summary>
    public static bool Agrees(int year, decimal earned) =>
        Of(year) is { } announced && Math.Abs((earned / 1_000_000m) - announced.Millions) < announced.Precision;
}
