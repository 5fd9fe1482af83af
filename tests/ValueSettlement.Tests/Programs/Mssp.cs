using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>A performance period as vectors and published rows name it.</summary>
/// <param name="CalendarYear">The calendar year.</param>
/// <param name="SixMonths">The half of 2019; <see langword="null"/> for the calendar year.</param>
internal readonly record struct PerformancePeriod(int CalendarYear, SixMonths? SixMonths)
{
    public static PerformancePeriod JanuaryToJune2019 => new(2019, ValueSettlement.Programs.SixMonths.JanuaryToJune);

    public static PerformancePeriod JulyToDecember2019 => new(2019, ValueSettlement.Programs.SixMonths.JulyToDecember);

    public LocalDate Start => new(CalendarYear, SixMonths == ValueSettlement.Programs.SixMonths.JulyToDecember ? 7 : 1, 1);

    public static PerformancePeriod Year(int year) => new(year, null);
}

/// <summary>The Shared Savings Program for tests that ask about a year and care for no track.</summary>
internal static class Mssp
{
    /// <summary>The programme of a year, one-sided.</summary>
    public static MedicareSharedSavings Of(int year, LocalDate? agreement = null) => MedicareSharedSavings.For(Terms(year, agreement));

    /// <summary>Sound terms of a year, one-sided.</summary>
    public static SharedSavingsTerms Terms(int year, LocalDate? agreement = null)
    {
        var start = agreement ?? new(year, 1, 1);
        return new() { Track = start < new LocalDate(2019, 7, 1) ? Track.Track1 : Track.BasicB, Year = year, AgreementStart = start };
    }

    /// <summary>How a benchmark is built, in the last year of the agreement period if it had none later.</summary>
    public static BenchmarkMethod Method(LocalDate agreement, int year, bool isFirstAgreement)
    {
        var last = agreement < new LocalDate(2019, 7, 1) ? agreement.Year + 2 : agreement.Year + 4;
        var terms = Terms(Math.Min(year, last), agreement);
        return MedicareSharedSavings.For(terms with { Agreement = isFirstAgreement ? AgreementPeriod.First : AgreementPeriod.Later })
            .BenchmarkMethod!;
    }

    /// <summary>
    /// The programme of a year with what counts as expenditure in it, by a completion factor of one's own if there is one.
    /// </summary>
    public static MedicareSharedSavings Spending(int year, Cited<decimal>? completionFactor = null)
    {
        var terms = Terms(year) with { Agreement = AgreementPeriod.First };
        var rules = MedicareSharedSavings.For(terms).Rules;
        return completionFactor is null ? MedicareSharedSavings.For(terms) : MedicareSharedSavings.For(terms with
        {
            Rules = rules with { Expenditure = [.. rules.Expenditure!.Select(r => r with { CompletionFactor = completionFactor })] },
        });
    }
}
