using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ValueSettlement.Json;

/// <summary>Numbers by their names: each a bare number, or a figure where there is more to say than the number.</summary>
internal sealed class JsonNumberMap : JsonConverter<ValueList<Number>>
{
    // Up to so many names are compared with each other; more of them would take a hostile document too long.
    private const int Few = 16;

    private static readonly JsonDecimal Bare = new();

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
            var figure = FigureOf(ref reader, options);
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
            if (number is { Figure: { Value: { } bare, Absence: null, Source: null, Lines.Count: 0 } figure }
                && figure.Unit == (number.Row?.Unit ?? Unit.Unstated))
            {
                writer.WriteNumberValue(bare);
            }
            else
            {
                JsonSerializer.Serialize(writer, number.Figure, JsonSetup.Info<Figure>(options));
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

    private static Figure FigureOf(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Bare.TryRead(JsonGiven.Of(ref reader), out var value, out var problem) ? new() { Value = value }
                : throw new JsonException(problem.Rule);
        }

        var info = JsonSetup.Info<Figure>(options);
        return ((JsonConverter<Figure>)info.Converter).Read(ref reader, typeof(Figure), options)!;
    }
}
