using NodaTime;
using NodaTime.Text;

namespace ValueSettlement.Tallies;

/// <summary>How a service level is measured.</summary>
public enum LevelMeasurement
{
    /// <summary>All the time, for example availability.</summary>
    Continuous,

    /// <summary>By events, for example tickets resolved in time; a month has a number of them.</summary>
    Event,

    /// <summary>By a sample, for example answers to a survey.</summary>
    Sample,
}

/// <summary>One service level: what is promised, what is aimed at, and its part of the money at risk.</summary>
public sealed record ServiceLevel
{
    /// <summary>Its name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The share of the pool that a miss costs, above 0 and at most 1. Over all levels the shares may exceed 1: the pool is the
    /// limit.</summary>
    public required Rate Allocation { get; init; }

    /// <summary>How it is measured.</summary>
    public LevelMeasurement Measurement { get; init; }

    /// <summary>Which results are good.</summary>
    public required Direction Direction { get; init; }

    /// <summary>The result that is promised; it is met at the level itself.</summary>
    public required decimal Expected { get; init; }

    /// <summary>The result that earns a credit back, at least as good as what is expected.</summary>
    public required decimal Target { get; init; }

    /// <summary>The fewest events or samples with which a month has a result, 1 or more; <see langword="null"/> for a level that is
    /// measured
    /// continuously.</summary>
    public int? Minimum { get; init; }

    /// <summary>What its results count.</summary>
    public Unit Unit { get; init; } = Unit.Rate;

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    /// <summary>What is promised and aimed at, in words.</summary>
    internal string Promise => $"Expected {(Direction == Direction.LowerIsBetter ? "at most" : "at least")} "
        + $"{UnitText.Of(Expected, Unit)}, target {UnitText.Of(Target, Unit)}";

    internal bool Meets(decimal result, decimal level) => Direction == Direction.LowerIsBetter ? result <= level : result >= level;
}

/// <summary>How a credit is earned back: by meeting the target in every one of the months that follow.</summary>
/// <param name="Months">How many months follow, 1 to 120. A month without a result does not meet the target.</param>
/// <param name="Share">The share of the credit that comes back, above 0 and at most 1.</param>
public sealed record CreditEarnBack(int Months, Rate Share)
{
    /// <summary>The rule in words.</summary>
    public override string ToString() => $"{Share} back after {TallyRules.Counted(Months, "month")} at target";
}

/// <summary>The result of a service level in a month.</summary>
/// <param name="Level">The level.</param>
/// <param name="Result">What was measured; absent if nothing was.</param>
/// <param name="Count">How many events or samples it rests on; <see langword="null"/> for a level that is measured continuously.</param>
public sealed record LevelResult(string Level, Figure Result, int? Count = null)
{
    /// <summary>The level.</summary>
    public string Level { get; init => field = Given.Of(value); } = Given.Of(Level);

    /// <summary>What was measured; absent if nothing was.</summary>
    public Figure Result { get; init => field = Given.Of(value); } = Given.Of(Result);

    /// <summary>A share of events or samples: so many of so many. Of none there is no result.</summary>
    /// <param name="level">The level.</param>
    /// <param name="good">Those that count as good, 0 or more.</param>
    /// <param name="of">All of them, 0 or more.</param>
    public static LevelResult Share(string level, int good, int of)
    {
        if (good < 0 || of < good)
        {
            throw new SettlementException([new("share-range", "good", FormattableString.Invariant($"{good} of {of}"),
                "Good events are 0 to all of them.", "Check both counts.")]);
        }

        var workings = new Workings($"result[{level}]");
        Step step = new("result", $"Result of {level}", Unit.Rate);
        var result = of == 0
            ? workings.Absent(step, new(AbsenceKind.NotApplicable, "Nothing happened that could be measured."))
            : workings.Divide(step, workings.Given(new("good", "Good", Unit.Count), good), workings.Given(new("all", "All", Unit.Count),
                of));
        return new(level, workings.Figure(result), of);
    }

    /// <summary>The level and its result.</summary>
    public override string ToString() => $"{Level}: {Result}";
}

