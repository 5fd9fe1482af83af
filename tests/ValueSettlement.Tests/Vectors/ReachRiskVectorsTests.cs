using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class ReachRiskVectorsTests
{
    private static readonly (string Path, string Line)[] ScoreLines =
    [
        ("referenceYear", "reference-year"),
        ("referenceScore", "reference-score"),
        ("performanceScore", "performance-score"),
        ("growth", "score-growth"),
        ("lowerGrowth", "cap-low"),
        ("upperGrowth", "cap-high"),
        ("cappedGrowth", "capped-score-growth"),
        ("cappedScore", "capped-score"),
        ("codingFactorUsed", "coding-factor-used"),
        ("scoreAfterCodingFactor", "score-after-coding-factor"),
    ];

    public static TheoryData<VectorCase> Cases => VectorCase.Family("reach-risk");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var year = vector.Count("performanceYear");
        var aged = vector.Text("population") != "esrd";
        var highNeeds = vector.Text("organisationType") == "highNeeds";
        var programme = AcoReach.For(new()
        {
            Arrangement = ReachArrangement.Global,
            Year = year,
            Organisation = highNeeds ? ReachOrganisation.HighNeeds : ReachOrganisation.Standard,
        });
        var score = programme.RiskScore(new()
        {
            Population = aged ? ReachPopulation.AgedAndDisabled : ReachPopulation.EndStageRenalDisease,
            AlignedBeneficiaries = vector.Count("alignedBeneficiaries"),
            ReferenceYearBeneficiaries = vector.Count("referenceYearBeneficiaries"),
            ReferenceYears = [.. vector.Inputs.GetProperty("referenceScores").EnumerateArray().Select(static s =>
                new ReachReference((int)VectorCase.Parse(s.GetProperty("year")), ReachVectorsTests.Scores(s)))],
            PerformanceYear = ReachVectorsTests.Scores(vector.Inputs.GetProperty("performanceYearScores")),
            CodingIntensity = new(vector.Number("codingIntensityFactor")),
            DemographicGrowth = aged ? Rate.Of(vector.NumberOrNull("demographicGrowth") ?? 0m) : null,
            LargestBenchmarkYearBeneficiaries =
                vector.NumberOrNull("largestBenchmarkYearBeneficiaries") is { } largest ? (int)largest : null,
            FirstYearOfVoluntaryAlignment = vector.Flag("isNewlyVoluntarilyAligned"),
            // In a case silence means that it is not exempt; from 2026 on the library wants that said.
            ExemptForSize = year >= 2026 || vector.Flag("isExemptForSize") ? vector.Flag("isExemptForSize") : null,
            Score2019 = vector.NumberOrNull("score2019") is { } earlier ? new Figure { Value = earlier, Unit = Unit.Factor } : null,
        });
        vector.Near(ScoreLines, key => score.Lines.LastOrDefault(l => l.Key == key)?.Value);
        vector.Near("finalScore", score.Value);
        Assert.All(score.Lines, static l => Assert.Equal(l.Value, l.Replay()));
    }
}
