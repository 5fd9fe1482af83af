namespace ValueSettlement;

/// <summary>
/// Whether the provider can owe under a contract, before any fact is known: asked of the composed curve of its clauses, for every amount,
/// under facts that stand
/// for all others. What is not known counts as "can owe": saying so of a contract that cannot is a caution, the opposite would be a wrong
/// promise.
/// The payment is left out: who gives back what was paid too much shares no loss.
/// </summary>
internal static class Downside
{
    private const int MostVariants = 256;
    private const decimal Benchmark = 1_000_000m;

    private static readonly Interval Negative = new(null, false, 0m, false);

    // A basis can be of any sign and far larger than the benchmark; a magnitude that is negative is refused by the fold itself.
    private static readonly decimal[] Amounts = [-1_000m * Benchmark, 0m, 0.5m * Benchmark, 1_000m * Benchmark];

    private static readonly int[] Headcounts = [1, 2_000, 10_000, 1_000_000_000];

    private static readonly Quality[] Qualities =
    [
        new() { Standard = QualityStandard.NotMet, Score = Rate.Zero },
        Quality.Met(Rate.Of(0.5m)),
        Quality.Met(Rate.One),
    ];

    /// <summary>Whether the provider can owe.</summary>
    /// <param name="contract">The contract; it need not be sound.</param>
    public static bool CanOwe(Contract contract)
    {
        var left = Agreement.MostParts;
        return CanOwe(contract, 0, ref left);
    }

    // What each part gives is known by its sign alone, and so is their sum; a pool changes no sign.
    private static bool CanOwe(Agreement agreement, int depth, ref int left)
    {
        if (depth > Agreement.DeepestPart || left-- < 0)
        {
            return true;
        }

        var below = !agreement.IsSum;
        for (var i = 0; i < agreement.Parts.Count && !below; i++)
        {
            below = CanOwe(agreement.Parts[i], depth + 1, ref left);
        }

        return IsNegative(agreement.Clauses, below ? Interval.All : new(0m, true, null, false));
    }

    /// <summary>Whether a chain can lead from one of some amounts to one below zero.</summary>
    private static bool IsNegative(ValueList<Clause> chain, Interval from)
    {
        var reads = new FactSet();
        foreach (var clause in chain)
        {
            clause.Reads(reads);
        }

        if (reads.IsTooLarge || Variants(chain) is not { } variants)
        {
            return true;
        }

        var samples = Samples(reads);
        return variants.Exists(variant => samples.Exists(facts => IsNegative(variant, facts, from)));
    }

    private static bool IsNegative(ValueList<Clause> chain, ValueList<Fact> facts, Interval from)
    {
        try
        {
            var run = new Run { Facts = facts.AsSpan(), Benchmark = Benchmark, Pieces = new() };
            var curve = Clause.Compose(chain.AsSpan(), ref run);
            if (run.Failures is { } failures)
            {
                // Facts that the fold refuses never settle; a fact that is missing here could say anything.
                return failures.Exists(static f => f.Code == "fact-missing");
            }

            return curve.InverseImage(Negative).Any(x => Meet(x, from));
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or OverflowException
            or IndexOutOfRangeException)
        {
            return true;
        }
    }

    private static bool Meet(Interval one, Interval other) => Ordered(one.Low, one.LowIncluded, other.High, other.HighIncluded)
        && Ordered(other.Low, other.LowIncluded, one.High, one.HighIncluded);

    private static bool Ordered(decimal? low, bool lowIncluded, decimal? high, bool highIncluded) =>
        low is null || high is null || low < high || (low == high && lowIncluded && highIncluded);

    /// <summary>The facts that stand for all: every basis at one amount, and each of them apart at another one, whatever quality and
    /// size.</summary>
    private static List<ValueList<Fact>> Samples(FactSet reads)
    {
        var bases = reads.Bases.ToArray();
        List<decimal[]> amounts = [];
        foreach (var common in bases.Length == 0 ? [0m] : Amounts)
        {
            amounts.Add([.. bases.Select(_ => common)]);
            for (var i = 0; i < bases.Length; i++)
            {
                amounts.AddRange(Amounts.Where(a => a != common).Select(own => bases.Select((_, k) => k == i ? own : common).ToArray()));
            }
        }

        var samples = new List<ValueList<Fact>>();
        foreach (var quality in reads.Has(Qualities[0]) ? Qualities : Qualities[..1])
        {
            foreach (var headcount in reads.Has(Number.AssignedBeneficiaries(1)) ? Headcounts : Headcounts[..1])
            {
                ValueList<Fact> known = [quality, Number.AssignedBeneficiaries(headcount), Number.MinimumRate(Rate.Zero),
                    new RevenueCategory { Low = true }];
                samples.AddRange(amounts.Select(given =>
                    known.Concat(bases.Select((basis, i) => Number.Of(basis, Money.Of(given[i])))).ToValueList()));
            }
        }

        return samples;
    }

    /// <summary>
    /// The chain with every region that has conditions taken whatever they say, or never: which of them can hold together is not asked.
    /// <see langword="null"/> if there are too many.
    /// </summary>
    private static List<ValueList<Clause>>? Variants(ValueList<Clause> chain)
    {
        List<ValueList<Clause>> found = [[]];
        foreach (var clause in chain)
        {
            if ((clause is Choose choice ? Variants(choice) : [clause]) is not { } ways || found.Count * ways.Count > MostVariants)
            {
                return null;
            }

            found = [.. found.SelectMany(before => ways.Select(way => before.Append(way).ToValueList()))];
        }

        return found;
    }

    private static List<Clause>? Variants(Choose choice)
    {
        List<ValueList<Region>> found = [[]];
        foreach (var region in choice.Regions)
        {
            if (Variants(region.Then) is not { } inside || found.Count * (inside.Count + 1) > MostVariants)
            {
                return null;
            }

            var taken = inside.Select(then => region with { When = [], Then = then });
            found = [.. found.SelectMany(before =>
                taken.Select(way => before.Append(way).ToValueList()).Concat(region.When.Count == 0 ? [] : [before]))];
        }

        return Variants(choice.Otherwise) is { } otherwise && found.Count * otherwise.Count <= MostVariants
            ? [.. found.SelectMany(regions => otherwise.Select(chain => choice with { Regions = regions, Otherwise = chain }))]
            : null;
    }
}
