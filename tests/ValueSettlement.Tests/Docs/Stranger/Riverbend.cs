// snippet: riverbend
using NodaTime;
using ValueSettlement;

namespace Stranger;

/// <summary>The agreement of a health plan with the Riverbend clinics, 2026.</summary>
internal static class Riverbend
{
    public static Contract Contract { get; } = new()
    {
        Id = "riverbend-2026",
        Currency = "USD",
        Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
        Words = new ContractWords { Payer = "plan", Provider = "clinic group" },
        OrderAuthority = Authority.Of("Agreement of 2025-10-01, section 5",
            "The minimum looks at the whole difference, the share comes next, and the limits hold what is paid and owed."),
        Clauses =
        [
            new MinimumRate { Savings = 2.Percent(), Losses = 2.Percent(), Shares = Sharing.FirstDollar, Authority = Section("5.1") },
            new SharingRate
            {
                Gain = RateByScore.Steps((60.Percent(), 40.Percent()), (80.Percent(), 50.Percent())),
                Loss = 30.Percent(),
                Authority = Section("5.2"),
            },
            new Limit
            {
                Gain = 4.Percent(),
                Loss = new LesserOf([3.Percent(), 8.Percent().Of(Basis.ParticipantRevenue)]),
                Authority = Section("5.3"),
            },
        ],
        Payment = [new Recoupment { Balance = Basis.AdvanceBalance, Authority = Section("6") }],
    };

    /// <summary>A year with this spending and this quality score; the rest as it was agreed or measured.</summary>
    public static Experience Year(Money spending, Rate score) => new()
    {
        Benchmark = Money.Of(40_000_000),
        Expenditure = spending,
        Facts =
        [
            Quality.Scored(score),
            Number.Of(Basis.ParticipantRevenue, Money.Of(12_000_000)),
            Number.Of(Basis.AdvanceBalance, Money.Of(300_000)),
        ],
    };

    private static Authority Section(string number) => Authority.Of("Agreement of 2025-10-01, section " + number);
}
// end
