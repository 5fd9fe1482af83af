using BenchmarkDotNet.Running;
using ValueSettlement.Benchmarks;

// Two ways to run: BenchmarkDotNet's switcher, or 'ratios', quick tables of ratios for docs/performance.md; a second word takes one.
if (args is ["ratios", .. var tables])
{
    (string Name, Action Print)[] all =
        [("amounts", Ratios.Print), ("documents", DocumentRatios.Print), ("sums", SumRatios.Print), ("rows", RowRatios.Print),
            ("visits", VisitSpeed.Print), ("kernel", KernelRatios.Print)];
    foreach (var (name, print) in all)
    {
        if (tables is [] || tables.Contains(name))
        {
            print();
            Console.WriteLine();
        }
    }

    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
