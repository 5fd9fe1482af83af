using System.Globalization;
using System.Text;
using ValueSettlement.Json;

namespace ValueSettlement;

/// <summary>Settlements as a document that a person reads.</summary>
public static class StatementExtensions
{
    /// <summary>
    /// The settlement as Markdown: the result in a sentence, every line with its formula and numbers, what each clause changed, what did
    /// not bind, what carries forward, and every authority. Of a sum, what each part brought in, who is paid, and where the parts differ
    /// from the whole; each part has its own statement (<see cref="Settlement.Parts"/>).
    /// The same in every culture.
    /// </summary>
    /// <param name="settlement">The settlement.</param>
    public static string Statement(this Settlement settlement)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        var text = new StringBuilder();
        var contract = settlement.Contract;
        text.Append("# Settlement of ").Append(Markdown.Escape(contract.Id))
            .Append(CultureInfo.InvariantCulture, $", version {contract.Version}")
            .Append(settlement.Arrangement is { } part && part != contract.Id ? $", part {Markdown.Escape(part)}" : string.Empty)
            .Append("\n\n");
        if (contract.Programme is { } programme)
        {
            text.Append(Markdown.Escape(OriginWords.Of(programme, contract.ProgrammeVersion ?? string.Empty, settlement.OriginState,
                settlement.LibraryVersion))).Append("\n\n");
        }

        var words = contract.Words;
        text.Append("Covers ").Append(Dates.Text(settlement.Period)).Append(", between the ").Append(Markdown.Escape(words.Payer))
            .Append(" and the ").Append(Markdown.Escape(words.Provider)).Append(".\n\n");
        if (contract.OrderAuthority is { } order)
        {
            text.Append("Order of the rules: ").Append(Markdown.Escape(order.ToString())).Append(order.Reading is null ? string.Empty
                : ". Reading: " + Markdown.Escape(order.Reading.TrimEnd('.'))).Append(".\n\n");
        }

