using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ValueSettlement.Json;

/// <summary>Numbers of a document, digit for digit: what a decimal cannot hold exactly is refused, never rounded.</summary>
internal static class JsonNumbers
{
    // Longer than any number that a decimal holds without trailing zeros; keeps a hostile one from being worked on.
    private const int LongestText = 200;
    private const int DigitsHeld = 28;

    /// <summary>The number that a JSON number or a string with a number in it states.</summary>
    public static bool TryRead(JsonGiven given, out decimal value, out Problem problem)
    {
        value = 0m;
        var text = given.Kind == JsonValueKind.Number || given.IsPlainText ? given.Raw : Encoding.UTF8.GetBytes(given.Text ?? string.Empty);
        if (!IsNumber(text))
        {
            problem = new("type-wrong", "A number is expected here.",
                "Write digits, with a point before decimals: 1234.5; no separators, no currency, no percent sign.");
            return false;
        }

        if (text.Length > LongestText || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            problem = new("number-range", "A number has at most 28 digits.", "Check the digits and the exponent.");
            return false;
        }

        if (!IsExact(text, value))
        {
            problem = new("number-digits",
                "A number of more than 28 digits or decimals would lose some of them; nothing is rounded silently.",
                "Round it as the contract says and write at most 28 digits.");
            return false;
        }

        problem = default;
        return true;
    }

    /// <summary>A number without trailing zeros, without an exponent and without the sign of zero.</summary>
    public static string Canonical(decimal value) =>
        value == 0m ? "0" : value.ToString("0.############################", CultureInfo.InvariantCulture);

    // Equal digits once the zeros at both ends are gone: the size is right because the number was in range.
    // A decimal holds any 28 digits, wherever the point stands among them.
    private static bool IsExact(ReadOnlySpan<byte> text, decimal value)
    {
        var exponent = text.IndexOfAny((byte)'e', (byte)'E');
        if (exponent < 0 && text.Length <= DigitsHeld)
        {
            return true;
        }

        var mantissa = exponent >= 0 ? text[..exponent] : text;
        return Digits(mantissa).Trim((byte)'0').SequenceEqual(Digits(Encoding.UTF8.GetBytes(Canonical(value))).Trim((byte)'0'));
    }

    private static ReadOnlySpan<byte> Digits(ReadOnlySpan<byte> number)
    {
        var digits = new byte[number.Length];
        var count = 0;
        foreach (var character in number)
        {
            if (char.IsAsciiDigit((char)character))
            {
                digits[count++] = character;
            }
        }

        return digits.AsSpan(0, count);
    }

    // The grammar of JSON, so that a string holds no number that a JSON number could not be.
    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var at = 0;
        Skip(text, ref at, "-"u8);
        var whole = at;
        if (!SkipDigits(text, ref at) || (text[whole] == '0' && at > whole + 1))
        {
            return false;
        }

        if (Skip(text, ref at, "."u8) && !SkipDigits(text, ref at))
        {
            return false;
        }

        if (Skip(text, ref at, "eE"u8))
        {
            Skip(text, ref at, "+-"u8);
            if (!SkipDigits(text, ref at))
            {
                return false;
            }
        }

        return at == text.Length;
    }

    private static bool Skip(ReadOnlySpan<byte> text, ref int at, ReadOnlySpan<byte> anyOf)
    {
        if (at < text.Length && anyOf.Contains(text[at]))
        {
            at++;
            return true;
        }

        return false;
    }

    private static bool SkipDigits(ReadOnlySpan<byte> text, ref int at)
    {
        var from = at;
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
        {
            at++;
        }

        return at > from;
    }
}
