namespace ValueSettlement.Programs;

/// <summary>The targets of an incentive contract: cost, profit or fee, and how the two parties share what lies above and below the target
/// cost.</summary>
public sealed record IncentiveTarget
{
    /// <summary>The target cost, positive.</summary>
    public required Money Cost { get; init; }

    /// <summary>The target profit or target fee, not negative.</summary>
    public required Money Profit { get; init; }

    /// <summary>The contractor's share of an underrun: how much of a dollar saved it earns, 0 to 1.</summary>
    public required Rate UnderrunShare { get; init; }

    /// <summary>The contractor's share of an overrun: how much of a dollar too much it bears, 0 to 1.</summary>
    public required Rate OverrunShare { get; init; }

    /// <summary>The buyer's share of an underrun.</summary>
    public Rate BuyerUnderrunShare => UnderrunShare.Complement();

    /// <summary>The buyer's share of an overrun.</summary>
    public Rate BuyerOverrunShare => OverrunShare.Complement();

    /// <summary>A ceiling as a share of the target cost: 120 % is the point of departure of DFARS 216.403-1(b)(2).</summary>
    /// <param name="share">The share.</param>
    public Money CeilingAt(Rate share) => Cost * share;

    /// <summary>The cost from which every further dollar is the contractor's: <c>(ceiling − target price) ÷ buyer's share of an overrun +
    /// target cost</c>. Not applicable if the buyer shares no overrun.</summary>
    /// <param name="ceiling">The ceiling price.</param>
    public Figure PointOfTotalAssumption(Money ceiling)
    {
        var w = new Workings("point-of-total-assumption");
        var step = new Step("point-of-total-assumption", "Point of total assumption", Unit.Money, null, Authority.Of("FAR 16.403-1"));
        if (OverrunShare == Rate.One)
        {
            return w.Figure(w.Absent(step,
                new(AbsenceKind.NotApplicable, "The contractor bears the whole of an overrun from the target cost on.")));
        }

        var price = w.Add(new("target-price", "Target price", Unit.Money), Quantity.Of("target cost", Cost.Amount, Unit.Money),
            Quantity.Of("target profit", Profit.Amount, Unit.Money));
        var room = w.Subtract(new("ceiling-less-target-price", "Ceiling less target price", Unit.Money),
            Quantity.Of("ceiling", ceiling.Amount, Unit.Money), price);
        var overrun = w.Divide(new("overrun-to-ceiling", "Overrun at which the ceiling is reached", Unit.Money), room,
            Quantity.Of("buyer's share of an overrun", BuyerOverrunShare.Fraction, Unit.Rate));
        return w.Figure(w.Add(step, overrun, Quantity.Of("target cost", Cost.Amount, Unit.Money)));
    }

    /// <summary>The profit or fee by the sharing formula alone: <c>target profit + share × (target cost − cost)</c>.</summary>
    /// <param name="cost">The final cost.</param>
    /// <exception cref="SettlementException">The cost is no amount, or negative.</exception>
    public Figure ProfitBeforeLimits(Figure cost)
    {
        RefuseWrong((cost, "cost"));
        var w = new Workings("profit-before-limits");
        var under = w.Subtract(new("underrun", "Target cost less final cost", Unit.Money),
            Quantity.Of("target cost", Cost.Amount, Unit.Money), w.Given(new("final-cost", "Final cost", Unit.Money), cost));
        var share = under.Value < 0m ? OverrunShare : UnderrunShare;
        var shared = w.Multiply(new("contractor-part", "Contractor's part of it", Unit.Money), under,
            Quantity.Of("contractor's share", share.Fraction, Unit.Rate));
        return w.Figure(w.Add(new("profit-before-limits", "Profit by the sharing formula", Unit.Money),
            Quantity.Of("target profit", Profit.Amount, Unit.Money), shared));
    }

    /// <summary>The final profit or fee: <c>price − cost</c>. Negative is a loss of the contractor's own, not an amount that it
    /// owes.</summary>
    /// <param name="price">The final price.</param>
    /// <param name="cost">The final cost.</param>
    /// <exception cref="SettlementException">A figure is no amount, or negative; carries all of it.</exception>
    public static Figure FinalProfit(Figure price, Figure cost)
    {
        RefuseWrong((price, "price"), (cost, "cost"));
        var w = new Workings("final-profit");
        return w.Figure(w.Subtract(new("final-profit", "Final profit", Unit.Money),
            w.Given(new("final-price", "Final price", Unit.Money), price), w.Given(new("final-cost", "Final cost", Unit.Money), cost)));
    }

    private static void RefuseWrong(params ReadOnlySpan<(Figure Figure, string Path)> amounts)
    {
        var failures = new List<Failure>();
        foreach (var (figure, path) in amounts)
        {
            FigureRules.Amount(figure, path, $"A final {path}", failures);
        }

        SettlementException.ThrowIfAny(failures);
    }

    internal void Validate(string path, List<Failure> failures)
    {
        foreach (var (share, member) in new[] { (UnderrunShare, "underrunShare"), (OverrunShare, "overrunShare") })
        {
            if (share < Rate.Zero || share > Rate.One)
            {
                failures.Add(new("rate-range", Paths.Join(path, member), share.ToString(), "A share lies between 0 and 100 %.",
                    "Write the contractor's share as a fraction: 0.5 for 50/50."));
            }
        }

        if (Cost <= Money.Zero)
        {
            failures.Add(new("target-range", Paths.Join(path, "cost"), Cost.ToString(), "A target cost is positive.",
                "State the target cost."));
        }

        if (Profit < Money.Zero)
        {
            failures.Add(new("target-range", Paths.Join(path, "profit"), Profit.ToString(), "A target profit or fee is not negative.",
                "State the target profit."));
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
