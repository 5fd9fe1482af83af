#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using NodaTime;
using ValueSettlement;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/drug-agreement.cs

        A drug whose price comes back for patients who do not respond: two policies for deaths side by side, what they change,
        the lowest price of a unit and why, and the statement. 120 synthetic patients at 17,927: 38 non-responders, 4 deaths, 3
        lost to follow-up. It takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

var schedule = Authority.Of("Agreement of 2025-11-03, schedule 2");
var day = new LocalDate(2027, 9, 30);

DrugAgreement Agreement(DeathPolicy death) => DrugAgreement.For(new()
{
    Id = "myeloma 2026",
    Currency = "USD",
    Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
    PriceBasis = "net of the discount of schedule 1",
    Form = new OutcomeRebate
    {
        Authority = schedule,
        RefundShare = 100.Percent(),
        Test = new()
        {
            WindowDays = 120,
            EvidenceDays = 30,
            ClaimDays = 60,
            Death = death,
            Missing = MissingOutcomePolicy.Exclude,
            Response = new("fall in serum M-protein", 0.5m, Direction.HigherIsBetter),
            Adjudicator = "myeloma registry",
        },
    },
    Cap = new(33.Percent(), schedule),
});

// One patient begins every third day of the year. Test after 105 days, evidence after 130, claim after 150.
TreatedPatient Treated(int number)
{
    var began = new LocalDate(2026, 1, 2).PlusDays(3 * (number - 1));
    var outcome = number switch
    {
        <= 38 => TreatmentOutcome.NonResponder,
        <= 42 => TreatmentOutcome.Died,
        <= 45 => TreatmentOutcome.LostToFollowUp,
        _ => TreatmentOutcome.Responder,
    };
    return new()
    {
        Id = $"p{number:000}",
        IndexDate = began,
        Paid = Money.Of(17_927),
        Units = 3,
        Outcome = new()
        {
            Outcome = outcome,
            Response = outcome == TreatmentOutcome.Responder ? 0.72m : outcome == TreatmentOutcome.NonResponder ? 0.31m : null,
            Date = outcome == TreatmentOutcome.LostToFollowUp ? null : began.PlusDays(105),
            Evidence = outcome == TreatmentOutcome.LostToFollowUp ? null : began.PlusDays(130),
            Adjudicator = outcome == TreatmentOutcome.LostToFollowUp ? null : "myeloma registry",
            Claimed = began.PlusDays(150),
        },
    };
}

var patients = Enumerable.Range(1, 120).Select(Treated).ToValueList();

Console.WriteLine("# Two policies");
foreach (var death in new[] { DeathPolicy.Exclude, DeathPolicy.CountAsNonResponder })
{
    var agreement = Agreement(death);
    var counted = agreement.Count(patients, day);
    var settled = agreement.Contract.Settle(agreement.Experience(patients, day));
    var result = agreement.Result(settled, counted);
    Console.WriteLine($"- Deaths {death}: {counted}");
    Console.WriteLine($"  cap {result.Cap}, settled {result.Settled}, spend after rebates {result.NetSpend}");
}

var (left, back) = (Agreement(DeathPolicy.Exclude), Agreement(DeathPolicy.CountAsNonResponder));
var before = left.Count(patients, day);
var after = back.Count(patients, day);
Console.WriteLine();
Console.WriteLine("# What the policy changes");
foreach (var (one, other) in before.Tally.Entries.Zip(after.Tally.Entries).Where(static pair => pair.First.Counted != pair.Second.Counted))
{
    Console.WriteLine($"- {one.Event}, {one.Kind}: {Money.Of(one.Counted)} ({one.Reason}) → {Money.Of(other.Counted)} ({other.Reason})");
}

Console.WriteLine();
Console.WriteLine("# Best price");
Console.WriteLine($"Lowest price of a unit: {after.Lowest}");
var exposure = new BasicRebate
{
    AverageManufacturerPrice = Money.Of(6_000),
    BestPrice = Money.Of(after.Lowest.Price.Value!.Value),
    Units = 1,
    Date = day,
};
Console.WriteLine($"Basic rebate of a unit at that best price: {exposure.OfUnit()}; at one of 5,900: "
    + $"{(exposure with { BestPrice = Money.Of(5_900) }).OfUnit()}");

Console.WriteLine();
Console.WriteLine(back.Contract.Settle(back.Experience(patients, day)).Statement());
