using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Vectors;

/// <summary>
/// | expected key | where |
/// |:--|:--|
/// | events | the entries in their order, by status |
/// | acceptedQuantity | the line quantity, where the sum is below zero, otherwise accepted |
/// | tierNumber | <c>TierOf</c> |
/// | amountByTierUsd | the lines tier, 0 for a tier that is not reached |
/// | amountBeforeLimitsUsd | the line amount |
/// | amountUsd | the figure |
/// | publishedUsd | the figure in cents |
/// </summary>
public sealed partial class TallyVectorsTests
{
    private static void Quantity(VectorCase c)
    {
        var prices = new QuantityPrices
        {
            Outcome = "units",
            Pricing = c.Text("tierMode") == "whole" ? TierPricing.Whole : TierPricing.Marginal,
            Edge = c.Text("edgeBelongsTo") == "lower" ? TierEdge.Lower : TierEdge.Upper,
            Tiers = c.Inputs.GetProperty("tiers").EnumerateArray().Select(static t => new QuantityTier(
                Money.Of(VectorCase.Parse(t.GetProperty("unitPriceUsd"))),
                t.GetProperty("upToQuantity") is { ValueKind: not JsonValueKind.Null } end ? VectorCase.Parse(end) : null)).ToValueList(),
            Minimum = c.NumberOrNull("minimumUsd") is { } least ? Money.Of(least) : null,
            Maximum = c.NumberOrNull("maximumUsd") is { } most ? Money.Of(most) : null,
        };
        var tally = prices.Count(c.Inputs.GetProperty("events").EnumerateArray().Select(static e => new OutcomeEvent
        {
            Id = e.GetProperty("eventId").GetString()!,
            Outcome = "units",
            Date = Day(e.GetProperty("date")),
            Quantity = VectorCase.Parse(e.GetProperty("quantity")),
            Reference = e.GetProperty("reference").GetString(),
            Verdict = e.GetProperty("isAccepted").GetBoolean() ? Verdict.Accepted : Verdict.Rejected,
        }).ToValueList(), new(Day(c.Inputs.GetProperty("periodFirstDate")), Day(c.Inputs.GetProperty("periodLastDate"))));

        decimal? Line(string key, string path = "quantity-prices") =>
            tally.Amount.Lines.SingleOrDefault(l => l.Key == key && l.Path == path)?.Value;

        var quantity = Line("quantity") ?? Line("accepted");
        c.Each("events", tally.Entries, (path, entry) =>
        {
            c.Same(path + ".eventId", entry.Event);
            c.Same(path + ".status", JsonNamingPolicy.CamelCase.ConvertName(entry.Status.ToString()));
        });
        c.Near("acceptedQuantity", quantity);
        c.Near("tierNumber", prices.TierOf(quantity!.Value));
        if (prices.Pricing == TierPricing.Marginal)
        {
            c.Each("amountByTierUsd", [.. Enumerable.Range(0, prices.Tiers.Count)], (path, i) =>
                c.Near(path, Line("tier", FormattableString.Invariant($"quantity-prices.tiers[{i}]")) ?? 0m));
        }
        else
        {
            c.Near("amountByTierUsd", null);
        }

        c.Near("amountBeforeLimitsUsd", Line("amount"));
        c.Near("amountUsd", tally.Amount.Value);
        c.Same("publishedUsd", Rounding.Cents.Apply(tally.Amount.Value!.Value));
        Assert.Equal(Math.Max(0m, tally.Entries.Sum(static e => e.Counted)), quantity);
        Assert.All(tally.Amount.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    private static LocalDate Day(JsonElement text) => LocalDatePattern.Iso.Parse(text.GetString()!).Value;
}
