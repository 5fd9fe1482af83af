namespace ValueSettlement;

/// <summary>What became of an amount that was held or deferred.</summary>
public enum HoldState
{
    /// <summary>It is still held.</summary>
    Open = 1,

    /// <summary>It was paid.</summary>
    Released,

    /// <summary>It will not be paid, because that was decided.</summary>
    Forfeited,

    /// <summary>It will not be paid, because it was held too long.</summary>
    Lapsed,
}

/// <summary>An amount that was held or deferred.</summary>
public sealed record HeldAmount
{
    /// <summary>Its name in the ledger.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The period in which it was placed, from 1.</summary>
    public required int Placed { get; init; }

    /// <summary>The amount in the contract's currency, not rounded: positive to the provider, negative what the provider owes.</summary>
    public required decimal Amount { get; init; }

    /// <summary>What became of it.</summary>
    public required HoldState State { get; init; }

    /// <summary>The period in which it was released, forfeited or lapsed; <see langword="null"/> while it is open.</summary>
    public int? Ended { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>
/// What is held and deferred, over the periods of an agreement. A period begins with what is released and what is forfeited, then what was
/// held too long lapses, and last comes what the period holds itself.
/// <code>payable now = entitlement now − entitlement before + released now − placed now</code>
/// What is held is part of the entitlement. Money that was paid and is owed back (a claw-back) is a change of the entitlement and never an
/// entry here.
/// </summary>
public sealed record HoldLedger
{
    private const int MostAmounts = 100_000;

    /// <summary>An amount lapses when it has been open for so many periods, at least 1; <see langword="null"/> if none does.</summary>
    public int? LapsesAfter { get; init; }

    /// <summary>The period that it stands at, from 1; 0 before the first one.</summary>
    public int Period { get; init; }

    /// <summary>Everything that was ever placed, in order.</summary>
    public ValueList<HeldAmount> Amounts { get; init => field = Given.Of(value); } = [];

    /// <summary>What is still held.</summary>
    public decimal Open => Sum(static amount => amount.State == HoldState.Open);

    /// <summary>What was placed in this period.</summary>
    public decimal PlacedNow => Sum(amount => amount.Placed == Period);

    /// <summary>What was released in this period.</summary>
    public decimal ReleasedNow => Sum(amount => amount.State == HoldState.Released && amount.Ended == Period);

    /// <summary>What was forfeited or lapsed in this period.</summary>
    public decimal ForfeitedNow => Sum(amount => amount.State >= HoldState.Forfeited && amount.Ended == Period);

    /// <summary>The ledger at the beginning of the next period.</summary>
    /// <param name="release">What is paid now, by its ids.</param>
    /// <param name="forfeit">What will never be paid, by its ids.</param>
    /// <exception cref="SettlementException">An id is not open, or stands twice; carries every reason.</exception>
    public HoldLedger Next(ValueList<string>? release = null, ValueList<string>? forfeit = null)
    {
        var failures = new List<Failure>();
        var ends = new Dictionary<string, HoldState>(StringComparer.Ordinal);
        var open = Amounts.Where(static amount => amount.State == HoldState.Open).Select(static amount => amount.Id)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (ids, member, state) in new[] { (release, "release", HoldState.Released), (forfeit, "forfeit", HoldState.Forfeited) })
        {
            for (var i = 0; i < (ids?.Count ?? 0); i++)
            {
                if (!open.Contains(ids![i]) || !ends.TryAdd(ids[i], state))
                {
                    failures.Add(new("hold-not-open", Paths.Item(string.Empty, member, i), ids[i],
                        "What is released or forfeited is open, and ends once.",
                        NearName.Meant(ids[i], open) + "Name an amount that is open."));
                }
            }
        }

        Check(failures);
        if (failures.Count > 0)
        {
            throw new SettlementException([.. failures]);
        }

        var now = Period + 1;
        return this with { Period = now, Amounts = [.. Amounts.Select(amount => Ended(amount, ends, now))] };
    }

    /// <summary>Releases everything that is open, as when a certificate is granted, at the beginning of the next period.</summary>
    public HoldLedger NextReleasingAll() =>
        Next([.. Amounts.Where(static amount => amount.State == HoldState.Open).Select(static amount => amount.Id)]);

    /// <summary>The ledger with an amount that this period holds.</summary>
    /// <param name="id">Its name, of which there is only one.</param>
    /// <param name="amount">The amount: positive to the provider, negative what the provider owes; nothing is placed for zero.</param>
    /// <exception cref="SettlementException">The name is taken or empty, or the amount cannot be.</exception>
    public HoldLedger Place(string id, decimal amount)
    {
        ArgumentNullException.ThrowIfNull(id);
        var failures = new List<Failure>();
        Check(failures);
        TextRules.Validate(id, string.Empty, "id", failures);
        if (string.IsNullOrWhiteSpace(id) || Amounts.Any(other => other.Id == id))
        {
            failures.Add(new("id-twice", "id", id, "Every amount of a ledger has a name of its own.", "Give it another name."));
        }

        if (!Money.Holds(amount))
        {
            failures.Add(new("amount-range", "amount", UnitText.Of(amount, Unit.Money), "What is held lies within ±10^15.",
                "Check its unit."));
        }

        if (Period == 0 || Amounts.Count == MostAmounts)
        {
            failures.Add(new("ledger-size", "period", UnitText.Of(Period, Unit.Count), FormattableString.Invariant(
                $"An amount is placed in a period, from 1, and a ledger has at most {MostAmounts:#,##0} amounts."),
                "Begin a period with Next."));
        }

        return failures.Count > 0 ? throw new SettlementException([.. failures])
            : amount == 0m ? this
            : this with { Amounts = [.. Amounts, new() { Id = id, Placed = Period, Amount = amount, State = HoldState.Open }] };
    }

    /// <summary>The ledger with what a settlement holds or defers under a name.</summary>
    /// <param name="id">The name of the amount, of which there is only one.</param>
    /// <param name="settlement">The settlement of this period.</param>
    /// <param name="of">The name under which its clause carries the amount forward, for example "held".</param>
    /// <exception cref="SettlementException">The name is taken, or neither the settlement nor one of its parts carries anything forward
    /// under the name.</exception>
    public HoldLedger Place(string id, Settlement settlement, Basis of)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        CarriedForward[] all = [.. Carried(settlement)];
        CarriedForward[] carried = [.. all.Where(left => left.Basis == of)];
        return carried.Length > 0 ? Place(id, carried.Sum(static left => left.Amount))
            : throw new SettlementException([new("held-unknown", "of", of.Name, "A settlement holds under the names of its clauses.",
                NearName.Meant(of.Name, [.. all.Select(static left => left.Basis.Name).Distinct(StringComparer.Ordinal)])
                    + "Give the name under which a clause of the contract carries forward.")]);
    }

