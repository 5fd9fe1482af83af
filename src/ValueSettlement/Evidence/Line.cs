using System.Diagnostics.CodeAnalysis;

namespace ValueSettlement;

/// <summary>A number that a line's value was computed from.</summary>
public readonly record struct Operand
{
    /// <summary>A number.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">The unrounded number, or <see langword="null"/> if it is absent.</param>
    /// <param name="unit">What it counts.</param>
    [SetsRequiredMembers]
    public Operand(string name, decimal? value, Unit unit) => (Name, Value, Unit) = (name, value, unit);

    /// <summary>What it is.</summary>
    public required string Name { get; init => field = Given.Of(value); }

    /// <summary>The unrounded number, or <see langword="null"/> if it is absent.</summary>
    public required decimal? Value { get; init; }

    /// <summary>What it counts.</summary>
    public required Unit Unit { get; init; }

    /// <summary>The name and the number in invariant notation.</summary>
    public override string ToString() => $"{Name} {(Value is { } value ? UnitText.Of(value, Unit) : "absent")}";
}

/// <summary>What a line is in the settlement.</summary>
public enum LineKind
{
    /// <summary>A number that later lines read; it does not change the running amount.</summary>
    Figure,

    /// <summary>The amount that the fold of the clauses begins with.</summary>
    Opening,

    /// <summary>What one clause did to the running amount.</summary>
    Clause,
}

/// <summary>Whether a clause changed anything.</summary>
public enum Effect
{
    /// <summary>It changed the running amount.</summary>
    Bound,

    /// <summary>It was applied and changed nothing.</summary>
    DidNotBind,

    /// <summary>It could not be applied: an optional fact that it acts on was not stated.</summary>
    CouldNotApply,
}

/// <summary>The parties to a contract, as far as money is concerned.</summary>
public enum Party
{
    /// <summary>Nobody: the amount is zero.</summary>
    Neither,

    /// <summary>The payer, programme, commissioner or government.</summary>
    Payer,

    /// <summary>The provider, organisation, plan or supplier.</summary>
    Provider,
}

/// <summary>One explained step: what was computed, from what, how, on whose authority, and what it changed.</summary>
public sealed record Line
{
    /// <summary>The key of the line that says for what a settlement is, where that is not the whole of its period: its note begins with
    /// it.</summary>
    internal const string SettledForKey = "settled-for";

    /// <summary>A stable name for programs, for example "limit". Unique within its settlement once <see cref="Line.Path"/> is taken with
    /// it.</summary>
    public required string Key { get; init => field = Given.Of(value); }

    /// <summary>Where it belongs: empty for the contract or part itself, otherwise the clause, for example
    /// "clauses[3]".</summary>
    public string Path { get; init => field = Given.Of(value); } = string.Empty;

    /// <summary>The programme's own line letter, if it prints one.</summary>
    public string? Letter { get; init; }

    /// <summary>What it is, in words.</summary>
    public required string Label { get; init => field = Given.Of(value); }

    /// <summary>What the line is in the settlement.</summary>
    public LineKind Kind { get; init; }

    /// <summary>How the value follows from the operands.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The unrounded numbers that the value was computed from.</summary>
    public ValueList<Operand> Operands { get; init => field = Given.Of(value); } = [];

    /// <summary>The unrounded value, or <see langword="null"/> if it is absent.</summary>
    public decimal? Value { get; init; }

    /// <summary>Why the value is absent, if it is.</summary>
    public Absence? Absence { get; init; }

    /// <summary>What the value counts.</summary>
    public Unit Unit { get; init; }

    /// <summary>
    /// To how many decimals the value was carried, halves to even: 12 for the running amount, 9 for a level or an edge;
    /// <see langword="null"/> for a number
    /// that was not rounded.
    /// </summary>
    public int? Decimals { get; init; }

    /// <summary>
    /// For a clause: the running amounts for which its formula holds, with the amount before it among them once that is read to nine
    /// decimals; otherwise
    /// <see langword="null"/>.
    /// </summary>
    public Interval? Within { get; init; }

    /// <summary>For a clause: the running amount before it. Otherwise <see langword="null"/>.</summary>
    public decimal? Before { get; init; }

    /// <summary>For a clause: whether it changed anything.</summary>
    public Effect Effect { get; init; }

    /// <summary>A sentence that the formula cannot say, for example why a clause did not apply.</summary>
    public string? Note { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>For a clause: what it added to the running amount; for the opening line, the opening amount; otherwise zero. The deltas of
    /// a settlement add up to what was earned.</summary>
    /// <exception cref="OverflowException">The clause's amounts lie further apart than a decimal can say. Those of a settlement never do:
    /// they lie within ±10^16, and nothing is cut to a bound.</exception>
    public decimal Delta => Kind switch
    {
        LineKind.Clause => Formulas.Unsigned((Value ?? 0m) - (Before ?? 0m)),
        LineKind.Opening => Value ?? 0m,
        _ => 0m,
    };

    /// <summary>Who bears the delta: the party whose position it worsens.</summary>
    public Party BorneBy => Direction switch { 0 => Party.Neither, > 0 => Party.Payer, _ => Party.Provider };

    // Compared and not subtracted, so that amounts of any size have one.
    private int Direction => Kind switch
    {
        LineKind.Clause => decimal.Compare(Value ?? 0m, Before ?? 0m),
        LineKind.Opening => decimal.Sign(Value ?? 0m),
        _ => 0,
    };

    /// <summary>The formula with its numbers in it.</summary>
    public string Formula => Formulas.Fits(Operation, Operands.Count)
        ? Formulas.Text(Operation, Operands.AsSpan(), exact: Decimals is not null)
        : string.Join("; ", Operands);

    private const int MostOnTheStack = 32;

    /// <summary>Computes the value again from the recorded operands; <see langword="null"/> if one of them is absent, or if they do not fit
    /// the operation.</summary>
    public decimal? Replay()
    {
        if (Absence is not null || !Formulas.Fits(Operation, Operands.Count))
        {
            return null;
        }

        Span<decimal> numbers = Operands.Count <= MostOnTheStack ? stackalloc decimal[Operands.Count] : new decimal[Operands.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (Operands[i].Value is not { } number)
            {
                return null;
            }

            numbers[i] = number;
        }

        try
        {
            var value = Formulas.Evaluate(Operation, numbers);
            return Decimals is { } decimals ? Carried.Round(value, Math.Clamp(decimals, 0, 28)) : value;
        }
        catch (Exception problem) when (problem is DivideByZeroException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The value as a statement prints it: with every digit inside the fold, otherwise with as many as a person reads; or why it
    /// is absent.</summary>
    internal string ValueText => Value is not { } value ? Absence?.ToString() ?? "absent"
        : Decimals is null ? UnitText.Of(value, Unit) : UnitText.Exact(value, Unit);

    /// <summary>The line as one sentence in invariant notation.</summary>
    public override string ToString()
    {
        var name = $"{(Letter is null ? string.Empty : $"[{Letter}] ")}{Label}: ";
        return Kind == LineKind.Clause && Operation == Operation.Stated
            ? name + (Effect == Effect.CouldNotApply ? "not applied" : Effect == Effect.DidNotBind ? "no change" : "applies")
                + (Note is null ? "." : ". " + Note)
            : $"{name}{(Operation == Operation.Stated || Value is null ? string.Empty : Formula + " = ")}{ValueText}";
    }
}
