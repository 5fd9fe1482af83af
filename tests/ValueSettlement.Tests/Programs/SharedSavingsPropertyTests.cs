using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Contracts;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Programs;

/// <summary>What holds for every contract of the programme, at the edges.</summary>
public sealed class SharedSavingsPropertyTests
{
    private static readonly SharedSavingsTerms[] AllTerms =
    [
        .. from track in Enum.GetValues<Track>()
           from period in Enumerable.Range(2013, 14).Select(PerformancePeriod.Year).Append(PerformancePeriod.JanuaryToJune2019)
               .Append(PerformancePeriod.JulyToDecember2019)
           from start in new LocalDate[] { new(2012, 4, 1), new(2016, 1, 1), new(2018, 1, 1), new(2019, 7, 1), new(2022, 1, 1),
               new(2024, 1, 1) }
           from choice in new[] { null, MinimumRateChoice.Table, MinimumRateChoice.Fixed(Rate.Zero), MinimumRateChoice.Fixed(1.Percent()),
               MinimumRateChoice.Fixed(2.Percent()) }
           from year in track == Track.Track2 ? new int?[] { 1, 2, 3 } : [null]
           from limit in track == Track.Track1Plus ? new LossLimitBasis?[] { LossLimitBasis.Benchmark, LossLimitBasis.Revenue } : [null]
           let terms = new SharedSavingsTerms { Track = track, Year = period.CalendarYear, SixMonths = period.SixMonths,
               AgreementStart = start, MinimumRate = choice, TrackYear = year, LossLimit = limit }
           where terms.Validate().Count == 0
           select terms,
    ];

    internal static readonly Gen<ContractCase> Years =
        from terms in Gen.Elements(AllTerms)
        from benchmark in Gen.OneOf(Gen.Elements(100_000_000m, 93_411_313m, 613_084_880.40m), Gen.Choose(1_000_000, 2_000_000_000)
            .Select(static n => n * 0.37m))
        from assigned in Gen.OneOf(Gen.Elements(4_999, 5_000, 5_333, 59_999, 60_000, 500), Gen.Choose(500, 100_000))
        from standard in Gen.Elements(Enum.GetValues<QualityStandard>())
        from score in Gen.Choose(0, 10_000)
        from revenue in Gen.Choose(0, 2_000_000_000)
        from twoWay in Gen.Elements(0.97m, 1m, 1.001m, 1.02m, 1.2m)
        from low in Gen.Elements(true, false)
        from months in Gen.Choose(0, 11)
        from optional in Gen.Choose(0, 31)
        let contract = MedicareSharedSavings.For(terms).Contract
        let all = (Fact?[])
        [
            Number.AssignedBeneficiaries(assigned), new Quality { Standard = standard, Score = Rate.Of(score / 10_000m) },
                Number.Of(Basis.ParticipantRevenue, Money.Of(revenue)), new RevenueCategory { Low = low },
            (optional & 1) != 0 ? Number.Of(MedicareSharedSavings.TwoWayBenchmark,
                Money.Of(Rounding.Cents.Apply(benchmark * twoWay))) : null,
            .. (optional & 6) == 2 ? Number.ReliefShares(Rate.Of(months / 12m), 90.Percent()) : (optional & 6) == 4
                ? [Number.Relief(Money.Of(revenue / 100m))] : [],
            (optional & 24) == 8 ? new Termination { InitiatedBy = low ? TerminatedBy.Organisation : TerminatedBy.Payer,
                EffectiveDate = terms.Period.Start.PlusMonths(months % (terms.SixMonths is null ? 12 : 6)), CloseOutCompleted = true }
                : null,
        ]
        select new ContractCase(contract,
            new Experience { Benchmark = Money.Of(benchmark), Expenditure = Money.Of(benchmark), Facts = Read(contract, all) });

