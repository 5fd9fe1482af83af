using NodaTime;

namespace ValueSettlement;

/// <summary>
/// What is left of savings and losses when the agreement ended early.
/// <code>
/// gains : 0, unless the organisation ended on the last day of the period and completed the close-out
/// losses: 0 if the organisation ended in the first half of the period; otherwise × months participated ÷ months of the period, the month of the end included
/// </code>
/// 42 CFR 425.221(b)(2).
/// </summary>
public sealed record EarlyTermination : Clause
{
    /// <summary>First and last day of the performance period, both inclusive.</summary>
    public required DateInterval Period { get; init; }

    internal override string Key => "early-termination";

    internal override string UsualLabel => "Termination during the period";

    internal override int PieceBound => 2;

    internal override bool KeepsZero => true;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        if (run.Find<Termination>() is not { } termination)
        {
            return 0;
        }

        var (months, of) = LossShare(termination);
        return WriteSides(ref run, pieces, (decimal)months / of, KeepsSavings(termination) ? 1m : 0m);
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        var writer = run.Writer!;
        if (run.Find<Termination>() is not { } termination)
        {
            writer.Effect(Key, Name, before, after, Effect.CouldNotApply, Operation.Stated, Authority, LetterFor(before), "No termination was stated.", Running(before));
            return;
        }

        var ended = FormattableString.Invariant($"Ended by {(termination.InitiatedBy == TerminatedBy.Organisation ? "the organisation" : "the payer")} on {termination.EffectiveDate:R}");
        if (before > 0m)
        {
            var keeps = KeepsSavings(termination);
            writer.Effect(Key, Name, before, after, keeps ? Effect.DidNotBind : Effect.Bound, Operation.Product, Authority, LetterFor(before), ended + (keeps ? "; close-out completed: savings are kept." : ": savings are forfeited."),
                Running(before), new Operand("share of savings kept", keeps ? 1m : 0m, Unit.Rate));
            return;
        }

        var (months, of) = LossShare(termination);
        var share = writer.Figure("share-of-losses", "Share of losses owed", Unit.Factor, Operation.Quotient, Authority, null, new Operand("months participated", months, Unit.Count), new Operand("months of the period", of, Unit.Count));
        writer.Effect(Key, Name, before, after, Changed(before, after), Operation.Product, Authority, LetterFor(before), ended + ".", Running(before), new Operand("share of losses owed", share, Unit.Factor));
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        if (Period is null)
        {
            failures.Add(new("period-missing", Paths.Join(path, "period"), string.Empty, "A termination is prorated over a period.", "State first and last day of the performance period."));
        }
        else if (DateRules.Judge(Period, Paths.Join(path, "period"), failures) && PeriodMonths < 1)
        {
            failures.Add(new("period-months", Paths.Join(path, "period"), FormattableString.Invariant($"{Period.Start:R} to {Period.End:R}"), "A period that is prorated by months has at least one whole month.", "Check first and last day; both are inclusive."));
        }
    }

    internal override void Reads(FactSet facts) => facts.Add<Termination>();

    private int PeriodMonths => (NodaTime.Period.Between(Period.Start, Period.End.PlusDays(1), PeriodUnits.Months)).Months;

    private bool KeepsSavings(Termination termination) =>
        termination.InitiatedBy == TerminatedBy.Organisation && termination.CloseOutCompleted && termination.EffectiveDate == Period.End;

    private (int Months, int Of) LossShare(Termination termination)
    {
        var of = PeriodMonths;
        var month = ((termination.EffectiveDate.Year - Period.Start.Year) * 12) + termination.EffectiveDate.Month - Period.Start.Month + 1;
        var firstHalf = termination.EffectiveDate < Period.Start.PlusMonths(of / 2);
        return (termination.InitiatedBy == TerminatedBy.Organisation && firstHalf ? 0 : Math.Clamp(month, 0, of), of);
    }
}

/// <summary>Who ended the agreement.</summary>
public enum TerminatedBy
{
    /// <summary>The organisation, voluntarily.</summary>
    Organisation,

    /// <summary>The payer, for example CMS.</summary>
    Payer,
}

/// <summary>The agreement ended early.</summary>
public sealed record Termination : Fact
{
    private static readonly SharedRules<Termination> Rules = new(
        "terminated-by", "initiatedBy", f => f.InitiatedBy, f => f.InitiatedBy is TerminatedBy.Organisation or TerminatedBy.Payer, "An agreement is ended by the organisation or by the payer.", "State who ended it.");

    /// <summary>Who ended it.</summary>
    public required TerminatedBy InitiatedBy { get; init; }

    /// <summary>The last day of participation.</summary>
    public required LocalDate EffectiveDate { get; init; }

    /// <summary>Whether the organisation completed all close-out procedures by the payer's deadline.</summary>
    public bool CloseOutCompleted { get; init; }

    /// <summary>The termination in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"ended by {InitiatedBy} on {EffectiveDate:R}{(CloseOutCompleted ? ", close-out completed" : string.Empty)}");

    internal override string InWords => "the termination";

    internal override bool Holds() => Rules.Hold(this);

    internal override void Judge(string path, List<Failure> failures) => Rules.Judge(this, path, failures);
}
