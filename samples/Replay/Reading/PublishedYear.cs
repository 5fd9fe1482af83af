using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Reading;

/// <summary>One organisation in one performance period, as published: what the files of every programme have in common.</summary>
internal abstract record PublishedYear
{
    public required string File { get; init; }

    public required int Row { get; init; }

    public required string Id { get; init; }

    public string Name { get; init; } = string.Empty;

    public required Published Beneficiaries { get; init; }

    public required Published Benchmark { get; init; }

    public required Published Expenditure { get; init; }

    /// <summary>Benchmark less expenditure, as published on its own.</summary>
    public required Published Difference { get; init; }

    /// <summary>The published payment: savings positive, losses negative.</summary>
    public required Published Earned { get; init; }

    /// <summary>Where the row comes from, in the bundled table.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>What was assumed or looks odd while reading; shown with the result.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The programme's name, for reports.</summary>
    public abstract string Programme { get; }

    public abstract int CalendarYear { get; }

    /// <summary>The part of the year in words; null for the whole year.</summary>
    public virtual string? PartOfYear => null;

    /// <summary>Year and part of it, for a column.</summary>
    public virtual string ShortPeriod => FormattableString.Invariant($"{CalendarYear}");

    /// <summary>What the programme calls its arrangements: track, arrangement.</summary>
    public abstract string KindOfArrangement { get; }

    public abstract string Arrangement { get; }

    /// <summary>The arrangement for a column.</summary>
    public virtual string ShortArrangement => Arrangement;

    /// <summary>The name of that column.</summary>
    public virtual string ArrangementColumn => "Track";

    /// <summary>Which edition of its year's results the row belongs to; null in a year that was published once.</summary>
    public virtual string? Vintage => null;

    /// <summary>What is published and plays no part in the settlement.</summary>
    public abstract IEnumerable<string> NotUsed { get; }

    /// <summary>The classes that a settlement of the programme can fall into, in the order of a report.</summary>
    public abstract IReadOnlyList<MatchClass> Classes { get; }
}
