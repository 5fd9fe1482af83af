using System.Reflection;
using System.Reflection.Emit;

namespace ValueSettlement.Tests.Architecture;

/// <summary>What the compiled library really refers to: the types of its members and, through the code of every method, what each
/// calls.</summary>
internal static class IntermediateCode
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static f => (OpCode)f.GetValue(null)!).ToDictionary(static c => c.Value);

    public static Assembly Library => typeof(Contract).Assembly;

    public static IEnumerable<MethodBase> Methods(Type type) =>
        type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own))
        .Concat(type.TypeInitializer is { } initializer ? [initializer] : []).Distinct();

    /// <summary>Members that the code of a method names.</summary>
    public static IEnumerable<MemberInfo> Named(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        Type[] ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments()
            : [], ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (var at = 0; at < code.Length;)
        {
            var value = (short)code[at++];
            var op = Codes[value == 0xFE ? (short)(0xFE00 | code[at++]) : value];
            if (op.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod)!;
            }

            at += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    /// <summary>Every type that a type refers to, its own name apart.</summary>
    public static IEnumerable<Type> Uses(Type type)
    {
        var found = new HashSet<Type>();
        Add(type.BaseType);
        Array.ForEach(type.GetInterfaces(), Add);
        Array.ForEach(type.GetFields(Own), f => Add(f.FieldType));
        foreach (var method in Methods(type))
        {
            Array.ForEach(method.GetParameters(), p => Add(p.ParameterType));
            Add((method as MethodInfo)?.ReturnType);
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? [])
            {
                Add(local.LocalType);
            }

            foreach (var member in Named(method))
            {
                Add(member as Type ?? member.DeclaringType);
                switch (member)
                {
                    case FieldInfo field:
                        Add(field.FieldType);
                        break;
                    case MethodBase called:
                        Array.ForEach(called.IsGenericMethod ? called.GetGenericArguments() : [], Add);
                        Array.ForEach(called.GetParameters(), p => Add(p.ParameterType));
                        Add((called as MethodInfo)?.ReturnType);
                        break;
                    default:
                        break;
                }
            }
        }

        return found;

        void Add(Type? used)
        {
            if (used is null || used.IsGenericParameter)
            {
                return;
            }

            if (used.HasElementType)
            {
                Add(used.GetElementType());
                return;
            }

            Array.ForEach(used.IsGenericType ? used.GetGenericArguments() : [], Add);
            found.Add(used.IsGenericType ? used.GetGenericTypeDefinition() : used);
        }
    }

    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
