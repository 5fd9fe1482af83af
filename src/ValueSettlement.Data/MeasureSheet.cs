using System.Globalization;
using nietras.SeparatedValues;
using ValueSettlement.Measures;

namespace ValueSettlement.Data;

/// <summary>A line of a measure sheet. A cell without a number says why.</summary>
/// <param name="Name">The name of the measure.</param>
/// <param name="Numerator">Cases in which it happened.</param>
/// <param name="Denominator">All cases.</param>
/// <param name="Target">The target, a fraction.</param>
/// <param name="Weight">The weight; all of them need not add up to anything.</param>
public sealed record MeasureSheetRow(string Name, ReportedCell Numerator, ReportedCell Denominator, decimal Target, decimal Weight)
{
    /// <summary>The line in words.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Name}: {Numerator} of {Denominator}, target {Target}, weight {Weight}");
}

/// <summary>
/// A sheet of measures as contracts and their owners keep it: a line each, with the columns name, numerator, denominator, target and
/// weight,
/// in any order. Numbers are written with a point; a target may be written as 75% or 0.75. A cell without a number is blank (missing),
/// <c>*</c>, <c>&lt;11</c> or <c>suppressed</c> (suppressed), or <c>n/a</c> (not applicable).
/// </summary>
public sealed record MeasureSheet
{
    /// <summary>The most lines of a sheet.</summary>
    public const int MostRows = 1_000;

    private static readonly string[] Columns = ["name", "numerator", "denominator", "target", "weight"];

    private MeasureSheet(ValueList<MeasureSheetRow> rows, string? source) => (Rows, Source) = (rows, source);

    /// <summary>The lines, in the order of the sheet.</summary>
    public ValueList<MeasureSheetRow> Rows { get; }

    /// <summary>Where the sheet comes from, as the caller named it.</summary>
    public string? Source { get; }

    /// <summary>What the sheet observed.</summary>
    public ValueList<Observation> Observations => Rows.Select(r => new Observation
    {
        Measure = r.Name,
        Numerator = r.Numerator,
        Denominator = r.Denominator,
        Source = Source,
    }).ToValueList();

    /// <summary>Reads a sheet.</summary>
    /// <param name="text">The sheet as comma-separated values, the first line its columns; fields may stand in quotation marks.</param>
    /// <param name="source">Where it comes from, for every observation.</param>
    /// <exception cref="SettlementException">The sheet cannot be read; carries every reason, each with its line.</exception>
    public static MeasureSheet Read(TextReader text, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var failures = new List<Failure>();
        TextRules.Validate(source, string.Empty, "source", failures);
        using var reader = new Sep(',').Reader(static o => o with { Unescape = true, DisableColCountCheck = true, HasHeader = false })
            .From(text);
        var places = Moves(reader, failures) ? Header(Texts(reader.Current), failures) : null;
        if (places is null && failures.Count == 0)
        {
            failures.Add(new("sheet-empty", "header", string.Empty, "A sheet begins with a line of columns.",
                $"Write {string.Join(", ", Columns)}."));
        }

        var rows = new List<MeasureSheetRow>();
        while (places is not null && failures.Count < 100 && Moves(reader, failures))
        {
            if (rows.Count == MostRows)
            {
                failures.Add(new("sheet-rows", "rows", "more than 1,000", "A sheet has at most 1,000 measures.", "Split it."));
                break;
            }

            var line = new SheetLine(Texts(reader.Current), places, reader.Current.LineNumberFrom, failures);
            if (line.Row is { } row)
            {
                rows.Add(row);
            }
        }

        foreach (var twice in rows.GroupBy(static r => r.Name, StringComparer.Ordinal).Where(static g => g.Count() > 1))
        {
            failures.Add(new("measure-twice", "rows", twice.Key, "A measure stands once in a sheet.", "Take one of the two lines out."));
        }

        if (rows.Count == 0 && failures.Count == 0)
        {
            failures.Add(new("sheet-empty", "rows", string.Empty, "A sheet has at least one measure.", "Write a line for each."));
        }

        return failures.Count == 0 ? new([.. rows], source) : throw new SettlementException(failures);
    }

    /// <summary>
    /// The sheet as one domain of a set: each measure is a share of cases with the weight of its line, and its points are what the caller
    /// makes of its target.
    /// </summary>
    /// <param name="domain">What the domain is called.</param>
    /// <param name="weight">Its weight in the set.</param>
    /// <param name="define">What a line leaves open: version, day of definition, direction, minimum and the rest of the definition.</param>
    /// <param name="points">How a result becomes points, from the target; <see langword="null"/> for one point at the target and none
    /// before.</param>
    public MeasureDomain ToDomain(
        string domain, Rate weight, Func<MeasureSheetRow, Measure> define, Func<MeasureSheetRow, PointsRule>? points = null)
    {
        ArgumentNullException.ThrowIfNull(define);
        return new(domain, weight, Rows.Select(row =>
        {
            var measure = define(row);
            var met = ScalePoints.AtTarget(measure.Direction ?? Direction.HigherIsBetter, row.Target, 1m);
            return new ScoredMeasure(measure, points?.Invoke(row) ?? met, row.Weight);
        }).ToValueList());
    }

