using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>
/// Hospital Value-Based Purchasing, 42 CFR 412.160-412.167: a share of every base operating DRG payment is withheld, and comes back by the
/// total performance score.
/// <code>
/// measure = the higher of achievement and improvement;  domain = 100 × points ÷ points possible
/// score = weighted mean of the scored domains
/// rate = withhold × score ÷ 100 × slope;  factor = 1 + rate − withhold;  opening = base payments × (factor − 1)
/// </code>
/// The slope is a fact: it balances the payments of all hospitals.
/// </summary>
public sealed partial class HospitalValueBasedPurchasing : Programme<HospitalPurchasingTerms>
{
    private static readonly ContractWords Words = new()
    {
        Payer = "Medicare program",
        Provider = "hospital",
        Gains = "gains",
    };

    private MeasureSet? set;

    private HospitalValueBasedPurchasing(HospitalPurchasingTerms terms)
        : base(terms)
    {
    }

    /// <summary>What was withheld in the year, as the contract reads it.</summary>
    public static Basis Withheld { get; } = new("withheld");

    /// <summary>Every rule of the terms: value and authority.</summary>
    public HospitalPurchasingRules Rules => Terms.Rules!;

    /// <summary>The measures of the year as the score is made of them: made when it is first asked for.</summary>
    public MeasureSet Measures => set ?? Interlocked.CompareExchange(ref set, MakeSet(), null) ?? set;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"Hospital Value-Based Purchasing, fiscal year {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Fiscal year and performance standards.</param>
    /// <exception cref="SettlementException">The terms never existed; carries every reason.</exception>
    public static HospitalValueBasedPurchasing For(HospitalPurchasingTerms terms) => new(terms);

    /// <summary>The total performance score of what was observed: measures, domains with their contributions, score; or why there is
    /// none.</summary>
    /// <param name="observations">A result for each measure, with its baseline for improvement and the cases that it rests on; for stated
    /// points the points as the result. A measure without any is not scored.</param>
    /// <exception cref="SettlementException">An observation cannot be; carries every reason.</exception>
    public SetScore Score(ValueList<Observation> observations)
    {
        var score = Measures.Score(PurchasingMeasures.Checked(Terms.Standards.Value, observations));
        var fewest = Rules.MinimumDomains!;
        var w = new Workings("score");
        w.Given(new("domains-scored",
            $"Domains with a score, of which {NumberText.Number(fewest.Value)} are needed", Unit.Count, null, fewest.Authority),
            score.Domains.Count(static d => d.Score.Value is not null));
        return score with { Points = score.Points with { Lines = [.. w.Lines, .. score.Points.Lines] } };
    }

    /// <summary>The points of each measure, both ways, and what the next point takes.</summary>
    /// <param name="observations">As for <see cref="Score"/>.</param>
    /// <exception cref="SettlementException">An observation cannot be; carries every reason.</exception>
    public ValueList<HospitalMeasurePoints> Points(ValueList<Observation> observations)
    {
        var scored = Measures.Score(PurchasingMeasures.Checked(Terms.Standards.Value, observations)).Measures
            .ToDictionary(static m => m.Measure, StringComparer.Ordinal);
        var observed = observations.GroupBy(static o => o.Measure, StringComparer.Ordinal).ToDictionary(static g => g.Key,
            static g => g.First().Baseline, StringComparer.Ordinal);
        return Terms.Standards.Value.Select(s => Of(s, scored[s.Measure], observed.GetValueOrDefault(s.Measure))).ToValueList();
    }