/// <summary>One month of an outsourcing contract.</summary>
/// <param name="Month">The month.</param>
/// <param name="Charge">Its charge, in money, not negative.</param>
/// <param name="Results">The result of each level; one that is missing has none.</param>
public sealed record ServiceMonth(YearMonth Month, Figure Charge, ValueList<LevelResult> Results)
{
    /// <summary>Its charge, in money, not negative.</summary>
    public Figure Charge { get; init => field = Given.Of(Figure.In(Unit.Money, value)); } = Given.Of(Figure.In(Unit.Money, Charge));

    /// <summary>The result of each level; one that is missing has none.</summary>
    public ValueList<LevelResult> Results { get; init => field = Given.Of(value); } = Given.Of(Results);

    /// <summary>The month and its charge.</summary>
    public override string ToString() => $"{Text(Month)}: {Charge}";

    internal static string Text(YearMonth month) => YearMonthPattern.Iso.Format(month);
}

/// <summary>
/// Service levels of an outsourcing contract: money at risk each month, a credit for each level that is missed, and what is earned back.
/// <code>
/// pool = at risk × charge
/// credit of a level missed = pool × allocation × factor of the month in a row;  together at most the pool
/// earned back = credit × share, once the target was met in each of the months that follow
/// </code>
/// Where the credits of a month exceed its pool, the levels take from it in the order of the schedule. A month without a result neither
/// counts as missed nor ends a row of misses. Not rounded.
/// </summary>
public sealed record ServiceLevelSchedule
{
    /// <summary>The share of a month's charge that is at risk, above 0 and at most 1.</summary>
    public required Rate AtRisk { get; init; }

    /// <summary>The levels, 1 to 100, in the order in which they take from the pool.</summary>
    public required ValueList<ServiceLevel> Levels { get; init => field = Given.Of(value); }

    /// <summary>What a credit is multiplied by in the first, second, … month in a row in which the level is missed, 1 to 120 factors from 0
    /// to 100; the last one goes on.</summary>
    public ValueList<Rate> RepeatFactors { get; init => field = Given.Of(value); } = [Rate.One];

    /// <summary>How a credit is earned back; <see langword="null"/> if it never is.</summary>
    public CreditEarnBack? EarnBack { get; init; }

