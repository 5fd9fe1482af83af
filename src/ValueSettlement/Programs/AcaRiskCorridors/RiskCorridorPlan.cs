namespace ValueSettlement.Programs;

/// <summary>How the target of a plan's risk corridor is built in one benefit year.</summary>
public sealed record RiskCorridorTargetRule
{
    /// <summary>The least profit, as a share of after-tax premium, before the year's adjustment.</summary>
    public required Rate LeastProfit { get; init; }

    /// <summary>The most of administrative costs and profit that counts, as a share of after-tax premium, before the year's
    /// adjustment.</summary>
    public required Rate AdministrativeCap { get; init; }

    /// <summary>The adjustment that holds for every plan; <see langword="null"/> if it is specified for the plan.</summary>
    public Rate? Adjustment { get; init; }

    /// <summary>A specified adjustment counts only if allowable costs are at least this share of after-tax premium; <see langword="null"/>
    /// for no such condition.</summary>
    public Rate? AdjustmentFromCostShare { get; init; }

    /// <summary>Whether the difference between the prior year's claims reserves and the claims later paid is part of allowable
    /// costs.</summary>
    public bool CountsReserveDifference { get; init; }

    /// <summary>The rule in words.</summary>
    public override string ToString() =>
        $"profit at least {LeastProfit}, administration at most {AdministrativeCap} of after-tax premium, adjustment {AdjustmentInWords}"
        + (CountsReserveDifference ? ", reserve difference counted" : string.Empty);

    private string AdjustmentInWords => Adjustment is { } all ? all.ToString()
        : AdjustmentFromCostShare is { } share ? $"as specified from costs of {share}" : "as specified";
}

/// <summary>What a health plan reports for its risk corridor: amounts of the benefit year, each not negative unless it says
/// otherwise.</summary>
public sealed record RiskCorridorPlan
{
    /// <summary>Premiums earned.</summary>
    public required Figure Premium { get; init => field = Given.Of(value); }

    /// <summary>Taxes and regulatory fees.</summary>
    public required Figure TaxesAndFees { get; init => field = Given.Of(value); }

    /// <summary>Costs that are not claims: administration, taxes and fees included.</summary>
    public required Figure NonClaimsCosts { get; init => field = Given.Of(value); }

    /// <summary>Claims and spending for quality improvement and health information technology.</summary>
    public required Figure ClaimsAndQuality { get; init => field = Given.Of(value); }

    /// <summary>Risk adjustment charges paid by the plan.</summary>
    public Figure RiskAdjustmentCharges { get; init => field = Given.Of(value); } = Money.Zero;

    /// <summary>Risk adjustment payments to the plan.</summary>
    public Figure RiskAdjustmentPayments { get; init => field = Given.Of(value); } = Money.Zero;

    /// <summary>Reinsurance payments to the plan.</summary>
    public Figure ReinsurancePayments { get; init => field = Given.Of(value); } = Money.Zero;

    /// <summary>Cost-sharing reduction payments to the plan.</summary>
    public Figure CostSharingReductions { get; init => field = Given.Of(value); } = Money.Zero;

    /// <summary>The prior year's reported claims reserves less the claims later paid for that year, either sign; <see langword="null"/>
    /// where the year does not count it.</summary>
    public Figure? ReserveDifference { get; init; }

    /// <summary>The adjustment that HHS specified for the plan; <see langword="null"/> where none is.</summary>
    public Rate? SpecifiedAdjustment { get; init; }

