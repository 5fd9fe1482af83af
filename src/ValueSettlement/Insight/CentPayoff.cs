using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>
/// What a contract pays for whole cents of spending, from integers, with every fact held as it is: for each the cents that a settlement
/// publishes as earned, for very many amounts of spending. It allocates nothing and any number of threads may ask it.
/// </summary>
/// <remarks>
/// Prepared once, from the ways that the fold itself takes. On each stretch of spending the payoff is a line in binary fractions, with a
/// bound of how far the fold, which rounds at each clause, may lie beside it; where that bound reaches the next cent, the fold is asked.
/// So the two never differ.
/// </remarks>
public sealed class CentPayoff
{
    /// <summary>The largest magnitude of spending, in cents: 10^15 units of the currency, as for every amount of money.</summary>
    public const long MostSpending = 100_000_000_000_000_000;

    private const int MostCounted = 16;

    private readonly CentFold fold;
    private readonly long[] firsts;
    private readonly CentPiece[] pieces;
    private readonly long centsInUnit;

    internal CentPayoff(Payoff payoff, CentFold fold)
    {
        (Payoff, this.fold, centsInUnit) = (payoff, fold, fold.CentsInUnit);
        (firsts, pieces) = new CentPieces(fold, -MostSpending, MostSpending).Find();
    }

    /// <summary>The payoff as a curve, and what it holds fixed.</summary>
    public Payoff Payoff { get; }

    /// <summary>The first cent of each stretch, ascending.</summary>
    internal ReadOnlySpan<long> Firsts => firsts;

    /// <summary>What is earned at an amount of spending: the cents that a settlement publishes, positive to the provider.</summary>
    /// <param name="spendingCents">Spending in whole cents (hundredths of a unit of the currency), within ±10^17.</param>
    /// <returns>Cents; of a contract that publishes coarser units, whole ones of these in cents.</returns>
    /// <exception cref="SettlementException">Spending is out of range, or an amount of the fold is, as it is when settling.</exception>
    public long At(long spendingCents) => IsWithin(spendingCents) ? Of(spendingCents) : throw OutOfRange(spendingCents, "spending");

    /// <summary>What is earned at many amounts of spending.</summary>
    /// <param name="spendingCents">Spending in whole cents, each within ±10^17.</param>
    /// <param name="earnedCents">Where the cents go: as many as there are amounts of spending; it may be the same memory.</param>
    /// <exception cref="ArgumentOutOfRangeException">The two differ in length.</exception>
    /// <exception cref="SettlementException">An amount of spending is out of range, or an amount of the fold is. What was written until
    /// then is not to be used.</exception>
    public void At(ReadOnlySpan<long> spendingCents, Span<long> earnedCents)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(earnedCents.Length, spendingCents.Length, nameof(earnedCents));
        for (var i = 0; i < spendingCents.Length; i++)
        {
            var spending = spendingCents[i];
            earnedCents[i] = IsWithin(spending) ? Of(spending) : throw OutOfRange(spending, Paths.Item(string.Empty, "spending", i));
        }
    }

    /// <summary>The payoff in words.</summary>
    public override string ToString() => $"cents of {Payoff.Variable} to cents earned: {Payoff}";

    /// <summary>Whether the line answers for an amount of spending, and not the fold.</summary>
    internal bool IsCertain(long spending) => pieces[IndexOf(spending)].TryAt(spending, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Of(long spending) =>
        pieces[IndexOf(spending)].TryAt(spending, out var units) ? units * centsInUnit : fold.Earned(spending);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int IndexOf(long spending)
    {
        // Few stretches are counted: a search would guess at each turn, and scenarios come in no order.
        var begins = firsts;
        var (index, length) = (0, begins.Length);
        if (length <= MostCounted)
        {
            for (var i = 1; i < begins.Length; i++)
            {
                index += begins[i] <= spending ? 1 : 0;
            }

            return index;
        }

        while (length > 1)
        {
            var half = length >> 1;
            index = begins[index + half] <= spending ? index + half : index;
            length -= half;
        }

        return index;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWithin(long spending) => unchecked((ulong)(spending + MostSpending)) <= 2 * (ulong)MostSpending;

    private static SettlementException OutOfRange(long spending, string path) => new([new("spending-range", path,
        UnitText.Of(spending, Unit.Count), "Spending lies within ±10^17 cents.", "Check the units: spending is counted in cents here.")]);
}
