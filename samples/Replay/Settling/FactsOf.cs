using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Settling;

/// <summary>A departure from the published numbers, to see what their rounding could hide.</summary>
/// <param name="DifferenceShift">Added to the published difference.</param>
/// <param name="ReliefShift">Added to the published amount of relief.</param>
/// <param name="Quality">Replaces the published quality score.</param>
/// <param name="TerminationMonth">The month in which the organisation left, which no file says.</param>
internal readonly record struct Variation(decimal DifferenceShift, decimal ReliefShift, decimal? Quality, int? TerminationMonth);

/// <summary>The experience of one organisation and period, as published.</summary>
internal static class FactsOf
{
    private static readonly LocalDate Y2024 = new(2024, 1, 1);

    public static Experience Row(AcoYear row, SharedSavingsTerms terms, Election election, Variation variation)
    {
        // Half-year totals are doubled: the contract wants the full year's and halves its result.
        var factor = row.TotalsAreHalves ? 2m : 1m;
        var benchmark = row.Benchmark.Amount * factor;
        var difference = (row.Difference.Amount + variation.DifferenceShift) * factor;
        return new()
        {
            Benchmark = Figure.Stated(Money.Of(benchmark), Source(row, row.Benchmark)),
            Expenditure = Figure.Stated(Money.Of(benchmark - difference), $"{Source(row, row.Benchmark)} less {row.Difference.Column}"),
            Facts = [.. Facts(row, terms, election, variation, difference)],
        };
    }

    private static IEnumerable<Fact> Facts(AcoYear row, SharedSavingsTerms terms, Election election, Variation variation,
        decimal difference)
    {
        var twoSided = row.Track is not (Track.Track1 or Track.BasicA or Track.BasicB);
        var basic = row.Track is >= Track.BasicA and <= Track.BasicE;
        var newRules = terms.AgreementStart >= Y2024;
        yield return Number.AssignedBeneficiaries((int)row.Beneficiaries.Amount);
        if (election.Stated is { } stated)
        {
            yield return Number.MinimumRate(stated);
        }

        yield return Quality(row, variation);
        if (basic && newRules && row.LowRevenue is { } low)
        {
            yield return new RevenueCategory { Low = low };
        }

        if (row.Guardrail == true)
        {
            yield return new BenchmarkReplaced(MedicareSharedSavings.TwoWayBenchmark);
        }

        if (twoSided && difference < 0m && row.Relief.Value is { } relief && relief != 0m)
        {
            yield return Number.Relief(Figure.Stated(Money.Of(Math.Max(0m, Math.Abs(relief) + variation.ReliefShift)),
                Source(row, row.Relief)));
        }

        if ((row.ForfeitsOnTermination && difference > 0m) || (difference < 0m && variation.TerminationMonth is not null))
        {
            var month = variation.TerminationMonth ?? row.Period.End.Month;
            yield return new Termination
            {
                InitiatedBy = TerminatedBy.Organisation,
                EffectiveDate = new LocalDate(row.Period.CalendarYear, month, 1).With(DateAdjusters.EndOfMonth),
                CloseOutCompleted = false
            };
        }

        if (row.AdvanceBalance.Value is { } balance and > 0m)
        {
            yield return Number.Of(Basis.AdvanceBalance, Figure.Stated(Money.Of(balance), Source(row, row.AdvanceBalance)));
        }
    }

    private static Quality Quality(AcoYear row, Variation variation)
    {
        var standard = row.Standard switch
        {
            PublishedStandard.Alternative => QualityStandard.Alternative,
            PublishedStandard.NotMet => QualityStandard.NotMet,
            PublishedStandard.Reporting => QualityStandard.CompleteReporting,
            _ => QualityStandard.Met,
        };
        var score = row.QualityScore;
        var figure = variation.Quality is { } varied ? Figure.Stated(Rate.Of(varied), "end of the rounding interval of the published score")
            : score.Value is { } published ? Figure.Stated(Rate.Of(published), Source(row, score))
            : score.Kind == CellKind.Suppressed
                ? Figure.Absent(AbsenceKind.Suppressed, $"{score.Column} is suppressed in the file.", Unit.Rate)
            : null;
        return new Quality { Standard = standard, Score = standard == QualityStandard.CompleteReporting ? null : figure };
    }

    private static string Source(AcoYear row, Published value) =>
        FormattableString.Invariant($"{System.IO.Path.GetFileName(row.File)}, row {row.Row}, {value.Column}");
}
