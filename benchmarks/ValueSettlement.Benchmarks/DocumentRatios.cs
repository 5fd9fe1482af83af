using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Benchmarks;

/// <summary>
/// What reading a document and building a payoff cost, each beside a peer in the same run: the serializer's own parser over the same bytes,
/// and an explained settlement of the same contract.
/// </summary>
internal static class DocumentRatios
{
    // As long as it takes until everything is compiled for good, also on a busy machine.
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(20);

    private static readonly Experience Facts = new()
    {
        Benchmark = Money.Of(412_345_678.90m),
        Expenditure = Money.Of(398_765_432.10m),
        Facts =
        [
            Number.AssignedBeneficiaries(31_415),
            Quality.Met(Rate.Of(0.8712m)),
            Number.Of(Basis.ParticipantRevenue, Money.Of(123_456_789.01m)),
        ],
    };

    public static void Print()
    {
        var contract = MedicareSharedSavings.For(new()
        {
            Track = Track.BasicE,
            Year = 2023,
            AgreementStart = new LocalDate(2022, 1, 1),
            MinimumRate = MinimumRateChoice.Table,
        }).Contract;
        var prepared = contract.Prepare();
        var settlement = prepared.Settle(Facts);
        var experienceJson = Encoding.UTF8.GetBytes(SettlementJson.Write(Facts));
        var contractJson = Encoding.UTF8.GetBytes(SettlementJson.Write(contract));
        var settlementJson = Encoding.UTF8.GetBytes(SettlementJson.Write(settlement));
        if (SettlementJson.ReadExperience(experienceJson) != Facts || SettlementJson.ReadContract(contractJson) != contract
            || !SettlementJson.ReadSettlement(settlementJson).Equals(settlement))
        {
            throw new InvalidOperationException("A document does not read back as what was written.");
        }

        (string Name, int Bytes, string Peer, Action Work, Action Beside)[] rows =
        [
            Reading("experience", experienceJson, static utf8 => SettlementJson.ReadExperience(utf8)),
            Reading("contract with the terms of its programme", contractJson, static utf8 => SettlementJson.ReadContract(utf8)),
            Reading("settlement with its lines", settlementJson, static utf8 => SettlementJson.ReadSettlement(utf8)),
            ("build a payoff", 0, "settle the same, explained", () => prepared.PayoffOverSpending(Facts), () => prepared.Settle(Facts)),
        ];
        Console.WriteLine("| work | bytes | µs | peer | × peer | bytes allocated |");
        Console.WriteLine("|:--|--:|--:|:--|--:|--:|");
        var times = new (double Work, double Beside, long Allocated)[rows.Length];
        Array.Fill(times, (double.MaxValue, double.MaxValue, 0));
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Length;)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var (work, allocated) = Time(rows[i].Work);
                times[i] = (Math.Min(times[i].Work, work), Math.Min(times[i].Beside, Time(rows[i].Beside).Microseconds), allocated);
            }
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var (work, beside, allocated) = times[i];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {rows[i].Name} | {rows[i].Bytes} | {work:0.0} | {rows[i].Peer} | {work / beside:0.0} | {allocated} |"));
        }
    }

    private static (string Name, int Bytes, string Peer, Action Work, Action Beside) Reading(
        string name, byte[] json, Action<ReadOnlyMemory<byte>> read) =>
        ("read: " + name, json.Length, "JsonDocument.Parse", () => read(json), () => JsonDocument.Parse(json).Dispose());

    private static (double Microseconds, long Allocated) Time(Action work)
    {
        const int Repeats = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.GetTimestamp();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            work();
        }

        return (Stopwatch.GetElapsedTime(watch).TotalMicroseconds / Repeats, (GC.GetAllocatedBytesForCurrentThread() - before) / Repeats);
    }
}
