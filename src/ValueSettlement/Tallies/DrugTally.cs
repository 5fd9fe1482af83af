namespace ValueSettlement.Tallies;

/// <summary>
/// The lowest price of one unit that an agreement led to, and why: what a manufacturer has to look at before it reports a best price. It
/// is found for each patient before any cap on all rebates, because a cap belongs to no patient.
/// </summary>
/// <param name="Price">What remained of the price ÷ units, in money, not rounded; absent where there are no patients.</param>
/// <param name="Patient">Whose price it is, the first one by id where several have it; empty where there are no patients.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record LowestNetPrice(Figure Price, string Patient, string Reason)
{
    /// <summary>What remained of the price ÷ units.</summary>
    public Figure Price { get; init => field = Given.Of(value); } = Given.Of(Price);

    /// <summary>The price, the patient and the reason.</summary>
    public override string ToString() => Patient.Length == 0 ? Reason : $"{Price} ({Patient}: {Reason})";
}

/// <summary>What the outcomes of patients come to under a drug agreement, before a cap on all rebates.</summary>
public sealed record DrugTally
{
    /// <summary>The amount (negative: the manufacturer owes it; positive: the payer owes it), and what became of each patient or
    /// payment.</summary>
    public required Tally Tally { get; init => field = Given.Of(value); }

    /// <summary>What was paid for all patients in the period, those that are left out included, or what is to be paid in full for them.
    /// In money, not negative.</summary>
    public required Figure Spend { get; init => field = Given.Of(value); }

    /// <summary>What the payer bears after the tally and before a cap: spend less rebates, or the instalments that are due.</summary>
    public required Figure NetSpend { get; init => field = Given.Of(value); }

    /// <summary>The lowest price of one unit, and why.</summary>
    public required LowestNetPrice Lowest { get; init => field = Given.Of(value); }

    /// <summary>How many outcomes count as responses, those that a policy makes one included.</summary>
    public required int Responders { get; init; }

    /// <summary>How many outcomes count as non-responses that were proven and claimed as agreed, those that a policy makes one
    /// included.</summary>
    public required int NonResponders { get; init; }

    /// <summary>How many outcomes a policy leaves out.</summary>
    public required int LeftOut { get; init; }

    /// <summary>How many outcomes are still open on the day of settlement.</summary>
    public required int Undecided { get; init; }

    /// <summary>The amount and the outcomes behind it.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Tally.Amount} of {Spend}: {Responders:#,##0} responders, {NonResponders:#,##0} non-responders, {LeftOut:#,##0} left out, ")
        + FormattableString.Invariant($"{Undecided:#,##0} undecided");
}
