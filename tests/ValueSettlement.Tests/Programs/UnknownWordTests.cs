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
        { "sequestrationAppliesTo", static () => Lead.For(new() { Year = 2027, SequestrationAppliesTo = (AppliesTo)77 }).Contract },
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
