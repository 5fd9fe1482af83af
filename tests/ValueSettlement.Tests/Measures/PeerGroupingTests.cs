using FsCheck.Fluent;
using ValueSettlement.Measures;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Measures;

public sealed class PeerGroupingTests
{
    private static readonly PeerGrouping Fifths = new() { Groups = 5, Ties = PeerTies.ById };

    [Fact]
    public void Five_groups_by_rank_and_the_median_of_each()
    {
        // Dual shares 1 % to 12 %, ratios in no order: groups of 3, 2, 3, 2, 2 by (rank − 1) × 5 ÷ 12.
        decimal[] ratios = [1.02m, 0.97m, 1.10m, 0.90m, 1.01m, 1.00m, 0.95m, 1.08m, 1.20m, 0.99m, 1.04m, 0.98m];
        var peers = Fifths.Of([.. ratios.Select((r, i) => Peer($"h{i:00}", 0.01m * (i + 1), r))]);
        Assert.Equal([3, 2, 3, 2, 2], peers.Groups.Select(static g => g.Providers));
        Assert.Equal([1.02m, 0.955m, 1.00m, 1.095m, 1.01m], peers.Groups.Select(static g => g.Reference.Value!.Value));
        Assert.Equal([1m, 1m, 1m, 2m, 2m, 3m, 3m, 3m, 4m, 4m, 5m, 5m], peers.Places.Select(static p => p.Group.Value!.Value));
        Assert.Equal(peers.Groups[1].Reference, peers.Places[3].Reference);
        Assert.All(peers.Places, static p => Assert.True(p.Group.IsLedTo() && p.Reference.IsLedTo()));
        Assert.Equal("Rank 4 of 12: the whole part of (4 − 1) × 5 ÷ 12, and 1.", peers.Places[3].Group.Lines[^1].Note);
        Assert.Equal(["Result 1 of 2 (h03)", "Result 2 of 2 (h04)", "50% of the results of group 2"],
            peers.Groups[1].Reference.Lines.Select(static l => l.Label));
    }

    [Theory]
    [InlineData(PeerTies.Lower, new[] { 1, 1, 1, 1, 2, 2 })]
    [InlineData(PeerTies.Higher, new[] { 1, 2, 2, 2, 2, 2 })]
    [InlineData(PeerTies.ById, new[] { 1, 1, 1, 2, 2, 2 })]
    public void Equals_go_where_the_rule_says(PeerTies ties, int[] groups)
    {
        var peers = new PeerGrouping { Groups = 2, Ties = ties }.Of(
            [.. new[] { 0.1m, 0.2m, 0.2m, 0.2m, 0.3m, 0.4m }.Select(static (by, i) => Peer($"h{i}", by, 1m))]);
        Assert.Equal(groups, peers.Places.Select(static p => (int)p.Group.Value!.Value));
    }

    [Fact]
    public void All_equal_leave_groups_empty_whose_reference_is_absent()
    {
        var peers = (Fifths with { Ties = PeerTies.Lower }).Of([.. Enumerable.Range(0, 10).Select(static i => Peer($"h{i}", 0.3m, i))]);
        Assert.Equal([10, 0, 0, 0, 0], peers.Groups.Select(static g => g.Providers));
        Assert.Equal((AbsenceKind.Missing, 4.5m), (peers.Groups[4].Reference.Absence!.Kind, peers.Groups[0].Reference.Value!.Value));
    }

    [Fact]
    public void Absent_figures_have_no_group_and_absent_results_no_part_in_the_reference()
    {
        var peers = new PeerGrouping { Groups = 2, Ties = PeerTies.ById }.Of(
        [
            Peer("a", 0.1m, 5m), Peer("b", 0.2m, 7m), Peer("c", 0.3m, 1m),
            new("d", 40.Percent(), Figure.Absent(AbsenceKind.TooSmall, "Fewer than 25 stays.", Unit.Factor)),
            new("e", Figure.Absent(AbsenceKind.Suppressed, "Fewer than 11.", Unit.Rate), new() { Value = 100m, Unit = Unit.Factor }),
        ]);
        Assert.Equal([(2, 2, 6m), (2, 1, 1m)], peers.Groups.Select(static g => (g.Providers, g.Results, g.Reference.Value!.Value)));
        Assert.Equal(1m, peers.Places[3].Reference.Value);
        Assert.Equal((AbsenceKind.Suppressed, AbsenceKind.Suppressed),
            (peers.Places[4].Group.Absence!.Kind, peers.Places[4].Reference.Absence!.Kind));
    }

    /// <summary>SAS's default percentiles (definition 5): of 1 to 10 the 25th is 3, the 20th 2.5, the 90th 9.5, a third of 9 results
    /// 3.5.</summary>
    [Fact]
    public void Percentiles_are_those_of_the_stated_definition()
    {
        Assert.Equal([3m, 2.5m, 9.5m], new[] { 25m, 20m, 90m }.Select(static p => Of(p.Percent(), 10)));
        Assert.Equal(3.5m, Of(Rate.Ratio(1, 3), 9));

        static decimal Of(Rate percentile, int results) => new PeerGrouping { Groups = 2, Ties = PeerTies.Lower, Percentile = percentile }
            .Of([.. Enumerable.Range(1, results).Select(static i => Peer($"h{i}", 0.5m, i))]).Groups[0].Reference.Value!.Value;
    }

    [Fact]
    public void Groups_of_different_figures_differ_by_one_and_ascend() => CurveProperty.Holds(
        from groups in Gen.Choose(2, 12)
        from more in Gen.Choose(0, 60)
        select (groups, count: groups + more), 100, static c =>
    {
        var peers = (Fifths with { Groups = c.groups }).Of([.. Enumerable.Range(0, c.count).Select(i => Peer($"h{i}", i / 100m, 1m))]);
        Assert.InRange(peers.Groups.Max(static g => g.Providers) - peers.Groups.Min(static g => g.Providers), 0, 1);
        Assert.Equal(c.count, peers.Groups.Sum(static g => g.Providers));
        var places = peers.Places.Select(static p => p.Group.Value!.Value).ToArray();
        Assert.Equal(places.Order(), places);
        Assert.Equal((1m, (decimal)c.groups), (places[0], places[^1]));
    });

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var failures = Assert.Throws<SettlementException>(() => new PeerGrouping { Groups = 1, Ties = default, Percentile = Rate.One }.Of(
            [Peer("a", 0.1m, 1m), new("a", Money.Of(5), Rate.One)])).Failures;
        Assert.Equal(["peer-groups", "peer-ties", "peer-percentile", "peer-id", "figure-unit", "figure-unit"],
            failures.Select(static f => f.Code));
        Assert.Equal(["groups", "ties", "percentile", "providers[1].id", "providers[1].by", "providers[1].result"],
            failures.Select(static f => f.Path));
        Assert.Equal("peer-count", Assert.Single(Assert.Throws<SettlementException>(() => Fifths.Of([Peer("a", 0.1m, 1m)])).Failures).Code);
    }

    private static PeerProvider Peer(string id, decimal by, decimal result) =>
        new(id, Rate.Of(by), new() { Value = result, Unit = Unit.Factor });
}
