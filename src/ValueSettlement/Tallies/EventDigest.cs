namespace ValueSettlement.Tallies;

/// <summary>Which events were counted, proven by a digest.</summary>
public static class EventDigest
{
    /// <summary>
    /// SHA-256 of events: one line each, in the order of day and then id, of id, subject, group, outcome, date, quantity, day of evidence,
    /// day of claim, reference, verdict, adjudicator, reason and source, with a tab between them, "\n" behind the last, nothing for what
    /// was not stated; UTF-8. <c>Counted</c> of the experience of outcome payments, and with it the statement, carries it.
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

/// <summary>The text of events that their digest is made of.</summary>
internal static class EventText
{
    public static string DigestOf(OutcomeEvent[] sorted)
    {
        using var text = new DigestText();
        foreach (var happened in sorted)
        {
            Add(text, happened);
        }

        return text.Digest();
    }

    private static void Add(DigestText text, OutcomeEvent e)
    {
        text.Add(e.Id);
        text.Add(e.Subject);
        text.Add(e.Group);
        text.Add(e.Outcome);
        text.Add(e.Date);
        text.Add(e.Quantity);
        text.Add(e.EvidenceOn);
        text.Add(e.ClaimedOn);
        text.Add(e.Reference);
        text.Add(e.Verdict switch { Verdict.Accepted => "accepted", Verdict.Rejected => "rejected", _ => "open" });
        text.Add(e.Adjudicator);
        text.Add(e.Reason);
        text.Add(e.Source);
        text.EndLine();
    }
}
