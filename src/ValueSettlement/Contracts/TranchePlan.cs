using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement;

/// <summary>A key result that a tranche waits for: reached once a measurement is at its threshold or better.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Better">Which way is better.</param>
/// <param name="Threshold">The threshold, which itself is enough: 0.8 for 80 %.</param>
/// <param name="Unit">What it counts, and so do its measurements.</param>
public sealed record KeyResult(string Name, Direction Better, decimal Threshold, Unit Unit)
{
    /// <summary>What is measured.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The key result as a person would write it.</summary>
    public override string ToString() =>
        $"{Name} {(Better == Direction.LowerIsBetter ? "at most" : "at least")} {UnitText.Of(Threshold, Unit)}";

    internal bool IsReachedBy(decimal value) => Better == Direction.LowerIsBetter ? value <= Threshold : value >= Threshold;
}

/// <summary>What was measured of a key result on a day.</summary>
/// <param name="Name">The name of the key result.</param>
/// <param name="On">The day that the measurement is of.</param>
/// <param name="Value">The number, or why there is none.</param>
public sealed record KeyMeasurement(string Name, LocalDate On, Figure Value)
{
    /// <summary>The name of the key result.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The number, or why there is none.</summary>
    public Figure Value { get; init => field = Given.Of(value); } = Given.Of(Value);

    /// <summary>The measurement in words.</summary>
    public override string ToString() => $"{Name} on {Dates.Text(On)}: {Value}";
}

/// <summary>A part of a budget that is released when all of its key results have been reached.</summary>
/// <param name="Name">Its name; no two of a plan are the same.</param>
/// <param name="Amount">The amount, in the budget's currency, above zero.</param>
/// <param name="Needs">The key results, all of them, 1 to 100.</param>
/// <param name="LongStop">The last day on which they can be reached; afterwards the tranche is withdrawn.</param>
public sealed record Tranche(string Name, Money Amount, ValueList<KeyResult> Needs, LocalDate LongStop)
{
    /// <summary>Its name; no two of a plan are the same.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The key results, all of them.</summary>
    public ValueList<KeyResult> Needs { get; init => field = Given.Of(value); } = Given.Of(Needs);

    /// <summary>The tranche as a person would write it.</summary>
    public override string ToString() =>
        $"{Name}: {Amount} when {string.Join(" and ", Needs.Take(20))}, by {Dates.Text(LongStop)}";
}

/// <summary>What became of a tranche.</summary>
public enum TrancheState
{
    /// <summary>A key result is not reached, and the last day has not passed.</summary>
    Waiting = 1,

    /// <summary>Every key result was reached in time.</summary>
    Released,

    /// <summary>The last day passed before every key result was reached.</summary>
    Withdrawn,
}

/// <summary>A tranche on a day.</summary>
public sealed record TrancheStanding
{
    /// <summary>The name of the tranche.</summary>
    public required string Name { get; init => field = Given.Of(value); }

    /// <summary>Released, waiting or withdrawn.</summary>
    public required TrancheState State { get; init; }

    /// <summary>The amount of the tranche.</summary>
    public required Money Amount { get; init; }

    /// <summary>The day on which the last of its key results was reached, where it was released.</summary>
    public LocalDate? ReleasedOn { get; init; }

    /// <summary>The key results that are not reached.</summary>
    public ValueList<KeyResult> Lacks { get; init => field = Given.Of(value); } = [];

    /// <summary>The tranche in one sentence.</summary>
    public override string ToString() => State switch
    {
        TrancheState.Released => $"{Name}: {Amount} released on {Dates.Text(ReleasedOn.GetValueOrDefault())}",
        TrancheState.Withdrawn => $"{Name}: {Amount} withdrawn, not reached: {string.Join(", ", Lacks.Take(20))}",
        _ => $"{Name}: {Amount} waiting for {string.Join(", ", Lacks.Take(20))}",
    };
}

/// <summary>A budget on a day: what is released, what waits and what is withdrawn add up to it.</summary>
/// <param name="Tranches">The tranches, in the order of the plan.</param>
/// <param name="Released">What is released, in money, with its lines: the stated opening amount of a contract.</param>
/// <param name="Waiting">What still can be released.</param>
/// <param name="Withdrawn">What never will be.</param>
public sealed record ReleasedTranches(ValueList<TrancheStanding> Tranches, Figure Released, Figure Waiting, Figure Withdrawn)
{
    /// <summary>The three amounts.</summary>
    public override string ToString() => $"released {Released}, waiting {Waiting}, withdrawn {Withdrawn}";
}

