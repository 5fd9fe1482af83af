using NodaTime;

namespace ValueSettlement.Benchmarks;

/// <summary>One price that goes into a blend: the mean of a base year, a hospital's own price, the region's.</summary>
/// <param name="Name">What it is, in words, for example "mean of 2024".</param>
/// <param name="Weight">Its part of the blend, positive: parts need not add up to 1 (2 and 1 are two thirds and one third).</param>
/// <param name="Price">The price for one episode: stated or computed.</param>
public sealed record PricePart(string Name, decimal Weight, Figure Price)
{
    /// <summary>What it is, in words, for example "mean of 2024".</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The price for one episode: stated or computed.</summary>
    public Figure Price { get; init => field = Given.Of(value); } = Given.Of(Price);

    /// <summary>The part in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Weight} × {Name} {Price}");
}

/// <summary>
/// The price of one kind of episode in one place: what is blended, which factors act on it, the discount, and how one episode's spending is
/// bounded.
/// <code>preliminary = Σ weight × price ÷ Σ weight × prospective factors × (1 − discount)
/// target = preliminary, revised factors in place of prospective ones, × factors</code>
/// </summary>
public sealed record PriceCell
{
    /// <summary>Its name; an episode names the cell that prices it.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The anchor dates for which the price holds, both inclusive; <see langword="null"/> for every date. Two cells of one name
    /// share no date.</summary>
    public DateInterval? AnchoredIn { get; init; }

    /// <summary>The category of episodes that is tested for low volume, for example "spinal fusion"; needed where volumes are stated,
    /// <see langword="null"/> where none is tested.</summary>
    public string? Category { get; init; }

    /// <summary>What the price is blended from; at least one.</summary>
    public required ValueList<PricePart> Parts { get; init => field = Given.Of(value); }

    /// <summary>Where the blend comes from.</summary>
    public Authority? BlendAuthority { get; init; }

    /// <summary>Factors told before the period and replaced after it, in order.</summary>
    public ValueList<RevisedFactor> Revisions { get; init => field = Given.Of(value); } = [];

    /// <summary>The payer's discount, 0 to 1; <see langword="null"/> for none.</summary>
    public Rate? Discount { get; init; }

    /// <summary>Where the discount comes from.</summary>
    public Authority? DiscountAuthority { get; init; }

    /// <summary>Factors on the discounted price, in order.</summary>
    public ValueList<PriceFactor> Factors { get; init => field = Given.Of(value); } = [];

    /// <summary>How the spending of one episode is bounded before it is summed; <see langword="null"/> for not at all.</summary>
    public SpendingBound? Bound { get; init; }

    /// <summary>
    /// The digest of the terms that made this, if a programme did: the programme of other terms refuses it. <see langword="null"/> for what
    /// was
    /// stated.
    /// </summary>
    public Digest? Terms { get; init; }

    /// <summary>The prices, computed and explained.</summary>
    /// <param name="workings">Where the lines are written.</param>
    /// <returns>The blended benchmark price, the preliminary target price, and the target price before the factors of one
    /// episode.</returns>
    public CellPrices Write(Workings workings)
    {
        ArgumentNullException.ThrowIfNull(workings);
        var at = workings.Part(Id);
        var shares = Parts.Sum(static p => p.Weight) == 1m;
        var parts = new Quantity[2 * Parts.Count];
        for (var i = 0; i < Parts.Count; i++)
        {
            var part = Parts[i];
            parts[2 * i] = Quantity.Of("weight of " + part.Name, part.Weight, shares ? Unit.Rate : Unit.Factor);
            parts[(2 * i) + 1] = at.Given(new(Keys.Of(part.Name), $"{part.Name}, {Id}", Unit.PerCapita, null, BlendAuthority), part.Price);
        }

        var blend = new Step("benchmark-price", "Benchmark price, " + Id, Unit.PerCapita, null, BlendAuthority);
        var benchmark = Parts.Count == 1 ? parts[1] : shares ? at.Blend(blend, parts) : at.Mean(blend, parts);
        var factors = new List<Quantity> { benchmark };
        foreach (var revision in Revisions)
        {
            factors.Add(revision.WriteProspective(at, Id));
        }

        if (Discount is { } discount)
        {
            factors.Add(at.Write(new("after-discount", "One less the discount, " + Id, Unit.Rate, null, DiscountAuthority),
                Operation.Complement, Quantity.Of("discount", discount.Fraction, Unit.Rate)));
        }

        var preliminary = factors.Count == 1 ? benchmark
            : at.Multiply(new("preliminary-price", "Preliminary target price, " + Id, Unit.PerCapita, null, DiscountAuthority),
            [.. factors]);
        if (Revisions.Count > 0 && Revisions.All(static r => r.Final is null))
        {
            at.Remark($"The prospective {string.Join(" and ", Revisions.Select(static r => r.Name))} "
                + $"{(Revisions.Count == 1 ? "is used: no final one was" : "are used: no final ones were")} stated.");
        }

        var target = preliminary;
        for (var i = 0; i < Revisions.Count; i++)
        {
            target = Revisions[i].Revise(at, Id, target, factors[i + 1]);
        }

        var own = Factors.Select(f => f.Write(at, Id)).Prepend(target).ToArray();
        if (own.Length > 1)
        {
            target = at.Multiply(new("cell-price", "Target price, " + Id, Unit.PerCapita), own);
        }

        return new(benchmark, preliminary, target);
    }

