namespace ValueSettlement.Programs;

/// <summary>
/// A programme whose exchange function is an <see cref="ExchangePool"/>: its terms say withhold, payback, curve and who has no score, and
/// the scores of all decide the factor of each.
/// </summary>
/// <typeparam name="TTerms">The terms.</typeparam>
public abstract class ExchangeProgramme<TTerms> : Programme<TTerms>
    where TTerms : ProgrammeTerms
{
    private ExchangePool? pool;

    private protected ExchangeProgramme(TTerms terms)
        : base(terms)
    {
    }

    /// <summary>The pool that the terms make: every rule of the exchange with its authority.</summary>
    public ExchangePool Pool => pool ?? Interlocked.CompareExchange(ref pool, MakePool(), null) ?? pool;

    /// <summary>Rates, factors and net amounts of everybody in the pool, each with its lines.</summary>
    /// <param name="participants">Everybody of the terms once, in any order.</param>
    /// <exception cref="SettlementException">Something is wrong with one of them, or these are not those of the terms; carries all of
    /// it.</exception>
    public Exchanged Exchange(ValueList<ExchangeParticipant> participants) => Pool.Exchange(Scored(participants));

    /// <summary>What the contract settles: claims, what is withheld, and the pool.</summary>
    /// <param name="participants">Everybody of the terms once, in any order.</param>
    /// <exception cref="SettlementException">Something is wrong with one of them, or these are not those of the terms; carries all of
    /// it.</exception>
    public Experience Experience(ValueList<ExchangeParticipant> participants) => Made(Pool.Experience(Scored(participants)));

    /// <inheritdoc/>
    private protected sealed override Contract Make() => Pool.Contract;

    private protected abstract ExchangePool MakePool();

    /// <summary>The participants with the scores that count.</summary>
    private protected virtual ValueList<ExchangeParticipant> Scored(ValueList<ExchangeParticipant> participants) => participants;
}
