namespace ValueSettlement;

/// <summary>Where what a split pool leaves over goes. No default: contracts differ.</summary>
public enum LeftoverTo
{
    /// <summary>The payer keeps it.</summary>
    Retained,

    /// <summary>It feeds a second pool with conditions of its own, as Oregon's challenge pool.</summary>
    ChallengePool,

    /// <summary>It is added to the pool of the next period.</summary>
    RolledForward,

    /// <summary>It goes back to whoever paid into the pool.</summary>
    Returned,

    /// <summary>Nothing may be left: a pool that the limits cannot take is refused, as a budget that is spent in full.</summary>
    Nobody,
}

/// <summary>One participant of a pool that is split.</summary>
/// <param name="Name">Its name; no two are the same.</param>
/// <param name="Weight">In proportion to what it shares, 0 to 10^12: days × share of points, members, scores.</param>
/// <param name="Limit">The most that it gets, not negative, cut to whole units; <see langword="null"/> for no limit. What it cannot take
/// goes to the others in proportion.</param>
/// <param name="Floor">The least that it gets, not negative, up to whole units; <see langword="null"/> for none. What it gets beyond its
/// share comes from the others in proportion.</param>
public sealed record PoolShare(string Name, Figure Weight, Money? Limit = null, Money? Floor = null)
{
    /// <summary>Its name; no two are the same.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>In proportion to what it shares, not negative.</summary>
    public Figure Weight { get; init => field = Given.Of(value); } = Given.Of(Weight);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What one participant gets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Amount">The amount in whole units, with the lines that lead to it: the stated opening amount of a contract.</param>
public sealed record SharedAmount(string Name, Figure Amount)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>A pool after it was split: the amounts and what is left add up to the pool.</summary>
/// <param name="Amounts">What each participant gets, in the order given.</param>
/// <param name="Left">What the limits left over, in money.</param>
/// <param name="GoesTo">Where that goes.</param>
public sealed record SplitPool(ValueList<SharedAmount> Amounts, Figure Left, LeftoverTo GoesTo)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>
/// A pool that is split among participants to the last unit, before any contract: each amount is the opening amount of one.
/// <code>
/// pool × weight ÷ Σ weights, at least the floor and at most the limit; what floors need and limits leave comes from the others and goes to
/// them in proportion, then where the rule says
/// </code>
/// Tennessee's nursing facility pool (Tenn. R. &amp; Regs. 1200-13-02-.11) weighs Medicaid days by quality points; Oregon's quality pool
/// gives its leftovers to a challenge pool. The units are divided by <see cref="Allocation"/>. To scale what contracts lead to, let a sum
/// have a <see cref="Pool"/>.
/// </summary>
public sealed record PoolSplit
{
    // So that the product of the pool and a weight is one that a decimal holds.
    private const decimal LargestWeight = 1_000_000_000_000m;

    /// <summary>What is split, in money, not negative.</summary>
    public required Figure Pool { get; init => field = Given.Of(value); }

    /// <summary>Who shares it; one at least has a weight above zero.</summary>
    public required ValueList<PoolShare> Participants { get; init => field = Given.Of(value); }

    /// <summary>Where what the limits leave over goes.</summary>
    public required LeftoverTo Leftover { get; init; }

    /// <summary>The unit, for example <see cref="Rounding.Cents"/>.</summary>
    public Rounding Publishing { get; init; } = Rounding.Cents;

    /// <summary>Where the rule comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>Splits the pool.</summary>
    /// <exception cref="SettlementException">A figure is absent, negative or out of range, a name is missing or given twice, or no weight
    /// is above zero; carries all of it.</exception>
    public SplitPool Split()
    {
        var failures = new List<Failure>();
        Validate(failures);
        SettlementException.ThrowIfAny(failures);

        var claims = Participants.Select(static p => new AllocationClaim(p.Name, p.Weight.Value!.Value, p.Limit, p.Floor));
        var divided = Allocation.Divide(Money.Of(Pool.Value!.Value), claims.ToValueList(), Publishing);
        if (divided.Problem != AllocationProblem.None)
        {
            throw new SettlementException([Problem(divided.Problem)]);
        }

        if (Leftover == LeftoverTo.Nobody && divided.Unallocated != Money.Zero)
        {
            throw new SettlementException([new("limits-below-pool", "participants", divided.Unallocated.ToString(),
                "Nothing may be left, and the limits together are less than the pool.",
                "Raise a limit, or say where what is left goes.")]);
        }

        var common = new Workings("pool");
        var pool = common.Given(new("pool", "Pool", Unit.Money, null, Authority), Pool);
        var weights = common.Add(new("weights", "Sum of the weights"),
            [.. Participants.Select(static p => new Quantity(p.Name, p.Weight.Value, Unit.Factor))]);
        var taken = common.Add(new("split", "Split among the participants", Unit.Money),
            [.. divided.Parts.Select(static p => new Quantity(p.Name, p.Amount.Amount, Unit.Money))]);
        var whole = common.Given(new("published", "Pool in whole units", Unit.Money), Publishing.Apply(pool.Number));
        Step rest = new("left", $"Left over: {InWords(Leftover)}", Unit.Money, null, Authority);
        var left = common.Figure(common.Subtract(rest, whole, taken));
        return new(Participants.Select((p, i) => new SharedAmount(p.Name, Explained(p, divided.Parts[i].Amount.Amount, pool, weights)))
            .ToValueList(), left, Leftover);
    }

