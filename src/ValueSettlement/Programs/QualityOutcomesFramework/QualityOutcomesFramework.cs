using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>
/// The Quality and Outcomes Framework of general practice in England: points between thresholds, worth more to a practice with a longer
/// list and more disease.
/// <code>
/// points = all × (achievement − lower) ÷ (upper − lower), 0 to all;  by improvement where an indicator has both ways, the better counts
/// payment = Σ points × value of a point × list ÷ average list × prevalence factor;  less what was paid in advance
/// </code>
/// </summary>
public sealed partial class QualityOutcomesFramework : Programme<OutcomesFrameworkTerms>
{
    private static readonly Authority Advance = Authority.Of("BMA, Focus on QOF payments, 2007",
        "What was paid in advance is taken from the achievement payment after the year; too much is paid back.");

    private static readonly ContractWords Words = new() { Payer = "commissioner", Provider = "practice", Gains = "achievement payments" };

    private QualityOutcomesFramework(OutcomesFrameworkTerms terms)
        : base(terms)
    {
    }

    /// <summary>The rules of the year, with their authorities.</summary>
    public OutcomesFrameworkRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"Quality and Outcomes Framework, {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Year and indicators.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms, or a parameter of the year is not known and not stated;
    /// carries all of it.</exception>
    public static QualityOutcomesFramework For(OutcomesFrameworkTerms terms) => new(terms);

    /// <summary>Points and payments of a practice, indicator by indicator.</summary>
    /// <param name="practice">The practice's year.</param>
    /// <exception cref="SettlementException">Something is missing or cannot be; carries all of it.</exception>
    public FrameworkPayment Payment(FrameworkPractice practice)
    {
        ArgumentNullException.ThrowIfNull(practice);
        var failures = new List<Failure>();
        practice.Validate(Terms, failures);
        SettlementException.ThrowIfAny(failures);

        var w = new Workings("framework");
        var (value, average) = (Rules.PointValue!, Rules.AverageList!);
        var worth = w.Given(new("point-value", "Value of a point", Unit.Money, null, value.Authority), value.Value);
        var list = w.Given(new("list", "List of the practice", Unit.Count), practice.List);
        var index = w.Divide(new("population-index", "List ÷ average list", Unit.Factor, null, average.Authority), list,
            Quantity.Of("average list", average.Value, Unit.Count));
        var indexFigure = w.Figure(index);
        var results = practice.Results.ToDictionary(static r => r.Indicator, StringComparer.Ordinal);
        var each = Terms.Indicators.Value.Select(i => Of(w, i, results[i.Id], worth, index)).ToArray();
        var points = w.Add(new("points", "Points together", Unit.Points), [.. each.Select(static e => e.Points)]);
        var pointsFigure = w.Figure(points);
        var payment = w.Add(new("achievement", "Achievement payment", Unit.Money), [.. each.Select(static e => e.Amount)]);
        return new()
        {
            PopulationIndex = indexFigure,
            Indicators = each.Select(static e => e.Said).ToValueList(),
            Points = pointsFigure,
            Payment = w.Figure(payment),
            AspirationPaid = practice.AspirationPaid ?? (practice.Aspiration is { } advance ? Paid(advance) : null),
        };
    }

    /// <summary>What the contract settles: the achievement payment, and what was paid in advance.</summary>
    /// <param name="practice">The practice's year.</param>
    /// <exception cref="SettlementException">Something is missing or cannot be; carries all of it.</exception>
    public Experience Experience(FrameworkPractice practice)
    {
        var payment = Payment(practice);
        return Made(new()
        {
            Opening = payment.Payment,
            Facts = payment.AspirationPaid is { } paid ? [Number.Of(Basis.PreviouslySettled, paid)] : [],
        });
    }

    private Figure Paid(Aspiration advance)
    {
        var (w, share) = (new Workings("aspiration"), Rules.AspirationShare!);
        var before = w.Given(new("previous-achievement", "Achievement payment of the year before", Unit.Money),
            advance.PreviousAchievement);
        return w.Figure(w.Multiply(new("aspiration", "Aspiration payments", Unit.Money, null, share.Authority), before,
            Quantity.Of("share", share.Value.Fraction, Unit.Rate), Quantity.Of("uprating", advance.Uprating)));
    }

    private (Quantity Points, Quantity Amount, IndicatorPayment Said) Of(
        Workings all, FrameworkIndicator indicator, IndicatorResult result, Quantity worth, Quantity index)
    {
        var w = all.Part(Paths.Named("indicators", indicator.Id), indicator.Id);
        var authority = Terms.Indicators.Authority;
        var group = w.Subtract(new("group", "Patients less those excepted", Unit.Count),
            Quantity.Of("patients", result.Denominator, Unit.Count), Quantity.Of("excepted", result.Exceptions, Unit.Count));
        var achieved = w.Divide(new("result", "Achievement", Unit.Rate),
            Quantity.Of("achieved", result.Numerator, Unit.Count), group);
        var achievedFigure = w.Figure(achieved);
        if (indicator.Improvement is not null)
        {
            w.Given(new("improvement-from", "Improvement from which points begin", Unit.Rate, null,
                Rules.ImprovementFrom!.Authority), Rules.ImprovementFrom.Value.Fraction);
        }

        if (indicator.Improvement is not null && result.OwnMean is { } stated)
        {
            w.Given(new("own-mean", "Own mean of two years", Unit.Rate), stated.Fraction);
        }

        var points = indicator.Rule(Rules.ImprovementFrom, authority).Score(w, new(Direction.HigherIsBetter, achieved,
            result.OwnMean is { } mean ? mean.Fraction : ReportedCell.Absent(AbsenceKind.NotApplicable,
                "No mean of the practice's own two years was stated, so improvement brings no points: achievement alone counts."),
            new() { Measure = indicator.Id }, MeasureForm.Proportion));
        var pointsFigure = w.Figure(points);
        var step = new Step("payment", "Payment", Unit.Money, null, authority);
        var amount = result.PrevalenceFactor is { } factor
            ? w.Multiply(step, points, worth, index, w.Given(new("prevalence-factor", "Prevalence factor"), factor))
            : w.Multiply(step, points, worth, index);
        return (points, amount, new()
        {
            Indicator = indicator.Id,
            Achievement = achievedFigure,
            Points = pointsFigure,
            Payment = w.Figure(amount),
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id ?? FormattableString.Invariant($"qof-{Terms.Year}"),
        Currency = "GBP",
        Term = new(Terms.Start, new(Terms.Year + 1, 3, 31)),
        Opening = OpeningAmount.Stated,
        Clauses = [new SharingRate { Label = "Achievement payment, in full", Gain = Rate.One, Loss = Rate.Zero }],
        Payment = [new PriorSettlement { Label = "Aspiration payments", Authority = Advance }],
        OrderAuthority = Advance,
        Words = Words,
        Payoff = new("spending", "Points of indicators are paid for, whatever was spent."),
    };
}
