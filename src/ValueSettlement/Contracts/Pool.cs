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

/// <summary>How much of what a pool holds is paid where less is claimed.</summary>
public enum PoolPayout
{
    /// <summary>What is claimed: claims are scaled down where the pool holds less, and never up.</summary>
    ScaledDown,

    /// <summary>All of it: claims are scaled down where the pool holds less, and up where it holds more.</summary>
    InFull,
}

/// <summary>
/// A pool that scales what the parts of a sum earned before it is summed, each claim in proportion. Positive amounts are claims; negative
/// ones are charges and stay as they are.
/// <code>
/// paid from the pool = min(Σ claims, available), or Σ claims × factor;  to each claim: claim × paid ÷ Σ claims
/// paid in full       = available, at most Σ claims × greatest factor; nothing if nothing is claimed
/// Σ of the parts     = paid from the pool + Σ charges;  left in the pool = available − paid
/// </code>
/// What is published of each claim is divided to the last unit (<see cref="Allocation"/>): a pool of 0.02 among three equal claims pays
/// 0.01, 0.01 and 0.00. The claims on a pool are at most 10^14 together, and so is what one holds that is paid in full. In full and
/// without a greatest factor only the proportions of the claims matter: all of them ten times as large are paid the same.
/// </summary>
public sealed record Pool
{
    // So that the product of a claim and what is paid, each at most this, is one that a decimal holds.
    internal const decimal MostClaims = 100_000_000_000_000m;

    /// <summary>Where the money comes from.</summary>
    public required PoolFunding Funding { get; init; }

    /// <summary>The stated factor, 0 to 1, for <see cref="PoolFunding.StatedFactor"/>.</summary>
    public Rate? Factor { get; init; }

    /// <summary>The basis whose amount the facts of the sum state, for <see cref="PoolFunding.StatedAmount"/>.</summary>
    public Basis? Available { get; init; }

    /// <summary>How much of what the pool holds is paid where less is claimed: by default what is claimed. In full only where the pool
    /// knows what it holds, not by <see cref="PoolFunding.StatedFactor"/>.</summary>
    public PoolPayout Payout { get; init; }

