namespace ValueSettlement.Benchmarks;

/// <summary>What becomes of a category that had too few episodes in the baseline period.</summary>
public enum LowVolume
{
    /// <summary>Its gain counts and its loss does not; its target stays in the base of the limits.</summary>
    NoLoss,

    /// <summary>Neither its target nor its spending counts.</summary>
    NotReconciled,
}

/// <summary>The episodes of one category in the baseline period.</summary>
/// <param name="Category">The category, as the price cells name it.</param>
/// <param name="BaselineEpisodes">How many there were, not negative.</param>
public sealed record CategoryVolume(string Category, int BaselineEpisodes)
{
    /// <summary>The category, as the price cells name it.</summary>
    public string Category { get; init => field = Given.Of(value); } = Given.Of(Category);

    /// <summary>The category and the number, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{Category}: {BaselineEpisodes} baseline episodes");
}

/// <summary>How few baseline episodes are too few, category by category, and what that means.</summary>
/// <param name="Minimum">The least number that is not too few.</param>
/// <param name="Below">What becomes of a category with fewer.</param>
public sealed record LowVolumeRule(Cited<int> Minimum, LowVolume Below)
{
    /// <summary>The least number that is not too few.</summary>
    public Cited<int> Minimum { get; init => field = Given.Of(value); } = Given.Of(Minimum);

    /// <summary>Where <see cref="Below"/> comes from; <see langword="null"/> for where the minimum does.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The rule in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"fewer than {Minimum.Value}: {EnumText.Of(Below)}");

    internal bool LeavesOut(CategoryVolume volume) => IsLow(volume) && Below == LowVolume.NotReconciled;

    internal string Why(CategoryVolume volume) => FormattableString.Invariant(
        $"Low volume in {volume.Category}, {volume.BaselineEpisodes} baseline episodes of at least {Minimum.Value}");

    /// <summary>Writes what a category brings and adds what of it counts to the totals.</summary>
    internal CategoryTotals Write(CategoryVolume volume, List<(Quantity Target, Quantity Spending)> episodes, Workings target,
        Workings spending, List<Quantity> targets, List<Quantity> spent)
    {
        var (name, low) = (volume.Category, IsLow(volume));
        var rule = Authority ?? Minimum.Authority;
        Step Of(string key, string label) => new(key, $"{label}, {name}", Unit.Money, null, low ? rule : Minimum.Authority);
        var (atTarget, at) = (target.Part(name), spending.Part(name));
        var price = Named(Total(atTarget, new("category-target", "Target price, " + name, Unit.Money), episodes.Select(static e =>
            e.Target)));
        var cost = Named(Total(at, new("category-spending", "Spending, " + name, Unit.Money), episodes.Select(static e => e.Spending)));
        var whole = cost.Value;
        var amount = at.Subtract(new("category-amount", "Target price less spending, " + name, Unit.Money), price, cost);
        at.Given(new("baseline-episodes", FormattableString.Invariant(
            $"Baseline episodes, {name}: {(low ? "low volume, fewer than" : "no low volume, at least")} {Minimum.Value}"),
            Unit.Count, null, Minimum.Authority), volume.BaselineEpisodes);
        var counted = amount;
        if (!low)
        {
            at.Write(Of("category-counted", "Counted"), Operation.Stated, amount);
        }
        else if (Below == LowVolume.NoLoss)
        {
            counted = at.Greatest(Of("category-counted", "Counted: a gain and no loss"), amount, Quantity.Of("no loss", 0m, Unit.Money));
            cost = Named(at.Least(Of("category-spending-counted", "Spending counted, at most the target price"), cost, price));
        }
        else
        {
            at.Given(Of("category-counted", "Counted: nothing, the category is not reconciled"), 0m);
        }

        if (!LeavesOut(volume))
        {
            targets.Add(price);
            spent.Add(cost);
        }

        return new(name, episodes.Count, volume.BaselineEpisodes)
        {
            IsLowVolume = low,
            Target = price.Value,
            Spending = whole,
            Amount = amount.Value,
            Counted = LeavesOut(volume) ? null : counted.Value,
        };

        Quantity Named(Quantity of) => of with { Name = name };
    }

    private static Quantity Total(Workings workings, Step step, IEnumerable<Quantity> amounts)
    {
        Quantity[] all = [.. amounts];
        return all.Length > 0 ? workings.Add(step, all) : workings.Given(step with { Label = step.Label + ": no episode" }, 0m);
    }

    private bool IsLow(CategoryVolume volume) => volume.BaselineEpisodes < Minimum.Value;
}

/// <summary>What one category brought into the totals.</summary>
/// <param name="Category">The category.</param>
/// <param name="Episodes">Its episodes of the period.</param>
/// <param name="BaselineEpisodes">Its episodes of the baseline period.</param>
public sealed record CategoryTotals(string Category, int Episodes, int BaselineEpisodes)
{
    /// <summary>Whether it had too few episodes in the baseline period.</summary>
    public required bool IsLowVolume { get; init; }

    /// <summary>Its target price, not rounded; <see langword="null"/> if it could not be computed.</summary>
    public required decimal? Target { get; init; }

    /// <summary>Its spending, not rounded, before low volume changes what counts; <see langword="null"/> if it could not be
    /// computed.</summary>
    public required decimal? Spending { get; init; }

    /// <summary>Target less spending, positive for a gain; <see langword="null"/> if it could not be computed.</summary>
    public required decimal? Amount { get; init; }

    /// <summary>What of the amount counts; <see langword="null"/> if the category is not reconciled.</summary>
    public required decimal? Counted { get; init; }

    /// <summary>The category and its amounts, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Category}: target {Target}, spending {Spending}, amount {Amount}, {(IsLowVolume ? "low volume, " : string.Empty)}")
        + (Counted is { } counted ? FormattableString.Invariant($"counted {counted}") : "not reconciled");
}
