using System.Diagnostics.CodeAnalysis;

namespace ValueSettlement;

/// <content>Portfolios as documents. What each contract earned is a settlement of its own, written as one.</content>
public static partial class SettlementJson
{
    /// <summary>Writes a portfolio with its contracts.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="indented">Whether to write it over several lines, for people.</param>
    /// <exception cref="SettlementException">The portfolio holds something that no document can.</exception>
    public static string Write(Portfolio portfolio, bool indented = false) => Text(portfolio, indented);

    /// <summary>Reads a portfolio. What was read is sound, and so are its contracts.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="SettlementException">Something is wrong with the document; carries all of it, each with its path.</exception>
    public static Portfolio ReadPortfolio(string json) =>
        TryReadPortfolio(json, out var portfolio, out var failures) ? portfolio : throw new SettlementException(failures);

    /// <summary>Reads a portfolio; what is wrong, in its form and in what it says, comes back as failures.</summary>
    /// <param name="json">The document.</param>
    /// <param name="portfolio">The portfolio, or <see langword="null"/>.</param>
    /// <param name="failures">Everything that is wrong; empty if the portfolio was read.</param>
    public static bool TryReadPortfolio(string json, [NotNullWhen(true)] out Portfolio? portfolio, out ValueList<Failure> failures) =>
        Done(JsonRead.Of<Portfolio>(json, out failures), out portfolio);

    /// <summary>Reads a portfolio from UTF-8, for example the bytes of a file.</summary>
    /// <param name="utf8">The document.</param>
    /// <exception cref="SettlementException">Something is wrong with the document; carries all of it, each with its path.</exception>
    public static Portfolio ReadPortfolio(ReadOnlyMemory<byte> utf8) =>
        JsonRead.Of<Portfolio>(utf8, out var failures) ?? throw new SettlementException(failures);

    /// <summary>The one text of a portfolio: members in the order of their names, no white space, defaults left out, numbers without
    /// trailing zeros or exponent. Equal portfolios have equal texts.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <exception cref="SettlementException">The portfolio holds something that no document can.</exception>
    public static string Canonical(Portfolio portfolio) => CanonicalText.Of(JsonWrite.Utf8(portfolio, JsonSetup.Options, indented: false));

    /// <summary>SHA-256, in lower-case hexadecimal, of the portfolio's terms and those of its contracts by value; words, sources and
    /// citations do not enter.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <exception cref="SettlementException">The portfolio holds something that no document can.</exception>
    public static string Digest(Portfolio portfolio)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        return JsonDigest.OfPortfolio(portfolio, null);
    }

    /// <summary>SHA-256, in lower-case hexadecimal, of terms and facts by value. A currency or period that a part leaves out is its
    /// contract's.</summary>
    /// <param name="portfolio">The portfolio.</param>
    /// <param name="experience">The experience.</param>
    /// <exception cref="SettlementException">One of the two holds something that no document can.</exception>
    public static string Digest(Portfolio portfolio, Experience experience)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        ArgumentNullException.ThrowIfNull(experience);
        return JsonDigest.OfPortfolio(portfolio, experience);
    }

    /// <summary>The JSON schema (draft 2020-12) of a portfolio.</summary>
    public static string PortfolioSchema() => JsonSchemas.Of("portfolio");
}
