namespace ValueSettlement.Programs;

/// <summary>What decides the risk corridor of a Medicare prescription drug plan for one year.</summary>
public sealed record PartDTerms : ProgrammeTerms
{
    /// <summary>The plan year, from 2006.</summary>
    public required int Year { get; init; }

    /// <summary>
    /// 2006 and 2007 only: whether at least 60 % of plans, covering at least 60 % of enrollees, had costs above their first upper
    /// threshold,
    /// as CMS determined; the share of costs between the upper thresholds is then 90 % instead of 75 %.
    /// </summary>
    public bool NinetyPercentRule { get; init; }

    /// <summary>
    /// Whether costs below the second lower threshold are settled by the letter of 42 CFR 423.336(b)(3)(ii)(B), which names the second
    /// threshold <i>upper</i> limit. Off: the letter makes the payment jump, and the lower limit is meant.
    /// </summary>
    public bool LiteralText { get; init; }

    /// <summary>
    /// 2025 only: the corridor of the premium stabilisation demonstration with its citation, for a stand-alone plan that took part;
    /// <see langword="null"/> for the corridor of the statute. From 2026 on there is none.
    /// </summary>
    public Cited<CorridorBands>? Demonstration { get; init; }

    /// <summary>
    /// The rules of the year; <see langword="null"/> for the programme's own. <c>PartD.For(terms).Rules with { … }</c> replaces single
    /// values, each with its citation.
    /// </summary>
    public PartDRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the year.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => PartD.For(this).Contract;

    private protected override void Validate(List<Failure> failures)
    {
        var year = UnitText.Of(Year, Unit.Year);
        if (Year is < 2006 or > 2100)
        {
            failures.Add(new("plan-year-unknown", "year", year, "Part D began with plan year 2006.",
                "State the calendar year of coverage."));
            return;
        }

        if (NinetyPercentRule && Year > 2007)
        {
            failures.Add(new("term-unused", "ninetyPercentRule", year, "The 90 % rule existed for 2006 and 2007 only.", "Leave it out."));
        }

        if (Demonstration is { } demonstration)
        {
            if (Year != 2025)
            {
                failures.Add(new("term-unused", "demonstration", demonstration.Value.ToString(),
                    "The demonstration changed the corridor of 2025 only: that of 2026 had no corridor part, and it then ended.",
                    "Leave it out: the corridor of the statute applies."));
            }

            if (LiteralText)
            {
                failures.Add(new("term-unused", "literalText", "true", "The letter is that of the statute's corridor.", "Leave it out."));
            }
        }

        if (Rules is null)
        {
            return;
        }

        if (LiteralText != Rules.LiteralTextCharge is not null)
        {
            failures.Add(LiteralText
                ? new("charge-missing", "rules.literalTextCharge", string.Empty, "The letter of the text charges further.",
                    "State what it charges, or leave LiteralText out.")
                : new("term-unused", "rules.literalTextCharge", Rules.LiteralTextCharge!.Value.ToString(),
                    "Only the letter of the text charges further.", "Leave it out, or set LiteralText."));
        }

        // A corridor stated in full is the programme's own, and is no other one.
        var known = !NinetyPercentRule || Year <= 2007;
        if ((LiteralText || NinetyPercentRule || Demonstration is not null)
            && (!known || !Rules.Corridor.Value.Equals(PartDRules.CorridorOf(this).Value)))
        {
            failures.Add(new("term-unused", "rules.corridor", string.Empty,
                "A corridor of your own replaces every reading of the programme's one.", "Leave out the readings, or the corridor."));
        }
    }

    private protected override PartDTerms Resolve() => this with { Rules = Rules ?? PartDRules.Of(this) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
