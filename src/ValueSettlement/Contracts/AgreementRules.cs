namespace ValueSettlement;

/// <summary>What is wrong with a contract and its parts: each by itself, and how they stand to each other.</summary>
internal static class AgreementRules
{
    public static ValueList<Failure> Validate(Contract contract)
    {
        var failures = new List<Failure>();
        if (!HasTooManyParts(contract, failures) && !HasTooManyTerms(contract, failures))
        {
            Validate(contract, contract, string.Empty, isPaid: true, failures);
        }

        return [.. failures];
    }

    /// <summary>Refuses parts and terms without end before anything writes or digests them: shared ones may be millions.</summary>
    /// <exception cref="SettlementException">There are too many parts or terms, or they are nested too deep.</exception>
    public static void RefuseTooLarge(Contract contract)
    {
        var failures = new List<Failure>();
        if (HasTooManyParts(contract, failures))
        {
            throw new SettlementException(failures);
        }

        RefuseTooManyTerms(contract, string.Empty);
    }

    private static void RefuseTooManyTerms(Agreement agreement, string path)
    {
        foreach (var (chain, name) in new[] { (agreement.Clauses, "clauses"), (agreement.Payment, "payment") })
        {
            var at = Paths.Join(path, name);
            if (FactSet.Of(chain, at).IsTooLarge)
            {
                throw new SettlementException([TermsTooLarge(at)]);
            }
        }

        for (var i = 0; i < agreement.Parts.Count; i++)
        {
            RefuseTooManyTerms(agreement.Parts[i], Paths.Item(path, "parts", i));
        }
    }

    private static Failure TermsTooLarge(string at) => new("terms-too-large", at, string.Empty,
        FormattableString.Invariant($"Terms are nested at most {FactSet.MaximumDepth} deep, and a chain holds at most ")
            + FormattableString.Invariant($"{FactSet.MaximumTerms:#,##0} that hold others."),
        "Write them flatter.");

    /// <summary>Parts without end, or shared until they are millions, are refused before anything walks them.</summary>
    private static bool HasTooManyParts(Contract contract, List<Failure> failures)
    {
        var count = 0;
        if (Count(contract, 0))
        {
            return false;
        }

        failures.Add(new("parts-too-many", "parts", string.Empty,
            FormattableString.Invariant($"Parts are nested at most {Agreement.DeepestPart} deep, and a contract has at most ")
                + FormattableString.Invariant($"{Agreement.MostParts:#,##0} of them in all."),
            "Settle several contracts, or nest the parts flatter."));
        return true;

        bool Count(Agreement agreement, int depth)
        {
            count += agreement.Parts.Count;
            return (!agreement.IsSum || depth < Agreement.DeepestPart) && count <= Agreement.MostParts
                && agreement.Parts.All(part => Count(part, depth + 1));
        }
    }

    /// <summary>The same of the terms of each chain; and the periods that clauses state lie inside the term.</summary>
    private static bool HasTooManyTerms(Contract contract, List<Failure> failures)
    {
        Validate(contract, contract, string.Empty, []);
        return failures.Exists(static f => f.Code == "terms-too-large");

        // Arrangements stand in one contract, and a name counts one thing in it; a contract that is a part has names of its own.
        void Validate(Agreement agreement, Contract frame, string path, List<FactSet> named)
        {
            named.Add(ValidateTerms(agreement.Clauses, frame, Paths.Join(path, "clauses"), failures));
            named.Add(ValidateTerms(agreement.Payment, frame, Paths.Join(path, "payment"), failures));
            if (agreement.Pool?.Available is { } available)
            {
                var pool = new FactSet { At = Paths.Join(path, "pool.available") };
                pool.Add(available);
                named.Add(pool);
            }

            for (var i = 0; i < agreement.Parts.Count; i++)
            {
                var part = agreement.Parts[i];
                Validate(part, part as Contract ?? frame, Paths.Item(path, "parts", i), part is Contract ? [] : named);
            }

            if (ReferenceEquals(agreement, frame))
            {
                FactSet.ValidateUnits(named, failures);
            }
        }
    }

    private static FactSet ValidateTerms(ValueList<Clause> chain, Contract frame, string at, List<Failure> failures)
    {
        var facts = FactSet.Of(chain, at);
        if (facts.IsTooLarge)
        {
            failures.Add(TermsTooLarge(at));
        }

        foreach (var period in facts.Periods.Where(p => frame.Term is not null && DateRules.Hold(p) && DateRules.Hold(frame.Term)
            && !(frame.Term.Contains(p.Start) && frame.Term.Contains(p.End))))
        {
            failures.Add(new("period-outside-term", at, Dates.Text(period),
                $"A period that a clause prorates over lies inside the contract's term, {Dates.Text(frame.Term)}.",
                "Use the period of the contract."));
        }

        return facts;
    }

