namespace ValueSettlement.Programs;

/// <summary>The risk arrangements of the Next Generation ACO model.</summary>
public enum NextGenerationArrangement
{
    /// <summary>Arrangement A: 80 % of savings and losses.</summary>
    A,

    /// <summary>Arrangement B: all savings and losses.</summary>
    B,
}

/// <summary>What decides a Next Generation ACO contract for one performance year.</summary>
public sealed record NextGenerationTerms : ProgrammeTerms
{
    /// <summary>The risk arrangement.</summary>
    public required NextGenerationArrangement Arrangement { get; init; }

    /// <summary>The performance year, 2016 to 2021.</summary>
    public required int Year { get; init; }

    /// <summary>The savings and losses cap that the organisation chose, as a share of the benchmark: 5 to 15 %.</summary>
    public required Rate Cap { get; init; }

    /// <summary>
    /// The rules of the year; <see langword="null"/> for the programme's own. <c>NextGenerationAco.For(terms).Rules with { … }</c> replaces
    /// single values, each with its citation.
    /// </summary>
    public NextGenerationRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => NextGenerationAco.For(this).Contract;

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2016 or > 2021)
        {
            failures.Add(new("year-unknown", "year", UnitText.Of(Year, Unit.Count),
                "The model had the performance years 2016 to 2021.", "Check the year."));
        }

        if (!Enum.IsDefined(Arrangement))
        {
            failures.Add(new("arrangement-unknown", "arrangement", EnumText.Of(Arrangement), "The arrangements are A and B.",
                "Choose one of the two."));
        }

        var (least, greatest) = (NextGenerationAco.LeastCap.Entries[0].Value, NextGenerationAco.GreatestCap.Entries[0].Value);
        if (Cap < least || Cap > greatest)
        {
            failures.Add(new("cap-not-offered", "cap", Cap.ToString(),
                $"The savings and losses cap lies between {least} and {greatest} of the benchmark.",
                "State the cap that the organisation chose."));
        }
    }

    private protected override NextGenerationTerms Resolve() => this with { Rules = Rules ?? NextGenerationRules.Of(Arrangement, Year) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
