using NodaTime;

namespace ValueSettlement;

/// <summary>What the fold of the clauses begins with.</summary>
public enum OpeningAmount
{
    /// <summary>Benchmark − expenditure: positive is a saving, money to the provider.</summary>
    BenchmarkLessExpenditure,

    /// <summary>Expenditure − benchmark: for plans, which are paid when their cost is above a target.</summary>
    ExpenditureLessBenchmark,

    /// <summary>An amount of its own, stated with the experience: a fee, a tally of priced events, a score times a base.</summary>
    Stated,
}

/// <summary>The programme's own line letters of what a chain begins with. Not part of the digest.</summary>
/// <param name="Benchmark">The letter of the benchmark.</param>
/// <param name="Expenditure">The letter of the expenditure.</param>
/// <param name="Opening">The letter of their difference.</param>
public sealed record OpeningLetters(string Benchmark, string Expenditure, string Opening);

/// <summary>What a contract's payoff is a curve of, or why there is no such curve.</summary>
/// <param name="Name">What the contract calls the amount that varies, for example "spending" or "adjusted allowable cost".</param>
/// <param name="NoPayoff">Why what is paid is no piecewise-linear curve of that amount, in one sentence; <see langword="null"/> if it is
/// one.</param>
public sealed record PayoffVariable(string Name, string? NoPayoff = null)
{
    /// <summary>Spending, as the experience states it.</summary>
    public static PayoffVariable Spending { get; } = new("spending");

    /// <summary>The name, or the name and the reason.</summary>
    public override string ToString() => NoPayoff is null ? Name : $"no payoff over {Name}: {NoPayoff}";
}

/// <summary>One arrangement of a contract: its own opening amount, its own chain of clauses, its own facts.</summary>
public sealed record Arrangement
{
    /// <summary>Its name within the contract.</summary>
    public required string Id { get; init; }

    /// <summary>What its chain begins with.</summary>
    public OpeningAmount Opening { get; init; }

    /// <summary>The programme's own line letters of the opening lines, if it prints some.</summary>
    public OpeningLetters? Letters { get; init; }

    /// <summary>The clauses, in order.</summary>
    public required ValueList<Clause> Clauses { get; init => field = Given.Of(value); }
}

/// <summary>
/// A value-based contract for one performance period: an opening amount and clauses in order, or several arrangements and clauses over
/// their sum.
/// It holds anything; <see cref="Prepare"/> judges it.
/// </summary>
public sealed record Contract
{
    private readonly Denomination money;

    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>Its version, from 1: terms change by a new version, and one version prices one performance period.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The currency of every amount: three capital letters (ISO 4217).</summary>
    public required string Currency { get => money.Currency!; init => money = money.In(value); }

    /// <summary>First and last day of the performance period, both inclusive.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>What the chain begins with, in the short form of one arrangement.</summary>
    public OpeningAmount Opening { get; init; }

    /// <summary>The programme's own line letters of the opening lines, if it prints some.</summary>
    public OpeningLetters? Letters { get; init; }

    /// <summary>Several arrangements that are settled apart; empty for the short form of one arrangement.</summary>
    public ValueList<Arrangement> Arrangements { get; init => field = Given.Of(value); } = [];

    /// <summary>The clauses in order: of the one arrangement in the short form, otherwise over the sum of the arrangements. They lead to
    /// what is earned.</summary>
    public ValueList<Clause> Clauses { get; init => field = Given.Of(value); } = [];

    /// <summary>The clauses from what is earned to what is payable: earlier settlements, recoupment of advances.</summary>
    public ValueList<Clause> Payment { get; init => field = Given.Of(value); } = [];

    /// <summary>
    /// How earned and payable amounts are rounded when they are published; nothing else is rounded.
    /// <see langword="null"/>, and left out of documents, for the currency's own minor unit (<see cref="Rounding.OfCurrency"/>: no decimals
    /// for JPY, three for KWD, two for USD and for a code that is not in the list); to state that one is the same.
    /// </summary>
    public Rounding? Publishing { get => money.Publishing; init => money = money.Published(value); }

    /// <summary>What the payoff is a curve of, or why there is none. Not part of the digest.</summary>
    public PayoffVariable Payoff { get; init; } = PayoffVariable.Spending;

    /// <summary>Why the clauses act in this order, if an authority says so. Not part of the digest.</summary>
    public Authority? OrderAuthority { get; init; }

