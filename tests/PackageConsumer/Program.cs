// A stranger's first program against the packed library: settles one published organisation-year and fails if the amount is not the
// published one.
using ValueSettlement;
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

// CMS, Performance Year Financial and Quality Results, 2022, organisation A1001.
return settlement.Earned.Published == 45_867_446m && settlement.Owes == Party.Payer ? 0 : 1;
