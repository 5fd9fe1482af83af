using NodaTime;

namespace ValueSettlement;

/// <summary>
/// Several contracts that are settled apart and then together: a convener's initiators, participants of a pool, contracts with a common limit.
/// <code>total = Σ what each contract earned (after the pool) ─► clauses ─► earned ─► payment ─► payable</code>
/// Each contract keeps its own statement; what the clauses over the total do is not allocated back.
/// A portfolio has no payoff over spending: spending varies in every contract at once, and a pool divides by the sum of the claims. Each contract has its own payoff.
/// </summary>
public sealed record Portfolio
{
    private readonly Denomination money;

    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>The contracts, names different, 1 to 10,000, all in one currency.</summary>
    public required ValueList<Contract> Contracts
    {
        get;
        init
        {
            field = Given.Of(value);
            money = money.In(field.Count > 0 ? field[0].Currency : null);
        }
    }

    /// <summary>A pool that scales what the contracts earned before it is summed; <see langword="null"/> for none.</summary>
    public Pool? Pool { get; init; }

    /// <summary>The clauses over the total, in order. Their benchmark is the sum of the contracts' benchmarks.</summary>
    public ValueList<Clause> Clauses { get; init => field = Given.Of(value); } = [];

    /// <summary>The clauses from what the total earned to what is payable: earlier settlements of the portfolio.</summary>
    public ValueList<Clause> Payment { get; init => field = Given.Of(value); } = [];

    /// <summary>
    /// How the portfolio's amounts are rounded when they are published; <see langword="null"/>, and left out of documents, for the
    /// currency's own minor unit (<see cref="Rounding.OfCurrency"/>). The same as in every contract: otherwise the published members could
    /// not add up.
    /// </summary>
    public Rounding? Publishing { get => money.Publishing; init => money = money.Published(value); }

    internal Rounding PublishingRule => money.Rule;

    /// <summary>Everything that is wrong with the portfolio and its contracts; empty if nothing is.</summary>
    public ValueList<Failure> Judge()
    {
        var failures = new List<Failure>();
        if (string.IsNullOrWhiteSpace(Id))
        {
            failures.Add(new("name-empty", "id", Id ?? string.Empty, "A portfolio has a name.", "Name it."));
        }

        TextRules.Judge(Id, string.Empty, "id", failures);

        if (Contracts.Count is 0 or > 10_000)
        {
            failures.Add(new("contract-count", "contracts", UnitText.Of(Contracts.Count, Unit.Count), "A portfolio has 1 to 10,000 contracts.", "Add the contracts that are settled together."));
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Contracts.Count; i++)
        {
            var at = Paths.Item(string.Empty, "contracts", i);
            foreach (var failure in Contracts[i].Judge())
            {
                failures.Add(failure with { Path = Paths.Join(at, failure.Path) });
            }

            if (!ids.Add(Contracts[i].Id ?? string.Empty))
            {
                failures.Add(new("id-twice", Paths.Join(at, "id"), Contracts[i].Id ?? string.Empty, "The names of a portfolio's contracts differ.", "Rename one of the two."));
            }

            if (Contracts[i].Currency != Contracts[0].Currency)
            {
                failures.Add(new("currency-differs", Paths.Join(at, "currency"), Contracts[i].Currency ?? string.Empty, $"The contracts of a portfolio are in one currency, {Contracts[0].Currency}.", "Settle contracts in another currency apart."));
            }

            if (Contracts[i].PublishingRule != PublishingRule)
            {
                failures.Add(new("publishing-differs", Paths.Join(at, "publishing"), Contracts[i].PublishingRule.ToString(),
                    $"The contracts of a portfolio are published like the whole, with {PublishingRule}: otherwise they do not add up to it.",
                    "State the same rounding in both."));
            }
        }

        Pool?.Judge("pool", failures);
        foreach (var (chain, name) in new[] { (Clauses, "clauses"), (Payment, "payment") })
        {
            Clause.JudgeChain(chain, string.Empty, name, failures);
            for (var i = 0; i < chain.Count; i++)
            {
                if (chain[i].MustComeFirst)
                {
                    failures.Add(new("benchmark-over-sum", Paths.Item(string.Empty, name, i), chain[i].Name, "Only a chain that begins with benchmark and expenditure can take another benchmark.", "Move the clause into a contract."));
                }
            }
        }

        Contradictions.Judge(this, failures);
        return [.. failures];
    }