    // What a floor or a limit takes or gives, and the last unit, is the distance from the plain share.
    private Figure Explained(PoolShare share, decimal amount, Quantity pool, Quantity weights)
    {
        var workings = new Workings(share.Name);
        var weight = workings.Given(new("weight", "Weight"), share.Weight);
        var plain = workings.Prorate(new("share", "Share of the pool", Unit.Money, null, Authority), pool, weight, weights);
        var moved = amount - plain.Number;
        var (name, label) = moved == 0m ? ("nothing", "Amount")
            : Math.Abs(moved) < new decimal(1, 0, 0, isNegative: false, (byte)Publishing.Digits)
                ? ("to the whole unit", "Amount in whole units, which add up to the pool")
            : moved < 0m ? (IsAt(share.Limit, amount) ? ("beyond its limit", "Amount, less what is beyond its limit")
                : ("for the floors of others", "Amount, less what goes to the floors of others"))
            : IsAt(share.Floor, amount) ? ("up to its floor", "Amount, with what is lacking to its floor")
            : ("from the limits of others", "Amount, with what the limits of others leave");
        Step step = new("amount", label, Unit.Money, null, Authority);
        var by = Quantity.Of(name, Math.Abs(moved), Unit.Money);
        return workings.Figure(moved < 0m ? workings.Subtract(step, plain, by) : workings.Add(step, plain, by));
    }

    private bool IsAt(Money? bound, decimal amount) =>
        bound is { } money && Math.Abs(money.Amount - amount) < new decimal(1, 0, 0, isNegative: false, (byte)Publishing.Digits);

    private void Validate(List<Failure> failures)
    {
        if (Pool.Value is not (>= 0m and <= Money.Largest) || Pool.Unit is not (Unit.Money or Unit.Unstated))
        {
            failures.Add(new("figure-range", "pool", Pool.ToString(), "A pool is an amount of money from 0 to 10^15.",
                "State what is to be split."));
        }

        TextRules.Validate(Pool, string.Empty, "pool", failures);
        TextRules.Validate(Authority, string.Empty, failures);
        if (Leftover is < LeftoverTo.Retained or > LeftoverTo.Nobody)
        {
            failures.Add(new("leftover-unknown", "leftover", EnumText.Of(Leftover), "What is left goes somewhere.",
                "State where it goes."));
        }

        for (var i = 0; i < Participants.Count; i++)
        {
            var (share, at) = (Participants[i], Paths.Item(string.Empty, "participants", i));
            TextRules.Validate(share.Name, at, "name", failures);
            TextRules.Validate(share.Weight, at, "weight", failures);
            if (share.Weight.Value is not (>= 0m and <= LargestWeight))
            {
                failures.Add(new("figure-range", Paths.Join(at, "weight"), share.Weight.ToString(), "A weight lies between 0 and 10^12.",
                    "State it; a participant that shares nothing has the weight 0."));
            }

            if (share.Limit is { Amount: < 0m } limit)
            {
                failures.Add(new("figure-range", Paths.Join(at, "limit"), limit.ToString(), "A limit is not negative.",
                    "State the most that is paid, or leave it out."));
            }

            if (share.Floor is { Amount: < 0m } floor)
            {
                failures.Add(new("figure-range", Paths.Join(at, "floor"), floor.ToString(), "A floor is not negative.",
                    "State the least that is paid, or leave it out."));
            }

            if (share.Floor > share.Limit)
            {
                failures.Add(new("bounds-order", Paths.Join(at, "floor"), share.Floor!.Value.ToString(),
                    $"A floor is not above its limit ({share.Limit}).", "Swap or correct the two."));
            }
        }
    }

    private static Failure Problem(AllocationProblem problem) => problem switch
    {
        AllocationProblem.Name => new("id-twice", "participants", string.Empty, "Every participant has a name of its own.",
            "Name it, or leave the second one out."),
        AllocationProblem.NoPositiveWeight => new("no-positive-weight", "participants", string.Empty,
            "A pool is split in proportion to weights, and none is above zero.", "Check the weights, or agree what becomes of the pool."),
        AllocationProblem.FloorsExceed => new("floors-above-pool", "participants", string.Empty,
            "The floors together are not more than the pool.", "Lower a floor, or raise the pool."),
        AllocationProblem.FloorAboveLimit => new("bounds-order", "participants", string.Empty,
            "In whole units no floor is above its limit.", "Write both in whole units."),
        _ => new("figure-range", "pool", string.Empty, "The pool cannot be divided into units.", "Check its amount and the rounding."),
    };

    private static string InWords(LeftoverTo leftover) => leftover switch
    {
        LeftoverTo.Retained => "the payer keeps it",
        LeftoverTo.ChallengePool => "to the challenge pool",
        LeftoverTo.RolledForward => "to the next period",
        LeftoverTo.Nobody => "to nobody",
        _ => "back to whoever paid in",
    };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
