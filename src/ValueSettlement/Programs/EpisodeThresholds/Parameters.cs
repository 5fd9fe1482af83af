namespace ValueSettlement.Programs;

/// <summary>The dated, cited parameters of episode programmes with thresholds.</summary>
public sealed partial class EpisodeThresholds
{
    /// <summary>The provider's share, the same both ways.</summary>
    public static Dated<Rate> Share { get; } = new("episode thresholds, provider's share", DateAxis.PerformancePeriod,
        Dated.In(new(2012, 1, 1), 50.Percent(),
            Authority.Remembered("Arkansas Code of Rules 016.06.16-006, share as reported by third parties",
                confirmedBy: "the section on gain and risk sharing of the Arkansas episode manual that the code adopts")));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [Share];
}

/// <summary>Every rule as data: value and authority.</summary>
public sealed record EpisodeThresholdRules
{
    /// <summary>The provider's share of what lies below the commendable threshold.</summary>
    public required Cited<Rate> GainShare { get; init => field = Given.Of(value); }

    /// <summary>The provider's share of what lies above the acceptable threshold.</summary>
    public required Cited<Rate> RiskShare { get; init => field = Given.Of(value); }

    internal static EpisodeThresholdRules Own
    {
        get
        {
            var share = Cited<Rate>.Of(EpisodeThresholds.Share.Entries[0]);
            return new() { GainShare = share, RiskShare = share };
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
