using System.Text.Json;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

/// <summary>
/// Pools exchanged by score: rates and factors by themselves, and net amounts as the parts of a settled sum. What is published of a part
/// makes the parts add up to the cent, so that it can lie a cent beside the net amount rounded alone, which the vectors state.
/// </summary>
public sealed class ExchangePoolVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("exchange-pool");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Exchanges(VectorCase vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        vector.Check(Compare);
    }

    internal static void Compare(VectorCase vector)
    {
        var authority = Authority.Of("42 CFR 412.162");
        var participants = vector.Inputs.GetProperty("participants").EnumerateArray().Select(Participant).ToValueList();
        var rules = ExchangePool.For(new()
        {
            Id = "exchange-pool",
            Currency = "USD",
            Term = new(new(2023, 10, 1), new(2024, 9, 30)),
            Participants = participants.Select(static p => p.Id).ToValueList(),
            Withhold = new(Rate.Of(vector.Number("withholdRate")), authority),
            PaybackShare = vector.NumberOrNull("paybackShare") is { } share ? new(Rate.Of(share), authority) : null,
            MaximumScore = new(vector.Number("scoreMaximum"), authority),
            Unscored = new(UnscoredParticipant.LeftOut, authority),
        });
        var exchanged = rules.Exchange(participants);
        vector.Same("status", exchanged.Status == ExchangeStatus.Exchanged ? "ok" : "noPositiveScore");
        // The vectors call pool what is withheld; the payback share scales their slope.
        vector.Near("poolUsd", exchanged.Withheld.Value);
        Assert.Equal(exchanged.Withheld.Value * rules.Terms.PaybackShare!.Value.Fraction, exchanged.Pool.Value);
        Assert.Equal(exchanged.Pool.Value, exchanged.Pool.Lines[^1].Replay());
        if (exchanged.Status == ExchangeStatus.NoPositiveScore)
        {
            Assert.Equal("no-positive-score",
                Assert.Single(Assert.Throws<SettlementException>(() => rules.Experience(participants)).Failures).Code);
            Assert.All(exchanged.Participants, static p => Assert.Equal(AbsenceKind.NotCalculable, p.Net.Absence!.Kind));
            return;
        }

        vector.Near("slope", exchanged.Slope.Value);
        var settled = rules.Contract.Settle(rules.Experience(participants));
        EpisodeChecks.Replays(settled);
        vector.Each("participants", exchanged.Participants, (path, p) =>
        {
            var (part, net) = (settled.Parts.Single(s => s.Arrangement == p.Id), p.Net.Value!.Value);
            vector.Same(path + ".participantId", p.Id);
            vector.Near(path + ".valueBasedRate", p.ValueBasedRate.Value);
            vector.Near(path + ".adjustmentFactor", p.AdjustmentFactor.Value);
            vector.Near(path + ".netUsd", net);
            var alone = Rounding.Cents.Apply(net);
            vector.Same(path + ".publishedUsd", alone);
            Assert.True(Math.Abs(net - part.Payable.Unrounded) <= 1e-9m, $"{p.Id}: {net} and {part.Payable.Unrounded}");
            Assert.True(Math.Abs(alone - part.Payable.Published) <= 0.01m, $"{p.Id}: {net} is published as {part.Payable.Published}");
            Assert.All(p.Net.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        });
        vector.Near("sumOfNetUsd", exchanged.Participants.Sum(static p => p.Net.Value));
        Assert.Equal(exchanged.Pool.Value - exchanged.Withheld.Value, settled.Payable.Unrounded);
        Assert.Equal(settled.Payable.Published, settled.Parts.Sum(static p => p.Payable.Published));
        Assert.Equal(0m, settled.LeftInPool!.Value.Published);
    }

    private static ExchangeParticipant Participant(JsonElement participant) => new(
        participant.GetProperty("participantId").GetString()!,
        Money.Of(VectorCase.Parse(participant.GetProperty("basePaymentUsd"))),
        new() { Value = VectorCase.Parse(participant.GetProperty("score")), Unit = Unit.Points });
}
