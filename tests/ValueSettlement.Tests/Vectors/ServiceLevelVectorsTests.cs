using System.Text.Json;
using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Vectors;

/// <summary>Availability from stated minutes, the tier of a table and the conditions of the credit.</summary>
public sealed class ServiceLevelVectorsTests
{
    private static readonly DateInterval Month = new(new(2025, 4, 1), new(2025, 4, 30));

    public static TheoryData<VectorCase> Cases => VectorCase.Family("sla");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Service_levels(VectorCase vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        vector.Check(Compare);
    }

    internal static void Compare(VectorCase vector)
    {
        var measured = Availability.OfMinutes(
            "service", vector.Number("minutesInPeriod"), vector.Number("downtimeMinutes"), vector.Number("excludedDowntimeMinutes"));
        var tiers = Tiers(vector.Inputs) with
        {
            MustExceed = Money.Of(vector.Number("creditMustExceedUsd")),
            Claim = new(DeadlineUnit.BillingMonths, 2),
        };
        var credit = tiers.Credit(measured.Availability, Money.Of(vector.Number("monthlyChargeUsd")), Month,
            vector.Flag("claimedInTime") ? new(2025, 6, 30) : new(2025, 7, 1));
        vector.Near("countedDowntimeMinutes", measured.CountedMinutes);
        vector.Near("availability", measured.Availability.Value);
        vector.Near("creditRate", credit.Share.Value);
        vector.Near("creditBeforeConditionsUsd", credit.BeforeConditions.Value);
        vector.Near("creditUsd", credit.Credit.Value);
        vector.Same("publishedUsd", Rounding.Cents.Apply(-credit.Tally.Amount.Value!.Value));
        Assert.All(credit.Tally.Amount.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    /// <summary>The tiers of a case.</summary>
    internal static CreditTiers Tiers(JsonElement inputs) => new()
    {
        Shares = CreditTiers.Below([.. inputs.GetProperty("tiers").EnumerateArray().Select(static tier => (
            Rate.Of(VectorCase.Parse(tier.GetProperty("belowAvailability"))), Rate.Of(VectorCase.Parse(tier.GetProperty("creditRate")))))]),
    };
}
