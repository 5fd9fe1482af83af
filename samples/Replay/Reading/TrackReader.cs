using ValueSettlement.Programs;

namespace ValueSettlement.Replay.Reading;

/// <summary>The track or level of a row: one text column since 2022, one flag for each track before.</summary>
internal static class TrackReader
{
    private const string Tracks = "1, 1+, 2, 3, A, B, C, D, E or EN";

    public static Track? Read(RowReader row)
    {
        var flags = FieldNames.TrackFlags.Select(field => (Field: field, Set: row.Flag(field))).Where(static f => f.Set is not null)
            .ToArray();
        var set = flags.Where(static f => f.Set == true).Select(static f => f.Field).ToArray();
        if (set.Length == 1)
        {
            return Of(set[0]);
        }

        if (set.Length > 1)
        {
            row.Report(row.Get(set[1]), "An organisation has one track, and the row marks "
                + string.Join(" and ", set.Select(f => row.Get(f).Column)) + ".", "Keep the flag of the track in the performance year.");
            return null;
        }

        // A flag that cannot be read is reported by itself.
        if (FieldNames.TrackFlags.Any(field => row.Get(field).IsKnown && row.Flag(field) is null))
        {
            return null;
        }

        // Files of 2013 mark Track 2 only; there was no other but Track 1.
        if (flags is [{ Field: Field.Track2Flag }])
        {
            return Track.Track1;
        }

        var cell = row.Get(Field.Track);
        if (cell.IsKnown && Of(cell.Text) is { } track)
        {
            return track;
        }

        row.Report(cell.IsKnown || flags.Length == 0 ? cell
            : row.Get(flags[0].Field), "No track is marked.", $"State the track: {Tracks}.");
        return null;
    }

    private static Track Of(Field flag) => flag switch
    {
        Field.Track1Flag => Track.Track1,
        Field.Track2Flag => Track.Track2,
        Field.Track3Flag => Track.Track3,
        Field.Track1PlusFlag => Track.Track1Plus,
        Field.BasicAFlag => Track.BasicA,
        Field.BasicBFlag => Track.BasicB,
        Field.BasicCFlag => Track.BasicC,
        Field.BasicDFlag => Track.BasicD,
        Field.BasicEFlag => Track.BasicE,
        _ => Track.Enhanced,
    };

    private static Track? Of(string text)
    {
        var word = text.ToUpperInvariant().Replace("TRACK", string.Empty, StringComparison.Ordinal)
            .Replace("BASIC", string.Empty, StringComparison.Ordinal).Replace("LEVEL", string.Empty, StringComparison.Ordinal);
        return new string([.. word.Where(static c => char.IsAsciiLetterOrDigit(c) || c == '+')]) switch
        {
            "1" => Track.Track1,
            "1+" or "1PLUS" => Track.Track1Plus,
            "2" => Track.Track2,
            "3" => Track.Track3,
            "A" => Track.BasicA,
            "B" => Track.BasicB,
            "C" => Track.BasicC,
            "D" => Track.BasicD,
            "E" => Track.BasicE,
            "EN" or "ENHANCED" => Track.Enhanced,
            _ => null,
        };
    }
}
