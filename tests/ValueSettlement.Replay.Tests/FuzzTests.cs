using System.Text;
using System.Text.Json;
using ValueSettlement.Replay.Tests.Layouts;
using ValueSettlement.Tests;

namespace ValueSettlement.Replay.Tests;

/// <summary>A bounded number of random files: whatever they hold, the replay ends with an exit code, and the JSON file is complete or
/// untouched.</summary>
public sealed class FuzzTests(ITestOutputHelper log)
{
    private static readonly int Cases = LongSearch.Cases(150);

    private static readonly string[] Cells =
    [
        "", "*", "-", "P4R", "0", "-0", "1", "1.0", "2", "-1", "100", "100.01", "1e9", "1e-9", "1E99", "99999999999999999999",
            "0.9312999999999999", "(5)", "$5", "5%", "%", "$", "1,234", "12,34", "1.2.3", "NaN", "nan", "null", "TRUE",
        "1/1/2016", "13/13/2013", "2019-07-01", "2019", "2019A", "EN", "E", "Track 1", "Low Revenue", "\u0661", "\u2212\u0035", "a,b",
            "say \"hi\"", "line\nbreak", "\u0000", "=1+1", "\uFEFF", "\U0001F600",
    ];

    [Theory]
    [InlineData(20_130_101)]
    [InlineData(20_190_701)]
    [InlineData(20_241_231)]
    public void Nothing_breaks_it_and_nothing_is_half_written(int seed)
    {
        log.WriteLine(FormattableString.Invariant($"seed {seed}, {Cases} cases"));
        var random = new Random(seed);
        string[] sources =
        [
            Vintages.Csv2013(SyntheticAco.Early(2013), shifted: true), Vintages.Csv2013(SyntheticAco.Early(2013), shifted: false),
                Vintages.Csv2014(SyntheticAco.Early(2014)), Vintages.Csv2015(SyntheticAco.Early(2015)),
            Vintages.Csv2016To2018(SyntheticAco.Middle(2017), 2017), Vintages.Csv2016To2018(SyntheticAco.Middle(2018), 2018),
            Vintages.CsvMerged(SyntheticAco.FirstHalf2019.Concat(SyntheticAco.SecondHalf2019).Select(static aco => (aco, 2019)),
                withSixMonthsFlag: true), Vintages.Csv2020(SyntheticAco.Late(2020)), Vintages.Csv2021(SyntheticAco.Late(2021)),
            Vintages.Csv2022(SyntheticAco.Late(2022), later: true), Vintages.Csv2023(SyntheticAco.Late(2023)),
                Vintages.Csv2024(SyntheticAco.Samples2024),
            ReachFile.Of([.. ReachFile.Rows2021, .. ReachFile.Rows2022, .. ReachFile.Rows2023]),
        ];
        using var folder = new TemporaryFolder();
        var codes = new int[3];
        for (var i = 0; i < Cases; i++)
        {
            var text = Mutated(sources[random.Next(sources.Length)], random);
            var file = folder.File("case.csv");
            File.WriteAllBytes(file, Bytes(text, random));
            var json = folder.File("case.json", "untouched");

            var (code, output, errors) = Replaying.Run(file, "--json", json, "--rows");

            Assert.InRange(code, 0, 2);
            codes[code]++;
            var written = File.ReadAllText(json);
            if (code == Application.WrongInput)
            {
                Assert.Equal(("untouched", string.Empty), (written, output));
                Assert.NotEmpty(errors);
            }
            else
            {
                using var document = JsonDocument.Parse(written);
                var classes = document.RootElement.EnumerateArray().Select(static r => r.GetProperty("class").GetString()).ToArray();
                Assert.NotEmpty(classes);
                Assert.Equal(code == Application.SomeUnexplained, classes.Contains("unexplained"));
            }

            Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
        }

        log.WriteLine(FormattableString.Invariant($"explained {codes[0]}, unexplained {codes[1]}, refused {codes[2]}"));
        Assert.All(codes, static count => Assert.NotEqual(0, count));
    }

    private static string Mutated(string source, Random random)
    {
        var lines = source.Replace(" Care, LLC", " Care", StringComparison.Ordinal)
            .Replace("Texas, Ohio", "Texas", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(',').ToList()).ToList();
        var changes = random.Next(0, 4);
        for (var i = 0; i < changes; i++)
        {
            var line = lines[random.Next(lines.Count)];
            switch (random.Next(10))
            {
                case 0:
                    line.RemoveAt(random.Next(line.Count));
                    break;
                case 1:
                    line.Insert(random.Next(line.Count + 1), Cells[random.Next(Cells.Length)]);
                    break;
                case 2:
                    lines.Add([.. line]);
                    break;
                case 3 when lines.Count > 2:
                    lines.Remove(line);
                    break;
                case 4:
                    // A whole column goes, header included.
                    var column = random.Next(lines[0].Count);
                    foreach (var each in lines.Where(each => each.Count > column))
                    {
                        each.RemoveAt(column);
                    }

                    break;
                case 5:
                    // Columns in another order.
                    var from = random.Next(lines[0].Count);
                    foreach (var each in lines.Where(each => each.Count > from))
                    {
                        each.Add(each[from]);
                        each.RemoveAt(from);
                    }

                    break;
                default:
                    line[random.Next(line.Count)] = Cells[random.Next(Cells.Length)];
                    break;
            }

            if (lines.Any(static each => each.Count == 0))
            {
                lines.RemoveAll(static each => each.Count == 0);
                lines.Insert(0, ["ACO_ID"]);
            }
        }

        return string.Join(random.Next(3) switch { 0 => "\r\n", 1 => "\n", _ => "\r" },
            lines.Select(static line => string.Join(",", line)));
    }

    private static byte[] Bytes(string text, Random random)
    {
        var bytes = random.Next(8) == 0 ? Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray()
            : Encoding.UTF8.GetBytes(text);
        if (random.Next(6) == 0)
        {
            for (var i = 0; i < 3; i++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
        }

        return random.Next(12) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }
}
