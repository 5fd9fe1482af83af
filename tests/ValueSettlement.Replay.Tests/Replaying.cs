using System.Text;
using ValueSettlement.Replay.Output;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Tests;

/// <summary>Runs the replay inside the test.</summary>
internal static class Replaying
{
    /// <summary>Exit code, output and complaints of one command line.</summary>
    public static (int Code, string Output, string Errors) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = new Application(Screen.Plain(output, errors)).Run(args);
        return (code, output.ToString(), errors.ToString());
    }

    /// <summary>Reads text as if it were a file of that name.</summary>
    public static (IReadOnlyList<AcoYear> Rows, IReadOnlyList<Problem> Problems) Read(string csv, string file = "results.csv",
        int? year = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var problems = new ProblemList(file);
        var rows = CsvTable.Read(stream, problems) is { } table ? AcoYearReader.Read(Sheet.Of(table), year, problems) : [];
        return (rows, problems.ToList());
    }

    /// <summary>Reads a file that must be right.</summary>
    public static IReadOnlyList<AcoYear> ReadFile(string path)
    {
        var problems = new ProblemList(path);
        var rows = CsvTable.Read(path, problems) is { } table ? AcoYearReader.Read(Sheet.Of(table), null, problems) : [];
        Assert.Empty(problems.ToList());
        return rows;
    }

    /// <summary>Reads text as if it were a file of ACO REACH.</summary>
    public static (IReadOnlyList<ReachAcoYear> Rows, IReadOnlyList<Problem> Problems) ReadReach(string csv, string file = "reach.csv",
        int? year = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var problems = new ProblemList(file);
        var rows = CsvTable.Read(stream, problems) is { } table ? ResultFile.Read(table, year, problems) : [];
        return ([.. rows.Cast<ReachAcoYear>()], problems.ToList());
    }

    /// <summary>Reads and settles text of ACO REACH that must be right.</summary>
    public static IReadOnlyList<Replayed<ReachAcoYear>> SettleReach(string csv)
    {
        var (rows, problems) = ReadReach(csv);
        Assert.Empty(problems);
        var settler = new ReachSettler();
        return [.. rows.Select(settler.Settle)];
    }

    public static IReadOnlyList<Replayed<AcoYear>> Settle(IEnumerable<AcoYear> rows)
    {
        var settler = new Settler();
        return [.. rows.Select(settler.Settle)];
    }

    /// <summary>Reads and settles text that must be right.</summary>
    public static IReadOnlyList<Replayed<AcoYear>> Settle(string csv, string file = "results.csv")
    {
        var (rows, problems) = Read(csv, file);
        Assert.Empty(problems);
        return Settle(rows);
    }
}

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("replay-").FullName;

    public string File(string name, string? text = null)
    {
        var path = System.IO.Path.Combine(Path, name);
        if (text is not null)
        {
            System.IO.File.WriteAllText(path, text);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
