using System.Text;
using System.Text.Json;
using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Output;

/// <summary>Writes the results as JSON: all of them or no file at all.</summary>
internal static class JsonReport
{
    /// <summary>Writes one object a row; false, with the reason on the screen, if the file cannot be written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="members">Writes the members of a row.</param>
    /// <param name="screen">Gets the reason.</param>
    public static bool TryWrite<T>(string path, IEnumerable<T> rows, Action<Utf8JsonWriter, T> members, Screen screen)
    {
        try
        {
            Write(path, stream => Write(stream, rows, members));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            screen.Error($"{path}: The file cannot be written: {error.Message} Nothing was written.");
            return false;
        }
    }

    /// <summary>The members of an organisation's year.</summary>
    public static void Write(Utf8JsonWriter writer, Replayed replayed)
    {
        var row = replayed.Year;
        writer.WriteString("id", row.Id);
        writer.WriteString("programme", row.Programme);
        writer.WriteNumber("year", row.CalendarYear);
        if (row.PartOfYear is { } part)
        {
            writer.WriteString("period", part);
        }

        if (row.Vintage is { } vintage)
        {
            writer.WriteString("vintage", vintage);
        }

        writer.WriteString(row.KindOfArrangement, row.Arrangement);
        Write(writer, "published", row.Earned.Value);
        Write(writer, "unrounded", replayed.Unrounded);
        Write(writer, replayed.Match.InWords(), replayed.Notes);
    }

    /// <summary>The class of a row and its notes, if it has any.</summary>
    public static void Write(Utf8JsonWriter writer, string match, IReadOnlyList<string> notes)
    {
        writer.WriteString("class", match);
        if (notes.Count > 0)
        {
            writer.WriteStartArray("notes");
            foreach (var note in notes)
            {
                writer.WriteStringValue(note);
            }

            writer.WriteEndArray();
        }
    }

    // Decimals are written digit for digit; what is not known is null, never zero.
    public static void Write(Utf8JsonWriter writer, string name, decimal? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    // A temporary file beside the target is moved over it when it is complete, so that nobody ever reads half a file.
    private static void Write(string path, Action<Stream> content)
    {
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target))
        {
            throw new IOException("It is a folder. Name a file in it.");
        }

        // Said in words of our own: the system's would name the temporary file, which nobody asked for.
        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new IOException($"There is no folder '{Path.GetDirectoryName(target)}'. Make it first.");
        }

        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                content(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void Write<T>(Stream stream, IEnumerable<T> rows, Action<Utf8JsonWriter, T> members)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartArray();
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            members(writer, row);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.Flush();
        stream.Write(Encoding.UTF8.GetBytes("\n"));
    }
}
