namespace ValueSettlement;

/// <summary>Checks of stated figures: unit and range, in one form for everything that reads inputs before a contract does.</summary>
internal static class FigureRules
{
    /// <summary>An amount that is not negative.</summary>
    public static void Amount(Figure? figure, string path, string what, List<Failure> failures) => Check(figure, path, Unit.Money, 0m,
        Money.Largest, $"{what} is an amount of money, not negative and at most 10^15.", failures);

    /// <summary>An amount of either sign.</summary>
    public static void SignedAmount(Figure? figure, string path, string what, List<Failure> failures) => Check(figure, path, Unit.Money,
        -Money.Largest, Money.Largest, $"{what} is an amount of money between -10^15 and 10^15.", failures);

    /// <summary>An amount of which shares are taken.</summary>
    public static void AmountAboveZero(Figure? figure, string path, string what, List<Failure> failures) => Check(figure, path, Unit.Money,
        0m, Money.Largest, $"{what} is an amount of money, positive and at most 10^15.", failures, aboveLeast: true);

    /// <summary>A multiplier: no real one is above its bound, which catches percentages and amounts.</summary>
    public static void Factor(Figure? figure, string path, string what, decimal most, List<Failure> failures) => Check(figure, path,
        Unit.Factor, 0m, most, FormattableString.Invariant($"{what} is a factor above 0 and at most {most}."), failures, aboveLeast: true);

    /// <summary>A share or a score, 0 to 1.</summary>
    public static void Share(Figure? figure, string path, string what, List<Failure> failures) => Check(figure, path, Unit.Rate, 0m, 1m,
        $"{what} is a fraction between 0 and 1.", failures);

    /// <summary>The failure of a figure of another unit; <see langword="null"/> if it has the unit of its use, or none.</summary>
    public static Failure? UnitOf(Figure? figure, string path, Unit use, string rule, string remedy) =>
        figure is not { HasValue: true } || HasUnit(figure.Unit, use) ? null
            : new("figure-unit", path, $"{figure} ({EnumText.Of(figure.Unit)})", rule, remedy);

    /// <summary>A stated share, 0 to 1; nothing if none was stated.</summary>
    public static void Fraction(Rate? rate, string path, string what, List<Failure> failures)
    {
        if (rate is { Fraction: < 0m or > 1m })
        {
            failures.Add(new("rate-range", path, rate.Value.ToString(), $"{what} lies between 0 and 100 %.",
                "Write it as a fraction: 0.03 for 3 %."));
        }
    }

    /// <summary>A change as a share, less than the whole either way.</summary>
    public static void Change(Figure? figure, string path, string what, List<Failure> failures)
    {
        var rule = $"{what} is a fraction above -1 and below 1.";
        if (figure is { HasValue: true } && HasUnit(figure.Unit, Unit.Rate) && figure.Value is <= -1m or >= 1m)
        {
            failures.Add(new("figure-range", path, figure.ToString(), rule, "Check sign and unit: 0.02 for 2 %."));
            return;
        }

        Check(figure, path, Unit.Rate, -1m, 1m, rule, failures);
    }

    /// <summary>Amounts that are left out of a whole are parts of it, each and together.</summary>
    public static void Parts(Figure whole, string what, List<Failure> failures, params ReadOnlySpan<(Figure? Figure, string Path)> parts)
    {
        if (whole.Value is not { } most)
        {
            return;
        }

        var (together, paths, before) = (0m, new List<string>(), failures.Count);
        foreach (var (figure, path) in parts)
        {
            together += figure?.Value ?? 0m;
            paths.AddRange(figure?.Value is null ? [] : [path]);
            if (figure?.Value > most)
            {
                Larger(path, figure.ToString());
            }
        }

        if (failures.Count == before && together > most)
        {
            Larger(string.Join(", ", paths), UnitText.Of(together, Unit.Money));
        }

        void Larger(string path, string given) => failures.Add(new("part-larger", path, given,
            $"What is left out is a part of the {what} of {UnitText.Of(most, Unit.Money)}.",
            $"State {what} before anything is left out, and each amount once."));
    }

    private static void Check(Figure? figure, string path, Unit use, decimal least, decimal most, string rule, List<Failure> failures,
        bool aboveLeast = false)
    {
        if (figure is not { HasValue: true })
        {
            return;
        }

        if (UnitOf(figure, path, use, rule, "State it in that unit, or leave the unit out.") is { } other)
        {
            failures.Add(other);
        }
        else if (!figure.IsWithin(least, most) || (aboveLeast && figure.Value == least))
        {
            failures.Add(new("figure-range", path, figure.ToString(), rule, "Check sign and unit of the number."));
        }
    }

    // A rate multiplies as a factor does, and the money of an episode is written for one episode or as an amount.
    private static bool HasUnit(Unit unit, Unit use) => unit == Unit.Unstated || unit == use
        || (use is Unit.Factor or Unit.Rate ? unit is Unit.Factor or Unit.Rate
            : use is Unit.Money or Unit.PerCapita && unit is Unit.Money or Unit.PerCapita);
}
