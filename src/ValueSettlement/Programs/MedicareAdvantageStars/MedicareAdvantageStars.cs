using ValueSettlement.Curves;

namespace ValueSettlement.Programs;

/// <summary>
/// Bonus and rebate of a Medicare Advantage plan by its stars, 42 CFR 422.258(d) and 422.266(a)(2): a gate to a higher benchmark, and a
/// ladder of shares.
/// <code>
/// benchmark = base amount × (applicable percentage + bonus points), at most the amount before the Affordable Care Act
/// rebate = (benchmark − bid) × 50, 65 or 70 % by stars;  a bid above the benchmark is paid by members
/// </code>
/// The bonus is added to the percentage: 5 points are 5 % of the base amount, and 5 % of the benchmark only where the percentage is 100.
/// </summary>
public sealed partial class MedicareAdvantageStars : Programme<AdvantageStarsTerms>
{
    internal const decimal MostStars = 5m;

    private const string ScoreKey = "quality-score";

    private static readonly ContractWords Words = new()
    {
        Payer = "Medicare program",
        Provider = "plan",
        Expenditure = "Bid",
        Gains = "bids below the benchmark",
        Losses = "bids above the benchmark",
    };

    private MedicareAdvantageStars(AdvantageStarsTerms terms)
        : base(terms)
    {
    }

    /// <summary>The rules of the year, every one stated with its authority.</summary>
    public AdvantageStarsRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"Medicare Advantage Stars, {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Year and county.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static MedicareAdvantageStars For(AdvantageStarsTerms terms) => new(terms);

    /// <summary>Benchmark, bonus, rebate share and the distance to the next step, of one bid.</summary>
    /// <param name="plan">The bid and the stars.</param>
    /// <exception cref="SettlementException">Something cannot be; carries all of it.</exception>
    public PlanBenchmark Benchmark(PlanBid plan)
    {
        Refuse(plan);
        var w = new Workings("benchmark");
        var stars = StarsOf(w, plan);
        var starsFigure = w.Figure(stars);
        var bonus = BonusOf(w, plan, stars);
        var bonusFigure = w.Figure(bonus);
        var benchmark = BenchmarkOf(w, plan, bonus);
        var benchmarkFigure = w.Figure(benchmark);
        var share = w.Lookup(new("rebate-share", "Rebate share", Unit.Rate, null, Rules.Rebate!.Authority), Ladder, Score(w, stars));
        var above = w.Subtract(new("above", "Bid above the benchmark", Unit.PerCapita),
            Quantity.Of("bid", plan.Bid.Value.GetValueOrDefault(), Unit.PerCapita), benchmark);
        return new()
        {
            Stars = starsFigure,
            Bonus = bonusFigure,
            Benchmark = benchmarkFigure,
            RebateShare = w.Figure(share),
            MemberPremium = w.Figure(w.Greatest(new("member-premium", "Premium of a member for a month", Unit.PerCapita), above,
                Quantity.Of("nothing", 0m, Unit.PerCapita))),
            ToNextStep = ToNext(plan),
        };
    }

    /// <summary>What the contract settles: benchmark and bid, for a member and month or for all of them, and the stars.</summary>
    /// <param name="plan">The bid and the stars.</param>
    /// <exception cref="SettlementException">Something cannot be; carries all of it.</exception>
    public Experience Experience(PlanBid plan)
    {
        Refuse(plan);
        var (rated, priced, offered) = (new Workings("stars"), new Workings("benchmark"), new Workings("bid"));
        var score = rated.Figure(Score(rated, StarsOf(rated, plan)));
        var benchmark = BenchmarkOf(priced, plan, BonusOf(priced, plan, StarsOf(new(), plan)));
        var bid = offered.Given(new("bid", "Bid for a member and month", Unit.PerCapita), plan.Bid);
        return Made(new()
        {
            Benchmark = ForAll(priced, "benchmark", "Benchmark", benchmark, plan),
            Expenditure = ForAll(offered, "bid", "Bid", bid, plan),
            Facts = [Quality.Scored(score)],
        });
    }

    private static Figure ForAll(Workings w, string key, string label, Quantity amount, PlanBid plan)
    {
        if (plan.MemberMonths is not { } stated)
        {
            // The same number, as the amount that a contract settles: nobody stated a month.
            return w.Figure(amount) with { Unit = Unit.Money };
        }

        var months = w.Given(new(AdvantageStarsTerms.MonthsKey, "Months of all members", Unit.Count), stated);
        return w.Figure(w.Multiply(new(key + "-of-all", label + " for all members", Unit.Money), amount, months));
    }

    private static void Refuse(PlanBid plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var failures = new List<Failure>();
        plan.Validate(failures);
        SettlementException.ThrowIfAny(failures);
    }

    private Scale Ladder => ((RateByScore)Rules.Rebate!.Value).Scale;

