using System.Text;

namespace ValueSettlement;

/// <summary>A term that says itself in words.</summary>
internal interface ISaid
{
    /// <summary>Says the term, in lower case and without a full stop, as a part of a sentence.</summary>
    void Say(Phrase phrase);
}

/// <summary>
/// Words that terms put together. What is nested without end or repeated without measure stops at a depth and a length that a person reads.
/// </summary>
internal sealed class Phrase(ContractWords names)
{
    private const int Longest = 4_000;
    private const int Deepest = FactSet.MaximumDepth;

    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>What the contract calls its parties and amounts.</summary>
    public ContractWords Names => names;

    /// <summary>A term in words.</summary>
    public static string Of(ISaid said, ContractWords? names = null) => new Phrase(names ?? ContractWords.Plain).Add(said).ToString();

    public Phrase Add(string words)
    {
        if (text.Length <= Longest)
        {
            text.Append(words);
        }

        return this;
    }

    public Phrase Add(ISaid? said)
    {
        if (said is null || text.Length > Longest)
        {
            return this;
        }

        if (depth == Deepest)
        {
            return Add("…");
        }

        depth++;
        said.Say(this);
        depth--;
        return this;
    }

    /// <summary>"a, b and c".</summary>
    public Phrase AddAll<T>(ValueList<T> said, string last)
        where T : ISaid
    {
        for (var i = 0; i < said.Count; i++)
        {
            Add(i == 0 ? string.Empty : i == said.Count - 1 ? last : ", ").Add(said[i]);
        }

        return this;
    }

    /// <summary>The amounts to which a reduction applies.</summary>
    public string Of(AppliesTo sides) => sides switch
    {
        AppliesTo.Gains => Names.Gains,
        AppliesTo.Losses => Names.Losses,
        AppliesTo.Both => $"{Names.Gains} and {Names.Losses}",
        _ => "nothing",
    };

    public string Of(Basis basis) => basis.IsBenchmark ? ContractWords.Inside(Names.Benchmark) : basis.InWords;

    public override string ToString() => text.Length <= Longest ? text.ToString() : text.ToString(0, Longest) + "…";
}
