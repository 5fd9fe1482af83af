namespace ValueSettlement;

/// <summary>A number inside <see cref="Workings"/>: it knows its name, and why it is absent if it is.</summary>
/// <param name="Name">What it is, as a later formula's operand.</param>
/// <param name="Value">The unrounded number, or <see langword="null"/>.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Absence">Why it is absent, if it is.</param>
public readonly record struct Quantity(string Name, decimal? Value, Unit Unit, Absence? Absence = null)
{
    /// <summary>A number from nowhere but the rule itself, for example a weight.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">The number.</param>
    /// <param name="unit">What it counts.</param>
    public static Quantity Of(string name, decimal value, Unit unit = Unit.Factor) => new(name, value, unit);

    /// <summary>The name and the number in invariant notation, or why it is absent.</summary>
    public override string ToString() => $"{Name} {(Value is { } value ? UnitText.Of(value, Unit) : Absence?.ToString() ?? "absent")}";

    /// <summary>The number, where it is known to be there.</summary>
    internal decimal Number => Value.GetValueOrDefault();

    /// <summary>The unconfirmed rule that the number rests on, if it rests on one: every later line shows it.</summary>
    internal Authority? Doubt { get; init; }

    internal Operand AsOperand() => new(Name, Value, Unit);
}

/// <summary>What a step of <see cref="Workings"/> is called.</summary>
/// <param name="Key">A stable name for programs.</param>
/// <param name="Label">What it is, in words.</param>
/// <param name="Unit">What the result counts.</param>
/// <param name="Letter">The programme's own line letter, if it prints one.</param>
/// <param name="Authority">Where the rule comes from.</param>
public readonly record struct Step(string Key, string Label, Unit Unit = Unit.Factor, string? Letter = null, Authority? Authority = null)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>
/// Arithmetic that explains itself: each call computes one number and writes the line for it. What is absent stays absent,
/// with the reason, and everything that can still be computed is.
/// </summary>
public sealed class Workings
{
    private readonly List<Line> lines;
    private readonly string path;
    private readonly string about;

    /// <summary>Empty workings.</summary>
    /// <param name="path">Where their lines belong, for example "benchmark".</param>
    public Workings(string path = "")
        : this(path, [])
    {
    }

    private Workings(string path, List<Line> lines, string about = "") => (this.path, this.lines, this.about) = (path, lines, about);

    /// <summary>A part of these workings: its lines stand among the others, in order, under a path of their own.</summary>
    /// <param name="name">The part, for example a stratum.</param>
    public Workings Part(string name) => new(Paths.Join(path, name), lines, about);

    /// <summary>A part that says of what it is in each label, for rules that many things of one kind follow.</summary>
    /// <param name="name">The part, for example a stratum.</param>
    /// <param name="of">What begins each of its labels, for example the stratum's name.</param>
    internal Workings Part(string name, string of) => new(Paths.Join(path, name), lines, $"{about}{of}, ");

    /// <summary>The lines written so far, in order.</summary>
    public ValueList<Line> Lines => [.. lines];

    /// <summary>A number that is stated; writes a line for it.</summary>
    /// <param name="step">What it is.</param>
    /// <param name="value">The number.</param>
    public Quantity Given(Step step, decimal value)
    {
        var named = Named(step);
        return Enter(named, Operation.Stated, [Quantity.Of(named.Label, value, step.Unit)]);
    }

    /// <summary>A figure that was stated or computed before; its own lines come first.</summary>
    /// <param name="step">What it is.</param>
    /// <param name="figure">The figure.</param>
    public Quantity Given(Step step, Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        lines.AddRange(figure.Lines);
        var named = Named(step);

        // Its operand bears the name that its number was computed under: a statement says that it was, and does not call it stated.
        return Enter(named, Operation.Stated,
            [new Quantity(figure.ComputedBy ?? named.Label, figure.Value, step.Unit, figure.Absence) { Doubt = figure.Doubt }]);
    }

