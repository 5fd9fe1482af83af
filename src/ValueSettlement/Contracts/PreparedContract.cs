using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>
/// A contract that was judged and found sound. It holds no state that changes: one instance settles any number of experiences, from any number of threads.
/// </summary>
public sealed class PreparedContract
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

    private void Check(Experience experience, OpeningAmount? opening, FactSet reads, Part[] expected, string path, ref List<Failure>? failures, bool spendingKnown = true)
    {
        if (IsSound(experience, opening, reads, expected, spendingKnown))
        {
            return;
        }

        CheckFigure(experience.Benchmark, opening is OpeningAmount.BenchmarkLessExpenditure or OpeningAmount.ExpenditureLessBenchmark || reads.Has(Basis.Benchmark), reads.Has(Basis.Benchmark) ? Least.AboveZero : Least.Zero, path, "benchmark", "what spending is compared with", ref failures);
        CheckFigure(experience.Expenditure, spendingKnown && opening is OpeningAmount.BenchmarkLessExpenditure or OpeningAmount.ExpenditureLessBenchmark, Least.Any, path, "expenditure", "what was spent", ref failures, optional: !spendingKnown);
        CheckFigure(experience.Opening, spendingKnown && opening is OpeningAmount.Stated, Least.Any, path, "opening", "the opening amount", ref failures, optional: !spendingKnown);
        if (experience.Currency is { } currency && currency != Contract.Currency)
        {
            (failures ??= []).Add(new("currency-differs", Paths.Join(path, "currency"), currency, $"The amounts are in the contract's currency, {Contract.Currency}.", "Convert the amounts before settling; the library does not."));
        }

        if (experience.Period is { } period && !(Contract.Term.Contains(period.Start) && Contract.Term.Contains(period.End)))
        {
            (failures ??= []).Add(new("period-outside-term", Paths.Join(path, "period"), FormattableString.Invariant($"{period.Start:R} to {period.End:R}"),
                FormattableString.Invariant($"The figures cover days inside the contract's term, {Contract.Term.Start:R} to {Contract.Term.End:R}."), "Use the version of the contract for that period."));
        }

        var facts = experience.Facts.AsSpan();
        if (facts.Length > 1_000)
        {
            (failures ??= []).Add(new("fact-count", Paths.Join(path, "facts"), UnitText.Of(facts.Length, Unit.Count), "An experience has at most 1,000 facts.", "Leave out what no clause reads."));
            return;
        }

        for (var i = 0; i < facts.Length; i++)
        {
            var fact = facts[i];
            if (!fact.Holds())
            {
                fact.Judge(Paths.Item(path, "facts", i), failures ??= []);
            }

            if (!reads.Has(fact))
            {
                (failures ??= []).Add(new("fact-unread", Paths.Item(path, "facts", i), fact.InWords, "No clause of the contract reads this fact.", "Leave it out, or use the contract that it belongs to."));
            }

            for (var k = 0; k < i; k++)
            {
                if (facts[k].Kind == fact.Kind && facts[k].Identity == fact.Identity)
                {
                    (failures ??= []).Add(new("fact-twice", Paths.Item(path, "facts", i), fact.InWords, facts[k].GetType() == fact.GetType() ? "A fact is given once." : $"A fact is given once, and {facts[k].InWords} says it already.", "Leave out one of the two."));
                }
            }

            if (fact is Termination termination && !Contract.Term.Contains(termination.EffectiveDate))
            {
                (failures ??= []).Add(new("date-outside-term", Paths.Join(Paths.Item(path, "facts", i), "effectiveDate"), FormattableString.Invariant($"{termination.EffectiveDate:R}"),
                    FormattableString.Invariant($"A termination lies inside the contract's term, {Contract.Term.Start:R} to {Contract.Term.End:R}."), "Check the date, or use the contract of that period."));
            }
        }

        for (var i = 0; i < experience.Parts.Count; i++)
        {
            var part = experience.Parts[i];
            if (!expected.Any(p => p.Arrangement.Id == part.Arrangement) || experience.Parts.Take(i).Any(e => e.Arrangement == part.Arrangement))
            {
                (failures ??= []).Add(new("part-unknown", Paths.Join(Paths.Item(path, "parts", i), "arrangement"), part.Arrangement ?? string.Empty, "Every part belongs to one arrangement of the contract, each once.", "Name the arrangement."));
            }
        }
    }

    /// <summary>The common case, asked for without a word: figures present, in money and in range, every fact sound, read and given once. Anything else takes the long way, which finds all that is wrong.</summary>
    private static bool IsSound(Experience experience, OpeningAmount? opening, FactSet reads, Part[] expected, bool spendingKnown)
    {
        if (opening != OpeningAmount.BenchmarkLessExpenditure || !spendingKnown || expected.Length > 0 || experience.Parts.Count > 0 || experience.Opening is not null
            || experience.Currency is not null || experience.Period is not null
            || !IsAmount(experience.Benchmark, positive: true) || !IsAmount(experience.Expenditure, positive: false))
        {
            return false;
        }

        var facts = experience.Facts.AsSpan();
        for (var i = 0; i < facts.Length; i++)
        {
            var fact = facts[i];
            if (fact is Termination || !reads.Has(fact) || !fact.Holds())
            {
                return false;
            }

            for (var k = 0; k < i; k++)
            {
                if (facts[k].GetType() == fact.GetType() && (fact is not BasisAmount || facts[k].Identity == fact.Identity))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsAmount(Figure? figure, bool positive) =>
        figure is { Value: { } value, Absence: null, Unit: Unit.Money } && (decimal.Sign(value) > 0 || !positive) && Math.Abs(value) <= Money.Largest;

    private static void CheckFigure(Figure? figure, bool needed, Least least, string path, string member, string what, ref List<Failure>? failures, bool optional = false)
    {
        if (figure is null)
        {
            if (needed)
            {
                (failures ??= []).Add(new("figure-missing", Paths.Join(path, member), string.Empty, $"The contract needs {what}.", "State it, or compute it with its workings."));
            }

            return;
        }

        if (!needed)
        {
            if (!optional)
            {
                (failures ??= []).Add(new("figure-unread", Paths.Join(path, member), figure.ToString(), $"Nothing in the contract reads {what}.", "Leave it out, or give it to the arrangement that reads it."));
            }

            return;
        }

        if (figure.Value is not null && figure.Absence is not null)
        {
            (failures ??= []).Add(new("figure-inconsistent", Paths.Join(path, member), figure.ToString(), "A figure has a number or a reason why it has none, not both.", "Leave out one of the two."));
        }

        if (figure.Value is not { } value)
        {
            (failures ??= []).Add(new("figure-absent", Paths.Join(path, member), figure.ToString(), $"A settlement needs {what}, and it is absent.", "Resolve the reason that the figure gives; nothing is settled on a guess."));
        }
        else if (value is > Money.Largest or < -Money.Largest || (least != Least.Any && value < 0m) || (least == Least.AboveZero && value == 0m))
        {
            (failures ??= []).Add(new("figure-range", Paths.Join(path, member), figure.ToString(), least switch
            {
                Least.AboveZero => "The amount is positive and at most 10^15, because a clause takes a share of it.",
                Least.Zero => "The amount is not negative and at most 10^15.",
                _ => "The amount lies between -10^15 and 10^15.",
            }, "Check the sign and the unit of the amount."));
        }
        else if (figure.Unit != Unit.Money)
        {
            (failures ??= []).Add(new("figure-unit", Paths.Join(path, member), figure.ToString(), $"A settlement needs {what} as an amount of money; this is a figure in {figure.Unit}.", "State the total amount, or compute it from the figure with its workings."));
        }
    }

    /// <summary>How small a figure may be.</summary>
    private enum Least
    {
        Any,
        Zero,
        AboveZero,
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
