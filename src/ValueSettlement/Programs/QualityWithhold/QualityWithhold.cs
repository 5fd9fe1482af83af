using ValueSettlement.Benchmarks;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>
/// A share of capitation or of another base that is withheld and earned back by quality, with an optional bonus.
/// <code>
/// withheld = base × withhold ─► share earned by the score = comes back;  withheld − that = kept, or to the incentive pool
/// bonus    = base × greatest bonus ─► share earned by the score
/// </code>
/// What is settled is what comes back and the bonus; the payer has kept the withhold before. Nothing is owed by the provider.
/// <see cref="Result"/> says what becomes of the rest.
/// </summary>
public sealed partial class QualityWithhold : Programme<QualityWithholdTerms>
{
    /// <summary>The part of what comes back of the withhold, where there is a bonus beside it.</summary>
    public const string Withhold = "withhold";

    /// <summary>The part of the bonus, where there is one.</summary>
    public const string Bonus = "bonus";

    private static readonly Authority Order = Authority.Remembered("Usual order of such contracts, not read in one",
        "What comes back and the bonus are found apart and added up; the contract decides.",
        "the withhold and bonus sections of the contract of the parties");

    private static readonly ContractWords Words = new() { Gains = "amounts earned" };

    private QualityWithhold(QualityWithholdTerms terms)
        : base(terms)
    {
    }

    /// <inheritdoc/>
    private protected override string Name => "Quality withhold";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Period, withhold, what a score earns back, and the bonus.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static QualityWithhold For(QualityWithholdTerms terms) => new(terms);

    /// <summary>How much of a target was reached, as a score: actual ÷ target, not below 0 and not above 1.</summary>
    /// <param name="actual">What was reached, for example a reduction.</param>
    /// <param name="target">What was agreed on, positive; in the unit of the other one.</param>
    /// <exception cref="SettlementException">The two have different units, or the target is not positive.</exception>
    public static Figure Reached(Figure actual, Figure target)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(target);
        var failures = new List<Failure>();
        if (target is { HasValue: true } && FigureRules.UnitOf(actual, "actual", target.Unit == Unit.Unstated ? actual.Unit : target.Unit,
            $"What was reached is in the unit of its target, {EnumText.Of(target.Unit)}.", "State both in one unit.") is { } other)
        {
            failures.Add(other);
        }

        if (target is { HasValue: true, Value: <= 0m })
        {
            failures.Add(new("figure-range", "target", target.ToString(), "A target is positive.",
                "State a reduction as a positive number, and what was reached as well."));
        }

