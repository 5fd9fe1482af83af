using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>
/// Expanded home health value-based purchasing, 42 CFR 484.345-484.370: payments of an agency rise or fall by up to 5 % by its score among
/// the agencies of its cohort.
/// <code>
/// care points = the higher of achievement and improvement;  category = 100 × Σ (weight × points) ÷ Σ (weight × points possible)
/// score = weighted mean of the categories that have one
/// adjustment = applicable percent × score ÷ 100 × slope − applicable percent, at most the applicable percent
/// slope = 100 ÷ mean score, weighted by payments
/// </code>
/// An <see cref="ExchangePool"/> for each cohort: the applicable percent is what is at stake, and all of it comes back by score.
/// </summary>
public sealed partial class HomeHealthPurchasing : ExchangeProgramme<HomeHealthTerms>
{
    /// <summary>The category of assessments.</summary>
    public const string Oasis = "OASIS";

    /// <summary>The category of claims.</summary>
    public const string Claims = "Claims";

    /// <summary>The category of the survey.</summary>
    public const string Survey = "HHCAHPS";

    internal static readonly ExchangeWords Words = ExchangeWords.AtStake("applicable percent") with
    {
        Contract = new() { Payer = "Medicare program", Provider = "agency", Gains = "claims" },
        Order = Authority.Remembered("42 CFR 484.365, 484.370(c)",
            "What the scores of the cohort earn comes first, then the applicable percent is subtracted.", "42 CFR 484.370(c) in full"),
        Payoff = "A percent that follows the scores of the cohort changes payments, whatever was spent.",
    };

    private MeasureSet? set;

    private HomeHealthPurchasing(HomeHealthTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public HomeHealthRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant(
        $"Home health value-based purchasing, {Terms.Year}, {(Terms.Cohort == VolumeCohort.Larger ? "larger" : "smaller")} agencies");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Performance year, cohort and agencies.</param>
    /// <exception cref="SettlementException">The terms never existed; carries every reason.</exception>
    public static HomeHealthPurchasing For(HomeHealthTerms terms) => new(terms);

    /// <summary>The total performance score of what was observed of an agency, 0 to 100: measures, categories with their contributions,
    /// score; or why there is none.</summary>
    /// <param name="observations">A result for each measure, with its baseline for improvement and its cases; for stated points the points
    /// as the result. A measure without any gives its weight to the others of its category.</param>
    /// <exception cref="SettlementException">The terms have no standards, or an observation cannot be; carries every reason.</exception>
    public SetScore Score(ValueList<Observation> observations)
    {
        if (Terms.Standards is not { } standards)
        {
            throw new SettlementException([new("standards-missing", "standards", string.Empty, "The terms hold no standards.",
                "State the standards of the cohort in the terms, or the scores of the agencies.")]);
        }

        set ??= PurchasingMeasures.Set(Terms.Exchange().Id, Terms.Year, new(Terms.Start, new(Terms.Year, 12, 31)), Terms.Domains, standards,
            Rules.Achievement, Rules.Improvement) with
        { MinimumMeasures = Rules.MinimumMeasures!.Value };
        var score = set.Score(PurchasingMeasures.Checked(standards.Value, observations));
        var w = new Workings("score");
        w.Given(new("weight-oasis", $"Weight, {Oasis}", Unit.Rate, null, Rules.Oasis!.Authority), Rules.Oasis.Value.Fraction);
        foreach (var category in Rules.Others!.Value)
        {
            w.Given(new("weight-other", $"Weight, {category.Name}", Unit.Rate, null, Rules.Others.Authority), category.Weight.Fraction);
        }

        w.Given(new("measures-scored", $"Measures with points, of which {NumberText.Number(Rules.MinimumMeasures!.Value)} are needed",
            Unit.Count, null, Rules.MinimumMeasures.Authority), score.Measures.Count(static m => m.IsCounted));
        return score with { Points = score.Points with { Lines = [.. w.Lines, .. score.Points.Lines] } };
    }

    /// <inheritdoc/>
    private protected override ExchangePool MakePool() => ExchangePool.For(Terms.Exchange(), Words);
}
