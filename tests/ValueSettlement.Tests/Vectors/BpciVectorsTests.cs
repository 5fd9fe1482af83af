using System.Text.Json;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class BpciVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("bpci-a");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settlements(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var year = vector.Count("modelYear");
        var initiators = vector.Inputs.GetProperty("initiators").EnumerateArray().Select(i => Initiator(year, i)).ToArray();
        var convener = BundledPaymentsAdvanced.Convener("convener", [.. initiators.Select(static i => i.Terms)]);
        var settled = vector.NumberOrNull("alreadySettledUsd");
        var result = convener.Settle(new Experience
        {
            Parts = [.. initiators.Select(static i => i.Experience)],
            Facts = settled is { } amount ? [Number.Of(Basis.PreviouslySettled, Money.Of(amount))] : [],
        });

        vector.Each("initiators", [.. result.Parts.Zip(initiators)], (path, pair) =>
        {
            var (member, (terms, experience)) = pair;
            vector.Same(path + ".initiatorId", member.ContractId);
            vector.Near(path + ".targetAmountUsd", experience.Benchmark!.Value);
            vector.Near(path + ".spendUsd", experience.Expenditure!.Value);
            vector.Near(path + ".reconciliationAmountUsd", member.Opening);
            vector.Near(path + ".qualityAdjustedUsd", TeamVectorsTests.Clause(member, "clauses[0]"));
            vector.Near(path + ".limitedAmountUsd", TeamVectorsTests.Clause(member, "clauses[1]"));
            EpisodeChecks.Agrees(BundledPaymentsAdvanced.For(terms).Contract, experience with { Arrangement = null }, member);
        });
        vector.Near("cumulativeUsd", result.Earned.Unrounded);
        vector.Near("paymentUsd", result.Payable.Unrounded);
        vector.Same("publishedUsd", result.Payable.Published);
        Assert.Equal(result.Parts.Sum(static p => p.BroughtIn!.Value.Unrounded), result.Opening);
        EpisodeChecks.Replays(result);
    }

    private static (BundledPaymentsTerms Terms, Experience Experience) Initiator(int year, JsonElement input)
    {
        var id = input.GetProperty("initiatorId").GetString()!;
        var terms = new BundledPaymentsTerms { Year = year, Id = id };
        var items = input.GetProperty("episodes").EnumerateArray()
            .Select(static (e, i) => (Json: e, Id: FormattableString.Invariant($"episode {i + 1}"))).ToArray();
        var anchor = BundledPaymentsAdvanced.Period(year).Start;
        var cells = items.Select(i => BundledPaymentsAdvanced.For(terms).Cell(
            "cell of " + i.Id, EpisodeChecks.MoneyOrNull(i.Json, "benchmarkPriceUsd")!, i.Json.TryGetProperty("isMedical", out var medical)
            && medical.GetBoolean(),
            EpisodeChecks.MoneyOrNull(i.Json, "percentile1Usd"), EpisodeChecks.MoneyOrNull(i.Json, "percentile99Usd"))).ToValueList();
        var episodes = items.Select(i => new Episode
        {
            Id = i.Id,
            Anchor = anchor,
            Cell = "cell of " + i.Id,
            Spending = EpisodeChecks.MoneyOrNull(i.Json, "spendUsd")!,
            Factors = BundledPaymentsAdvanced.For(terms).Factors(
                EpisodeChecks.FactorOrNull(i.Json, "patientMixFactor") ?? new Figure { Value = 1m, Unit = Unit.Factor },
                EpisodeChecks.FactorOrNull(i.Json, "peerTrendFactor")),
        }).ToValueList();
        var totals = BundledPaymentsAdvanced.For(terms).Episodes(cells, episodes).Total();
        return (terms, BundledPaymentsAdvanced.For(terms).Experience(
            totals, EpisodeQuality.OfPoints(VectorCase.Parse(input.GetProperty("compositeQualityScore")), 100m), id));
    }
}
