namespace ValueSettlement.Programs;

/// <summary>
/// The Hospital-Acquired Condition Reduction Program, 42 USC 1395ww(p): hospitals whose total score lies above a cut are paid 99 %.
/// <code>
/// z = (value, clipped at both tails − mean) ÷ standard deviation ─► total score = mean of z ─► strictly above the cut?
/// opening = base × (1 + purchasing factor − 1 + readmissions factor − 1) + other payments ─► less 1 %
/// </code>
/// The cut is an input. Purchasing and readmissions both act on the base and do not compound; this reduction comes after both.
/// </summary>
public sealed partial class HospitalAcquiredConditions : Programme<AcquiredConditionTerms>
{
    internal const int FirstYear = 2020;

    internal const int LastYear = 2100;

    // Of a list of thousands only so many are looked at one by one.
    private const int MostLookedAt = 64;

    private const decimal LargestScore = 100m;

    private static readonly ContractWords Words = new()
    {
        Payer = "Medicare programme",
        Provider = "hospital",
        Gains = "payments to the hospital",
        Losses = "repayments",
    };

    private HospitalAcquiredConditions(AcquiredConditionTerms terms)
        : base(terms)
    {
    }

    /// <summary>What is taken off for hospital-acquired conditions.</summary>
    public static Basis ReductionAmount { get; } = new("acquired-condition-reduction");