    internal bool Holds(LocalDate anchor) => AnchoredIn is null || AnchoredIn.Contains(anchor);

    internal void Validate(string path, List<Failure> failures)
    {
        if (string.IsNullOrWhiteSpace(Id) || Id.Length > 200)
        {
            failures.Add(new("id-range", Paths.Join(path, "id"), Id ?? string.Empty, "A price cell has a name of 1 to 200 characters.",
                "Name it as the episodes do."));
        }

        if (Parts.Count is 0 or > 100)
        {
            failures.Add(new("price-parts", Paths.Join(path, "parts"), UnitText.Of(Parts.Count, Unit.Count),
                "A price is blended from 1 to 100 parts.", "State the base years, or the one price."));
        }

        for (var i = 0; i < Parts.Count; i++)
        {
            if (Parts[i].Weight is <= 0m or > 1_000_000m)
            {
                failures.Add(new("weight-range", Paths.Join(Paths.Item(path, "parts", i), "weight"),
                    UnitText.Of(Parts[i].Weight, Unit.Factor), "A weight is positive and at most 1,000,000.",
                    "Leave out a part that has no weight."));
            }

            FigureRules.Amount(Parts[i].Price, Paths.Join(Paths.Item(path, "parts", i), "price"), $"The {Parts[i].Name}", failures);
        }

        for (var i = 0; i < Revisions.Count; i++)
        {
            Revisions[i].Validate(Paths.Item(path, "revisions", i), failures);
        }

        // With one of them the price is neither the one told before the period nor the one that settles it.
        if (Revisions.Any(static r => r.Final is null) && Revisions.FirstOrDefault(static r => r.Final is not null) is { } found)
        {
            var missing = Revisions.First(static r => r.Final is null);
            failures.Add(new("final-factor-missing", Paths.Join(path, "revisions"), missing.ToString(),
                $"The final {found.Name} is stated and the final {missing.Name} is not: a price has all of its final factors or none.",
                $"State the final {missing.Name}, or leave the other out for the preliminary price."));
        }

        for (var i = 0; i < Factors.Count; i++)
        {
            Factors[i].Validate(Paths.Item(path, "factors", i), failures);
        }

        FigureRules.Fraction(Discount, Paths.Join(path, "discount"), "A discount", failures);
        Bound?.Validate(Paths.Join(path, "bound"), failures);
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>The prices of a cell.</summary>
/// <param name="Benchmark">Blended, before factors and discount.</param>
/// <param name="Preliminary">With prospective factors and discount: what is told before the period.</param>
/// <param name="Target">With revised factors and the cell's own factors, before those of one episode.</param>
public readonly record struct CellPrices(Quantity Benchmark, Quantity Preliminary, Quantity Target)
{
    /// <summary>The three prices, the same in every culture.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"benchmark {Benchmark.Value}, preliminary {Preliminary.Value}, target {Target.Value}");
}