    /// <summary>Allowable costs and target amount of the plan: 45 CFR 153.500, 153.530. The lines of both come with the target.</summary>
    /// <param name="rule">The rule of the benefit year.</param>
    /// <param name="authority">Where it comes from.</param>
    /// <exception cref="SettlementException">A figure is no amount; carries all of it.</exception>
    public (Figure Target, Figure AllowableCosts) Build(RiskCorridorTargetRule rule, Authority authority)
    {
        ArgumentNullException.ThrowIfNull(rule);
        RefuseWrong();
        var w = new Workings("benchmark");
        Step Dollars(string key, string label) => new(key, label, Unit.Money, null, authority);
        Step Share(string key, string label) => new(key, label, Unit.Rate, null, authority);

        var premium = w.Given(Dollars("premium", "Premiums earned"), Premium);
        var taxes = w.Given(Dollars("taxes-and-fees", "Taxes and regulatory fees"), TaxesAndFees);
        var nonClaims = w.Given(Dollars("non-claims-costs", "Costs that are not claims, taxes and fees included"), NonClaimsCosts);
        var incurred = w.Add(Dollars("claims-and-charges", "Claims, quality improvement and risk adjustment charges"),
            w.Given(Dollars("claims-and-quality", "Claims and quality improvement"), ClaimsAndQuality),
                w.Given(Dollars("risk-adjustment-charges", "Risk adjustment charges"), RiskAdjustmentCharges));
        var received = w.Add(Dollars("payments-received", "Payments received by the plan"),
            w.Given(Dollars("risk-adjustment-payments", "Risk adjustment payments"), RiskAdjustmentPayments),
            w.Given(Dollars("reinsurance-payments", "Reinsurance payments"), ReinsurancePayments),
            w.Given(Dollars("cost-sharing-reductions", "Cost-sharing reduction payments"), CostSharingReductions));
        var allowable = ReserveDifference is { } reserves
            ? w.Subtract(Dollars("allowable-costs", "Allowable costs"), incurred, received,
                w.Given(Dollars("reserve-difference", "Prior year's claims reserves less claims later paid"), reserves))
            : w.Subtract(Dollars("allowable-costs", "Allowable costs"), incurred, received);
        var afterTax = w.Subtract(Dollars("after-tax-premium", "After-tax premium"), premium, taxes);
        var adjustment = Adjust(w, rule, allowable, afterTax, Share);

        var leastProfit = w.Multiply(Dollars("least-profit", "Least profit"),
            w.Add(Share("least-profit-share", "Least profit, share of after-tax premium"),
                Quantity.Of("share", rule.LeastProfit.Fraction, Unit.Rate), adjustment), afterTax);
        var residual = w.Subtract(Dollars("premium-less-costs", "Premium less allowable costs and costs that are not claims"), premium,
            allowable, nonClaims);
        var profits = w.Greatest(Dollars("profits", "Profits"), leastProfit, residual);
        var counted = w.Add(Dollars("administration-and-profits", "Administrative costs without taxes and fees, and profits"),
            w.Subtract(Dollars("administrative-costs", "Administrative costs without taxes and fees"), nonClaims, taxes), profits);
        var cap = w.Multiply(Dollars("administrative-cap", "Most of administration and profits that counts"),
            w.Add(Share("administrative-cap-share", "Most that counts, share of after-tax premium"),
                Quantity.Of("share", rule.AdministrativeCap.Fraction, Unit.Rate), adjustment), afterTax);
        var allowed = w.Add(Dollars("allowable-administrative-costs", "Allowable administrative costs"),
            w.Least(Dollars("administration-within-cap", "Administration and profits within the cap"), counted, cap), taxes);
        var target = w.Subtract(Dollars("target-amount", "Target amount"), premium, allowed);
        _ = w.Divide(Share("ratio", "Allowable costs as a share of the target amount"), allowable, target);
        return (w.Figure(target), new Figure
        {
            Value = allowable.Value,
            Absence = allowable.Absence,
            Unit = Unit.Money,
            Source = "allowable costs, as computed above"
        });
    }

    private void RefuseWrong()
    {
        var failures = new List<Failure>();
        FigureRules.SignedAmount(Premium, "premium", "Premium", failures);
        FigureRules.SignedAmount(TaxesAndFees, "taxesAndFees", "What taxes and fees come to", failures);
        FigureRules.SignedAmount(NonClaimsCosts, "nonClaimsCosts", "What is no claim", failures);
        FigureRules.SignedAmount(ClaimsAndQuality, "claimsAndQuality", "Claims with quality improvement", failures);
        FigureRules.SignedAmount(RiskAdjustmentCharges, "riskAdjustmentCharges", "What risk adjustment charges", failures);
        FigureRules.SignedAmount(RiskAdjustmentPayments, "riskAdjustmentPayments", "What risk adjustment pays", failures);
        FigureRules.SignedAmount(ReinsurancePayments, "reinsurancePayments", "What reinsurance pays", failures);
        FigureRules.SignedAmount(CostSharingReductions, "costSharingReductions", "What cost-sharing reductions pay", failures);
        FigureRules.SignedAmount(ReserveDifference, "reserveDifference", "A difference of reserves", failures);
        SettlementException.ThrowIfAny(failures);
    }

    private Quantity Adjust(Workings w, RiskCorridorTargetRule rule, Quantity allowable, Quantity afterTax,
        Func<string, string, Step> share)
    {
        var step = share("adjustment", "Adjustment of profit and administration");
        if (rule.Adjustment is { } all)
        {
            return w.Given(step, all.Fraction);
        }

        if (SpecifiedAdjustment is not { } specified)
        {
            return w.Given(step with { Label = step.Label + " (none is specified for the plan)" }, 0m);
        }

        if (rule.AdjustmentFromCostShare is not { } least)
        {
            return w.Given(step, specified.Fraction);
        }

        var threshold = w.Multiply(step with
        {
            Key = "adjustment-threshold",
            Label = "Allowable costs from which the adjustment counts",
            Unit = Unit.Money
        }, Quantity.Of("share", least.Fraction, Unit.Rate), afterTax);
        return w.IfAtLeast(step, Quantity.Of("specified adjustment", specified.Fraction, Unit.Rate), allowable, threshold);
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