    private static IEnumerable<CarriedForward> Carried(Settlement settlement) =>
        settlement.CarriedForward.Concat(settlement.Parts.SelectMany(Carried));

    /// <summary>What is wrong with a ledger that was made by hand.</summary>
    private void Check(List<Failure> failures)
    {
        if (LapsesAfter is < 1)
        {
            failures.Add(new("period-count", "lapsesAfter", UnitText.Of(LapsesAfter.Value, Unit.Count),
                "An amount lapses after at least one period.", "State the periods, or leave it out."));
        }

        if (Period is < 0 or > MostPeriods || Amounts.Count > MostAmounts)
        {
            failures.Add(new("ledger-size", "period", UnitText.Of(Period, Unit.Count), FormattableString.Invariant(
                $"A ledger has at most {MostPeriods:#,##0} periods, counted from 1, and {MostAmounts:#,##0} amounts."),
                "Begin another one."));
            return;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Amounts.Count; i++)
        {
            var (amount, at) = (Amounts[i], Paths.Item(string.Empty, "amounts", i));
            if (!ids.Add(amount.Id) || string.IsNullOrWhiteSpace(amount.Id))
            {
                failures.Add(new("id-twice", Paths.Join(at, "id"), amount.Id, "Every amount of a ledger has a name of its own.",
                    "Give it another name."));
            }

            if (!Money.Holds(amount.Amount) || !Enum.IsDefined(amount.State) || amount.Placed < 1 || amount.Placed > Period
                || (amount.State == HoldState.Open) != (amount.Ended is null) || amount.Ended < amount.Placed || amount.Ended > Period)
            {
                failures.Add(new("held-amount", at, amount.ToString(),
                    "An amount was placed in a period up to now, and is open or ended since.", "Let the ledger place and end it."));
            }
        }
    }

    private const int MostPeriods = 100_000;

    /// <summary>What is payable in this period.</summary>
    /// <param name="entitlementBefore">What the provider was entitled to in all at the end of the period before.</param>
    /// <param name="entitlementNow">What it is entitled to in all now, what is held included.</param>
    public Figure Payable(Money entitlementBefore, Money entitlementNow)
    {
        var workings = new Workings("ledger");
        var now = workings.Given(new("entitlement", "Entitlement to date", Unit.Money), entitlementNow.Amount);
        var before = workings.Given(new("entitlement-before", "Entitlement at the end of the period before", Unit.Money),
            entitlementBefore.Amount);
        var change = workings.Subtract(new("change", "Change of the entitlement", Unit.Money), now, before);
        var released = workings.Given(new("released", "Released now", Unit.Money), ReleasedNow);
        var placed = workings.Given(new("placed", "Held now", Unit.Money), PlacedNow);
        var together = workings.Add(new("with-released", "With what is released", Unit.Money), change, released);
        return workings.Figure(workings.Subtract(new("payable", "Payable now", Unit.Money), together, placed));
    }

    /// <summary>The period and what is open.</summary>
    public override string ToString() => FormattableString.Invariant($"period {Period}: {UnitText.Of(Open, Unit.Money)} held");

    private HeldAmount Ended(HeldAmount amount, Dictionary<string, HoldState> ends, int now) => amount.State != HoldState.Open ? amount
        : ends.TryGetValue(amount.Id, out var state) ? amount with { State = state, Ended = now }
        : now - amount.Placed >= LapsesAfter ? amount with { State = HoldState.Lapsed, Ended = now } : amount;

    private decimal Sum(Func<HeldAmount, bool> which) => Amounts.Where(which).Sum(static amount => amount.Amount);
}
