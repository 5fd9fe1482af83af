using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of LEAD, all of them reported by third parties.</summary>
public sealed partial class Lead
{
    private const string Paper = "LEAD finance paper, application and frequently asked questions of July 2026, as quoted by third parties";

    private const string PaperText = "LEAD participation agreement and finance paper of CMS";

    /// <summary>The risk corridor of the Global arrangement.</summary>
    public static Dated<CorridorBands> GlobalCorridor { get; } = Of("LEAD risk corridor, Global", CorridorBands.Symmetric(
        new(100.Percent(), 15.Percent()), new(50.Percent(), 35.Percent()), new(25.Percent(), 50.Percent()), new(10.Percent())),
        "Bands of the final benchmark, the same for savings and losses.");

    /// <summary>The risk corridor of the Professional arrangement.</summary>
    public static Dated<CorridorBands> ProfessionalCorridor { get; } = Of("LEAD risk corridor, Professional", new CorridorBands(
        [new(60.Percent(), 10.Percent()), new(35.Percent(), 15.Percent()), new(15.Percent(), 20.Percent()), new(5.Percent())],
        [new(50.Percent(), 10.Percent()), new(35.Percent(), 15.Percent()), new(15.Percent(), 20.Percent()), new(5.Percent())]),
        "Up to 60 % of savings and 50 % of losses; the later bands of losses are not stated and taken as those of savings.");

    /// <summary>The discount of lower spending in the Global arrangement; Professional has none.</summary>
    public static Dated<Rate> LowerSpendingDiscount { get; } = Of("LEAD discount, Global, lower spending", 3.Percent());

    /// <summary>The discount of higher spending in the Global arrangement: rising, and known for the first year and from 2032 on.</summary>
    public static Dated<Rate> HigherSpendingDiscount { get; } = new("LEAD discount, Global, higher spending", DateAxis.PerformancePeriod,
        Dated.In(new(2027, 1, 1), 1.75m.Percent(), Reported()),
        Dated.None<Rate>(new(2028, 1, 1), Reported("Rises until 2032; the discounts between are not stated.")),
        Dated.In(new(2032, 1, 1), 3.Percent(), Reported()),
        Dated.None<Rate>(End, Reported("The model ends with 2036.")));

    /// <summary>The share of a positive regional difference that counts, Global and lower spending only.</summary>
    public static Dated<Rate> RegionalShare { get; } = Of("LEAD share of the regional difference", 50.Percent(),
        "Global and lower spending only; a negative difference counts as nothing.");

    /// <summary>The most that the region may add, as a share of the benchmark, for an organisation that renews from Shared
    /// Savings.</summary>
    public static Dated<Rate> RegionalCapRenewing { get; } = Of("LEAD cap of the regional adjustment, renewing", 3.Percent());

    /// <summary>The most that the region may add, as a share of the benchmark, for other organisations.</summary>
    public static Dated<Rate> RegionalCap { get; } = Of("LEAD cap of the regional adjustment, others", 5.Percent());

    /// <summary>The share of prorated prior savings that counts.</summary>
    public static Dated<Rate> PriorSavingsShare { get; } = Of("LEAD share of prior savings", 50.Percent(),
        "Of regional and prior-savings adjustment the higher one counts.");

    /// <summary>The most that prior savings may add, as a share of the benchmark.</summary>
    public static Dated<Rate> PriorSavingsCap { get; } = Of("LEAD cap of the prior-savings adjustment", 5.Percent());

    /// <summary>The add-on of higher spending, as a share of the benchmark before the discount.</summary>
    public static Dated<Rate> AddOn { get; } = Of("LEAD add-on of higher spending", 1.5m.Percent(),
        "Of the benchmark with the higher adjustment and before the discount, in both arrangements; its place is a term.");

    /// <summary>How much a quality score of nothing takes off the benchmark.</summary>
    public static Dated<Rate> QualityWithhold { get; } = Of("LEAD quality withhold", 3.Percent(), "Of the benchmark after the discount.");

    /// <summary>How far the risk ratio may lie from 1.</summary>
    public static Dated<Rate> RiskCapWidth { get; } = Of("LEAD cap of the risk ratio", 3.Percent(), "Against base year 3.");

    /// <summary>How far the risk ratio of a High Needs organisation may lie from 1.</summary>
    public static Dated<Rate> RiskCapWidthHighNeeds { get; } = Of("LEAD cap of the risk ratio, High Needs", 4.Percent(),
        "Against base year 3.");

    /// <summary>The share of suspect billing that is left out of expenditure.</summary>
    public static Dated<Rate> SuspectBillingExcluded { get; } = Of("LEAD suspect billing left out", 100.Percent());

    /// <summary>The share of spending on skin substitutes that is left out of expenditure.</summary>
    public static Dated<Rate> SkinSubstitutesExcluded { get; } = Of("LEAD skin substitutes left out", 65.Percent(),
        "65 % of the spending is taken out.");

