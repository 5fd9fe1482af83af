using System.Globalization;
using System.Text;
using System.Text.Json;
using ValueSettlement.Replay.Output;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Settling;

/// <summary>The whole run of Hospital Value-Based Purchasing: read everything, score everything, then write.</summary>
internal sealed class HvbpReplay(Screen screen)
{
    /// <summary>The word before the files; their columns say as much.</summary>
    public const string Word = "hvbp";

    private const int ListedRows = 60;

    public const string Help = """
        Replay hvbp: scores published files of Hospital Value-Based Purchasing again and compares.

        Usage: Replay [hvbp] FILE ... [--organisation ID] [--rows] [--year YYYY] [--json FILE] [--help]

        Files are those of data.cms.gov, of any fiscal year and domain, and are recognised by their columns, so that the word
        hvbp may be left out. Files of other programmes are settled by themselves.
          points     '... Achievement Threshold', '... Benchmark', '... Baseline Rate', '... Performance Rate': achievement,
                     improvement and measure points are computed and compared with the printed ones ("6 out of 10")
          scores     'Unweighted ... Domain Score', 'Total Performance Score': weighted domain scores and the total follow
                     from the unweighted ones; the weight of a domain without a score goes to the others
        Weights are the library's for 2016 and from 2019 on; of other years, or with other domains, they are those that the
        file's hospitals with every domain show, and the summary says so.
        Facility IDs that a spreadsheet robbed of their zeros are read: 10001 is 010001. No payment is published.

        Options
          --organisation ID   prints every step of one hospital, for example --organisation 010001
          --rows              prints every hospital, not only those that need a word
          --year YYYY         the fiscal year of a file without a column of it
          --json FILE         writes id, year, published, ours and class of all; complete or not at all
          --help              prints this

        Classes
          =  equal            every published value is ours; scores within one unit of the last printed digit, because
                              they are computed from rounded domain scores
          X  different        at least one is not; listed
          -  not scored       nothing is published and we have nothing either
          ?  unreadable       a cell of the row is neither a number nor 'Not Available'; listed

        Exit code
          0  every hospital is equal or not scored      1  some are different or unreadable      2  a file or the command
                                                        line is wrong; nothing was scored and nothing was written

        Examples
          dotnet run --project samples/Replay -- hvbp hvbp_clinical_outcomes_fy2024.csv --organisation 10001
          dotnet run --project samples/Replay -- hvbp_total_performance_fy2021.csv hvbp_total_performance_fy2024.csv
        """;

    /// <summary>Whether a command line is about this programme: by its word, or by the columns of the first file.</summary>
    public static bool Takes(IReadOnlyList<string> args) =>
        args.Count > 0 && (args[0] == Word || (Arguments.Parse(args) is { Errors.Count: 0, Files: [var first, ..] }
            && HvbpFile.RecognisesFile(first)));

    public int Run(IReadOnlyList<string> args)
    {
        var arguments = Arguments.Parse(args[0] == Word ? [.. args.Skip(1)] : args);
        if (arguments.Help)
        {
            screen.Line(Help);
            return Application.AllExplained;
        }

        var errors = arguments.Files.Count > 0 ? arguments.Errors
            : [.. arguments.Errors, "Name at least one file; hvbp --help says which."];
        if (errors.Count > 0)
        {
            foreach (var error in errors)
            {
                screen.Error(error);
            }

            return Application.WrongInput;
        }

        var (files, problems) = Read(arguments);
        if (problems.Count > 0)
        {
            foreach (var problem in problems)
            {
                screen.Error(problem.ToString());
            }

            screen.Error("Nothing was scored and nothing was written.");
            return Application.WrongInput;
        }

        var settled = Settle(files);
        var all = settled.SelectMany(static s => s.Results).ToArray();
        var wanted = arguments.Organisation?.PadLeft(6, '0');
        if (wanted is not null && !all.Any(r => IsFacility(r, wanted)))
        {
            screen.Error($"No hospital has the facility ID '{Problem.Shortened(arguments.Organisation!)}'.");
            return Application.WrongInput;
        }

        if (arguments.Json is { } json && !WriteJson(json, all))
        {
            return Application.WrongInput;
        }

        foreach (var (settler, file, results) in settled)
        {
            if (wanted is null)
            {
                Summary(settler, file, results, arguments.Rows);
            }

            foreach (var result in results.Where(r => wanted is not null && IsFacility(r, wanted)))
            {
                Statement(result);
            }
        }

        if (arguments.Json is { } written)
        {
            screen.Line(FormattableString.Invariant($"Wrote {all.Length} results to {written}."));
        }

        return all.Any(static r => r.Class is HvbpClass.Different or HvbpClass.Unreadable) ? Application.SomeUnexplained
            : Application.AllExplained;
    }

    private static bool IsFacility(HvbpResult result, string id) =>
        string.Equals(result.Hospital.Id, id, StringComparison.OrdinalIgnoreCase);

    private static string InWords(HvbpClass match) => match == HvbpClass.NotScored ? "not scored" : match.ToString().ToLowerInvariant();

