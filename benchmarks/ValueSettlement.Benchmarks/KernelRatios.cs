using System.Diagnostics;
using System.Globalization;

namespace ValueSettlement.Benchmarks;

/// <summary>
/// Scenarios of spending for each organisation of the year: what each earns, by the straight-line method and by the payoff in cents, after
/// every scenario has given the same cents; and by the fold on some of them.
/// </summary>
internal static class KernelRatios
{
    private const int Scenarios = 4_000;
    private const int ForDecimals = 40;
    private const int Rounds = 15;
    private const decimal Cent = 0.01m;

    public static void Print()
    {
        var watch = Stopwatch.GetTimestamp();
        var payoffs = Cases.Year.Select(static o => o.Contract.PayoffInCents(o.Experience)).ToArray();
        var preparing = Stopwatch.GetElapsedTime(watch).TotalMicroseconds / Cases.Organisations;
        watch = Stopwatch.GetTimestamp();
        payoffs = [.. Cases.Year.Select(static o => o.Contract.PayoffInCents(o.Experience))];
        preparing = Math.Min(preparing, Stopwatch.GetElapsedTime(watch).TotalMicroseconds / Cases.Organisations);
        var spending = Cases.Year.Select(static (o, i) => Draw(o, i)).ToArray();
        var earned = new long[Scenarios];
        AssertEqual(payoffs, spending, earned);
        var columns = Cases.Year.Select((o, i) => (o.Contract, Columns: new ExperienceColumns
        {
            Benchmark = Enumerable.Repeat(o.Experience.Benchmark!.Value!.Value, ForDecimals).ToArray(),
            Expenditure = spending[i][..ForDecimals].Select(static cents => cents * Cent).ToArray(),
            Facts = o.Experience.Facts,
        })).ToArray();
        var stated = Cases.Year.Select((o, i) => spending[i][..ForDecimals].Select(cents =>
            o.Experience with { Expenditure = Money.Of(cents * Cent) }).ToArray()).ToArray();
        var amounts = new decimal[ForDecimals];
        (string Name, int Each, Action Work)[] ways =
        [
            ("straight-line method in decimal", ForDecimals, () =>
            {
                for (var i = 0; i < stated.Length; i++)
                {
                    foreach (var experience in stated[i])
                    {
                        _ = Cases.Year[i].StraightLine(experience);
                    }
                }
            }),
            ("`EarnedAll`", ForDecimals, () =>
            {
                foreach (var (contract, rows) in columns)
                {
                    contract.EarnedAll(rows, amounts);
                }
            }),
            ("payoff point in decimal", ForDecimals, () =>
            {
                for (var i = 0; i < payoffs.Length; i++)
                {
                    foreach (var cents in spending[i].AsSpan(0, ForDecimals))
                    {
                        _ = payoffs[i].Payoff.At(cents * Cent);
                    }
                }
            }),
            ("payoff in cents, one by one", Scenarios, () =>
            {
                for (var i = 0; i < payoffs.Length; i++)
                {
                    var payoff = payoffs[i];
                    foreach (var cents in spending[i])
                    {
                        earned[0] += payoff.At(cents);
                    }
                }
            }),
            ("payoff in cents, spans", Scenarios, () =>
            {
                for (var i = 0; i < payoffs.Length; i++)
                {
                    payoffs[i].At(spending[i], earned);
                }
            }),
        ];
        var best = new double[ways.Length];
        Array.Fill(best, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                var began = Stopwatch.GetTimestamp();
                ways[i].Work();
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(began).TotalNanoseconds / (ways[i].Each * Cases.Organisations));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Cases.Organisations} organisations × {Scenarios:N0} scenarios, one thread; a payoff in cents is prepared in {preparing:0} µs."));
        Console.WriteLine();
        Console.WriteLine("| way | ns each | million a second | × straight line |");
        Console.WriteLine("|:--|--:|--:|--:|");
        for (var i = 0; i < ways.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {ways[i].Name} | {best[i]:0.0} | {1_000 / best[i]:0.0} | {best[i] / best[0]:0.0000} |"));
        }
    }

    // About 0.85 to 1.15 of the benchmark, without order; a linear congruence, so that every machine draws the same.
    private static long[] Draw(Organisation organisation, int seed)
    {
        var benchmark = (long)(organisation.Experience.Benchmark!.Value!.Value * 100m);
        var state = (ulong)seed + 1;
        var drawn = new long[Scenarios];
        for (var i = 0; i < drawn.Length; i++)
        {
            state = unchecked((state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407);
            drawn[i] = (long)(benchmark * (0.85m + ((state >> 40) * 0.3m / (1UL << 24))));
        }

        return drawn;
    }

    private static void AssertEqual(CentPayoff[] payoffs, long[][] spending, long[] earned)
    {
        var (paid, owed, nothing, asked) = (0, 0, 0, 0);
        for (var i = 0; i < payoffs.Length; i++)
        {
            var (contract, experience, straightLine) = Cases.Year[i];
            payoffs[i].At(spending[i], earned);
            for (var k = 0; k < Scenarios; k++)
            {
                var stated = experience with { Expenditure = Money.Of(spending[i][k] * Cent) };
                var published = contract.Contract.PublishingRule.Apply(Carried.Decide(contract.Earned(stated)));
                var straight = contract.Contract.PublishingRule.Apply(Carried.Decide(straightLine(stated)));
                if (earned[k] * Cent != published || straight != published)
                {
                    throw new InvalidOperationException(FormattableString.Invariant(
                        $"Organisation {i} at {spending[i][k]} cents: {earned[k]}, settled {published}, straight line {straight}."));
                }

                asked += payoffs[i].IsCertain(spending[i][k]) ? 0 : 1;
                _ = published > 0m ? paid++ : published < 0m ? owed++ : nothing++;
            }
        }

        if (paid == 0 || owed == 0 || nothing == 0)
        {
            throw new InvalidOperationException("A side of zero has no scenario.");
        }

        Console.WriteLine(FormattableString.Invariant(
            $"Equal cents in {paid + owed + nothing:N0} scenarios ({paid:N0} earn, {owed:N0} owe); the fold was asked in {asked:N0}."));
    }
}
