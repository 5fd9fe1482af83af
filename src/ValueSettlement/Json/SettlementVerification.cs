using ValueSettlement.Json;

namespace ValueSettlement;

/// <summary>Digests of settlements, and the proof that a settlement is what a contract and its facts lead to.</summary>
public static class SettlementVerification
{
    // The first lines that differ say enough; those after them rest on them.
    private const int MostLines = 20;

    extension(Settlement settlement)
    {
        /// <summary>SHA-256 of the contract's terms by value (<see cref="SettlementJson.Digest(Contract)"/>), computed when first read;
        /// <see langword="null"/> for a part, and for a document that does not state it.</summary>
        public string? ContractDigest => DigestsOf(settlement)?.Contract;

        /// <summary>SHA-256 of the facts by value (<see cref="SettlementJson.Digest(Experience)"/>), computed when first read;
        /// <see langword="null"/> for a part, and for a document that does not state it.</summary>
        public string? FactsDigest => DigestsOf(settlement)?.Facts;

        /// <summary>How the contract, or that of a part, stood to the terms of its programme when it was settled; <see langword="null"/>
        /// for a contract of its own.</summary>
        public OriginState? OriginState =>
            settlement.SettledHere is { } contract ? contract.OriginState() : settlement.RecordedState is { } state ? (OriginState)state
            : null;
    }

    /// <summary>
    /// Settles again and says where this settlement differs: digests, amounts, lines. Nothing comes back if it is what the contract and the
    /// facts lead to.
    /// A document that was altered and made consistent with itself is found here, and only here.
    /// </summary>
    /// <param name="settlement">The settlement, computed or read from a document.</param>
    /// <param name="contract">The contract that it is said to settle.</param>
    /// <param name="experience">What happened.</param>
    /// <returns>Every difference as a failure with its path, the value given and what it should be; empty if there is none. If contract or
    /// experience are not sound, their failures.</returns>
    public static ValueList<Failure> Verify(this Settlement settlement, Contract contract, Experience experience)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(experience);
        var outcome = contract.TrySettle(experience);
        if (outcome.Settlement is not { } again)
        {
            return outcome.Failures;
        }

        var failures = new List<Failure>();
        if (settlement.ContractDigest is { } stated)
        {
            Differ(again.ContractDigest, stated, "contractDigest", "The settlement is of this contract: the digest covers every term.",
                failures);
        }

        if (settlement.FactsDigest is { } facts)
        {
            Differ(again.FactsDigest, facts, "factsDigest", "The settlement is of these facts.", failures);
        }

