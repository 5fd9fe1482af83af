using System.Reflection;
using System.Text.RegularExpressions;
using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Docs;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Programs;

/// <summary>Every programme has one shape, and no room above knows one of them.</summary>
public sealed partial class ProgrammeShapeTests
{
    private static readonly string Source = Path.Combine(DocumentTests.FindRoot(), "src", "ValueSettlement");

    private static readonly Type[] Exported = typeof(Team).Assembly.GetExportedTypes();

    private static readonly Type[] AllTerms = [.. Exported.Where(static t => t.IsSubclassOf(typeof(ProgrammeTerms)))];

    public static TheoryData<string> Terms => [.. AllTerms.Select(static t => t.Name)];

    public static TheoryData<int> Samples => new(Enumerable.Range(0, TermsSamples.All.Count));

    private static Type ClassOf(Type terms) =>
        Assert.Single(Exported, t => !t.IsAbstract && Bases(t).Any(root => root.IsGenericType
            && root.GetGenericTypeDefinition() == typeof(Programme<>) && root.GetGenericArguments()[0] == terms));

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var root = type.BaseType; root is not null; root = root.BaseType)
        {
            yield return root;
        }
    }

    [Theory]
    [MemberData(nameof(Terms))]
    public void Terms_have_one_programme_with_a_factory_and_one_word_for_the_year(string name)
    {
        var terms = AllTerms.Single(t => t.Name == name);
        var programme = ClassOf(terms);
        Assert.True(programme.IsSealed && programme.GetConstructors().Length == 0);
        var factory = programme.GetMethod("For", BindingFlags.Public | BindingFlags.Static, [terms]);
        Assert.Equal(programme, factory?.ReturnType);

        var (year, term) = (terms.GetProperty("Year")?.PropertyType, terms.GetProperty("Term")?.PropertyType);
        Assert.True((year == typeof(int) && term is null) || (year is null && term == typeof(DateInterval)), $"{name}: Year or Term.");
        Assert.Equal(terms.GetProperty("Rules")?.PropertyType, programme.GetProperty("Rules")?.PropertyType);
        Assert.Empty(terms.GetProperties().Select(static p => p.Name).Where(static p => p.EndsWith("Year", StringComparison.Ordinal))
            .Except(["Year", nameof(SharedSavingsTerms.TrackYear)]));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_factory_gives_the_terms_in_full_their_rules_and_their_contract_once(int index)
    {
        var terms = TermsSamples.All[index];
        var programme = ClassOf(terms.GetType()).GetMethod("For", [terms.GetType()])!.Invoke(null, [terms])!;
        object? Of(string member) => programme.GetType().GetProperty(member)?.GetValue(programme);
        Assert.Empty(terms.Validate());
        Assert.Same(terms.Resolved(), Of("Terms"));
        Assert.Same(Of("Contract"), Of("Contract"));
        Assert.Equal(terms.Contract(), Of("Contract"));
        Assert.Equal(terms.Resolved().GetType().GetProperty("Rules")?.GetValue(terms.Resolved()), Of("Rules"));
        Assert.Equal(terms.Contract().Origin!.Programme, programme.ToString());
        Assert.NotEqual(ContractWords.SharedSavings, terms.Contract().Words);
    }

    [Fact]
    public void Nothing_beside_a_factory_makes_contracts_or_takes_terms_again()
    {
        // A proposal makes terms of terms, and no contract.
        foreach (var type in Exported.Where(static t => t.Namespace == "ValueSettlement.Programs"
            && t != typeof(MedicareSharedSavings.Proposed2027)))
        {
            foreach (var method in type.GetMethods(
                BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                // A convener's contract is the sum of contracts that factories made.
                if (method.Name == nameof(BundledPaymentsAdvanced.Convener))
                {
                    continue;
                }

                Assert.False(method.IsStatic && (method.ReturnType == typeof(Contract) || method.ReturnType == typeof(Experience)),
                    $"{type.Name}.{method.Name}");
                Assert.False(method.Name != "For" && !method.Name.StartsWith("op_", StringComparison.Ordinal) && method.Name != "Equals"
                    && method.GetParameters().Any(static p => p.ParameterType.IsSubclassOf(typeof(ProgrammeTerms))),
                        $"{type.Name}.{method.Name}");
            }
        }
    }

    [Fact]
    public void Every_folder_has_its_terms_its_parameters_and_its_factories()
    {
        var folders = Directory.GetDirectories(Path.Combine(Source, "Programs"));
        var programmes = AllTerms.Select(ClassOf).ToList();
        foreach (var folder in folders)
        {
            var files = Directory.GetFiles(folder).Select(static f => Path.GetFileNameWithoutExtension(f)!).ToHashSet();
            var here = programmes.Where(p => files.Contains(p.Name)).ToArray();
            Assert.NotEmpty(here);
            Assert.Contains("Terms", files);
            Assert.Equal(here.Any(static p => p.GetProperty("Parameters") is not null), files.Contains("Parameters"));
            Assert.All(here, p => programmes.Remove(p));
        }

        Assert.Empty(programmes);
    }

    [Fact]
    public void Prices_totals_and_benchmarks_of_other_terms_are_refused()
    {
        var (mine, yours) = (Team.For(TermsSamples.Team), Team.For(TermsSamples.Team with { Track = TeamTrack.Track2 }));
        Figure one = new() { Value = 1m, Unit = Unit.Factor };
        ValueList<Figure> means = [Money.Of(1m), Money.Of(1m), Money.Of(1m)];
        var cell = yours.Cell("470", TeamEpisode.LowerExtremityJointReplacement, means, one, one);
        Refused("cells[0]", () => mine.Episodes([cell], []));
        var totals = yours.Episodes([cell], []).Total();
        Refused("totals", () => mine.Experience(totals, Rate.One));
        Assert.NotNull(yours.Experience(totals, Rate.One).Terms);
        Assert.NotNull(mine.Experience(totals with { Terms = null }, Rate.One).Terms);

        var joint = ComprehensiveJointReplacement.For(new() { Year = 3 });
        var price = joint.Cell("470", Money.Of(1m));
        var other = ComprehensiveJointReplacement.For(new() { Year = 2 });
        Refused("cells[0]", () => other.Totals(10m, [price], []));
        var both = joint.Totals(10m, [price], []);
        Refused("totals.payment", () => other.Experience(both, 10m));
        Refused("totals.repayment", () => other.Experience((both.Payment with { Terms = null }, both.Repayment), 10m));

        var sample = Benchmarks.SampleOrganisation.Programme;
        var benchmark = sample.Benchmark(Benchmarks.SampleOrganisation.Inputs);
        var enhanced = MedicareSharedSavings.For(sample.Terms with { Track = Track.Enhanced, Rules = null });
        Refused("benchmark", () => enhanced.Experience(benchmark));

        static void Refused(string path, Func<object> make)
        {
            var failure = Assert.Single(Assert.Throws<SettlementException>(() => { make(); }).Failures);
            Assert.Equal(("figures-of-other-terms", path), (failure.Code, failure.Path));
        }
    }

    /// <summary>Comments may name the source of a rule; nothing that the other rooms say or do may.</summary>
    [Theory]
    [InlineData("Values")]
    [InlineData("Evidence")]
    [InlineData("Curves")]
    [InlineData("Benchmarks")]
    [InlineData("Contracts")]
    [InlineData("Insight")]
    [InlineData("Json")]
    public void No_other_room_names_a_programme_or_its_law(string room)
    {
        var files = Directory.GetFiles(Path.Combine(Source, room), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var said = File.ReadAllLines(file).Where(static l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal))
                .SelectMany(static l => Text().Matches(l).Select(static m => m.Value));
            Assert.DoesNotContain(said, static text => Law().IsMatch(text));
        }
    }

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"\b(?:CFR|USC|CMS|FAR|DFARS|MSSP|Medicare|Shared Savings|ACO|REACH)\b")]
    private static partial Regex Law();
}
