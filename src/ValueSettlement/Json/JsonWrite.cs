using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ValueSettlement.Json;

/// <summary>Writes documents: the same bytes on every machine.</summary>
internal static class JsonWrite
{
    public static ReadOnlyMemory<byte> Utf8<T>(T value, JsonSerializerOptions options, bool indented)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value is Contract contract)
        {
            AgreementRules.RefuseTooLarge(contract);
        }

        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            using var writer = new Utf8JsonWriter(buffer, new()
            {
                Indented = indented,
                NewLine = "\n",
                MaxDepth = JsonSetup.MaximumDepth,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            });
            JsonSerializer.Serialize(writer, value, JsonSetup.Info<T>(options));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new SettlementException([Unwritable(problem)]);
        }

        return Bound(buffer, value, options) is { } failure ? throw new SettlementException([failure]) : buffer.WrittenMemory;
    }

    // What is written is read: the bounds of the reader are those of the writer. A digest is never read.
    private static Failure? Bound<T>(ArrayBufferWriter<byte> buffer, T value, JsonSerializerOptions options)
    {
        var failure = buffer.WrittenCount > SettlementJson.MaximumSize ? SettlementJson.TooLarge(buffer.WrittenCount)
            : !JsonSetup.IsDigest(options) && Values(buffer.WrittenSpan) is > JsonAudit.MostElements and var count
                ? SettlementJson.TooLong(FormattableString.Invariant($"{count:#,##0} values")) : null;
        return failure is not null && value is SettlementDocument { Lines: not null }
            ? failure with { Remedy = "Write it without its lines: Write(settlement, lines: false)." } : failure;
    }

    private static int Values(ReadOnlySpan<byte> utf8)
    {
        // A value and what parts it from the next one take two bytes.
        if (utf8.Length <= 2 * JsonAudit.MostElements)
        {
            return 0;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = JsonSetup.MaximumDepth });
        var values = 0;
        while (reader.Read())
        {
            values += reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject ? 0 : 1;
        }

        return values;
    }

    // A record holds anything: a required text that is null, a word outside its list, levels nested without end.
    private static Failure Unwritable(Exception problem) => problem is JsonException { Path: not null } json
        ? new("document-unwritable", MemberPath(json), string.Empty, Innermost(json).Message.Split(" Path: ", 2)[0],
            "Correct the value; Validate() names what is wrong with a contract.")
        : new("document-unwritable", "$", string.Empty,
            FormattableString.Invariant($"A document is nested at most {JsonSetup.MaximumDepth} deep and holds whole values."),
            "Write nested levels, rates or regions flatter.");

    private static JsonException Innermost(JsonException problem) =>
        problem.InnerException is JsonException inside ? Innermost(inside) : problem;

    // The serializer gives the path in the names of the records, that of a stand-in from the stand-in on: "$.Benchmark", "$.Unit".
    private static string MemberPath(JsonException problem)
    {
        var path = problem.Path is { } stated && stated.StartsWith("$.", StringComparison.Ordinal)
            ? string.Join('.', stated[2..].Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName))
            : "$";
        return problem.InnerException is JsonException inside ? Paths.Join(path == "$" ? string.Empty : path, MemberPath(inside)) : path;
    }
}
