using System.Text.Json;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

/// <summary>
/// A condition's <c>contribution</c> is ours times the modifier, their sum <c>uncappedPenalty</c>, after the limit <c>penalty</c>, one less
/// it <c>adjustmentFactor</c>, and one less the rounded one <c>publishedFactor</c>. Years to 2018 state a modifier and medians of 1, which
/// the programme then does not have.
/// </summary>
public sealed class HospitalReadmissionsVectorsTests
{
    private static readonly Authority Stated = Authority.Of("the case states it");

    private static readonly Dictionary<string, ReadmissionsCondition> Conditions = new()
    {
        ["ami"] = ReadmissionsCondition.HeartAttack,
        ["copd"] = ReadmissionsCondition.ObstructivePulmonaryDisease,
        ["hf"] = ReadmissionsCondition.HeartFailure,
        ["pn"] = ReadmissionsCondition.Pneumonia,
        ["cabg"] = ReadmissionsCondition.CoronaryBypass,
        ["hipKnee"] = ReadmissionsCondition.HipOrKneeReplacement,
    };

    public static TheoryData<VectorCase> Cases => VectorCase.Family("hrrp");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Readmissions(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var rows = vector.Inputs.GetProperty("conditions").EnumerateArray().ToList();
        var year = vector.Count("fiscalYear");
        var modifier = vector.Number("neutralityModifier");
        var medians = rows.Select(r => new PeerGroupMedian(1, Conditions[Name(r)],
            new PrintedNumber { Value = Number(r, "peerMedian") })).ToValueList();
        var hasGroups = year >= 2019;
        if (!hasGroups)
        {
            Assert.Equal(1m, modifier);
            Assert.All(medians, static m => Assert.Equal(1m, m.Ratio.Value));
        }

        var programme = HospitalReadmissionsReduction.For(new()
        {
            Year = year,
            NeutralityModifier = hasGroups ? new(new PrintedNumber { Value = modifier }, Stated) : null,
            Medians = hasGroups ? new(medians, Stated) : null,
        });
        var factor = programme.Factor(new()
        {
            PeerGroup = hasGroups ? 1 : null,
            ExcessRatioDecimals = null,
            PaymentRatioDecimals = null,
            Conditions = [.. rows.Select(static r => new ConditionReadmissions(Conditions[Name(r)])
            {
                Discharges = Number(r, "discharges"),
                ExcessRatio = Number(r, "excessReadmissionRatio"),
                PaymentRatio = Number(r, "paymentRatio"),
            })],
        });

        vector.Each("conditions", rows, (path, row) =>
        {
            var contribution = factor.Contributions.Single(c => c.Condition == Conditions[Name(row)]);
            vector.Same(path + ".condition", Conditions.Single(c => c.Value == contribution.Condition).Key);
            vector.Near(path + ".contribution", contribution.Amount.Value * modifier);
        });
        vector.Near("uncappedPenalty", factor.BeforeLimit);
        vector.Near("penalty", 1m - factor.Unrounded);
        vector.Near("adjustmentFactor", factor.Unrounded);
        vector.Same("publishedFactor", factor.Factor.Value);

        // Inputs that were not rounded decide the factor, and the contract takes that share of the base.
        Assert.True(factor.IsDecided);
        Assert.Equal(factor.Factor.Value, factor.FromPrintedDigits);
        var settlement = programme.Contract.Settle(programme.Experience(factor, Money.Of(12_345_678.90m)));
        Assert.Equal(12_345_678.90m * (factor.FromPrintedDigits - 1m), settlement.Earned.Unrounded);
        Agreeing.LinesReplayAndAddUp(settlement);
    }

    private static string Name(JsonElement row) => row.GetProperty("condition").GetString()!;

    private static decimal Number(JsonElement row, string name) => VectorCase.Parse(row.GetProperty(name));
}
