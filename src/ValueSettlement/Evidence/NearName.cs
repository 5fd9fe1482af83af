namespace ValueSettlement;

/// <summary>Names that somebody wrote and that are not known.</summary>
internal static class NearName
{
    // More of them would take a hostile document too long.
    private const int MostCompared = 1_000;

    /// <summary>"Did you mean …? " with the nearest of the names, before the rest of a remedy; nothing where none is near, or where the
    /// name is one of them and something else is wrong.</summary>
    public static string Meant(string given, IReadOnlyCollection<string> names) =>
        names.Count <= MostCompared && !names.Contains(given) && Nearest(given, names) is { } nearest ? $"Did you mean '{nearest}'? "
            : string.Empty;

    /// <summary>The name that a typing error most likely stands for: at most a third of its letters differ.</summary>
    private static string? Nearest(string given, IEnumerable<string> names)
    {
        if (given.Length is 0 or > 64)
        {
            return null;
        }

        string? nearest = null;
        var least = int.MaxValue;
        foreach (var name in names)
        {
            var distance = Distance(given.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < least && distance <= Math.Max(2, name.Length / 3) && distance < name.Length)
            {
                (nearest, least) = (name, distance);
            }
        }

        return nearest;
    }

    // Letters inserted, left out, replaced or swapped with their neighbour.
    private static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var above = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above, row) = (above, row, before);
        }

        return above[b.Length];
    }
}
