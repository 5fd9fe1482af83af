using FsCheck;
using FsCheck.Fluent;
using ValueSettlement.Curves;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Contracts;
using ValueSettlement.Tests.Curves;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Insight;

/// <summary>A payoff in cents gives every cent that a settlement publishes, or fails where settling fails.</summary>
public sealed class CentPayoffTests
{
    private const int Cases = 100;
    private const int RandomPoints = 60;

    private static readonly Gen<Rounding> Rules =
        from digits in Gen.Choose(0, 2)
        from mode in Gen.Elements(Enum.GetValues<RoundingMode>())
        select new Rounding(digits, mode);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_publishes_what_settling_publishes_around_every_edge_of_every_contract(bool rough)
    {
        var cases = from c in (rough ? ContractGen.Rough : ContractGen.Exact).Single.Where(static c => c.HasSpending)
                    from rule in Rules
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    select (Case: c with { Contract = c.Contract with { Publishing = rule } }, seed);
        var points = new Points();
        CurveProperty.Holds(cases, Cases, x => points.Compare(x.Case.Contract, x.Case.Experience, x.seed));
        points.Report();
    }

    [Fact]
    public void It_publishes_what_settling_publishes_for_contracts_of_every_clause()
    {
        var cases = from c in Arbitraries.SimpleContractWithExperience
                    from rule in Rules
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    select (Contract: c.Contract with { Publishing = rule }, c.Experience, seed);
        var points = new Points();
        CurveProperty.Holds(cases, Cases, x => points.Compare(x.Contract, x.Experience, x.seed));
        points.Report();
    }

    [Fact]
    public void It_publishes_what_settling_publishes_in_the_shared_savings_program()
    {
        var points = new Points();
        CurveProperty.Holds(SharedSavingsPropertyTests.Years.Zip(Gen.Choose(0, int.MaxValue - 1)), Cases,
            x => points.Compare(x.Item1.Contract, x.Item1.Experience, x.Item2));
        points.Report();
    }

    [Fact]
    public void It_publishes_what_settling_publishes_in_team()
    {
        var cases = from terms in Gen.Elements(
                        new TeamTerms { Track = TeamTrack.Track1, Year = 2026, Hospital = TeamHospital.Rural, Id = "one" },
                        new TeamTerms { Track = TeamTrack.Track3, Year = 2027, Hospital = TeamHospital.Rural, Id = "three" })
                    from benchmark in Gen.Choose(1, 2_000_000_000).Select(static n => n * 0.37m)
                    from score in Gen.Choose(0, 10_000)
                    from after in Gen.Choose(0, 1_000_000)
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    select (terms, benchmark, score, after, seed);
        var points = new Points();
        CurveProperty.Holds(cases, Cases, x =>
        {
            var contract = Team.For(x.terms).Contract;
            var experience = contract.Prepare().Reading(new()
            {
                Benchmark = Money.Of(x.benchmark),
                Expenditure = Money.Of(x.benchmark),
                Facts = [Number.Of(Basis.PostEpisodeSpending, Money.Of(x.after)), Quality.Met(Rate.Of(x.score / 10_000m))],
            }, out _);
            points.Compare(contract, experience, x.seed);
        });
        points.Report();
    }

    [Theory]
    [MemberData(nameof(CorridorPropertyTests.PlanCorridors), MemberType = typeof(CorridorPropertyTests))]
    public void It_publishes_what_settling_publishes_in_corridors(string name, Contract contract)
    {
        Assert.NotEmpty(name);
        var cases = from target in Gen.Choose(1, int.MaxValue).Select(static n => n * 0.37m)
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    select (target, seed);
        var points = new Points();
        CurveProperty.Holds(cases, Cases / 4, x => points.Compare(contract, CorridorPropertyTests.Of(contract, x.target, x.target),
            x.seed));
        points.Report();
    }

    /// <summary>Shares whose products with a few cents lie within a billionth of half a cent, where one step of rounding decides.</summary>
    [Fact]
    public void It_rounds_as_settling_does_where_an_amount_lies_at_the_last_digits_beside_a_half()
    {
        decimal[] beside = [0m, 1e-8m, 4.9e-8m, 5e-8m, 5.1e-8m, 4.99e-8m, 4.9999e-8m, 5.0001e-8m, 1e-7m, 1e-10m, 1e-11m, 1e-13m, 1e-20m];
        var points = new Points();
        var random = new Random(425_605);
        for (var n = 0; n < LongSearch.Cases(120); n++)
        {
            var by = beside[random.Next(beside.Length)] / random.Next(1, 4);
            var share = (random.Next(0, 2) == 0 ? 0.5m : 0.25m) + (random.Next(0, 2) == 0 ? by : -by);
            var contract = FailureTests.With(new SharingRate { Gain = Rate.Of(share), Loss = Rate.Of(share) }) with
            {
                Publishing = new(random.Next(0, 3), (RoundingMode)random.Next(0, 5)),
            };
            points.Compare(contract, new() { Benchmark = Money.Of(random.Next(1, 10_000) / 100m) }, n);
        }

        points.Report();
    }

