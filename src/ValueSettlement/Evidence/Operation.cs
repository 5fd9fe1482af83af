using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>How a line's value follows from its operands. The set is closed: <see cref="Line.Replay"/> can compute every one of them
/// again.</summary>
public enum Operation
{
    /// <summary>The value is stated: the only operand.</summary>
    Stated,

    /// <summary>a + b + …</summary>
    Sum,

    /// <summary>a − b − …</summary>
    Difference,

    /// <summary>a × b × …, from left to right.</summary>
    Product,

    /// <summary>a ÷ b.</summary>
    Quotient,

    /// <summary>a × b ÷ c: the multiplication first, so that nothing is lost.</summary>
    ProductQuotient,

    /// <summary>w₁ × x₁ + w₂ × x₂ + …; operands in pairs.</summary>
    WeightedSum,

    /// <summary>(w₁ × x₁ + w₂ × x₂ + …) ÷ (w₁ + w₂ + …); operands in pairs.</summary>
    WeightedMean,

    /// <summary>The least operand.</summary>
    Least,

    /// <summary>The greatest operand.</summary>
    Greatest,

    /// <summary>x held between a lower and an upper bound: x, low, high.</summary>
    Clamp,

    /// <summary>Linear in a row of a table: value at the row's first and last entry, first entry, last entry, the entry looked up, and
    /// optionally an amount that the result is a share of.</summary>
    Interpolate,

    /// <summary>x if it lies beyond one of two bounds, otherwise nothing; a bound itself is not beyond: x, low, high.</summary>
    Beyond,

    /// <summary>Shares in marginal bands, with the sign of x: x, share, upper end, share, upper end, …, share of the open last band. Ends
    /// are magnitudes, ascending.</summary>
    MarginalBands,

    /// <summary>x × (1 − a × b × …).</summary>
    Reduce,

    /// <summary>slope × x + intercept: slope, x, intercept.</summary>
    Linear,

    /// <summary>y₀ + (x − x₀) × share, from a point that is known: y₀, x, x₀, share, and optionally what the share is divided by.</summary>
    Anchored,

    /// <summary>1 − a × b × …</summary>
    Complement,

    /// <summary>x rounded to a number of decimals, halves away from zero: x, decimals.</summary>
    Round,

    /// <summary>x cut off after a number of decimals, towards zero: x, decimals.</summary>
    Cut,

    /// <summary>x if y ≥ z, otherwise nothing: x, y, z.</summary>
    IfAtLeast,

    /// <summary>x held within a share of a reference on either side: x, reference, share.</summary>
    HoldWithin,
}

/// <summary>The arithmetic and the wording of each <see cref="Operation"/>.</summary>
internal static class Formulas
{
    /// <summary>Whether a number of operands is one that the operation takes.</summary>
    public static bool Fits(Operation operation, int operands) => operation switch
    {
        Operation.Stated => operands == 1,
        Operation.Quotient or Operation.Round or Operation.Cut => operands == 2,
        Operation.ProductQuotient or Operation.Clamp or Operation.Linear or Operation.Beyond or Operation.IfAtLeast => operands == 3,
        Operation.Interpolate => operands is 5 or 6,
        Operation.Anchored => operands is 4 or 5,
        Operation.WeightedSum or Operation.WeightedMean => operands % 2 == 0 && (operands > 0 || operation == Operation.WeightedSum),
        Operation.Difference or Operation.Product or Operation.Least or Operation.Greatest or Operation.Complement => operands >= 1,
        Operation.MarginalBands or Operation.Reduce => operands >= 2,
        Operation.HoldWithin => operands == 3,
        Operation.Sum => true,
        _ => false,
    };

    /// <summary>The value of an operation; zero has no sign, whatever the signs of the operands.</summary>
    public static decimal Evaluate(Operation operation, ReadOnlySpan<decimal> x) => Unsigned(Compute(operation, x));

    /// <summary>The same number, and zero without a sign: "-0" would be printed, compared and hashed as something else.</summary>
    public static decimal Unsigned(decimal value) => Carried.Unsigned(value);