    /// <summary>Where the schedule stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    /// <summary>Everything that is wrong with the schedule; empty if it is sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        return [.. failures];
    }

    /// <summary>
    /// Credits and what is earned back, month by month. What a month takes from the months before it, rows of misses and credits that can
    /// still be earned back, stands in their results.
    /// </summary>
    /// <param name="months">Months that follow each other, 1 to 600, from the first one of the contract on.</param>
    /// <exception cref="SettlementException">The schedule is not sound, or a month cannot be; carries every reason.</exception>
    public ValueList<ServiceMonthTally> Settle(ValueList<ServiceMonth> months)
    {
        ArgumentNullException.ThrowIfNull(months);
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        ValidateMonths(months, failures);
        return failures.Count == 0 ? new SchedulePass(this).Settle(months) : throw new SettlementException(failures);
    }

    internal void Validate(string path, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        Share(AtRisk, Paths.Join(path, "atRisk"), "The share at risk is above 0 and at most 100 %.", failures);
        Counted(Levels.Count, 100, Paths.Join(path, "levels"), "A schedule has 1 to 100 levels.", failures);
        Counted(RepeatFactors.Count, 120, Paths.Join(path, "repeatFactors"), "A schedule has 1 to 120 factors.", failures);
        for (var i = 0; i < RepeatFactors.Count; i++)
        {
            if (RepeatFactors[i].Fraction is < 0m or > 100m)
            {
                failures.Add(new("factor-range", Paths.Item(path, "repeatFactors", i), RepeatFactors[i].ToString(),
                    "A factor for repeated misses is 0 to 100.", "Write 1.5 for half as much again."));
            }
        }

        if (EarnBack is { } back)
        {
            Share(back.Share, Paths.Join(path, "earnBack.share"), "The share that comes back is above 0 and at most 100 %.", failures);
            Counted(back.Months, 120, Paths.Join(path, "earnBack.months"), "A credit is earned back by 1 to 120 months.", failures);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Levels.Count; i++)
        {
            ValidateLevel(Levels[i], names, Paths.Item(path, "levels", i), failures);
        }
    }

    private static void ValidateLevel(ServiceLevel level, HashSet<string> names, string path, List<Failure> failures)
    {
        TextRules.Validate(level.Id, path, "id", failures);
        Share(level.Allocation, Paths.Join(path, "allocation"), "The allocation of a level is above 0 and at most 100 %.", failures);
        if (string.IsNullOrWhiteSpace(level.Id) || !names.Add(level.Id))
        {
            failures.Add(new("level-name", Paths.Join(path, "id"), level.Id, "Every level has a name of its own.", "Name it."));
        }

        if (!Enum.IsDefined(level.Direction))
        {
            failures.Add(new("direction-missing", Paths.Join(path, "direction"), EnumText.Of(level.Direction),
                "A level says which results are good.", "State that lower or that higher is better."));
        }

        if (!Enum.IsDefined(level.Measurement))
        {
            failures.Add(TallyRules.Choice(level.Measurement, Paths.Join(path, "measurement"),
                "A level is measured continuously, by events or by a sample."));
        }

        TallyRules.Unit(level.Unit, path, failures);
        if (!level.Meets(level.Target, level.Expected))
        {
            failures.Add(new("target-worse", Paths.Join(path, "target"), NumberText.Number(level.Target),
                "A target is at least as good as what is expected.", "Check both values and the direction."));
        }

        if (level.Measurement == LevelMeasurement.Continuous ? level.Minimum is not null : level.Minimum is null or < 1)
        {
            failures.Add(new("level-minimum", Paths.Join(path, "minimum"), InvariantText.Of(level.Minimum),
                "A level of events or samples has a minimum of 1 or more, one that is measured continuously has none.",
                "State the fewest events or samples with which a month has a result."));
        }
    }

    private void ValidateMonths(ValueList<ServiceMonth> months, List<Failure> failures)
    {
        Counted(months.Count, 600, "months", "1 to 600 months are settled at once.", failures);
        var levels = new Dictionary<string, ServiceLevel>(StringComparer.Ordinal);
        foreach (var level in Levels)
        {
            levels.TryAdd(level.Id, level);
        }

        for (var i = 0; i < months.Count; i++)
        {
            var (month, at) = (months[i], Paths.Item(string.Empty, "months", i));
            if (month.Month.Calendar != CalendarSystem.Iso || month.Month.Year < 1)
            {
                failures.Add(new("date-range", Paths.Join(at, "month"), ServiceMonth.Text(month.Month),
                    "A month is one of the ISO calendar from the year 1 on.", "Check the year and the calendar."));
            }
            else if (i > 0 && Number(months[i - 1].Month) + 1 != Number(month.Month))
            {
                failures.Add(new("months-order", Paths.Join(at, "month"), ServiceMonth.Text(month.Month), "Months follow each other.",
                    "State every month once, in order; one without results has an empty list."));
            }

            OfUnit(month.Charge, Unit.Money, "The charge of a month has the unit Money.", Paths.Join(at, "charge"), failures);
            if (!month.Charge.HasValue || !month.Charge.IsWithin(0m, Money.Largest))
            {
                failures.Add(new("figure-range", Paths.Join(at, "charge"), month.Charge.ToString(),
                    "Every month has a charge that is not negative.", "Check unit and sign; a month without a charge has 0."));
            }

            ValidateResults(month.Results, levels, at, failures);
        }
    }

    private static void ValidateResults(
        ValueList<LevelResult> results, Dictionary<string, ServiceLevel> levels, string at, List<Failure> failures)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < results.Count; i++)
        {
            var (result, path) = (results[i], Paths.Item(at, "results", i));
            TextRules.Validate(result.Level, path, "level", failures);
            if (!levels.TryGetValue(result.Level, out var level) || !seen.Add(result.Level))
            {
                failures.Add(new("level-unknown", Paths.Join(path, "level"), result.Level, "A result is that of one level of the schedule.",
                    "State each level once, by its name."));
            }
            else
            {
                OfUnit(result.Result, level.Unit, $"A result of {level.Id} has the unit {EnumText.Of(level.Unit)}.",
                    Paths.Join(path, "result"),
                    failures);
                ValidateCount(result, level, path, failures);
            }
        }
    }

    private static void ValidateCount(LevelResult result, ServiceLevel level, string path, List<Failure> failures)
    {
        if (level.Measurement == LevelMeasurement.Continuous ? result.Count is not null : result.Count is null or < 0)
        {
            failures.Add(new("result-count", Paths.Join(path, "count"), InvariantText.Of(result.Count),
                "A result of events or samples says how many there were, one of continuous measurement does not.",
                "State how many events or samples the result rests on."));
        }
    }

    private static void OfUnit(Figure figure, Unit unit, string rule, string path, List<Failure> failures)
    {
        TextRules.Validate(figure, path, string.Empty, failures);
        if (figure.Unit != Unit.Unstated && figure.Unit != unit)
        {
            failures.Add(new("figure-unit", path, $"{figure} ({EnumText.Of(figure.Unit)})", rule,
                unit == Unit.Rate ? "State it as a fraction: 0.995 for 99.5 %." : "State it in that unit."));
        }
    }

    // Months as numbers: there is none after the last one of the calendar.
    private static int Number(YearMonth month) => (month.Year * 12) + month.Month;

    private static void Share(Rate share, string path, string rule, List<Failure> failures)
    {
        if (share <= Rate.Zero || share > Rate.One)
        {
            failures.Add(new("rate-range", path, share.ToString(), rule, "Write it as a fraction: 0.12 for 12 %."));
        }
    }

    private static void Counted(int count, int most, string path, string rule, List<Failure> failures)
    {
        if (count < 1 || count > most)
        {
            failures.Add(new("count-range", path, InvariantText.Of(count), rule, "Write what the contract states."));
        }
    }
}

