using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Tallies;

/// <summary>A service that is always due, and what is usual for it.</summary>
internal static class Services
{
    public static readonly DateInterval April = new(new(2026, 4, 1), new(2026, 4, 30));

    /// <summary>The tiers of the AWS Compute SLA: below 99.99 %, 99.0 % and 95.0 %.</summary>
    public static readonly CreditTiers Cloud = new()
    {
        Shares = CreditTiers.Below((99.99m.Percent(), 10.Percent()), (99.0m.Percent(), 30.Percent()), (95.0m.Percent(), Rate.One)),
        MustExceed = Money.Of(1m),
        Claim = new(DeadlineUnit.BillingMonths, 2),
        Authority = Authority.Of("Public cloud SLA"),
    };

    public static Availability Always(string zone = "UTC", params ReadOnlySpan<string> services) => new()
    {
        Zone = zone,
        Services = services.IsEmpty ? [new() { Id = "api" }] : [.. services.ToArray().Select(static id => new MeasuredService { Id = id })],
    };

    public static Instant At(int day, int hour, int minute = 0, int second = 0) => Instant.FromUtc(2026, 4, day, hour, minute, second);

    public static Incident Down(string id, Instant from, Duration length) =>
        new() { Id = id, Service = "api", Start = from, End = from + length };

    public static Incident Down(string id, Instant from, int minutes) => Down(id, from, Duration.FromMinutes(minutes));
}
