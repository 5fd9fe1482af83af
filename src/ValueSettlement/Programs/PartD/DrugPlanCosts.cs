namespace ValueSettlement.Programs;

/// <summary>What a Medicare prescription drug plan reports for its risk corridor.</summary>
public sealed record DrugPlanCosts
{
    /// <summary>Allowable risk corridor costs: what the plan paid for covered drugs, net of rebates, without administration and
    /// supplemental benefits.</summary>
    public required Figure AllowableRiskCorridorCosts { get; init => field = Given.Of(value); }

    /// <summary>Reinsurance payments to the plan, not negative.</summary>
    public required Figure ReinsurancePayments { get; init => field = Given.Of(value); }

    /// <summary>Low-income cost-sharing subsidies to the plan, not negative.</summary>
    public required Figure LowIncomeCostSharing { get; init => field = Given.Of(value); }

    /// <summary>Adjusted allowable risk corridor costs: <c>costs − reinsurance − low-income cost-sharing subsidies</c>. 42 CFR 423.308,
    /// 423.336(a)(1).</summary>
    /// <exception cref="SettlementException">A figure is no amount, or out of its range; carries all of it.</exception>
    public Figure Adjusted()
    {
        var failures = new List<Failure>();
        FigureRules.SignedAmount(AllowableRiskCorridorCosts, "allowableRiskCorridorCosts", "What the drugs cost", failures);
        FigureRules.Amount(ReinsurancePayments, "reinsurancePayments", "What reinsurance pays", failures);
        FigureRules.Amount(LowIncomeCostSharing, "lowIncomeCostSharing", "What subsidises low-income cost sharing", failures);
        SettlementException.ThrowIfAny(failures);
        var workings = new Workings("expenditure");
        var rule = Authority.Of("42 USC 1395w-115(e)(1)(B); 42 CFR 423.336");
        var costs = workings.Given(new("allowable-risk-corridor-costs", "Allowable risk corridor costs", Unit.Money, null, rule),
            AllowableRiskCorridorCosts);
        var reinsurance = workings.Given(new("reinsurance-payments", "Reinsurance payments", Unit.Money, null, rule), ReinsurancePayments);
        var subsidies = workings.Given(new("low-income-cost-sharing", "Low-income cost-sharing subsidies", Unit.Money, null, rule),
            LowIncomeCostSharing);
        return workings.Figure(workings.Subtract(new("adjusted-allowable-costs", "Adjusted allowable risk corridor costs", Unit.Money, null,
            rule), costs, reinsurance, subsidies));
    }

    /// <summary>The target amount: <c>total payments on the standardized bid, risk adjusted − administrative expense assumed in the
    /// bid</c>. 42 USC 1395w-115(e)(3)(B).</summary>
    /// <param name="payments">Payments by CMS and by enrollees on the risk-adjusted standardized bid.</param>
    /// <param name="administration">Administrative expense assumed in the bid, return included.</param>
    /// <exception cref="SettlementException">A figure is no amount, or negative; carries all of it.</exception>
    public static Figure Target(Figure payments, Figure administration)
    {
        var failures = new List<Failure>();
        FigureRules.Amount(payments, "payments", "What is paid on the bid", failures);
        FigureRules.Amount(administration, "administration", "Administrative expense", failures);
        SettlementException.ThrowIfAny(failures);
        var workings = new Workings("benchmark");
        var rule = Authority.Of("42 USC 1395w-115(e)(3)(B); 42 CFR 423.336(a)(2)");
        return workings.Figure(workings.Subtract(new("target-amount", "Target amount", Unit.Money, null, rule),
            workings.Given(new("bid-payments", "Payments on the risk-adjusted standardized bid", Unit.Money, null, rule), payments),
            workings.Given(new("assumed-administration", "Administrative expense assumed in the bid", Unit.Money, null, rule),
                administration)));
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
