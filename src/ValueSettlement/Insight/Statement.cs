using System.Globalization;
using System.Text;

namespace ValueSettlement;

/// <summary>Settlements as a document that a person reads.</summary>
public static class StatementExtensions
{
    /// <summary>
    /// The settlement as Markdown: the result in a sentence, every line with its formula and numbers, what each clause changed, what did not bind, what carries forward, and every authority.
    /// The same in every culture.
    /// </summary>
    /// <param name="settlement">The settlement.</param>
    public static string Statement(this Settlement settlement)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        var text = new StringBuilder();
        var contract = settlement.Contract;
        text.Append("# Settlement of ").Append(Markdown.Escape(contract.Id)).Append(CultureInfo.InvariantCulture, $", version {contract.Version}").Append("\n\n");
        if (contract.Programme is { } programme)
        {
            text.Append(Markdown.Escape(OriginWords.Of(programme, contract.ProgrammeVersion ?? string.Empty, settlement.OriginState, settlement.LibraryVersion))).Append("\n\n");
        }

        text.Append("Covers ").Append(Dates.Text(settlement.Period.Start)).Append(" to ").Append(Dates.Text(settlement.Period.End)).Append(".\n\n");
        if (contract.OrderAuthority is { } order)
        {
            text.Append("Order of the rules: ").Append(Markdown.Escape(order.ToString())).Append(order.Reading is null ? string.Empty
                : ". Reading: " + Markdown.Escape(order.Reading.TrimEnd('.'))).Append(".\n\n");
        }

        Write(settlement, text, "##");
        return text.ToString();
    }

    /// <summary>The result as one plain sentence, in the contract's own words.</summary>
    /// <param name="settlement">The settlement.</param>
    public static string InWords(this Settlement settlement)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        if (settlement.Owes == Party.Neither)
        {
            return "Neither party owes the other anything.";
        }

        var (debtor, creditor) = settlement.Contract.Words.Of(settlement.Owes);
        return $"The {debtor} owes the {creditor} {UnitText.Of(Math.Abs(settlement.Earned.Published), Unit.Money)} {settlement.Currency}.";
    }

    private static void Write(Settlement settlement, StringBuilder text, string heading)
    {
        text.Append("**").Append(Markdown.Escape(settlement.InWords())).Append("** Not rounded: ").Append(Exact(settlement.Earned.Unrounded)).Append(".\n\n");
        if (settlement.Payable.Unrounded != settlement.Earned.Unrounded)
        {
            text.Append("Payable after earlier settlements and recoupment: **").Append(UnitText.Of(settlement.Payable.Published, Unit.Money)).Append(' ').Append(Markdown.Escape(settlement.Currency)).Append("**.\n\n");
        }

        foreach (var left in settlement.CarriedForward)
        {
            text.Append("Carried forward, ").Append(left.Basis.InWords).Append(": ").Append(UnitText.Of(left.Amount, Unit.Money)).Append(' ').Append(Markdown.Escape(settlement.Currency)).Append(".\n\n");
        }

        foreach (var part in settlement.Parts)
        {
            text.Append(heading).Append(" Arrangement ").Append(Markdown.Escape(part.Arrangement ?? string.Empty)).Append("\n\n");
            Write(part, text, heading + "#");
        }

        if (!settlement.HasLines)
        {
            text.Append("The document from which this settlement was read leaves its steps out.\n\n");
            return;
        }

        text.Append(heading).Append(" Every step\n\n");
        text.Append("| | Step | How | Result | Change |\n|:--|:--|:--|--:|--:|\n");
        var authorities = new List<Authority>();
        foreach (var line in settlement.Lines)
        {
            if (line.Kind == LineKind.Clause && line.Effect != Effect.Bound)
            {
                continue;
            }

            text.Append("| ").Append(line.Letter is null ? string.Empty : $"[{Markdown.Escape(line.Letter)}]")
                .Append(" | ").Append(line.Kind == LineKind.Figure ? Markdown.Escape(line.Label) : $"**{Markdown.Escape(line.Label)}**").Append(Mark(line, authorities))
                .Append(" | ").Append(line.Operation == Operation.Stated && line.Kind != LineKind.Clause ? StatedBy(line) : Markdown.Escape(line.Formula)).Append(line.Note is null ? string.Empty : (line.Operation == Operation.Stated && line.Kind != LineKind.Clause ? string.Empty : ". ") + Markdown.Escape(line.Note))
                .Append(" | ").Append(Markdown.Escape(line.ValueText))
                .Append(" | ").Append(line.Kind == LineKind.Figure ? string.Empty : Signed(line.Delta))
                .Append(" |\n");
        }

        text.Append('\n');
        var quiet = settlement.Lines.Where(static l => l.Kind == LineKind.Clause && l.Effect != Effect.Bound).ToArray();
        if (quiet.Length > 0)
        {
            text.Append(heading).Append(" What changed nothing\n\n");
            foreach (var line in quiet)
            {
                text.Append("- ").Append(Markdown.Escape(line.Label)).Append(Mark(line, authorities)).Append(line.Effect == Effect.CouldNotApply ? " could not be applied" : " did not bind")
                    .Append(line.Note is null ? line.Operation == Operation.Stated ? "." : ": " + Markdown.Escape(line.Formula) + "." : ": " + Markdown.Escape(line.Note)).Append('\n');
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
                    text.Append(" **(unconfirmed: remembered or reported, not read in its source)**");
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

    private static string StatedBy(Line line) =>
        line.Operands is [{ Name: var source }] && source != line.Label ? "stated: " + Markdown.Escape(source) : "stated";

    private static string Signed(decimal delta) => delta switch
    {
        0m => "0",
        > 0m => "+" + UnitText.Exact(delta, Unit.Money),
        _ => "−" + UnitText.Exact(-delta, Unit.Money),
    };

    private static string Exact(decimal value) => value.ToString("#,##0.############################", CultureInfo.InvariantCulture);
}