    private static void Validate(Agreement agreement, Contract frame, string path, bool isPaid, List<Failure> failures)
    {
        NodeRules.Instance.Validate(agreement, path, failures);
        TextRules.Validate(agreement.Id, path, "id", failures);
        ValidateTexts(agreement.Letters, Paths.Join(path, "letters"), failures);
        agreement.Words?.Validate(Paths.Join(path, "words"), failures);
        if (agreement is Contract contract)
        {
            ValidateContract(contract, path, failures);
        }

        Clause.ValidateChain(agreement.Clauses, path, "clauses", failures);
        Clause.ValidateChain(agreement.Payment, path, "payment", failures);
        agreement.Pool?.Validate(Paths.Join(path, "pool"), failures);
        ValidateBenchmarks(agreement, path, failures);
        ValidatePayee(agreement, path, isPaid, failures);
        Contradictions.Validate(agreement, path, failures);
        ValidateParts(agreement, frame, path, isPaid && agreement.Pays == Payee.Parts, failures);
    }

    private static void ValidateContract(Contract contract, string path, List<Failure> failures)
    {
        ContractRules.Instance.Validate(contract, path, failures);
        TextRules.Validate(contract.Payoff?.Name, path, "payoff.name", failures);
        TextRules.Validate(contract.Payoff?.NoPayoff, path, "payoff.noPayoff", failures, TextRules.Sentence);
        TextRules.Validate(contract.OrderAuthority?.Citation, path, "orderAuthority.citation", failures, TextRules.Sentence);
        TextRules.Validate(contract.OrderAuthority?.Reading, path, "orderAuthority.reading", failures, TextRules.Sentence);
        TextRules.Validate(contract.OrderAuthority?.ConfirmedBy, path, "orderAuthority.confirmedBy", failures, TextRules.Sentence);
        TextRules.Validate(contract.Origin?.Programme, path, "origin.programme", failures);
        TextRules.Validate(contract.Origin?.LibraryVersion, path, "origin.libraryVersion", failures);
        if (contract.Term is not null)
        {
            _ = DateRules.Validate(contract.Term, Paths.Join(path, "term"), failures);
        }
    }

    private static void ValidateTexts(OpeningLetters? letters, string path, List<Failure> failures)
    {
        TextRules.Validate(letters?.Benchmark, path, "benchmark", failures);
        TextRules.Validate(letters?.Expenditure, path, "expenditure", failures);
        TextRules.Validate(letters?.Opening, path, "opening", failures);
    }

    private static void ValidateBenchmarks(Agreement agreement, string path, List<Failure> failures)
    {
        if (!agreement.IsSum && agreement.Opening != OpeningAmount.BenchmarkLessExpenditure && agreement.Clauses.Count > 0
            && agreement.Clauses[0].MustComeFirst)
        {
            failures.Add(new("benchmark-opening", Paths.Item(path, "clauses", 0), agreement.Clauses[0].Name,
                "A region with a benchmark of its own needs an opening amount of benchmark less expenditure.",
                "Use that opening amount, or regions without a benchmark."));
        }

        foreach (var (chain, name) in new[] { (agreement.Payment, "payment"), (agreement.IsSum ? agreement.Clauses : [], "clauses") })
        {
            for (var i = 0; i < chain.Count; i++)
            {
                if (chain[i].MustComeFirst)
                {
                    failures.Add(new("benchmark-over-sum", Paths.Item(path, name, i), chain[i].Name,
                        "Only a chain that begins with benchmark and expenditure can take another benchmark.",
                        "Move the clause into a part."));
                }
            }
        }
    }

    /// <summary>Who is paid is said once: what would act on a payment that nobody gets contradicts it.</summary>
    private static void ValidatePayee(Agreement agreement, string path, bool isPaid, List<Failure> failures)
    {
        if (agreement.Payment.Count > 0 && (!isPaid || agreement.Pays == Payee.Parts))
        {
            failures.Add(new("payment-unpaid", Paths.Join(path, "payment"), UnitText.Of(agreement.Payment.Count, Unit.Count),
                isPaid ? "Where the parts are paid, nothing is paid of their sum."
                    : "Where the whole is paid, nothing is paid of its parts.",
                "Move these clauses to the payment of what is paid, or let the whole say that it pays its parts, or the sum itself."));
        }

        if (agreement.Pays != Payee.Parts)
        {
            return;
        }

        if (!agreement.IsSum)
        {
            failures.Add(new("payee-without-parts", Paths.Join(path, "parts"), "0", "What pays its parts has parts.",
                "Add them, or leave out who is paid."));
            return;
        }

        if (!isPaid)
        {
            failures.Add(new("payee-contradiction", Paths.Join(path, "pays"), EnumText.Of(agreement.Pays),
                "Where a whole is paid, nothing below it is paid.", "Let the whole pay its parts too, or leave this out."));
        }

        if (agreement.Clauses.Count > 0)
        {
            failures.Add(new("clauses-unpaid", Paths.Join(path, "clauses"), UnitText.Of(agreement.Clauses.Count, Unit.Count),
                "Where the parts are paid, nothing is paid of their sum, and what clauses over it do is not allocated back.",
                "Pay the whole, or move the clauses into the parts."));
        }
    }

