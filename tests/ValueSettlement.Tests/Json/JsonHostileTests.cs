using System.Text;

namespace ValueSettlement.Tests.Json;

public sealed class JsonHostileTests
{
    private const string Head = """ "id":"a","currency":"USD","term":{"start":"2024-01-01","end":"2024-12-31"} """;

    /// <summary>A document, and of each failure the code and the path.</summary>
    public static TheoryData<string, string[]> Contracts => new()
    {
        { "", ["json-syntax $"] },
        { " \n\t ", ["json-syntax $"] },
        { "{", ["json-syntax $"] },
        { "{}}", ["json-syntax $"] },
        { "{'id':'a'}", ["json-syntax $"] },
        { """{"id":"a",}""", ["json-syntax $"] },
        { """{"id":"a" /* comment */}""", ["json-syntax $"] },
        { """{"version":NaN}""", ["json-syntax $"] },
        { """{"version":-Infinity}""", ["json-syntax $"] },
        { """{"version":01}""", ["json-syntax $"] },
        { """{"id":"\x"}""", ["json-syntax $"] },
        { "null", ["null-given $"] },
        { "[]", ["type-wrong $"] },
        { "\"contract\"", ["type-wrong $"] },
        { "{}", ["member-missing id", "member-missing currency", "member-missing term"] },
        { "{" + Head + ""","clause":[]}""", ["member-unknown clause"] },
        { "{" + Head + ""","Version":1}""", ["member-unknown Version"] },
        { "{" + Head + ""","kind":"contract"}""", ["member-unknown kind"] },
        { "{" + Head + ""","id":"b"}""", ["member-twice id"] },
        { "{" + Head + ""","version":1,"version":2}""", ["member-twice version"] },
        { """{"id":null,"currency":1,"term":"2024"}""", ["type-wrong id", "type-wrong currency", "type-wrong term"] },
        { """{"id":"\ud800","currency":"USD","term":{"start":"2024-02-30","end":"31.12.2024"}}""",
            ["text-invalid id", "date-invalid term.start", "date-invalid term.end"] },
        { """{"id":"a","currency":"USD","term":{"start":"2024-12-31","end":"2024-01-01"}}""", ["period-order term"] },
        { """{"id":"a","currency":"USD","term":{"start":"2024-12-31"}}""", ["member-missing term.end"] },
        { "{" + Head + ""","version":1.5}""", ["number-range version"] },
        { "{" + Head + ""","version":99999999999}""", ["number-range version"] },
        { "{" + Head + ""","version":true}""", ["type-wrong version"] },
        { "{" + Head + ""","version":"one"}""", ["type-wrong version"] },
        { "{" + Head + ""","publishing":{"digits":29}}""", ["rounding-range publishing"] },
        { "{" + Head + ""","publishing":{"digits":2,"mode":"up "}}""", ["word-unknown publishing.mode"] },
        { "{" + Head + ""","opening":0}""", ["word-unknown opening"] },
        { "{" + Head + ""","clauses":{}}""", ["type-wrong clauses"] },
        { "{" + Head + ""","clauses":null}""", ["null-given clauses"] },
        { "{" + Head + ""","clauses":[null,{},[],{"kind":7},{"kind":"Limit"},{"kind":"limt"}]}""",
            ["null-given clauses[0]", "kind-missing clauses[1].kind", "type-wrong clauses[2]", "kind-unknown clauses[3].kind",
            "kind-unknown clauses[4].kind", "kind-unknown clauses[5].kind"] },
        { "{" + Head + ""","clauses":[{"kind":"relief","kind":"relief"}]}""", ["member-twice clauses[0].kind"] },
        { "{" + Head + ""","clauses":[{"kind":"sequestration","rate":2e3,"appliesTo":"gains"}]}""", ["value-range clauses[0].rate"] },
        { "{" + Head + ""","clauses":[{"kind":"sequestration","rate":"0,02","appliesTo":"gains,losses"}]}""",
            ["type-wrong clauses[0].rate", "word-unknown clauses[0].appliesTo"] },
        { "{" + Head + ""","clauses":[{"kind":"sequestration","rate":"NaN","appliesTo":1}]}""",
            ["type-wrong clauses[0].rate", "word-unknown clauses[0].appliesTo"] },
        { "{" + Head + ""","clauses":[{"kind":"floor","at":{"kind":"amount","amount":1e16}}]}""", ["value-range clauses[0].at.amount"] },
        { "{" + Head + ""","clauses":[{"kind":"floor","at":{"kind":"amount","amount":1e999999999999}}]}""",
            ["number-range clauses[0].at.amount"] },
        { "{" + Head + ""","clauses":[{"kind":"floor","at":{"kind":"amount","amount":0.12345678901234567890123456789}}]}""",
            ["number-digits clauses[0].at.amount"] },
        { "{" + Head + ""","clauses":[{"kind":"floor","at":{"kind":"amount","amount":1e-29}}]}""", ["number-digits clauses[0].at.amount"] },
        { "{" + Head + ""","clauses":[{"kind":"floor","at":{"kind":"share","share":0.1,"of":"Benchmark"}}]}""",
            ["basis-name clauses[0].at.of"] },
        { "{" + Head + ""","clauses":[{"kind":"floor","at":{"kind":"flat","rate":0.1}}]}""", ["kind-unknown clauses[0].at.kind"] },
        { "{" + Head + ""","clauses":[{"kind":"marginal-bands","gain":[{"providerShare":0.5,"upTo":{"kind":"share","share":0.05,"of":"benchmark"}},{"providerShare":0.3,"upTo":{"kind":"share","shrae":0.1,"of":"benchmark"}}],"loss":[]}]}""", ["member-unknown clauses[0].gain[1].upTo.shrae", "member-missing clauses[0].gain[1].upTo.share"] },
        { "{" + Head + ""","clauses":[{"kind":"curve","pieces":[{"slope":1,"intercept":0,"closed":"yes"}]}]}""",
            ["type-wrong clauses[0].pieces[0].closed"] },
        { "{" + Head + ""","clauses":[{"kind":"choose","regions":[{"when":[{"kind":"low-revenue","low":true}]}]}]}""",
            ["member-unknown clauses[0].regions[0].when[0].low", "member-missing clauses[0].regions[0].name"] },

        // Form and content in one list; what could be judged alone is.
        { """{"id":" ","currency":"usd","term":{"start":"2024-01-01","end":"2024-12-31"},"version":0,"payoff":{"name":""}}""",
            ["name-empty id", "currency currency", "version-range version", "payoff-name payoff", "clauses-empty clauses"] },
        { """{"id":" ","currency":"usd","version":0,"clauses":[]}""",
            ["name-empty id", "currency currency", "version-range version", "member-missing term"] },
        { "{" + Head
            + ""","clauses":[{"kind":"limit"},{"kind":"sequestration","rate":2,"appliesTo":"gains"},{"kind":"relief","label":"\u202e"}]}""",
            ["limit-empty clauses[0]", "rate-range clauses[1].rate", "text-character clauses[2].label"] },
        { "{" + Head + ""","clauses":[{"kind":"limt"},{"kind":"limit"},{"kind":"sequestration","rate":2,"appliesTo":"gains"}]}""",
            ["kind-unknown clauses[0].kind", "limit-empty clauses[1]", "rate-range clauses[2].rate"] },
        { "{" + Head + ""","clauses":[{"kind":"minimum-rate","savings":{"kind":"share","share":-1,"of":"benchmark"},"shares":"all"}]}""",
            ["word-unknown clauses[0].shares", "level-negative clauses[0].savings.share"] },
        { "{" + Head + ""","clauses":[{"kind":"choose","regions":[{"name":"","when":[{"kind":"at-least-assigned","headcount":0}]},{"name":"x","form":1}],"otherwise":[{"kind":"proration","factor":7}]}]}""",
            ["name-empty clauses[0].regions[0].name", "count-range clauses[0].regions[0].when[0].headcount",
                "member-unknown clauses[0].regions[1].form", "rate-range clauses[0].otherwise[0].factor"] },
        { "{" + Head + ""","parts":[{"kind":"arrangement","id":"","clauses":[{"kind":"quality-gate"}]},{"kind":"arrangement"}]}""",
            ["name-empty parts[0].id", "gate-empty parts[0].clauses[0]", "member-missing parts[1].id"] },
        { "{" + Head + ""","clauses":[{"kind":"early-termination","period":{"start":"-0044-03-15","end":"2024-12-31"}}]}""",
            ["date-range clauses[0].period.start"] },
        { "{" + Head + ""","clauses":[{"kind":"relief"}],"$schema":1}""", ["type-wrong $schema"] },
        { "{" + Head + ""","clauses":[{"kind":"relief","$schema":"x"}]}""", ["member-unknown clauses[0].$schema"] },
        { """{"$schema":"a","$schema":"b",""" + Head + ""","clauses":[{"kind":"relief"}]}""", ["member-twice $schema"] },
    };

