using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Programs;

/// <summary>What holds for every corridor, at its edges above all.</summary>
public sealed class CorridorPropertyTests
{
    private static readonly DateInterval Year = new(new(2024, 1, 1), new(2024, 12, 31));

    private static readonly Gen<decimal> Amounts = Gen.Choose(1, int.MaxValue)
        .SelectMany(static high => Gen.Choose(0, 99_999).Select(low => ((decimal)high * 100m) + (low / 100m)));

    private static Contract TargetRatio => MedicaidCorridors.For(new()
    {
        Form = MedicaidCorridorKind.TargetRatio,
        Term = Year,
        Ratio = new(88.Percent(), Authority.Of("a contract")),
        Bands = new(CorridorBands.Symmetric(new(Rate.Zero, 3.Percent().Of(MedicaidCorridors.Revenue)), new(Rate.One)),
            Authority.Of("a contract")),
    }).Contract;

    /// <summary>Every corridor whose opening amount is cost less target.</summary>
    public static TheoryData<string, Contract> PlanCorridors => new()
    {
        { "Part D 2006", PartD.For(new() { Year = 2006 }).Contract },
        { "Part D 2007, 90 %", PartD.For(new() { Year = 2007, NinetyPercentRule = true }).Contract },
        { "Part D 2008", PartD.For(new() { Year = 2008 }).Contract },
        { "Part D 2026", PartD.For(new() { Year = 2026 }).Contract },
        { "ACA 2014", AcaRiskCorridors.For(new() { Year = 2014 }).Contract },
        { "ACA 2014, prorated", AcaRiskCorridors.For(new() { Year = 2014, PaymentProration = AcaRiskCorridors.Proration2014 }).Contract },
        { "Vermont", MedicaidCorridors.For(new() { Form = MedicaidCorridorKind.ExpectedCost, Term = Year,
            Bands = MedicaidCorridors.VermontExpectedCost }).Contract },
        { "Michigan", MedicaidCorridors.For(new() { Form = MedicaidCorridorKind.UnspentFunds, Term = Year,
            Bands = MedicaidCorridors.MichiganUnspentFunds }).Contract },
        { "Florida", MedicaidCorridors.For(new() { Form = MedicaidCorridorKind.MinimumLossRatio, Term = Year,
            Ratio = MedicaidCorridors.FloridaLeastRatio }).Contract },
        { "Medicare loss ratio", LossRatioRemittance.For(new() { Plan = LossRatioPlan.Medicare, Year = 2024 }).Contract },
        { "target ratio", TargetRatio },
    };

    [Theory]
    [MemberData(nameof(PlanCorridors))]
    public void ContinuousMonotoneBoundedAndEqualToSettling(string name, Contract contract)
    {
        var prepared = contract.Prepare();
        CurveProperty.Holds(Amounts, 100, target =>
        {
            var payoff = prepared.PayoffOverSpending(Of(contract, target, 0m));
            Assert.True(payoff.Curve.IsContinuous, name);
            Assert.True(payoff.Curve.IsNonDecreasing, name);
            Assert.Equal(0m, payoff.At(target));
            foreach (var cost in AroundEdges(payoff))
            {
                var settled = prepared.Settle(Of(contract, target, cost));
                Agree(settled, payoff, cost);
                Assert.True(Math.Abs(settled.Earned.Unrounded) <= Math.Abs(settled.Opening), name);
                Assert.True(settled.Earned.Unrounded * settled.Opening >= 0m, name);
                Assert.All(settled.Lines, static line => Assert.Equal(line.Value, line.Replay()));
                Assert.Equal(settled.Earned.Unrounded,
                    settled.Lines.Where(static l => !l.Path.StartsWith("payment", StringComparison.Ordinal)).Sum(static l => l.Delta));
            }
        });
    }

    [Fact]
    public void TheLetterOfPartDHasOneJump() => CurveProperty.Holds(Amounts, 100, static target =>
    {
        foreach (var year in new[] { 2006, 2012 })
        {
            var contract = PartD.For(new() { Year = year, LiteralText = true }).Contract;
            var payoff = contract.PayoffOverSpending(Of(contract, target, 0m));
            var jump = Assert.Single(payoff.Curve.Edges, static e => e.IsJump);
            Assert.Equal(target * (year == 2006 ? 0.95m : 0.9m), jump.At);
            Assert.Equal(target * (year == 2006 ? 0.08m : 0.16m), jump.Jump);
            foreach (var cost in AroundEdges(payoff))
            {
                Agree(contract.Settle(Of(contract, target, cost)), payoff, cost);
            }
        }
    });

    [Fact]
    public void APriceNeverPassesItsCeilingAndRisesNoFasterThanCost() =>
        CurveProperty.Holds(Gen.Zip(Amounts, Gen.Zip(Gen.Choose(0, 100), Gen.Choose(0, 100))), 200, static x =>
    {
        var target = new IncentiveTarget
        {
            Cost = Money.Of(x.Item1),
            Profit = Money.Of(x.Item1) * 10.Percent(),
            UnderrunShare = x.Item2.Item1.Percent(),
            OverrunShare = x.Item2.Item2.Percent()
        };
        var terms = new FixedPriceIncentiveTerms { Target = target, Ceiling = target.CeilingAt(125.Percent()), Term = Year };
        var contract = terms.Contract();
        var payoff = contract.PayoffOverSpending(FixedPriceIncentive.For(terms).Experience(Money.Zero));
        Assert.True(payoff.Curve.IsContinuous && payoff.Curve.IsNonDecreasing);
        Assert.All(payoff.Curve.Pieces.ToArray(), static p => Assert.InRange(p.Slope, 0m, 1m));
        foreach (var cost in AroundEdges(payoff))
        {
            var settled = contract.Settle(FixedPriceIncentive.For(terms).Experience(Money.Of(cost)));
            Agree(settled, payoff, cost);
            Assert.True(settled.Earned.Unrounded <= terms.Ceiling!.Value.Amount);
        }

        if (target.PointOfTotalAssumption(terms.Ceiling!.Value).Value is { } point)
        {
            // From there on, every further dollar is the contractor's.
            Assert.Equal(0m, payoff.At(point + 1_000m) - payoff.At(point + 1m));
        }
    });

    private static void Agree(Settlement settled, Payoff payoff, decimal cost)
    {
        var at = payoff.At(cost);
        Assert.True(Math.Abs(settled.Earned.Unrounded - at) <= 1e-12m * Math.Max(1m, Math.Abs(at)),
            FormattableString.Invariant($"{cost}: {settled.Earned.Unrounded} and {at}"));
        Assert.Equal(settled.Earned.Published, Rounding.Cents.Apply(at));
    }

    private static IEnumerable<decimal> AroundEdges(Payoff payoff) =>
        payoff.Curve.Edges.Select(static e => Rounding.Cents.Apply(e.At))
        .SelectMany(static at => new[] { at - 0.01m, at, at + 0.01m, at * 0.7m, at * 1.4m }.Select(Rounding.Cents.Apply))
        .Where(static c => c >= 0m);

    internal static Experience Of(Contract contract, decimal target, decimal cost) => new()
    {
        Benchmark = Money.Of(target),
        Expenditure = Money.Of(cost),
        Facts = contract.Id.StartsWith("medicaid", StringComparison.Ordinal) && contract.Clauses[0] is MarginalBands bands
            && bands.Gain[0].UpTo is ShareOf share && share.Of == MedicaidCorridors.Revenue
            ? [Number.Of(MedicaidCorridors.Revenue, Money.Of(target))] : [],
    };
}
