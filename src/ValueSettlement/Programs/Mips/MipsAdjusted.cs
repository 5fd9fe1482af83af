namespace ValueSettlement.Programs;

/// <summary>One clinician or group and its final score.</summary>
/// <param name="Id">The name, as the terms have it.</param>
/// <param name="Charges">The allowed charges of the payment year before adjustment, an amount of money from 0 to 10^14.</param>
/// <param name="Score">The final score, 0 to 100 points. Somebody who is not scored has the threshold as a score.</param>
public sealed record MipsClinician(string Id, Figure Charges, Figure Score)
{
    /// <summary>The name, as the terms have it.</summary>
    public string Id { get; init => field = Given.Of(value); } = Given.Of(Id);

    /// <summary>The allowed charges before adjustment.</summary>
    public Figure Charges { get; init => field = Given.Of(value); } = Given.Of(Charges);

    /// <summary>The final score, 0 to 100 points.</summary>
    public Figure Score { get; init => field = Given.Of(value); } = Given.Of(Score);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What the score of one clinician does; each figure has its lines.</summary>
/// <param name="Id">The name.</param>
/// <param name="Unscaled">The adjustment before it is scaled, as a share of charges.</param>
/// <param name="Adjustment">The adjustment, as a share of charges: a positive one scaled, a negative one as it is.</param>
/// <param name="Additional">The additional adjustment, scaled; 0 where there is none.</param>
/// <param name="Change">Charges × (adjustment + additional), in money, positive to the clinician. Not rounded.</param>
public sealed record MipsAdjustment(string Id, Figure Unscaled, Figure Adjustment, Figure Additional, Figure Change)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What the scores of all do.</summary>
/// <param name="Decreases">What charges are lowered by, in money, 0 or less.</param>
/// <param name="Increases">What charges would be raised by without a scaling factor, in money, 0 or more.</param>
/// <param name="ScalingFactor">The scaling factor; absent if nobody is above the threshold.</param>
/// <param name="AdditionalScaling">What additional adjustments are scaled by; absent if there are none.</param>
/// <param name="Clinicians">Each clinician in the order of the terms.</param>
/// <param name="Net">The sum of all changes, in money. Nothing where the scaling factor is found and below its most, without additional
/// adjustments.</param>
public sealed record MipsAdjusted(Figure Decreases, Figure Increases, Figure ScalingFactor, Figure AdditionalScaling,
    ValueList<MipsAdjustment> Clinicians, Figure Net)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