    /// <summary>Every rule of the terms: value and authority.</summary>
    public AcquiredConditionRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant(
        $"Hospital-Acquired Condition Reduction Program, fiscal year {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Fiscal year, cut and scales.</param>
    /// <exception cref="SettlementException">There is no such fiscal year, or cut or scales are unsound; carries every reason.</exception>
    public static HospitalAcquiredConditions For(AcquiredConditionTerms terms) => new(terms);

    /// <summary>The total score of a hospital, and whether its payments are reduced.</summary>
    /// <param name="hospital">The hospital's inputs.</param>
    /// <exception cref="SettlementException">Something is wrong with the inputs, or a stated total score contradicts the printed z-scores;
    /// carries all of it.</exception>
    public AcquiredConditionScore Score(HospitalAcquiredConditionResults hospital)
    {
        ArgumentNullException.ThrowIfNull(hospital);
        var failures = new List<Failure>();
        Validate(hospital, failures);
        return failures.Count == 0 ? Computed(hospital) : throw new SettlementException(failures);
    }

    /// <summary>What the contract settles: what is otherwise paid, less the reduction.</summary>
    /// <param name="score">The total score. One whose digits do not decide the reduction is refused: state the printed total.</param>
    /// <param name="baseOperatingPayments">Base operating DRG payments of the fiscal year in dollars, 0 to 10^15.</param>
    /// <param name="purchasingFactor">The factor of value-based purchasing, 0.9 to 1.2; <see langword="null"/> if it does not
    /// act.</param>
    /// <param name="readmissionsFactor">The readmissions adjustment factor, 0.97 to 1; <see langword="null"/> if it does not
    /// act.</param>
    /// <param name="otherPayments">Further payments that the reduction applies to, in dollars, 0 to 10^15; <see langword="null"/> for
    /// none.</param>
    /// <exception cref="SettlementException">The reduction is undetermined, or payments or factors are unsound; carries all of
    /// it.</exception>
    public Experience Experience(AcquiredConditionScore score, Figure baseOperatingPayments, Figure? purchasingFactor = null,
        Figure? readmissionsFactor = null, Figure? otherPayments = null)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(baseOperatingPayments);
        RefuseOthers(score.Terms, "score");
        var failures = new List<Failure>();
        HospitalPayments.Validate(baseOperatingPayments, "baseOperatingPayments", failures);
        if (otherPayments is not null)
        {
            HospitalPayments.Validate(otherPayments, "otherPayments", failures);
        }

        ValidateFactor(purchasingFactor, 0.9m, 1.2m, "purchasingFactor", failures);
        ValidateFactor(readmissionsFactor, 0.97m, 1m, "readmissionsFactor", failures);
        if (!score.IsDecided)
        {
            failures.Add(new("reduction-undetermined", "score", UnitText.Of(score.Mean ?? 0m, Unit.Points),
                "The printed digits of the z-scores allow total scores on both sides of the cut.",
                "State the printed total score of the hospital."));
        }

        SettlementException.ThrowIfAny(failures);

        var otherwise = Otherwise(baseOperatingPayments, purchasingFactor, readmissionsFactor, otherPayments);
        return Made(new()
        {
            Opening = otherwise,
            Facts = [Number.Of(ReductionAmount, ReductionOf(score, otherwise.Value))],
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id ?? FormattableString.Invariant($"hospital-acquired-conditions-fy{Terms.Year}"),
        Currency = "USD",
        Term = FiscalYear.Of(Terms.Year),
        Opening = OpeningAmount.Stated,
        Clauses =
        [
            new Deduction
            {
                Label = "Reduction for hospital-acquired conditions",
                Amount = new WholeOf(ReductionAmount),
                Authority = Rules.Reduction.Authority,
            },
        ],
        Payment = [new PriorSettlement()],
        OrderAuthority = Authority.Of(Statute + "(1); 42 USC 1395ww(o), (q)",
            "Value-based purchasing and readmissions act on the base and add up; this reduction comes after both."),
        Words = Words,
        Payoff = new("base operating DRG payments", "what is otherwise paid is stated, and the reduction depends on a score."),
    };

    private static void ValidateFactor(Figure? factor, decimal least, decimal greatest, string path, List<Failure> failures)
    {
        if (factor is null)
        {
            return;
        }

        if (factor.Value is not { } value || value < least || value > greatest
            || factor.Unit is not (Unit.Factor or Unit.Unstated or Unit.Rate))
        {
            failures.Add(new("factor-range", path, factor.ToString(),
                FormattableString.Invariant($"A factor is there and lies between {least} and {greatest}."),
                "State the published factor, for example 0.9981, and not its difference from 1; leave it out where the programme does not "
                + "act."));
        }
    }

    private static Figure Otherwise(Figure basis, Figure? purchasing, Figure? readmissions, Figure? other)
    {
        var w = new Workings("payment-otherwise");
        var rule = Authority.Of("42 USC 1395ww(o), (q)", "Both factors act on the base and do not compound.");
        var parts = new List<Quantity> { Quantity.Of("one", 1m) };
        Add(purchasing, "purchasing", "value-based purchasing");
        Add(readmissions, "readmissions", "readmissions");
        var payments = w.Given(new("base-operating-payments", "Base operating DRG payments", Unit.Money), basis);
        var adjusted = parts.Count == 1 ? payments : w.Multiply(
            new("adjusted-payments", "Base operating DRG payments, adjusted", Unit.Money, null, rule), payments,
            w.Add(new("factor", "Factor of both", Unit.Factor, null, rule), [.. parts]));
        return w.Figure(other is null ? adjusted : w.Add(
            new("payment-otherwise", "What is otherwise paid", Unit.Money, null, Authority.Of(Statute + "(1)")), adjusted,
            w.Given(new("other-payments", "Other payments", Unit.Money), other)));

        void Add(Figure? factor, string key, string name)
        {
            if (factor is not null)
            {
                parts.Add(w.Subtract(new(key + "-less-one", $"Factor of {name} less one", Unit.Factor, null, rule),
                    w.Given(new(key + "-factor", $"Factor of {name}", Unit.Factor), factor), Quantity.Of("one", 1m)));
            }
        }
    }

    private Figure ReductionOf(AcquiredConditionScore score, decimal? otherwise)
    {
        var w = new Workings("acquired-conditions");
        var total = w.Given(new("total-score-used", "Total score", Unit.Points, null, Rules.LeastMeasures.Authority), score.Total);
        if (total.Value is not null)
        {
            w.Subtract(new("score-less-cut", "Total score less the cut", Unit.Points, null, Terms.Cut.Authority), total,
                Quantity.Of("cut", Terms.Cut.Value, Unit.Points));
        }

        if (score.Reduction == PaymentReduction.Yes)
        {
            return w.Figure(w.Multiply(new("reduction", "Reduction", Unit.Money, null, Rules.Reduction.Authority),
                Quantity.Of("reduction", Rules.Reduction.Value.Fraction, Unit.Rate),
                new Quantity("what is otherwise paid", otherwise, Unit.Money)));
        }

        var none = w.Given(new("reduction", "Reduction", Unit.Money, null, score.Reduction == PaymentReduction.NotApplicable
            ? Rules.StatesWithout.Authority : Rules.Reduction.Authority), 0m);
        w.Remark(score.Reduction == PaymentReduction.NotApplicable ? "Hospitals of this state have a score and no reduction."
            : total.Value is null ? "Without a total score nothing is reduced." : "The total score is not strictly above the cut.");
        return w.Figure(none);
    }

    private void Validate(HospitalAcquiredConditionResults hospital, List<Failure> failures)
    {
        if (hospital.State.Length != 2 || !hospital.State.All(char.IsAsciiLetterUpper))
        {
            failures.Add(new("state-unknown", "state", hospital.State, "A state is written with two capital letters.",
                "Write for example MD."));
        }

        PrintedDigits.ValidateDecimals(hospital.ZScoreDecimals, "zScoreDecimals", failures);
        if (hospital.StatedTotal is { } total)
        {
            if (total.Value is < -LargestScore or > LargestScore)
            {
                failures.Add(new("score-range", "statedTotal.value", UnitText.Exact(total.Value, Unit.Points),
                    "A score lies between −100 and 100.", "Check the cell."));
            }

            if (PrintedDigits.ValidateDecimals(total.Decimals, "statedTotal.decimals", failures))
            {
                PrintedDigits.ValidateDigits(total.Value, total.Decimals, "statedTotal.value", failures);
            }
        }

        if (hospital.Measures.Count > MostLookedAt)
        {
            failures.Add(new("measures-too-many", "measures", UnitText.Of(hospital.Measures.Count, Unit.Count),
                "The score has six measures, each once.", "State each once."));
            return;
        }

        var known = new HashSet<AcquiredConditionMeasure>();
        for (var i = 0; i < hospital.Measures.Count; i++)
        {
            var (measure, path) = (hospital.Measures[i], Paths.Item(string.Empty, "measures", i));
            AcquiredConditionRules.Validate(measure.Measure, Paths.Join(path, "measure"), failures);
            if (!known.Add(measure.Measure))
            {
                failures.Add(new("measure-twice", Paths.Join(path, "measure"), EnumText.Of(measure.Measure),
                    "A hospital has one row for a measure.", "State each measure once."));
            }

            Validate(measure, hospital.ZScoreDecimals, path, failures);
        }
    }

    private void Validate(MeasureResult measure, int? decimals, string path, List<Failure> failures)
    {
        if (measure.ZScore.Value is < -LargestScore or > LargestScore)
        {
            failures.Add(new("score-range", Paths.Join(path, "zScore"), UnitText.Exact(measure.ZScore.Value.Value, Unit.Points),
                "A z-score lies between −100 and 100.", "Check the cell."));
        }
        else if (measure.ZScore.Value is { } z && decimals is null or (>= 0 and <= PrintedNumber.MostDecimals))
        {
            PrintedDigits.ValidateDigits(z, decimals, Paths.Join(path, "zScore"), failures);
        }

        if (measure.Value.Value is < 0m or > 1_000m)
        {
            failures.Add(new("cell-range", Paths.Join(path, "value"), UnitText.Exact(measure.Value.Value.Value, Unit.Factor),
                "A value lies between 0 and 1,000.", "Check the cell."));
        }

        var leftOut = measure.Footnote is { } note && Rules.LeftOutFootnotes.Value.Contains(note);
        var largest = measure.Footnote is { } other && Rules.LargestFootnotes.Value.Contains(other);
        if (leftOut && (measure.ZScore.Value is not null || measure.Value.Value is not null))
        {
            failures.Add(new("footnote-contradicts", Paths.Join(path, "footnote"), UnitText.Of(measure.Footnote!.Value, Unit.Count),
                "A measure with this footnote has neither value nor score.", "Check footnote, value and z-score."));
        }
        else if (largest && measure.Value.Value is not null)
        {
            failures.Add(new("footnote-contradicts", Paths.Join(path, "footnote"), UnitText.Of(measure.Footnote!.Value, Unit.Count),
                "A measure with this footnote has no value and counts with the largest score.", "Check footnote and value."));
        }
        else if (!leftOut && measure.ZScore.Value is null && (largest || measure.Value.Value is not null) && Scale(measure.Measure) is null
            && Enum.IsDefined(measure.Measure))
        {
            failures.Add(new("scale-missing", Paths.Join(path, "value"), measure.Value.ToString(),
                "A value becomes a z-score by the scale of its measure, and the terms state none.",
                "Add the scale to the terms, or give the printed z-score."));
        }
        else if (!leftOut && !largest && measure is { ZScore: { Value: null, Absence: null }, Value: { Value: null, Absence: null } })
        {
            failures.Add(new("cell-missing", path, measure.Footnote is { } unknown ? UnitText.Of(unknown, Unit.Count) : string.Empty,
                "The measure has neither score nor value, and no footnote that says what follows.",
                "State one of them, the footnote, or why they are absent: ReportedCell.Absent(kind, reason)."));
        }
    }

    private AcquiredConditionScale? Scale(AcquiredConditionMeasure measure) =>
        Terms.Scales?.Value.FirstOrDefault(scale => scale.Measure == measure);

    private static string NameOf(AcquiredConditionMeasure measure) => measure switch
    {
        AcquiredConditionMeasure.PatientSafety => "patient safety composite",
        AcquiredConditionMeasure.CentralLineInfection => "central line infections",
        AcquiredConditionMeasure.UrinaryCatheterInfection => "urinary catheter infections",
        AcquiredConditionMeasure.SurgicalSiteInfection => "surgical site infections",
        AcquiredConditionMeasure.ClostridioidesDifficile => "Clostridioides difficile infections",
        _ => "resistant staphylococcus infections",
    };

    private AcquiredConditionScore Computed(HospitalAcquiredConditionResults hospital)
    {
        var w = new Workings("total-score");
        var scores = new List<AcquiredConditionValue>();
        var (counted, halves) = (new List<Quantity>(), new List<Quantity>());
        foreach (var measure in hospital.Measures.OrderBy(static m => m.Measure))
        {
            var name = NameOf(measure.Measure);
            var (kind, z) = ZScore(w.Part(name.ToLowerInvariant().Replace(' ', '-')), measure, name);
            scores.Add(new(measure.Measure, kind, new() { Value = z.Value, Absence = z.Absence, Unit = Unit.Points }));
            if (z.Value is not null)
            {
                counted.Add(z);
                halves.Add(Quantity.Of("half a unit", measure.ZScore.Value is null ? 0m : PrintedDigits.Half(hospital.ZScoreDecimals)));
            }
        }

        var rule = Rules.LeastMeasures.Authority;
        var step = new Step("mean-score", "Mean of the z-scores", Unit.Points, null, rule);
        var enough = counted.Count >= Rules.LeastMeasures.Value;
        var number = w.Given(new("measures", "Measures with a score", Unit.Count, null, rule), counted.Count);
        var sum = w.Add(new("sum-of-scores", "Sum of the z-scores", Unit.Points, null, rule), [.. counted]);
        var mean = enough ? w.Divide(step, sum, number)
            : w.Absent(step, new(AbsenceKind.TooSmall,
                $"A total score needs {UnitText.Of(Rules.LeastMeasures.Value, Unit.Count)} measure with a score."));
        var (low, high) = enough ? Range(mean, halves, number) : (mean, mean);
        RefuseContradiction(hospital, mean, low, high);
        var total = mean;
        if (hospital.StatedTotal is { } printed)
        {
            total = w.Given(new("stated-score", "Total score as published", Unit.Points, null, rule), printed.Value);
            w.Remark("The published total is used: it is rounded once, and each printed z-score is.");
        }

        var published = total.Value is null ? null : w.Round(
            new("published-score", "Total score, rounded", Unit.Points, null, Rules.ScoreDecimals.Authority), total,
            (int)Rules.ScoreDecimals.Value).Value;
        return new()
        {
            Measures = [.. scores],
            Total = w.Figure(total),
            Mean = mean.Value,
            Published = published,
            LowestMean = low.Value,
            HighestMean = high.Value,
            Reduction = ReductionOf(hospital, total.Value, low.Value, high.Value),
            Terms = Terms.Digest,
        };
    }

    private static (Quantity Low, Quantity High) Range(Quantity mean, List<Quantity> halves, Quantity number)
    {
        var w = new Workings();
        var half = w.Divide(new("half", "Half a unit of the mean"), w.Add(new("halves", "Half units"), [.. halves]), number);
        return (w.Subtract(new("lowest", "Lowest mean"), mean, half), w.Add(new("highest", "Highest mean"), mean, half));
    }

    /// <summary>A printed total lies as near the mean as the digits of both allow; where nothing is known of the z-scores' digits, nothing
    /// is compared.</summary>
    private static void RefuseContradiction(HospitalAcquiredConditionResults hospital, Quantity mean, Quantity low, Quantity high)
    {
        if (hospital is not { StatedTotal: { } printed, ZScoreDecimals: not null } || mean.Value is null)
        {
            return;
        }

        var w = new Workings();
        var half = Quantity.Of("half", PrintedDigits.Half(printed.Decimals));
        if (printed.Value < w.Subtract(new("lowest", "Lowest"), low, half).Number
            || printed.Value > w.Add(new("highest", "Highest"), high, half).Number)
        {
            throw new SettlementException([new("total-contradicts", "statedTotal", UnitText.Exact(printed.Value, Unit.Points),
                $"The printed z-scores allow total scores from {UnitText.Of(low.Number, Unit.Points)} to "
                    + $"{UnitText.Of(high.Number, Unit.Points)}.",
                "Check the z-scores and the total: one of them belongs to something else.")]);
        }
    }

    private PaymentReduction ReductionOf(HospitalAcquiredConditionResults hospital, decimal? total, decimal? low, decimal? high)
    {
        if (Rules.StatesWithout.Value.Contains(hospital.State))
        {
            return PaymentReduction.NotApplicable;
        }

        if (total is null)
        {
            return PaymentReduction.No;
        }

        var cut = Terms.Cut.Value;
        var (from, to) = hospital.StatedTotal is null ? (low, high) : (total, total);
        return from > cut ? PaymentReduction.Yes : to <= cut ? PaymentReduction.No : PaymentReduction.Undetermined;
    }

    private (AcquiredConditionValueKind Kind, Quantity Score) ZScore(Workings w, MeasureResult measure, string name)
    {
        var step = new Step("z-score", $"z-score, {name}", Unit.Points);
        if (measure.Footnote is { } note && Rules.LeftOutFootnotes.Value.Contains(note))
        {
            return (AcquiredConditionValueKind.LeftOut, w.Absent(step with { Authority = Rules.LeftOutFootnotes.Authority },
                new(AbsenceKind.NotApplicable, FormattableString.Invariant($"Footnote {note}: the measure is left out of the mean."))));
        }

        var largest = measure.Footnote is { } other && Rules.LargestFootnotes.Value.Contains(other);
        if (measure.ZScore.Value is not null)
        {
            var given = step with { Authority = largest ? Rules.LargestFootnotes.Authority : null };
            var printed = measure.ZScore.Computed is { } figure ? w.Given(given, figure) : w.Given(given, measure.ZScore.Value.Value);
            return (largest ? AcquiredConditionValueKind.Largest : AcquiredConditionValueKind.Printed, printed);
        }

        if (!largest && measure.Value.Value is null)
        {
            var absence = measure.ZScore.Absence ?? measure.Value.Absence!;
            return (AcquiredConditionValueKind.LeftOut, w.Absent(step, absence));
        }

        var (scale, authority) = (Scale(measure.Measure)!, Terms.Scales!.Authority);
        var upper = Quantity.Of("upper clip", scale.UpperClip);
        var clipped = largest
            ? w.Given(new("largest-value", $"Largest value that counts, {name}", Unit.Factor, null, Rules.LargestFootnotes.Authority),
                scale.UpperClip)
            : w.Clamp(new("value-counted", $"Value that counts, {name}", Unit.Factor, null, authority),
                measure.Value.ReadInto(w, new("value", $"Value, {name}", Unit.Factor)), Quantity.Of("lower clip", scale.LowerClip), upper);
        var above = w.Subtract(new("value-less-mean", $"Value less mean, {name}", Unit.Factor, null, authority), clipped,
            Quantity.Of("mean", scale.Mean));
        var kind = largest ? AcquiredConditionValueKind.Largest
            : measure.Value.Value == clipped.Value ? AcquiredConditionValueKind.Computed : AcquiredConditionValueKind.Clipped;
        return (kind, w.Divide(step with { Authority = authority }, above, Quantity.Of("standard deviation", scale.StandardDeviation)));
    }
}
