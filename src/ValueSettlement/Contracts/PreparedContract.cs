using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>
/// A contract that was judged and found sound, with its parts prepared at every level. It holds no state that changes: one instance settles
/// any number of experiences, from any number of threads; a sum in a time that grows with the number of its parts.
/// </summary>
public sealed partial class PreparedContract
{
    // A part is prepared as the whole is. Of an arrangement the contract is the one that it stands in.
    private readonly Agreement agreement;
    private readonly PreparedContract? whole;
    private readonly PreparedContract[] parts;
    private readonly FactSet reads = new();

    internal PreparedContract(Contract contract)
        : this(contract, null, StringComparer.Ordinal)
    {
    }

    internal PreparedContract(Contract contract, IEqualityComparer<string> names)
        : this(contract, null, names)
    {
    }

    private PreparedContract(Agreement agreement, PreparedContract? whole, IEqualityComparer<string> names)
    {
        (this.agreement, this.whole) = (agreement, whole);
        Contract = agreement as Contract ?? whole!.Contract;
        IsPaid = whole is null || (whole.IsPaid && whole.agreement.Pays == Payee.Parts);
        foreach (var clause in agreement.Clauses.Concat(agreement.Payment))
        {
            clause.Reads(reads);
        }

        if (agreement.Pool?.Available is { } available)
        {
            reads.Add(available);
        }

        parts = new PreparedContract[agreement.Parts.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new(agreement.Parts[i], this, names);
        }

        PrepareSum(names);
    }

    /// <summary>The contract.</summary>
    public Contract Contract { get; }

    /// <summary>What is settled: the contract, or a part of it.</summary>
    internal Agreement Agreement => agreement;

    /// <summary>Its name among the parts of the whole; <see langword="null"/> for the whole.</summary>
    internal string? PartName => whole is null ? null : agreement.Id;

    /// <summary>Whether its payable amount is paid.</summary>
    internal bool IsPaid { get; }

    /// <summary>Whether a clause over the sum reads its benchmark.</summary>
    internal bool ComparesSum => reads.HasBenchmark;

    /// <summary>The pool that scales what the part earned, if there is one.</summary>
    internal Pool? PoolAbove => whole?.agreement.Pool;

    /// <summary>The terms of the programme that made it, or the whole of which it is a part.</summary>
    internal ProgrammeTerms? TermsAbove => (agreement as Contract ?? whole?.agreement as Contract)?.Origin?.Terms;

    /// <summary>What its statements call parties and amounts.</summary>
    internal ContractWords Words => field ??= agreement is Contract contract ? contract.WordsUsed : agreement.Words ?? whole!.Words;

    /// <summary>What every settlement of the contract says of it.</summary>
    internal SettledContract Settled => field ??= agreement is Contract contract ? SettledContract.Of(contract)
        : agreement.Words is null ? whole!.Settled : whole!.Settled with { Words = Words };

    /// <summary>Whether a clause of the contract or of a part reads a fact of this kind (for a <see cref="Number"/>, of its name). A
    /// fact that nothing reads is refused when settling.</summary>
    /// <param name="fact">The fact; its values do not matter.</param>
    public bool Reads(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return reads.Has(fact) || Array.Exists(parts, part => part.Reads(fact));
    }

    /// <summary>Whether a clause of the contract itself, not of its parts, reads a fact of this kind.</summary>
    internal bool ReadsItself(Fact fact) => reads.Has(fact);

    /// <summary>Whether a clause of the contract itself reads a number of this name as an amount of money.</summary>
    internal bool ReadsMoney(Number number) => reads.PlaceOf(number) is >= 0 and var place && reads.UnitAt(place) == Unit.Money;

    /// <summary>Which figures of an experience it reads itself. A sum reads none: it begins with what its parts earned.</summary>
    internal (bool Benchmark, bool Expenditure, bool Opening) ReadsFigures =>
        (ReadsSpending || (parts.Length == 0 && reads.HasBenchmark), ReadsSpending, parts.Length == 0 && !ReadsSpending);

