namespace ValueSettlement;

/// <summary>
/// How much of what is paid depends on what happens: the least and the greatest amount payable while one thing varies, and their
/// difference, as published.
/// <code>at risk = greatest − least;  share = at risk ÷ base</code>
/// </summary>
public sealed record MoneyAtRisk
{
    /// <summary>The least amount payable, in money: positive to the provider, negative owed by it.</summary>
    public required Figure Least { get; init => field = Given.Of(value); }

    /// <summary>The greatest amount payable, in money.</summary>
    public required Figure Greatest { get; init => field = Given.Of(value); }

    /// <summary>The difference of the two, in money, not negative.</summary>
    public required Figure AtRisk { get; init => field = Given.Of(value); }

    /// <summary>The difference as a share of the base; absent where no base was stated, or one of zero.</summary>
    public required Figure ShareOfBase { get; init => field = Given.Of(value); }

    /// <summary>Where the least amount is payable: the first opening amount, or the first score as a fraction.</summary>
    public required decimal LeastAt { get; init; }

    /// <summary>Where the greatest amount is payable: the first opening amount, or the first score as a fraction.</summary>
    public required decimal GreatestAt { get; init; }

    /// <summary>What is held fixed, in words.</summary>
    public ValueList<string> HeldFixed { get; init => field = Given.Of(value); } = [];

    /// <summary>The amounts in one sentence.</summary>
    public override string ToString() => $"{Least} to {Greatest}: {AtRisk} at risk"
        + (ShareOfBase.Value is null ? string.Empty : $", {ShareOfBase} of the base");
}

/// <summary>How much is at risk under a contract.</summary>
public static class MoneyAtRiskExtensions
{
    private const int MostScores = 10_000;

    /// <summary>
    /// What is at risk over opening amounts: exact for every whole cent (or finer unit of the currency) between the bounds, for it asks the
    /// fold beside every edge of the payoff.
    /// </summary>
    /// <param name="prepared">The prepared contract; the whole is paid.</param>
    /// <param name="experience">Benchmark and facts; the spending or opening amount that varies is not needed and not read.</param>
    /// <param name="from">The least opening amount, of either sign, up to whole cents.</param>
    /// <param name="to">The greatest opening amount, down to whole cents.</param>
    /// <param name="ofBase">What the share is a share of, for example the base fee; <see langword="null"/> for no share.</param>
    /// <param name="part">Whose opening amount varies, if the contract has parts: the names from the outermost in.</param>
    /// <exception cref="SettlementException">Something is wrong with the experience or the bounds, what is paid is no curve of the opening
    /// amount, or the parts are paid; carries all of it.</exception>
    public static MoneyAtRisk AtRisk(this PreparedContract prepared, Experience experience, Money from, Money to, Money? ofBase = null,
        params ReadOnlySpan<string> part)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(experience);
        var varied = PayoffExtensions.Varied(prepared, part);
        List<Failure>? failures = null;
        var digits = Math.Max(2, Rounding.OfCurrency(varied.Contract.Currency).Digits);
        var (first, last) = (new Rounding(digits, RoundingMode.Up).Apply(from.Amount),
            new Rounding(digits, RoundingMode.Down).Apply(to.Amount));
        if (first > last)
        {
            (failures ??= []).Add(new("bounds-order", "to", to.ToString(), $"The greatest opening amount is not below the least ({from}).",
                "Swap or correct the two."));
        }

        if (prepared.Agreement.Pays == Payee.Parts)
        {
            (failures ??= []).Add(new("at-risk-parts", "pays", EnumText.Of(Payee.Parts),
                "Where the parts are paid, each has its own amount at risk, and a pool may make it no curve.",
                "Settle with the opening amounts in question and read what is payable to the part (settlement.Parts)."));
        }

