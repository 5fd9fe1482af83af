using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Curves;

namespace ValueSettlement.Programs;

/// <summary>
/// The rules of one Shared Savings Program contract as data, each value with where it comes from. <see cref="MedicareSharedSavings.Rules"/>
/// gives the programme's own; <c>with</c> replaces single ones, for example a rate that was not read in its source.
/// </summary>
public sealed record SharedSavingsRules
{
    /// <summary>The rates and limits of the track or level.</summary>
    public required Cited<TrackRates> Rates { get; init => field = Given.Of(value); }

    /// <summary>The maximum sharing rate where it has a source of its own, 0 to 1: it replaces the one of <see cref="Rates"/>, whose other
    /// rates and limits keep their source. <see langword="null"/> where the rates state it.</summary>
    public Cited<Rate>? SharingRate { get; init; }

    /// <summary>Reduction of shared savings by sequestration.</summary>
    public required Cited<Rate> Sequestration { get; init => field = Given.Of(value); }

    /// <summary>The minimum savings rate by assigned beneficiaries.</summary>
    public required Cited<Scale> MinimumRateTable { get; init => field = Given.Of(value); }

    /// <summary>The fixed minimum rates that a two-sided organisation may choose.</summary>
    public required Cited<ValueList<Rate>> FixedMinimumRates { get; init => field = Given.Of(value); }

    /// <summary>
    /// Below how many assigned beneficiaries the table replaces a fixed choice; <see langword="null"/> where a fixed choice stays at any
    /// size.
    /// </summary>
    public Cited<int>? TableReplacesChoiceBelow { get; init; }

    /// <summary>How quality acts on the sharing rate.</summary>
    public required Cited<QualityRule> Quality { get; init => field = Given.Of(value); }

    /// <summary>The percentiles of MIPS quality scores, in points, whose mean meets the quality standard: the 30th of the year to 2023,
    /// then the 40th of three years, four to two before, oldest first; <see langword="null"/> before 2021 and where one is not published.
    /// </summary>
    public Cited<ValueList<decimal>>? QualityPercentiles { get; init; }

    /// <summary>How the APP Plus set is scored; <see langword="null"/> before 2025.</summary>
    public AppPlusRules? AppPlus { get; init; }

    /// <summary>
    /// The part of the rate that is paid below the minimum savings rate, for a level of BASIC; <see langword="null"/> for none.
    /// </summary>
    public Cited<Rate>? HalfRate { get; init; }

    /// <summary>Where the guardrail comes from; <see langword="null"/> where there is none.</summary>
    public Authority? Guardrail { get; init; }

    /// <summary>What a six-month performance period pays of the full year's amount; <see langword="null"/> for a calendar year.</summary>
    public Cited<Rate>? SixMonthShare { get; init; }

    /// <summary>
    /// Track 2: limit of losses as a share of the benchmark in the first, second and every later performance year of the track; <see
    /// langword="null"/> for every other track.
    /// </summary>
    public Cited<ValueList<Rate>>? LossLimitByTrackYear { get; init; }

    /// <summary>
    /// The share of assigned beneficiaries' expenditure below which an organisation's revenue is low; <see langword="null"/> for agreements
    /// before July 2019.
    /// </summary>
    public Cited<Rate>? LowRevenueBelow { get; init; }

    /// <summary>How the benchmark is built; <see langword="null"/> where it is stated.</summary>
    public BenchmarkMethod? Benchmark { get; init; }

    /// <summary>
    /// What counts as expenditure in each base year and in the performance year; <see langword="null"/> where it is stated.
    /// </summary>
    public ValueList<ExpenditureRules>? Expenditure { get; init; }

    internal Cited<Rate> SharingInForce => SharingRate ?? new(Rates.Value.Sharing, Rates.Authority);

