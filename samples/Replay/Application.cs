using ValueSettlement.Replay.Hospitals;
using ValueSettlement.Replay.Output;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Reading.Hospitals;
using ValueSettlement.Replay.Settling;
using FileRows = (string File, System.Collections.Generic.IReadOnlyList<ValueSettlement.Replay.Reading.PublishedYear> Rows);

namespace ValueSettlement.Replay;

/// <summary>The whole run: read everything, settle everything, then write. Nothing is written if anything is wrong with the
/// input.</summary>
internal sealed class Application(Screen screen)
{
    public const int AllExplained = 0;

    public const int SomeUnexplained = 1;

    public const int WrongInput = 2;

    private readonly Report _report = new(screen);
    private readonly Settler _sharedSavings = new();
    private readonly ReachSettler _reach = new();

    public int Run(IReadOnlyList<string> args)
    {
        if (args.Count > 0 && HospitalProgrammes.Find(args[0]) is { } programme)
        {
            return new HospitalReplay(screen, programme).Run([.. args.Skip(1)]);
        }

        var arguments = Arguments.Parse(args.Count > 0 && args[0] == Arguments.Organisations ? [.. args.Skip(1)] : args);
        if (arguments.Help)
        {
            screen.Line(Help.Text);
            return AllExplained;
        }

        if (arguments.Errors.Count > 0)
        {
            foreach (var error in arguments.Errors)
            {
                screen.Error(error);
            }

            screen.Error(Help.Usage);
            return WrongInput;
        }

        var bundled = arguments.Files.Count == 0;
        var (files, problems) = bundled ? ReadBundled() : ReadFiles(arguments);
        if (problems.Count > 0)
        {
            _report.Problems(problems);
            screen.Error("Nothing was settled and nothing was written.");
            return WrongInput;
        }

        var settled = Settle(files);
        var rows = settled.SelectMany(static file => file.Rows).ToArray();
        if (arguments.Organisation is { } id && !rows.Any(row => IsOrganisation(row, id)))
        {
            screen.Error(
                $"No organisation has the identifier '{Problem.Shortened(id)}'. "
                + "Those of the Shared Savings Program changed in 2018: five digits before, four since.");
            return WrongInput;
        }

        if (arguments.Json is { } json && !JsonReport.TryWrite(json, rows, JsonReport.Write, screen))
        {
            return WrongInput;
        }

        Print(arguments, bundled, settled, rows);
        return rows.Any(static row => row.Match == MatchClass.Unexplained) ? SomeUnexplained : AllExplained;
    }

    private static bool IsOrganisation(Replayed row, string id) => string.Equals(row.Year.Id, id, StringComparison.OrdinalIgnoreCase);

    private static (IReadOnlyList<FileRows> Files, IReadOnlyList<Problem> Problems) ReadBundled()
    {
        var problems = new ProblemList(Bundled.FileName);
        var rows = Bundled.Read(problems) is { } table ? ResultFile.Read(table, null, problems) : [];
        return ([(Bundled.FileName, rows)], problems.ToList());
    }

    // Without this, a file whose word was left out would be told which columns of organisations it lacks.
    private static bool IsOfHospitals(CsvTable table, ProblemList problems)
    {
        if (!table.Header.Any(static name => HospitalSheet.IsId(HospitalSheet.WordsOf(name)))
            || table.Header.Any(static name => FieldNames.Of(name).Any(static f => f.Field == Field.Id)))
        {
            return false;
        }

        problems.Add(1, string.Empty, string.Empty, "The file is one of hospitals.",
            $"Write the word of its programme before it: {string.Join(", ", HospitalProgrammes.All.Select(static p => p.Word))}.");
        return true;
    }

    private (IReadOnlyList<FileRows> Files, IReadOnlyList<Problem> Problems) ReadFiles(Arguments arguments)
    {
        var files = new List<FileRows>();
        var problems = new List<Problem>();
        screen.WithProgress("Reading", arguments.Files.Count, step =>
        {
            foreach (var path in arguments.Files)
            {
                var found = new ProblemList(path);
                var rows = CsvTable.Read(path, found) is { } table && !IsOfHospitals(table, found)
                    ? ResultFile.Read(table, arguments.Year, found) : [];
                files.Add((path, rows));
                problems.AddRange(found.ToList());
                step();
            }
        });
        return (files, problems);
    }

    private List<(string File, IReadOnlyList<Replayed> Rows)> Settle(IReadOnlyList<FileRows> files)
    {
        var settled = new List<(string File, IReadOnlyList<Replayed> Rows)>();
        screen.WithProgress("Settling", files.Sum(static file => file.Rows.Count), step =>
        {
            foreach (var (file, rows) in files)
            {
                var results = new List<Replayed>(rows.Count);
                foreach (var row in rows)
                {
                    results.Add(row is ReachAcoYear reach ? _reach.Settle(reach) : _sharedSavings.Settle((AcoYear)row));
                    step();
                }

                settled.Add((file, results));
            }
        });
        return settled;
    }

    private void Print(Arguments arguments, bool bundled, List<(string File, IReadOnlyList<Replayed> Rows)> settled, Replayed[] rows)
    {
        if (arguments.Organisation is { } id)
        {
            foreach (var row in rows.Where(row => IsOrganisation(row, id)))
            {
                _report.Statement(row);
            }

            var others = rows.Count(row => row.Match == MatchClass.Unexplained && !IsOrganisation(row, id));
            if (others > 0)
            {
                screen.Error(FormattableString.Invariant(
                    $"{others} other payments are unexplained; without --organisation they are listed."));
            }

            return;
        }

        if (bundled)
        {
            screen.Line("Medicare Shared Savings Program: published results, settled again.");
            screen.Line();
        }

        foreach (var (file, of) in settled)
        {
            if (bundled || arguments.Rows)
            {
                _report.Rows(of);
                screen.Line();
                screen.Sentence(Report.Legend(of));
            }

            _report.Summary(bundled ? FormattableString.Invariant($"{of.Count} organisation-years")
                : FormattableString.Invariant($"{file}: {of.Count} organisations"), of, wholeYears: !bundled);
            _report.Listed(of);
        }

        if (bundled && Array.Find(rows, static r => (r.Year.Id, r.Year.CalendarYear) == (Bundled.Shown, Bundled.ShownYear)) is { } shown)
        {
            _report.Statement(shown);
            screen.Line("Settle a whole year: give a file of CMS results, of this programme or of ACO REACH. --help says how.");
        }

        if (arguments.Json is { } json)
        {
            screen.Line(FormattableString.Invariant($"Wrote {rows.Length} results to {json}."));
        }
    }
}
