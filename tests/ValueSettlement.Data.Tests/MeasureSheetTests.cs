using NodaTime;
using ValueSettlement.Measures;
using Xunit;

namespace ValueSettlement.Data.Tests;

/// <summary>Measure sheets as people keep them.</summary>
public sealed class MeasureSheetTests
{
    private static MeasureSheet Read(string text) => MeasureSheet.Read(new StringReader(text), "registry");

    private static Failure[] Failures(string text) => [.. Assert.Throws<SettlementException>(() => Read(text)).Failures];

    [Fact]
    public void A_sheet_becomes_a_set_and_its_score()
    {
        var sheet = Read("Weight,Name,Numerator,Denominator,Target\r\n"
            + "2,\"Follow-up, 48 h\",80,100,75%\r\n1,Falls,10,100,0.05\r\n1,Pain,*,,60 %\r\n");
        Assert.Equal(3, sheet.Rows.Count);
        var set = new MeasureSet
        {
            Id = "home",
            Version = "1",
            Period = new(new LocalDate(2025, 1, 1), new LocalDate(2025, 12, 31)),
            Domains = [sheet.ToDomain("all", Rate.One, static row => new()
            {
                Id = row.Name,
                Version = "1",
                Title = row.Name,
                Defined = new(2024, 12, 1),
                Missing = Unscored.LeftOut,
                Direction = row.Name == "Falls" ? Direction.LowerIsBetter : Direction.HigherIsBetter,
            })],
        };
        var score = set.Score(sheet.Observations);
        // Follow-up is met (2 of 3), falls are not; pain is suppressed and left out.
        Assert.Equal(200m / 3m, score.Points.Value!.Value, 20);
        Assert.Equal(AbsenceKind.NotCalculable, score.Measures[2].Result.Absence?.Kind);
        Assert.All(sheet.Observations, static o => Assert.Equal("registry", o.Source));
    }

    [Fact]
    public void Every_wrong_cell_is_said_with_its_line_and_column()
    {
        var failures = Failures("name,numerator,denominator,target,weight\n"
            + "A,5,4,75,1\nB,-1,x,0.5,\n,1,2,0.5,1\nA,1,2\nC,1,2,0.5,1\nC,1,2,0.5,1");
        Assert.Equal(["line 2.target", "line 2.numerator", "line 3.numerator", "line 3.denominator", "line 3.weight", "line 4.name",
            "line 5",
            "rows"], failures.Select(static f => f.Path));
        Assert.Contains("75%", failures[0].Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "sheet-empty")]
    [InlineData("name,numerator,denominator,target,weight", "sheet-empty")]
    [InlineData("name,numerator,denominator,target", "column-missing")]
    [InlineData("name,numerator,denominator,target,weight,weight", "column-twice")]
    [InlineData("name,numerator,denominater,target,weight", "column-unknown")]
    [InlineData("name;numerator;denominator;target;weight", "separator-differs")]
    public void A_header_that_is_not_one_is_refused(string text, string code) => Assert.Contains(Failures(text), f => f.Code == code);

    [Fact]
    public void A_sheet_is_bounded() => Assert.Contains(Failures("name,numerator,denominator,target,weight\n"
        + string.Concat(Enumerable.Range(0, 1_001).Select(static i => FormattableString.Invariant($"m{i},1,2,0.5,1\n")))),
        static f => f.Code == "sheet-rows");
}
