using System.Globalization;
using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Programs;

/// <summary>What happens to a participant of an <see cref="ExchangePool"/> whose score is absent.</summary>
public enum UnscoredParticipant
{
    /// <summary>It is left out: nothing is withheld from it, and it is no part of the pool.</summary>
    LeftOut,

    /// <summary>It is paid as without the pool, by a factor of 1: a part that neither brings in nor takes out anything.</summary>
    Neutral,
}

/// <summary>One participant of an <see cref="ExchangePool"/>.</summary>
/// <param name="Id">Its name; no two are the same.</param>
/// <param name="Base">What a share of is withheld: an amount of money from 0 to 10^15.</param>
/// <param name="Score">Its score in points, from 0 to <see cref="ExchangePool.MaximumScore"/>; absent, with the reason, if it has
/// none.</param>
public sealed record ExchangeParticipant(string Id, Figure Base, Figure Score)
{
    /// <summary>What a share of is withheld: an amount of money from 0 to 10^15.</summary>
    public Figure Base { get; init => field = Given.Of(value); } = Given.Of(Base);

    /// <summary>Its score in points; absent, with the reason, if it has none.</summary>
    public Figure Score { get; init => field = Given.Of(value); } = Given.Of(Score);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Whether a pool could be exchanged.</summary>
public enum ExchangeStatus
{
    /// <summary>Every scored participant has a rate, a factor and a net amount.</summary>
    Exchanged,

    /// <summary>No participant earned any share by its score: nobody can be paid in proportion, and no amount is defined.</summary>
    NoPositiveScore,
}

/// <summary>
/// The exchange function of one participant; each figure has its lines. Where no score is positive, the rate, the factor and the net
/// amount are absent, with the reason.
/// </summary>
/// <param name="Id">Its name.</param>
/// <param name="Withheld">What is withheld: base × withhold rate, in money, not negative.</param>
/// <param name="Claim">What it claims of the pool: withheld × share earned by the score, in money, not negative.</param>
/// <param name="ValueBasedRate">The share of the base that it is paid back: withhold rate × share earned × slope. Absent for a participant
/// that has no score.</param>
/// <param name="AdjustmentFactor">What its payments are multiplied by: 1 + value-based rate − withhold rate.</param>
/// <param name="Net">What it gains or loses: base × (factor − 1), in money, positive to the participant. Not rounded.</param>
public sealed record ExchangedParticipant(string Id, Figure Withheld, Figure Claim, Figure ValueBasedRate, Figure AdjustmentFactor,
    Figure Net)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What an <see cref="ExchangePool"/> finds for its participants.</summary>
/// <param name="Status">Whether it could be exchanged.</param>
/// <param name="Withheld">What is withheld of the scored participants: Σ base × withhold rate, in money.</param>
/// <param name="Pool">What is paid back: payback share × what is withheld, in money.</param>
/// <param name="Slope">The pool ÷ Σ claims, a factor; absent if no score is positive.</param>
/// <param name="Participants">The participants in the order given, without those that are left out.</param>
/// <param name="LeftOut">Those that are left out because they have no score.</param>
public sealed record Exchanged(ExchangeStatus Status, Figure Withheld, Figure Pool, Figure Slope,
    ValueList<ExchangedParticipant> Participants, ValueList<string> LeftOut)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>
/// A withhold that is earned back by score in a pool: what is withheld of every participant is paid back to all of them in proportion to
/// base and score.
/// <code>
/// claim = base × withhold rate × score ÷ greatest score;  pool = payback share × Σ base × withhold rate;  slope = pool ÷ Σ claims
/// value-based rate = withhold rate × score ÷ greatest score × slope;  factor = 1 + rate − withhold rate;  net = base × (factor − 1)
/// </code>
/// 42 CFR 412.162 (hospital value-based purchasing, the whole is paid back), 413.338 (skilled nursing facilities, a part of it, and another
/// exchange function). The scale of the scores does not matter: all of them twice as large lead to the same amounts.
/// <see cref="Contract"/> is a sum with a pool that is paid in full (<see cref="PoolPayout.InFull"/>), which pays each part its share less
/// its withhold; <see cref="Experience"/> is what it settles; <see cref="Exchange"/> gives rates and factors by themselves.
/// </summary>
public sealed record ExchangePool
{
    private const string PoolName = "exchange-pool";
    private const string WithheldName = "withheld";

    /// <summary>The number among the facts of the sum that states what the pool holds.</summary>
    public static Basis Available { get; } = new(PoolName);

