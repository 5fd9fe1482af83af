using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>Which sides of zero a clause has to write.</summary>
[Flags]
internal enum Sides
{
    None = 0,
    Gain = 1,
    Loss = 2,
    Both = 3,
}

/// <summary>
/// One step that the fold took: which clause, the amount after it, and where it stands: its index in the chain, the step of the choice that the chain belongs to
/// (or <see cref="PreparedContract.PaymentRoot"/> or −1), the region of that choice, and the region that the step itself took. The amount before it is the step before's.
/// </summary>
internal readonly record struct TraceStep(Clause Clause, decimal After, short Index, short Parent, short Branch, short Taken);

/// <summary>The facts and the state of one pass over a chain. It lives on the stack; the pass allocates nothing unless something is wrong or explained.</summary>
internal ref struct Run
{
    public ReadOnlySpan<Fact> Facts;
    public decimal Benchmark;
    public Sides Sides;
    public Span<Piece> Scratch;
    public TraceStep[]? Trace;
    public int Steps;
    public int Parent;
    public int Branch;
    public List<Failure>? Failures;
    public LineWriter? Writer;

    // Inlined, the question for one kind of fact is a comparison of two pointers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T? Find<T>()
        where T : Fact
    {
        foreach (var fact in Facts)
        {
            if (fact is T found)
            {
                return found;
            }
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T? Need<T>(string fact, string remedy)
        where T : Fact
    {
        var found = Find<T>();
        if (found is null)
        {
            Missing(fact, remedy);
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryAmount(Basis basis, out decimal amount)
    {
        if (basis.IsBenchmark)
        {
            amount = Benchmark;
            return true;
        }

        return TryStated(basis, out amount);
    }

    private readonly bool TryStated(Basis basis, out decimal amount)
    {
        foreach (var fact in Facts)
        {
            if (fact is BasisAmount stated && stated.Basis == basis)
            {
                amount = stated.Amount.Value ?? 0m;
                return true;
            }
        }

        amount = 0m;
        return false;
    }

    public decimal Amount(Basis basis)
    {
        if (!TryAmount(basis, out var amount))
        {
            Missing($"the amount of '{basis.InWords}'", $"Add a BasisAmount for '{basis.Name}' to the facts.");
        }

        return amount;
    }

    public void Missing(string what, string remedy) => Fail(new("fact-missing", "facts", string.Empty, $"A clause needs {what} here and it was not given.", remedy));

    public void Negative(string what, decimal amount) => Fail(new(
        "level-negative", "facts", UnitText.Of(amount, Unit.Money), $"'{what}' is a magnitude, and the amount stated for its basis makes it negative.", "State the amount without a sign; the clause knows the side."));

    private void Fail(Failure failure)
    {
        Failures ??= [];
        if (!Failures.Contains(failure))
        {
            Failures.Add(failure);
        }
    }

    /// <summary>A longer name where something is written; the hot path keeps the short one and allocates nothing.</summary>
    public readonly string Named(string name, string more) => Writer is null ? name : name + more;

    public void Record(Clause clause, decimal after, int index, int taken = -1)
    {
        if (Trace is not null)
        {
            Trace[Steps] = new(clause, after, (short)index, (short)Parent, (short)Branch, (short)taken);
        }

        Steps++;
    }
}

/// <summary>Collects the lines of an explanation.</summary>
internal sealed class LineWriter
{
    public List<Line> Lines { get; } = [];

    public string Path { get; set; } = string.Empty;

    public decimal Figure(string key, string label, Unit unit, Operation operation, Authority? authority, string? letter, params ReadOnlySpan<Operand> operands)
    {
        var line = Make(key, label, unit, operation, authority, letter, operands);
        Lines.Add(line);
        return line.Value ?? 0m;
    }

    public void Effect(string key, string label, decimal before, decimal after, Effect effect, Operation operation, Authority? authority, string? letter, string? note, params ReadOnlySpan<Operand> operands) =>
        Lines.Add(Make(key, label, Unit.Money, operation, authority, letter, operands) with
        {
            Kind = LineKind.Clause,
            Before = before,
            Value = after,
            Effect = effect,
            Note = note,
        });

    private Line Make(string key, string label, Unit unit, Operation operation, Authority? authority, string? letter, ReadOnlySpan<Operand> operands)
    {
        Span<decimal> numbers = stackalloc decimal[operands.Length];
        var written = new Operand[operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            numbers[i] = Formulas.Unsigned(operands[i].Value ?? 0m);
            written[i] = operands[i].Value is null ? operands[i] : operands[i] with { Value = numbers[i] };
        }

        return new Line
        {
            Key = key,
            Path = Path,
            Letter = letter,
            Label = label,
            Operation = operation,
            Operands = new(written),
            Value = Formulas.Evaluate(operation, numbers),
            Unit = unit,
            Authority = authority,
        };
    }
}
