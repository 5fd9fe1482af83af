namespace ValueSettlement.Statistics;

/// <summary>How a confidence interval was computed.</summary>
public enum IntervalMethod
{
    /// <summary>Wilson's score interval of a proportion.</summary>
    Wilson = 1,

    /// <summary>The exact binomial interval of Clopper and Pearson.</summary>
    ClopperPearson,

    /// <summary>The exact Poisson interval of a count.</summary>
    ExactPoisson,

    /// <summary>Byar's approximation of the exact Poisson interval.</summary>
    Byar,

    /// <summary>Student's t interval of a mean.</summary>
    StudentT,

    /// <summary>Dobson's interval of a directly standardised rate, on exact Poisson limits.</summary>
    Dobson,
}

/// <summary>Which limits an interval has.</summary>
public enum IntervalSide
{
    /// <summary>Both; each is missed with half of what the confidence leaves.</summary>
    Both,

    /// <summary>A lower limit alone: "at least". The upper end is the largest possible value.</summary>
    Lower,

    /// <summary>An upper limit alone: "at most". The lower end is the smallest possible value.</summary>
    Upper,
}

/// <summary>What chance leaves open around an estimate: if measured again and again, at least the stated share of such intervals would
/// hold the true value (about that share, where the method is approximate).</summary>
/// <param name="Lower">The lower limit, in the unit of the estimate; −∞ for an upper limit alone on what may be negative.</param>
/// <param name="Estimate">What was measured.</param>
/// <param name="Upper">The upper limit; +∞ for a lower limit alone on what has no largest value.</param>
/// <param name="Confidence">The confidence, at least 50 % and below 100 %.</param>
/// <param name="Method">How it was computed.</param>
/// <param name="Side">Which limits it has.</param>
public sealed record ConfidenceInterval(double Lower, double Estimate, double Upper, Rate Confidence, IntervalMethod Method,
    IntervalSide Side = IntervalSide.Both)
{
    /// <summary>What a reader has to know besides, for example that a formula fell below zero.</summary>
    public string? Note { get; init; }

    /// <summary>Whether a value lies in the interval, ends included.</summary>
    /// <param name="value">The value, in the unit of the estimate.</param>
    public bool Contains(double value) => value >= Lower && value <= Upper;

    /// <summary>The interval times a positive factor, for example a ratio times the reference rate.</summary>
    /// <param name="factor">The factor, finite and above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not above zero or not finite.</exception>
    public ConfidenceInterval Times(double factor) => factor is > 0d and <= 1e100
        ? this with { Lower = Lower * factor, Estimate = Estimate * factor, Upper = Upper * factor }
        : throw Demand.Refused(nameof(factor), Words.Of(factor), "The factor lies above 0, up to 1e100", "Check its unit");

    /// <summary>The estimate, its limits, the confidence and the method in invariant notation.</summary>
    public override string ToString() => $"{Words.Of(Estimate)} ({Limits})" + (Note is null ? string.Empty : " " + Note);

    /// <summary>The limits, the confidence and the method, without the estimate.</summary>
    internal string Limits
    {
        get
        {
            var limits = Side switch
            {
                IntervalSide.Lower => $"at least {Words.Of(Lower)}",
                IntervalSide.Upper => $"at most {Words.Of(Upper)}",
                _ => $"{Words.Of(Lower)} to {Words.Of(Upper)}",
            };
            var method = Method switch
            {
                IntervalMethod.ClopperPearson => "Clopper-Pearson",
                IntervalMethod.ExactPoisson => "exact Poisson",
                IntervalMethod.StudentT => "Student's t",
                _ => Method.ToString(),
            };
            return $"{limits}, {Confidence} confidence, {method}";
        }
    }
}
