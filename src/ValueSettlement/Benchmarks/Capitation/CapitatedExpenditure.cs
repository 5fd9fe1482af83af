namespace ValueSettlement.Benchmarks;

/// <summary>
/// What was spent under a capitation, as it is compared with the benchmark.
/// <code>(expenditure before stop-loss + net stop-loss) × completion factor</code>
/// </summary>
public sealed record CapitatedExpenditure
{
    /// <summary>Expenditure before stop-loss.</summary>
    public required Figure BeforeStopLoss { get; init => field = Given.Of(value); }

    /// <summary>Net stop-loss: charge less payouts, so that a payout larger than the charge is negative; <see langword="null"/> without
    /// stop-loss. <see cref="MemberStopLoss"/> computes it.</summary>
    public Figure? NetStopLoss { get; init; }

    /// <summary>Completion factor for claims incurred and not yet paid, at least 1 as a rule; <see langword="null"/> if the claims are
    /// complete.</summary>
    public Figure? CompletionFactor { get; init; }

    /// <summary>The expenditure with its lines; absent, with the reason, if something that it needs is.</summary>
    /// <exception cref="SettlementException">The expenditure is negative, the completion factor is not above 0 and at most 10, or an amount
    /// has another unit.</exception>
    public Figure Build()
    {
        var failures = new List<Failure>();
        FigureRules.Amount(BeforeStopLoss, "beforeStopLoss", "The expenditure before stop-loss", failures);
        FigureRules.SignedAmount(NetStopLoss, "netStopLoss", "The net stop-loss", failures);
        FigureRules.Factor(CompletionFactor, "completionFactor", "The completion factor", 10m, failures);
        SettlementException.ThrowIfAny(failures);

        var workings = new Workings("expenditure");
        var running = workings.Given(new("expenditure-before-stop-loss", "Expenditure before stop-loss", Unit.Money), BeforeStopLoss);
        if (NetStopLoss is { } net)
        {
            running = workings.Add(new("expenditure-after-stop-loss", "Expenditure after stop-loss", Unit.Money), running,
                workings.Given(new("net-stop-loss", "Net stop-loss: charge less payouts", Unit.Money), net));
        }

        if (CompletionFactor is { } completion)
        {
            running = workings.Multiply(new("completed-expenditure", "Expenditure with completion", Unit.Money), running,
                workings.Given(new("completion-factor", "Completion factor", Unit.Factor), completion));
        }

        return workings.Figure(running);
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