    /// <summary>
    /// The experience with what the contract reads and nothing else, so that one loader can state all it has for contracts of several
    /// kinds. A settlement refuses figures, facts and parts that nothing reads; here they are listed, and the caller has seen them.
    /// </summary>
    /// <param name="experience">What happened, with what other contracts read.</param>
    /// <param name="unread">What this contract does not read: of the whole its figures, its facts in their order and its unknown parts,
    /// then the same of each part.</param>
    public Experience Reading(Experience experience, out ValueList<Unread> unread)
    {
        ArgumentNullException.ThrowIfNull(experience);
        var left = new List<Unread>();
        var read = Reading(experience, string.Empty, left);
        unread = [.. left];
        return read;
    }

    private Experience Reading(Experience experience, string path, List<Unread> left)
    {
        var known = left.Count;
        var figures = ReadsFigures;
        var read = experience with
        {
            Arrangement = whole is null ? Read(experience.Arrangement, false, path, "arrangement", left) : experience.Arrangement,
            Benchmark = Read(experience.Benchmark, figures.Benchmark, path, "benchmark", left),
            Expenditure = Read(experience.Expenditure, figures.Expenditure, path, "expenditure", left),
            Opening = Read(experience.Opening, figures.Opening, path, "opening", left),
            Facts = ReadFacts(experience.Facts, path, left),
        };
        read = read with { Parts = ReadParts(experience.Parts, path, left) };
        return left.Count == known ? experience : read;
    }

