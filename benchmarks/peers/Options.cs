using System.Globalization;

namespace ValueSettlement.Peers;

/// <summary>What the command line says.</summary>
internal sealed record Options
{
    public bool OfRows { get; init; }

    public int Rows => RowsGiven ?? (OfRows ? 1_000_000 : 10_300_000);

    public int Rounds { get; init; } = 9;

    public ulong Seed { get; init; } = 1;

    public int Threads { get; init; } = Math.Min(2, Environment.ProcessorCount);

    /// <summary>Peers that are left out.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Where the columns are written for programs of other languages.</summary>
    public string Folder { get; init; } = Path.GetTempPath();

    private int? RowsGiven { get; init; }

    /// <exception cref="ArgumentException">A word is not an option.</exception>
    public static Options Of(IReadOnlyList<string> words)
    {
        var options = new Options();
        for (var i = 0; i < words.Count; i++)
        {
            string Next() => ++i < words.Count ? words[i] : throw new ArgumentException($"{words[i - 1]} needs a value.");
            int Count() => int.Parse(Next(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture) is > 0 and var count
                ? count : throw new ArgumentException($"{words[i - 1]} needs a number above zero.");
            options = words[i] switch
            {
                "rows" => options with { OfRows = true },
                "--small" => options with { RowsGiven = 100_000, Rounds = 3 },
                "--rows" => options with { RowsGiven = Count() },
                "--rounds" => options with { Rounds = Count() },
                "--seed" => options with { Seed = ulong.Parse(Next(), CultureInfo.InvariantCulture) },
                "--threads" => options with { Threads = Count() },
                "--without" => options with { Without = Next().Split(',') },
                "--folder" => options with { Folder = Next() },
                var other => throw new ArgumentException($"{other} is not an option; see --help."),
            };
        }

        return options;
    }

    public bool Has(string peer) => !Without.Contains(peer, StringComparer.OrdinalIgnoreCase);
}
