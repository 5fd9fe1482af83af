using System.Globalization;
using NodaTime;
using ValueSettlement.Measures;

namespace ValueSettlement.Tests.Measures;

/// <summary>Measures and sets that the tests of the room change in one place each.</summary>
internal static class Sets
{
    public static readonly DateInterval Year = new(new LocalDate(2025, 1, 1), new LocalDate(2025, 12, 31));

    public static Measure Measure(string id, Direction direction = Direction.HigherIsBetter) => new()
    {
        Id = id,
        Version = "1",
        Title = id + " title",
        Defined = new LocalDate(2024, 10, 1),
        Direction = direction,
        Tier = MeasureTier.Process,
        Missing = new(UnscoredPolicy.LeftOut),
        Minimum = new(25m, Unscored.LeftOut),
    };

    public static MeasureSet Of(params ReadOnlySpan<MeasureDomain> domains) => new()
    {
        Id = "set",
        Version = "1",
        Period = Year,
        Domains = [.. domains],
    };

    public static MeasureSet OneDomain(params ReadOnlySpan<ScoredMeasure> measures) =>
        Of(new MeasureDomain("all", Rate.One, [.. measures]));

    public static ScoredMeasure Linear(string id, decimal from = 0.5m, decimal to = 0.9m, decimal points = 10m) =>
        new(Measure(id), ScalePoints.Linear(from, to, points));

    public static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
