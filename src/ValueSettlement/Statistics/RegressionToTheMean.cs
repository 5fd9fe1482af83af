using System.Globalization;

namespace ValueSettlement.Statistics;

/// <summary>
/// What comes next after an unusual value, if nothing changes: it lies nearer to the mean.
/// <code>expected = μ + ρ (x − μ)</code>
/// Exact decimals. A provider chosen for a bad baseline improves by <see cref="ByItself"/> without doing anything. Source: Galton,
/// J. Anthropol. Inst. 15 (1886) 246; Barnett, van der Pols and Dobson, Int. J. Epidemiol. 34 (2005) 215.
/// </summary>
/// <param name="Mean">μ, the mean of all providers, in any unit; its magnitude at most 10¹².</param>
/// <param name="Correlation">ρ, between a provider's values in two periods, −1 to 1; a credibility is one.</param>
/// <param name="Observed">x, the value observed, in the same unit.</param>
public sealed record RegressionToTheMean(decimal Mean, decimal Correlation, decimal Observed)
{
    /// <summary>The fewest cases in one period at which a target of improvement is set without a warning: 100.</summary>
    public const int FewestCases = 100;

    /// <summary>μ.</summary>
    public decimal Mean { get; init => field = Magnitude(value, nameof(Mean)); } = Magnitude(Mean, nameof(Mean));

    /// <summary>ρ.</summary>
    public decimal Correlation { get; init => field = Coefficient(value); } = Coefficient(Correlation);

    /// <summary>x.</summary>
    public decimal Observed { get; init => field = Magnitude(value, nameof(Observed)); } = Magnitude(Observed, nameof(Observed));

    /// <summary>The expected next value.</summary>
    public decimal Expected => Mean + (Correlation * (Observed - Mean));

    /// <summary>The change that is expected although nothing is done: expected less observed.</summary>
    public decimal ByItself => Expected - Observed;

    /// <summary>A warning where a target is set as improvement on one period with fewer than 100 cases; otherwise
    /// <see langword="null"/>.</summary>
    /// <param name="cases">The cases of the baseline, 1 to 1,000,000,000.</param>
    /// <param name="periods">The periods that they come from, 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument lies outside its range.</exception>
    public static BaselineWarning? Check(long cases, int periods)
    {
        Demand.Trials(cases);
        if (periods is < 1 or > 100)
        {
            throw Demand.Refused(nameof(periods), periods, "A baseline has 1 to 100 periods", "Count the years that it pools");
        }

        return periods == 1 && cases < FewestCases ? new(cases, periods) : null;
    }

    /// <summary>The expected next value in invariant notation.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Mean} + {Correlation} × ({Observed} − {Mean}) = {Expected}: {ByItself} by itself");

    private static decimal Magnitude(decimal value, string name) => Math.Abs(value) <= 1_000_000_000_000m ? value
        : throw Demand.Refused(name, value, "A value lies between -10^12 and 10^12", "Check its unit");

    private static decimal Coefficient(decimal value) => value is >= -1m and <= 1m ? value
        : throw Demand.Refused(nameof(Correlation), value, "A correlation lies between -1 and 1", "State a fraction, not percent");
}

/// <summary>A baseline on which improvement is mostly chance.</summary>
/// <param name="Cases">Its cases.</param>
/// <param name="Periods">Its periods.</param>
public sealed record BaselineWarning(long Cases, int Periods)
{
    /// <summary>The warning in words.</summary>
    public override string ToString() => $"The baseline has {Words.Of(Cases)} cases in {Words.Of((long)Periods)} period: part of any "
        + "improvement on it is regression to the mean. Pool two or three periods, or compare with a control.";
}
