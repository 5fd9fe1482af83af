using System.Text;
using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>What is known of a number by its name: what it counts, where it lies, and how it is spoken of.</summary>
/// <param name="Name">Its name: lower case words joined by hyphens, as documents write it.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Least">The least that it can be.</param>
/// <param name="Most">The most that it can be.</param>
/// <param name="Words">What it is called in messages.</param>
/// <param name="Said">How it is said; "#" stands for its figure.</param>
/// <param name="Factory">What makes it.</param>
/// <param name="Remedy">What to state instead of a number that it cannot be.</param>
/// <param name="IsWhole">Whether it is a whole number.</param>
/// <param name="AddsUp">Whether those of parts of a population add up to that of the whole.</param>
internal sealed record NumberRow(string Name, Unit Unit, decimal Least, decimal Most, string Words, string Said, string Factory,
    string Remedy, bool IsWhole = false, bool AddsUp = true)
{
    /// <summary>The name as the bytes of a document.</summary>
    public ReadOnlySpan<byte> Utf8 => utf8;

    private readonly byte[] utf8 = Encoding.UTF8.GetBytes(Name);
    private readonly bool isAmount = Least == -Money.Largest && Most == Money.Largest;
    private readonly Exact low = Least;
    private readonly Exact high = Most;

    /// <inheritdoc/>
    public bool Equals(NumberRow? other) => Name == other?.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether a figure of a unit can be this number.</summary>
    public bool Takes(Unit unit) => unit == Unit || (Unit == Unit.Rate && unit == Unit.Factor);

    /// <summary>Whether the number lies where it can.</summary>
    public bool Holds(Exact value) => isAmount ? Money.Holds(value)
        : Exact.Compare(value, low) >= 0 && Exact.Compare(value, high) <= 0
            && (!IsWhole || value.Scale == 0 || decimal.IsInteger(value));
}

/// <summary>The numbers that have a name of their own in the field. A row makes one: in C#, in documents, in their schema and in every
/// message.</summary>
internal static class WellKnown
{
    private static readonly List<NumberRow> Known = [];

    public static readonly NumberRow AssignedBeneficiaries = Row(new("assigned-beneficiaries", Unit.Count, 1m, 1_000_000_000m,
        "the number of assigned beneficiaries", "# assigned beneficiaries", "Number.AssignedBeneficiaries(…)",
        "State the headcount of the final assignment list.", IsWhole: true));

    public static readonly NumberRow MinimumRate = Row(new("minimum-rate", Unit.Rate, 0m, 1m, "the stated minimum rate",
        "a stated minimum rate of #", "Number.MinimumRate(…)", "State it as a fraction: 0.0254 for 2.54 %.", AddsUp: false));

    public static readonly NumberRow Relief = Row(new("relief", Unit.Money, 0m, Money.Largest, "the amount of relief", "relief of #",
        "Number.Relief(…)", "State by how much the loss is reduced, as a positive amount."));

    public static readonly NumberRow ReliefMonths = Row(new("relief-months", Unit.Rate, 0m, 1m, "the share of months affected",
        "# of the months affected", "Number.ReliefShares(…)", "State it as a fraction.", AddsUp: false));

    public static readonly NumberRow ReliefBeneficiaries = Row(new("relief-beneficiaries", Unit.Rate, 0m, 1m,
        "the share of beneficiaries affected", "# of the beneficiaries affected", "Number.ReliefShares(…)", "State it as a fraction.",
        AddsUp: false));

    public static readonly NumberRow SystemInfluence = Row(new("system-influence", Unit.Rate, 0m, 1m,
        "the declared influence of the system", "an influence of the system of #", "Number.SystemInfluence(…)",
        "State it as a fraction of the result: 0.4 for 40 %.", AddsUp: false));

    public static readonly NumberRow ParticipantRevenue = Row(Amount("participant-revenue", nameof(ParticipantRevenue)));

    public static readonly NumberRow AdvanceBalance = Row(Amount("advance-balance", nameof(AdvanceBalance)));

    public static readonly NumberRow PreviouslySettled = Row(Amount("previously-settled", nameof(PreviouslySettled)));

    // It is charged and never credited: a negative one would turn a charge into a payment.
    public static readonly NumberRow PostEpisodeSpending = Row(Amount("post-episode-spending", nameof(PostEpisodeSpending), 0m,
        "Check sign and unit: what is charged is positive."));

    public static readonly NumberRow OverlapWithOtherProgrammes =
        Row(Amount("overlap-with-other-programmes", nameof(OverlapWithOtherProgrammes)));

    /// <summary>All of them.</summary>
    public static ReadOnlySpan<NumberRow> All => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Known);

    /// <summary>What is known of a name; <see langword="null"/> for a name of the user's own.</summary>
    public static NumberRow? Of(string name)
    {
        foreach (var row in All)
        {
            if (row.Name == name)
            {
                return row;
            }
        }

        return null;
    }

    private static NumberRow Amount(string name, string basis, decimal least = -Money.Largest,
        string remedy = "Check the unit of the amount.") => new(name, Unit.Money, least, Money.Largest,
        $"the amount of '{NumberName.InWords(name)}'", NumberName.InWords(name) + " #", $"Number.Of(Basis.{basis}, …)", remedy);

    private static NumberRow Row(NumberRow row)
    {
        Known.Add(row);
        return row;
    }
}

/// <summary>Names of numbers.</summary>
internal static class NumberName
{
    /// <summary>What a name is, for messages.</summary>
    public const string Rule = "A number is named by lower case words joined by hyphens, at most 64 characters.";

    /// <summary>The name of the one number that is a figure of the experience.</summary>
    public const string Benchmark = "benchmark";

    private const int Longest = 64;

    private static readonly string[] Prefixes = ["one", "two", "post", "pre", "non"];

    /// <summary>Whether a text is a name.</summary>
    public static bool Holds(string? name)
    {
        if (name is not { Length: > 0 and <= Longest })
        {
            return false;
        }

        foreach (var letter in name)
        {
            if (letter is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A name as a message or a path shows it, whatever it holds.</summary>
    public static string Shown(string name) => TextRules.Show(name, Longest);

    /// <summary>The name in words: a prefix keeps its hyphen.</summary>
    public static string InWords(string name)
    {
        var words = Shown(name).Replace('-', ' ');
        return Array.Find(Prefixes, prefix => words.StartsWith(prefix + " ", StringComparison.Ordinal)) is { } prefix
            ? prefix + "-" + words[(prefix.Length + 1)..]
            : words;
    }
}
