using System.Text;
using System.Text.Json;
using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Output;

/// <summary>Writes the results as JSON: all of them or no file at all.</summary>
internal static class JsonReport
{
    /// <summary>Writes a temporary file beside the target and moves it over the target when it is complete, so that nobody ever reads half
    /// a file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<Replayed> rows) => Write(path, stream => Write(stream, rows));

    /// <summary>The same for what <paramref name="content"/> writes.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> content)
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

    public static void Write(Stream stream, IEnumerable<Replayed> rows)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        writer.WriteStartArray();
        foreach (var replayed in rows)
        {
            var row = replayed.Year;
            writer.WriteStartObject();
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
            writer.WriteString("class", replayed.Match.InWords());
            if (replayed.Notes.Count > 0)
            {
                writer.WriteStartArray("notes");
                foreach (var note in replayed.Notes)
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
}
