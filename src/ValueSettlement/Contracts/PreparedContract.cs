using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>
/// A contract that was judged and found sound. It holds no state that changes: one instance settles any number of experiences, from any
/// number of threads.
/// </summary>
public sealed partial class PreparedContract
{
    private readonly Part[] parts;
    private readonly FactSet reads = new();

    internal PreparedContract(Contract contract)
    {
        Contract = contract;
        parts = [.. contract.Arrangements.Select(static a => new Part(a))];
        foreach (var clause in contract.Clauses.Concat(contract.Payment))
        {
            clause.Reads(reads);
        }
    }

    /// <summary>The contract.</summary>
    public Contract Contract { get; }

    /// <summary>What every settlement of the contract says of it.</summary>
    internal SettledContract Settled => field ??= SettledContract.Of(Contract);

    /// <summary>Whether a clause of the contract reads a fact of this kind (for a <see cref="Number"/>, of its name). A fact that
    /// nothing reads is refused when settling.</summary>
    /// <param name="fact">The fact; its values do not matter.</param>
    public bool Reads(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return reads.Has(fact) || parts.Any(part => part.Reads.Has(fact));
    }

    /// <summary>
    /// The experience with the facts that the contract reads and no other ones, so that one loader can state all it has for contracts of
    /// several kinds. A settlement refuses facts that nothing reads; here they are listed, and the caller has seen them.
    /// </summary>
    /// <param name="experience">What happened, with facts that other contracts read.</param>
    /// <param name="unread">The facts that this contract does not read, in their order; those of the parts after those of the
    /// whole.</param>
    public Experience Reading(Experience experience, out ValueList<Fact> unread)
    {
        ArgumentNullException.ThrowIfNull(experience);
        var left = new List<Fact>();
        var read = Reading(experience, reads, left);
        if (experience.Parts.Count > 0)
        {
            read = read with
            {
                Parts = [.. experience.Parts.Select(part =>
                Of(part) is { } known ? Reading(part, known.Reads, left) : part)]
            };
        }

        unread = [.. left];
        return read;

        Part? Of(Experience part) => Array.Find(parts, known => known.Arrangement.Id == part.Arrangement);
    }

    private static Experience Reading(Experience experience, FactSet reads, List<Fact> left)
    {
        var unread = experience.Facts.Where(fact => !reads.Has(fact)).ToArray();
        left.AddRange(unread);
        return unread.Length == 0 ? experience : experience with { Facts = [.. experience.Facts.Where(reads.Has)] };
    }

    /// <summary>Settles an experience, explained.</summary>
    /// <param name="experience">What happened.</param>
    /// <exception cref="SettlementException">Something is wrong with the experience; carries all of it.</exception>
    public Settlement Settle(Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        List<Failure>? failures = null;
        return SettleInto(experience, string.Empty, explained: true, ref failures, out _) ?? throw new SettlementException(failures!);
    }

    /// <summary>Settles an experience, explained; what is wrong comes back as failures.</summary>
    /// <param name="experience">What happened.</param>
    public Outcome TrySettle(Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        List<Failure>? failures = null;
        var settlement = SettleInto(experience, string.Empty, explained: true, ref failures, out _);
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
        _ = SettleInto(experience, string.Empty, explained: false, ref failures, out var earned);
        return failures is null ? earned : throw new SettlementException(failures);
    }

    /// <summary>The curve from the opening amount (of one arrangement, the others held fixed) to what is earned, and the fold that it
    /// stands for.</summary>
    internal OpeningCurve CurveOfOpening(Experience experience, string? arrangement, ref List<Failure>? failures)
    {
        if (parts.Length == 0)
        {
            Check(experience, Contract.Opening, reads, [], string.Empty, ref failures, spendingKnown: false);
            experience = Foldable(experience, failures);
            return new(ChainCurve(Contract.Clauses, experience, ref failures), experience, Contract.Opening, null, this, experience, 0m);
        }

        var fixedSum = 0m;
        Part? varied = null;
        var (inner, compared) = (Curve.Identity, experience);
        Check(experience, null, reads, parts, string.Empty, ref failures);
        experience = Foldable(experience, failures);
        foreach (var part in parts)
        {
            var given = PartFor(experience, part.Arrangement.Id);
            if (given is null)
            {
                (failures ??= []).Add(PartMissing("parts", part.Arrangement.Id));
                continue;
            }

            var at = Paths.Item(string.Empty, "parts", IndexOf(experience.Parts, given));
            if (part.Arrangement.Id == arrangement)
            {
                varied = part;
                Check(given, part.Arrangement.Opening, part.Reads, [], at, ref failures, spendingKnown: false);
                compared = Foldable(given, failures);
                inner = ChainCurve(part.Arrangement.Clauses, compared, ref failures);
            }
            else
            {
                fixedSum += SettlePart(part, given, at, ref failures).Earned;
            }
        }

        var curve = inner.Then(Curve.Line(1m, fixedSum), decided: true)
            .Then(ChainCurve(Contract.Clauses, experience, ref failures), decided: true);
        return new(curve, compared, varied?.Arrangement.Opening ?? Contract.Opening, varied, this, experience, fixedSum);
    }

    internal bool HasArrangements => parts.Length > 0;

