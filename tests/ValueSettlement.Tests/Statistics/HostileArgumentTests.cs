using System.Globalization;
using ValueSettlement.Statistics;

namespace ValueSettlement.Tests.Statistics;

/// <summary>What cannot be is refused, with its range, the value that was given and a remedy; the words are the same in every
/// culture.</summary>
public sealed class HostileArgumentTests
{
    private static readonly Rate Half = 50.Percent();
    private static readonly Funnel Funnel = new(Direction.LowerIsBetter);
    private static readonly StatisticalMinimumRate Inferred = StatisticalMinimumRate.Inferred;

    private static readonly Dictionary<string, Func<object?>> Impossible = new()
    {
        ["more events than trials"] = static () => Intervals.Wilson(11, 10),
        ["negative events"] = static () => Intervals.ClopperPearson(-1, 10),
        ["no trials"] = static () => Intervals.Wilson(0, 0),
        ["too many trials"] = static () => Intervals.Wilson(0, long.MaxValue),
        ["confidence 95"] = static () => Intervals.Wilson(1, 2, Rate.Of(95)),
        ["confidence 1"] = static () => Intervals.ExactPoisson(1, 1m, Rate.One),
        ["confidence below half"] = static () => Intervals.Byar(1, 1m, 49.Percent()),
        ["unknown side"] = static () => Intervals.Byar(1, 1m, null, (IntervalSide)9),
        ["nothing expected"] = static () => Intervals.ExactPoisson(1, 0m),
        ["negative expected"] = static () => Intervals.ExactPoisson(1, -2.5m),
        ["too many observed"] = static () => Intervals.ExactPoisson(long.MaxValue),
        ["mean that is none"] = static () => Intervals.StudentT(double.NaN, 1, 5),
        ["infinite deviation"] = static () => Intervals.StudentT(0, double.PositiveInfinity, 5),
        ["negative deviation"] = static () => Intervals.StudentT(0, -0.5, 5),
        ["mean of one"] = static () => Intervals.StudentT(0, 1, 1),
        ["factor"] = static () => Intervals.Wilson(1, 2).Times(double.NaN),
        ["no strata"] = static () => StandardisedRates.Direct([]),
        ["no exposure"] = static () => StandardisedRates.Direct([new("a", 1, 0m, 1m)]),
        ["no weight"] = static () => StandardisedRates.Direct([new("a", 1, 1m, 0m)]),
        ["negative weight"] = static () => StandardisedRates.Direct([new("a", 1, 1m, -1.5m)]),
        ["reference rate"] = static () => StandardisedRates.Indirect(1, 1m, 0m),
        ["tolerance"] = static () => Credibility.EventsForFullCredibility(Half, Rate.Zero),
        ["tiny tolerance"] = static () => Credibility.EventsForFullCredibility(Half, Rate.Of(0.0001m)),
        ["full at none"] = static () => Credibility.LimitedFluctuation(1, 0m),
        ["decimals"] = static () => Credibility.LimitedFluctuation(1, 10m, 16),
        ["exposure"] = static () => Credibility.Buhlmann(-1.5m, 1, 1),
        ["process variance"] = static () => Credibility.Buhlmann(1, -1, 1),
        ["no variance of means"] = static () => Credibility.Buhlmann(1, 1, 0),
        ["Z"] = static () => Credibility.Stated(1.01m),
        ["own value"] = static () => Credibility.Stated(0.5m).Blend(decimal.MaxValue, 0m),
        ["use"] = static () => Credibility.Stated(0.5m).Apply(default, 1m, 1m, 0m, static x => x),
        ["direction"] = static () => new Funnel(default),
        ["inner"] = static () => Funnel with { Inner = Rate.Zero },
        ["outer less than inner"] = static () => (Funnel with { Outer = 90.Percent() }).LimitsOfCount(5),
        ["minimum"] = static () => Funnel with { MinimumTrials = -1 },
        ["target of none"] = static () => Funnel.LimitsOfShare(5, Rate.Zero),
        ["ratio"] = static () => Funnel.ChancesOfCount(5, -1m),
        ["band"] = static () => new BandChances(0, 0, 1, 0, 0).Of(default),
        ["payment of no band"] = static () => new BandPayments(Half, Half, Half, Half, Half).Of((FunnelBand)6),
        ["rate without exposure"] = static () => RateTests.TwoRates(1, 0m, 1, 10m, 1),
        ["baseline without exposure"] = static () => RateTests.TwoRates(1, 10m, 0, 0m, 1),
        ["negative exposure"] = static () => RateTests.TwoRates(1, -2.5m, 1, 10m, 1),
        ["rate of negative events"] = static () => RateTests.TwoRates(-1, 10m, 1, 10m, 1),
        ["too many events together"] = static () => RateTests.TwoRates(1_000_000_000, 10m, 1, 10m, 1),
        ["no least number of events"] = static () => RateTests.TwoRates(1, 10m, 1, 10m, 0),
        ["one provider"] = static () => Overdispersion.OfCounts([new(1, 1)]),
        ["provider of no size"] = static () => Overdispersion.OfCounts([new(1, 1), new(1, 0)]),
        ["provider beyond its size"] = static () => Overdispersion.OfShares([new(1, 1), new(3, 2)]),
        ["winsorised half"] = static () => Overdispersion.OfCounts([new(1, 1), new(1, 1)], Half),
        ["target above one"] = static () => BandChance.Passes(Rate.Of(75), 10, Half),
        ["no cases"] = static () => BandChance.Passes(Half, 0, Half),
        ["true share at target"] = static () => SampleSize.ForPower(Half, Half, Half),
        ["power of one"] = static () => SampleSize.ForPower(60.Percent(), Half, Rate.One),
        ["equal shares"] = static () => SampleSize.ForTwoShares(Half, Half, 80.Percent()),
        ["level"] = static () => SampleSize.ForTwoShares(Half, 60.Percent(), 80.Percent(), Rate.Zero),
        ["variation"] = static () => Inferred with { CoefficientOfVariation = 0m },
        ["schedule"] = static () => Inferred with { Schedule = [] },
        ["schedule order"] = static () => Inferred with { Schedule = [new(5, Half), new(5, Half)] },
        ["floor"] = static () => Inferred with { Floor = Rate.Of(2) },
        ["beneficiaries"] = static () => Inferred.At(0),
        ["decimals of a scale"] = static () => Inferred.AsScale(0, 500),
        ["true savings"] = static () => SavingsChance.Of(5, 1m, Rate.Of(-2), Half, Half, 1m),
        ["benchmark"] = static () => SavingsChance.Of(5, 1m, Half, Half, Half, 0m),
        ["correlation"] = static () => new RegressionToTheMean(0m, 1.1m, 0m),
        ["mean"] = static () => new RegressionToTheMean(decimal.MaxValue, 1m, 0m),
        ["periods"] = static () => RegressionToTheMean.Check(5, 0),
        ["share beyond"] = static () => ProportionTests.MinimumShare(5, 4, Half),
        ["level of a test"] = static () => ProportionTests.TwoShares(1, 2, 1, 2, 51.Percent()),
        ["baseline"] = static () => ProportionTests.FisherExact(1, 2, 3, 2),
        ["index"] = static () => new SeededGenerator(1).Bits(-1),
        ["bound"] = static () => new SeededGenerator(1).Below(0, 1),
        ["draw"] = static () => new SeededGenerator(1).Draw(11, 10),
    };