    /// <summary>What the contract calls its parties and amounts; by default those of shared savings, and plain gains and losses where no
    /// spending is compared with a benchmark. Not part of the digest.</summary>
    public ContractWords? Words { get; init; }

    /// <summary>The words that its statements use.</summary>
    internal ContractWords WordsUsed =>
        Words ?? (Arrangements.Count == 0 && Opening != OpeningAmount.BenchmarkLessExpenditure ? ContractWords.Plain
        : ContractWords.SharedSavings);

    /// <summary>The terms that made the contract, if a programme made it. Part of the digest: what acts before the first clause stands
    /// nowhere else.</summary>
    public Origin? Origin { get; init; }

    /// <summary>How amounts are published: as stated, otherwise in the currency's own minor unit.</summary>
    internal Rounding PublishingRule => money.Rule;

    /// <summary>Validates the contract and returns what settles. The only door.</summary>
    /// <exception cref="SettlementException">Something is wrong with the contract; carries all of it.</exception>
    public PreparedContract Prepare()
    {
        var failures = Validate();
        return failures.Count == 0 ? new(this) : throw new SettlementException(failures);
    }

    /// <summary>Everything that is wrong with the contract; empty if nothing is.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        if (TermsTooLarge(failures))
        {
            return [.. failures];
        }

        ContractRules.Instance.Validate(this, string.Empty, failures);
        ValidateTexts(failures);
        if (Term is not null)
        {
            _ = DateRules.Validate(Term, "term", failures);
        }

        Clause.ValidateChain(Clauses, string.Empty, "clauses", failures);
        Clause.ValidateChain(Payment, string.Empty, "payment", failures);
        for (var i = 0; i < Arrangements.Count; i++)
        {
            var at = Paths.Item(string.Empty, "arrangements", i);
            TextRules.Validate(Arrangements[i].Id, at, "id", failures);
            ValidateTexts(Arrangements[i].Letters, Paths.Join(at, "letters"), failures);
            if (string.IsNullOrWhiteSpace(Arrangements[i].Id))
            {
                failures.Add(new("name-empty", Paths.Join(at, "id"), Arrangements[i].Id ?? string.Empty, "An arrangement has a name.",
                    "Name it."));
            }
            else if (Arrangements.Take(i).Any(a => a.Id == Arrangements[i].Id))
            {
                failures.Add(new("id-twice", Paths.Join(at, "id"), Arrangements[i].Id, "The names of a contract's arrangements differ.",
                    "Rename one of the two."));
            }

            Clause.ValidateChain(Arrangements[i].Clauses, at, "clauses", failures);
        }

        foreach (var (opening, chain, at) in Arrangements.Select((a, i) =>
            (a.Opening, a.Clauses, Paths.Item(string.Empty, "arrangements", i)))
            .Append((Opening, Arrangements.Count == 0 ? Clauses : [], string.Empty)))
        {
            if (opening != OpeningAmount.BenchmarkLessExpenditure && chain.Count > 0 && chain[0].MustComeFirst)
            {
                failures.Add(new("benchmark-opening", Paths.Item(at, "clauses", 0), chain[0].Name,
                    "A region with a benchmark of its own needs an opening amount of benchmark less expenditure.",
                    "Use that opening amount, or regions without a benchmark."));
            }
        }

        foreach (var (chain, name) in new[] { (Payment, "payment"), (Arrangements.Count > 0 ? Clauses : [], "clauses") })
        {
            for (var i = 0; i < chain.Count; i++)
            {
                if (chain[i].MustComeFirst)
                {
                    failures.Add(new("benchmark-over-sum", Paths.Item(string.Empty, name, i), chain[i].Name,
                        "Only a chain that begins with benchmark and expenditure can take another benchmark.",
                        "Move the clause into an arrangement."));
                }
            }
        }

