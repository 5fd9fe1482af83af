using ValueSettlement.Curves;

namespace ValueSettlement.Programs;

/// <summary>
/// A withhold that is earned back by score in a pool: what is withheld of every participant is paid back to all of them in proportion to
/// base and score.
/// <code>
/// claim = base × withhold rate × score ÷ greatest score;  pool = payback share × Σ base × withhold rate;  slope = pool ÷ Σ claims
/// value-based rate = withhold rate × score ÷ greatest score × slope;  factor = 1 + rate − withhold rate;  net = base × (factor − 1)
/// </code>
/// 42 CFR 412.162 (hospital value-based purchasing, the whole is paid back), 413.338 (skilled nursing facilities, a part of it, and another
/// exchange function). The scale of the scores does not matter: all of them twice as large lead to the same amounts.
/// The contract is a sum with a pool that is paid in full (<see cref="PoolPayout.InFull"/>), which pays each part its share less
/// its withhold; <see cref="Experience"/> is what it settles; <see cref="Exchange"/> gives rates and factors by themselves.
/// </summary>
public sealed class ExchangePool : Programme<ExchangePoolTerms>
{
    private static readonly Authority Order = Authority.Of("42 CFR 412.162(b)(3), (c)",
        "Withholds and claims are found first, the pool and its slope of all of them next, and each part is paid its share less its "
        + "withhold; a contract of its own decides.");

    // A claim is carried at twelve decimals: with this slope half of the last one is still less than a ten-thousandth of a cent of pay.
    private const decimal LargestSlope = 1_000_000m;

    private const string ClaimsKey = "claims";

    private readonly ExchangeWords words;

    private ExchangePool(ExchangePoolTerms terms, ExchangeWords words)
        : base(terms) => this.words = words;

    /// <summary>The number among the facts of the sum that states what the pool holds.</summary>
    public static Basis Available { get; } = new("exchange-pool");

    /// <summary>The number among the facts of a part that states what was withheld of it.</summary>
    public static Basis AmountWithheld { get; } = new("amount-withheld");

    /// <summary>The same number in a programme that withholds nothing and multiplies payments by one factor.</summary>
    public static Basis AmountAtStake { get; } = new("amount-at-stake");

    /// <summary>The number among the facts of a part that states the most that it gains, where the terms limit that.</summary>
    public static Basis MostGained { get; } = new("greatest-gain");

    /// <inheritdoc/>
    private protected override string Name => "Exchange pool";

    private Cited<Rate> Payback => Terms.PaybackShare!;

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Period, participants, withhold, scores, and what is paid back.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static ExchangePool For(ExchangePoolTerms terms) => new(terms, new());

    /// <summary>The same pool in the words of a programme whose exchange function it is.</summary>
    internal static ExchangePool For(ExchangePoolTerms terms, ExchangeWords words) => new(terms, words);

    /// <summary>Rates, factors and net amounts of the participants, each with its lines.</summary>
    /// <param name="participants">Every participant of the terms once, in any order.</param>
    /// <exception cref="SettlementException">Something is wrong with a participant, or these are not those of the terms; carries all of
    /// it.</exception>
    public Exchanged Exchange(ValueList<ExchangeParticipant> participants)
    {
        var claims = Claims(participants);
        var scored = claims.Where(static c => c.IsScored).ToArray();
        var (withheld, pool) = PoolOf(scored);
        var slope = SlopeOf(scored, pool);
        var neutral = Terms.Unscored.Value == UnscoredParticipant.Neutral;
        return new(
            slope.Value is null ? ExchangeStatus.NoPositiveScore : ExchangeStatus.Exchanged, withheld, pool, slope,
            claims.Where(c => c.IsScored || neutral).Select(c => c.IsScored ? Rated(c, slope) : Neutral(c)).ToValueList(),
            neutral ? [] : claims.Where(static c => !c.IsScored).Select(static c => c.Id).ToValueList());
    }