    [Fact]
    public void Parts_finer_units_and_amounts_out_of_range_are_refused()
    {
        var contract = FailureTests.With(new SharingRate { Gain = 50.Percent(), Loss = Rate.Zero });
        var experience = new Experience { Benchmark = Money.Of(100) };
        Assert.Equal("cents-finer", CodeOf(() => (contract with { Publishing = new(3) }).Prepare().PayoffInCents(experience)));
        var sum = contract with { Clauses = [], Parts = [contract with { Id = "a" }] };
        Assert.Equal("cents-of-sum", CodeOf(() => sum.Prepare().PayoffInCents(experience)));
        var payoff = contract.Prepare().PayoffInCents(experience);
        Assert.Equal(0, payoff.At(CentPayoff.MostSpending));
        Assert.Equal("spending-range", CodeOf(() => payoff.At(CentPayoff.MostSpending + 1)));
        Assert.Equal("spending-range", CodeOf(() => payoff.At(long.MinValue)));
        Assert.Equal("spending-range", CodeOf(() => payoff.At(long.MaxValue)));
        Assert.Equal("spending[1]", Assert.Throws<SettlementException>(() => payoff.At([1, long.MaxValue], new long[2])).Failures[0].Path);
        Assert.Throws<ArgumentOutOfRangeException>(() => payoff.At([1, 2], new long[3]));
        var steep = FailureTests.With([.. Enumerable.Repeat<Clause>(new CurveClause { Pieces = [Piece.Line(1_000m, 0m)] }, 4)]);
        var high = steep.Prepare().PayoffInCents(experience);
        Assert.Equal("amount-range", CodeOf(() => high.At(-CentPayoff.MostSpending)));
        Assert.Equal(1_000_000_000_000, high.At(9_999));
    }

    [Fact]
    public void Many_amounts_are_what_each_is_and_nothing_is_allocated_for_them()
    {
        var payoff = FailureTests.With(new MinimumRate { Savings = 2.Percent(), Losses = 2.Percent(), Shares = Sharing.FirstDollar },
            new SharingRate { Gain = 50.Percent(), Loss = Rate.Ratio(1, 3) }).Prepare()
            .PayoffInCents(new() { Benchmark = Money.Of(1_000_000) });
        long[] spending = [.. Enumerable.Range(0, 4_000).Select(static i => 80_000_000L + (i * 10_007L))];
        var earned = new long[spending.Length];
        payoff.At(spending, earned);
        Assert.Equal([.. spending.Select(payoff.At)], earned);
        var before = GC.GetAllocatedBytesForCurrentThread();
        payoff.At(spending, earned);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal("cents of spending to cents earned: " + payoff.Payoff, payoff.ToString());
    }

    private static string CodeOf(Action ask) => Assert.Single(Assert.Throws<SettlementException>(ask).Failures).Code;

    /// <summary>Compares amounts of spending, and counts them and those of which the line was certain.</summary>
    private sealed class Points
    {
        private int compared;
        private int certain;
        private int failed;

        public void Compare(Contract contract, Experience experience, int seed)
        {
            var prepared = contract.Prepare();
            var payoff = prepared.PayoffInCents(experience);
            foreach (var spending in Around(payoff, experience, new Random(seed)))
            {
                compared++;
                var stated = experience with { Expenditure = Money.Of(spending * 0.01m) };
                var (expected, actual) = (Settled(prepared, stated), Read(payoff, spending));
                certain += payoff.IsCertain(spending) ? 1 : 0;
                failed += expected is null ? 1 : 0;
                if (expected != actual)
                {
                    Assert.Fail(FormattableString.Invariant(
                        $"At {spending} cents settled {expected}, payoff {actual}, {contract.PublishingRule}: {payoff}\n{contract}\n{experience}"));
                }
            }
        }

        public void Report()
        {
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
                $"{compared} amounts compared, {compared - certain} asked of the fold, {failed} fail when settling."));
            Assert.True(compared > 0);
        }

        private static IEnumerable<long> Around(CentPayoff payoff, Experience experience, Random random)
        {
            var edges = payoff.Firsts.ToArray().Concat(payoff.Payoff.Curve.Edges.Where(static e => Math.Abs(e.At) < Money.Largest)
                .Select(static e => (long)(e.At * 100m))).ToArray();
            foreach (var edge in edges)
            {
                for (var beside = -2; beside <= 2; beside++)
                {
                    if (Math.Abs(edge + beside) <= CentPayoff.MostSpending)
                    {
                        yield return edge + beside;
                    }
                }
            }

            yield return CentPayoff.MostSpending;
            var benchmark = (long)(experience.Benchmark!.Value!.Value * 100m);
            for (var i = 0; i < RandomPoints; i++)
            {
                yield return (i % 4) switch
                {
                    0 => random.NextInt64(-CentPayoff.MostSpending, CentPayoff.MostSpending + 1),
                    1 => random.NextInt64(0, (2 * benchmark) + 1),
                    2 => benchmark + random.NextInt64(-1_000, 1_000),
                    _ => edges[random.Next(edges.Length)] / 2 + random.NextInt64(-1_000_000, 1_000_000),
                };
            }
        }

        private static long? Settled(PreparedContract prepared, Experience experience)
        {
            try
            {
                return (long)(SettledAmount.Of(prepared.Earned(experience), prepared.Contract.PublishingRule).Published * 100m);
            }
            catch (SettlementException)
            {
                return null;
            }
        }

        private static long? Read(CentPayoff payoff, long spending)
        {
            try
            {
                return payoff.At(spending);
            }
            catch (SettlementException)
            {
                return null;
            }
        }
    }
}
