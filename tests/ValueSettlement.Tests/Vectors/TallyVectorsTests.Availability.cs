namespace ValueSettlement.Tests.Vectors;

public sealed partial class TallyVectorsTests
{
    private static void Availability(VectorCase c) => Assert.Skip($"{c.Id}: availability has no comparison yet.");
}
