using NodaTime;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/attribution.md: eleven visits of six members, from the rows to the difference from a payer's list.</summary>
internal static class SnippetsAttribution
{
    private static readonly AttributionRules rules =
        MedicareSharedSavings.Attribution(2025, AssignmentMethod.Retrospective, [1, 1, 2, null]);

    private static readonly AttributionList list = rules.Prepare().Attribute(Rows(), new VoluntaryColumns
    {
        Beneficiary = new uint[] { 106 },
        Entity = new[] { 2 },
    });

    [Snippet("attribution-rules")]
    private static void Rules()
    {
        AttributionRules rules = MedicareSharedSavings.Attribution(2025, AssignmentMethod.Retrospective,
            entities: [1, 1, 2, null]);     // entities 0 and 1 bill for organisation 1, 2 for organisation 2, 3 for none

        foreach (var step in rules.Steps)
        {
            Console.WriteLine(step);
        }

        Console.WriteLine($"{rules.Services.Value.Count} services, {rules.Services.Authority}");
    }

    [Snippet("attribution-rows")]
    private static VisitColumns Rows()
    {
        (uint Member, int Entity, ushort Specialty, ushort Service, LocalDate Day, long Cents)[] rows =
        [
            (101, 0, 0, 0, new(2025, 2, 3), 9_500), (101, 1, 2, 1, new(2025, 5, 6), 13_000), (101, 3, 1, 1, new(2025, 8, 7), 18_000),
            (102, 2, 3, 1, new(2025, 3, 4), 14_000), (102, 0, 3, 0, new(2025, 4, 4), 10_000),
            (103, 0, 0, 0, new(2025, 3, 3), 9_500), (103, 2, 1, 0, new(2025, 6, 9), 9_500),
            (104, 0, 2, 0, new(2025, 7, 1), 9_500), (104, 1, 0, 0, new(2024, 7, 1), 9_000),
            (105, 0, 0, 2, new(2025, 1, 9), 20_000), (106, 0, 0, 0, new(2025, 9, 9), 9_500),
        ];
        return new()
        {
            Beneficiary = rows.Select(r => r.Member).ToArray(),
            Entity = rows.Select(r => r.Entity).ToArray(),
            Specialty = rows.Select(r => r.Specialty).ToArray(),
            Service = rows.Select(r => r.Service).ToArray(),
            Day = rows.Select(r => VisitColumns.DayOf(r.Day)).ToArray(),
            Cents = rows.Select(r => r.Cents).ToArray(),
            Specialties = ["08", "11", "50", "06"],       // family practice, internal medicine, nurse practitioner, cardiology
            Services = ["99213", "99214", "99223"],       // two office visits, a day in hospital
            CutOff = new(2025, 12, 31),
        };
    }

    [Snippet("attribution-list")]
    private static void List()
    {
        AttributionList list = rules.Prepare().Attribute(Rows(), new VoluntaryColumns
        {
            Beneficiary = new uint[] { 106 },
            Entity = new[] { 2 },                         // member 106 chose a clinician who bills through entity 2
        });

        foreach (var entry in list.Entries)
        {
            Console.WriteLine(entry);
        }

        Console.WriteLine(list);
    }

    [Snippet("attribution-changes")]
    private static void Changes()
    {
        var payer = AttributionList.Stated("the payer's file", Authority.Of("Contract, exhibit C"), new(2025, 12, 31),
            [101, 102, 103, 105, 106], [1, 2, 1, 1, 2]);
        var changes = AttributionList.Compare(payer, list);
        Console.WriteLine(changes);
        foreach (var change in changes.Joined.Concat(changes.Left).Concat(changes.Moved))
        {
            Console.WriteLine(change);
        }

        Console.WriteLine(payer.Digest.Equals(list.Digest));
    }

    [Snippet("attribution-crosswalk")]
    private static void Crosswalk()
    {
        var crosswalk = MemberCrosswalk.Of([17, 18], [18, 19]);
        Console.WriteLine(string.Join(", ", crosswalk.Apply([16, 17, 18, 19]).ToArray()));
    }
}