    /// <summary>What the score does to payments: withheld, rate, factor, earned back, net.</summary>
    /// <param name="happened">Base payments, score and slope.</param>
    /// <exception cref="SettlementException">Something is missing or cannot be; carries all of it.</exception>
    public HospitalPaymentAdjustment Adjustment(HospitalPurchasingYear happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        RefuseWrong(happened);
        var w = new Workings("payment");
        var payments = w.Given(new("base-payments", "Base operating DRG payments", Unit.Money), happened.BasePayments);
        var outside = happened.Outside is not null;
        var withhold = outside ? Nothing(w, new("withhold", "Withhold", Unit.Rate, null, Outsiders), happened.Outside!)
            : w.Given(new("withhold", "Withhold", Unit.Rate, null, Rules.Withhold!.Authority), Rules.Withhold.Value.Fraction);
        var withheld = w.Multiply(new("withheld", "Withheld", Unit.Money, null, outside ? Outsiders : Rules.Withhold!.Authority), payments,
            withhold);
        var atStake = w.Figure(withheld);
        var rate = outside ? Nothing(w, new("value-based-rate", "Value-based rate", Unit.Rate, null, Outsiders), happened.Outside!)
            : RateOf(w, withhold, happened);
        var earned = w.Figure(rate);
        var one = Quantity.Of("1", 1m);
        var authority = Authority.Of("42 CFR 412.162(c)");
        var factor = w.Subtract(new("factor", "Payment factor", Unit.Factor, null, authority),
            w.Add(new("factor-before", "1 + value-based rate", Unit.Factor), one, rate), withhold);
        var times = w.Figure(factor);
        var back = w.Figure(w.Multiply(new("earned-back", "Earned back", Unit.Money, null, authority), payments, rate));
        var less = w.Subtract(new("factor-less-one", "Payment factor less 1", Unit.Factor), factor, one);
        return new()
        {
            Withheld = atStake,
            Rate = earned,
            Factor = times,
            EarnedBack = back,
            Net = w.Figure(w.Multiply(new("net", "Base operating DRG payments × (factor − 1)", Unit.Money, null, authority),
                payments, less)),
        };
    }

    /// <summary>What the contract settles: base payments × (factor − 1), and the amount withheld that bounds it.</summary>
    /// <param name="happened">Base payments, score and slope.</param>
    /// <exception cref="SettlementException">Something is missing or cannot be; carries all of it.</exception>
    public Experience Experience(HospitalPurchasingYear happened)
    {
        var adjustment = Adjustment(happened);
        return Made(new() { Opening = adjustment.Net, Facts = [Number.Of(Withheld, adjustment.Withheld)] });
    }

