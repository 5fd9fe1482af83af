using System.Globalization;
using System.Text.Json;

namespace ValueSettlement.Tests.Vectors;

/// <summary>
/// One case of a family of test vectors: what is known, and what an independent exact implementation found. A comparison runs inside
/// <see cref="Check"/>, which fails for an expected value that nobody compared. Expected values are named by their path
/// ("priceCells.c1.baselineUsd", "sharedByBandUsd[0]"), each is compared once, and a line that a case does not reach is absent on both
/// sides: a value of the library that is not expected fails as a wrong one does.
/// </summary>
public sealed class VectorCase(string id, JsonElement inputs, JsonElement expected)
{
    public const string FolderVariable = "VALUESETTLEMENT_VECTORS";

    private readonly Dictionary<string, JsonElement> uncompared = [];

    public string Id => id;

    public JsonElement Inputs => inputs;

    public JsonElement Expected => expected;

    /// <summary>Where the cases are: the copies beside the tests, or the folder that the environment variable names.</summary>
    public static string Folder => Environment.GetEnvironmentVariable(FolderVariable) is { } named && !string.IsNullOrWhiteSpace(named)
        ? named
        : Path.Combine(AppContext.BaseDirectory, "Vectors");

    public override string ToString() => Id;

    /// <summary>The cases of a family as rows of a theory.</summary>
    public static TheoryData<VectorCase> Family(string family) =>
        new(Read(Folder, family).Select(static c => new TheoryDataRow<VectorCase>(c) { TestDisplayName = c.Id }));

    /// <summary>The cases of a file; one that is missing or holds none is a failure, because nothing would be compared.</summary>
    public static IReadOnlyList<VectorCase> Read(string folder, string family)
    {
        var path = Path.Combine(folder, family + ".jsonl");
        Assert.True(File.Exists(path), $"There are no vectors of {family}: {path} does not exist.");
        var cases = File.ReadLines(path).Where(static line => !string.IsNullOrWhiteSpace(line)).Select(Parse).ToList();
        Assert.True(cases.Count > 0, $"There are no vectors of {family}: {path} is empty.");
        return cases;
    }

    public static VectorCase Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new(root.GetProperty("id").GetString()!, root.GetProperty("inputs").Clone(), root.GetProperty("expected").Clone());
    }

    public bool Has(string name) => Inputs.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name) => Inputs.GetProperty(name).GetString()!;

    public decimal Number(string name) => Parse(Inputs.GetProperty(name));

    public decimal? NumberOrNull(string name) => Has(name) ? Number(name) : null;

    public int Count(string name) => (int)Number(name);

    public bool Flag(string name) => Has(name) && Inputs.GetProperty(name).GetBoolean();

    /// <summary>Runs a comparison and fails if it left an expected value out.</summary>
    public void Check(Action<VectorCase> comparison)
    {
        uncompared.Clear();
        Spread(string.Empty, expected);
        comparison(this);
        Assert.True(uncompared.Count == 0, $"{Id}: expected and never compared: {string.Join(", ", uncompared.Keys)}");
    }

    /// <summary>Unrounded numbers: within 1e-12 × max(1, |value|).</summary>
    public void Near(string path, decimal? actual, decimal tolerance = 1e-12m) =>
        Compare(path, actual, element => Number(element) is { } number
            && Math.Abs(number - actual!.Value) <= tolerance * Math.Max(1m, Math.Abs(number)));

    /// <summary>A table of unrounded numbers: the line of each key holds the expected value.</summary>
    public void Near(IEnumerable<(string Path, string Line)> table, Func<string, decimal?> value, string under = "")
    {
        foreach (var (path, line) in table)
        {
            Near(under + path, value(line));
        }
    }

    /// <summary>Published amounts: equal.</summary>
    public void Same(string path, decimal? actual) => Compare(path, actual, element => Number(element) == actual);

    public void Same(string path, string? actual) =>
        Compare(path, actual, element => element.ValueKind == JsonValueKind.String && element.GetString() == actual);

    public void Same(string path, bool? actual) =>
        Compare(path, actual, element => element.ValueKind == (actual == true ? JsonValueKind.True : JsonValueKind.False));

    /// <summary>An array: as many elements as expected; each is compared under its own path.</summary>
    public void Each<T>(string path, IReadOnlyCollection<T> actual, Action<string, T> compare)
    {
        Compare<int?>(path + "[]", actual.Count, element => element.GetArrayLength() == actual.Count);
        foreach (var (i, item) in actual.Index())
        {
            compare(FormattableString.Invariant($"{path}[{i}]"), item);
        }
    }

    public static decimal Parse(JsonElement element) => Number(element) ?? throw new FormatException($"{element} is no number.");

    private static decimal? Number(JsonElement element)
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.String => element.GetString(),
            _ => null,
        };
        // More digits than a decimal holds are only ever expected values; the tolerance covers the cut.
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private void Compare<T>(string path, T actual, Func<JsonElement, bool> agrees)
    {
        var stated = uncompared.Remove(path, out var element);
        var right = !stated || element.ValueKind == JsonValueKind.Null ? actual is null : actual is not null && agrees(element);
        var found = actual is null ? "nothing" : FormattableString.Invariant($"{actual}");
        Assert.True(right, $"{path}: {(stated ? $"expected {element}" : "not expected, or compared before")}, got {found}");
    }

    private void Spread(string path, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when path.Length == 0 || element.EnumerateObject().Any():
                foreach (var property in element.EnumerateObject())
                {
                    Spread(path.Length == 0 ? property.Name : path + "." + property.Name, property.Value);
                }

                break;
            case JsonValueKind.Array:
                uncompared.Add(path + "[]", element);
                foreach (var (i, item) in element.EnumerateArray().Index())
                {
                    Spread(FormattableString.Invariant($"{path}[{i}]"), item);
                }

                break;
            default:
                uncompared.Add(path, element);
                break;
        }
    }
}
