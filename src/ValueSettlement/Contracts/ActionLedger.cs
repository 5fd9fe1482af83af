using NodaTime;
using ValueSettlement.Statistics;

namespace ValueSettlement;

/// <summary>What an open action does to payment.</summary>
public enum PaymentEffect
{
    /// <summary>Nothing.</summary>
    None = 1,

    /// <summary>What is earned is held (<see cref="ValueSettlement.Hold"/>).</summary>
    Hold,

    /// <summary>A share of bonuses is suspended (<see cref="Escalation"/>).</summary>
    SuspendBonus,

    /// <summary>Losses are relieved (<see cref="ValueSettlement.Relief"/>), because the cause lies beyond the provider.</summary>
    Relief,
}

/// <summary>How far an action has come.</summary>
public enum ActionState
{
    /// <summary>It is to be done by its day.</summary>
    Open = 1,

    /// <summary>Its day has passed.</summary>
    Overdue,

    /// <summary>It was done, and nobody has looked yet whether the figure moved.</summary>
    Done,

    /// <summary>It was done, and the figure moved the right way.</summary>
    ClosedMoved,

    /// <summary>It was done, and the figure moved the wrong way.</summary>
    ClosedWorse,

    /// <summary>It was done, and no movement was shown; or there was too little to judge by.</summary>
    ClosedNotShown,
}

/// <summary>An action that somebody owes after an escalation, and what came of it.</summary>
public sealed record EscalationAction
{
    /// <summary>Its name in the ledger.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>What caused it, in words.</summary>
    public required string Cause { get; init => field = Given.Of(value); }

    /// <summary>What is to be done.</summary>
    public required string Action { get; init => field = Given.Of(value); }

    /// <summary>Who has to do it.</summary>
    public required string Owner { get; init => field = Given.Of(value); }

    /// <summary>The day on which it was agreed.</summary>
    public required LocalDate Opened { get; init; }

    /// <summary>The last day on which it is in time.</summary>
    public required LocalDate Due { get; init; }

    /// <summary>What it does to payment while it is not done.</summary>
    public PaymentEffect Effect { get; init; } = PaymentEffect.None;

    /// <summary>The day on which it was done; <see langword="null"/> while it is not.</summary>
    public LocalDate? DoneOn { get; init; }

    /// <summary>Whether the figure moved, tested with the periods before and after (<see cref="RateTests.TwoRates"/>): the review of the
    /// next month. <see langword="null"/> before it.</summary>
    public RateTest? Review { get; init; }

    /// <summary>Which way is better, for the review.</summary>
    public Direction Better { get; init; } = Direction.LowerIsBetter;

    /// <summary>How far it has come on a day.</summary>
    /// <param name="on">The day.</param>
    public ActionState StateOn(LocalDate on) => DoneOn is null || DoneOn > on ? on > Due ? ActionState.Overdue : ActionState.Open
        : Review is not { } review ? ActionState.Done
        : review.Judgement != RateMovement.Moved ? ActionState.ClosedNotShown
        : review.Rate < review.BaselineRate == (Better == Direction.LowerIsBetter) ? ActionState.ClosedMoved : ActionState.ClosedWorse;

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>The actions of an agreement: what is due, from whom, and whether what was done moved the figure.</summary>
public sealed record ActionLedger
{
    private const int MostActions = 10_000;

    /// <summary>The actions, in the order in which they were agreed.</summary>
    public ValueList<EscalationAction> Actions { get; init => field = Given.Of(value); } = [];

    /// <summary>The ledger with one more action.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="SettlementException">It is unsound, or its name is taken; carries every reason.</exception>
    public ActionLedger Add(EscalationAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var failures = new List<Failure>();
        Check(action, failures);
        if (Actions.Any(other => other.Id == action.Id))
        {
            failures.Add(new("id-twice", "id", action.Id, "Every action of a ledger has a name of its own.", "Give it another name."));
        }

        if (Actions.Count >= MostActions)
        {
            failures.Add(new("ledger-size", "actions", UnitText.Of(Actions.Count, Unit.Count),
                FormattableString.Invariant($"A ledger has at most {MostActions:#,##0} actions."), "Begin another one."));
        }

        return failures.Count == 0 ? this with { Actions = [.. Actions, action] } : throw new SettlementException([.. failures]);
    }

