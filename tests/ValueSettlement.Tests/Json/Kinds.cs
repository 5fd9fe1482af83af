using System.Reflection;
using System.Text.Json.Serialization;

namespace ValueSettlement.Tests.Json;

/// <summary>Every type that comes in kinds, with its kinds, as the library declares them.</summary>
internal static class Kinds
{
    public static IReadOnlyDictionary<Type, JsonDerivedTypeAttribute[]> All { get; } = typeof(Contract).Assembly.GetTypes()
        .Where(static type => type.IsDefined(typeof(JsonPolymorphicAttribute), inherit: false))
        .ToDictionary(static type => type, static type => type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).ToArray());
}
