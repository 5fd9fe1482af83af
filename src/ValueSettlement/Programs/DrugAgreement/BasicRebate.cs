using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>
/// The basic rebate of an innovator drug in Medicaid, 42 USC 1396r-8(c)(1): what a best price that an agreement led to would cost.
/// <code>rebate = units × max(average manufacturer price − best price, least share × average manufacturer price)</code>
/// The additional rebate for prices that rose faster than inflation, (c)(2), is not part of it. Not rounded.
/// </summary>
public sealed record BasicRebate
{
    /// <summary>The average manufacturer price of a unit, positive.</summary>
    public required Money AverageManufacturerPrice { get; init; }

    /// <summary>The best price of a unit, not negative: <c>DrugTally.Lowest</c>, if the agreement is what led to it.</summary>
    public required Money BestPrice { get; init; }

    /// <summary>How many units were paid for, 0 to 10^9.</summary>
    public required decimal Units { get; init; }

    /// <summary>A day of the rebate period, from 2010.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Whether it is a clotting factor or a drug approved for children alone: a least rebate of 17.1 % in place of
    /// 23.1 %.</summary>
    public bool ClottingOrPaediatric { get; init; }

    /// <summary>The rebate of a unit, in money, not negative.</summary>
    /// <exception cref="SettlementException">Something cannot be; carries every reason.</exception>
    public Figure OfUnit()
    {
        var workings = new Workings("basic-rebate");
        return workings.Figure(OfUnit(workings));
    }

    /// <summary>The rebate of all units, in money, not negative.</summary>
    /// <exception cref="SettlementException">Something cannot be; carries every reason.</exception>
    public Figure OfAllUnits()
    {
        var workings = new Workings("basic-rebate");
        var unit = OfUnit(workings);
        return workings.Figure(workings.Multiply(new("basic-rebate", "Basic rebate", Unit.Money, null, Rule.Authority),
            workings.Given(new("units", "Units", Unit.Count), Units), unit));
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    private Cited<Rate> Rule => (ClottingOrPaediatric ? DrugAgreement.LeastRebateOfExceptions : DrugAgreement.LeastRebate).CitedOn(Date);

    private Quantity OfUnit(Workings workings)
    {
        Validate();
        var rule = Rule;
        var price = workings.Given(new("amp", "Average manufacturer price", Unit.Money), AverageManufacturerPrice.Amount);
        var best = workings.Given(new("best-price", "Best price", Unit.Money), BestPrice.Amount);
        return workings.Greatest(new("unit-rebate", "Basic rebate of a unit", Unit.Money, null, rule.Authority),
            workings.Subtract(new("to-best-price", "Down to the best price", Unit.Money, null, rule.Authority), price, best),
            workings.Multiply(new("least-rebate", "Least rebate", Unit.Money, null, rule.Authority),
                Quantity.Of("least share", rule.Value.Fraction, Unit.Rate), price));
    }

    private void Validate()
    {
        var failures = new List<Failure>();
        if (AverageManufacturerPrice <= Money.Zero || AverageManufacturerPrice > Greatest)
        {
            failures.Add(new("price-range", "averageManufacturerPrice", AverageManufacturerPrice.ToString(),
                "An average manufacturer price is above 0 and at most 1,000,000,000.", "State the price of one unit."));
        }

        if (BestPrice < Money.Zero || BestPrice > Greatest)
        {
            failures.Add(new("price-range", "bestPrice", BestPrice.ToString(), "A best price lies between 0 and 1,000,000,000.",
                "State the price of one unit."));
        }

        if (Units is < 0m or > 1_000_000_000m)
        {
            failures.Add(new("units-range", "units", NumberText.Number(Units), "Units lie between 0 and 1,000,000,000.",
                "State how many units were paid for."));
        }

        if (DateRules.Validate(Date, "date", failures) && Date < DrugAgreement.FirstDay)
        {
            failures.Add(new("date-unknown", "date", Dates.Text(Date), "The shares are known from 2010 on.",
                "State a day of a rebate period from 2010."));
        }

        SettlementException.ThrowIfAny(failures);
    }

    private static readonly Money Greatest = Money.Of(1_000_000_000m);
}
