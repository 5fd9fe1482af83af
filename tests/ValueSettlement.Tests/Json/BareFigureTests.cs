namespace ValueSettlement.Tests.Json;

/// <summary>Where a figure stands in a document, its number may stand alone, as among the numbers.</summary>
public sealed class BareFigureTests
{
    private static readonly Experience Facts = new()
    {
        Benchmark = Money.Of(10_000),
        Expenditure = Money.Of(9_000.50m),
        Opening = Money.Of(7),
        Facts = [Number.Of("x", 3m), Quality.Met(80.Percent()),
            new RevenueCategory { Low = true, Ratio = 20.Percent(), LowBelow = 35.Percent() }],
    };

    private const string Bare = """
        {"benchmark":10000,"expenditure":9000.50,"opening":7,"numbers":{"x":3},"facts":[{"kind":"quality","standard":"met","score":0.8},
        {"kind":"revenue-category","low":true,"ratio":0.2,"lowBelow":0.35}]}
        """;

    [Fact]
    public void A_bare_number_is_a_figure_in_the_unit_of_its_use()
    {
        Assert.Equal(Facts, SettlementJson.ReadExperience(Bare));
        Assert.Equal(Bare.ReplaceLineEndings(string.Empty), SettlementJson.Write(Facts));
    }

    [Fact]
    public void A_number_in_quotation_marks_or_in_braces_is_the_same_figure()
    {
        foreach (var benchmark in new[] { "\"10000\"", """{"value":10000}""", """{"value":10000,"unit":"money"}""" })
        {
            var read = SettlementJson.ReadExperience($$"""{"benchmark":{{benchmark}}}""");
            Assert.Equal(new Experience { Benchmark = Money.Of(10_000) }, read);
            Assert.Equal("""{"benchmark":10000}""", SettlementJson.Write(read));
        }
    }

    [Fact]
    public void A_figure_of_which_there_is_more_to_say_stays_an_object()
    {
        foreach (var more in new[]
        {
            """{"value":1,"unit":"money","source":"report"}""", """{"value":1,"unit":"rate"}""",
            """{"absence":{"kind":"missing","reason":"Not reported."},"unit":"money"}""",
        })
        {
            var document = $$"""{"benchmark":{{more}}}""";
            Assert.Equal(document, SettlementJson.Write(SettlementJson.ReadExperience(document)));
        }
    }

    [Theory]
    [InlineData("\"ten\"")]
    [InlineData("true")]
    [InlineData("[1]")]
    public void What_is_no_number_is_said_to_be_none(string given)
    {
        Assert.False(SettlementJson.TryReadExperience($$"""{"benchmark":{{given}}}""", out _, out var failures));
        Assert.Equal(("benchmark", "type-wrong", "A number is expected here."), (failures[0].Path, failures[0].Code, failures[0].Rule));
    }

    [Fact]
    public void A_figure_without_a_unit_is_that_of_its_use_in_code_too()
    {
        Assert.Equal(Facts.Benchmark, new Experience { Benchmark = new Figure { Value = 10_000m } }.Benchmark);
        Assert.Equal(Quality.Met(80.Percent()), Quality.Scored(new Figure { Value = 0.8m }));
    }
}
