namespace ValueSettlement.Programs;

/// <summary>What a programme asks of a figure of its year: the unit in which it is stated, and a range that no real year leaves, so that
/// points in place of a share, or a sign the wrong way round, are refused and do not pay.</summary>
internal static class StatedFigure
{
    /// <summary>A share of 0 to 1.</summary>
    public static void Share(Figure? figure, string path, List<Failure> failures) =>
        Range(figure, path, Unit.Rate, 0m, 1m, "A share lies between 0 and 1.", "State it as a fraction: 0.9 for 90 %.", failures);

    /// <summary>A factor above 0 and at most 10.</summary>
    public static void Factor(Figure? figure, string path, List<Failure> failures) =>
        Range(figure, path, Unit.Factor, 0.000001m, 10m, "A factor lies above 0 and is at most 10.",
            "State it as a ratio: 1.02 for 2 % more.", failures);

    /// <summary>An amount that is not negative.</summary>
    public static void Amount(Figure? figure, string path, List<Failure> failures, decimal most = Money.Largest) =>
        Range(figure, path, Unit.Money, 0m, most, $"The amount lies between 0 and {Most(most)}.",
            "State it without a sign, as a part of what it belongs to.", failures);

    /// <summary>Refuses spending after episodes that is below zero: it is a charge, and would become a payment.</summary>
    public static void RefusePostEpisode(Figure? spending)
    {
        var failures = new List<Failure>();
        Amount(spending, "postEpisodeSpending", failures);
        if (failures.Count > 0)
        {
            throw new SettlementException(failures);
        }
    }

    private static string Most(decimal most) => most == Money.Largest ? "10^15" : UnitText.Of(most, Unit.Money);

    private static void Range(Figure? figure, string path, Unit unit, decimal least, decimal most, string rule, string remedy,
        List<Failure> failures)
    {
        if (figure?.Value is not { } value)
        {
            return;
        }

        if (!IsIn(unit, figure.Unit))
        {
            failures.Add(new("figure-unit", path, figure.ToString(), $"This is {Number.UnitWords(unit)}.", remedy));
        }
        else if (value < least || value > most)
        {
            failures.Add(new("figure-range", path, figure.ToString(), rule, remedy));
        }
    }

    private static bool IsIn(Unit unit, Unit stated) => stated == unit || stated == Unit.Unstated
        || (stated is Unit.Rate or Unit.Factor && unit is Unit.Rate or Unit.Factor);
}
