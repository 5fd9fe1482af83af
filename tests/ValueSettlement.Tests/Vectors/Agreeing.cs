using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Vectors;

/// <summary>What must hold for every settlement, whatever the programme.</summary>
internal static class Agreeing
{
    /// <summary>The composed payoff agrees with settling, at the spending of the case, one cent either side of it, and one cent either side
    /// of every edge of the curve.</summary>
    public static void FoldAndPayoff(Contract contract, Experience experience)
    {
        var prepared = contract.Prepare();
        var payoff = prepared.PayoffOverSpending(experience);
        var at = experience.Expenditure!.Value!.Value;
        IEnumerable<decimal> edges = payoff.Curve.Pieces.ToArray().Select(static p => p.From)
            .Where(static f => f is > -1_000_000_000_000m and < 1_000_000_000_000m);
        foreach (var spending in edges.Append(at).Select(Rounding.Cents.Apply).SelectMany(static s => new[] { s - 0.01m, s, s + 0.01m }))
        {
            var settled = prepared.Settle(experience with { Expenditure = Money.Of(spending) }).Earned;
            Assert.Equal(settled.Published, contract.PublishingRule.Apply(payoff.At(spending)));
            Assert.True(Math.Abs(settled.Unrounded - payoff.At(spending)) <= 1e-12m * Math.Max(1m, Math.Abs(settled.Unrounded)));
        }
    }

    /// <summary>The payoff does not jump anywhere.</summary>
    public static void Continuous(Contract contract, Experience experience)
    {
        var pieces = contract.PayoffOverSpending(experience).Curve.Pieces.ToArray();
        for (var i = 1; i < pieces.Length; i++)
        {
            var (at, left, right) = (pieces[i].From, pieces[i - 1], pieces[i]);
            Assert.True(Math.Abs((left.Slope * at) + left.Intercept - (right.Slope * at) - right.Intercept) <= 1e-9m,
                FormattableString.Invariant($"The payoff jumps at {at}."));
        }
    }

    /// <summary>Recorded operands give the recorded values, and opening plus deltas is what was earned.</summary>
    public static void LinesReplayAndAddUp(Settlement settlement)
    {
        Assert.All(settlement.Lines, static l =>
            Assert.True(l.Absence is not null
            || l.Replay() == l.Value, $"{l.Path} {l.Key}: {l.Formula} replays to {l.Replay()}, not {l.Value}"));
        var deltas = settlement.Lines.Where(static l => !l.Path.StartsWith("payment", StringComparison.Ordinal)).Sum(static l => l.Delta);
        Assert.True(Math.Abs(deltas - settlement.Earned.Unrounded) <= 1e-12m * Math.Max(1m, Math.Abs(deltas)));
    }

    /// <summary>What the library makes of a level, on facts and the benchmark in force; the lines of a case need not reach it.</summary>
    public static decimal Amount(Level level, decimal benchmark, ValueList<Fact>? facts = null)
    {
        var run = new Run { Benchmark = benchmark, Facts = (facts ?? []).AsSpan() };
        return level.Resolve(ref run, "level", "level", null);
    }

    /// <summary>
    /// What one band of a settlement shares: a whole band has a line of its own; the band in which the amount ends has what its clause adds
    /// to them.
    /// </summary>
    public static decimal SharedIn(Settlement settlement, int band)
    {
        if (settlement.Lines.LastOrDefault(l => l.Key == FormattableString.Invariant($"band-{band}")) is { Value: { } whole })
        {
            return whole;
        }

        var clause = settlement.Lines.Last(static l => l is { Key: "marginal-bands", Kind: LineKind.Clause });
        var known = clause.Operation == Operation.Anchored ? clause.Operands[0].Value ?? 0m : 0m;
        return clause.Note == FormattableString.Invariant($"The amount ends in band {band}.") ? (clause.Value ?? 0m) - known : 0m;
    }
}