    [Fact]
    public void A_document_may_name_its_schema_and_says_the_same_without_it()
    {
        var json = "{\"$schema\":\"../schemas/contract.schema.json\"," + SettlementJson.Write(JsonSamples.Contract)[1..];
        var read = SettlementJson.ReadContract(json);
        Assert.Equal(JsonSamples.Contract, read);
        Assert.Equal(SettlementJson.Canonical(JsonSamples.Contract), SettlementJson.Canonical(read));
        Assert.True(SchemaValidator.Accepts("contract", json));

        Assert.Equal(JsonSamples.Experience,
            SettlementJson.ReadExperience("{\"$schema\":\"x\"," + SettlementJson.Write(JsonSamples.Experience)[1..]));
        Assert.Equal(JsonSamples.Network,
            SettlementJson.ReadContract("{\"$schema\":\"x\"," + SettlementJson.Write(JsonSamples.Network)[1..]));
        Assert.Equal(JsonSamples.Settlement,
            SettlementJson.ReadSettlement("{\"$schema\":\"x\"," + SettlementJson.Write(JsonSamples.Settlement)[1..]));
        Assert.False(SettlementJson.TryReadContract($$"""{"$schema":"{{new string('x', 10_001)}}","id":"a"}""", out _, out var failures));
        Assert.Contains(failures, static f => f is { Code: "text-length", Path: "$schema" });
    }

