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
        dotnet run samples/employment-services.cs

        Help into work, in the shape of the UK Work and Health Programme: a delivery fee by the month, prices for outcomes, a
        higher price beyond an agreed number. Every price, limit and participant is made up, from a seed. It takes no argument:
        change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

var term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31));
var schedule = Authority.Of("Made-up contract, schedule 4");
var card = new RateCard
{
    Authority = schedule,
    Prices =
    [
        new("health", "first earnings", Money.Of(500)), new("health", "job outcome", Money.Of(3_600)),
        new("health", "four weeks", Money.Of(160)),
        new("disadvantaged", "first earnings", Money.Of(350)), new("disadvantaged", "job outcome", Money.Of(2_400)),
        new("disadvantaged", "four weeks", Money.Of(120)),
    ],
    Outcomes =
    [
        new() { Name = "first earnings", MostPerPerson = 1 },
        new() { Name = "job outcome", MostPerPerson = 1, After = new("first earnings", LeastDays: 91) },
        new() { Name = "four weeks", MostPerPerson = 26, After = new("job outcome", 28), DaysApart = 28 },
    ],
    Events = new() { EvidenceDays = 60, Claim = new(30, DeadlineFrom.PeriodEnd), Adjudicator = "Commissioner" },
    LimitPerPerson = Money.Of(4_300),
    TotalLimit = Money.Of(400_000),
    Accelerator = new(AfterEvents: 100, Factor: 1.2m),
};
var programme = OutcomePayments.For(new()
{
    Id = "help-into-work-2026",
    Currency = "GBP",
    Term = term,
    RateCard = card,
    // 30 % of a contract value of 500,000, by the month, as the delivery fee of that programme was found.
    ServiceFee = new() { PerMonth = Money.Of(12_500), Months = 12, Authority = schedule },
});

// A participant finds work some day, may reach the job outcome, and may stay on; some evidence is late, some claims are refused.
var random = new SplitMix(20_260_101);
var events = new List<OutcomeEvent>();
for (var person = 1; person <= 150; person++)
{
    var group = random.Below(100) < 40 ? "health" : "disadvantaged";
    var day = term.Start.PlusDays(random.Below(300));
    Add(person, group, "first earnings", day);
    if (random.Below(100) < 55)
    {
        day = day.PlusDays(80 + random.Below(40));
        Add(person, group, "job outcome", day);
        for (var weeks = random.Below(5); weeks > 0; weeks--)
        {
            day = day.PlusDays(25 + random.Below(8));
            Add(person, group, "four weeks", day);
        }
    }
}

ValueList<OutcomeEvent> list = [.. events];
var tally = programme.Count(list).Outcomes!;
Console.WriteLine(programme.Contract.Settle(programme.Experience(list)).Statement());

Console.WriteLine("# What became of the outcomes");
Console.WriteLine();
Console.WriteLine("| status | outcomes | asked | counted |");
Console.WriteLine("|:--|--:|--:|--:|");
foreach (var status in tally.Entries.GroupBy(e => e.Status).OrderBy(g => g.Key))
{
    Console.WriteLine(FormattableString.Invariant(
        $"| {status.Key} | {status.Count()} | {status.Sum(e => e.Asked):#,##0.00} | {status.Sum(e => e.Counted):#,##0.00} |"));
}

Console.WriteLine();
Console.WriteLine("# The next outcome");
foreach (var price in card.Prices)
{
    Console.WriteLine($"- {price.Outcome}, {price.Group}: {card.NextPrice(price.Group, price.Outcome, tally.Entries)}");
}

void Add(int person, string group, string outcome, LocalDate day)
{
    var verdict = random.Below(100);
    events.Add(new()
    {
        Id = FormattableString.Invariant($"O-{events.Count + 1:0000}"),
        Subject = FormattableString.Invariant($"P-{person:000}"),
        Group = group,
        Outcome = outcome,
        Date = day,
        EvidenceOn = random.Below(100) < 3 ? null : day.PlusDays(random.Below(63)),
        ClaimedOn = LocalDate.Max(new(2027, 1, 20), day),
        Verdict = verdict < 4 ? Verdict.Rejected : verdict < 7 ? Verdict.Open : Verdict.Accepted,
        Adjudicator = "Commissioner",
        Reason = verdict < 4 ? "Earnings below the threshold." : verdict < 7 ? "Earnings records asked for." : null,
    });
}

/// <summary>A small generator, so that the same participants come out everywhere.</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong state = seed;

    public int Below(int bound)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }
}
