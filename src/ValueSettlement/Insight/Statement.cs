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
        text.Append("# Settlement of ").Append(Markdown.Escape(settlement.ContractId)).Append(CultureInfo.InvariantCulture, $", version {settlement.ContractVersion}").Append("\n\n");
        if (settlement.Source is { Contract.Origin: { } origin })
        {
            text.Append(Markdown.Escape(origin.Programme)).Append(". Terms made by ValueSettlement ").Append(Markdown.Escape(origin.LibraryVersion)).Append(".\n\n");
        }

        Write(settlement, text, "##");
        return text.ToString();
    }

    /// <summary>The result as one plain sentence.</summary>
    /// <param name="settlement">The settlement.</param>
    public static string InWords(this Settlement settlement)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        var amount = UnitText.Of(Math.Abs(settlement.Earned.Published), Unit.Money);
        return settlement.Owes switch
        {
            Party.Payer => $"The payer owes the provider {amount} {settlement.Currency}.",
            Party.Provider => $"The provider owes the payer {amount} {settlement.Currency}.",
            _ => "Neither party owes the other anything.",
        };
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
                .Append(" | ").Append(line.Value is { } value ? UnitText.Of(value, line.Unit) : Markdown.Escape(line.Absence?.ToString() ?? "absent"))
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
        > 0m => "+" + UnitText.Of(delta, Unit.Money),
        _ => "−" + UnitText.Of(-delta, Unit.Money),
    };

    private static string Exact(decimal value) => value.ToString("#,##0.############################", CultureInfo.InvariantCulture);
}
