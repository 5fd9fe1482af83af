#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// A Next Generation ACO of 2019: the cap comes before the share; every number synthetic.
//   dotnet run samples/next-generation.cs
using ValueSettlement;
using ValueSettlement.Programs;

var terms = new NextGenerationTerms { Arrangement = NextGenerationArrangement.A, Year = 2019, Cap = 5.Percent(), Id = "next-generation-harbour-2019" };
var year = new Experience { Benchmark = Money.Of(214_600_000), Expenditure = Money.Of(199_850_000) };
var contract = NextGenerationAco.Contract(terms);
Console.WriteLine(contract.Settle(year).Statement());
foreach (var edge in contract.PayoffOverSpending(year).BreakEvens)
{
    Console.WriteLine($"Break-even: {edge}");
}

// The rate of sequestration was suspended for some payment dates; a cited value replaces the remembered one.
var suspended = NextGenerationAco.Contract(terms with { Sequestration = new(Rate.Zero, Authority.Of("2 USC 901a(d)(6), as amended by CARES Act section 3709(a)")) }).Settle(year);
Console.WriteLine($"With sequestration suspended: {suspended}");
