using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Evidence;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData("a\u0000", "U+0000, character 2")]
    [InlineData("\n", "U+000A, character 1")]
    [InlineData("ab\u007f", "U+007F, character 3")]
    [InlineData("\u0085", "U+0085, character 1")]
    [InlineData("\u061c", "U+061C, character 1")]
    [InlineData("\u200e", "U+200E, character 1")]
    [InlineData("\u200f", "U+200F, character 1")]
    [InlineData("\u2028", "U+2028, character 1")]
    [InlineData("\u202a", "U+202A, character 1")]
    [InlineData("😀\u202e", "U+202E, character 3")]
    [InlineData("\u2066", "U+2066, character 1")]
    [InlineData("\u2069", "U+2069, character 1")]
    public void A_character_that_no_text_holds_is_named_by_its_code_point(string text, string value)
    {
        var failure = TextRules.Wrong(text, "id", TextRules.Name)!;
        Assert.Equal(("text-character", "id", value), (failure.Code, failure.Path, failure.Value));
        Assert.False(TextRules.Hold(text));
        Assert.True(TextRules.Hold(TextRules.Show(text, 200)));
    }

    // Not as data: a runner may not keep half of a character.
    [Fact]
    public void Half_of_a_character_is_named_by_its_code()
    {
        A_character_that_no_text_holds_is_named_by_its_code_point("\ud83d", "U+D83D, character 1");
        A_character_that_no_text_holds_is_named_by_its_code_point("😀\ude00", "U+DE00, character 3");
        A_character_that_no_text_holds_is_named_by_its_code_point("\ud83dx", "U+D83D, character 1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("kreis-ärzte ≥ 5 %")]
    [InlineData("قرارداد")]
    [InlineData("می‌شود")]
    [InlineData("👩‍⚕️ 😀")]
    public void Letters_of_every_language_are_text(string text) => Assert.Null(TextRules.Wrong(text, "id", TextRules.Name));

    [Fact]
    public void A_text_has_an_end()
    {
        Assert.True(TextRules.Hold(new string('x', 200)));
        Assert.Equal("201 characters", TextRules.Wrong(new('x', 201), "id", TextRules.Name)!.Value);
    }

    [Fact]
    public void The_class_of_the_schemas_is_the_rule()
    {
        var forbidden = new Regex($"[{TextRules.Forbidden}]");
        for (var c = 0; c <= char.MaxValue; c++)
        {
            if (!char.IsSurrogate((char)c))
            {
                Assert.True(forbidden.IsMatch(((char)c).ToString()) != TextRules.Hold(((char)c).ToString()),
                    c.ToString("X4", CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void A_failure_never_repeats_what_it_complains_about()
    {
        var failure = new Contract
        {
            Id = "a",
            Currency = "\u202eDSU\n",
            Term = new(new(2024, 1, 1), new(2024, 12, 31)),
            Clauses = [new Relief()]
        }.Validate()[0];
        Assert.Equal(" DSU ", failure.Value);
    }

    // Every text of every record in turn, set from code: nothing that a statement shows is left unasked.
    [Fact]
    public void Every_text_of_a_contract_made_in_code_is_judged() =>
        Assert.True(Infect(SettlementJson.ReadContract(SettlementJson.Write(JsonSamples.Contract)), static contract =>
            contract.Validate()) > 20);

    [Fact]
    public void Every_text_of_a_sum_made_in_code_is_judged() =>
        Assert.True(Infect(SettlementJson.ReadContract(SettlementJson.Write(JsonSamples.Network)), static sum => sum.Validate()) > 20);

    [Fact]
    public void Every_text_of_an_experience_made_in_code_is_judged()
    {
        static ValueList<Failure> Alone(Experience experience)
        {
            List<Failure>? failures = null;
            PreparedContract.CheckAlone(experience, string.Empty, ref failures);
            return [.. failures ?? []];
        }

        var facts = JsonSamples.Facts.Select(static fact => fact switch
        {
            Number f => f with { Figure = f.Figure with { Source = "report" } },
            Quality f => f with { Score = f.Score! with { Source = "report" } },
            RevenueCategory f => f with { Ratio = f.Ratio! with { Source = "report" } },
            _ => fact,
        }).ToValueList();
        Assert.All(facts, fact =>
            Assert.Equal(fact.GetType().GetProperties().Count(static p => p.PropertyType == typeof(Figure)
                || (p.PropertyType == typeof(string) && p.CanWrite && p.Name != "Of")),
            Infect(fact, static f => Alone(new() { Facts = [f] }), "Of")));
        Assert.True(Infect(SettlementJson.ReadExperience(SettlementJson.Write(JsonSamples.Experience with { Parts = [], Facts = [] })),
            Alone) >= 4);
    }

    [Fact]
    public void Settling_judges_texts_on_both_of_its_paths()
    {
        var bad = JsonSamples.SettlingFacts with { Benchmark = Figure.Stated(Money.Of(966_116_777m), "a\u202eb") };
        var failure = Assert.Single(JsonSamples.Settling.TrySettle(bad).Failures);
        Assert.Equal(("text-character", "benchmark.source", "U+202E, character 2"), (failure.Code, failure.Path, failure.Value));
        Assert.Throws<SettlementException>(() => JsonSamples.Settling.Prepare().Earned(bad));
        Assert.Equal("arrangement",
            Assert.Single(JsonSamples.Settling.TrySettle(JsonSamples.SettlingFacts with { Arrangement = "a\u202eb" }).Failures).Path);
    }

    // Every text that a document holds, read.
    [Fact]
    public void Every_text_of_a_document_is_judged_when_it_is_read()
    {
        Read(SettlementJson.Write(JsonSamples.Contract), static json => SettlementJson.TryReadContract(json, out _, out var failures) ? []
            : failures);
        Read(SettlementJson.Write(JsonSamples.Experience), static json => SettlementJson.TryReadExperience(json, out _, out var failures)
            ? [] : failures);
        Read(SettlementJson.Write(JsonSamples.Network), static json => SettlementJson.TryReadContract(json, out _, out var failures)
            ? [] : failures);
        Read(SettlementJson.Write(JsonSamples.Settlement), static json => SettlementJson.TryReadSettlement(json, out _, out var failures)
            ? [] : failures);

        static void Read(string json, Func<string, ValueList<Failure>> read)
        {
            foreach (var path in Leaves(JsonNode.Parse(json), string.Empty))
            {
                var document = JsonNode.Parse(json)!;
                var at = path.LastIndexOfAny(['.', '[']);
                var node = path[..at].Split(['.', '['], StringSplitOptions.RemoveEmptyEntries)
                    .Aggregate(document, static (n, step) => step.EndsWith(']') ? n[int.Parse(step[..^1], CultureInfo.InvariantCulture)]!
                        : n[step]!);
                node[path[(at + 1)..]] = node[path[(at + 1)..]]!.GetValue<string>() + "\u202e";
                Assert.NotEmpty(read(document.ToJsonString()));
            }
        }

        static IEnumerable<string> Leaves(JsonNode? node, string path) => node switch
        {
            JsonObject members => members.SelectMany(m => Leaves(m.Value, $"{path}.{m.Key}")),
            JsonArray entries => entries.SelectMany((entry, i) => Leaves(entry, FormattableString.Invariant($"{path}[{i}]"))),
            JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [path],
            _ => [],
        };
    }

    [Fact]
    public void What_could_not_be_read_is_not_written()
    {
        var failure = Assert.Single(Assert.Throws<SettlementException>(static () =>
            SettlementJson.Write(JsonSamples.Settling with { Id = "a\u202eb" })).Failures);
        Assert.Equal(("document-unwritable", "id"), (failure.Code, failure.Path));
        Assert.Contains("U+202E", failure.Rule, StringComparison.Ordinal);
    }

    private static int Infect<T>(T root, Func<T, ValueList<Failure>> judge, string except = "")
        where T : notnull
    {
        Assert.DoesNotContain(judge(root), static f => f.Code == "text-character");
        var count = 0;
        // The citations of a programme's rules are judged when a document is read, and escaped wherever they are printed.
        foreach (var (path, set) in Texts(root, typeof(T).Name, except)
            .Where(static text => !text.Path.Contains(".Origin.Terms.", StringComparison.Ordinal)))
        {
            var restore = set("a\u202eb");
            Assert.True(judge(root).Any(static f => f.Code is "text-character" or "currency" or "number-name" or "certificate-name"), path);
            _ = set(restore);
            count++;
        }

        return count;
    }

    private static IEnumerable<(string Path, Func<string?, string?> Set)> Texts(object record, string path, string except)
    {
        if (record is Line || record.GetType().Assembly != typeof(Contract).Assembly)
        {
            yield break;
        }

        if (record is System.Collections.IEnumerable list)
        {
            foreach (var text in list.Cast<object>()
                .SelectMany((item, i) => Texts(item, FormattableString.Invariant($"{path}[{i}]"), except)))
            {
                yield return text;
            }

            yield break;
        }

        foreach (var property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && p.Name != except && p.GetIndexParameters().Length == 0))
        {
            if (property.GetValue(record) is not { } value)
            {
                continue;
            }

            if (value is string)
            {
                yield return ($"{path}.{property.Name}", text =>
                {
                    var before = (string?)property.GetValue(record);
                    property.SetValue(record, text);
                    return before;
                }
                );
            }
            else if (!property.PropertyType.IsValueType)
            {
                foreach (var text in Texts(value, $"{path}.{property.Name}", except))
                {
                    yield return text;
                }
            }
        }
    }
}
