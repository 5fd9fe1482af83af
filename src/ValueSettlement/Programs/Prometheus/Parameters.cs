namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of PROMETHEUS case rates.</summary>
public sealed partial class Prometheus
{
    /// <summary>The allowance as a share of expected complication cost, where it is not stated.</summary>
    public static Dated<Rate> AllowanceShare { get; } = new("PROMETHEUS complication allowance", DateAxis.PerformancePeriod,
        Dated.In(new(2011, 1, 1), 50.Percent(),
            Authority.Remembered("PROMETHEUS payment, complication allowance as reported by third parties",
                confirmedBy: "the published description of how PROMETHEUS case rates allow for potentially avoidable complications")));

    /// <summary>Every dated parameter of case rates.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [AllowanceShare];
}

/// <summary>The dated, cited parameters of the PROMETHEUS withhold.</summary>
public sealed partial class PrometheusWithhold
{
    /// <summary>Parts of the own and of other providers' score in the scorecard: 70 and 30.</summary>
    public static Dated<OwnAndOthers> Scorecard { get; } = new("PROMETHEUS scorecard", DateAxis.PerformancePeriod,
        Dated.In<OwnAndOthers>(new(2011, 1, 1), new(70.Percent(), 30.Percent()), Prometheus.Paper));

    /// <summary>Every dated parameter of the withhold.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [Scorecard];
}

/// <summary>Every rule of case rates as data: value and authority.</summary>
public sealed record PrometheusRules
{
    /// <summary>The complication allowance as a share of expected complication cost, where it is not stated.</summary>
    public required Cited<Rate> AllowanceShare { get; init => field = Given.Of(value); }

    internal static PrometheusRules Own => new() { AllowanceShare = Cited<Rate>.Of(Prometheus.AllowanceShare.Entries[0]) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>Every rule of the withhold as data: value and authority.</summary>
public sealed record PrometheusWithholdRules
{
    /// <summary>Weights of the own and of other providers' score.</summary>
    public required Cited<OwnAndOthers> Scorecard { get; init => field = Given.Of(value); }

    internal static PrometheusWithholdRules Own => new() { Scorecard = Cited<OwnAndOthers>.Of(PrometheusWithhold.Scorecard.Entries[0]) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
