using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Settling;

/// <summary>One organisation's year, settled and compared.</summary>
internal sealed record Replayed
{
    public required AcoYear Row { get; init; }

    public required MatchClass Match { get; init; }

    /// <summary>The settlement; null if there is none, and then <see cref="Notes"/> say why.</summary>
    public Settlement? Settlement { get; init; }

    /// <summary>Why it is not settled, what was assumed, what does not agree.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public decimal? Unrounded => Settlement?.Earned.Unrounded;

    /// <summary>Our payment in the digits of the file.</summary>
    public decimal? Ours => Unrounded is { } earned ? new Rounding(Row.Earned.Decimals).Apply(earned) : null;

    public decimal? Gap => Ours - Row.Earned.Value;
}
