namespace ValueSettlement;

/// <summary>One thing that is wrong with an input, said once and completely: which field, which value, which rule, and what to
/// do.</summary>
/// <param name="Code">A stable name for programs, for example "band-order".</param>
/// <param name="Path">The field, for example "clauses[2].gain[1].upTo".</param>
/// <param name="Value">The value that was given, in invariant notation; empty if nothing was given.</param>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Failure(string Code, string Path, string Value, string Rule, string Remedy)
{
    /// <summary>
    /// The value that was given, in invariant notation, on one line and cut after 200 characters; empty if nothing was given.
    /// </summary>
    public string Value { get; init => field = Given.Of(value); } = TextRules.Show(Value ?? string.Empty, 200);

    /// <summary>The rule that it breaks.</summary>
    public string Rule { get; init => field = Given.Of(value); } = TextRules.Show(Rule, 2_000);

    /// <summary>The failure as one sentence for a person.</summary>
    public override string ToString() =>
        $"{Path}: {Rule}{(Value.Length == 0 ? string.Empty : $" (given: {Value})")} {Remedy} [{Code}]";
}

/// <summary>Thrown by the calls that settle or throw; carries every failure at once.</summary>
public sealed class SettlementException : Exception
{
    internal SettlementException(IEnumerable<Failure> failures)
        : this(failures.ToValueList())
    {
    }

    private SettlementException(ValueList<Failure> failures)
        : base(string.Join("\n", failures)) => Failures = failures;

    /// <summary>Throws what was found, all of it at once; nothing if nothing was.</summary>
    /// <param name="failures">What was found.</param>
    /// <exception cref="SettlementException">Something was found.</exception>
    internal static void ThrowIfAny(IReadOnlyCollection<Failure> failures)
    {
        if (failures.Count > 0)
        {
            throw new SettlementException(failures);
        }
    }

    /// <summary>Everything that is wrong; never empty.</summary>
    public ValueList<Failure> Failures { get; }
}
