using System.Globalization;
using ValueSettlement.Programs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of the section on plans and practices of docs/quality.md, and of docs/medicaid-withholds.md.</summary>
internal static class SnippetsPlansAndPractices
{
    [Snippet("advantage-stars")]
    private static void AdvantageStars()
    {
        var county = MedicareAdvantageStars.For(new()
        {
            Year = 2026,
            ApplicablePercentage = MedicareAdvantageStars.PercentageOf(2026, quartile: 1),       // highest cost: 95 %
        });
        var bid = new PlanBid { BaseAmount = Money.Of(1_000), Bid = Money.Of(950), Stars = 4m, MemberMonths = 120_000m };
        foreach (var stars in new[] { 3.5m, 4m, 4.5m })
        {
            var plan = bid with { Stars = stars };
            var found = county.Benchmark(plan);
            var rebate = county.Contract.Settle(county.Experience(plan)).Earned;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stars} stars: benchmark {found.Benchmark}, ")
                + $"rebate {found.RebateShare}, together {rebate}; "
                + (found.ToNextStep.Absence?.Reason ?? $"the next step is {found.ToNextStep} stars away"));
        }
    }

    [Snippet("outcomes-framework")]
    private static void OutcomesFramework()
    {
        var published = Authority.Of("QOF guidance 2026/27, section 5");
        var qof = QualityOutcomesFramework.For(new()
        {
            Year = 2026,
            Indicators = new(
            [
                new("AST007", 20m, 45.Percent(), 70.Percent()),
                new("VI001", 18m, 89.Percent(), 96.Percent())
                {
                    Improvement = new(10.Percent(), Authority.Of("QOF guidance 2026/27, annex")),         // assumed here
                    WithoutPrevalence = true,
                },
            ], published),
        });
        var practice = new FrameworkPractice
        {
            List = 9_000m,
            Results =
            [
                new() { Indicator = "AST007", Numerator = 114m, Denominator = 200m, Exceptions = 10m, PrevalenceFactor = 1.1m },
                new() { Indicator = "VI001", Numerator = 88m, Denominator = 100m, OwnMean = 80.Percent() },
            ],
            AspirationPaid = Money.Of(3_000),
        };
        foreach (var indicator in qof.Payment(practice).Indicators)
        {
            Console.WriteLine($"{indicator.Indicator}: achieved {indicator.Achievement}, {indicator.Points} points");
        }

        var settled = qof.Contract.Settle(qof.Experience(practice));
        Console.WriteLine($"Achievement {settled.Earned}, left to pay {settled.Payable}");
    }

    [Snippet("new-york")]
    private static void NewYork()
    {
        var chosen = Authority.Of("Agreement 2021, exhibit 2");
        var terms = new NewYorkPaymentTerms
        {
            Id = "clinic 2021",
            Term = new(new(2021, 1, 1), new(2021, 12, 31)),
            Level = NewYorkLevel.Level1,
            Savings = new() { AllGoals = new(55.Percent(), chosen), HalfOfGoals = new(25.Percent(), chosen) },
        };
        var contract = NewYorkValueBasedPayment.For(terms);
        Console.WriteLine(contract.Contract.Settle(
            contract.Experience(Money.Of(20_000_000), Money.Of(19_000_000), goalsMet: 4, goals: 6)).Earned);
        Console.WriteLine((terms with { Savings = terms.Savings with { AllGoals = new(65.Percent(), chosen) } }).Validate()[0]);
    }

    [Snippet("medicaid-withholds")]
    private static void MedicaidWithholds()
    {
        QualityWithholdTerms Of(string state, Rate withheld, QualityRate back, Rate? bonus = null, string? pool = null)
        {
            var contract = Authority.Of($"{state} plan contract");
            return new()
            {
                Id = state,
                Currency = "USD",
                Term = new(new(2024, 1, 1), new(2024, 12, 31)),
                Withhold = new(withheld, contract),
                EarnedBack = new(back, contract),
                Bonus = bonus is { } most ? new() { Greatest = new(most, contract), Earned = new(EarnBack.InProportion, contract) } : null,
                IncentivePool = pool,
            };
        }

        void Settle(QualityWithholdTerms terms, decimal capitation, Rate score, Rate? bonus = null)
        {
            var state = QualityWithhold.For(terms);
            var result = state.Result(state.Contract.Settle(
                state.Experience(Money.Of(capitation), score, bonus is { } second ? second : null)));
            Console.WriteLine($"{terms.Id}: withheld {result.Withheld}, back {result.EarnedBack}, "
                + $"{(result.GoesTo is { } fund ? $"to the {fund}" : "kept")} {result.NotEarned}, bonus {result.Bonus}");
        }

        // Five of eight measures met; all of the bonus.
        Settle(Of("Illinois", 1.Percent(), EarnBack.InProportion, 0.5m.Percent()), 50_000_000, Rate.Ratio(5, 8), Rate.One);

        // Three quarters of the weight earned, and the best that there is.
        var wisconsin = Of("Wisconsin", 2.5m.Percent(), EarnBack.InProportion, 2.5m.Percent());
        Settle(wisconsin, 40_000_000, 75.Percent(), Rate.Zero);
        Settle(wisconsin, 40_000_000, Rate.One, Rate.One);

        // A quarter: everything from 60 % on, which is made up, and nothing below.
        var rhodeIsland = Of("Rhode Island", 0.5m.Percent(), EarnBack.From(60.Percent()));
        Settle(rhodeIsland, 10_000_000, 60.Percent());
        Settle(rhodeIsland, 10_000_000, 59.9m.Percent());

        // 72 of 100 points; the rest funds the incentive.
        Settle(Of("California", 0.5m.Percent(), EarnBack.InProportion, pool: "quality incentive"), 200_000_000, 72.Percent());
    }
}