    /// <summary>The lines.</summary>
    public override string ToString() => $"{string.Join("; ", Rows.Take(20))}{(Rows.Count > 20 ? "; …" : string.Empty)}";

    /// <summary>Whether there is another line; one that is too long to be one is a failure.</summary>
    private static bool Moves(SepReader reader, List<Failure> failures)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (NotSupportedException)
        {
            failures.Add(new("line-size", "rows", string.Empty, "A line of a sheet has at most some million characters.",
                "Look for a quotation mark that is never closed."));
            return false;
        }
    }

    private static int[]? Header(string[] names, List<Failure> failures)
    {
        if (names is [var only] && only.AsSpan().IndexOfAny(';', '\t') >= 0)
        {
            failures.Add(new("separator-differs", "header", only, "The cells of a sheet are separated by commas.",
                "Write it as comma-separated values; numbers have a point."));
            return null;
        }

        var written = names.Select(static n => n.Trim().Trim('\uFEFF').ToLowerInvariant()).ToArray();
        foreach (var name in written.Where(static n => !Columns.Contains(n)))
        {
            failures.Add(new("column-unknown", "header", name, $"A sheet has the columns {string.Join(", ", Columns)}.",
                NearName.Meant(name, Columns) + "Take the column out, or name it as the sheet does."));
        }

        foreach (var name in Columns.Where(c => written.Count(w => w == c) != 1))
        {
            failures.Add(new(written.Contains(name) ? "column-twice" : "column-missing", "header", name,
                $"A sheet has the columns {string.Join(", ", Columns)}, each once.", "Correct the first line."));
        }

        return failures.Count == 0 ? [.. Columns.Select(c => Array.IndexOf(written, c))] : null;
    }

    private static string[] Texts(SepReader.Row row)
    {
        var texts = new string[row.ColCount];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = row[i].ToString();
        }

        return texts;
    }
}

/// <summary>A line of a sheet, read.</summary>
internal sealed class SheetLine
{
    private const decimal Most = 1_000_000_000m;

    private readonly string[] texts;
    private readonly int[] places;
    private readonly string path;
    private readonly List<Failure> failures;

    public SheetLine(string[] texts, int[] places, int line, List<Failure> failures)
    {
        (this.texts, this.places, this.failures) = (texts, places, failures);
        path = string.Create(CultureInfo.InvariantCulture, $"line {line}");
        if (texts.Length != places.Length)
        {
            Fail("line-columns", string.Empty, string.Join(',', texts), "A line has five cells.",
                "Put a field with a comma in quotation marks.");
            return;
        }

        var before = failures.Count;
        var name = texts[places[0]].Trim();
        TextRules.Validate(name, path, "name", failures);
        if (name.Length == 0)
        {
            Fail("name-empty", "name", name, "A measure has a name.", "Write it.");
        }

        var (numerator, denominator) = (Cell(1, "numerator"), Cell(2, "denominator"));
        var (target, weight) = (Target(texts[places[3]].Trim()), Number(texts[places[4]].Trim(), "weight", Most));
        if (numerator.Value > denominator.Value)
        {
            Fail("observation-proportion", "numerator", texts[places[1]], "A numerator is not above its denominator.",
                "Swap or correct the two.");
        }

        if (failures.Count == before)
        {
            Row = new(name, numerator, denominator, target, weight);
        }
    }

    public MeasureSheetRow? Row { get; }

    private ReportedCell Cell(int column, string member) => texts[places[column]].Trim() switch
    {
        "" => ReportedCell.Absent(AbsenceKind.Missing, $"The cell of the {member} is blank."),
        "*" or "<11" => ReportedCell.Absent(AbsenceKind.Suppressed, $"The {member} is suppressed."),
        var text when text.Equals("suppressed", StringComparison.OrdinalIgnoreCase) =>
            ReportedCell.Absent(AbsenceKind.Suppressed, $"The {member} is suppressed."),
        var text when text.Equals("n/a", StringComparison.OrdinalIgnoreCase) =>
            ReportedCell.Absent(AbsenceKind.NotApplicable, $"The {member} does not apply."),
        var text => Number(text, member, Most),
    };

    private decimal Target(string text)
    {
        if (!text.EndsWith('%'))
        {
            return Number(text, "target", 1m);
        }

        return Number(text[..^1].TrimEnd(), "target", 100m) / 100m;
    }

    private decimal Number(string text, string member, decimal most)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (text.Length <= 40 && decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) && number >= 0m
            && number <= most)
        {
            return number;
        }

        Fail("cell-number", member, text, $"The {member} is a number from 0 to {NumberText.Number(most)}, written with a point.",
            member switch
            {
                "target" => "Write 0.75 or 75%.",
                "weight" => "Write a plain number: weights are compared with each other.",
                _ => "Correct it; blank, *, or n/a say that it is not there.",
            });
        return 0m;
    }

    private void Fail(string code, string member, string value, string rule, string remedy) =>
        failures.Add(new(code, Paths.Join(path, member), value, rule, remedy));
}
