using Xunit.Sdk;

namespace ValueSettlement.Tests.Vectors;

/// <summary>A comparison that cannot fail proves nothing: each helper is seen to fire on a deliberate mismatch, and at the edge of its
/// tolerance.</summary>
public sealed class VectorCaseTests
{
    [Fact]
    public void Near_accepts_what_is_within_a_trillionth_and_fires_beyond()
    {
        Agrees("\"-1000000.005\"", static v => v.Near("x", -1_000_000.005m));
        Agrees("\"-1000000.005\"", static v => v.Near("x", -1_000_000.005001m));
        Agrees("\"0.5\"", static v => v.Near("x", 0.500000000001m));
        Agrees("\"0.333333333333333333333333333333333333\"", static v => v.Near("x", 1m / 3m));
        Agrees("null", static v => v.Near("x", null));
        Fires("\"-1000000.005\"", static v => v.Near("x", -1_000_000.00500101m));
        Fires("\"-1000000.005\"", static v => v.Near("x", 1_000_000.005m));
        Fires("\"-1000000.005\"", static v => v.Near("x", -1_000_000m, tolerance: 1e-9m));
        Fires("\"0.5\"", static v => v.Near("x", 0.5000000000011m));
        Fires("\"0.5\"", static v => v.Near("x", null));
        Fires("\"words\"", static v => v.Near("x", 0.5m));
        Fires("\"words\"", static v => v.Near("x", null));
        Fires("null", static v => v.Near("x", 0m));
    }

    [Fact]
    public void Same_accepts_only_what_is_equal()
    {
        Agrees("\"-1000000.005\"", static v => v.Same("x", -1_000_000.0050m));
        Agrees("\"ok\"", static v => v.Same("x", "ok"));
        Agrees("true", static v => v.Same("x", true));
        Agrees("null", static v => v.Same("x", (string?)null));
        Agrees("null", static v => v.Same("x", (bool?)null));
        Agrees("null", static v => v.Same("x", (decimal?)null));
        Fires("\"-1000000.005\"", static v => v.Same("x", -1_000_000.0050000000000001m));
        Fires("\"-1000000.005\"", static v => v.Same("x", (decimal?)null));
        Fires("\"ok\"", static v => v.Same("x", "OK"));
        Fires("\"ok\"", static v => v.Same("x", (string?)null));
        Fires("true", static v => v.Same("x", false));
        Fires("true", static v => v.Same("x", (bool?)null));
        Fires("\"true\"", static v => v.Same("x", true));
        Fires("null", static v => v.Same("x", false));
    }

    [Fact]
    public void Every_expected_value_is_compared_and_no_other_one()
    {
        Fires("\"1\"", static _ => { });
        Fires("\"1\"", static v => v.Near("X", null));
        Fires("\"1\"", static v => { v.Near("x", 1m); v.Near("y", 2m); });
        Fires("\"1\"", static v => { v.Near("x", 1m); v.Near("x", 1m); });
        Fires("null", static _ => { });
        Fires("{}", static _ => { });
        Fires("[]", static _ => { });
        Fires("""{ "a": { "b": "1", "c": "2" } }""", static v => v.Near("x.a.b", 1m));
        Agrees("""{ "a": { "b": "1", "c": "2" } }""", static v =>
            v.Near([("b", "B"), ("c", "C"), ("d", "D")], static line => line switch { "B" => 1m, "C" => 2m, _ => null }, "x.a."));
        Agrees("\"1\"", static v => { v.Near("x", 1m); v.Near("not reached", null); });
    }

    [Fact]
    public void An_array_has_as_many_elements_as_expected_and_each_is_compared()
    {
        Agrees("""[ "1", "2" ]""", static v => Each(v, 1m, 2m));
        Agrees("[]", static v => Each(v));
        Agrees("""[ { "y": "1" } ]""", static v => v.Each<decimal>("x", [1m], (path, amount) => v.Near(path + ".y", amount)));
        Fires("""[ "1", "2" ]""", static v => Each(v, 1m));
        Fires("""[ "1", "2" ]""", static v => Each(v, 1m, 2m, 3m));
        Fires("""[ "1", "2" ]""", static v => Each(v, 2m, 1m));
        Fires("""[ "1", "2" ]""", static v => v.Each<decimal>("x", [1m, 2m], static (_, _) => { }));
        Fires("[]", static v => Each(v, 1m));
        Fires("""[ { "y": "1", "z": "2" } ]""", static v => v.Each<decimal>("x", [1m], (path, amount) => v.Near(path + ".y", amount)));

        static void Each(VectorCase v, params decimal[] actual) => v.Each("x", actual, (path, amount) => v.Near(path, amount));
    }

    [Fact]
    public void A_family_without_cases_fails()
    {
        var folder = Directory.CreateTempSubdirectory("vectors").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "empty.jsonl"), "\n\n");
            Assert.ThrowsAny<XunitException>(() => VectorCase.Read(folder, "empty"));
            Assert.ThrowsAny<XunitException>(() => VectorCase.Read(folder, "missing"));
            Assert.ThrowsAny<XunitException>(() => VectorCase.Read(Path.Combine(folder, "no folder"), "missing"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Agrees(string x, Action<VectorCase> comparison) => Case(x).Check(comparison);

    private static void Fires(string x, Action<VectorCase> comparison) => Assert.ThrowsAny<XunitException>(() => Case(x).Check(comparison));

    private static VectorCase Case(string x) => VectorCase.Parse($$"""{ "id": "case", "inputs": {}, "expected": { "x": {{x}} } }""");
}
