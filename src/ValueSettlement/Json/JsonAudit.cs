using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ValueSettlement.Json;

/// <summary>
/// Walks over a whole document beside the metadata of its types, reports everything that is wrong with it at once, and writes the sound
/// document as the serializer reads it: kind first, numbers as numbers, defaults filled in.
/// </summary>
internal sealed class JsonAudit(ArrayBufferWriter<byte> buffer, Utf8JsonWriter sound, List<Failure> failures)
{
    /// <summary>Names the schema of a document for editors; no part of what the document says.</summary>
    public const string SchemaMember = "$schema";

    public const int MostElements = 500_000;
    public const int MostFailures = 1_000;

    private static readonly JsonString Text = new();

    private readonly List<Extent> extents = [];
    private readonly List<JsonPart> cut = [];

    /// <summary>
    /// The parts of a document whose form is sound and that can be judged by themselves, the largest ones: the document itself if nothing
    /// is wrong. Of a contract that is not sound, also what is left of it without its lists.
    /// </summary>
    public static List<JsonPart> Of(JsonElement root, JsonTypeInfo info, List<Failure> failures)
    {
        var buffer = new ArrayBufferWriter<byte>();

        // What follows a failure need not be well formed: it is not read.
        using var sound = new Utf8JsonWriter(buffer, new() { SkipValidation = true, MaxDepth = JsonSetup.MaximumDepth + 2 });
        var audit = new JsonAudit(buffer, sound, failures);
        audit.Visit(root, info, string.Empty, nullable: false);
        sound.Flush();
        return failures.Count == 0
            ? [new(string.Empty, info.Type, buffer.WrittenMemory, null)]
            : [.. audit.cut, .. audit.extents.Select(e =>
                new JsonPart(e.Path, e.Type, buffer.WrittenMemory.Slice(e.Start, e.Length), null))];
    }

    /// <summary>Cuts the list of failures where nobody reads on.</summary>
    public static void Bound(List<Failure> failures)
    {
        if (failures.Count > MostFailures)
        {
            failures.RemoveRange(MostFailures - 1, failures.Count - MostFailures + 1);
            failures.Add(TooMany);
        }
    }

    private static Failure TooMany { get; } = new("failures-too-many", "$", string.Empty,
        FormattableString.Invariant($"Nothing after the first {MostFailures - 1} failures is reported."), "Correct these first.");

    private bool IsFull => failures.Count >= MostFailures;

    private void Visit(JsonElement given, JsonTypeInfo info, string path, bool nullable)
    {
        if (IsFull)
        {
            return;
        }

        if (given.ValueKind == JsonValueKind.Null && (nullable || !(info.Converter is IJsonLeaf)))
        {
            sound.WriteNullValue();
            if (!nullable)
            {
                Fail("null-given", path, given, "A value is expected here.", "Write the value, or leave the whole entry out.");
            }

            return;
        }

        switch (info.Converter)
        {
            case IJsonLeaf leaf:
                if (!leaf.Check(given, sound, out var problem))
                {
                    Fail(problem, path, given);
                }

                break;
            case IJsonStandIn standIn:
                VisitStandIn(given, standIn, path);
                break;
            case JsonNumberMap:
                VisitNumbers(given, path);
                break;
            default:
                if (info.Kind == JsonTypeInfoKind.Enumerable)
                {
                    VisitList(given, info, path);
                }
                else if (JsonValidation.Knows(info.Type))
                {
                    VisitPart(given, info, path);
                }
                else
                {
                    VisitObject(given, info, path);
                }

                break;
        }
    }

