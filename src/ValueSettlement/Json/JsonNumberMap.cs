using System.Text.Json;
using System.Text.Json.Serialization;

namespace ValueSettlement.Json;

/// <summary>Numbers by their names: each a bare number, or a figure where there is more to say than the number.</summary>
internal sealed class JsonNumberMap : JsonConverter<ValueList<Number>>
{
    // Up to so many names are compared with each other; more of them would take a hostile document too long.
    private const int Few = 16;

    public override ValueList<Number> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Numbers are an object.");
        }

        var numbers = new List<Number>();
        HashSet<string>? names = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var row = RowOf(ref reader);
            var name = row?.Name ?? reader.GetString()!;
            if (IsGiven(numbers, name, ref names))
            {
                throw new JsonException("A number is given once.");
            }

            _ = reader.Read();
            var figure = JsonSerializer.Deserialize(ref reader, JsonSetup.Info<Figure>(options))!;
            numbers.Add(row is null ? Number.Of(name, figure) : Number.Of(row, figure));
        }

        return numbers.Count == 0 ? [] : [.. numbers];
    }

    public override void Write(Utf8JsonWriter writer, ValueList<Number> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        string? before = null;
        foreach (var number in value)
        {
            if (TextRules.Wrong(number.Name, string.Empty, TextRules.Name) is { } wrong)
            {
                throw new JsonException($"{wrong.Rule} ({wrong.Value})");
            }

            // An experience holds its numbers in the order of their names.
            if (number.Name == before)
            {
                throw new JsonException($"The number '{number.Name}' is given twice.");
            }

            before = number.Name;
            writer.WritePropertyName(number.Name);
            if (JsonSetup.IsDigest(options))
            {
                JsonSerializer.Serialize(writer, number.Figure, JsonSetup.Info<Figure>(options));
            }
            else
            {
                JsonFigure.In(number.Row?.Unit ?? Unit.Unstated).Write(writer, number.Figure, options);
            }
        }

        writer.WriteEndObject();
    }

    private static bool IsGiven(List<Number> before, string name, ref HashSet<string>? names)
    {
        if (before.Count >= Few)
        {
            names ??= before.Select(static number => number.Name).ToHashSet(StringComparer.Ordinal);
            return !names.Add(name);
        }

        foreach (var number in before)
        {
            if (number.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    // The names of the field are known by their bytes, so that no text is made of them.
    private static NumberRow? RowOf(ref Utf8JsonReader reader)
    {
        foreach (var row in WellKnown.All)
        {
            if (reader.ValueTextEquals(row.Utf8))
            {
                return row;
            }
        }

        return null;
    }
}
