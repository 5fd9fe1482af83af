using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>What an experience must be before it is settled: figures in money and in range, facts sound, read and given once, dates and currency of the contract.</summary>
public sealed partial class PreparedContract
{
    /// <summary>
    /// One rule set for every path: each question is asked without a word, and only an answer that is wrong makes words, so that a sound
    /// experience allocates nothing.
    /// </summary>
    private void Check(Experience experience, OpeningAmount? opening, FactSet reads, Part[] expected, string path, ref List<Failure>? failures, bool spendingKnown = true)
    {
        var compares = opening is OpeningAmount.BenchmarkLessExpenditure or OpeningAmount.ExpenditureLessBenchmark;
        var shares = reads.HasBenchmark;
        CheckFigure(experience.Benchmark, compares || shares, shares ? Least.AboveZero : Least.Zero, path, "benchmark",
            "what spending is compared with", ref failures);
        CheckFigure(experience.Expenditure, spendingKnown && compares, Least.Any, path, "expenditure", "what was spent", ref failures,
            optional: !spendingKnown);
        CheckFigure(experience.Opening, spendingKnown && opening is OpeningAmount.Stated, Least.Any, path, "opening", "the opening amount",
            ref failures, optional: !spendingKnown);
        if (experience.Arrangement is { } name && ReferenceEquals(reads, this.reads))
        {
            (failures ??= []).Add(new("name-unread", Paths.Join(path, "arrangement"), name,
                "The experience of a whole belongs to no arrangement; only its parts do.", "Leave it out."));
        }

        if (experience.Currency is { } currency && currency != Contract.Currency)
        {
            (failures ??= []).Add(new("currency-differs", Paths.Join(path, "currency"), currency, $"The amounts are in the contract's currency, {Contract.Currency}.", "Convert the amounts before settling; the library does not."));
        }

        if (experience.Period is { } period && !(Contract.Term.Contains(period.Start) && Contract.Term.Contains(period.End)))
        {
            (failures ??= []).Add(new("period-outside-term", Paths.Join(path, "period"), FormattableString.Invariant($"{period.Start:R} to {period.End:R}"),
                FormattableString.Invariant($"The figures cover days inside the contract's term, {Contract.Term.Start:R} to {Contract.Term.End:R}."), "Use the version of the contract for that period."));
        }

        CheckFacts(experience.Facts.AsSpan(), reads, path, ref failures);
        var parts = experience.Parts.AsSpan();
        for (var i = 0; i < parts.Length; i++)
        {
            if (!IsExpected(parts[i], expected) || IsGiven(parts[..i], parts[i].Arrangement))
            {
                (failures ??= []).Add(new("part-unknown", Paths.Join(Paths.Item(path, "parts", i), "arrangement"),
                    parts[i].Arrangement ?? string.Empty, "Every part belongs to one arrangement of the contract, each once.",
                    "Name the arrangement."));
            }
        }
    }

    private void CheckFacts(ReadOnlySpan<Fact> facts, FactSet reads, string path, ref List<Failure>? failures)
    {
        if (facts.Length > 1_000)
        {
            (failures ??= []).Add(new("fact-count", Paths.Join(path, "facts"), UnitText.Of(facts.Length, Unit.Count), "An experience has at most 1,000 facts.", "Leave out what no clause reads."));
            return;
        }

        var seen = 0UL;
        for (var i = 0; i < facts.Length; i++)
        {
            var fact = facts[i];
            if (!fact.Holds())
            {
                fact.Judge(Paths.Item(path, "facts", i), failures ??= []);
            }

            var place = reads.PlaceOf(fact);
            if (place < 0)
            {
                (failures ??= []).Add(new("fact-unread", Paths.Item(path, "facts", i), fact.InWords, "No clause of the contract reads this fact.", "Leave it out, or use the contract that it belongs to."));
            }

            // Without its bit nothing stands in the place yet; with it, the facts before are looked through.
            var bit = 1UL << place;
            if (place >= 0 && (seen & bit) != 0)
            {
                CheckTwice(facts[..(i + 1)], reads, path, ref failures);
            }

            seen |= place >= 0 ? bit : 0;
            if (fact is Termination termination && !Contract.Term.Contains(termination.EffectiveDate))
            {
                (failures ??= []).Add(new("date-outside-term", Paths.Join(Paths.Item(path, "facts", i), "effectiveDate"), FormattableString.Invariant($"{termination.EffectiveDate:R}"),
                    FormattableString.Invariant($"A termination lies inside the contract's term, {Contract.Term.Start:R} to {Contract.Term.End:R}."), "Check the date, or use the contract of that period."));
            }
        }
    }

