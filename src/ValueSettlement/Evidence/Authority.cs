namespace ValueSettlement;

/// <summary>Where a rule comes from, so that whoever reads a figure can look it up.</summary>
public sealed record Authority
{
    /// <summary>The citation, for example "42 CFR 425.605(d)(1)" or "Contract, exhibit B, section 4".</summary>
    public required string Citation { get; init => field = Given.Of(value); }

    /// <summary>The interpretation chosen where the text leaves room; <see langword="null"/> if it leaves none.</summary>
    public string? Reading { get; init; }

    /// <summary>Whether the rule was remembered or reported rather than read in its source. A statement says so on the lines that
    /// apply it and on every figure computed from them.</summary>
    public bool Unconfirmed { get; init; }

    /// <summary>What would confirm an unconfirmed rule: the text to be read or the result to be reproduced, for example "42 CFR
    /// 512.550(d)(1) as of 2026"; <see langword="null"/> for a confirmed one, or if nobody said so.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>An authority from its citation.</summary>
    /// <param name="citation">The citation.</param>
    /// <param name="reading">The interpretation chosen, if the text leaves room.</param>
    public static Authority Of(string citation, string? reading = null) => new() { Citation = citation, Reading = reading };

    /// <summary>An authority that still has to be confirmed in its source.</summary>
    /// <param name="citation">The citation or the report that the rule is known from.</param>
    /// <param name="reading">The interpretation chosen, if the text leaves room.</param>
    /// <param name="confirmedBy">What would confirm it: the text to be read or the result to be reproduced.</param>
    public static Authority Remembered(string citation, string? reading = null, string? confirmedBy = null) =>
        new() { Citation = citation, Reading = reading, Unconfirmed = true, ConfirmedBy = confirmedBy };

    /// <summary>The authority that a line shows which rests on two: the unconfirmed one, if one is.</summary>
    internal Authority OrLessCertain(Authority? other) => !Unconfirmed && other is { Unconfirmed: true } ? other : this;

    /// <summary>The citation, with the mark of an unconfirmed one.</summary>
    public override string ToString() => Unconfirmed ? Citation + " [unconfirmed]" : Citation;
}
