namespace ValueSettlement.Tests.Vectors;

public sealed partial class TallyVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("tally");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tallies(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        switch (vector.Text("calculation"))
        {
            case "availability":
                Availability(vector);
                break;
            case "quantityTiers":
                Quantity(vector);
                break;
            case var other:
                Assert.Fail($"There is no comparison for {other}.");
                break;
        }
    }
}