    /// <summary>The number among the facts of a part that states what was withheld of it.</summary>
    public static Basis AmountWithheld { get; } = new(WithheldName);

    /// <summary>A name for the contract.</summary>
    public string Id { get; init; } = PoolName;

    /// <summary>First and last day of the period, both inclusive.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>The currency: three capital letters (ISO 4217).</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>The share of each base that is withheld, above 0 and at most 1: 2 % for hospitals from fiscal year 2017.</summary>
    public required Cited<Rate> Withhold { get; init => field = Given.Of(value); }

    /// <summary>The greatest score, positive, for example 100.</summary>
    public required decimal MaximumScore { get; init; }

    /// <summary>The share of what is withheld that is paid back, above 0 and at most 1; <see langword="null"/> for the whole of
    /// it.</summary>
    public Cited<Rate>? PaybackShare { get; init; }

    /// <summary>
    /// The share of its withhold that a score earns, before the slope: a scale by score in points with values that are not negative, for
    /// example knots of a logistic function. <see langword="null"/> for the straight line, score ÷ greatest score.
    /// </summary>
    public Scale? Curve { get; init; }

    /// <summary>What happens to a participant without a score. No default: rules differ, and have changed.</summary>
    public required UnscoredParticipant Unscored { get; init; }

    /// <summary>Everything that is wrong with the rules; empty if they are sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        ValidateShare(Withhold.Value, "withhold", failures);
        if (PaybackShare is { } payback)
        {
            ValidateShare(payback.Value, "paybackShare", failures);
        }

        if (MaximumScore is <= 0m or > Scale.Largest)
        {
            failures.Add(new("score-range", "maximumScore", NumberText.Number(MaximumScore),
                "The greatest score is positive, at most 1,000,000,000.", "State the score of a participant that earns everything."));
        }

        if (Unscored is not (UnscoredParticipant.LeftOut or UnscoredParticipant.Neutral))
        {
            failures.Add(new("unscored-unknown", "unscored", EnumText.Of(Unscored),
                "A participant without a score is left out, or paid as without the pool.", "State one of the two."));
        }

        Curve?.Validate("curve", failures);
        Curve?.ValidateValues("curve", 0m, Scale.Largest, "A score earns a share that is not negative.", failures);
        return [.. failures];
    }

    /// <summary>Rates, factors and net amounts of the participants, each with its lines.</summary>
    /// <param name="participants">The participants, in any order.</param>
    /// <exception cref="SettlementException">Something is wrong with the rules or a participant; carries all of it.</exception>
    public Exchanged Exchange(ValueList<ExchangeParticipant> participants)
    {
        var claims = Claims(participants);
        var scored = claims.Where(static c => c.IsScored).ToArray();
        var (withheld, pool) = PoolOf(scored);
        var slope = SlopeOf(scored, pool);
        return new(
            slope.Value is null ? ExchangeStatus.NoPositiveScore : ExchangeStatus.Exchanged, withheld, pool, slope,
            claims.Where(c => c.IsScored || Unscored == UnscoredParticipant.Neutral).Select(c => c.IsScored ? Rated(c, slope) : Neutral(c))
                .ToValueList(),
            Unscored == UnscoredParticipant.LeftOut ? claims.Where(static c => !c.IsScored).Select(static c => c.Id).ToValueList() : []);
    }

    /// <summary>The contract between the payer and these participants.</summary>
    /// <param name="participants">The participants, in any order; one without a score is no part of it where it is left out.</param>
    /// <exception cref="SettlementException">Something is wrong with the rules or a participant; carries all of it.</exception>
    public Contract Contract(ValueList<ExchangeParticipant> participants) => new()
    {
        Id = Id,
        Currency = Currency,
        Term = Term,
        Parts = Claims(participants).Where(IsPart).Select(Agreement (c) => new Arrangement
        {
            Id = c.Id,
            Opening = OpeningAmount.Stated,
            Payment = [new Deduction { Label = "Withheld", Amount = new WholeOf(AmountWithheld), Authority = Withhold.Authority }],
        }).ToValueList(),
        Pool = new()
        {
            Funding = PoolFunding.StatedAmount,
            Available = Available,
            Payout = PoolPayout.InFull,
            Authority = (PaybackShare ?? Withhold).Authority,
        },
        Pays = Payee.Parts,
        OrderAuthority = Withhold.Authority,
        Words = new() { Provider = "participant", Gains = "claims" },
        Payoff = new("spending", "What is withheld comes back by score, whatever was spent."),
    };