    private void VisitStandIn(JsonElement given, IJsonStandIn standIn, string path)
    {
        var (before, start) = (failures.Count, Position());
        var info = JsonSetup.Options.GetTypeInfo(standIn.StandIn);
        if (standIn.Short is { } member && given.ValueKind != JsonValueKind.Object)
        {
            Visit(given, JsonShape.Info(JsonShape.Of(info)[member]!.Type), path, nullable: false);
            return;
        }

        Visit(given, info, path, nullable: false);
        if (failures.Count == before && !standIn.Check(Since(start), JsonSetup.Options, out var problem))
        {
            Fail(problem, path, given);
        }
    }

    // A part that is sound stands for the parts inside it.
    private void VisitPart(JsonElement given, JsonTypeInfo info, string path)
    {
        var (before, inside, start) = (failures.Count, extents.Count, Position());
        VisitObject(given, info, path);
        if (failures.Count == before)
        {
            extents.RemoveRange(inside, extents.Count - inside);
            var length = Since(start).Length;
            extents.Add(new(path, info.Type, buffer.WrittenCount - length, length));
        }
    }

    // Numbers that are sound in their form are judged together, whatever is wrong with those beside them.
    private void VisitNumbers(JsonElement given, string path)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            Fail("type-wrong", path, given, "An object is expected here.", "Write numbers by their names: { \"life-years\": 12345 }.");
            return;
        }

        var (before, begin) = (failures.Count, Position());
        var whole = new List<(string Name, int Start, int Length)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        sound.WriteStartObject();
        foreach (var entry in given.EnumerateObject())
        {
            if (IsFull)
            {
                return;
            }

            var name = JsonText.NameOf(entry);
            var at = Paths.Join(path, NumberName.Shown(name ?? "?"));
            if (name is null || !seen.Add(name))
            {
                Fail(name is null ? "text-invalid" : "member-twice", at, entry.Value, name is null ? "A name holds whole characters."
                    : "A number is given once.", "Leave out one of the two, or correct its name.");
                continue;
            }

            sound.WritePropertyName(name);
            var (failed, start) = (failures.Count, Position());
            Visit(entry.Value, JsonShape.Info(typeof(Figure)), at, nullable: false);
            if (failures.Count == failed)
            {
                whole.Add((name, start, Position() - start));
            }
        }

        sound.WriteEndObject();
        if (failures.Count == before)
        {
            var length = Since(begin).Length;
            extents.Add(new(path, typeof(ValueList<Number>), buffer.WrittenCount - length, length));
        }
        else
        {
            cut.Add(Cut(whole, path));
        }
    }

    private JsonPart Cut(List<(string Name, int Start, int Length)> numbers, string path)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (name, start, length) in numbers)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(buffer.WrittenSpan.Slice(start, length));
            }

            writer.WriteEndObject();
        }

        return new(path, typeof(ValueList<Number>), json.WrittenMemory, null);
    }

    private void VisitList(JsonElement given, JsonTypeInfo info, string path)
    {
        if (given.ValueKind != JsonValueKind.Array)
        {
            Fail("type-wrong", path, given, "A list is expected here.", "Write it in brackets, even if it has one entry: [ … ].");
            return;
        }

        var item = JsonShape.Info(info.ElementType!);
        sound.WriteStartArray();
        var index = 0;
        foreach (var entry in given.EnumerateArray())
        {
            Visit(entry, item, Paths.Item(path, string.Empty, index++), nullable: false);
        }

        sound.WriteEndArray();
    }

    private void VisitObject(JsonElement given, JsonTypeInfo info, string path)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            Fail("type-wrong", path, given, "An object is expected here.", "Write its members in braces: { … }.");
            return;
        }

        var kind = default(string);
        if (info.PolymorphismOptions is { } choices)
        {
            if (!TryKind(given, choices, path, out kind, out var chosen))
            {
                return;
            }

            info = JsonSetup.Options.GetTypeInfo(chosen);
        }

        var (before, start) = (failures.Count, Position());
        var shape = JsonShape.Of(info);
        sound.WriteStartObject();
        if (kind is not null)
        {
            sound.WriteString(JsonKinds.Member, kind);
        }

        var (seen, computed, whole) = VisitMembers(given, shape, kind, path);
        foreach (var member in shape.Members)
        {
            if (seen.Contains(member.Name) || member.Computed)
            {
                continue;
            }

            if (member.Required)
            {
                Fail("member-missing", Paths.Join(path, member.Name), string.Empty, $"{Words(shape, kind)} states its '{member.Name}'.",
                    "Write it; it has no default.");
            }
            else if (member.Usual is not null)
            {
                sound.WritePropertyName(member.Name);
                sound.WriteRawValue(member.Usual, skipInputValidation: true);
            }
        }

        sound.WriteEndObject();
        if (failures.Count > before && JsonValidation.IsCut(shape.Type))
        {
            cut.Add(Cut(shape, whole, path));
        }

        if (shape.IsComputed && failures.Count == before)
        {
            Compare(JsonSerializer.Deserialize(Since(start), info)!, shape, computed, path);
        }
    }

    // What is left of a record whose lists, or other members, are not sound: the rules of its sound members can still be asked.
    private JsonPart Cut(JsonShape shape, List<(JsonMember Member, int Start, int Length)> whole, string path)
    {
        var left = whole.Where(static m => !JsonValidation.Knows(m.Member.Type)
            && JsonShape.Info(m.Member.Type).Kind != JsonTypeInfoKind.Enumerable).ToArray();
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (member, start, length) in left)
            {
                writer.WritePropertyName(member.Name);
                writer.WriteRawValue(buffer.WrittenSpan.Slice(start, length));
            }

            foreach (var member in shape.Members.Where(m => !m.Nullable && !left.Any(l => l.Member == m)))
            {
                writer.WritePropertyName(member.Name);
                JsonSerializer.Serialize(writer, JsonSetup.DefaultOf(shape.Type, member.Property),
                    JsonSetup.Options.GetTypeInfo(member.Property.PropertyType));
            }

            writer.WriteEndObject();
        }

        return new(path, shape.Type, json.WrittenMemory, left.Select(static l => l.Member.Name).ToHashSet(StringComparer.Ordinal));
    }

    private (HashSet<string> Seen, List<(JsonMember Member, JsonElement Given)> Computed,
        List<(JsonMember Member, int Start, int Length)> Whole) VisitMembers(
        JsonElement given, JsonShape shape, string? kind, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var whole = new List<(JsonMember, int, int)>();
        var computed = new List<(JsonMember, JsonElement)>();
        foreach (var entry in given.EnumerateObject())
        {
            var name = JsonText.NameOf(entry);
            var at = Paths.Join(path, JsonText.Show(name ?? "?"));
            if (name is null || !seen.Add(name))
            {
                Fail(name is null ? "text-invalid" : "member-twice", at, entry.Value, name is null ? "A name holds whole characters."
                    : "A member is given once.", "Leave out one of the two, or correct its name.");
            }
            else if (shape[name] is { } member)
            {
                if (member.Computed)
                {
                    computed.Add((member, entry.Value));
                    continue;
                }

                sound.WritePropertyName(name);
                var (before, start) = (failures.Count, Position());
                Visit(entry.Value, JsonShape.Info(member.Type), at, member.Nullable);
                if (failures.Count == before)
                {
                    whole.Add((member, start, Position() - start));
                }
            }
            else if (path.Length == 0 && name == SchemaMember)
            {
                if (!Text.TryRead(new(entry.Value), out _, out var problem))
                {
                    Fail(problem, at, entry.Value);
                }
            }
            else if (kind is null || name != JsonKinds.Member)
            {
                Fail("member-unknown", at, entry.Value, $"{Words(shape, kind)} has no such member.",
                    JsonText.Suggest(name, shape.Members.Where(m => !seen.Contains(m.Name)).Select(static m => m.Name)));
            }

            if (IsFull)
            {
                break;
            }
        }

        return (seen, computed, whole);
    }

    private bool TryKind(JsonElement given, JsonPolymorphismOptions choices, string path, out string? kind, out Type type)
    {
        var at = Paths.Join(path, JsonKinds.Member);
        var names = choices.DerivedTypes.Select(static choice => (string)choice.TypeDiscriminator!);
        JsonElement? stated = null;
        foreach (var entry in given.EnumerateObject())
        {
            if (JsonText.NameOf(entry) == JsonKinds.Member)
            {
                stated ??= entry.Value;
            }
        }

        (kind, type) = (null, typeof(object));
        if (stated is not { } value)
        {
            Fail("kind-missing", at, string.Empty, "An entry of several kinds says which one it is.",
                JsonText.Suggest(string.Empty, names));
            return false;
        }

        kind = value.ValueKind == JsonValueKind.String ? JsonText.Of(value) : null;
        foreach (var choice in choices.DerivedTypes)
        {
            if (kind is not null && kind.Equals(choice.TypeDiscriminator))
            {
                type = choice.DerivedType;
                return true;
            }
        }

        Fail("kind-unknown", at, value, "There is no such kind here.", JsonText.Suggest(kind ?? string.Empty, names));
        return false;
    }

    // Members that follow from others are there for readers; a document in which they disagree was altered.
    private void Compare(object made, JsonShape shape, List<(JsonMember Member, JsonElement Given)> computed, string path)
    {
        foreach (var member in shape.Computed)
        {
            if (!JsonComputed.CanCompute(made) || !JsonComputed.TryCompute(made, member, out var expected))
            {
                Fail("line-inconsistent", path, member.Name, "The operands of a line fit its operation.",
                    "Take the document as it was issued.");
                return;
            }

            foreach (var (_, given) in computed.Where(c => c.Member == member && !JsonComputed.Agrees(expected, member, new(c.Given))))
            {
                var said = JsonSerializer.SerializeToElement(expected, JsonShape.Info(member.Type));
                Fail("line-inconsistent", Paths.Join(path, member.Name), given,
                    "A member that follows from others agrees with them.", $"Leave it out, or write {JsonText.Show(said)}.");
            }
        }
    }

    private int Position()
    {
        sound.Flush();
        return buffer.WrittenCount;
    }

    // A value that follows another one in a list begins with their comma.
    private ReadOnlySpan<byte> Since(int start)
    {
        sound.Flush();
        return buffer.WrittenSpan[start..].TrimStart(","u8);
    }

    private static string Words(JsonShape shape, string? kind) => kind is null
        ? Article(JsonShape.NameOf(shape.Type).Replace('-', ' '))
        : $"A '{kind}'";

    private static string Article(string word) => (word[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "An " : "A ") + word;

    private void Fail(Problem problem, string path, JsonElement given) =>
        Fail(problem.Code, path, problem.Value ?? JsonText.Show(given), problem.Rule, problem.Remedy);

    private void Fail(string code, string path, JsonElement given, string rule, string remedy) =>
        Fail(code, path, JsonText.Show(given), rule, remedy);

    private void Fail(string code, string path, string given, string rule, string remedy)
    {
        if (IsFull)
        {
            return;
        }

        failures.Add(new(code, path.Length == 0 ? "$" : path, given, rule, remedy));
        if (failures.Count == MostFailures - 1)
        {
            failures.Add(TooMany);
        }
    }

    private readonly record struct Extent(string Path, Type Type, int Start, int Length);
}

/// <summary>A part of a document whose form is sound.</summary>
/// <param name="Path">Where it stands; empty for the document.</param>
/// <param name="Type">What it is.</param>
/// <param name="Json">The part as the serializer reads it.</param>
/// <param name="Members">Of a part that was cut, the members that are left; <see langword="null"/> for a whole one.</param>
internal sealed record JsonPart(string Path, Type Type, ReadOnlyMemory<byte> Json, HashSet<string>? Members);