    private ValueList<Experience> ReadParts(ValueList<Experience> given, string path, List<Unread> left)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (PartOf(given[i].Arrangement) is null)
            {
                left.Add(new(Paths.Join(Paths.Item(path, "parts", i), "arrangement"), given[i].Arrangement ?? string.Empty));
            }
        }

        var read = new List<Experience>();
        for (var i = 0; i < given.Count; i++)
        {
            if (PartOf(given[i].Arrangement) is { } part)
            {
                read.Add(part.Reading(given[i], Paths.Item(path, "parts", i), left));
            }
        }

        return [.. read];
    }

    private bool ReadsSpending => parts.Length == 0 && agreement.Opening != OpeningAmount.Stated;

    private static T? Read<T>(T? given, bool isRead, string path, string member, List<Unread> left)
        where T : class
    {
        if (given is null || isRead)
        {
            return given;
        }

        left.Add(new(Paths.Join(path, member), given.ToString() ?? string.Empty));
        return null;
    }

    private ValueList<Fact> ReadFacts(ValueList<Fact> facts, string path, List<Unread> left)
    {
        var read = new List<Fact>();
        for (var i = 0; i < facts.Count; i++)
        {
            if (reads.Has(facts[i]))
            {
                read.Add(facts[i]);
            }
            else
            {
                left.Add(new(PathOf(facts.AsSpan(), i, path), facts[i].Said));
            }
        }

        return [.. read];
    }
    /// <summary>The name and version of the contract, and how many parts it has.</summary>
    public override string ToString() => FormattableString.Invariant($"{Contract.Id}, version {Contract.Version}, prepared")
        + (parts.Length == 0 ? string.Empty : parts.Length == 1 ? ", with one part"
            : FormattableString.Invariant($", with {parts.Length:#,##0} parts"));

    /// <summary>Settles an experience, explained.</summary>
    /// <param name="experience">What happened; of a sum one part for each part, its <see cref="Experience.Arrangement"/> naming
    /// it.</param>
    /// <exception cref="SettlementException">Something is wrong with the experience; carries all of it.</exception>
    public Settlement Settle(Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        List<Failure>? failures = null;
        return SettleInto(experience, explained: true, ref failures, out _, out _) ?? throw new SettlementException(failures!);
    }

    /// <summary>Settles an experience, explained; what is wrong comes back as failures.</summary>
    /// <param name="experience">What happened; of a sum one part for each part, its <see cref="Experience.Arrangement"/> naming
    /// it.</param>
    public Outcome TrySettle(Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        List<Failure>? failures = null;
        var settlement = SettleInto(experience, explained: true, ref failures, out _, out _);
        return failures is null ? new(settlement, []) : new(null, [.. failures]);
    }

    /// <summary>What is earned, without an explanation: the same pass as <see cref="Settle"/>, nothing allocated unless something is wrong.
    /// Positive to the provider, not rounded.</summary>
    /// <param name="experience">What happened.</param>
    /// <exception cref="SettlementException">Something is wrong with the experience; carries all of it.</exception>
    public decimal Earned(Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        List<Failure>? failures = null;
        _ = SettleInto(experience, explained: false, ref failures, out var earned, out _);
        return failures is null ? earned : throw new SettlementException(failures);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Settlement? SettleInto(Experience experience, bool explained, ref List<Failure>? failures, out decimal earned,
        out decimal benchmark)
    {
        if (parts.Length > 0)
        {
            return SettleSum(experience, explained, ref failures, out earned, out benchmark);
        }

        Check(experience, string.Empty, ref failures);
        experience = Foldable(experience, failures);
        var opening = Opening(experience, agreement.Opening);
        var compared = NumberOf(experience.Benchmark);
        benchmark = compared;
        earned = Fold(agreement.Clauses, opening, experience, compared, ref failures);
        return explained ? Explained(experience, opening, earned, null, [], ref failures) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Settlement? Explained(Experience experience, decimal opening, decimal earned, PartsOfSum? sum, ValueList<Settlement> settled,
        ref List<Failure>? failures)
    {
        var payable = agreement.Pays == Payee.Parts ? sum!.Payable
            : whole is null ? PayableOf(earned, experience, sum, ref failures) : earned;
        if (failures is not null)
        {
            return null;
        }

        var settlement = new Settlement(this, experience, opening, earned, payable, sum, settled);
        if (whole is null)
        {
            PublishPayables(settlement);
        }

        return settlement;
    }

    /// <summary>What is left to pay of an amount.</summary>
    private decimal PayableOf(decimal amount, Experience experience, PartsOfSum? sum, ref List<Failure>? failures) =>
        agreement.Payment.Count == 0 ? amount
            : Fold(agreement.Payment, amount, experience, sum?.Benchmark ?? NumberOf(experience.Benchmark), ref failures);

    // A method of its own: in its caller there would be no room left to inline what the loop does.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exact Fold(ValueList<Clause> clauses, Exact amount, Experience experience, Exact benchmark, ref List<Failure>? failures)
    {
        var run = new Run { Facts = experience.Facts.AsSpan(), Benchmark = benchmark, Failures = failures };
        var after = Clause.Fold(clauses.AsSpan(), amount, ref run);
        failures = run.Failures;
        return after;
    }

    /// <summary>What is wrong does not stop the pass, so that all of it is found; only amounts that could overflow it are set
    /// aside.</summary>
    private static Experience Foldable(Experience experience, List<Failure>? failures) =>
        failures is null ? experience : experience.InRange();

    internal static Exact Opening(Experience experience, OpeningAmount opening) => (opening switch
    {
        OpeningAmount.Stated => NumberOf(experience.Opening),
        OpeningAmount.ExpenditureLessBenchmark => NumberOf(experience.Expenditure) - NumberOf(experience.Benchmark),
        _ => NumberOf(experience.Benchmark) - NumberOf(experience.Expenditure),
    }).Carried(Carried.Digits);

    private static Exact NumberOf(Figure? figure) => figure is null ? default : figure.Number;
}

/// <summary>Something that an experience states and a contract does not read.</summary>
/// <param name="Path">Where it stands in the experience, as a failure names it: "parts[1].numbers.life-years".</param>
/// <param name="Given">What is stated there; of an unknown part its name.</param>
public sealed record Unread(string Path, string Given)
{
    /// <summary>The place and what is stated there.</summary>
    public override string ToString() => $"{Path}: {Given}";
}
