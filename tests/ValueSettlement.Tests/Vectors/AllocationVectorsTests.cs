using System.Text.Json;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Vectors;

public sealed class AllocationVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("allocation");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Allocations(VectorCase vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        vector.Check(Compare);
    }

    internal static void Compare(VectorCase vector)
    {
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
            return;
        }

        foreach (var part in divided.Parts)
        {
            vector.Same($"allocationUsd.{part.Name}", part.Amount.Amount);
        }

        vector.Same("unallocatedUsd", divided.Unallocated.Amount);
        vector.Same("sumUsd", divided.Parts.Sum(static p => p.Amount.Amount));
    }

    private static AllocationClaim Claim(JsonElement participant) => new(
        participant.GetProperty("participantId").GetString()!,
        VectorCase.Parse(participant.GetProperty("weight")),
        participant.TryGetProperty("limitUsd", out var limit) ? Money.Of(VectorCase.Parse(limit)) : null);
}
