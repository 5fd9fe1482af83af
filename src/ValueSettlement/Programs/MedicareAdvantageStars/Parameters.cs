using NodaTime;
using ValueSettlement.Curves;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of the bonus and the rebate of Medicare Advantage plans, by plan year. The years of transition,
/// 2012 and 2013, are left out.</summary>
public sealed partial class MedicareAdvantageStars
{
    private const string BonusRule = "42 CFR 422.258(d)(7); 42 USC 1395w-23(o)";
    private const string RebateRule = "42 CFR 422.266(a)(2); 42 USC 1395w-24(b)(1)(C)(v)";

    private static readonly LocalDate First = new(2014, 1, 1);

    /// <summary>The applicable percentages of the counties' base amounts, from the quartile with the highest cost to that with the
    /// lowest.</summary>
    public static Dated<ValueList<Rate>> QuartilePercentages { get; } = new("applicable percentages by quartile of cost, highest first",
        DateAxis.PlanYear, In<ValueList<Rate>>(First, [95.Percent(), 100.Percent(), 107.5m.Percent(), 115.Percent()],
            Authority.Of("42 CFR 422.258(d)(5)-(6)", "A county that changes its quartile has the mean of the old and the new one.")));

    /// <summary>The stars from which a plan is a qualifying one.</summary>
    public static Dated<decimal> BonusFrom { get; } = new("stars of a qualifying plan", DateAxis.PlanYear,
        In(First, 4m, Authority.Of(BonusRule)));

    /// <summary>The percentage points that a qualifying plan has on the applicable percentage.</summary>
    public static Dated<Rate> Bonus { get; } = new("bonus of a qualifying plan, percentage points", DateAxis.PlanYear,
        In(First, 5.Percent(), Authority.Of(BonusRule, "Points on the applicable percentage, no factor of the benchmark.")));

    /// <summary>The percentage points of a new plan.</summary>
    public static Dated<Rate> NewPlanBonus { get; } = new("bonus of a new plan, percentage points", DateAxis.PlanYear,
        In(First, 3.5m.Percent(), Authority.Of(BonusRule)));

    /// <summary>What the points are multiplied by in a qualifying county.</summary>
    public static Dated<decimal> QualifyingCounty { get; } = new("bonus in a qualifying county, times", DateAxis.PlanYear,
        In(First, 2m, Authority.Of(BonusRule)));

    /// <summary>The stars that a new plan counts as having for its rebate.</summary>
    public static Dated<decimal> NewPlanStars { get; } = new("stars of a new plan, for the rebate", DateAxis.PlanYear,
        In(First, 3.5m, Authority.Of("42 CFR 422.266(a)(2)(iv)")));

    /// <summary>The share of what a bid stays below the benchmark that the plan has as its rebate, by stars ÷ 5.</summary>
    public static Dated<QualityRate> Rebate { get; } = new("rebate, by stars ÷ 5", DateAxis.PlanYear,
        In<QualityRate>(First, RateByScore.Steps((Rate.Zero, 50.Percent()), (70.Percent(), 65.Percent()), (90.Percent(), 70.Percent())),
            Authority.Of(RebateRule)));

    /// <summary>Every dated parameter.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } =
        [QuartilePercentages, BonusFrom, Bonus, NewPlanBonus, QualifyingCounty, NewPlanStars, Rebate];

    /// <summary>The applicable percentage of a county: that of its quartile, or the mean of two where the quartile changed.</summary>
    /// <param name="year">The plan year, from 2014 on.</param>
    /// <param name="quartile">The quartile of the county's cost, 1 (highest) to 4 (lowest).</param>
    /// <param name="before">The quartile of the year before; <see langword="null"/> if it is the same one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such quartile.</exception>
    /// <exception cref="SettlementException">The year has no percentages.</exception>
    public static Cited<Rate> PercentageOf(int year, int quartile, int? before = null)
    {
        if (quartile is < 1 or > 4 || before is < 1 or > 4)
        {
            throw new ArgumentOutOfRangeException(nameof(quartile), FormattableString.Invariant($"{quartile}, before {before ?? quartile}"),
                "Quartiles are 1 (highest cost) to 4 (lowest cost).");
        }

        var all = QuartilePercentages.CitedOn(new(year, 1, 1));
        var one = Quantity.Of("one year", 1m);
        return new(Rate.Of(new Workings().Mean(new("percentage", "Applicable percentage", Unit.Rate), one, Percentage(quartile),
            one, Percentage(before ?? quartile)).Number), all.Authority);

        Quantity Percentage(int of) => Quantity.Of("percentage", all.Value[of - 1].Fraction, Unit.Rate);
    }
}

