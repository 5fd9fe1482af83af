using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Settling;

/// <summary>The contract's terms for one organisation and period.</summary>
internal static class TermsOf
{
    private static readonly LocalDate July2019 = new(2019, 7, 1);

    public static SharedSavingsTerms Row(AcoYear row, MinimumRateChoice? choice) => WithoutRevenue(new()
    {
        Track = row.Track,
        Year = row.Period.CalendarYear,
        SixMonths = row.Period.SixMonths,
        AgreementStart = AgreementStart(row),
        MinimumRate = choice,
        TrackYear = row.Track == Track.Track2 ? Track2Year(row) : null,
        LossLimit = row.Track != Track.Track1Plus ? null : row.RevenueLimit == true ? LossLimitBasis.Revenue : LossLimitBasis.Benchmark,
    });

    /// <summary>The contract of terms without a limit by revenue. Where revenue alone would limit losses, nothing does.</summary>
    public static Contract Contract(SharedSavingsTerms terms)
    {
        var contract = MedicareSharedSavings.For(terms).Contract;
        return terms.LossLimit == LossLimitBasis.Revenue
            ? contract with { Clauses = [.. contract.Clauses.Select(WithoutLossLimit)] }
            : contract;

        static Clause WithoutLossLimit(Clause clause) => clause is Limit limit ? limit with { Loss = null } : clause;
    }

    /// <summary>The published date; where the file does not say, the usual one of the track, noted by the reader.</summary>
    public static LocalDate AgreementStart(AcoYear row)
    {
        if (row.AgreementStart is { } start)
        {
            return start;
        }

        var year = row.Period.CalendarYear;
        return row.Track is Track.Track1 or Track.Track2 or Track.Track3 or Track.Track1Plus
            ? new(Math.Clamp(year, 2013, 2018), 1, 1)
            : row.Guardrail is not null ? new(2024, 1, 1) : July2019;
    }

    // No file publishes participants' revenue, and a revenue that was made up would stand in the statement as if it were known.
    private static SharedSavingsTerms WithoutRevenue(SharedSavingsTerms terms)
    {
        // What is wrong with the terms is said when they are settled.
        if (terms.Validate().Count > 0 || MedicareSharedSavings.For(
            terms).Rules is not { Rates: { Value.RevenueLimit: not null } rates } rules)
        {
            return terms;
        }

        var authority = rates.Authority with { Reading = "Without the limit by participants' revenue, which no result file publishes." };
        return terms with { Rules = rules with { Rates = new(rates.Value with { RevenueLimit = null }, authority) } };
    }

    // The limit of losses grows with the years in the track, earlier agreements included; it never binds in the published results.
    private static int Track2Year(AcoYear row)
    {
        var since = row.Track2Since ?? AgreementStart(row);
        return Math.Max(1, row.Period.CalendarYear - Math.Max(since.Year, YearFinder.First) + 1);
    }
}
