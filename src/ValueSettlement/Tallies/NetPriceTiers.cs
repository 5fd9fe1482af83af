using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>An outcome, and the price of a unit that is guaranteed for it.</summary>
/// <param name="Name">The outcome, for example "admitted in year 1".</param>
/// <param name="GuaranteedPrice">What a unit costs at most, 0 to 10^9.</param>
public sealed record PriceTier(string Name, Money GuaranteedPrice)
{
    /// <summary>The outcome.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The outcome and its price.</summary>
    public override string ToString() => $"{Name}: {GuaranteedPrice}";
}

/// <summary>
/// A guaranteed net unit price (GNUP) by outcome: on top of the base rebate as much comes back as brings the price of a unit down to the
/// one that is guaranteed.
/// <code>supplemental rebate of a patient = units × max(0, list price × (1 − base rebate) − guaranteed price of the tier)</code>
/// The price before the agreement acts is net of the base rebate, so that only the supplemental rebate is its own. A patient without a tier
/// has none.
/// </summary>
public sealed record NetPriceTiers : DrugForm
{
    /// <summary>The price of a unit, 0 to 10^9.</summary>
    public required Money ListPrice { get; init; }

    /// <summary>The share of the list price that comes back in any case, 0 to 1: 23.1 % where a Medicaid rebate is taken of the list
    /// price.</summary>
    public required Rate BaseRebate { get; init; }

    /// <summary>The outcomes and their prices, 1 to 100, no two of one name.</summary>
    public required ValueList<PriceTier> Tiers { get; init => field = Given.Of(value); }

    /// <summary>The form in one line.</summary>
    public override string ToString() => $"list price {ListPrice}, base rebate {BaseRebate}, guaranteed: "
        + $"{string.Join(", ", Tiers.Take(8))}";

    internal override IEnumerable<string> Sentences =>
    [
        $"A unit costs its list price of {ListPrice} less a base rebate of {BaseRebate}.",
        $"As much comes back as brings a unit down to the price that is guaranteed for the outcome: {string.Join(", ", Tiers)}; "
            + "nothing without one of these outcomes.",
    ];

    internal override void Validate(string path, List<Failure> failures)
    {
        base.Validate(path, failures);
        ValidatePrice(ListPrice, Paths.Join(path, "listPrice"), failures);
        if (BaseRebate < Rate.Zero || BaseRebate > Rate.One)
        {
            failures.Add(new("rate-range", Paths.Join(path, "baseRebate"), BaseRebate.ToString(),
                "A base rebate lies between 0 and 100 %.", "Write it as a fraction: 0.231 for 23.1 %."));
        }

        if (Tiers.Count is 0 or > 100)
        {
            failures.Add(new("tiers-count", Paths.Join(path, "tiers"), UnitText.Of(Tiers.Count, Unit.Count),
                "There are 1 to 100 tiers.", "State the outcomes and their prices."));
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Tiers.Count; i++)
        {
            var at = Paths.Item(path, "tiers", i);
            TextRules.Validate(Tiers[i].Name, at, "name", failures);
            ValidatePrice(Tiers[i].GuaranteedPrice, Paths.Join(at, "guaranteedPrice"), failures);
            if (string.IsNullOrWhiteSpace(Tiers[i].Name) || !names.Add(Tiers[i].Name))
            {
                failures.Add(new("tier-twice", Paths.Join(at, "name"), Tiers[i].Name, "Every tier has a name of its own.",
                    "Name it, or leave the second one out."));
            }
        }
    }

    /// <summary>What a unit costs after the base rebate: list price × (1 − base rebate), in money, not rounded.</summary>
    public Figure NetOfBaseRebate()
    {
        var workings = new Workings("net-of-base-rebate");
        return workings.Figure(workings.Multiply(new("net-of-base-rebate", "Price net of the base rebate", Unit.Money, null, Authority),
            workings.Given(new("list-price", "List price", Unit.Money), ListPrice.Amount),
            Quantity.Of("one less base rebate", BaseRebate.Complement().Fraction, Unit.Rate)));
    }

    private protected override decimal PriceOf(TreatedPatient patient) => Carried.Carry(patient.Units * NetOfBase);

    private protected override void CheckPatient(TreatedPatient patient, string path, List<Failure> failures)
    {
        RefusePrice(patient, path, failures);
        if (patient.Tier is { } name && !Tiers.Any(t => t.Name == name))
        {
            failures.Add(new("tier-unknown", Paths.Join(path, "tier"), name,
                $"The agreement has the tiers {string.Join(", ", Tiers.Select(static t => t.Name))}.",
                "Correct the name, or leave it out where no tier was reached."));
        }
    }

    private protected override void Count(TreatedPatient[] patients, LocalDate asOf, DrugBook book)
    {
        foreach (var patient in patients)
        {
            var tier = Tiers.FirstOrDefault(t => t.Name == patient.Tier);
            var rebate = tier is null ? 0m
                : Carried.Carry(patient.Units * Math.Max(0m, NetOfBase - tier.GuaranteedPrice.Amount));
            book.Add(new(patient, patient.Id, tier?.Name ?? "no tier", EntryStatus.Counted, rebate, rebate,
                tier is null ? null : $"Guaranteed price of a unit: {tier.GuaranteedPrice}."));
        }
    }

    private decimal NetOfBase => ListPrice.Amount * BaseRebate.Complement().Fraction;
}
