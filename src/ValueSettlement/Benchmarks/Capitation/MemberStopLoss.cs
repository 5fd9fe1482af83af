namespace ValueSettlement.Benchmarks;

/// <summary>One band of a member's spending and the share of it that the stop-loss covers.</summary>
/// <param name="CoveredShare">The share that is paid out, 0 to 1; 0 below the attachment point.</param>
/// <param name="UpTo">The upper end of the band, belonging to the band; <see langword="null"/> for the open last band.</param>
public sealed record StopLossBand(Rate CoveredShare, Money? UpTo = null)
{
    /// <summary>The band in words.</summary>
    public override string ToString() => UpTo is { } end ? $"up to {end}: {CoveredShare}" : $"beyond: {CoveredShare}";
}

/// <summary>
/// Stop-loss or reinsurance member by member. Each member's spending lies in marginal bands; what the bands pay out is scaled so that all
/// payouts together equal all charges.
/// <code>
/// payout of a member = Σ covered share_i × max(0, min(spending, end_i) − end_{i−1})
/// net stop-loss      = charge − payout neutrality factor × Σ payouts
/// factor             = Σ charges of all participants ÷ Σ payouts of all participants
/// </code>
/// Spending is truncated for each member before anything is added up: a limit on the total is another thing.
/// </summary>
public sealed record MemberStopLoss
{
    /// <summary>The bands from zero, ends ascending, the last one open; the first one, with a share of 0, ends at the attachment
    /// point.</summary>
    public required ValueList<StopLossBand> Bands { get; init => field = Given.Of(value); }

    /// <summary>What participation costs: an amount of money, not negative.</summary>
    public Figure Charge { get; init => field = Figure.In(Unit.Money, Given.Of(value))!; } = Money.Zero;

    /// <summary>Scales the payouts; 1 where nothing is scaled. <see cref="PayoutNeutralityFactor"/> computes it.</summary>
    public Figure Factor { get; init => field = Figure.In(Unit.Factor, Given.Of(value))!; } = new() { Value = 1m, Unit = Unit.Factor };

    /// <summary>Where the terms come from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The factor that makes payouts and charges of all participants equal; absent if nothing was paid out.</summary>
    /// <param name="charges">Charges of all participants.</param>
    /// <param name="payouts">Payouts of all participants before the factor.</param>
    /// <param name="authority">Where the rule comes from.</param>
    public static Figure PayoutNeutralityFactor(Figure charges, Figure payouts, Authority? authority = null)
    {
        var workings = new Workings("payout-neutrality");
        return workings.Figure(workings.Divide(new("payout-neutrality-factor", "Payout neutrality factor", Unit.Factor, null, authority),
            workings.Given(new("all-charges", "Charges of all participants", Unit.Money), charges),
                workings.Given(new("all-payouts", "Payouts of all participants before the factor", Unit.Money), payouts)));
    }

    /// <summary>What the bands pay for one member, before the factor.</summary>
    /// <param name="spending">The member's spending.</param>
    public Figure PayoutOf(Money spending)
    {
        var workings = new Workings("stop-loss");
        var operands = new List<Quantity> { Quantity.Of("member's spending", Math.Max(spending.Amount, 0m), Unit.Money) };
        foreach (var band in Bands)
        {
            operands.Add(Quantity.Of("covered share", band.CoveredShare.Fraction, Unit.Rate));
            if (band.UpTo is { } end)
            {
                operands.Add(Quantity.Of("end of the band", end.Amount, Unit.Money));
            }
        }

        return workings.Figure(workings.MarginalBands(new("member-payout", "Stop-loss payout of the member", Unit.Money, null, Authority),
            [.. operands]));
    }

    /// <summary>Payouts of all members before the factor, band by band.</summary>
    /// <param name="spending">Each member's spending; the order does not matter.</param>
    public Figure Payouts(IEnumerable<Money> spending)
    {
        var workings = new Workings("stop-loss");
        return workings.Figure(Write(workings, spending));
    }

    /// <summary>Charge less payouts times the factor, with its lines: what is added to expenditure.</summary>
    /// <param name="spending">Each member's spending; the order does not matter.</param>
    public Figure Net(IEnumerable<Money> spending)
    {
        var workings = new Workings("stop-loss");
        var payouts = Write(workings, spending);
        var factor = workings.Given(new("payout-neutrality-factor-used", "Payout neutrality factor", Unit.Factor), Factor);
        var scaled = workings.Multiply(new("neutral-payouts", "Payouts after the neutrality factor", Unit.Money, null, Authority), payouts,
            factor);
        var charge = workings.Given(new("stop-loss-charge", "Stop-loss charge", Unit.Money), Charge);
        return workings.Figure(workings.Subtract(new("stop-loss-net", "Charge less payouts", Unit.Money, null, Authority), charge, scaled));
    }

    private Quantity Write(Workings workings, IEnumerable<Money> spending)
    {
        ArgumentNullException.ThrowIfNull(spending);
        var inBand = new decimal[Bands.Count];
        var members = new int[Bands.Count];
        foreach (var member in spending)
        {
            var start = 0m;
            for (var i = 0; i < Bands.Count && member.Amount > start; i++)
            {
                var end = Bands[i].UpTo is { } upTo ? Math.Max(upTo.Amount, start) : member.Amount;
                inBand[i] += Math.Min(member.Amount, end) - start;
                members[i]++;
                start = end;
            }
        }

        var shares = new List<Quantity>();
        for (var i = 0; i < Bands.Count; i++)
        {
            if (Bands[i].CoveredShare == Rate.Zero)
            {
                continue;
            }

            shares.Add(workings.Multiply(
                new(FormattableString.Invariant($"stop-loss-band-{i + 1}"),
                    FormattableString.Invariant($"Payout in band {i + 1}, members with spending in it: {members[i]}"), Unit.Money, null,
                    Authority),
                Quantity.Of("spending in the band", inBand[i], Unit.Money),
                    Quantity.Of("covered share", Bands[i].CoveredShare.Fraction, Unit.Rate)));
        }

        return workings.Add(new("stop-loss-payouts", "Stop-loss payouts", Unit.Money, null, Authority), [.. shares]);
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
