using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Programs;

/// <summary>Patients for every form of drug agreement, and the cohort of NICE TA129 as the specification counts it: 120 patients at
/// 17,927.</summary>
internal static class DrugPatients
{
    public static LocalDate Began { get; } = new(2024, 3, 1);

    public static LocalDate AsOf { get; } = new(2025, 3, 1);

    /// <summary>A test 90 days after the first dose; evidence 30 and a claim 60 days after that.</summary>
    public static OutcomeTest Test(DeathPolicy death = DeathPolicy.Exclude,
        MissingOutcomePolicy missing = MissingOutcomePolicy.Exclude) => new()
        {
            WindowDays = 90,
            EvidenceDays = 30,
            ClaimDays = 60,
            Death = death,
            Missing = missing,
        };

    /// <summary>A report that is in time for that test.</summary>
    public static OutcomeReport Report(TreatmentOutcome outcome, LocalDate? from = null) => new()
    {
        Outcome = outcome,
        Date = outcome == TreatmentOutcome.LostToFollowUp ? null : (from ?? Began).PlusDays(80),
        Evidence = outcome == TreatmentOutcome.LostToFollowUp ? null : (from ?? Began).PlusDays(100),
        Adjudicator = "registry",
        Claimed = (from ?? Began).PlusDays(110),
    };

    public static TreatedPatient Of(string id, TreatmentOutcome outcome, decimal paid = 17_927m) => new()
    {
        Id = id,
        IndexDate = Began,
        Paid = Money.Of(paid),
        Outcome = Report(outcome),
    };

    /// <summary>38 non-responders, 4 deaths, 3 lost to follow-up and 75 responders.</summary>
    public static ValueList<TreatedPatient> Cohort { get; } = Enumerable.Range(1, 120).Select(static i =>
        Of(FormattableString.Invariant($"p{i:000}"), i <= 38 ? TreatmentOutcome.NonResponder : i <= 42 ? TreatmentOutcome.Died
            : i <= 45 ? TreatmentOutcome.LostToFollowUp : TreatmentOutcome.Responder)).ToValueList();

    /// <summary>A non-responder with every member that a form reads, and no other.</summary>
    public static TreatedPatient For(DrugForm form, string id)
    {
        var patient = new TreatedPatient { Id = id, IndexDate = Began, Outcome = Report(TreatmentOutcome.NonResponder) };
        return form switch
        {
            NetPriceTiers tiers => patient with { Units = 3m, Tier = tiers.Tiers[0].Name },
            AdjustablePrice => patient with { Units = 3m },
            FreeTrial or CostSharing => patient with { PeriodPrices = [Money.Of(100m), Money.Of(200m), Money.Of(300m), Money.Of(400m)] },
            Instalments or Milestones => patient with
            {
                Paid = Money.Of(1_000m),
                Anniversaries =
                [
                    Report(id == "north" ? TreatmentOutcome.Responder : TreatmentOutcome.NonResponder, Began.PlusYears(1)),
                    Report(TreatmentOutcome.NonResponder, Began.PlusYears(2)),
                ],
            },
            _ => patient with { Paid = Money.Of(1_000m) },
        };
    }
}
