using System.Globalization;
using System.Text;

namespace ValueSettlement;

/// <summary>Settled portfolios as a document that a person reads.</summary>
public static class PortfolioStatementExtensions
{
    /// <summary>
    /// The portfolio as Markdown: what each contract brought in, the statement of the total, where the parts differ from the whole, and the
    /// statement of every contract. The same in every culture.
    /// </summary>
    /// <param name="portfolio">The settled portfolio.</param>
    public static string Statement(this PortfolioSettlement portfolio)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        var text = new StringBuilder();
        text.Append(portfolio.Total.Statement()).Append("\n# Contracts of ").Append(Markdown.Escape(portfolio.Total.ContractId));
        text.Append("\n\n| Contract | Result | Into the total |\n|:--|:--|--:|\n");
        foreach (var member in portfolio.Members)
        {
            var contract = Markdown.Escape(member.Settlement.ContractId);
            text.Append(CultureInfo.InvariantCulture,
                $"| {contract} | {Markdown.Escape(member.Settlement.InWords())} | {member.Amount} |\n");
        }

        // The published members add up, and the reader need not: their sum stands below them.
        text.Append(CultureInfo.InvariantCulture,
            $"| **Sum** | | **{UnitText.Of(portfolio.Members.Sum(static m => m.Amount.Published), Unit.Money)}** |\n\n");
        if (portfolio.Warnings.Count > 0)
        {
            text.Append("Settling these contracts one by one and adding up is not the same as settling them as one:\n\n");
        }

        foreach (var warning in portfolio.Warnings)
        {
            text.Append("- ").Append(Markdown.Escape(warning.ToString())).Append('\n');
        }

        foreach (var member in portfolio.Members)
        {
            text.Append('\n').Append(member.Settlement.Statement());
        }

        return text.ToString();
    }
}
