using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>
/// One rule of a contract: given the facts, a piecewise-linear curve of the running amount. A chain folds its clauses in order, and the
/// order is part of the
/// contract.
/// </summary>
public abstract partial record Clause : ISaid
{
    internal const int MaximumClauses = 100;

    private protected Clause()
    {
    }

    /// <summary>What the contract calls the rule; <see langword="null"/> for the clause's usual name. Not part of the digest.</summary>
    public string? Label { get; init; }

    /// <summary>The programme's own line letter for gains, if it prints one. Not part of the digest.</summary>
    public string? Letter { get; init; }

    /// <summary>The programme's own line letter for losses, if it prints one. Not part of the digest.</summary>
    public string? LossLetter { get; init; }

    /// <summary>
    /// Where the rule comes from; a term with an authority of its own shows that one on its line, and the clause's line shows the less
    /// certain of the two.
    /// Not part of the digest.
    /// </summary>
    public Authority? Authority { get; init; }

    /// <summary>A stable name for programs, for example "limit".</summary>
    internal abstract string Key { get; }

    /// <summary>The usual name of the rule.</summary>
    internal abstract string UsualLabel { get; }

    internal string Name => Label ?? UsualLabel;

    /// <summary>The rule as a person would write it, with its name.</summary>
    public sealed override string ToString() => $"{Name}: {Phrase.Of(this)}";

    void ISaid.Say(Phrase phrase) => Say(phrase);

    private protected abstract void Say(Phrase phrase);

    /// <summary>Whether the clause leaves an amount of zero as it is whatever the facts, so that a pass need not ask for them.</summary>
    internal virtual bool KeepsZero => true;

    /// <summary>
    /// The rule, written once: emits the clause's pieces, outward from zero on each side that the run asks for; each piece says what it
    /// means.
    /// Without a piece the amount stays as it is.
    /// </summary>
    internal abstract void Emit(ref Run run);

    internal abstract void Validate(string path, List<Failure> failures);

    internal abstract void Reads(FactSet facts);

    /// <summary>Takes the running amount through the clause while somebody listens in words.</summary>
    internal virtual void ApplyInWords(ref Run run, int index)
    {
        var words = run.Words!;
        decimal before = run.Amount;
        run.Enter();
        words.Enter(index);
        if (run.IsZero && KeepsZero)
        {
            run.SayZero();
        }
        else
        {
            Emit(ref run);
            run.Amount = Bounded(run.Result, ref run);
        }

        words.Clause(this, before, run.Amount);
    }

    /// <summary>An amount beyond what the fold can carry is a failure, and never held at the end of the range.</summary>
    internal decimal Bounded(decimal amount, ref Run run)
    {
        if (amount is <= Carried.Largest and >= -Carried.Largest)
        {
            return amount;
        }

        run.Fail(new("amount-range", Name, UnitText.Of(amount, Unit.Money), "The running amount lies within ±10^16 after every clause.",
            "Check the units of the amounts and the slopes of the contract."));
        return 0m;
    }

    /// <summary>The clause's curve for every running amount.</summary>
    internal virtual Curve AsCurve(ref Run run)
    {
        var pieces = run.Pieces!;
        pieces.Clear();
        Emit(ref run);
        return pieces.Build();
    }

    /// <summary>Whether the clause gives its chain another benchmark and so must come first in it.</summary>
    internal virtual bool MustComeFirst => false;

    private protected static void ValidateShare(RateTerm term, string path, string member, List<Failure> failures)
    {
        TextRules.Validate(term.Authority, Paths.Join(path, member), failures);
        ValidateShare(term.Value, path, member, failures);
    }

    private static void ValidateShare(Rate rate, string path, string member, List<Failure> failures)
    {
        if (rate.Fraction is < 0m or > 1m)
        {
            failures.Add(new("rate-range", Paths.Join(path, member), rate.ToString(), "A share lies between 0 and 100 %.",
                "Write it as a fraction: 0.02 for 2 %."));
        }
    }

    private protected static void ValidateChoice<T>(T choice, string path, string member, string code, string rule, List<Failure> failures)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(choice))
        {
            failures.Add(new(code, Paths.Join(path, member), EnumText.Of(choice), rule,
                $"Choose one of {string.Join(", ", Enum.GetNames<T>())}."));
        }
    }

    internal static Exact Fold(scoped ReadOnlySpan<Clause> clauses, Exact amount, ref Run run)
    {
        run.Amount = amount;
        Fold(clauses, ref run);
        return run.Amount;
    }

    internal static void Fold(scoped ReadOnlySpan<Clause> clauses, ref Run run)
    {
        if (run.Words is not null)
        {
            for (var i = 0; i < clauses.Length; i++)
            {
                clauses[i].ApplyInWords(ref run, i);
            }

            return;
        }

        foreach (var clause in clauses)
        {
            run.Enter();
            if (run.IsZero && clause.KeepsZero)
            {
                continue;
            }

            clause.Emit(ref run);
            if (run.IsWholeLine)
            {
                run.Amount = clause.Bounded(run.Amount, ref run);
            }
        }
    }

    internal static Curve Compose(ReadOnlySpan<Clause> clauses, ref Run run)
    {
        var curve = Curve.Identity;
        foreach (var clause in clauses)
        {
            curve = curve.Then(clause.AsCurve(ref run), decided: true);
        }

        return curve;
    }

    /// <summary>Validates the clause and the words around it.</summary>
    internal void ValidateAll(string path, List<Failure> failures)
    {
        TextRules.Validate(Label, path, "label", failures);
        TextRules.Validate(Letter, path, "letter", failures);
        TextRules.Validate(LossLetter, path, "lossLetter", failures);
        TextRules.Validate(Authority, path, failures);
        Validate(path, failures);
    }

    internal static void ValidateChain(ValueList<Clause> clauses, string path, string member, List<Failure> failures)
    {
        if (clauses.Count > MaximumClauses)
        {
            failures.Add(new("chain-size", Paths.Join(path, member), UnitText.Of(clauses.Count, Unit.Count),
                FormattableString.Invariant($"A chain has at most {MaximumClauses} clauses."), "Split the contract into arrangements."));
            return;
        }

        for (var i = 0; i < clauses.Count; i++)
        {
            var at = Paths.Item(path, member, i);
            clauses[i].ValidateAll(at, failures);
            if (i > 0 && clauses[i].MustComeFirst)
            {
                failures.Add(new("benchmark-not-first", at, clauses[i].Name,
                    "A clause that gives its chain another benchmark compares it with spending, so it comes first in its chain.",
                    "Move it to the front, with the clauses before it inside its regions."));
            }
        }
    }
}
