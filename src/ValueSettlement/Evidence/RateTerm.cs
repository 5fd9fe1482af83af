namespace ValueSettlement;

/// <summary>A rate where a clause takes one: plain (<c>2.Percent()</c>), or with an authority of its own (<see cref="Cited{T}"/>), which
/// its line in a statement then shows.</summary>
/// <param name="Value">The rate.</param>
/// <param name="Authority">Where it comes from; <see langword="null"/> where the clause's own authority stands for it. Not part of the
/// digest.</param>
public readonly record struct RateTerm(Rate Value, Authority? Authority)
{
    /// <summary>A rate that the clause's own authority stands for.</summary>
    /// <param name="rate">The rate.</param>
    public static implicit operator RateTerm(Rate rate) => new(rate, null);

    /// <summary>A rate with its authority.</summary>
    /// <param name="rate">The rate and its authority.</param>
    public static implicit operator RateTerm(Cited<Rate> rate) => new(Given.Of(rate).Value, rate.Authority);

    /// <summary>A rate that the clause's own authority stands for.</summary>
    /// <param name="rate">The rate.</param>
    public static RateTerm FromRate(Rate rate) => rate;

    /// <summary>A rate with its authority.</summary>
    /// <param name="rate">The rate and its authority.</param>
    public static RateTerm FromCited(Cited<Rate> rate) => rate;

    /// <summary>The rate, and its authority if it has one of its own.</summary>
    public override string ToString() => Authority is null ? Value.ToString() : $"{Value} ({Authority})";
}
