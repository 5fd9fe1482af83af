using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>The risk arrangements of ACO REACH, before 2023 Global and Professional Direct Contracting.</summary>
public enum ReachArrangement
{
    /// <summary>Full risk within wide bands, with a discount.</summary>
    Global,

    /// <summary>Half of the first savings and losses, without a discount.</summary>
    Professional,
}

/// <summary>Whose risk score it is.</summary>
public enum ReachPopulation
{
    /// <summary>Aged and disabled: growth is limited around the growth of the demographic score.</summary>
    AgedAndDisabled,

    /// <summary>End-stage renal disease: growth is limited around zero.</summary>
    EndStageRenalDisease,
}

/// <summary>The kinds of organisation in ACO REACH.</summary>
public enum ReachOrganisation
{
    /// <summary>Standard.</summary>
    Standard,

    /// <summary>New entrant: another weight of its history.</summary>
    NewEntrant,

    /// <summary>High Needs: the weight of a new entrant, and another cap of the risk score from 2022 on.</summary>
    HighNeeds,
}

/// <summary>What decides an ACO REACH contract for one performance year.</summary>
public sealed record ReachTerms : ProgrammeTerms
{
    /// <summary>The risk arrangement.</summary>
    public required ReachArrangement Arrangement { get; init; }

    /// <summary>The performance year, 2021 to 2026.</summary>
    public required int Year { get; init; }

    /// <summary>
    /// What the organisation is: decides the weight of its history where the benchmark is blended with the region, and the caps of its risk
    /// score.
    /// </summary>
    public ReachOrganisation Organisation { get; init; }

    /// <summary>
    /// The rules of the year; <see langword="null"/> for the standard ones. <c>AcoReach.For(terms).Rules with { … }</c> replaces single
    /// values, each with its citation.
    /// </summary>
    public ReachRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => AcoReach.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (Rules is not { } rules)
            {
                yield break;
            }

            foreach (var sentence in BenchmarkSentences(rules))
            {
                yield return sentence;
            }

            yield return new(
                $"The region raises the rate by at most {rules.RegionalCeiling.Value} of the national cost per head.",
                rules.RegionalCeiling.Authority);
            yield return new(
                $"Version 24 of the risk model has {rules.Version24Weight.Value} of the weight, version 28 the rest.",
                rules.Version24Weight.Authority);
            yield return new(
                FormattableString.Invariant($"Risk scores are compared with those of {rules.RiskReferenceYear.Value}."),
                rules.RiskReferenceYear.Authority);
            yield return new($"Growth of risk scores is capped, {rules.RiskCapWidth.Value} to each side.", rules.RiskCapWidth.Authority);
            yield return new(
                $"The cap needs at least {UnitText.Of(rules.RiskCapLeastAgedAndDisabled.Value, Unit.Count)} aged and disabled members.",
                rules.RiskCapLeastAgedAndDisabled.Authority);
            yield return new(
                $"With end-stage renal disease it needs at least {UnitText.Of(rules.RiskCapLeastEndStageRenalDisease.Value, Unit.Count)}.",
                rules.RiskCapLeastEndStageRenalDisease.Authority);

            if (rules.HistoryWeight is { } history)
            {
                yield return new($"In the blend with the region history has {history.Value}.", history.Authority);
            }

            if (rules.RiskReferenceYearNewlyAligned is { } year)
            {
                yield return new(
                    FormattableString.Invariant($"Scores of newly aligned beneficiaries are compared with those of {year.Value}."),
                    year.Authority);
            }

            if (rules.RiskCapWidthNewlyAligned is { } width)
            {
                yield return new(
                    $"Growth of risk scores of newly aligned beneficiaries is capped at {width.Value}, upwards only.",
                    width.Authority);
            }

            if (rules.RiskCapLeastHighNeeds is { } needs)
            {
                yield return new(
                    $"For High Needs organisations it needs at least {UnitText.Of(needs.Value, Unit.Count)} in a base year.",
                    needs.Authority);
            }

            if (rules.CodingIntensityCeiling is { } coding)
            {
                yield return new($"The coding-intensity factor is at most {NumberText.Number(coding.Value)}.", coding.Authority);
            }

