using System.Text.Json;

namespace ValueSettlement.Tests.Vectors;

public sealed class AllocationVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("allocation");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Allocations(VectorCase vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var unit = vector.Number("minorUnit");
        var claims = vector.Inputs.GetProperty("participants").EnumerateArray().Select(Claim).ToValueList();
        var divided = Allocation.Divide(Money.Of(vector.Number("totalUsd")), claims, new(unit.Scale));
        vector.Same("status", divided.Problem switch
        {
            AllocationProblem.None => "ok",
            AllocationProblem.NoPositiveWeight =>
            "noPositiveWeight",
            _ => divided.Problem.ToString()
        });
        if (divided.Problem != AllocationProblem.None)
        {
            Assert.Equal(["status"], vector.Expected.EnumerateObject().Select(static e => e.Name));
            return;
        }

        Assert.Equal(["allocationUsd", "status", "sumUsd", "unallocatedUsd"],
            vector.Expected.EnumerateObject().Select(static e => e.Name).Order(StringComparer.Ordinal));
        var expected = vector.Expected.GetProperty("allocationUsd").EnumerateObject().ToDictionary(static e => e.Name, static e =>
            VectorCase.Parse(e.Value), StringComparer.Ordinal);
        Assert.Equal(expected.OrderBy(static e => e.Key, StringComparer.Ordinal),
            divided.Parts.Select(static p => KeyValuePair.Create(p.Name, p.Amount.Amount)).OrderBy(static e => e.Key,
            StringComparer.Ordinal));
        vector.Same("unallocatedUsd", divided.Unallocated.Amount);
        vector.Same("sumUsd", divided.Parts.Sum(static p => p.Amount.Amount));
    }

    private static AllocationClaim Claim(JsonElement participant) => new(
        participant.GetProperty("participantId").GetString()!,
        VectorCase.Parse(participant.GetProperty("weight")),
        participant.TryGetProperty("limitUsd", out var limit) ? Money.Of(VectorCase.Parse(limit)) : null);
}
