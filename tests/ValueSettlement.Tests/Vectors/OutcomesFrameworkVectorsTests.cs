using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

/// <summary>Points of an indicator between its thresholds, the payment of a practice, and its balance after aspiration payments.</summary>
public sealed class OutcomesFrameworkVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("qof");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outcomes_framework(VectorCase vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        vector.Check(Compare);
    }

    internal static void Compare(VectorCase vector)
    {
        var source = Authority.Of("the vector");
        var advance = vector.NumberOrNull("aspirationShare");
        var programme = QualityOutcomesFramework.For(new()
        {
            Year = 2025,
            Indicators = new([new("one", vector.Number("pointsAvailable"), Rate.Of(vector.Number("lowerThreshold")),
                Rate.Of(vector.Number("upperThreshold")))], source),
            Rules = new()
            {
                PointValue = new(vector.Number("poundsPerPoint"), source),
                AverageList = new(vector.Number("nationalAverageListSize"), source),
                AspirationShare = advance is { } share ? new(Rate.Of(share), source) : null,
            },
        });
        FrameworkPractice practice = new()
        {
            List = vector.Number("practiceListSize"),
            Results =
            [
                new()
                {
                    Indicator = "one",
                    Numerator = vector.Number("numerator"),
                    Denominator = vector.Number("denominator"),
                    Exceptions = vector.Number("exceptions"),
                    PrevalenceFactor = vector.Number("prevalenceFactor"),
                },
            ],
            Aspiration = advance is null ? null
                : new(vector.Number("previousAchievementPaymentGbp"), vector.Number("upratingFactor")),
        };
        var payment = programme.Payment(practice);
        var settlement = programme.Contract.Settle(programme.Experience(practice));
        vector.Near("achievement", payment.Indicators[0].Achievement.Value);
        vector.Near("points", payment.Points.Value);
        vector.Near("contractorPopulationIndex", payment.PopulationIndex.Value);
        vector.Near("achievementPaymentGbp", settlement.Earned.Unrounded);
        if (advance is not null)
        {
            vector.Near("aspirationPaidGbp", payment.AspirationPaid!.Value);
            vector.Near("balanceGbp", settlement.Payable.Unrounded);
        }

        vector.Same("publishedGbp", settlement.Payable.Published);
        Assert.All(settlement.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }
}
