using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using ValueSettlement.Programs;

namespace ValueSettlement.Json;

/// <summary>What is wrong with one value, and how a message shows it if not as it was given.</summary>
internal readonly record struct Problem(string Code, string Rule, string Remedy, string? Value = null);

/// <summary>A single value of a document, as the audit sees it.</summary>
internal interface IJsonLeaf
{
    /// <summary>Validates a value and, if it is sound, writes it in the form that the converter reads.</summary>
    bool Check(JsonElement given, Utf8JsonWriter sound, out Problem problem);

    /// <summary>Whether a document gives this value.</summary>
    bool Agrees(object value, JsonGiven given);

    /// <summary>The value's JSON schema.</summary>
    JsonObject Schema();
}

/// <summary>Reads and writes a single value. One rule reads it, whether the audit asks or the serializer.</summary>
internal abstract class JsonLeaf<T> : JsonConverter<T>, IJsonLeaf
{
    public abstract bool TryRead(JsonGiven given, out T value, out Problem problem);

    public abstract JsonObject Schema();

    public bool Check(JsonElement given, Utf8JsonWriter sound, out Problem problem)
    {
        if (!TryRead(new(given), out var value, out problem))
        {
            return false;
        }

        Write(sound, value, JsonSetup.Options);
        return true;
    }

    public bool Agrees(object value, JsonGiven given) =>
        TryRead(given, out var stated, out _) && EqualityComparer<T>.Default.Equals(stated, (T)value);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(JsonGiven.Of(ref reader), out var value, out var problem) ? value : throw new JsonException(problem.Rule);

    /// <summary>A value whose own type checks it: what the type refuses becomes a problem.</summary>
    private protected static bool TryMake<TGiven>(TGiven given, Func<TGiven, T> make, string code, string remedy, out T value,
        out Problem problem, string? rule = null)
    {
        try
        {
            (value, problem) = (make(given), default);
            return true;
        }
        catch (ArgumentException refused)
        {
            value = default!;
            problem = new(code, rule ?? refused.Message.Split(" (Parameter", 2)[0], remedy);
            return false;
        }
    }
}

internal sealed class JsonBoolean : JsonLeaf<bool>
{
    public override bool TryRead(JsonGiven given, out bool value, out Problem problem)
    {
        value = given.Kind == JsonValueKind.True;
        var sound = given.Kind is JsonValueKind.True or JsonValueKind.False;
        problem = sound ? default : new("type-wrong", "true or false is expected here.", "Write true or false, without quotation marks.");
        return sound;
    }

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}

internal sealed class JsonString : JsonLeaf<string>
{
    public override bool TryRead(JsonGiven given, out string value, out Problem problem)
    {
        value = string.Empty;
        if (given.Kind != JsonValueKind.String)
        {
            problem = new("type-wrong", "A text is expected here.", "Write it in quotation marks.");
            return false;
        }

        if (given.Text is not { } text)
        {
            problem = new("text-invalid", "A text holds whole characters.",
                "Write both halves of an escaped character such as \\ud83d\\ude00.");
            return false;
        }

        if (TextRules.Wrong(text, string.Empty, TextRules.Sentence) is { } wrong)
        {
            problem = new(wrong.Code, wrong.Rule, wrong.Remedy, wrong.Value);
            return false;
        }

        (value, problem) = (text, default);
        return true;
    }

    // What could not be read is not written. A formula has no length of its own: it follows from its operands.
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(TextRules.Wrong(value, string.Empty, int.MaxValue) is { } wrong
            ? throw new JsonException($"{wrong.Rule} ({wrong.Value})") : value);

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["maxLength"] = TextRules.Sentence, ["pattern"] = $"^[^{TextRules.Forbidden}]*$" };
}

/// <summary>A number: written as a JSON number, read from a number or from a string, so that clients without decimals can keep every
/// digit.</summary>
internal abstract class JsonNumber<T> : JsonLeaf<T>
{
    // A clone of "number, or a string with one in it" with the bounds that the schema language can state.
    private protected static JsonObject NumberSchema(string type = "number", decimal? least = null, decimal? greatest = null)
    {
        var number = new JsonObject
        {
            ["type"] = new JsonArray(type, "string"),
            ["pattern"] = "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?$"
        };
        if (least is { } low)
        {
            number["minimum"] = low;
        }

        if (greatest is { } high)
        {
            number["maximum"] = high;
        }

        return number;
    }
}