    /// <summary>What the whole contract earns from an opening amount of one chain, everything else held fixed: the fold itself, for the
    /// amounts beside an edge.</summary>
    private decimal EarnedFrom(decimal opening, in OpeningCurve curve)
    {
        var amount = Carried.Carry(opening);
        if (curve.Varied is { } part)
        {
            var inner = new Run { Facts = curve.Compared.Facts.AsSpan(), Benchmark = curve.Compared.Benchmark?.Value ?? 0m };
            amount = Clause.Fold(part.Arrangement.Clauses.AsSpan(), amount, ref inner) + curve.FixedSum;
        }

        var run = new Run { Facts = curve.Whole.Facts.AsSpan(), Benchmark = curve.Whole.Benchmark?.Value ?? 0m };
        return Clause.Fold(Contract.Clauses.AsSpan(), amount, ref run);
    }

    /// <summary>A curve of the opening amount, with what it holds fixed.</summary>
    internal readonly record struct OpeningCurve(Curve Curve, Experience Compared, OpeningAmount Opening, Part? Varied,
        PreparedContract Prepared, Experience Whole, decimal FixedSum)
    {
        /// <summary>What the fold gives for an opening amount.</summary>
        public decimal Earned(decimal opening) => Prepared.EarnedFrom(opening, this);
    }

    private static Curve ChainCurve(ValueList<Clause> clauses, Experience experience, ref List<Failure>? failures)
    {
        var run = new Run
        {
            Facts = experience.Facts.AsSpan(),
            Benchmark = experience.Benchmark?.Value ?? 0m,
            Failures = failures,
            Pieces = new()
        };
        var curve = Clause.Compose(clauses.AsSpan(), ref run);
        failures = run.Failures;
        return curve;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Settlement? SettleInto(Experience experience, string path, bool explained, ref List<Failure>? failures, out decimal earned)
    {
        if (parts.Length > 0)
        {
            return SettleSum(experience, path, explained, ref failures, out earned);
        }

        Check(experience, Contract.Opening, reads, [], path, ref failures);
        experience = Foldable(experience, failures);
        var opening = Opening(experience, Contract.Opening);
        earned = Fold(Contract.Clauses, opening, experience, ref failures);
        return explained ? Explained(experience, opening, earned, [], ref failures) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Settlement? SettleSum(Experience experience, string path, bool explained, ref List<Failure>? failures, out decimal earned)
    {
        var opening = SettleParts(ref experience, path, explained, ref failures, out var settled);
        earned = Fold(Contract.Clauses, opening, experience, ref failures);
        return explained ? Explained(experience, opening, earned, settled, ref failures) : null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Settlement? Explained(Experience experience, decimal opening, decimal earned,
        ValueList<Settlement> settled, ref List<Failure>? failures)
    {
        decimal payable = Contract.Payment.Count == 0 ? earned : (decimal)Fold(Contract.Payment, earned, experience, ref failures);
        return failures is null ? new Settlement(this, null, experience, opening, earned, payable, settled) : null;
    }

    // A method of its own: in its caller there would be no room left to inline what the loop does.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exact Fold(ValueList<Clause> clauses, Exact amount, Experience experience, ref List<Failure>? failures)
    {
        var run = new Run { Facts = experience.Facts.AsSpan(), Benchmark = NumberOf(experience.Benchmark), Failures = failures };
        var after = Clause.Fold(clauses.AsSpan(), amount, ref run);
        failures = run.Failures;
        return after;
    }

    /// <summary>The sum of the arrangements, each settled apart.</summary>
    private decimal SettleParts(ref Experience experience, string path, bool explained,
        ref List<Failure>? failures, out ValueList<Settlement> settlements)
    {
        var opening = 0m;
        var settled = explained ? new Settlement[parts.Length] : [];
        Check(experience, null, reads, parts, path, ref failures);
        experience = Foldable(experience, failures);
        for (var i = 0; i < parts.Length; i++)
        {
            var given = PartFor(experience, parts[i].Arrangement.Id);
            if (given is null)
            {
                (failures ??= []).Add(PartMissing(Paths.Join(path, "parts"), parts[i].Arrangement.Id));
                continue;
            }

            var (foldable, begun, amount) = SettlePart(parts[i], given, Paths.Item(path, "parts", IndexOf(experience.Parts, given)),
                ref failures);
            opening = Formulas.Unsigned(opening + amount);
            if (explained)
            {
                settled[i] = new Settlement(this, parts[i].Arrangement, foldable, begun, amount, amount, []);
            }
        }

        if (explained && failures is null)
        {
            Settlement.PublishTogether(settled, opening, Contract.PublishingRule);
        }

        settlements = new(settled);
        return opening;
    }

    private (Experience Foldable, decimal Opening, decimal Earned) SettlePart(Part part, Experience experience, string path,
        ref List<Failure>? failures)
    {
        Check(experience, part.Arrangement.Opening, part.Reads, [], path, ref failures);
        experience = Foldable(experience, failures);
        var opening = Opening(experience, part.Arrangement.Opening);
        return (experience, opening, Fold(part.Arrangement.Clauses, opening, experience, ref failures));
    }

    private static Failure PartMissing(string path, string arrangement) =>
        new("part-missing", path, arrangement, "Every arrangement has its part of the experience.",
            "Add an Experience whose Arrangement names it.");

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

    private static Experience? PartFor(Experience experience, string id)
    {
        foreach (var part in experience.Parts.AsSpan())
        {
            if (part.Arrangement == id)
            {
                return part;
            }
        }

        return null;
    }

    private static int IndexOf(ValueList<Experience> parts, Experience part)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (ReferenceEquals(parts[i], part))
            {
                return i;
            }
        }

        return -1;
    }

    internal sealed class Part
    {
        public Part(Arrangement arrangement)
        {
            Arrangement = arrangement;
            foreach (var clause in arrangement.Clauses)
            {
                clause.Reads(Reads);
            }
        }

        public Arrangement Arrangement { get; }

        public FactSet Reads { get; } = new();
    }
}
