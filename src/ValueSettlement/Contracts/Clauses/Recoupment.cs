namespace ValueSettlement;

/// <summary>
/// Advances taken back from what was earned, never more than that: part of the way from earned to payable. What is not recouped carries forward.
/// <code>x  →  x − min(x, balance) for x &gt; 0; losses are left alone</code>
/// 42 CFR 425.630(g), 425.640.
/// </summary>
public sealed record Recoupment : Clause
{
    /// <summary>The balance of the advances; optional: without it there is nothing to recoup.</summary>
    public required Basis Balance { get; init; }

    internal override string Key => "recoupment";

    internal override string UsualLabel => "Recoupment of advances";

    internal override int PieceBound => 3;

    internal override bool KeepsZero => true;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        pieces[0] = Piece.Line(1m, 0m);
        if (!run.TryAmount(Balance, out var balance) || balance == 0m)
        {
            return 1;
        }

        if (balance < 0m)
        {
            run.Negative(Name, balance);
            return 1;
        }

        pieces[1] = new(0m, true, 0m, 0m);
        pieces[2] = new(balance, true, 1m, -balance);
        return 3;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        if (!run.TryAmount(Balance, out var balance))
        {
            run.Writer!.Effect(Key, Name, before, after, Effect.CouldNotApply, Operation.Stated, Authority, Letter, $"No amount of '{Balance.InWords}' was stated.", Running(before));
            return;
        }

        var recouped = before > 0m ? run.Writer!.Figure("recouped", "Advances recouped", Unit.Money, Operation.Least, Authority, null, new Operand("earned", before, Unit.Money), new Operand("balance", balance, Unit.Money)) : 0m;
        run.Writer!.Effect(Key, Name, before, after, Changed(before, after), Operation.Difference, Authority, Letter, null, Running(before), new Operand("recouped", recouped, Unit.Money));
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        if (Balance == Basis.Benchmark)
        {
            failures.Add(new("basis-is-benchmark", Paths.Join(path, "balance"), Balance.Name, "A balance of advances is not the benchmark.", "Name the basis of the balance, for example advance-balance."));
        }
    }

    internal override void Reads(FactSet facts) => facts.Add(Balance);
}
