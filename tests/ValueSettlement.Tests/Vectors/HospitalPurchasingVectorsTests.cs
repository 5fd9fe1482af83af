using System.Text.Json;
using ValueSettlement.Measures;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

/// <summary>
/// Points: raw values are the lines before rounding, which a result at the benchmark or outside of threshold and baseline does not reach.
/// Scores: domains and total, from stated points.
/// </summary>
public sealed class HospitalPurchasingVectorsTests
{
    private static readonly Authority Given = Authority.Of("vector");

    public static TheoryData<VectorCase> Measures => VectorCase.Family("hvbp-points");

    public static TheoryData<VectorCase> Totals => VectorCase.Family("hvbp-tps");

    [Theory]
    [MemberData(nameof(Measures))]
    public void Points(VectorCase vector) => vector.Check(ComparePoints);

    [Theory]
    [MemberData(nameof(Totals))]
    public void Scores(VectorCase vector) => vector.Check(CompareScores);

    internal static void ComparePoints(VectorCase vector)
    {
        var hospital = Of(
            [
                new()
                {
                    Measure = "measure",
                    Domain = "domain",
                    Direction = vector.Flag("higherIsBetter") ? Direction.HigherIsBetter : Direction.LowerIsBetter,
                    Threshold = vector.Number("achievementThreshold"),
                    Benchmark = vector.Number("benchmark"),
                    MinimumCases = vector.Number("minimumCases"),
                },
            ],
            [new("domain", Rate.One)], 1);
        Observation observed = new()
        {
            Measure = "measure",
            Result = vector.Number("performanceRate"),
            Baseline = vector.NumberOrNull("baselineRate") is { } before ? before : ReportedCell.Missing,
            Denominator = vector.Number("cases"),
        };
        var measure = Assert.Single(hospital.Points([observed]));
        decimal? Raw(string key) => measure.Points.Lines.LastOrDefault(l => l.Key == key)?.Value;
        vector.Same("isScored", measure.Points.Value is not null);
        vector.Near("rawAchievement", Raw("achievement-raw"));
        vector.Same("achievementPoints", measure.Achievement.Value);
        vector.Near("rawImprovement", Raw("improvement-raw"));
        vector.Same("improvementPoints", measure.Improvement.Value);
        vector.Same("measureScore", measure.Points.Value);
        Replays(measure.Points);
    }

    internal static void CompareScores(VectorCase vector)
    {
        var domains = new List<PurchasingDomain>();
        var standards = new List<PerformanceStandard>();
        var observed = new List<Observation>();
        foreach (var domain in vector.Inputs.GetProperty("domains").EnumerateArray())
        {
            var name = domain.GetProperty("name").GetString()!;
            domains.Add(new(name, Rate.Of(VectorCase.Parse(domain.GetProperty("weight"))),
                (int)VectorCase.Parse(domain.GetProperty("minimumMeasures"))));
            foreach (var (i, points) in domain.GetProperty("measureScores").EnumerateArray().Index())
            {
                var id = FormattableString.Invariant($"{name}-{i}");
                standards.Add(new() { Measure = id, Domain = name, StatedPoints = 10m });
                if (points.ValueKind != JsonValueKind.Null)
                {
                    observed.Add(new() { Measure = id, Result = VectorCase.Parse(points) });
                }
            }
        }

        var score = Of([.. standards], [.. domains], vector.Count("minimumDomains")).Score([.. observed]);
        vector.Same("isScored", score.Points.Value is not null);
        vector.Each("domains", score.Domains, (path, domain) =>
        {
            vector.Same(path + ".name", domain.Name);
            vector.Near(path + ".score", domain.Score.Value);
            vector.Near(path + ".weightUsed", domain.WeightUsed.Value);
            vector.Near(path + ".weightedScore", domain.Contribution.Value);
        });
        vector.Near("totalScore", score.Points.Value);
        Replays(score.Points);
    }

    private static HospitalValueBasedPurchasing Of(ValueList<PerformanceStandard> standards, ValueList<PurchasingDomain> domains,
        int fewest) =>
        HospitalValueBasedPurchasing.For(new()
        {
            Year = 2024,
            Standards = new(standards, Given),
            Rules = new() { Domains = new(domains, Given), MinimumDomains = new(fewest, Given) },
        });

    private static void Replays(Figure figure) => Assert.All(figure.Lines, static l =>
        Assert.True(l.Absence is not null || l.Replay() == l.Value, $"{l.Path} {l.Key}: {l.Formula}"));
}
