using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using ValueSettlement.Curves;
using ValueSettlement.Json;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Json;

public sealed class JsonKindTests
{
    private static readonly Type[] Choices = [typeof(Agreement), typeof(Clause), typeof(Level), typeof(QualityRate), typeof(Condition),
        typeof(Fact), typeof(PointsRule), typeof(DrugForm), typeof(ProgrammeTerms)];

    [Fact]
    public void Every_record_of_a_closed_choice_has_a_kind()
    {
        foreach (var choice in Choices)
        {
            // A number stands in a document by its name.
            var records = choice.Assembly.GetTypes()
                .Where(type => !type.IsAbstract && choice.IsAssignableFrom(type) && type != typeof(Number))
                .OrderBy(static t => t.Name, StringComparer.Ordinal);
            var kinds = Kinds.All[choice].Select(static kind => kind.DerivedType).OrderBy(static t => t.Name, StringComparer.Ordinal);
            Assert.Equal(records, kinds);
        }

        Assert.Equal(Choices.Length, Kinds.All.Count);
    }

    [Fact]
    public void Every_kind_has_a_sample()
    {
        Check(typeof(Clause), JsonSamples.Clauses);
        Check(typeof(Level), JsonSamples.Levels);
        Check(typeof(QualityRate), JsonSamples.QualityRates);
        Check(typeof(Condition), JsonSamples.Conditions);
        Check(typeof(PointsRule), MeasureSamples.Points);
        Check(typeof(DrugForm), TermsSamples.All.OfType<DrugAgreementTerms>().Select(static t => t.Form));
        Check(typeof(Fact), JsonSamples.Facts.Where(static fact => fact is not Number));
        Check(typeof(ProgrammeTerms), TermsSamples.All.DistinctBy(static terms => terms.GetType()));

        static void Check(Type choice, IEnumerable<object> samples) =>
            Assert.Equal(
                Kinds.All[choice].Select(static kind => kind.DerivedType.Name).Order(StringComparer.Ordinal),
                samples.Select(static sample => sample.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_kind_of_a_clause_is_its_key()
    {
        foreach (var clause in JsonSamples.Clauses)
        {
            Assert.Equal(clause.Key, Kinds.All[typeof(Clause)].Single(kind => kind.DerivedType == clause.GetType()).TypeDiscriminator);
        }
    }

    [Fact]
    public void Names_of_kinds_and_members_are_unique_and_well_formed()
    {
        foreach (var kinds in Kinds.All.Values)
        {
            Assert.Equal(kinds.Length, kinds.Select(static kind => kind.TypeDiscriminator).Distinct().Count());
            Assert.All(kinds, static kind => Assert.Matches("^[a-z]+(-[a-z]+)*$", (string)kind.TypeDiscriminator!));
        }

        foreach (var type in Types())
        {
            var names = JsonShape.Of(JsonSetup.Options.GetTypeInfo(type)).Members.Select(static member => member.Name).ToArray();
            Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(names, static name => Assert.Matches("^[a-z][A-Za-z0-9]*$", name));
            Assert.DoesNotContain(names, name =>
                name == JsonKinds.Member && Kinds.All.Values.Any(kinds => kinds.Any(kind => kind.DerivedType == type)));
        }
    }

    private static object? Blank(Type type) => type.IsValueType ? Activator.CreateInstance(type)
        : type == typeof(Level) ? new FixedAmount(default)
        : type == typeof(QualityRate) ? new FlatRate(default)
        : type == typeof(Scale) ? new Scale([])
        : type == typeof(string) ? string.Empty
        : type == typeof(Measure) ? MeasureSamples.EveryKind.Domains[0].Measures[0].Measure
        : type == typeof(PointsRule) ? new AchievementPoints(default, default)
        : type == typeof(Unscored) ? Unscored.LeftOut
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) ? type.GetProperty("Empty")!.GetValue(null)
        : null;

    // What a missing member becomes must be what the record itself would have made of it.
    [Fact]
    public void Every_optional_member_has_the_default_of_its_record()
    {
        foreach (var type in Types())
        {
            var optional = JsonShape.Of(JsonSetup.Options.GetTypeInfo(type)).Members.Where(static m => !m.Required && !m.Computed)
                .ToArray();
            if (optional.Length == 0)
            {
                continue;
            }

            var constructor = type.GetConstructors().OrderBy(static c => c.GetParameters().Length).First();
            var blank = constructor.Invoke([.. constructor.GetParameters()
                .Select(static p => p.HasDefaultValue ? p.DefaultValue : Blank(p.ParameterType))]);
            foreach (var member in optional)
            {
                var own = member.Property.Get!(blank);
                var usual = member.Usual is null ? null : System.Text.Json.JsonSerializer.Deserialize(member.Usual,
                    JsonSetup.Options.GetTypeInfo(member.Property.PropertyType));
                Assert.True(Equals(own, usual),
                    $"{type.Name}.{member.Name}: the record has {own}, a document {usual}. Add a sample to JsonSetup.");
            }
        }
    }

    // A member that no sample sets would be outside of every test above it: round trip, digest, schema.
    [Fact]
    public void Every_member_is_set_by_a_sample()
    {
        var set = new HashSet<(Type, string)>();
        Walk(JsonSamples.Contract);
        Walk(JsonSamples.Alone);
        foreach (var terms in TermsSamples.All)
        {
            Walk(terms.Contract());
        }

        Walk(ExperienceDocument.Of(JsonSamples.Experience));
        Walk(SettlementDocument.Of(JsonSamples.Settlement, lines: true) with { Edited = true, LibraryDiffers = true });
        Walk(SettlementDocument.Of(JsonSamples.Together, lines: true));
        Walk(SettlementDocument.Of(JsonSamples.Paying.Settle(JsonSamples.PayingFacts), lines: true));
        Array.ForEach<Contract>([.. JsonSamples.Sums], Walk);
        foreach (var type in Types())
        {
            // The words around a clause are the same four for all of them.
            foreach (var member in JsonShape.Of(JsonSetup.Options.GetTypeInfo(type)).Members.Where(m =>
                !m.Computed && !m.Required && !(new[] { typeof(Clause), typeof(Level), typeof(QualityRate) }.Any(t =>
                t.IsAssignableFrom(type)) && JsonDigest.IsWording(type, m.Name))))
            {
                Assert.True(set.Contains((type, member.Name)), $"No sample sets {type.Name}.{member.Name}.");
            }
        }

        void Walk(object value)
        {
            var info = JsonSetup.Options.GetTypeInfo(value.GetType());
            if (value is ValueList<Number> numbers)
            {
                Array.ForEach([.. numbers], number => Walk(number.Figure));
            }
            else if (info.Kind == JsonTypeInfoKind.Enumerable)
            {
                foreach (var item in (System.Collections.IEnumerable)value)
                {
                    Walk(item);
                }
            }
            else if (value is Figure figure)
            {
                Walk(FigureDocument.Of(figure));
            }
            else if (info.Converter is IJsonStandIn)
            {
                // The stand-in is found in the text: what differs from its defaults is written.
                if (System.Text.Json.Nodes.JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(value,
                    info)) is System.Text.Json.Nodes.JsonObject json)
                {
                    set.UnionWith(json.Select(member => (((IJsonStandIn)info.Converter).StandIn, member.Key)));
                }
            }
            else if (info.Converter is not IJsonLeaf)
            {
                foreach (var member in JsonShape.Of(info).Members.Where(static m => !m.Computed))
                {
                    if (member.Property.Get!(value) is { } own && !Equals(own, JsonSetup.DefaultOf(info.Type, member.Property)))
                    {
                        set.Add((info.Type, member.Name));
                        Walk(own);
                    }
                }
            }
        }
    }

    [Fact]
    public void Every_public_record_of_a_document_is_walked()
    {
        var types = Types();
        Assert.Contains(typeof(Line), types);
        Assert.Contains(typeof(Band), types);
        Assert.Contains(typeof(CarriedForward), types);
        Assert.True(types.Count > 60, $"{types.Count} types");
    }

    /// <summary>Every object that a document can hold, found from the three roots.</summary>
    internal static List<Type> Types()
    {
        var found = new List<Type>();
        var waiting = new Queue<Type>([typeof(Contract), typeof(ExperienceDocument), typeof(SettlementDocument)]);
        while (waiting.TryDequeue(out var type))
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            var info = JsonSetup.Options.GetTypeInfo(type);
            if (Kinds.All.TryGetValue(type, out var kinds))
            {
                Array.ForEach(kinds, kind => waiting.Enqueue(kind.DerivedType));
            }
            else if (info.Converter is IJsonStandIn standIn)
            {
                waiting.Enqueue(standIn.StandIn);
            }
            else if (info.Converter is JsonNumberMap)
            {
                waiting.Enqueue(typeof(FigureDocument));
            }
            else if (info.Kind == JsonTypeInfoKind.Enumerable)
            {
                waiting.Enqueue(info.ElementType!);
            }
            else if (info.Converter is not IJsonLeaf && !found.Contains(type))
            {
                Assert.Equal(JsonTypeInfoKind.Object, info.Kind);
                found.Add(type);
                foreach (var property in info.Properties)
                {
                    waiting.Enqueue(property.PropertyType);
                }
            }
        }

        return found;
    }
}
