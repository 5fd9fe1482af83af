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
        dotnet run samples/commercial-bundle.cs

        A prospective bundle for knee and hip replacement with a warranty, settled for two practices and netted; every number
        synthetic. It takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

var agreement = Authority.Of("Bundle agreement of 2026-01-01, exhibit B");
var north = new CommercialBundleTerms
{
    Id = "practice north",
    Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
    DeadBand = 2.Percent(),
    GainShare = 60.Percent(),
    OverageShare = 50.Percent(),
    GainCap = 10.Percent(),
    OverageCap = 8.Percent(),
    StopLoss = new AttachAndKeep(Money.Of(60_000m), 10.Percent()) { Authority = agreement },
    LeastEpisodes = 3,
    Authority = agreement,
};
var south = north with { Id = "practice south" };

// A contract whose parts are contracts: each practice is settled by its own, and the network is paid their sum within its limit.
var network = new Contract
{
    Id = "orthopaedic network 2026",
    Currency = "USD",
    Term = north.Term,
    Parts = [CommercialBundles.For(north).Contract, CommercialBundles.For(south).Contract],
    Clauses = [new Limit { Label = "Network's total at risk", Gain = 6.Percent(), Loss = 6.Percent(),
        Authority = Authority.Of("Network agreement, section 7") }],
};

var settled = network.Settle(new Experience
{
    Parts =
    [
        Practice(north, 1_150m, ("knee", 24_300m), ("knee", 22_950m), ("hip", 25_400m), ("hip", 97_200m)),
        Practice(south, 0m, ("knee", 21_100m), ("knee", 22_480m), ("hip", 23_050m)),
    ],
});
Console.WriteLine(network.InWords());
Console.WriteLine(settled.Statement());
foreach (var practice in settled.Parts)
{
    Console.WriteLine(practice.Statement());
}

static Experience Practice(CommercialBundleTerms terms, decimal warranty, params (string Cell, decimal Spending)[] cases)
{
    var episodes = cases.Select((c, i) => new Episode
    {
        Id = $"{terms.Id}, case {i + 1}",
        Anchor = new LocalDate(2026, 2, 1).PlusDays(9 * i),
        Cell = c.Cell,
        Spending = Money.Of(c.Spending)
    }).ToValueList();
    var bundle = CommercialBundles.For(terms);
    ValueList<PriceCell> cells = [bundle.Cell("knee", Money.Of(24_500m)), bundle.Cell("hip", Money.Of(26_200m))];
    var totals = bundle.Episodes(cells, episodes, Money.Of(warranty)).Total();
    return bundle.Experience(totals) with { Arrangement = terms.Id };
}
