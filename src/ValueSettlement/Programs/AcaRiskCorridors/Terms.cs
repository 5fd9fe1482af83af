namespace ValueSettlement.Programs;

/// <summary>What decides the risk corridor of a qualified health plan for one benefit year.</summary>
public sealed record AcaRiskCorridorTerms : ProgrammeTerms
{
    /// <summary>The benefit year: 2014, 2015 or 2016.</summary>
    public required int Year { get; init; }

    /// <summary>
    /// The part of payments to plans that was paid where collections did not cover them; charges are never scaled. <see langword="null"/>
    /// for all of it. <see cref="AcaRiskCorridors.Proration2014"/> is the one announced.
    /// </summary>
    public Cited<Rate>? PaymentProration { get; init; }

    /// <summary>
    /// The rules of the year; <see langword="null"/> for the programme's own. <c>AcaRiskCorridors.For(terms).Rules with { … }</c> replaces
    /// single values, each with its citation.
    /// </summary>
    public AcaRiskCorridorRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the year.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => AcaRiskCorridors.For(this).Contract;

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2014 or > 2016)
        {
            failures.Add(new("benefit-year-unknown", "year", UnitText.Of(Year, Unit.Points),
                "The programme existed for benefit years 2014, 2015 and 2016.", "State one of the three."));
        }
    }

    private protected override AcaRiskCorridorTerms Resolve() => this with { Rules = Rules ?? AcaRiskCorridorRules.Of(Year) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