    /// <summary>What <see cref="Contract"/> of the same participants settles: their claims, what was withheld, and the pool.</summary>
    /// <param name="participants">The participants, in any order.</param>
    /// <exception cref="SettlementException">Something is wrong with the rules or a participant, or no score is positive; carries all of
    /// it.</exception>
    public Experience Experience(ValueList<ExchangeParticipant> participants)
    {
        var claims = Claims(participants);
        var scored = claims.Where(static c => c.IsScored).ToArray();
        var (_, pool) = PoolOf(scored);
        if (SlopeOf(scored, pool).Value is null)
        {
            throw new SettlementException([new("no-positive-score", "participants", NumberText.Number(participants.Count),
                "A pool is paid in proportion to scores, and no participant earned anything by its score.",
                "Check the scores; if they are right, agree what becomes of the pool, and state that amount in a contract of its own.")]);
        }

        return new()
        {
            Facts = [Number.Of(Available, pool)],
            Parts = claims.Where(IsPart).Select(static c => new Experience
            {
                Arrangement = c.Id,
                Opening = c.IsScored ? c.Claim : Money.Zero,
                Facts = [Number.Of(AmountWithheld, c.IsScored ? c.Withheld with { Lines = [] } : Money.Zero)],
            }).ToValueList(),
        };
    }

    /// <summary>The rules in one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{Id}: {Withhold.Value} withheld, {PaybackShare?.Value ?? Rate.One} ")
        + $"of it paid back, {(Curve is null ? "in proportion to the score" : "by a scale of scores")}";

    private bool IsPart(Claimed claimed) => claimed.IsScored || Unscored == UnscoredParticipant.Neutral;

    private List<Claimed> Claims(ValueList<ExchangeParticipant> participants)
    {
        ArgumentNullException.ThrowIfNull(participants);
        var failures = Validate().ToList();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < participants.Count; i++)
        {
            Validate(participants[i], Paths.Item(string.Empty, "participants", i), names, failures);
        }

        if (participants.Count == 0)
        {
            failures.Add(new("participants-none", "participants", "0", "A pool has participants.", "State at least one."));
        }

