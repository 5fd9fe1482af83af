namespace ValueSettlement.Benchmarks;

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
        var failures = new List<Failure>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var (unpaid, payees) = (0m, 0);
        for (var i = 0; i < rebates.Count; i++)
        {
            Validate(rebates[i], Paths.Item(string.Empty, "rebates", i), known, failures);
            (unpaid, payees) = Reaches(rebates[i]) ? (unpaid, payees + 1) : (unpaid + rebates[i].Amount, payees);
        }

        SettlementException.ThrowIfAny(failures);

        // (amount × payees + unpaid) ÷ payees is the exact part; what is too small to pay is exactly nothing.
        var parts = rebates.Select(r => Reaches(r)
            ? Allocation.ExactPart.Of(r.Id, (r.Amount * payees) + unpaid, 1m, payees)
            : Allocation.ExactPart.Of(r.Id, 0m)).ToArray();
        var published = Allocation.Publish(parts, payees == 0 ? 0m : Rounding.Cents.Apply(rebates.Sum(static r => r.Amount)),
            Rounding.Cents);
        return [.. rebates.Select((r, i) => new PaidRebate(r.Id, Reaches(r) ? r.Amount + (unpaid / payees) : 0m, published[i]))];

        bool Reaches(CalculatedRebate rebate) => rebate.Amount >= (rebate.IsGroup ? leastGroup : leastSubscriber).Amount;
    }

    private static void Validate(CalculatedRebate rebate, string path, HashSet<string> known, List<Failure> failures)
    {
        if (rebate.Amount is < 0m or > Money.Largest)
        {
            failures.Add(new("rebate-range", Paths.Join(path, "amount"), rebate.ToString(), "A rebate lies between 0 and 10^15.",
                "Check the sign and the unit of the amount."));
        }

        if (string.IsNullOrWhiteSpace(rebate.Id) || !known.Add(rebate.Id))
        {
            failures.Add(new("id-twice", Paths.Join(path, "id"), rebate.Id ?? string.Empty, "Every recipient has a name of its own.",
                "Name each once; add up what belongs to one."));
        }
    }
}

/// <summary>What one recipient is paid.</summary>
/// <param name="Id">Who.</param>
/// <param name="Amount">The amount as computed; zero if the calculated one was too small to pay.</param>
/// <param name="Published">The amount in cents. The published amounts of all recipients add up to the published whole.</param>
public sealed record PaidRebate(string Id, decimal Amount, decimal Published)
{
    /// <summary>The rebate in invariant notation.</summary>
    public override string ToString() => $"{Id}: {UnitText.Of(Published, Unit.Money)}";
}
