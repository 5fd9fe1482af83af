using ValueSettlement.Population;

namespace ValueSettlement.Tests.Population.Attribution;

public sealed class AttributionListTests
{
    private static readonly Authority Rule = Authority.Of("Contract, exhibit C");

    private static AttributionList Stated(uint[] members, ushort[] organisations, string by = "payer") =>
        AttributionList.Stated(by, Rule, Visits.CutOff, members, organisations, words: "on the payer's file");

    [Fact]
    public void A_stated_list_is_the_same_in_any_order_and_by_anybody()
    {
        var (one, other) = (Stated([3, 1, 2], [7, 7, 0]), Stated([2, 3, 1], [0, 7, 7], "provider"));
        Assert.Equal(one.Entries, other.Entries);
        Assert.Equal(one.Digest, other.Digest);
        Assert.NotEqual(one.Digest, Stated([3, 1, 2], [7, 7, 1]).Digest);
        Assert.NotEqual(one.Digest, Stated([3, 1], [7, 7]).Digest);
        Assert.NotEqual(one.Digest,
            AttributionList.Stated("payer", Rule, Visits.CutOff.PlusDays(-1), [3, 1, 2], [7, 7, 0]).Digest);
        Assert.Equal("2: organisation 0, on the payer's file", one.Find(2)?.ToString());
        Assert.Null(one.Find(9));
        Assert.Equal("3 of 3 members attributed, payer, up to 2025-12-31, Contract, exhibit C", one.ToString());
    }

    /// <summary>SHA-256 of "attribution 1", the cut-off, and of each member four bytes and two of the organisation, highest first; computed
    /// with another tool.</summary>
    [Fact]
    public void A_digest_stays_what_it_is() => Assert.Equal("52a8a2395b1badedc8c9104f2f11f0da56bb48ac4156bd5cc9f25d5e406463f9",
        Stated([uint.MaxValue, 2, 1], [65_535, 0, 7]).Digest.Text);

    [Fact]
    public void A_computed_list_has_the_digest_of_a_stated_one_that_agrees()
    {
        var computed = Visits.Rules([0, 0, 7, 7, null, null, 65_535]).Prepare()
            .Attribute(Visits.Columns(Visits.Random(5_000, 900, 7, 11)), threads: 2);
        var attributed = computed.Entries.Where(static e => e.Organisation is not null).ToArray();
        Assert.InRange(attributed.Length, 100, computed.Entries.Count - 100);
        Assert.Equal(attributed.Length, computed.Attributed);
        Assert.Equal(computed.Digest,
            Stated([.. attributed.Select(static e => e.Beneficiary)], [.. attributed.Select(static e => e.Organisation!.Value)]).Digest);
    }

    [Fact]
    public void A_list_says_the_organisation_of_rows()
    {
        var rows = new PopulationColumns
        {
            Organisation = default,
            Stratum = new byte[] { 0, 1, 0, 1 },
            Months = new byte[] { 1, 2, 3, 4 },
            Cents = new long[] { 10, 20, 30, 40 },
            Risk = new[] { 5, 6, 7, 8 },
            Beneficiary = new uint[] { 3, 9, 1, 3 },
        };
        var assigned = Stated([3, 1, 2], [7, 8, 0]).Assign(rows);
        Assert.Equal([7, 8, 7], assigned.Organisation.ToArray());
        Assert.Equal([0, 0, 1], assigned.Stratum.ToArray());
        Assert.Equal([1, 3, 4], assigned.Months.ToArray());
        Assert.Equal([10, 30, 40], assigned.Cents.ToArray());
        Assert.Equal([5, 7, 8], assigned.Risk.ToArray());
        Assert.Equal([3u, 1u, 3u], assigned.Beneficiary.ToArray());
        Assert.True(assigned.ExcludedMonths.IsEmpty);
        var failure = Assert.Single(Assert.Throws<SettlementException>(() =>
            Stated([3], [7]).Assign(rows with { Beneficiary = default })).Failures);
        Assert.Equal(("column-length", "beneficiary"), (failure.Code, failure.Path));
    }