            if (rules.GrowthSince2019 is { } growth)
            {
                yield return new($"A risk score may have grown by at most {growth.Value} since 2019.", growth.Authority);
            }
        }
    }

    internal override bool DependsOnQuality => Rules is { QualityWithhold.Value.Fraction: > 0m };

    private static IEnumerable<CitedSentence> BenchmarkSentences(ReachRules rules) =>
    [
        .. rules.Trend is { } trend
            ? (CitedSentence[])[new($"Where the trend differs from the projected one by more than {trend.Value.Trigger}, the benchmark "
                + $"follows the whole difference in bands: {string.Join(", ", trend.Value.Bands)}.", trend.Authority)] : [],
        .. rules.Discount.Value != Rate.Zero
            ? (CitedSentence[])[new($"The benchmark is taken less a discount of {rules.Discount.Value}.", rules.Discount.Authority)] : [],
        new($"{rules.QualityWithhold.Value} of the benchmark {Held(rules)} is held back for quality; the quality score earns its share "
            + "of it back.", rules.QualityWithhold.Authority.OrLessCertain(rules.QualityWithholdBase.Authority)),
        new($"In a first performance year {rules.RetentionWithhold.Value} of the benchmark {Held(rules)} is held back, and refunded "
            + "unless the organisation leaves early.",
            rules.RetentionWithhold.Authority.OrLessCertain(rules.QualityWithholdBase.Authority)),
        .. rules.Equity is { } equity
            ? (CitedSentence[])[new("A health equity adjustment is added after that"
                + (rules is { EquityTopDecile: { } top, EquityLowerHalf: { } lower }
                    ? $": {top.Value} USD for each month of a beneficiary in the top decile of need, {lower.Value} USD in the lower half."
                    : "; its amount is stated."), rules.EquityTopDecile?.Authority ?? equity)] : [],
    ];

    private static string Held(ReachRules rules) =>
        rules.QualityWithholdBase.Value == Benchmarks.WithholdBase.BeforeReductions ? "before the discount" : "after the discount";

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2021 or > 2026)
        {
            failures.Add(new("year-unknown", "year", UnitText.Of(Year, Unit.Year), "The model has the performance years 2021 to 2026.",
                "Check the year; from 2027 see Lead."));
        }

        if (!Enum.IsDefined(Arrangement))
        {
            failures.Add(new("arrangement-unknown", "arrangement", EnumText.Of(Arrangement),
                "The arrangements are Global and Professional.", "Choose one of the two."));
        }

        if (!Enum.IsDefined(Organisation))
        {
            failures.Add(new("organisation-unknown", "organisation", EnumText.Of(Organisation),
                "The model knows no such kind of organisation.",
                $"Choose one of {string.Join(", ", Enum.GetNames<ReachOrganisation>())}."));
        }
    }

    private protected override ReachTerms Resolve() => this with { Rules = Rules ?? ReachRules.Of(this) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What happened to an ACO REACH organisation in one performance year, as far as the settlement reads it.</summary>
public sealed record ReachYear
{
    /// <summary>The benchmark before the trend adjustment and the discount, all populations together: stated, or computed by
    /// <see cref="CapitationPayment"/>.</summary>
    public required Figure BenchmarkBeforeDiscount { get; init => field = Given.Of(value); }

    /// <summary>The total quality score, 0 to 1, with continuous improvement and the high performers pool.</summary>
    public required Figure QualityScore { get; init => field = Given.Of(value); }

    /// <summary>Actual less projected trend as a fraction; <see langword="null"/> for none. Refused in years without a retrospective trend
    /// adjustment.</summary>
    public Figure? TrendGap { get; init; }

    /// <summary>The health equity benchmark adjustment in dollars, positive or negative; <see langword="null"/> for none.</summary>
    public Figure? EquityAdjustment { get; init; }

    /// <summary>Whether it is the organisation's first performance year, with a retention withhold.</summary>
    public bool FirstPerformanceYear { get; init; }

    /// <summary>Whether the organisation left early and so does not get the retention withhold back.</summary>
    public bool LeftEarly { get; init; }

    /// <summary>Expenditure before stop-loss, paid capitation included.</summary>
    public required Figure ExpenditureBeforeStopLoss { get; init => field = Given.Of(value); }

    /// <summary>Stop-loss charge less payouts; <see langword="null"/> if the organisation did not choose stop-loss.
    /// <see cref="MemberStopLoss"/> computes it.</summary>
    public Figure? NetStopLoss { get; init; }

    /// <summary>The completion factor; <see langword="null"/> if the claims are complete.</summary>
    public Figure? CompletionFactor { get; init; }

    /// <summary>What is wrong with unit, sign and range of the inputs.</summary>
    internal List<Failure> Wrong()
    {
        var failures = new List<Failure>();
        FigureRules.AmountAboveZero(BenchmarkBeforeDiscount, "benchmarkBeforeDiscount", "The benchmark before the discount", failures);
        FigureRules.Share(QualityScore, "qualityScore", "The total quality score", failures);
        FigureRules.Change(TrendGap, "trendGap", "The trend gap", failures);
        FigureRules.SignedAmount(EquityAdjustment, "equityAdjustment", "The equity adjustment", failures);
        FigureRules.Amount(ExpenditureBeforeStopLoss, "expenditureBeforeStopLoss", "Expenditure before stop-loss", failures);
        FigureRules.SignedAmount(NetStopLoss, "netStopLoss", "Net stop-loss", failures);
        FigureRules.Factor(CompletionFactor, "completionFactor", "The completion factor", 10m, failures);
        return failures;
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>The raw scores of one year.</summary>
public sealed record ReachScores
{
    /// <summary>Average score of version 24 of the risk model; needed if its weight is not zero.</summary>
    public decimal? Version24 { get; init; }

    /// <summary>Average score of version 28; needed if its weight is not zero.</summary>
    public decimal? Version28 { get; init; }

    /// <summary>The score where there is only one version, for example for end-stage renal disease; replaces the other two.</summary>
    public decimal? Single { get; init; }

    /// <summary>The normalization factor.</summary>
    public required RiskFactor Normalization { get; init => field = Given.Of(value); }

    /// <summary>The scores in words.</summary>
    public override string ToString() => Single is { } single
        ? FormattableString.Invariant($"single {single}, {Normalization}")
        : FormattableString.Invariant($"V24 {Version24}, V28 {Version28}, {Normalization}");
}

/// <summary>The raw scores of a year that may be the reference year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Scores">Its scores.</param>
public sealed record ReachReference(int Year, ReachScores Scores)
{
    /// <summary>Its scores.</summary>
    public ReachScores Scores { get; init => field = Given.Of(value); } = Given.Of(Scores);

    /// <summary>The year and its scores, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{Year}: {Scores}");
}

/// <summary>What decides the risk score of one population.</summary>
public sealed record ReachRiskScore
{
    /// <summary>Whose score it is.</summary>
    public required ReachPopulation Population { get; init; }

    /// <summary>Aligned beneficiaries of the performance year.</summary>
    public required int AlignedBeneficiaries { get; init; }

    /// <summary>Aligned beneficiaries of the reference year.</summary>
    public required int ReferenceYearBeneficiaries { get; init; }

    /// <summary>Scores of years that may be the reference year; those of the year that the rules name are used.</summary>
    public required ValueList<ReachReference> ReferenceYears { get; init => field = Given.Of(value); }

    /// <summary>Scores of the performance year.</summary>
    public required ReachScores PerformanceYear { get; init => field = Given.Of(value); }

    /// <summary>The coding-intensity factor; one above its ceiling is used at the ceiling.</summary>
    public required RiskFactor CodingIntensity { get; init => field = Given.Of(value); }

    /// <summary>Growth of the demographic score, aged and disabled only; nothing reads it where the cap of High Needs applies.</summary>
    public Figure? DemographicGrowth { get; init; }

    /// <summary>
    /// Beneficiaries of the largest historical benchmark year, not negative; needed for High Needs organisations from 2022 on.
    /// </summary>
    public int? LargestBenchmarkYearBeneficiaries { get; init; }

    /// <summary>
    /// Whether these are beneficiaries in their first year of voluntary alignment: the cap leaves them out, but for High Needs
    /// organisations in 2026, for which they have one of their own.
    /// </summary>
    public bool FirstYearOfVoluntaryAlignment { get; init; }

    /// <summary>
    /// Whether the organisation is exempt for its growth in size, from 2026 on: the rule of three times the reference year changed, and its
    /// new text is not known. Needed where the cap would act and nothing else decides; <see langword="null"/> in earlier years, in which
    /// three times the reference year decides.
    /// </summary>
    public bool? ExemptForSize { get; init; }

    /// <summary>The score of 2019, for the one-sided cap from 2026 on; <see langword="null"/> if the organisation has none.</summary>
    public Figure? Score2019 { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
