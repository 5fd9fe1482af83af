using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>What an experience must be before it is settled: figures in money and in range, facts sound, read and given once, dates and
/// currency of the contract.</summary>
public sealed partial class PreparedContract
{
    private const int MostFacts = 1_000;

    /// <summary>
    /// One rule set for every path: each question is asked without a word, and only an answer that is wrong makes words, elsewhere, so
    /// that a sound experience allocates nothing and no pass pays for sentences that it does not say.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Check(Experience experience, string path, ref List<Failure>? failures, bool spendingKnown = true)
    {
        if (!IsOfTheseTerms(experience))
        {
            SayOtherTerms(experience, path, failures ??= []);
        }

        var (isChain, compares) = (parts.Length == 0, ReadsSpending);
        var (spends, states) = (spendingKnown && compares, spendingKnown && isChain && !compares);
        var least = reads.HasBenchmark ? Least.AboveZero : Least.Zero;
        if (Ask(experience.Benchmark, compares || (isChain && reads.HasBenchmark), least, false) is var benchmark
            && benchmark != FigureFault.None)
        {
            Say(benchmark, experience.Benchmark, least, path, "benchmark", "what spending is compared with", failures ??= []);
        }

        if (Ask(experience.Expenditure, spends, Least.Any, !spendingKnown) is var expenditure && expenditure != FigureFault.None)
        {
            Say(expenditure, experience.Expenditure, Least.Any, path, "expenditure", "what was spent", failures ??= []);
        }

        if (Ask(experience.Opening, states, Least.Any, !spendingKnown) is var opened && opened != FigureFault.None)
        {
            Say(opened, experience.Opening, Least.Any, path, "opening", "the opening amount", failures ??= []);
        }

        CheckWords(experience, path, ref failures);
        if (experience.Arrangement is not null && whole is null)
        {
            SayUnreadName(experience.Arrangement, path, ref failures);
        }

        if (experience.Currency is { } currency && currency != Contract.Currency)
        {
            SayOtherCurrency(currency, path, ref failures);
        }

        if (experience.Period is { } period && DateRules.Hold(period)
            && !(Contract.Term.Contains(period.Start) && Contract.Term.Contains(period.End)))
        {
            SayOutsideTerm(period, path, failures ??= []);
        }

        CheckFacts(experience.Facts.AsSpan(), reads, path, ref failures);
        for (var i = 0; isChain && i < experience.Parts.Count; i++)
        {
            SayUnknownPart(experience.Parts[i], path, i, failures ??= []);
        }
    }

    private void CheckFacts(ReadOnlySpan<Fact> facts, FactSet reads, string path, ref List<Failure>? failures)
    {
        if (facts.Length > MostFacts && AreTooMany(facts, path, ref failures))
        {
            return;
        }

        var seen = 0UL;
        for (var i = 0; i < facts.Length; i++)
        {
            var fact = facts[i];
            var number = fact as Number;
            if (!(number is null ? IsSound(fact) : number.IsSound))
            {
                ValidateFact(fact, PathOf(facts, i, path), failures ??= []);
            }

            var place = number is null ? reads.PlaceOf(fact) : reads.PlaceOf(number.Name);
            if (place < 0)
            {
                SayUnread(fact, PathOf(facts, i, path), failures ??= []);
            }
            else if (number is { Row: null, Figure.HasValue: true } && !number.Fits(reads.UnitAt(place)))
            {
                number.ValidateUse(reads.UnitAt(place), PathOf(facts, i, path), failures ??= []);
            }

            // Without its bit nothing stands in the place yet; with it, the facts before are looked through.
            var bit = place < 0 ? 0 : FactSet.Bit(place);
            if ((seen & bit) != 0)
            {
                CheckTwice(facts[..(i + 1)], reads, path, ref failures);
            }

            seen |= bit;
            if (number is null && !fact.FitsInto(Contract.Term))
            {
                failures ??= [];
                failures.Add(fact.Outside(Contract.Term, PathOf(facts, i, path)));
            }
        }

        if ((seen & reads.Chosen) != 0)
        {
            CheckChoices(facts, reads, path, ref failures);
        }
    }