    /// <summary>What the contract settles: claims, what was withheld, and the pool.</summary>
    /// <param name="participants">Every participant of the terms once, in any order.</param>
    /// <exception cref="SettlementException">Something is wrong with a participant, these are not those of the terms, or no score is
    /// positive; carries all of it.</exception>
    public Experience Experience(ValueList<ExchangeParticipant> participants)
    {
        var claims = Claims(participants);
        var scored = claims.Where(static c => c.IsScored).ToArray();
        var (_, pool) = PoolOf(scored);
        var slope = SlopeOf(scored, pool);
        if (slope.Value > LargestSlope)
        {
            throw new SettlementException([new("slope-range", "participants", NumberText.Number(slope.Value.Value),
                "A settlement carries twelve decimals, and the claims are less than a millionth of the pool: the greatest score is far "
                + "above every score.",
                "State scores and greatest score on the scale that the scores have: only their proportions matter.")]);
        }

        if (slope.Value is null && !IsKept)
        {
            throw new SettlementException([new("no-positive-score", "participants", NumberText.Number(participants.Count),
                $"A pool is paid in proportion to what is claimed. {WhyNothing(scored)}",
                "Check bases and scores. If they are right, and the rule says that nothing is then paid back, state so in the terms "
                + "(Unclaimed = Kept); otherwise agree what becomes of the pool, and state that amount in a contract of its own.")]);
        }

        return Made(new()
        {
            Facts = [Number.Of(Available, pool)],
            Parts = claims.Select(c => new Experience
            {
                Arrangement = c.Id,
                Opening = Told(c, pool, slope),
                Facts = Terms.GreatestGain is null ? [Number.Of(words.Amount, c.Withheld with { Lines = [] })]
                    : [Number.Of(words.Amount, c.Withheld with { Lines = [] }), Number.Of(MostGained, MostOf(c))],
            }).ToValueList(),
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id,
        Currency = Terms.Currency,
        Term = Terms.Term,
        Parts = Terms.Participants.Select(Agreement (id) => new Arrangement
        {
            Id = id,
            Opening = OpeningAmount.Stated,
            Payment = Payment(),
        }).ToValueList(),
        Pool = new()
        {
            Funding = PoolFunding.StatedAmount,
            Available = Available,
            Payout = PoolPayout.InFull,
            Authority = Payback.Authority,
        },
        Pays = Payee.Parts,
        OrderAuthority = words.Order ?? Order,
        Words = words.Contract,
        Payoff = new("spending", words.Payoff),
    };

    private ValueList<Clause> Payment()
    {
        Deduction withheld = new()
        {
            Label = words.TakenOff,
            Amount = new WholeOf(words.Amount),
            Authority = Terms.Withhold.Authority,
        };
        return Terms.GreatestGain is not { } most ? [withheld]
            : [withheld, new Limit { Label = "Held to the greatest gain", Gain = new WholeOf(MostGained), Authority = most.Authority }];
    }

    private bool IsKept => Terms.Unclaimed is { Value: UnclaimedPool.Kept };

    private Figure MostOf(Claimed claimed) => claimed.IsScored
        ? Money.Of(Carried.Carry(new Workings().Multiply(new("most-gained", "The most that is gained", Unit.Money),
            Quantity.Of("base", claimed.Given.Base.Value!.Value, Unit.Money),
            Quantity.Of("most", Terms.GreatestGain!.Value.Fraction, Unit.Rate)).Number)) : Money.Zero;

    private ValueList<Claimed> Claims(ValueList<ExchangeParticipant> participants)
    {
        ArgumentNullException.ThrowIfNull(participants);
        var failures = new List<Failure>();
        var names = Terms.Participants.ToHashSet(StringComparer.Ordinal);
        var given = new Dictionary<string, ExchangeParticipant>(StringComparer.Ordinal);
        for (var i = 0; i < participants.Count; i++)
        {
            var (participant, path) = (participants[i], Paths.Item(string.Empty, "participants", i));
            ValidateName(participant, path, names, given, failures);
            Validate(participant, path, failures);
        }

        foreach (var name in Terms.Participants.Where(name => !given.ContainsKey(name)))
        {
            failures.Add(new("participant-missing", "participants", name, "Every participant of the terms has its base and its score.",
                "State it; one that was not scored with the reason why."));
        }

        return failures.Count == 0 ? Terms.Participants.Select(name => Claim(given[name])).ToValueList()
            : throw new SettlementException(failures);
    }

    private static void ValidateName(ExchangeParticipant participant, string path, HashSet<string> names,
        Dictionary<string, ExchangeParticipant> given, List<Failure> failures)
    {
        if (participant.Id is not { } id || !names.Contains(id))
        {
            failures.Add(new("participant-unknown", Paths.Join(path, "id"), participant.Id ?? string.Empty,
                "The terms name the participants, and this is none of them.", "Check the name, or make terms with this participant."));
        }
        else if (!given.TryAdd(id, participant))
        {
            failures.Add(new("id-twice", Paths.Join(path, "id"), id, "Every participant has a name of its own.",
                "Leave the second one out."));
        }
    }

    private void Validate(ExchangeParticipant participant, string path, List<Failure> failures)
    {
        if (participant.Base.Value is not (>= 0m and <= Money.Largest) || participant.Base.Unit is not (Unit.Money or Unit.Unstated))
        {
            failures.Add(new("figure-range", Paths.Join(path, "base"), participant.Base.ToString(),
                "What a share of is withheld is an amount of money from 0 to 10^15.", "State what is paid before anything is withheld."));
        }

        var most = Terms.MaximumScore.Value;
        if (participant.Score.Unit is Unit.Money or Unit.PerCapita || (participant.Score.Unit == Unit.Rate && most != 1m))
        {
            failures.Add(new("figure-unit", Paths.Join(path, "score"), participant.Score.ToString(),
                "A score is stated in the points of the greatest score.", "State 60 of 100 as 60, without a unit or in points."));
        }
        else if (participant.Score.Value is { } score && (score < 0m || score > most))
        {
            failures.Add(new("score-range", Paths.Join(path, "score"), NumberText.Number(score),
                $"A score lies between 0 and {NumberText.Number(most)}.", "Check the score, or the greatest score."));
        }
        else if (participant.Score.Value is { } scored && Terms.Curve is { } curve && curve.Value.RowAt(scored) is null)
        {
            failures.Add(new("scale-covers", "curve", NumberText.Number(scored), "The scale has a value for every score.",
                "Say what applies below the first row and above the last one."));
        }
    }

    private Claimed Claim(ExchangeParticipant participant)
    {
        var workings = new Workings(participant.Id);
        if (participant.Score.Value is null)
        {
            if (participant.Score.Lines.Count > 0)
            {
                workings.Given(new("score", "Score", Unit.Points), participant.Score);
            }

            var nothing = workings.Given(new("claim", "Claim", Unit.Money, null, UnscoredBy(participant)), 0m);
            workings.Remark(Remark(participant));
            return new(participant, Money.Zero, workings.Figure(nothing), default, workings);
        }

        var paid = workings.Given(new("base", "Base", Unit.Money), participant.Base);
        var withheld = workings.Multiply(new("withheld", words.Withheld, Unit.Money, null, Terms.Withhold.Authority), paid, WithholdRate);
        var before = workings.Figure(withheld);
        var score = workings.Given(new("score", "Score", Unit.Points), participant.Score);
        if (Terms.Curve is { } curve)
        {
            var share = workings.Lookup(new("share-earned", "Share earned by the score", Unit.Rate, null, curve.Authority), curve.Value,
                score);
            return new(participant, before, workings.Figure(workings.Multiply(new("claim", "Claim", Unit.Money), withheld, share)), share,
                workings);
        }

        var authority = Terms.MaximumScore.Authority;
        var most = Quantity.Of("greatest score", Terms.MaximumScore.Value, Unit.Points);
        var claim = workings.Figure(workings.Prorate(new("claim", "Claim", Unit.Money, null, authority), withheld, score, most));
        return new(participant, before, claim,
            workings.Divide(new("share-earned", "Share earned by the score", Unit.Rate, null, authority), score, most), workings);
    }

    private Quantity WithholdRate => Quantity.Of(words.Rate, Terms.Withhold.Value.Fraction, Unit.Rate);

    private (Figure Withheld, Figure Pool) PoolOf(Claimed[] scored)
    {
        var workings = new Workings("pool");
        var rate = WithholdRate;
        var withheld = workings.Blend(new("withheld", $"{words.Withheld} from all", Unit.Money, null, Terms.Withhold.Authority),
            [.. scored.SelectMany(c => new[] { rate, new Quantity(c.Id, c.Given.Base.Value, Unit.Money) })]);
        var all = workings.Figure(withheld);
        return (all, Payback.Value == Rate.One ? all
            : workings.Figure(workings.Multiply(new("paid-back", "Paid back", Unit.Money, null, Payback.Authority), withheld,
                Quantity.Of("payback share", Payback.Value.Fraction, Unit.Rate))));
    }

    private static Figure SlopeOf(Claimed[] scored, Figure pool)
    {
        var workings = new Workings("slope");
        var held = workings.Given(new("pool", "Pool", Unit.Money), pool);
        var claims = workings.Add(new(ClaimsKey, "Claims of all", Unit.Money),
            [.. scored.Select(static c => new Quantity(c.Id, c.Claim.Value, Unit.Money))]);
        Step slope = new("slope", "Slope");
        return workings.Figure(claims.Value > 0m ? workings.Divide(slope, held, claims)
            : workings.Absent(slope, new(AbsenceKind.NotCalculable, WhyNothing(scored))));
    }

    private static string WhyNothing(Claimed[] scored) => scored.Length == 0 ? "No participant has a score."
        : Array.TrueForAll(scored, static c => c.Given.Base.Value == 0m) ? "The base of every participant with a score is 0."
        : "No participant with a base above 0 earned anything by its score.";

    /// <summary>The claim with what it leads to for the participant: its statement has no other place for rate and factor.</summary>
    private Figure Told(Claimed claimed, Figure pool, Figure slope)
    {
        if (!claimed.IsScored)
        {
            return Terms.Unscored.Value != UnscoredParticipant.Neutral ? claimed.Claim
                : claimed.Claim with { Lines = [.. claimed.Claim.Lines, .. Neutral(claimed).AdjustmentFactor.Lines] };
        }

        if (slope.Value is not null)
        {
            var held = claimed.Workings.Given(new("pool", "Pool of all", Unit.Money), pool.Value!.Value);
            var claims = slope.Lines.First(static line => line.Key == ClaimsKey);
            claimed.Workings.Divide(new("slope", "Slope"), held,
                claimed.Workings.Given(new(ClaimsKey, claims.Label, Unit.Money), claims.Value!.Value));
        }

        return claimed.Claim with { Lines = Rated(claimed, slope).AdjustmentFactor.Lines };
    }

    private ExchangedParticipant Rated(Claimed claimed, Figure slope)
    {
        var workings = claimed.Workings;
        var withhold = WithholdRate;
        var earned = new Step("value-based-rate", words.Earned, Unit.Rate, null, Terms.Withhold.Authority);
        var rate = slope.Value is null && IsKept ? Nothing(workings, earned with { Authority = Terms.Unclaimed!.Authority })
            : workings.Multiply(earned, withhold, claimed.Share, new("slope", slope.Value, Unit.Factor, slope.Absence));
        var paid = workings.Figure(rate);
        var change = workings.Subtract(new("adjustment", $"{words.Earned} less {words.Rate}", Unit.Rate), rate, withhold);
        if (Terms.GreatestGain is { } most)
        {
            change = workings.Least(new("adjustment-limited", $"{words.Earned} less {words.Rate}, at most the greatest gain", Unit.Rate,
                null, most.Authority), change, Quantity.Of("greatest gain", most.Value.Fraction, Unit.Rate));
        }

        var factor = workings.Figure(workings.Add(new("adjustment-factor", "Adjustment factor"), Quantity.Of("one", 1m), change));
        var net = workings.Multiply(new("net", "Net amount", Unit.Money),
            new("Base", claimed.Given.Base.Value, Unit.Money), change);
        return new(claimed.Id, claimed.Withheld, claimed.Claim, paid, factor, workings.Figure(net));
    }

    /// <summary>Where it stands that a participant has no score: on its own line, or in the pool's rule.</summary>
    private Authority UnscoredBy(ExchangeParticipant participant) =>
        (participant.Score.Lines.Count > 0 ? participant.Score.Lines[^1].Authority : null) ?? Terms.Unscored.Authority;

    private static Quantity Nothing(Workings workings, Step step)
    {
        var nothing = workings.Given(step, 0m);
        workings.Remark("Nothing was claimed of the pool: nothing is paid back.");
        return nothing;
    }

    private ExchangedParticipant Neutral(Claimed claimed)
    {
        var absence = claimed.Given.Score.Absence ?? NoScore;
        var workings = new Workings(claimed.Id);
        var factor = workings.Given(new("adjustment-factor", "Adjustment factor", Authority: Terms.Unscored.Authority), 1m);
        workings.Remark(Remark(claimed.Given));
        var paid = workings.Figure(factor);
        var net = workings.Figure(workings.Given(new("net", "Net amount", Unit.Money), 0m));
        return new(claimed.Id, claimed.Withheld, claimed.Claim, Figure.Absent(absence.Kind, absence.Reason, Unit.Rate), paid, net);
    }

    private static Absence NoScore => new(AbsenceKind.Missing, "No score was stated.");

    private string Remark(ExchangeParticipant participant) =>
        (Terms.Unscored.Value == UnscoredParticipant.Neutral ? "Paid as without the pool. " : "Left out. ")
            + (participant.Score.Absence ?? NoScore).Reason;

    private sealed record Claimed(ExchangeParticipant Given, Figure Withheld, Figure Claim, Quantity Share, Workings Workings)
    {
        public string Id => Given.Id;

        public bool IsScored => Given.Score.Value is not null;
    }
}
