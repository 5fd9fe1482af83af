using System.Text.RegularExpressions;
using Markdig;
using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Insight;

/// <summary>Statements as somebody reads them who knows neither the library nor the contract.</summary>
public sealed partial class StatementTests
{
    private static readonly MarkdownPipeline Reader = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private static readonly DateInterval Term = new(new(2026, 1, 1), new(2026, 12, 31));

    public static TheoryData<int> Years => new(Enumerable.Range(0, WorkedYears.All.Count));

    [Theory]
    [MemberData(nameof(Years))]
    public void Every_row_of_a_statement_has_five_cells(int index)
    {
        var year = WorkedYears.All[index];
        var settlement = year.Settle(year.Terms);
        foreach (var told in settlement.Parts.Prepend(settlement))
        {
            var html = Markdig.Markdown.ToHtml(told.Statement(), Reader);
            var rows = Rows().Matches(html);
            Assert.NotEmpty(rows);

            // The table of the parts has three columns, four where the parts are paid, and five where a payment stands between, and a row
            // for its head and one for its sum.
            var columns = told.Pays != Payee.Parts ? 3
                : told.Parts.Any(static p => p.Payable.Unrounded != p.BroughtIn!.Value.Unrounded) ? 5 : 4;
            var cells = rows.Select(static row => Cells().Count(row.Value)).ToArray();
            var steps = columns == 5 ? told.Lines.Count(static l => l.Kind != LineKind.Clause || l.Effect == Effect.Bound) + 1
                : 0;
            Assert.Equal(steps + (told.Parts.Count == 0 ? 0 : told.Parts.Count + 2), cells.Count(c => c == columns));
            Assert.All(cells.Where(c => c != columns), static c => Assert.Equal(5, c));
            Assert.DoesNotContain("<p>|", html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void A_statement_speaks_the_language_of_its_contract(int index)
    {
        var year = WorkedYears.All[index];
        var settlement = year.Settle(year.Terms);
        var (words, text) = (settlement.Contract.Words, settlement.Statement());
        Assert.DoesNotContain("two way", text, StringComparison.Ordinal);
        Assert.DoesNotContain("− -", text, StringComparison.Ordinal);
        Assert.DoesNotContain("..", text, StringComparison.Ordinal);
        if (words.Gains != "savings")
        {
            Assert.DoesNotContain("share of savings", text, StringComparison.Ordinal);
        }

        if (words.Benchmark != "Benchmark")
        {
            Assert.DoesNotContain("Benchmark less", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Benchmark before adjustments", text, StringComparison.Ordinal);
        }

        if (settlement.Owes != Party.Neither && words.Creditor is { } creditor)
        {
            Assert.Contains($"owes the {creditor} ", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_step_says_for_which_amounts_it_holds_where_that_is_not_plain()
    {
        var contract = Compared(
            new MinimumRate { Savings = 2.Percent(), Losses = 3.Percent(), Shares = Sharing.FirstDollar },
            new MarginalBands { Gain = [new(50.Percent(), 5.Percent()), new(20.Percent())], Loss = [new(Rate.Zero)] });
        var gain = contract.Settle(Spent(920m)).Statement();
        Assert.Contains("The amount ends in band 2. This holds for amounts above 50. |", gain, StringComparison.Ordinal);
        Assert.Contains("Reached: the whole difference counts. This holds for amounts of at least 20.", gain, StringComparison.Ordinal);
        var small = contract.Settle(Spent(990m)).Statement();
        Assert.Contains("This holds for amounts above 0 and below 20. |", small, StringComparison.Ordinal);

        var plain = Compared(new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }, new Limit { Gain = 1.Percent() });
        Assert.DoesNotContain("This holds", plain.Settle(Spent(900m)).Statement(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_is_taken_is_no_amount()
    {
        var contract = Compared(new Choose
        {
            Label = "Volume",
            Regions = [new Region { Name = "Too few episodes", When = [new FewerThan("episodes", 30m)],
                Then = [new Limit { Gain = Money.Zero, Loss = Money.Zero }] }],
        });
        var text = contract.Settle(Spent(900m) with { Facts = [Number.Of("episodes", 7m)] }).Statement();
        Assert.Contains("| **Volume** | Too few episodes: fewer than 30 episodes. | 100 | 0 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_apply_says_so_and_shows_no_amount()
    {
        var text = (Compared(new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() },
            new Relief()) with
        { Payment = [new PriorSettlement()] }).Settle(Spent(900m)).Statement();
        Assert.Contains("- Relief for extreme and uncontrollable circumstances: not applied. No relief was stated.\n", text,
            StringComparison.Ordinal);
        Assert.Contains("- Earlier settlements of the period: not applied. No earlier settlement was stated.\n", text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("did not bind", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, "Left to pay: **The payer pays the provider 20 USD.**")]
    [InlineData(50, "Left to pay: **Neither party pays the other anything.**")]
    [InlineData(70, "Left to pay: **The provider pays the payer 20 USD.**")]
    public void What_is_left_to_pay_names_its_parties(int settled, string expected)
    {
        var contract = Compared(new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }) with { Payment = [new PriorSettlement()] };
        var text = contract.Settle(Spent(900m) with { Facts = [Number.Of(Basis.PreviouslySettled, Money.Of(settled))] }).Statement();
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_in_words_says_what_is_left_to_pay_where_that_goes_the_other_way()
    {
        var contract = Compared(new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }) with { Payment = [new PriorSettlement()] };
        Assert.Equal("The payer owes the provider 50 USD. Left to pay: The provider pays the payer 20 USD.",
            contract.Settle(Spent(900m) with { Facts = [Number.Of(Basis.PreviouslySettled, Money.Of(70))] }).InWords());
        Assert.Equal("The payer owes the provider 50 USD.", contract.Settle(Spent(900m)).InWords());
    }

    [Fact]
    public void Figures_among_the_facts_follow_from_their_lines()
    {
        var workings = new Workings("prior");
        var paid = workings.Figure(workings.Add(new("sum", "Two payments", Unit.Money), Quantity.Of("one", 30m, Unit.Money),
            Quantity.Of("other", 40m, Unit.Money)));
        var contract = Compared(new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }) with { Payment = [new PriorSettlement()] };
        Assert.Equal(-20m, contract.Settle(Spent(900m) with { Facts = [Number.Of(Basis.PreviouslySettled, paid)] }).Payable.Published);
        var altered = Spent(900m) with { Facts = [Number.Of(Basis.PreviouslySettled, paid with { Value = 10m })] };
        Assert.Equal("figure-lines", Assert.Single(contract.TrySettle(altered).Failures).Code);
        var score = workings.Figure(workings.Given(new("score", "Score", Unit.Rate), 0.5m));
        var scored = Compared(new SharingRate { Gain = new ScoreScaledRate(Rate.One), Loss = Rate.Zero });
        Assert.Equal("figure-lines", Assert.Single(scored.TrySettle(Spent(900m) with
        {
            Facts = [new Quality { Standard = QualityStandard.Met, Score = score with { Value = 0.9m } }],
        }).Failures).Code);
    }

    [Fact]
    public void A_figure_that_was_computed_above_says_so()
    {
        var plan = PartD.For(new() { Year = 2026 });
        var text = plan.Contract.Settle(plan.Experience(Money.Of(100_000_000m), new()
        {
            AllowableRiskCorridorCosts = Money.Of(120_000_000m),
            ReinsurancePayments = Money.Of(10_000_000m),
            LowIncomeCostSharing = Money.Of(2_000_000m),
        })).Statement();
        Assert.Contains("| Adjusted allowable cost | as computed above | 108,000,000 |", text, StringComparison.Ordinal);
        Assert.Contains("| Target amount | stated | 100,000,000 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payoff_says_at_what_it_holds_the_other_parts()
    {
        var one = new Arrangement { Id = "care", Clauses = [new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }] };
        var two = new Arrangement
        {
            Id = "bonus",
            Opening = OpeningAmount.Stated,
            Clauses = [new SharingRate { Gain = new ScoreScaledRate(Rate.One), Loss = Rate.Zero }]
        };
        var three = one with { Id = "drugs" };
        var contract = new Contract { Id = "x", Currency = "USD", Term = Term, Parts = [one, two, three] };
        var payoff = contract.PayoffOverSpending(new()
        {
            Parts =
            [
                Spent(900m) with { Arrangement = "care" },
                new() { Arrangement = "bonus", Opening = Money.Of(100m), Facts = [Quality.Met(80.Percent())] },
                Spent(950m) with { Arrangement = "drugs" },
            ],
        }, "care");
        Assert.Equal(
            [
                "benchmark 1,000",
                "the part 'bonus' (opening amount 100; quality: the quality standard, score 80%)",
                "the part 'drugs' (benchmark 1,000; expenditure 950)",
            ], payoff.HeldFixed);
    }

    [Fact]
    public void A_sum_says_who_owes_whom_who_is_paid_and_why_its_parts_are_not_the_whole()
    {
        var contract = Compared(new MinimumRate { Savings = Money.Of(80m), Losses = Money.Of(80m), Shares = Sharing.FirstDollar }) with
        {
            Words = new() { Payer = "client", Provider = "supplier" },
        };
        var sum = new Contract
        {
            Id = "both",
            Currency = "USD",
            Term = Term,
            Parts = [contract with { Id = "one" }, contract with { Id = "two" }]
        };
        var text = sum.Settle(new()
        {
            Parts = [Spent(900m) with { Arrangement = "one" },
            Spent(950m) with { Arrangement = "two" }]
        }).Statement();
        Assert.Contains("# Settlement of both, version 1\n\nCovers 2026-01-01 to 2026-12-31, between the client and the "
            + "supplier.\n\n**The client owes the supplier 100 USD.**", text, StringComparison.Ordinal);
        Assert.Contains("| one | The client owes the supplier 100 USD. | 100 |", text, StringComparison.Ordinal);
        Assert.Contains("| two | Neither party owes the other anything. | 0 |", text, StringComparison.Ordinal);
        Assert.Contains("Settling these parts one by one and adding up is not the same as settling them as one:\n\n- ", text,
            StringComparison.Ordinal);
    }

    private static Contract Compared(params Clause[] clauses) => new() { Id = "x", Currency = "USD", Term = Term, Clauses = [.. clauses] };

    private static Experience Spent(decimal expenditure) => new() { Benchmark = Money.Of(1_000m), Expenditure = Money.Of(expenditure) };

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Rows();

    [GeneratedRegex("<t[dh][ >]")]
    private static partial Regex Cells();
}