    public static TheoryData<string> Names => new(Impossible.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_impossible_is_refused_with_range_value_and_remedy(string name)
    {
        var said = Culture.In(CultureInfo.InvariantCulture, () => Assert.ThrowsAny<ArgumentException>(Impossible[name]).Message);
        var (range, rest) = (said.Split(" (given: ")[0], said.Split(" (given: ")[^1]);
        Assert.True(range.Length > 10 && rest != said, said);
        Assert.Matches(@"^.+?\)\. .{8,}\.", rest);
        foreach (var culture in new[] { "tr-TR", "fa-IR", "de-DE" })
        {
            Assert.Equal(said, Culture.In(CultureInfo.GetCultureInfo(culture, predefinedOnly: true),
                () => Assert.ThrowsAny<ArgumentException>(Impossible[name]).Message));
        }
    }

    [Fact]
    public void Nothing_where_something_belongs_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => StandardisedRates.Direct(null!));
        Assert.Throws<ArgumentNullException>(() => Overdispersion.OfCounts(null!));
        Assert.Throws<ArgumentNullException>(() => Overdispersion.OfShares(null!));
        Assert.Throws<ArgumentNullException>(() => new SeededGenerator(1).Shuffle<string>(null!));
        Assert.Throws<ArgumentNullException>(() => Inferred with { Schedule = null! });
        Assert.Throws<ArgumentNullException>(() => Credibility.Stated(1m).Apply(CredibilityUse.OnValue, 1m, 1m, 1m, null!));
        Assert.Throws<ArgumentNullException>(() => new BandPayments(Half, Half, Half, Half, Half).Average(null!));
    }
}
