using ValueSettlement.Statistics;
using ValueSettlement.Tests.Docs;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Statistics;

/// <summary>The family "statistics". Unrounded numbers are compared within 1e-9 × max(1, |value|).</summary>
public sealed class StatisticsVectorsTests
{
    private const decimal Tolerance = 1e-9m;

    public static TheoryData<VectorCase> Cases => VectorCase.Family("statistics");

    [Theory]
    [MemberData(nameof(Cases))]
    public void SmallNumbers(VectorCase vector) => vector.Check(Compare);

    [Fact]
    public void The_copy_beside_the_tests_is_the_shared_one()
    {
        var shared = Path.Combine(DocumentTests.FindRoot(), "..", "shared", "vectors", "statistics.jsonl");
        Assert.SkipUnless(File.Exists(shared), "The folder ../shared/vectors is not beside the repository. Nothing was compared.");
        var copy = Path.Combine(DocumentTests.FindRoot(), "tests", "Vectors", "statistics.jsonl");
        Assert.Equal(File.ReadAllText(shared), File.ReadAllText(copy));
    }

    internal static void Compare(VectorCase vector)
    {
        switch (vector.Text("calculation"))
        {
            case "wilson":
                Share(vector, Intervals.Wilson(Whole(vector, "events"), Whole(vector, "trials"), Confidence(vector)));
                break;
            case "clopperPearson":
                Share(vector, Intervals.ClopperPearson(Whole(vector, "events"), Whole(vector, "trials"), Confidence(vector)));
                break;
            case "poissonExact":
                Ratio(vector, Intervals.ExactPoisson(Whole(vector, "observed"), vector.Number("expected"), Confidence(vector)));
                break;
            case "byar":
                Ratio(vector, Intervals.Byar(Whole(vector, "observed"), vector.Number("expected"), Confidence(vector)));
                break;
            case "limitedFluctuation":
                var full = Credibility.EventsForFullCredibility(Rate.Of(vector.Number("probability")), Rate.Of(vector.Number("tolerance")));
                vector.Near("eventsForFullCredibility", full, Tolerance);
                Blend(vector, Credibility.LimitedFluctuation(Whole(vector, "events"), full));
                break;
            case "buhlmann":
                Blend(vector, Credibility.Buhlmann(vector.Number("exposure"), vector.Number("expectedProcessVariance"),
                    vector.Number("varianceOfHypotheticalMeans")));
                break;
            default:
                var rule = StatisticalMinimumRate.Inferred with { CoefficientOfVariation = vector.Number("coefficientOfVariation") };
                var minimum = rule.At(Whole(vector, "beneficiaries"));
                Near(vector, "beforeFloor", minimum.BeforeFloor);
                Near(vector, "minimumSavingsRate", minimum.Rate);
                break;
        }
    }

    private static void Share(VectorCase vector, ConfidenceInterval interval) => Limits(vector, interval, "proportion");

    private static void Ratio(VectorCase vector, ConfidenceInterval interval) => Limits(vector, interval, "ratio");

    private static void Limits(VectorCase vector, ConfidenceInterval interval, string estimate)
    {
        Near(vector, "lower", interval.Lower);
        Near(vector, "upper", interval.Upper);
        Near(vector, estimate, interval.Estimate);
        Assert.Equal(Confidence(vector), interval.Confidence);
    }

    private static void Blend(VectorCase vector, Credibility credibility)
    {
        vector.Near("credibility", credibility.Z, Tolerance);
        vector.Near("estimate", credibility.Blend(vector.Number("ownValue"), vector.Number("complementValue")), Tolerance);
    }

    private static void Near(VectorCase vector, string path, double actual) => vector.Near(path, (decimal)actual, Tolerance);

    private static long Whole(VectorCase vector, string name) => (long)vector.Number(name);

    private static Rate Confidence(VectorCase vector) => Rate.Of(vector.Number("confidence"));
}
