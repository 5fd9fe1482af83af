using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;
using ValueSettlement.Replay.Output;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Hospitals;

/// <summary>The run of one hospital programme: read every file, settle every hospital, then write. Nothing is written if a file or the
/// command line is wrong.</summary>
internal sealed class HospitalReplay(Screen screen, HospitalProgramme programme)
{
    private const int ListedRows = 20;

    // The classes whose rows are listed with a reason, the worst first.
    private static readonly HospitalMatch[] Listed =
        [HospitalMatch.Different, HospitalMatch.NotReadable, HospitalMatch.Undetermined, HospitalMatch.Inside];

    public int Run(IReadOnlyList<string> args)
    {
        var arguments = HospitalArguments.Parse(args, programme);
        if (arguments.Help)
        {
            screen.Line(HospitalHelp.Of(programme));
            return Application.AllExplained;
        }

        if (arguments.Errors.Count > 0)
        {
            foreach (var error in arguments.Errors)
            {
                screen.Error(error);
            }

            screen.Error(HospitalHelp.Usage(programme));
            return Application.WrongInput;
        }

        var (files, problems) = Read(arguments);
        if (problems.Count > 0)
        {
            new Report(screen).Problems(problems);
            screen.Error("Nothing was settled and nothing was written.");
            return Application.WrongInput;
        }

        var settled = Settle(files);
        var all = settled.SelectMany(static s => s.Results.Select(r => (s.File, Result: r))).ToArray();
        if (arguments.Facility is { } id && !all.Any(r => IsFacility(r.Result, id)))
        {
            screen.Error($"No hospital has the identifier '{Problem.Shortened(id)}'.");
            return Application.WrongInput;
        }

        if (arguments.Json is { } json && !JsonReport.TryWrite(json, all, Write, screen))
        {
            return Application.WrongInput;
        }

        if (arguments.Facility is { } facility)
        {
            foreach (var (file, result) in all.Where(r => IsFacility(r.Result, facility)))
            {
                Statement(file, result, arguments.Base);
            }
        }
        else
        {
            foreach (var (file, results) in settled)
            {
                Print(file, results, arguments);
            }
        }

        if (arguments.Json is { } written)
        {
            screen.Line(FormattableString.Invariant($"Wrote {all.Length} results to {written}."));
        }

        return all.Any(static r => r.Result.Match is HospitalMatch.Different or HospitalMatch.NotReadable)
            ? Application.SomeUnexplained : Application.AllExplained;
    }

    private static bool IsFacility(HospitalResult result, string id) =>
        string.Equals(result.Id, Reading.Hospitals.HospitalCell.Identifier(id), StringComparison.OrdinalIgnoreCase);

    private (IReadOnlyList<HospitalFile> Files, IReadOnlyList<Problem> Problems) Read(HospitalArguments arguments)
    {
        var (files, problems) = (new List<HospitalFile>(), new List<Problem>());
        screen.WithProgress("Reading", arguments.Files.Count, step =>
        {
            foreach (var path in arguments.Files)
            {
                var found = new ProblemList(path);
                if (CsvTable.Read(path, found, programme.Layout) is { } table && !found.Any
                    && programme.Read(table, arguments, found) is { } file)
                {
                    files.Add(file);
                }

                problems.AddRange(found.ToList());
                step();
            }
        });
        return (files, problems);
    }

    private List<(HospitalFile File, IReadOnlyList<HospitalResult> Results)> Settle(IReadOnlyList<HospitalFile> files)
    {
        var settled = new List<(HospitalFile, IReadOnlyList<HospitalResult>)>();
        screen.WithProgress("Settling", files.Sum(static f => f.Rows.Count), step =>
        {
            foreach (var file in files)
            {
                var results = new List<HospitalResult>(file.Rows.Count);
                var known = new HashSet<(string, int?)>();
                foreach (var row in file.Rows)
                {
                    var result = row();
                    results.Add(result.Id.Length == 0 || known.Add((result.Id.ToUpperInvariant(), result.Year)) ? result
                        : result with
                        {
                            Match = HospitalMatch.NotReadable,
                            Notes = ["The hospital stands in the file before.", .. result.Notes],
                        });
                    step();
                }

                settled.Add((file, results));
            }
        });
        return settled;
    }

