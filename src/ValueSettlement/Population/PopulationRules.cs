using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ValueSettlement.Population;

/// <summary>
/// How rows of beneficiaries become expenditure per person-year of each organisation and stratum: annualise, truncate, complete, weight.
/// <code>
/// annualised = expenditure × 12 ÷ months;  truncated = annualised within the stratum's thresholds
/// per capita = Σ (truncated × months ÷ 12) × completion factor ÷ (Σ months ÷ 12)
/// </code>
/// </summary>
public sealed record PopulationRules
{
    internal const int MostGroups = 1 << 22;

    /// <summary>The strata; a row names one by its place, from 0. At most 255.</summary>
    public required ValueList<Stratum> Strata { get; init => field = Given.Of(value); }

    /// <summary>How many organisations there are; a row names one by its number, from 0. At most 65,536, and at most 4,194,304 times
    /// strata.</summary>
    public required int Organisations { get; init; }

    /// <summary>How much of a row counts: one rule for all strata, or one for each.</summary>
    public ValueList<Truncation> Truncation { get; init => field = Given.Of(value); } = [Population.Truncation.None];

    /// <summary>What completes claims that were paid too late to be seen; left out for complete claims. Above zero.</summary>
    public Cited<decimal>? CompletionFactor { get; init; }

    /// <summary>Where the rules come from.</summary>
    public Authority? Authority { get; init; }

    internal int Groups => Organisations * Strata.Count;

    /// <summary>What is wrong with the rules; empty if nothing is.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        if (Strata.Count is < 1 or > 255)
        {
            failures.Add(new("strata-count", "strata", UnitText.Of(Strata.Count, Unit.Count), "There are 1 to 255 strata.",
                "State one stratum for a population that is not divided."));
        }

        for (var i = 0; i < Strata.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Strata[i]?.Key) || string.IsNullOrWhiteSpace(Strata[i].Name))
            {
                failures.Add(new("stratum-unnamed", Paths.Item(string.Empty, "strata", i), string.Empty,
                    "A stratum has a key and a name.", "Name it."));
            }
        }

        failures.AddRange(Strata.Where(static s => s is not null).GroupBy(static s => s.Key ?? string.Empty, StringComparer.Ordinal)
            .Where(static same => same.Count() > 1)
            .Select(static same => new Failure("stratum-twice", "strata", same.Key, "Each stratum has a key of its own.", "Rename one.")));
        if (Organisations is < 1 or > 65_536 || (long)Organisations * Strata.Count > MostGroups)
        {
            failures.Add(new("organisations-count", "organisations", UnitText.Of(Organisations, Unit.Count),
                FormattableString.Invariant($"There are 1 to 65,536 organisations, and at most {MostGroups:#,##0} with their strata."),
                "Total fewer organisations at once."));
        }

        if (Truncation.Count != 1 && Truncation.Count != Strata.Count)
        {
            failures.Add(new("truncation-count", "truncation", UnitText.Of(Truncation.Count, Unit.Count),
                FormattableString.Invariant($"There is one truncation for all strata, or one for each of the {Strata.Count}."),
                "State one, or one for each stratum in their order."));
        }

        for (var i = 0; i < Truncation.Count; i++)
        {
            failures.AddRange(Truncation[i].Check(Paths.Item(string.Empty, "truncation", i)));
        }

        if (CompletionFactor is { Value: <= 0m or > 100m } factor)
        {
            failures.Add(new("completion-factor", "completionFactor", UnitText.Of(factor.Value, Unit.Factor),
                "A completion factor is above 0 and at most 100.", "Leave it out for complete claims."));
        }

        return [.. failures];
    }

    /// <summary>Makes the rules ready for rows.</summary>
    /// <exception cref="SettlementException">The rules are wrong; every failure at once.</exception>
    public PreparedPopulation Prepare()
    {
        var failures = Validate();
        return failures.Count > 0 ? throw new SettlementException(failures) : new(this);
    }

    /// <summary>The rules in words.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Organisations:#,##0} organisations, {string.Join(", ", Strata)}; {string.Join(", ", Truncation)}")
        + (CompletionFactor is { } factor ? FormattableString.Invariant($"; completion factor {factor.Value}") : string.Empty);

    internal bool HasPercentile(int stratum) => TruncationOf(stratum) is PercentileTruncation or Winsorisation;

    internal PercentileWeight WeightOf(int stratum) => TruncationOf(stratum) switch
    {
        PercentileTruncation p => p.Weight,
        Winsorisation w => w.Weight,
        _ => PercentileWeight.Rows,
    };

    internal Truncation TruncationOf(int stratum) => Truncation[Truncation.Count == 1 ? 0 : stratum];

    /// <summary>Of what decides how a row counts: partials of equal text can be merged. Names, sources and the completion factor act
    /// later.</summary>
    internal byte[] Fingerprint()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"population 1\n{Organisations}\n");
        for (var s = 0; s < Strata.Count; s++)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"{Strata[s].Key.Length}:{Strata[s].Key} {TruncationOf(s)}\n");
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
