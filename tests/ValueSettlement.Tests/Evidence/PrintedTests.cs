using System.Reflection;
using System.Runtime.CompilerServices;
using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Evidence;

/// <summary>Records print as a person would write them.</summary>
public sealed class PrintedTests
{
    [Fact]
    public void Every_public_record_says_itself_in_its_own_words()
    {
        var generated = typeof(Contract).Assembly.GetExportedTypes()
            .Where(static type => type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null)
            .Where(static type => !type.IsAbstract || !type.GetTypeInfo().IsClass)
            .Where(static type => type.GetMethod(nameof(ToString), Type.EmptyTypes)!
                .IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
            .Select(static type => type.Name)
            .Order(StringComparer.Ordinal);

        Assert.Equal([], generated);
    }

    [Fact]
    public void Terms_are_listed_by_their_names_without_what_they_leave_to_the_programme()
    {
        var terms = new NextGenerationTerms { Arrangement = NextGenerationArrangement.B, Year = 2019, Cap = 10.Percent() };

        Assert.Equal("arrangement: B; year: 2019; cap: 10%", terms.ToString());
    }

    [Fact]
    public void Lists_are_cut_where_a_person_stops_reading()
    {
        var year = new EpisodeYear
        {
            Period = new(new LocalDate(2024, 1, 1), new LocalDate(2024, 12, 31)),
            Cells = [],
            Episodes = [.. Enumerable.Range(1, 20).Select(static i => new Episode
            {
                Id = FormattableString.Invariant($"e{i}"),
                Anchor = new LocalDate(2024, 1, i),
                Cell = "hip",
                Spending = Money.Of(100m),
            })],
        };

        Assert.StartsWith("period: 2024-01-01 to 2024-12-31; counted by: EndsIn; episodes: [", year.ToString(), StringComparison.Ordinal);
        Assert.Contains("… 20 in all]", year.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AgreementStart", "agreement start")]
    [InlineData("Id", "id")]
    [InlineData("UpTo", "up to")]
    [InlineData("HCCModel", "hcc model")]
    public void Names_in_the_code_become_words(string name, string words) => Assert.Equal(words, Printed.Words(name));
}
