using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>Where the money of a pool comes from.</summary>
public enum PoolFunding
{
    /// <summary>A factor that somebody else found and states, for example because the other members of the pool are not known
    /// here.</summary>
    StatedFactor,

    /// <summary>A stated amount; claims on it are scaled down if they are larger.</summary>
    StatedAmount,

    /// <summary>What the other parts of the sum owe: payments are made from charges only, and scaled down if they are
    /// larger.</summary>
    Charges,
}

/// <summary>
/// A pool that scales what the parts of a sum earned before it is summed, each claim in proportion. Positive amounts are claims; negative
/// ones are charges and stay as they are.
/// <code>
/// paid from the pool = min(Σ claims, available), or Σ claims × factor;  to each claim: claim × paid ÷ Σ claims
/// Σ of the parts = paid from the pool + Σ charges
/// </code>
/// What is published of each claim is divided to the last unit (<see cref="Allocation"/>): a pool of 0.02 among three equal claims pays
/// 0.01, 0.01 and 0.00. The claims on a pool are at most 10^14 together.
/// </summary>
public sealed record Pool
{
    // So that the product of a claim and what is paid has its digits in a decimal.
    internal const decimal MostClaims = 100_000_000_000_000m;

    /// <summary>Where the money comes from.</summary>
    public required PoolFunding Funding { get; init; }

    /// <summary>The stated factor, 0 to 1, for <see cref="PoolFunding.StatedFactor"/>.</summary>
    public Rate? Factor { get; init; }

