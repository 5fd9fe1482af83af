using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace ValueSettlement.Json;

/// <summary>What a value of a document is, as far as its outline goes.</summary>
internal enum JsonForm
{
    /// <summary>A single value.</summary>
    Leaf,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object that stands for another value.</summary>
    StandIn,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An object that says its kind first.</summary>
    Kinds,

    /// <summary>Numbers by their names.</summary>
    Numbers,
}

/// <summary>
/// <see cref="JsonShape"/> as <see cref="JsonPlain"/> reads it: names in bytes, members as bits.
/// It holds nothing that the shape does not say.
/// </summary>
internal sealed class JsonPlan
{
    /// <summary>The most members that have a bit each; a test holds that no type has more.</summary>
    public const int MostMembers = 64;

    private static readonly ConcurrentDictionary<Type, JsonPlan> Known = new();
    private readonly (byte[] Name, Type Type)[] kinds = [];
    private readonly JsonPlan?[] chosen = [];
    private readonly Type? item;

    private JsonPlan(Type type)
    {
        var info = JsonShape.Info(type);
        if (info.Converter is IJsonLeaf)
        {
            Form = JsonForm.Leaf;
        }
        else if (info.Converter is IJsonStandIn standIn)
        {
            (Form, item) = (JsonForm.StandIn, standIn.StandIn);
            HasShort = standIn.Short is not null;
        }
        else if (info.Converter is JsonNumberMap)
        {
            (Form, item) = (JsonForm.Numbers, typeof(Figure));
        }
        else if (info.Kind == JsonTypeInfoKind.Enumerable)
        {
            (Form, item) = (JsonForm.List, info.ElementType);
        }
        else if (info.PolymorphismOptions is { } choices)
        {
            Form = JsonForm.Kinds;
            kinds = [.. choices.DerivedTypes.Select(static c => (Encoding.UTF8.GetBytes((string)c.TypeDiscriminator!), c.DerivedType))];
            chosen = new JsonPlan?[kinds.Length];
        }
        else
        {
            Form = JsonForm.Object;
            Shape = JsonShape.Of(info);
            Members = [.. Shape.Members.Select(static (member, bit) => new Member(member, bit))];
            Required = Bits(static m => m.Required && !m.Computed);
            Filled = Bits(m => !m.Required && !m.Computed && m.Usual is not null && !JsonSetup.FillsIn(Shape.Type, m.Property));
        }
    }

    public JsonForm Form { get; }

    /// <summary>Of an object, its shape.</summary>
    public JsonShape? Shape { get; }

    /// <summary>Of an object, its members.</summary>
    public Member[] Members { get; } = [];

    /// <summary>The members that must be there.</summary>
    public ulong Required { get; }

    /// <summary>The members for which something stands when they are left out.</summary>
    public ulong Filled { get; }

    /// <summary>Of a stand-in, whether a plain value may stand for it.</summary>
    public bool HasShort { get; }

    /// <summary>Of a list its element, of a stand-in the object, of numbers the figure that each may be.</summary>
    public JsonPlan Item => field ??= Of(item!);

    public static JsonPlan Of(Type type) => Known.GetOrAdd(System.Nullable.GetUnderlyingType(type) ?? type, static type => new(type));

    /// <summary>The plan of a kind.</summary>
    public JsonPlan? Kind(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < kinds.Length; i++)
        {
            if (name.SequenceEqual(kinds[i].Name))
            {
                return chosen[i] ??= Of(kinds[i].Type);
            }
        }

        return null;
    }

    /// <summary>
    /// The member of a name, looked for first where it stands if members follow in their usual order; -1 if there is none.
    /// </summary>
    public int Find(ReadOnlySpan<byte> name, int from)
    {
        for (var i = from; i < Members.Length; i++)
        {
            if (name.SequenceEqual(Members[i].Name))
            {
                return i;
            }
        }

        for (var i = 0; i < from; i++)
        {
            if (name.SequenceEqual(Members[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    private ulong Bits(Func<JsonMember, bool> chosen) =>
        Members.Where(m => chosen(m.Of)).Aggregate(0UL, static (bits, m) => bits | m.Bit);

    /// <summary>A member of an object.</summary>
    internal sealed class Member(JsonMember of, int bit)
    {
        public JsonMember Of => of;

        /// <summary>Its name in a document.</summary>
        public byte[] Name { get; } = Encoding.UTF8.GetBytes(of.Name);

        /// <summary>Its bit.</summary>
        public ulong Bit => bit < MostMembers ? 1UL << bit : 0UL;

        public JsonPlan Plan => field ??= JsonPlan.Of(of.Type);

        /// <summary>The member with what stands for it when it is left out, after a comma.</summary>
        public byte[] Usual { get; } = of.Usual is { } usual ? [(byte)',', .. Encoding.UTF8.GetBytes($"\"{of.Name}\":"), .. usual] : [];
    }
}
