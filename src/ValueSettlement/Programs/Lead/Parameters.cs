using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of LEAD, all of them reported by third parties.</summary>
public sealed partial class Lead
{
    /// <summary>The risk corridor of Global risk.</summary>
    public static Dated<ValueList<Band>> GlobalCorridor { get; } = new("Global risk corridor (announced)", DateAxis.PerformancePeriod,
        First<ValueList<Band>>(
            [new(100.Percent(), 15.Percent()), new(50.Percent(), 35.Percent()), new(25.Percent(), 50.Percent()), new(10.Percent())]),
        End<ValueList<Band>>());

    /// <summary>The lower of the two reported discounts.</summary>
    public static Dated<Rate> LowerDiscount { get; } =
        new("lower discount (announced)", DateAxis.PerformancePeriod, First(1.75m.Percent()), End<Rate>());

    /// <summary>The higher of the two reported discounts.</summary>
    public static Dated<Rate> HigherDiscount { get; } =
        new("higher discount (announced)", DateAxis.PerformancePeriod, First(3.Percent()), End<Rate>());

    /// <summary>The rate of sequestration.</summary>
    public static Dated<Rate> SequestrationRate { get; } =
        new("sequestration (announced)", DateAxis.PerformancePeriod, First(2.Percent()), End<Rate>());

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [GlobalCorridor, LowerDiscount, HigherDiscount, SequestrationRate];

    private static Authority Reported => Authority.Remembered("LEAD model, announced, as reported by third parties");

    private static DatedEntry<T> First<T>(T value) => Dated.In(new(2027, 1, 1), value, Reported);

    private static DatedEntry<T> End<T>() => Dated.None<T>(new(2037, 1, 1), Reported);
}

/// <summary>Every rule of one performance year as data: value and authority.</summary>
public sealed record LeadRules
{
    /// <summary>The risk corridor: marginal bands of the final benchmark, the same for savings and losses.</summary>
    public required Cited<ValueList<Band>> Corridor { get; init => field = Given.Of(value); }

    /// <summary>The rate of sequestration.</summary>
    public required Cited<Rate> Sequestration { get; init => field = Given.Of(value); }

    /// <summary>The discount as a share of the benchmark before it; <see langword="null"/> if benchmarks are stated after it.</summary>
    public Cited<Rate>? Discount { get; init; }

    internal static LeadRules Of(int year, LeadDiscount? discount)
    {
        var day = new LocalDate(year, 1, 1);
        return new()
        {
            Corridor = Lead.GlobalCorridor.CitedOn(day),
            Sequestration = Lead.SequestrationRate.CitedOn(day),
            Discount = discount is { } chosen ? (chosen == LeadDiscount.Lower ? Lead.LowerDiscount : Lead.HigherDiscount).CitedOn(day)
                : null,
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
