using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Measures;

namespace ValueSettlement;

/// <summary>Which quality standard was reached.</summary>
public enum QualityStandard
{
    /// <summary>None.</summary>
    NotMet,

    /// <summary>Only the alternative, lower standard.</summary>
    Alternative,

    /// <summary>The quality performance standard.</summary>
    Met,

    /// <summary>The standard counts as met with a full score by complete and accurate reporting, as in a first performance year.</summary>
    CompleteReporting,
}

/// <summary>Quality standards in words.</summary>
internal static class QualityWords
{
    public static string Of(QualityStandard standard) => standard switch
    {
        QualityStandard.NotMet => "no standard",
        QualityStandard.Alternative => "the alternative quality standard",
        QualityStandard.Met => "the quality standard",
        QualityStandard.CompleteReporting => "complete reporting, which counts as a full score",
        _ => EnumText.Of(standard),
    };
}

/// <summary>The result of quality measurement.</summary>
public sealed record Quality : Fact
{
    private static readonly QualityRules Rules = new();

    /// <summary>Which standard was reached.</summary>
    public required QualityStandard Standard { get; init; }

    /// <summary>The score as a fraction of the possible points, 0 to 1 (89.41 points of 100 are 0.8941): stated or computed. May be left
    /// out where no rate depends on it.</summary>
    public Figure? Score { get; init => field = Figure.In(Unit.Rate, value); }

    /// <summary>First and last day that the score is one of, both inclusive, inside the contract's term; <see langword="null"/> where
    /// nobody says.</summary>
    public DateInterval? Period { get; init; }

    internal override string InWords => "the result of quality measurement";

    internal override string Said => $"quality: {QualityWords.Of(Standard)}{(Score is null ? string.Empty : $", score {Score}")}";

    internal override bool HasSoundWords => TextRules.Hold(Score) && (Period is null || DateRules.Hold(Period));

    internal override void ValidateWords(string path, List<Failure> failures)
    {
        if (Period is { } days)
        {
            _ = DateRules.Validate(days, Paths.Join(path, "period"), failures);
        }
    }

    internal override ValueList<Line> Lines => Score?.Lines ?? [];

    /// <summary>Quality with the standard met.</summary>
    /// <param name="score">The score as a fraction.</param>
    public static Quality Met(Rate score) => new() { Standard = QualityStandard.Met, Score = score };

    /// <summary>Quality with only the alternative standard met.</summary>
    /// <param name="score">The score as a fraction.</param>
    public static Quality Alternative(Rate score) => new() { Standard = QualityStandard.Alternative, Score = score };

    /// <summary>A score of a contract that has no standard to meet: it counts as met, and only the score acts.</summary>
    /// <param name="score">The score as a fraction of the possible points: stated or computed.</param>
    public static Quality Scored(Figure score) => new() { Standard = QualityStandard.Met, Score = score };

    /// <summary>The score of a set of measures, with its period: a contract of another term refuses it.</summary>
    /// <param name="score">What the set came to.</param>
    public static Quality Scored(SetScore score) => Scored(Given.Of(score).Fraction) with { Period = score.Period };

    /// <summary>Quality with no standard met.</summary>
    public static Quality NotMet => new() { Standard = QualityStandard.NotMet };

    /// <summary>A first year in which complete reporting counts as a full score.</summary>
    public static Quality CompleteReporting => new() { Standard = QualityStandard.CompleteReporting };

    internal override bool FitsInto(DateInterval term) =>
        Period is not { } period || !DateRules.Hold(period) || (term.Contains(period.Start) && term.Contains(period.End));

    internal override Failure Outside(DateInterval term, string path) => new("score-outside-term", Paths.Join(path, "period"),
        Dates.Text(Period!), $"A score is one of days inside the contract's term, {Dates.Text(term)}.",
        "Score what was observed in the term by the measures of the term, or use the contract of the score's period.");

    internal override bool Holds() => Rules.Hold(this);

    internal override void Validate(string path, List<Failure> failures) => Rules.Validate(this, path, failures);

    private sealed class QualityRules : Rules<Quality>
    {
        public QualityRules()
        {
            Rule("quality-standard", "standard", f => f.Standard, f =>
                f.Standard is >= QualityStandard.NotMet and <= QualityStandard.CompleteReporting,
                "The quality standard is one of NotMet, Alternative, Met, CompleteReporting.", "State which standard was reached.");
            Rule("score-range", "score", f => f.Score, static f => f.Score is null || f.Score.IsWithin(default, Exact.One),
                "A quality score is a fraction between 0 and 1.", "Divide points by the points possible: 89.41 of 100 is 0.8941.");
            Rule("figure-unit", "score", f => f.Score, static f => f.Score is not
            { HasValue: true, Unit: not (Unit.Rate or Unit.Factor or Unit.Unstated) },
                "A quality score is a rate or a factor, not money or something counted.", "State it as a rate: 89.41.Percent().");
            Rule("figure-lines", "score", f => f.Score, static f => f.Score is null || f.Score.FitsItsLines, Figure.LinesRule,
                Figure.LinesRemedy);
        }
    }
}

