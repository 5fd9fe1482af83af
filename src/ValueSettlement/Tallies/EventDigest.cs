using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>Which events were counted, proven by a digest.</summary>
public static class EventDigest
{
    /// <summary>
    /// SHA-256 of events: one line each, in the order of day and then id, of id, subject, group, outcome, date, quantity, day of evidence,
    /// day
    /// of claim, reference, verdict, adjudicator, reason and source, with a tab between them, "\n" behind the last, nothing for what was
    /// not
    /// stated; UTF-8. The note on the total of a tally carries it.
    /// </summary>
    /// <param name="events">The events, in any order.</param>
    /// <exception cref="SettlementException">An event cannot be, or an id comes twice; carries every reason, at most 100.</exception>
    public static Digest Of(ValueList<OutcomeEvent> events)
    {
        var failures = new FailureBag();
        var sorted = EventOrder.Of(events, corrections: true, failures);
        failures.Refuse();
        return Digest.Of(EventText.DigestOf(sorted));
    }
}

/// <summary>The text of events that their digest is made of, as they come.</summary>
internal sealed class EventText : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;

    private const int Few = 20_000;

    /// <summary>What the note on a total says of its events: made beside the counting where there are many.</summary>
    public static Task<string> NoteOn(OutcomeEvent[] sorted)
    {
        string Note() => $"{TallyRules.Counted(sorted.Length, "event")}, SHA-256 {DigestOf(sorted)}.";
        return sorted.Length <= Few ? Task.FromResult(Note()) : Task.Run(Note);
    }

    public static string DigestOf(OutcomeEvent[] sorted)
    {
        using var text = new EventText();
        foreach (var happened in sorted)
        {
            text.Add(happened);
        }

        text.hash.AppendData(text.buffer, 0, text.used);
        return Convert.ToHexStringLower(text.hash.GetHashAndReset());
    }

    private void Add(OutcomeEvent e)
    {
        Append(e.Id);
        Append(e.Subject);
        Append(e.Group);
        Append(e.Outcome);
        Day(e.Date);
        Number(e.Quantity);
        Day(e.EvidenceOn);
        Day(e.ClaimedOn);
        Append(e.Reference);
        Append(e.Verdict switch { Verdict.Accepted => "accepted", Verdict.Rejected => "rejected", _ => "open" });
        Append(e.Adjudicator);
        Append(e.Reason);
        Append(e.Source);
        buffer[used - 1] = (byte)'\n';
    }

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

    private void Append(string? text)
    {
        Reserve((text?.Length * 3 ?? 0) + 1);
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
        buffer[used++] = (byte)'\t';
    }

    private void Number(decimal number)
    {
        if (number == 1m)
        {
            Append("1");
        }
        else
        {
            Append(number.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private void Day(LocalDate? date)
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
}
