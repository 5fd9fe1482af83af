namespace ValueSettlement.Benchmarks;

/// <summary>A kind of service in a case rate.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Frequency">How often it is expected in one episode.</param>
/// <param name="Price">Its price.</param>
public sealed record ExpectedService(string Name, decimal Frequency, Money Price)
{
    /// <summary>What it is.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The service in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{Frequency} × {Name} at {Price}");
}

/// <summary>Smaller figures of episode contracts.</summary>
public static class EpisodeFigures
{
    /// <summary>The base of an evidence-informed case rate: expected services at their prices, times a severity factor.</summary>
    /// <param name="services">The expected services.</param>
    /// <param name="severity">The severity factor of the patient.</param>
    /// <param name="authority">Where the rate comes from.</param>
    public static Figure CaseRateBase(ValueList<ExpectedService> services, PriceFactor severity, Authority? authority = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(severity);
        var workings = new Workings("case-rate");
        var pairs = new List<Quantity>();
        foreach (var service in services)
        {
            pairs.Add(Quantity.Of("frequency of " + service.Name, service.Frequency, Unit.Count));
            pairs.Add(Quantity.Of("price of " + service.Name, service.Price.Amount, Unit.Money));
        }

        var expected = workings.Blend(new("expected-services", "Expected services at their prices", Unit.PerCapita, null, authority),
            [.. pairs]);
        return workings.Figure(workings.Multiply(new("case-rate-base", "Base of the case rate", Unit.Money, null, authority), expected,
            severity.Write(workings, "case rate")));
    }

    /// <summary>A share of an amount as a figure, for example an allowance of half the expected complication cost, or a withhold.</summary>
    /// <param name="name">What it is, in words.</param>
    /// <param name="share">The share.</param>
    /// <param name="of">What it is a share of, in words.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="authority">Where the share comes from.</param>
    /// <exception cref="SettlementException">The amount is no money.</exception>
    public static Figure ShareOf(string name, Rate share, string of, Figure amount, Authority? authority = null)
    {
        Refuse([new(of, amount)]);
        var workings = new Workings();
        var whole = workings.Given(new(Keys.Of(of), of, Unit.Money, null, authority), amount);
        return workings.Figure(workings.Multiply(new(Keys.Of(name), name, Unit.Money, null, authority),
            Quantity.Of("share", share.Fraction, Unit.Rate), whole));
    }

    /// <summary>The sum of named amounts as a figure.</summary>
    /// <param name="name">What it is, in words.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="authority">Where the sum comes from.</param>
    /// <exception cref="SettlementException">A term is no money; carries all of them.</exception>
    public static Figure Sum(string name, ValueList<NamedAmount> terms, Authority? authority = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        Refuse(terms);
        var workings = new Workings();
        var given = terms.Select(t => workings.Given(new(Keys.Of(t.Name), t.Name, Unit.Money, null, t.Authority ?? authority), t.Amount))
            .ToArray();
        return workings.Figure(workings.Add(new(Keys.Of(name), name, Unit.Money, null, authority), given));
    }

    /// <summary>The difference of two amounts for each of a number of episodes, as a figure: the distance between two thresholds.</summary>
    /// <param name="name">What it is, in words.</param>
    /// <param name="higher">The higher amount for one episode, with its name.</param>
    /// <param name="lower">The lower amount for one episode, with its name; <see langword="null"/> for nothing.</param>
    /// <param name="episodes">How many episodes.</param>
    /// <param name="authority">Where it comes from.</param>
    /// <exception cref="SettlementException">An amount is no money; carries both.</exception>
    public static Figure ForEpisodes(string name, NamedAmount higher, NamedAmount? lower, int episodes, Authority? authority = null)
    {
        ArgumentNullException.ThrowIfNull(higher);
        Refuse(lower is null ? [higher] : [higher, lower]);
        var workings = new Workings();
        var one = workings.Given(new(Keys.Of(higher.Name), higher.Name, Unit.PerCapita, null, higher.Authority ?? authority),
            higher.Amount);
        if (lower is not null)
        {
            var from = workings.Given(new(Keys.Of(lower.Name), lower.Name, Unit.PerCapita, null, lower.Authority ?? authority),
                lower.Amount);
            one = workings.Subtract(new(Keys.Of(name) + "-each", name + ", for one episode", Unit.PerCapita, null, authority), one, from);
        }

        return workings.Figure(workings.Multiply(new(Keys.Of(name), name, Unit.Money, null, authority), one,
            Quantity.Of("episodes", episodes, Unit.Count)));
    }

    /// <summary>Spending after episodes above a line of the regional mean plus a number of standard deviations, never less than nothing:
    /// <c>max(0, average − (mean + n × deviation)) × episodes</c>.</summary>
    /// <param name="average">The participant's average for one episode.</param>
    /// <param name="line">The regional mean, deviation and how many deviations.</param>
    /// <param name="episodes">How many episodes it is charged for; 1 where the average itself is the amount.</param>
    /// <param name="authority">Where the rule comes from.</param>
    /// <exception cref="SettlementException">The average or a number of the line is out of range, or episodes are negative.</exception>
    public static Figure PostEpisodeExcess(Figure average, DeviationsAboveMean line, int episodes, Authority? authority = null)
    {
        ArgumentNullException.ThrowIfNull(average);
        ArgumentNullException.ThrowIfNull(line);
        var failures = new List<Failure>();
        FigureRules.Amount(average, "average", "The average spending after episodes", failures);
        line.Validate("line", failures);
        if (episodes < 0)
        {
            failures.Add(new("count-negative", "episodes", UnitText.Of(episodes, Unit.Count), "A number of episodes is not negative.",
                "Check the number."));
        }

        SettlementException.ThrowIfAny(failures);

        var workings = new Workings("post-episode");
        var own = workings.Given(new("post-episode-average", "Average spending after episodes", Unit.PerCapita, null, authority), average);
        var above = workings.Subtract(new("post-episode-above", "Above the line", Unit.PerCapita, null, authority), own,
            line.Write(workings, "after episodes").High!.Value);
        var excess = workings.Greatest(new("post-episode-excess", "Excess for one episode", Unit.PerCapita, null, authority), above,
            Quantity.Of("nothing", 0m, Unit.PerCapita));
        return workings.Figure(workings.Multiply(new("post-episode-spending", "Post-episode spending charged", Unit.Money, null, authority),
            excess, Quantity.Of("episodes", episodes, Unit.Count)));
    }

    // A figure becomes an amount of these lines whatever it counted before.
    private static void Refuse(ValueList<NamedAmount> amounts)
    {
        var failures = new List<Failure>();
        foreach (var amount in amounts)
        {
            FigureRules.SignedAmount(amount.Amount, Keys.Of(amount.Name), $"The figure '{amount.Name}'", failures);
        }

        SettlementException.ThrowIfAny(failures);
    }
}
