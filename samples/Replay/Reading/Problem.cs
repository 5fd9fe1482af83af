namespace ValueSettlement.Replay.Reading;

/// <summary>One thing that is wrong with a file: where, what was found, which rule it breaks, what to do.</summary>
/// <param name="File">The file.</param>
/// <param name="Row">The row as a spreadsheet counts (the header is row 1); 0 for the whole file.</param>
/// <param name="Column">The column's name as the file prints it; empty for the whole row.</param>
/// <param name="Value">What was found, shortened.</param>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record Problem(string File, int Row, string Column, string Value, string Rule, string Remedy)
{
    /// <summary>The problem as one line for a person.</summary>
    public override string ToString()
    {
        var place = File;
        if (Row > 0)
        {
            place += FormattableString.Invariant($", row {Row}");
        }

        if (Column.Length > 0)
        {
            place += $", column '{Column}'";
        }

        return $"{place}: {Rule}{(Value.Length == 0 ? string.Empty : $" Found '{Value}'.")} {Remedy}";
    }

    /// <summary>A value short enough for a message, without control characters.</summary>
    public static string Shortened(string value)
    {
        var shown = new string([.. value.Take(60).Select(static c => char.IsControl(c) ? ' ' : c)]);
        return value.Length > 60 ? shown + "..." : shown;
    }
}

/// <summary>Gathers problems, all of them up to a limit.</summary>
internal sealed class ProblemList(string file)
{
    private readonly List<Problem> _problems = [];
    private readonly HashSet<Problem> _known = [];

    public string File => file;

    public int Count { get; private set; }

    public bool Any => Count > 0;

    public void Add(int row, string column, string value, string rule, string remedy)
    {
        // A cell that several readers look at is reported once.
        var problem = new Problem(file, row, Problem.Shortened(column), Problem.Shortened(value), rule, remedy);
        if (_problems.Count >= Limits.Problems)
        {
            Count++;
        }
        else if (_known.Add(problem))
        {
            Count++;
            _problems.Add(problem);
        }
    }

    /// <summary>The problems by row, in each row in the order of the columns' importance.</summary>
    public IReadOnlyList<Problem> ToList()
    {
        var inOrder = _problems.OrderBy(static problem => problem.Row);
        if (Count > _problems.Count)
        {
            return [.. inOrder, new(file, 0, string.Empty, string.Empty,
                FormattableString.Invariant($"{Count - _problems.Count} more problems are not listed."), "Mend the ones above first.")];
        }

        return [.. inOrder];
    }
}