    [Fact]
    public void A_sum_fails_with_everything_that_is_wrong()
    {
        const string Sound = """{"kind":"contract",""" + Head + ""","clauses":[{"kind":"relief"}]}""";
        var lower = Sound.Replace("USD", "usd", StringComparison.Ordinal);
        var whole = Head.Replace("\"id\":\"a\"", "\"id\":\"\"", StringComparison.Ordinal);
        Assert.False(SettlementJson.TryReadContract(
            $$$"""{{{{whole}}},"parts":[{{{Sound}}},{{{lower}}}],"pool":{"funding":"charges","factor":2}}""", out _, out var failures));
        Check(["name-empty id", "id-twice parts[1].id", "currency parts[1].currency", "currency-differs parts[1].currency",
            "pool-funding pool"], failures);

        Assert.False(SettlementJson.TryReadContract(
            $$$"""{{{{whole}}},"parts":[{"kind":"contract"},{{{lower}}},{"kind":"arrangement","id":" "},{"id":"x"}],"pool":{"funding":"charges","factor":2},"clauses":[{"kind":"limit"}]}""", out _, out failures));
        Check(
            [
                "name-empty id", "member-missing parts[0].id", "member-missing parts[0].currency", "member-missing parts[0].term",
                    "currency parts[1].currency", "name-empty parts[2].id", "kind-missing parts[3].kind", "pool-funding pool",
                    "limit-empty clauses[0]",
            ],
            failures);
    }

    [Fact]
    public void An_experience_is_judged_as_far_as_it_can_be_without_its_contract()
    {
        Assert.False(SettlementJson.TryReadExperience("""
            {"benchmark":{"value":1,"absence":{"kind":"missing","reason":"x"}},"facts":[
                {"kind":"quality","standard":"met","score":{"value":2,"unit":"rate"}},{"kind":"revenue-category","low":true},{
                "kind":"revenue-category","low":true}],
            "numbers":{"assigned-beneficiaries":0},"period":{"start":"-0044-03-15","end":"2024-01-31"},"parts":[
                {"numbers":{"Life years":1}}]}
            """, out _, out var failures));
        Check(["figure-inconsistent benchmark", "date-range period.start", "number-range numbers.assigned-beneficiaries",
            "score-range facts[0].score", "fact-twice facts[2]", "number-name parts[0].numbers.Life years"], failures);

        Assert.False(SettlementJson.TryReadExperience("""{"benchmark":[],"numbers":{"assigned-beneficiaries":0},"parts":[{"numbers":{"x":"y","relief":-1}}]}""", out _, out failures));
        Check(["type-wrong benchmark", "type-wrong parts[0].numbers.x", "number-range parts[0].numbers.relief",
            "number-range numbers.assigned-beneficiaries"], failures);
    }

