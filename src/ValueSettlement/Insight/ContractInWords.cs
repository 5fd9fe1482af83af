using System.Globalization;
using System.Text;
using ValueSettlement.Json;

namespace ValueSettlement;

/// <summary>Contracts as sentences that a person reads.</summary>
public static class ContractInWordsExtensions
{
    private const int Longest = 200_000;
    private const int Deepest = 12;
    private const int DeepestHeading = 6;

    /// <summary>
    /// The contract in plain sentences, as Markdown: parties and term, what the chain begins with, each clause in its order with its
    /// authority, how the result is published; of a programme, before the first step, the rates and numbers of its terms that no clause
    /// has. The same in every culture. It leaves out what is nested deeper than a person reads ("…"), tables and curves by which inputs
    /// are found before the contract (they stand in the terms, in the contract's document), and what is stated with each year.
    /// </summary>
    /// <param name="contract">The contract; it need not be sound.</param>
    public static string InWords(this Contract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var words = contract.WordsUsed;
        var text = new StringBuilder("# Contract ").Append(Markdown.Escape(contract.Id))
            .Append(CultureInfo.InvariantCulture, $", version {contract.Version}\n\n")
            .Append(Markdown.Escape($"Between the {words.Payer} and the {words.Provider}, "
                + $"{Dates.Text(contract.Term)}, in {contract.Currency}."));
        WriteOrigin(text, contract);
        WriteAgreement(text, contract, words, "##", 0);
        return text.Append("Published with ").Append(Markdown.Escape(contract.PublishingRule.ToString())).Append(".\n").ToString();
    }

    private static void WriteAgreement(StringBuilder text, Agreement agreement, ContractWords words, string heading, int depth)
    {
        foreach (var part in depth < Agreement.DeepestPart ? agreement.Parts : [])
        {
            if (text.Length > Longest)
            {
                text.Append("…\n\n");
                break;
            }

            text.Append(heading).Append(' ').Append(part is Contract ? "Contract " : "Arrangement ").Append(Markdown.Escape(part.Id))
                .Append("\n\n");
            if (part is Contract contract)
            {
                text.Append(CultureInfo.InvariantCulture, $"Version {contract.Version}, {Markdown.Escape(Dates.Text(contract.Term))}.");
                WriteOrigin(text, contract);
            }

            WriteAgreement(text, part, part is Contract own ? own.WordsUsed : part.Words ?? words,
                heading.Length < DeepestHeading ? heading + "#" : heading, depth + 1);
        }

        if (agreement.IsSum)
        {
            text.Append(heading).Append(" The parts together\n\n").Append(Pooled(agreement.Pool)).Append(agreement.Pays == Payee.Parts
                ? "Each part is paid by itself; nothing is paid of their sum.\n\n"
                : "Nothing is paid to a part by itself: what it led to is a step to the sum.\n\n");
        }

        WriteChain(text, agreement.Clauses, words,
            agreement.IsSum ? "The sum of what the parts led to." : Begin(agreement.Opening, words));
        if (agreement is Contract { OrderAuthority: { } order })
        {
            text.Append("Order: ").Append(Markdown.Escape(order.ToString()))
                .Append(order.Reading is null ? "." : ". " + Markdown.Escape(order.Reading))
                .Append("\n\n");
        }

        if (agreement.Payment.Count > 0)
        {
            text.Append(heading).Append(" From what is earned to what is paid\n\n");
            WriteChain(text, agreement.Payment, words, null);
        }
    }

    private static void WriteOrigin(StringBuilder text, Contract contract)
    {
        if (contract.Origin is { } origin)
        {
            text.Append(' ').Append(Markdown.Escape(OriginWords.Of(origin.Programme, origin.LibraryVersion, contract.OriginState(),
                LibraryVersion.Text)));
        }

        text.Append("\n\n");
        var told = false;
        foreach (var sentence in contract.Origin?.Terms.Sentences ?? [])
        {
            if (text.Length > Longest)
            {
                text.Append("- …\n");
                break;
            }

            text.Append(told ? "- " : "Before the first step:\n\n- ").Append(Markdown.Escape(sentence.Text))
                .Append(sentence.Authority is { } authority ? $" *{Markdown.Escape(authority.ToString())}*\n" : "\n");
            told = true;
        }

        text.Append(told ? "\n" : string.Empty);
    }

    private static string Pooled(Pool? pool)
    {
        if (pool is null)
        {
            return string.Empty;
        }

        var source = pool.Funding == PoolFunding.Charges ? "what the others owe" : $"the {pool.Available?.InWords}";
        var paid = pool.Funding == PoolFunding.StatedFactor ? $"Of each amount that a part claims, {pool.Factor} is paid"
            : pool.Payout == PoolPayout.ScaledDown
                ? $"What the parts claim is paid from {source}, and scaled down in proportion where the claims are larger"
            : $"What the parts claim is paid from {source} in full: scaled down in proportion where the claims are larger, and up where "
                + (pool.GreatestFactor is { } most ? $"they are smaller, to at most {most} of each; what is left then stays in the pool"
                    : "they are smaller; it stays in the pool only if nothing is claimed");
        var cited = pool.Authority is { } authority ? $" *{Markdown.Escape(authority.ToString())}*" : string.Empty;
        return Markdown.Escape(paid) + "." + cited + "\n\n";
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

        // A region of every amount and without a condition leaves nothing for otherwise.
        if (choose.Otherwise.Count > 0 || !choose.Regions.Any(static r => r is { From: null, To: null, When.Count: 0 }))
        {
            WriteRegion(text, "Otherwise", choose.Otherwise, words, depth);
        }
    }

    private static void WriteRegion(StringBuilder text, string head, ValueList<Clause> then, ContractWords words, int depth)
    {
        text.Append(' ', depth * 4).Append("- ").Append(head).Append(then.Count == 0 ? ": the amount stays as it is.\n" : ":\n");
        WriteClauses(text, then, words, 1, depth + 1);
    }
}
