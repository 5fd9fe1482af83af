using System.Runtime.CompilerServices;
using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>A number of the fold with what it is called.</summary>
internal readonly record struct Term(string Name, Exact Number, Unit Unit);

/// <summary>The piece of a curve as a clause emits it: y₀ + (x − x₀) × slope ÷ divisor.</summary>
internal readonly record struct AnchoredPiece(Exact X, Exact Y, Exact Slope, int Divisor);

/// <summary>What one clause makes of an amount: its place, the amounts around it that take the same piece, and the piece.</summary>
/// <param name="Path">Where the clause stands.</param>
/// <param name="Within">The amounts, as edges see them, that take the piece.</param>
/// <param name="Piece">The piece.</param>
/// <param name="IsMirrored">Whether the numbers of the piece are magnitudes of losses.</param>
internal readonly record struct FoldStep(string Path, Interval Within, AnchoredPiece Piece, bool IsMirrored)
{
    /// <summary>The amounts on the side of zero of one that no piece took.</summary>
    public static Interval SideOf(decimal amount) => decimal.Sign(Carried.Decide(amount)) switch
    {
        > 0 => Interval.All with { Low = 0m },
        < 0 => Interval.All with { High = 0m },
        _ => Interval.Closed(0m, 0m),
    };
}

/// <summary>What a figure inside the fold is called, on whose authority, and to how many decimals it is carried.</summary>
internal readonly record struct Head(string Key, string Label, Unit Unit, Authority? Authority, int Decimals = 28)
{
    /// <summary>What is added to the running amount or taken from it: carried as the amount itself is, so that many of them add
    /// up.</summary>
    public static Head Amount(string key, string label, Authority? authority) => new(key, label, Unit.Money, authority, Carried.Digits);

    /// <summary>What the running amount is compared with: a level or an edge, a multiple of 10⁻⁹.</summary>
    public static Head Level(string key, string label, Authority? authority) =>
        new(key, label, Unit.Money, authority, Carried.DecidedDigits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Exact Carry(Exact value) => value.Scale <= Decimals ? value : value.Carried(Decimals);
}
