#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using ValueSettlement;
using ValueSettlement.Programs;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/next-generation.cs

        A Next Generation ACO of 2019: the cap comes before the share; every number synthetic. It takes no argument: change the
        numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

var terms = new NextGenerationTerms
{
    Arrangement = NextGenerationArrangement.A,
    Year = 2019,
    Cap = 5.Percent(),
    Id = "next-generation-harbour-2019"
};
var organisation = NextGenerationAco.For(terms);
var year = organisation.Experience(Money.Of(214_600_000), Money.Of(199_850_000));
Console.WriteLine(organisation.Contract.Settle(year).Statement());
foreach (var edge in organisation.Contract.PayoffOverSpending(year).BreakEvens)
{
    Console.WriteLine($"Break-even: {edge}");
}

// The rate of sequestration was suspended for some payment dates; a cited value replaces the remembered one.
var none = new Cited<Rate>(Rate.Zero, Authority.Of("2 USC 901a(d)(6), as amended by CARES Act section 3709(a)"));
var suspended = NextGenerationAco.For(terms with { Rules = organisation.Rules with { Sequestration = none } });
year = suspended.Experience(Money.Of(214_600_000), Money.Of(199_850_000));
Console.WriteLine($"With sequestration suspended: {suspended.Contract.Settle(year)}");
