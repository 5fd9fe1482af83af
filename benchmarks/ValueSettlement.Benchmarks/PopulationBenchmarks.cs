using BenchmarkDotNet.Attributes;
using ValueSettlement.Population;

namespace ValueSettlement.Benchmarks;

/// <summary>The totals of a whole population in memory, by a population that is prepared once.</summary>
[MemoryDiagnoser]
public class PopulationBenchmarks
{
    private readonly PreparedPopulation population = PopulationData.Rules.Prepare();
    private PopulationColumns columns;

    [Params(100_000, 1_000_000, 10_300_000)]
    public int Rows { get; set; }

    [Params(false, true)]
    public bool ByOrganisation { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = PopulationData.Random(Rows, seed: 1);
        columns = (ByOrganisation ? random.ByOrganisation() : random).Columns;
    }

    [Benchmark]
    public PopulationTotals Total() => population.Total(columns, Threads);
}
