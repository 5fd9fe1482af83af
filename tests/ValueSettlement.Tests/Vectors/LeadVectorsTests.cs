using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class LeadVectorsTests
{
    private static readonly (string Path, string Line)[] Lines =
    [
        ("riskRatioUsed", "risk-ratio-used"),
        ("benchmarkBeforeAdjustmentsUsd", "benchmark-updated"),
        ("regionalAdjustmentUsd", "regional-adjustment"),
        ("priorSavingsAdjustmentUsd", "prior-savings-adjustment"),
        ("benchmarkBeforeDiscountUsd", "benchmark-with-adjustment"),
    ];

    private static readonly Authority Stated = Authority.Of("the case states it");

    public static TheoryData<VectorCase> Cases => VectorCase.Family("lead");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settlements(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var terms = Terms(vector);
        var year = Year(vector);
        if (terms.Validate() is [{ } failure])
        {
            vector.Same("status",
                failure is { Code: "discount-missing", Path: "statedDiscount" } ? "statedDiscountRequired" : failure.Code);
            var any = terms with { StatedDiscount = new(Rate.Zero, Stated) };
            vector.Near("benchmarkBeforeDiscountUsd",
                Lead.For(any).Benchmark(year).Lines.Single(static l => l.Key == "benchmark-with-adjustment").Value);
            return;
        }

        var programme = Lead.For(terms);
        var rules = programme.Rules with { Sequestration = new(Rate.Of(vector.Number("sequestrationRate")), Stated) };
        programme = Lead.For(programme.Terms with { Rules = rules });
        var experience = programme.Experience(year);
        var settlement = programme.Contract.Settle(experience);
        decimal? Value(string key) => settlement.Lines.LastOrDefault(l => l.Key == key)?.Value;

        vector.Same("status", "ok");
        vector.Near(Lines, Value);
        vector.Near("addOnUsd", Value("add-on") ?? 0m);
        vector.Near("discountRate", settlement.Find("discount")?.Operands[0].Value ?? 0m);
        var withheld = settlement.Find("quality-withhold")!;
        vector.Near("benchmarkAfterDiscountUsd", withheld.Operands[1].Value);
        vector.Near("qualityFactor", 1m - (withheld.Operands[0].Value * (1m - Value("quality-withhold-share-earned-back"))));
        vector.Near("finalBenchmarkUsd", experience.Benchmark!.Value);
        vector.Near("expenditureUsedUsd", experience.Expenditure!.Value);
        vector.Near("grossSavingsUsd", settlement.Opening);
        decimal? Clause(string key) => settlement.Lines.Single(l => l.Key == key && l.Kind == LineKind.Clause
            && l.Path.StartsWith("clauses", StringComparison.Ordinal)).Value;
        var before = terms.SequestrationPlace == LeadSequestrationPlace.BeforeCorridor;
        vector.Near("enteringCorridorUsd", before ? Clause("sequestration") : settlement.Opening);
        vector.Each("sharedByBandUsd", [.. Enumerable.Range(1, 4).Select(band => Agreeing.SharedIn(settlement, band))],
            (path, amount) => vector.Near(path, amount));
        vector.Near("sharedUsd", Clause("marginal-bands"));
        vector.Near("afterSequestrationUsd", settlement.Earned.Unrounded);
        vector.Near("paymentUsd", settlement.Payable.Unrounded);
        vector.Same("publishedUsd", settlement.Payable.Published);
        Agreeing.LinesReplayAndAddUp(settlement);
        Assert.Equal(settlement.Earned.Unrounded, programme.Contract.Prepare().Earned(experience));
    }

    private static LeadTerms Terms(VectorCase vector)
    {
        var higher = vector.Text("spendingGroup") == "higher";
        return new()
        {
            Year = vector.Count("performanceYear"),
            Arrangement = Enum.Parse<LeadArrangement>(vector.Text("riskArrangement"), ignoreCase: true),
            SpendingGroup = higher ? LeadSpendingGroup.Higher : LeadSpendingGroup.Lower,
            HighNeeds = vector.Flag("isHighNeeds"),
            RenewingFromSharedSavings = vector.Flag("isRenewingFromSharedSavings"),
            AddOnPlace = !higher ? null : vector.Text("addOnPlace") switch
            {
                "beforeDiscount" => AdjustmentPlace.BeforeReductions,
                "afterDiscount" => AdjustmentPlace.AfterReductions,
                "afterQuality" => AdjustmentPlace.AfterWithholds,
                var other => throw new FormatException(other),
            },
            SequestrationAppliesTo = vector.Text("sequestrationApplies") switch
            {
                "none" => AppliesTo.None,
                "gainsOnly" => AppliesTo.Gains,
                "both" => AppliesTo.Both,
                var other => throw new FormatException(other),
            },
            SequestrationPlace = Enum.Parse<LeadSequestrationPlace>(vector.Text("sequestrationPlace"), ignoreCase: true),
            StatedDiscount = vector.NumberOrNull("statedDiscount") is { } stated ? new(Rate.Of(stated), Stated) : null,
        };
    }

    private static LeadYear Year(VectorCase vector)
    {
        Figure? Dollars(string name) => vector.NumberOrNull(name) is { } amount ? Money.Of(amount) : null;
        return new()
        {
            Base = Dollars("baseUsd")!,
            UpdateFactor = new Figure { Value = vector.Number("updateFactor"), Unit = Unit.Factor },
            RiskRatio = new Figure { Value = vector.Number("riskRatio"), Unit = Unit.Factor },
            RegionalDifference = Dollars("regionalDifferenceUsd"),
            PriorSavings = Dollars("priorSavingsUsd"),
            PriorSavingsProration = Rate.Of(vector.NumberOrNull("priorSavingsProration") ?? 1m),
            QualityScore = Rate.Of(vector.Number("qualityScore")),
            Expenditure = Money.Of(vector.Number("expenditureUsd")),
            SuspectBilling = Dollars("suspectBillingUsd"),
            SkinSubstitutes = Dollars("skinSubstituteUsd"),
            EnhancedCapitation = Dollars("enhancedCapitationUsd"),
        };
    }
}
