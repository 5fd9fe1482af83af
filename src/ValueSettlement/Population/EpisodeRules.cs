namespace ValueSettlement.Population;

/// <summary>What one kind of episode in one place is priced at.</summary>
public sealed record EpisodeCell
{
    /// <summary>A stable name for programs, unique among the cells, for example "470-west".</summary>
    public required string Key { get; init => field = Given.Of(value); }

    /// <summary>The target price of one episode: stated, or computed by a price cell.</summary>
    public required Money Target { get; init; }

    /// <summary>How much of one episode's spending counts at most, in whole cents; left out for all of it.</summary>
    public Money? Cap { get; init; }

    /// <summary>The cell in words.</summary>
    public override string ToString() => $"{Key}: {Target}" + (Cap is { } cap ? $", at most {cap} of an episode" : string.Empty);
}

/// <summary>How episodes become the target and the spending of each provider.</summary>
public sealed record EpisodeRules
{
    internal const int MostCounts = 1 << 24;

    /// <summary>How many providers there are; an episode names one by its number, from 0. At most 65,536, and at most 16,777,216 times
    /// cells.</summary>
    public required int Providers { get; init; }

    /// <summary>The cells; an episode names one by its place, from 0. At most 65,536.</summary>
    public required ValueList<EpisodeCell> Cells { get; init => field = Given.Of(value); }

    /// <summary>Where prices and caps come from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>What is wrong with the rules; empty if nothing is.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        if (Cells.Count is < 1 or > 65_536)
        {
            failures.Add(new("cells-count", "cells", UnitText.Of(Cells.Count, Unit.Count), "There are 1 to 65,536 cells.",
                "State the cells; divide a larger table by kind of episode."));
        }

        if (Providers is < 1 or > 65_536 || (long)Providers * Cells.Count > MostCounts)
        {
            failures.Add(new("providers-count", "providers", UnitText.Of(Providers, Unit.Count),
                FormattableString.Invariant($"There are 1 to 65,536 providers, and at most {MostCounts:#,##0} with their cells."),
                "Count fewer providers at once."));
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Cells.Count; i++)
        {
            Check(Cells[i], Paths.Item(string.Empty, "cells", i), keys, failures);
        }

        return [.. failures];
    }

    /// <summary>Empty totals, to which episodes are added.</summary>
    /// <exception cref="SettlementException">The rules are wrong; every failure at once.</exception>
    public EpisodeCounts Begin()
    {
        var failures = Validate();
        return failures.Count > 0 ? throw new SettlementException(failures) : new(this);
    }

    /// <summary>The rules in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Providers:#,##0} providers, {Cells.Count:#,##0} cells");

    /// <summary>Whether episodes count alike: names and sources act later.</summary>
    internal bool CountAs(EpisodeRules other) => Providers == other.Providers && Cells.Equals(other.Cells);

    private static void Check(EpisodeCell cell, string at, HashSet<string> keys, List<Failure> failures)
    {
        if (string.IsNullOrWhiteSpace(cell.Key) || !keys.Add(cell.Key))
        {
            failures.Add(new("cell-twice", Paths.Join(at, "key"), cell.Key ?? string.Empty, "Each cell has a key of its own.", "Name it."));
        }

        if (cell.Target.Amount < 0m)
        {
            failures.Add(new("target-range", Paths.Join(at, "target"), cell.Target.ToString(), "A target price is 0 or more.",
                "Correct the price."));
        }

        if (cell.Cap is { } cap && (cap.Amount is < 0m or > SpendingKey.LargestCents / 100m || cap.Amount * 100m % 1m != 0m))
        {
            failures.Add(new("cap-range", Paths.Join(at, "cap"), cap.ToString(), "A cap is a whole number of cents, 0 or more.",
                "Round it as the contract does, or leave it out."));
        }
    }
}

/// <summary>Episodes, column by column: one row for each. Row i is made of the i-th value of every column.</summary>
/// <remarks>The memory stays the caller's; it is read while a call runs, and not kept.</remarks>
public readonly record struct EpisodeColumns
{
    /// <summary>Number of the provider, from 0; below <see cref="EpisodeRules.Providers"/>.</summary>
    public required ReadOnlyMemory<ushort> Provider { get; init; }

    /// <summary>Place of the cell among <see cref="EpisodeRules.Cells"/>, from 0: the price in force on the anchor date.</summary>
    public required ReadOnlyMemory<ushort> Cell { get; init; }

    /// <summary>Spending in cents before the cap, at most 281,474,976,710,655 either way.</summary>
    public required ReadOnlyMemory<long> Cents { get; init; }

    /// <summary>How many episodes.</summary>
    public int Count => Cents.Length;

    /// <summary>How many episodes.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:#,##0} episodes");
}