internal sealed class JsonDecimal : JsonNumber<decimal>
{
    public override bool TryRead(JsonGiven given, out decimal value, out Problem problem) =>
        JsonNumbers.TryRead(given, out value, out problem);

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    public override JsonObject Schema() => NumberSchema();
}

internal sealed class JsonWholeNumber : JsonNumber<int>
{
    public override bool TryRead(JsonGiven given, out int value, out Problem problem)
    {
        value = 0;
        if (!JsonNumbers.TryRead(given, out var number, out problem))
        {
            return false;
        }

        if (number is < int.MinValue or > int.MaxValue || !decimal.IsInteger(number))
        {
            problem = new("number-range", "A whole number is expected here, between -2,147,483,648 and 2,147,483,647.",
                "Write it without decimals.");
            return false;
        }

        value = (int)number;
        return true;
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    public override JsonObject Schema() => NumberSchema("integer", int.MinValue, int.MaxValue);
}

internal sealed class JsonMoney : JsonNumber<Money>
{
    public override bool TryRead(JsonGiven given, out Money value, out Problem problem)
    {
        value = default;
        return JsonNumbers.TryRead(given, out var number, out problem)
            && TryMake(number, Money.Of, "value-range", "Check the unit of the amount.", out value, out problem);
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Amount);

    public override JsonObject Schema() => NumberSchema(least: -Money.Largest, greatest: Money.Largest);
}

/// <summary>A rate: a number, or a ratio of whole numbers that ends in no decimal, written "7/12".</summary>
internal sealed class JsonRate : JsonNumber<Rate>
{
    private const string Remedy = "Write it as a fraction: 0.02 for 2 %, or as a ratio in quotation marks: \"7/12\".";

    public override bool TryRead(JsonGiven given, out Rate value, out Problem problem)
    {
        if (given.Kind == JsonValueKind.String && given.Text is { Length: <= 32 } text
            && text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash)
        {
            return TryRatio(text.AsSpan(0, slash), text.AsSpan(slash + 1), out value, out problem);
        }

        value = default;
        return JsonNumbers.TryRead(given, out var number, out problem)
            && TryMake(number, Rate.Of, "value-range", Remedy, out value, out problem);
    }

    public override void Write(Utf8JsonWriter writer, Rate value, JsonSerializerOptions options)
    {
        if (value.Denominator == 1)
        {
            writer.WriteNumberValue(value.Numerator);
        }
        else
        {
            writer.WriteStringValue(value.ToString());
        }
    }

    public override JsonObject Schema()
    {
        var schema = NumberSchema(least: -Rate.Largest, greatest: Rate.Largest);
        schema["pattern"] = "^-?(0|[1-9][0-9]*)((\\.[0-9]+)?([eE][+-]?[0-9]+)?|/[1-9][0-9]{0,6})$";
        return schema;
    }

    private static bool TryRatio(ReadOnlySpan<char> numerator, ReadOnlySpan<char> denominator, out Rate value, out Problem problem)
    {
        const NumberStyles Digits = NumberStyles.AllowLeadingSign;
        value = default;
        if (!long.TryParse(numerator, Digits, CultureInfo.InvariantCulture, out var top)
            || !int.TryParse(denominator, NumberStyles.None, CultureInfo.InvariantCulture, out var bottom))
        {
            problem = new("type-wrong", "A ratio is two whole numbers with a slash between them.", Remedy);
            return false;
        }

        return TryMake((top, bottom), static r => Rate.Ratio(r.top, r.bottom), "value-range", Remedy, out value, out problem);
    }
}

internal sealed class JsonBasis : JsonLeaf<Basis>
{
    public override bool TryRead(JsonGiven given, out Basis value, out Problem problem)
    {
        value = default;
        if (given.Text is not { } name)
        {
            problem = new("type-wrong", "The name of a basis is expected here.", "Write it in quotation marks, for example \"benchmark\".");
            return false;
        }

        return TryMake(name, static n =>
            new Basis(n), "basis-name", "Write, for example, \"participant-revenue\".", out value, out problem,
            "A basis is named by lower case words joined by hyphens, at most 64 characters.");
    }

    public override void Write(Utf8JsonWriter writer, Basis value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^[a-z0-9-]{1,64}$" };
}

internal sealed class JsonDigestText : JsonLeaf<Digest>
{
    public override bool TryRead(JsonGiven given, out Digest value, out Problem problem) =>
        TryMake(given.Text, static text => Digest.Of(text!),
            "digest-invalid", "Take the document as it was issued.", out value, out problem);

