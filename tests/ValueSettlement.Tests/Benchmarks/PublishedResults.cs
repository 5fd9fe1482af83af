using System.Globalization;
using System.Text;
using ValueSettlement.Tests.Docs;

namespace ValueSettlement.Tests.Benchmarks;

/// <summary>The published results of the Shared Savings Program beside the project, as cells by column name.</summary>
internal sealed class PublishedResults
{
    private readonly Dictionary<string, int> columns;
    private readonly List<string[]> rows;

    private PublishedResults(Dictionary<string, int> columns, List<string[]> rows) => (this.columns, this.rows) = (columns, rows);

    public int Count => rows.Count;

    public static PublishedResults Read(int year)
    {
        var path = Path.Combine(DocumentTests.FindRoot(), "..", "shared", "data", "mssp-puf", $"mssp_{year}.csv");
        Assert.SkipUnless(File.Exists(path), $"The published results of {year} are not beside the project (../shared/data/mssp-puf).");
        var records = Parse(File.ReadAllText(path, Encoding.UTF8));
        var columns = records[0].Select(static (name, i) => (name: name.Trim('﻿', ' '), i))
            .GroupBy(static c => c.name).ToDictionary(static g => g.Key, static g => g.First().i);
        return new(columns, records[1..]);
    }

    public string Text(int row, string column) =>
        columns.TryGetValue(column, out var i) && i < rows[row].Length ? rows[row][i].Trim() : string.Empty;

    /// <summary>A number with the half of its last printed digit, or nothing for a cell that is blank, suppressed or not
    /// applicable.</summary>
    public (decimal Value, decimal Half)? Number(int row, string column)
    {
        var text = Text(row, column).Replace(",", string.Empty, StringComparison.Ordinal)
            .Replace("$", string.Empty, StringComparison.Ordinal);
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var value))
        {
            return null;
        }

        var half = 0.5m;
        for (var digits = text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1
            : 0; digits > 0; digits--)
        {
            half /= 10m;
        }

        return (value, half);
    }

    private static List<string[]> Parse(string text)
    {
        var (records, record, cell, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                record.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n' && !quoted)
            {
                record.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                records.Add([.. record]);
                record.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        if (record.Count > 0)
        {
            record.Add(cell.ToString());
            records.Add([.. record]);
        }

        return records;
    }
}
