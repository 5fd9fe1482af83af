using System.Runtime.CompilerServices;
using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>A number of the fold with what it is called.</summary>
internal readonly record struct Term(string Name, Exact Number, Unit Unit);

/// <summary>The piece of a curve as a clause emits it: y₀ + (x − x₀) × slope ÷ divisor.</summary>
internal readonly record struct AnchoredPiece(Exact X, Exact Y, Exact Slope, int Divisor);

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
