using System.Text.Json;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Vectors;

/// <summary>
/// Benchmarks, set and percentiles of a case are rules of the terms. <c>pointsBeforeCut</c> is the line <c>decile-points</c> of a measure
/// or its stated points, the lines of the score hold <c>availablePoints</c> (<c>available-points</c>), <c>complexPointsAccrued</c>
/// (<c>complex-accrued</c>) and <c>complexPoints</c>; <c>effectiveSharingRate</c> is the final sharing rate of a settlement of savings.
/// </summary>
public sealed class AppPlusVectorsTests
{
    private static readonly Authority Stated = Authority.Of("the case states it");

    private static readonly Dictionary<string, CollectionType> Collections = new()
    {
        ["eCqm"] = CollectionType.ElectronicCqm,
        ["mipsCqm"] = CollectionType.MipsCqm,
        ["medicareCqm"] = CollectionType.MedicareCqm,
        ["claims"] = CollectionType.Claims,
        ["cahps"] = CollectionType.Survey,
    };

    public static TheoryData<VectorCase> Cases => VectorCase.Family("app-plus");

    [Theory]
    [MemberData(nameof(Cases))]
    public void QualityScores(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var rows = vector.Inputs.GetProperty("measures").EnumerateArray().ToList();
        var programme = Programme(vector, rows);
        var score = programme.QualityFromAppPlus(new()
        {
            Measures = [.. rows.Select(ReportedOf)],
            ImprovementPoints = vector.NumberOrNull("improvementPoints") ?? 0m,
            HealthEquityPoints = vector.NumberOrNull("healthEquityBonusPoints"),
            IsFirstPerformanceYear = vector.Flag("isFirstYearOfFirstAgreement"),
            PointsWereReduced = vector.Flag("pointsReducedByRule"),
            IsAffectedByExtremeCircumstances = vector.Flag("extremeCircumstances"),
        });
        var lines = score.Quality.Score!.Lines;
        Assert.All(lines, static line => Assert.Equal(line.Value, line.Replay()));

        vector.Each("measures", score.Measures, (path, measure) =>
        {
            vector.Same(path + ".measureId", measure.Measure);
            vector.Same(path + ".status", InWords(measure.Status.ToString()));
            vector.Same(path + ".decile", measure.Decile);
            vector.Near(path + ".pointsBeforeCut", measure.Decile is null ? null
                : measure.Points.Lines.FirstOrDefault(static l => l.Key == "decile-points")?.Value ?? measure.Points.Lines[0].Value);
            vector.Near(path + ".points", measure.Points.Value);
            vector.Near(path + ".complexPoints", measure.ComplexPoint);
        });
        vector.Near("availablePoints", Value("available-points"));
        vector.Near("sumOfPoints", score.Measures.Sum(static m => m.Points.Value ?? 0m));
        vector.Near("complexPointsAccrued", Value("complex-accrued") ?? 0m);
        vector.Near("complexPoints", Value("complex-points") ?? 0m);
        vector.Near("ownScore", score.OwnScore.Value);
        vector.Near("score", score.Quality.Score.Value * 100m);
        vector.Near("standard", score.Standard.Value);
        vector.Same("publishedStandard", Rounding.Cents.Apply(score.Standard.Value!.Value));
        vector.Same("publishedScore", score.Quality.Score.Value is { } fraction ? Rounding.Cents.Apply(fraction * 100m) : null);
        vector.Same("status", InWords(score.Outcome.ToString()));

        var settlement = programme.Contract.Settle(new()
        {
            Benchmark = Money.Of(100_000_000m),
            Expenditure = Money.Of(90_000_000m),
            Facts = [ValueSettlement.Number.AssignedBeneficiaries(10_000), score.Quality],
        });
        vector.Near("effectiveSharingRate", settlement.Lines.Last(static l => l.Key == "final-sharing-rate").Value);

        decimal? Value(string key) => lines.FirstOrDefault(l => l.Key == key)?.Value;
    }

    private static MedicareSharedSavings Programme(VectorCase vector, List<JsonElement> rows)
    {
        var terms = Mssp.Terms(vector.Count("performanceYear"));
        var rules = MedicareSharedSavings.For(terms).Rules;
        return MedicareSharedSavings.For(terms with
        {
            Rules = rules with
            {
                Rates = new(rules.Rates.Value with { Sharing = Rate.Of(vector.Number("maximumSharingRate")) }, Stated),
                QualityPercentiles = new([.. vector.Inputs.GetProperty("lagged40thPercentiles").EnumerateArray()
                    .Select(VectorCase.Parse)], Stated),
                AppPlus = rules.AppPlus! with
                {
                    Measures = new([.. rows.Select(static r => r.GetProperty("measureId").GetString()!)], Stated),
                    OutcomeMeasures = rows.Any(static r => r.GetProperty("isOutcome").GetBoolean())
                        ? new([.. rows.Where(static r => r.GetProperty("isOutcome").GetBoolean())
                            .Select(static r => r.GetProperty("measureId").GetString()!)], Stated)
                        : rules.AppPlus.OutcomeMeasures,
                    Benchmarks = [.. rows.Where(static r => r.TryGetProperty("decileEdges", out _)
                        || Number(r, "statedPoints") is null || IsToppedOut(r)).Select(BenchmarkOf)],
                    ToppedOut = [],
                    UnscoredEarnsComplexPoint = new(vector.Flag("unscoredEcqmEarnsComplexPoint"), Stated),
                },
            },
        });
    }

    private static AppPlusBenchmark BenchmarkOf(JsonElement row)
    {
        decimal? most = IsToppedOut(row) ? 7m : null;
        return new()
        {
            Measure = row.GetProperty("measureId").GetString()!,
            Collection = Collections[row.GetProperty("collectionType").GetString()!],
            Points = row.TryGetProperty("decileEdges", out var edges) && edges.ValueKind == JsonValueKind.Array
                ? new DecilePoints([.. edges.EnumerateArray().Select(static e => VectorCase.Parse(e) / 100m)],
                    Number(row, "worstRate")!.Value / 100m)
                { UpTo = most }
                : most is null ? null : DecilePoints.Flat(0m, 1m) with { UpTo = most },
            Authority = Stated,
        };
    }

    private static AppPlusMeasure ReportedOf(JsonElement row) => new()
    {
        Measure = row.GetProperty("measureId").GetString()!,
        Collection = Collections[row.GetProperty("collectionType").GetString()!],
        IsReported = row.GetProperty("isReported").GetBoolean(),
        Cases = Number(row, "cases"),
        MinimumCases = Number(row, "minimumCases") is { } least ? new((int)least, Stated) : null,
        Completeness = Number(row, "completeness") is { } share ? Rate.Of(share) : null,
        Rate = Number(row, "statedPoints") is null ? Number(row, "performanceRate") / 100m : null,
        StatedPoints = Number(row, "statedPoints"),
    };

    private static bool IsToppedOut(JsonElement row) =>
        row.TryGetProperty("isToppedOut", out var flag) && flag.ValueKind == JsonValueKind.True;

    private static decimal? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? VectorCase.Parse(value) : null;

    private static string InWords(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