    [Fact]
    public void Spending_more_never_earns_more_and_fold_and_payoff_agree_without_exception()
    {
        var points = 0;
        CurveProperty.Holds(Years, 1_500, c =>
        {
            var prepared = c.Contract.Prepare();
            var payoff = prepared.PayoffOverSpending(c.Experience);
            // The half rate, the guardrail and the minimum rate jump, and all of them jump the same way.
            Assert.True(payoff.Curve.IsNonIncreasing, payoff.ToString());
            decimal? before = null;
            foreach (var spending in c.Around(payoff.Curve).Order())
            {
                points++;
                var earned = prepared.Earned(c.At(spending));
                var read = payoff.At(spending);
                Assert.True(Math.Abs(earned - read) <= 1e-12m * Math.Max(1m, Math.Abs(earned)),
                    FormattableString.Invariant($"At {spending} settled {earned}, payoff {read}: {payoff}"));
                Assert.Equal(Rounding.Whole.Apply(earned), Rounding.Whole.Apply(read));
                Assert.Equal(Rounding.Cents.Apply(earned), Rounding.Cents.Apply(read));
                Assert.True(before is null || earned <= before,
                    FormattableString.Invariant($"At {spending} earned {earned}, a cent or more below it {before}"));
                before = earned;
            }
        });
        TestContext.Current.TestOutputHelper?.WriteLine(
            FormattableString.Invariant($"{AllTerms.Length} terms, {points} amounts of spending."));
    }

    [Theory]
    [InlineData(Track.Track1, 2016, null, 5_333, 3_800_000, true, false)]
    [InlineData(Track.Track2, 2013, null, 5_333, 2_000_000, true, true)]
    [InlineData(Track.Track3, 2018, 2.0, 5_333, 2_000_000, true, true)]
    [InlineData(Track.BasicB, 2023, null, 60_000, 2_000_000, true, false)]
    [InlineData(Track.BasicE, 2023, 1.5, 9_000, 1_500_000, true, true)]
    [InlineData(Track.Enhanced, 2023, 0.5, 9_000, 500_000, true, true)]
    [InlineData(Track.Enhanced, 2023, 0.5, 4_999, 3_900_000, true, true)]
    public void A_minimum_rate_met_exactly_is_met(Track track, int year, double? choice, int assigned, int minimum, bool gains, bool losses)
    {
        var start = year < 2016 ? new LocalDate(2012, 4, 1) : year < 2019 ? new(2016, 1, 1) : new(2020, 1, 1);
        var prepared = MedicareSharedSavings.For(new()
        {
            Track = track,
            Year = year,
            AgreementStart = start,
            MinimumRate = choice is { } percent ? MinimumRateChoice.Fixed(((decimal)percent).Percent()) : null,
            TrackYear = track == Track.Track2 ? 1 : null,
        }).Contract.Prepare();
        decimal Earned(decimal difference) => prepared.Earned(new()
        {
            Benchmark = Money.Of(100_000_000m),
            Expenditure = Money.Of(100_000_000m - difference),
            Facts = Read(prepared.Contract, [Number.AssignedBeneficiaries(assigned), Quality.Met(90.Percent()),
                Number.Of(Basis.ParticipantRevenue, Money.Of(90_000_000m))]),
        });
        Assert.Equal(gains, Earned(minimum) > 0m);
        Assert.Equal(losses, Earned(-minimum) < 0m);
        Assert.Equal(0m, Earned(minimum - 0.01m));
        Assert.Equal(0m, Earned(0.01m - minimum));
        Assert.Equal(Earned(minimum) > 0m, Earned(minimum + 0.01m) > 0m);
    }

    [Fact]
    public void A_minimum_rate_of_zero_counts_the_first_cent()
    {
        var prepared = MedicareSharedSavings.For(new()
        {
            Track = Track.Enhanced,
            Year = 2023,
            AgreementStart = new(2022, 1, 1),
            MinimumRate = MinimumRateChoice.Fixed(Rate.Zero)
        }).Contract.Prepare();
        Settlement Settle(decimal difference) =>
            prepared.Settle(new()
            {
                Benchmark = Money.Of(100_000_000m),
                Expenditure = Money.Of(100_000_000m - difference),
                Facts = [Number.AssignedBeneficiaries(9_000), Quality.Met(Rate.One)]
            });
        Assert.Equal(0.01m * 0.75m * 0.98m, Settle(0.01m).Earned.Unrounded);
        Assert.Equal(-0.01m * 0.40m, Settle(-0.01m).Earned.Unrounded);
        Assert.Equal(Party.Neither, Settle(0m).Owes);
        Assert.Equal(0m, Settle(0m).Earned.Unrounded);
    }

    private static ValueList<Fact> Read(Contract contract, IEnumerable<Fact?> facts)
    {
        var reads = new FactSet();
        foreach (var clause in contract.Clauses.Concat(contract.Payment))
        {
            clause.Reads(reads);
        }

        return facts.OfType<Fact>().Where(reads.Has).ToValueList();
    }
}
