using BenchmarkDotNet.Attributes;

namespace ValueSettlement.Benchmarks;

/// <summary>One settlement on a prepared contract, each way against the straight-line method.</summary>
[MemoryDiagnoser]
public class SettlementBenchmarks
{
    private Organisation organisation = null!;
    private Payoff payoff = null!;
    private decimal spending;

    [GlobalSetup]
    public void Setup()
    {
        Cases.AssertEqual();
        organisation = Cases.Typical;
        payoff = organisation.Contract.PayoffOverSpending(organisation.Experience);
        spending = organisation.Experience.Expenditure!.Value!.Value;
    }

    [Benchmark(Baseline = true)]
    public decimal StraightLineMethod() => organisation.StraightLine(organisation.Experience);

    [Benchmark]
    public decimal AmountOnly() => organisation.Contract.Earned(organisation.Experience);

    [Benchmark]
    public decimal Explained() => organisation.Contract.Settle(organisation.Experience).Earned.Unrounded;

    [Benchmark]
    public int ExplainedAndEveryLineRead() => organisation.Contract.Settle(organisation.Experience).Lines.Count;

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
        foreach (var one in Cases.Year)
        {
            total += one.StraightLine(one.Experience);
        }

        return total;
    }

    [Benchmark]
    public decimal AmountOnly()
    {
        var total = 0m;
        foreach (var one in Cases.Year)
        {
            total += one.Contract.Earned(one.Experience);
        }

        return total;
    }

    [Benchmark]
    public decimal Explained()
    {
        var total = 0m;
        foreach (var one in Cases.Year)
        {
            total += one.Contract.Settle(one.Experience).Earned.Unrounded;
        }

        return total;
    }
}
