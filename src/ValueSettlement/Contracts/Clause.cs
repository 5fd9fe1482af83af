namespace ValueSettlement;

/// <summary>
/// One rule of a contract: given the facts, a piecewise-linear curve of the running amount. A chain folds its clauses in order, and the order is part of the contract.
/// </summary>
public abstract partial record Clause
{
    private protected Clause()
    {
    }

    /// <summary>What the contract calls the rule; <see langword="null"/> for the clause's usual name. Not part of the digest.</summary>
    public string? Label { get; init; }

    /// <summary>The programme's own line letter for gains, if it prints one. Not part of the digest.</summary>
    public string? Letter { get; init; }

    /// <summary>The programme's own line letter for losses, if it prints one. Not part of the digest.</summary>
    public string? LossLetter { get; init; }

    /// <summary>Where the rule comes from. Not part of the digest.</summary>
    public Authority? Authority { get; init; }

    /// <summary>A stable name for programs, for example "limit".</summary>
    internal abstract string Key { get; }

    /// <summary>The usual name of the rule.</summary>
    internal abstract string UsualLabel { get; }

    internal string Name => Label ?? UsualLabel;

    /// <summary>An upper bound of the number of pieces that <see cref="Write"/> writes.</summary>
    internal abstract int PieceBound { get; }

    /// <summary>Whether the clause leaves an amount of zero as it is whatever the facts, so that a pass need not ask for them.</summary>
    internal virtual bool KeepsZero => false;

    /// <summary>How many steps a pass over the clause can record at most.</summary>
    internal virtual int StepBound => 1;

    /// <summary>Writes the clause's pieces, for the sides of zero that <see cref="Run.Sides"/> asks for, and returns how many; none means that the amount stays as it is.</summary>
    internal abstract int Write(ref Run run, Span<Piece> pieces);

    /// <summary>Writes the lines for a pass that took the amount from <paramref name="before"/> to <paramref name="after"/>.</summary>
    internal abstract void Explain(ref Run run, decimal before, decimal after);

    internal abstract void Judge(string path, List<Failure> failures);

    internal abstract void Reads(FactSet facts);

    /// <summary>Takes the running amount through the clause.</summary>
    internal virtual decimal Apply(decimal amount, ref Run run, int index)
    {
        // The sign is read from the bits; comparing decimals costs as much as adding them.
        var sign = decimal.Sign(amount);
        if (sign == 0 && KeepsZero)
        {
            run.Record(this, 0m, index);
            return 0m;
        }

        run.Sides = sign > 0 ? Sides.Gain : sign < 0 ? Sides.Loss : Sides.None;
        var count = Write(ref run, run.Scratch);
        var after = Formulas.Unsigned(count == 0 ? amount : count == 1 ? run.Scratch[0].At(amount) : Curve.At(run.Scratch[..count], amount));
        run.Record(this, after, index);
        return after;
    }

    /// <summary>The clause's curve for every running amount.</summary>
    internal virtual Curve AsCurve(ref Run run)
    {
        run.Sides = Sides.Both;
        Span<Piece> pieces = new Piece[PieceBound];
        var count = Write(ref run, pieces);
        return count == 0 ? Curve.Identity : Curve.Of(pieces[..count]);
    }

    /// <summary>Whether the clause gives its chain another benchmark and so must come first in it.</summary>
    internal virtual bool MustComeFirst => false;

    /// <summary>Writes one line through zero for each side that the run asks for.</summary>
    private protected static int WriteSides(ref Run run, Span<Piece> pieces, decimal lossSlope, decimal gainSlope)
    {
        var count = 0;
        if (run.Sides != Sides.Gain)
        {
            pieces[count++] = Piece.Line(lossSlope, 0m);
        }

        if (run.Sides != Sides.Loss)
        {
            pieces[count++] = new(count == 0 ? Piece.Unbounded : 0m, true, gainSlope, 0m);
        }

        return count;
    }

    private protected string? LetterFor(decimal amount) => amount < 0m ? LossLetter ?? Letter : Letter;

    private protected static Effect Changed(decimal before, decimal after) => before == after ? Effect.DidNotBind : Effect.Bound;

    private protected static Operand Running(decimal before) => new("running amount", before, Unit.Money);

    private protected static void JudgeShare(Rate rate, string path, string member, List<Failure> failures)
    {
        if (rate.Fraction is < 0m or > 1m)
        {
            failures.Add(new("rate-range", Paths.Join(path, member), rate.ToString(), "A share lies between 0 and 100 %.", "Write it as a fraction: 0.02 for 2 %."));
        }
    }

    internal static decimal Fold(ReadOnlySpan<Clause> clauses, decimal amount, ref Run run)
    {
        for (var i = 0; i < clauses.Length; i++)
        {
            amount = clauses[i].Apply(amount, ref run, i);
        }

        return amount;
    }

    internal static Curve Compose(ReadOnlySpan<Clause> clauses, ref Run run)
    {
        var curve = Curve.Identity;
        foreach (var clause in clauses)
        {
            curve = curve.Then(clause.AsCurve(ref run));
        }

        return curve;
    }

    /// <summary>Judges the clause and the words around it.</summary>
    internal void JudgeAll(string path, List<Failure> failures, int depth = 0)
    {
        TextRules.Judge(Label, path, "label", failures);
        TextRules.Judge(Letter, path, "letter", failures);
        TextRules.Judge(LossLetter, path, "lossLetter", failures);
        TextRules.Judge(Authority, path, failures);
        if (this is Choose choose)
        {
            choose.Judge(path, failures, depth + 1);
        }
        else
        {
            Judge(path, failures);
        }
    }

    internal static void JudgeChain(ValueList<Clause> clauses, string path, string member, List<Failure> failures, int depth = 0)
    {
        if (clauses.Count > MaximumClauses || depth > MaximumDepth)
        {
            failures.Add(new("chain-size", Paths.Join(path, member), UnitText.Of(clauses.Count, Unit.Count), FormattableString.Invariant($"A chain has at most {MaximumClauses} clauses, nested at most {MaximumDepth} deep."), "Split the contract into arrangements."));
            return;
        }

        for (var i = 0; i < clauses.Count; i++)
        {
            var at = Paths.Item(path, member, i);
            clauses[i].JudgeAll(at, failures, depth);
            if (i > 0 && clauses[i].MustComeFirst)
            {
                failures.Add(new("benchmark-not-first", at, clauses[i].Name, "A clause that gives its chain another benchmark compares it with spending, so it comes first in its chain.", "Move it to the front, with the clauses before it inside its regions."));
            }
        }
    }

    internal const int MaximumClauses = 100;
    internal const int MaximumDepth = 16;
}
