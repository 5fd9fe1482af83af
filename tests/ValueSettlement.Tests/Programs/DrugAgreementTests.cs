using NodaTime;
using ValueSettlement.Json;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;
using ValueSettlement.Tests.Json;
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

    /// <summary>Without the certificate everything is held, with it everything is owed, and a refusal says why nothing is.</summary>
    [Fact]
    public void What_nobody_certified_is_held()
    {
        var rules = DrugAgreement.For(Terms with { CertifiedBy = "outcomes registry" });
        var held = rules.Contract.Settle(rules.Experience(Cohort, AsOf));
        Assert.Equal((-645_372m, 0m), (held.Earned.Published, held.Payable.Published));
        Assert.Equal(-645_372m, Assert.Single(held.CarriedForward).Amount);
        Assert.Contains("Held: there is no certificate 'outcomes certified'.", held.Statement(), StringComparison.Ordinal);

        var certificate = new Certificate
        {
            Name = DrugAgreement.CertificateName,
            Decision = CertificateDecision.Granted,
            By = "outcomes registry",
            On = new(2025, 3, 31),
        };
        Assert.Equal(-645_372m, rules.Contract.Settle(rules.Experience(Cohort, AsOf, certificate)).Payable.Published);
        foreach (var wrong in new[] { certificate with { By = "manufacturer" }, certificate with { Name = "other" } })
        {
            var refused = Assert.Throws<SettlementException>(() => rules.Experience(Cohort, AsOf, wrong));
            Assert.Equal("certificate-of-other", Assert.Single(refused.Failures).Code);
        }

        Assert.Throws<SettlementException>(() => DrugAgreement.For(Terms).Experience(Cohort, AsOf, certificate));
    }

    private static readonly Certificate Granted = new()
    {
        Name = DrugAgreement.CertificateName,
        Decision = CertificateDecision.Granted,
        By = "outcomes registry",
        On = new(2025, 3, 31),
    };

    /// <summary>The payer bears all of the spend while rebates are held or forfeited.</summary>
    [Fact]
    public void A_result_is_what_is_moved()
    {
        var rules = DrugAgreement.For(Terms with { CertifiedBy = "outcomes registry" });
        var refused = Granted with { Decision = CertificateDecision.Refused, Reason = "No source data." };
        Assert.Equal((-0m, -645_372m, 0m, 2_151_240m), Of(null));
        Assert.Equal((0m, 0m, -645_372m, 2_151_240m), Of(refused));
        Assert.Equal((-645_372m, 0m, 0m, 1_505_868m), Of(Granted));
        var settled = rules.Contract.Settle(rules.Experience(Cohort, AsOf, refused));
        Assert.Contains("Forfeited: 645,372 USD (certificate refused by outcomes registry on 2025-03-31: No source data).",
            settled.Statement(), StringComparison.Ordinal);
        Assert.DoesNotContain("Forfeited", rules.Contract.Settle(rules.Experience(Cohort, AsOf)).Statement(), StringComparison.Ordinal);
        Assert.Equal("lines-missing settlement", Said(() => rules.Result(
            SettlementJson.ReadSettlement(SettlementJson.Write(settled, lines: false)), rules.Count(Cohort, AsOf))));

        (decimal?, decimal?, decimal?, decimal?) Of(Certificate? certificate)
        {
            var settled = rules.Contract.Settle(rules.Experience(Cohort, AsOf, certificate));
            var read = SettlementJson.ReadSettlement(SettlementJson.Write(settled));
            var result = rules.Result(settled, rules.Count(Cohort, AsOf));
            Assert.Equal(result.NetSpend.Value, rules.Result(read, rules.Count(Cohort, AsOf)).NetSpend.Value);
            return (result.Settled.Value, result.Held.Value, result.Forfeited.Value, result.NetSpend.Value);
        }
    }

    /// <summary>Only what would be paid now is held, and what was paid before does not come back.</summary>
    [Fact]
    public void Nothing_moves_while_it_is_held()
    {
        var rules = DrugAgreement.For(Terms with { CertifiedBy = "outcomes registry" });
        Assert.Equal((0m, -445_372m, 1_951_240m), Of(-200_000m));
        Assert.Equal((0m, 54_628m, 1_451_240m), Of(-700_000m));

        (decimal, decimal, decimal?) Of(decimal before)
        {
            var interim = rules.Experience(Cohort, AsOf);
            var settled = rules.Contract.Settle(interim with
            {
                Facts = [.. interim.Facts, Number.Of(Basis.PreviouslySettled, Money.Of(before))],
            });
            EpisodeChecks.Replays(settled);
            return (settled.Payable.Published, Assert.Single(settled.CarriedForward).Amount,
                rules.Result(settled, rules.Count(Cohort, AsOf)).NetSpend.Value);
        }
    }

    [Fact]
    public void Days_are_in_their_order()
    {
        var rules = DrugAgreement.For(Terms with { CertifiedBy = "outcomes registry" });
        Assert.Equal("date-order certificate.on", Said(() => rules.Experience(Cohort, AsOf, Granted with { On = new(2023, 12, 31) })));
        Assert.Equal("date-range certificate.on", Said(() => rules.Experience(Cohort, AsOf, Granted with
        {
            On = new LocalDate(5785, 7, 1, CalendarSystem.HebrewCivil),
        })));
        var early = Cohort[0] with { Outcome = Cohort[0].Outcome with { Evidence = Began.PlusDays(79) } };
        Assert.Equal("date-order patients[0].outcome.evidence", Said(() => rules.Count([early], AsOf)));
        _ = rules.Count([early with { Outcome = early.Outcome with { Evidence = Began.PlusDays(80) } }], AsOf);
        var yearly = DrugAgreement.For(Terms with
        {
            Cap = null,
            Form = new Instalments { Upfront = 40.Percent(), Yearly = [60.Percent()], Test = Test() },
        });
        Assert.Equal("date-order patients[0].anniversaries[0].evidence", Said(() => yearly.Count(
            [Cohort[0] with { Anniversaries = [Report(TreatmentOutcome.Responder) with { Date = null }] }], AsOf)));
    }

    [Fact]
    public void Terms_that_no_contract_can_have_are_refused_before_anything_is_counted()
    {
        var hebrew = new DateInterval(new LocalDate(5784, 1, 1, CalendarSystem.HebrewCivil),
            new LocalDate(5784, 7, 1, CalendarSystem.HebrewCivil));
        Assert.Equal("name-empty id, currency currency, date-range term.start, date-range term.end",
            Said(() => DrugAgreement.For(Terms with { Id = " ", Currency = "zz", Term = hebrew })));
        Assert.Equal("date-range treated.start, date-range treated.end", Said(() => Terms.Form.Count(Cohort, AsOf, hebrew)));
    }

    /// <summary>The price of so small a part of a unit is no decimal; that of the least part is one, for the most money there is.</summary>
    [Fact]
    public void Units_are_as_many_as_a_price_can_be_divided_by()
    {
        var rules = DrugAgreement.For(Terms);
        Assert.Equal("units-range patients[0].units", Said(() => rules.Count([Cohort[0] with { Units = 1e-28m }], AsOf)));
        var least = Of("p", TreatmentOutcome.Responder, Money.Largest) with { Units = 0.000_001m };
        Assert.Equal(Money.Largest * 1_000_000m, rules.Count([least], AsOf).Lowest.Price.Value);
    }

    /// <summary>What decides the amount and stands in no clause is said before the first step.</summary>
    [Fact]
    public void The_agreement_says_its_terms_in_sentences()
    {
        var rebate = (OutcomeRebate)Terms.Form;
        var words = (Terms with
        {
            PriceBasis = "net of the discount",
            CertifiedBy = "outcomes registry",
            Form = rebate with
            {
                GuaranteedResponse = 60.Percent(),
                Test = rebate.Test with { Adjudicator = "registry", Response = new("fall", 0.5m, Direction.HigherIsBetter) },
            },
        }).Contract().InWords();
        foreach (var sentence in new[]
        {
            "at prices that are net of the discount.",
            "100% of what was paid comes back for a patient whose outcome counts as a non-response.",
            "A response of 60% of the outcomes that count is guaranteed", "The outcome is tested within 90 days of the first dose",
            "A patient responds with: fall at least 0.5.",
            "Evidence of a non-response is due within 30 days after the window, and the money "
                + "is claimed within 60 days after the window.", "Who decides on the evidence: registry.",
            "A death before the test counts as a non-response; an outcome that nobody knows is left out.",
            "All rebates together are at most 30% of what was paid for all patients",
            "Nothing is paid until outcomes registry certifies the outcomes",
        })
        {
            Assert.Contains(sentence, words, StringComparison.Ordinal);
        }

        foreach (var terms in TermsSamples.All.OfType<DrugAgreementTerms>())
        {
            Assert.True(terms.Form.Sentences.Any(), terms.Form.ToString());
            Assert.All(terms.Form.Sentences, static s => Assert.EndsWith(".", s, StringComparison.Ordinal));
        }
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
            Said(() => new BasicRebate
            {
                AverageManufacturerPrice = Money.Zero,
                BestPrice = Money.Of(-1m),
                Units = -1m,
                Date = new(2009, 12, 31)
            }.OfUnit()));
    }

    [Fact]
    public void A_result_is_that_of_its_settlement()
    {
        var rules = DrugAgreement.For(Terms);
        var settled = rules.Contract.Settle(rules.Experience(Cohort, AsOf));
        Assert.Equal("settlement-of-other-contract settlement",
            Said(() => rules.Result(settled, rules.Count([.. Cohort.Skip(1)], AsOf))));
        var terms = DrugAgreement.For(Terms with { Cap = new(29.Percent(), Schedule) });
        Assert.Equal("settlement-of-other-contract settlement", Said(() => terms.Result(settled, rules.Count(Cohort, AsOf))));
        var read = SettlementJson.ReadSettlement(SettlementJson.Write(settled));
        Assert.Equal("settlement-of-other-contract settlement", Said(() => terms.Result(read, rules.Count(Cohort, AsOf))));
        Assert.Equal(1_505_868m, rules.Result(read, rules.Count(Cohort, AsOf)).NetSpend.Value);
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
