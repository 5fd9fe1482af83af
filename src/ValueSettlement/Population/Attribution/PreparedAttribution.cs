namespace ValueSettlement.Population;

/// <summary>Rules of an attribution made ready for visits. Safe for any number of threads at once.</summary>
public sealed class PreparedAttribution
{
    internal PreparedAttribution(AttributionRules rules) => Rules = rules;

    /// <summary>The rules.</summary>
    public AttributionRules Rules { get; }

    /// <summary>
    /// Who belongs where: every member with a visit or a choice, with the reason. The same list in any order of the rows and on any number
    /// of threads. Takes 24 bytes of memory for a row while it runs.
    /// </summary>
    /// <param name="visits">The visits.</param>
    /// <param name="voluntary">Members who chose for themselves; they come before every step.</param>
    /// <param name="threads">How many threads share the rows, 1 to 1,024.</param>
    /// <param name="enrolment">The members' months of the window; needed where the rules have <see cref="AttributionRules.MinimumMonths"/>,
    /// and only there. A member who is not in it has none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads lies outside its range.</exception>
    /// <exception cref="SettlementException">Columns do not fit, or rows are wrong: the first 100 failures and how many rows failed.
    /// </exception>
    public AttributionList Attribute(VisitColumns visits, VoluntaryColumns? voluntary = null, int threads = 1,
        EnrolmentColumns? enrolment = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 1_024);
        visits.Check();
        var months = Months(enrolment);
        var chosen = voluntary?.Chosen(Rules) ?? [];
        var parts = VisitParts.Of(Rules, visits, threads);
        var decisions = new DecisionPass(Rules, parts, chosen);
        Workers.Run(threads, decisions);
        var entries = InOrder(decisions.Entries([.. chosen.Select(Choice)]));
        for (var i = 0; months is not null && i < entries.Length; i++)
        {
            if (entries[i].Organisation is not null && months.GetValueOrDefault(entries[i].Beneficiary) < Rules.MinimumMonths)
            {
                entries[i] = entries[i] with { Organisation = null, Reason = AttributionReason.TooFewMonths };
            }
        }

        return new(FormattableString.Invariant($"computed (visits: {visits.Count:#,##0}, choices: {chosen.Count:#,##0})"),
            Rules.OfResult, visits.CutOff, Rules.Window, entries);
    }

    /// <summary>The rules.</summary>
    public override string ToString() => Rules.ToString();

    // Months that nobody asks for are a rule that somebody forgot to state.
    private Dictionary<uint, byte>? Months(EnrolmentColumns? enrolment) => (Rules.MinimumMonths, enrolment) switch
    {
        (null, null) => null,
        (not null, { } columns) => columns.Months(Rules),
        (null, _) => throw new SettlementException([new("enrolment-unread", "enrolment", string.Empty,
            "Months are read where the rules ask for some.", "State MinimumMonths in the rules, or leave the months out.")]),
        _ => throw new SettlementException([new("enrolment-missing", "enrolment", string.Empty,
            FormattableString.Invariant($"The rules ask for at least {Rules.MinimumMonths} months of each member."),
            "Pass the members' months.")]),
    };

    private AttributionEntry Choice(KeyValuePair<uint, int> choice) => Rules.Entities[choice.Value] is { } organisation
        ? new() { Beneficiary = choice.Key, Organisation = organisation, Reason = AttributionReason.Voluntary }
        : new() { Beneficiary = choice.Key, Entity = choice.Value, Reason = AttributionReason.VoluntaryElsewhere };

    private static AttributionEntry[] InOrder(AttributionEntry[] entries)
    {
        var (members, places) = (new uint[entries.Length], new int[entries.Length]);
        for (var i = 0; i < entries.Length; i++)
        {
            (members[i], places[i]) = (entries[i].Beneficiary, i);
        }

        Array.Sort(members, places);
        return Array.ConvertAll(places, i => entries[i]);
    }
}