    /// <summary>Settles every contract and then their total.</summary>
    /// <param name="experience">One part for each contract, its <see cref="Experience.Arrangement"/> naming the contract; the portfolio's own facts beside them.</param>
    /// <exception cref="SettlementException">Something is wrong with the portfolio, a contract or an experience; carries all of it.</exception>
    public PortfolioSettlement Settle(Experience experience)
    {
        var (settlement, failures) = TrySettle(experience);
        return settlement ?? throw new SettlementException(failures);
    }

    /// <summary>Settles every contract and then their total; what is wrong comes back as failures.</summary>
    /// <param name="experience">One part for each contract, its <see cref="Experience.Arrangement"/> naming the contract; the portfolio's own facts beside them.</param>
    public PortfolioOutcome TrySettle(Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        var failures = new List<Failure>(Judge());
        if (failures.Count > 0)
        {
            return new(null, [.. failures]);
        }

        JudgeFigures(experience, failures);
        var settled = new List<(Contract Contract, Experience Experience, Settlement Settlement)>();
        foreach (var contract in Contracts)
        {
            var index = IndexOf(experience.Parts, contract.Id);
            if (index < 0)
            {
                failures.Add(new("part-missing", "parts", contract.Id, "Every contract has its part of the experience.", "Add an Experience whose Arrangement names the contract."));
                continue;
            }

            // The name has done its work: to the contract it would be one that nothing reads.
            var outcome = new PreparedContract(contract).TrySettle(experience.Parts[index] with { Arrangement = null });
            failures.AddRange(outcome.Failures.Select(f => f with { Path = Paths.Join(Paths.Item(string.Empty, "parts", index), f.Path) }));
            if (outcome.Settlement is { } settlement)
            {
                settled.Add((contract, experience.Parts[index], settlement));
            }
        }

        for (var i = 0; i < experience.Parts.Count; i++)
        {
            if (!Contracts.Any(c => c.Id == experience.Parts[i].Arrangement) || experience.Parts.Take(i).Any(p => p.Arrangement == experience.Parts[i].Arrangement))
            {
                failures.Add(new("part-unknown", Paths.Join(Paths.Item(string.Empty, "parts", i), "arrangement"), experience.Parts[i].Arrangement ?? string.Empty, "Every part belongs to one contract of the portfolio, each once.", "Name the contract."));
            }
        }

        if (failures.Count > 0)
        {
            return new(null, [.. failures]);
        }

        var workings = new Workings("portfolio");
        var earned = settled.Select(static s => Quantity.Of(s.Contract.Id, s.Settlement.Earned.Unrounded, Unit.Money)).ToArray();
        var exact = earned.Select(static e => Allocation.ExactPart.Of(e.Name, e.Value!.Value)).ToArray();
        var after = Pool?.Apply(workings, earned, exact, experience, failures) ?? earned;
        if (failures.Count > 0)
        {
            return new(null, [.. failures]);
        }

        var sum = workings.Add(new("portfolio-total", "Sum of the contracts", Unit.Money), after);
        var total = Total(experience, settled, workings.Figure(sum));
        if (total.Settlement is not { } whole)
        {
            return new(null, total.Failures);
        }

        var published = Settlement.Published(exact, sum.Value!.Value, PublishingRule);
        return new(new()
        {
            Members = settled.Select((s, i) => new PortfolioMember(s.Settlement, new(after[i].Value!.Value, published[i]))).ToValueList(),
            Total = whole,
            Warnings = Additivity.Of([.. settled.Select(static s => (s.Contract, s.Experience))]),
        }, []);
    }

    /// <summary>Spending is compared in the contracts; what a portfolio itself would be given is read by nothing.</summary>
    private static void JudgeFigures(Experience experience, List<Failure> failures)
    {
        (Figure? Figure, string Member)[] stated =
            [(experience.Benchmark, "benchmark"), (experience.Expenditure, "expenditure"), (experience.Opening, "opening")];
        foreach (var (figure, member) in stated)
        {
            if (figure is not null)
            {
                failures.Add(new("figure-unread", member, figure.ToString(),
                    $"Nothing in a portfolio reads its own {member}: it is the sum of its contracts'.",
                    "Leave it out, or give it to the part of the contract that reads it."));
            }
        }

        if (experience.Arrangement is { } name)
        {
            failures.Add(new("name-unread", "arrangement", name,
                "The experience of a whole belongs to no contract or arrangement; only its parts do.", "Leave it out."));
        }
    }

