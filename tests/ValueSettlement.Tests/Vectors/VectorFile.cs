using System.Globalization;
using System.Text.Json;

namespace ValueSettlement.Tests.Vectors;

/// <summary>One case of a family of test vectors: what is known, and what an independent exact implementation found.</summary>
public sealed class VectorCase(string id, JsonElement inputs, JsonElement expected)
{
    public const string FolderVariable = "VALUESETTLEMENT_VECTORS";

    public string Id => id;

    public JsonElement Inputs => inputs;

    public JsonElement Expected => expected;

    public override string ToString() => Id;

    /// <summary>The cases of a family: the copies beside the tests, or the files of the same name in the folder that the environment variable names.</summary>
    public static TheoryData<VectorCase> Family(string family)
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        var path = Path.Combine(string.IsNullOrWhiteSpace(folder) ? Path.Combine(AppContext.BaseDirectory, "Vectors") : folder, family + ".jsonl");
        var cases = new TheoryData<VectorCase>();
        if (!File.Exists(path))
        {
            return cases;
        }

        foreach (var line in File.ReadLines(path))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            cases.Add(new TheoryDataRow<VectorCase>(new(root.GetProperty("id").GetString()!, root.GetProperty("inputs").Clone(), root.GetProperty("expected").Clone()))
            {
                TestDisplayName = root.GetProperty("id").GetString(),
            });
        }

        return cases;
    }

    public bool Has(string name) => Inputs.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name) => Inputs.GetProperty(name).GetString()!;

    public decimal Number(string name) => Parse(Inputs.GetProperty(name));

    public decimal? NumberOrNull(string name) => Has(name) ? Number(name) : null;

    public int Count(string name) => (int)Number(name);

    public bool Flag(string name) => Has(name) && Inputs.GetProperty(name).GetBoolean();

    /// <summary>Unrounded numbers: within 1e-12 × max(1, |value|).</summary>
    public void Near(string name, decimal? actual, decimal tolerance = 1e-12m)
    {
        if (!Expected.TryGetProperty(name, out var element))
        {
            return;
        }

        Near(name, element, actual, tolerance);
    }

    public static void Near(string name, JsonElement element, decimal? actual, decimal tolerance = 1e-12m)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            Assert.True(actual is null, FormattableString.Invariant($"{name}: expected nothing, got {actual}"));
            return;
        }

        var expected = Parse(element);
        Assert.True(actual is not null, $"{name}: expected {element}, got nothing");
        Assert.True(Math.Abs(expected - actual.Value) <= tolerance * Math.Max(1m, Math.Abs(expected)), FormattableString.Invariant($"{name}: expected {element}, got {actual}"));
    }

    /// <summary>Published amounts: equal.</summary>
    public void Same(string name, decimal actual)
    {
        if (Expected.TryGetProperty(name, out var element))
        {
            Assert.True(Parse(element) == actual, FormattableString.Invariant($"{name}: expected {element}, got {actual}"));
        }
    }

    public void Same(string name, string? actual)
    {
        if (Expected.TryGetProperty(name, out var element))
        {
            Assert.Equal(element.ValueKind == JsonValueKind.Null ? null : element.GetString(), actual);
        }
    }

    public void Same(string name, bool? actual)
    {
        if (Expected.TryGetProperty(name, out var element))
        {
            Assert.Equal(element.ValueKind == JsonValueKind.Null ? null : element.GetBoolean(), actual);
        }
    }

    public static decimal Parse(JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.Number ? element.GetRawText() : element.GetString()!;
        // More digits than a decimal holds are only ever expected values; the tolerance covers the cut.
        return decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
