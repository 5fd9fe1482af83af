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

        return buffer.WrittenCount <= SettlementJson.MaximumSize ? buffer.WrittenMemory
            : throw new SettlementException([SettlementJson.TooLarge(buffer.WrittenCount)]);
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
