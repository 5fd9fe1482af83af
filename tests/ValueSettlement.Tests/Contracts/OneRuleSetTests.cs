using NodaTime;

namespace ValueSettlement.Tests.Contracts;

/// <summary>The amount alone and the explained settlement refuse the same experiences, in the same words.</summary>
public sealed class OneRuleSetTests
{
    private static readonly Contract Relieved = new()
    {
        Id = "relieved",
        Currency = "USD",
        Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
        Clauses = [new SharingRate { Gain = 50.Percent(), Loss = Rate.One }, new Relief(),
            new EarlyTermination { Period = new(new(2026, 1, 1), new(2026, 12, 31)) }],
    };

    private static readonly Experience Sound = new() { Benchmark = Money.Of(100m), Expenditure = Money.Of(200m) };

    public static TheoryData<string, Experience> Wrong => new()
    {
        { "fact-twice", Sound with { Facts = [Number.Relief(Money.Of(30m)), .. Number.ReliefShares(50.Percent(), 50.Percent())] } },
        { "fact-twice", Sound with { Facts = [.. Number.ReliefShares(50.Percent(), 50.Percent()), Number.Relief(Money.Of(30m))] } },
        { "fact-twice", Sound with { Facts = [Number.Relief(Money.Of(30m)), Number.Relief(Money.Of(30m))] } },
        { "fact-unread", Sound with { Facts = [Number.AssignedBeneficiaries(5)] } },
        { "name-unread", Sound with { Arrangement = "relieved" } },
        { "figure-unread", Sound with { Opening = Money.Of(1m) } },
        { "part-unknown", Sound with { Parts = [new() { Arrangement = "x" }] } },
        { "figure-range", Sound with { Benchmark = Money.Of(-1m) } },
        { "figure-missing", Sound with { Expenditure = null } },
        { "figure-unit", Sound with { Expenditure = 5.Percent() } },
        { "figure-inconsistent", Sound with { Expenditure = new Figure { Value = 5m, Absence = new(AbsenceKind.Missing, "none") } } },
        { "currency-differs", Sound with { Currency = "EUR" } },
        { "period-outside-term", Sound with { Period = new(new(2025, 1, 1), new(2025, 12, 31)) } },
        { "date-outside-term", Sound with { Facts = [new Termination { InitiatedBy = TerminatedBy.Payer, EffectiveDate = new(2027, 1,
            1) }] } },
        { "number-range", Sound with { Facts = [Number.Relief(Money.Of(-30m))] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Both_paths_refuse_it(string code, Experience experience)
    {
        var prepared = Relieved.Prepare();
        var explained = prepared.TrySettle(experience).Failures;
        Assert.Equal([code], explained.Select(static f => f.Code));
        Assert.Equal(explained, Assert.Throws<SettlementException>(() => prepared.Earned(experience)).Failures);
        Assert.Equal(explained, Assert.Throws<SettlementException>(() => prepared.Settle(experience)).Failures);
    }

    [Fact]
    public void A_sound_experience_with_every_member_allocates_nothing_either()
    {
        var experience = Sound with { Currency = "USD", Period = Relieved.Term, Facts = [Number.Relief(Money.Of(30m))] };
        var prepared = Relieved.Prepare();
        Assert.Equal(-70m, prepared.Earned(experience));
        var least = long.MaxValue;
        for (var i = 0; i < 200; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = prepared.Earned(experience);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0L, least);
    }
}
