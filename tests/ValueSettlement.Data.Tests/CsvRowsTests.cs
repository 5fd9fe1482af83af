using System.Globalization;
using System.Text;
using ValueSettlement.Population;
using ValueSettlement.Tests.Population;

namespace ValueSettlement.Data.Tests;

public sealed class CsvRowsTests : IDisposable
{
    private static readonly PopulationRules Rules = new()
    {
        Strata = [new("young", "young"), new("old", "old")],
        Organisations = 7,
        Truncation = [Truncation.AtPercentile(new(99))],
    };

    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(250_000)]
    public void AFileGivesTheTotalsOfItsColumns(int count)
    {
        var rows = Rows.Random(count, 7, 2, 21, count == 1 ? static _ => 12_345 : null);
        Write(rows, "\n", quoted: false);
        var expected = Rules.Prepare().Total(rows.Columns);
        foreach (var threads in new[] { 1, 2, 5 })
        {
            Same(expected, Rules.Prepare().Total(CsvRows.Of(path, new() { Risk = "risk" }), threads));
        }

        Same(expected, Rules.Prepare().Total(new ColumnRows(rows.Columns), 3));
        Write(rows, "\r\n", quoted: true);
        Same(expected, Rules.Prepare().Total(CsvRows.Of(path, new() { Risk = "risk", IsQuoted = true }), 2));
    }

    [Fact]
    public void NamesAmountsAndOtherColumns()
    {
        File.WriteAllText(path, "﻿note;aco;type;paid;m;hcc;id\r\n"
            + "x;A2;old;-12.5;12;1.025;4294967295\r\n;A1;young;7;1;0;0\r\n;A2;old;0.07;6;2;5", Encoding.UTF8);
        var totals = (Rules with { Organisations = 3, Truncation = [Truncation.None] }).Prepare().Total(CsvRows.Of(path, new()
        {
            Organisation = "aco",
            Stratum = "type",
            Expenditure = "paid",
            Months = "m",
            Risk = "hcc",
            Beneficiary = "id",
            IsAmount = true,
            Separator = ';',
            Organisations = ["A0", "A1", "A2"],
            Strata = ["young", "old"],
        }));
        Assert.Equal(new GroupTotals { Rows = 2, Months = 18, CentsWithin = -1_243, RiskMonths = 243_000 }, totals[2, 1]);
        Assert.Equal(new GroupTotals { Rows = 1, Months = 1, CentsWithin = 700 }, totals[1, 0]);
    }

    [Fact]
    public void EveryWrongRowIsCountedAndTheFirstAreNamed()
    {
        var rows = Rows.Random(200_000, 7, 2, 22);
        Write(rows, "\n", quoted: false);
        var lines = File.ReadAllLines(path);
        lines[18] = "7,1,12,100,0";
        lines[150_000] = "1,1,12,1e5,0";
        lines[150_001] = "1,1,13,100,0";
        lines[200_000] = "1,1";
        File.WriteAllLines(path, lines);
        foreach (var threads in new[] { 1, 4 })
        {
            var failures = Assert.Throws<SettlementException>(() =>
                Rules.Prepare().Total(CsvRows.Of(path, new() { Risk = "risk" }), threads)).Failures;
            Assert.Equal(["rows[149999].cents", "rows[150000].months", "rows[17].organisation", "rows[199999]"],
                failures.SkipLast(1).Select(static f => f.Path).Order(StringComparer.Ordinal));
            Assert.Equal("4", failures[^1].Value);
            var cents = failures.Single(static f => f.Path == "rows[149999].cents");
            Assert.Equal("1e5", cents.Value);
            Assert.Contains("line 150,001", cents.Rule, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1.234", true)]
    [InlineData("1.", true)]
    [InlineData(".5", true)]
    [InlineData("+5", false)]
    [InlineData(" 5", false)]
    [InlineData("", false)]
    [InlineData("NaN", false)]
    [InlineData("1234567890123456789", false)]
    [InlineData("\"5\"", false)]
    [InlineData("-", false)]
    [InlineData("5-", false)]
    public void FieldsThatAreNoNumbers(string text, bool isAmount)
    {
        File.WriteAllText(path, $"organisation,stratum,months,cents\n0,0,12,{text}\n");
        var failures = Assert.Throws<SettlementException>(() =>
            Rules.Prepare().Total(CsvRows.Of(path, new() { IsAmount = isAmount }))).Failures;
        Assert.Equal(("rows[0].cents", text), (failures[0].Path, failures[0].Value));
    }

    [Theory]
    [InlineData("0,0,12,1,234.56", false)]
    [InlineData("0,0,12,10,5", false)]
    [InlineData("0,0,12,\"1\",\"5\"", true)]
    [InlineData("0,0,12", false)]
    [InlineData("", false)]
    public void LinesWithOtherColumnsThanTheHeaderAreRefused(string line, bool isQuoted)
    {
        const string Columns = "organisation,stratum,months,cents";
        foreach (var (header, rest) in new[] { (Columns, ""), (Columns + ",note", ",x") })
        {
            File.WriteAllText(path, $"{header}\n0,0,12,5{rest}\n{line}{(line.Length == 0 ? "" : rest)}\n");
            var failures = Assert.Throws<SettlementException>(() =>
                Rules.Prepare().Total(CsvRows.Of(path, new() { IsQuoted = isQuoted }))).Failures;
            Assert.Equal((line.Length == 0 ? "line-empty" : "line-columns", "rows[1]"), (failures[0].Code, failures[0].Path));
            Assert.Contains("line 3", failures[0].Rule, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void ABeneficiaryThatComesTwiceIsFoundOnAnyNumberOfThreads(int threads)
    {
        var rows = Rows.Random(200_000, 7, 2, 24);
        rows.Stratum[199_999] = rows.Stratum[7];
        var beneficiaries = Enumerable.Range(0, rows.Count).Select(static i => (uint)i).ToArray();
        beneficiaries[199_999] = 7;
        var source = new ColumnRows(rows.Columns with { Beneficiary = beneficiaries });
        var failure = Assert.Throws<SettlementException>(() => Rules.Prepare().Total(source, threads)).Failures[0];
        Assert.Equal(("beneficiary-twice", "7"), (failure.Code, failure.Value));
    }

    [Fact]
    public void AQuotedHeaderMayHoldTheSeparator()
    {
        File.WriteAllText(path, "organisation,stratum,months,\"billed, gross\",cents,x,x\n0,0,12,100,200,300,4\n");
        var totals = (Rules with { Truncation = [Truncation.None] }).Prepare().Total(CsvRows.Of(path, new() { IsQuoted = true }));
        Assert.Equal(200, totals[0, 0].CentsWithin);
    }

    [Fact]
    public void LayoutsThatCannotBeMeant()
    {
        File.WriteAllText(path, "organisation,stratum,months,cents\n0,s256,12,5\n");
        string Code(CsvLayout layout) => Assert.Throws<SettlementException>(() => CsvRows.Of(path, layout)).Failures[0].Code;
        Assert.Equal("names-count", Code(new() { Strata = [.. Enumerable.Range(0, 300).Select(static i => $"s{i}")] }));
        Assert.Equal("column-used-twice", Code(new() { Expenditure = "months" }));
        Assert.Equal("column-unnamed", Code(new() { Organisation = null! }));
        Assert.Equal("separator", Code(new() { Separator = '\u00a6' }));
    }

    [Fact]
    public void ExclusionsComeThroughEverySource()
    {
        var columns = Rows.Random(1_000, 7, 2, 25).Columns;
        columns = columns with { ExcludedMonths = columns.Months, ExcludedCents = columns.Cents };
        Assert.Equal(1_000, Rules.Prepare().Total(new ColumnRows(columns), 2).RowsLeftOut);
    }

    [Fact]
    public void ABatchHoldsNothingThatAnotherReaderHasLeft()
    {
        var columns = Rows.Random(10, 7, 2, 26).Columns;
        var batch = new RowBatch(16);
        foreach (var source in new[] { columns, columns with { Risk = default } })
        {
            using var reader = new ColumnRows(source).Open(1)[0];
            Assert.True(reader.Read(batch));
            Assert.Equal(source.Risk.Length, batch.ToColumns().Risk.Length);
        }
    }

    [Fact]
    public void AFileThatIsGoneOrHasAnOpenQuotationMark()
    {
        File.WriteAllText(path, "organisation,stratum,months,cents\n0,0,12,5\n");
        var gone = CsvRows.Of(path);
        File.Delete(path);
        Assert.Equal("source-unreadable", Assert.Throws<SettlementException>(() => Rules.Prepare().Total(gone)).Failures[0].Code);
        File.WriteAllText(path, "organisation,stratum,months,cents\n0,0,12,\"" + new string('5', 40_000_000));
        _ = Assert.Throws<SettlementException>(() => Rules.Prepare().Total(CsvRows.Of(path, new() { IsQuoted = true })));
    }

    [Fact]
    public void HeadersAndFiles()
    {
        File.WriteAllText(path, "organisation,stratum,months,months\n");
        Assert.Equal(["column-twice", "column-missing"],
            Assert.Throws<SettlementException>(() => CsvRows.Of(path)).Failures.Select(static f => f.Code));
        Assert.Equal("file-unreadable", Assert.Throws<SettlementException>(() => CsvRows.Of(path + "x")).Failures[0].Code);
        File.WriteAllBytes(path, new byte[1 << 17]);
        Assert.Equal("header-length", Assert.Throws<SettlementException>(() => CsvRows.Of(path)).Failures[0].Code);
        File.WriteAllText(path, "organisation,stratum,months,cents\n0,0,12," + new string('1', 1 << 21));
        Assert.Equal("line-length", Assert.Throws<SettlementException>(() => Rules.Prepare().Total(CsvRows.Of(path))).Failures[0].Code);
    }

    [Fact]
    public void ProgressIsToldAndReadingStops()
    {
        var rows = Rows.Random(120_000, 7, 2, 23);
        Write(rows, "\n", quoted: false);
        var told = new List<ReadProgress>();
        using var stop = new CancellationTokenSource();
        var progress = new Listener(p =>
        {
            told.Add(p);
            stop.Cancel();
        });
        _ = Assert.Throws<OperationCanceledException>(() => Rules.Prepare().Total(CsvRows.Of(path), 1, progress, stop.Token));
        Assert.InRange(told[0].Share, 0.01, 0.99);
        Assert.StartsWith("count: 32,768 rows", told[0].ToString(), StringComparison.Ordinal);
    }

    internal static void Same(PopulationTotals expected, PopulationTotals actual)
    {
        Assert.Equal(expected.Thresholds, actual.Thresholds);
        for (var o = 0; o < expected.Rules.Organisations; o++)
        {
            for (var s = 0; s < expected.Rules.Strata.Count; s++)
            {
                Assert.Equal(expected[o, s], actual[o, s]);
            }
        }
    }

    internal static void Write(string path, Rows rows, string end, bool quoted)
    {
        using var file = new StreamWriter(path) { NewLine = end };
        var q = quoted ? "\"" : string.Empty;
        file.WriteLine("organisation,stratum,months,cents,risk");
        for (var i = 0; i < rows.Count; i++)
        {
            FormattableString line = $"{rows.Organisation[i]},{q}{rows.Stratum[i]}{q},{rows.Months[i]},{q}{rows.Cents[i]}{q},";
            file.WriteLine(FormattableString.Invariant(line) + FormattableString.Invariant($"{rows.Risk[i] / 10_000m:0.####}"));
        }
    }

    private void Write(Rows rows, string end, bool quoted) => Write(path, rows, end, quoted);

    private sealed class Listener(Action<ReadProgress> told) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => told(value);
    }
}
