namespace ValueSettlement.Programs;

/// <summary>
/// The rules of one Shared Savings Program contract as data, each value with where it comes from. <see cref="MedicareSharedSavings.Rules"/> gives the programme's own;
/// <c>with</c> replaces single ones, for example a rate that was not read in its source.
/// </summary>
public sealed record SharedSavingsRules
{
    /// <summary>The rates and limits of the track or level.</summary>
    public required Cited<TrackRates> Rates { get; init => field = Given.Of(value); }

    /// <summary>Reduction of shared savings by sequestration.</summary>
    public required Cited<Rate> Sequestration { get; init => field = Given.Of(value); }

    /// <summary>The minimum savings rate by assigned beneficiaries.</summary>
    public required Cited<ValueList<SizeRow>> MinimumRateTable { get; init => field = Given.Of(value); }

    /// <summary>The fixed minimum rates that a two-sided organisation may choose.</summary>
    public required Cited<ValueList<Rate>> FixedMinimumRates { get; init => field = Given.Of(value); }

    /// <summary>Below how many assigned beneficiaries the table replaces a fixed choice; <see langword="null"/> where a fixed choice stays at any size.</summary>
    public Cited<int>? TableReplacesChoiceBelow { get; init; }

    /// <summary>How quality acts on the sharing rate.</summary>
    public required Cited<QualityRule> Quality { get; init => field = Given.Of(value); }

    /// <summary>The part of the rate that is paid below the minimum savings rate, for a level of BASIC; <see langword="null"/> for none.</summary>
    public Cited<Rate>? HalfRate { get; init; }

    /// <summary>Where the guardrail comes from; <see langword="null"/> where there is none.</summary>
    public Authority? Guardrail { get; init; }

    /// <summary>What a six-month performance period pays of the full year's amount; <see langword="null"/> for a calendar year.</summary>
    public Cited<Rate>? SixMonthShare { get; init; }

    /// <summary>Track 2: limit of losses as a share of the benchmark in the first, second and every later performance year of the track; <see langword="null"/> for every other track.</summary>
    public Cited<ValueList<Rate>>? LossLimitByTrackYear { get; init; }

    internal void Judge(List<Failure> failures)
    {
        Share("rates.sharing", Rates.Value.Sharing);
        Share("rates.paymentLimit", Rates.Value.PaymentLimit);
        Share("sequestration", Sequestration.Value);
        foreach (var (name, rate) in new[]
        {
            ("rates.fixedLossRate", Rates.Value.FixedLossRate), ("rates.lossFloor", Rates.Value.LossFloor), ("rates.lossCeiling", Rates.Value.LossCeiling), ("rates.revenueLimit", Rates.Value.RevenueLimit),
            ("rates.benchmarkLimit", Rates.Value.BenchmarkLimit), ("halfRate", HalfRate?.Value), ("sixMonthShare", SixMonthShare?.Value),
        })
        {
            if (rate is { } given)
            {
                Share(name, given);
            }
        }

        if (Rates.Value.TwoSided && Rates.Value.FixedLossRate is null && (Rates.Value.LossFloor is null || Rates.Value.LossCeiling is null))
        {
            failures.Add(new("rates-incomplete", "rules.rates", Rates.Value.ToString(), "A two-sided track has a fixed loss rate, or a floor and a ceiling of one by quality.", "State the one or the other."));
        }

        if (LossLimitByTrackYear is { Value.Count: 0 })
        {
            failures.Add(new("rates-incomplete", "rules.lossLimitByTrackYear", string.Empty, "Loss limits by track year have at least one entry; the last one holds for every later year.", "State the limits, or leave them out."));
        }

        void Share(string name, Rate rate)
        {
            if (rate.Fraction is < 0m or > 1m)
            {
                failures.Add(new("rate-range", "rules." + name, rate.ToString(), "A share lies between 0 and 100 %.", "Write it as a fraction: 0.02 for 2 %."));
            }
        }
    }
}

public static partial class MedicareSharedSavings
{
    /// <summary>The programme's own rules for a track, period and agreement, to be replaced value by value.</summary>
    /// <param name="track">Track or level.</param>
    /// <param name="period">The performance period.</param>
    /// <param name="agreementStart">First day of the agreement period.</param>
    /// <exception cref="SettlementException">A parameter has no value for the period.</exception>
    public static SharedSavingsRules Rules(Track track, PerformancePeriod period, NodaTime.LocalDate agreementStart)
    {
        static Cited<T>? Maybe<T>(DatedEntry<T>? entry)
            where T : notnull => entry is null ? null : Cited<T>.Of(entry);
        var start = period.Start;
        var rates = Rates[track].On(start);
        return new()
        {
            Rates = Cited<TrackRates>.Of(rates),
            Sequestration = Cited<Rate>.Of(SequestrationRate.On(start)),
            MinimumRateTable = Cited<ValueList<SizeRow>>.Of(MinimumRateTable.On(start)),
            FixedMinimumRates = Cited<ValueList<Rate>>.Of(FixedMinimumRates.On(agreementStart)),
            TableReplacesChoiceBelow = Maybe(TableReplacesChoiceBelow.Find(start)),
            Quality = Cited<QualityRule>.Of(QualityToSharingRate.On(start)),
            HalfRate = IsBasic(track) ? Maybe(HalfRate.Find(agreementStart)) : null,
            Guardrail = GuardrailInForce.Find(agreementStart)?.Authority,
            SixMonthShare = period.Months == 6 ? Cited<Rate>.Of(SixMonthShare.On(start)) : null,
            LossLimitByTrackYear = track == Track.Track2 ? new(Track2LossLimits, rates.Authority) : null,
        };
    }

    internal static SharedSavingsTerms Resolve(SharedSavingsTerms terms)
    {
        var failures = Judge(terms);
        return failures.Count == 0
            ? terms with { Rules = terms.Rules ?? Rules(terms.Track, terms.Period, terms.AgreementStart) }
            : throw new SettlementException(failures);
    }
}