    /// <summary>y₀ + (x − x₀) × share ÷ divisor: multiplied before it is divided, and nothing computed that changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Exact Anchored(Exact y0, Exact x, Exact x0, Exact share, int divisor)
    {
        if (share.Sign == 0)
        {
            return y0;
        }

        var beyond = x0.Sign == 0 ? x : x - x0;
        var part = share.IsOne ? beyond : beyond * share;
        if (divisor != 1)
        {
            part /= divisor;
        }

        return y0.Sign == 0 ? part : y0 + part;
    }

    private static decimal Compute(Operation operation, ReadOnlySpan<decimal> x)
    {
        decimal result;
        switch (operation)
        {
            case Operation.Stated:
                return x[0];
            case Operation.Sum:
                result = 0m;
                foreach (var term in x)
                {
                    result += term;
                }

                return result;
            case Operation.Difference:
                result = x[0];
                foreach (var term in x[1..])
                {
                    result -= term;
                }

                return result;
            case Operation.Product:
                result = x[0];
                foreach (var factor in x[1..])
                {
                    result *= factor;
                }

                return result;
            case Operation.Quotient:
                return x[0] / x[1];
            case Operation.ProductQuotient:
                return x[0] * x[1] / x[2];
            case Operation.WeightedSum:
                result = 0m;
                for (var i = 0; i < x.Length; i += 2)
                {
                    result += x[i] * x[i + 1];
                }

                return result;
            case Operation.WeightedMean:
                result = 0m;
                var weights = 0m;
                for (var i = 0; i < x.Length; i += 2)
                {
                    result += x[i] * x[i + 1];
                    weights += x[i];
                }

                return result / weights;
            case Operation.Least:
                result = x[0];
                foreach (var candidate in x[1..])
                {
                    result = Math.Min(result, candidate);
                }

                return result;
            case Operation.Greatest:
                result = x[0];
                foreach (var candidate in x[1..])
                {
                    result = Math.Max(result, candidate);
                }

                return result;
            case Operation.Clamp:
                return Math.Min(Math.Max(x[0], x[1]), x[2]);
            case Operation.Interpolate:
                return Interpolate(x[0], x[1], x[2], x[3], x[4], x.Length > 5 ? x[5] : 1m);
            case Operation.Beyond:
                return x[0] > x[2] || x[0] < x[1] ? x[0] : 0m;
            case Operation.MarginalBands:
                return Bands(x[0], x[1..]);
            case Operation.Reduce:
                return (1m - Compute(Operation.Product, x[1..])) * x[0];
            case Operation.Linear:
                return (x[0] * x[1]) + x[2];
            case Operation.Anchored:
                return Anchored(x[0], x[1], x[2], x[3], x.Length > 4 ? (int)x[4] : 1);
            case Operation.Complement:
                return 1m - Compute(Operation.Product, x);
            case Operation.Round:
                return new Rounding((int)x[1]).Apply(x[0]);
            case Operation.Cut:
                return new Rounding((int)x[1], RoundingMode.TowardZero).Apply(x[0]);
            case Operation.IfAtLeast:
                return x[1] >= x[2] ? x[0] : 0m;
            case Operation.HoldWithin:
                return Math.Min(Math.Max(x[0], x[1] - (x[2] * Math.Abs(x[1]))), x[1] + (x[2] * Math.Abs(x[1])));
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, "Unknown operation.");
        }
    }

    /// <summary>The shares of the parts of an amount that lie in each band.</summary>
    public static decimal Bands(decimal amount, ReadOnlySpan<decimal> bands)
    {
        decimal start = 0m, shared = 0m;
        var magnitude = Math.Abs(amount);
        for (var i = 0; i < bands.Length && magnitude > start; i += 2)
        {
            var end = i + 1 < bands.Length ? Math.Max(bands[i + 1], start) : magnitude;
            shared += bands[i] * (Math.Min(magnitude, end) - start);
            start = end;
        }

        return amount < 0m ? -shared : shared;
    }

    /// <summary>Everything is multiplied before the one division, so that 3.9 % × 666/999 + 3.6 % × 333/999 is exactly 3.8 %.</summary>
    public static Exact Interpolate(Exact low, Exact high, Exact first, Exact last, Exact at, Exact basis) =>
        Exact.Compare(first, last) == 0 ? low * basis
            : (decimal)(basis * ((low * (last - at)) + (high * (at - first)))) / (decimal)(last - first);

    /// <summary>The operation with its numbers in it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="operands">The numbers.</param>
    /// <param name="exact">Whether every digit is printed.</param>
    public static string Text(Operation operation, ReadOnlySpan<Operand> operands, bool exact)
    {
        var x = new string[operands.Length];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = operands[i].Value is not { } value ? $"({operands[i].Name} absent)"
                : exact ? UnitText.Exact(value, operands[i].Unit) : UnitText.Of(value, operands[i].Unit);
        }

        return operation switch
        {
            Operation.Stated => x[0],
            Operation.Sum => x.Length == 0 ? "nothing" : string.Join(" + ", x),
            Operation.Difference => x[0] + Taken(operands[1..], x.AsSpan(1)),
            Operation.Product => string.Join(" × ", x),
            Operation.Quotient => $"{x[0]} ÷ {x[1]}",
            Operation.ProductQuotient => $"{x[0]} × {x[1]} ÷ {x[2]}",
            Operation.WeightedSum => Pairs(x),
            Operation.WeightedMean => $"({Pairs(x)}) ÷ ({string.Join(" + ", x.Where(static (_, i) => i % 2 == 0))})",
            Operation.Least => $"the lesser of {string.Join(" and ", x)}",
            Operation.Greatest => $"the greater of {string.Join(" and ", x)}",
            Operation.Clamp => $"{x[0]}, held between {x[1]} and {x[2]}",
            Operation.Interpolate => (x.Length > 5 ? $"{x[5]} × " : string.Empty)
                + $"({x[0]} × ({x[3]} − {x[4]}) + {x[1]} × ({x[4]} − {x[2]})) ÷ ({x[3]} − {x[2]})",
            Operation.Beyond => $"{x[0]} if it is above {x[2]} or below {x[1]}, otherwise 0",
            Operation.MarginalBands => $"{x[0]} shared at " + string.Join(", then ", Enumerable.Range(0, x.Length / 2)
                .Select(i => (2 * i) + 2 < x.Length ? $"{x[(2 * i) + 1]} up to {x[(2 * i) + 2]}" : $"{x[(2 * i) + 1]} beyond")),
            Operation.Reduce => $"{x[0]} × (1 − {string.Join(" × ", x[1..])})",
            Operation.Linear => $"{x[0]} × {x[1]} + {x[2]}",
            Operation.Anchored => AnchoredText(operands, x),
            Operation.Complement => $"1 − {string.Join(" × ", x)}",
            Operation.Round => $"{x[0]} rounded to {x[1]} decimals",
            Operation.Cut => $"{x[0]} cut off after {x[1]} decimals",
            Operation.IfAtLeast => $"{x[0]} if {x[1]} is at least {x[2]}, otherwise 0",
            Operation.HoldWithin => $"{x[0]}, held within {x[2]} of {x[1]}",
            _ => string.Join("; ", x),
        };
    }

    // What adds or takes nothing is not printed.
    private static string AnchoredText(ReadOnlySpan<Operand> operands, string[] x)
    {
        var beyond = operands[2].Value == 0m ? x[1] : $"({x[1]} − {Signed(operands[2].Value, x[2])})";
        return $"{(operands[0].Value == 0m ? string.Empty : x[0] + " + ")}{beyond} × {x[3]}{(x.Length > 4 ? " ÷ " + x[4] : string.Empty)}";
    }

    private static string Taken(ReadOnlySpan<Operand> operands, ReadOnlySpan<string> x)
    {
        var text = string.Empty;
        for (var i = 0; i < x.Length; i++)
        {
            text += " − " + Signed(operands[i].Value, x[i]);
        }

        return text;
    }

    private static string Signed(decimal? value, string text) => value < 0m ? $"({text})" : text;

    private static string Pairs(string[] x) =>
        string.Join(" + ", Enumerable.Range(0, x.Length / 2).Select(i => $"{x[2 * i]} × {x[(2 * i) + 1]}"));
}