/// <summary>How a share depends on quality.</summary>
public abstract partial record QualityRate : ISaid
{
    private protected QualityRate()
    {
    }

    /// <summary>Where the rate comes from, if it has an authority of its own: its line in a statement shows that one. Not part of the
    /// digest.</summary>
    public Authority? Authority { get; init; }

    /// <summary>A rate that does not depend on quality, with its authority.</summary>
    /// <param name="rate">The rate.</param>
    public static implicit operator QualityRate(Cited<Rate> rate) => new FlatRate(Given.Of(rate).Value) { Authority = rate.Authority };

    /// <summary>A rate with its authority.</summary>
    /// <param name="rate">The rate.</param>
    public static implicit operator QualityRate(Cited<QualityRate> rate) =>
        Given.Of(rate).Value with { Authority = rate.Authority ?? rate.Value.Authority };

    /// <summary>A rate that does not depend on quality.</summary>
    /// <param name="rate">The rate.</param>
    public static implicit operator QualityRate(Rate rate) => new FlatRate(rate);

    /// <summary>A rate that does not depend on quality.</summary>
    /// <param name="rate">The rate.</param>
    public static QualityRate FromRate(Rate rate) => rate;

    /// <summary>The rate. Where somebody listens in words, the line that explains it is written by the same call.</summary>
    internal Rate Resolve(ref Run run, string key, string label, Authority? authority) =>
        Find(ref run, new(key, label, Unit.Rate, Authority ?? authority));

    private protected abstract Rate Find(ref Run run, in Head head);

    /// <summary>The rate as a person would write it.</summary>
    public sealed override string ToString() => Phrase.Of(this);

    void ISaid.Say(Phrase phrase) => Say(phrase);

    private protected abstract void Say(Phrase phrase);

    internal void Validate(string path, List<Failure> failures)
    {
        TextRules.Validate(Authority, path, failures);
        ValidateTerms(path, failures);
    }

    private protected abstract void ValidateTerms(string path, List<Failure> failures);

    /// <summary>Whether it is a share of losses and of nothing else.</summary>
    /// <param name="deep">How deep it is looked for; terms nested deeper are refused for that.</param>
    internal virtual bool IsOfLosses(int deep = FactSet.MaximumDepth) => false;

    internal virtual void Reads(FactSet facts) => facts.Add<Quality>();

    private protected static Quality? Measured(ref Run run) =>
        run.Need<Quality>("the result of quality measurement", "Add Quality (standard and score) to the facts.");

    internal static Exact Score(ref Run run)
    {
        if (Measured(ref run) is not { } quality)
        {
            return 0m;
        }

        if (quality.Standard == QualityStandard.CompleteReporting)
        {
            return 1m;
        }

        if (quality.Score is { HasValue: true } measured)
        {
            return measured.Number;
        }

        if (quality.Score?.Absence is { } absence)
        {
            run.Fail(new("fact-missing", "facts", string.Empty,
                $"A clause needs a quality score here, and the one that was given has no number ({absence}).", Remedy(absence.Kind)));
        }
        else
        {
            run.FactMissing("facts", "a quality score", "Give the Quality fact a score.");
        }

        return 0m;
    }

    private const string OrAgree = "agree a score and say in its source who decided it.";

    private static string Remedy(AbsenceKind kind) => kind switch
    {
        AbsenceKind.Missing => "Supply what the reason names: the result or its certification, the review that is waited for, or the "
            + "decision of whom the contract asks. Then score again, and settle with that score.",
        AbsenceKind.Suppressed => "Ask whoever withholds the number for it and score again, or " + OrAgree,
        AbsenceKind.TooSmall => "Wait for more cases or measures while the period runs; after it settle by the contract's rule for a "
            + "period without a score, or " + OrAgree,
        AbsenceKind.NotApplicable => "Nothing was to be measured: settle by the contract's rule for a period without a score, or "
            + OrAgree,
        _ => "Supply the number that the reason names and score again, or " + OrAgree,
    };

    private protected static void ValidateRate(Rate rate, string path, string member, List<Failure> failures)
    {
        if (rate.Fraction is < 0m or > 1m)
        {
            failures.Add(new("rate-range", Paths.Join(path, member), rate.ToString(), "A share lies between 0 and 100 %.",
                "Write it as a fraction: 0.5 for 50 %."));
        }
    }
}

/// <summary>The same rate whatever the quality.</summary>
/// <param name="Rate">The rate, 0 to 1.</param>
public sealed record FlatRate(Rate Rate) : QualityRate
{
    private protected override void Say(Phrase phrase) => phrase.Add(Rate.ToString());

