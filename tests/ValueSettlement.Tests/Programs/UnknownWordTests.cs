using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>A choice outside its list is refused by every programme, and never read as one of the list.</summary>
public sealed class UnknownWordTests
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));
    private static readonly Authority Exhibit = Authority.Of("Exhibit B");

    public static TheoryData<string, Func<Contract>> Terms => new()
    {
        { "track", static () => MedicareSharedSavings.Contract(new() { Track = (Track)77, Period = PerformancePeriod.Year(2024),
            AgreementStart = new(2022, 1, 1) }) },
        { "lossLimit", static () => MedicareSharedSavings.Contract(new() { Track = Track.Track1Plus, Period = PerformancePeriod.Year(2020),
            AgreementStart = new(2018, 1, 1), MinimumRate = MinimumRateChoice.Table, LossLimit = (LossLimitBasis)77 }) },
        { "track", static () => Team.Contract(new() { Track = (TeamTrack)77, Year = 2026 }) },
        { "hospital", static () => Team.Contract(new() { Track = TeamTrack.Track1, Year = 2026, Hospital = (TeamHospital)77 }) },
        { "hospital", static () => Team.Contract(new() { Track = TeamTrack.Track3, Year = 2027, Hospital = (TeamHospital)77 }) },
        { "arrangement", static () => AcoReach.Contract(new() { Arrangement = (ReachArrangement)77, Year = 2024 }) },
        { "arrangement", static () => NextGenerationAco.Contract(new() { Arrangement = (NextGenerationArrangement)77, Year = 2019,
            Cap = 10.Percent() }) },
        { "sequestrationAppliesTo", static () => NextGenerationAco.Contract(new() { Arrangement = NextGenerationArrangement.A, Year = 2019,
            Cap = 10.Percent(), SequestrationAppliesTo = new((AppliesTo)77, Exhibit) }) },
        { "sequestrationAppliesTo", static () => Lead.Contract(new() { Year = 2027, SequestrationAppliesTo = (AppliesTo)77 }) },
        { "hospital", static () => ComprehensiveJointReplacement.Contract(new() { PerformanceYear = 3,
            Hospital = (JointReplacementHospital)77 }) },
        { "market", static () => MedicalLossRatio.Rebate(new() { ReportingYear = 2024, Market = (InsuranceMarket)77 }) },
        { "plan", static () => MedicalLossRatio.Remittance(new() { Plan = (LossRatioPlan)77, Year = 2024, Standard = new(86.Percent(), Exhibit) }) },
        { "form", static () => MedicaidCorridors.Contract(new() { Form = (MedicaidCorridorKind)77, RatingPeriod = Year }) },
    };

    [Theory]
    [MemberData(nameof(Terms))]
    public void It_is_refused(string member, Func<Contract> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        var failures = Assert.Throws<SettlementException>(() => make().Prepare()).Failures;
        Assert.Contains(failures, f => f.Path.EndsWith(member, StringComparison.Ordinal)
            || f.Path.EndsWith("appliesTo", StringComparison.Ordinal));
    }
}
