#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using System.Globalization;
using NodaTime;
using ValueSettlement;
using ValueSettlement.Statistics;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/safeguards.cs

        A community-care contract over six quarters, without and with its safeguards, side by side; every number synthetic. It
        takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var agreement = Authority.Of("Community-care agreement 2026, schedule 5");
const decimal baseFee = 400_000m;

// What happened: visits missed in a thousand, what the result was against plan, how much of it lies with the system around the provider,
// and whether an adverse event was open at the end of the quarter.
var quarters = new (string Name, decimal Missed, decimal Result, decimal System, bool IsOpen)[]
{
    ("2026-Q1", 4m, 30_000m, 0.2m, false),
    ("2026-Q2", 5m, 24_000m, 0.2m, true),
    ("2026-Q3", 9m, -90_000m, 0.7m, false),
    ("2026-Q4", 8m, -40_000m, 0.5m, false),
    ("2027-Q1", 5m, 10_000m, 0.2m, false),
    ("2027-Q2", 3m, 28_000m, 0.2m, false),
};

// Two of the last three quarters beyond three deviations, or one severe one: then a quarter of bonuses waits, until two good quarters
// follow.
var chart = new ControlChart { Centre = 4m, Deviation = 1.5m, Rules = [ChartRule.BeyondLimit] };
var rules = new EscalationRules { Bad = 2, OfLast = 3, Severe = true, ReleaseAfterGood = 2, Missing = MissingPeriod.Bad };
var bands = EscalationRules.BandsOf(chart, [.. quarters.Select(static q => (decimal?)q.Missed)], Direction.LowerIsBetter);
var track = rules.Track(bands);

Contract Of(string id, params ValueList<Clause> clauses) => new()
{
    Id = id,
    Currency = "GBP",
    Term = new DateInterval(new(2026, 1, 1), new(2027, 6, 30)),
    Opening = OpeningAmount.Stated,
    OrderAuthority = agreement,
    Words = new ContractWords { Payer = "commissioner", Provider = "care provider", Gains = "bonuses", Losses = "reductions" },
    Clauses = clauses,
};

var fee = new Addition { Label = "Base fee", Amount = Money.Of(baseFee), Authority = agreement };
var plain = Of("care at home, without", new SharingRate { Gain = 50.Percent(), Loss = 60.Percent(), Authority = agreement }, fee).Prepare();
var guarded = Of("care at home, with",
    new SharingRate { Gain = 50.Percent(), Loss = new WithinInfluence(60.Percent()) { SystemPool = 50.Percent() }, Authority = agreement },
    new Hold
    {
        Certificate = "no-open-adverse-event",
        By = "safeguarding board",
        AppliesTo = AppliesTo.Gains,
        Authority = agreement
    },
    new Escalation { Rules = rules, Escalated = 75.Percent(), Deferred = new("deferred"), Authority = agreement },
    new Earmark { Share = 20.Percent(), Purpose = "supervision", Authority = agreement },
    fee,
    new ChangeLimit { Decrease = 3.Percent(), Authority = agreement },
    // After the limit, which would otherwise take what is released for a part of this quarter's pay.
    new Addition { Label = "Released from the ledger", Amount = new WholeOf(new("released")), Authority = agreement },
    new Floor { Label = "Protected base", At = Money.Of(380_000m), Authority = agreement },
    new Consequence
    {
        Label = "First rung of the ladder",
        What = ConsequenceKind.CorrectiveAction,
        AppliesTo = AppliesTo.Both,
        When = [new AtLeastStanding(EscalationState.Escalated)],
        Action = "a staffing plan",
        Owner = "care provider",
        WithinDays = 30,
        Authority = agreement,
    }).Prepare();

Console.WriteLine("quarter   result       state      without      with         held        deferred   due besides money");
var (holds, deferrals, before) = (new HoldLedger { LapsesAfter = 4 }, new HoldLedger(), (decimal?)null);
Settlement? shown = null;
var totals = (Without: 0m, With: 0m);
for (var i = 0; i < quarters.Length; i++)
{
    var quarter = quarters[i];
    var without = plain.Settle(new() { Opening = Money.Of(quarter.Result) });

    // What was held is released once nothing is open, what was deferred once the matter is over.
    holds = quarter.IsOpen ? holds.Next() : holds.NextReleasingAll();
    deferrals = track[i].State == EscalationState.Escalated ? deferrals.Next() : deferrals.NextReleasingAll();
    List<Fact> facts =
    [
        Number.SystemInfluence(Rate.Of(quarter.System)),
        Number.Of("released", holds.ReleasedNow + deferrals.ReleasedNow),
        track[i].AsFact(),
    ];
    if (!quarter.IsOpen)
    {
        facts.Add(new Certificate
        {
            Name = "no-open-adverse-event",
            Decision = CertificateDecision.Granted,
            By = "safeguarding board",
            On = new(2027, 7, 1)
        });
    }

    if (before is { } paid)
    {
        facts.Add(Number.Of("payment-before", paid));
    }

    var first = new LocalDate(2026, 1, 1).PlusMonths(3 * i);
    var with = guarded.Settle(new()
    {
        Opening = Money.Of(quarter.Result),
        Period = new DateInterval(first, first.PlusMonths(3).PlusDays(-1)),
        Facts = [.. facts],
    });
    holds = holds.Place(quarter.Name, with, new("held"));
    deferrals = deferrals.Place(quarter.Name, with, new("deferred"));
    before = with.Payable.Unrounded;
    totals = (totals.Without + without.Payable.Published, totals.With + with.Payable.Published);
    shown = i == 2 ? with : shown;
    Console.Write(FormattableString.Invariant($"{quarter.Name}   {quarter.Result,9:#,##0}   {track[i].State,-9}   "));
    Console.Write(FormattableString.Invariant($"{without.Payable.Published,10:#,##0.00}   {with.Payable.Published,10:#,##0.00}   "));
    Console.WriteLine(FormattableString.Invariant($"{holds.Open,9:#,##0.00}   {deferrals.Open,9:#,##0.00}   ")
        + string.Join("; ", with.Consequences));
}

Console.WriteLine(FormattableString.Invariant(
    $"in all                             {totals.Without,12:#,##0.00} {totals.With,12:#,##0.00}"));
Console.WriteLine();
Console.WriteLine(shown!.Statement());

// The review of the quarter after the plan: did missed visits fall, or is it chance?
var review = RateTests.TwoRates(events: 60, exposure: 20_000m, baselineEvents: 170, baselineExposure: 20_000m, minimumEvents: 30);
var ledger = new ActionLedger()
    .Add(new()
    {
        Id = "staffing",
        Cause = "escalated in 2026-Q3",
        Action = "a staffing plan",
        Owner = "care provider",
        Opened = new(2026, 10, 15),
        Due = new(2026, 11, 14),
        Effect = PaymentEffect.SuspendBonus,
    })
    .Close("staffing", new(2026, 11, 10), review);
Console.WriteLine($"{ledger.Actions[0].Action}: {(ledger.Actions[0].StateOn(new(2027, 7, 15)) == ActionState.ClosedMoved ? "closed, and the figure moved" : "open")}. {review}");
foreach (var line in shown!.InvoiceLines())
{
    Console.WriteLine(line);
}
