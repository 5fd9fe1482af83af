using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Json;
using static ValueSettlement.Tests.Tallies.Services;

namespace ValueSettlement.Tests.Programs;

public sealed class ServiceLevelsTests
{
    private static readonly ServiceLevelsTerms Month = TermsSamples.All.OfType<ServiceLevelsTerms>().Single(static t => t.Schedule is null);
    private static readonly ServiceLevelsTerms Year =
        TermsSamples.All.OfType<ServiceLevelsTerms>().Single(static t => t.Schedule is not null);

    [Fact]
    public void The_supplier_owes_the_credit_and_says_so_in_the_contracts_words()
    {
        var programme = ServiceLevels.For(new() { Id = "api", Currency = "USD", Term = April, Availability = Always(), Credits = Cloud });
        var settled = programme.Contract.Settle(programme.Experience(Money.Of(8_400m), [Down("x", At(9, 9), 45)], claimed: new(2026, 6,
            30)));
        Assert.Equal(-840m, settled.Payable.Published);
        var statement = settled.Statement().ToString();
        Assert.Contains("supplier", statement, StringComparison.Ordinal);
        Assert.DoesNotContain("provider", statement + programme.Contract.InWords(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0m, programme.Contract.Settle(programme.Experience(Money.Of(8_400m), [Down("x", At(9, 9), 45)])).Payable.Published);
    }

    [Fact]
    public void Months_add_up_and_what_was_paid_before_is_not_paid_again()
    {
        var programme = ServiceLevels.For(Year);
        ValueList<ServiceMonth> months = [Of(1, 0.99m), Of(2, 0.99m), Of(3, 1m)];
        var experience = programme.Experience(months);
        Assert.Equal(programme.Months(months).Sum(static m => m.Tally.Amount.Value), experience.Opening!.Value);
        var settled = programme.Contract.Settle(experience with
        {
            Facts = [.. experience.Facts, Number.Of(Basis.PreviouslySettled,
                Money.Of(programme.Months([months[0]])[0].Tally.Amount.Value!.Value))],
        });
        Assert.Equal(programme.Months(months).Skip(1).Sum(static m => m.Tally.Amount.Value), settled.Payable.Unrounded);
        Assert.Equal("months-order", Assert.Single(Assert.Throws<SettlementException>(() => programme.Months([months[1]])).Failures).Code);

        static ServiceMonth Of(int month, decimal uptime) => new(new(2024, month), Money.Of(50_000m), [new(Year.Schedule!.Levels[0].Id,
            Rate.Of(uptime))]);
    }

    [Fact]
    public void Terms_are_of_one_of_two_kinds_and_covered_by_the_digest()
    {
        Assert.Equal("service-level-rules", Assert.Single((Month with { Credits = null }).Validate()).Code);
        Assert.Equal("service-level-rules", Assert.Single((Year with { Credits = Month.Credits }).Validate()).Code);
        Assert.Equal("term-months", Assert.Single((Year with { Term = new(new(2024, 1, 2), new(2024, 12, 31)) }).Validate()).Code);
        Assert.Equal("period-length", Assert.Single((Month with { Term = new(new(2004, 1, 1), new(2024, 12, 31)) }).Validate()).Code);
        Assert.Equal("term-unused",
            Assert.Single(Assert.Throws<SettlementException>(static () => ServiceLevels.For(Year).Measure([])).Failures).Code);
        Assert.Equal("term-unused",
            Assert.Single(Assert.Throws<SettlementException>(static () => ServiceLevels.For(Month).Months([])).Failures).Code);
        static string Digest(ServiceLevelsTerms terms) => SettlementJson.Digest(terms.Contract());
        Assert.NotEqual(Digest(Month), Digest(Month with { Credits = Month.Credits! with { Claim = new(DeadlineUnit.Days, 31) } }));
        Assert.NotEqual(Digest(Month), Digest(Month with { Availability = Month.Availability! with { MaintenanceNoticeMinutes = 1 } }));
        Assert.NotEqual(Digest(Year), Digest(Year with { Schedule = Year.Schedule! with { EarnBack = null } }));
        Assert.Equal(Digest(Month), Digest(Month with { Credits = Month.Credits! with { Authority = Authority.Of("elsewhere") } }));
    }
}
