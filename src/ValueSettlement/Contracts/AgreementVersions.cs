using NodaTime;

namespace ValueSettlement;

/// <summary>The terms of an agreement from a day on.</summary>
/// <param name="From">The first day that they price.</param>
/// <param name="Contract">The terms: a contract whose term holds every day that they price, with a version number of its own.</param>
/// <param name="Amendment">The clause that brought them; <see langword="null"/> for the first terms and for none after them.</param>
public sealed record AgreementVersion(LocalDate From, Contract Contract, Authority? Amendment = null)
{
    /// <summary>The terms.</summary>
    public Contract Contract { get; init => field = Given.Of(value); } = Given.Of(Contract);

    /// <summary>The version in one sentence.</summary>
    public override string ToString() => FormattableString.Invariant($"version {Contract.Version} from {Dates.Text(From)}")
        + (Amendment is null ? string.Empty : $", by {Amendment}");
}

/// <summary>The days of a period that one version prices.</summary>
/// <param name="Part">The name of the part of the contract that settles them.</param>
/// <param name="Version">The version of the terms.</param>
/// <param name="Days">First and last day, both inclusive.</param>
/// <param name="Amendment">The clause that brought the version; <see langword="null"/> for the first terms.</param>
public sealed record PricedDays(string Part, int Version, DateInterval Days, Authority? Amendment)
{
    /// <summary>The name of the part of the contract that settles them.</summary>
    public string Part { get; init => field = Given.Of(value); } = Given.Of(Part);

    /// <summary>First and last day, both inclusive.</summary>
    public DateInterval Days { get; init => field = Given.Of(value); } = Given.Of(Days);

    /// <summary>The days and their version in one sentence.</summary>
    public override string ToString() => FormattableString.Invariant($"{Dates.Text(Days)} ({Days.Length} days): version {Version}")
        + (Amendment is null ? string.Empty : $", by {Amendment}");
}

/// <summary>
/// One agreement whose terms change while it runs: metrics that are replaced, risk that steps up. Each version prices its days until the
/// day before the next one begins; a period is settled by a contract that has one part for each version in it.
/// <code>
/// part of a version = its contract, for the days of the period that it prices
/// stated amount of a version = amount × its days ÷ days of the versions that read the amount, by largest remainder
/// </code>
/// </summary>
public sealed record AgreementVersions
{
    private const int MostVersions = 1_000;

    /// <summary>The name of the agreement: that of the contract of a period.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The versions, 1 to 1,000, in the order of their first days and of their version numbers. All are in one currency, are
    /// published and paid in the same way.</summary>
    public required ValueList<AgreementVersion> Versions { get; init => field = Given.Of(value); }

