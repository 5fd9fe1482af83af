// A stranger's first program against the packed library: settles one published organisation-year and fails if the amount is not the
// published one, or two rows of a file are not counted.
using ValueSettlement;
using ValueSettlement.Data;
using ValueSettlement.Population;
using ValueSettlement.Programs;

var contract = MedicareSharedSavings.For(new()
{
    Track = Track.Enhanced,
    Year = 2022,
    AgreementStart = new(2019, 7, 1),
    MinimumRate = MinimumRateChoice.Fixed(2.Percent()),
}).Contract;
var settlement = contract.Settle(new()
{
    Benchmark = Money.Of(966_116_777),
    Expenditure = Money.Of(903_712_089),
    Facts = [Number.AssignedBeneficiaries(74_992), Quality.Met(89.41m.Percent())],
});

Console.WriteLine($"ValueSettlement {typeof(Money).Assembly.GetName().Version}: {settlement}");
Console.WriteLine(settlement.Statement());

var file = Path.GetTempFileName();
File.WriteAllText(file, "organisation,stratum,months,cents\n0,0,12,120000\n0,0,6,90000\n");
var spent = new PopulationRules { Strata = [new("all", "all")], Organisations = 1 }.Prepare().Total(CsvRows.Of(file)).Expenditure(0);
File.Delete(file);
Console.WriteLine(spent);

// CMS, Performance Year Financial and Quality Results, 2022, organisation A1001.
return settlement.Earned.Published == 45_867_446m && settlement.Owes == Party.Payer && spent.PerCapita.Value == 1_400m ? 0 : 1;