    private static void CheckTwice(ReadOnlySpan<Fact> facts, FactSet reads, string path, ref List<Failure>? failures)
    {
        var fact = facts[^1];
        foreach (var before in facts[..^1])
        {
            if (reads.PlaceOf(before) == reads.PlaceOf(fact))
            {
                (failures ??= []).Add(new("fact-twice", Paths.Item(path, "facts", facts.Length - 1), fact.InWords,
                    before.GetType() == fact.GetType() ? "A fact is given once."
                    : $"A fact is given once, and {before.InWords} says it already.", "Leave out one of the two."));
            }
        }
    }

    private static bool IsExpected(Experience part, Part[] expected)
    {
        foreach (var arrangement in expected)
        {
            if (arrangement.Arrangement.Id == part.Arrangement)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGiven(ReadOnlySpan<Experience> before, string? name)
    {
        foreach (var part in before)
        {
            if (part.Arrangement == name)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckFigure(Figure? figure, bool needed, Least least, string path, string member, string what, ref List<Failure>? failures, bool optional = false)
    {
        var wrong = Ask(figure, needed, least, optional);
        if (wrong != FigureFault.None)
        {
            Say(wrong, figure, least, path, member, what, failures ??= []);
        }
    }

    /// <summary>What is wrong with a figure.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FigureFault Ask(Figure? figure, bool needed, Least least, bool optional)
    {
        if (figure is null || !needed)
        {
            return figure is null ? needed ? FigureFault.Missing : FigureFault.None : optional ? FigureFault.None : FigureFault.Unread;
        }

        if (figure.Value is not { } value)
        {
            return FigureFault.Absent;
        }

        var wrong = figure.Absence is null ? FigureFault.None : FigureFault.Inconsistent;
        var sign = decimal.Sign(value);
        return Math.Abs(value) > Money.Largest || (least != Least.Any && sign < 0) || (least == Least.AboveZero && sign == 0)
            ? wrong | FigureFault.Range
            : figure.Unit != Unit.Money ? wrong | FigureFault.Unit
            : wrong;
    }

    private static void Say(FigureFault wrong, Figure? figure, Least least, string path, string member, string what, List<Failure> failures)
    {
        var (at, given) = (Paths.Join(path, member), figure?.ToString() ?? string.Empty);
        if (wrong.HasFlag(FigureFault.Missing))
        {
            failures.Add(new("figure-missing", at, given, $"The contract needs {what}.", "State it, or compute it with its workings."));
        }

        if (wrong.HasFlag(FigureFault.Unread))
        {
            failures.Add(new("figure-unread", at, given, $"Nothing in the contract reads {what}.",
                "Leave it out, or give it to the arrangement that reads it."));
        }

        if (wrong.HasFlag(FigureFault.Inconsistent))
        {
            failures.Add(new("figure-inconsistent", at, given, "A figure has a number or a reason why it has none, not both.",
                "Leave out one of the two."));
        }

        if (wrong.HasFlag(FigureFault.Absent))
        {
            failures.Add(new("figure-absent", at, given, $"A settlement needs {what}, and it is absent.",
                "Resolve the reason that the figure gives; nothing is settled on a guess."));
        }

        if (wrong.HasFlag(FigureFault.Range))
        {
            failures.Add(new("figure-range", at, given, least switch
            {
                Least.AboveZero => "The amount is positive and at most 10^15, because a clause takes a share of it.",
                Least.Zero => "The amount is not negative and at most 10^15.",
                _ => "The amount lies between -10^15 and 10^15.",
            }, "Check the sign and the unit of the amount."));
        }

        if (wrong.HasFlag(FigureFault.Unit))
        {
            failures.Add(new("figure-unit", at, given,
                $"A settlement needs {what} as an amount of money; this is a figure in {figure!.Unit}.",
                "State the total amount, or compute it from the figure with its workings."));
        }
    }

    /// <summary>What can be wrong with a figure.</summary>
    [Flags]
    private enum FigureFault
    {
        None = 0,
        Missing = 1,
        Unread = 2,
        Inconsistent = 4,
        Absent = 8,
        Range = 16,
        Unit = 32,
    }

    /// <summary>How small a figure may be.</summary>
    private enum Least
    {
        Any,
        Zero,
        AboveZero,
    }
}
