using System.Globalization;
using System.Numerics;
using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>Why an amount could not be divided.</summary>
public enum AllocationProblem
{
    /// <summary>It was divided.</summary>
    None,

    /// <summary>There is no claim with a weight above zero, so nobody the amount could go to.</summary>
    NoPositiveWeight,

    /// <summary>A weight, a floor or a limit is negative.</summary>
    Negative,

    /// <summary>A claim has no name, or two have the same one: what is left over could not be given to one of them by a rule.</summary>
    Name,

    /// <summary>The whole lies beyond ±10^15, or has more than 28 digits in the unit.</summary>
    Range,

    /// <summary>The floors together are more than the whole.</summary>
    FloorsExceed,

    /// <summary>A floor lies above the limit of its claim.</summary>
    FloorAboveLimit,
}

/// <summary>One claim on an amount that is divided.</summary>
/// <param name="Name">Whose it is; no two claims have one name.</param>
/// <param name="Weight">In proportion to what it shares, not negative. Weight zero gets its floor and no more.</param>
/// <param name="Limit">The most that it takes, a magnitude, cut to whole units; <see langword="null"/> for no limit. What it cannot take
/// goes to the others in proportion.</param>
/// <param name="Floor">The least that it gets, a magnitude, up to whole units; <see langword="null"/> for none. What it gets beyond its
/// share comes from the others in proportion.</param>
public sealed record AllocationClaim(string Name, decimal Weight, Money? Limit = null, Money? Floor = null)
{
    /// <summary>Whose it is; no two claims have one name.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The claim in invariant notation.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name}: weight {Weight}{Bound(", at least ", Floor)}{Bound(", at most ", Limit)}");

    private static string Bound(string words, Money? bound) => bound is { } money ? words + money : string.Empty;

    /// <summary>The least in whole units of so many decimals.</summary>
    internal decimal Least(int digits) => Floor is { } floor ? new Rounding(digits, RoundingMode.Up).Apply(floor.Amount) : 0m;

    /// <summary>The most in whole units of so many decimals; <see langword="null"/> for no limit.</summary>
    internal decimal? Most(int digits) => Limit is { } limit ? new Rounding(digits, RoundingMode.TowardZero).Apply(limit.Amount) : null;
}

/// <summary>What one claim gets.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Amount">The amount, in whole units, with the sign of what was divided.</param>
public sealed record AllocatedPart(string Name, Money Amount)
{
    /// <summary>The part in invariant notation.</summary>
    public override string ToString() => $"{Name}: {Amount}";
}

/// <summary>
/// Money divided so that the published parts add up to the published whole: by largest remainder, computed on whole numbers.
/// <code>
/// exact part = whole × weight ÷ Σ weights;  each part is the unit below or above it (its magnitude)
/// the units that are left go to the largest remainders, and among equal ones to the name that comes first
/// with floors and limits: part = weight × level, held between floor and limit; the level is the one at which the parts add up
/// </code>
/// Names are compared character by character, so that neither the order of the claims nor a culture decides.
/// A negative whole is divided as its magnitude: f(−x) = −f(x).
/// No part lies a whole unit or more from its exact value, or on the other side of zero.
/// </summary>
public sealed record Allocation
{
    // Every decimal is a whole number of 10^−28.
    private static readonly BigInteger One = BigInteger.Pow(10, 28);

    /// <summary>Why nothing was divided; <see cref="AllocationProblem.None"/> if it was.</summary>
    public AllocationProblem Problem { get; init; }

    /// <summary>The parts, in the order of the claims; empty if there is a problem.</summary>
    public ValueList<AllocatedPart> Parts { get; init => field = Given.Of(value); } = [];

    /// <summary>What the limits of the claims left over, with the sign of the whole. Parts and this add up to the whole.</summary>
    public Money Unallocated { get; init; }

    /// <summary>Divides an amount in proportion to weights.</summary>
    /// <param name="whole">The amount, of either sign; published by the rounding rule before it is divided.</param>
    /// <param name="claims">Names, weights, limits.</param>
    /// <param name="publishing">The unit, for example <see cref="Rounding.Cents"/>.</param>
    public static Allocation Divide(Money whole, ValueList<AllocationClaim> claims, Rounding publishing)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (claims.Any(static c => c.Weight < 0m || c.Limit is { Amount: < 0m } || c.Floor is { Amount: < 0m }))
        {
            return new() { Problem = AllocationProblem.Negative };
        }

        if (!AreNames(claims.Select(static c => c.Name)))
        {
            return new() { Problem = AllocationProblem.Name };
        }

        if (claims.All(static c => c.Weight == 0m))
        {
            return new() { Problem = AllocationProblem.NoPositiveWeight };
        }

        var total = publishing.Apply(whole.Amount);
        if (!Fits(total, publishing.Digits))
        {
            return new() { Problem = AllocationProblem.Range };
        }

        if (claims.Any(c => c.Least(publishing.Digits) > c.Most(publishing.Digits)))
        {
            return new() { Problem = AllocationProblem.FloorAboveLimit };
        }

