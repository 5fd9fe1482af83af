namespace ValueSettlement;

/// <summary>How much experience stands behind a result: life-years, member months, episodes. A number of its own name, not money.</summary>
/// <param name="Of">What is counted: lower case words joined by hyphens, for example "life-years".</param>
/// <param name="Amount">How many, not negative; parts of one are possible.</param>
public sealed record Volume(string Of, decimal Amount) : Fact
{
    private static readonly VolumeRules Rules = new();

    internal override string InWords => $"the number of {(Of ?? "something without a name").Replace('-', ' ')}";

    internal override string Said => $"{UnitText.Of(Amount, Unit.Count)} {Of?.Replace('-', ' ')}";

    internal override string Identity => Of ?? string.Empty;

    internal override bool Holds() => Rules.Hold(this);

    internal override void Validate(string path, List<Failure> failures) => Rules.Validate(this, path, failures);

    internal static bool IsName(string? name) =>
        name is { Length: > 0 and <= 64 } && name.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private sealed class VolumeRules : Rules<Volume>
    {
        public VolumeRules()
        {
            Rule("volume-name", "of", f => f.Of, f =>
                IsName(f.Of), "What is counted is named by lower case words joined by hyphens.", "Write, for example, life-years.");
            Rule("volume-range", "amount", f => f.Amount, f =>
                f.Amount is >= 0m and <= 1_000_000_000_000m, "A volume lies between 0 and 10^12.", "State how many there were.");
        }
    }
}

/// <summary>Fewer than so many of what the contract counts: too little experience to be credible, a low volume.</summary>
/// <param name="Of">What is counted, as in the <see cref="Volume"/> fact.</param>
/// <param name="Bound">The bound itself is enough.</param>
public sealed record FewerThan(string Of, decimal Bound) : Condition
{
    internal override string InWords => $"fewer than {UnitText.Of(Bound, Unit.Count)} {Of.Replace('-', ' ')}";

    internal override bool? Holds(ref Run run)
    {
        foreach (var fact in run.Facts)
        {
            if (fact is Volume volume && volume.Of == Of)
            {
                return volume.Amount < Bound;
            }
        }

        run.Missing($"the number of {Of.Replace('-', ' ')}", $"Add a Volume of '{Of}' to the facts.");
        return false;
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        if (!Volume.IsName(Of))
        {
            failures.Add(new("volume-name", Paths.Join(path, "of"), Of ?? string.Empty,
                "What is counted is named by lower case words joined by hyphens.", "Write, for example, life-years."));
        }

        if (Bound is <= 0m or > 1_000_000_000_000m)
        {
            failures.Add(new("volume-range", Paths.Join(path, "bound"), UnitText.Of(Bound, Unit.Count),
                "A bound lies above 0 and at most at 10^12.", "State the least number that is enough."));
        }
    }

    internal override void Reads(FactSet facts) => facts.Add(Of);
}
