namespace ValueSettlement.Population;

/// <summary>A part of the population with figures of its own: an enrolment type, an age band, an aid category. Which strata there are is
/// data of the contract.</summary>
/// <param name="Key">A stable name for programs, for example "agedDual".</param>
/// <param name="Name">The name in words, for example "aged, dual".</param>
public sealed record Stratum(string Key, string Name)
{
    /// <summary>A stable name for programs, for example "agedDual".</summary>
    public string Key { get; init => field = Given.Of(value); } = Given.Of(Key);

    /// <summary>The name in words, for example "aged, dual".</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