    private protected override Rate Find(ref Run run, in Head head)
    {
        if (run.Words is not null)
        {
            run.RateLine(head, Rate, head.Label);
        }

        return Rate;
    }

    private protected override void ValidateTerms(string path, List<Failure> failures) => ValidateRate(Rate, path, "rate", failures);

    internal override void Reads(FactSet facts)
    {
    }
}

/// <summary>A maximum rate times the quality score, not rounded.</summary>
/// <param name="Maximum">The rate at a full score, 0 to 1.</param>
public sealed record ScoreScaledRate(Rate Maximum) : QualityRate
{
    private protected override void Say(Phrase phrase) => phrase.Add($"{Maximum} × quality score");

    private protected override Rate Find(ref Run run, in Head head) =>
        Rate.Within(run.Share(head, Maximum, "maximum rate", new("quality score", Score(ref run), Unit.Rate)));

    private protected override void ValidateTerms(string path, List<Failure> failures) => ValidateRate(Maximum, path, "maximum", failures);
}

/// <summary>One minus a maximum rate times the quality score, held between a floor and a ceiling: the better the quality, the smaller the
/// share of a loss.</summary>
/// <param name="Maximum">The sharing rate at a full score, 0 to 1.</param>
/// <param name="Floor">The least rate, 0 to 1.</param>
/// <param name="Ceiling">The greatest rate, 0 to 1.</param>
public sealed record OneMinusScoreScaledRate(Rate Maximum, Rate Floor, Rate Ceiling) : QualityRate
{
    private protected override void Say(Phrase phrase) => phrase.Add($"1 − {Maximum} × quality score, within {Floor} and {Ceiling},");

    private protected override Rate Find(ref Run run, in Head head)
    {
        var before = new Head(run.Named(head.Key, "-complement"), run.Named(head.Label, " before its bounds"), Unit.Rate, head.Authority);
        var complement = run.Complement(before, new("maximum sharing rate", Maximum.Exactly, Unit.Rate),
            new("quality score", Score(ref run), Unit.Rate));
        return Rate.Within(run.Clamp(head, new("one minus the sharing rate", complement, Unit.Rate), new("floor", Floor.Exactly, Unit.Rate),
            new("ceiling", Ceiling.Exactly, Unit.Rate)));
    }

    private protected override void ValidateTerms(string path, List<Failure> failures)
    {
        ValidateRate(Maximum, path, "maximum", failures);
        ValidateRate(Floor, path, "floor", failures);
        ValidateRate(Ceiling, path, "ceiling", failures);
        if (Floor > Ceiling)
        {
            failures.Add(new("bounds-order", Paths.Join(path, "floor"), Floor.ToString(), $"A floor is not above its ceiling ({Ceiling}).",
                "Swap or correct the two."));
        }
    }
}

/// <summary>A rate by quality score, from a scale: in steps, linear between scores, or both. Not rounded.</summary>
/// <param name="Scale">Rates by score, 0 to 1, with a value for every score from 0 to 1.</param>
public sealed record RateByScore(Scale Scale) : QualityRate
{
    /// <summary>Rates by score, 0 to 1, with a value for every score from 0 to 1.</summary>
    public Scale Scale { get; init => field = Given.Of(value); } = Given.Of(Scale);

    /// <summary>A rate in steps; each begins at its score, that score included. Below the first step the rate is zero.</summary>
    /// <param name="steps">The least score and the rate of each step, scores ascending.</param>
    /// <exception cref="ArgumentException">There is no step, or they do not ascend.</exception>
    public static RateByScore Steps(params ReadOnlySpan<(Rate FromScore, Rate Rate)> steps)
    {
        var numbers = new (decimal, decimal)[steps.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (steps[i].FromScore.Fraction, steps[i].Rate.Fraction);
        }

        var scale = Scale.Steps(numbers);
        return new(scale.Rows[0].From > 0m ? scale.Below(0m) : scale);
    }

    private protected override void Say(Phrase phrase) =>
        phrase.Add($"by quality score ({string.Join("; ", Scale.Rows.Take(10))}{(Scale.Rows.Count > 10 ? "; …" : string.Empty)})");

    private protected override Rate Find(ref Run run, in Head head)
    {
        // A sound one has a row for every score.
        var score = Score(ref run);
        return Scale.RowAt(score) is not { } row ? Rate.Zero
            : Rate.Within(run.ByRow(
                run.Words is null ? head : head with { Label = $"{head.Label} for a quality score of {UnitText.Exact(score, Unit.Rate)}" },
                row, new("quality score", score, Unit.Rate), null));
    }

