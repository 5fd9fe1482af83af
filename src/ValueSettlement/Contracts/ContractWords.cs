using System.Globalization;

namespace ValueSettlement;

/// <summary>What a contract calls its parties and amounts, so that its statement speaks its language. The names of the parties are part of
/// the digest, because with them it would be another one who owes; what amounts are called is not.</summary>
public sealed record ContractWords
{
    /// <summary>Who pays a positive amount, for example "payer", "client", "government".</summary>
    public string Payer { get; init => field = Given.Of(value); } = "payer";

    /// <summary>Who receives a positive amount and owes a negative one, for example "provider", "supplier", "plan".</summary>
    public string Provider { get; init => field = Given.Of(value); } = "provider";

    /// <summary>Who receives what the provider owes, where that is not the payer, for example "enrollees"; <see langword="null"/> for the
    /// payer.</summary>
    public string? Creditor { get; init; }

    /// <summary>What spending is compared with, for example "Benchmark", "Target cost".</summary>
    public string Benchmark { get; init => field = Given.Of(value); } = "Benchmark";

    /// <summary>What was spent, for example "Expenditure", "Actual cost".</summary>
    public string Expenditure { get; init => field = Given.Of(value); } = "Expenditure";

    /// <summary>Positive amounts, in the plural, for example "savings", "amounts to the plan".</summary>
    public string Gains { get; init => field = Given.Of(value); } = "savings";

    /// <summary>Negative amounts, in the plural, for example "losses", "overruns".</summary>
    public string Losses { get; init => field = Given.Of(value); } = "losses";

    /// <summary>The words of shared savings: payer, provider, benchmark, expenditure, savings, losses.</summary>
    public static ContractWords SharedSavings { get; } = new();

    /// <summary>Words for amounts that are not savings against a benchmark: gains and losses.</summary>
    public static ContractWords Plain { get; } = new() { Gains = "gains" };

    /// <summary>Each word is one, and can be read.</summary>
    internal void Validate(string path, List<Failure> failures)
    {
        foreach (var (word, member) in new[] { (Payer, "payer"), (Provider, "provider"), (Creditor, "creditor"), (Benchmark, "benchmark"),
            (Expenditure, "expenditure"), (Gains, "gains"), (Losses, "losses") })
        {
            TextRules.Validate(word, path, member, failures);
            if (word is not null && string.IsNullOrWhiteSpace(word))
            {
                failures.Add(new("name-empty", Paths.Join(path, member), word, "A word that a statement uses is not empty.",
                    "Write the contract's word, or leave the member out."));
            }
        }
    }

    /// <summary>A word at the beginning of a sentence or of a line.</summary>
    internal static string Sentence(string word) =>
        word.Length == 0 ? word : char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];

    /// <summary>A word inside a sentence; an abbreviation keeps its capitals.</summary>
    internal static string Inside(string word) =>
        word.Length < 2 || char.IsUpper(word[1]) ? word : char.ToLower(word[0], CultureInfo.InvariantCulture) + word[1..];

    /// <summary>Whether a party is called otherwise than usual: only that enters the digest.</summary>
    internal bool NamesParties => Payer != SharedSavings.Payer || Provider != SharedSavings.Provider || Creditor is not null;

    /// <summary>The words of a party that owes, and of the one that is owed.</summary>
    internal (string Debtor, string Creditor) Of(Party owes) => owes == Party.Payer ? (Payer, Provider) : (Provider, Creditor ?? Payer);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
