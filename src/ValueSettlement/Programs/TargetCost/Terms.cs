using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>A fixed-price incentive contract with a firm target. Every rule is the contract's own: nothing is preset.</summary>
public sealed record FixedPriceIncentiveTerms : ProgrammeTerms
{
    /// <summary>Targets and shares.</summary>
    public required IncentiveTarget Target { get; init => field = Given.Of(value); }

    /// <summary>The ceiling price: the most that the buyer pays; <see langword="null"/> for none.</summary>
    public required Money? Ceiling { get; init; }

    /// <summary>First and last day of the contract, both inclusive.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>The currency: three capital letters.</summary>
    public string Currency { get; init => field = Given.Of(value); } = "USD";

    /// <summary>A name for the contract.</summary>
    public string Id { get; init => field = Given.Of(value); } = "fixed-price-incentive";

    /// <summary>
    /// Where targets, shares and ceiling stand, for example "Contract N00024, section B"; <see langword="null"/> for FAR 16.403-1, which
    /// says what they do.
    /// </summary>
    public Authority? Authority { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => FixedPriceIncentive.For(this).Contract;

    private protected override void Validate(List<Failure> failures)
    {
        Target.Validate("target", failures);
        if (Ceiling is { } ceiling && ceiling <= Money.Zero)
        {
            failures.Add(new("ceiling-range", "ceiling", ceiling.ToString(), "A ceiling price is positive.",
                "State the ceiling price, or leave it out."));
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>A cost-plus-incentive-fee contract. Every rule is the contract's own: nothing is preset.</summary>
public sealed record CostPlusIncentiveFeeTerms : ProgrammeTerms
{
    /// <summary>Target cost, target fee and shares.</summary>
    public required IncentiveTarget Target { get; init => field = Given.Of(value); }

    /// <summary>The least fee; <see langword="null"/> for none.</summary>
    public Money? MinimumFee { get; init; }

    /// <summary>The greatest fee; <see langword="null"/> for none.</summary>
    public Money? MaximumFee { get; init; }

    /// <summary>First and last day of the contract, both inclusive.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>The currency: three capital letters.</summary>
    public string Currency { get; init => field = Given.Of(value); } = "USD";

    /// <summary>A name for the contract.</summary>
    public string Id { get; init => field = Given.Of(value); } = "cost-plus-incentive-fee";

    /// <summary>Where targets, shares and fees stand; <see langword="null"/> for FAR 16.405-1, which says what they do.</summary>
    public Authority? Authority { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => CostPlusIncentiveFee.For(this).Contract;

    private protected override void Validate(List<Failure> failures)
    {
        Target.Validate("target", failures);
        if (MinimumFee is { } low && MaximumFee is { } high && low > high)
        {
            failures.Add(new("bounds-order", "minimumFee", low.ToString(), $"The least fee is not above the greatest ({high}).",
                "Swap or correct the two."));
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
