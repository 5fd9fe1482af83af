using NodaTime;
using ValueSettlement.Population;

namespace ValueSettlement.Tests.Population.Attribution;

public sealed class AttributionTests
{
    private static readonly ValueList<ushort?> Entities = [0, 0, 7, 7, null, null, 65_535];

    public static TheoryData<PluralityMeasure, TieBreak[]> Ways => new()
    {
        { PluralityMeasure.AllowedCharges, [TieBreak.MostRecentService, TieBreak.MoreServices, TieBreak.LowerNumber] },
        { PluralityMeasure.AllowedCharges, [TieBreak.MoreServices, TieBreak.LowerNumber] },
        { PluralityMeasure.Services, [TieBreak.LowerNumber] },
        { PluralityMeasure.Services, [TieBreak.LargerCharges, TieBreak.MostRecentService, TieBreak.LowerNumber] },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Lists_are_those_of_the_definition(PluralityMeasure measure, TieBreak[] ties)
    {
        var rules = Visits.Rules(Entities) with { Measure = measure, TieBreaks = [.. ties] };
        var reasons = new HashSet<AttributionReason>();
        foreach (var (count, members) in new[] { (0, 1), (1, 1), (200, 3), (3_000, 700), (3_000, 100), (2_000, 2_000) })
        {
            var visits = Visits.Random(count, members, Entities.Count, count + members);
            var chosen = new Dictionary<uint, int> { [5] = 2, [40_503_001] = 4, [0] = 6 };
            var list = rules.Prepare().Attribute(Visits.Columns(visits),
                new() { Beneficiary = chosen.Keys.ToArray(), Entity = chosen.Values.ToArray() });
            var expected = PlainAttribution.Of(visits, rules, chosen);
            Assert.Equal(expected.Keys.Order(), list.Entries.Select(static e => e.Beneficiary));
            Assert.All(list.Entries, e => Assert.Equal(expected[e.Beneficiary],
                (e.Organisation, e.Reason, e.Step, e.Tie, e.Largest, e.RunnerUp)));
            reasons.UnionWith(list.Entries.Select(static e => e.Reason));
        }

        Assert.Equal([.. Enum.GetValues<AttributionReason>().Except([AttributionReason.Stated, AttributionReason.TooFewMonths])],
            reasons.Order());
    }

    [Fact]
    public void Whoever_has_too_few_months_belongs_nowhere()
    {
        var visits = Visits.Random(3_000, 700, Entities.Count, 5);
        var rules = Visits.Rules(Entities);
        var all = rules.Prepare().Attribute(Visits.Columns(visits), new() { Beneficiary = new uint[] { 5 }, Entity = new[] { 2 } });
        var members = all.Entries.Select(static e => e.Beneficiary).Where(static m => m % 7 != 0).ToArray();
        var months = members.Select(static m => (byte)(m % 13)).ToArray();
        var list = (rules with { MinimumMonths = 6 }).Prepare().Attribute(Visits.Columns(visits),
            new() { Beneficiary = new uint[] { 5 }, Entity = new[] { 2 } }, 2, new() { Beneficiary = members, Enrolled = months });
        Assert.Equal(all.Entries.Select(static e => e.Organisation is null || (e.Beneficiary % 7 != 0 && e.Beneficiary % 13 >= 6) ? e
            : e with { Organisation = null, Reason = AttributionReason.TooFewMonths }), list.Entries);
        Assert.InRange(list.Attributed, 1, all.Attributed - 1);
        Assert.Contains("fewer months than the rules ask for", string.Join('\n', list.Entries), StringComparison.Ordinal);
        Assert.EndsWith("; at least 6 months", (rules with { MinimumMonths = 6 }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Months_that_do_not_fit_the_rules_are_refused()
    {
        var (rules, rows) = (Visits.Rules(Entities), Visits.Columns([]));
        var some = new EnrolmentColumns { Beneficiary = new uint[] { 1, 2, 1 }, Enrolled = new byte[] { 13, 12, 0 } };
        var prepared = (rules with { MinimumMonths = 12 }).Prepare();
        Assert.Equal(["enrolment[0].enrolled", "enrolment[2].beneficiary", "rows"],
            Refused(() => prepared.Attribute(rows, enrolment: some)).Select(static f => f.Path));
        Assert.Equal("column-length",
            Assert.Single(Refused(() => prepared.Attribute(rows, enrolment: some with { Enrolled = default }))).Code);
        Assert.Equal("enrolment-missing", Assert.Single(Refused(() => prepared.Attribute(rows))).Code);
        Assert.Equal("enrolment-unread", Assert.Single(Refused(() => rules.Prepare().Attribute(rows, enrolment: some))).Code);
        foreach (var months in new[] { 0, 13 })
        {
            Assert.Equal("months-minimum", Assert.Single((rules with { MinimumMonths = months }).Validate()).Code);
        }
    }

    [Fact]
    public void Order_and_threads_change_nothing()
    {
        var visits = Visits.Random(200_000, 20_000, Entities.Count, 3);
        var prepared = Visits.Rules(Entities).Prepare();
        var once = prepared.Attribute(Visits.Columns(visits));
        foreach (var threads in new[] { 1, 2, 3, 8 })
        {
            new Random(threads).Shuffle(visits);
            var again = prepared.Attribute(Visits.Columns(visits), threads: threads);
            Assert.Equal(once.Entries, again.Entries);
            Assert.Equal(once.Digest.Text, again.Digest.Text);
            Assert.Equal(once.ToString(), again.ToString());
        }
    }

    [Fact]
    public void Members_with_visits_to_many_entities_and_large_sums_are_counted_whole()
    {
        var entities = Enumerable.Range(0, 1_000).Select(static e => e % 3 == 0 ? (ushort?)(e % 5) : null).ToValueList();
        var visits = Enumerable.Range(0, 50_000).Select(static i => new Visit(uint.MaxValue, i % 1_000, "gp", "office", new(2025, 3, 1),
            i % 2 == 0 ? uint.MaxValue : -uint.MaxValue)).ToArray();
        var rules = Visits.Rules(entities);
        var entry = Assert.Single(rules.Prepare().Attribute(Visits.Columns(visits), threads: 2).Entries);
        Assert.Equal(PlainAttribution.Of(visits, rules, new Dictionary<uint, int>())[uint.MaxValue],
            (entry.Organisation, entry.Reason, entry.Step, entry.Tie, entry.Largest, entry.RunnerUp));
    }

    [Fact]
    public void Every_wrong_row_is_said_with_its_place_at_most_a_hundred()
    {
        var rows = Visits.Columns([.. Enumerable.Range(0, 300).Select(static _ =>
            new Visit(1, 99, "gp", "office", Visits.CutOff.PlusDays(1), long.MinValue))]);
        var failures = Assert.Throws<SettlementException>(() => Visits.Rules(Entities).Prepare()
            .Attribute(rows with { Specialty = Enumerable.Repeat((ushort)9, 300).ToArray() }, threads: 2)).Failures;
        Assert.Equal(101, failures.Count);
        Assert.Equal(["entity-range", "specialty-range", "cents-range", "day-after-cut-off"], failures.Take(4).Select(static f => f.Code));
        Assert.Equal(["rows[0].entity", "rows[0].specialty", "rows[0].cents", "rows[0].day"], failures.Take(4).Select(static f => f.Path));
        Assert.Equal(("rows-failed", "300"), (failures[^1].Code, failures[^1].Value));
    }

    [Fact]
    public void Columns_and_choices_that_do_not_fit_are_refused()
    {
        var prepared = Visits.Rules(Entities).Prepare();
        var rows = Visits.Columns(Visits.Random(10, 3, 3, 1));
        Assert.Equal(["entity", "day"],
            Refused(() => prepared.Attribute(rows with { Entity = new int[9], Day = default })).Select(static f => f.Path));
        Assert.Equal(["voluntary.entity"],
            Refused(() => prepared.Attribute(rows, new() { Beneficiary = new uint[2], Entity = default })).Select(static f => f.Path));
        Assert.Equal(["voluntary[1].entity", "voluntary[1].beneficiary", "rows"],
            Refused(() => prepared.Attribute(rows, new() { Beneficiary = new uint[2], Entity = new[] { 0, -1 } }))
                .Select(static f => f.Path));
        Assert.Throws<ArgumentOutOfRangeException>(() => prepared.Attribute(rows, threads: 0));
    }

    [Fact]
    public void Rules_say_everything_that_is_wrong_with_them()
    {
        var step = Visits.Rules(Entities).Steps[2];
        var rules = Visits.Rules([]) with
        {
            Window = new(new(2025, 1, 1), new(2026, 1, 1)),
            Services = new([], Authority.Of("test")),
            Steps = [step, step with { Specialties = [], Period = (AttributionPeriod)7 }],
            TieBreaks = [TieBreak.LowerNumber, TieBreak.MostRecentService],
        };
        Assert.Equal(["choice-unknown", "codes-missing", "codes-missing", "entities-count", "expanded-window", "step-twice", "tie-breaks"],
            Refused(() => rules.Prepare()).Select(static f => f.Code).Order());
        Assert.Equal("expanded-window-missing", Assert.Single((Visits.Rules(Entities) with { ExpandedWindow = null }).Validate()).Code);
        Assert.Equal("steps-count", Assert.Single((Visits.Rules(Entities) with { Steps = [] }).Validate()).Code);
    }

    [Fact]
    public void A_reason_is_said_in_words()
    {
        Visit[] visits =
        [
            new(1, 0, "gp", "office", new(2025, 2, 1), 30_000), new(1, 4, "np", "home", new(2025, 3, 1), 20_000),
            new(2, 4, "gp", "office", new(2025, 2, 1), 100), new(3, 2, "np", "office", new(2025, 2, 1), 100),
            new(4, 2, "gp", "office", new(2025, 2, 1), 100), new(4, 0, "gp", "office", new(2025, 2, 2), 100),
            new(5, 2, "gp", "scan", new(2025, 2, 1), 100), new(6, 2, "gp", "office", new(2024, 2, 1), 100),
            new(7, 2, "surgeon", "office", new(2025, 2, 1), 100),
        ];
        Assert.Equal(
        [
            "1: organisation 0, plurality in step 1, 30,000 against 20,000",
            "2: none, an entity of no organisation had the plurality, entity 4 in step 1, 100",
            "3: none, the organisation with the plurality does not meet the step's requirements in step 1, 100",
            "4: organisation 0, plurality, tie broken by the more recent service in step 1, 100 against 100",
            "5: none, no primary-care service",
            "6: none, the organisation with the plurality does not meet the step's requirements in step 3, 100",
            "7: none, no primary-care service by a clinician who counts",
            "8: none, the member chose an entity of no organisation, entity 4",
            "9: organisation 7, chosen by the member",
        ], Visits.Rules(Entities).Prepare()
            .Attribute(Visits.Columns(visits), new() { Beneficiary = new uint[] { 9, 8 }, Entity = new[] { 2, 4 } })
            .Entries.Select(static e => e.ToString()));
    }

    private static ValueList<Failure> Refused(Action act) => Assert.Throws<SettlementException>(act).Failures;
}
