namespace ValueSettlement.Programs;

/// <summary>
/// The risk corridors of the Affordable Care Act, benefit years 2014 to 2016, 42 USC 18062, 45 CFR 153.500 to 153.540.
/// <code>
/// premium, taxes, costs ─► target amount;  opening = allowable costs − target ─► corridor ─► proration of payments
/// (+ = HHS pays the plan)
/// </code>
/// The payoff is a curve of allowable cost with the target held fixed, as one target serves one plan year.
/// </summary>
public sealed partial class AcaRiskCorridors : Programme<AcaRiskCorridorTerms>
{
    private static readonly ContractWords Words = new()
    {
        Payer = "government",
        Provider = "plan",
        Benchmark = "Target amount",
        Expenditure = "Allowable costs",
        Gains = "costs above the target",
        Losses = "costs below the target",
    };

    private AcaRiskCorridors(AcaRiskCorridorTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public AcaRiskCorridorRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"ACA risk corridor, {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Year, proration and rules.</param>
    /// <exception cref="SettlementException">The programme did not exist that year.</exception>
    public static AcaRiskCorridors For(AcaRiskCorridorTerms terms) => new(terms);

    /// <summary>What the contract settles: the target built by the year's rule, allowable costs beside it.</summary>
    /// <param name="plan">What the plan reports.</param>
    /// <exception cref="SettlementException">The year does not read an amount that was given.</exception>
    public Experience Experience(RiskCorridorPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var (rule, authority) = (Rules.Target.Value, Rules.Target.Authority);
        var failures = new List<Failure>();
        if (plan.ReserveDifference is not null && !rule.CountsReserveDifference)
        {
            failures.Add(new("figure-unread", "reserveDifference", plan.ReserveDifference.ToString(),
                "Claims reserves of the prior year count from benefit year 2015 on.", "Leave the difference out."));
        }

        if (plan.SpecifiedAdjustment is { } specified && rule.Adjustment is { } all)
        {
            failures.Add(new("figure-unread", "specifiedAdjustment", specified.ToString(),
                $"The adjustment of the year is {all} for every plan.", "Leave the specified one out."));
        }

        SettlementException.ThrowIfAny(failures);

        var (target, allowable) = plan.Build(rule, authority);
        return Made(new() { Benchmark = target, Expenditure = allowable });
    }

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        ValueList<Clause> proration = Terms.PaymentProration is not { } part ? [] :
        [
            new Proration
            {
                Label = "Proration of payments to what was collected",
                Factor = part,
                AppliesTo = AppliesTo.Gains,
                Authority = part.Authority,
            },
        ];
        return new()
        {
            Id = Terms.Id ?? FormattableString.Invariant($"aca-risk-corridor-{Terms.Year}"),
            Currency = "USD",
            Term = Dates.Year(Terms.Year),
            Opening = OpeningAmount.ExpenditureLessBenchmark,
            Clauses = [Rules.Corridor.Value.Clause(Rules.Corridor.Authority), .. proration],
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Of("42 USC 18062(b); 45 CFR 153.510").OrLessCertain(Terms.PaymentProration?.Authority),
            Words = Words,
            Payoff = new("allowable cost"),
        };
    }
}