        try
        {
            var found = prepared.CurveOfOpening(experience, part, ref failures);
            var curve = failures is null ? prepared.CurveOfPayable(found, ref failures) : null;
            if (failures is not null)
            {
                throw new SettlementException(failures);
            }

            var payable = Places(curve!, first, last, digits)
                .Select(at => (at, prepared.PayableAt(found, at, ref failures).Published)).ToArray();
            return failures is null
                ? Of(payable, Unit.Money, ofBase, [.. PayoffExtensions.HeldFacts(found)])
                : throw new SettlementException(failures);
        }
        catch (InvalidOperationException problem)
        {
            throw new SettlementException([new("payoff-range", "clauses", string.Empty, problem.Message,
                "Use fewer bands and regions, or smaller slopes.")]);
        }
    }

    /// <summary>
    /// What is at risk over quality scores: an exact settlement at both ends and at every step between them. What happens between two
    /// steps is not asked, so choose them as fine as the scores are.
    /// </summary>
    /// <param name="prepared">The prepared contract.</param>
    /// <param name="experience">What happened, with the quality fact whose score varies, of the whole or of parts; its score is not
    /// read.</param>
    /// <param name="from">The least score, 0 to 1.</param>
    /// <param name="to">The greatest score, 0 to 1.</param>
    /// <param name="step">From one score to the next, above zero: at most 10,000 steps.</param>
    /// <param name="ofBase">What the share is a share of, for example the base fee; <see langword="null"/> for no share.</param>
    /// <param name="part">Whose payment is asked for, where the parts are paid: the names from the outermost in. All scores vary
    /// together.</param>
    /// <exception cref="SettlementException">Something is wrong with the experience or the scores, it states no quality, or the part is not
    /// named or not paid; carries all of it.</exception>
    public static MoneyAtRisk AtRiskOverScores(this PreparedContract prepared, Experience experience, Rate from, Rate to, Rate step,
        Money? ofBase = null, params ReadOnlySpan<string> part)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(experience);
        experience.RefuseTooManyParts();
        var failures = new List<Failure>();
        foreach (var (rate, name) in new[] { (from, "from"), (to, "to") })
        {
            if (rate < Rate.Zero || rate > Rate.One)
            {
                failures.Add(new("score-range", name, rate.ToString(), "A quality score is a fraction between 0 and 1.",
                    "Divide points by the points possible: 89.41 of 100 is 0.8941."));
            }
        }

        if (from > to)
        {
            failures.Add(new("bounds-order", "to", to.ToString(), $"The greatest score is not below the least ({from}).",
                "Swap or correct the two."));
        }

        if (step <= Rate.Zero || (to.Fraction - from.Fraction) / MostScores > step.Fraction)
        {
            failures.Add(new("score-step", "step", step.ToString(),
                FormattableString.Invariant($"A step lies above zero, and there are at most {MostScores:#,##0} of them."),
                "Take 0.01 for scores in whole percent."));
        }

        if (!StatesQuality(experience, 0))
        {
            failures.Add(new("quality-missing", "facts", string.Empty, "A score varies where the experience states a quality fact.",
                "Add Quality.Met(…) to the facts of the whole or of the part; its score is not read."));
        }

        if (prepared.Find(part) is not { IsPaid: true, Agreement.Pays: Payee.Whole })
        {
            failures.Add(PayoffExtensions.Unknown("at-risk-parts", prepared, part, prepared.Agreement.Pays == Payee.Parts
                ? "Where the parts are paid, each has its own amount at risk." : "The whole is paid, and no part by itself."));
        }

        SettlementException.ThrowIfAny(failures);

        var payable = new List<(decimal At, decimal Payable)>();
        for (var score = from.Fraction; ; score = Math.Min(score + step.Fraction, to.Fraction))
        {
            var settled = prepared.Settle(Scored(experience, Rate.Of(score), 0));
            foreach (var name in part)
            {
                settled = settled.Parts.First(p => p.Arrangement == name);
            }

            payable.Add((score, settled.Payable.Published));
            if (score >= to.Fraction)
            {
                return Of(payable, Unit.Rate, ofBase, []);
            }
        }
    }

    // A line has its extremes at its ends; which unit beside an edge still belongs to a piece is left to the fold.
    private static SortedSet<decimal> Places(Curves.Curve curve, decimal first, decimal last, int digits)
    {
        var unit = new decimal(1, 0, 0, isNegative: false, (byte)digits);
        var below = new Rounding(digits, RoundingMode.Down);
        var places = new SortedSet<decimal> { first, last };
        foreach (var edge in curve.Edges.Where(edge => edge.At >= first - unit && edge.At <= last + unit))
        {
            for (var i = -1; i <= 2; i++)
            {
                places.Add(Math.Clamp(below.Apply(edge.At) + (i * unit), first, last));
            }
        }

        return places;
    }

    private static MoneyAtRisk Of(IReadOnlyList<(decimal At, decimal Payable)> payable, Unit over, Money? ofBase,
        ValueList<string> heldFixed)
    {
        var (low, high) = (payable[0], payable[0]);
        foreach (var one in payable)
        {
            low = one.Payable < low.Payable ? one : low;
            high = one.Payable > high.Payable ? one : high;
        }

        var what = over == Unit.Money ? "At an opening amount of" : "At a score of";
        var workings = new Workings("at-risk");
        var greatest = workings.Given(new("greatest", "Greatest amount payable", Unit.Money), high.Payable);
        workings.Remark($"{what} {UnitText.Exact(high.At, over)}.");
        var least = workings.Given(new("least", "Least amount payable", Unit.Money), low.Payable);
        workings.Remark($"{what} {UnitText.Exact(low.At, over)}.");
        var atRisk = workings.Subtract(new("at-risk", "At risk", Unit.Money), greatest, least);
        var (leastFigure, greatestFigure, atRiskFigure) = (workings.Figure(least), workings.Figure(greatest), workings.Figure(atRisk));
        Step share = new("share", "At risk, as a share of the base", Unit.Rate);
        var shared = ofBase is { } stated
            ? workings.Divide(share, atRisk, workings.Given(new("base", "Base", Unit.Money), stated.Amount))
            : workings.Absent(share, new(AbsenceKind.NotApplicable, "No base was stated."));
        return new()
        {
            Least = leastFigure,
            Greatest = greatestFigure,
            AtRisk = atRiskFigure,
            ShareOfBase = workings.Figure(shared),
            LeastAt = low.At,
            GreatestAt = high.At,
            HeldFixed = heldFixed,
        };
    }

    private static bool StatesQuality(Experience experience, int depth) => experience.Facts.Any(static fact => fact is Quality)
        || (depth < Agreement.DeepestPart && experience.Parts.Any(part => StatesQuality(part, depth + 1)));

    private static Experience Scored(Experience experience, Rate score, int depth) => experience with
    {
        Facts = experience.Facts.Select(fact => fact is Quality quality ? quality with { Score = score } : fact).ToValueList(),
        Parts = depth >= Agreement.DeepestPart ? experience.Parts
            : experience.Parts.Select(part => Scored(part, score, depth + 1)).ToValueList(),
    };
}
