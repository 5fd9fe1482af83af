using NodaTime;

namespace ValueSettlement;

/// <summary>
/// A portfolio that was judged and found sound, with each of its contracts prepared and its names looked up once. It holds no state that
/// changes: one instance settles any number of experiences, from any number of threads, in a time that grows with the number of contracts.
/// </summary>
public sealed class PreparedPortfolio
{
    private readonly PreparedContract[] members;
    private readonly Dictionary<string, int> byName;
    private readonly PreparedContract total;
    private readonly FactSet reads = new();
    private readonly bool isAlike;

    internal PreparedPortfolio(Portfolio portfolio)
        : this(portfolio, StringComparer.Ordinal)
    {
    }

    internal PreparedPortfolio(Portfolio portfolio, IEqualityComparer<string> names)
    {
        Portfolio = portfolio;
        members = [.. portfolio.Contracts.Select(static contract => new PreparedContract(contract))];
        byName = new(members.Length, names);
        for (var i = 0; i < members.Length; i++)
        {
            byName.Add(members[i].Contract.Id, i);
        }

        foreach (var clause in portfolio.Clauses.Concat(portfolio.Payment))
        {
            clause.Reads(reads);
        }

        total = new(new()
        {
            Id = portfolio.Id,
            Currency = portfolio.Contracts[0].Currency,
            Term = new DateInterval(portfolio.Contracts.Min(static c => c.Term.Start), portfolio.Contracts.Max(static c => c.Term.End)),
            Opening = OpeningAmount.Stated,
            Clauses = portfolio.Clauses,
            Payment = portfolio.Payment,
            Publishing = portfolio.Publishing,
            Words = Parties(portfolio.Contracts),
        });
        isAlike = Additivity.IsAlike(portfolio.Contracts);
    }

    /// <summary>The portfolio.</summary>
    public Portfolio Portfolio { get; }

    /// <summary>Settles every contract and then their total.</summary>
    /// <param name="experience">
    /// One part for each contract, its <see cref="Experience.Arrangement"/> naming the contract; the portfolio's own facts beside them.
    /// </param>
    /// <exception cref="SettlementException">Something is wrong with an experience; carries all of it.</exception>
    public PortfolioSettlement Settle(Experience experience)
    {
        var (settlement, failures) = TrySettle(experience);
        return settlement ?? throw new SettlementException(failures);
    }

    /// <summary>Settles every contract and then their total; what is wrong comes back as failures.</summary>
    /// <param name="experience">
    /// One part for each contract, its <see cref="Experience.Arrangement"/> naming the contract; the portfolio's own facts beside them.
    /// </param>
    public PortfolioOutcome TrySettle(Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        var failures = new List<Failure>();
        ValidateFigures(experience, failures);
        var given = new Experience?[members.Length];
        var settled = SettleMembers(experience, given, failures);
        if (failures.Count > 0)
        {
            return new(null, [.. failures]);
        }

        var workings = new Workings("portfolio");
        var earned = Array.ConvertAll(settled, static s => Quantity.Of(s!.ContractId, s.Earned.Unrounded, Unit.Money));
        var exact = Array.ConvertAll(earned, static e => Allocation.ExactPart.Of(e.Name, e.Value!.Value));
        var after = Portfolio.Pool?.Apply(workings, earned, exact, experience, failures) ?? earned;
        if (failures.Count > 0)
        {
            return new(null, [.. failures]);
        }

        var sum = workings.Add(new("portfolio-total", "Sum of the contracts", Unit.Money), after);
        var whole = Total(experience, given, workings.Figure(sum));
        if (whole.Settlement is not { } together)
        {
            return new(null, whole.Failures);
        }

        var published = Settlement.Published(exact, sum.Value!.Value, Portfolio.PublishingRule);
        return new(new()
        {
            Members = Members(settled, after, published),
            Total = together,
            Comparison = isAlike
                ? new(() => Additivity.Of([.. members.Select((m, i) => (m.Contract, given[i]!))]))
                : AdditivityComparison.None,
        }, []);
    }

