namespace ValueSettlement.Measures;

/// <summary>
/// What people got for the money: outcome units per unit of cost, over the full cycle of care (Porter). The outcome's own interval goes
/// with
/// it; the cost is taken as it was settled.
/// <code>value = outcome ÷ cost × per</code>
/// </summary>
public sealed record ValueRatio
{
    private ValueRatio(Figure value, Figure lower, Figure upper, string outcomeUnit, decimal per) =>
        (Value, Lower, Upper, OutcomeUnit, Per) = (value, lower, upper, outcomeUnit, per);

    /// <summary>Outcome units per <see cref="Per"/> of the currency, with its lines.</summary>
    public Figure Value { get; }

    /// <summary>The same at the lower end of the outcome's interval; absent if it has none.</summary>
    public Figure Lower { get; }

    /// <summary>The same at the upper end.</summary>
    public Figure Upper { get; }

    /// <summary>What the outcome counts, for example "healthy days at home".</summary>
    public string OutcomeUnit { get; }

    /// <summary>The amount of money that it is stated for, for example 1,000.</summary>
    public decimal Per { get; }

    /// <summary>The value of an outcome.</summary>
    /// <param name="outcome">The outcome in its units.</param>
    /// <param name="outcomeUnit">What it counts, for example "healthy days at home".</param>
    /// <param name="cost">The cost; positive.</param>
    /// <param name="per">The amount of money that the value is stated for.</param>
    /// <param name="lower">The lower end of the outcome's interval.</param>
    /// <param name="upper">The upper end.</param>
    /// <exception cref="SettlementException">The unit has no name, the cost or the amount is not positive, or the ends are out of order;
    /// carries every reason.</exception>
    public static ValueRatio Of(Figure outcome, string outcomeUnit, Figure cost, decimal per = 1m, Figure? lower = null,
        Figure? upper = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(cost);
        var failures = new List<Failure>();
        TextRules.Validate(outcomeUnit, string.Empty, "outcomeUnit", failures);
        if (string.IsNullOrWhiteSpace(outcomeUnit))
        {
            failures.Add(new("name-empty", "outcomeUnit", outcomeUnit ?? string.Empty, "A value names what the outcome counts.",
                "Write it, for example 'healthy days at home'."));
        }

        if (cost.Value is <= 0m || per is <= 0m or > 1_000_000_000m)
        {
            failures.Add(new("value-cost", "cost", cost.ToString(), "A cost and the amount that a value is stated for are positive.",
                "State what was spent; where nothing was, there is no value for money."));
        }

        if (lower?.Value > outcome.Value || upper?.Value < outcome.Value)
        {
            failures.Add(new("bounds-order", "lower", $"{lower} to {upper}", $"The interval of an outcome holds the outcome ({outcome}).",
                "Give the lower end first."));
        }

        return failures.Count > 0 ? throw new SettlementException(failures)
            : new(Divide(outcome, "Outcome"), End(lower, "lower"), End(upper, "upper"), outcomeUnit!, per);

        Figure Divide(Figure units, string label)
        {
            var w = new Workings("value");
            return w.Figure(w.Prorate(new("value", $"{label}: {outcomeUnit} per {UnitText.Of(per, Unit.Money)}", Unit.Factor),
                w.Given(new("outcome", $"{label}, {outcomeUnit}", Unit.Factor), units), Quantity.Of("per", per, Unit.Money),
                w.Given(new("cost", "Cost", Unit.Money), cost)));
        }

        Figure End(Figure? units, string end) => units is null
            ? Figure.Absent(AbsenceKind.Missing, $"The outcome has no {end} end.", Unit.Factor) : Divide(units, $"Outcome, {end} end");
    }

    /// <summary>The value with its unit.</summary>
    public override string ToString() => $"{Value} {OutcomeUnit} per {UnitText.Of(Per, Unit.Money)}"
        + (Lower.Value is not null && Upper.Value is not null ? $" ({Lower} to {Upper})" : string.Empty);
}

/// <summary>
/// Experience of care, health of the population and cost for each person, side by side. They have no common unit, so there is no sum: a
/// contract that wants one weighs measures in a <see cref="MeasureSet"/> and says how.
/// </summary>
/// <param name="Experience">Experience of care.</param>
/// <param name="Health">Health of the population.</param>
/// <param name="PerCapitaCost">Cost for each person.</param>
public sealed record ThreeAims(Figure Experience, Figure Health, Figure PerCapitaCost)
{
    /// <summary>Experience of care.</summary>
    public Figure Experience { get; init => field = Given.Of(value); } = Given.Of(Experience);

    /// <summary>Health of the population.</summary>
    public Figure Health { get; init => field = Given.Of(value); } = Given.Of(Health);

    /// <summary>Cost for each person.</summary>
    public Figure PerCapitaCost { get; init => field = Given.Of(value); } = Given.Of(PerCapitaCost);

    /// <summary>The three side by side.</summary>
    public override string ToString() => $"experience {Experience}; health {Health}; cost for each person {PerCapitaCost}";
}

/// <summary>One of several ways to pass.</summary>
/// <param name="Name">What it is called, for example "this cohort", "all cohorts together".</param>
/// <param name="Result">The result.</param>
/// <param name="AtLeast">What it has to reach, that number included.</param>
public sealed record AlternativeTest(string Name, Figure Result, decimal AtLeast)
{
    /// <summary>What it is called, for example "this cohort", "all cohorts together".</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The result.</summary>
    public Figure Result { get; init => field = Given.Of(value); } = Given.Of(Result);

    /// <summary>The test in words.</summary>
    public override string ToString() => $"{Name}: {Result}, at least {NumberText.Number(AtLeast)}";

    /// <summary>
    /// Whether one of several tests is passed: 1 or 0, with a line for each test. One without a result is not passed; with none that has a
    /// result there is no answer. A cohort that improves by 10 %, or all cohorts together by 7.5 % (Peterborough), is this.
    /// </summary>
    /// <param name="tests">The tests, 1 to 100.</param>
    /// <exception cref="ArgumentException">There is no test, or more than 100.</exception>
    public static Figure AnyOf(params ValueList<AlternativeTest> tests)
    {
        ArgumentNullException.ThrowIfNull(tests);
        if (tests.Count is 0 or > 100)
        {
            throw new ArgumentException("Give 1 to 100 tests.", nameof(tests));
        }

        var w = new Workings("tests");
        var step = new Step("any-passed", "One of the tests is passed", Unit.Factor);
        var answers = tests.Select(t => t.Result.Value is null
            ? w.Given(new("test-result", t.Name, t.Result.Unit), t.Result)
            : w.IfAtLeast(new("test", $"{t.Name}: passed", Unit.Factor), Quantity.Of("passed", 1m), w.Given(new("test-result", t.Name,
                t.Result.Unit), t.Result), Quantity.Of("least", t.AtLeast, t.Result.Unit))).Where(static a =>
                    a.Value is not null).ToArray();
        return w.Figure(answers.Length == 0
            ? w.Absent(step, new(AbsenceKind.NotCalculable, "No test has a result.")) : w.Greatest(step, answers));
    }
}
