namespace ValueSettlement.Programs;

/// <summary>What decides the quality score of a Shared Savings Program organisation for one performance period. Points are 0 to
/// 100.</summary>
public sealed record QualityMeasurement
{
    /// <summary>Which standard was reached.</summary>
    public required QualityStandard Standard { get; init; }

    /// <summary>The score before adjustment, in points of 100; <see langword="null"/> if it was not measured.</summary>
    public decimal? Points { get; init; }

    /// <summary>Health equity: the sum over measures of 4 for the top third, 2 for the middle third, 0 for the bottom third;
    /// <see langword="null"/> if the organisation did not qualify.</summary>
    public decimal? PerformanceScaler { get; init; }

    /// <summary>Health equity: share of beneficiaries in areas of high deprivation (national rank 85 or more).</summary>
    public Rate? DeprivedAreaShare { get; init; }

    /// <summary>Health equity: share of beneficiaries with low-income subsidy or dual eligibility.</summary>
    public Rate? LowIncomeOrDualShare { get; init; }

    /// <summary>Extreme and uncontrollable circumstances: the score that the organisation's own is raised to, in points;
    /// <see langword="null"/> if it was not affected.</summary>
    public decimal? FloorPoints { get; init; }

    /// <summary>The measurement in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Standard}, points {Points}, performance scaler {PerformanceScaler}, deprived areas {DeprivedAreaShare}, ")
        + FormattableString.Invariant($"low income or dual {LowIncomeOrDualShare}, floor {FloorPoints}");
}

/// <summary>The quality score of the programme.</summary>
public sealed partial class MedicareSharedSavings
{
    private static readonly Authority EquityAuthority =
        Authority.Of("42 CFR 425.512(b); CMS Shared Savings and Losses specifications version 11, Tables 14-17");

    /// <summary>The rule of extreme circumstances: the mean score of the programme to 2020, then a percentile.</summary>
    private Authority Circumstances => Authority.Of(Terms.Year <= 2020 ? "42 CFR 425.502(f)" : "42 CFR 425.512(c)");

    /// <summary>
    /// The quality fact of a period: the health-equity adjustment where the year has one, then the floor for extreme circumstances.
    /// <code>
    /// underserved share u = max(deprived areas, low income or dual);  bonus = u &lt; 20 % ? 0 : min(10, scaler × u)
    /// score = max(min(100, points + bonus), floor)
    /// </code>
    /// In years without the adjustment the health-equity inputs are ignored.
    /// </summary>
    /// <param name="measurement">What was measured.</param>
    /// <exception cref="SettlementException">Complete reporting is stated for a year that the terms do not make the first one, points
    /// do not lie between 0 and 100, or a share between 0 and 1.</exception>
    public Quality Quality(QualityMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        List<Failure> failures = [];
        RefuseFirstYear(measurement.Standard == QualityStandard.CompleteReporting, "standard", failures);
        RefusePoints(measurement.Points, "points", failures);
        RefusePoints(measurement.FloorPoints, "floorPoints", failures);
        RefuseEquity(measurement.PerformanceScaler, measurement.DeprivedAreaShare, measurement.LowIncomeOrDualShare, failures);
        SettlementException.ThrowIfAny(failures);

        if (measurement.Standard == QualityStandard.CompleteReporting || (measurement.Points is null && measurement.FloorPoints is null))
        {
            return new Quality { Standard = measurement.Standard };
        }

        var workings = new Workings("quality");
        var score = WithEquity(workings, workings.Given(OwnPoints, measurement.Points ?? 0m), measurement.PerformanceScaler,
            measurement.DeprivedAreaShare, measurement.LowIncomeOrDualShare);
        if (measurement.FloorPoints is { } floor)
        {
            score = workings.Greatest(Floored("for extreme circumstances", Circumstances), score,
                Quantity.Of("floor", floor, Unit.Points));
        }

        return new Quality { Standard = measurement.Standard, Score = workings.Figure(AsFraction(workings, score)) };
    }

