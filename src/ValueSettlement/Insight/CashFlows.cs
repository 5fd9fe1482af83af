using NodaTime;

namespace ValueSettlement;

/// <summary>Money that is spent under a contract, or that it is worth, on a day.</summary>
/// <param name="On">The day on which it is paid, or saved.</param>
/// <param name="Amount">The amount, in the currency of the whole: positive is a cost to whoever asks, negative a refund.</param>
/// <param name="What">What it is.</param>
public sealed record CashFlow(LocalDate On, Money Amount, string What)
{
    /// <summary>What it is.</summary>
    public string What { get; init => field = Given.Of(value); } = Given.Of(What);

    /// <summary>What the payer pays of a settlement, or is owed; the published amount.</summary>
    /// <param name="settlement">The settlement.</param>
    /// <param name="paidOn">The day on which it is paid.</param>
    public static CashFlow Of(Settlement settlement, LocalDate paidOn)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        return new(paidOn, Money.Of(settlement.Payable.Published), $"{settlement.ContractId}, {Dates.Text(settlement.Period)}");
    }

    /// <summary>The cash flow in words.</summary>
    public override string ToString() => $"{Dates.Text(On)} {UnitText.Of(Amount.Amount, Unit.Money)} {What}";
}

/// <summary>
/// What a contract costs in all, and what it returns: total cost of ownership and return on investment, plain and discounted.
/// <code>
/// present value = amount ÷ (1 + rate) ^ (days from the day of valuation ÷ 365), rounded to cents
/// return        = (benefits − costs) ÷ costs
/// </code>
/// The plain figures are exact. The discounted ones are a valuation and no payment: the power is computed in binary and each present value
/// rounded to cents, so that they add up.
/// </summary>
public sealed record ContractReturn
{
    private const int MostFlows = 100_000;

    /// <summary>The day to which everything is discounted.</summary>
    public required LocalDate ValuedOn { get; init; }

    /// <summary>The annual rate, above −100 % and at most 100 %.</summary>
    public required Rate DiscountRate { get; init; }

    /// <summary>Total cost, undiscounted.</summary>
    public required Figure Cost { get; init => field = Given.Of(value); }

    /// <summary>Total benefit, undiscounted.</summary>
    public required Figure Benefit { get; init => field = Given.Of(value); }

    /// <summary>(Benefit − cost) ÷ cost, undiscounted; absent if nothing was spent.</summary>
    public required Figure Return { get; init => field = Given.Of(value); }

    /// <summary>Total cost, discounted.</summary>
    public required Figure DiscountedCost { get; init => field = Given.Of(value); }

    /// <summary>Total benefit, discounted.</summary>
    public required Figure DiscountedBenefit { get; init => field = Given.Of(value); }

    /// <summary>(Benefit − cost) ÷ cost, discounted; absent if nothing was spent.</summary>
    public required Figure DiscountedReturn { get; init => field = Given.Of(value); }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    /// <summary>Costs and benefits of a contract.</summary>
    /// <param name="costs">What is paid; a refund is negative.</param>
    /// <param name="benefits">What it is worth, each from a source that its text names.</param>
    /// <param name="discountRate">The annual rate, above −100 % and at most 100 %.</param>
    /// <param name="valuedOn">The day to which everything is discounted.</param>
    /// <exception cref="SettlementException">The rate, a date or the number of flows cannot be; carries every reason.</exception>
    public static ContractReturn Of(
        ValueList<CashFlow> costs, ValueList<CashFlow> benefits, Rate discountRate, LocalDate valuedOn)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(benefits);
        Check(costs, benefits, discountRate, valuedOn);
        var (cost, benefit, plain) = Sums(costs, benefits, static flow => flow.Amount.Amount, string.Empty);
        var (laterCost, laterBenefit, discounted) =
            Sums(costs, benefits, flow => PresentValue(flow, discountRate, valuedOn), ", discounted");
        return new()
        {
            ValuedOn = valuedOn,
            DiscountRate = discountRate,
            Cost = cost,
            Benefit = benefit,
            Return = plain,
            DiscountedCost = laterCost,
            DiscountedBenefit = laterBenefit,
            DiscountedReturn = discounted,
        };
    }

    private static (Figure Cost, Figure Benefit, Figure Return) Sums(ValueList<CashFlow> costs, ValueList<CashFlow> benefits,
        Func<CashFlow, decimal> worth, string more)
    {
        var workings = new Workings("return");
        var cost = workings.Given(new("total-cost", "Total cost" + more, Unit.Money), costs.Sum(worth));
        var costOnly = workings.Figure(cost);
        var benefit = workings.Given(new("total-benefit", "Total benefit" + more, Unit.Money), benefits.Sum(worth));
        var net = workings.Subtract(new("net", "Benefit less cost" + more, Unit.Money), benefit, cost);
        return (costOnly, workings.Figure(benefit), workings.Figure(workings.Divide(new("return", "Return" + more, Unit.Rate), net, cost)));
    }

    private static decimal PresentValue(CashFlow flow, Rate rate, LocalDate on)
    {
        const double daysOfYear = 365d;
        var years = Period.DaysBetween(on, flow.On) / daysOfYear;
        var value = (double)flow.Amount.Amount / Math.Pow(1d + (double)rate.Fraction, years);
        return Rounding.Cents.Apply((decimal)value);
    }

    private static void Check(ValueList<CashFlow> costs, ValueList<CashFlow> benefits, Rate rate, LocalDate on)
    {
        var failures = new List<Failure>();
        if (rate.Fraction is <= -1m or > 1m)
        {
            failures.Add(new("rate-range", "discountRate", rate.ToString(),
                "A discount rate lies above −100 % and at most at 100 % a year.", "Write it as a fraction: 0.035 for 3.5 %."));
        }

        _ = DateRules.Validate(on, "valuedOn", failures);
        foreach (var (flows, member) in new[] { (costs, "costs"), (benefits, "benefits") })
        {
            if (flows.Count > MostFlows)
            {
                failures.Add(new("flow-count", member, UnitText.Of(flows.Count, Unit.Count),
                    FormattableString.Invariant($"There are at most {MostFlows:#,##0} flows on a side."), "Add up those of a day."));
                continue;
            }

            for (var i = 0; i < flows.Count; i++)
            {
                var at = Paths.Item(string.Empty, member, i);
                _ = DateRules.Validate(flows[i].On, Paths.Join(at, "on"), failures);
                if (DateRules.Hold(on) && DateRules.Hold(flows[i].On) && Math.Abs(Period.DaysBetween(on, flows[i].On)) > MostDays)
                {
                    failures.Add(new("date-range", Paths.Join(at, "on"), Dates.Text(flows[i].On),
                        "A flow lies within 100 years of the day of valuation.", "Check the year."));
                }
            }
        }

        if (failures.Count > 0)
        {
            throw new SettlementException([.. failures]);
        }
    }

    private const int MostDays = 36_525;
}