    /// <summary>
    /// The most that claims are scaled up by, more than 1, for <see cref="PoolPayout.InFull"/>: 3 pays three times the claims, and what is
    /// left stays in the pool (<see cref="Settlement.LeftInPool"/>). <see langword="null"/> for no limit.
    /// </summary>
    public Rate? GreatestFactor { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>How the keys of its lines begin.</summary>
    internal const string Keys = "pool-";

    /// <summary>The key of the line that says what is claimed.</summary>
    internal const string ClaimsKey = Keys + "claims";

    /// <summary>The key of the line that says what the pool holds.</summary>
    internal const string AvailableKey = Keys + "available";

    /// <summary>The key of the line that says what is paid of it.</summary>
    internal const string PaidKey = Keys + "paid";

    /// <summary>The key of the line that says by how much claims are scaled.</summary>
    internal const string FactorKey = Keys + "factor";

    /// <summary>The key of the line that says what is left of it.</summary>
    internal const string LeftKey = Keys + "left";

    /// <summary>The key of the line that takes a claim through the pool.</summary>
    internal const string PaymentKey = Keys + "payment";

    /// <summary>What the pool holds, to twelve decimals; nothing is asked of a pool by factor.</summary>
    internal decimal Holds(decimal charges, Experience experience, ref List<Failure>? failures)
    {
        if (Funding != PoolFunding.StatedAmount)
        {
            var owed = Carried.Unsigned(-charges);
            ValidateLargest(owed, "parts", ref failures);
            return owed;
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

        ValidateLargest(holds, stated.Path, ref failures);
        return Carried.Carry(holds);
    }

    private void ValidateLargest(decimal holds, string path, ref List<Failure>? failures)
    {
        if (Payout == PoolPayout.InFull && holds > MostClaims)
        {
            (failures ??= []).Add(new("pool-range", path, UnitText.Of(holds, Unit.Money),
                "A pool that is paid in full holds at most 10^14.", "Check the units of the amounts."));
        }
    }

    /// <summary>Whether what is left of the pool is known: one by factor holds no amount.</summary>
    internal bool HoldsAmount => Funding != PoolFunding.StatedFactor;

    /// <summary>What is left in the pool: published as what it holds less what is paid, so that no unit is lost.</summary>
    internal static SettledAmount Left(decimal holds, decimal paid, Rounding publishing) =>
        new(Formulas.Unsigned(holds - paid), Formulas.Unsigned(
            SettledAmount.Of(holds, publishing).Published - SettledAmount.Of(paid, publishing).Published));

    /// <summary>The number that states what the pool holds.</summary>
    internal Number? Stated(Experience experience) =>
        experience.Facts.OfType<Number>().FirstOrDefault(f => f.Name == Available?.Name);

    /// <summary>What is paid from the pool, to twelve decimals.</summary>
    internal decimal Paid(decimal claims, decimal holds) => Funding == PoolFunding.StatedFactor
        ? Carried.Carry(claims * Factor!.Value.Numerator / Factor.Value.Denominator)
        : Payout == PoolPayout.ScaledDown ? Math.Min(claims, holds)
        : GreatestFactor is { } most ? Math.Min(holds, Greatest(claims, most))
        : IsClaimed(claims) ? holds : 0m;

    private static decimal Greatest(decimal claims, Rate most) => Carried.Carry(claims * most.Numerator / most.Denominator);

    // A trace of a claim in the guard digits would take the whole pool.
    private static bool IsClaimed(decimal claims) => Carried.Decide(claims) > 0m;

    /// <summary>The sum of the parts as a curve of what one of them earned, the others held fixed.</summary>
    internal Curve Sum(decimal claims, decimal charges, decimal holds)
    {
        if (Payout == PoolPayout.InFull && HoldsAmount)
        {
            return SumInFull(claims, charges, holds);
        }

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

    // Charges + what is paid of the rest: by its own charges where they fund the pool, so that what it leads to is never a gain.
    private Curve SumInFull(decimal claims, decimal charges, decimal holds)
    {
        var most = Funding == PoolFunding.Charges ? 0m : charges + holds;
        if (GreatestFactor is { } factor)
        {
            var claimed = charges + (claims * factor.Numerator / factor.Denominator);
            var below = Funding == PoolFunding.Charges ? claimed : Math.Min(claimed, most);
            return Curve.Of(Piece.Line(1m, below), new(0m, true, factor.Fraction, claimed))
                .Then(Curve.Clamp(decimal.MinValue, most), decided: true);
        }

        if (Funding == PoolFunding.Charges && IsClaimed(claims))
        {
            return Curve.Zero;
        }

        // The first claim takes the whole pool.
        return IsClaimed(claims) ? Curve.Of(Piece.Line(1m, most), new(0m, true, 0m, most))
            : Curve.Of(Piece.Line(1m, charges), new(0m, false, 0m, most));
    }

    /// <summary>The lines from the claims to what is paid of them.</summary>
    internal void Tell(LineWriter words, PartsOfSum sum, ValueList<Settlement> parts, Experience experience)
    {
        var claims = new Operand("claims on the pool", sum.Claims, Unit.Money);
        var claimed = parts.Where(static p => p.Earned.Unrounded > 0m).ToArray();
        words.Lines.Add(Line(ClaimsKey, "Claims on the pool", Operation.Sum, sum.Claims,
            [.. claimed.Select(static p => p.AsOperand())]));
        words.Lines.Add(Funding == PoolFunding.StatedFactor ? ByFactor(claims, sum) : ByAmount(words, claims, sum, parts, experience));
        if (HoldsAmount && sum.IsScaled)
        {
            words.Lines.Add(new()
            {
                Key = FactorKey,
                Label = "Factor of every claim",
                Operation = Operation.Quotient,
                Operands = [new("paid from the pool", sum.Paid, Unit.Money), claims],
                Value = Formulas.Unsigned(sum.Paid / sum.Claims),
                Unit = Unit.Factor,
                Authority = Authority,
            });
        }

        if (HoldsAmount && sum.Holds != sum.Paid)
        {
            words.Lines.Add(Line(LeftKey, "Left in the pool", Operation.Difference, sum.Holds - sum.Paid,
                [new("available in the pool", sum.Holds, Unit.Money), new("paid from the pool", sum.Paid, Unit.Money)]));
        }

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

    /// <summary>The same in the statement of the part, which shows neither the pool nor the claims of the others.</summary>
    internal Line ShareOfPart(Settlement claim, PartsOfSum sum) => Share(claim, "After the pool", sum) with
    {
        Note = $"The claim × {UnitText.Of(sum.Paid, Unit.Money)}, paid from the pool, ÷ {UnitText.Of(sum.Claims, Unit.Money)}, "
            + "what all claim of it.",
    };

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

        if (Payout is not (PoolPayout.ScaledDown or PoolPayout.InFull) || (Payout == PoolPayout.InFull && !HoldsAmount))
        {
            failures.Add(new("pool-payout", Paths.Join(path, "payout"), EnumText.Of(Payout),
                "A pool scales down what is claimed, or pays in full the amount that it holds; one by a stated factor holds none.",
                "Leave it out, or state the amount or let charges fund it."));
        }

        if (GreatestFactor is { } most && (Payout != PoolPayout.InFull || most.Fraction <= 1m))
        {
            failures.Add(new("pool-greatest-factor", Paths.Join(path, "greatestFactor"), most.ToString(),
                "A greatest factor limits by how much a pool that is paid in full scales claims up: it is more than 1.",
                "Leave it out, or let the pool be paid in full; 3 is three times the claims."));
        }
    }

    internal static string InWords(PoolFunding funding) => funding switch
    {
        PoolFunding.StatedFactor => "a stated factor",
        PoolFunding.StatedAmount => "a stated amount",
        PoolFunding.Charges => "charges",
        _ => EnumText.Of(funding),
    };

    private Line ByFactor(Operand claims, PartsOfSum sum) =>
        Times(PaidKey, "Paid from the pool", sum.Paid, claims, "pool factor", Factor!.Value);

    private Line Times(string key, string label, decimal value, Operand amount, string name, Rate factor) => factor.Denominator == 1
        ? Line(key, label, Operation.Product, value, [amount, new(name, factor.Numerator, Unit.Factor)])
        : Line(key, label, Operation.ProductQuotient, value,
            [amount, new(name, factor.Numerator, Unit.Count), new("divided by", factor.Denominator, Unit.Count)]);

    private Line ByAmount(LineWriter words, Operand claims, PartsOfSum sum, ValueList<Settlement> parts, Experience experience)
    {
        if (Funding == PoolFunding.Charges)
        {
            words.Lines.Add(Line(AvailableKey, "Available: what is owed", Operation.Difference, sum.Holds,
                [new("nothing", 0m, Unit.Money), .. parts.Where(static p => p.Earned.Unrounded < 0m).Select(static p => p.AsOperand())]));
        }
        else
        {
            words.Lines.Add(Line(AvailableKey, "Available in the pool", Operation.Stated, sum.Holds,
                [new("available in the pool", Stated(experience)!.Figure.Value, Unit.Money)]));
        }

        var holds = new Operand("available in the pool", sum.Holds, Unit.Money);
        if (Payout == PoolPayout.ScaledDown)
        {
            return Line(PaidKey, "Paid from the pool", Operation.Least, sum.Paid, [claims, holds]);
        }

        if (GreatestFactor is not { } factor)
        {
            return IsClaimed(sum.Claims) ? Line(PaidKey, "Paid from the pool, in full", Operation.Stated, sum.Paid, [holds])
                : Line(PaidKey, "Paid from the pool: nothing is claimed", Operation.Stated, 0m, [new("nothing", 0m, Unit.Money)]);
        }

        var greatest = Greatest(sum.Claims, factor);
        var most = Times(Keys + "greatest", "Most that is paid of the claims", greatest, claims, "greatest factor", factor);
        words.Lines.Add(most);
        return Line(PaidKey, "Paid from the pool", Operation.Least, sum.Paid, [holds, new(most.Label, most.Value, Unit.Money)]);
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
