using System.Globalization;
using System.Text.Json;
using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Settling;
using ValueSettlement.Replay.Tests.Layouts;

namespace ValueSettlement.Replay.Tests;

/// <summary>
/// The two vintages of the results of 2024, before and after the restatement of July 2026 for agreements from 2024-01-01, are told apart.
/// </summary>
public sealed class EditionTests
{
    // Savings before and after, and what was paid, of the specification's table.
    private static readonly (string Id, Track Track, decimal First, decimal Restated, decimal Paid, decimal PaidRestated)[] Witnesses =
    [
        ("A1026", Track.BasicE, 22_741_822m, 23_261_739m, 11_143_493m, 11_398_252m),
        ("A1033", Track.Enhanced, 68_902_834m, 70_729_397m, 50_643_583m, 51_986_107m),
        ("A1041", Track.Enhanced, 5_781_720m, 5_975_815m, 4_249_564m, 4_392_224m),
        ("A1131", Track.Enhanced, 9_437_217m, 9_608_684m, 6_936_355m, 7_062_383m),
        ("A1199", Track.Enhanced, 5_005_402m, 5_172_051m, 3_678_971m, 3_801_457m),
    ];

    private static SyntheticAco[] Acos(bool restated) =>
        [.. Witnesses.Select(w => Aco(w.Id, w.Track, restated ? w.Restated : w.First, restated ? w.PaidRestated : w.Paid))];

    private static SyntheticAco Aco(string id, Track track, decimal difference, decimal paid)
    {
        var aco = new SyntheticAco
        {
            Id = id,
            Track = track,
            Start = new(2024, 1, 1),
            Benchmark = 1_000_000_000m,
            FixedRate = 0.005m,
            Difference = difference,
        };
        // The published difference is rounded to a dollar, so the published payment may be one away.
        return aco with { PublishedChange = paid - aco.Earned(2024) };
    }

    [Theory]
    [InlineData(false, "before the restatement of July 2026")]
    [InlineData(true, "restated in July 2026")]
    public void A_file_says_which_vintage_it_is_and_both_settle(bool restated, string vintage)
    {
        using var folder = new TemporaryFolder();
        var json = folder.File("settled.json");

        var (code, output, errors) = Replaying.Run(folder.File("results.csv", Vintages.Csv2024(Acos(restated))), "--json", json);

        Assert.Equal((Application.AllExplained, string.Empty), (code, errors));
        Assert.Contains($"2024 has two vintages. This file: {vintage};", output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        Assert.All(document.RootElement.EnumerateArray(), row => Assert.Equal(vintage, row.GetProperty("vintage").GetString()));
        Assert.Equal(
            Witnesses.Select(w => restated ? w.PaidRestated : w.Paid),
            document.RootElement.EnumerateArray().Select(static row => row.GetProperty("published").GetDecimal()));
    }

    [Fact]
    public void Two_files_of_the_two_vintages_stay_apart_and_show_what_was_restated()
    {
        using var folder = new TemporaryFolder();
        var files = new[] { false, true }.Select(restated => folder.File($"{restated}.csv", Vintages.Csv2024(Acos(restated))));
        var (code, output, _) = Replaying.Run([.. files, "--organisation", "A1026"]);

        Assert.Equal(Application.AllExplained, code);
        Assert.Contains("Vintage of the file: before the restatement of July 2026.", output, StringComparison.Ordinal);
        Assert.Contains("Vintage of the file: restated in July 2026.", output, StringComparison.Ordinal);
        Assert.Equal(254_759m, Paid(true) - Paid(false));

        static decimal? Paid(bool restated) =>
            Replaying.Settle(Vintages.Csv2024(Acos(restated))).Single(static row => row.Row.Id == "A1026").Ours;
    }

    [Fact]
    public void A_file_with_rows_of_both_says_so()
    {
        var rows = Replaying.Settle(Vintages.Csv2024([.. Acos(false).Take(2), .. Acos(true).Skip(2)]));

        Assert.All(rows, static row => Assert.Equal(Edition.Mixed, row.Row.Edition));
    }

    [Fact]
    public void A_part_of_a_file_says_what_can_be_said()
    {
        var older = SyntheticAco.Late(2023).Where(static aco => aco.Start.Year < 2024).ToArray();

        var newer = SyntheticAco.Samples2024;
        Assert.All(Replaying.Read(Vintages.Csv2024(newer)).Rows, static row => Assert.Equal(Edition.Unknown, row.Edition));
        Assert.All(Replaying.Read(Vintages.Csv2024(older), year: 2024).Rows, static row => Assert.Equal(Edition.Both, row.Edition));
        Assert.All(Replaying.Read(Vintages.Csv2023(SyntheticAco.Late(2023))).Rows, static row => Assert.Null(row.Edition));
    }

    [Fact]
    public void The_published_file_is_the_first_vintage_and_its_restatement_is_recognised()
    {
        var text = File.ReadAllText(PublishedFiles.Of(2024));
        Assert.All(Replaying.Read(text).Rows, static row => Assert.Equal(Edition.First, row.Edition));

        var lines = text.Split('\n');
        foreach (var (id, _, first, restated, paid, paidRestated) in Witnesses)
        {
            var at = Array.FindIndex(lines, line => line.StartsWith(id, StringComparison.Ordinal));
            lines[at] = Changed(Changed(lines[at], first, restated), paid, paidRestated);
        }

        var rows = Replaying.Settle(string.Join('\n', lines));
        Assert.All(rows, static row => Assert.Equal(Edition.Restated, row.Row.Edition));
        Assert.All(rows, static row => Assert.NotEqual(MatchClass.Unexplained, row.Match));
    }

    private static string Changed(string line, decimal from, decimal to)
    {
        var changed = line;
        foreach (var format in new[] { "#,##0", "0" })
        {
            var (old, restated) = (from.ToString(format, CultureInfo.InvariantCulture), to.ToString(format, CultureInfo.InvariantCulture));
            changed = changed.Replace(old, restated, StringComparison.Ordinal);
        }

        Assert.NotEqual(line, changed);
        return changed;
    }
}