    /// <summary>The rate of sequestration.</summary>
    public static Dated<Rate> SequestrationRate { get; } = Of("LEAD sequestration", 2.Percent(),
        "The paper applies it to savings and losses, a workbook before the corridor; the results of ACO REACH show savings only. What it "
        + "applies to and where are terms.");

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
    [
        GlobalCorridor, ProfessionalCorridor, LowerSpendingDiscount, HigherSpendingDiscount, RegionalShare, RegionalCapRenewing,
        RegionalCap, PriorSavingsShare, PriorSavingsCap, AddOn, QualityWithhold, RiskCapWidth, RiskCapWidthHighNeeds,
        SuspectBillingExcluded, SkinSubstitutesExcluded, SequestrationRate,
    ];

    private static LocalDate End => new(2037, 1, 1);

    internal static Authority Reported(string? reading = null) => Authority.Remembered(Paper, reading, PaperText);

    private static Dated<T> Of<T>(string name, T value, string? reading = null) => new(name, DateAxis.PerformancePeriod,
        Dated.In(new(2027, 1, 1), value, Reported(reading)), Dated.None<T>(End, Reported("The model ends with 2036.")));
}

/// <summary>Every rule of one arrangement, group and performance year as data: value and authority.</summary>
public sealed record LeadRules
{
    /// <summary>The risk corridor: marginal bands of the final benchmark.</summary>
    public required Cited<CorridorBands> Corridor { get; init => field = Given.Of(value); }

    /// <summary>The discount as a share of the benchmark before it; <see langword="null"/> for none, or where the terms state
    /// it.</summary>
    public Cited<Rate>? Discount { get; init; }

    /// <summary>The share of a positive regional difference that counts; <see langword="null"/> where there is no regional
    /// adjustment.</summary>
    public Cited<Rate>? RegionalShare { get; init; }

    /// <summary>The most that the region may add, as a share of the benchmark.</summary>
    public required Cited<Rate> RegionalCap { get; init => field = Given.Of(value); }

    /// <summary>The share of prorated prior savings that counts.</summary>
    public required Cited<Rate> PriorSavingsShare { get; init => field = Given.Of(value); }

    /// <summary>The most that prior savings may add, as a share of the benchmark.</summary>
    public required Cited<Rate> PriorSavingsCap { get; init => field = Given.Of(value); }

    /// <summary>The add-on as a share of the benchmark with the higher adjustment; <see langword="null"/> for none.</summary>
    public Cited<Rate>? AddOn { get; init; }

    /// <summary>How much a quality score of nothing takes off the benchmark.</summary>
    public required Cited<Rate> QualityWithhold { get; init => field = Given.Of(value); }

    /// <summary>How far the risk ratio may lie from 1.</summary>
    public required Cited<Rate> RiskCapWidth { get; init => field = Given.Of(value); }

    /// <summary>The share of suspect billing that is left out of expenditure.</summary>
    public required Cited<Rate> SuspectBillingExcluded { get; init => field = Given.Of(value); }

    /// <summary>The share of spending on skin substitutes that is left out of expenditure.</summary>
    public required Cited<Rate> SkinSubstitutesExcluded { get; init => field = Given.Of(value); }

    /// <summary>The rate of sequestration.</summary>
    public required Cited<Rate> Sequestration { get; init => field = Given.Of(value); }

    internal static LeadRules Of(LeadTerms terms)
    {
        var day = new LocalDate(terms.Year, 1, 1);
        var (global, higher) = (terms.Arrangement == LeadArrangement.Global, terms.SpendingGroup == LeadSpendingGroup.Higher);
        return new()
        {
            Corridor = (global ? Lead.GlobalCorridor : Lead.ProfessionalCorridor).CitedOn(day),
            Discount = !global ? null : (higher ? Lead.HigherSpendingDiscount : Lead.LowerSpendingDiscount).FindCited(day),
            RegionalShare = global && !higher ? Lead.RegionalShare.CitedOn(day) : null,
            RegionalCap = (terms.RenewingFromSharedSavings ? Lead.RegionalCapRenewing : Lead.RegionalCap).CitedOn(day),
            PriorSavingsShare = Lead.PriorSavingsShare.CitedOn(day),
            PriorSavingsCap = Lead.PriorSavingsCap.CitedOn(day),
            AddOn = higher ? Lead.AddOn.CitedOn(day) : null,
            QualityWithhold = Lead.QualityWithhold.CitedOn(day),
            RiskCapWidth = (terms.HighNeeds ? Lead.RiskCapWidthHighNeeds : Lead.RiskCapWidth).CitedOn(day),
            SuspectBillingExcluded = Lead.SuspectBillingExcluded.CitedOn(day),
            SkinSubstitutesExcluded = Lead.SkinSubstitutesExcluded.CitedOn(day),
            Sequestration = Lead.SequestrationRate.CitedOn(day),
        };
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