    private static Authority Outsiders => Authority.Of("42 CFR 412.160");

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id ?? FormattableString.Invariant($"hvbp-{Terms.Year}"),
        Currency = "USD",
        Term = new(Terms.Start, new(Terms.Year, 9, 30)),
        Opening = OpeningAmount.Stated,
        Clauses =
        [
            new Limit
            {
                Label = "No more is lost than was withheld",
                Loss = new WholeOf(Withheld),
                Authority = Authority.Of(Statute),
            },
        ],
        Payment = [new PriorSettlement { Label = "Paid with claims" }],
        OrderAuthority = Authority.Of("42 CFR 412.162", "One factor for every base operating DRG payment of the fiscal year."),
        Words = Words,
        Payoff = new("spending", "A factor that follows the score multiplies base operating DRG payments, whatever was spent."),
    };

    private static Quantity Nothing(Workings w, Step step, string why)
    {
        var nothing = w.Given(step, 0m);
        w.Remark($"Outside of the programme: {why.TrimEnd('.')}.");
        return nothing;
    }

    private Quantity RateOf(Workings w, Quantity withhold, HospitalPurchasingYear happened)
    {
        var (score, divisor) = (w.Given(new("score", "Total performance score", Unit.Points), happened.Score!), Rules.ScoreDivisor!);
        var slope = w.Given(new("slope", "Slope of the exchange function", Unit.Factor), happened.Slope!);
        var share = w.Prorate(new("withhold-by-score", "Withhold by score", Unit.Rate, null, divisor.Authority), withhold, score,
            Quantity.Of("score divided by", divisor.Value, Unit.Points));
        return w.Multiply(new("value-based-rate", "Value-based rate", Unit.Rate, null, Authority.Of("42 CFR 412.162(b)(3)")), share, slope);
    }

    private void RefuseWrong(HospitalPurchasingYear happened)
    {
        var failures = new List<Failure>();
        if (happened.Outside is { } why)
        {
            TextRules.Validate(why, string.Empty, "outside", failures);
            if (string.IsNullOrWhiteSpace(why) || happened.Score is not null)
            {
                failures.Add(new("outside", "outside", why, "A hospital outside of the programme has a reason and no score.",
                    "State why it is outside; or leave that out, and state the score."));
            }
        }
        else
        {
            Check(happened.Score, "score", Unit.Points, Rules.ScoreDivisor!.Value, "A total performance score lies between 0 and "
                + $"{NumberText.Number(Rules.ScoreDivisor.Value)}.", "State the score; or why the hospital is outside of the programme.");
            Check(happened.Slope, "slope", Unit.Factor, 100m, "The slope of the exchange function is 0 or more, at most 100.",
                "State the slope of the fiscal year as a ratio: 2.6, not 260.");
        }

        Check(happened.BasePayments, "basePayments", Unit.Money, Money.Largest, "Base operating DRG payments are 0 or more.",
            "State the payments of the fiscal year before the reduction.");
        SettlementException.ThrowIfAny(failures);

        void Check(Figure? figure, string path, Unit unit, decimal most, string rule, string remedy)
        {
            if (figure?.Value is not { } value)
            {
                failures.Add(new("hospital-year", path, figure?.Absence?.ToString() ?? string.Empty, rule, remedy));
            }
            else if (FigureRules.UnitOf(figure, path, unit, $"{rule} It is {InUnit(unit)}.", remedy) is { } other)
            {
                failures.Add(other);
            }
            else if (value < 0m || value > most)
            {
                failures.Add(new("figure-range", path, NumberText.Number(value), rule, remedy));
            }
        }

        static string InUnit(Unit unit) => unit switch
        {
            Unit.Points => "in points: 40, not 40 %",
            Unit.Money => "an amount of money",
            _ => "a ratio",
        };
    }

    private MeasureSet MakeSet()
    {
        var period = Terms.ResultsOf ?? new NodaTime.DateInterval(Terms.Start, new(Terms.Year, 9, 30));
        return PurchasingMeasures.Set(Terms.Id ?? FormattableString.Invariant($"hvbp-{Terms.Year}"), Terms.Year, period, Rules.Domains!,
            Terms.Standards, Rules.Achievement, Rules.Improvement) with
        { MinimumDomains = Rules.MinimumDomains!.Value };
    }

    private HospitalMeasurePoints Of(PerformanceStandard standard, MeasureScore score, ReportedCell baseline)
    {
        var next = standard.StatedPoints is null && score.Points.Value is not null && score.Result.Value is not null
            ? Next(standard, score, baseline) : null;
        return new()
        {
            Measure = score.Measure,
            Domain = score.Domain,
            Result = score.Result,
            Achievement = Way(score, "achievement-points"),
            Improvement = Way(score, "improvement-points"),
            Points = score.Points,
            NextPoints = next?.Points,
            NextResult = next?.Result,
            Distance = next?.Distance,
        };
    }

    private static Figure Way(MeasureScore score, string key)
    {
        var line = score.Points.Lines.LastOrDefault(l => l.Key == key);
        return line?.Value is { } points ? new() { Value = points, Unit = Unit.Points, Lines = score.Points.Lines }
            : Figure.Absent(line?.Absence?.Kind ?? AbsenceKind.NotApplicable,
                line?.Absence?.Reason ?? "The points are stated.", Unit.Points);
    }

    /// <summary>The nearest result with a step of points more: by achievement, by improvement, or the benchmark.</summary>
    private (decimal Points, Figure Result, Figure Distance)? Next(PerformanceStandard standard, MeasureScore score, ReportedCell baseline)
    {
        var (now, higher) = (score.Points.Value!.Value, standard.Direction == Direction.HigherIsBetter);
        var benchmark = standard.Benchmark!.Value;
        (decimal Points, Figure Result, Figure Distance)? best = null;
        Try(Rules.Achievement!, "threshold", standard.Threshold!.Value);
        if (baseline.Value is { } before && (higher ? before < benchmark : before > benchmark))
        {
            Try(Rules.Improvement!, "baseline", before);
        }

        return best;

        void Try(Cited<PointsCurve> rule, string name, decimal from)
        {
            var w = new Workings(Paths.Named("measures", standard.Measure));
            var unit = score.Result.Unit;
            var (start, end) = (Quantity.Of(name, from, unit), Quantity.Of("benchmark", benchmark, unit));
            if (NextPoint.Of(rule.Value, w, now, start, end, rule.Authority) is { Result.Value: { } value } next
                && (best is null || (higher ? value < best.Value.Result.Value : value > best.Value.Result.Value)))
            {
                var result = Quantity.Of("result", score.Result.Value!.Value, unit);
                var reached = w.Figure(next.Result);
                var away = w.Subtract(new("distance", "From result to it", unit),
                    higher ? next.Result : result, higher ? result : next.Result);
                best = (next.Points, reached, w.Figure(away));
            }
        }
    }
}