    private void Print(HospitalFile file, IReadOnlyList<HospitalResult> results, HospitalArguments arguments)
    {
        screen.Heading(FormattableString.Invariant($"{file.File}: {results.Count} hospitals, {Years(file, results)}"));
        foreach (var sentence in file.Sentences)
        {
            screen.Sentence(sentence);
        }

        screen.Line();
        foreach (var match in Enum.GetValues<HospitalMatch>())
        {
            screen.Line(FormattableString.Invariant($"{match.Mark()} {match.InWords(),-26}{results.Count(r => r.Match == match),8:#,##0}"));
        }

        screen.Line(FormattableString.Invariant($"  {"all",-26}{results.Count,8:#,##0}"));
        Counts(results);
        if (arguments.Rows)
        {
            screen.Line();
            screen.Show(TableOf(file, results));
        }

        foreach (var match in Listed)
        {
            var rows = results.Where(r => r.Match == match).ToArray();
            if (rows.Length == 0)
            {
                continue;
            }

            var words = match.InWords();
            screen.Heading(FormattableString.Invariant($"{char.ToUpperInvariant(words[0])}{words[1..]}: {rows.Length}"));
            screen.Show(TableOf(file, [.. rows.Take(ListedRows)]));
            foreach (var (row, note) in rows.Take(ListedRows).SelectMany(static r => r.Notes.Select(note => (r, note))))
            {
                screen.Sentence($"{row.Id}: {note}", indent: 2);
            }

            if (rows.Length > ListedRows)
            {
                screen.Line(FormattableString.Invariant($"  ... and {rows.Length - ListedRows} more; --json FILE writes all of them."));
            }
        }
    }

    private void Counts(IReadOnlyList<HospitalResult> results)
    {
        var kinds = results.SelectMany(static r => r.Compared).GroupBy(static c => c.Kind).ToArray();
        if (kinds.Length == 0)
        {
            return;
        }

        screen.Line();
        foreach (var kind in kinds)
        {
            screen.Line(FormattableString.Invariant(
                $"  {kind.Key,-26}{kind.Sum(static c => c.Compared),8:#,##0} compared, {kind.Sum(static c => c.Differing):#,##0} differ"));
        }
    }

    private static string Years(HospitalFile file, IReadOnlyList<HospitalResult> results)
    {
        var years = results.Select(r => r.Year ?? file.Year).OfType<int>().Distinct().Order().ToArray();
        return years.Length == 0 ? "no fiscal year"
            : $"fiscal year{(years.Length == 1 ? string.Empty : "s")} "
                + string.Join(", ", years.Select(static y => y.ToString(CultureInfo.InvariantCulture)));
    }

    private static Table TableOf(HospitalFile file, IReadOnlyList<HospitalResult> results)
    {
        // Only where printed digits leave more than one result open is there a range.
        var ranges = results.Any(static r => r.Range is not null);
        var table = new Table { Border = TableBorder.None, Expand = false };
        foreach (var name in new[] { string.Empty, "Hospital" })
        {
            table.AddColumn(new TableColumn(new Text(name)) { NoWrap = true }.LeftAligned());
        }

        foreach (var name in (IEnumerable<string>)(ranges ? ["Published", "Ours", "From", "To"] : ["Published", "Ours"]))
        {
            table.AddColumn(new TableColumn(new Text(name)) { NoWrap = true }.RightAligned());
        }

        foreach (var r in results)
        {
            // Colour repeats what the mark in the first column says; it is never the only sign.
            var style = r.Match is HospitalMatch.Different or HospitalMatch.NotReadable ? new Style(Color.Red, decoration: Decoration.Bold)
                : r.Match == HospitalMatch.Equal ? Style.Plain : new Style(Color.Olive);
            string[] range = ranges ? [Number(file, r.Range?.Lowest), Number(file, r.Range?.Highest)] : [];
            string[] cells = [r.Match.Mark(), r.Id, Number(file, r.Published), Number(file, r.Ours), .. range];
            table.AddRow(cells.Select(text => (IRenderable)new Text(text, style)));
        }

        return table;
    }

