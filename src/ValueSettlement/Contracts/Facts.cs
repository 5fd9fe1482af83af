using NodaTime;

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

    /// <summary>Tells two facts of one kind apart: only numbers of different names may stand side by side.</summary>
    internal virtual string Identity => string.Empty;

    internal virtual ValueList<Line> Lines => [];

    internal abstract bool Holds();

    internal abstract void Validate(string path, List<Failure> failures);

    /// <summary>What is wrong with its texts and dates, beside those of a figure.</summary>
    internal virtual void ValidateWords(string path, List<Failure> failures)
    {
    }

    /// <summary>Whether its days lie in the contract's term as they have to. Days that no document holds are another failure.</summary>
    internal virtual bool FitsInto(DateInterval term) => true;

    /// <summary>What is said of one whose days do not.</summary>
    internal virtual Failure Outside(DateInterval term, string path) => throw new InvalidOperationException("It has no days.");
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
