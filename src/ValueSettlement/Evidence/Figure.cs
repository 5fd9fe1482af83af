namespace ValueSettlement;

/// <summary>
/// A number that a settlement reads: stated by somebody (with the source) or computed (with the lines that led to it).
/// A contract settles from stated totals today and from computed ones tomorrow without a change of shape.
/// </summary>
public sealed record Figure
{
    /// <summary>The unrounded number, or <see langword="null"/> if it is absent.</summary>
    public decimal? Value
    {
        get => HasValue ? Number : null;
        init => (HasValue, Number) = (value.HasValue, value.GetValueOrDefault());
    }

    /// <summary>Whether the number is there.</summary>
    internal bool HasValue { get; private init; }

    /// <summary>The number, zero if it is absent: for a reader that has asked first.</summary>
    internal Exact Number { get; private set; }

    /// <summary>Takes the number of another row: only for a figure that nobody else sees.</summary>
    internal void Refill(decimal value) => Number = value;

    /// <summary>Why the number is absent, if it is. Absent is never zero.</summary>
    public Absence? Absence { get; init; }

    /// <summary>What it counts; left out, what its use counts.</summary>
    public Unit Unit { get; init; } = Unit.Unstated;

    /// <summary>Who stated it, for example "payer's report of 2025-08-14, table 2".</summary>
    public string? Source { get; init; }

    /// <summary>The lines that led to it; empty if it was stated.</summary>
    public ValueList<Line> Lines { get; init => field = Given.Of(value); } = [];

    /// <summary>The figure in the unit of its use, if it states none.</summary>
    internal static Figure? In(Unit use, Figure? figure) =>
        figure is { Unit: Unit.Unstated } && use != Unit.Unstated ? figure with { Unit = use } : figure;

    /// <summary>Whether it has no lines, or such as lead to its number.</summary>
    internal bool FitsItsLines => Lines.Count == 0 || !HasValue || IsLedTo();

    /// <summary>What is said of lines that do not lead to their figure.</summary>
    internal const string LinesRule =
        "The lines of a figure lead to its value: each replays from its operands, and one of them has the figure's value.";

    /// <summary>What helps against them.</summary>
    internal const string LinesRemedy = "Take the figure as it was computed, or state it without lines.";

    /// <summary>Whether the lines lead to the number: each replays to its value or says why it has none, and one of
    /// them has the figure's.</summary>
    internal bool IsLedTo()
    {
        var led = false;
        foreach (var line in Lines.AsSpan())
        {
            if (line.Value is { } value ? line.Replay() != value : line.Absence is null)
            {
                return false;
            }

            led |= line.Value == Value;
        }

        return led;
    }

    /// <summary>Whether the number, if there is one, lies between two bounds.</summary>
    internal bool IsWithin(Exact low, Exact high) =>
        !HasValue || (Exact.Compare(Number, low) >= 0 && Exact.Compare(Number, high) <= 0);

    /// <summary>The unconfirmed rule that a computed figure rests on, by the line that gives it; otherwise nothing.</summary>
    internal Authority? Doubt => Result is { Authority: { Unconfirmed: true } doubt } ? doubt : null;

    /// <summary>What the line that gives a computed figure is called; <see langword="null"/> for a stated figure.</summary>
    internal string? ComputedBy => Result is { Operation: not Operation.Stated } line ? line.Label : null;

    private Line? Result => Lines.Count > 0 && Lines[^1].Value == Value ? Lines[^1] : null;

    /// <summary>A stated amount of money.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="source">Who stated it.</param>
    public static Figure Stated(Money amount, string? source = null) => new() { Value = amount.Amount, Unit = Unit.Money, Source = source };

    /// <summary>A stated rate or score.</summary>
    /// <param name="rate">The rate; a score of 89.41 points is 0.8941.</param>
    /// <param name="source">Who stated it.</param>
    public static Figure Stated(Rate rate, string? source = null) => new() { Value = rate.Fraction, Unit = Unit.Rate, Source = source };

    /// <summary>A number that is not there.</summary>
    /// <param name="kind">Which of the five kinds of absence.</param>
    /// <param name="reason">One sentence for a person.</param>
    /// <param name="unit">What it would count; left out, what its use counts.</param>
    public static Figure Absent(AbsenceKind kind, string reason, Unit unit = Unit.Unstated) =>
        new() { Absence = new(kind, reason), Unit = unit };

    /// <summary>A stated amount of money.</summary>
    /// <param name="amount">The amount.</param>
    public static implicit operator Figure(Money amount) => Stated(amount);

    /// <summary>A stated rate.</summary>
    /// <param name="rate">The rate.</param>
    public static implicit operator Figure(Rate rate) => Stated(rate);

    /// <summary>A stated amount of money.</summary>
    /// <param name="amount">The amount.</param>
    public static Figure FromMoney(Money amount) => Stated(amount);

    /// <summary>A stated rate.</summary>
    /// <param name="rate">The rate.</param>
    public static Figure FromRate(Rate rate) => Stated(rate);

    /// <summary>The number in invariant notation, or why it is absent.</summary>
    public override string ToString() => Value is { } value ? UnitText.Of(value, Unit) : Absence?.ToString() ?? "absent";
}
