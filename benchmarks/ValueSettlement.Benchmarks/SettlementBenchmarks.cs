using BenchmarkDotNet.Attributes;

namespace ValueSettlement.Benchmarks;

/// <summary>One settlement on a prepared contract, each way against the straight-line method.</summary>
[MemoryDiagnoser]
public class SettlementBenchmarks
{
    private Experience experience = null!;
    private Payoff payoff = null!;
    private decimal spending;

    [GlobalSetup]
    public void Setup()
    {
        Cases.AssertEqual();
        experience = Cases.Year[5];
        payoff = Cases.Contract.PayoffOverSpending(experience);
        spending = experience.Expenditure!.Value!.Value;
    }

    [Benchmark(Baseline = true)]
    public decimal StraightLineMethod() => Cases.StraightLineOf(experience);

    [Benchmark]
    public decimal AmountOnly() => Cases.Contract.Earned(experience);

    [Benchmark]
    public decimal Explained() => Cases.Contract.Settle(experience).Earned.Unrounded;

    [Benchmark]
    public int ExplainedAndEveryLineRead() => Cases.Contract.Settle(experience).Lines.Count;

    [Benchmark]
    public decimal PayoffPoint() => payoff.At(spending);
}

/// <summary>A whole year of 476 organisations.</summary>
[MemoryDiagnoser]
public class YearBenchmarks
{
    [GlobalSetup]
    public void Setup() => Cases.AssertEqual();

    [Benchmark(Baseline = true)]
    public decimal StraightLineMethod()
    {
        var total = 0m;
        foreach (var experience in Cases.Year)
        {
            total += Cases.StraightLineOf(experience);
        }

        return total;
    }

    [Benchmark]
    public decimal AmountOnly()
    {
        var total = 0m;
        foreach (var experience in Cases.Year)
        {
            total += Cases.Contract.Earned(experience);
        }

        return total;
    }

    [Benchmark]
    public decimal Explained()
    {
        var total = 0m;
        foreach (var experience in Cases.Year)
        {
            total += Cases.Contract.Settle(experience).Earned.Unrounded;
        }

        return total;
    }
}