    /// <summary>A figure that was computed before and is not named anew: its lines, and no line of its own.</summary>
    internal Quantity Taken(Figure figure)
    {
        lines.AddRange(figure.Lines);
        return new(figure.Lines[^1].Label, figure.Value, figure.Unit, figure.Absence) { Doubt = figure.Doubt };
    }

    /// <summary>A number that is not there; writes the line that says why.</summary>
    /// <param name="step">What it would be.</param>
    /// <param name="absence">Why it is absent.</param>
    public Quantity Absent(Step step, Absence absence)
    {
        var named = Named(step);
        return Enter(named, Operation.Stated, [new Quantity(named.Label, null, step.Unit, absence)]);
    }

    /// <summary>One step: computes the operation, writes its line, returns its result.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="operation">How it follows from the operands.</param>
    /// <param name="operands">The numbers, in the order that <see cref="Operation"/> states.</param>
    public Quantity Write(Step step, Operation operation, params ReadOnlySpan<Quantity> operands) =>
        Enter(Named(step), operation, operands);

    // A word goes on small after the name; an abbreviation keeps its capitals.
    private Step Named(Step step) => about.Length == 0 || step.Label.Length < 2 ? step : step with
    {
        Label = about + (char.IsLower(step.Label[1]) ? char.ToLowerInvariant(step.Label[0]) : step.Label[0]) + step.Label[1..],
    };

    private Quantity Enter(Step step, Operation operation, ReadOnlySpan<Quantity> operands)
    {
        var numbers = new decimal[operands.Length];
        var written = new Operand[operands.Length];
        Absence? absence = null;
        Authority? doubt = null;
        for (var i = 0; i < operands.Length; i++)
        {
            written[i] = operands[i].AsOperand();
            doubt ??= operands[i].Doubt;
            if (operands[i].Value is { } number)
            {
                numbers[i] = number;
            }
            else
            {
                absence ??= operation == Operation.Stated
                    ? operands[i].Absence ?? new(AbsenceKind.Missing, $"{operands[i].Name} was not stated.")
                    : new(AbsenceKind.NotCalculable, operands[i].Absence is { } cause
                        ? cause.Kind == AbsenceKind.NotCalculable ? cause.Reason : $"{operands[i].Name}: {cause.Reason}"
                        : $"{operands[i].Name} was not stated.");
            }
        }

        decimal? value = null;
        if (absence is null)
        {
            try
            {
                value = Formulas.Evaluate(operation, numbers);
            }
            catch (DivideByZeroException)
            {
                absence = new(AbsenceKind.NotCalculable, $"{step.Label} would divide by zero.");
            }
            catch (OverflowException)
            {
                absence = new(AbsenceKind.NotCalculable, $"{step.Label} is larger than 28 digits.");
            }
        }

        var authority = step.Authority?.OrLessCertain(doubt) ?? doubt;
        lines.Add(new Line
        {
            Key = step.Key,
            Path = path,
            Letter = step.Letter,
            Label = step.Label,
            Operation = operation,
            Operands = new(written),
            Value = value,
            Absence = absence,
            Unit = step.Unit,
            Authority = authority,
        });
        return new(step.Label, value, step.Unit, absence) { Doubt = authority is { Unconfirmed: true } ? authority : null };
    }

    /// <summary>a + b + …</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="terms">The terms.</param>
    public Quantity Add(Step step, params ReadOnlySpan<Quantity> terms) => Write(step, Operation.Sum, terms);

    /// <summary>a − b − …</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="terms">The first term and what is taken from it.</param>
    public Quantity Subtract(Step step, params ReadOnlySpan<Quantity> terms) => Write(step, Operation.Difference, terms);

    /// <summary>a × b × …</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="factors">The factors.</param>
    public Quantity Multiply(Step step, params ReadOnlySpan<Quantity> factors) => Write(step, Operation.Product, factors);

