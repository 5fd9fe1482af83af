using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class ReliefVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("relief");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Relief(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        if (vector.Text("calculation") == "lossRelief")
        {
            var shares = Number.ReliefFromCounties(vector.Count("assignedBeneficiaries"),
                vector.Inputs.GetProperty("counties").EnumerateArray().Select(static c =>
                new AffectedCounty(c.GetProperty("countyId").GetString()!, (int)VectorCase.Parse(c.GetProperty("assignedBeneficiaries")),
                    VectorCase.Parse(c.GetProperty("affectedMonths")))));
            vector.Near("affectedMonthShare", shares[0].Figure.Value);
            vector.Near("affectedBeneficiaryShare", shares[1].Figure.Value);
            var contract = new Contract
            {
                Id = "relief",
                Currency = "USD",
                Term = new DateInterval(new(2023, 1, 1), new(2023, 12, 31)),
                Opening = OpeningAmount.Stated,
                Clauses = [new Relief()],
            };
            var settlement = contract.Settle(new Experience { Opening = Money.Of(-vector.Number("sharedLossesUsd")), Facts = [.. shares] });
            vector.Near("owedUsd", -settlement.Earned.Unrounded);
            vector.Near("reliefUsd", settlement.Earned.Unrounded + vector.Number("sharedLossesUsd"));
            vector.Same("publishedUsd", -settlement.Earned.Published);
        }
        else
        {
            var (affected, points) = MedicareSharedSavings.QualityUnderExtremeCircumstances(
                vector.NumberOrNull("qualityScorePoints"), vector.NumberOrNull("referenceScorePoints") ?? 0m,
                    Rate.Of(vector.Number("affectedBeneficiaryShare")), vector.Flag("isLegalEntityInAffectedArea"));
            vector.Same("isAffected", affected);
            vector.Near("scoreUsedPoints", points);
        }
    }
}