    [Fact]
    public void Reading_says_of_a_sound_form_what_judging_says() => JsonProperty.Holds(Arbitraries.Contract, 100, static contract =>
    {
        var unsound = contract with
        {
            Id = "",
            Clauses = [.. contract.Clauses, new Limit(), new Sequestration { Rate = 200.Percent(), AppliesTo = AppliesTo.Both }]
        };
        Assert.False(SettlementJson.TryReadContract(SettlementJson.Write(unsound), out _, out var failures));
        Assert.Equal(unsound.Validate(), failures);
    });

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("7.9228162514264337593543950335")]
    [InlineData("1000000000000000")]
    public void The_largest_numbers_end_in_failures_wherever_they_stand(string number)
    {
        foreach (var unit in Enum.GetValues<Unit>())
        {
            var figure = $$"""{"value":{{number}},"unit":"{{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(unit.ToString())}}"}""";
            foreach (var (benchmark, score) in ((string, string)[])[(figure, """{"value":0.5,"unit":"rate"}"""),
                ("""{"value":966116777}""", figure)])
            {
                var json = $$"""{"benchmark":{{benchmark}},"expenditure":{{benchmark}},"facts":[{"kind":"quality","standard":"met","score":{{score}}}],"numbers":{"advance-balance":{{figure}} } }""";
                if (SettlementJson.TryReadExperience(json, out var experience, out var failures))
                {
                    failures = JsonSamples.Settling.TrySettle(experience).Failures;
                }

                Assert.All(failures, static failure => Assert.NotEmpty(failure.ToString()));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void A_bad_contract_fails_with_everything_that_is_wrong(string json, string[] expected)
    {
        Assert.False(SettlementJson.TryReadContract(json, out var contract, out var failures));
        Assert.Null(contract);
        Check(expected, failures);
        Check(expected, Assert.Throws<SettlementException>(() => SettlementJson.ReadContract(json)).Failures);
        Check(expected, Assert.Throws<SettlementException>(() => SettlementJson.ReadContract(Encoding.UTF8.GetBytes(json))).Failures);
    }

    [Fact]
    public void A_failure_says_what_to_do()
    {
        var failure = Failure("{" + Head + ""","clauses":[{"kind":"sequestration","rate":0.02,"apliesTo":"gains","appliesTo":"gains"}]}""");
        Assert.Equal("clauses[0].apliesTo: A 'sequestration' has no such member. (given: gains) Did you mean 'appliesTo'? Allowed: "
            + "appliesTo, label, letter, lossLetter, authority. [member-unknown]", failure.ToString());

        failure = Failure("{" + Head + ""","clauses":[{"kind":"MinimunRate"}]}""");
        Assert.StartsWith("Did you mean 'minimum-rate'? Allowed: addition, change-limit, choose, consequence, curve,", failure.Remedy,
            StringComparison.Ordinal);

        failure = Failure("{" + Head + ""","opening":"Stated"}""");
        Assert.Equal("Did you mean 'stated'? Allowed: benchmarkLessExpenditure, expenditureLessBenchmark, stated.", failure.Remedy);
    }

    [Fact]
    public void A_syntax_error_says_where()
    {
        Assert.Equal("line 3, column 9: }", Failure("{\n  \"é\": 1,\n  \"id\": }").Value);
        Assert.Equal("line 1, column 6", Failure("{\"é x").Value.Split(':')[0]);
    }

    [Fact]
    public void Text_that_is_not_text_fails()
    {
        Assert.Equal("text-invalid", Failure("{\"id\":\"\ud800\"}").Code);
        byte[][] bad = [[0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0], [(byte)'{', (byte)'"', 0xC0, 0x80, (byte)'"'],
            [.. "{\"id\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8], [.. "{}"u8, 0xE2, 0x82]];
        foreach (var bytes in bad)
        {
            Assert.Equal("text-invalid",
                Assert.Single(Assert.Throws<SettlementException>(() => SettlementJson.ReadContract(bytes)).Failures).Code);
        }

        Assert.Contains(SettlementJson.TryReadContract("""{"\ud800":1,"id":"a"}""", out _, out var failures) ? [] : failures, static f =>
            f.Code == "text-invalid");
    }

    [Fact]
    public void Size_depth_and_length_are_bounded()
    {
        Assert.Equal("document-too-large", Failure(new string(' ', SettlementJson.MaximumSize + 1)).Code);
        Assert.Equal("document-too-deep", Failure(new string('[', 1_000_000)).Code);
        Assert.Equal("document-too-deep", Failure(string.Concat(Enumerable.Repeat("{\"a\":", 200)) + "1" + new string('}', 200)).Code);
        Assert.Equal("document-too-long", Failure("[" + string.Join(',', Enumerable.Repeat("1", 500_001)) + "]").Code);
        Assert.Equal("number-range", Failure("{" + Head + $$""","version":{{new string('9', 1_000_000)}}}""").Code);

        Assert.False(SettlementJson.TryReadContract("{" + Head
            + $$""","clauses":[{{string.Join(',', Enumerable.Repeat("null", 5_000))}}]}""", out _, out var failures));
        Assert.Equal(1_000, failures.Count);
        Assert.Equal("failures-too-many", failures[^1].Code);
    }

    [Fact]
    public void What_is_shown_of_a_value_stays_on_one_line()
    {
        var failure = Failure("{" + Head + $$""","opening":"{{new string('x', 10_000)}}"}""");
        Assert.True(failure.Value.Length < 100);
        failure = Failure("{" + Head + ""","opening":"a\n\u202eb\u0000"}""");
        Assert.Equal("a  b ", failure.Value);
    }

    [Fact]
    public void Facts_are_judged_as_contracts_are()
    {
        Assert.False(SettlementJson.TryReadExperience("""
            {"benchmark":"100 USD","expenditure":{"value":"1,000"},"opening":{"absence":{"kind":"gone"}},"facts":[
                {"kind":"quality","score":"90 %"},{"kind":"termination","initiatedBy":"cms","effectiveDate":"2024-6-1"}],"parts":[[]]}
            """, out _, out var failures));
        Check(["type-wrong benchmark", "type-wrong expenditure.value", "word-unknown opening.absence.kind",
            "member-missing opening.absence.reason", "member-missing facts[0].standard", "type-wrong facts[0].score",
            "word-unknown facts[1].initiatedBy", "date-invalid facts[1].effectiveDate", "type-wrong parts[0]"], failures);
    }

    [Fact]
    public void A_settlement_that_was_altered_fails()
    {
        var json = SettlementJson.Write(JsonSamples.Settlement);
        Check(["line-inconsistent lines[1].formula"], Altered("\"formula\":\"900,000,000.25\"", "\"formula\":\"900,000,000\""));
        Check(["line-inconsistent lines[3].delta"], Altered("\"delta\":0,", "\"delta\":1,", 3));
        Check(["line-inconsistent earned.owes"], Altered("\"owes\":\"payer\"", "\"owes\":\"provider\""));
        Check(["member-missing earned.published"],
            Altered($"\"published\":{Digits(JsonSamples.Settlement.Earned.Published)},", string.Empty));

        Assert.False(SettlementJson.TryReadSettlement(json.Replace($"\"unrounded\":{Digits(JsonSamples.Settlement.Earned.Unrounded)}",
            "\"unrounded\":1", StringComparison.Ordinal), out _, out var failures));
        Check(["settlement-inconsistent earned.published", "settlement-inconsistent earned.unrounded"], failures);
        Assert.False(SettlementJson.TryReadSettlement(json.Replace($"\"opening\":{Digits(JsonSamples.Settlement.Opening)}",
            "\"opening\":1.5", StringComparison.Ordinal), out _, out failures));
        Assert.Contains(failures, static f => f is { Code: "settlement-inconsistent", Path: "lines[5].value" or "lines[6].value" });

        // A line whose operation does not find its operands could not be shown.
        Assert.False(SettlementJson.TryReadExperience("""{"benchmark":{"value":1,"lines":[{"key":"a","label":"b","operation":"quotient","operands":[{"name":"x","value":1,"unit":"money"}]}]}}""", out _, out failures));
        Check(["line-inconsistent benchmark.lines[0]"], failures);

        ValueList<Failure> Altered(string what, string by, int occurrence = 0)
        {
            Assert.False(SettlementJson.TryReadSettlement(Once(json, what, by, occurrence), out _, out var found));
            return found;
        }
    }

    private static string Digits(decimal value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Once(string text, string what, string by, int occurrence)
    {
        var at = text.IndexOf(what, StringComparison.Ordinal);
        for (; occurrence > 0; occurrence--)
        {
            at = text.IndexOf(what, at + 1, StringComparison.Ordinal);
        }

        Assert.True(at >= 0, what);
        return text[..at] + by + text[(at + what.Length)..];
    }

    private static Failure Failure(string json)
    {
        Assert.False(SettlementJson.TryReadContract(json, out _, out var failures));
        return Assert.Single(failures);
    }

    private static void Check(string[] expected, IEnumerable<Failure> failures)
    {
        Assert.Equal(expected.Order(StringComparer.Ordinal), failures.Select(static f => f.Code + " " + f.Path)
            .Order(StringComparer.Ordinal));
        Assert.All(failures, static f => Assert.True(f.Rule.Length > 0 && f.Remedy.Length > 0 && f.Path.Length > 0));
    }
}
