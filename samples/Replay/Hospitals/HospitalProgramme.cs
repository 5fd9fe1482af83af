using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Hospitals;

/// <summary>How a hospital's result compares with the published one. There are no other classes.</summary>
internal enum HospitalMatch
{
    /// <summary>What is printed decides the result, and it is the published one.</summary>
    Equal,

    /// <summary>The digits of what is printed allow more than one result, and the published one is among them.</summary>
    Inside,

    /// <summary>The digits allow more than one result, and none is published that would decide.</summary>
    Undetermined,

    /// <summary>The published result is not one that follows.</summary>
    Different,

    /// <summary>There is nothing to score or nothing to compare with.</summary>
    NotScored,

    /// <summary>A cell of the row cannot be read.</summary>
    NotReadable,
}

/// <summary>One hospital, settled and compared.</summary>
internal sealed record HospitalResult(string Id, string Name, HospitalMatch Match)
{
    public decimal? Published { get; init; }

    public decimal? Ours { get; init; }

    /// <summary>The least and the greatest result that the printed digits allow.</summary>
    public (decimal Lowest, decimal Highest)? Range { get; init; }

    /// <summary>Why it is not equal.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The fiscal year of the row; null where it is the file's.</summary>
    public int? Year { get; init; }

    /// <summary>Values of the row that were compared one by one; empty where the result is the only one.</summary>
    public IReadOnlyList<HospitalCount> Compared { get; init; } = [];

    /// <summary>The settlement over base operating DRG payments; null where there is none.</summary>
    public Func<Money, Settlement>? Settlement { get; init; }

    /// <summary>Every step to a result that is no payment; null where there is none.</summary>
    public Func<IEnumerable<string>>? Steps { get; init; }
}

/// <summary>How many values of a kind were compared, and how many of them differ.</summary>
internal sealed record HospitalCount(string Kind, int Compared, int Differing);

/// <summary>A file that was read: its year, and its hospitals, each to be settled.</summary>
/// <param name="File">The file.</param>
/// <param name="Year">Its fiscal year; null where each row says its own.</param>
/// <param name="Decimals">Decimals of the published result.</param>
/// <param name="Rows">The hospitals.</param>
internal sealed record HospitalFile(string File, int? Year, int Decimals, IReadOnlyList<Func<HospitalResult>> Rows)
{
    /// <summary>What a reader is told of the whole file: digits, modifier, cut, weights.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];
}

/// <summary>
/// A programme of hospitals that the replay knows. A further one is a class with its word, its options and <see cref="Read"/>, and a line
/// in <see cref="HospitalProgrammes"/>; arguments, progress, classes, report, JSON and exit codes are those of
/// <see cref="HospitalReplay"/>.
/// </summary>
internal abstract class HospitalProgramme
{
    /// <summary>The word on the command line.</summary>
    public abstract string Word { get; }

    public abstract string Name { get; }

    /// <summary>Options of its own: the name, what it needs, what it does.</summary>
    public abstract IReadOnlyList<(string Option, string Needs, string Says)> Options { get; }

    /// <summary>What --help says of files, columns and classes, in lines of at most 120 characters.</summary>
    public abstract string Teaches { get; }

    /// <summary>What the header of a file may hold.</summary>
    public abstract CsvLayout Layout { get; }

    /// <summary>Whether the files say enough to settle payments, so that a statement needs base payments.</summary>
    public virtual bool SettlesPayments => true;

    /// <summary>Reads a table; null, with the problems, if it is no file of the programme.</summary>
    public abstract HospitalFile? Read(CsvTable table, HospitalArguments arguments, ProblemList problems);
}

/// <summary>The programmes of hospitals.</summary>
internal static class HospitalProgrammes
{
    public static readonly IReadOnlyList<HospitalProgramme> All =
        [new ReadmissionsReplay(), new AcquiredConditionReplay(), new ValueBasedPurchasingReplay()];

    public static HospitalProgramme? Find(string word) =>
        All.FirstOrDefault(programme => string.Equals(programme.Word, word, StringComparison.OrdinalIgnoreCase));

    public static string InWords(this HospitalMatch match) => match switch
    {
        HospitalMatch.Equal => "equal",
        HospitalMatch.Inside => "inside the printed digits",
        HospitalMatch.Undetermined => "undetermined",
        HospitalMatch.Different => "different",
        HospitalMatch.NotScored => "not scored",
        _ => "not readable",
    };

    /// <summary>One character for a table that survives a black-and-white print.</summary>
    public static string Mark(this HospitalMatch match) => match switch
    {
        HospitalMatch.Equal => "=",
        HospitalMatch.Inside => "i",
        HospitalMatch.Undetermined => "u",
        HospitalMatch.Different => "X",
        HospitalMatch.NotScored => "-",
        _ => "?",
    };
}
