using System.Text.Json;

namespace ValueSettlement.Tests.Vectors;

/// <summary>What every settled episode case must hold besides its numbers.</summary>
internal static class EpisodeChecks
{
    /// <summary>The unexplained pass, the payoff over capped spending and the replayed lines all give what was settled, one cent either
    /// side included.</summary>
    public static void Agrees(Contract contract, Experience experience, Settlement settlement)
    {
        var prepared = contract.Prepare();
        Assert.Equal(settlement.Earned.Unrounded, prepared.Earned(experience));
        var payoff = prepared.PayoffOverSpending(experience);
        var spending = Rounding.Cents.Apply(experience.Expenditure!.Value!.Value);
        foreach (var cents in new[] { 0m, -0.01m, 0.01m, 1_000m, -1_000m })
        {
            var moved = experience with { Expenditure = Money.Of(spending + cents) };
            Assert.Equal(contract.PublishingRule.Apply(prepared.Earned(moved)), contract.PublishingRule.Apply(payoff.At(spending + cents)));
        }

        Replays(settlement);
    }

    /// <summary>Recorded operands give recorded values, and opening plus deltas is what was earned.</summary>
    public static void Replays(Settlement settlement)
    {
        foreach (var line in settlement.Lines)
        {
            Assert.Equal(line.Value, line.Replay());
        }

        var earned = settlement.Lines.Where(static l => !l.Path.StartsWith("payment", StringComparison.Ordinal)).Sum(static l => l.Delta);
        Assert.True(Math.Abs(earned - settlement.Earned.Unrounded) <= 1e-12m * Math.Max(1m, Math.Abs(earned)),
            FormattableString.Invariant($"{earned} is not {settlement.Earned.Unrounded}"));
    }

    public static bool Has(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public static Figure Factor(JsonElement element, string name) =>
        new() { Value = VectorCase.Parse(element.GetProperty(name)), Unit = Unit.Factor };

    public static Figure? FactorOrNull(JsonElement element, string name) => Has(element, name) ? Factor(element, name) : null;

    public static Figure? MoneyOrNull(JsonElement element, string name) =>
        Has(element, name) ? Money.Of(VectorCase.Parse(element.GetProperty(name))) : null;
}
