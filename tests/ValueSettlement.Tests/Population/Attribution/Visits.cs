using NodaTime;
using ValueSettlement.Population;

namespace ValueSettlement.Tests.Population.Attribution;

/// <summary>One visit as a test writes it.</summary>
internal sealed record Visit(uint Member, int Entity, string Specialty, string Service, LocalDate Day, long Cents);

/// <summary>Visits as columns, random visits, and rules that use every part of the engine.</summary>
internal static class Visits
{
    public static readonly LocalDate CutOff = new(2025, 12, 31);

    public static readonly ValueList<string> Specialties = ["gp", "np", "cardio", "surgeon"];

    public static readonly ValueList<string> Services = ["office", "home", "scan"];

    public static AttributionRules Rules(ValueList<ushort?> entities) => new()
    {
        Authority = Authority.Of("test"),
        Window = new(new(2025, 1, 1), new(2025, 12, 31)),
        ExpandedWindow = new(new(2024, 1, 1), new(2025, 12, 31)),
        Services = new(["office", "home"], Authority.Of("test")),
        Steps =
        [
            new()
            {
                Key = "one",
                Name = "primary care",
                Specialties = ["gp", "np"],
                Requirements = [new() { Specialties = ["gp", "cardio"] }],
            },
            new()
            {
                Key = "two",
                Name = "specialists",
                Specialties = ["cardio"],
                Considers = AttributionEntrance.NoEarlierService,
                Requirements = [new() { Specialties = ["gp", "cardio"] }],
            },
            new()
            {
                Key = "three",
                Name = "two years",
                Specialties = ["gp", "np", "cardio"],
                Period = AttributionPeriod.ExpandedWindow,
                Requirements =
                [
                    new() { Specialties = ["np"] },
                    new() { Specialties = ["gp", "cardio"], Period = AttributionPeriod.ExpandedWindow },
                    new() { Specialties = ["gp", "cardio"], IsPresent = false },
                ],
            },
        ],
        Entities = entities,
        TieBreaks = [TieBreak.MostRecentService, TieBreak.MoreServices, TieBreak.LowerNumber],
    };

    public static VisitColumns Columns(IReadOnlyList<Visit> visits) => new()
    {
        Beneficiary = visits.Select(static v => v.Member).ToArray(),
        Entity = visits.Select(static v => v.Entity).ToArray(),
        Specialty = visits.Select(static v => Place(Specialties, v.Specialty)).ToArray(),
        Service = visits.Select(static v => Place(Services, v.Service)).ToArray(),
        Cents = visits.Select(static v => v.Cents).ToArray(),
        Day = visits.Select(static v => VisitColumns.DayOf(v.Day)).ToArray(),
        Specialties = Specialties,
        Services = Services,
        CutOff = CutOff,
    };

    /// <summary>Few amounts, days, entities and members, so that sums tie often.</summary>
    public static Visit[] Random(int count, int members, int entities, int seed)
    {
        var random = new Random(seed);
        string Of(ValueList<string> codes) => codes[random.Next(codes.Count)];
        return [.. Enumerable.Range(0, count).Select(_ => new Visit((uint)(random.Next(members) * 40_503_001L), random.Next(entities),
            Of(Specialties), Of(Services), new LocalDate(2023, 6, 1).PlusDays(random.Next(900)), random.Next(-1, 4) * 100))];
    }

    private static ushort Place(ValueList<string> codes, string code) => (ushort)codes.ToList().IndexOf(code);
}

/// <summary>The same decisions from the definition, member by member, with LINQ and decimals: slow, and written without the library's
/// engine.</summary>
internal static class PlainAttribution
{
    private sealed record Stand(string Who, ushort? Organisation, int Entity, decimal Sum, LocalDate Last, int Services, long Cents);

