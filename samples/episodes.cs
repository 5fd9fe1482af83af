#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using NodaTime;
using ValueSettlement;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/episodes.cs

        One hospital's year in TEAM, Track 3: three price cells, claims grouped into episodes upstream, every number synthetic.
        It takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

var team = Team.For(new() { Track = TeamTrack.Track3, Year = 2027, Id = "team-general-hospital-2027" });

ValueList<PriceCell> cells =
[
    team.Cell("MS-DRG 470", TeamEpisode.LowerExtremityJointReplacement, [Usd(23_940), Usd(24_610), Usd(25_180)], Factor(1.021m),
        Factor(0.992m), Factor(1.034m), Factor(0.998m), Usd(78_400)),
    team.Cell("MS-DRG 481", TeamEpisode.HipFemurFracture, [Usd(45_210), Usd(46_020), Usd(47_350)], Factor(1.018m), Factor(1.004m),
        Factor(1.061m), Factor(1.001m), Usd(118_900)),
    team.Cell("MS-DRG 235", TeamEpisode.CoronaryBypass, [Usd(58_700), Usd(59_900), Usd(61_450)], Factor(1.025m), Factor(0.987m),
        Factor(1.030m), Factor(0.985m), Usd(162_000)),
];

// A readmission that runs past the window: its days inside belong to the episode, the remainder to the time after it.
var anchor = new LocalDate(2027, 3, 4);
var (inside, after) = EpisodeWindow.Split(new DateInterval(anchor, anchor.PlusDays(29)),
[
    new("anchor stay", Usd(14_870), anchor, anchor, WindowRule.WhereItBegins),
    new("skilled nursing", Usd(9_600), anchor.PlusDays(1), anchor.PlusDays(20), WindowRule.ByDays),
    new("readmission", Usd(11_240), anchor.PlusDays(27), anchor.PlusDays(33), WindowRule.ByLengthOfStay) { GeometricMeanStay = 4.4m },
]);

ValueList<Episode> episodes =
[
    new() { Id = "case 1", Anchor = anchor, Cell = "MS-DRG 470", Spending = inside, Factors = [Risk(1.08m)] },
    new() { Id = "case 2", Anchor = new(2027, 5, 19), Cell = "MS-DRG 470", Spending = Usd(19_350), Factors = [Risk(0.94m)] },
    new() { Id = "case 3", Anchor = new(2027, 6, 2), Cell = "MS-DRG 481", Spending = Usd(131_700), Factors = [Risk(1.31m)] },
    new() { Id = "case 4", Anchor = new(2027, 9, 14), Cell = "MS-DRG 235", Spending = Usd(55_980), Factors = [Risk(1.02m)] },
    new() { Id = "case 5", Anchor = new(2027, 10, 1), Cell = "MS-DRG 470", Spending = Usd(21_900),
        Excluded = EpisodeExclusion.Transferred },
    new() { Id = "case 6", Anchor = new(2027, 12, 20), Cell = "MS-DRG 470", Spending = Usd(22_400) },
];

var totals = team.Episodes(cells, episodes).Total();
var score = Team.CompositeQualityScore([new("readmission", 71.Percent(), 4), new("patient safety", 64.Percent(), 4),
    new("reported outcomes", 55.Percent(), 2)]);
var experience = team.Experience(totals, score, Usd(410));

Console.WriteLine(team.Contract.Settle(experience).Statement());
Console.WriteLine($"Left out: {string.Join("; ", totals.LeftOut.Select(l => $"{l.Episode}: {l.Reason}"))}");
Console.WriteLine($"After the window of case 1: {after}");
Console.WriteLine($"Break-even at capped spending of {string.Join(", ", team.Contract.PayoffOverSpending(experience).BreakEvens)}");

static Figure Usd(decimal amount) => Money.Of(amount);
static Figure Factor(decimal value) => new() { Value = value, Unit = Unit.Factor, Source = "published before and after the year" };
static PriceFactor Risk(decimal value) => new("risk multiplier", Factor(value));
