using NodaTime;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Evidence;

/// <summary>Days of another calendar, and years before the first, are failures: nothing compares or counts from them.</summary>
public sealed class DateRulesTests
{
    private static readonly LocalDate Coptic = new LocalDate(2024, 6, 30).WithCalendar(CalendarSystem.Coptic);
    private static readonly DateInterval Other = new(Coptic, Coptic.PlusDays(10));
    private static readonly DateInterval Early = new(new(-9998, 1, 1), new(2024, 12, 31));

    public static TheoryData<DateInterval> Periods => [Other, Early];

    [Theory]
    [MemberData(nameof(Periods))]
    public void A_contract_names_days_of_the_calendar(DateInterval period)
    {
        Assert.Contains(Whole(period, new Relief()).Validate(), static f => f.Code == "date-range"
            && f.Path.StartsWith("term.", StringComparison.Ordinal));
        Assert.Contains(Whole(JsonSamples.Settling.Term, new EarlyTermination { Period = period }).Validate(), static f =>
            f.Code == "date-range" && f.Path.StartsWith("clauses[0].period.", StringComparison.Ordinal));
        Assert.NotEmpty(Whole(period, new EarlyTermination { Period = period }).TrySettle(JsonSamples.SettlingFacts).Failures);
        var sum = JsonSamples.Pooled with { Parts = [JsonSamples.Settling with { Payment = [] }, Whole(period, new Relief())] };
        Assert.Contains(sum.TrySettle(new()).Failures, static f =>
            f.Code == "date-range" && f.Path.StartsWith("parts[1].term.", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Periods))]
    public void An_experience_names_days_of_the_calendar(DateInterval period)
    {
        var outcome = JsonSamples.Settling.TrySettle(JsonSamples.SettlingFacts with { Period = period });
        Assert.Contains(outcome.Failures, static f => f.Code == "date-range" && f.Path.StartsWith("period.", StringComparison.Ordinal));
        var parts = new Experience { Parts = [JsonSamples.SettlingFacts with { Arrangement = "settling", Period = period }] };
        var sum = JsonSamples.Paying with { Parts = [JsonSamples.Settling] };
        Assert.Contains(sum.TrySettle(parts).Failures, static f =>
            f.Code == "date-range" && f.Path.StartsWith("parts[0].period.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_termination_names_a_day_of_the_calendar(bool otherCalendar)
    {
        var contract = Whole(JsonSamples.Settling.Term, new EarlyTermination { Period = JsonSamples.Settling.Term });
        var termination = new Termination { InitiatedBy = TerminatedBy.Payer, EffectiveDate = otherCalendar ? Coptic : new(-1, 12, 31) };
        var outcome = contract.TrySettle(new() { Benchmark = Money.Of(100m), Expenditure = Money.Of(110m), Facts = [termination] });
        Assert.Equal("facts[0].effectiveDate", Assert.Single(outcome.Failures, static f => f.Code == "date-range").Path);
    }

    [Fact]
    public void A_day_of_another_calendar_is_not_written()
    {
        foreach (var write in (Action[])
        [
            () => SettlementJson.Write(JsonSamples.Settling with { Term = Other }),
            () => SettlementJson.Write(new Experience { Period = Other }),
            () => SettlementJson.Write(new Experience { Facts = [new Termination { InitiatedBy = TerminatedBy.Payer,
                EffectiveDate = Coptic }] }),
            () => SettlementJson.Digest(JsonSamples.Settling with { Term = Other }),
        ])
        {
            Assert.Equal("document-unwritable", Assert.Single(Assert.Throws<SettlementException>(write).Failures).Code);
        }
    }

    private static Contract Whole(DateInterval term, Clause clause) =>
        JsonSamples.Settling with { Term = term, Clauses = [clause], Payment = [] };
}
