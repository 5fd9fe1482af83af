using NodaTime;

namespace ValueSettlement;

/// <summary>Which months of a period count when an agreement ends within one.</summary>
public enum MonthCount
{
    /// <summary>Every month that was begun, the month of the end included.</summary>
    Started,

    /// <summary>Only months that were completed.</summary>
    Completed,
}

/// <summary>
/// What is left of savings and losses when the agreement ended early.
/// <code>
/// gains : 0, unless the organisation ended on the last day of the period and completed the close-out
/// losses: 0 if the organisation ended in the first half of the period; otherwise × months participated ÷ months of the period
/// </code>
/// A month of the period begins on the day of the month on which the period begins. 42 CFR 425.221(b)(2).
/// </summary>
public sealed record EarlyTermination : Clause
{
    /// <summary>First and last day of the performance period, both inclusive; inside the contract's term.</summary>
    public required DateInterval Period { get; init; }

    /// <summary>Which months count as participated: by default every month begun, the month of the end included.</summary>
    public MonthCount Months { get; init; }

    internal override string Key => "early-termination";

    internal override string UsualLabel => "Termination during the period";

    private protected override void Say(Phrase phrase) => phrase.Add(
        $"after a termination {phrase.Names.Gains} are kept only by an organisation that ends on the last day and completes the "
        + $"close-out, and {phrase.Names.Losses} are owed for the months "
        + $"{(Months == MonthCount.Started ? "begun" : "completed")} of {(Period is null ? "the period" : Dates.Text(Period))}, "
        + "by an organisation that ends in the first half for none");

    internal override void Emit(ref Run run)
    {
        if (run.Find<Termination>() is not { } termination)
        {
            run.Words?.NotApplied("No termination was stated.");
            return;
        }

        if (!Period.Contains(termination.EffectiveDate))
        {
            // A day outside the whole term has been reported already.
            run.FailUnless("date-outside-term", new("date-outside-period", "facts", Dates.Text(termination.EffectiveDate),
                $"The agreement ended inside the period that the clause prorates, {Dates.Text(Period)}.",
                "Check the date, or use the contract of that period."));
            return;
        }

        if (run.Gains())
        {
            var keeps = KeepsSavings(termination);
            if (run.LastShare(keeps ? 1m : 0m))
            {
                run.Say("share kept", note: Ended(termination) + (keeps
                    ? "; close-out completed: gains are kept."
                    : ": gains are forfeited, because they are kept only by an organisation that ends on the last day and completes the "
                        + "close-out."));
            }
        }

        if (run.Losses())
        {
            var of = Dates.Months(Period);
            var exempt = termination.InitiatedBy == TerminatedBy.Organisation
                && termination.EffectiveDate < Period.Start.PlusMonths(of / 2);
            var months = exempt ? 0 : Participated(termination, of);
            if (run.LastShare(months, of))
            {
                run.Say("months participated", note: Ended(termination) + (exempt
                    ? ", in the first half of the period: nothing is owed."
                    : FormattableString.Invariant($": {months} of {of} months, ")
                        + (Months == MonthCount.Started ? "those begun." : "those completed.")));
            }
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        ValidateChoice(Months, path, "months", "months-unknown", "Months count when they are Started or Completed.", failures);
        if (Period is null)
        {
            failures.Add(new("period-missing", Paths.Join(path, "period"), string.Empty, "A termination is prorated over a period.",
                "State first and last day of the performance period."));
        }
        else if (DateRules.Validate(Period, Paths.Join(path, "period"), failures) && Dates.Months(Period) < 1)
        {
            failures.Add(new("period-months", Paths.Join(path, "period"), Dates.Text(Period),
                "A period that is prorated by months has at least one whole month.", "Check first and last day; both are inclusive."));
        }
    }

    internal override void Reads(FactSet facts)
    {
        facts.Add<Termination>();
        facts.AddPeriod(Period);
    }

    private static string Ended(Termination termination) =>
        (termination.InitiatedBy == TerminatedBy.Organisation ? "Ended by the organisation on " : "Ended by the payer on ")
        + Dates.Text(termination.EffectiveDate);

    private bool KeepsSavings(Termination termination) =>
        termination.InitiatedBy == TerminatedBy.Organisation && termination.CloseOutCompleted && termination.EffectiveDate == Period.End;

    private int Participated(Termination termination, int of)
    {
        var completed = Dates.Months(new DateInterval(Period.Start, termination.EffectiveDate));
        var begun = Dates.Begins(Period.Start, completed, termination.EffectiveDate) ? completed + 1 : completed;
        return Math.Min(Months == MonthCount.Started ? begun : completed, of);
    }
}

/// <summary>Who ended the agreement.</summary>
public enum TerminatedBy
{
    /// <summary>The organisation, voluntarily.</summary>
    Organisation,

    /// <summary>The payer.</summary>
    Payer,
}

/// <summary>The agreement ended early.</summary>
public sealed record Termination : Fact
{
    private static readonly SharedRules<Termination> Rules = new(
        "terminated-by", "initiatedBy", f => f.InitiatedBy, f => f.InitiatedBy is TerminatedBy.Organisation or TerminatedBy.Payer,
        "An agreement is ended by the organisation or by the payer.", "State who ended it.");

    /// <summary>Who ended it.</summary>
    public required TerminatedBy InitiatedBy { get; init; }

    /// <summary>The last day of participation.</summary>
    public required LocalDate EffectiveDate { get; init; }

    /// <summary>Whether the organisation completed all close-out procedures by the payer's deadline.</summary>
    public bool CloseOutCompleted { get; init; }

    internal override string InWords => "the termination";

    internal override string Said =>
        $"ended by {EnumText.Of(InitiatedBy)} on {Dates.Text(EffectiveDate)}{(CloseOutCompleted ? ", close-out completed" : string.Empty)}";

    internal override bool HasSoundWords => DateRules.Hold(EffectiveDate);

    internal override void ValidateWords(string path, List<Failure> failures) =>
        _ = DateRules.Validate(EffectiveDate, Paths.Join(path, "effectiveDate"), failures);

    internal override bool FitsInto(DateInterval term) => !DateRules.Hold(EffectiveDate) || term.Contains(EffectiveDate);

    internal override Failure Outside(DateInterval term, string path) => new("date-outside-term", Paths.Join(path, "effectiveDate"),
        Dates.Text(EffectiveDate), $"A termination lies inside the contract's term, {Dates.Text(term)}.",
        "Check the date, or use the contract of that period.");

    internal override bool Holds() => Rules.Hold(this);

    internal override void Validate(string path, List<Failure> failures) => Rules.Validate(this, path, failures);
}
