namespace ValueSettlement;

/// <summary>
/// Several contracts that are settled apart and then together: a convener's initiators, participants of a pool, contracts with a common
/// limit.
/// <code>total = Σ what each contract earned (after the pool) ─► clauses ─► earned ─► payment ─► payable</code>
/// Each contract keeps its own statement; what the clauses over the total do is not allocated back.
/// A portfolio has no payoff over spending: spending varies in every contract at once, and a pool divides by the sum of the claims. Each
/// contract has its own payoff.
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
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        if (string.IsNullOrWhiteSpace(Id))
        {
            failures.Add(new("name-empty", "id", Id ?? string.Empty, "A portfolio has a name.", "Name it."));
        }

        TextRules.Validate(Id, string.Empty, "id", failures);

        if (Contracts.Count is 0 or > 10_000)
        {
            failures.Add(new("contract-count", "contracts", UnitText.Of(Contracts.Count, Unit.Count),
                "A portfolio has 1 to 10,000 contracts.", "Add the contracts that are settled together."));
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Contracts.Count; i++)
        {
            var at = Paths.Item(string.Empty, "contracts", i);
            foreach (var failure in Contracts[i].Validate())
            {
                failures.Add(failure with { Path = Paths.Join(at, failure.Path) });
            }

            if (!ids.Add(Contracts[i].Id ?? string.Empty))
            {
                failures.Add(new("id-twice", Paths.Join(at, "id"), Contracts[i].Id ?? string.Empty,
                    "The names of a portfolio's contracts differ.", "Rename one of the two."));
            }

            if (Contracts[i].Currency != Contracts[0].Currency)
            {
                failures.Add(new("currency-differs", Paths.Join(at, "currency"), Contracts[i].Currency ?? string.Empty,
                    $"The contracts of a portfolio are in one currency, {Contracts[0].Currency}.",
                    "Settle contracts in another currency apart."));
            }

            if (Contracts[i].PublishingRule != PublishingRule)
            {
                failures.Add(new("publishing-differs", Paths.Join(at, "publishing"), Contracts[i].PublishingRule.ToString(),
                    $"The contracts of a portfolio are published like the whole, with {PublishingRule}: otherwise they do not add up to it.",
                    "State the same rounding in both."));
            }
        }

        Pool?.Validate("pool", failures);
        var pool = new FactSet { At = "pool.available" };
        pool.Add(Pool?.Available ?? Basis.Benchmark);
        FactSet.ValidateUnits([FactSet.Of(Clauses, "clauses"), FactSet.Of(Payment, "payment"), pool], failures);
        foreach (var (chain, name) in new[] { (Clauses, "clauses"), (Payment, "payment") })
        {
            Clause.ValidateChain(chain, string.Empty, name, failures);
            for (var i = 0; i < chain.Count; i++)
            {
                if (chain[i].MustComeFirst)
                {
                    failures.Add(new("benchmark-over-sum", Paths.Item(string.Empty, name, i), chain[i].Name,
                        "Only a chain that begins with benchmark and expenditure can take another benchmark.",
                        "Move the clause into a contract."));
                }
            }
        }

        Contradictions.Validate(this, failures);
        return [.. failures];
    }

    /// <summary>
    /// Validates the portfolio and its contracts and returns what settles: once for any number of settlements. The only door.
    /// </summary>
    /// <exception cref="SettlementException">Something is wrong with the portfolio or a contract; carries all of it.</exception>
    public PreparedPortfolio Prepare()
    {
        var failures = Validate();
        return failures.Count == 0 ? new(this) : throw new SettlementException(failures);
    }

    /// <summary>Prepares the portfolio and settles every contract and then their total.</summary>
    /// <param name="experience">
    /// One part for each contract, its <see cref="Experience.Arrangement"/> naming the contract; the portfolio's own facts beside them.
    /// </param>
    /// <exception cref="SettlementException">
    /// Something is wrong with the portfolio, a contract or an experience; carries all of it.
    /// </exception>
    public PortfolioSettlement Settle(Experience experience) => Prepare().Settle(experience);

    /// <summary>Prepares the portfolio and settles every contract and then their total; what is wrong comes back as failures.</summary>
    /// <param name="experience">
    /// One part for each contract, its <see cref="Experience.Arrangement"/> naming the contract; the portfolio's own facts beside them.
    /// </param>
    public PortfolioOutcome TrySettle(Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        var failures = Validate();
        return failures.Count == 0 ? new PreparedPortfolio(this).TrySettle(experience) : new(null, failures);
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
    private readonly AdditivityComparison? comparison = AdditivityComparison.None;

    /// <summary>
    /// The contracts, in the portfolio's order. Their amounts add up to the total's opening amount, as computed and as published.
    /// </summary>
    public required ValueList<PortfolioMember> Members { get; init => field = Given.Of(value); }

    /// <summary>The total and what the clauses over it did.</summary>
    public required Settlement Total { get; init; }

    /// <summary>
    /// Where the contracts have the same clauses, as parts of one population have: the clauses for which settling the parts and adding up
    /// differs from settling the whole. Found when first read: the whole is then settled beside the parts, clause by clause.
    /// </summary>
    public ValueList<NonAdditive> Warnings { get => comparison?.Found ?? []; init => comparison = new(Given.Of(value)); }

    /// <summary>The whole beside the parts.</summary>
    internal AdditivityComparison Comparison { init => comparison = value; }
}
