using FsCheck.Fluent;
using ValueSettlement.Curves;
using ValueSettlement.Statistics;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Statistics;

public sealed class CredibilityTests
{
    [Fact]
    public void Full_credibility_of_the_textbook()
    {
        Assert.Equal(1_082.2m, Rounding.Whole.Apply(10m * Credibility.EventsForFullCredibility(90.Percent(), 5.Percent())) / 10m);
        Assert.Equal(1_536.6m, Rounding.Whole.Apply(10m * Credibility.EventsForFullCredibility(95.Percent(), 5.Percent())) / 10m);
        Assert.Equal(0.5004m, Credibility.LimitedFluctuation(271,
            Credibility.EventsForFullCredibility(90.Percent(), 5.Percent()), 4).Z);
        Assert.Equal(1m, Credibility.LimitedFluctuation(1_082, 1_082m).Z);
        Assert.Equal(0m, Credibility.LimitedFluctuation(0, 1_082m).Z);
    }

    [Fact]
    public void Buhlmann_of_the_textbook()
    {
        var credibility = Credibility.Buhlmann(200, 300, 1);
        Assert.Equal((0.4m, 300m, 0.144m), (credibility.Z, credibility.Standard!.Value, credibility.Blend(0.18m, 0.12m)));
        Assert.Equal(0m, Credibility.Buhlmann(0, 0, 1).Z);
        Assert.Equal(1m, Credibility.Buhlmann(5, 0, 1).Z);
    }

    /// <summary>The root is the nearest decimal: half a unit of its last place on either side holds the square.</summary>
    [Fact]
    public void Z_is_the_nearest_decimal() => CurveProperty.Holds(
        from events in Gen.Choose(1, 5_000)
        from full in Gen.Choose(5_001, 20_000_000)
        from decimals in Gen.Choose(1, 12)
        select (events, Full: full / 1000m, decimals), 500, static c =>
    {
        var z = Credibility.LimitedFluctuation(c.events, c.Full, c.decimals).Z;
        if (c.events >= c.Full)
        {
            Assert.Equal(1m, z);
            return;
        }

        var half = 0.5m / (decimal)Math.Pow(10, c.decimals);
        Assert.True((z - half) * (z - half) * c.Full <= c.events || z < half, $"{z}");
        Assert.True((z + half) * (z + half) * c.Full > c.events, $"{z}");
        Assert.True(z.Scale <= c.decimals);
    });

    [Fact]
    public void A_blend_is_exact_and_its_line_replays()
    {
        var workings = new Workings("measure");
        var own = workings.Given(new("own", "Own rate", Unit.Rate), 0.3841m);
        var complement = workings.Given(new("region", "Rate of the region", Unit.Rate), 0.3351m);
        var z = Credibility.LimitedFluctuation(271, 1_082m);
        var blend = z.Blend(workings, new("adjusted", "Adjusted rate", Unit.Rate), own, complement);
        Assert.Equal(z.Blend(0.3841m, 0.3351m), blend.Value);
        Assert.Equal((0.500461893863m * 0.3841m) + (0.499538106137m * 0.3351m), blend.Value);
        Assert.All(workings.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    /// <summary>A ladder pays 1,000 from 75 % on: blended before it, 74.4 % pays nothing; blended after it, 40 % of it is paid.</summary>
    [Fact]
    public void On_the_value_and_on_the_payment_are_two_things()
    {
        var ladder = Scale.Steps((0m, 0m), (0.75m, 1_000m));
        var z = Credibility.Stated(0.4m);
        decimal Pay(CredibilityUse use) => z.Apply(use, own: 0.78m, complement: 0.72m, neutral: 0m, x => ladder.At(x)!.Value);
        Assert.Equal(0m, Pay(CredibilityUse.OnValue));
        Assert.Equal(400m, Pay(CredibilityUse.OnPayment));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pay(default));

        var line = (decimal x) => 10_000m * x;
        Assert.Equal(z.Apply(CredibilityUse.OnValue, 0.78m, 0.72m, 7_200m, line),
            z.Apply(CredibilityUse.OnPayment, 0.78m, 0.72m, 7_200m, line));
    }

    [Fact]
    public void A_rate_is_standardised_directly_and_indirectly()
    {
        var direct = StandardisedRates.Direct([new("under 65", 10, 1_000m, 60_000m), new("65 and over", 40, 800m, 40_000m)]);
        Assert.Equal(0.026m, direct.Rate.Value);
        Assert.All(direct.Rate.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        // Dobson: √((0.6² × 10/1000² + 0.4² × 40/800²) ÷ 50) × (Garwood's limit of 50 − 50), the limits from tails summed in 45 digits.
        var scale = Math.Sqrt((3.6e-6 + 1e-5) / 50d);
        Assert.Equal(0.026 + (scale * (37.110963737461866 - 50)), direct.Interval!.Lower, 1e-14);
        Assert.Equal(0.026 + (scale * (65.918766664336815 - 50)), direct.Interval.Upper, 1e-14);
        Assert.Equal(AbsenceKind.TooSmall, StandardisedRates.Direct([new("all", 0, 10m, 1m)]).Absence!.Kind);

        var indirect = StandardisedRates.Indirect(15, 13m, 0.08m);
        Assert.Equal(15m * 0.08m / 13m, indirect.Rate.Value);
        Assert.Equal(15m / 13m, indirect.Ratio!.Value);
        Assert.Equal(0.64580 * 0.08, indirect.Interval!.Lower, 0.000_001);
        Assert.Equal(1.90309 * 0.08, indirect.Interval.Upper, 0.000_001);
    }

    [Fact]
    public void An_unusual_value_comes_nearer_to_the_mean()
    {
        var next = new RegressionToTheMean(Mean: 0.12m, Correlation: 0.4m, Observed: 0.18m);
        Assert.Equal((0.144m, -0.036m), (next.Expected, next.ByItself));
        Assert.Null(RegressionToTheMean.Check(100, 1));
        Assert.Null(RegressionToTheMean.Check(99, 2));
        Assert.StartsWith("The baseline has 99 cases in 1 period", RegressionToTheMean.Check(99, 1)!.ToString(), StringComparison.Ordinal);
    }
}
