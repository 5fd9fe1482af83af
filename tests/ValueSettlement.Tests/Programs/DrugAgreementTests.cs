using NodaTime;
using ValueSettlement.Json;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Vectors;
using static ValueSettlement.Tests.Programs.DrugPatients;

namespace ValueSettlement.Tests.Programs;

/// <summary>Drug agreements as contracts: cap, earlier settlements, words and results.</summary>
public sealed class DrugAgreementTests
{
    private static readonly Authority Schedule = Authority.Of("Agreement, schedule 2");

    private static DrugAgreementTerms Terms => new()
    {
        Id = "myeloma-2024",
        Currency = "USD",
        Term = new(new(2024, 1, 1), new(2024, 12, 31)),
        Form = new OutcomeRebate { RefundShare = Rate.One, Test = Test(DeathPolicy.CountAsNonResponder), Authority = Schedule },
        Cap = new(30.Percent(), Schedule),
    };

    /// <summary>752,934 of the cohort, and 30 % of the spend of 2,151,240 as the most that comes back.</summary>
    [Fact]
    public void A_cap_limits_all_rebates_and_no_price()
    {
        var rules = DrugAgreement.For(Terms);
        var counted = rules.Count(Cohort, AsOf);
        var settled = rules.Contract.Settle(rules.Experience(Cohort, AsOf));
        var result = rules.Result(settled, counted);
        EpisodeChecks.Replays(settled);
        Assert.Equal((-752_934m, -645_372m), (settled.Opening, settled.Payable.Published));
        Assert.Equal((645_372m, -645_372m, 1_505_868m), (result.Cap!.Value, result.Settled.Value, result.NetSpend.Value));
        Assert.Equal(0m, counted.Lowest.Price.Value);
        Assert.Equal("myeloma-2024: the manufacturer owes 645,372 USD.", settled.ToString());
        Assert.DoesNotContain("provider", rules.Contract.InWords() + settled.Statement(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_was_settled_before_is_not_paid_again()
    {
        var rules = DrugAgreement.For(Terms with { Cap = null });
        var interim = rules.Experience(Cohort, AsOf);
        var settled = rules.Contract.Settle(interim with
        {
            Facts = [.. interim.Facts, Number.Of(Basis.PreviouslySettled, Money.Of(-600_000m))],
        });
        Assert.Equal((-752_934m, -152_934m), (settled.Earned.Published, settled.Payable.Published));
    }

    [Fact]
    public void Instalments_are_owed_by_the_payer()
    {
        var rules = DrugAgreement.For(Terms with
        {
            Cap = null,
            Form = new Instalments { Upfront = 40.Percent(), Yearly = [30.Percent(), 30.Percent()], Test = Test() },
        });
        var patient = Of("p", TreatmentOutcome.Responder, 900_000m) with
        {
            Anniversaries = [Report(TreatmentOutcome.Responder, Began.PlusYears(1))],
        };
        var asOf = Began.PlusYears(1).PlusDays(200);
        var settled = rules.Contract.Settle(rules.Experience([patient], asOf));
        Assert.Equal(630_000m, settled.Payable.Published);
        Assert.Equal(630_000m, rules.Result(settled, rules.Count([patient], asOf)).NetSpend.Value);
    }

    [Fact]
    public void Wrong_terms_say_everything_at_once()
    {
        Assert.Equal("rate-range form.refundShare, name-empty priceBasis, rate-range cap", Said(() => DrugAgreement.For(Terms with
        {
            Form = new OutcomeRebate { RefundShare = Rate.Zero, Test = Test() },
            PriceBasis = " ",
            Cap = new(Rate.Zero, Schedule),
        })));
        Assert.Equal("term-unused cap", Said(() => DrugAgreement.For(Terms with
        {
            Form = new Instalments { Upfront = 40.Percent(), Yearly = [60.Percent()], Test = Test() },
        })));
        Assert.Equal("price-range averageManufacturerPrice, price-range bestPrice, units-range units, date-unknown date",
            Said(() => new BasicRebate { AverageManufacturerPrice = Money.Zero, BestPrice = Money.Of(-1m), Units = -1m,
                Date = new(2009, 12, 31) }.OfUnit()));
    }

    [Fact]
    public void A_result_is_that_of_its_settlement()
    {
        var rules = DrugAgreement.For(Terms);
        var settled = rules.Contract.Settle(rules.Experience(Cohort, AsOf));
        Assert.Equal("settlement-of-other-contract settlement",
            Said(() => rules.Result(settled, rules.Count([.. Cohort.Skip(1)], AsOf))));
        var other = DrugAgreement.For(Terms with { Id = "other" });
        Assert.Equal("settlement-of-other-contract settlement", Said(() => other.Result(settled, rules.Count(Cohort, AsOf))));
    }

    /// <summary>What acts before the first clause stands in the digest: another policy is another agreement.</summary>
    [Fact]
    public void Another_policy_is_another_agreement()
    {
        var form = (OutcomeRebate)Terms.Form;
        DrugForm[] forms = [form, form with { Test = form.Test with { Death = DeathPolicy.Exclude } },
            form with { Test = form.Test with { Missing = MissingOutcomePolicy.CountAsResponder } },
            form with { Test = form.Test with { EvidenceDays = 31 } }, form with { GuaranteedResponse = 60.Percent() }];
        Assert.Equal(forms.Length, forms
            .Select(static f => SettlementJson.Digest((Terms with { Form = f }).Contract())).Distinct().Count());
        Assert.Throws<SettlementException>(() =>
            (Terms with { Form = forms[1] }).Contract().Settle(DrugAgreement.For(Terms).Experience(Cohort, AsOf)));
    }

    /// <summary>A best price of nothing makes the whole average price the rebate of every unit.</summary>
    [Fact]
    public void A_best_price_of_nothing_costs_the_whole_price()
    {
        var counted = DrugAgreement.For(Terms).Count(Cohort, AsOf);
        var rebate = new BasicRebate
        {
            AverageManufacturerPrice = Money.Of(2_000m),
            BestPrice = Money.Of(counted.Lowest.Price.Value!.Value),
            Units = 10m,
            Date = new(2024, 3, 1),
        };
        Assert.Equal((2_000m, 20_000m), (rebate.OfUnit().Value, rebate.OfAllUnits().Value));
        Assert.Equal(462m, (rebate with { BestPrice = Money.Of(1_900m) }).OfUnit().Value);
        Assert.Equal(342m, (rebate with { BestPrice = Money.Of(1_900m), ClottingOrPaediatric = true }).OfUnit().Value);
    }

    private static string Said(Func<object> make) => string.Join(", ", Assert.Throws<SettlementException>(() => { make(); }).Failures
        .Select(static f => $"{f.Code} {f.Path}"));
}