    private static ValueList<PortfolioMember> Members(Settlement?[] settled, Quantity[] after, decimal[] published)
    {
        var members = new PortfolioMember[settled.Length];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = new(settled[i]!, new(after[i].Number, published[i]));
        }

        return new(members);
    }

    /// <summary>Every contract with its part of the experience; what belongs to none, or is missing, is a failure.</summary>
    private Settlement?[] SettleMembers(Experience experience, Experience?[] given, List<Failure> failures)
    {
        var indices = new int[members.Length];
        var unknown = new List<int>();
        for (var i = 0; i < experience.Parts.Count; i++)
        {
            var part = experience.Parts[i];
            if (part.Arrangement is not { } name || !byName.TryGetValue(name, out var member) || given[member] is not null)
            {
                unknown.Add(i);
                continue;
            }

            (given[member], indices[member]) = (part, i);
        }

        var settled = new Settlement?[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            if (given[i] is not { } part)
            {
                failures.Add(new("part-missing", "parts", members[i].Contract.Id,
                    "Every contract has its part of the experience.", "Add an Experience whose Arrangement names the contract."));
                continue;
            }

            // The name has done its work: to the contract it would be one that nothing reads.
            var outcome = members[i].TrySettle(part with { Arrangement = null });
            settled[i] = outcome.Settlement;
            foreach (var failure in outcome.Failures)
            {
                failures.Add(failure with { Path = Paths.Join(Paths.Item(string.Empty, "parts", indices[i]), failure.Path) });
            }
        }

        foreach (var i in unknown)
        {
            var at = Paths.Join(Paths.Item(string.Empty, "parts", i), "arrangement");
            failures.Add(new("part-unknown", at, experience.Parts[i].Arrangement ?? string.Empty,
                "Every part belongs to one contract of the portfolio, each once.", "Name the contract."));
        }

        return settled;
    }

    /// <summary>Spending is compared in the contracts; what a portfolio itself would be given is read by nothing.</summary>
    private static void ValidateFigures(Experience experience, List<Failure> failures)
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

    private Outcome Total(Experience experience, Experience?[] given, Figure opening)
    {
        // The pool reads its amount itself; the clauses are given only what they read.
        var facts = Portfolio.Pool?.Available is { } available && !reads.Has(available)
            ? experience.Facts.Where(f => f is not Number number || number.Name != available.Name).ToValueList()
            : experience.Facts;
        var benchmarks = new Workings("portfolio");
        return total.TrySettle(new Experience
        {
            Opening = opening,
            Benchmark = reads.Has(Basis.Benchmark)
                ? benchmarks.Figure(benchmarks.Add(new("portfolio-benchmark", "Sum of the benchmarks", Unit.Money),
                    [.. members.SelectMany((m, i) => Benchmarks(m.Contract.Id, given[i]!))]))
                : null,
            Facts = facts,
            Currency = experience.Currency,
            Period = experience.Period,
            Terms = experience.Terms,
        });
    }

    /// <summary>The parties of the whole are those of its contracts where all of them call them the same.</summary>
    private static ContractWords? Parties(ValueList<Contract> contracts)
    {
        var words = contracts[0].WordsUsed;
        var parties = (words.Payer, words.Provider, words.Creditor);
        return contracts.All(c => (c.WordsUsed.Payer, c.WordsUsed.Provider, c.WordsUsed.Creditor) == parties)
            ? ContractWords.Plain with { Payer = words.Payer, Provider = words.Provider, Creditor = words.Creditor }
            : null;
    }

    private static IEnumerable<Quantity> Benchmarks(string name, Experience experience) => experience.Parts.Count > 0
        ? experience.Parts.SelectMany(p => Benchmarks($"{name}, {p.Arrangement}", p))
        : experience.Benchmark is { } benchmark ? [new Quantity(name, benchmark.Value, Unit.Money, benchmark.Absence)] : [];
}
