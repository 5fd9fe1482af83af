using NodaTime;
using static ValueSettlement.Dated;

namespace ValueSettlement.Tests.Programs.MadeUp;

// snippet: own-parameters
/// <summary>The dated, cited parameters of the budget bonus.</summary>
public sealed partial class BudgetBonus
{
    private const string Act = "Budget Bonus Act";

    /// <summary>What the payer keeps of the budget before it is compared with expenditure.</summary>
    public static Dated<Rate> Discount { get; } = new("budget bonus, discount", DateAxis.PerformancePeriod,
        In(new(2023, 1, 1), 2.Percent(), Authority.Of(Act + ", section 3")),
        None<Rate>(new(2027, 1, 1), Authority.Of(Act + ", section 9")));

    /// <summary>The provider's share of what stays below the budget.</summary>
    public static Dated<Rate> Share { get; } = new("budget bonus, provider's share", DateAxis.PerformancePeriod,
        In(new(2023, 1, 1), 40.Percent(), Authority.Of(Act + ", section 4")),
        In(new(2025, 1, 1), 50.Percent(), Authority.Remembered(Act + ", section 4, as amended")),
        None<Rate>(new(2027, 1, 1), Authority.Of(Act + ", section 9")));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [Discount, Share];
}

/// <summary>Every rule of one year as data: value and authority.</summary>
public sealed record BudgetBonusRules
{
    /// <summary>What the payer keeps of the budget before it is compared with expenditure.</summary>
    public required Cited<Rate> Discount { get; init => field = Given.Of(value); }

    /// <summary>The provider's share of what stays below the budget.</summary>
    public required Cited<Rate> Share { get; init => field = Given.Of(value); }

    internal static BudgetBonusRules Of(int year)
    {
        var day = new LocalDate(year, 1, 1);
        return new() { Discount = BudgetBonus.Discount.CitedOn(day), Share = BudgetBonus.Share.CitedOn(day) };
    }
}
// end