    private static string Mark(HvbpClass match) => match switch
    {
        HvbpClass.Equal => "=",
        HvbpClass.Different => "X",
        HvbpClass.NotScored => "-",
        _ => "?",
    };

    private static string Digits(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture) ?? "-";

    private (List<HvbpFile> Files, List<Problem> Problems) Read(Arguments arguments)
    {
        var (files, problems) = (new List<HvbpFile>(), new List<Problem>());
        screen.WithProgress("Reading", arguments.Files.Count, step =>
        {
            foreach (var path in arguments.Files)
            {
                var found = new ProblemList(path);
                if (CsvTable.Read(path, found) is { } table && !found.Any && HvbpFile.Read(table, arguments.Year, found) is { } file)
                {
                    files.Add(file);
                }

                problems.AddRange(found.ToList());
                step();
            }
        });
        return (files, problems);
    }

    private List<(HvbpSettler Settler, HvbpFile File, IReadOnlyList<HvbpResult> Results)> Settle(List<HvbpFile> files)
    {
        var settled = new List<(HvbpSettler, HvbpFile, IReadOnlyList<HvbpResult>)>();
        screen.WithProgress("Scoring", files.Sum(static f => f.Hospitals.Count), step =>
        {
            foreach (var file in files)
            {
                var settler = new HvbpSettler(file);
                var results = new List<HvbpResult>(file.Hospitals.Count);
                foreach (var hospital in file.Hospitals)
                {
                    results.Add(settler.Settle(hospital));
                    step();
                }

                settled.Add((settler, file, results));
            }
        });
        return settled;
    }

    private void Summary(HvbpSettler settler, HvbpFile file, IReadOnlyList<HvbpResult> results, bool rows)
    {
        screen.Heading(FormattableString.Invariant(
            $"{file.File}: {results.Count} hospitals, {(file.Total is null ? "points" : "scores")}"));
        foreach (var match in Enum.GetValues<HvbpClass>())
        {
            screen.Line(FormattableString.Invariant(
                $"{Mark(match)} {InWords(match),-12}{Screen.Amount(results.Count(r => r.Class == match)),8}"));
        }

        screen.Line();
        foreach (var kind in results.SelectMany(static r => r.Compared).GroupBy(static c => c.Key))
        {
            screen.Sentence(FormattableString.Invariant(
                $"{kind.Key}: {Screen.Amount(kind.Sum(static c => c.Value))} published values compared"));
        }

        foreach (var (year, weights) in settler.WeightsOfTheFile)
        {
            screen.Sentence(FormattableString.Invariant($"{year}: the weights are those that the file shows: {weights}."));
        }

        if (file.NotSettled.Count > 0)
        {
            screen.Sentence($"Not compared, because columns are missing: {string.Join(", ", file.NotSettled.Take(20))}.");
        }

        foreach (var result in results.Where(r => rows || r.Class is HvbpClass.Different or HvbpClass.Unreadable)
            .Take(rows ? int.MaxValue : ListedRows))
        {
            var (hospital, published, ours) = (result.Hospital, Digits(result.Published), Digits(result.Ours));
            screen.Line($"{Mark(result.Class)} {hospital.Id} {hospital.Name}: published {published}, ours {ours}");
            foreach (var note in result.Notes)
            {
                screen.Sentence(note, indent: 4);
            }
        }

        var unlisted = results.Count(static r => r.Class is HvbpClass.Different or HvbpClass.Unreadable) - ListedRows;
        if (!rows && unlisted > 0)
        {
            screen.Line(FormattableString.Invariant($"... and {unlisted} more; --json FILE writes all of them."));
        }
    }

    private void Statement(HvbpResult result)
    {
        screen.Heading(FormattableString.Invariant($"{result.Hospital.Id} {result.Hospital.Name}, fiscal year {result.Hospital.Year}"));
        screen.Line($"Published {Digits(result.Published)}, ours {Digits(result.Ours)}: {InWords(result.Class)}.");
        foreach (var note in result.Notes)
        {
            screen.Sentence($"Note: {note}");
        }

        screen.Line();
        foreach (var line in result.Lines)
        {
            screen.Sentence(line);
        }
    }

    private bool WriteJson(string path, HvbpResult[] results)
    {
        try
        {
            JsonReport.Write(path, stream => Write(stream, results));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            screen.Error($"{path}: The file cannot be written: {error.Message} Nothing was written.");
            return false;
        }
    }

    private static void Write(Stream stream, HvbpResult[] results)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartArray();
        foreach (var result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("id", result.Hospital.Id);
            writer.WriteString("programme", "Hospital Value-Based Purchasing");
            JsonReport.Write(writer, "year", result.Hospital.Year);
            JsonReport.Write(writer, "published", result.Published);
            JsonReport.Write(writer, "unrounded", result.Ours);
            writer.WriteString("class", InWords(result.Class));
            if (result.Notes.Count > 0)
            {
                writer.WriteStartArray("notes");
                foreach (var note in result.Notes)
                {
                    writer.WriteStringValue(note);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.Flush();
        stream.Write(Encoding.UTF8.GetBytes("\n"));
    }
}
