using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Vectors;

/// <summary>Availability from incidents and maintenance, and the credit as the programme settles it.</summary>
public sealed partial class TallyVectorsTests
{
    private static readonly InstantPattern Minute = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'");

    private static void Availability(VectorCase vector)
    {
        var services = vector.Inputs.GetProperty("services").EnumerateArray().ToArray();
        var deadline = vector.Inputs.GetProperty("claimDeadline");
        var programme = ServiceLevels.For(new()
        {
            Id = "services",
            Currency = "USD",
            Term = new(At(vector.Inputs, "periodStart")!.Value.InUtc().Date, At(vector.Inputs,
                "periodEnd")!.Value.InUtc().Date.PlusDays(-1)),
            Availability = new()
            {
                Zone = "UTC",
                Services = services.Select(Service).ToValueList(),
                Base = vector.Text("availabilityBase") == "periodMinutes"
                    ? AvailabilityBase.PeriodMinutes : AvailabilityBase.ServiceMinutes,
                MaintenanceReducesBase = vector.Flag("maintenanceReducesBase"),
                MaintenanceNoticeMinutes = (int?)vector.NumberOrNull("maintenanceNoticeMinutes"),
                MaintenanceAllowanceMinutes = (int?)vector.NumberOrNull("maintenanceAllowanceMinutes"),
            },
            Credits = ServiceLevelVectorsTests.Tiers(vector.Inputs) with
            {
                MustExceed = Money.Of(vector.Number("creditMustExceedUsd")),
                Limit = vector.NumberOrNull("creditLimitUsd") is { } limit ? Money.Of(limit) : null,
                Claim = new(deadline.GetProperty("kind").GetString() == "days" ? DeadlineUnit.Days : DeadlineUnit.BillingMonths,
                    (int)VectorCase.Parse(deadline.GetProperty("count"))),
            },
        });
        var incidents = services.SelectMany(Incidents).ToValueList();
        var maintenance = services.SelectMany(Maintenance).ToValueList();
        LocalDate? claimed = vector.Has("claimDate") ? LocalDatePattern.Iso.Parse(vector.Text("claimDate")).Value : null;
        var measured = programme.Measure(incidents, maintenance);
        var credit = programme.Credit(Money.Of(vector.Number("monthlyChargeUsd")), incidents, maintenance, claimed);
        vector.Each("services", measured.Services, (path, service) =>
        {
            vector.Same(path + ".serviceId", service.Service);
            vector.Near(path + ".serviceMinutes", service.ServiceMinutes);
            vector.Near(path + ".maintenanceMinutes", service.MaintenanceMinutes);
            vector.Near(path + ".excludedDowntimeMinutes", service.ExcludedMinutes);
            vector.Near(path + ".countedDowntimeMinutes", service.CountedMinutes);
            vector.Near(path + ".baseMinutes", service.BaseMinutes);
            vector.Near(path + ".availability", service.Availability.Value);
            Assert.Equal(service.CountedMinutes, measured.Entries.Where(e => e.Subject == service.Service).Sum(static e => e.Counted));
            Assert.Equal(service.MaintenanceMinutes,
                measured.Maintenance.Where(e => e.Subject == service.Service).Sum(static e => e.Counted));
        });
        vector.Near("availability", measured.Availability.Value);
        vector.Near("creditRate", credit.Share.Value);
        vector.Near("creditBeforeConditionsUsd", credit.BeforeConditions.Value);
        vector.Same("claimDeadlineDate", LocalDatePattern.Iso.Format(credit.Deadline!.Value));
        vector.Same("status", JsonNamingPolicy.CamelCase.ConvertName(credit.Status.ToString()));
        vector.Near("creditUsd", credit.Credit.Value);
        Assert.All(credit.Tally.Amount.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        Assert.Equal(incidents.Count, credit.Tally.Entries.Count);
        var settled = programme.Contract.TrySettle(
            programme.Experience(Money.Of(vector.Number("monthlyChargeUsd")), incidents, maintenance, claimed));
        Assert.Equal(credit.Status == CreditStatus.NotDefined, settled.Settlement is null);
        vector.Same("publishedUsd", settled.Settlement is { } settlement
            ? Formulas.Unsigned(-settlement.Payable.Published) : (decimal?)null);
    }

    private static MeasuredService Service(JsonElement service) => new()
    {
        Id = service.GetProperty("serviceId").GetString()!,
        Weight = VectorCase.Parse(service.GetProperty("weight")),
        Hours = service.GetProperty("serviceHours") is { ValueKind: JsonValueKind.Array } hours
            ? new()
            {
                Zone = "UTC",
                Days = hours.EnumerateArray().Select(static h => new DailyHours(
                Whole(h, "isoWeekday"), Whole(h, "fromMinute"), Whole(h, "toMinute"))).ToValueList()
            }
            : null,
    };

    private static IEnumerable<Incident> Incidents(JsonElement service) =>
        service.GetProperty("incidents").EnumerateArray().Select(incident => new Incident
        {
            Id = incident.GetProperty("incidentId").GetString()!,
            Service = service.GetProperty("serviceId").GetString()!,
            Start = At(incident, "start")!.Value,
            End = At(incident, "end"),
            Weight = incident.TryGetProperty("weight", out var weight) ? VectorCase.Parse(weight) : 1m,
        });

    private static IEnumerable<MaintenanceWindow> Maintenance(JsonElement service) =>
        service.GetProperty("maintenance").EnumerateArray().Select(window => new MaintenanceWindow
        {
            Service = service.GetProperty("serviceId").GetString()!,
            Start = At(window, "start")!.Value,
            End = At(window, "end")!.Value,
            AnnouncedAt = At(window, "announcedAt"),
        });

    private static int Whole(JsonElement element, string name) => (int)VectorCase.Parse(element.GetProperty(name));

    private static Instant? At(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? Minute.Parse(value.GetString()!).Value : null;
}