    public static Dictionary<uint, (ushort? Organisation, AttributionReason Reason, int? Step, TieBreak? Tie, long? Sum, long? Next)> Of(
        IReadOnlyList<Visit> visits, AttributionRules rules, IReadOnlyDictionary<uint, int> chosen) =>
        visits.Select(static v => v.Member).Concat(chosen.Keys).Distinct().ToDictionary(static m => m, m =>
            chosen.TryGetValue(m, out var entity)
                ? (rules.Entities[entity],
                    rules.Entities[entity] is null ? AttributionReason.VoluntaryElsewhere : AttributionReason.Voluntary,
                    (int?)null, (TieBreak?)null, (long?)null, (long?)null)
                : Member([.. visits.Where(v => v.Member == m)], rules));

    private static (ushort?, AttributionReason, int?, TieBreak?, long?, long?) Member(Visit[] visits, AttributionRules rules)
    {
        var primary = visits.Where(v => rules.Services.Value.Contains(v.Service)).ToArray();
        (ushort?, AttributionReason, int?, TieBreak?, long?, long?)? refused = null;
        for (var s = 0; s < rules.Steps.Count; s++)
        {
            var step = rules.Steps[s];
            if (step.Considers == AttributionEntrance.NoEarlierService
                && rules.Steps.Take(s).Any(e => Counted(primary, e.Specialties, e.Period, rules).Any()))
            {
                continue;
            }

            var stands = Counted(primary, step.Specialties, step.Period, rules).GroupBy(v => Who(v.Entity, rules)).Select(group =>
            {
                var entity = group.Min(static v => v.Entity);
                return new Stand(group.Key, rules.Entities[entity], entity,
                    group.Sum(v => rules.Measure == PluralityMeasure.Services ? 1m : v.Cents), group.Max(static v => v.Day), group.Count(),
                    group.Sum(static v => v.Cents));
            }).ToList();
            if (stands.Count == 0)
            {
                continue;
            }

            stands.Sort((a, b) => -Compare(a, b, rules));
            var (best, next) = (stands[0], stands.Count > 1 ? stands[1] : null);
            TieBreak? tie = next is not null && next.Sum == best.Sum ? rules.TieBreaks.First(t => By(t, best, next) != 0) : null;
            var met = step.Requirements.All(r => r.IsPresent == Counted(primary, r.Specialties, r.Period, rules)
                .Any(v => Who(v.Entity, rules) == best.Who));
            var reason = best.Organisation is null ? AttributionReason.OtherEntity
                : !met ? AttributionReason.RequirementNotMet
                : tie is null ? AttributionReason.Plurality : AttributionReason.TieBroken;
            var isWon = reason is AttributionReason.Plurality or AttributionReason.TieBroken;
            var found = (isWon ? best.Organisation : null, reason, (int?)s, tie, (long?)best.Sum, (long?)next?.Sum);
            if (found.Item1 is not null)
            {
                return found;
            }

            refused ??= found;
        }

        return refused ?? (null, primary.Length == 0 ? AttributionReason.NoPrimaryCare
            : !primary.Any(v => rules.Window.Contains(v.Day)) ? AttributionReason.OutsideWindow
            : AttributionReason.NoListedClinician, null, null, null, null);
    }

    private static IEnumerable<Visit> Counted(Visit[] primary, ValueList<string> specialties, AttributionPeriod period,
        AttributionRules rules) =>
        primary.Where(v => specialties.Contains(v.Specialty)
            && (period == AttributionPeriod.Window ? rules.Window : rules.ExpandedWindow!).Contains(v.Day));

    private static string Who(int entity, AttributionRules rules) =>
        rules.Entities[entity] is { } organisation ? $"organisation {organisation}" : $"entity {entity}";

    private static int Compare(Stand a, Stand b, AttributionRules rules) =>
        a.Sum != b.Sum ? a.Sum.CompareTo(b.Sum) : rules.TieBreaks.Select(t => By(t, a, b)).FirstOrDefault(static order => order != 0);

    private static int By(TieBreak tie, Stand a, Stand b) => tie switch
    {
        TieBreak.MostRecentService => a.Last.CompareTo(b.Last),
        TieBreak.MoreServices => a.Services.CompareTo(b.Services),
        TieBreak.LargerCharges => a.Cents.CompareTo(b.Cents),
        _ => (b.Organisation is null, b.Organisation ?? b.Entity).CompareTo((a.Organisation is null, a.Organisation ?? a.Entity)),
    };
}
