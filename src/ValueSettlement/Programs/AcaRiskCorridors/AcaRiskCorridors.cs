using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>What decides the risk corridor of a qualified health plan for one benefit year.</summary>
public sealed record AcaRiskCorridorTerms : ProgrammeTerms
{
    /// <summary>The benefit year: 2014, 2015 or 2016.</summary>
    public required int BenefitYear { get; init; }

    /// <summary>Another corridor, cited; <see langword="null"/> for the programme's own.</summary>
    public Cited<CorridorBands>? Corridor { get; init; }

    /// <summary>Another construction of the target, cited; <see langword="null"/> for the year's own.</summary>
    public Cited<RiskCorridorTargetRule>? Target { get; init; }

    /// <summary>The part of payments to plans that was paid where collections did not cover them; charges are never scaled. <see langword="null"/> for all of it. <see cref="AcaRiskCorridors.Proration2014"/> is the one announced.</summary>
    public Cited<Rate>? PaymentProration { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the year.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => AcaRiskCorridors.Contract(this);

    private protected override AcaRiskCorridorTerms Resolve() => AcaRiskCorridors.Resolve(this);
}

/// <summary>
/// The risk corridors of the Affordable Care Act, benefit years 2014 to 2016, 42 USC 18062, 45 CFR 153.500 to 153.540.
/// <code>
/// premium, taxes, costs ─► target amount;  opening = allowable costs − target ─► corridor ─► proration of payments          (+ = HHS pays the plan)
/// </code>
/// The payoff is a curve of allowable cost with the target held fixed, as one target serves one plan year.
/// </summary>
public static class AcaRiskCorridors
{
    private static readonly LocalDate Y2014 = new(2014, 1, 1);

    /// <summary>The corridor: 3 and 8 % of the target amount, 50 and 80 % of what lies beyond.</summary>
    public static Dated<CorridorBands> Corridor { get; } = new("ACA risk corridor", DateAxis.PlanYear,
        new(Y2014, CorridorBands.Symmetric(new(Rate.Zero, 3.Percent()), new(50.Percent(), 8.Percent()), new(80.Percent())), true,
            Authority.Of("42 USC 18062(b); 45 CFR 153.510(b), (c)", "50 % of allowable costs beyond 103 % of the target, as the regulation says; the statute's letter has 50 % of the target amount.")),
        new(new(2017, 1, 1), null, false, Authority.Of("42 USC 18062(a): calendar years 2014, 2015 and 2016")));

    /// <summary>How the target is built, by benefit year.</summary>
    public static Dated<RiskCorridorTargetRule> TargetRule { get; } = new("ACA risk corridor target", DateAxis.PlanYear,
        new(Y2014, new RiskCorridorTargetRule { LeastProfit = 3.Percent(), AdministrativeCap = 20.Percent(), AdjustmentFromCostShare = 80.Percent() }, true,
            Authority.Of("45 CFR 153.500, 153.530", "The percentage that HHS specified for plans in a transitional state, if allowable costs are at least 80 % of after-tax premium; otherwise none.")),
        new(new(2015, 1, 1), new RiskCorridorTargetRule { LeastProfit = 3.Percent(), AdministrativeCap = 20.Percent(), Adjustment = 2.Percent(), CountsReserveDifference = true }, true, Authority.Of("45 CFR 153.500, 153.530(b)(2)(iv)")),
        new(new(2016, 1, 1), new RiskCorridorTargetRule { LeastProfit = 3.Percent(), AdministrativeCap = 20.Percent(), AdjustmentFromCostShare = 80.Percent(), CountsReserveDifference = true }, true, Authority.Of("45 CFR 153.500, 153.530(b)(2)(iv)")),
        new(new(2017, 1, 1), null, false, Authority.Of("42 USC 18062(a)")));

    /// <summary>What was paid of the 2014 payments: about $362 million were collected against $2.87 billion requested. Not applied unless it is set in the terms.</summary>
    public static Cited<Rate> Proration2014 { get; } = new(Rate.Of(0.126m), Authority.Remembered("Announcement of the risk corridors payment proration rate for 2014, as reported by third parties"));

