using Spectre.Console;
using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Output;

/// <summary>The table of settled organisations: one row each, readable from 80 columns on.</summary>
internal static class RowTable
{
    private const int WideFrom = 128;

    /// <summary>Below this there is no room for the two totals; their difference stays.</summary>
    private const int TotalsFrom = 104;

    private const int NameCharacters = 22;

    public static Table Of(IReadOnlyList<Replayed> rows, int width)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true, Expand = false };
        var wide = width >= WideFrom;
        var totals = width >= TotalsFrom;
        var arrangement = rows.Count == 0 ? string.Empty : rows[0].Year.ArrangementColumn;
        foreach (var name in new[] { string.Empty, wide ? "Organisation" : "ACO", "Year", arrangement })
        {
            table.AddColumn(Column(name, 1).LeftAligned());
        }

        ReadOnlySpan<string> amounts = ["Benchmark", "Expenditure", "Savings", "Published", "Ours", "Diff."];
        foreach (var name in totals ? amounts : amounts[2..])
        {
            table.AddColumn(Column(name, wide ? 2 : 1).RightAligned());
        }

        foreach (var row in rows)
        {
            var style = Style(row.Match);
            table.AddRow(Cells(row, wide, totals).Select(text => (Spectre.Console.Rendering.IRenderable)new Text(text, style)));
        }

        return table;
    }

    // Colour repeats what the mark in the first column says; it is never the only sign.
    private static Style Style(MatchClass match) => match switch
    {
        MatchClass.Unexplained => new(Color.Red, decoration: Decoration.Bold),
        MatchClass.QualityDigits or MatchClass.RevenueNotPublished or MatchClass.NotPaid => new(Color.Olive),
        _ => Spectre.Console.Style.Plain,
    };

    private static TableColumn Column(string name, int padding) =>
        new(new Text(name)) { NoWrap = true, Padding = new Padding(0, 0, padding, 0) };

    private static IEnumerable<string> Cells(Replayed replayed, bool wide, bool totals)
    {
        var row = replayed.Year;
        var decimals = row.Earned.Decimals;
        yield return replayed.Match.Mark();
        yield return wide && row.Name.Length > 0 ? $"{row.Id} {Short(row.Name)}" : row.Id;
        yield return row.ShortPeriod;
        yield return row.ShortArrangement;
        if (totals)
        {
            yield return Screen.Amount(row.Benchmark.Value);
            yield return Screen.Amount(row.Expenditure.Value ?? row.Benchmark.Value - row.Difference.Value);
        }

        yield return Screen.Amount(row.Difference.Value);
        yield return Screen.Amount(row.Earned.Value, decimals);
        yield return Screen.Amount(replayed.Ours, decimals);
        yield return Screen.Amount(replayed.Gap, decimals);
    }

    private static string Short(string name) => name.Length <= NameCharacters ? name : name[..(NameCharacters - 1)].TrimEnd() + "~";
}