    /// <summary>
    /// The quality score of an organisation under extreme and uncontrollable circumstances: its own or the reference, whichever is higher,
    /// if at least 20 % of its beneficiaries or its legal entity are affected.
    /// </summary>
    /// <param name="points">The organisation's own score, 0 to 100; <see langword="null"/> if it was not measured.</param>
    /// <param name="reference">The reference score: the programme mean to 2020, the 30th percentile to 2023, the 40th from 2024.</param>
    /// <param name="affectedShare">Share of assigned beneficiaries in affected areas.</param>
    /// <param name="legalEntityAffected">Whether the legal entity lies in an affected area.</param>
    /// <returns>Whether the organisation counts as affected, and the score used.</returns>
    /// <exception cref="SettlementException">Points do not lie between 0 and 100, or the share between 0 and 1.</exception>
    public static (bool Affected, decimal? Points) QualityUnderExtremeCircumstances(decimal? points, decimal reference, Rate affectedShare,
        bool legalEntityAffected)
    {
        List<Failure> failures = [];
        RefusePoints(points, "points", failures);
        RefusePoints(reference, "reference", failures);
        FigureRules.Fraction(affectedShare, "affectedShare", "The affected share of beneficiaries", failures);
        SettlementException.ThrowIfAny(failures);

        var affected = affectedShare.Fraction >= 0.20m || legalEntityAffected;
        return (affected, affected ? Math.Max(points ?? reference, reference) : points);
    }

    private static void RefusePoints(decimal? points, string path, List<Failure> failures)
    {
        if (points is < 0m or > 100m)
        {
            failures.Add(new("points-range", path, NumberText.Number(points.Value), "Quality points lie between 0 and 100.",
                "State the score in points of 100."));
        }
    }

    private static void RefuseEquity(decimal? scaler, Rate? areas, Rate? poor, List<Failure> failures)
    {
        RefusePoints(scaler, "performanceScaler", failures);
        FigureRules.Fraction(areas, "deprivedAreaShare", "The share in deprived areas", failures);
        FigureRules.Fraction(poor, "lowIncomeOrDualShare", "The share with low income or Medicaid", failures);
    }

    private static Step OwnPoints => new("quality-points", "Quality score before adjustment", Unit.Points);

    private static Step Floored(string why, Authority authority) =>
        new("floored-points", "Quality score with the floor " + why, Unit.Points, null, authority);

    private static Quantity AsFraction(Workings workings, Quantity points) => workings.Divide(
        new("quality-score", "Quality score", Unit.Rate), points, Quantity.Of("points possible", 100m, Unit.Points));

    private Quantity WithEquity(Workings workings, Quantity score, decimal? performanceScaler, Rate? areas, Rate? poor)
    {
        if (LargestHealthEquityBonus.Find(Terms.Period.Start) is not { } largest || performanceScaler is not { } scaler
            || (areas is null && poor is null))
        {
            return score;
        }

        var underserved = workings.Greatest(new("underserved-share", "Underserved share", Unit.Rate, null, EquityAuthority),
            Quantity.Of("deprived areas", areas?.Fraction ?? 0m, Unit.Rate),
                Quantity.Of("low income or dual", poor?.Fraction ?? 0m, Unit.Rate));
        var bonus = underserved.Value < 0.20m
            ? workings.Given(new("health-equity-bonus", "Health equity adjustment (underserved share below 20 %)", Unit.Points, null,
                EquityAuthority), 0m)
            : LeastOf(workings, largest, workings.Multiply(new("scaled-underserved-share", "Performance scaler × underserved share",
                Unit.Points, null, EquityAuthority), Quantity.Of("performance scaler", scaler, Unit.Points), underserved));
        return WithBonus(workings, score, bonus);
    }

    /// <summary>The adjustment as CMS stated it, where the year has one.</summary>
    private Quantity WithStatedEquity(Workings workings, Quantity score, decimal? stated) =>
        LargestHealthEquityBonus.Find(Terms.Period.Start) is { } largest && stated is { } points
            ? WithBonus(workings, score, LeastOf(workings, largest, Quantity.Of("stated", points, Unit.Points)))
            : score;

    private static Quantity LeastOf(Workings workings, DatedEntry<decimal> largest, Quantity bonus) => workings.Least(
        new("health-equity-bonus", "Health equity adjustment", Unit.Points, null, largest.Authority),
        Quantity.Of("largest", largest.Value, Unit.Points), bonus);

    private static Quantity WithBonus(Workings workings, Quantity score, Quantity bonus) => workings.Least(
        new("adjusted-points", "Quality score with health equity adjustment", Unit.Points, null, EquityAuthority),
        Quantity.Of("most", 100m, Unit.Points), workings.Add(new("points-and-bonus", "Points and adjustment", Unit.Points), score, bonus));
}
