namespace ValueSettlement;

/// <summary>Where the money of a pool comes from.</summary>
public enum PoolFunding
{
    /// <summary>A factor that somebody else found and states, for example because the other members of the pool are not known
    /// here.</summary>
    StatedFactor,

    /// <summary>A stated amount; claims on it are scaled down if they are larger.</summary>
    StatedAmount,

    /// <summary>What the other side of the portfolio owes: payments are made from charges only, and scaled down if they are
    /// larger.</summary>
    Charges,
}

/// <summary>
/// A pool that scales what the contracts of a portfolio earned before they are summed, each claim in proportion.
/// <code>paid = claim × min(1, available ÷ sum of the claims)</code>
/// What is published of each claim is divided to the last unit (<see cref="Allocation"/>): a pool of 0.02 among three equal claims pays
/// 0.01, 0.01 and 0.00.
/// </summary>
public sealed record Pool
{
    /// <summary>Where the money comes from.</summary>
    public required PoolFunding Funding { get; init; }

    /// <summary>The stated factor, 0 to 1, for <see cref="PoolFunding.StatedFactor"/>.</summary>
    public Rate? Factor { get; init; }

    /// <summary>The basis whose amount the portfolio's facts state, for <see cref="PoolFunding.StatedAmount"/>.</summary>
    public Basis? Available { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>
    /// The members' amounts after the pool, and in <paramref name="exact"/> the fractions that they are; only amounts to the provider are
    /// claims.
    /// </summary>
    internal Quantity[] Apply(Workings workings, Quantity[] earned, Allocation.ExactPart[] exact, Experience experience,
        List<Failure> failures)
    {
        if (Funding == PoolFunding.StatedFactor)
        {
            return Scale(earned, exact, Factor!.Value.Fraction, 1m, claim =>
                workings.Multiply(Step(claim), claim, Quantity.Of("pool factor", Factor!.Value.Fraction, Unit.Factor)));
        }

        var claims = workings.Add(new("pool-claims", "Claims on the pool", Unit.Money, null, Authority),
            [.. earned.Where(static e => e.Value > 0m)]);
        Quantity available;
        if (Funding == PoolFunding.Charges)
        {
            var owed = earned.Where(static e => e.Value < 0m).Prepend(Quantity.Of("nothing", 0m, Unit.Money)).ToArray();
            available = workings.Subtract(new("pool-available", "Available: what is owed", Unit.Money, null, Authority), owed);
        }
        else if (experience.Facts.OfType<Number>().FirstOrDefault(f => f.Name == Available!.Value.Name) is { } stated)
        {
            if (!(stated.Holds() && stated.Fits(Unit.Money)))
            {
                stated.Validate(stated.Path, failures);
                stated.ValidateUse(Unit.Money, stated.Path, failures);
                return earned;
            }

            available = workings.Given(new("pool-available", "Available in the pool", Unit.Money, null, Authority), stated.Figure);
        }
        else
        {
            failures.Add(new("fact-missing", Number.PathOf(Available!.Value.Name), string.Empty,
                $"The pool needs the amount of '{Available.Value.InWords}'.", Number.Remedy(Available.Value.Name)));
            return earned;
        }

        if (available.Value < 0m)
        {
            failures.Add(new("pool-negative", Available is { } basis ? Number.PathOf(basis.Name) : "parts",
                UnitText.Of(available.Value.Value, Unit.Money),
                "A pool holds nothing or a positive amount.", "Check the sign of the amount."));
            return earned;
        }

        return claims.Value <= available.Value ? earned : Scale(earned, exact, available.Value!.Value, claims.Value!.Value, claim =>
            workings.Write(Step(claim), Operation.ProductQuotient, claim, available, claims));
    }

    internal void Validate(string path, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        var complete = Funding switch
        {
            PoolFunding.StatedFactor => Factor is { Fraction: >= 0m and <= 1m } && Available is null,
            PoolFunding.StatedAmount => Available is { IsBenchmark: false } && Factor is null,
            PoolFunding.Charges => Available is null && Factor is null,
            _ => false,
        };
        if (!complete)
        {
            failures.Add(new("pool-funding", path, Funding.ToString(),
                "A pool states its factor (0 to 1), or the basis of its amount, or is funded by charges and states neither.",
                "Set what its funding needs, and nothing else."));
        }
    }

    private Step Step(Quantity claim) => new("pool-payment", $"{claim.Name} after the pool", Unit.Money, null, Authority);

    private static Quantity[] Scale(Quantity[] earned, Allocation.ExactPart[] exact, decimal part, decimal whole,
        Func<Quantity, Quantity> scale)
    {
        var after = new Quantity[earned.Length];
        for (var i = 0; i < earned.Length; i++)
        {
            var claim = earned[i];
            var isClaim = claim.Value > 0m;
            after[i] = isClaim ? scale(claim) with { Name = claim.Name } : claim;
            exact[i] = isClaim ? Allocation.ExactPart.Of(claim.Name, claim.Value!.Value, part, whole) : exact[i];
        }

        return after;
    }
}
