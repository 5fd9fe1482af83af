using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Settling;

/// <summary>One organisation's year, settled and compared: what a report reads, whatever the programme.</summary>
internal abstract record Replayed
{
    public abstract PublishedYear Year { get; }

    public required MatchClass Match { get; init; }

    /// <summary>The settlement; null if there is none, and then <see cref="Notes"/> say why.</summary>
    public Settlement? Settlement { get; init; }

    /// <summary>Why it is not settled, what was assumed, what does not agree.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What was checked of the published numbers beside the payment: the check in words, and whether it holds.</summary>
    public IReadOnlyList<(string Check, bool Holds)> Checks { get; init; } = [];

    public decimal? Unrounded => Settlement?.Earned.Unrounded;

    /// <summary>Our payment in the digits of the file.</summary>
    public decimal? Ours => Unrounded is { } earned ? new Rounding(Year.Earned.Decimals).Apply(earned) : null;

    public decimal? Gap => Ours - Year.Earned.Value;
}

/// <summary>One organisation's year of one programme, settled and compared.</summary>
internal sealed record Replayed<TYear> : Replayed
    where TYear : PublishedYear
{
    public required TYear Row { get; init; }

    public override PublishedYear Year => Row;
}
