using System.Diagnostics;
using System.Globalization;
using ValueSettlement.Population;
using ValueSettlement.Programs;

namespace ValueSettlement.Benchmarks;

/// <summary>Ten million visits of a million members to five thousand entities: how long an attribution takes, and that the number of
/// threads changes nothing.</summary>
internal static class VisitSpeed
{
    private const int Rows = 10_000_000;
    private const int Members = 1_000_000;
    private const int Entities = 5_000;
    private const int Rounds = 3;

    public static void Print()
    {
        var rules = MedicareSharedSavings.Attribution(2025, AssignmentMethod.Retrospective,
            Enumerable.Range(0, Entities).Select(static e => e % 4 == 0 ? (ushort?)(e % 100) : null).ToValueList()).Prepare();
        var visits = Visits();
        var first = string.Empty;
        Console.WriteLine("| ten million visits | seconds | ns a row | attributed |");
        Console.WriteLine("|:--|--:|--:|--:|");
        foreach (var threads in new[] { 1, 2 }.Where(static t => t <= Environment.ProcessorCount))
        {
            var (best, list) = (double.MaxValue, (AttributionList?)null);
            for (var round = 0; round < Rounds; round++)
            {
                var watch = Stopwatch.GetTimestamp();
                list = rules.Attribute(visits, threads: threads);
                best = Math.Min(best, Stopwatch.GetElapsedTime(watch).TotalSeconds);
            }

            first = first.Length == 0 ? list!.Digest.Text : first;
            if (first != list!.Digest.Text)
            {
                throw new InvalidOperationException("The number of threads changes the list.");
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {threads} threads | {best:0.00} | {best * 1e9 / Rows:0} | {list.Attributed:N0} of {list.Entries.Count:N0} |"));
        }
    }

    private static VisitColumns Visits()
    {
        var random = new Random(1);
        var member = new uint[Rows];
        var (entity, day, cents) = (new int[Rows], new int[Rows], new long[Rows]);
        var (specialty, service) = (new ushort[Rows], new ushort[Rows]);
        for (var i = 0; i < Rows; i++)
        {
            var person = random.Next(Members);
            member[i] = (uint)(person * 4_099L);
            // A member goes to a few entities again and again.
            entity[i] = ((person * 31) + (random.Next(4) * random.Next(1, 4))) % Entities;
            (specialty[i], service[i]) = ((ushort)random.Next(6), (ushort)random.Next(3));
            (day[i], cents[i]) = (19_723 + random.Next(731), random.Next(5_000, 30_000));
        }

        return new()
        {
            Beneficiary = member,
            Entity = entity,
            Specialty = specialty,
            Service = service,
            Day = day,
            Cents = cents,
            Specialties = ["08", "11", "50", "06", "39", "02"],
            Services = ["99213", "99214", "99223"],
            CutOff = new(2025, 12, 31),
        };
    }
}