        Contradictions.Validate(this, failures);
        return [.. failures];
    }

    /// <summary>Terms nested without end, or shared until they are millions, are refused before anything walks them.</summary>
    private bool TermsTooLarge(List<Failure> failures)
    {
        var chains = new List<FactSet>();
        foreach (var (chain, at, member) in Arrangements
            .Select(static (a, i) => (a.Clauses, Paths.Item(string.Empty, "arrangements", i), "clauses"))
            .Append((Clauses, "clauses", string.Empty)).Append((Payment, "payment", string.Empty)))
        {
            var facts = FactSet.Of(chain, Paths.Join(at, member));
            chains.Add(facts);
            if (facts.IsTooLarge)
            {
                failures.Add(new("terms-too-large", at, string.Empty,
                    FormattableString.Invariant($"Terms are nested at most {FactSet.MaximumDepth} deep, and a chain holds at most {FactSet.MaximumTerms:#,##0} that hold others."),
                    "Write them flatter."));
            }

            foreach (var period in facts.Periods.Where(p =>
                Term is not null && DateRules.Hold(p) && DateRules.Hold(Term) && !(Term.Contains(p.Start) && Term.Contains(p.End))))
            {
                failures.Add(new("period-outside-term", at, Dates.Text(period),
                    $"A period that a clause prorates over lies inside the contract's term, {Dates.Text(Term)}.",
                    "Use the period of the contract."));
            }
        }

        FactSet.ValidateUnits(chains, failures);
        return failures.Exists(static f => f.Code == "terms-too-large");
    }

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

    private void ValidateTexts(List<Failure> failures)
    {
        TextRules.Validate(Id, string.Empty, "id", failures);
        ValidateTexts(Letters, "letters", failures);
        TextRules.Validate(Payoff?.Name, string.Empty, "payoff.name", failures);
        TextRules.Validate(Payoff?.NoPayoff, string.Empty, "payoff.noPayoff", failures, TextRules.Sentence);
        TextRules.Validate(OrderAuthority?.Citation, string.Empty, "orderAuthority.citation", failures, TextRules.Sentence);
        TextRules.Validate(OrderAuthority?.Reading, string.Empty, "orderAuthority.reading", failures, TextRules.Sentence);
        Words?.Validate("words", failures);
        TextRules.Validate(Origin?.Programme, string.Empty, "origin.programme", failures);
        TextRules.Validate(Origin?.LibraryVersion, string.Empty, "origin.libraryVersion", failures);
    }

    private static void ValidateTexts(OpeningLetters? letters, string path, List<Failure> failures)
    {
        TextRules.Validate(letters?.Benchmark, path, "benchmark", failures);
        TextRules.Validate(letters?.Expenditure, path, "expenditure", failures);
        TextRules.Validate(letters?.Opening, path, "opening", failures);
    }

    internal static bool IsVersion(int version) => version is >= 1 and <= 1_000_000;

    private sealed class ContractRules : Rules<Contract>
    {
        public static readonly ContractRules Instance = new();

        private ContractRules()
        {
            Rule("name-empty", "id", c => c.Id, c => !string.IsNullOrWhiteSpace(c.Id), "A contract has a name.", "Name it.");
            Rule("version-range", "version", c => c.Version, c =>
                IsVersion(c.Version), "A version is a whole number from 1.", "Count versions from 1.");
            Rule("currency", "currency", c => c.Currency, c =>
                Denomination.IsCode(c.Currency), "A currency is three capital letters (ISO 4217).", "Write, for example, USD.");
            Rule("payoff-name", "payoff", c => c.Payoff, c =>
                !string.IsNullOrWhiteSpace(c.Payoff?.Name) && c.Payoff.NoPayoff is not { Length: 0 },
                "The variable of the payoff has a name, and where there is no payoff, a reason.",
                "Name what varies, for example spending.");
            Rule("term-missing", "term", c => c.Term, c =>
                c.Term is not null, "A contract has a term.", "State first and last day of the performance period.");
            Rule("clauses-empty", "clauses", _ => null, c =>
                c.Clauses.Count > 0 || c.Arrangements.Count > 0, "A contract has clauses or arrangements.", "Write at least one clause.");
            Rule("arrangement-count", "arrangements", c => c.Arrangements.Count, c =>
                c.Arrangements.Count <= 1_000, "A contract has at most 1,000 arrangements.", "Settle several contracts instead.");
            Rule("terms-unresolved", "origin.terms", c => c.Origin?.Terms.GetType().Name, c => c.Origin?.Terms.IsResolved != false,
                "The terms of a contract state every rule, so that no version of the library decides what was agreed.",
                "Let the programme make the contract, or state the terms in full: terms.Resolved().");
            Rule("opening-unknown", "opening", c => c.Opening, c =>
                c.Opening is >= OpeningAmount.BenchmarkLessExpenditure and <= OpeningAmount.Stated
                && c.Arrangements.All(a => a.Opening is >= OpeningAmount.BenchmarkLessExpenditure and <= OpeningAmount.Stated),
                "An opening amount is BenchmarkLessExpenditure, ExpenditureLessBenchmark or Stated.", "Choose one of the three.");
        }
    }
}