        if (FloorsExceed(Math.Abs(total), claims, publishing.Digits))
        {
            return new() { Problem = AllocationProblem.FloorsExceed };
        }

        var taken = new decimal?[claims.Count];
        var left = Fill(Math.Abs(total), claims, publishing.Digits, taken);
        var open = Enumerable.Range(0, claims.Count).Where(i => taken[i] is null).ToArray();
        if (open.Length > 0)
        {
            var weights = open.Aggregate(BigInteger.Zero, (sum, i) => sum + Exact(claims[i].Weight));
            var parts = open.Select(i => new ExactPart(claims[i].Name, Exact(left) * Exact(claims[i].Weight), weights * One)).ToArray();
            var published = Publish(parts, left, new(publishing.Digits));
            for (var i = 0; i < open.Length; i++)
            {
                taken[open[i]] = published[i];
            }

            left = 0m;
        }

        return new()
        {
            Parts = claims.Select((c, i) => new AllocatedPart(c.Name, Signed(taken[i]!.Value, total))).ToValueList(),
            Unallocated = Signed(left, total),
        };
    }

    /// <summary>
    /// Publishes amounts that were computed so that they add up to their published sum: each is rounded, and where the rounded ones add up
    /// to a unit more or less, those move that the rounding moved furthest, among equal ones the last name towards zero and the first away
    /// from it.
    /// </summary>
    /// <param name="parts">Names and amounts, of either sign, not rounded.</param>
    /// <param name="publishing">The unit and what happens to halves, of the parts and of the whole.</param>
    public static Allocation Publish(ValueList<AllocatedPart> parts, Rounding publishing)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (!AreNames(parts.Select(static p => p.Name)))
        {
            return new() { Problem = AllocationProblem.Name };
        }

        var sum = parts.Sum(static p => p.Amount.Amount);
        if (!Fits(sum, publishing.Digits))
        {
            return new() { Problem = AllocationProblem.Range };
        }

        var published = Publish([.. parts.Select(static p => ExactPart.Of(p.Name, p.Amount.Amount))], publishing.Apply(sum), publishing);
        return new() { Parts = parts.Select((p, i) => p with { Amount = Money.Of(published[i]) }).ToValueList() };
    }

    /// <summary>The parts of a published whole, in whole units. The whole lies less than a unit from the sum of the exact parts.</summary>
    internal static decimal[] Publish(ReadOnlySpan<ExactPart> parts, decimal whole, Rounding publishing)
    {
        var unit = new decimal(1, 0, 0, isNegative: false, (byte)publishing.Digits);
        var published = new decimal[parts.Length];
        var missing = whole;
        for (var i = 0; i < parts.Length; i++)
        {
            published[i] = publishing.Apply(parts[i].Nearest());
            missing -= published[i];
        }

        if (missing == 0m)
        {
            return published;
        }

        var up = missing > 0m;
        var moves = new List<Move>();
        for (var i = 0; i < parts.Length; i++)
        {
            var move = Move.Of(i, parts[i], published[i]);
            if (up ? move.Moved > 0 : move.Moved < 0)
            {
                moves.Add(move);
            }
        }

        moves.Sort((one, other) => Move.Compare(one, other, up));
        for (var i = 0; missing != 0m && i < moves.Count; i++)
        {
            published[moves[i].Index] += up ? unit : -unit;
            missing -= up ? unit : -unit;
        }

        return published;
    }

    private static bool FloorsExceed(decimal whole, ValueList<AllocationClaim> claims, int digits)
    {
        foreach (var claim in claims)
        {
            whole -= claim.Least(digits);
            if (whole < 0m)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Fixes those whose share of what is left lies beyond their limit or below their floor, until none does; returns what is left. In
    /// each round only those are fixed whose side moves more: on the other side a share may still come back between its bounds.
    /// </summary>
    private static decimal Fill(decimal left, ValueList<AllocationClaim> claims, int digits, decimal?[] taken)
    {
        for (var i = 0; i < claims.Count; i++)
        {
            if (claims[i].Weight == 0m)
            {
                taken[i] = claims[i].Least(digits);
                left -= taken[i]!.Value;
            }
        }

        for (var again = true; again;)
        {
            again = false;
            var weights = BigInteger.Zero;
            for (var i = 0; i < claims.Count; i++)
            {
                weights += taken[i] is null ? Exact(claims[i].Weight) : BigInteger.Zero;
            }

            var (share, moved) = (left, BigInteger.Zero);
            for (var i = 0; i < claims.Count; i++)
            {
                moved += taken[i] is null ? Beyond(claims[i], share, weights, digits) : BigInteger.Zero;
            }

            for (var i = 0; i < claims.Count; i++)
            {
                if (taken[i] is null && Beyond(claims[i], share, weights, digits) is var beyond
                    && ((beyond.Sign > 0 && moved.Sign >= 0) || (beyond.Sign < 0 && moved.Sign <= 0)))
                {
                    taken[i] = beyond.Sign > 0 ? claims[i].Least(digits) : claims[i].Most(digits)!.Value;
                    left -= taken[i]!.Value;
                    again = true;
                }
            }
        }

        return left;
    }

    /// <summary>By how much the bounds of a claim move its share, times the weights: positive up to a floor, negative down to a
    /// limit.</summary>
    private static BigInteger Beyond(AllocationClaim claim, decimal left, BigInteger weights, int digits)
    {
        var share = Exact(left) * Exact(claim.Weight);
        return claim.Floor is not null && Exact(claim.Least(digits)) * weights is var least && share < least ? least - share
            : claim.Most(digits) is { } limit && Exact(limit) * weights is var most && share > most ? most - share
            : BigInteger.Zero;
    }

    /// <summary>Whether an amount of that many decimals has all its digits in a decimal.</summary>
    private static bool Fits(decimal amount, int digits) =>
        Math.Abs(amount) <= Money.Largest
        && (digits <= 12 || Math.Abs(amount) < new decimal(1, 0, 0, isNegative: false, (byte)(digits - 13)) * Money.Largest);

    private static bool AreNames(IEnumerable<string> names)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return names.All(name => !string.IsNullOrWhiteSpace(name) && known.Add(name));
    }

    private static Money Signed(decimal magnitude, decimal like) => Money.Of(like < 0m ? -magnitude : magnitude);

    /// <summary>How many 10^−28 a decimal is.</summary>
    private static BigInteger Exact(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return (value < 0m ? -mantissa : mantissa) * BigInteger.Pow(10, 28 - value.Scale);
    }

    /// <summary>A part as it is before any rounding: a decimal, or a fraction of whole numbers.</summary>
    internal readonly struct ExactPart
    {
        private readonly BigInteger numerator;
        private readonly BigInteger denominator;
        private readonly decimal amount;

        public ExactPart(string name, BigInteger numerator, BigInteger denominator) =>
            (Name, this.numerator, this.denominator) = (name, numerator, denominator);

        private ExactPart(string name, decimal amount) => (Name, this.amount) = (name, amount);

        public string Name { get; }

        /// <summary>Whether it is a decimal: then nothing of it needs whole numbers of any length.</summary>
        public bool IsDecimal => denominator.IsZero;

        public BigInteger Numerator => IsDecimal ? Exact(amount) : numerator;

        public BigInteger Denominator => IsDecimal ? One : denominator;

        public int Sign => IsDecimal ? Math.Sign(amount) : numerator.Sign;

        public static ExactPart Of(string name, decimal amount) => new(name, amount);

        /// <summary>amount × part ÷ whole; the whole is positive.</summary>
        public static ExactPart Of(string name, decimal amount, decimal part, decimal whole) =>
            new(name, Exact(amount) * Exact(part), Exact(whole) * One);

        /// <summary>The nearest decimal.</summary>
        public decimal Nearest()
        {
            if (IsDecimal)
            {
                return amount;
            }

            var whole = BigInteger.DivRem(numerator, denominator, out var rest);
            return (decimal)whole + ((decimal)(rest * One / denominator) / (decimal)One);
        }
    }

    /// <summary>
    /// A part that can move by one unit, and by how much its rounding fell short of it (positive) or went beyond (negative): of a decimal
    /// the difference, which has no more decimals than it, of a fraction in its own denominator.
    /// </summary>
    private readonly struct Move
    {
        private readonly ExactPart part;
        private readonly decimal rest;
        private readonly BigInteger remainder;

        private Move(int index, ExactPart part, decimal rest, BigInteger remainder) =>
            (Index, this.part, this.rest, this.remainder) = (index, part, rest, remainder);

        public int Index { get; }

        /// <summary>The sign of what the rounding left.</summary>
        public int Moved => part.IsDecimal ? Math.Sign(rest) : remainder.Sign;

        private BigInteger Remainder => part.IsDecimal ? Exact(rest) : remainder;

        public static Move Of(int index, ExactPart part, decimal near) => part.IsDecimal
            ? new(index, part, part.Nearest() - near, default)
            : new(index, part, 0m, part.Numerator - (Exact(near) * part.Denominator / One));

        public static int Compare(Move one, Move other, bool up)
        {
            var further = one.part.IsDecimal && other.part.IsDecimal
                ? one.rest.CompareTo(other.rest)
                : (one.Remainder * other.part.Denominator).CompareTo(other.Remainder * one.part.Denominator);
            if (further != 0)
            {
                return up ? -further : further;
            }

            // Away from zero the first name is served first, towards zero the last one gives up first: the two sides mirror each other.
            var (away, otherAway) = (one.part.Sign > 0 == up, other.part.Sign > 0 == up);
            return away != otherAway ? (away ? -1 : 1)
                : away ? string.CompareOrdinal(one.part.Name, other.part.Name)
                : string.CompareOrdinal(other.part.Name, one.part.Name);
        }
    }

    /// <summary>The parts and what is left over, or why nothing was divided.</summary>
    public override string ToString() => Problem != AllocationProblem.None ? $"nothing divided: {Problem}"
        : $"{string.Join(", ", Parts)}; left over {Unallocated}";
}