        return failures.Count == 0 ? [.. participants.Select(Claim)] : throw new SettlementException(failures);
    }

    private void Validate(ExchangeParticipant participant, string path, HashSet<string> names, List<Failure> failures)
    {
        TextRules.Validate(participant.Id, path, "id", failures);
        if (string.IsNullOrWhiteSpace(participant.Id) || !names.Add(participant.Id))
        {
            failures.Add(new("id-twice", Paths.Join(path, "id"), participant.Id ?? string.Empty, "Every participant has a name of its own.",
                "Name it, or leave the second one out."));
        }

        if (participant.Base.Value is not (>= 0m and <= Money.Largest) || participant.Base.Unit is not (Unit.Money or Unit.Unstated))
        {
            failures.Add(new("figure-range", Paths.Join(path, "base"), participant.Base.ToString(),
                "What a share of is withheld is an amount of money from 0 to 10^15.", "State what is paid before anything is withheld."));
        }

        if (participant.Score.Unit is Unit.Money or Unit.PerCapita || (participant.Score.Unit == Unit.Rate && MaximumScore != 1m))
        {
            failures.Add(new("figure-unit", Paths.Join(path, "score"), participant.Score.ToString(),
                "A score is stated in the points of the greatest score.", "State 60 of 100 as 60, without a unit or in points."));
        }
        else if (participant.Score.Value is { } score && (score < 0m || score > MaximumScore))
        {
            failures.Add(new("score-range", Paths.Join(path, "score"), NumberText.Number(score),
                $"A score lies between 0 and {NumberText.Number(MaximumScore)}.", "Check the score, or the greatest score."));
        }
        else if (participant.Score.Value is { } scored && Curve is not null && failures.Count == 0 && Curve.RowAt(scored) is null)
        {
            failures.Add(new("scale-covers", "curve", NumberText.Number(scored), "The scale has a value for every score.",
                "Say what applies below the first row and above the last one."));
        }
    }

    private Claimed Claim(ExchangeParticipant participant)
    {
        var workings = new Workings(participant.Id);
        var paid = workings.Given(new("base", "Base", Unit.Money), participant.Base);
        var withheld = workings.Multiply(new("withheld", "Withheld", Unit.Money, null, Withhold.Authority), paid,
            Quantity.Of("withhold rate", Withhold.Value.Fraction, Unit.Rate));
        var before = workings.Figure(withheld);
        if (participant.Score.Value is null)
        {
            return new(participant, before, before, default, workings);
        }

        var score = workings.Given(new("score", "Score", Unit.Points), participant.Score);
        if (Curve is not null)
        {
            var share = workings.Lookup(new("share-earned", "Share earned by the score", Unit.Rate), Curve, score);
            return new(participant, before, workings.Figure(workings.Multiply(new("claim", "Claim", Unit.Money), withheld, share)), share,
                workings);
        }

        var most = Quantity.Of("greatest score", MaximumScore, Unit.Points);
        var claim = workings.Figure(workings.Prorate(new("claim", "Claim", Unit.Money), withheld, score, most));
        return new(participant, before, claim, workings.Divide(new("share-earned", "Share earned by the score", Unit.Rate), score, most),
            workings);
    }

    private (Figure Withheld, Figure Pool) PoolOf(Claimed[] scored)
    {
        var workings = new Workings("pool");
        var rate = Quantity.Of("withhold rate", Withhold.Value.Fraction, Unit.Rate);
        var withheld = workings.Blend(new("withheld", "Withheld from all", Unit.Money, null, Withhold.Authority),
            [.. scored.SelectMany(c => new[] { rate, new Quantity(c.Id, c.Given.Base.Value, Unit.Money) })]);
        var all = workings.Figure(withheld);
        return (all, PaybackShare is not { } payback ? all
            : workings.Figure(workings.Multiply(new("paid-back", "Paid back", Unit.Money, null, payback.Authority), withheld,
                Quantity.Of("payback share", payback.Value.Fraction, Unit.Rate))));
    }

    private static Figure SlopeOf(Claimed[] scored, Figure pool)
    {
        var workings = new Workings("slope");
        var held = workings.Given(new("pool", "Pool", Unit.Money), pool);
        var claims = workings.Add(new("claims", "Claims of all", Unit.Money),
            [.. scored.Select(static c => new Quantity(c.Id, c.Claim.Value, Unit.Money))]);
        Step slope = new("slope", "Slope");
        return workings.Figure(claims.Value > 0m ? workings.Divide(slope, held, claims)
            : workings.Absent(slope, new(AbsenceKind.NotCalculable, "No participant earned anything by its score.")));
    }

    private ExchangedParticipant Rated(Claimed claimed, Figure slope)
    {
        var workings = claimed.Workings;
        var withhold = Quantity.Of("withhold rate", Withhold.Value.Fraction, Unit.Rate);
        var rate = workings.Multiply(new("value-based-rate", "Value-based rate", Unit.Rate, null, Withhold.Authority), withhold,
            claimed.Share, new("slope", slope.Value, Unit.Factor, slope.Absence));
        var paid = workings.Figure(rate);
        var change = workings.Subtract(new("adjustment", "Value-based rate less withhold", Unit.Rate), rate, withhold);
        var factor = workings.Figure(workings.Add(new("adjustment-factor", "Adjustment factor"), Quantity.Of("one", 1m), change));
        var net = workings.Multiply(new("net", "Net amount", Unit.Money),
            new("Base", claimed.Given.Base.Value, Unit.Money), change);
        return new(claimed.Id, claimed.Withheld, claimed.Claim, paid, factor, workings.Figure(net));
    }

    private static ExchangedParticipant Neutral(Claimed claimed)
    {
        var workings = claimed.Workings;
        var reason = claimed.Given.Score.Absence?.Reason ?? "No score was stated.";
        var factor = workings.Given(new("adjustment-factor", "Adjustment factor"), 1m);
        workings.Remark(string.Create(CultureInfo.InvariantCulture, $"Paid as without the pool. {reason}"));
        var paid = workings.Figure(factor);
        var net = workings.Figure(workings.Given(new("net", "Net amount", Unit.Money), 0m));
        return new(claimed.Id, Money.Zero, Money.Zero, Figure.Absent(AbsenceKind.NotApplicable, reason, Unit.Rate), paid, net);
    }

    private static void ValidateShare(Rate share, string path, List<Failure> failures)
    {
        if (share <= Rate.Zero || share > Rate.One)
        {
            failures.Add(new("rate-range", path, share.ToString(), "A share is above 0 and at most 100 %.",
                "Write it as a fraction: 0.02 for 2 %."));
        }
    }

    private sealed record Claimed(ExchangeParticipant Given, Figure Withheld, Figure Claim, Quantity Share, Workings Workings)
    {
        public string Id => Given.Id;

        public bool IsScored => Given.Score.Value is not null;
    }
}
