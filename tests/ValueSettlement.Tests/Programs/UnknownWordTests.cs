using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>A choice outside its list is refused by every programme, and never read as one of the list.</summary>
public sealed class UnknownWordTests
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));
    private static readonly Authority Exhibit = Authority.Of("Exhibit B");
    private static readonly LeadTerms LowerGlobal = new()
    {
        Year = 2027,
        Arrangement = LeadArrangement.Global,
        SpendingGroup = LeadSpendingGroup.Lower,
        SequestrationAppliesTo = AppliesTo.Gains,
        SequestrationPlace = LeadSequestrationPlace.AfterCorridor,
    };

    private static readonly JointReplacementExpandedTerms Joint = new()
    {
        Year = 2028,
        Status = JointReplacementStatus.Participant,
        Rules = JointReplacementExpanded.Proposed(new(new(JointReplacementQualityActsOn.Nothing), Exhibit)),
    };

    public static TheoryData<string, Func<Contract>> Terms => new()
    {
        { "track", static () => MedicareSharedSavings.For(new() { Track = (Track)77, Year = 2024,
            AgreementStart = new(2022, 1, 1) }).Contract },
        { "lossLimit", static () => MedicareSharedSavings.For(new() { Track = Track.Track1Plus, Year = 2020,
            AgreementStart = new(2018, 1, 1), MinimumRate = MinimumRateChoice.Table, LossLimit = (LossLimitBasis)77 }).Contract },
        { "track", static () => Team.For(new() { Track = (TeamTrack)77, Year = 2026 }).Contract },
        { "hospital", static () => Team.For(new() { Track = TeamTrack.Track1, Year = 2026, Hospital = (TeamHospital)77 }).Contract },
        { "hospital", static () => Team.For(new() { Track = TeamTrack.Track3, Year = 2027, Hospital = (TeamHospital)77 }).Contract },
        { "arrangement", static () => AcoReach.For(new() { Arrangement = (ReachArrangement)77, Year = 2024 }).Contract },
        { "arrangement", static () => NextGenerationAco.For(new() { Arrangement = (NextGenerationArrangement)77, Year = 2019,
            Cap = 10.Percent() }).Contract },
        { "sequestrationAppliesTo", static () => NextGenerationAco.For(new() { Arrangement = NextGenerationArrangement.A, Year = 2019,
            Cap = 10.Percent(), Rules = new() { Share = new(80.Percent(), Exhibit), Sequestration = new(2.Percent(), Exhibit),
            SequestrationAppliesTo = new((AppliesTo)77, Exhibit) } }).Contract },
        { "sequestrationAppliesTo", static () => Lead.For(LowerGlobal with { SequestrationAppliesTo = (AppliesTo)77 }).Contract },
        { "arrangement", static () => Lead.For(LowerGlobal with { Arrangement = (LeadArrangement)77 }).Contract },
        { "spendingGroup", static () => Lead.For(LowerGlobal with { SpendingGroup = (LeadSpendingGroup)77 }).Contract },
        { "sequestrationPlace", static () => Lead.For(LowerGlobal with
            { SequestrationPlace = (LeadSequestrationPlace)77 }).Contract },
        { "addOnPlace", static () => Lead.For(LowerGlobal with { AddOnPlace = (AdjustmentPlace)77 }).Contract },
        { "organisation", static () => AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2024,
            Organisation = (ReachOrganisation)77 }).Contract },
        { "lowVolume", static () => Team.For(new() { Track = TeamTrack.Track3, Year = 2027, LowVolume = (LowVolume)77 }).Contract },
        { "status", static () => JointReplacementExpanded.For(Joint with { Status = (JointReplacementStatus)77 }).Contract },
        { "hospital", static () => JointReplacementExpanded.For(Joint with { Hospital = (JointReplacementKind)77 }).Contract },
        { "actsOn", static () => JointReplacementExpanded.For(Joint with { Rules = JointReplacementExpanded.Proposed(
            new(new((JointReplacementQualityActsOn)77), Exhibit)) }).Contract },
        { "hospital", static () => ComprehensiveJointReplacement.For(new() { Year = 3,
            Hospital = (JointReplacementHospital)77 }).Contract },
        { "market", static () => LossRatioRebate.For(new() { Year = 2024, Market = (InsuranceMarket)77 }).Contract },
        { "plan", static () => LossRatioRemittance.For(new() { Plan = (LossRatioPlan)77, Year = 2024,
            Rules = new() { Standard = new(86.Percent(), Exhibit) } }).Contract },
        { "comparedWith", static () => HospitalReadmissionsReduction.For(new() { Year = 2016, Rules = new() {
            GreatestReduction = new(3.Percent(), Exhibit), LeastDischarges = new(25m, Exhibit), FactorDecimals = new(4m, Exhibit),
            ComparedWith = new((ReadmissionsReference)77, Exhibit) } }).Contract },
        { "measure", static () => HospitalAcquiredConditions.For(new() { Year = 2024, Cut = new(0.3m, Exhibit),
            Scales = new([new((AcquiredConditionMeasure)77, 1m, 1m, 0m, 1m)], Exhibit) }).Contract },
        { "form", static () => MedicaidCorridors.For(new() { Form = (MedicaidCorridorKind)77, Term = Year }).Contract },
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
