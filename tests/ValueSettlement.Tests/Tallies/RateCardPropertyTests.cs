using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Tallies;

/// <summary>What holds for all events under all cards.</summary>
public sealed class RateCardPropertyTests
{
    private static readonly string[] Outcomes = ["start", "thirteen", "monthly"];

    private static readonly Gen<OutcomeEvent> Happened =
        from outcome in Gen.Elements(Outcomes)
        from person in Gen.Choose(1, 4)
        from day in Gen.Choose(-10, 380)
        from evidence in Gen.Choose(0, 70)
        from verdict in Gen.Elements(Verdict.Accepted, Verdict.Accepted, Verdict.Accepted, Verdict.Rejected, Verdict.Open)
        from quantity in Gen.Elements(1m, 1m, 0.5m, 2.25m)
        from reference in Gen.Choose(1, 40)
        let date = RateCardTests.Year.Start.PlusDays(day)
        select RateCardTests.Event(string.Empty, outcome, date, FormattableString.Invariant($"p{person}")) with
        {
            EvidenceOn = date.PlusDays(evidence),
            Verdict = verdict,
            Quantity = quantity,
            Reference = FormattableString.Invariant($"r{reference}"),
        };

    private static readonly Gen<(RateCard Card, ValueList<OutcomeEvent> Events, int Seed)> Cases =
        from events in Gen.ListOf(Happened)
        from perPerson in Gen.Elements<decimal?>(null, 0.01m, 150m, 420m)
        from total in Gen.Elements<decimal?>(null, 99.99m, 700m)
        from after in Gen.Choose(0, 8)
        from seed in Gen.Choose(0, int.MaxValue)
        from isOften in Gen.Elements(true, false)
        select (RateCardTests.Card with
        {
            Outcomes = isOften ? RateCardTests.Card.Outcomes : [.. Outcomes.Select(static o => new PayableOutcome { Name = o })],
            Events = new() { EvidenceDays = 60 },
            LimitPerPerson = perPerson is { } p ? Money.Of(p) : null,
            TotalLimit = total is { } t ? Money.Of(t) : null,
            Accelerator = after == 8 ? null : new(after, 1.25m),
        }, events.Select((e, i) => e with
        {
            Id = FormattableString.Invariant($"e{i}"),
            Quantity = isOften ? 1m : e.Quantity,
        }).ToValueList(), seed);

    [Fact]
    public void The_order_of_events_changes_nothing() => CurveProperty.Holds(Cases, 100, static c =>
    {
        var shuffled = c.Events.ToArray();
        new Random(c.Seed).Shuffle(shuffled);
        Assert.Equal(c.Card.Count(c.Events, RateCardTests.Year), c.Card.Count(shuffled.ToValueList(), RateCardTests.Year));
    });

    [Fact]
    public void No_event_is_dropped_and_entries_add_up_to_the_figure() => CurveProperty.Holds(Cases, 100, static c =>
    {
        var tally = c.Card.Count(c.Events, RateCardTests.Year);
        Assert.Equal(c.Events.Select(static e => e.Id).Order(StringComparer.Ordinal),
            tally.Entries.Select(static e => e.Event).Order(StringComparer.Ordinal));
        Assert.Equal(tally.Amount.Value, tally.Entries.Sum(static e => e.Counted));
        Assert.All(tally.Entries, static e => Assert.InRange(e.Counted, 0m, e.Asked));
        Assert.All(tally.Amount.Lines, static l => Assert.Equal(l.Value, l.Replay()));
        Assert.True(!(tally.Amount.Value > c.Card.TotalLimit?.Amount));
        Assert.All(tally.Entries.GroupBy(static e => e.Subject), g =>
            Assert.True(!(g.Sum(static e => e.Counted) > c.Card.LimitPerPerson?.Amount)));
    });

    [Fact]
    public void A_higher_limit_never_pays_less() => CurveProperty.Holds(Cases, 100, static c =>
    {
        var paid = c.Card.Count(c.Events, RateCardTests.Year).Amount.Value;
        foreach (var higher in new[]
        {
            c.Card with { TotalLimit = c.Card.TotalLimit + Money.Of(50) },
            c.Card with { LimitPerPerson = c.Card.LimitPerPerson + Money.Of(50) },
            c.Card with { TotalLimit = null }, c.Card with { LimitPerPerson = null },
        })
        {
            Assert.True(higher.Count(c.Events, RateCardTests.Year).Amount.Value >= paid);
        }
    });

    [Fact]
    public void Two_halves_of_a_year_count_as_the_whole() => CurveProperty.Holds(Cases, 100, static c =>
    {
        // References are not carried from one tally to the next, so each event has its own here.
        var events = c.Events.Select(static e => e with { Reference = null }).Where(static e =>
            e.Date >= RateCardTests.Year.Start && e.Date <= RateCardTests.Year.End).ToValueList();
        var middle = new LocalDate(2026, 6, 30);
        var first = c.Card.Count(events.Where(e => e.Date <= middle).ToValueList(), new(RateCardTests.Year.Start, middle));
        var second = c.Card.Count(events.Where(e => e.Date > middle).ToValueList(), new(middle.PlusDays(1), RateCardTests.Year.End),
            first.Entries);
        var whole = c.Card.Count(events, RateCardTests.Year);
        Assert.Equal(whole.Entries, [.. first.Entries, .. second.Entries]);
        Assert.Equal(whole.Amount.Value, first.Amount.Value + second.Amount.Value);
    });
}
