using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class PrometheusVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("prometheus");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settlements(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var terms = new PrometheusTerms { Id = "case-rates", Term = new DateInterval(new(2024, 1, 1), new(2024, 12, 31)) };
        Figure Amount(string name) => Money.Of(vector.Number(name));
        var allowance = vector.Has("complicationAllowanceUsd") ? Amount("complicationAllowanceUsd")
            : Prometheus.For(terms).Allowance(Amount("expectedComplicationCostUsd"));
        var caseRate = Prometheus.CaseRate(Amount("severityAdjustedBaseUsd"), allowance);
        var contract = Prometheus.For(terms).Contract;
        var experience = Prometheus.For(terms).Experience(Amount("severityAdjustedBaseUsd"), allowance, Amount("typicalCostUsd"),
            Amount("complicationCostUsd"));
        var settlement = contract.Settle(experience);

        vector.Near("complicationAllowanceUsd", allowance.Value);
        vector.Near("caseRateUsd", caseRate.Value);
        vector.Near("typicalVarianceUsd", settlement.Parts[0].Earned.Unrounded);
        vector.Near("complicationVarianceUsd", settlement.Parts[1].Earned.Unrounded);
        vector.Near("settlementUsd", settlement.Earned.Unrounded);
        vector.Same("publishedUsd", settlement.Earned.Published);
        EpisodeChecks.Replays(settlement);
        var payoff = contract.PayoffOverSpending(experience, Prometheus.Avoidable);
        Assert.Equal(settlement.Earned.Published, contract.PublishingRule.Apply(payoff.At(vector.Number("complicationCostUsd"))));

        if (!vector.Has("withholdRate"))
        {
            return;
        }

        var withheld = new PrometheusWithholdTerms
        {
            Id = "withhold",
            Term = terms.Term,
            Withhold = new(Rate.Of(vector.Number("withholdRate")), Authority.Of("Vector"))
        };
        var withhold = PrometheusWithhold.For(withheld).Experience(
            caseRate, Rate.Of(vector.Number("ownScore")), Rate.Of(vector.Number("otherProvidersScore")));
        var returned = withheld.Contract().Settle(withhold);
        vector.Near("withholdUsd", returned.Opening);
        vector.Near("withholdEarnedShare", withhold.Facts.OfType<Quality>().Single().Score!.Value);
        vector.Near("withholdEarnedUsd", returned.Earned.Unrounded);
        EpisodeChecks.Replays(returned);
    }
}