    private static string Number(HospitalFile file, decimal? value) =>
        value?.ToString("F" + file.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) ?? "-";

    private void Statement(HospitalFile file, HospitalResult result, Money basis)
    {
        screen.Heading($"{$"{result.Id} {result.Name}".Trim()}, {Years(file, [result])}");
        screen.Line($"Published {Number(file, result.Published)}, ours {Number(file, result.Ours)}: {result.Match.InWords()}.");
        foreach (var note in result.Notes)
        {
            screen.Sentence(note);
        }

        if (result.Settlement is { } settlement)
        {
            screen.Line();
            screen.Sentence($"Over base operating DRG payments of {basis} (--base states others):");
            screen.Line();
            screen.Line(settlement(basis).Statement());
        }

        if (result.Steps is { } steps)
        {
            screen.Line();
            foreach (var step in steps())
            {
                screen.Sentence(step);
            }
        }
    }

    private void Write(Utf8JsonWriter writer, (HospitalFile File, HospitalResult Result) of)
    {
        var (file, result) = of;
        writer.WriteString("id", result.Id);
        writer.WriteString("programme", programme.Name);
        JsonReport.Write(writer, "year", result.Year ?? file.Year);
        JsonReport.Write(writer, "published", result.Published);
        JsonReport.Write(writer, "ours", result.Ours);
        JsonReport.Write(writer, "lowest", result.Range?.Lowest);
        JsonReport.Write(writer, "highest", result.Range?.Highest);
        JsonReport.Write(writer, result.Match.InWords(), result.Notes);
    }
}

/// <summary>What --help prints of a hospital programme.</summary>
internal static class HospitalHelp
{
    public static string Usage(HospitalProgramme programme) => $"Usage: Replay {programme.Word} FILE [FILE ...] "
        + string.Concat(programme.Options.Select(static o => $"[{o.Option} {o.Option[2..].ToUpperInvariant()}] "))
        + $"[--year YYYY] [--facility ID] {(programme.SettlesPayments ? "[--base USD] " : string.Empty)}[--rows] [--json FILE] [--help]";

    public static string Of(HospitalProgramme programme)
    {
        (string, string)[] payments = programme.SettlesPayments
            ? [("--base USD", "base operating DRG payments of that statement; a million if it is left out")] : [];
        var options = programme.Options.Select(static o => (o.Option + " " + o.Option[2..].ToUpperInvariant(), o.Says)).Concat(
        [
            ("--year YYYY", "the fiscal year of a file whose name and columns do not say it"),
            ("--facility ID", "prints the full statement of one hospital; leading zeros may be left out"),
            .. payments,
            ("--rows", "prints every hospital, not only those that need a word"),
            ("--json FILE", "writes id, year, published, ours, range and class of all; complete or not at all"),
            ("--help", "prints this"),
        ]);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Replay {programme.Word}: {programme.Name}, published results settled again.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Usage(programme)}\n\n{programme.Teaches}\n\nOptions\n");
        foreach (var (option, says) in options)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {option,-20}{says}\n");
        }

        text.Append("""

            Classes
              =  equal                      what is printed decides the result, and it is the published one
              i  inside the printed digits  the digits allow more than one result, and the published one is among them
              u  undetermined               the digits allow more than one result, and none is published that would decide
              X  different                  the published result does not follow; listed with the reason
              -  not scored                 nothing to score, or nothing published to compare with
              ?  not readable               a cell of the row cannot be read; listed with column and content

            A blank cell, '.', '*', N/A, "Not Available" and "Too Few to Report" hold no number, and none is ever taken for zero.
            Columns are found by the words of their names, so files of other years and copies are read alike.

            Exit code
              0  nothing is different and everything was read      1  something is different or not readable
              2  a file or the command line is wrong; nothing was settled and nothing was written
            """);
        return text.ToString();
    }
}