    internal void Validate(List<Failure> failures)
    {
        Share("rates.sharing", Rates.Value.Sharing);
        Share("rates.paymentLimit", Rates.Value.PaymentLimit);
        Share("sequestration", Sequestration.Value);
        foreach (var (name, rate) in new[]
        {
            ("rates.fixedLossRate", Rates.Value.FixedLossRate), ("rates.lossFloor", Rates.Value.LossFloor),
                ("rates.lossCeiling", Rates.Value.LossCeiling), ("sharingRate", SharingRate?.Value),
                ("rates.revenueLimit", Rates.Value.RevenueLimit),
            ("rates.benchmarkLimit", Rates.Value.BenchmarkLimit), ("halfRate", HalfRate?.Value), ("sixMonthShare", SixMonthShare?.Value),
        })
        {
            if (rate is { } given)
            {
                Share(name, given);
            }
        }

        if (QualityPercentiles is { Value: var percentiles } && (percentiles.Count is not (1 or 3)
            || percentiles.Any(static p => p is < 0m or > 100m)))
        {
            failures.Add(new("percentile-range", "rules.qualityPercentiles", percentiles.ToString(),
                "The standard is one percentile or the mean of three, each of 0 to 100 points.",
                "State the yearly percentiles in points."));
        }

        AppPlus?.Validate("rules.appPlus", failures);
        MinimumRateTable.Value.Validate("rules.minimumRateTable.value", failures);
        if (Rates.Value.TwoSided && Rates.Value.FixedLossRate is null && (Rates.Value.LossFloor is null || Rates.Value.LossCeiling is null))
        {
            failures.Add(new("rates-incomplete", "rules.rates", Rates.Value.ToString(),
                "A two-sided track has a fixed loss rate, or a floor and a ceiling of one by quality.", "State the one or the other."));
        }

        if (LossLimitByTrackYear is { Value.Count: 0 })
        {
            failures.Add(new("rates-incomplete", "rules.lossLimitByTrackYear", string.Empty,
                "Loss limits by track year have at least one entry; the last one holds for every later year.",
                "State the limits, or leave them out."));
        }

        void Share(string name, Rate rate)
        {
            if (rate.Fraction is < 0m or > 1m)
            {
                failures.Add(new("rate-range", "rules." + name, rate.ToString(), "A share lies between 0 and 100 %.",
                    "Write it as a fraction: 0.02 for 2 %."));
            }
        }
    }

    internal static SharedSavingsRules Of(SharedSavingsTerms terms)
    {
        var (track, start, agreement) = (terms.Track, terms.Period.Start, terms.AgreementStart);
        var rates = MedicareSharedSavings.Rates[track].CitedOn(start);
        return new()
        {
            Rates = rates,
            Sequestration = MedicareSharedSavings.SequestrationRate.CitedOn(start),
            MinimumRateTable = MedicareSharedSavings.MinimumRateTable.CitedOn(start),
            FixedMinimumRates = MedicareSharedSavings.FixedMinimumRates.CitedOn(agreement),
            TableReplacesChoiceBelow = MedicareSharedSavings.TableReplacesChoiceBelow.FindCited(start),
            Quality = MedicareSharedSavings.QualityToSharingRate.CitedOn(start),
            QualityPercentiles = MedicareSharedSavings.QualityParameters.PercentilesOf(terms.Year),
            AppPlus = AppPlusRules.Of(start),
            HalfRate = MedicareSharedSavings.IsBasic(track) && !terms.IsSmallInBenchmarkYears
                ? MedicareSharedSavings.HalfRate.FindCited(agreement) : null,
            Guardrail = MedicareSharedSavings.GuardrailInForce.Find(agreement)?.Authority,
            SixMonthShare = terms.SixMonths is null ? null : MedicareSharedSavings.SixMonthShare.CitedOn(start),
            LossLimitByTrackYear = track == Track.Track2 ? new(MedicareSharedSavings.Track2LossLimits, rates.Authority) : null,
            LowRevenueBelow = MedicareSharedSavings.LowRevenueBelow.FindCited(agreement),
            Benchmark = terms.Agreement is { } period ? BenchmarkOf(agreement, start, period) : null,
            Expenditure = terms.Agreement is null ? null :
            [
                .. Enumerable.Range(agreement.Year - 3, 3).Append(terms.Year).Select(static year => ExpenditureRules.Of(year)),
            ],
        };
    }

