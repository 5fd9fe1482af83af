using System.Data;
using ValueSettlement.Population;
using ValueSettlement.Tests.Population;

namespace ValueSettlement.Data.Tests;

public sealed class RowFailureTests : IDisposable
{
    private static readonly PopulationRules Rules = new()
    {
        Strata = [new("young", "young"), new("old", "old")],
        Organisations = 7,
        Truncation = [Truncation.None],
    };

    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ARowThatCannotBeCountedIsNamedAsTheFileNamesIt(bool isQuoted)
    {
        // In the quoted file a field goes over two lines, so that rows and lines differ.
        var note = isQuoted ? "\"a\nb\"" : "a";
        File.WriteAllText(path, $"note,aco,type,m,paid,id\n{note},0,0,12,5,1\n{note},7,0,13,5,2\n{note},0,0,12,5,1\n");
        var layout = new CsvLayout
        {
            Organisation = "aco",
            Stratum = "type",
            Months = "m",
            Expenditure = "paid",
            Beneficiary = "id",
            IsQuoted = isQuoted,
        };
        var failures = Failures(CsvRows.Of(path, layout));
        Assert.Equal(["rows[1].aco", "rows[1].m", "rows"], failures.Select(static f => f.Path));
        Assert.All(failures.SkipLast(1), f => Assert.EndsWith($"({Line(isQuoted ? 4 : 3)})", f.Rule, StringComparison.Ordinal));

        File.WriteAllText(path, $"note,aco,type,m,paid,id\n{note},0,0,12,5,1\n{note},6,0,12,5,2\n{note},0,0,12,5,1\n");
        var twice = Failures(CsvRows.Of(path, layout))[0];
        Assert.Equal(("beneficiary-twice", "rows[2].id"), (twice.Code, twice.Path));
        Assert.Contains(Line(isQuoted ? 6 : 4), twice.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void ARowOfAQueryIsNamedByItsColumns()
    {
        using var table = new DataTable();
        foreach (var name in new[] { "aco", "type", "m", "paid" })
        {
            _ = table.Columns.Add(name, typeof(int));
        }

        _ = table.Rows.Add(0, 0, 12, 5);
        _ = table.Rows.Add(0, 2, 0, 5);
        Assert.Equal(["rows[1].type", "rows[1].m", "rows"],
            Failures(new DatabaseRows(table.CreateDataReader)).Select(static f => f.Path));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void ABeneficiaryInTwoPartsOfAFileIsNamedAtItsLine(int threads)
    {
        const int Count = 400_000;
        File.WriteAllLines(path, Enumerable.Range(0, Count).Select(static i =>
            FormattableString.Invariant($"0,0,12,{i},{(i == Count - 1 ? 7 : i)}")).Prepend("organisation,stratum,months,cents,id"));
        var failures = Assert.Throws<SettlementException>(() =>
            Rules.Prepare().Total(CsvRows.Of(path, new() { Beneficiary = "id" }), threads)).Failures;
        Assert.Equal(["rows[399999].id", "rows"], failures.Select(static f => f.Path));
        Assert.Contains("line 400,001 of", failures[0].Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0,0,12,1.5", "cents", 1)]
    [InlineData("A1,young,12,5", "organisation", 1)]
    [InlineData("0,0,13,5", "months", 5)]
    [InlineData("0,0,12", "", 5)]
    public void ALayoutThatDoesNotFitIsOneFailure(string line, string column, int threads)
    {
        var lines = Enumerable.Repeat(line, 60_000).Prepend("organisation,stratum,months,cents").ToArray();
        File.WriteAllLines(path, lines);
        var one = Assert.Single(Failures(CsvRows.Of(path), threads));
        Assert.Equal(("rows-alike", "rows[0]" + (column.Length == 0 ? "" : "." + column)), (one.Code, one.Path));
        Assert.Contains("60,000 of 60,000", one.Rule, StringComparison.Ordinal);
        Assert.Contains(Line(2), one.Rule, StringComparison.Ordinal);

        lines[1] = "0,0,12,5";
        File.WriteAllLines(path, lines);
        Assert.Equal("rows-alike", Assert.Single(Failures(CsvRows.Of(path), threads)).Code);

        lines[2] = "0,9,12,5";
        File.WriteAllLines(path, lines);
        var failures = Failures(CsvRows.Of(path), threads);
        Assert.Equal((101, "59,999"), (failures.Count, failures[^1].Value));
    }

    [Fact]
    public void ABatchWithRefusedRowsIsNotCounted()
    {
        // Whoever reads batch after batch by himself must not count nothing in the place of a wrong row.
        File.WriteAllText(path, "organisation,stratum,months,cents\n0,0,12,5\n0,0,12,x\n");
        var batch = new RowBatch();
        using var reader = CsvRows.Of(path).Open(1)[0];
        Assert.True(reader.Read(batch));
        Assert.Equal((2, 1), (batch.Count, batch.RowsRefused));
        Assert.Equal(["rows[1].cents", "rows"],
            Assert.Throws<SettlementException>(() => batch.ToColumns()).Failures.Select(static f => f.Path));
    }

    [Fact]
    public void AFewWrongRowsAreListed()
    {
        File.WriteAllLines(path, Enumerable.Range(0, 1_000).Select(static i => $"0,0,{(i % 50 == 0 ? 13 : 12)},5")
            .Prepend("organisation,stratum,months,cents"));
        Assert.Equal(21, Failures(CsvRows.Of(path)).Count);
    }

    [Theory]
    [InlineData("organisation;stratum;months;cents", "separator-differs")]
    [InlineData("organisation\tstratum\tmonths\tcents", "separator-differs")]
    [InlineData("0,0,12,5", "header-missing")]
    [InlineData("a,b,c,d", "column-missing")]
    [InlineData("organisation,stratum", "column-missing")]
    public void AHeaderThatDoesNotFitIsOneFailure(string header, string code)
    {
        File.WriteAllText(path, header + "\n");
        Assert.Equal(code, Assert.Single(Assert.Throws<SettlementException>(() => CsvRows.Of(path)).Failures).Code);
    }

    [Fact]
    public void ALayoutNamesAllOrganisationsAndStrataOfTheRules()
    {
        File.WriteAllText(path, "organisation,stratum,months,cents\nA,young,12,5\n");
        var rows = CsvRows.Of(path, new() { Organisations = ["A", "B"], Strata = ["young"] });
        Assert.Equal([("organisations-names", "2"), ("strata-names", "1")], Failures(rows).Select(static f => (f.Code, f.Value)));
        _ = Assert.Throws<SettlementException>(() => Rules.Prepare().Survey(rows));
        Assert.Equal(1, (Rules with { Organisations = 2, Strata = [new("young", "young")] }).Prepare().Total(rows).Rows);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 4)]
    [InlineData(true, 1)]
    public void AFileThatGrowsOrShrinksIsRefused(bool isQuoted, int threads)
    {
        var line = string.Concat(Enumerable.Repeat("0,0,12,123456\n", 400_000));
        const string Header = "organisation,stratum,months,cents\n";
        foreach (var text in new[] { Header + line + "0,0,12,5\n", Header + line[..^14], Header })
        {
            File.WriteAllText(path, Header + line);
            var rows = CsvRows.Of(path, new() { IsQuoted = isQuoted });
            File.WriteAllText(path, text);
            Assert.Equal("source-changed", Assert.Single(Failures(rows, threads)).Code);
        }
    }

    [Fact]
    public void AFileThatGrowsWhileItIsReadIsRefused()
    {
        File.WriteAllLines(path, Enumerable.Repeat("0,0,12,5", 100_000).Prepend("organisation,stratum,months,cents"));
        var isLonger = false;
        var progress = new Listener(() =>
        {
            if (!isLonger)
            {
                isLonger = true;
                using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
                file.Write("0,0,12,5\n"u8);
            }
        });
        var failures = Assert.Throws<SettlementException>(() => Rules.Prepare().Total(CsvRows.Of(path), 1, progress)).Failures;
        Assert.Equal("source-changed", failures[0].Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void IdsThatAreTextsAreNumberedForTheReaders(bool isQuoted)
    {
        var mark = isQuoted ? "\"" : string.Empty;
        string Line(int organisation, string id) => FormattableString.Invariant($"{organisation},0,12,5,{mark}{id}{mark}");
        File.WriteAllLines(path, ["organisation,stratum,months,cents,id", Line(0, "b"), Line(1, "a"), Line(2, "é")]);
        var layout = new CsvLayout { Beneficiary = "id", IsQuoted = isQuoted };
        layout = layout with { Beneficiaries = CsvRows.Ids(layout, path) };
        Assert.Equal(["a", "b", "é"], layout.Beneficiaries!.Ids);
        var batch = new RowBatch();
        using (var reader = CsvRows.Of(path, layout).Open(1)[0])
        {
            Assert.True(reader.Read(batch));
            Assert.Equal([1u, 0u, 2u], batch.ToColumns().Beneficiary.ToArray());
        }

        File.AppendAllLines(path, [Line(3, "b"), Line(4, "")]);
        Assert.Equal(["rows[4].id", "rows"], Failures(CsvRows.Of(path, layout)).Select(static f => f.Path));
        Assert.Equal(3, CsvRows.Ids(layout, path, path).Count);
        File.WriteAllLines(path, ["organisation,stratum,months,cents,id", Line(0, "b"), Line(1, "b")]);
        Assert.Equal(["beneficiary-twice", "rows-failed"], Failures(CsvRows.Of(path, layout)).Select(static f => f.Code));
        Assert.Equal("column-unnamed",
            Assert.Single(Assert.Throws<SettlementException>(() => CsvRows.Ids(new(), path)).Failures).Code);
    }

    [Fact]
    public void IdsOfAQueryAreNumbered()
    {
        using var table = new DataTable();
        foreach (var name in new[] { "aco", "type", "m", "paid", "hcc" })
        {
            _ = table.Columns.Add(name, typeof(int));
        }

        _ = table.Columns.Add("mbi", typeof(string));
        _ = table.Rows.Add(0, 0, 12, 5, 1, "b");
        _ = table.Rows.Add(0, 0, 12, 5, 1, "a");
        var rows = new DatabaseRows(table.CreateDataReader, BeneficiaryIds.Of(["a", "b"]));
        Assert.Equal(2, Rules.Prepare().Total(rows).Rows);
        _ = table.Rows.Add(0, 0, 12, 5, 1, "c");
        Assert.Equal("rows[2].mbi", Failures(rows)[0].Path);
    }

    private static ValueList<Failure> Failures(IRowSource source, int threads = 1) =>
        Assert.Throws<SettlementException>(() => Rules.Prepare().Total(source, threads)).Failures;

    private string Line(int number) => $"line {number} of {Path.GetFileName(path)}";

    private sealed class Listener(Action told) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => told();
    }
}