/// <summary>
/// A budget in tranches, each released by key results: funding of a team by what it reaches.
/// <code>
/// released: every key result measured at its threshold or better by the long-stop date;  withdrawn: that date has passed without
/// </code>
/// A key result that was reached stays so, whatever is measured later.
/// </summary>
public sealed record TranchePlan
{
    private const int MostTranches = 1_000;
    private const int MostMeasurements = 100_000;

    /// <summary>The budget, to which the tranches add up.</summary>
    public required Money Budget { get; init; }

    /// <summary>The tranches, 1 to 1,000.</summary>
    public required ValueList<Tranche> Tranches { get; init => field = Given.Of(value); }

    /// <summary>Where the plan is agreed.</summary>
    public Authority? Authority { get; init; }

    /// <summary>Everything that is wrong with the plan; empty if it is sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        Validate(failures);
        return [.. failures];
    }

    /// <summary>What is released, waits and is withdrawn on a day.</summary>
    /// <param name="measured">What was measured, in any order; measurements after the day are not looked at.</param>
    /// <param name="on">The day.</param>
    /// <exception cref="SettlementException">The plan is not sound, or a measurement is of no key result; carries every reason.</exception>
    public ReleasedTranches On(LocalDate on, ValueList<KeyMeasurement> measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var failures = new List<Failure>();
        Validate(failures);
        _ = DateRules.Validate(on, "on", failures);
        Validate(measured, failures);
        SettlementException.ThrowIfAny(failures);

        var known = measured.Where(one => one.On <= on && one.Value.Value is not null).OrderBy(static one => one.On)
            .ToLookup(static one => one.Name, StringComparer.Ordinal);
        var standings = Tranches.Select(tranche => StandingOf(tranche, on, known)).ToValueList();
        return new(standings, Sum(standings, TrancheState.Released, "released", "Released"),
            Sum(standings, TrancheState.Waiting, "waiting", "Waiting"),
            Sum(standings, TrancheState.Withdrawn, "withdrawn", "Withdrawn"));
    }

    private static TrancheStanding StandingOf(Tranche tranche, LocalDate on, ILookup<string, KeyMeasurement> known)
    {
        var (last, lacks) = (LocalDate.MinIsoValue, new List<KeyResult>());
        foreach (var need in tranche.Needs)
        {
            if (known[need.Name].FirstOrDefault(one => one.On <= tranche.LongStop && need.IsReachedBy(one.Value.Number)) is { } reached)
            {
                last = LocalDate.Max(last, reached.On);
            }
            else
            {
                lacks.Add(need);
            }
        }

        return new()
        {
            Name = tranche.Name,
            Amount = tranche.Amount,
            State = lacks.Count == 0 ? TrancheState.Released : on > tranche.LongStop ? TrancheState.Withdrawn : TrancheState.Waiting,
            ReleasedOn = lacks.Count == 0 ? last : null,
            Lacks = [.. lacks],
        };
    }

    private Figure Sum(ValueList<TrancheStanding> standings, TrancheState state, string key, string label)
    {
        var workings = new Workings("tranches");
        var of = standings.Where(standing => standing.State == state).Select(standing =>
            workings.Given(new("tranche", standing.Name, Unit.Money, null, Authority), standing.Amount.Amount));
        return workings.Figure(workings.Add(new(key, label, Unit.Money, null, Authority), [.. of]));
    }

    private void Validate(ValueList<KeyMeasurement> measured, List<Failure> failures)
    {
        if (measured.Count > MostMeasurements)
        {
            failures.Add(new("measurements-count", "measured", UnitText.Of(measured.Count, Unit.Count),
                FormattableString.Invariant($"At most {MostMeasurements:#,##0} measurements are read at once."), "Leave out what is old."));
            return;
        }

        var units = new Dictionary<string, Unit>(StringComparer.Ordinal);
        foreach (var need in Tranches.SelectMany(static t => t.Needs))
        {
            units.TryAdd(need.Name, need.Unit);
        }

        var days = new Dictionary<(string, LocalDate), decimal?>();
        for (var i = 0; i < measured.Count; i++)
        {
            var path = Paths.Item(string.Empty, "measured", i);
            var (name, day, value) = measured[i];
            _ = DateRules.Validate(day, Paths.Join(path, "on"), failures);
            TextRules.Validate(name, path, "name", failures);
            TextRules.Validate(value, path, "value", failures);
            if (units.TryGetValue(name, out var unit))
            {
                if (value.Unit != Unit.Unstated && value.Unit != unit)
                {
                    failures.Add(new("figure-unit", Paths.Join(path, "value"), $"{value} ({EnumText.Of(value.Unit)})",
                        $"A measurement of {name} has the unit {EnumText.Of(unit)}.",
                        unit == Unit.Rate ? "State it as a fraction: 0.8 for 80 %." : "State it in that unit."));
                }

                if (value.HasValue && !days.TryAdd((name, day), value.Value) && days[(name, day)] != value.Value)
                {
                    failures.Add(new("measurement-twice", Paths.Join(path, "value"), value.ToString(),
                        $"A key result has one measurement of a day, and {name} has another one of {Dates.Text(day)}.",
                        "Keep the one that holds."));
                }
            }
            else
            {
                failures.Add(new("measurement-unknown", Paths.Join(path, "name"), name, "A measurement is of a key result of "
                    + "the plan.", NearName.Meant(name, units.Keys) + "Name a key result, or leave the measurement out."));
            }
        }
    }

    private void Validate(List<Failure> failures)
    {
        TextRules.Validate(Authority, string.Empty, failures);
        if (Tranches.Count is 0 or > MostTranches)
        {
            failures.Add(new("tranches-count", "tranches", UnitText.Of(Tranches.Count, Unit.Count),
                FormattableString.Invariant($"A plan has 1 to {MostTranches:#,##0} tranches."), "Write the tranches of the budget."));
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var units = new Dictionary<string, Unit>(StringComparer.Ordinal);
        for (var i = 0; i < Tranches.Count; i++)
        {
            Validate(Tranches[i], Paths.Item(string.Empty, "tranches", i), names, units, failures);
        }

        // Each amount is in range by itself, and a thousand of them cannot overflow.
        var sum = Tranches.Sum(static tranche => tranche.Amount.Amount);
        if (sum != Budget.Amount)
        {
            failures.Add(new("tranches-sum", "tranches", UnitText.Of(sum, Unit.Money), $"The tranches add up to the budget, {Budget}.",
                "Correct a tranche or the budget."));
        }
    }

    private static void Validate(Tranche tranche, string path, HashSet<string> names, Dictionary<string, Unit> units,
        List<Failure> failures)
    {
        TextRules.Validate(tranche.Name, path, "name", failures);
        _ = TallyRules.Day(tranche.LongStop, Paths.Join(path, "longStop"), "A tranche has a last day.", failures);
        if (string.IsNullOrWhiteSpace(tranche.Name) || !names.Add(tranche.Name))
        {
            failures.Add(new("id-twice", Paths.Join(path, "name"), tranche.Name, "Every tranche has a name of its own.",
                "Name it, or leave the second one out."));
        }

        if (tranche.Amount <= Money.Zero)
        {
            failures.Add(new("figure-range", Paths.Join(path, "amount"), tranche.Amount.ToString(), "A tranche is above zero.",
                "State what is released."));
        }

        if (tranche.Needs.Count is 0 or > 100)
        {
            failures.Add(new("needs-count", Paths.Join(path, "needs"), UnitText.Of(tranche.Needs.Count, Unit.Count),
                "A tranche waits for 1 to 100 key results.", "Name what has to be reached; what waits for nothing is a fee."));
        }

        for (var i = 0; i < Math.Min(tranche.Needs.Count, 100); i++)
        {
            var (need, at) = (tranche.Needs[i], Paths.Item(path, "needs", i));
            TextRules.Validate(need.Name, at, "name", failures);
            if (string.IsNullOrWhiteSpace(need.Name) || tranche.Needs.Count(other => other.Name == need.Name) > 1)
            {
                failures.Add(new("id-twice", Paths.Join(at, "name"), need.Name, "A tranche names a key result once.",
                    "Name it, or keep the stricter of the two."));
            }

            if (!Enum.IsDefined(need.Better))
            {
                failures.Add(new("direction-missing", Paths.Join(at, "better"), EnumText.Of(need.Better),
                    "A key result says which way is better.", "State HigherIsBetter or LowerIsBetter."));
            }

            TallyRules.Unit(need.Unit, at, failures);
            if (!units.TryAdd(need.Name, need.Unit) && units[need.Name] != need.Unit)
            {
                failures.Add(new("figure-unit", Paths.Join(at, "unit"), EnumText.Of(need.Unit),
                    $"A key result counts one thing in the whole plan, and {need.Name} has the unit "
                        + $"{EnumText.Of(units[need.Name])} before.",
                    "State one unit, or name the second one apart."));
            }
        }
    }

    /// <summary>The budget and its tranches.</summary>
    public override string ToString() => $"{Budget}: {string.Join("; ", Tranches.Take(10))}";
}
