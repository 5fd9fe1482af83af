using NodaTime;

namespace ValueSettlement;

/// <summary>What a contract's payoff is a curve of, or why there is no such curve.</summary>
/// <param name="Name">What the contract calls the amount that varies, for example "spending" or "adjusted allowable cost".</param>
/// <param name="NoPayoff">Why what is paid is no piecewise-linear curve of that amount, in one sentence; <see langword="null"/> if it is
/// one.</param>
public sealed record PayoffVariable(string Name, string? NoPayoff = null)
{
    /// <summary>What the contract calls the amount that varies, for example "spending" or "adjusted allowable cost".</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>Spending, as the experience states it.</summary>
    public static PayoffVariable Spending { get; } = new("spending");

    /// <summary>The name, or the name and the reason.</summary>
    public override string ToString() => NoPayoff is null ? Name : $"no payoff over {Name}: {NoPayoff}";
}

/// <summary>
/// A value-based contract for one performance period: what is settled, in which currency, for which term, and how it is published.
/// It holds anything; <see cref="Prepare"/> judges it.
/// </summary>
public sealed record Contract : Agreement
{
    private readonly Denomination money;

    /// <summary>Its version, from 1: terms change by a new version, and one version prices one performance period;
    /// <see cref="AgreementVersions"/> settles a period in which they change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The currency of every amount: three capital letters (ISO 4217). That of the whole, where the contract is a part.</summary>
    public required string Currency { get => money.Currency!; init => money = money.In(value); }

    /// <summary>First and last day of the performance period, both inclusive. Contracts that are parts have terms of their own.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>
    /// How earned and payable amounts are rounded when they are published; nothing else is rounded.
    /// <see langword="null"/>, and left out of documents, for the currency's own minor unit (<see cref="Rounding.OfCurrency"/>: no decimals
    /// for JPY, three for KWD, two for USD and for a code that is not in the list); to state that one is the same. That of the whole, where
    /// the contract is a part: otherwise the published parts could not add up.
    /// </summary>
    public Rounding? Publishing { get => money.Publishing; init => money = money.Published(value); }

    /// <summary>What the payoff is a curve of, or why there is none. Not part of the digest.</summary>
    public PayoffVariable Payoff { get; init => field = Given.Of(value); } = PayoffVariable.Spending;

    /// <summary>Why the clauses act in this order, if an authority says so. Not part of the digest.</summary>
    public Authority? OrderAuthority { get; init; }

    /// <summary>The terms that made the contract, if a programme made it. Part of the digest: what acts before the first clause stands
    /// nowhere else.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The words that its statements use.</summary>
    internal ContractWords WordsUsed => Words ?? (!IsSum && Opening != OpeningAmount.BenchmarkLessExpenditure ? ContractWords.Plain
        : !IsSum || Parts.All(static part => part is Arrangement) ? ContractWords.SharedSavings : PartiesOfParts());

    /// <summary>How amounts are published: as stated, otherwise in the currency's own minor unit.</summary>
    internal Rounding PublishingRule => money.Rule;

    /// <summary>Validates the contract and returns what settles. The only door.</summary>
    /// <exception cref="SettlementException">Something is wrong with the contract; carries all of it.</exception>
    public PreparedContract Prepare()
    {
        var failures = Validate();
        return failures.Count == 0 ? new(this) : throw new SettlementException(failures);
    }

    /// <summary>Everything that is wrong with the contract and its parts; empty if nothing is.</summary>
    public ValueList<Failure> Validate() => AgreementRules.Validate(this);

    /// <summary>Prepares the contract and settles it.</summary>
    /// <param name="experience">What happened.</param>
    /// <exception cref="SettlementException">Something is wrong with the contract or the experience; carries all of it.</exception>
    public Settlement Settle(Experience experience) => Prepare().Settle(experience);

    /// <summary>Prepares the contract and settles it; what is wrong comes back as failures.</summary>
    /// <param name="experience">What happened.</param>
    public Outcome TrySettle(Experience experience)
    {
        var failures = Validate();
        return failures.Count == 0 ? new PreparedContract(this).TrySettle(experience) : new(null, failures);
    }

    // The parties of the whole are those of its contracts where all of them call them the same.
    private ContractWords PartiesOfParts()
    {
        var words = Parts.OfType<Contract>().Select(static part => part.Words ?? ContractWords.Plain).ToArray();
        var (payer, provider, creditor) = (words[0].Payer, words[0].Provider, words[0].Creditor);
        return Array.TrueForAll(words, w => (w.Payer, w.Provider, w.Creditor) == (payer, provider, creditor))
            ? ContractWords.Plain with { Payer = payer, Provider = provider, Creditor = creditor }
            : ContractWords.Plain;
    }

    internal static bool IsVersion(int version) => version is >= 1 and <= 1_000_000;
}
