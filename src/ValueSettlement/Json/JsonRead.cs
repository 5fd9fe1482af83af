using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ValueSettlement.Json;

/// <summary>
/// Reads documents that anybody may have written: text, then tokens, then meaning; each step only on what the one before found sound.
/// A document in which nothing stands out is made in one pass (<see cref="JsonPlain"/>).
/// </summary>
internal static class JsonRead
{
    public static T? Of<T>(string json, out ValueList<Failure> failures)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(json);
        var found = new List<Failure>();
        var value = Bytes(json, found) is { } utf8 ? Read<T>(utf8, found) : null;
        failures = [.. found];
        return value;
    }

    public static T? Of<T>(ReadOnlyMemory<byte> utf8, out ValueList<Failure> failures)
        where T : class
    {
        var found = new List<Failure>();
        var value = Read<T>(utf8, found);
        failures = [.. found];
        return value;
    }

    private static byte[]? Bytes(string json, List<Failure> failures)
    {
        if (json.Length > SettlementJson.MaximumSize)
        {
            failures.Add(SettlementJson.TooLarge(json.Length));
            return null;
        }

        if (!JsonText.IsWhole(json))
        {
            failures.Add(new("text-invalid", "$", string.Empty, "The text holds half a character (an unpaired surrogate).",
                "Take the document as it was written, in UTF-8."));
            return null;
        }

        return Encoding.UTF8.GetBytes(json);
    }

    private static T? Read<T>(ReadOnlyMemory<byte> utf8, List<Failure> failures)
        where T : class
    {
        if (utf8.Length > SettlementJson.MaximumSize)
        {
            failures.Add(SettlementJson.TooLarge(utf8.Length));
            return null;
        }

        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        if (JsonPlain.Make<T>(utf8.Span) is { } plain)
        {
            JsonValidation.Validate(plain, new(string.Empty, typeof(T), default, null), failures);
            JsonAudit.Bound(failures);
            return failures.Count == 0 ? plain : null;
        }

        return Thorough<T>(utf8, failures);
    }

    /// <summary>
    /// The long way: everything that is wrong, each with its place. Of a document that is plainly sound it says what the short way says.
    /// </summary>
    internal static T? Thorough<T>(ReadOnlyMemory<byte> utf8, List<Failure> failures)
        where T : class
    {
        if (!IsText(utf8.Span, failures) || !AreTokensSound(utf8.Span, failures))
        {
            return null;
        }

        using var document = JsonDocument.Parse(utf8, new() { MaxDepth = JsonSetup.MaximumDepth });
        var parts = JsonAudit.Of(document.RootElement, JsonSetup.Info<T>(JsonSetup.Options), failures);
        var isFormSound = failures.Count == 0;
        T? value = null;
        foreach (var part in parts)
        {
            var made = Make(part, failures);
            value = isFormSound ? made as T : null;
            if (made is not null)
            {
                JsonValidation.Validate(made, part, failures);
            }
        }

        JsonAudit.Bound(failures);
        return failures.Count == 0 ? value : null;
    }

    private static object? Make(JsonPart part, List<Failure> failures)
    {
        try
        {
            return JsonSerializer.Deserialize(part.Json.Span, JsonSetup.Options.GetTypeInfo(part.Type));
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException or OverflowException)
        {
            // The audit should have said it better; whatever it missed is still a failure and never half a document.
            failures.Add(new("document-unreadable", (problem as JsonException)?.Path ?? "$", string.Empty,
                problem.Message.Split(" Path: ", 2)[0], "Compare the document with its schema."));
            return null;
        }
    }

    private static bool IsText(ReadOnlySpan<byte> utf8, List<Failure> failures)
    {
        for (var at = 0; at < utf8.Length;)
        {
            if (utf8[at] < 0x80)
            {
                at++;
            }
            else if (Rune.DecodeFromUtf8(utf8[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            {
                at += length;
            }
            else
            {
                failures.Add(new("text-invalid", "$", FormattableString.Invariant($"byte {at + 1}: 0x{utf8[at]:x2}"),
                    "The text is not UTF-8.", "Save the document in UTF-8."));
                return false;
            }
        }

        return true;
    }

    // A pass over the tokens alone, before anything is built of them.
    private static bool AreTokensSound(ReadOnlySpan<byte> utf8, List<Failure> failures)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 1_000_000 });
        var values = 0;
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= JsonSetup.MaximumDepth)
                {
                    failures.Add(new("document-too-deep", "$", Place(utf8, reader.TokenStartIndex),
                        FormattableString.Invariant($"A document is nested at most {JsonSetup.MaximumDepth} deep."),
                        "Write nested levels, rates or regions flatter."));
                    return false;
                }

                if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject)
                    && ++values > JsonAudit.MostElements)
                {
                    failures.Add(SettlementJson.TooLong(Place(utf8, reader.TokenStartIndex)));
                    return false;
                }
            }

            return true;
        }
        catch (JsonException problem)
        {
            var at = Index(utf8, problem.LineNumber ?? 0, problem.BytePositionInLine ?? 0);
            failures.Add(new("json-syntax", "$", Place(utf8, at), utf8.Trim(" \t\r\n"u8).IsEmpty ? "The document is empty."
                : at >= utf8.Length ? "The document ends too early." : "This is not JSON.",
                "Check quotation marks, commas and brackets here and just before; JSON has no comments, no trailing commas, no NaN and "
                    + "no leading zeros."));
            return false;
        }
    }

    private static int Index(ReadOnlySpan<byte> utf8, long line, long byteInLine)
    {
        var at = 0;
        for (; line > 0; line--)
        {
            at += utf8[at..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(at + byteInLine, utf8.Length);
    }

    /// <summary>Line, column and the text there, as an editor counts them.</summary>
    private static string Place(ReadOnlySpan<byte> utf8, long index)
    {
        var before = utf8[..(int)Math.Min(index, utf8.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetString(before[(before.LastIndexOf((byte)'\n') + 1)..]).EnumerateRunes().Count() + 1;
        var rest = utf8[before.Length..];
        var excerpt = Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, 40)]).Split('\n', 2)[0].Trim('\uFFFD', '\r');
        return string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}")
            + (excerpt.Length == 0 ? string.Empty : ": " + JsonText.Show(excerpt));
    }
}
