using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Tallies;
using static ValueSettlement.Tests.Tallies.Services;

namespace ValueSettlement.Tests.Tallies;

/// <summary>Credits at every edge of the tiers, of the claim and of the minimum.</summary>
public sealed class CreditTiersTests
{
    /// <summary>The public Compute SLA: below 99.99 % 10 %, below 99.0 % 30 %, below 95.0 % everything, in months of each length.</summary>
    [Theory]
    [InlineData(2, 28)]
    [InlineData(4, 30)]
    [InlineData(5, 31)]
    public void A_bound_belongs_to_the_better_tier_to_the_second(int month, int days)
    {
        var period = new DateInterval(new(2026, month, 1), new(2026, month, days));
        var start = Instant.FromUtc(2026, month, 3, 4, 5);
        foreach (var (bound, better, worse) in new[] { (0.9999m, 0m, 0.1m), (0.99m, 0.1m, 0.3m), (0.95m, 0.3m, 1m) })
        {
            // 99.99 % of a month of 30 days allows for 259.2 seconds.
            var edge = Duration.FromTicks((double)(days * 86_400m * (1m - bound) * NodaConstants.TicksPerSecond));
            Assert.Equal(days * 86_400m * (1m - bound), (decimal)edge.TotalTicks / NodaConstants.TicksPerSecond);
            foreach (var (more, share) in new[] { (-1L, better), (0L, better), (1L, worse) })
            {
                foreach (var step in new[] { Duration.FromSeconds(1), Duration.FromNanoseconds(1) })
                {
                    var credit = Cloud.Credit(Always().Measure(period, [Down("x", start, edge + (step * more))]), Money.Of(1_000m),
                        period.End.PlusDays(1));
                    Assert.Equal(share, credit.Share.Value);
                    Assert.Equal(share * -1_000m, credit.Tally.Amount.Value);
                    Assert.Equal(share == 0m ? CreditStatus.NoCredit : CreditStatus.Credit, credit.Status);
                }
            }
        }
    }

    [Fact]
    public void Conditions_are_asked_in_their_order()
    {
        static CreditStatus Status(CreditTiers tiers, decimal availability, decimal charge, LocalDate? claimed) =>
            tiers.Credit(Rate.Of(availability), Money.Of(charge), April, claimed).Status;

        var (inTime, late) = (new LocalDate(2026, 6, 30), new LocalDate(2026, 7, 1));
        Assert.Equal(CreditStatus.NoCredit, Status(Cloud, 1m, 1_000m, null));
        Assert.Equal(CreditStatus.NotClaimed, Status(Cloud, 0.98m, 1m, null));
        Assert.Equal(CreditStatus.LateClaim, Status(Cloud, 0.98m, 1m, late));
        Assert.Equal(CreditStatus.BelowMinimum, Status(Cloud, 0.995m, 10m, inTime));
        Assert.Equal(CreditStatus.Credit, Status(Cloud, 0.995m, 10.01m, inTime));
        Assert.Equal(CreditStatus.Credit, Status(Cloud with { Claim = null, MustExceed = null }, 0.995m, 0.01m, null));
        var unknown = Cloud.Credit(Figure.Absent(AbsenceKind.NotApplicable, "Never due."), Money.Of(1m), April, inTime);
        Assert.Equal((CreditStatus.NotDefined, AbsenceKind.NotCalculable), (unknown.Status, unknown.Tally.Amount.Absence!.Kind));
        Assert.Equal((new LocalDate(2028, 2, 29), new LocalDate(2028, 1, 30)),
            (new ClaimDeadline(DeadlineUnit.BillingMonths, 2).Last(new(2027, 12, 31)), new ClaimDeadline(DeadlineUnit.Days,
                30).Last(new(2027, 12, 31))));
    }

    [Fact]
    public void The_lines_lead_from_availability_to_the_amount()
    {
        var credit = (Cloud with { Limit = Money.Of(250m) }).Credit(98.5m.Percent(), Money.Of(1_000m), April, new(2026, 6, 30));
        Assert.Equal(
        [
            "Availability: 98.5%", "Charge: 1,000", "Share of the charge: 30%", "Credit of the tier: 30% × 1,000 = 300",
            "Credit, at most the limit: the lesser of 300 and 250 = 250", "Credit claimed in time: 250 × 1 = 250",
            "Credit above the minimum: 250 if it is above 1 or below 0, otherwise 0 = 250", "Credit, owed by the supplier: 0 − 250 = -250",
        ], credit.Tally.Amount.Lines.Select(static l => l.ToString()));
        Assert.Equal(["The row from 95% to below 99%.", "Claimed on 2026-06-30; the last day was 2026-06-30."],
            credit.Tally.Amount.Lines.Select(static l => l.Note).OfType<string>());
        Assert.All(credit.Tally.Amount.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    [Fact]
    public void Tables_that_cannot_be_are_refused()
    {
        static string[] Codes(CreditTiers tiers) => [.. tiers.Validate().Select(static f => f.Code)];

        Assert.Empty(Codes(Cloud));
        Assert.Equal(["credit-range"], Codes(Cloud with { Shares = Scale.Steps((0.9m, 0m)) }));
        Assert.Equal(["credit-rises"], Codes(Cloud with { Shares = Scale.Steps((0m, 0m), (0.99m, 0.1m)) }));
        Assert.Equal(["credit-rises"], Codes(Cloud with { Shares = Scale.Knots((0m, 1m), (1m, 0m)) }));
        Assert.Equal(["scale-values"], Codes(Cloud with { Shares = Scale.Steps((0m, 1.5m)) }));
        Assert.Equal(["amount-negative", "amount-negative", "deadline-range"], Codes(Cloud with
        {
            MustExceed = Money.Of(-1m),
            Limit = Money.Of(-1m),
            Claim = new(DeadlineUnit.Days, -1),
        }));
        Assert.Equal(["availability", "charge"], Assert.Throws<SettlementException>(static () =>
            Cloud.Credit(101.Percent(), Money.Of(-1m), April, null)).Failures.Select(static f => f.Path));
        Assert.Throws<ArgumentException>(static () => CreditTiers.Below());
    }
}