    private Outcome Total(Experience experience, List<(Contract Contract, Experience Experience, Settlement Settlement)> settled, Figure opening)
    {
        var reads = new FactSet();
        foreach (var clause in Clauses.Concat(Payment))
        {
            clause.Reads(reads);
        }

        // The pool reads its amount itself; the clauses are given only what they read.
        var facts = Pool?.Available is { } available && !reads.Has(available)
            ? experience.Facts.Where(f => f is not BasisAmount amount || amount.Basis != available).ToValueList()
            : experience.Facts;
        var benchmarks = new Workings("portfolio");
        var contract = new Contract
        {
            Id = Id,
            Currency = Contracts[0].Currency,
            Term = new DateInterval(Contracts.Min(static c => c.Term.Start), Contracts.Max(static c => c.Term.End)),
            Opening = OpeningAmount.Stated,
            Clauses = Clauses,
            Payment = Payment,
            Publishing = Publishing,
            Words = Parties(),
        };
        return new PreparedContract(contract).TrySettle(new Experience
        {
            Opening = opening,
            Benchmark = reads.Has(Basis.Benchmark)
                ? benchmarks.Figure(benchmarks.Add(new("portfolio-benchmark", "Sum of the benchmarks", Unit.Money), [.. settled.SelectMany(static s => Benchmarks(s.Contract.Id, s.Experience))]))
                : null,
            Facts = facts,
            Currency = experience.Currency,
            Period = experience.Period,
            Terms = experience.Terms,
        });
    }

    /// <summary>The parties of the whole are those of its contracts where all of them call them the same.</summary>
    private ContractWords? Parties()
    {
        var words = Contracts[0].WordsUsed;
        return Contracts.All(c => (c.WordsUsed.Payer, c.WordsUsed.Provider, c.WordsUsed.Creditor) == (words.Payer, words.Provider, words.Creditor))
            ? ContractWords.Plain with { Payer = words.Payer, Provider = words.Provider, Creditor = words.Creditor }
            : null;
    }

    private static IEnumerable<Quantity> Benchmarks(string name, Experience experience) => experience.Parts.Count > 0
        ? experience.Parts.SelectMany(p => Benchmarks($"{name}, {p.Arrangement}", p))
        : experience.Benchmark is { } benchmark ? [new Quantity(name, benchmark.Value, Unit.Money, benchmark.Absence)] : [];

    private static int IndexOf(ValueList<Experience> parts, string id)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Arrangement == id)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>One contract of a settled portfolio.</summary>
/// <param name="Settlement">Its own settlement, with its own statement.</param>
/// <param name="Amount">What it brought into the total: what it earned, after the pool. The published amounts of all members add up to the
/// published opening amount of the total (<see cref="Allocation"/>).</param>
public sealed record PortfolioMember(Settlement Settlement, SettledAmount Amount);

/// <summary>A settled portfolio, or everything that is wrong.</summary>
/// <param name="Settlement">The settled portfolio, or <see langword="null"/>.</param>
/// <param name="Failures">Everything that is wrong; empty if there is a settlement.</param>
public sealed record PortfolioOutcome(PortfolioSettlement? Settlement, ValueList<Failure> Failures)
{
    /// <summary>Whether there is a settlement.</summary>
    public bool IsSettled => Settlement is not null;
}

/// <summary>A settled portfolio: every contract, the total, and which clauses make the parts differ from the whole.</summary>
public sealed record PortfolioSettlement
{
    /// <summary>
    /// The contracts, in the portfolio's order. Their amounts add up to the total's opening amount, as computed and as published.
    /// </summary>
    public required ValueList<PortfolioMember> Members { get; init => field = Given.Of(value); }

    /// <summary>The total and what the clauses over it did.</summary>
    public required Settlement Total { get; init; }

    /// <summary>Where the contracts have the same clauses, as parts of one population have: the clauses for which settling the parts and adding up differs from settling the whole.</summary>
    public ValueList<NonAdditive> Warnings { get; init => field = Given.Of(value); } = [];
}
