using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class CjrVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("cjr");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settlements(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var terms = new JointReplacementTerms
        {
            Year = vector.Count("performanceYear"),
            Hospital = Enum.Parse<JointReplacementHospital>(vector.Text("hospitalGroup"), ignoreCase: true)
        };
        var points = vector.Number("compositeQualityScore");
        var category = ComprehensiveJointReplacement.For(terms).Category(points);
        // Years 6 to 8 multiply by trend and risk; the years before have neither.
        var adjusted = terms.Year >= 6;
        ValueList<PriceFactor> trend = adjusted && vector.NumberOrNull("marketTrendFactor") is { } factor
            ? [new PriceFactor("market trend", new Figure { Value = factor, Unit = Unit.Factor })] : [];
        var cells = vector.Inputs.GetProperty("priceCells").EnumerateArray().Select(
            c => ComprehensiveJointReplacement.For(terms).Cell(
            c.GetProperty("cellId").GetString()!, EpisodeChecks.MoneyOrNull(c, "regionalPriceUsd")!,
            EpisodeChecks.MoneyOrNull(c, "hospitalPriceUsd"), null,
            EpisodeChecks.MoneyOrNull(c, "highCostCapUsd") is { } cap ? new BetweenPercentiles(null, cap) : null, trend)).ToValueList();
        var anchor = ComprehensiveJointReplacement.Period(terms.Year).Start;
        var episodes = vector.Inputs.GetProperty("episodes").EnumerateArray().Select((e, i) => new Episode
        {
            Id = FormattableString.Invariant($"episode {i + 1}"),
            Anchor = anchor,
            Cell = e.GetProperty("cellId").GetString()!,
            Spending = EpisodeChecks.MoneyOrNull(e, "spendUsd")!,
            Factors = adjusted && EpisodeChecks.Has(e, "riskMultiplier")
                ? [new PriceFactor("risk multiplier", EpisodeChecks.Factor(e, "riskMultiplier"))] : [],
        }).ToValueList();
        var totals = ComprehensiveJointReplacement.For(terms).Totals(points, cells, episodes);
        var others = new List<Fact>();
        Add("postEpisodeSpendingUsd", Basis.PostEpisodeSpending);
        if (!adjusted)
        {
            Add("acoOverlapUsd", Basis.OverlapWithOtherProgrammes);
        }

        Add("alreadySettledUsd", Basis.PreviouslySettled);
        var contract = ComprehensiveJointReplacement.For(terms).Contract;
        var experience = ComprehensiveJointReplacement.For(terms).Experience(totals, points, [.. others]);
        var settlement = contract.Settle(experience);

        var repaying = settlement.Lines.FirstOrDefault(static l => l is { Key: "choose", Effect: Effect.Bound }) is not null;
        var rules = ComprehensiveJointReplacement.For(terms).Rules;
        var between = settlement.Lines.FirstOrDefault(static l => l.Path == "clauses[0].regions[0].then[0]" && l.Kind == LineKind.Clause);
        if (between is { Before: >= 0m } && vector.Expected.TryGetProperty("effectiveDiscount", out var shown)
            && VectorCase.Parse(shown) == rules.Discount.Value.For(category).Fraction)
        {
            // Between the two prices nothing moves: a case may show either price, and then every line of it.
            (repaying, between) = (false, null);
        }

        var used = repaying ? totals.Repayment! : totals.Payment;
        vector.Same("qualityCategory", char.ToLowerInvariant(category.ToString()[0]) + category.ToString()[1..]);
        vector.Near("effectiveDiscount", (repaying ? rules.RepaymentDiscount : rules.Discount)!.Value.For(category).Fraction);
        foreach (var cell in cells)
        {
            var price = used.Target.Lines.Single(l => l.Path == "target." + cell.Id && l.Key == "preliminary-price");
            vector.Near("pricesUsd." + cell.Id, price.Value);
        }

        var target = used.Target.Value!.Value;
        vector.Near("aggregateTargetUsd", target);
        vector.Near("aggregateSpendUsd", used.Spending.Value);
        vector.Near("reconciliationAmountUsd", between?.Value ?? settlement.Opening);
        vector.Near("stopGainUsd", rules.StopGain.Value.Fraction * target);
        vector.Near("stopLossUsd", -(rules.StopLoss?.Value.Fraction ?? 0m) * target);
        var deduction = settlement.Lines.First(static l => l.Path == "clauses[1]" && l.Kind == LineKind.Clause);
        vector.Near("limitedAmountUsd", deduction.Before);
        var gate = settlement.Lines.First(static l => l.Key == "quality-gate" && l.Kind == LineKind.Clause);
        vector.Near("beforeGateUsd", gate.Before);
        vector.Near("cumulativePaymentUsd", settlement.Earned.Unrounded);
        vector.Near("paymentUsd", settlement.Payable.Unrounded);
        vector.Same("publishedUsd", settlement.Payable.Published);
        EpisodeChecks.Agrees(contract, experience, settlement);

        void Add(string name, Basis basis)
        {
            if (vector.NumberOrNull(name) is { } amount)
            {
                others.Add(Number.Of(basis, Money.Of(amount)));
            }
        }
    }
}
