using System.Text.Json;
using Xunit.Sdk;

namespace ValueSettlement.Tests.Vectors;

/// <summary>A comparison that cannot fail proves nothing: each helper is seen to fire on a deliberate mismatch, and at the edge of its tolerance.</summary>
public sealed class VectorCaseTests
{
    private static readonly VectorCase Case = Parse("""{ "amount": "-1000000.005", "small": "0.5", "text": "ok", "yes": true, "nothing": null, "many": "0.333333333333333333333333333333333333" }""");

    [Fact]
    public void Near_accepts_what_is_within_a_trillionth_and_fires_beyond()
    {
        Case.Near("amount", -1_000_000.005m);
        Case.Near("amount", -1_000_000.005001m);
        Case.Near("small", 0.500000000001m);
        Case.Near("many", 1m / 3m);
        Case.Near("nothing", null);
        Case.Near("not expected at all", 5m);
        Fires(() => Case.Near("amount", -1_000_000.00500101m));
        Fires(() => Case.Near("amount", 1_000_000.005m));
        Fires(() => Case.Near("small", 0.5000000000011m));
        Fires(() => Case.Near("small", null));
        Fires(() => Case.Near("nothing", 0m));
        Fires(() => VectorCase.Near("element", Case.Expected.GetProperty("amount"), -1_000_000.01m));
        Fires(() => Case.Near("amount", -1_000_000m, tolerance: 1e-9m));
    }

    [Fact]
    public void Same_accepts_only_what_is_equal()
    {
        Case.Same("amount", -1_000_000.0050m);
        Case.Same("text", "ok");
        Case.Same("yes", true);
        Case.Same("nothing", (string?)null);
        Case.Same("nothing", (bool?)null);
        Fires(() => Case.Same("amount", -1_000_000.0050000000000001m));
        Fires(() => Case.Same("amount", -1_000_000.00m));
        Fires(() => Case.Same("text", "OK"));
        Fires(() => Case.Same("text", (string?)null));
        Fires(() => Case.Same("yes", false));
        Fires(() => Case.Same("yes", (bool?)null));
        Fires(() => Case.Same("nothing", false));
    }

    private static void Fires(Action comparison) => Assert.ThrowsAny<XunitException>(comparison);

    private static VectorCase Parse(string expected)
    {
        using var document = JsonDocument.Parse(expected);
        return new("mismatch", document.RootElement.Clone(), document.RootElement.Clone());
    }
}
