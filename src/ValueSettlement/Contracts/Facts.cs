namespace ValueSettlement;

/// <summary>Something that happened or was measured, which a clause reads. A settlement refuses a fact that no clause reads, and the same
/// fact twice.</summary>
public abstract partial record Fact
{
    private protected Fact()
    {
    }

    /// <summary>What it is, for messages.</summary>
    internal abstract string InWords { get; }

    /// <summary>The fact as a person would write it.</summary>
    public sealed override string ToString() => Said;

    /// <summary>What it is and what it says, for a list of what is held fixed.</summary>
    internal abstract string Said { get; }

    /// <summary>Whether its texts and dates are such as a document holds.</summary>
    internal virtual bool HasSoundWords => true;

    /// <summary>Tells two facts of one kind apart: only amounts of different bases may stand side by side.</summary>
    internal virtual string Identity => string.Empty;

    internal virtual ValueList<Line> Lines => [];

    internal abstract bool Holds();

    internal abstract void Validate(string path, List<Failure> failures);
}

/// <summary>How many people are assigned: a headcount, not person-years.</summary>
/// <param name="Count">People, 1 to 1,000,000,000.</param>
public sealed record AssignedBeneficiaries(int Count) : Fact
{
    private static readonly CountRules Rules = new();

    internal override string InWords => "the number of assigned beneficiaries";

    internal override string Said => $"{UnitText.Of(Count, Unit.Count)} assigned beneficiaries";

    internal override bool Holds() => Rules.Hold(this);

    internal override void Validate(string path, List<Failure> failures) => Rules.Validate(this, path, failures);

    private sealed class CountRules : Rules<AssignedBeneficiaries>
    {
        public CountRules() => Rule("count-range", "count", f => f.Count, f => f.Count is >= 1 and <= 1_000_000_000,
            "A number of assigned beneficiaries lies between 1 and 1,000,000,000.", "State the headcount of the final assignment list.");
    }
}

/// <summary>The amount of a basis other than the benchmark.</summary>
/// <param name="Basis">Which basis.</param>
/// <param name="Amount">Its amount: stated or computed.</param>
public sealed record BasisAmount(Basis Basis, Figure Amount) : Fact
{
    private static readonly AmountRules Rules = new();

    internal override string InWords => $"the amount of '{Basis.InWords}'";

    internal override string Said => $"{Basis.InWords} {Amount}";

    internal override bool HasSoundWords => TextRules.Hold(Amount);

    internal override string Identity => Basis.Name;

    internal override ValueList<Line> Lines => Amount.Lines;

    internal override bool Holds() => Rules.Hold(this);

    internal override void Validate(string path, List<Failure> failures) => Rules.Validate(this, path, failures);

    private sealed class AmountRules : Rules<BasisAmount>
    {
        public AmountRules()
        {
            Rule("basis-is-benchmark", "basis", f => f.Basis, f => f.Basis != Basis.Benchmark,
                "The benchmark is not a fact but a figure of the experience.", "Set the experience's benchmark instead.");
            Rule("figure-absent", "amount", f => f.Amount, f => f.Amount is { HasValue: true },
                "An amount that a settlement reads is present.",
                    "State it, or leave the fact out where the contract can settle without it.");
            Rule("amount-range", "amount", f => f.Amount, f => f.Amount is not { HasValue: true } || Money.Holds(f.Amount.Number),
                "An amount lies between -10^15 and 10^15.", "Check the unit of the amount.");
            Rule("figure-unit", "amount", f => f.Amount, f => f.Amount is not { HasValue: true, Unit: not Unit.Money },
                "The amount of a basis is an amount of money.", "State the total amount, or compute it from the figure with its workings.");
        }
    }
}

/// <summary>Says that the stated benchmark has already been replaced by another one, so that the contract must not replace it again, for
/// example because the payer's report marks the guardrail as applied.</summary>
/// <param name="By">Which benchmark the stated one already is.</param>
public sealed record BenchmarkReplaced(Basis By) : Fact
{
    internal override string InWords => $"that the benchmark was replaced by '{By.InWords}'";

    internal override string Said => $"the benchmark already is the {By.InWords}";

    internal override bool Holds() => true;

    internal override void Validate(string path, List<Failure> failures)
    {
    }
}
