using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class CommercialBundleVectorsTests
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    public static TheoryData<VectorCase> Cases => VectorCase.Family("commercial-bundle");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settlements(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        if (vector.Text("calculation") == "thresholds")
        {
            Thresholds(vector);
        }
        else
        {
            Bundle(vector);
        }
    }

    private static void Bundle(VectorCase vector)
    {
        var share = Rate.Of(vector.Number("shareBeyondDeadBand"));
        var terms = new CommercialBundleTerms
        {
            Id = "bundle",
            Term = Year,
            DeadBand = Rate.Of(vector.NumberOrNull("deadBand") ?? 0m),
            GainShare = share,
            OverageShare = share,
            GainCap = vector.NumberOrNull("gainCap") is { } gain ? Rate.Of(gain) : null,
            OverageCap = vector.NumberOrNull("lossCap") is { } loss ? Rate.Of(loss) : null,
            StopLoss = vector.NumberOrNull("stopLossAttachUsd") is { } attach
                ? new AttachAndKeep(Money.Of(attach), Rate.Of(vector.NumberOrNull("keptAboveAttach") ?? 0m)) : null,
        };
        var episodes = vector.Inputs.GetProperty("episodeSpendUsd").EnumerateArray().Select((e, i) => new Episode
        {
            Id = FormattableString.Invariant($"episode {i + 1}"),
            Anchor = Year.Start,
            Cell = "bundle",
            Spending = Money.Of(VectorCase.Parse(e)),
        }).ToValueList();
        Figure? warranty = vector.NumberOrNull("warrantyUsd") is { } charged ? Money.Of(charged) : null;
        var totals = CommercialBundles.For(
            terms).Episodes([CommercialBundles.For(terms).Cell("bundle", Money.Of(vector.Number("pricePerEpisodeUsd")))], episodes,
            warranty).Total();
        var contract = CommercialBundles.For(terms).Contract;
        var experience = CommercialBundles.For(terms).Experience(totals);
        var settlement = contract.Settle(experience);

        vector.Near("priceUsd", totals.Target.Value);
        vector.Near("costUsd", totals.Spending.Value);
        vector.Each("episodeCostUsd", totals.Episodes, (path, episode) => vector.Near(path, episode.Spending));
        vector.Near("varianceUsd", settlement.Opening);
        vector.Near("sharedUsd", TeamVectorsTests.Clause(settlement, "clauses[0]"));
        vector.Near("paymentUsd", settlement.Earned.Unrounded);
        vector.Same("publishedUsd", settlement.Earned.Published);
        EpisodeChecks.Agrees(contract, experience, settlement);
    }

    private static void Thresholds(VectorCase vector)
    {
        var thresholds = new CostThresholds(Money.Of(vector.Number("acceptableUsd")), Money.Of(vector.Number("commendableUsd")),
            Money.Of(vector.Number("gainSharingLimitUsd")));
        var terms = new EpisodeThresholdTerms { Id = "thresholds", Term = Year, Thresholds = thresholds };
        var contract = terms.Contract();
        var experience = EpisodeThresholds.For(terms).Experience(Money.Of(vector.Number("meanCostUsd")), vector.Count("episodeCount"));
        var settlement = contract.Settle(experience);
        vector.Near("perEpisodeUsd", settlement.Earned.Unrounded / vector.Count("episodeCount"));
        vector.Near("paymentUsd", settlement.Earned.Unrounded);
        vector.Same("publishedUsd", settlement.Earned.Published);
        EpisodeChecks.Agrees(contract, experience, settlement);
    }
}
