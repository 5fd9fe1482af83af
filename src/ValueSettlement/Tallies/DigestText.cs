using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace ValueSettlement.Tallies;

/// <summary>The text that a digest of what was counted is made of, as it comes: members with a tab behind each, "\n" in place of the last
/// one's, nothing for what was not stated; UTF-8. No text of a tally holds a tab or a line break (<see cref="TextRules"/>).</summary>
internal sealed class DigestText : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;

    /// <summary>SHA-256 of the lines, in lower-case hexadecimal.</summary>
    public string Digest()
    {
        hash.AppendData(buffer, 0, used);
        used = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void EndLine() => buffer[used - 1] = (byte)'\n';

    public void Add(string? text)
    {
        Reserve((text?.Length * 3 ?? 0) + 1);
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
        buffer[used++] = (byte)'\t';
    }

    public void Add(decimal? number) => Add(number switch
    {
        null => null,
        1m => "1",
        { } other => other.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture),
    });

    public void Add(LocalDate? date)
    {
        Reserve(16);
        if (date is { } day)
        {
            var (year, month, rest) = (day.Year, day.Month, day.Day);
            var at = buffer.AsSpan(used, 10);
            Utf8Formatter.TryFormat(year, at, out _, new('D', 4));
            (at[4], at[5], at[6]) = ((byte)'-', (byte)('0' + (month / 10)), (byte)('0' + (month % 10)));
            (at[7], at[8], at[9]) = ((byte)'-', (byte)('0' + (rest / 10)), (byte)('0' + (rest % 10)));
            used += 10;
        }

        buffer[used++] = (byte)'\t';
    }

    public void Add(Instant? instant) => Add(instant is { } stated ? InstantPattern.ExtendedIso.Format(stated) : null);

    public void Dispose() => hash.Dispose();

    // A reason has at most 10,000 characters, of three bytes each.
    private void Reserve(int bytes)
    {
        if (used + bytes > buffer.Length)
        {
            hash.AppendData(buffer, 0, used);
            used = 0;
        }
    }
}