    private static Quantity Score(Workings w, Quantity stars) => w.Divide(new(ScoreKey, "Stars ÷ 5", Unit.Rate), stars,
        Quantity.Of("most stars", MostStars));

    private Quantity StarsOf(Workings w, PlanBid plan)
    {
        const string Key = "stars";
        switch (plan.Standing)
        {
            case StarStanding.New:
                return w.Given(new(Key, "Stars that a new plan counts as having", Unit.Factor, null, Rules.NewPlanStars!.Authority),
                    Rules.NewPlanStars.Value);
            case StarStanding.NotReported:
                var none = w.Given(new(Key, "Stars", Unit.Factor, null, Authority.Of(BonusRule)), 0m);
                w.Remark("The plan did not report: it counts as below 3.5 stars.");
                return none;
            default:
                return w.Given(new(Key, "Stars", Unit.Factor), plan.Stars.GetValueOrDefault());
        }
    }

    private Quantity BonusOf(Workings w, PlanBid plan, Quantity stars)
    {
        var (anew, rule) = (plan.Standing == StarStanding.New, Rules.BonusFrom!);
        var points = anew ? Rules.NewPlanBonus! : Rules.Bonus!;
        var whole = w.Given(new("bonus-points", anew ? "Bonus points of a new plan" : "Bonus points of a qualifying plan", Unit.Rate, null,
            points.Authority), points.Value.Fraction);
        var bonus = anew ? whole : w.IfAtLeast(
            new("bonus", $"Bonus points from {NumberText.Number(rule.Value)} stars on", Unit.Rate, null, rule.Authority), whole, stars,
            Quantity.Of("stars of a qualifying plan", rule.Value));
        return !Terms.IsQualifyingCounty ? bonus : w.Multiply(
            new("bonus-in-county", "Bonus points in a qualifying county", Unit.Rate, null, Rules.QualifyingCounty!.Authority), bonus,
            Quantity.Of("times", Rules.QualifyingCounty.Value));
    }

    private Quantity BenchmarkOf(Workings w, PlanBid plan, Quantity bonus)
    {
        var authority = Authority.Of("42 CFR 422.258(d)(1)-(2)");
        var amount = w.Given(new(AdvantageStarsTerms.BaseKey, "Base amount of the county", Unit.PerCapita), plan.BaseAmount);
        var percentage = w.Add(new("percentage", "Applicable percentage and bonus points", Unit.Rate, null,
            Terms.ApplicablePercentage.Authority),
            Quantity.Of("applicable percentage", Terms.ApplicablePercentage.Value.Fraction, Unit.Rate), bonus);
        var benchmark = w.Multiply(new("benchmark-before-limit", "Benchmark for a member and month", Unit.PerCapita, null, authority),
            amount, percentage);
        return plan.ApplicableAmount is not { } most ? benchmark : w.Least(
            new("benchmark", "Benchmark, at most the amount before the Affordable Care Act", Unit.PerCapita, null, authority), benchmark,
            w.Given(new("applicable-amount", "Amount before the Affordable Care Act", Unit.PerCapita, null, authority), most));
    }

    private Figure ToNext(PlanBid plan)
    {
        if (plan.Standing != StarStanding.Rated)
        {
            return Figure.Absent(AbsenceKind.NotApplicable, "The plan has no stars.", Unit.Factor);
        }

        var stars = plan.Stars.GetValueOrDefault();
        var steps = Ladder.Rows.Select(static r => new Workings().Multiply(new("step", "Stars of a step"),
            Quantity.Of("score", r.From.GetValueOrDefault(), Unit.Rate), Quantity.Of("most stars", MostStars)).Number)
            .Append(Rules.BonusFrom!.Value).Where(s => s > stars).ToArray();
        if (steps.Length == 0)
        {
            return Figure.Absent(AbsenceKind.NotApplicable, "There is no step above.", Unit.Factor);
        }

        var w = new Workings("next-step");
        return w.Figure(w.Subtract(new("to-next-step", "Stars missing to the next step", Unit.Factor),
            Quantity.Of("next step", steps.Min()), Quantity.Of("stars", stars)));
    }

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id ?? FormattableString.Invariant($"stars-{Terms.Year}"),
        Currency = "USD",
        Term = new(new(Terms.Year, 1, 1), new(Terms.Year, 12, 31)),
        Opening = OpeningAmount.BenchmarkLessExpenditure,
        Clauses =
        [
            new SharingRate
            {
                Label = "Rebate",
                Gain = Rules.Rebate!,
                Loss = Rate.Zero,
                Authority = Rules.Rebate!.Authority,
            },
        ],
        Payment = [new PriorSettlement { Label = "Rebates paid before" }],
        OrderAuthority = Authority.Of("42 CFR 422.258(d), 422.266(a)(2)",
            "The bonus raises the benchmark first; the rebate is a share of what the bid stays below it."),
        Words = Words,
        Payoff = new("bid"),
    };
}