    /// <summary>Everything that is wrong with the versions and their contracts; empty if they are sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        Validate(failures);
        return [.. failures];
    }

    /// <summary>Which version prices which days of a period.</summary>
    /// <param name="period">The period, inside the agreement.</param>
    /// <exception cref="SettlementException">The versions are not sound, or nobody prices a day of the period; carries every
    /// reason.</exception>
    public ValueList<PricedDays> In(DateInterval period)
    {
        ArgumentNullException.ThrowIfNull(period);
        var failures = new List<Failure>();
        Validate(failures);
        if (DateRules.Validate(period, "period", failures) && failures.Count == 0
            && (period.Start < Versions[0].From || period.End > Versions[^1].Contract.Term.End))
        {
            failures.Add(new("version-gap", "period", Dates.Text(period), "Every day of the period is priced: the agreement prices "
                + $"{Dates.Text(Versions[0].From)} to {Dates.Text(Versions[^1].Contract.Term.End)}.",
                "Settle days of the agreement, or add the version that prices the others."));
        }

        return failures.Count > 0 ? throw new SettlementException(failures)
            : Enumerable.Range(0, Versions.Count).Select(i => Priced(i, period)).OfType<PricedDays>().ToValueList();
    }

    /// <summary>
    /// The contract that settles a period: one part for each version that prices days of it, the contract of the version with these days
    /// as its term. What is payable of their sum follows from the payment that all versions have in common. An amount of money that the
    /// clauses of a version state themselves (a fee, a limit) is that of its own days: state it as a number, which <see cref="Divide"/>
    /// divides, or for those days.
    /// </summary>
    /// <param name="period">The period, inside the agreement.</param>
    /// <exception cref="SettlementException">The versions are not sound, or nobody prices a day of the period; carries every
    /// reason.</exception>
    public Contract For(DateInterval period) => For(period, In(period));

    /// <summary>
    /// What happened in a period, divided among the versions that price it. Benchmark, expenditure, opening amounts and amounts of money
    /// among the numbers are divided by days, each over the versions that read it, and add up to what was stated (to twelve decimals);
    /// rates, counts, scores and other facts are the same for each version that reads them. What nothing reads stays, and the settlement
    /// refuses it. Where the figures of each version are known, state them instead: the parts are named by <see cref="In"/>.
    /// </summary>
    /// <param name="period">The period, inside the agreement.</param>
    /// <param name="experience">What happened in all of it, as one contract of the agreement reads it.</param>
    /// <exception cref="SettlementException">The versions are not sound, an amount is out of range, or nobody prices a day of the period;
    /// carries every reason.</exception>
    public Experience Divide(DateInterval period, Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        experience.RefuseTooManyParts();
        var priced = In(period);
        var whole = For(period, priced).Prepare();
        PreparedContract?[] nodes = [.. priced.Select(days => whole.PartOf(days.Part))];
        var failures = new List<Failure>();
        if (experience.Period is { } days && days != period)
        {
            failures.Add(new("period-differs", "period", Dates.Text(days),
                $"What is divided covers the period that is settled, {Dates.Text(period)}.", "Divide it over its own period."));
        }

        foreach (var (figure, member) in new[] { (experience.Benchmark, "benchmark"), (experience.Expenditure, "expenditure"),
            (experience.Opening, "opening") })
        {
            if (figure is { Unit: not (Unit.Money or Unit.Unstated) })
            {
                failures.Add(new("figure-unit", member, figure.ToString(), "What is divided by days is money.",
                    "State it in money; rates, counts and scores are the same for each version."));
            }
        }

        var divided = new Division(priced, whole.Contract.PublishingRule.Digits, failures).Of(nodes, experience, string.Empty, 0);
        return failures.Count > 0 ? throw new SettlementException(failures) : experience with
        {
            Benchmark = null,
            Expenditure = null,
            Opening = null,
            Facts = experience.Facts.Where(fact => whole.ReadsItself(fact) || !Array.Exists(nodes, node => node!.ReadsItself(fact)))
                .ToValueList(),
            Parts = divided.Select((part, i) => part! with { Arrangement = priced[i].Part }).ToValueList(),
        };
    }

    private Contract For(DateInterval period, ValueList<PricedDays> priced)
    {
        var contracts = priced.ToDictionary(static days => days.Version,
            days => Versions.First(version => version.Contract.Version == days.Version).Contract);
        var last = contracts[priced[^1].Version];
        return new()
        {
            Id = Id,
            Version = last.Version,
            Currency = last.Currency,
            Publishing = last.Publishing,
            Term = period,
            Words = last.Words,
            Pays = last.Pays,
            Payment = last.Payment,
            Parts = priced.Select(Agreement (days) => contracts[days.Version] with { Id = days.Part, Term = days.Days, Payment = [] })
                .ToValueList(),
        };
    }

    private LocalDate LastDayOf(int i) => i + 1 < Versions.Count ? Versions[i + 1].From.PlusDays(-1) : Versions[i].Contract.Term.End;

    private PricedDays? Priced(int i, DateInterval period)
    {
        var (first, last) = (LocalDate.Max(Versions[i].From, period.Start), LocalDate.Min(LastDayOf(i), period.End));
        if (first > last)
        {
            return null;
        }

        var (days, version) = (new DateInterval(first, last), Versions[i].Contract.Version);
        return new(FormattableString.Invariant($"version {version}, {Dates.Text(days)}"), version, days, Versions[i].Amendment);
    }

    private void Validate(List<Failure> failures)
    {
        TextRules.Validate(Id, string.Empty, "id", failures);
        if (string.IsNullOrWhiteSpace(Id))
        {
            failures.Add(new("name-empty", "id", Id, "An agreement has a name.", "Name it."));
        }

        if (Versions.Count is 0 or > MostVersions)
        {
            failures.Add(new("versions-count", "versions", UnitText.Of(Versions.Count, Unit.Count),
                FormattableString.Invariant($"An agreement has 1 to {MostVersions:#,##0} versions."), "State the terms it begins with."));
            return;
        }

        var datesHold = true;
        for (var i = 0; i < Versions.Count; i++)
        {
            var at = Paths.Item(string.Empty, "versions", i);
            datesHold &= DateRules.Validate(Versions[i].From, Paths.Join(at, "from"), failures);
            datesHold &= Versions[i].Contract.Term is { } term && DateRules.Hold(term);
            failures.AddRange(Versions[i].Contract.Validate()
                .Select(failure => failure with { Path = Paths.Join(Paths.Join(at, "contract"), failure.Path) }));
            TextRules.Validate(Versions[i].Amendment, at, failures);
            ValidateAmendment(i, at, failures);
            ValidateAlike(i, Paths.Join(at, "contract"), failures);
        }

        for (var i = 0; datesHold && i < Versions.Count; i++)
        {
            ValidateDays(i, Paths.Item(string.Empty, "versions", i), failures);
        }
    }

    private void ValidateAmendment(int i, string at, List<Failure> failures)
    {
        if (i > 0 && string.IsNullOrWhiteSpace(Versions[i].Amendment?.Citation))
        {
            failures.Add(new("amendment-missing", Paths.Join(at, "amendment"), string.Empty,
                "Terms change by an amendment, and the version names its clause.",
                "Cite it: Authority.Of(\"First amendment, section 2\")."));
        }

        if (i > 0 && Versions[i].Contract.Version <= Versions[i - 1].Contract.Version)
        {
            failures.Add(new("version-order", Paths.Join(at, "contract.version"), UnitText.Of(Versions[i].Contract.Version, Unit.Count),
                FormattableString.Invariant($"Each version has a higher number than the one before ({Versions[i - 1].Contract.Version})."),
                "Count the versions of the agreement."));
        }
    }

    private void ValidateAlike(int i, string at, List<Failure> failures)
    {
        var (first, contract) = (Versions[0].Contract, Versions[i].Contract);
        if (contract.Currency != first.Currency)
        {
            failures.Add(new("currency-differs", Paths.Join(at, "currency"), contract.Currency ?? string.Empty,
                $"An agreement keeps its currency, {first.Currency}.", "Agree a new contract in the other currency."));
        }
        else if (contract.PublishingRule != first.PublishingRule)
        {
            failures.Add(new("publishing-differs", Paths.Join(at, "publishing"), contract.PublishingRule.ToString(),
                $"All versions are published alike, with {first.PublishingRule}: otherwise they do not add up.",
                "State the same rounding in all."));
        }

        if (contract.Pays != first.Pays || !contract.Payment.Equals(first.Payment))
        {
            failures.Add(new("version-payment", Paths.Join(at, "payment"), string.Empty,
                "What is payable follows from the sum of the versions, so all have one payment and one payee.",
                "State the same payment in all versions."));
        }
    }

    private void ValidateDays(int i, string at, List<Failure> failures)
    {
        var (from, term) = (Versions[i].From, Versions[i].Contract.Term);
        if (i > 0 && from <= Versions[i - 1].From)
        {
            failures.Add(new("version-overlap", Paths.Join(at, "from"), Dates.Text(from),
                $"No day is priced by two versions: each begins after the one before ({Dates.Text(Versions[i - 1].From)}).",
                "Order the versions by their first days, and let one of two that begin together go."));
            return;
        }

        if (i + 1 < Versions.Count && Versions[i + 1].From <= from)
        {
            return;
        }

        var last = LastDayOf(i);
        if (from < term.Start || last > term.End || from > last)
        {
            failures.Add(new("version-gap", Paths.Join(at, "contract.term"), Dates.Text(term),
                $"Every day of the agreement is priced: this version prices {Dates.Text(from)} to {Dates.Text(last)}.",
                "Let the term of its contract hold these days, or begin the next version earlier."));
        }
    }

    /// <summary>An experience divided among the versions of a period.</summary>
    private sealed class Division(ValueList<PricedDays> priced, int digits, List<Failure> failures)
    {
        /// <summary>What each version gets of an experience; nothing where it has no such part.</summary>
        public Experience?[] Of(PreparedContract?[] nodes, Experience given, string path, int depth)
        {
            var benchmarks = Shares(given.Benchmark, Readers(nodes, static node => node.ReadsFigures.Benchmark), path, "benchmark");
            var spent = Shares(given.Expenditure, Readers(nodes, static node => node.ReadsFigures.Expenditure), path, "expenditure");
            var openings = Shares(given.Opening, Readers(nodes, static node => node.ReadsFigures.Opening), path, "opening");
            var facts = given.Facts.Select(fact => Facts(nodes, fact, path)).ToArray();
            var parts = depth >= Agreement.DeepestPart ? []
                : given.Parts.Select((part, i) => Parts(nodes, part, Paths.Item(path, "parts", i), depth)).ToArray();
            return [.. nodes.Select((node, i) => node is null && !IsFirst(nodes, i) ? null : new Experience
            {
                Arrangement = given.Arrangement,
                Benchmark = benchmarks[i],
                Expenditure = spent[i],
                Opening = openings[i],
                Facts = facts.Select(fact => fact[i]).OfType<Fact>().ToValueList(),
                Parts = parts.Select(part => part[i]).OfType<Experience>().ToValueList(),
            })];
        }

        // What no version knows goes to the first one, and is refused there.
        private static bool IsFirst(PreparedContract?[] nodes, int i) => i == 0 && !Array.Exists(nodes, static node => node is not null);

        private static bool[] Readers(PreparedContract?[] nodes, Func<PreparedContract, bool> reads)
        {
            bool[] readers = [.. nodes.Select(node => node is not null && reads(node))];
            if (!Array.Exists(readers, static reader => reader))
            {
                readers[Math.Max(0, Array.FindIndex(nodes, static node => node is not null))] = true;
            }

            return readers;
        }

        private Experience?[] Parts(PreparedContract?[] nodes, Experience part, string path, int depth) =>
            Of([.. nodes.Select(node => node?.PartOf(part.Arrangement))], part, path, depth + 1);

        private Fact?[] Facts(PreparedContract?[] nodes, Fact fact, string path)
        {
            bool[] reads = [.. nodes.Select(node => node?.ReadsItself(fact) == true)];
            if (!Array.Exists(reads, static reader => reader))
            {
                // At the top the whole keeps it, and reads it for its payment or refuses it.
                return [.. nodes.Select((_, i) => i == 0 && path.Length > 0 ? fact : null)];
            }

            if (fact is Number number && Array.Exists(nodes, node => node?.ReadsMoney(number) == true))
            {
                var shares = Shares(number.Figure, reads, path, number.Path);
                return [.. shares.Select((share, i) => reads[i] ? number with { Figure = share! } : null)];
            }

            return [.. nodes.Select((_, i) => !reads[i] ? null : fact is Quality { Period: { } days } quality
                && !(priced[i].Days.Contains(days.Start) && priced[i].Days.Contains(days.End)) ? quality with { Period = null } : fact)];
        }

        private Figure?[] Shares(Figure? figure, bool[] readers, string path, string member)
        {
            var shares = new Figure?[readers.Length];
            if (figure?.Value is not { } amount)
            {
                return [.. readers.Select(reader => reader ? figure : null)];
            }

            if (Math.Abs(amount) > Money.Largest)
            {
                failures.Add(new("figure-range", Paths.Join(path, member), figure.ToString(), "An amount lies within ±10^15.",
                    "Check its unit."));
                return shares;
            }

            var claims = priced.Where((_, i) => readers[i]).Select(static days => new AllocationClaim(days.Part, days.Days.Length));
            var parts = Allocation.Divide(Money.Of(amount), claims.ToValueList(),
                new(Math.Max(digits, Math.Min((int)amount.Scale, Carried.Digits)))).Parts;
            var next = 0;
            var all = priced.Where((_, i) => readers[i]).Sum(static days => days.Days.Length);
            for (var i = 0; i < shares.Length; i++)
            {
                shares[i] = readers[i] ? Explained(figure, priced[i], all, parts[next++].Amount.Amount, member) : null;
            }

            return shares;
        }

        private static Figure Explained(Figure figure, PricedDays days, int all, decimal amount, string member)
        {
            var workings = new Workings(days.Part);
            var name = member.Replace("numbers.", string.Empty, StringComparison.Ordinal);
            var whole = workings.Given(new("divided", $"Of all versions, {name}", Unit.Money), figure);
            var plain = workings.Prorate(new("by-days", "Share by days", Unit.Money, null, days.Amendment), whole,
                Quantity.Of("days of the version", days.Days.Length, Unit.Count), Quantity.Of("days", all, Unit.Count));
            var moved = amount - plain.Number;
            if (moved != 0m)
            {
                Step step = new("amount", "Share to the whole unit", Unit.Money);
                var by = Quantity.Of("to the whole unit", Math.Abs(moved), Unit.Money);
                plain = moved < 0m ? workings.Subtract(step, plain, by) : workings.Add(step, plain, by);
            }

            return workings.Figure(plain) with { Source = figure.Source };
        }
    }

    /// <summary>The agreement and its versions.</summary>
    public override string ToString() => $"{Id}: {string.Join("; ", Versions.Take(20))}";
}
