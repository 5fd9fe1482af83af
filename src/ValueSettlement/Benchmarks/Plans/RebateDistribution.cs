namespace ValueSettlement;

/// <summary>The rebate of one recipient as it was calculated.</summary>
/// <param name="Id">Who.</param>
/// <param name="Amount">The amount, not negative, not rounded.</param>
/// <param name="IsGroup">Whether it is for a group, policyholder and subscribers together; otherwise for one subscriber.</param>
public sealed record CalculatedRebate(string Id, decimal Amount, bool IsGroup)
{
    /// <summary>The rebate in invariant notation.</summary>
    public override string ToString() => $"{Id} ({(IsGroup ? "group" : "subscriber")}): {UnitText.Of(Amount, Unit.Money)}";

    internal static ValueList<PaidRebate> Distribute(ValueList<CalculatedRebate> rebates, Money leastGroup, Money leastSubscriber)
    {
        var (unpaid, payees) = (0m, 0);
        foreach (var rebate in rebates)
        {
            if (Reaches(rebate))
            {
                payees++;
            }
            else
            {
                unpaid += rebate.Amount;
            }
        }

        return [.. rebates.Select(r => new PaidRebate(r.Id, Reaches(r) ? r.Amount + (unpaid / payees) : 0m))];

        bool Reaches(CalculatedRebate rebate) => rebate.Amount >= (rebate.IsGroup ? leastGroup : leastSubscriber).Amount;
    }
}

/// <summary>What one recipient is paid.</summary>
/// <param name="Id">Who.</param>
/// <param name="Amount">The amount, not rounded; zero if the calculated one was too small to pay.</param>
public sealed record PaidRebate(string Id, decimal Amount)
{
    /// <summary>The rebate in invariant notation.</summary>
    public override string ToString() => $"{Id}: {UnitText.Of(Amount, Unit.Money)}";
}