    /// <summary>The basis whose amount the facts of the sum state, for <see cref="PoolFunding.StatedAmount"/>.</summary>
    public Basis? Available { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The key of the line that takes a claim through the pool.</summary>
    internal const string PaymentKey = "pool-payment";

    /// <summary>What the pool holds, to twelve decimals; nothing is asked of a pool by factor.</summary>
    internal decimal Holds(decimal charges, Experience experience, ref List<Failure>? failures)
    {
        if (Funding != PoolFunding.StatedAmount)
        {
            return Carried.Unsigned(-charges);
        }

        if (Stated(experience) is not { } stated)
        {
            (failures ??= []).Add(new("fact-missing", Number.PathOf(Available!.Value.Name), string.Empty,
                $"The pool needs the amount of '{Available.Value.InWords}'.", Number.Remedy(Available.Value.Name)));
            return 0m;
        }

        if (stated.Figure.Value is not { } holds || !stated.Fits(Unit.Money))
        {
            // The check of the facts has said what is wrong with it.
            return 0m;
        }

        if (holds < 0m)
        {
            (failures ??= []).Add(new("pool-negative", stated.Path, UnitText.Of(holds, Unit.Money),
                "A pool holds nothing or a positive amount.", "Check the sign of the amount."));
        }

        return Carried.Carry(holds);
    }

    /// <summary>The number that states what the pool holds.</summary>
    internal Number? Stated(Experience experience) =>
        experience.Facts.OfType<Number>().FirstOrDefault(f => f.Name == Available?.Name);

    /// <summary>What is paid from the pool, to twelve decimals.</summary>
    internal decimal Paid(decimal claims, decimal holds) => Funding == PoolFunding.StatedFactor
        ? Carried.Carry(claims * Factor!.Value.Numerator / Factor.Value.Denominator)
        : Math.Min(claims, holds);

    /// <summary>The sum of the parts as a curve of what one of them earned, the others held fixed.</summary>
    internal Curve Sum(decimal claims, decimal charges, decimal holds)
    {
        // What is owed can be all that is paid: the sum is never a gain.
        if (Funding == PoolFunding.Charges)
        {
            return Curve.Line(1m, claims + charges).Then(Curve.Clamp(decimal.MinValue, 0m), decided: true);
        }

        var charged = Piece.Line(1m, charges + Paid(claims, holds));
        if (Funding == PoolFunding.StatedFactor)
        {
            var factor = Factor!.Value.Fraction;
            return Curve.Of(charged, new(0m, true, factor, charges + (claims * factor)));
        }

        return claims >= holds
            ? Curve.Of(charged, new(0m, true, 0m, charges + holds))
            : Curve.Of(charged, new(holds - claims, true, 0m, charges + holds));
    }

    /// <summary>The lines from the claims to what is paid of them.</summary>
    internal void Tell(LineWriter words, PartsOfSum sum, ValueList<Settlement> parts, Experience experience)
    {
        var claims = new Operand("claims on the pool", sum.Claims, Unit.Money);
        var claimed = parts.Where(static p => p.Earned.Unrounded > 0m).ToArray();
        words.Lines.Add(Line("pool-claims", "Claims on the pool", Operation.Sum, sum.Claims,
            [.. claimed.Select(static p => p.AsOperand())]));
        words.Lines.Add(Funding == PoolFunding.StatedFactor ? ByFactor(claims, sum) : ByAmount(words, claims, sum, parts, experience));
        if (sum.Paid == sum.Claims)
        {
            return;
        }

        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Earned.Unrounded > 0m)
            {
                words.Lines.Add(Share(parts[i], $"{parts[i].Arrangement} after the pool", sum) with
                {
                    Path = Paths.Item(string.Empty, "parts", i),
                });
            }
        }
    }

    /// <summary>What is paid of one claim, where the claims are more than is paid.</summary>
    internal Line Share(Settlement claim, string label, PartsOfSum sum) => Line(PaymentKey, label, Operation.ProductQuotient,
        Share(claim.Earned.Unrounded, sum.Paid, sum.Claims),
        [claim.AsOperand(), new("paid from the pool", sum.Paid, Unit.Money), new("claims on the pool", sum.Claims, Unit.Money)]);

    /// <summary>claim × paid ÷ claims, to twelve decimals.</summary>
    internal static decimal Share(decimal claim, decimal paid, decimal claims) => Carried.Carry(claim * paid / claims);

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
            failures.Add(new("pool-funding", path, InWords(Funding),
                "A pool states its factor (0 to 1), or the basis of its amount, or is funded by charges and states neither.",
                "Set what its funding needs, and nothing else."));
        }
    }

    internal static string InWords(PoolFunding funding) => funding switch
    {
        PoolFunding.StatedFactor => "a stated factor",
        PoolFunding.StatedAmount => "a stated amount",
        PoolFunding.Charges => "charges",
        _ => EnumText.Of(funding),
    };

    private Line ByFactor(Operand claims, PartsOfSum sum) => Factor!.Value is { Denominator: 1 } factor
        ? Line("pool-paid", "Paid from the pool", Operation.Product, sum.Paid,
            [claims, new("pool factor", factor.Numerator, Unit.Factor)])
        : Line("pool-paid", "Paid from the pool", Operation.ProductQuotient, sum.Paid,
            [claims, new("pool factor", Factor.Value.Numerator, Unit.Count), new("divided by", Factor.Value.Denominator, Unit.Count)]);

    private Line ByAmount(LineWriter words, Operand claims, PartsOfSum sum, ValueList<Settlement> parts, Experience experience)
    {
        const string Key = "pool-available";
        if (Funding == PoolFunding.Charges)
        {
            words.Lines.Add(Line(Key, "Available: what is owed", Operation.Difference, sum.Holds,
                [new("nothing", 0m, Unit.Money), .. parts.Where(static p => p.Earned.Unrounded < 0m).Select(static p => p.AsOperand())]));
        }
        else
        {
            words.Lines.Add(Line(Key, "Available in the pool", Operation.Stated, sum.Holds,
                [new("available in the pool", Stated(experience)!.Figure.Value, Unit.Money)]));
        }

        return Line("pool-paid", "Paid from the pool", Operation.Least, sum.Paid,
            [claims, new("available in the pool", sum.Holds, Unit.Money)]);
    }

    private Line Line(string key, string label, Operation operation, decimal value, Operand[] operands) => new()
    {
        Key = key,
        Label = label,
        Operation = operation,
        Operands = [.. operands],
        Value = value,
        Unit = Unit.Money,
        Decimals = Carried.Digits,
        Authority = Authority,
    };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
