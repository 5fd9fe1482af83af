using NodaTime;

namespace ValueSettlement.Tallies;

/// <summary>A stretch of time in which a service was down, or worse than agreed. Half-open: it lasts from its start to before its
/// end.</summary>
public sealed record Incident
{
    /// <summary>A name that no other incident of the service has.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The service that it happened to.</summary>
    public required string Service { get; init => field = Given.Of(value); }

    /// <summary>When it began.</summary>
    public required Instant Start { get; init; }

    /// <summary>When it ended; <see langword="null"/> if it lasts to the end of the period.</summary>
    public Instant? End { get; init; }

    /// <summary>How much of each minute counts, 0 to 1, at most six decimals: 1 for a service that is down, less for one that is degraded.
    /// </summary>
    public decimal Weight { get; init; } = 1m;

    /// <summary>Why the agreement leaves it out, for example "the client's own change"; <see langword="null"/> if it counts.</summary>
    public string? Exclusion { get; init; }

    /// <summary>Where it was recorded, for example a ticket.</summary>
    public string? Source { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>A stretch of time in which the supplier works on a service, half-open as an incident is.</summary>
public sealed record MaintenanceWindow
{
    /// <summary>The service that it is for; <see langword="null"/> for every one.</summary>
    public string? Service { get; init; }

    /// <summary>When it begins.</summary>
    public required Instant Start { get; init; }

    /// <summary>When it ends, after its beginning.</summary>
    public required Instant End { get; init; }

    /// <summary>When the client was told; <see langword="null"/> if nobody told it.</summary>
    public Instant? AnnouncedAt { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
