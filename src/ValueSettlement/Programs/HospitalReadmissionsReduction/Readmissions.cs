namespace ValueSettlement.Programs;

/// <summary>What a hospital's file says of one condition. Cells that hold no number say why: they are never zero.</summary>
/// <param name="Condition">The condition.</param>
public sealed record ConditionReadmissions(ReadmissionsCondition Condition)
{
    /// <summary>Eligible discharges: a whole number, 0 to 1,000,000,000.</summary>
    public required ReportedCell Discharges { get; init; }

    /// <summary>The excess readmission ratio as it is printed, 0 to 1,000: an input, never predicted over expected readmissions again.
    /// A ratio may be printed for a condition with too few discharges; it is not read then.</summary>
    public required ReportedCell ExcessRatio { get; init; }

    /// <summary>The condition's share of base operating DRG payments as it is printed, 0 to 1.</summary>
    public required ReportedCell PaymentRatio { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>A hospital's inputs of one fiscal year, as the published file prints them.</summary>
public sealed record HospitalReadmissions
{
    /// <summary>The peer group, 1 to 5, as published: it is never derived from a share of dually eligible patients. Needed where ratios are
    /// compared with peer groups, otherwise <see langword="null"/>.</summary>
    public int? PeerGroup { get; init; }

    /// <summary>The decimals to which excess readmission ratios are printed, 0 to 20; <see langword="null"/> for ratios that were not
    /// rounded.</summary>
    public required int? ExcessRatioDecimals { get; init; }

    /// <summary>The decimals to which payment ratios are printed, 0 to 20; <see langword="null"/> for ratios that were not
    /// rounded.</summary>
    public required int? PaymentRatioDecimals { get; init; }

    /// <summary>The conditions, each at most once and in any order. One without a case may be left out.</summary>
    public required ValueList<ConditionReadmissions> Conditions { get; init => field = Given.Of(value); }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What one condition adds to the reduction.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Amount">Payment ratio × (excess ratio − median, at least 0), not rounded; absent, with the reason, where the condition
/// does not count.</param>
public sealed record ConditionContribution(ReadmissionsCondition Condition, Figure Amount)
{
    /// <summary>Payment ratio × (excess ratio − median, at least 0), not rounded; absent, with the reason, where the condition does not
    /// count.</summary>
    public Figure Amount { get; init => field = Given.Of(value); } = Given.Of(Amount);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>
/// The readmissions adjustment factor of one hospital and fiscal year. Where the printed digits of the inputs allow more than one factor it
/// is undetermined, which is a result of its own: <see cref="Factor"/> is then absent, and <see cref="LowestFactor"/> and
/// <see cref="HighestFactor"/> are the candidates.
/// </summary>
public sealed record ReadmissionsFactor
{
    /// <summary>The factor as published, with all lines; absent, with a sentence that says which digits would decide it, where the printed
    /// digits do not.</summary>
    public required Figure Factor { get; init => field = Given.Of(value); }

    /// <summary>The factor that follows from the inputs as if the printed digits were all, rounded as published: never a statement about an
    /// undetermined one.</summary>
    public required decimal FromPrintedDigits { get; init; }

    /// <summary>One less the reduction, after the limit and not rounded, from the inputs as printed.</summary>
    public required decimal Unrounded { get; init; }

    /// <summary>The reduction before the limit, from the inputs as printed: modifier × sum of contributions.</summary>
    public required decimal BeforeLimit { get; init; }

    /// <summary>What each condition adds, in the order of the published files.</summary>
    public required ValueList<ConditionContribution> Contributions { get; init => field = Given.Of(value); }

    /// <summary>The least reduction that inputs with these printed digits can have, after the limit and not rounded, with its
    /// lines.</summary>
    public required Figure LowestReduction { get; init => field = Given.Of(value); }

    /// <summary>The greatest reduction that inputs with these printed digits can have, after the limit and not rounded, with its
    /// lines.</summary>
    public required Figure HighestReduction { get; init => field = Given.Of(value); }

    /// <summary>The least factor, as published, that the printed digits allow.</summary>
    public required decimal LowestFactor { get; init; }

    /// <summary>The greatest factor, as published, that the printed digits allow.</summary>
    public required decimal HighestFactor { get; init; }

    /// <summary>The decimals to which the factor is published.</summary>
    public required int Decimals { get; init; }

    /// <summary>The digest of the terms that made the factor: the programme of other terms refuses it. <see langword="null"/> for one that
    /// was stated.</summary>
    public Digest? Terms { get; init; }

    /// <summary>Whether the printed digits allow one factor only.</summary>
    public bool IsDecided => LowestFactor == HighestFactor;

    /// <summary>Whether the hospital loses anything: its factor is below one, whatever a file marks. <see langword="null"/> where the
    /// printed digits allow both.</summary>
    public bool? IsReduced => HighestFactor < 1m ? true : LowestFactor == 1m ? false : null;

    /// <summary>Which factors are left and which digits would decide; <see langword="null"/> for a decided factor.</summary>
    public string? Undetermined => IsDecided ? null : Factor.Absence?.Reason;

    /// <summary>Whether a published factor is one that the printed digits allow.</summary>
    /// <param name="published">The published factor.</param>
    public bool Allows(decimal published) =>
        published >= LowestFactor && published <= HighestFactor && new Rounding(Decimals).Apply(published) == published;

    /// <summary>The factor, or that it is undetermined and why.</summary>
    public override string ToString() => IsDecided ? UnitText.Of(FromPrintedDigits, Unit.Factor) : $"undetermined: {Undetermined}";
}
