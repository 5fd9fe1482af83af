namespace ValueSettlement.Benchmarks;

/// <summary>A multiplier of a target price: a risk multiplier of one episode, the patient mix, the market trend.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Value">The multiplier, above 0 and at most 20: stated or computed.</param>
public sealed record PriceFactor(string Name, Figure Value)
{
    /// <summary>What it is, in words.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The multiplier, above 0 and at most 20: stated or computed.</summary>
    public Figure Value { get; init => field = Given.Of(value); } = Given.Of(Value);

    /// <summary>How far from 1 it may act: 0.05 holds it between 0.95 and 1.05; 0 to 1, <see langword="null"/> for no bound.</summary>
    public Rate? Within { get; init; }

    /// <summary>Where the factor and its bound come from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The factor in words.</summary>
    public override string ToString() => $"{Name} {Value}{(Within is { } within ? $", within {within} of 1" : string.Empty)}";

    internal void Validate(string path, List<Failure> failures)
    {
        FigureRules.Factor(Value, Paths.Join(path, "value"), $"A multiplier of a price ({Name})", 20m, failures);
        FigureRules.Fraction(Within, Paths.Join(path, "within"), $"How far the {Name} may lie from 1", failures);
    }

    internal Quantity Write(Workings workings, string of)
    {
        var stated = workings.Given(new(Keys.Of(Name), $"{Name}, {of}", Unit.Factor, null, Authority), Value);
        return Within is { } within
            ? workings.Write(new(Keys.Of(Name) + "-used", $"{Name} used, {of}", Unit.Factor, null, Authority), Operation.HoldWithin, stated,
                Quantity.Of("no change", 1m), Quantity.Of("greatest distance", within.Fraction, Unit.Rate))
            : stated;
    }
}

/// <summary>
/// A factor that is told before the period and replaced after it: the final one acts, held within a share of the prospective one.
/// <code>used = final held within ± share of prospective;  price → price × used ÷ prospective</code>
/// </summary>
/// <param name="Name">What it is, in words, for example "trend".</param>
/// <param name="Prospective">The multiplier told before the period, above 0 and at most 10.</param>
/// <param name="Final">The multiplier found after it, above 0 and at most 10; <see langword="null"/> while only the preliminary price is
/// wanted, which the price says.</param>
/// <param name="Within">How far the final one may lie from the prospective one, as a share of that, 0 to 1;
/// <see langword="null"/> for no bound.</param>
public sealed record RevisedFactor(string Name, Figure Prospective, Figure? Final, Rate? Within)
{
    /// <summary>What it is, in words, for example "trend".</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The multiplier told before the period, above 0 and at most 10.</summary>
    public Figure Prospective { get; init => field = Given.Of(value); } = Given.Of(Prospective);

    /// <summary>Where the rule comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The factor in words.</summary>
    public override string ToString() =>
        $"{Name}: prospective {Prospective}, final {Final?.ToString() ?? "not known yet"}"
        + $"{(Within is { } within ? $", within {within}" : string.Empty)}";

    internal void Validate(string path, List<Failure> failures)
    {
        FigureRules.Factor(Prospective, Paths.Join(path, "prospective"), $"The prospective {Name}", 10m, failures);
        FigureRules.Factor(Final, Paths.Join(path, "final"), $"The final {Name}", 10m, failures);
        FigureRules.Fraction(Within, Paths.Join(path, "within"), $"How far the final {Name} may lie from the prospective one", failures);
    }

    internal Quantity WriteProspective(Workings workings, string of) =>
        workings.Given(new("prospective-" + Keys.Of(Name), $"Prospective {Name}, {of}", Unit.Factor, null, Authority), Prospective);

    internal Quantity Revise(Workings workings, string of, Quantity price, Quantity prospective)
    {
        if (Final is null)
        {
            return price;
        }

        var used = workings.Given(new("final-" + Keys.Of(Name), $"Final {Name}, {of}", Unit.Factor, null, Authority), Final);
        if (Within is { } within)
        {
            used = workings.Write(new("final-" + Keys.Of(Name) + "-used", $"Final {Name} used, {of}", Unit.Factor, null, Authority),
                Operation.HoldWithin,
                used, prospective, Quantity.Of("greatest distance", within.Fraction, Unit.Rate));
        }

        _ = workings.Divide(new(Keys.Of(Name) + "-adjustment", $"Adjustment by the {Name}, {of}", Unit.Factor, null, Authority), used,
            prospective);
        return workings.Write(new("price-after-" + Keys.Of(Name), $"Price with the {Name} used instead of the prospective one, {of}",
            Unit.PerCapita, null, Authority), Operation.ProductQuotient, price, used, prospective);
    }
}

/// <summary>Keys of lines from the names of what they show.</summary>
internal static class Keys
{
    public static string Of(string name)
    {
        var letters = name.ToLowerInvariant().Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-').ToArray();
        return new string(letters).Trim('-');
    }
}
