namespace ValueSettlement.Json;

/// <summary>
/// The schemas of the documents, as they are committed in <c>schemas</c>; a test holds them to types, rules and documentation.
/// </summary>
internal static class JsonSchemas
{
    /// <summary>The schema of a document.</summary>
    /// <param name="name">Which: contract, experience or settlement.</param>
    public static string Of(string name)
    {
        using var resource = typeof(JsonSchemas).Assembly.GetManifestResourceStream($"{name}.schema.json")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
