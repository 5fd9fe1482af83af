using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>
/// A contract that was judged and found sound. It holds no state that changes: one instance settles any number of experiences, from any number of threads.
/// </summary>
public sealed partial class PreparedContract
{
    internal const int PaymentRoot = -2;
    private readonly Part[] parts;
    private readonly FactSet reads = new();
    private readonly int pieces;
    private readonly int steps;

    internal PreparedContract(Contract contract)
    {
        Contract = contract;
        parts = [.. contract.Arrangements.Select(static a => new Part(a))];
        foreach (var clause in contract.Clauses.Concat(contract.Payment))
        {
            clause.Reads(reads);
        }

        // What a benchmark is a basis of belongs to the arrangement that compares it with spending.
        pieces = contract.Clauses.Concat(contract.Payment).Concat(contract.Arrangements.SelectMany(static a => a.Clauses)).Select(static c => c.PieceBound).Append(1).Max();
        steps = contract.Clauses.Concat(contract.Payment).Sum(static c => c.StepBound);
    }

    /// <summary>The contract.</summary>
    public Contract Contract { get; }

    /// <summary>Whether a clause of the contract reads a fact of this kind (for a <see cref="BasisAmount"/>, of this basis). A fact that nothing reads is refused when settling.</summary>
    /// <param name="fact">The fact; its values do not matter.</param>
    public bool Reads(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return reads.Has(fact) || parts.Any(part => part.Reads.Has(fact));
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

    /// <summary>What is earned, without an explanation: the same pass as <see cref="Settle"/>, nothing allocated unless something is wrong. Positive to the provider, not rounded.</summary>
    /// <param name="experience">What happened.</param>
    /// <exception cref="SettlementException">Something is wrong with the experience; carries all of it.</exception>
    public decimal Earned(Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        List<Failure>? failures = null;
        _ = SettleInto(experience, string.Empty, explained: false, ref failures, out var earned);
        return failures is null ? earned : throw new SettlementException(failures);
    }

    /// <summary>The curve from the opening amount (of one arrangement, the others held fixed) to what is earned.</summary>
    internal Curve CurveOfOpening(Experience experience, string? arrangement, out decimal benchmark, out OpeningAmount opening, ref List<Failure>? failures)
    {
        var fixedSum = 0m;
        var curve = Curve.Identity;
        var compared = experience;
        opening = Contract.Opening;
        if (parts.Length > 0)
        {
            Check(experience, null, reads, parts, string.Empty, ref failures);
            experience = Foldable(experience, failures);
            foreach (var part in parts)
            {
                var given = PartFor(experience, part.Arrangement.Id);
                if (given is null)
                {
                    (failures ??= []).Add(new("part-missing", "parts", part.Arrangement.Id, "Every arrangement has its part of the experience.", "Add an Experience whose Arrangement names it."));
                    continue;
                }

                var at = Paths.Item(string.Empty, "parts", IndexOf(experience.Parts, given));
                if (part.Arrangement.Id == arrangement)
                {
                    opening = part.Arrangement.Opening;
                    Check(given, opening, part.Reads, [], at, ref failures, spendingKnown: false);
                    compared = given = Foldable(given, failures);
                    curve = ChainCurve(part.Clauses, given, ref failures);
                }
                else
                {
                    fixedSum += SettlePart(part, given, at, null, ref failures, out _);
                }
            }

            curve = curve.Then(Curve.Line(1m, fixedSum)).Then(ChainCurve([.. Contract.Clauses], experience, ref failures));
        }
        else
        {
            Check(experience, opening, reads, [], string.Empty, ref failures, spendingKnown: false);
            compared = experience = Foldable(experience, failures);
            curve = ChainCurve([.. Contract.Clauses], experience, ref failures);
        }

        benchmark = compared.Benchmark?.Value ?? 0m;
        return curve;
    }

    internal bool HasArrangements => parts.Length > 0;

    private static Curve ChainCurve(Clause[] clauses, Experience experience, ref List<Failure>? failures)
    {
        var run = new Run { Facts = experience.Facts.AsSpan(), Benchmark = experience.Benchmark?.Value ?? 0m, Failures = failures };
        var curve = Clause.Compose(clauses, ref run);
        failures = run.Failures;
        return curve;
    }

    [SkipLocalsInit]
    private Settlement? SettleInto(Experience experience, string path, bool explained, ref List<Failure>? failures, out decimal earned)
    {
        var settled = ValueList<Settlement>.Empty;
        decimal opening;
        if (parts.Length == 0)
        {
            Check(experience, Contract.Opening, reads, [], path, ref failures);
            experience = Foldable(experience, failures);
            opening = Opening(experience, Contract.Opening);
        }
        else
        {
            opening = SettleParts(ref experience, path, explained, ref failures, out settled);
        }

        Span<Piece> scratch = stackalloc Piece[pieces];
        var run = new Run
        {
            Facts = experience.Facts.AsSpan(),
            Benchmark = experience.Benchmark?.Value ?? 0m,
            Scratch = scratch,
            Trace = explained ? new TraceStep[steps] : null,
            Failures = failures,
            Parent = -1,
        };
        earned = Clause.Fold(Contract.Clauses.AsSpan(), opening, ref run);
        if (!explained)
        {
            failures = run.Failures;
            return null;
        }

        run.Parent = PaymentRoot;
        var payable = Clause.Fold(Contract.Payment.AsSpan(), earned, ref run);
        failures = run.Failures;
        return failures is null ? new Settlement(this, null, experience, opening, earned, payable, run.Trace!, settled, run.Steps) : null;
    }

    /// <summary>The sum of the arrangements, each settled apart.</summary>
    private decimal SettleParts(ref Experience experience, string path, bool explained, ref List<Failure>? failures, out ValueList<Settlement> settlements)
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
                (failures ??= []).Add(new("part-missing", Paths.Join(path, "parts"), parts[i].Arrangement.Id, "Every arrangement has its part of the experience.", "Add an Experience whose Arrangement names it."));
                continue;
            }

