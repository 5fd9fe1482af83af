using NodaTime;
using ValueSettlement.Population;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>The assignment of 42 CFR 425.400-425.404 as rules. Windows: the table of assignment windows of the public implementation in
/// tuva-health/tuva, data_assets/sources/1.0.0.</summary>
public sealed class SharedSavingsAttributionTests
{
    [Theory]
    [InlineData(2026, 2026, AssignmentMethod.Retrospective, "2025-01-01", "2026-01-01", "2026-12-31")]
    [InlineData(2026, 2024, AssignmentMethod.Retrospective, "2023-01-01", "2024-01-01", "2024-12-31")]
    [InlineData(2026, 2026, AssignmentMethod.Prospective, "2023-10-01", "2024-10-01", "2025-09-30")]
    [InlineData(2025, 2022, AssignmentMethod.Prospective, "2019-10-01", "2020-10-01", "2021-09-30")]
    [InlineData(2024, 2021, AssignmentMethod.Prospective, "2018-10-01", "2019-10-01", "2020-09-30")]
    public void Windows_are_those_published(int year, int servicesOf, AssignmentMethod method, string expanded, string start, string end)
    {
        var rules = MedicareSharedSavings.Attribution(year, method, [1, null], servicesOf);
        Assert.Equal((expanded, start, end, end), (Text(rules.ExpandedWindow!.Start), Text(rules.Window.Start), Text(rules.Window.End),
            Text(rules.ExpandedWindow.End)));
        Assert.Empty(rules.Validate());
        Assert.Equal(year >= 2025 ? 3 : 2, rules.Steps.Count);

        static string Text(LocalDate date) => date.ToString("uuuu'-'MM'-'dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void What_was_remembered_is_marked_on_the_list()
    {
        var rules = MedicareSharedSavings.Attribution(2025, AssignmentMethod.Prospective, [1]);
        Assert.False(rules.Authority.Unconfirmed);
        Assert.True(rules.Services.Authority.Unconfirmed && rules.Steps.All(static s => s.Authority!.Unconfirmed));
        var rows = Population.Attribution.Visits.Columns([]);
        Assert.True(rules.Prepare().Attribute(rows).Rule.Unconfirmed);
        var confirmed = rules with
        {
            Services = new(rules.Services.Value, Authority.Of("42 CFR 425.400(c)")),
            Steps = [.. rules.Steps.Select(static s => s with { Authority = null })],
        };
        Assert.False(confirmed.Prepare().Attribute(rows).Rule.Unconfirmed);
    }

    [Fact]
    public void Codes_stand_once_and_the_steps_share_none()
    {
        var rules = MedicareSharedSavings.Attribution(2026, AssignmentMethod.Retrospective, [1]);
        Assert.All(rules.Steps.Select(static s => s.Specialties).Append(rules.Services.Value), static codes =>
            Assert.Equal(codes.Count, codes.Distinct().Count()));
        Assert.Empty(rules.Steps[0].Specialties.Intersect(rules.Steps[1].Specialties));
        Assert.Equal(rules.Steps[0].Specialties.Concat(rules.Steps[1].Specialties).Order(), rules.Steps[2].Specialties.Order());
        Assert.Equal((5 + 3, 19), (rules.Steps[0].Specialties.Count, rules.Steps[1].Specialties.Count));
    }

    [Fact]
    public void Years_without_known_services_are_refused()
    {
        static string Code(Action act) => Assert.Single(Assert.Throws<SettlementException>(act).Failures).Code;
        Assert.Equal("parameter-not-in-force", Code(() => MedicareSharedSavings.Attribution(2023, AssignmentMethod.Prospective, [1])));
        Assert.Equal("year-range", Code(() => MedicareSharedSavings.Attribution(2025, AssignmentMethod.Prospective, [1], 20_250)));
        Assert.Equal("choice-unknown", Code(() => MedicareSharedSavings.Attribution(2025, (AssignmentMethod)2, [1])));
    }
}
