using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Insight;

/// <summary>A contract, a clause and a term say themselves as a person would write them, and no term makes that endless.</summary>
public sealed class ContractInWordsTests
{
    private static readonly Contract Plan = new()
    {
        Id = "plan*2026",
        Currency = "USD",
        Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
        Clauses =
        [
            new MinimumRate { Savings = 2.Percent(), Shares = Sharing.FirstDollar },
            new SharingRate { Gain = new ScoreScaledRate(50.Percent()), Loss = Rate.Zero,
                Authority = Authority.Of("Agreement, section 4") },
            new Choose
            {
                Label = "Large years",
                Regions =
                [
                    new Region
                    {
                        Name = "large",
                        From = new(Side.Gain, Money.Of(500), true),
                        When = [new AtLeastAssigned(5_000)],
                        Then = [new Limit { Gain = new LesserOf([8.Percent().Of(Basis.ParticipantRevenue), Money.Of(900)]) }],
                    },
                ],
            },
        ],
        Payment = [new Recoupment { Balance = Basis.AdvanceBalance }],
        Words = new() { Payer = "health plan", Provider = "clinic", Gains = "savings" },
    };

    [Fact]
    public void A_contract_is_told_in_sentences_in_its_order() => Assert.Equal(
        """
        # Contract plan\*2026, version 1

        Between the health plan and the clinic, 2026-01-01 to 2026-12-31, in USD.

        1. Benchmark less expenditure.
        2. **Minimum savings rate**: savings count from 2% of benchmark, in full; losses are not shared.
        3. **Provider's share**: 50% × quality score of savings; 0% of losses. *Agreement, section 4*
        4. **Large years**: by the first of these that holds.
            - **large**, amounts from savings of 500 on, if at least 5,000 assigned beneficiaries:
                1. **Payment and loss limit**: savings at most the lesser of 8% of participant revenue and 900.
            - Otherwise: the amount stays as it is.

        ## From what is earned to what is paid

        1. **Recoupment of advances**: less the advance balance, from what was earned and never more than that.

        Published with 2 decimals, halves away from zero.

        """.ReplaceLineEndings("\n"),
        Plan.InWords());

    [Fact]
    public void A_sum_tells_its_parts_its_pool_and_who_is_paid() => Assert.Equal(
        """
        # Contract network, version 1

        Between the health plan and the clinic, 2026-01-01 to 2026-12-31, in USD.

        ## Contract north

        Version 2, 2026-01-01 to 2026-06-30.

        1. Benchmark less expenditure.
        2. **Sequestration**: savings less 2%.

        Order: Exhibit C.

        ## Arrangement bonus

        1. An amount that is stated.

        ### From what is earned to what is paid

        1. **Recoupment of advances**: less the advance balance, from what was earned and never more than that.

        ## The parts together

        What the parts claim is paid from the guarantee fund, and scaled down in proportion where the claims are larger. *Exhibit D*

        Each part is paid by itself; nothing is paid of their sum.

        1. The sum of what the parts led to.

        Published with 2 decimals, halves away from zero.

        """.ReplaceLineEndings("\n"),
        (Plan with
        {
            Id = "network",
            Clauses = [],
            Payment = [],
            Pays = Payee.Parts,
            Pool = new() { Funding = PoolFunding.StatedAmount, Available = new("guarantee-fund"), Authority = Authority.Of("Exhibit D") },
            Parts =
            [
                new Contract
                {
                    Id = "north",
                    Version = 2,
                    Currency = "USD",
                    Term = new DateInterval(new(2026, 1, 1), new(2026, 6, 30)),
                    Clauses = [new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Gains }],
                    OrderAuthority = Authority.Of("Exhibit C"),
                },
                new Arrangement { Id = "bonus", Opening = OpeningAmount.Stated,
                    Payment = [new Recoupment { Balance = Basis.AdvanceBalance }] },
            ],
        }).InWords());

    [Fact]
    public void Clauses_and_terms_print_as_people_write_them()
    {
        Assert.Equal("Minimum savings rate: gains count from 2% of benchmark, in full; losses are not shared", Plan.Clauses[0].ToString());
        Assert.Equal("the lesser of 8% of participant revenue and 900",
            ((Limit)((Choose)Plan.Clauses[2]).Regions[0].Then[0]).Gain!.ToString());
        Assert.Equal("large: amounts from gains of 500 on, if at least 5,000 assigned beneficiaries",
            ((Choose)Plan.Clauses[2]).Regions[0].ToString());
        Assert.Equal("6,000 assigned beneficiaries", Number.AssignedBeneficiaries(6_000).ToString());
    }

    [Fact]
    public void Every_programme_says_its_contract_without_a_record_in_braces()
    {
        var contract = MedicareSharedSavings.For(new()
        {
            Track = Track.BasicE,
            Year = 2024,
            AgreementStart = new(2024, 1, 1),
            MinimumRate = MinimumRateChoice.Table,
        }).Contract;
        var text = contract.InWords();
        Assert.DoesNotContain("{", text, StringComparison.Ordinal);
        Assert.Contains("**Sequestration**: savings less 2%.", text, StringComparison.Ordinal);
        Assert.Contains("Order: ", text, StringComparison.Ordinal);
        Assert.All(contract.Clauses, static clause => Assert.DoesNotContain("{", clause.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_doubled_or_nested_without_end_is_cut()
    {
        Level doubled = Money.Of(1), deep = Money.Of(1);
        for (var i = 0; i < 40; i++)
        {
            doubled = new LesserOf([doubled, doubled]);
        }

        for (var i = 0; i < 30_000; i++)
        {
            deep = new FromSize(1, deep, Money.Of(1));
        }

        Assert.InRange(doubled.ToString().Length, 100, 5_000);
        Assert.InRange(deep.ToString().Length, 100, 5_000);
        Assert.Contains("…", (Plan with { Clauses = [new Floor { At = doubled }] }).InWords(), StringComparison.Ordinal);
        Clause nested = new Floor { At = Money.Zero };
        for (var i = 0; i < 5_000; i++)
        {
            nested = new Choose { Regions = [], Otherwise = [nested] };
        }

        Assert.Contains("…", (Plan with { Clauses = [nested] }).InWords(), StringComparison.Ordinal);
    }
}