/// <summary>What a month says of a service level.</summary>
public enum LevelOutcome
{
    /// <summary>The target was met.</summary>
    MetTarget,

    /// <summary>What is expected was met.</summary>
    MetExpected,

    /// <summary>What is expected was missed.</summary>
    Missed,

    /// <summary>There was no result, or it rests on too few events or samples.</summary>
    NoResult,
}

/// <summary>A service level in a month, with what the next month takes over.</summary>
public sealed record LevelMonth
{
    /// <summary>The level.</summary>
    public required string Level { get; init => field = Given.Of(value); }

    /// <summary>What was measured; absent, as too small, where it rests on too little.</summary>
    public required Figure Result { get; init => field = Given.Of(value); }

    /// <summary>What it says.</summary>
    public required LevelOutcome Outcome { get; init; }

    /// <summary>How many months in a row the level is missed, this one included; months without a result are not counted.</summary>
    public int MissedInARow { get; init; }

    /// <summary>The credit of this month: money, not negative.</summary>
    public decimal Credit { get; init; }

    /// <summary>What is earned back in this month: money, not negative.</summary>
    public decimal EarnedBack { get; init; }

    /// <summary>Credits that can still be earned back after this month: money, not negative.</summary>
    public decimal StillToEarn { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>One month under a schedule of service levels.</summary>
public sealed record ServiceMonthTally
{
    /// <summary>The month.</summary>
    public required YearMonth Month { get; init; }

    /// <summary>The money at risk, not negative.</summary>
    public required Figure Pool { get; init => field = Given.Of(value); }

    /// <summary>Each level, in the order of the schedule.</summary>
    public required ValueList<LevelMonth> Levels { get; init => field = Given.Of(value); }

    /// <summary>What is earned back less the credits, in money: negative where the supplier owes. Entries are credits, which are negative,
    /// and what is earned back of them, in money.</summary>
    public required Tally Tally { get; init => field = Given.Of(value); }

    /// <summary>The month and its amount.</summary>
    public override string ToString() => $"{ServiceMonth.Text(Month)}: {Tally.Amount}";
}