    /// <summary>What is stated in two ways that exclude each other, or in one of them and not wholly.</summary>
    private static void CheckChoices(ReadOnlySpan<Fact> facts, FactSet reads, string path, ref List<Failure>? failures)
    {
        var run = new Run { Facts = facts };
        foreach (var choice in reads.Choices)
        {
            var given = 0;
            foreach (var other in choice.Others)
            {
                given += run.Find(other.Name) is null ? 0 : 1;
            }

            var isOne = run.Find(choice.One.Name) is not null;
            if (given > 0 && (isOne || given < choice.Others.Length))
            {
                SayChoice(choice, facts, isOne, path, failures ??= []);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SayChoice(NumberChoice choice, ReadOnlySpan<Fact> facts, bool isOne, string path, List<Failure> failures)
    {
        var run = new Run { Facts = facts };
        NumberRow? given = null;
        var missing = new List<NumberRow>();
        foreach (var other in choice.Others)
        {
            if (run.Find(other.Name) is null)
            {
                missing.Add(other);
            }
            else
            {
                given ??= other;
            }
        }

        if (isOne)
        {
            failures.Add(new("fact-twice", Paths.Join(path, Number.PathOf(choice.One.Name)), choice.One.Words,
                $"A fact is given once, and {given!.Words} says it already.", "Leave out one of the two."));
            return;
        }

        foreach (var row in missing)
        {
            failures.Add(new("fact-missing", Paths.Join(path, Number.PathOf(row.Name)), string.Empty,
                $"A clause needs {row.Words} beside {given!.Words}, and it was not given.", Number.Remedy(row.Name)));
        }
    }

    /// <summary>Where a fact stands in a document: a number by its name, any other by its place among those that are none.</summary>
    private static string PathOf(ReadOnlySpan<Fact> facts, int index, string path)
    {
        if (facts[index] is Number number)
        {
            return Paths.Join(path, number.Path);
        }

        var place = 0;
        foreach (var before in facts[..index])
        {
            place += before is Number ? 0 : 1;
        }

        return Paths.Item(path, "facts", place);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SayOtherTerms(Experience experience, string path, List<Failure> failures) =>
        failures.Add(new("experience-of-other-terms", Paths.Join(path, "terms"), TextOf(experience.Terms!),
            Contract.Origin is { } origin
                ? $"Figures that a programme made are settled by the contract of the same terms; "
                    + $"this one is of other terms of {origin.Programme}."
                : "Figures that a programme made are settled by the contract of the same terms; no programme made this one.",
            "Make contract and experience with the same terms, or state the figures."));

    // A text or a date that no document holds has been reported as such.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SayUnreadName(string name, string path, ref List<Failure>? failures)
    {
        if (TextRules.Hold(name))
        {
            (failures ??= []).Add(new("name-unread", Paths.Join(path, "arrangement"), name,
                "The experience of a whole belongs to no part; only its parts do.", "Leave it out."));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SayOtherCurrency(string currency, string path, ref List<Failure>? failures)
    {
        if (TextRules.Hold(currency))
        {
            (failures ??= []).Add(new("currency-differs", Paths.Join(path, "currency"), currency,
                $"The amounts are in the contract's currency, {Contract.Currency}.",
                "Convert the amounts before settling; the library does not."));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SayOutsideTerm(NodaTime.DateInterval period, string path, List<Failure> failures) =>
        failures.Add(new("period-outside-term", Paths.Join(path, "period"), Dates.Text(period),
            $"The figures cover days inside the contract's term, {Dates.Text(Contract.Term)}.",
                "Use the version of the contract for that period."));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SayUnknownPart(Experience part, string path, int index, List<Failure> failures)
    {
        var (at, name) = (Paths.Join(Paths.Item(path, "parts", index), "arrangement"), part.Arrangement ?? string.Empty);
        failures.Add(PartOf(name) is not null
            ? new("part-twice", at, name, "A part is given once.", "Leave out one of the two, or correct its name.")
            : new("part-unknown", at, name, parts.Length == 0 ? "The contract has no parts here."
                : "Every part of an experience belongs to one part of the contract.",
                parts.Length == 0 ? "Leave it out." : NearName.Meant(name, byName!.Keys) + "Name the part."));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool AreTooMany(ReadOnlySpan<Fact> facts, string path, ref List<Failure>? failures)
    {
        var numbers = 0;
        foreach (var fact in facts)
        {
            numbers += fact is Number ? 1 : 0;
        }

        foreach (var (count, kind) in new[] { (numbers, "numbers"), (facts.Length - numbers, "facts") })
        {
            if (count > MostFacts)
            {
                (failures ??= []).Add(new("fact-count", Paths.Join(path, kind), UnitText.Of(count, Unit.Count),
                    FormattableString.Invariant($"An experience has at most {MostFacts:#,##0} {kind}."),
                    "Leave out what no clause reads."));
            }
        }

        return numbers > MostFacts || facts.Length - numbers > MostFacts;
    }

    // A number without a name that anything could read has been reported as such.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SayUnread(Fact fact, string path, List<Failure> failures)
    {
        if (fact is not Number { IsNamed: false })
        {
            failures.Add(new("fact-unread", path, fact.InWords, "No clause of the contract reads this fact.",
                (fact is Number number ? NearName.Meant(number.Name, reads.Names) : string.Empty)
                    + "Leave it out, or use the contract that it belongs to."));
        }
    }

    /// <summary>
    /// What is wrong with an experience whatever the contract: texts, dates, figures that say two things, facts that are unsound or given
    /// twice. A document is judged by it when it is read; its parts are experiences of their own.
    /// </summary>
    internal static void CheckAlone(Experience experience, string path, ref List<Failure>? failures)
    {
        CheckWords(experience, path, ref failures);
        CheckConsistent(experience.Benchmark, path, "benchmark", ref failures);
        CheckConsistent(experience.Expenditure, path, "expenditure", ref failures);
        CheckConsistent(experience.Opening, path, "opening", ref failures);
        var facts = experience.Facts.AsSpan();
        if (facts.Length > MostFacts && AreTooMany(facts, path, ref failures))
        {
            return;
        }

        for (var i = 0; i < facts.Length; i++)
        {
            if (!IsSound(facts[i]))
            {
                ValidateFact(facts[i], PathOf(facts, i, path), failures ??= []);
            }

            foreach (var before in facts[..i])
            {
                if (before.GetType() == facts[i].GetType() && before.Identity == facts[i].Identity)
                {
                    (failures ??= []).Add(Twice(facts[i], PathOf(facts, i, path)));
                    break;
                }
            }
        }
    }

    /// <summary>What is wrong with a fact by itself.</summary>
    internal static void ValidateFact(Fact fact, string path, List<Failure> failures)
    {
        if (!fact.Holds())
        {
            fact.Validate(path, failures);
        }

        var (figure, member) = FigureOf(fact);
        TextRules.Validate(figure, path, member, failures);
        fact.ValidateWords(path, failures);
    }

    private static bool IsSound(Fact fact) => fact.Holds() && fact.HasSoundWords;

    /// <summary>The figure of a fact, and the member that holds it; a number is its figure.</summary>
    private static (Figure? Figure, string Member) FigureOf(Fact fact) => fact switch
    {
        Number f => (f.Figure, string.Empty),
        Quality f => (f.Score, "score"),
        RevenueCategory f => (f.Ratio, "ratio"),
        _ => (null, string.Empty),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CheckWords(Experience experience, string path, ref List<Failure>? failures)
    {
        if (!(TextRules.Hold(experience.Arrangement) && TextRules.Hold(experience.Currency) && TextRules.Hold(experience.Benchmark)
            && TextRules.Hold(experience.Expenditure) && TextRules.Hold(experience.Opening)
            && (experience.Period is null || DateRules.Hold(experience.Period))))
        {
            SayWords(experience, path, failures ??= []);
        }
    }

    private static void SayWords(Experience experience, string path, List<Failure> failures)
    {
        TextRules.Validate(experience.Arrangement, path, "arrangement", failures);
        TextRules.Validate(experience.Currency, path, "currency", failures);
        TextRules.Validate(experience.Benchmark, path, "benchmark", failures);
        TextRules.Validate(experience.Expenditure, path, "expenditure", failures);
        TextRules.Validate(experience.Opening, path, "opening", failures);
        if (experience.Period is { } period)
        {
            _ = DateRules.Validate(period, Paths.Join(path, "period"), failures);
        }
    }

    private static void CheckConsistent(Figure? figure, string path, string member, ref List<Failure>? failures)
    {
        if (figure is { Value: not null, Absence: not null })
        {
            (failures ??= []).Add(Inconsistent(figure, Paths.Join(path, member)));
        }
    }

    private static Failure Inconsistent(Figure figure, string at) =>
        new("figure-inconsistent", at, figure.ToString(), "A figure has a number or a reason why it has none, not both.",
            "Leave out one of the two.");

    private static Failure Twice(Fact fact, string at) =>
        new("fact-twice", at, fact.InWords, "A fact is given once.", "Leave out one of the two.");

    private static void CheckTwice(ReadOnlySpan<Fact> facts, FactSet reads, string path, ref List<Failure>? failures)
    {
        var fact = facts[^1];
        foreach (var before in facts[..^1])
        {
            if (reads.PlaceOf(before) == reads.PlaceOf(fact))
            {
                (failures ??= []).Add(Twice(fact, PathOf(facts, facts.Length - 1, path)));
            }
        }
    }

    /// <summary>Whether the figures were stated, or made with the terms that made the contract. Terms that no document can hold are
    /// others.</summary>
    private bool IsOfTheseTerms(Experience experience)
    {
        if (experience.Terms is not { } terms)
        {
            return true;
        }

        try
        {
            return terms.Equals(Contract.Origin?.Terms.Digest);
        }
        catch (SettlementException)
        {
            return false;
        }
    }

    private static string TextOf(Digest digest)
    {
        try
        {
            return digest.Text;
        }
        catch (SettlementException)
        {
            return string.Empty;
        }
    }

    /// <summary>What is wrong with a figure.</summary>
    private static FigureFault Ask(Figure? figure, bool needed, Least least, bool optional)
    {
        if (figure is null || !needed)
        {
            return figure is null ? needed ? FigureFault.Missing : FigureFault.None : optional ? FigureFault.None : FigureFault.Unread;
        }

        if (!figure.HasValue)
        {
            return FigureFault.Absent;
        }

        var wrong = figure.Absence is null ? FigureFault.None : FigureFault.Inconsistent;
        if (!figure.FitsItsLines)
        {
            wrong |= FigureFault.Lines;
        }

        var sign = figure.Number.Sign;
        return !Money.Holds(figure.Number) || (least != Least.Any && sign < 0) || (least == Least.AboveZero && sign == 0)
            ? wrong | FigureFault.Range
            : figure.Unit is not (Unit.Money or Unit.Unstated) ? wrong | FigureFault.Unit
            : wrong;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
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
                "Leave it out, or give it to the part that reads it."));
        }

        if (wrong.HasFlag(FigureFault.Inconsistent))
        {
            failures.Add(Inconsistent(figure!, at));
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

        if (wrong.HasFlag(FigureFault.Lines))
        {
            failures.Add(new("figure-lines", at, given, Figure.LinesRule, Figure.LinesRemedy));
        }

        if (wrong.HasFlag(FigureFault.Unit))
        {
            failures.Add(new("figure-unit", at, given,
                $"A settlement needs {what} as an amount of money; this figure is {Number.UnitWords(figure!.Unit)}.",
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
        Lines = 64,
    }

    /// <summary>How small a figure may be.</summary>
    private enum Least
    {
        Any,
        Zero,
        AboveZero,
    }
}
