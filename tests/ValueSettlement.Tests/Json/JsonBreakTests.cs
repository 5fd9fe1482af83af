using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;
using ValueSettlement.Json;

namespace ValueSettlement.Tests.Json;

/// <summary>
/// Sound documents broken in one place at a time, every member of every kind in every way that its value allows: what the schema refuses
/// the
/// reader refuses, and what the reader refuses the schema refuses unless no schema can say it.
/// </summary>
public sealed partial class JsonBreakTests
{
    /// <summary>What compares one value with another, or asks for a day of the calendar.</summary>
    private static readonly HashSet<string> NoSchemaSays =
    [
        "adjustment-empty", "band-open", "band-order", "benchmark-not-first", "benchmark-opening", "benchmark-over-sum", "bounds-order",
        "clauses-empty", "currency-differs", "date-invalid",
        "fact-twice", "failures-too-many", "figure-inconsistent", "gate-empty", "id-twice", "limit-empty",
        "line-inconsistent", "optional-level", "period-months", "period-order", "periods-order", "piece-order",
        "pool-funding", "scale-argument", "scale-covers", "scale-ends", "scale-order", "scale-values", "scale-whole",

        // What contradicts something else in the document.
        "category-contradiction", "category-incomplete", "clauses-unpaid", "gains-unreachable", "letters-unread", "limit-above-whole", "losses-unreachable",
        "minimum-above-whole", "opening-unread", "otherwise-unreachable", "parts-too-many", "payee-contradiction", "payee-pooled", "payee-without-parts", "payment-unpaid",
        "period-outside-term", "pool-unread", "publishing-differs", "region-empty", "region-unreachable", "terms-unresolved",
    ];

    private static readonly decimal[] Numbers =
    [
        -1_000_000_000_000_001m, -1_000_000_000_000_000m, -1_001m, -1_000m, -1m, -0.001m, 0m, 0.5m, 1m, 1.001m, 28m, 29m, 1_000m, 1_001m,
        1_000_000m, 1_000_001m, 1_000_000_000m, 1_000_000_001m,
        2_147_483_648m, 1_000_000_000_000m, 1_000_000_000_001m, 1_000_000_000_000_000m, 1_000_000_000_000_001m,
    ];

    private static readonly string[] Texts =
    [
        "", " ", "x", "x y", "USD", "usd", "US", "benchmark", "Benchmark", "own-base", new('x', 64), new('x', 65), new('x', 200),
        new('x', 201), new('x', 10_000), new('x', 10_001), "a\nb", "a\u202eb", "a\u2066b", "a\u200fb", "a\u061cb", "a\u007fb", "a\u0085b",
        "a\u2028b",
        "gain", "met", "notMet", "alternative", "stated", "none", "halfToEven", "2024-06-30", "2024-02-30", "2024-13-01", "24-1-1",
        "0000-01-01", "0001-01-01", "9998-12-31", "9999-12-31", "1,5", "0x1", "NaN",
    ];

    private static readonly int[] Counts = [0, 1, 2, 3, 16, 17, 32, 33, 100, 101, 1_000, 1_001, 10_000, 10_001];

