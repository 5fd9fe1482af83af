using FsCheck.Fluent;
using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Curves;
using ValueSettlement.Tests.Vectors;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Parts settled apart and then together: sums close, pools scale, whoever is paid is paid once, and the clause that makes parts
/// differ from the whole is named.</summary>
public sealed partial class SumTests
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    [Fact]
    public void Parts_keep_their_statements_and_the_sum_closes()
    {
        var sum = Of([new Limit { Gain = 5.Percent(), Loss = 5.Percent(), Label = "Total at risk" }], "a", "b");
        var result = sum.Settle(Experiences((1_000_000m, 800_000m), (500_000m, 480_000m)));
        Assert.Equal([200_000m, 20_000m], result.Parts.Select(static p => p.Earned.Published));
        Assert.Equal(220_000m, result.Opening);
        Assert.Equal(75_000m, result.Earned.Published);
        Assert.Equal(result.Parts.Sum(static p => p.BroughtIn!.Value.Unrounded), result.Opening);
        EpisodeChecks.Replays(result);
    }

    [Fact]
    public void A_stated_factor_scales_payments_only()
    {
        var sum = Of([], "a", "b") with { Pool = new() { Funding = PoolFunding.StatedFactor, Factor = Rate.Of(0.126m) } };
        var result = sum.Settle(Experiences((1_000_000m, 590_000m), (500_000m, 600_000m)));
        Assert.Equal([51_660m, -100_000m], result.Parts.Select(static p => p.BroughtIn!.Value.Published));
        Assert.Equal(-48_340m, result.Earned.Published);
    }

    [Theory]
    [InlineData(PoolFunding.Charges, 100_000, 0)]
    [InlineData(PoolFunding.StatedAmount, 150_000, 50_000)]
    [InlineData(PoolFunding.StatedAmount, 900_000, 200_000)]
    public void Claims_share_what_is_there_in_proportion(PoolFunding funding, int available, decimal total)
    {
        var pool = new Basis("pool");
        var sum = Of([], "a", "b",
            "c") with
        { Pool = new() { Funding = funding, Available = funding == PoolFunding.StatedAmount ? pool : null } };
        var experience = Experiences((1_000_000m, 800_000m), (500_000m, 400_000m), (500_000m, 600_000m));
        var result = sum.Settle(funding == PoolFunding.StatedAmount
            ? experience with { Facts = [Number.Of(pool, Money.Of(available))] } : experience);
        Assert.Equal(total, result.Earned.Published);
        Assert.Equal(Math.Min(available, 300_000m),
            Rounding.Cents.Apply(result.Parts.Sum(static p => Math.Max(p.BroughtIn!.Value.Unrounded, 0m))));
        Assert.Equal(2m, Rounding.Cents.Apply(result.Parts[0].BroughtIn!.Value.Unrounded / result.Parts[1].BroughtIn!.Value.Unrounded));
        EpisodeChecks.Replays(result);
    }

    [Theory]
    [InlineData("0.02", 1, 1, 1, "0.01 0.01 0.00")]
    [InlineData("100", 5_000, 5_000, 5_000, "33.34 33.33 33.33")]
    [InlineData("1", 1, 4, 7, "0.09 0.33 0.58")]
    public void Published_claims_on_a_pool_add_up_to_it(string available, int a, int b, int c, string paid)
    {
        var pool = new Basis("pool");
        var sum = Of([], "a", "b", "c") with { Pool = new() { Funding = PoolFunding.StatedAmount, Available = pool } };
        var amount = decimal.Parse(available, System.Globalization.CultureInfo.InvariantCulture);
        var result = sum.Settle(Experiences((10_000m, 10_000m - a), (10_000m, 10_000m - b),
            (10_000m, 10_000m - c)) with
        { Facts = [Number.Of(pool, Money.Of(amount))] });
        Assert.Equal(paid.Split(' ').Select(static p => decimal.Parse(p, System.Globalization.CultureInfo.InvariantCulture)),
            result.Parts.Select(static p => p.BroughtIn!.Value.Published));
        Assert.Equal(amount, result.Earned.Published);
        Assert.EndsWith("| **Sum** | | **" + UnitText.Of(amount, Unit.Money) + "** |",
            Assert.Single(result.Statement().Split('\n'), static l => l.Contains("**Sum**", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Published_parts_add_up_to_the_whole_without_a_pool()
    {
        var sum = Of([], "a", "b", "c");
        var result = sum.Settle(Experiences((10m, 9.996m), (10m, 9.996m), (10m, 10.003m)));
        Assert.Equal([0.01m, 0m, 0m], result.Parts.Select(static p => p.BroughtIn!.Value.Published));
        Assert.Equal(0.01m, result.Earned.Published);
        var mirrored = sum.Settle(Experiences((10m, 10.004m), (10m, 10.004m), (10m, 9.997m)));
        Assert.Equal([-0.01m, 0m, 0m], mirrored.Parts.Select(static p => p.BroughtIn!.Value.Published));
    }

    [Fact]
    public void Contracts_are_published_like_the_whole()
    {
        var mixed = Of([], "a", "b") with { Publishing = Rounding.Whole };
        Assert.Equal(["parts[0].publishing", "parts[1].publishing"],
            mixed.Validate().Where(static f => f.Code == "publishing-differs").Select(static f => f.Path));
        Assert.Empty((mixed with
        {
            Parts = [.. mixed.Parts.Cast<Contract>().Select(static c => c with { Publishing = Rounding.Whole })]
        }).Validate());
    }

    [Fact]
    public void A_sum_refuses_what_it_does_not_read()
    {
        var sum = Of([new Limit { Gain = 10.Percent() }], "a", "b");
        var experience = Experiences((10m, 0m), (3m, 0m));
        Assert.Equal(1.3m, sum.Settle(experience).Earned.Published);
        var stated = experience with
        {
            Benchmark = Money.Of(1_000_000m),
            Expenditure = Money.Of(1m),
            Opening = Money.Of(1m),
            Arrangement = "whole"
        };
        Assert.Equal(
            ["benchmark figure-unread", "expenditure figure-unread", "opening figure-unread", "arrangement name-unread"],
            sum.TrySettle(stated).Failures.Select(static f => $"{f.Path} {f.Code}"));
    }

    [Theory]
    [InlineData(950_000, 480_000, "")]
    [InlineData(950_000, 520_000, "Quality adjustment")]
    [InlineData(700_000, 490_000, "Stop-gain and stop-loss")]
    public void The_clause_that_makes_parts_differ_from_the_whole_is_named(int first, int second, string clause)
    {
        var result = Split(first, second, 80.Percent());
        Assert.Equal(clause.Length == 0 ? [] : [clause], result.Warnings.Select(static w => w.Clause));
        Assert.All(result.Warnings, static w => Assert.EndsWith("[NonAdditive]", w.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Parts_with_different_quality_have_no_one_whole()
    {
        var sum = Convener();
        var result = sum.Settle(new Experience
        {
            Parts = [Part("a", 1_000_000m, 950_000m, 80.Percent()),
            Part("b", 500_000m, 480_000m, 70.Percent())]
        });
        Assert.Null(Assert.Single(result.Warnings).Together);
    }

    [Fact]
    public void A_clause_inside_a_choice_is_named_itself()
    {
        var terms = new CommercialBundleTerms
        {
            Id = "a",
            Term = Year,
            DeadBand = 5.Percent(),
            GainShare = 50.Percent(),
            OverageShare = 50.Percent(),
            LeastEpisodes = 10
        };
        var sum = Of([]) with
        {
            Parts = [CommercialBundles.For(terms).Contract, CommercialBundles.For(terms with { Id = "b" }).Contract]
        };
        Experience Practice(string id, decimal spending, int cases) =>
            Part(id, 1_000_000m, spending) with { Facts = [Number.Of("episodes", cases)] };
        var same = sum.Settle(new Experience { Parts = [Practice("a", 900_000m, 20), Practice("b", 1_000_000m, 20)] });
        Assert.Equal("clauses[0].otherwise[0]", Assert.Single(same.Warnings).Path);
        var apart = sum.Settle(new Experience { Parts = [Practice("a", 900_000m, 20), Practice("b", 900_000m, 9)] });
        Assert.Equal(("clauses[0]", "Volume"), (Assert.Single(apart.Warnings).Path, apart.Warnings[0].Clause));
        Assert.Contains("Volume", apart.Statement(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_warning_the_parts_are_the_whole() => CurveProperty.Holds(
        from first in Gen.Choose(600_000, 1_400_000)
        from second in Gen.Choose(300_000, 700_000)
        from score in Gen.Choose(0, 100)
        select (first, second, score), 300, static c =>
        {
            var result = Split(c.first, c.second, c.score.Percent());
            var whole = BundledPaymentsAdvanced.For(new() { Year = 3 }).Contract.Settle(
                Part("whole", 1_500_000m, c.first + c.second, c.score.Percent()) with { Arrangement = null });
            var apart = result.Parts.Sum(static p => p.Earned.Unrounded);
            if (Math.Abs(apart - whole.Earned.Unrounded) > 1e-9m)
            {
                Assert.NotEmpty(result.Warnings);
            }
        });

    [Fact]
    public void What_is_wrong_is_reported_at_once()
    {
        var twice = Of([]) with
        {
            Id = " ",
            Parts = [Flat("a"), Flat("a") with { Currency = "EUR" }],
            Pool = new() { Funding = PoolFunding.StatedFactor }
        };
        Assert.Equal(["name-empty", "pool-funding", "id-twice", "currency-differs"], twice.Validate().Select(static f => f.Code));
        var failure = Assert.Throws<SettlementException>(() =>
            Of([], "a", "b").Settle(Experiences((1m, 1m), (0m, 1m)) with { Parts = [Part("x", 1m, 1m), Part("a", -1m, 1m)] }));
        Assert.Equal(["figure-range", "part-missing", "part-unknown"], failure.Failures.Select(static f => f.Code));
        var outcome = Of([new Limit { Gain = 5.Percent() }],
            "a").TrySettle(Experiences((1m, 1m)) with { Currency = "EUR", Facts = [Number.AssignedBeneficiaries(1)] });
        Assert.Equal(["currency-differs", "fact-unread"], outcome.Failures.Select(static f => f.Code));
        Assert.False(outcome.IsSettled);
        Assert.True(Of([], "a").TrySettle(Experiences((1m, 1m))).IsSettled);
        Assert.Equal(twice.Validate(), twice.TrySettle(new Experience()).Failures);
    }

    [Fact]
    public void A_prepared_sum_settles_many_times_what_the_sum_settles()
    {
        var sum = Of([new Limit { Gain = 5.Percent(), Loss = 5.Percent() }], "a", "b");
        var prepared = sum.Prepare();
        Assert.Same(sum, prepared.Contract);
        Experience[] experiences =
            [Experiences((1_000_000m, 800_000m), (500_000m, 480_000m)), Experiences((10m, 12m), (3m, 1m)), Experiences((1m, 1m))];
        foreach (var experience in experiences)
        {
            Assert.Equal(sum.TrySettle(experience), prepared.TrySettle(experience));
        }

        Assert.Throws<SettlementException>(() => prepared.Settle(Experiences((1m, 1m))));
        var unnamed = sum with { Id = "" };
        Assert.Equal(unnamed.Validate(), Assert.Throws<SettlementException>(() => unnamed.Prepare()).Failures);
    }

    [Fact]
    public void Parts_find_their_contracts_in_any_order_and_each_once()
    {
        var sum = Of([], "a", "b", "c");
        var parts = (Experience[])[Part("c", 4m, 3m), Part("a", 20m, 10m), Part("b", 300m, 200m)];
        var result = sum.Settle(new Experience { Parts = [.. parts] });
        Assert.Equal(["a 10", "b 100", "c 1"],
            result.Parts.Select(static p => FormattableString.Invariant($"{p.Arrangement} {p.BroughtIn!.Value.Published:0}")));
        var again = parts[2] with { Expenditure = Money.Of(-1m) };
        var twice = sum.TrySettle(new Experience { Parts = [parts[2], parts[0], again, parts[1] with { Arrangement = null }] });
        Assert.Equal(["part-missing parts", "part-twice parts[2].arrangement", "part-unknown parts[3].arrangement"],
            twice.Failures.Select(static f => $"{f.Code} {f.Path}"));
        var wrong = sum.TrySettle(new Experience { Parts = [parts[0], parts[1], parts[2] with { Expenditure = null }] });
        Assert.StartsWith("parts[2].", Assert.Single(wrong.Failures).Path, StringComparison.Ordinal);
    }

    /// <summary>Names are looked up once a contract when preparing and once a part when settling, however many there are.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(3_000)]
    public void Settling_looks_each_name_up_once(int count)
    {
        var names = Enumerable.Range(0, count).Select(static i => FormattableString.Invariant($"c{i}")).ToArray();
        var counted = new CountedNames();
        var prepared = new PreparedContract(Of([], names), counted);
        Assert.Equal(count, counted.Asked);
        var experience = new Experience { Parts = names.Select(static n => Part(n, 10m, 9m)).Reverse().ToValueList() };
        Assert.Equal(count, prepared.Settle(experience).Opening);
        Assert.Equal(2 * count, counted.Asked);
        Assert.InRange(counted.Compared, count, 3 * count);
    }

    private sealed class CountedNames : IEqualityComparer<string>
    {
        public int Asked { get; private set; }

        public int Compared { get; private set; }

        public bool Equals(string? x, string? y)
        {
            Compared++;
            return string.Equals(x, y, StringComparison.Ordinal);
        }

        public int GetHashCode(string obj)
        {
            Asked++;
            return StringComparer.Ordinal.GetHashCode(obj);
        }
    }

    private static Settlement Split(decimal first, decimal second, Rate score) =>
        Convener().Settle(new Experience { Parts = [Part("a", 1_000_000m, first, score), Part("b", 500_000m, second, score)] });

    private static Contract Convener() => BundledPaymentsAdvanced.Convener(
        "convener", [new() { Year = 3, Id = "a" }, new() { Year = 3, Id = "b" }]);

    private static Contract Of(ValueList<Clause> clauses, params string[] names) =>
        new() { Id = "whole", Currency = "USD", Term = Year, Parts = [.. names.Select(Flat)], Clauses = clauses };

    private static Contract Flat(string id) =>
        new() { Id = id, Currency = "USD", Term = Year, Clauses = [new SharingRate { Gain = Rate.One, Loss = Rate.One }] };

    private static Experience Experiences(params (decimal Benchmark, decimal Spending)[] parts) =>
        new() { Parts = parts.Select(static (p, i) => Part(((char)('a' + i)).ToString(), p.Benchmark, p.Spending)).ToValueList() };

    private static Experience Part(string name, decimal benchmark, decimal spending, Rate? score = null) =>
        new()
        {
            Arrangement = name,
            Benchmark = Money.Of(benchmark),
            Expenditure = Money.Of(spending),
            Facts = score is { } s
            ? [Quality.Scored(s)] : []
        };
}
