namespace ValueSettlement;

/// <summary>What an experience must be before it is settled: figures in money and in range, facts sound, read and given once, dates and currency of the contract.</summary>
public sealed partial class PreparedContract
{
    private const int MostFacts = 1_000;

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

        if (experience.Period is { } period && DateRules.Hold(period)
            && !(Contract.Term.Contains(period.Start) && Contract.Term.Contains(period.End)))
        {
            (failures ??= []).Add(new("period-outside-term", Paths.Join(path, "period"), FormattableString.Invariant($"{period.Start:R} to {period.End:R}"),
                FormattableString.Invariant($"The figures cover days inside the contract's term, {Contract.Term.Start:R} to {Contract.Term.End:R}."), "Use the version of the contract for that period."));
        }

        CheckAlone(experience, path, ref failures);
        var facts = experience.Facts.AsSpan();
        if (facts.Length > MostFacts)
        {
            return;
        }

        for (var i = 0; i < facts.Length; i++)
        {
            var fact = facts[i];
            if (!reads.Has(fact))
            {
                (failures ??= []).Add(new("fact-unread", Paths.Item(path, "facts", i), fact.InWords, "No clause of the contract reads this fact.", "Leave it out, or use the contract that it belongs to."));
            }

            if (fact is Termination termination && DateRules.Hold(termination.EffectiveDate)
                && !Contract.Term.Contains(termination.EffectiveDate))
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

    /// <summary>
    /// What is wrong with an experience whatever the contract: texts, dates, figures that say two things, facts that are unsound or given
    /// twice. A document is judged by it when it is read; its parts are experiences of their own.
    /// </summary>
    internal static void CheckAlone(Experience experience, string path, ref List<Failure>? failures)
    {
        CheckText(experience.Arrangement, path, "arrangement", ref failures);
        CheckText(experience.Currency, path, "currency", ref failures);
        CheckConsistent(experience.Benchmark, path, "benchmark", ref failures);
        CheckConsistent(experience.Expenditure, path, "expenditure", ref failures);
        CheckConsistent(experience.Opening, path, "opening", ref failures);
        if (experience.Period is { } period && !DateRules.Hold(period))
        {
            _ = DateRules.Judge(period, Paths.Join(path, "period"), failures ??= []);
        }

        var facts = experience.Facts.AsSpan();
        if (facts.Length > MostFacts)
        {
            (failures ??= []).Add(new("fact-count", Paths.Join(path, "facts"), UnitText.Of(facts.Length, Unit.Count),
                FormattableString.Invariant($"An experience has at most {MostFacts:#,##0} facts."), "Leave out what no clause reads."));
            return;
        }

        for (var i = 0; i < facts.Length; i++)
        {
            if (!IsSound(facts[i]))
            {
                JudgeFact(facts[i], Paths.Item(path, "facts", i), failures ??= []);
            }

            for (var k = 0; k < i; k++)
            {
                if (facts[k].Kind == facts[i].Kind && facts[k].Identity == facts[i].Identity)
                {
                    var rule = facts[k].GetType() == facts[i].GetType() ? "A fact is given once."
                        : $"A fact is given once, and {facts[k].InWords} says it already.";
                    (failures ??= []).Add(new("fact-twice", Paths.Item(path, "facts", i), facts[i].InWords, rule,
                        "Leave out one of the two."));
                    break;
                }
            }
        }
    }

    /// <summary>What is wrong with a fact by itself.</summary>
    internal static void JudgeFact(Fact fact, string path, List<Failure> failures)
    {
        if (!fact.Holds())
        {
            fact.Judge(path, failures);
        }

        var (first, second) = Figures(fact);
        TextRules.Judge(first.Figure, path, first.Member, failures);
        TextRules.Judge(second.Figure, path, second.Member, failures);
        if (fact is Termination { EffectiveDate: var date })
        {
            _ = DateRules.Judge(date, Paths.Join(path, "effectiveDate"), failures);
        }
    }

    private static bool IsSound(Fact fact) =>
        fact.Holds() && HaveSoundTexts(fact) && (fact is not Termination { EffectiveDate: var date } || DateRules.Hold(date));

    private static bool HaveSoundTexts(Fact fact)
    {
        var (first, second) = Figures(fact);
        return TextRules.Hold(first.Figure) && TextRules.Hold(second.Figure);
    }

    /// <summary>The figures of a fact, at most two.</summary>
    private static ((Figure? Figure, string Member) First, (Figure? Figure, string Member) Second) Figures(Fact fact) => fact switch
    {
        BasisAmount f => ((f.Amount, "amount"), default),
        Quality f => ((f.Score, "score"), default),
        RevenueCategory f => ((f.Ratio, "ratio"), default),
        ReliefAmount f => ((f.Amount, "amount"), default),
        ReliefShares f => ((f.Months, "months"), (f.Beneficiaries, "beneficiaries")),
        _ => default,
    };

    private static void CheckText(string? text, string path, string member, ref List<Failure>? failures)
    {
        if (!TextRules.Hold(text))
        {
            TextRules.Judge(text, path, member, failures ??= []);
        }
    }

    private static void CheckConsistent(Figure? figure, string path, string member, ref List<Failure>? failures)
    {
        if (!TextRules.Hold(figure))
        {
            TextRules.Judge(figure, path, member, failures ??= []);
        }

        if (figure is { Value: not null, Absence: not null })
        {
            (failures ??= []).Add(new("figure-inconsistent", Paths.Join(path, member), figure.ToString(),
                "A figure has a number or a reason why it has none, not both.", "Leave out one of the two."));
        }
    }

    /// <summary>The common case, asked for without a word: figures present, in money and in range, every fact sound, read and given once. Anything else takes the long way, which finds all that is wrong.</summary>
    private static bool IsSound(Experience experience, OpeningAmount? opening, FactSet reads, Part[] expected, bool spendingKnown)
    {
        if (opening != OpeningAmount.BenchmarkLessExpenditure || !spendingKnown || expected.Length > 0 || experience.Parts.Count > 0 || experience.Opening is not null
            || experience.Currency is not null || experience.Period is not null
            || !TextRules.Hold(experience.Arrangement) || !IsAmount(experience.Benchmark, positive: true)
            || !IsAmount(experience.Expenditure, positive: false))
        {
            return false;
        }

        var facts = experience.Facts.AsSpan();
        for (var i = 0; i < facts.Length; i++)
        {
            var fact = facts[i];
            if (fact is Termination || !reads.Has(fact) || !fact.Holds() || !HaveSoundTexts(fact))
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
        figure is { Value: { } value, Absence: null, Unit: Unit.Money } && (decimal.Sign(value) > 0 || !positive)
            && Math.Abs(value) <= Money.Largest && TextRules.Hold(figure);

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
}