    private static BenchmarkMethod BenchmarkOf(LocalDate agreement, LocalDate start, AgreementPeriod period)
    {
        var later = period == AgreementPeriod.Later;
        var update = (later ? MedicareSharedSavings.BenchmarkParameters.LaterAgreementUpdate
            : MedicareSharedSavings.BenchmarkParameters.FirstAgreementUpdate).CitedOn(agreement);
        return new()
        {
            BaseYearWeights = (later ? MedicareSharedSavings.BenchmarkParameters.LaterAgreementWeights
                : MedicareSharedSavings.BenchmarkParameters.FirstAgreementWeights).CitedOn(agreement),
            Trend = (later ? MedicareSharedSavings.BenchmarkParameters.LaterAgreementTrend
                : MedicareSharedSavings.BenchmarkParameters.FirstAgreementTrend).CitedOn(agreement),
            Update = update,
            Risk = MedicareSharedSavings.BenchmarkParameters.Risk.CitedOn(agreement),
            RiskMargin = MedicareSharedSavings.BenchmarkParameters.RiskMargin.FindCited(agreement),
            Regional = MedicareSharedSavings.BenchmarkParameters.Regional.FindCited(agreement)
                ?? (later ? MedicareSharedSavings.BenchmarkParameters.RegionalOfLaterAgreements.FindCited(agreement) : null),
            PriorSavings = MedicareSharedSavings.BenchmarkParameters.PriorSavings.FindCited(agreement),
            StatedAdjustment = later ? MedicareSharedSavings.BenchmarkParameters.StatedPriorSavings.FindCited(agreement) : null,
            Population = MedicareSharedSavings.BenchmarkParameters.Population.FindCited(agreement),
            RegionalRiskMargin = MedicareSharedSavings.BenchmarkParameters.RegionalRiskMargin.FindCited(agreement),
            ProspectiveWeight = update.Value == GrowthMethod.BlendedWithProspective
                ? MedicareSharedSavings.BenchmarkParameters.ProspectiveWeight.CitedOn(start)
                : null,
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What counts as expenditure in one calendar year of services.</summary>
public sealed record ExpenditureRules
{
    /// <summary>The calendar year of the services.</summary>
    public required int Year { get; init; }

    /// <summary>Where it comes from that interim non-claims payments count; <see langword="null"/> where they do not.</summary>
    public Authority? InterimNonClaims { get; init; }

    /// <summary>
    /// Where it comes from that supplemental payments of Indian Health Service and Puerto Rico hospitals are taken out;
    /// <see langword="null"/> where they are not.
    /// </summary>
    public Authority? SupplementExclusion { get; init; }

    /// <summary>
    /// The completion factor, above zero: of an annual settlement with three months of run-out unless another one is cited.
    /// </summary>
    public required Cited<decimal> CompletionFactor { get; init => field = Given.Of(value); }

    internal static ExpenditureRules Of(int year)
    {
        var first = new LocalDate(year, 1, 1);
        return new()
        {
            Year = year,
            InterimNonClaims = MedicareSharedSavings.ExpenditureParameters.InterimNonClaims.Find(first)?.Authority,
            SupplementExclusion = MedicareSharedSavings.ExpenditureParameters.SupplementExclusion.Find(first)?.Authority,
            CompletionFactor = MedicareSharedSavings.ExpenditureParameters.AnnualCompletionFactor.CitedOn(first),
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>How quality acts on the sharing rate of the Shared Savings Program.</summary>
public enum QualityRule
{
    /// <summary>Maximum × score; zero if the standard is missed (to 2020).</summary>
    Scaled,

    /// <summary>The maximum if the standard is met, otherwise zero (2021 and 2022).</summary>
    AllOrNothing,

    /// <summary>The maximum if the standard is met, maximum × score if only the alternative one is, otherwise zero (from 2023).</summary>
    WithAlternative,
}

/// <summary>The rates and limits of one track or level.</summary>
public sealed record TrackRates
{
    /// <summary>The maximum sharing rate.</summary>
    public required Rate Sharing { get; init; }

    /// <summary>The performance payment limit as a share of the benchmark.</summary>
    public required Rate PaymentLimit { get; init; }

    /// <summary>The loss rate where quality has no effect on it.</summary>
    public Rate? FixedLossRate { get; init; }

    /// <summary>The least loss rate where it is one minus the sharing rate times the score.</summary>
    public Rate? LossFloor { get; init; }

    /// <summary>The greatest loss rate where it is one minus the sharing rate times the score.</summary>
    public Rate? LossCeiling { get; init; }

    /// <summary>The loss limit as a share of participants' revenue.</summary>
    public Rate? RevenueLimit { get; init; }

    /// <summary>The loss limit as a share of the benchmark.</summary>
    public Rate? BenchmarkLimit { get; init; }

    /// <summary>Whether losses are shared.</summary>
    public bool TwoSided => BenchmarkLimit is not null;

    /// <summary>The rates in words.</summary>
    public override string ToString() => $"sharing {Sharing}, payment limit {PaymentLimit} of the benchmark"
        + (TwoSided ? $", loss rate {LossRateInWords}, loss limit {RevenueLimitInWords}{BenchmarkLimit} of the benchmark" : ", one-sided");

    private string LossRateInWords =>
        FixedLossRate is { } flat ? flat.ToString() : $"1 − sharing × score within {LossFloor} and {LossCeiling}";

    private string RevenueLimitInWords => RevenueLimit is { } revenue ? $"{revenue} of revenue or " : string.Empty;
}
