using System.Buffers;
using System.Numerics;
using System.Text.Json;
using System.Text.Unicode;

namespace ValueSettlement.Json;

/// <summary>
/// The short way of a document that is plainly sound: one pass over its tokens beside the shapes that <see cref="JsonAudit"/> walks, in
/// which what was left out is filled in, and then the serializer, whose converters judge each value by the rule that the audit asks.
/// It has no failures to report: whatever stands out, were it only a member in an unusual place, ends the short way, and the audit says
/// what it is.
/// </summary>
internal ref struct JsonPlain
{
    private static readonly JsonString SchemaText = new();

    private readonly ReadOnlySpan<byte> utf8;
    private readonly List<Computed> computed = [];
    private readonly List<(JsonShape Shape, int First)> objects = [];
    private ArrayBufferWriter<byte>? filled;
    private Utf8JsonReader reader;
    private int copied;
    private int values;
    private bool inComputed;

    private JsonPlain(ReadOnlySpan<byte> utf8)
    {
        this.utf8 = utf8;
        reader = new(utf8, new JsonReaderOptions { MaxDepth = JsonSetup.MaximumDepth });
    }

    /// <summary>What the document says, if it is plainly sound; its form is then one in which the audit finds nothing.</summary>
    public static T? Make<T>(ReadOnlySpan<byte> utf8)
        where T : class
    {
        if (!Utf8.IsValid(utf8))
        {
            return null;
        }

        var plain = new JsonPlain(utf8);
        try
        {
            return plain.IsSound(JsonPlan.Of(typeof(T))) ? plain.Made<T>() : null;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    private bool IsSound(JsonPlan plan) => reader.Read() && Visit(plan, nullable: false, isRoot: true) && !reader.Read();

    private T? Made<T>()
        where T : class
    {
        Copy(utf8.Length);
        var made = JsonComputed.Deserialize(
            filled is null ? utf8 : filled.WrittenSpan, JsonSetup.Info<T>(JsonSetup.Options), out var watched);
        if (watched.Count != objects.Count)
        {
            return null;
        }

        for (var i = 0; i < watched.Count; i++)
        {
            if (!Agrees(watched[i], objects[i].Shape, objects[i].First, i + 1 < objects.Count ? objects[i + 1].First : computed.Count))
            {
                return null;
            }
        }

        return made;
    }

    private readonly bool Agrees(object made, JsonShape shape, int first, int end)
    {
        if (made.GetType() != shape.Type || !JsonComputed.CanCompute(made))
        {
            return false;
        }

        foreach (var member in shape.Computed)
        {
            if (!JsonComputed.TryCompute(made, member, out var expected))
            {
                return false;
            }

            for (var i = first; i < end; i++)
            {
                if (computed[i].Member == member
                    && !JsonComputed.Agrees(expected, member, new(computed[i].Kind, utf8.Slice(computed[i].Start, computed[i].Length))))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // The reader stands on the first token of the value, and afterwards on its last one.
    private bool Visit(JsonPlan plan, bool nullable, bool isRoot = false)
    {
        if (!IsBounded())
        {
            return false;
        }

        if (reader.TokenType == JsonTokenType.Null)
        {
            return nullable;
        }

        switch (plan.Form)
        {
            case JsonForm.Leaf:
                return reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
            case JsonForm.List:
                return VisitList(plan.Item);
            case JsonForm.Numbers:
                return VisitNumbers(plan.Item);
            case JsonForm.StandIn when plan.HasShort && reader.TokenType != JsonTokenType.StartObject:
                return reader.TokenType != JsonTokenType.StartArray;
            case JsonForm.StandIn:
                return VisitObject(plan.Item, isRoot: false);
            default:
                return VisitObject(plan, isRoot);
        }
    }

    private bool VisitList(JsonPlan item)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!Visit(item, nullable: false))
            {
                return false;
            }
        }

        return true;
    }

    // The converter knows the names and finds one that is given twice.
    private bool VisitNumbers(JsonPlan figure)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueIsEscaped || !reader.Read() || !Visit(figure, nullable: false))
            {
                return false;
            }
        }

        return true;
    }

    private bool VisitObject(JsonPlan plan, bool isRoot)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        if (plan.Form != JsonForm.Kinds)
        {
            return VisitMembers(plan, isRoot, hasKind: false);
        }

        return reader.Read() && reader.TokenType == JsonTokenType.PropertyName
            && reader.ValueTextEquals(JsonKinds.Member) && !reader.ValueIsEscaped
            && reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && IsBounded()
            && plan.Kind(reader.ValueSpan) is { } kind && VisitMembers(kind, isRoot: false, hasKind: true);
    }

    private bool VisitMembers(JsonPlan plan, bool isRoot, bool hasKind)
    {
        if (plan.Form != JsonForm.Object || plan.Members.Length > JsonPlan.MostMembers || (plan.Shape!.IsComputed && inComputed))
        {
            return false;
        }

        var first = computed.Count;
        inComputed |= plan.Shape.IsComputed;
        if (isRoot && !SkipSchema())
        {
            return false;
        }

        if (!isRoot)
        {
            _ = reader.Read();
        }

        var (seen, next) = (0UL, 0);
        for (; reader.TokenType != JsonTokenType.EndObject; _ = reader.Read())
        {
            var at = reader.ValueIsEscaped ? -1 : plan.Find(reader.ValueSpan, next);
            if (at < 0 || (seen & plan.Members[at].Bit) != 0 || !reader.Read())
            {
                return false;
            }

            var member = plan.Members[at];
            if (member.Of.Computed ? !VisitComputed(member.Of) : !Visit(member.Plan, member.Of.Nullable))
            {
                return false;
            }

            (seen, next) = (seen | member.Bit, at + 1);
        }

        if (plan.Shape.IsComputed)
        {
            inComputed = false;
            objects.Add((plan.Shape, first));
        }

        return (plan.Required & ~seen) == 0 && Fill(plan, plan.Filled & ~seen, isEmpty: seen == 0 && !hasKind);
    }

    // For editors: a text that says nothing. Elsewhere than at the beginning the audit deals with it.
    private bool SkipSchema()
    {
        _ = reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(JsonAudit.SchemaMember))
        {
            return true;
        }

        Copy((int)reader.TokenStartIndex);
        if (!reader.Read() || !IsBounded() || !SchemaText.TryRead(JsonGiven.Of(ref reader), out _, out _) || !reader.Read())
        {
            return false;
        }

        copied = (int)reader.TokenStartIndex;
        return true;
    }

    private bool VisitComputed(JsonMember member)
    {
        if (!IsBounded() || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            return false;
        }

        var given = JsonGiven.Of(ref reader);
        var start = (int)reader.TokenStartIndex + (given.Kind == JsonValueKind.String ? 1 : 0);
        computed.Add(new(member, given.Kind, start, given.Raw.Length));
        return true;
    }

    private bool Fill(JsonPlan plan, ulong missing, bool isEmpty)
    {
        if (missing != 0)
        {
            Copy((int)reader.TokenStartIndex);
            for (; missing != 0; missing &= missing - 1)
            {
                var usual = plan.Members[BitOperations.TrailingZeroCount(missing)].Usual;
                filled!.Write(isEmpty ? usual.AsSpan(1) : usual);
                isEmpty = false;
            }
        }

        return true;
    }

    // What is neither left out nor filled in is copied as it stands.
    private void Copy(int end)
    {
        if (filled is null && end == utf8.Length)
        {
            return;
        }

        (filled ??= new(utf8.Length * 2)).Write(utf8[copied..end]);
        copied = end;
    }

    private bool IsBounded() => reader.CurrentDepth < JsonSetup.MaximumDepth && ++values <= JsonAudit.MostElements;

    private readonly record struct Computed(JsonMember Member, JsonValueKind Kind, int Start, int Length);
}