        Compare(again, settlement, string.Empty, failures);
        return [.. failures];
    }

    private static void Compare(Settlement again, Settlement given, string path, List<Failure> failures)
    {
        CompareContracts(again.Contract, given.Contract, Paths.Join(path, "contract"), failures);
        Differ(again.OriginState?.ToString(), given.OriginState?.ToString(), Paths.Join(path, "edited"),
            "The contract stands to its programme's terms as the settlement says.", failures);
        Differ(again.Arrangement, given.Arrangement, Paths.Join(path, "arrangement"), "The part is the one that was settled.", failures);
        Differ(EnumText.Of(again.Pays), EnumText.Of(given.Pays), Paths.Join(path, "pays"), "Who is paid is what the contract says.",
            failures);
        Differ(again.Period.ToString(), given.Period.ToString(), Paths.Join(path, "period"),
            "The figures cover the period of the experience.", failures);
        Differ(again.Opening, given.Opening, Paths.Join(path, "opening"), failures);
        Differ(again.Earned.Unrounded, given.Earned.Unrounded, Paths.Join(path, "earned.unrounded"), failures);
        Differ(again.Earned.Published, given.Earned.Published, Paths.Join(path, "earned.published"), failures);
        Differ(again.BroughtIn?.Unrounded, given.BroughtIn?.Unrounded, Paths.Join(path, "broughtIn.unrounded"), failures);
        Differ(again.BroughtIn?.Published, given.BroughtIn?.Published, Paths.Join(path, "broughtIn.published"), failures);
        Differ(again.LeftInPool?.Unrounded, given.LeftInPool?.Unrounded, Paths.Join(path, "leftInPool.unrounded"), failures);
        Differ(again.LeftInPool?.Published, given.LeftInPool?.Published, Paths.Join(path, "leftInPool.published"), failures);
        Differ(again.Payable.Unrounded, given.Payable.Unrounded, Paths.Join(path, "payable.unrounded"), failures);
        Differ(again.Payable.Published, given.Payable.Published, Paths.Join(path, "payable.published"), failures);
        if (!again.CarriedForward.Equals(given.CarriedForward))
        {
            failures.Add(new("settlement-differs", Paths.Join(path, "carriedForward"), Exact(given.CarriedForward),
                "What carries forward follows from the payment.", $"It is {Exact(again.CarriedForward)}."));
        }

        if (!again.Consequences.Equals(given.Consequences))
        {
            failures.Add(new("settlement-differs", Paths.Join(path, "consequences"), given.Consequences.ToString(),
                "What is due besides money follows from the contract and the facts.", $"It is {again.Consequences}."));
        }

        if (!again.Warnings.Equals(given.Warnings))
        {
            failures.Add(new("settlement-differs", Paths.Join(path, "warnings"), given.Warnings.ToString(),
                "Where the parts differ from the whole follows from the contract and the facts.", $"It is {again.Warnings}."));
        }

        if (given.HasLines)
        {
            CompareLines(again.Lines, given.Lines, path, failures);
        }

        if (again.Parts.Count != given.Parts.Count)
        {
            Differ(again.Parts.Count, given.Parts.Count, Paths.Join(path, "parts"), failures);
            return;
        }

        for (var i = 0; i < again.Parts.Count; i++)
        {
            Compare(again.Parts[i], given.Parts[i], Paths.Item(path, "parts", i), failures);
        }
    }

    private static void CompareContracts(SettledContract again, SettledContract given, string path, List<Failure> failures)
    {
        const string Rule = "The contract is described as it is.";
        Differ(again.Id, given.Id, Paths.Join(path, "id"), Rule, failures);
        Differ(again.Version, given.Version, Paths.Join(path, "version"), failures);
        Differ(again.Currency, given.Currency, Paths.Join(path, "currency"), Rule, failures);
        Differ(again.Term.ToString(), given.Term.ToString(), Paths.Join(path, "term"), Rule, failures);
        Differ(again.Publishing.ToString(), given.Publishing.ToString(), Paths.Join(path, "publishing"), Rule, failures);
        DifferInMembers(again.Words, given.Words, Paths.Join(path, "words"), failures);
        DifferInMembers(again.OrderAuthority, given.OrderAuthority, Paths.Join(path, "orderAuthority"), failures);
        Differ(again.Programme, given.Programme, Paths.Join(path, "programme"), Rule, failures);
        Differ(again.ProgrammeVersion, given.ProgrammeVersion, Paths.Join(path, "programmeVersion"), Rule, failures);
    }

    private static void CompareLines(ValueList<Line> again, ValueList<Line> given, string path, List<Failure> failures)
    {
        var differing = 0;
        for (var i = 0; i < Math.Max(again.Count, given.Count); i++)
        {
            var at = Paths.Item(path, "lines", i);
            var (expected, found) = (i < again.Count ? again[i] : null, i < given.Count ? given[i] : null);
            if (expected == found)
            {
                continue;
            }

            if (++differing > MostLines)
            {
                return;
            }

            failures.Add(new("settlement-differs", at, found?.ToString() ?? string.Empty,
                "Each line is what the contract and the facts lead to.",
                expected is null ? "There is no such line."
                    : expected.ToString() == found?.ToString() ? $"It is: {expected} (another path, note, interval, source or authority)"
                    : $"It is: {expected}"));
        }
    }

    private static void Differ(decimal? expected, decimal? given, string path, List<Failure> failures)
    {
        if (expected != given)
        {
            failures.Add(new("settlement-differs", path, Text(given) ?? string.Empty,
                "The amount is what the contract and the facts lead to.", $"It is {Text(expected) ?? "not stated"}."));
        }

        static string? Text(decimal? amount) => amount is { } number ? NumberText.Number(number) : null;
    }

    // Two that differ in a member may print the same words.
    private static void DifferInMembers<T>(T? expected, T? given, string path, List<Failure> failures)
        where T : class
    {
        if (!Equals(expected, given))
        {
            failures.Add(new("settlement-differs", path, given?.ToString() ?? string.Empty, "The contract is described as it is.",
                $"It is {expected?.ToString() ?? "not stated"}, member by member."));
        }
    }

    private static string Exact(ValueList<CarriedForward> left) =>
        string.Join("; ", left.Select(static one => $"{one.Basis.InWords} {NumberText.Number(one.Amount)}"));

    private static void Differ(string? expected, string? given, string path, string rule, List<Failure> failures)
    {
        if (expected != given)
        {
            failures.Add(new("settlement-differs", path, given ?? string.Empty, rule, $"It is {expected ?? "not stated"}."));
        }
    }

    private static (string Contract, string Facts)? DigestsOf(Settlement settlement)
    {
        if (settlement.Digests is null && settlement.Source is var (contract, experience))
        {
            settlement.Digests = (SettlementJson.Digest(contract), SettlementJson.Digest(experience));
        }

        return settlement.Digests;
    }
}