        Write(settlement, text, "##");
        return text.ToString();
    }

    /// <summary>The result as one plain sentence, in the contract's own words, and what is left to pay as a second one where that is
    /// another amount: after earlier payments it can go the other way.</summary>
    /// <param name="settlement">The settlement.</param>
    public static string InWords(this Settlement settlement)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        return Headline(settlement)
            + (HasRest(settlement) ? $" Left to pay: {InWords(settlement, settlement.Payable, "pays")}" : string.Empty);
    }

    private static bool HasRest(Settlement settlement) =>
        settlement.Payable != settlement.Earned && !settlement.PaysParts && !IsPaidOtherwise(settlement);

    private static string Headline(Settlement settlement) =>
        settlement.PaysParts ? Together(settlement) : IsPaidOtherwise(settlement) ? Paid(settlement)
            : InWords(settlement, settlement.Earned, "owes") + BroughtIn(settlement);

    /// <summary>Whether a part is paid another amount than it earned: then what is paid is the result, or a reader finds two amounts that
    /// go two ways.</summary>
    private static bool IsPaidOtherwise(Settlement settlement) =>
        settlement is { IsPaid: true, PaysParts: false, BroughtIn: { } brought }
        && (settlement.Payable != settlement.Earned || brought.Unrounded != settlement.Earned.Unrounded);

    /// <summary>What a part is paid, and how that follows from what it earned: through the pool, less its payment.</summary>
    private static string Paid(Settlement settlement)
    {
        var (earned, brought) = (settlement.Earned, settlement.BroughtIn.GetValueOrDefault());
        var pooled = brought.Unrounded != earned.Unrounded;
        var from = pooled ? $"{brought} from the pool for a claim of {earned}"
            : UnitText.Of(Math.Abs(earned.Published), Unit.Money) + (earned.Owes == Party.Provider ? " owed" : " earned");
        var taken = Taken(settlement);
        var then = taken == 0m ? pooled ? string.Empty : ", published so that the parts add up"
            : string.Concat(Steps(settlement, taken).Select(step =>
                $", {(step.Amount < 0m == brought.Unrounded >= 0m ? "less" : "plus")} {UnitText.Of(Math.Abs(step.Amount), Unit.Money)}"
                + $" ({ContractWords.Inside(step.Label)})"));
        return $"{InWords(settlement, settlement.Payable, "pays").TrimEnd('.')}: {from}{then}.";
    }

    /// <summary>What its payment adds to what a part brought in, or takes from it, as published.</summary>
    private static decimal Taken(Settlement part) =>
        part is { IsPaid: true, BroughtIn: { } brought } && part.Payable.Unrounded != brought.Unrounded
            ? part.Payable.Published - brought.Published : 0m;

    /// <summary>What the contract calls the payments of parts, where all of them are called the same.</summary>
    private static string PaymentOf(IEnumerable<Settlement> parts) =>
        parts.SelectMany(Payments).Distinct(StringComparer.Ordinal).Take(2).ToArray() is [var label] ? ContractWords.Sentence(label)
            : "Payment";

    /// <summary>What each clause of a payment took or added, as published: together what the payment took or added.</summary>
    private static IEnumerable<(string Label, decimal Amount)> Steps(Settlement part, decimal taken)
    {
        Line[] lines = [.. part.Payments];
        foreach (var line in lines.SkipLast(1))
        {
            var amount = part.Contract.Publishing.Apply(Carried.Decide(line.Delta));
            taken -= amount;
            yield return (line.Label, amount);
        }

        yield return (lines.Length == 0 ? "Payment" : lines[^1].Label, taken);
    }

    private static IEnumerable<string> Payments(Settlement part) => part.Payments.Select(static line => line.Label);

    /// <summary>By how much a part is published beside the rounding of its own amount: units move so that parts add up.</summary>
    private static decimal Moved(Settlement part)
    {
        var amount = part.IsPaid ? part.Payable : part.BroughtIn ?? part.Earned;
        return amount.Published - part.Contract.Publishing.Apply(Carried.Decide(amount.Unrounded));
    }

    private static string MovedInWords(Settlement part) => !IsPaidOtherwise(part) || Moved(part) is not (not 0m and var moved)
        ? string.Empty
        : $" Rounded by itself it would be {UnitText.Of(part.Payable.Published - moved, Unit.Money)}; "
            + $"{UnitText.Of(Math.Abs(moved), Unit.Money)} was {(moved > 0m ? "added" : "taken off")} here, because the published amounts "
            + "of all parts add up to the published whole.";

    /// <summary>Of a whole whose parts are paid: nobody owes the sum.</summary>
    private static string Together(Settlement settlement)
    {
        const string Each = "Each part is paid by itself; together the payments come to";
        return settlement.Payable.Owes == Party.Neither ? $"{Each} nothing."
            : $"{Each} {UnitText.Of(Math.Abs(settlement.Payable.Published), Unit.Money)} {settlement.Currency} "
                + (settlement.Payable.Owes == Party.Payer ? $"from the {settlement.Contract.Words.Payer} to the parts."
                    : $"from the parts to the {settlement.Contract.Words.Payer}.");
    }

    /// <summary>What a part brings into its sum, where that is not what it earned: a pool paid less, or a unit went to another
    /// part.</summary>
    private static string BroughtIn(Settlement settlement) =>
        settlement.BroughtIn is not { } brought || brought == settlement.Earned ? string.Empty
        : $" It brings {UnitText.Of(brought.Published, Unit.Money)} into the sum, "
            + (brought.Unrounded == settlement.Earned.Unrounded ? "published so that the parts add up." : "after the pool.");

    /// <summary>An amount of a settlement as one plain sentence.</summary>
    private static string InWords(Settlement settlement, SettledAmount amount, string verb)
    {
        if (amount.Owes == Party.Neither)
        {
            return $"Neither party {verb} the other anything.";
        }

        var (debtor, creditor) = settlement.Contract.Words.Of(amount.Owes);
        return $"The {debtor} {verb} the {creditor} {UnitText.Of(Math.Abs(amount.Published), Unit.Money)} {settlement.Currency}"
            + $"{SettledFor(settlement)}.";
    }

    /// <summary>For what an amount is, where it is not for the whole of the period.</summary>
    private static string SettledFor(Settlement settlement) =>
        settlement.Lines.FirstOrDefault(static line => line is { Key: Line.SettledForKey, Path.Length: 0 })?.Note?.Split(':')[0] is { } of
            ? " " + ContractWords.Inside(of) : string.Empty;

    /// <summary>What remains for later and what is due besides money, of the settlement and of its parts.</summary>
    private static void WriteLeftAndDue(Settlement settlement, StringBuilder text, string of)
    {
        foreach (var left in settlement.CarriedForward.Where(static left => left.Amount != 0m))
        {
            var rounded = settlement.Contract.Publishing.Apply(left.Amount);
            text.Append("Carried forward, ").Append(of).Append(left.Basis.InWords).Append(": ")
                .Append(UnitText.Of(rounded, Unit.Money)).Append(' ').Append(Markdown.Escape(settlement.Currency))
                .Append(rounded == 0m ? $" (not rounded {UnitText.Exact(left.Amount, Unit.Money)}).\n\n" : ".\n\n");
        }

        foreach (var line in settlement.Lines.Where(static line => line is { Key: Hold.ClauseKey, Kind: LineKind.Clause, Delta: not 0m }
            && line.Note?.StartsWith(Certificate.RefusedBy, StringComparison.Ordinal) == true))
        {
            text.Append("Forfeited").Append(of.Length == 0 ? string.Empty : ", " + of.TrimEnd(',', ' ')).Append(": ")
                .Append(UnitText.Of(settlement.Contract.Publishing.Apply(Carried.Decide(Math.Abs(line.Delta))), Unit.Money))
                .Append(' ').Append(Markdown.Escape(settlement.Currency)).Append(" (certificate ")
                .Append(Markdown.Escape(ContractWords.Inside(line.Note!.TrimEnd('.')))).Append(").\n\n");
        }

        foreach (var due in settlement.Consequences)
        {
            text.Append("Due besides money").Append(of.Length == 0 ? string.Empty : ", " + of.TrimEnd(',', ' ')).Append(": **")
                .Append(Markdown.Escape(due.InWords)).Append("**.\n\n");
        }

        foreach (var part in settlement.Parts)
        {
            WriteLeftAndDue(part, text, $"{of}{Markdown.Escape(part.Arrangement ?? part.ContractId)}, ");
        }
    }

    private static void Write(Settlement settlement, StringBuilder text, string heading)
    {
        text.Append("**").Append(Markdown.Escape(Headline(settlement))).Append("** Not rounded: ")
            .Append(Exact((settlement.PaysParts || IsPaidOtherwise(settlement) ? settlement.Payable : settlement.Earned).Unrounded))
            .Append(settlement.IsPaid ? $".{MovedInWords(settlement)}\n\n"
                : ". It is counted in the sum; nothing is paid of it by itself.\n\n");
        if (HasRest(settlement))
        {
            text.Append("Left to pay: **").Append(Markdown.Escape(InWords(settlement, settlement.Payable, "pays"))).Append("**\n\n");
        }

        WriteLeftAndDue(settlement, text, string.Empty);

        if (settlement.Parts.Count > 0)
        {
            WriteParts(settlement, text, heading);
        }

        if (!settlement.HasLines)
        {
            text.Append("The document from which this settlement was read leaves its steps out.\n\n");
            return;
        }

        text.Append(heading).Append(" Every step\n\n");
        text.Append("| | Step | How | Result | Change |\n|:--|:--|:--|--:|--:|\n");
        var authorities = new List<Authority>();
        Line? above = null;
        // What stands before a stated opening amount are the lines of its own figure.
        var (led, opening) = (false, settlement.Lines.FirstOrDefault(static l => l.Kind == LineKind.Opening)?.Value);
        foreach (var line in settlement.Lines.Where(static l => !IsQuiet(l)))
        {
            // After a pool a part goes on with another amount: a change that no clause made.
            var pooled = line is { Key: Pool.PaymentKey, Path.Length: 0 }
                ? settlement.BroughtIn?.Unrounded - settlement.Earned.Unrounded : null;
            var label = Markdown.Escape(ContractWords.Sentence(line.Label));
            text.Append("| ").Append(line.Letter is null ? string.Empty : $"[{Markdown.Escape(line.Letter)}]")
                .Append(" | ").Append(line.Kind == LineKind.Figure && pooled is null ? label : $"**{label}**")
                .Append(Mark(line, authorities))
                .Append(" | ").Append(Markdown.Escape(How(line, above, isLed: led)))
                .Append(" | ").Append(Markdown.Escape(line.ValueText))
                .Append(" | ").Append(pooled is { } change ? Signed(change)
                    : line.Kind == LineKind.Figure ? string.Empty : Signed(line.Delta))
                .Append(" |\n");
            above = line;
            led |= line is { Operation: not Operation.Stated, Kind: LineKind.Figure } && IsMoneyOf(line, opening);
        }

        text.Append('\n');
        var quiet = settlement.Lines.Where(IsQuiet).ToArray();
        if (quiet.Length > 0)
        {
            text.Append(heading).Append(" What changed nothing\n\n");
            foreach (var line in quiet)
            {
                text.Append("- ").Append(Markdown.Escape(ContractWords.Sentence(line.Label))).Append(Mark(line, authorities))
                    .Append(line.Effect == Effect.CouldNotApply ? ": not applied" : ": no change");
                foreach (var part in Said(line, null, isLed: false).Skip(line.Note is null || line.Operation == Operation.Stated ? 0 : 1))
                {
                    // A formula does not begin a sentence.
                    text.Append(part == line.Formula ? ": " + Markdown.Escape(ContractWords.Inside(part.TrimEnd('.')))
                        : ". " + Markdown.Escape(ContractWords.Sentence(part.TrimEnd('.'))));
                }

                text.Append(".\n");
            }

            text.Append('\n');
        }

        if (authorities.Count > 0)
        {
            text.Append(heading).Append(" Authorities\n\n");
            for (var i = 0; i < authorities.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{i + 1}. ").Append(Markdown.Escape(authorities[i].Citation));
                if (authorities[i].Unconfirmed)
                {
                    text.Append(" **(unconfirmed: remembered or reported, not read in its source");
                    if (authorities[i].ConfirmedBy is { } confirming)
                    {
                        text.Append("; would be confirmed by ").Append(Markdown.Escape(confirming.TrimEnd('.')));
                    }

                    text.Append(")**");
                }

                if (authorities[i].Reading is { } reading)
                {
                    text.Append(authorities[i].Citation.EndsWith('.') ? " Reading: " : ". Reading: ").Append(Markdown.Escape(reading));
                }

                text.Append('\n');
            }

            text.Append('\n');
        }
    }

    /// <summary>What each part brought in. The published amounts add up, and the reader need not: their sum stands below them.</summary>
    private static void WriteParts(Settlement settlement, StringBuilder text, string heading)
    {
        var arePaid = settlement.Pays == Payee.Parts;
        var (taking, pooled) = (settlement.Parts.Where(static p => Taken(p) != 0m).ToArray(),
            settlement.Parts.Any(static p => p.BroughtIn?.Unrounded != p.Earned.Unrounded));
        text.Append(heading).Append(" Parts\n\n").Append(arePaid
            ? "Each part is paid by itself; nothing is paid of their sum."
                + (settlement.Parts.Any(static p => p.Payable.Owes == Party.Provider) ? " A minus is paid by the part.\n\n" : "\n\n")
            : "What the parts earned is added up; nothing is paid to a part by itself.\n\n")
            .Append("| Part | Result | ").Append(pooled ? "After the pool |" : "Into the sum |")
            .Append(taking.Length > 0 ? $" {Markdown.Escape(PaymentOf(taking))} |" : string.Empty)
            .Append(arePaid ? " Left to pay |\n|:--|:--|--:|--:|" : "\n|:--|:--|--:|").Append(taking.Length > 0 ? "--:|\n" : "\n");
        foreach (var part in settlement.Parts)
        {
            text.Append("| ").Append(Markdown.Escape(part.Arrangement ?? string.Empty))
                .Append(" | ").Append(Markdown.Escape(Headline(part)))
                .Append(CultureInfo.InvariantCulture, $" | {part.BroughtIn} |")
                .Append(taking.Length > 0 ? $" {UnitText.Of(Taken(part), Unit.Money)} |" : string.Empty)
                .Append(arePaid ? $" {part.Payable} |\n" : "\n");
        }

        text.Append("| **Sum** | | **").Append(UnitText.Of(settlement.Parts.Sum(static p => p.BroughtIn?.Published ?? 0m), Unit.Money))
            .Append("** |").Append(taking.Length > 0 ? $" **{UnitText.Of(taking.Sum(Taken), Unit.Money)}** |" : string.Empty)
            .Append(arePaid ? $" **{settlement.Payable}** |\n\n" : "\n\n");
        const int MostNamed = 20;
        if (settlement.Parts.Where(static p => Moved(p) != 0m).ToArray() is { Length: > 0 } moved)
        {
            text.Append("Published amounts of the parts add up to the published whole. So these are published beside their own rounding: ")
                .AppendJoin(", ", moved.Take(MostNamed).Select(static p => Markdown.Escape(p.Arrangement ?? string.Empty)
                    + $" {UnitText.Of(Math.Abs(Moved(p)), Unit.Money)} {(Moved(p) > 0m ? "higher" : "lower")}"))
                .Append(moved.Length > MostNamed
                    ? FormattableString.Invariant($" and {moved.Length - MostNamed:#,##0} more") : string.Empty)
                .Append(".\n\n");
        }

        if (settlement.Warnings.Count > 0)
        {
            text.Append("Settling these parts one by one and adding up is not the same as settling them as one:\n\n");
            foreach (var warning in settlement.Warnings)
            {
                text.Append("- ").Append(Markdown.Escape(warning.ToString())).Append('\n');
            }

            text.Append('\n');
        }
    }

    private static string Mark(Line line, List<Authority> authorities)
    {
        if (line.Authority is not { } authority)
        {
            return string.Empty;
        }

        var index = authorities.IndexOf(authority);
        if (index < 0)
        {
            authorities.Add(authority);
            index = authorities.Count - 1;
        }

        return string.Create(CultureInfo.InvariantCulture, $" ({index + 1}{(authority.Unconfirmed ? ", unconfirmed" : string.Empty)})");
    }

    private static bool IsMoneyOf(Line line, decimal? amount) => line is { Unit: Unit.Money or Unit.PerCapita, Value: { } value }
        && amount is { } of
        && Carried.Round(value, Carried.DecidedDigits) == Carried.Round(of, Carried.DecidedDigits);

    private static string How(Line line, Line? above, bool isLed)
    {
        string[] parts = [.. Said(line, above, isLed).Select(static part => part.TrimEnd('.'))];
        var sentences = parts.Length > 1 || (line.Kind == LineKind.Clause && line.Operation == Operation.Stated);
        return string.Join(". ", parts) + (sentences && parts.Length > 0 ? "." : string.Empty);
    }

    private static bool IsQuiet(Line line) => line.Kind == LineKind.Clause && line.Effect != Effect.Bound;

    /// <summary>How a line came about: its formula, what the formula cannot say, and for which amounts this piece of its clause
    /// holds.</summary>
    private static IEnumerable<string> Said(Line line, Line? above, bool isLed)
    {
        if (line.Operation != Operation.Stated)
        {
            yield return line.Formula;
        }
        else if (line.Kind != LineKind.Clause)
        {
            yield return StatedBy(line, above, isLed);
        }

        if (line.Note is { } note)
        {
            yield return note;
        }

        if (line.Within is { } within && line.Effect != Effect.CouldNotApply && Where(line.Operation, within) is { } where)
        {
            yield return where;
        }
    }

    /// <summary>The amounts for which a piece holds; <see langword="null"/> where they are plain: all, all of one side, zero, or named by
    /// the formula.</summary>
    private static string? Where(Operation operation, Interval within)
    {
        if (within is { Low: null or 0m, High: null or 0m } || operation is Operation.Least or Operation.Greatest)
        {
            return null;
        }

        if (within.IsPoint)
        {
            return $"This holds for {UnitText.Exact(within.Low.GetValueOrDefault(), Unit.Money)} alone";
        }

        var low = within.Low is { } from ? (within.LowIncluded ? "of at least " : "above ") + UnitText.Exact(from, Unit.Money) : null;
        var high = within.High is { } to ? (within.HighIncluded ? "at most " : "below ") + UnitText.Exact(to, Unit.Money) : null;
        return "This holds for amounts "
            + (low is null ? (within.HighIncluded ? "of " : string.Empty) + high : high is null ? low : $"{low} and {high}");
    }

    // A figure that was computed is stated once more where the chain begins with it.
    private static string StatedBy(Line line, Line? above, bool isLed) =>
        line is { Operands: [{ Name: var name }], Value: { } taken }
            && above is { Kind: LineKind.Figure, Operation: not Operation.Stated } && above.Label == name && above.Value == taken
            ? name == line.Label ? "as computed above" : "from above: " + name
        : line.Operands is [{ Name: var source }] && source != line.Label ? "stated: " + source
        : (line.Kind == LineKind.Opening && isLed)
            || (line is { Path.Length: 0, Key: "benchmark" or "expenditure" }
                && above is { Kind: LineKind.Figure, Operation: not Operation.Stated } && IsMoneyOf(above, line.Value))
            ? "as computed above" : "stated";

    private static string Signed(decimal delta) => delta switch
    {
        0m => "0",
        > 0m => "+" + UnitText.Exact(delta, Unit.Money),
        _ => "−" + UnitText.Exact(-delta, Unit.Money),
    };

    private static string Exact(decimal value) => value.ToString("#,##0.############################", CultureInfo.InvariantCulture);
}