    [Fact]
    public void The_difference_says_who_joined_left_and_moved_and_why()
    {
        var (before, after) = (Stated([1, 2, 3, 5], [7, 7, 7, 1]), Stated([2, 3, 4, 5], [7, 8, 7, 1]));
        var changes = AttributionList.Compare(before, after);
        Assert.Equal("1 joined, 1 left, 1 moved, 2 stayed", changes.ToString());
        Assert.Equal((4u, 1u, 3u), (changes.Joined[0].Beneficiary, changes.Left[0].Beneficiary, changes.Moved[0].Beneficiary));
        Assert.Equal("3: organisation 7, on the payer's file → 3: organisation 8, on the payer's file", changes.Moved[0].ToString());
        Assert.Equal("not in the list → 4: organisation 7, on the payer's file", changes.Joined[0].ToString());
        Assert.Equal((before.Digest, after.Digest), (changes.Before, changes.After));
        Assert.Equal("0 joined, 0 left, 0 moved, 4 stayed", AttributionList.Compare(after, after).ToString());
    }

    /// <summary>Each member is in one group, and the groups lead from one list to the other.</summary>
    [Fact]
    public void A_difference_adds_up()
    {
        var prepared = Visits.Rules([0, 0, 7, 7, null, null, 65_535]).Prepare();
        var (before, after) = (prepared.Attribute(Visits.Columns(Visits.Random(3_000, 500, 7, 1))),
            prepared.Attribute(Visits.Columns(Visits.Random(3_000, 600, 7, 2))));
        var changes = AttributionList.Compare(before, after);
        Assert.Equal(before.Attributed - changes.Left.Count + changes.Joined.Count, after.Attributed);
        Assert.Equal(after.Attributed, changes.Joined.Count + changes.Moved.Count + changes.Stayed);
        Assert.True(changes is { Joined.Count: > 0, Left.Count: > 0, Moved.Count: > 0, Stayed: > 0 });
        Assert.All(changes.Left.Concat(changes.Joined).Concat(changes.Moved), c =>
        {
            Assert.Equal(before.Find(c.Beneficiary), c.Before);
            Assert.Equal(after.Find(c.Beneficiary), c.After);
        });
    }

    [Fact]
    public void A_member_who_stands_twice_is_refused()
    {
        var failures = Assert.Throws<SettlementException>(() => Stated([4, 2, 4], [1, 1, 1])).Failures;
        Assert.Equal(["beneficiary-twice", "rows-failed"], failures.Select(static f => f.Code));
        Assert.Equal("4", failures[0].Value);
        Assert.Equal(["text-character", "column-length"], Assert.Throws<SettlementException>(() => Stated([4, 2], [1], "a\nb")).Failures
            .Select(static f => f.Code));
    }
}

public sealed class MemberCrosswalkTests
{
    [Fact]
    public void A_number_leads_to_its_last_replacement()
    {
        var crosswalk = MemberCrosswalk.Of([2, 1, 9, 5, 5], [3, 2, 3, 5, 6]);
        Assert.Equal([3u, 3u, 3u, 4u, 6u, 6u, 3u], crosswalk.Apply([1, 2, 3, 4, 5, 6, 9]).ToArray());
        Assert.Equal(3u, crosswalk.Now(1));
        Assert.Equal("4 replaced numbers", crosswalk.ToString());
    }

    [Fact]
    public void Circles_and_two_replacements_are_refused()
    {
        var failures = Assert.Throws<SettlementException>(() => MemberCrosswalk.Of([1, 2, 3, 7, 8, 8], [2, 3, 1, 1, 4, 6])).Failures;
        Assert.Equal(["replaced-twice", "crosswalk-circle", "rows-failed"], failures.Select(static f => f.Code));
        Assert.Equal("rows[5].replacement", failures[0].Path);
        Assert.Equal("column-length", Assert.Single(Assert.Throws<SettlementException>(() => MemberCrosswalk.Of([1], [])).Failures).Code);
    }

    /// <summary>Whatever the order of the pairs, a chain of any length ends at its end.</summary>
    [Fact]
    public void Chains_resolve_in_any_order()
    {
        var old = Enumerable.Range(0, 5_000).Select(static i => (uint)i).ToArray();
        for (var seed = 0; seed < 5; seed++)
        {
            new Random(seed).Shuffle(old);
            var crosswalk = MemberCrosswalk.Of(old, [.. old.Select(static o => o + 1)]);
            Assert.All(crosswalk.Apply(old).ToArray(), static now => Assert.Equal(5_000u, now));
        }
    }
}