    public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = "^[0-9a-f]{64}$" };
}

/// <summary>A fixed rate, or the word "table".</summary>
internal sealed class JsonMinimumRateChoice : JsonLeaf<MinimumRateChoice>
{
    private const string Table = "table";

    public override bool TryRead(JsonGiven given, out MinimumRateChoice value, out Problem problem)
    {
        if (given.Kind == JsonValueKind.String && given.Text == Table)
        {
            (value, problem) = (MinimumRateChoice.Table, default);
            return true;
        }

        value = MinimumRateChoice.Table;
        return JsonNumbers.TryRead(given, out var number, out problem)
            && TryMake(number, static fraction => MinimumRateChoice.Fixed(Rate.Of(fraction)),
                "value-range", "Write the rate as a fraction, 0.02 for 2 %, or \"table\".", out value, out problem);
    }

    public override void Write(Utf8JsonWriter writer, MinimumRateChoice value, JsonSerializerOptions options)
    {
        if (value.FixedRate is { } rate)
        {
            writer.WriteNumberValue(rate.Fraction);
        }
        else
        {
            writer.WriteStringValue(Table);
        }
    }

    public override JsonObject Schema() => new()
    {
        ["type"] = new JsonArray("number", "string"),
        ["pattern"] = "^(table|-?(0|[1-9][0-9]*)(\\.[0-9]+)?)$",
        ["minimum"] = -Rate.Largest,
        ["maximum"] = Rate.Largest,
    };
}

internal sealed class JsonDate : JsonLeaf<LocalDate>
{
    public override bool TryRead(JsonGiven given, out LocalDate value, out Problem problem)
    {
        if ((given.IsPlainText && TryUsual(given.Raw, out value))
            || (given.Text is { } text && LocalDatePattern.Iso.Parse(text).TryGetValue(default, out value)))
        {
            problem = default;
            return true;
        }

        value = default;
        problem = new("date-invalid", "A day of the calendar is expected here.", "Write year, month and day: \"2024-01-31\".");
        return false;
    }

    // The calendar of a document is always ISO; the same day of another calendar would come back as another value.
    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Calendar == CalendarSystem.Iso
            ? LocalDatePattern.Iso.Format(value)
            : throw new JsonException("A date of another calendar than ISO cannot be written; convert it with "
                + "WithCalendar(CalendarSystem.Iso)."));

    // Ten characters, the days that the pattern would read from them; whatever else it reads, it reads itself.
    private static bool TryUsual(ReadOnlySpan<byte> text, out LocalDate value)
    {
        value = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
        {
            return false;
        }

        var (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
        {
            return false;
        }

        value = new(year, month, day);
        return true;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return -1;
            }

            number = (number * 10) + digit - '0';
        }

        return number;
    }

    // The years are those of DateRules.
    public override JsonObject Schema() => new()
    {
        ["type"] = "string",
        ["format"] = "date",
        ["pattern"] = "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    };
}

/// <summary>A word of a closed list, in camel case.</summary>
internal sealed class JsonWord<T> : JsonLeaf<T>
    where T : struct, Enum
{
    private const int LongestWord = 64;

    private static readonly FrozenDictionary<string, T> Words = Enum.GetValues<T>().ToFrozenDictionary(Word, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> ByLetters =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public override bool TryRead(JsonGiven given, out T value, out Problem problem)
    {
        if (given.IsPlainText && given.Raw.Length <= LongestWord)
        {
            Span<char> letters = stackalloc char[LongestWord];
            if (ByLetters.TryGetValue(letters[..Encoding.UTF8.GetChars(given.Raw, letters)], out value))
            {
                problem = default;
                return true;
            }
        }

        var text = given.Text;
        if (text is not null && Words.TryGetValue(text, out value))
        {
            problem = default;
            return true;
        }

        value = default;
        problem = new("word-unknown", "One word of a list is expected here.",
            JsonText.Suggest(text ?? string.Empty, Enum.GetValues<T>().Select(Word)));
        return false;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Enum.IsDefined(value) ? Word(value) : throw new JsonException($"{typeof(T).Name} has no such value."));

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetValues<T>().Select(static v => JsonValue.Create(Word(v)))]) };

    private static string Word(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
