using ValueSettlement.Curves;

namespace ValueSettlement.Benchmarks;

/// <summary>What a managed-care contractor was paid and spent, for corridors on unspent funds and on loss ratios.</summary>
/// <param name="Revenue">Capitation or premium of the rating period, positive.</param>
/// <param name="Costs">What was spent on services, as the contract counts it.</param>
public sealed record ManagedCareFunds(Figure Revenue, Figure Costs)
{
    /// <summary>Capitation or premium of the rating period, positive.</summary>
    public Figure Revenue { get; init => field = ValueSettlement.Given.Of(value); } = ValueSettlement.Given.Of(Revenue);

    /// <summary>What was spent on services, as the contract counts it.</summary>
    public Figure Costs { get; init => field = ValueSettlement.Given.Of(value); } = ValueSettlement.Given.Of(Costs);

    /// <summary>Costs as a share of revenue, not rounded; for information.</summary>
    /// <exception cref="SettlementException">A figure is no amount; carries all of it.</exception>
    public Figure LossRatio()
    {
        RefuseWrong();
        var workings = new Workings("loss-ratio");
        return workings.Figure(workings.Divide(new("loss-ratio", "Loss ratio", Unit.Rate), Given(workings, Costs, "costs", "Costs"),
            Given(workings, Revenue, "revenue", "Revenue")));
    }

    /// <summary>What the contract expects to be spent: a ratio of revenue.</summary>
    /// <param name="ratio">The target or least ratio.</param>
    /// <param name="authority">Where it comes from.</param>
    /// <param name="credibility">What is added to a plan's own ratio for small numbers, and so taken from the one it has to reach;
    /// <see langword="null"/> for nothing.</param>
    public Figure Expected(Rate ratio, Authority authority, Cited<Rate>? credibility = null) =>
        Expected(ratio, authority, credibility?.Authority, credibility is null ? null : _ =>
            Quantity.Of("credibility adjustment", credibility.Value.Fraction, Unit.Rate));

    /// <summary>What the contract expects to be spent: a ratio of revenue, with the credibility adjustment that a table gives for the
    /// plan's size.</summary>
    /// <param name="ratio">The target or least ratio.</param>
    /// <param name="authority">Where it comes from.</param>
    /// <param name="credibility">Adjustments by member months. Outside the scale there is none, and so no expected costs.</param>
    /// <param name="memberMonths">The plan's member months.</param>
    public Figure Expected(Rate ratio, Authority authority, Cited<Scale> credibility, decimal memberMonths)
    {
        ArgumentNullException.ThrowIfNull(credibility);
        return Expected(ratio, authority, credibility.Authority, workings =>
            workings.Lookup(new("credibility-adjustment", "Credibility adjustment", Unit.Rate, null, credibility.Authority),
                credibility.Value, Quantity.Of("member months", memberMonths, Unit.Count)));
    }

    private Figure Expected(Rate ratio, Authority authority, Authority? credibility, Func<Workings, Quantity>? adjustment)
    {
        RefuseWrong();
        var workings = new Workings("benchmark");
        var revenue = Given(workings, Revenue, "revenue", "Revenue");
        var least = workings.Given(new("least-ratio", "Ratio to reach", Unit.Rate, null, authority), ratio.Fraction);
        if (adjustment is not null)
        {
            least = workings.Subtract(new("least-ratio-after-credibility", "Ratio to reach before credibility adjustment", Unit.Rate, null,
                credibility), least, adjustment(workings));
        }

        return workings.Figure(workings.Multiply(new("expected-costs", "Costs that the ratio expects", Unit.Money, null, authority), least,
            revenue));
    }

    private void RefuseWrong()
    {
        var failures = new List<Failure>();
        FigureRules.SignedAmount(Revenue, "revenue", "Revenue", failures);
        FigureRules.SignedAmount(Costs, "costs", "What was spent", failures);
        SettlementException.ThrowIfAny(failures);
    }

    private static Quantity Given(Workings workings, Figure figure, string key, string label) =>
        workings.Given(new(key, label, Unit.Money), figure);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
