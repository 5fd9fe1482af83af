using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Architecture;

/// <summary>What holds for every public type that carries data: sealed, immutable, equal by value, the same text everywhere.</summary>
public sealed class DataRecordTests
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly Type[] Exported = IntermediateCode.Library.GetExportedTypes();

    private static readonly Dictionary<string, string> Refilled = new()
    {
        ["Figure.<Number>k__BackingField"] = "The rows of columns refill a figure that nobody else sees, so that none is made for a row.",
    };

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", Instance) is not null);

    public static TheoryData<Type> Records => new(Exported.Where(static t => IsRecord(t) && !t.IsAbstract));

    [Fact]
    public void Every_public_class_is_sealed_static_or_the_root_of_a_closed_set()
    {
        foreach (var type in Exported.Where(static t => t.IsClass && !t.IsSealed))
        {
            Assert.True(type.IsAbstract, $"{type.Name} is neither sealed nor abstract.");
            var open = type.GetConstructors(Instance).Where(c =>
                (c.IsPublic || c.IsFamily || c.IsFamilyOrAssembly) && !(c.GetParameters() is [{ } only] && only.ParameterType == type));
            Assert.True(!open.Any(), $"{type.Name} can be derived from elsewhere.");
            Assert.Contains(IntermediateCode.Library.GetTypes(), t => t.IsSubclassOf(type)
                || (t.BaseType is { IsGenericType: true } root && root.GetGenericTypeDefinition() == type));
        }
    }

    [Fact]
    public void Nothing_public_can_be_changed()
    {
        foreach (var type in Exported.Where(static t => !t.IsEnum))
        {
            foreach (var field in type.GetFields(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                Assert.True(field.IsLiteral || field.IsDefined(typeof(DecimalConstantAttribute)),
                    $"{type.Name}.{field.Name} is a public field.");
            }

            foreach (var property in type.GetProperties(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                Assert.True(property.SetMethod is null or { IsPublic: false }
                    || InitOnly(property.SetMethod), $"{type.Name}.{property.Name} can be set.");
                Assert.False(Changeable(property.PropertyType), $"{type.Name}.{property.Name} is a {property.PropertyType.Name}.");
            }

            foreach (var method in type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                Assert.False(Changeable(method.ReturnType)
                    && method.Name != "<Clone>$", $"{type.Name}.{method.Name} returns a {method.ReturnType.Name}.");
            }
        }

        static bool InitOnly(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        static bool Changeable(Type type) =>
            type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() is var g
            && (g == typeof(List<>) || g == typeof(Dictionary<,>) || g == typeof(IList<>) || g == typeof(ICollection<>)
            || g == typeof(IDictionary<,>) || g == typeof(HashSet<>)));
    }

    /// <summary>Where a type says that there is no null, a null is refused where it is given, with the name of the member. What only the
    /// library makes, and what a failure names, is not asked.</summary>
    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_takes_no_null_where_its_type_has_none(Type type)
    {
        var context = new NullabilityInfoContext();
        var closed = type.ContainsGenericParameters ? type.MakeGenericType(typeof(Rate)) : type;
        foreach (var property in closed.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static p => p.SetMethod is { IsPublic: true } && !p.PropertyType.IsValueType))
        {
            if (context.Create(property).WriteState == NullabilityState.NotNull && !TakesNull.Contains(type.Name)
                && !TakesNull.Contains($"{type.Name}.{property.Name}"))
            {
                var refused = Record.Exception(() => property.SetMethod!.Invoke(RuntimeHelpers.GetUninitializedObject(closed), [null]));
                Assert.True(refused?.InnerException is ArgumentNullException { ParamName: var named } && named == property.Name,
                    $"{type.Name}.{property.Name} takes a null.");
            }
        }
    }

    /// <summary>Members whose null a failure names, and types that only the library makes.</summary>
    private static readonly HashSet<string> TakesNull =
    [
        "Contract.Id", "Contract.Currency", "Contract.Term", "Arrangement.Id", "EarlyTermination.Period",
        "ServiceLevelsTerms.Id", "ServiceLevelsTerms.Currency", "ServiceLevelsTerms.Term",
        "OutcomePaymentsTerms.Id", "OutcomePaymentsTerms.Currency", "OutcomePaymentsTerms.Term",
        "MilestonePaymentsTerms.Id", "MilestonePaymentsTerms.Currency", "MilestonePaymentsTerms.Term",
        "AllocatedPart", "ByStratum", "CalculatedRebate", "CategoryTotals", "ClauseCoverage", "DueConsequence", "EpisodeAmounts",
        "EpisodeLeftOut", "Exchanged", "ExchangedParticipant", "FacilityRank", "FacilityRanking", "Failure", "FunnelJudgement",
        "LanClassification", "LowestNetPrice", "MeasureWarning", "MipsAdjusted", "MipsAdjustment", "NonAdditive", "OrganisationChange",
        "OrganisationReconciliation", "Outcome", "PaidRebate", "ProportionTest", "Quantity", "Recalculation", "RegionalAdjustmentResult",
        "ReleasedTranches", "RowDifference", "SampleSize", "SharedAmount", "SpecialtyScore", "SplitPool", "StandardisedRate", "Step",
        "StratumExpenditure", "ThresholdChange", "Unread",
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_is_made_of_parts_that_are_equal_by_value(Type type)
    {
        foreach (var field in type.GetFields(Instance))
        {
            Assert.True(field.IsInitOnly || Refilled.ContainsKey($"{type.Name}.{field.Name}"), $"{type.Name}.{field.Name} can change.");
            var part = Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType;
            Assert.False(typeof(IEnumerable).IsAssignableFrom(part) && part != typeof(string) && part != typeof(DateInterval)
                && !(part.IsGenericType && part.GetGenericTypeDefinition() == typeof(ValueList<>))
                && !IsRecord(part), $"{type.Name}.{field.Name} is a {part.Name}: use ValueList.");
            Assert.True(part.IsGenericParameter || part.IsEnum || part == typeof(object) || part == typeof(Type)
                || part.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEquatable<>)),
                $"{type.Name}.{field.Name} is a {part.Name}, which is not equal by value.");
        }

        if (!type.ContainsGenericParameters)
        {
            var (one, two) = (Sample(type, 0), Sample(type, 0));
            Assert.Equal(one, two);
            Assert.Equal(one!.GetHashCode(), two!.GetHashCode());
        }
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void The_text_of_a_record_is_the_same_in_every_culture(Type type)
    {
        if (type.ContainsGenericParameters)
        {
            type = type.MakeGenericType(typeof(decimal));
        }

        var sample = Sample(type, 0)!;
        var expected = Culture.In(CultureInfo.InvariantCulture, sample.ToString);
        Assert.False(string.IsNullOrEmpty(expected));
        foreach (var culture in new[] { "tr-TR", "fa-IR", "de-CH", "de-DE" })
        {
            Assert.Equal(expected, Culture.In(CultureInfo.GetCultureInfo(culture, predefinedOnly: true), sample.ToString));
        }

        // Dates are written as dates are written, not in the words of a country.
        NoNamesOfDays(expected);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_of_dates_writes_them_as_dates(Type type)
    {
        foreach (var date in new[] { typeof(LocalDate), typeof(DateInterval), typeof(ValueList<LocalDate>) })
        {
            if (!type.ContainsGenericParameters)
            {
                return;
            }

            var text = Sample(type.MakeGenericType(date), 0)!.ToString()!;
            NoNamesOfDays(text);
            Assert.Contains("2024-02-03", text, StringComparison.Ordinal);
        }
    }

    private static void NoNamesOfDays(string text)
    {
        var format = CultureInfo.InvariantCulture.DateTimeFormat;
        foreach (var name in format.MonthNames.Concat(format.DayNames).Where(static n => n.Length > 3))
        {
            Assert.DoesNotContain(name, text, StringComparison.Ordinal);
        }
    }

    /// <summary>An instance with something in every field.</summary>
    private static object? Sample(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Sample(inner, depth);
        }

        if (type == typeof(decimal))
        {
            return -1234.5m;
        }

        if (type == typeof(double))
        {
            return -1234.5;
        }

        if (type == typeof(int))
        {
            return 1234;
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type == typeof(string))
        {
            return "text";
        }

        if (type == typeof(LocalDate))
        {
            return new LocalDate(2024, 2, 3);
        }

        if (type == typeof(DateInterval))
        {
            return new DateInterval(new(2024, 2, 3), new(2024, 2, 4));
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(0);
        }

        if (type == typeof(Rate))
        {
            return Rate.Of(-0.125m);
        }

        if (type == typeof(Curve))
        {
            return Curve.Identity;
        }

        if (type == typeof(Settlement))
        {
            return null;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            var element = type.GetGenericArguments()[0];
            var items = Array.CreateInstance(element, depth > 2 || Sample(element, depth + 1) is null ? 0 : 1);
            if (items.Length == 1)
            {
                items.SetValue(Sample(element, depth + 1), 0);
            }

            return typeof(ValueList).GetMethod("ToValueList")!.MakeGenericMethod(element).Invoke(null, [items]);
        }

        if (type.IsAbstract)
        {
            type = IntermediateCode.Library.GetTypes().Where(t => t.IsSubclassOf(type) && !t.IsAbstract && !t.ContainsGenericParameters)
                .OrderBy(static t => t.Name, StringComparer.Ordinal).First();
        }

        if (depth > 3 || (!IsRecord(type) && !type.IsValueType))
        {
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        var made = RuntimeHelpers.GetUninitializedObject(type);
        for (var part = type; part is not null && part != typeof(object) && part != typeof(ValueType); part = part.BaseType)
        {
            foreach (var field in part.GetFields(Instance | BindingFlags.DeclaredOnly))
            {
                field.SetValue(made, type == typeof(Basis) ? "pool" : Sample(field.FieldType, depth + 1));
            }
        }

        return made;
    }
}
