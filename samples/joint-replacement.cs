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
        dotnet run samples/joint-replacement.cs

        Joint replacement in TEAM (2027) and in its successor CJR-X (2028, by the numbers of the proposal), the same prices and
        patients beside each other; and what a category of low volume does to a TEAM hospital under both readings. Every number
        is synthetic. It takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

// Prices: regional means of three base years, oldest first, the factors of before and after the year, the regional 99th percentile.
ValueList<Figure> knee = [Usd(21_400), Usd(22_150), Usd(22_900)], fusion = [Usd(52_300), Usd(53_900), Usd(55_600)],
    hip = [Usd(33_800), Usd(34_500), Usd(35_700)];
var (trend, normalization, found, final) = (Factor(1.021m), Factor(0.994m), Factor(1.034m), Factor(1.002m));

// CJR-X: the proposal leaves the effect of quality open, so it is stated; every number of the proposal stays unconfirmed.
var quality = new Cited<JointReplacementQualityEffect>(new(JointReplacementQualityActsOn.Difference, 10.Percent(), 10.Percent()),
    Authority.Of("assumed for this sample, as in TEAM"));
var joint = JointReplacementExpanded.For(new()
{
    Year = 2028,
    Status = JointReplacementStatus.Participant,
    Hospital = JointReplacementKind.Rural,
    Rules = JointReplacementExpanded.Proposed(quality),
    Id = "cjr-x-valley-2028",
});
var jointCell = joint.Cell("470", knee, trend, normalization, found, final, Usd(68_000));
var jointTotals = joint.Episodes([jointCell], Cases(2028, "470", 23_800, 26_900, 24_350, 31_700)).Total();
var jointSettled = joint.Contract.Settle(joint.Experience(jointTotals, baselineEpisodes: 58, quality: 72.Percent()));
var tooFew = joint.Contract.Settle(joint.Experience(jointTotals, baselineEpisodes: 30, quality: 72.Percent()));

Row("programme", "category", "baseline", "target", "spending", "amount", "counted", "payable");
foreach (var below in new[] { LowVolume.NoLoss, LowVolume.NotReconciled })
{
    var team = Team.For(new()
    {
        Track = TeamTrack.Track3,
        Year = 2027,
        Hospital = TeamHospital.Rural,
        LowVolume = below,
        Id = $"team-valley-2027-{(below == LowVolume.NoLoss ? "no-loss" : "not-reconciled")}",
    });
    var totals = team.Episodes(
        [
            team.Cell("470", TeamEpisode.LowerExtremityJointReplacement, knee, trend, normalization, found, final, Usd(68_000)),
            team.Cell("451", TeamEpisode.SpinalFusion, fusion, trend, normalization, found, final, Usd(161_000)),
            team.Cell("481", TeamEpisode.HipFemurFracture, hip, trend, normalization, found, final, Usd(97_000)),
        ],
        [
            .. Cases(2027, "470", 23_800, 26_900, 24_350, 31_700), .. Cases(2027, "451", 61_900, 68_200),
            .. Cases(2027, "481", 29_700, 33_900),
        ],
        new Dictionary<TeamEpisode, int>
        {
            [TeamEpisode.LowerExtremityJointReplacement] = 58,
            [TeamEpisode.SpinalFusion] = 22,
            [TeamEpisode.HipFemurFracture] = 17,
        }).Total();
    var settled = team.Contract.Settle(team.Experience(totals, 72.Percent()));
    foreach (var c in totals.Categories)
    {
        Row("TEAM", c.Category, Whole(c.BaselineEpisodes), Whole(c.Target), Whole(c.Spending), Whole(c.Amount),
            c.Counted is { } counted ? Whole(counted) : "left out", string.Empty);
    }

    Row("TEAM, " + (below == LowVolume.NoLoss ? "no loss" : "not reconciled"), "all", string.Empty, Whole(totals.Target.Value),
        Whole(totals.Spending.Value), Whole(settled.Opening), string.Empty, Whole(settled.Payable.Published));
}

Row("CJR-X", "joint replacement", "58", Whole(jointTotals.Target.Value), Whole(jointTotals.Spending.Value), Whole(jointSettled.Opening),
    string.Empty, Whole(jointSettled.Payable.Published));
Row("CJR-X, low volume", "joint replacement", "30", Whole(jointTotals.Target.Value), Whole(jointTotals.Spending.Value),
    Whole(tooFew.Opening), "left out", Whole(tooFew.Payable.Published));
Console.WriteLine();
Console.WriteLine(tooFew.Statement());

static ValueList<Episode> Cases(int year, string cell, params decimal[] spending) =>
    spending.Select((amount, i) => new Episode
    {
        Id = FormattableString.Invariant($"{cell} case {i + 1}"),
        Anchor = new LocalDate(year, 2 + i, 9),
        Cell = cell,
        Spending = Usd(amount),
        Factors = [new("risk multiplier", Factor(1m + (0.06m * i)))],
    }).ToValueList();

static Figure Usd(decimal amount) => Money.Of(amount);

static Figure Factor(decimal value) => new() { Value = value, Unit = Unit.Factor };

static string Whole(decimal? amount) => amount is { } value ? FormattableString.Invariant($"{value:#,##0}") : "none";

static void Row(params string[] cells) => Console.WriteLine(FormattableString.Invariant(
    $"{cells[0],-22} {cells[1],-34} {cells[2],8} {cells[3],9} {cells[4],9} {cells[5],9} {cells[6],9} {cells[7],9}"));