    /// <summary>The proration as a parameter, for tables: it was announced for 2014 and is applied only where the terms set it.</summary>
    public static Dated<Rate> PaymentProration { get; } = new("ACA risk corridor, announced proration of payments (applied only if the terms set it)", DateAxis.PlanYear,
        new(Y2014, Proration2014.Value, true, Proration2014.Authority),
        new(new(2015, 1, 1), default, false, Proration2014.Authority));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [Corridor, TargetRule, PaymentProration];

    /// <summary>The contract for one benefit year.</summary>
    /// <param name="terms">Year and overrides.</param>
    /// <exception cref="SettlementException">The programme did not exist that year.</exception>
    public static Contract Contract(AcaRiskCorridorTerms terms)
    {
        terms = terms.Resolved();
        var start = Start(terms);
        Clause corridor = terms.Corridor!.Value.Clause(terms.Corridor.Authority);
        ValueList<Clause> proration = terms.PaymentProration is { } part
            ? [new Proration { Label = "Proration of payments to what was collected", Factor = part, AppliesTo = AppliesTo.Gains,
                Authority = part.Authority }]
            : [];
        return new Contract
        {
            Id = terms.Id ?? FormattableString.Invariant($"aca-risk-corridor-{terms.BenefitYear}"),
            Currency = "USD",
            Term = new(start, start.PlusYears(1).PlusDays(-1)),
            Opening = OpeningAmount.ExpenditureLessBenchmark,
            Clauses = [corridor, .. proration],
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Of("42 USC 18062(b); 45 CFR 153.510").OrLessCertain(terms.PaymentProration?.Authority),
            Words = new()
            {
                Payer = "government",
                Provider = "plan",
                Benchmark = "Target amount",
                Expenditure = "Allowable costs",
                Gains = "costs above the target",
                Losses = "costs below the target",
            },
            Payoff = new("allowable cost"),
            Origin = Origin.Of(FormattableString.Invariant($"ACA risk corridor, {terms.BenefitYear}"), terms),
        };
    }

    /// <summary>What happened, ready to settle: the target built by the year's rule, allowable costs beside it.</summary>
    /// <param name="terms">Year and overrides.</param>
    /// <param name="plan">What the plan reports.</param>
    /// <exception cref="SettlementException">The programme did not exist that year, or the year does not read an amount that was given.</exception>
    public static Experience Experience(AcaRiskCorridorTerms terms, RiskCorridorPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        terms = terms.Resolved();
        var (rule, authority) = (terms.Target!.Value, terms.Target.Authority);
        var failures = new List<Failure>();
        if (plan.ReserveDifference is not null && !rule.CountsReserveDifference)
        {
            failures.Add(new("figure-unread", "reserveDifference", plan.ReserveDifference.ToString(), "Claims reserves of the prior year count from benefit year 2015 on.", "Leave the difference out."));
        }

        if (plan.SpecifiedAdjustment is { } specified && rule.Adjustment is { } all)
        {
            failures.Add(new("figure-unread", "specifiedAdjustment", specified.ToString(), $"The adjustment of the year is {all} for every plan.", "Leave the specified one out."));
        }

        if (failures.Count > 0)
        {
            throw new SettlementException(failures);
        }

        var (target, allowable) = plan.Build(rule, authority);
        return new() { Benchmark = target, Expenditure = allowable, Terms = terms.Digest };
    }

    internal static AcaRiskCorridorTerms Resolve(AcaRiskCorridorTerms terms)
    {
        var start = Start(terms);
        return terms with
        {
            Corridor = terms.Corridor ?? Cited<CorridorBands>.Of(Corridor.On(start)),
            Target = terms.Target ?? Cited<RiskCorridorTargetRule>.Of(TargetRule.On(start)),
        };
    }

    private static LocalDate Start(AcaRiskCorridorTerms terms) => terms.BenefitYear is >= 2014 and <= 2016
        ? new(terms.BenefitYear, 1, 1)
        : throw new SettlementException([new Failure("benefit-year-unknown", "benefitYear", UnitText.Of(terms.BenefitYear, Unit.Points), "The programme existed for benefit years 2014, 2015 and 2016.", "State one of the three.")]);
}