    private protected override void ValidateTerms(string path, List<Failure> failures)
    {
        var at = Paths.Join(path, "scale");
        var before = failures.Count;
        Scale.Validate(at, failures);
        Scale.ValidateValues(at, 0m, 1m, "A share lies between 0 and 100 %.", failures);
        if (Scale.WholeNumbers)
        {
            failures.Add(new("scale-argument", Paths.Join(at, "wholeNumbers"), "true",
                "A quality score is a fraction, not a whole number.", "Make it a scale of all numbers."));
        }
        else if (failures.Count == before && (Scale.RowAt(default(Exact)) is null || Scale.RowAt(Exact.One) is null))
        {
            failures.Add(new("scale-covers", at, Scale.ToString(), "A rate by score has a value for every score from 0 to 100 %.",
                "Say what applies below the first row and above the last one."));
        }
    }
}

/// <summary>A rate for each outcome of the quality standard: full, alternative, none.</summary>
/// <param name="Met">The rate when the standard is met or complete reporting counts as meeting it.</param>
/// <param name="Alternative">The rate when only the alternative standard is met.</param>
/// <param name="NotMet">The rate when neither is met.</param>
public sealed record RateByStandard(QualityRate Met, QualityRate Alternative, QualityRate NotMet) : QualityRate
{
    /// <summary>The rate when the standard is met or complete reporting counts as meeting it.</summary>
    public QualityRate Met { get; init => field = Given.Of(value); } = Given.Of(Met);

    /// <summary>The rate when only the alternative standard is met.</summary>
    public QualityRate Alternative { get; init => field = Given.Of(value); } = Given.Of(Alternative);

    /// <summary>The rate when neither is met.</summary>
    public QualityRate NotMet { get; init => field = Given.Of(value); } = Given.Of(NotMet);

    private protected override void Say(Phrase phrase)
    {
        phrase.Add(Met);
        if (Alternative.Equals(Met))
        {
            phrase.Add(" with the quality standard or the alternative one met (");
        }
        else
        {
            phrase.Add(" with the quality standard met (only the alternative one ").Add(Alternative).Add(", ");
        }

        phrase.Add("none ").Add(NotMet).Add(")");
    }

    private protected override Rate Find(ref Run run, in Head head)
    {
        if (Measured(ref run) is not { } quality)
        {
            return Rate.Zero;
        }

        return quality.Standard switch
        {
            QualityStandard.NotMet =>
                NotMet.Resolve(ref run, head.Key, run.Named(head.Label, ", quality standard not met"), head.Authority),
            QualityStandard.Alternative =>
                Alternative.Resolve(ref run, head.Key, run.Named(head.Label, ", alternative quality standard met"), head.Authority),
            _ => Met.Resolve(ref run, head.Key, run.Named(head.Label, ", quality standard met"), head.Authority),
        };
    }

    internal override bool IsOfLosses(int deep = FactSet.MaximumDepth) =>
        deep > 0 && (Met.IsOfLosses(deep - 1) || Alternative.IsOfLosses(deep - 1) || NotMet.IsOfLosses(deep - 1));

    private protected override void ValidateTerms(string path, List<Failure> failures)
    {
        Met.Validate(Paths.Join(path, "met"), failures);
        Alternative.Validate(Paths.Join(path, "alternative"), failures);
        NotMet.Validate(Paths.Join(path, "notMet"), failures);
    }

    internal override void Reads(FactSet facts)
    {
        if (facts.Enter())
        {
            facts.Add<Quality>();
            Met.Reads(facts);
            Alternative.Reads(facts);
            NotMet.Reads(facts);
            facts.Leave();
        }
    }
}

/// <summary>A factor times another rate, for example half of what would otherwise be due.</summary>
/// <param name="Factor">The factor, 0 to 1.</param>
/// <param name="Of">The rate that it scales.</param>
public sealed record PartOfRate(Rate Factor, QualityRate Of) : QualityRate
{
    /// <summary>The rate that it scales.</summary>
    public QualityRate Of { get; init => field = Given.Of(value); } = Given.Of(Of);

    private protected override void Say(Phrase phrase) => phrase.Add($"{Factor} of ").Add(Of);

    private protected override Rate Find(ref Run run, in Head head)
    {
        var whole = Of.Resolve(ref run, run.Named(head.Key, "-whole"), run.Named(head.Label, " before the factor"), head.Authority);
        return Rate.Within(run.Share(head, Factor, "factor", new("rate otherwise due", whole.Fraction, Unit.Rate)));
    }

    internal override bool IsOfLosses(int deep = FactSet.MaximumDepth) => deep > 0 && Of.IsOfLosses(deep - 1);

    private protected override void ValidateTerms(string path, List<Failure> failures)
    {
        ValidateRate(Factor, path, "factor", failures);
        Of.Validate(Paths.Join(path, "of"), failures);
    }

    internal override void Reads(FactSet facts)
    {
        if (facts.Enter())
        {
            Of.Reads(facts);
            facts.Leave();
        }
    }
}
