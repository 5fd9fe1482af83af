using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ValueSettlement.Tests.Json;

/// <summary>What the documentation comments of the library say, as plain text with the names that a document uses.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly Dictionary<string, XElement> members;

    private XmlDocumentation(XDocument file) => members = file.Descendants("member").ToDictionary(static m => m.Attribute("name")!.Value);

    public static XmlDocumentation OfLibrary { get; } = new(XDocument.Load(Path.ChangeExtension(typeof(Contract).Assembly.Location,
        ".xml")));

    /// <summary>What a type is. A type that only stands for another one in documents may leave it to that one.</summary>
    public string? Of(Type type) => Text("T:" + Named(type)) ?? (StandsFor(type) is { } other ? Text("T:" + other.FullName) : null);

    /// <summary>What a member is: its own comment, the parameter of its record, or the member of the type that its type stands
    /// for.</summary>
    public string? Of(PropertyInfo member)
    {
        var type = member.DeclaringType!;
        return Text($"P:{Named(type)}.{member.Name}") ?? Parameter(type, member.Name)
            ?? (StandsFor(type)?.GetProperty(member.Name) is { } other ? Of(other) : null);
    }

    /// <summary>What a word of a closed list means.</summary>
    public string? Of(Enum word) => Text($"F:{word.GetType().FullName}.{word}");

    // A generic type is documented once, whatever it is made of.
    private static string? Named(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName;

    private static Type? StandsFor(Type type) => type.Name.EndsWith("Document", StringComparison.Ordinal)
        ? type.Assembly.GetExportedTypes().SingleOrDefault(other => other.Name == type.Name[..^"Document".Length])
        : null;

    private string? Text(string name) =>
        members.TryGetValue(name, out var member) && member.Element("summary") is { } summary ? Plain(summary) : null;

    private string? Parameter(Type type, string name) =>
        members.TryGetValue("T:" + Named(type), out var member)
            && member.Elements("param").FirstOrDefault(p => p.Attribute("name")!.Value == name) is { } parameter
            ? Plain(parameter)
            : null;

    private static string? Plain(XElement comment)
    {
        var text = new StringBuilder();
        Append(comment, text);
        var lines = text.ToString().Split('\n').Select(static line => Spaces().Replace(line, " ").Trim())
            .Where(static line => line.Length > 0);
        return string.Join('\n', lines) is { Length: > 0 } plain ? plain : null;
    }

    private static void Append(XElement comment, StringBuilder text)
    {
        foreach (var node in comment.Nodes())
        {
            switch (node)
            {
                case XText words:
                    text.Append(words.Value.ReplaceLineEndings(" "));
                    break;
                case XElement { Name.LocalName: "see" } see:
                    text.Append(see.Attribute("langword")?.Value ?? Name(see.Attribute("cref")!.Value));
                    break;
                case XElement { Name.LocalName: "paramref" } parameter:
                    text.Append(JsonNamingPolicy.CamelCase.ConvertName(parameter.Attribute("name")!.Value));
                    break;
                case XElement { Name.LocalName: "code" } code:
                    text.Append('\n').Append(code.Value).Append('\n');
                    break;
                case XElement { Name.LocalName: "para" } paragraph:
                    text.Append('\n');
                    Append(paragraph, text);
                    text.Append('\n');
                    break;
                case XElement other:
                    Append(other, text);
                    break;
                default:
                    break;
            }
        }
    }

    // "P:ValueSettlement.Line.Path" is "path" in a document, "T:ValueSettlement.BenchmarkReplaced" is what its kind or its words are.
    private static string Name(string reference)
    {
        var name = reference[2..].Split('(')[0];
        var last = name[(name.LastIndexOf('.') + 1)..];
        return reference[0] switch
        {
            'T' => typeof(Contract).Assembly.GetType(name) is { } type && SchemaMaker.KindOf(type) is { } kind ? $"'{kind}'" : last,
            'P' or 'F' => JsonNamingPolicy.CamelCase.ConvertName(last),
            _ => last,
        };
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
