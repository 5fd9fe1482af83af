using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ValueSettlement.Data;

/// <summary>One line into one row of a batch.</summary>
internal readonly ref struct CsvLine
{
    private readonly ReadOnlySpan<CsvField> fields;
    private readonly CsvColumns columns;
    private readonly byte separator;
    private readonly Span<ushort> organisation;
    private readonly Span<byte> stratum;
    private readonly Span<byte> months;
    private readonly Span<long> cents;
    private readonly Span<int> risk;
    private readonly Span<uint> beneficiary;

    public CsvLine(CsvColumns columns, RowBatch batch)
    {
        (this.columns, separator) = (columns, (byte)columns.Layout.Separator);
        fields = columns.Fields;
        organisation = batch.Organisation.Span;
        stratum = batch.Stratum.Span;
        months = batch.Months.Span;
        cents = batch.Cents.Span;
        risk = batch.Risk.Span;
        beneficiary = batch.Beneficiary.Span;
    }

    /// <summary>Whether every field could be read.</summary>
    public bool TryParse(ReadOnlySpan<byte> line, int row)
    {
        var at = 0;
        var isRight = true;
        foreach (var field in fields)
        {
            if (at > line.Length)
            {
                return false;
            }

            if (IsNamed(field))
            {
                var rest = line[at..];
                var end = rest.IndexOf(separator);
                var text = end < 0 ? rest : rest[..end];
                isRight &= Named(field, text, row);
                at += text.Length + 1;
            }
            else
            {
                isRight &= Number(field, line, ref at, row);
            }
        }

        return isRight && HasAsManyColumns(line, at);
    }

    // A comma within an amount makes two columns of it; what stands behind the last column that is read must be the others, and no more.
    private bool HasAsManyColumns(ReadOnlySpan<byte> line, int at)
    {
        var others = columns.Names.Length - fields.Length;
        return others == 0 ? at > line.Length : at <= line.Length && line[at..].Count(separator) == others - 1;
    }

    /// <summary>Whether one field could be read that stands by itself.</summary>
    public bool TryField(CsvField field, ReadOnlySpan<byte> text, int row)
    {
        var at = 0;
        return IsNamed(field) ? Named(field, text, row) : Number(field, text, ref at, row) && at == text.Length + 1;
    }

    private bool IsNamed(CsvField field) => field is CsvField.Unread
        || (field is CsvField.Organisation && columns.Organisations is not null)
        || (field is CsvField.Stratum && columns.Strata is not null)
        || (field is CsvField.Beneficiary && columns.Beneficiaries is not null);

    /// <summary>Where a line stands, in words.</summary>
    public static string Where(string path, long lineNumber) =>
        FormattableString.Invariant($"line {lineNumber:#,##0} of {System.IO.Path.GetFileName(path)}");

    /// <summary>What is wrong with a line that <see cref="TryParse"/> has refused.</summary>
    public static IReadOnlyList<Failure> Failures(CsvColumns columns, string path, ReadOnlySpan<byte> line, long row) =>
        Failures(columns, path, Encoding.UTF8.GetString(line).Split(columns.Layout.Separator), row, row + 2);

    /// <summary>What is wrong with the fields of a line.</summary>
    public static IReadOnlyList<Failure> Failures(CsvColumns columns, string path, IReadOnlyList<string> texts, long row, long lineNumber)
    {
        if (texts.Count == 1 && texts[0].Length == 0 && columns.Names.Length > 1)
        {
            return [new("line-empty", FormattableString.Invariant($"rows[{row}]"), string.Empty,
                $"Every line holds a row; {Where(path, lineNumber)} is empty.",
                "Remove the line.")];
        }

        if (texts.Count != columns.Names.Length)
        {
            return [new("line-columns", FormattableString.Invariant($"rows[{row}]"), string.Join(columns.Layout.Separator, texts),
                FormattableString.Invariant($"A line has the {columns.Names.Length} columns of the header; ")
                + FormattableString.Invariant($"{Where(path, lineNumber)} has {texts.Count}."),
                "Look for a separator inside a field, such as a decimal comma or one of thousands.")];
        }

        var (found, where) = (new List<Failure>(), Where(path, lineNumber));
        for (var i = 0; i < columns.Fields.Length; i++)
        {
            var text = texts[i];
            if (columns.Fields[i] != CsvField.Unread && Reason(columns, columns.Fields[i], text) is var (rule, remedy))
            {
                found.Add(new("field-unreadable", FormattableString.Invariant($"rows[{row}].{columns.Names[i]}"), text,
                    $"{rule} ({where})", remedy));
            }
        }

        return found;
    }

    private static (string Rule, string Remedy)? Reason(CsvColumns columns, CsvField field, string text)
    {
        if (!columns.Layout.IsQuoted && text.Contains('"', StringComparison.Ordinal))
        {
            return ("A field in quotation marks needs a layout that expects them.", "Set IsQuoted in the CsvLayout.");
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        return field switch
        {
            CsvField.Organisation when columns.Organisations is { } names => names.Find(utf8) >= 0 ? null
                : ("The organisation is one of those that the layout names.", "Add its name, or correct the field."),
            CsvField.Stratum when columns.Strata is { } names => names.Find(utf8) >= 0 ? null
                : ("The stratum is one of those that the layout names.", "Add its name, or correct the field."),
            CsvField.Beneficiary when columns.Beneficiaries is { } ids => ids.Find(utf8) >= 0 ? null
                : ("The beneficiary is one of those that the layout numbers.",
                    "Number the ids of all files together, or correct the field."),
            _ => CsvNumber.TryParse(utf8, Decimals(columns, field), out var value) && value >= Least(field) && value <= Most(field) ? null
                : (Rule(columns, field), "Write digits without separators of thousands, signs of currency or blanks."),
        };
    }

    private static string Rule(CsvColumns columns, CsvField field) => field switch
    {
        CsvField.Organisation => "The organisation is a whole number from 0 to 65,535.",
        CsvField.Stratum => "The stratum is a whole number from 0 to 255.",
        CsvField.Months => "Months are a whole number from 0 to 255.",
        CsvField.Expenditure when columns.Layout.IsAmount => "Expenditure is an amount with at most two decimals and a point before them.",
        CsvField.Expenditure => "Expenditure is a whole number of cents.",
        CsvField.Risk => "A risk score is a number with at most four decimals, from 0 to 214,748.",
        _ => "The beneficiary is a whole number from 0 to 4,294,967,295.",
    };

    private static int Decimals(CsvColumns columns, CsvField field) =>
        field == CsvField.Risk ? 4 : field == CsvField.Expenditure && columns.Layout.IsAmount ? 2 : 0;

    private static long Least(CsvField field) => field == CsvField.Expenditure ? long.MinValue + 1 : 0;

    private static long Most(CsvField field) => field switch
    {
        CsvField.Organisation => ushort.MaxValue,
        CsvField.Stratum or CsvField.Months => byte.MaxValue,
        CsvField.Expenditure => long.MaxValue,
        CsvField.Risk => int.MaxValue,
        _ => uint.MaxValue,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Number(CsvField field, ReadOnlySpan<byte> line, ref int at, int row)
    {
        var isRight = CsvNumber.TryParse(line, ref at, separator, Decimals(columns, field), out var value)
            && value >= Least(field) && value <= Most(field);
        switch (field)
        {
            case CsvField.Organisation:
                organisation[row] = (ushort)value;
                break;
            case CsvField.Stratum:
                stratum[row] = (byte)value;
                break;
            case CsvField.Months:
                months[row] = (byte)value;
                break;
            case CsvField.Expenditure:
                cents[row] = value;
                break;
            case CsvField.Risk:
                risk[row] = (int)value;
                break;
            default:
                beneficiary[row] = (uint)value;
                break;
        }

        return isRight;
    }

    private bool Named(CsvField field, ReadOnlySpan<byte> text, int row)
    {
        switch (field)
        {
            case CsvField.Organisation:
                var number = columns.Organisations!.Find(text);
                organisation[row] = (ushort)number;
                return number >= 0;
            case CsvField.Stratum:
                var place = columns.Strata!.Find(text);
                stratum[row] = (byte)place;
                return place >= 0;
            case CsvField.Beneficiary:
                var id = columns.Beneficiaries!.Find(text);
                beneficiary[row] = (uint)id;
                return id >= 0;
            default:
                return true;
        }
    }
}

/// <summary>A number in digits as an integer of its smallest decimals: 12.5 with two decimals is 1,250.</summary>
internal static class CsvNumber
{
    // More digits than this might not fit into 64 bits.
    private const int MostDigits = 18;

    public static bool TryParse(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        var at = 0;
        return TryParse(text, ref at, 0, decimals, out value) && at == text.Length + 1;
    }

    /// <summary>Reads to the separator or the end, and leaves the place after it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, ref int at, byte separator, int decimals, out long value)
    {
        var i = at;
        var isNegative = i < line.Length && line[i] == '-';
        i += isNegative ? 1 : 0;
        var first = i;
        value = Digits(line, ref i, 0);
        var digits = i - first;
        var isRight = digits > 0;
        if (decimals > 0)
        {
            var kept = 0;
            if (i < line.Length && line[i] == '.')
            {
                first = ++i;
                value = Digits(line, ref i, value);
                kept = i - first;
                isRight &= kept > 0 && kept <= decimals;
            }

            digits += decimals;
            for (; kept < decimals; kept++)
            {
                value *= 10;
            }
        }

        value = isNegative ? -value : value;
        isRight &= digits <= MostDigits && (i == line.Length || line[i] == separator);
        if (!isRight)
        {
            var rest = line[Math.Min(i, line.Length)..].IndexOf(separator);
            i = rest < 0 ? line.Length : i + rest;
        }

        at = i + 1;
        return isRight;
    }

    private static long Digits(ReadOnlySpan<byte> line, ref int i, long value)
    {
        while (i < line.Length)
        {
            var digit = (uint)(line[i] - '0');
            if (digit > 9)
            {
                break;
            }

            value = (value * 10) + digit;
            i++;
        }

        return value;
    }
}