            var at = Paths.Item(path, "parts", IndexOf(experience.Parts, given));
            var trace = explained ? new TraceStep[parts[i].Steps] : null;
            var amount = SettlePart(parts[i], given, at, trace, ref failures, out var taken);
            opening = Formulas.Unsigned(opening + amount);
            if (explained)
            {
                settled[i] = new Settlement(this, parts[i].Arrangement, given, Opening(given, parts[i].Arrangement.Opening), amount, amount, trace!, [], taken);
            }
        }

        if (explained && failures is null)
        {
            Settlement.PublishTogether(settled, opening, Contract.PublishingRule);
        }

        settlements = new(settled);
        return opening;
    }

    [SkipLocalsInit]
    private decimal SettlePart(Part part, Experience experience, string path, TraceStep[]? trace, ref List<Failure>? failures, out int taken)
    {
        Check(experience, part.Arrangement.Opening, part.Reads, [], path, ref failures);
        experience = Foldable(experience, failures);
        Span<Piece> scratch = stackalloc Piece[pieces];
        var run = new Run
        {
            Facts = experience.Facts.AsSpan(),
            Benchmark = experience.Benchmark?.Value ?? 0m,
            Scratch = scratch,
            Trace = trace,
            Failures = failures,
            Parent = -1,
        };
        var amount = Clause.Fold(part.Clauses, Opening(experience, part.Arrangement.Opening), ref run);
        failures = run.Failures;
        taken = run.Steps;
        return amount;
    }

    /// <summary>What is wrong does not stop the pass, so that all of it is found; only amounts that could overflow it are set aside.</summary>
    private static Experience Foldable(Experience experience, List<Failure>? failures) => failures is null ? experience : experience.InRange();

    internal static decimal Opening(Experience experience, OpeningAmount opening) => Formulas.Unsigned(opening switch
    {
        OpeningAmount.Stated => experience.Opening?.Value ?? 0m,
        OpeningAmount.ExpenditureLessBenchmark => (experience.Expenditure?.Value ?? 0m) - (experience.Benchmark?.Value ?? 0m),
        _ => (experience.Benchmark?.Value ?? 0m) - (experience.Expenditure?.Value ?? 0m),
    });

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
            Clauses = [.. arrangement.Clauses];
            foreach (var clause in Clauses)
            {
                clause.Reads(Reads);
            }

            Steps = Clauses.Sum(static c => c.StepBound);
        }

        public Arrangement Arrangement { get; }

        public Clause[] Clauses { get; }

        public FactSet Reads { get; } = new();

        public int Steps { get; }
    }
}
