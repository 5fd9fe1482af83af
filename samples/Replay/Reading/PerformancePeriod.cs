using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Replay.Reading;

/// <summary>The performance period of a row: a calendar year, or one of the two halves of 2019.</summary>
/// <param name="CalendarYear">The calendar year.</param>
/// <param name="SixMonths">The half of 2019; null for the calendar year.</param>
internal readonly record struct PerformancePeriod(int CalendarYear, SixMonths? SixMonths)
{
    public static PerformancePeriod JanuaryToJune2019 => new(2019, Programs.SixMonths.JanuaryToJune);

    public static PerformancePeriod JulyToDecember2019 => new(2019, Programs.SixMonths.JulyToDecember);

    public int Months => SixMonths is null ? 12 : 6;

    public LocalDate Start => new(CalendarYear, SixMonths == Programs.SixMonths.JulyToDecember ? 7 : 1, 1);

    public LocalDate End => Start.PlusMonths(Months).PlusDays(-1);

    public static PerformancePeriod Year(int year) => new(year, null);

    public override string ToString() => SixMonths switch
    {
        Programs.SixMonths.JanuaryToJune => FormattableString.Invariant($"January to June {CalendarYear}"),
        Programs.SixMonths.JulyToDecember => FormattableString.Invariant($"July to December {CalendarYear}"),
        _ => FormattableString.Invariant($"{CalendarYear}"),
    };
}
