using System.Text.Json.Nodes;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Contracts;

/// <summary>What trials found of sums, each with the numbers in which it was found.</summary>
public sealed class SumFindingsTests
{
    private static readonly NodaTime.DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));
    private static readonly SharingRate Third = new() { Gain = Rate.Ratio(1, 3), Loss = Rate.Ratio(1, 3) };
    private static readonly SharingRate Half = new() { Gain = 50.Percent(), Loss = 50.Percent() };

    [Fact]
    public void Parts_that_are_together_larger_than_a_contract_are_compared_with_nothing()
    {
        var scale = new Scale([new(1, 1_000_000_000, 0m, 1000m)], true);
        var sum = Sum([.. Enumerable.Range(0, 99).Select(i => new Arrangement
        {
            Id = FormattableString.Invariant($"p{i}"),
            Clauses =
            [
                new MarginalBands
                {
                    Gain = [new(50.Percent(), new ShareBySize(scale, Basis.Benchmark)), new(25.Percent())],
                    Loss = [new(50.Percent())],
                },
            ],
        })]);
        var facts = new Experience
        {
            Parts = [.. Enumerable.Range(0, 99).Select(i => new Experience
            {
                Arrangement = FormattableString.Invariant($"p{i}"),
                Benchmark = Money.Of(Money.Largest),
                Expenditure = Money.Of(Money.Largest - 5m),
                Facts = [Number.AssignedBeneficiaries(10_000_000)],
            })],
        };
        var settled = sum.Settle(facts);
        Assert.Null(Assert.Single(settled.Warnings).Together);
        Assert.Contains("larger than a contract settles", settled.Statement(), StringComparison.Ordinal);
        Assert.Empty(settled.Verify(sum, facts));
        Assert.Equal(settled, SettlementJson.ReadSettlement(SettlementJson.Write(settled)));
    }

    // 99.003 ÷ 3 is exactly the level of 33.001.
    [Theory]
    [InlineData("100.003", "33.001")]
    [InlineData("100.006", "33.002")]
    public void A_payoff_meets_edges_in_the_units_of_its_currency(string spent, string level)
    {
        var contract = Sum([]) with
        {
            Currency = "KWD",
            Clauses =
            [
                Third,
                new MinimumRate { Savings = Money.Of(1m), Losses = new WholeOf(new("least")), Shares = Sharing.FirstDollar },
            ],
        };
        var spending = Exactly(spent);
        var facts = new Experience
        {
            Benchmark = Money.Of(1m),
            Expenditure = Money.Of(spending),
            Facts = [Number.Of("least", Exactly(level))],
        };
        Assert.Equal(-Exactly(level), contract.Settle(facts).Earned.Published);
        Assert.Equal(contract.Settle(facts).Earned.Unrounded,
            contract.PayoffOverSpending(facts with { Expenditure = null }).At(spending), 9);
    }

    // Amounts that end in a third of a mill are read at nine decimals before they are divided.
    [Theory]
    [InlineData("0.025", "-0.005", "0.03", "-0.01")]
    [InlineData("30039.745", "-8.415", "30039.75", "-8.42")]
    public void Parts_that_add_up_are_published_as_they_are(string third, string fee, string group, string feePublished)
    {
        var sum = Sum(
        [
            new Arrangement { Id = "group", Parts = [Stated("x", Third), Stated("y", Third), Stated("z", Third)] },
            Stated("fee"),
        ]) with
        { Pays = Payee.Parts };
        var settled = sum.Settle(new()
        {
            Parts =
            [
                new() { Arrangement = "group", Parts = [Opening("x", third), Opening("y", third), Opening("z", third)] },
                Opening("fee", fee),
            ],
        });
        Assert.Equal([Exactly(group), Exactly(feePublished)], settled.Parts.Select(static p => p.BroughtIn!.Value.Published));
        Assert.Equal([Exactly(group), Exactly(feePublished)], settled.Parts.Select(static p => p.Payable.Published));
    }

    [Fact]
    public void A_third_of_a_claim_that_is_a_whole_cent_is_published_as_that_cent()
    {
        var sum = Sum([Stated("a"), Stated("b"), Stated("c")]) with
        {
            Publishing = new Rounding(2, RoundingMode.TowardZero),
            Pool = new() { Funding = PoolFunding.StatedFactor, Factor = Rate.Ratio(1, 3) },
        };
        var settled = sum.Settle(new() { Parts = [Opening("a", "0.03"), Opening("b", "0.04"), Opening("c", "-0.009")] });
        Assert.Equal(0.01m, settled.Parts[0].BroughtIn!.Value.Published);
    }

    [Fact]
    public void A_part_is_paid_what_it_brought_in_less_its_own_payment()
    {
        var sum = Sum([Shared("a") with { Payment = [new PriorSettlement()] }, Shared("b")]) with { Pays = Payee.Parts };
        var settled = sum.Settle(new()
        {
            Parts =
            [
                Year01("a") with { Facts = [Number.Of(Basis.PreviouslySettled, Money.Of(1m))] },
                Year01("b"),
            ],
        });
        Assert.Equal([0.01m, 0m], settled.Parts.Select(static p => p.BroughtIn!.Value.Published));
        Assert.Equal([-0.99m, 0m], settled.Parts.Select(static p => p.Payable.Published));
        Assert.Equal(-0.99m, settled.Payable.Published);
        Assert.Equal(settled, SettlementJson.ReadSettlement(SettlementJson.Write(settled)));
    }

    [Fact]
    public void Words_of_a_sum_follow_what_is_paid()
    {
        var settled = (Sum([Shared("a"), Shared("b")]) with { Pays = Payee.Parts }).Settle(new() { Parts = [Year01("a"), Year01("b")] });
        Assert.Equal("b: the payer owes 0.01 USD; nothing is left to pay.", settled.Parts[1].ToString());
        Assert.Equal("Neither party pays the other anything: 0.01 earned, published so that the parts add up.",
            settled.Parts[1].InWords());
        Assert.Equal("sum: each part is paid by itself; together the payer pays 0.01 USD.", settled.ToString());
        Assert.StartsWith("Each part is paid by itself; together the payments come to 0.01 USD from the payer to the parts.",
            settled.InWords(), StringComparison.Ordinal);

        var pooled = (Sum([Shared("a"), Shared("b")]) with { Pool = new() { Funding = PoolFunding.Charges } }).Settle(new()
        {
            Parts =
            [
                new() { Arrangement = "a", Benchmark = Money.Of(1_000m), Expenditure = Money.Of(800m) },
                new() { Arrangement = "b", Benchmark = Money.Of(1_000m), Expenditure = Money.Of(1_020m) },
            ],
        });
        Assert.Equal("The payer owes the provider 100 USD. It brings 10 into the sum, after the pool.", pooled.Parts[0].InWords());
        Assert.Contains("| **After the pool** | 100 × 10 ÷ 100. The claim × 10, paid from the pool, ÷ 100, what all claim of it. "
            + "| 10 | −90 |", pooled.Parts[0].Statement(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contractDigest")]
    [InlineData("factsDigest")]
    [InlineData("edited")]
    [InlineData("libraryDiffers")]
    [InlineData("libraryVersion")]
    [InlineData("carriedForward")]
    public void What_a_document_says_of_itself_is_not_dropped(string member)
    {
        var contract = Shared("a") with { Payment = [new Recoupment { Balance = Basis.AdvanceBalance }] };
        var facts = new Experience
        {
            Benchmark = Money.Of(100m),
            Expenditure = Money.Of(90m),
            Facts = [Number.Of(Basis.AdvanceBalance, Money.Of(Exactly("91.666666667")))],
        };
        var document = JsonNode.Parse(SettlementJson.Write(contract.Settle(facts)))!.AsObject();
        switch (member)
        {
            case "edited" or "libraryDiffers":
                document[member] = true;
                break;
            case "libraryVersion":
                document[member] = string.Empty;
                break;
            case "carriedForward":
                document[member]![0]!["amount"] = (decimal)document[member]![0]!["amount"]! + 0.0000004m;
                break;
            default:
                document.Remove(member);
                break;
        }

        var found = SettlementJson.TryReadSettlement(document.ToJsonString(), out var read, out var failures)
            ? read!.Verify(contract, facts) : failures;
        Assert.NotEmpty(found);
    }

    [Fact]
    public void Parts_without_end_are_refused_before_they_are_written()
    {
        Agreement part = Stated("leaf");
        var experience = Opening("leaf", "1");
        for (var i = 0; i < 40; i++)
        {
            var one = new Arrangement { Id = FormattableString.Invariant($"q{i}"), Parts = [part, part] };
            (part, experience) = (one, new() { Arrangement = one.Id, Parts = [experience, experience] });
        }

        var sum = Sum([part]);
        Assert.Equal("parts-too-many", Refused(() => SettlementJson.Write(sum)));
        Assert.Equal("parts-too-many", Refused(() => SettlementJson.Digest(sum)));
        Assert.Equal("parts-too-many", Refused(() => SettlementJson.Write(experience)));
        Assert.Equal("parts-too-many", Refused(() => SettlementJson.Digest(experience)));

        static string Refused(Func<string> write) => Assert.Throws<SettlementException>(write).Failures[0].Code;
    }

    private static Contract Sum(ValueList<Agreement> parts) => new() { Id = "sum", Currency = "USD", Term = Year, Parts = parts };

    private static Contract Shared(string id) => new() { Id = id, Currency = "USD", Term = Year, Clauses = [Half] };

    private static Arrangement Stated(string id, params Clause[] clauses) =>
        new() { Id = id, Opening = OpeningAmount.Stated, Clauses = [.. clauses] };

    private static Experience Opening(string id, string amount) => new() { Arrangement = id, Opening = Money.Of(Exactly(amount)) };

    /// <summary>A saving of one cent, of which half is 0.005.</summary>
    private static Experience Year01(string id) => new() { Arrangement = id, Benchmark = Money.Of(100m), Expenditure = Money.Of(99.99m) };

    private static decimal Exactly(string number) => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
