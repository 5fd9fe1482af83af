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
        return Digest.Of(Text(sorted));
    }

    /// <summary>What the note on a total says of its events.</summary>
    internal static string Note(OutcomeEvent[] sorted) =>
        FormattableString.Invariant($"{sorted.Length:#,##0} events, SHA-256 {Text(sorted)}.");

    private static string Text(OutcomeEvent[] sorted)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        var used = 0;
        foreach (var e in sorted)
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

        hash.AppendData(buffer, 0, used);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // A reason has at most 10,000 characters, of three bytes each.
        void Reserve(int bytes)
        {
            if (used + bytes > buffer.Length)
            {
                hash.AppendData(buffer, 0, used);
                used = 0;
            }
        }

        void Append(string? text)
        {
            Reserve((text?.Length * 3 ?? 0) + 1);
            used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
            buffer[used++] = (byte)'\t';
        }

        void Number(decimal number)
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

        void Day(LocalDate? date)
        {
            Reserve(16);
            if (date is { } day)
            {
                var at = buffer.AsSpan(used, 10);
                Utf8Formatter.TryFormat(day.Year, at, out _, new('D', 4));
                at[4] = (byte)'-';
                Utf8Formatter.TryFormat(day.Month, at[5..], out _, new('D', 2));
                at[7] = (byte)'-';
                Utf8Formatter.TryFormat(day.Day, at[8..], out _, new('D', 2));
                used += 10;
            }

            buffer[used++] = (byte)'\t';
        }
    }
}