    /// <summary>The ledger with an action that was done, or reviewed.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="doneOn">The day on which it was done.</param>
    /// <param name="review">Whether the figure moved; <see langword="null"/> while nobody has looked.</param>
    /// <exception cref="SettlementException">There is no such action, or the day cannot be.</exception>
    public ActionLedger Close(string id, LocalDate doneOn, RateTest? review = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (Actions.FirstOrDefault(action => action.Id == id) is not { } found)
        {
            throw new SettlementException([new("action-unknown", "id", id, "An action is closed that the ledger has.",
                NearName.Meant(id, [.. Actions.Select(static action => action.Id)]) + "Name an action of the ledger.")]);
        }

        var closed = found with { DoneOn = doneOn, Review = review };
        var failures = new List<Failure>();
        Check(closed, failures);
        return failures.Count > 0 ? throw new SettlementException([.. failures])
            : this with { Actions = [.. Actions.Select(action => action.Id == id ? closed : action)] };
    }

    /// <summary>What is not done by a day, the most pressing first.</summary>
    /// <param name="on">The day.</param>
    public ValueList<EscalationAction> NotDone(LocalDate on) =>
        [.. Actions.Where(action => action.StateOn(on) is ActionState.Open or ActionState.Overdue).OrderBy(static action => action.Due)];

    /// <summary>What the actions that are not done on a day do to payment: each effect once.</summary>
    /// <param name="on">The day.</param>
    public ValueList<PaymentEffect> Effects(LocalDate on) =>
        [.. NotDone(on).Select(static action => action.Effect).Where(static effect => effect != PaymentEffect.None).Distinct().Order()];

    private static void Check(EscalationAction action, List<Failure> failures)
    {
        foreach (var (text, member) in new[] { (action.Id, "id"), (action.Cause, "cause"), (action.Action, "action"),
            (action.Owner, "owner") })
        {
            TextRules.Validate(text, string.Empty, member, failures, TextRules.Sentence);
            if (string.IsNullOrWhiteSpace(text))
            {
                failures.Add(new("name-empty", member, string.Empty, "An action has a name, a cause, something to do, and an owner.",
                    "Write it in the contract's words."));
            }
        }

        _ = DateRules.Validate(action.Opened, "opened", failures) & DateRules.Validate(action.Due, "due", failures);
        if (DateRules.Hold(action.Opened) && DateRules.Hold(action.Due) && action.Due < action.Opened)
        {
            failures.Add(new("date-order", "due", Dates.Text(action.Due), "An action is due on the day it is agreed, or later.",
                "Correct one of the two days."));
        }

        if (action.DoneOn is { } done && DateRules.Validate(done, "doneOn", failures) && DateRules.Hold(action.Opened)
            && done < action.Opened)
        {
            failures.Add(new("date-order", "doneOn", Dates.Text(done), "An action is done on the day it is agreed, or later.",
                "Correct one of the two days."));
        }

        if (action.DoneOn is null && action.Review is not null)
        {
            failures.Add(new("review-early", "review", action.Review.Sentence, "What was done is reviewed after it was done.",
                "State the day on which it was done."));
        }

        if (!Enum.IsDefined(action.Effect))
        {
            failures.Add(new("choice-unknown", "effect", EnumText.Of(action.Effect), "An effect is None, Hold, SuspendBonus or Relief.",
                "Choose one of them."));
        }

        if (!Enum.IsDefined(action.Better))
        {
            failures.Add(new("choice-unknown", "better", EnumText.Of(action.Better), "A figure is better when it is higher or lower.",
                "Choose HigherIsBetter or LowerIsBetter."));
        }
    }

    /// <summary>How many actions there are.</summary>
    public override string ToString() => FormattableString.Invariant($"{Actions.Count} actions");
}
