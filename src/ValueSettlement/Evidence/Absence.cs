namespace ValueSettlement;

/// <summary>Why there is no number. Five different things, and none of them is zero.</summary>
public enum AbsenceKind
{
    /// <summary>It should be there and is not.</summary>
    Missing,

    /// <summary>It exists and is withheld, for example a cell with too few people, printed as "*".</summary>
    Suppressed,

    /// <summary>It was measured on too few cases to be judged.</summary>
    TooSmall,

    /// <summary>There is nothing to measure here.</summary>
    NotApplicable,

    /// <summary>It would have to be computed from something that is absent.</summary>
    NotCalculable,
}

/// <summary>The reason why a number is absent.</summary>
/// <param name="Kind">Which of the five.</param>
/// <param name="Reason">One sentence for a person.</param>
public sealed record Absence(AbsenceKind Kind, string Reason)
{
    /// <summary>One sentence for a person.</summary>
    public string Reason { get; init => field = Given.Of(value); } = Given.Of(Reason);

    /// <summary>The kind and the reason.</summary>
    public override string ToString() => $"{Kind}: {Reason}";
}
