using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Benchmarks;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/benchmark.md: one synthetic organisation, the one of samples/benchmark.json, from base years to
/// payment.</summary>
internal static class SnippetsBenchmark
{
    private static readonly BenchmarkInputs inputs = SampleOrganisation.Inputs;
    private static readonly BenchmarkMethod method = SampleOrganisation.Method;
    private static readonly Settlement settlement =
        SampleOrganisation.Contract.Settle(SampleOrganisation.Programme.Experience(SampleOrganisation.Method.Build(inputs),
        [.. SampleOrganisation.Facts]));

    [Snippet("benchmark-build")]
    private static void Build()
    {
        var mssp = MedicareSharedSavings.For(new()
        {
            Track = Track.BasicE,
            Year = 2025,
            AgreementStart = new(2024, 1, 1),
            MinimumRate = MinimumRateChoice.Fixed(1.Percent()),
            Agreement = AgreementPeriod.Later,
        });
        BenchmarkResult benchmark = mssp.Benchmark(inputs);
        var settlement = mssp.Contract.Settle(mssp.Experience(benchmark,
            Number.AssignedBeneficiaries(13_290), Quality.Met(81.35m.Percent()),
            Number.Of(Basis.ParticipantRevenue, Money.Of(62_500_000)), new RevenueCategory { Low = false }));

        Console.WriteLine($"historical benchmark  {benchmark.Historical}, adjustment: {benchmark.Adjustment}");
        Console.WriteLine($"updated benchmark     {benchmark.Total}");
        Console.WriteLine($"two-way benchmark     {benchmark.TwoWayTotal}");
        Console.WriteLine($"expenditure           {benchmark.Expenditure}");
        Console.WriteLine(settlement);
        Console.WriteLine($"{settlement.Lines.Count} lines");
    }

    [Snippet("benchmark-region")]
    private static void Region() => Print(static l => l.Path == "region.agedNonDual.by3");

    [Snippet("benchmark-base-years")]
    private static void BaseYears() =>
        PrintKeys("agedNonDual", "trend-by1-national", "trend-by1-regional", "trend-by1-regional-weight", "trend-by1", "risk-ratio-by1",
        "trended-by1", "trended-by2", "trended-by3", "historical");

    [Snippet("benchmark-historical")]
    private static void Historical() => PrintKeys(null, "historical-per-capita");

    [Snippet("benchmark-regional")]
    private static void Regional()
    {
        PrintKeys("agedNonDual", "regional-at-risk", "regional-difference");
        PrintKeys(null, "weighted-regional-difference", "regional-weight", "negative-adjustment-offset");
        PrintKeys("agedNonDual", "weighted-difference", "largest-increase", "largest-decrease", "regional-adjustment");
        PrintKeys("esrd", "weighted-difference", "largest-decrease", "capped-difference", "regional-adjustment");
        PrintKeys(null, "regional-adjustment-per-capita");
    }

    [Snippet("benchmark-choice")]
    private static void Choice()
    {
        PrintKeys(null, "prior-savings-average", "prior-savings-share", "prior-savings-limit", "prior-savings-adjustment", "adjustment");
        PrintKeys("agedNonDual", "adjusted-historical");
        PrintKeys(null, "historical-benchmark");
    }

    [Snippet("benchmark-risk")]
    private static void Risk()
    {
        PrintKeys(null, "aggregate-risk-growth", "aggregate-demographic-growth", "risk-cap");
        PrintKeys("agedNonDual", "risk-ratio", "risk-adjustment");
    }

    [Snippet("benchmark-update")]
    private static void Update()
    {
        PrintKeys(null, "regional-risk-growth", "regional-risk-cap");
        PrintKeys("agedNonDual", "regional-risk-cap-adjustment", "two-way-update", "update-factor", "updated");
        PrintKeys(null, "updated-per-capita", "benchmark-total");
    }

    [Snippet("benchmark-payment")]
    private static void Payment() =>
        Print(static l => l.Path is "expenditure" or ""
        || (l.Kind != LineKind.Figure && !l.Path.StartsWith("payment", StringComparison.Ordinal)));

    [Snippet("benchmark-suppressed")]
    private static void Suppressed()
    {
        var dual = inputs.Strata[2];
        var withheld = dual.BaseYears[0] with { Regional = ReportedCell.Absent(AbsenceKind.Suppressed, "fewer than 11 people") };
        var benchmark = method.Build(inputs with
        {
            Strata = [inputs.Strata[0], inputs.Strata[1], dual with { BaseYears = [withheld, dual.BaseYears[1], dual.BaseYears[2]] },
                inputs.Strata[3]],
        });
        Console.WriteLine(benchmark.Total);
        Console.WriteLine(benchmark.Find("trend-by1", "agedDual"));
        Console.WriteLine(benchmark.Find("historical", "agedNonDual"));
        Console.WriteLine(benchmark.Expenditure);
    }

    [Snippet("benchmark-override")]
    private static void Override()
    {
        var replaced = method with
        {
            ProspectiveWeight = new(Rate.Of(0.25m), Authority.Of("CMS memo of 2026-02-01")),
        };
        var line = replaced.Build(inputs).Find("prospective-weight")!;
        Console.WriteLine($"{line}, {line.Authority}");
    }

    [Snippet("benchmark-commercial")]
    private static void Commercial()
    {
        var (adults, children) = (new Stratum("adults", "adults"), new Stratum("children", "children"));

        // 1. An amount per member and month, adjusted for risk within a corridor.
        var budget = ContractBenchmarks.PerUnit(
            [
                new() { Stratum = adults, Amount = 412.50m, Units = 60_000, RiskRatio = 1.04m },
                new() { Stratum = children, Amount = 180m, Units = 24_000, RiskRatio = 0.99m },
            ],
            riskLimits: (97.Percent(), 103.Percent()), Authority.Of("Contract, exhibit B"));

        // 2. A prior year with trend, blended with peers as the rebasing schedule says for contract year 4.
        var schedule = new RebasingSchedule([new(1, [1, 3, 6], 2022, 100.Percent()), new(4, [1, 1, 1], 2025, 70.Percent())]);
        var step = schedule.In(contractYear: 4);
        var history = RebasingSchedule.History(step, [431m, 446m, 452m], [1.09m, 1.04m, 1m]);
        var blended = ContractBenchmarks.Blended(
            [new() { Stratum = adults, Amount = history, Peer = 455m, Trend = 1.035m, Units = 60_000 }], step.OwnShare);

        // 3. A negotiated target with the changes agreed since.
        var negotiated = ContractBenchmarks.Negotiated(30_000_000m,
            [new("New drug benefit", Money.Of(450_000)), new("Dental carved out", Money.Of(-1_200_000))]);

        foreach (var figure in new[] { budget, blended, negotiated })
        {
            Console.WriteLine(figure.Lines[^1]);
        }

        foreach (var line in blended.Lines)
        {
            Console.WriteLine(line);
        }
    }

    private static void Print(Func<Line, bool> which)
    {
        foreach (var line in settlement.Lines.Where(which))
        {
            Console.WriteLine(line);
        }
    }

    private static void PrintKeys(string? stratum, params string[] keys)
    {
        foreach (var key in keys)
        {
            Print(l => l.Key == key && (stratum is null ? l.Path is "benchmark" : l.Path == "benchmark." + stratum));
        }
    }
}