    /// <summary>a ÷ b; absent, with the reason, if b is zero.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="dividend">What is divided.</param>
    /// <param name="divisor">What it is divided by.</param>
    public Quantity Divide(Step step, Quantity dividend, Quantity divisor) => Write(step, Operation.Quotient, dividend, divisor);

    /// <summary>a × b ÷ c, the multiplication first; absent, with the reason, if c is zero.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="amount">a.</param>
    /// <param name="part">b.</param>
    /// <param name="whole">c.</param>
    public Quantity Prorate(Step step, Quantity amount, Quantity part, Quantity whole) =>
        Write(step, Operation.ProductQuotient, amount, part, whole);

    /// <summary>w₁ × x₁ + w₂ × x₂ + …</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="pairs">Weight, value, weight, value …</param>
    public Quantity Blend(Step step, params ReadOnlySpan<Quantity> pairs) => Write(step, Operation.WeightedSum, pairs);

    /// <summary>(w₁ × x₁ + w₂ × x₂ + …) ÷ (w₁ + w₂ + …); absent if the weights add up to nothing.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="pairs">Weight, value, weight, value …</param>
    public Quantity Mean(Step step, params ReadOnlySpan<Quantity> pairs) => Write(step, Operation.WeightedMean, pairs);

    /// <summary>The least of several.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="candidates">The candidates.</param>
    public Quantity Least(Step step, params ReadOnlySpan<Quantity> candidates) => Write(step, Operation.Least, candidates);

    /// <summary>The greatest of several.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="candidates">The candidates.</param>
    public Quantity Greatest(Step step, params ReadOnlySpan<Quantity> candidates) => Write(step, Operation.Greatest, candidates);

    /// <summary>x held between two bounds.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="value">x.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    public Quantity Clamp(Step step, Quantity value, Quantity low, Quantity high) => Write(step, Operation.Clamp, value, low, high);

    /// <summary>x if it lies beyond one of two bounds, otherwise nothing; a bound itself is not beyond.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="value">x.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    public Quantity Beyond(Step step, Quantity value, Quantity low, Quantity high) => Write(step, Operation.Beyond, value, low, high);

    /// <summary>Shares of x in marginal bands, with the sign of x.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="valueAndBands">x, then share, upper end, share, upper end, …, and the share of the open last band. Ends are magnitudes,
    /// ascending.</param>
    public Quantity MarginalBands(Step step, params ReadOnlySpan<Quantity> valueAndBands) =>
        Write(step, Operation.MarginalBands, valueAndBands);

    /// <summary>x rounded, halves away from zero.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="value">x.</param>
    /// <param name="digits">Decimals kept.</param>
    public Quantity Round(Step step, Quantity value, int digits) =>
        Write(step, Operation.Round, value, Quantity.Of("decimals", digits, Unit.Count));

    /// <summary>x cut off after a number of decimals, towards zero.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="value">x.</param>
    /// <param name="digits">Decimals kept.</param>
    public Quantity Cut(Step step, Quantity value, int digits) =>
        Write(step, Operation.Cut, value, Quantity.Of("decimals", digits, Unit.Count));

    /// <summary>x if y is at least z, otherwise nothing.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="value">x.</param>
    /// <param name="tested">y.</param>
    /// <param name="least">z.</param>
    public Quantity IfAtLeast(Step step, Quantity value, Quantity tested, Quantity least) =>
        Write(step, Operation.IfAtLeast, value, tested, least);

    /// <summary>A sentence on the last line.</summary>
    internal void Remark(string sentence) => lines[^1] = lines[^1] with { Note = sentence };

    /// <summary>A computed figure: the result with all lines written so far.</summary>
    /// <param name="result">Which quantity is the figure's value.</param>
    public Figure Figure(Quantity result) => new() { Value = result.Value, Absence = result.Absence, Unit = result.Unit, Lines = Lines };
}
