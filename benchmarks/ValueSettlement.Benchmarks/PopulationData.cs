using ValueSettlement.Population;

namespace ValueSettlement.Benchmarks;

/// <summary>
/// A population that is made up from a seed: 476 organisations of unequal size; strata, months and spending in about the proportions of
/// Medicare. Spending is never negative.
/// </summary>
internal sealed class PopulationData
{
    public const int Organisations = 476;
    public const int Strata = 4;
    public const int Groups = Organisations * Strata;

    // ESRD, disabled, aged dual, aged non-dual: the last share is the rest. Then the median of annual spending, in cents.
    private static readonly double[] UpTo = [0.01, 0.13, 0.20, 1.0];
    private static readonly double[] Median = [6_500_000, 500_000, 700_000, 400_000];

    private ulong state;

    private PopulationData(int rows)
    {
        (Organisation, Stratum, Months) = (new ushort[rows], new byte[rows], new byte[rows]);
        (Cents, Risk) = (new long[rows], new int[rows]);
    }

    public static PopulationRules Rules { get; } = new()
    {
        Strata = [new("esrd", "ESRD"), new("disabled", "Disabled"), new("dual", "Aged, dual"), new("aged", "Aged, non-dual")],
        Organisations = Organisations,
        Truncation = [Truncation.AtPercentile(new(99))],
    };

    public int Rows => Cents.Length;

    public ushort[] Organisation { get; }

    public byte[] Stratum { get; }

    public byte[] Months { get; }

    public long[] Cents { get; }

    public int[] Risk { get; }

    public PopulationColumns Columns => new()
    {
        Organisation = Organisation,
        Stratum = Stratum,
        Months = Months,
        Cents = Cents,
        Risk = Risk,
    };

    /// <summary>Rows in random order.</summary>
    public static PopulationData Random(int rows, ulong seed)
    {
        var data = new PopulationData(rows) { state = seed };
        var sizes = data.Sizes();
        for (var i = 0; i < rows; i++)
        {
            data.Make(i, sizes);
        }

        return data;
    }

    /// <summary>The same rows, those of each organisation together.</summary>
    public PopulationData ByOrganisation()
    {
        var sorted = new PopulationData(Rows);
        var next = new int[Organisations + 1];
        foreach (var organisation in Organisation)
        {
            next[organisation + 1]++;
        }

        for (var o = 0; o < Organisations; o++)
        {
            next[o + 1] += next[o];
        }

        for (var i = 0; i < Rows; i++)
        {
            var to = next[Organisation[i]]++;
            (sorted.Organisation[to], sorted.Stratum[to], sorted.Months[to]) = (Organisation[i], Stratum[i], Months[i]);
            (sorted.Cents[to], sorted.Risk[to]) = (Cents[i], Risk[i]);
        }

        return sorted;
    }

    // Where each organisation's share of 0 to 1 ends.
    private double[] Sizes()
    {
        var ends = new double[Organisations];
        var sum = 0.0;
        for (var o = 0; o < Organisations; o++)
        {
            sum += Math.Exp(0.8 * Normal());
            ends[o] = sum;
        }

        return [.. ends.Select(end => end / sum)];
    }

    private void Make(int i, double[] sizes)
    {
        var (share, full) = (Uniform(), Uniform());
        var stratum = Array.FindIndex(UpTo, end => share < end);
        var found = Array.BinarySearch(sizes, Uniform());
        Organisation[i] = (ushort)Math.Min(Organisations - 1, found < 0 ? ~found : found);
        Stratum[i] = (byte)stratum;
        Months[i] = (byte)(full < 0.88 ? 12 : 1 + (int)(Uniform() * 11));
        Cents[i] = (long)(Median[stratum] * Math.Exp(1.35 * Normal()) * Months[i] / 12);
        Risk[i] = (int)(10_000 * Math.Exp((0.5 * Normal()) - 0.125));
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    private double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    // SplitMix64, so that a seed means the same on every version of the runtime.
    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