    [Fact]
    public void Reader_and_schema_refuse_the_same_breaks()
    {
        var (both, reader) = (0, 0);
        var wrong = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, json) in Documents())
        {
            Assert.Empty(Failures(name, json));
            foreach (var path in Paths(JsonNode.Parse(json)!, string.Empty).Where(path => known.Add(Place(name, json, path))))
            {
                // Every 13th break in the suite, all of them in a long search.
                foreach (var broken in Breaks(json, path).Where((_, n) => LongSearch.IsOn || (n + path.Length) % 13 == 0))
                {
                    var failures = Failures(name, broken);
                    var follows = SchemaValidator.Accepts(name, broken);
                    both += failures.Count > 0 && !follows ? 1 : 0;
                    reader += failures.Count > 0 && follows ? 1 : 0;
                    if (!follows && failures.Count == 0)
                    {
                        wrong.Add($"{name} {path}: the schema alone refuses {Shown(broken)}: {SchemaValidator.Says(name, broken)}");
                    }
                    else if (follows && failures.Any(f => !NoSchemaSays.Contains(f.Code) && !InsideFact().IsMatch(f.Path)
                        && !IsFigure(broken, f.Path)))
                    {
                        wrong.Add($"{name} {path}: the reader alone refuses {Shown(broken)}: {failures[0]}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}\n" + string.Join("\n", wrong.Take(40)));
        Assert.True(both > 400 && reader > 2, $"{both} refused by both, {reader} by the reader alone.");
    }

    // A fact narrows what a figure in general may be, and so does a number.
    [GeneratedRegex(@"^facts\[\d+\]\.(score|ratio)$")]
    private static partial Regex InsideFact();

    private static bool IsFigure(string json, string path) =>
        path.StartsWith("numbers.", StringComparison.Ordinal) && At(JsonNode.Parse(json)!, path) is JsonObject;

    private static string Shown(string json) => json.Length <= 300 ? json : json[..300] + "…";

    private static ValueList<Failure> Failures(string name, string json)
    {
        _ = name switch
        {
            "contract" => SettlementJson.TryReadContract(json, out _, out var failures) ? failures : failures,
            _ => SettlementJson.TryReadExperience(json, out _, out var failures) ? failures : failures,
        } is var found;
        var utf8 = System.Text.Encoding.UTF8.GetBytes(json);
        _ = name switch
        {
            "contract" => BothWays.Agree<Contract>(utf8),
            _ => BothWays.Agree<ExperienceDocument>(utf8),
        };
        return found;
    }

    /// <summary>Small documents that together hold every kind and every member.</summary>
    private static IEnumerable<(string Name, string Json)> Documents()
    {
        var whole = new Contract
        {
            Id = "a",
            Version = 2,
            Currency = "USD",
            Term = new(new LocalDate(2024, 1, 1), new LocalDate(2024, 12, 31)),
            Parts = [new Arrangement { Id = "north", Opening = OpeningAmount.Stated, Letters = new(string.Empty, string.Empty, "F"),
                Clauses = [new Relief()] }],
            Clauses = [new Relief()],
            Payment = [new PriorSettlement()],
            Publishing = new(1, RoundingMode.HalfToEven),
            Payoff = new("adjusted cost", "A pool with others decides."),
            Origin = Origin.Of("Acme", TermsSamples.Team),
        };
        yield return ("contract", SettlementJson.Write(whole));
        var plain = new Contract { Id = "a", Currency = "USD", Term = whole.Term };
        var clauses = JsonSamples.Clauses
            .Concat(JsonSamples.Levels.Select(static level => new Floor { At = level }))
            .Concat(JsonSamples.QualityRates.Select(static rate =>
                new SharingRate { Gain = rate.IsOfLosses() ? Rate.Zero : rate, Loss = rate }))
            .Concat(JsonSamples.Conditions.Select(static condition => new Choose { Regions = [new() { Name = "x", When = [condition] }] }));
        foreach (var clause in clauses)
        {
            yield return ("contract", SettlementJson.Write(plain with { Clauses = [clause] }));
        }

        yield return ("experience",
            SettlementJson.Write(JsonSamples.Experience with
            {
                Facts = [],
                Expenditure = null,
                Opening = Figure.Absent(AbsenceKind.Missing, "Not reported.")
            }));
        yield return ("experience", SettlementJson.Write(new Experience { Benchmark = JsonSamples.Experience.Expenditure }));
        var facts = JsonSamples.Facts.Select(static fact => fact switch
        {
            Number { Name: "own-base" } f => f with { Figure = Money.Of(1m) },
            RevenueCategory f => f with { Ratio = 34.Percent() },
            Number { Row.Unit: Unit.Rate } f => f with { Figure = 50.Percent() },
            _ => fact,
        });
        foreach (var fact in facts)
        {
            yield return ("experience", SettlementJson.Write(new Experience { Facts = [fact] }));
        }

        foreach (var sum in JsonSamples.Sums)
        {
            yield return ("contract", SettlementJson.Write(ReferenceEquals(sum, JsonSamples.Paying) ? sum : sum with
            {
                Parts = [plain with { Clauses = [new Relief()], Publishing = sum.Publishing }]
            }));
        }
    }

    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(m => Paths(m.Value, $"{path}.{m.Key}")).Prepend(path),
        JsonArray { Count: > 0 } entries => Paths(entries[0], path + "[0]").Prepend(path),
        _ => [path],
    };

    // The member of the nearest kind: the same one in two documents is broken once.
    private static string Place(string name, string json, string path)
    {
        var kind = name;
        var start = 0;
        for (var at = path.Length; at > 0; at = path.LastIndexOfAny(['.', '['], at - 1))
        {
            if (At(JsonNode.Parse(json)!, path[..at]) is JsonObject members && members["kind"]?.GetValue<string>() is { } own)
            {
                (kind, start) = (own, at);
                break;
            }
        }

        return kind + path[start..];
    }

    private static IEnumerable<string> Breaks(string json, string path)
    {
        JsonNode?[] types = [null, true, 7, "text", new JsonObject(), new JsonArray(), new JsonObject { ["unknown"] = 1 },
            new JsonArray(new JsonArray())];
        foreach (var other in types)
        {
            yield return With(json, path, _ => other?.DeepClone());
        }

        switch (At(JsonNode.Parse(json)!, path))
        {
            case JsonObject members:
                yield return With(json, path, static node =>
                {
                    node!.AsObject()["unknown"] = 1;
                    return node;
                });
                foreach (var member in members.Select(static m => m.Key))
                {
                    yield return With(json, path, node =>
                    {
                        node!.AsObject().Remove(member);
                        return node;
                    });
                }

                break;
            case JsonArray { Count: > 0 }:
                foreach (var count in Counts)
                {
                    yield return With(json, path, node =>
                        new JsonArray([.. Enumerable.Range(0, count).Select(_ => node![0]?.DeepClone())]));
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                foreach (var number in Numbers)
                {
                    yield return With(json, path, _ => number);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                foreach (var text in Texts)
                {
                    yield return With(json, path, _ => text);
                }

                break;
            default:
                break;
        }
    }

    private static string With(string json, string path, Func<JsonNode?, JsonNode?> change)
    {
        var root = JsonNode.Parse(json)!;
        if (path.Length == 0)
        {
            return change(root)?.ToJsonString() ?? "null";
        }

        var last = path.LastIndexOfAny(['.', '[']);
        var parent = At(root, path[..last])!;
        var changed = change(At(root, path));
        if (path[last] == '[')
        {
            parent[0] = changed is { Parent: not null } ? changed.DeepClone() : changed;
        }
        else
        {
            parent[path[(last + 1)..]] = changed is { Parent: not null } ? changed.DeepClone() : changed;
        }

        return root.ToJsonString();
    }

    private static JsonNode? At(JsonNode root, string path) =>
        path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries)
            .Aggregate((JsonNode?)root, static (node, step) => step.EndsWith(']') ? node![0] : node![step]);
}
