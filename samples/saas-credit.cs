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
        dotnet run samples/saas-credit.cs

        A month of a cloud contract: incidents, maintenance that was announced and maintenance that was not, a claim, the
        statement of the credit, and what a minute less or more would have changed. Tiers as in the public AWS Compute SLA;
        every other number is made up. It takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

var sla = Authority.Of("Subscription agreement, service level exhibit");
var agreement = ServiceLevels.For(new()
{
    Id = "payments-api-2026-04",
    Currency = "USD",
    Term = new DateInterval(new(2026, 4, 1), new(2026, 4, 30)),
    Availability = new()
    {
        Zone = "UTC",
        Services = [new() { Id = "payments" }],
        MaintenanceNoticeMinutes = 1_440,
        Authority = sla,
    },
    Credits = new()
    {
        Shares = CreditTiers.Below((99.99m.Percent(), 10.Percent()), (99.0m.Percent(), 30.Percent()), (95.0m.Percent(), Rate.One)),
        MustExceed = Money.Of(1),
        Claim = new(DeadlineUnit.BillingMonths, 2),
        Authority = sla,
    },
});

static Instant At(int day, int hour, int minute) => Instant.FromUtc(2026, 4, day, hour, minute);
Incident Down(string id, Instant from, int minutes) =>
    new() { Id = id, Service = "payments", Start = from, End = from + Duration.FromMinutes(minutes) };

var charge = Money.Of(42_000);
var claimed = new LocalDate(2026, 6, 30);
ValueList<Incident> incidents =
[
    Down("OPS-17", At(6, 13, 5), 250),
    Down("OPS-18", At(6, 15, 0), 40),
    Down("OPS-21", At(12, 2, 0), 120),
    Down("OPS-24", At(19, 2, 0), 60),
    Down("OPS-30", At(27, 21, 0), 122),
    Down("OPS-31", At(28, 9, 0), 30) with { Exclusion = "requests of the client beyond its quota" },
];
ValueList<MaintenanceWindow> maintenance =
[
    new() { Start = At(12, 2, 0), End = At(12, 4, 0), AnnouncedAt = At(9, 12, 0) },
    new() { Start = At(19, 2, 0), End = At(19, 3, 0), AnnouncedAt = At(18, 20, 0) },
];

Console.WriteLine("# What happened");
var measured = agreement.Measure(incidents, maintenance);
foreach (var entry in measured.Entries.Concat(measured.Maintenance))
{
    Console.WriteLine(FormattableString.Invariant(
        $"- {entry.Event}: {entry.Counted:0.##} of {entry.Asked:0.##} minutes. {entry.Reason}").TrimEnd());
}

Console.WriteLine();
Console.WriteLine("# The credit");
Console.WriteLine(agreement.Contract.Settle(agreement.Experience(charge, incidents, maintenance, claimed)).Statement());

Console.WriteLine("# A minute less or more");
foreach (var minutes in new[] { -1, 0, 1 })
{
    var other = incidents.Select(i => i.Id == "OPS-30" ? i with { End = i.End + Duration.FromMinutes(minutes) } : i).ToValueList();
    var credit = agreement.Credit(charge, other, maintenance, claimed);
    var down = agreement.Measure(other, maintenance).Services[0].CountedMinutes;
    Console.WriteLine(FormattableString.Invariant($"- {down} minutes down: {credit.Share} of the charge, {credit}"));
}

Console.WriteLine($"- Claimed a day later: {agreement.Credit(charge, incidents, maintenance, claimed.PlusDays(1))}");
