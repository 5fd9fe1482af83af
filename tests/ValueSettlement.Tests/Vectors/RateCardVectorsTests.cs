using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Vectors;

/// <summary>
/// | expected key | where |
/// |:--|:--|
/// | events | the entries in their order: status, asked, counted |
/// | acceptedEvents | entries that are counted, counted in part, or met a limit |
/// | outcomePaymentsUsd | the figure of the tally |
/// | serviceFeeUsd | the clause after the opening |
/// | paymentUsd, publishedUsd | what the contract pays |
/// </summary>
public sealed class RateCardVectorsTests
{
    private static readonly DateInterval Year = new(new(2025, 1, 1), new(2025, 12, 31));

    public static TheoryData<VectorCase> Cases => VectorCase.Family("rate-card");

    [Theory]
    [MemberData(nameof(Cases))]
    public void RateCards(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase c)
    {
        var card = new RateCard
        {
            Prices = Each(c, "prices", static p => new OutcomePrice(Text(p, "group"), Text(p, "outcome"), Money.Of(Number(p, "priceUsd")))),
            Outcomes = Each(c, "outcomes", static o => new PayableOutcome
            {
                Name = Text(o, "outcome"),
                MostPerPerson = (int)Number(o, "maximumPerPerson"),
            }),
            LimitPerPerson = c.NumberOrNull("perPersonLimitUsd") is { } person ? Money.Of(person) : null,
            TotalLimit = c.NumberOrNull("totalLimitUsd") is { } total ? Money.Of(total) : null,
            Accelerator = c.Has("accelerator") && c.Inputs.GetProperty("accelerator") is var a
                ? new((int)Number(a, "afterAcceptedEvents"), Number(a, "priceMultiplier")) : null,
        };
        var events = Each(c, "events", static e => new OutcomeEvent
        {
            Id = Text(e, "eventId"),
            Subject = Text(e, "personId"),
            Group = Text(e, "group"),
            Outcome = Text(e, "outcome"),
            Date = LocalDatePattern.Iso.Parse(Text(e, "date")).Value,
            Verdict = Verdict.Accepted,
        });
        var fee = c.NumberOrNull("serviceFeeUsd") ?? 0m;
        var programme = OutcomePayments.For(new()
        {
            Id = "vector",
            Currency = "USD",
            Term = Year,
            RateCard = card,
            ServiceFee = fee == 0m ? null : new() { PerMonth = Money.Of(fee), Months = 1 },
        });
        var tally = programme.Count(events).Outcomes!;
        var settlement = programme.Contract.Settle(programme.Experience(events));

        c.Each("events", tally.Entries, (path, entry) =>
        {
            c.Same(path + ".eventId", entry.Event);
            c.Same(path + ".status", entry.Status switch
            {
                EntryStatus.Counted => "paid",
                EntryStatus.CountedInPart => "partlyPaid",
                EntryStatus.LimitReached => "limitReached",
                EntryStatus.Repeated => "repeat",
                var other => other.ToString(),
            });
            c.Near(path + ".priceUsd", entry.Asked);
            c.Near(path + ".paidUsd", entry.Counted);
        });
        c.Near("acceptedEvents", tally.Count(EntryStatus.Counted) + tally.Count(EntryStatus.CountedInPart)
            + tally.Count(EntryStatus.LimitReached));
        c.Near("outcomePaymentsUsd", tally.Amount.Value);
        c.Near("serviceFeeUsd", settlement.Lines.Single(static l => l.Path == "clauses[0]" && l.Kind == LineKind.Clause).Delta);
        c.Near("paymentUsd", settlement.Payable.Unrounded);
        c.Same("publishedUsd", settlement.Payable.Published);
        Assert.Equal(tally.Amount.Value, tally.Entries.Sum(static e => e.Counted));
        Assert.All(tally.Amount.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    private static ValueList<T> Each<T>(VectorCase c, string name, Func<JsonElement, T> make) =>
        c.Inputs.GetProperty(name).EnumerateArray().Select(make).ToValueList();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static decimal Number(JsonElement element, string name) => VectorCase.Parse(element.GetProperty(name));
}
