namespace ValueSettlement;

/// <summary>A value of a rule together with where it comes from: what a programme's terms are made of, and what replaces one of its values
/// without another copy of the programme.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Authority">Where it comes from.</param>
public sealed record Cited<T>(T Value, Authority Authority)
    where T : notnull
{
    /// <summary>The value.</summary>
    public T Value { get; init => field = Some(value); } = Some(Value);

    /// <summary>Where it comes from.</summary>
    public Authority Authority { get; init => field = Given.Of(value); } = Given.Of(Authority);

    private static T Some(T value) => value is null ? throw Given.Missing(nameof(Value)) : value;

    internal static Cited<T> Of(DatedEntry<T> entry) => new(entry.Value!, entry.Authority);

    /// <summary>The value in invariant notation and its authority.</summary>
    public override string ToString() => $"{InvariantText.Of(Value)} ({Authority})";
}