    private static void ValidateParts(Agreement agreement, Contract frame, string path, bool arePaid, List<Failure> failures)
    {
        if (agreement.Pool is not null && !agreement.IsSum)
        {
            failures.Add(new("pool-unread", Paths.Join(path, "pool"), Pool.InWords(agreement.Pool.Funding),
                "A pool scales what the parts of a sum earned.", "Leave it out, or add the parts."));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < agreement.Parts.Count; i++)
        {
            var part = agreement.Parts[i];
            var at = Paths.Item(path, "parts", i);
            Validate(part, part as Contract ?? frame, at, arePaid, failures);
            if (!string.IsNullOrWhiteSpace(part.Id) && !names.Add(part.Id))
            {
                failures.Add(new("id-twice", Paths.Join(at, "id"), part.Id, "The names of the parts of one sum differ.",
                    "Rename one of the two."));
            }

            if (arePaid && agreement.Pool is not null && part.Pays == Payee.Parts)
            {
                failures.Add(new("payee-pooled", Paths.Join(at, "pays"), EnumText.Of(part.Pays),
                    "A pool scales what is paid to each part, and nothing is paid to a part that pays its own parts.",
                    "Pay the part, or put the parts of it into the pool."));
            }

            if (part is Contract own)
            {
                ValidateFrame(own, frame, at, failures);
            }
        }
    }

    private static void ValidateFrame(Contract part, Contract frame, string at, List<Failure> failures)
    {
        if (part.Currency != frame.Currency)
        {
            failures.Add(new("currency-differs", Paths.Join(at, "currency"), part.Currency ?? string.Empty,
                $"The contracts of a sum are in the currency of the whole, {frame.Currency}.",
                "Settle contracts in another currency apart."));
        }

        if (part.PublishingRule != frame.PublishingRule)
        {
            failures.Add(new("publishing-differs", Paths.Join(at, "publishing"), part.PublishingRule.ToString(),
                $"The contracts of a sum are published like the whole, with {frame.PublishingRule}: otherwise they do not add up to it.",
                "State the same rounding in both."));
        }
    }

    private sealed class NodeRules : Rules<Agreement>
    {
        public static readonly NodeRules Instance = new();

        private NodeRules()
        {
            Rule("name-empty", "id", static a => a.Id, static a => !string.IsNullOrWhiteSpace(a.Id),
                "A contract has a name, and so has each of its parts.", "Name it.");
            Rule("opening-unknown", "opening", static a => a.Opening, static a => Enum.IsDefined(a.Opening),
                "An opening amount is BenchmarkLessExpenditure, ExpenditureLessBenchmark or Stated.", "Choose one of the three.");
            Rule("payee-unknown", "pays", static a => a.Pays, static a => Enum.IsDefined(a.Pays),
                "The whole is paid or its parts.", "Choose Whole or Parts.");
        }
    }

    private sealed class ContractRules : Rules<Contract>
    {
        public static readonly ContractRules Instance = new();

        private ContractRules()
        {
            Rule("version-range", "version", static c => c.Version, static c =>
                Contract.IsVersion(c.Version), "A version is a whole number from 1.", "Count versions from 1.");
            Rule("currency", "currency", static c => c.Currency, static c =>
                Denomination.IsCode(c.Currency), "A currency is three capital letters (ISO 4217).", "Write, for example, USD.");
            Rule("payoff-name", "payoff", static c => c.Payoff, static c =>
                !string.IsNullOrWhiteSpace(c.Payoff?.Name) && c.Payoff.NoPayoff is not { Length: 0 },
                "The variable of the payoff has a name, and where there is no payoff, a reason.",
                "Name what varies, for example spending.");
            Rule("term-missing", "term", static c => c.Term, static c =>
                c.Term is not null, "A contract has a term.", "State first and last day of the performance period.");
            Rule("clauses-empty", "clauses", static _ => null, static c =>
                c.Clauses.Count > 0 || c.IsSum, "A contract has clauses or parts.", "Write at least one clause.");
            Rule("terms-unresolved", "origin.terms", static c => c.Origin?.Terms.GetType().Name, static c =>
                c.Origin?.Terms.IsResolved != false,
                "The terms of a contract state every rule, so that no version of the library decides what was agreed.",
                "Let the programme make the contract, or state the terms in full: terms.Resolved().");
        }
    }
}