/// <summary>Every rule of one plan year as data: value and authority. What is left out is the programme's own.</summary>
public sealed record AdvantageStarsRules
{
    /// <summary>The stars from which a plan is a qualifying one, 0 to 5.</summary>
    public Cited<decimal>? BonusFrom { get; init; }

    /// <summary>The percentage points of a qualifying plan, 0 to 1: 0.05 for 5 points.</summary>
    public Cited<Rate>? Bonus { get; init; }

    /// <summary>The percentage points of a new plan, 0 to 1.</summary>
    public Cited<Rate>? NewPlanBonus { get; init; }

    /// <summary>What the points are multiplied by in a qualifying county, 0 to 10.</summary>
    public Cited<decimal>? QualifyingCounty { get; init; }

    /// <summary>The stars that a new plan counts as having for its rebate, 0 to 5.</summary>
    public Cited<decimal>? NewPlanStars { get; init; }

    /// <summary>The rebate as a share of what the bid stays below the benchmark, 0 to 1, by stars ÷ 5: a rate by score.</summary>
    public Cited<QualityRate>? Rebate { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal AdvantageStarsRules On(LocalDate day) => new()
    {
        BonusFrom = BonusFrom ?? MedicareAdvantageStars.BonusFrom.CitedOn(day),
        Bonus = Bonus ?? MedicareAdvantageStars.Bonus.CitedOn(day),
        NewPlanBonus = NewPlanBonus ?? MedicareAdvantageStars.NewPlanBonus.CitedOn(day),
        QualifyingCounty = QualifyingCounty ?? MedicareAdvantageStars.QualifyingCounty.CitedOn(day),
        NewPlanStars = NewPlanStars ?? MedicareAdvantageStars.NewPlanStars.CitedOn(day),
        Rebate = Rebate ?? MedicareAdvantageStars.Rebate.CitedOn(day),
    };

    internal void Validate(List<Failure> failures)
    {
        foreach (var (stars, member) in new[] { (BonusFrom, "bonusFrom"), (NewPlanStars, "newPlanStars") })
        {
            if (stars is { Value: < 0m or > MedicareAdvantageStars.MostStars })
            {
                failures.Add(new("stars-range", $"rules.{member}.value", NumberText.Number(stars.Value),
                    "Stars lie between 0 and 5.", "State the stars of the rule."));
            }
        }

        foreach (var (points, member) in new[] { (Bonus, "bonus"), (NewPlanBonus, "newPlanBonus") })
        {
            if (points is { Value.Fraction: < 0m or > 1m })
            {
                failures.Add(new("rate-range", $"rules.{member}.value", points.Value.ToString(),
                    "Bonus points lie between 0 and 100 percentage points.", "Write 5 points as 0.05."));
            }
        }

        if (QualifyingCounty is { Value: < 0m or > 10m } times)
        {
            failures.Add(new("factor-range", "rules.qualifyingCounty.value", NumberText.Number(times.Value),
                "The bonus of a qualifying county is 0 to 10 times the other one.", "State 2 for a bonus that is doubled."));
        }

        if (Rebate is { } rebate)
        {
            if (rebate.Value is not RateByScore)
            {
                failures.Add(new("rebate-kind", "rules.rebate.value", TextRules.Show(rebate.Value.ToString(), TextRules.Name),
                    "A rebate is a rate by score, so that the distance to the next step can be told.",
                    "State it as RateByScore.Steps, by stars ÷ 5."));
            }

            rebate.Value.Validate("rules.rebate.value", failures);
        }
    }
}