        SettlementException.ThrowIfAny(failures);
        var workings = new Workings();
        var whole = workings.Given(new("target", "Target", target.Unit), target);
        var reached = workings.Divide(new("reached", "Part of the target", Unit.Rate),
            workings.Given(new("actual", "Actual", actual.Unit), actual), whole);
        return workings.Figure(workings.Clamp(new("score", "Score", Unit.Rate), reached, Quantity.Of("nothing", 0m, Unit.Rate),
            Quantity.Of("the whole", 1m, Unit.Rate)));
    }

    /// <summary>What the contract settles.</summary>
    /// <param name="whole">What a share of is withheld, in money, not negative: the capitation of the period.</param>
    /// <param name="score">The score that earns the withhold back, 0 to 1.</param>
    /// <param name="bonusScore">The score that earns the bonus, 0 to 1; <see langword="null"/> for the same one.</param>
    /// <exception cref="SettlementException">A figure has another unit or lies out of its range, or a score for a bonus is stated and the
    /// terms have none; carries every reason.</exception>
    public Experience Experience(Figure whole, Figure score, Figure? bonusScore = null)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(score);
        if (Terms.Measures is { } measured)
        {
            throw new SettlementException([new("score-of-measures", "score", score.ToString(),
                $"The score is that of the measures of the terms ({measured.Id} {measured.Version}).",
                "Give the observations: Experience(whole, observations).")]);
        }

        return OfScore(whole, Quality.Scored(score), bonusScore);
    }

    /// <summary>What the contract settles, from what was observed of the measures of its terms.</summary>
    /// <param name="whole">What a share of is withheld, in money, not negative: the capitation of the period.</param>
    /// <param name="observations">One for each measure, or one for each of its strata.</param>
    /// <param name="bonusPoints">Bonus points, where the measures have them.</param>
    /// <param name="bonusScore">The score that earns the bonus, 0 to 1; <see langword="null"/> for the same one.</param>
    /// <exception cref="SettlementException">The terms hold no measures, an observation cannot be, or a score for a bonus is stated and the
    /// terms have none; carries every reason.</exception>
    public Experience Experience(
        Figure whole, ValueList<Observation> observations, Figure? bonusPoints = null, Figure? bonusScore = null)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return OfScore(whole, Quality.Scored(Score(observations, bonusPoints)), bonusScore);
    }

    /// <summary>The score of what was observed of the measures of the terms.</summary>
    /// <param name="observations">One for each measure, or one for each of its strata.</param>
    /// <param name="bonusPoints">Bonus points, where the measures have them.</param>
    /// <exception cref="SettlementException">The terms hold no measures, or an observation cannot be; carries every reason.</exception>
    public SetScore Score(ValueList<Observation> observations, Figure? bonusPoints = null) => Terms.Measures is { } measured
        ? measured.Score(observations, bonusPoints)
        : throw new SettlementException([new("measures-missing", "measures", string.Empty, "The terms hold no measures.",
            "State them in the terms, or give the score itself.")]);

    private Experience OfScore(Figure whole, Quality score, Figure? bonusScore)
    {
        var failures = new List<Failure>();
        if (Terms.Bonus is null && bonusScore is not null)
        {
            failures.Add(new("term-unused", "bonusScore", bonusScore.ToString(), "The terms have no bonus.",
                "Leave the score out, or state the bonus in the terms."));
        }

        FigureRules.Amount(whole, "whole", "What a share is withheld of", failures);
        FigureRules.Share(score.Score, "score", "A score", failures);
        FigureRules.Share(bonusScore, "bonusScore", "A score", failures);
        SettlementException.ThrowIfAny(failures);

        var withheld = ShareOf("withheld", Terms.Withhold, whole, score);
        return Made(Terms.Bonus is not { } bonus ? withheld
            : new()
            {
                Parts =
                [
                    withheld with { Arrangement = Withhold },
                    ShareOf(bonusScore is null ? "greatest bonus, earned by the score of the withhold" : "greatest bonus", bonus.Greatest,
                        whole, bonusScore is null ? score : Quality.Scored(bonusScore)) with
                    {
                        Arrangement = Bonus,
                    },
                ],
            });
    }

    /// <summary>What a settlement comes to: what was withheld, what of it came back, what did not, and the bonus, as published.</summary>
    /// <param name="settlement">A settlement of <see cref="Programme{TTerms}.Contract"/>.</param>
    /// <param name="approvedCapitation">
    /// The capitation that the state and CMS approved, in money: the result then says whether capitation and bonus together stay within the
    /// greatest payment, 42 CFR 438.6(b)(2). <see langword="null"/> not to ask.
    /// </param>
    /// <exception cref="SettlementException">It is a settlement of another contract, or the approved capitation is no amount.</exception>
    public WithholdResult Result(Settlement settlement, Figure? approvedCapitation = null)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        var (back, bonus) = Terms.Bonus is null ? (settlement, null)
            : (settlement.Parts.FirstOrDefault(static p => p.Arrangement == Withhold),
                settlement.Parts.FirstOrDefault(static p => p.Arrangement == Bonus));
        if (back is null || back.Parts.Count > 0 || settlement.ContractId != Terms.Id || (bonus is null && Terms.Bonus is not null))
        {
            throw new SettlementException([new("settlement-of-other-contract", "settlement", settlement.ContractId,
                $"A result is that of a settlement of the contract '{Terms.Id}'.", "Settle the contract of these terms.")]);
        }

        var failures = new List<Failure>();
        FigureRules.Amount(approvedCapitation, "approvedCapitation", "The approved capitation", failures);
        SettlementException.ThrowIfAny(failures);

        var workings = new Workings("result");
        var publishing = settlement.Contract.Publishing;
        var alone = workings.Given(new("withheld-alone", "Withheld, rounded by itself", Unit.Money, null, Terms.Withhold.Authority),
            SettledAmount.Of(back.Opening, publishing).Published);
        var earned = workings.Given(new("earned-back", "Earned back", Unit.Money, null, Terms.EarnedBack.Authority), Published(back));
        // What came back is published so that it adds up with the bonus, and may carry a unit that the withhold by itself does not.
        var withheld = workings.Greatest(new("withheld", "Withheld", Unit.Money, null, Terms.Withhold.Authority), alone, earned);
        var (withheldFigure, earnedFigure) = (workings.Figure(withheld), workings.Figure(earned));
        var rest = workings.Figure(workings.Subtract(
            new("not-earned", Terms.IncentivePool is { } pool ? $"To the {pool}" : "Kept by the payer", Unit.Money), withheld, earned));
        var paid = workings.Given(new("bonus", "Bonus", Unit.Money, null, Terms.Bonus?.Earned.Authority),
            bonus is null ? 0m : Published(bonus));
        return new()
        {
            Withheld = withheldFigure,
            EarnedBack = earnedFigure,
            NotEarned = rest,
            GoesTo = Terms.IncentivePool,
            Bonus = workings.Figure(paid),
            Exceeded = approvedCapitation is null ? null : Exceeds(paid, approvedCapitation),
        };
    }

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        SharingRate back = new()
        {
            Label = Terms.IncentivePool is { } pool ? $"Withhold earned back; the rest goes to the {pool}" : "Withhold earned back",
            Gain = Terms.EarnedBack,
            Loss = Rate.Zero,
            Authority = Terms.EarnedBack.Authority,
        };
        Contract contract = new()
        {
            Id = Terms.Id,
            Currency = Terms.Currency,
            Term = Terms.Term,
            Opening = OpeningAmount.Stated,
            Clauses = [back],
            Payment = [new PriorSettlement()],
            OrderAuthority = Order,
            Words = Words,
            Payoff = new("spending", "What was withheld comes back by the score, whatever was spent."),
        };
        return Terms.Bonus is not { } bonus ? contract : contract with
        {
            Opening = OpeningAmount.BenchmarkLessExpenditure,
            Clauses = [],
            Parts =
            [
                new Arrangement { Id = Withhold, Opening = OpeningAmount.Stated, Clauses = [back] },
                new Arrangement
                {
                    Id = Bonus,
                    Opening = OpeningAmount.Stated,
                    Clauses = [back with { Label = "Bonus earned", Gain = bonus.Earned, Authority = bonus.Earned.Authority }],
                },
            ],
        };
    }

    private static Experience ShareOf(string name, Cited<Rate> share, Figure whole, Quality score) => new()
    {
        Opening = EpisodeFigures.ShareOf(name, share.Value, "base", whole, share.Authority),
        Facts = [score.Score is { Lines.Count: 0 } stated ? score with { Score = Shown(stated) } : score],
    };

    // A score that was computed has its lines; one that was stated gets the line that says so.
    private static Figure Shown(Figure score)
    {
        var workings = new Workings();
        workings.Given(new(QualityWithholdTerms.ScoreKey, "Score", Unit.Rate), score);
        return score with { Lines = workings.Lines };
    }

    private static decimal Published(Settlement part) => (part.BroughtIn ?? part.Earned).Published;

    private Failure? Exceeds(Quantity bonus, Figure approvedCapitation)
    {
        var most = GreatestPayment.CitedOn(Terms.Term.Start);
        if (approvedCapitation.Value is not { } approved)
        {
            return new("figure-absent", "approvedCapitation", approvedCapitation.ToString(),
                "Whether incentives stay within their limit depends on the approved capitation.", "State the approved capitation.");
        }

        var workings = new Workings();
        var whole = Quantity.Of("approved capitation", approved, Unit.Money);
        var together = workings.Multiply(new("greatest", "Most with incentives", Unit.Money),
            Quantity.Of("greatest payment", most.Value.Fraction, Unit.Rate), whole);
        var incentives = workings.Subtract(new("incentives", "Most of incentives", Unit.Money), together, whole).Number;
        return bonus.Number <= incentives ? null : new("incentives-above-limit", "bonus", UnitText.Of(bonus.Number, Unit.Money),
            $"Capitation and incentives are together at most {most.Value} of the approved capitation ({most.Authority}): a bonus of at "
                + $"most {UnitText.Of(incentives, Unit.Money)}.", "Reduce the bonus, or have another capitation approved.");
    }
}

/// <summary>What a settlement of a quality withhold comes to, in money as published; each figure has its lines.</summary>
public sealed record WithholdResult
{
    /// <summary>What was withheld, not negative.</summary>
    public required Figure Withheld { get; init => field = Given.Of(value); }

    /// <summary>What of it comes back, not negative and at most what was withheld.</summary>
    public required Figure EarnedBack { get; init => field = Given.Of(value); }

    /// <summary>What does not come back: withheld − earned back.</summary>
    public required Figure NotEarned { get; init => field = Given.Of(value); }

    /// <summary>The fund that it goes to; <see langword="null"/> if the payer keeps it.</summary>
    public string? GoesTo { get; init; }

    /// <summary>The bonus, not negative; zero without one.</summary>
    public required Figure Bonus { get; init => field = Given.Of(value); }

    /// <summary>Why the bonus exceeds what may be paid as an incentive; <see langword="null"/> if it does not, or nobody asked. A warning:
    /// the settlement stands, and whoever pays decides.</summary>
    public Failure? Exceeded { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
