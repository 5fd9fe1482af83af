using BenchmarkDotNet.Running;
using ValueSettlement.Benchmarks;

// Two ways to run: BenchmarkDotNet's switcher, or 'ratios', a quick table of ratios for docs/performance.md.
if (args is ["ratios", ..])
{
    Ratios.Print();
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
