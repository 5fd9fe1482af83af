using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ValueSettlement.Benchmarks;
using ValueSettlement.Tests.Docs;
using ValueSettlement.Tests.Statistics;
using Xunit.Sdk;

namespace ValueSettlement.Tests.Vectors;

/// <summary>
/// Every family with its comparison. Each comparison is seen to fire: for every expected key of its family one case is altered in memory,
/// by another value in its place, by leaving it out and by a key beside it that nobody knows.
/// </summary>
public sealed class VectorFamilyTests
{
    private static readonly Dictionary<string, Action<VectorCase>> Comparisons = new()
    {
        ["asm"] = AmbulatorySpecialtyVectorsTests.Compare,
        ["bpci-a"] = BpciVectorsTests.Compare,
        ["app-plus"] = AppPlusVectorsTests.Compare,
        ["cjr"] = CjrVectorsTests.Compare,
        ["cjr-x"] = JointReplacementExpandedVectorsTests.Compare,
        ["commercial-bundle"] = CommercialBundleVectorsTests.Compare,
        ["allocation"] = AllocationVectorsTests.Compare,
        ["corridor"] = CorridorVectorsTests.Compare,
        ["escalation"] = EscalationVectorsTests.Compare,
        ["exchange-pool"] = ExchangePoolVectorsTests.Compare,
        ["hospital-hac"] = HospitalAcquiredConditionVectorsTests.Compare,
        ["hrrp"] = HospitalReadmissionsVectorsTests.Compare,
        ["hvbp-points"] = HospitalPurchasingVectorsTests.ComparePoints,
        ["hvbp-tps"] = HospitalPurchasingVectorsTests.CompareScores,
        ["mips"] = MipsVectorsTests.Compare,
        ["lead"] = LeadVectorsTests.Compare,
        ["mlr"] = LossRatioVectorsTests.Compare,
        ["mssp-benchmark"] = BenchmarkVectorsTests.Compare,
        ["mssp-expenditure"] = ExpenditureVectorsTests.Compare,
        ["mssp-msr"] = SharedSavingsVectorsTests.CompareRates,
        ["mssp-settlement"] = SharedSavingsVectorsTests.CompareSettlement,
        ["ngaco"] = NextGenerationVectorsTests.Compare,
        ["pharma"] = PharmaVectorsTests.Compare,
        ["prometheus"] = PrometheusVectorsTests.Compare,
        ["qof"] = OutcomesFrameworkVectorsTests.Compare,
        ["rate-card"] = RateCardVectorsTests.Compare,
        ["reach"] = ReachVectorsTests.Compare,
        ["reach-risk"] = ReachRiskVectorsTests.Compare,
        ["relief"] = ReliefVectorsTests.Compare,
        ["sla"] = ServiceLevelVectorsTests.Compare,
        ["stars"] = AdvantageStarsVectorsTests.Compare,
        ["snf-hh-vbp"] = PurchasingPoolVectorsTests.Compare,
        ["statistics"] = StatisticsVectorsTests.Compare,
        ["tally"] = TallyVectorsTests.Compare,
        ["target-cost"] = TargetCostVectorsTests.Compare,
        ["team"] = TeamVectorsTests.Compare,
        ["team-volume"] = TeamVolumeVectorsTests.Compare,
    };

    public static TheoryData<string> Families => new(Comparisons.Keys);

    /// <summary>The copies beside the tests: a file that no comparison reads would prove nothing.</summary>
    [Fact]
    public void Every_file_has_a_comparison()
    {
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Vectors"), "*.jsonl");
        Assert.Equal(Comparisons.Keys.ToHashSet(), files.Select(static f => Path.GetFileNameWithoutExtension(f)).ToHashSet());
    }

    [Fact]
    public void The_pages_name_and_count_every_family()
    {
        string Read(params string[] path) => File.ReadAllText(Path.Combine([DocumentTests.FindRoot(), .. path]));
        Assert.Contains($"`{string.Join(' ', Comparisons.Keys.Order(StringComparer.Ordinal))}`. All pass.", Read("docs", "accuracy.md"),
            StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($", {Comparisons.Count} families of 40 test"), Read("README.md"),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_expected_key_is_compared(string family)
    {
        var seen = new HashSet<string>();
        foreach (var vector in VectorCase.Read(VectorCase.Folder, family))
        {
            var places = Places(vector);
            for (var i = 0; i < places.Count; i++)
            {
                if (!seen.Add(places[i].Kind))
                {
                    continue;
                }

                Fires(vector, i, static p => p.Alter());
                Fires(vector, i, static p => p.AddBeside());
                // What is not defined may as well be absent.
                if (places[i].Value is not null)
                {
                    Fires(vector, i, static p => p.Remove());
                }
            }
        }

        Assert.NotEmpty(seen);

        void Fires(VectorCase vector, int index, Action<Place> change)
        {
            var place = Places(vector)[index];
            change(place);
            var wrong = new VectorCase(vector.Id, vector.Inputs, JsonSerializer.SerializeToElement(place.Parent.Root));
            var failure = Record.Exception(() => wrong.Check(Comparisons[family]));
            Assert.True(
                failure is XunitException && failure.Message.Contains(place.Name, StringComparison.Ordinal),
                $"{vector.Id}: {place.Kind} is wrong in {wrong.Expected}, and the comparison gave {failure?.ToString() ?? "no failure"}.");
        }
    }

    private static List<Place> Places(VectorCase vector) => [.. Places(JsonNode.Parse(vector.Expected.GetRawText())!, string.Empty)];

    private static IEnumerable<Place> Places(JsonNode node, string kind)
    {
        var inside = node is JsonObject o
            ? o.Select(p => new Place(o, p.Key, $"{kind}.{p.Key}"))
            : node.AsArray().Select((_, i) => new Place(node, i, kind + "[]"));
        return inside.SelectMany(static p => p.Value is JsonObject or JsonArray ? Places(p.Value, p.Kind) : [p]);
    }

    /// <summary>Where an expected value stands: its object or array, and its key there.</summary>
    private sealed record Place(JsonNode Parent, object Key, string Kind)
    {
        public string Name => Kind.Split('.')[^1].Replace("[]", string.Empty, StringComparison.Ordinal);

        public JsonNode? Value => Key is string name ? Parent[name] : Parent[(int)Key];

        public void Alter()
        {
            JsonNode other = Value switch
            {
                null => "123.45",
                var v when v.GetValueKind() is JsonValueKind.True or JsonValueKind.False => !v.GetValue<bool>(),
                var v when decimal.TryParse(v.GetValue<string>(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                    (number + (Math.Abs(number) > 1m ? Math.Abs(number) * 0.001m : 0.01m)).ToString(CultureInfo.InvariantCulture),
                var v => v.GetValue<string>() + "x",
            };
            if (Key is string name)
            {
                Parent[name] = other;
            }
            else
            {
                Parent[(int)Key] = other;
            }
        }

        public void AddBeside()
        {
            if (Parent is JsonObject o)
            {
                o[Key + "Misspelt"] = "1";
            }
            else
            {
                Parent.AsArray().Add("1");
            }
        }

        public void Remove()
        {
            if (Parent is JsonObject o)
            {
                o.Remove((string)Key);
            }
            else
            {
                Parent.AsArray().RemoveAt((int)Key);
            }
        }
    }
}
