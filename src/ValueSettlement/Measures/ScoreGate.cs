namespace ValueSettlement.Measures;

/// <summary>What a gate asks of a result.</summary>
public enum GateTest
{
    /// <summary>Whether it is below the threshold.</summary>
    Below,

    /// <summary>Whether it is at the threshold or below.</summary>
    AtMost,

    /// <summary>Whether it is at the threshold or above.</summary>
    AtLeast,

    /// <summary>Whether it is above the threshold.</summary>
    Above,
}

/// <summary>What a gate does where its condition holds.</summary>
public enum GateEffect
{
    /// <summary>The score is nothing.</summary>
    Zero,

    /// <summary>The score is at most the level.</summary>
    Cap,

    /// <summary>The score is at least the level.</summary>
    Floor,

    /// <summary>The score is multiplied by the level, 0 to 1.</summary>
    Scale,

    /// <summary>The score is held: there is none until the condition ends.</summary>
    Hold,
}

/// <summary>What a gate does if the result that it asks for is not there.</summary>
public enum GateWithoutResult
{
    /// <summary>The score is held.</summary>
    Hold,

    /// <summary>The gate does nothing.</summary>
    Open,

    /// <summary>The gate acts as if its condition held.</summary>
    Act,
}

/// <summary>
/// A condition between a score and its use: "if falls with injury are above 0.5 %, at most 60 points", "if an adverse event is open, held".
/// </summary>
public sealed record ScoreGate
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init => field = Given.Of(value); }

    /// <summary>The measure whose result is asked for; <see langword="null"/> for the score itself, as far as it has come.</summary>
    public string? Measure { get; init; }

    /// <summary>What is asked.</summary>
    public required GateTest Test { get; init; }

    /// <summary>What the result is compared with: in the unit of the measure, or points.</summary>
    public required decimal Threshold { get; init; }

    /// <summary>What happens where the condition holds.</summary>
    public required GateEffect Effect { get; init; }

    /// <summary>The level of cap and floor, in points, or the factor of <see cref="GateEffect.Scale"/>, 0 to 1; otherwise left
    /// out.</summary>
    public decimal? Level { get; init; }

    /// <summary>What happens if the result is not there.</summary>
    public GateWithoutResult WithoutResult { get; init; }

    /// <summary>Where it stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The gate in words.</summary>
    public override string ToString() =>
        $"{Name}: if {Measure ?? "the score"} is {TestInWords} {NumberText.Number(Threshold)}, {EffectInWords}";

    internal void Validate(MeasureSet set, string path, List<Failure> failures)
    {
        TextRules.Validate(Name, path, "name", failures);
        TextRules.Validate(Authority, path, failures);
        if (string.IsNullOrWhiteSpace(Name))
        {
            failures.Add(new("name-empty", Paths.Join(path, "name"), Name, "A gate has a name.", "Write what the contract calls it."));
        }

        if (Measure is { } id && !set.Measures.Any(m => string.Equals(m.Measure.Id, id, StringComparison.Ordinal)))
        {
            failures.Add(new("gate-measure", Paths.Join(path, "measure"), id, $"The set {set.Id} has no such measure.",
                NearName.Meant(id, [.. set.Measures.Select(static m => m.Measure.Id)])
                    + "Name a measure of the set; one that is only reported can open a gate too."));
        }

        if (Measure is { } asked && set.Measures.FirstOrDefault(m => string.Equals(m.Measure.Id, asked,
            StringComparison.Ordinal)) is { } of)
        {
            of.Measure.ValidateEdges([Threshold], Paths.Join(path, "threshold"), failures);
        }

        var needsLevel = Effect is GateEffect.Cap or GateEffect.Floor or GateEffect.Scale;
        var most = Effect == GateEffect.Scale ? 1m : set.Maximum;
        if (!Enum.IsDefined(Effect) || !Enum.IsDefined(Test) || !Enum.IsDefined(WithoutResult) || needsLevel != Level is not null
            || Level < 0m || Level > most)
        {
            failures.Add(new("gate-level", Paths.Join(path, "level"), Level is { } level ? NumberText.Number(level) : string.Empty,
                $"Cap and floor have a level of 0 to {NumberText.Number(set.Maximum)} points, a scale a factor of 0 to 1; "
                + "nothing and a hold have none.", "State the level that the effect needs, and no other."));
        }
    }

    /// <summary>The score after the gate.</summary>
    internal Quantity Apply(Workings w, Quantity score, Quantity asked)
    {
        var step = new Step("gate", $"Score after '{Name}'", Unit.Points, null, Authority);
        if (score.Value is null)
        {
            return score;
        }

        if (asked.Value is not { } result)
        {
            return WithoutResult switch
            {
                GateWithoutResult.Open => Same(w, step, score, $"{asked.Name} is not known: the gate stays open."),
                GateWithoutResult.Act => Act(w, step, score, $"{asked.Name} is not known: the gate acts."),
                _ => w.Absent(step, new(AbsenceKind.Missing, $"Held by '{Name}': {asked.Name} is not known "
                    + $"({asked.Absence?.Reason ?? "there is no result."})")),
            };
        }

        return Holds(result) ? Act(w, step, score, $"{asked} is {TestInWords} {UnitText.Exact(Threshold, asked.Unit)}: {EffectInWords}.")
            : Same(w, step, score, $"{asked} is not {TestInWords} {UnitText.Exact(Threshold, asked.Unit)}: nothing changes.");
    }

    private bool Holds(decimal result) => Test switch
    {
        GateTest.Below => result < Threshold,
        GateTest.AtMost => result <= Threshold,
        GateTest.AtLeast => result >= Threshold,
        _ => result > Threshold,
    };

    private Quantity Act(Workings w, Step step, Quantity score, string why)
    {
        var level = Level.GetValueOrDefault();
        if (Effect == GateEffect.Hold)
        {
            return w.Absent(step, new(AbsenceKind.Missing, $"Held by '{Name}': {why}"));
        }

        var after = Effect switch
        {
            GateEffect.Zero => w.Given(step, 0m),
            GateEffect.Cap => w.Least(step, score, Quantity.Of("level", level, Unit.Points)),
            GateEffect.Floor => w.Greatest(step, score, Quantity.Of("level", level, Unit.Points)),
            _ => w.Multiply(step, score, Quantity.Of("factor", level, Unit.Rate)),
        };
        w.Remark(why);
        return after;
    }

    private static Quantity Same(Workings w, Step step, Quantity score, string why)
    {
        var same = w.Write(step, Operation.Stated, score);
        w.Remark(why);
        return same;
    }

    private string TestInWords => Test switch
    {
        GateTest.Below => "below",
        GateTest.AtMost => "at most",
        GateTest.AtLeast => "at least",
        _ => "above",
    };

    private string EffectInWords => Effect switch
    {
        GateEffect.Zero => "no points",
        GateEffect.Cap => $"at most {NumberText.Number(Level.GetValueOrDefault())} points",
        GateEffect.Floor => $"at least {NumberText.Number(Level.GetValueOrDefault())} points",
        GateEffect.Scale => $"the score × {NumberText.Number(Level.GetValueOrDefault())}",
        _ => "the score is held",
    };
}
