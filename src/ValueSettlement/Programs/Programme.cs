using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// A programme under one set of terms, checked and completed once: <c>Team.For(terms)</c> makes one. It offers the terms in full,
/// the contract, and whatever of the programme acts before the first clause, without asking for the terms again.
/// </summary>
/// <typeparam name="TTerms">The terms.</typeparam>
public abstract class Programme<TTerms>
    where TTerms : ProgrammeTerms
{
    private Contract? contract;

    /// <summary>Checks the terms and states every rule that they leave to the programme.</summary>
    /// <param name="terms">The terms.</param>
    /// <exception cref="SettlementException">The terms never existed; carries every reason.</exception>
    private protected Programme(TTerms terms) => Terms = terms.Resolved();

    /// <summary>The terms, every rule stated with its value and its authority.</summary>
    public TTerms Terms { get; }

    /// <summary>The contract of the terms: made when it is first asked for, and one instance from then on.</summary>
    public Contract Contract =>
        contract ?? Interlocked.CompareExchange(ref contract, Make() with { Origin = Origin.Of(Name, Terms) }, null) ?? contract;

    /// <summary>The programme and what of the terms tells one contract from another, for example "ENHANCED, 2024".</summary>
    private protected abstract string Name { get; }

    /// <summary>The programme in words.</summary>
    public sealed override string ToString() => Name;

    /// <summary>Makes the contract of <see cref="Terms"/>. Where it comes from is added to it.</summary>
    private protected abstract Contract Make();

    /// <summary>What happened, with the mark of the terms that made its figures: a contract of other terms refuses it.</summary>
    /// <param name="happened">Figures and facts.</param>
    private protected Experience Made(Experience happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened with { Terms = Terms.Digest };
    }

    /// <summary>Refuses figures that other terms made before they become an experience of these.</summary>
    /// <param name="made">The mark that the figures carry; <see langword="null"/> if they were stated.</param>
    /// <param name="path">Where they stand.</param>
    /// <exception cref="SettlementException">Other terms made them.</exception>
    private protected void RefuseOthers(Digest? made, string path)
    {
        if (made is not null && !made.Equals(Terms.Digest))
        {
            throw new SettlementException([new("figures-of-other-terms", path, made.Text,
                $"Figures that a programme made belong to the terms that made them; these are other terms of {Name}.",
                "Make prices, totals and contract with the same terms, or state the figures.")]);
        }
    }

    private protected void RefuseOthers(ValueList<PriceCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        for (var i = 0; i < cells.Count; i++)
        {
            RefuseOthers(cells[i].Terms, Paths.Item(string.Empty, "cells", i));
        }
    }
}
