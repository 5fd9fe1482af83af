namespace ValueSettlement.Programs;

/// <summary>One participant of an <see cref="ExchangePool"/> and what happened to it.</summary>
/// <param name="Id">Its name, as the terms have it.</param>
/// <param name="Base">What a share of is withheld: an amount of money from 0 to 10^15.</param>
/// <param name="Score">Its score in points, from 0 to <see cref="ExchangePoolTerms.MaximumScore"/>; absent, with the reason, if
/// it has none.</param>
public sealed record ExchangeParticipant(string Id, Figure Base, Figure Score)
{
    /// <summary>Its name, as the terms have it.</summary>
    public string Id { get; init => field = Given.Of(value); } = Given.Of(Id);

    /// <summary>What a share of is withheld: an amount of money from 0 to 10^15.</summary>
    public Figure Base { get; init => field = Given.Of(value); } = Given.Of(Base);

    /// <summary>Its score in points; absent, with the reason, if it has none.</summary>
    public Figure Score { get; init => field = Given.Of(value); } = Given.Of(Score);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Whether a pool could be exchanged.</summary>
public enum ExchangeStatus
{
    /// <summary>Every scored participant has a rate, a factor and a net amount.</summary>
    Exchanged,

    /// <summary>No participant earned anything by its score, or the bases of those that did are 0: nobody can be paid in proportion, and
    /// no amount is defined.</summary>
    NoPositiveScore,
}

/// <summary>
/// The exchange function of one participant; each figure has its lines. Where no score is positive, the rate, the factor and the net
/// amount are absent, with the reason.
/// </summary>
/// <param name="Id">Its name.</param>
/// <param name="Withheld">What is withheld: base × withhold rate, in money, not negative.</param>
/// <param name="Claim">What it claims of the pool: withheld × share earned by the score, in money, not negative.</param>
/// <param name="ValueBasedRate">The share of the base that it is paid back: withhold rate × share earned × slope. Absent for a participant
/// that has no score, as the score is.</param>
/// <param name="AdjustmentFactor">What its payments are multiplied by: 1 + value-based rate − withhold rate.</param>
/// <param name="Net">What it gains or loses: base × (factor − 1), in money, positive to the participant. Not rounded.</param>
public sealed record ExchangedParticipant(string Id, Figure Withheld, Figure Claim, Figure ValueBasedRate, Figure AdjustmentFactor,
    Figure Net)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What an <see cref="ExchangePool"/> finds for its participants.</summary>
/// <param name="Status">Whether it could be exchanged.</param>
/// <param name="Withheld">What is withheld of the scored participants: Σ base × withhold rate, in money.</param>
/// <param name="Pool">What is paid back: payback share × what is withheld, in money.</param>
/// <param name="Slope">The pool ÷ Σ claims, a factor; absent if no score is positive.</param>
/// <param name="Participants">The participants in the order of the terms, without those that are left out.</param>
/// <param name="LeftOut">Those that are left out because they have no score.</param>
public sealed record Exchanged(ExchangeStatus Status, Figure Withheld, Figure Pool, Figure Slope,
    ValueList<ExchangedParticipant> Participants, ValueList<string> LeftOut)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
