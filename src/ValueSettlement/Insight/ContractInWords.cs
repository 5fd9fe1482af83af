using System.Globalization;
using System.Text;

namespace ValueSettlement;

/// <summary>Contracts as sentences that a person reads.</summary>
public static class ContractInWordsExtensions
{
    private const int Longest = 200_000;
    private const int Deepest = 12;

    /// <summary>
    /// The contract in plain sentences, as Markdown: parties and term, what the chain begins with, each clause in its order with its
    /// authority, how the result is published. The same in every culture. It says what is settled, and leaves nothing out but what is
    /// nested deeper than a person reads ("…").
    /// </summary>
    /// <param name="contract">The contract; it need not be sound.</param>
    public static string InWords(this Contract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var words = contract.WordsUsed;
        var text = new StringBuilder("# Contract ").Append(Markdown.Escape(contract.Id))
            .Append(CultureInfo.InvariantCulture, $", version {contract.Version}\n\n")
            .Append(Markdown.Escape($"Between the {words.Payer} and the {words.Provider}, {Dates.Text(contract.Term)}, in {contract.Currency}."));
        if (contract.Origin is { } origin)
        {
            text.Append(' ').Append(Markdown.Escape(OriginWords.Of(origin.Programme, origin.LibraryVersion, contract.OriginState(),
                LibraryVersion.Text)));
        }

        text.Append("\n\n");
        foreach (var arrangement in contract.Arrangements)
        {
            text.Append("## Arrangement ").Append(Markdown.Escape(arrangement.Id)).Append("\n\n");
            WriteChain(text, arrangement.Clauses, words, Begin(arrangement.Opening, words));
        }

        if (contract.Arrangements.Count > 0)
        {
            text.Append("## The arrangements together\n\n");
        }

        WriteChain(text, contract.Clauses, words,
            contract.Arrangements.Count > 0 ? "The sum of what the arrangements led to." : Begin(contract.Opening, words));
        if (contract.OrderAuthority is { } order)
        {
            text.Append("Order: ").Append(Markdown.Escape(order.ToString()))
                .Append(order.Reading is null ? "." : ". " + Markdown.Escape(order.Reading))
                .Append("\n\n");
        }

        if (contract.Payment.Count > 0)
        {
            text.Append("## From what is earned to what is paid\n\n");
            WriteChain(text, contract.Payment, words, null);
        }

        return text.Append("Published with ").Append(Markdown.Escape(contract.PublishingRule.ToString())).Append(".\n").ToString();
    }

    private static string Begin(OpeningAmount opening, ContractWords words) => opening switch
    {
        OpeningAmount.Stated => "An amount that is stated.",
        OpeningAmount.ExpenditureLessBenchmark =>
            $"{ContractWords.Sentence(words.Expenditure)} less {ContractWords.Inside(words.Benchmark)}.",
        _ => $"{ContractWords.Sentence(words.Benchmark)} less {ContractWords.Inside(words.Expenditure)}.",
    };

    private static void WriteChain(StringBuilder text, ValueList<Clause> clauses, ContractWords words, string? begin)
    {
        var number = 1;
        if (begin is not null)
        {
            text.Append("1. ").Append(Markdown.Escape(begin)).Append('\n');
            number++;
        }

        WriteClauses(text, clauses, words, number, 0);
        text.Append('\n');
    }

    private static void WriteClauses(StringBuilder text, ValueList<Clause> clauses, ContractWords words, int number, int depth)
    {
        foreach (var clause in clauses)
        {
            if (text.Length > Longest)
            {
                text.Append(' ', depth * 4).Append("…\n");
                return;
            }

            text.Append(' ', depth * 4).Append(CultureInfo.InvariantCulture, $"{number++}. **").Append(Markdown.Escape(clause.Name))
                .Append("**: ");
            var choose = clause as Choose;
            var nested = depth < Deepest ? choose : null;
            text.Append(nested is null ? Markdown.Escape(Phrase.Of(clause, words)) + "." : "by the first of these that holds.");
            if (clause.Authority is { } authority)
            {
                text.Append(" *").Append(Markdown.Escape(authority.ToString())).Append('*');
            }

            text.Append('\n');
            if (nested is not null)
            {
                WriteRegions(text, nested, words, depth + 1);
            }
        }
    }

    private static void WriteRegions(StringBuilder text, Choose choose, ContractWords words, int depth)
    {
        foreach (var region in choose.Regions)
        {
            WriteRegion(text, $"**{Markdown.Escape(region.Name)}**, {Markdown.Escape(Phrase.Of(region, words))}", region.Then, words,
                depth);
        }

        WriteRegion(text, "Otherwise", choose.Otherwise, words, depth);
    }

    private static void WriteRegion(StringBuilder text, string head, ValueList<Clause> then, ContractWords words, int depth)
    {
        text.Append(' ', depth * 4).Append("- ").Append(head).Append(then.Count == 0 ? ": the amount stays as it is.\n" : ":\n");
        WriteClauses(text, then, words, 1, depth + 1);
    }
}
