using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Architecture;

/// <summary>The rooms of the house and what none of them may do, held against the compiled library.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Rooms = ["Values", "Evidence", "Curves", "Statistics", "Population", "Measures", "Tallies",
        "Benchmarks", "Contracts", "Programs", "Json", "Insight"];

    /// <summary>Methods of the Programs room that calculate with decimals themselves, each with its reason. Everything else belongs to a
    /// clause or to Workings.</summary>
    private static readonly Dictionary<string, string> Arithmetic = new()
    {
        ["IncentiveTarget.CeilingAt"] =
            "The ceiling that parties agree on is a term: a share of the target cost, before anything is settled.",
    };

    private static readonly Type[] Types = [.. IntermediateCode.Library.GetTypes()
        .Where(static t => !IntermediateCode.Outermost(t).Name.StartsWith('<')
        && !IntermediateCode.Outermost(t).IsDefined(typeof(CompilerGeneratedAttribute)))];

    private static readonly Dictionary<string, string> RoomOf = ReadRooms();

    [Fact]
    public void Every_folder_is_a_room_and_every_type_has_one()
    {
        Assert.Empty(Directory.GetDirectories(Source).Select(Path.GetFileName).Except([.. Rooms, "bin", "obj", "Properties"]));
        Assert.Empty(Types.Where(static t =>
            t.DeclaringType is null && Room(t) is null && t.Namespace?.StartsWith("ValueSettlement", StringComparison.Ordinal) == true)
            .Select(static t => t.FullName));
        Assert.True(RoomOf.Count > 60);
    }

    [Fact]
    public void A_room_uses_only_itself_and_the_rooms_above_it()
    {
        var wrong = new List<string>();
        var uses = 0;
        foreach (var type in Types)
        {
            if (Room(type) is not { } room)
            {
                continue;
            }

            foreach (var used in IntermediateCode.Uses(type).Where(static t => t.Assembly == IntermediateCode.Library))
            {
                uses++;
                if (Room(used) is { } other && Array.IndexOf(Rooms, other) > Array.IndexOf(Rooms, room))
                {
                    wrong.Add($"{type.Name} ({room}) uses {used.Name} ({other})");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Distinct().Order()));
        Assert.True(uses > 1_000);
    }

    /// <summary>The rooms whose types need no using of their own: what a first contract needs.</summary>
    private static readonly string[] Root = ["Values", "Evidence", "Contracts", "Insight"];

    /// <summary>Types of other rooms that a first contract meets, so that they are found beside it.</summary>
    private static readonly string[] BesideTheRoot =
        [nameof(OriginState), nameof(OriginExtensions), nameof(SettlementJson), nameof(SettlementVerification)];

    [Fact]
    public void Every_room_is_a_namespace_but_those_of_a_first_contract_which_are_the_root()
    {
        foreach (var type in IntermediateCode.Library.GetExportedTypes().Where(static t => t.DeclaringType is null))
        {
            var room = Room(type)!;
            Assert.Equal((type.Name,
                Root.Contains(room) || BesideTheRoot.Contains(type.Name) ? "ValueSettlement" : "ValueSettlement." + room),
                (type.Name, type.Namespace));
        }
    }

    [Fact]
    public void Programmes_do_not_calculate()
    {
        var found = new List<string>();
        foreach (var method in Types.Where(static t => Room(t) == "Programs").SelectMany(IntermediateCode.Methods))
        {
            if (IntermediateCode.Named(method).Any(Calculates))
            {
                found.Add(Name(method));
            }
        }

        Assert.True(found.Distinct().Except(Arithmetic.Keys).ToArray() is var more
            && more.Length == 0, "Decimal arithmetic in the Programs room: " + string.Join(", ", more)
            + ". It belongs to a clause or to Workings.");
        Assert.Empty(Arithmetic.Keys.Except(found));
        Assert.All(Arithmetic.Values, static reason => Assert.True(reason.Length > 20));
        Assert.True(Arithmetic.Count <= 10);

        static bool Calculates(MemberInfo member) => member is MethodBase { DeclaringType: { } type } method
            && ((type == typeof(decimal) && method.Name is "op_Addition" or "op_Subtraction" or "op_Multiply" or "op_Division"
                or "op_Modulus" or "op_UnaryNegation" or "op_Increment" or "op_Decrement" or "Add" or "Subtract" or "Multiply" or "Divide"
                or "Remainder" or "Negate")
                || ((type == typeof(Money) || type == typeof(Rate))
                    && method.Name is "op_Addition" or "op_Subtraction" or "op_Multiply" or "op_UnaryNegation" or "Add" or "Subtract"
                    or "Multiply" or "Negate"));
    }

    /// <summary>The compiler itself asks for the thread in iterators; nothing else of the machine is asked for.</summary>
    [Fact]
    public void The_library_reads_no_clock_file_network_culture_or_machine()
    {
        var wrong = new List<string>();
        foreach (var type in Types)
        {
            foreach (var method in IntermediateCode.Methods(type))
            {
                foreach (var member in IntermediateCode.Named(method))
                {
                    if (Forbidden(member))
                    {
                        wrong.Add($"{Name(method)} uses {member.DeclaringType?.FullName ?? string.Empty}.{member.Name}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Distinct()));

        static bool Forbidden(MemberInfo member)
        {
            var type = member as Type ?? member.DeclaringType!;
            return type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(TimeProvider) || type == typeof(SystemClock)
                || (type == typeof(Environment) && member.Name != "get_CurrentManagedThreadId") || type == typeof(TimeZoneInfo)
                // The zones of the package are the same on every machine; those of the machine, and what serialisers were told, are not.
                || (type == typeof(DateTimeZoneProviders) && member.Name != "get_Tzdb")
                || type == typeof(File) || type == typeof(FileInfo) || type == typeof(FileStream) || type == typeof(Directory)
                    || type == typeof(DirectoryInfo) || type == typeof(Path) || type == typeof(Console) || type == typeof(AppContext)
                || type.Namespace?.StartsWith("System.Net", StringComparison.Ordinal) == true || type.Namespace == "System.Diagnostics"
                    && type.Name is "Process" or "Stopwatch"
                || (type == typeof(CultureInfo) && member.Name is not ("get_InvariantCulture" or "CultureInfo" or ".cctor"))
                || (type == typeof(Guid) && member.Name == "NewGuid")
                    || (type == typeof(Random)
                    && (member.Name == "get_Shared" || member is ConstructorInfo { } made && made.GetParameters().Length == 0));
        }
    }

    /// <summary>An interpolated string formats numbers and dates in the thread's culture unless it says otherwise.</summary>
    [Fact]
    public void No_text_is_made_in_the_threads_culture()
    {
        var wrong = new List<string>();
        foreach (var method in Types.SelectMany(IntermediateCode.Methods))
        {
            var named = IntermediateCode.Named(method).OfType<MethodBase>().ToArray();
            var invariant = named.Any(static m =>
                m.DeclaringType == typeof(string) && m.Name == "Create" && m.GetParameters()[0].ParameterType == typeof(IFormatProvider));
            foreach (var called in named)
            {
                if (!invariant && called.DeclaringType == typeof(DefaultInterpolatedStringHandler) && called.Name == "AppendFormatted"
                    && called.IsGenericMethod && Speaks(called.GetGenericArguments()[0]))
                {
                    wrong.Add($"{Name(method)} formats a {called.GetGenericArguments()[0]}");
                }

                if (called.Name == "ToString" && called.GetParameters().All(static p => p.ParameterType != typeof(IFormatProvider))
                    && Speaks(called.DeclaringType!))
                {
                    wrong.Add($"{Name(method)} calls {called.DeclaringType}.ToString()");
                }

                if (called.Name is "Parse" or "TryParse" && Speaks(called.DeclaringType!)
                    && called.GetParameters().All(static p => p.ParameterType != typeof(IFormatProvider)))
                {
                    wrong.Add($"{Name(method)} calls {called.DeclaringType}.{called.Name}");
                }

                if (called.DeclaringType == typeof(string) && called.Name is "ToLower" or "ToUpper" && called.GetParameters().Length == 0)
                {
                    wrong.Add($"{Name(method)} changes case in a culture");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Distinct()));

        static bool Speaks(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            return type == typeof(decimal) || type == typeof(double) || type == typeof(float) || type == typeof(LocalDate)
                || type == typeof(YearMonth) || type == typeof(LocalDateTime) || type == typeof(DateTime);
        }
    }

    /// <summary>A reader that sees nothing would find nothing wrong.</summary>
    [Fact]
    public void The_reader_of_the_compiled_library_sees_what_is_there()
    {
        var evaluate = IntermediateCode.Methods(typeof(Formulas)).SelectMany(IntermediateCode.Named).OfType<MethodBase>()
            .Where(static m => m.DeclaringType == typeof(decimal)).Select(static m => m.Name).ToArray();
        Assert.Contains("op_Addition", evaluate);
        Assert.Contains("op_Division", evaluate);
        Assert.Contains(typeof(Contract), IntermediateCode.Uses(typeof(PayoffExtensions)));
        Assert.Contains(typeof(Math), IntermediateCode.Uses(typeof(Rounding)));
        Assert.Equal(["Values", "Evidence", "Curves", "Contracts", "Programs"],
            new[] { typeof(Money), typeof(Line), typeof(Curve), typeof(Limit),
            typeof(ValueSettlement.Programs.MedicareSharedSavings) }.Select(Room));
        Assert.Contains(typeof(ArchitectureTests).GetMethods(BindingFlags.NonPublic | BindingFlags.Static)
            .Where(static m => m.Name == nameof(Clock)).SelectMany(IntermediateCode.Named), static m =>
            m.DeclaringType == typeof(TimeProvider));
    }

    private static TimeProvider Clock() => TimeProvider.System;

    internal static string? Room(Type type) => RoomOf.GetValueOrDefault(IntermediateCode.Outermost(type).Name.Split('`')[0]);

    /// <summary>The method as its author knows it: lambdas and local functions under the method that they stand in.</summary>
    private static string Name(MethodBase method)
    {
        var own = Inner().Match(method.Name) is { Success: true } inner ? inner.Groups[1].Value : method.Name;
        return $"{IntermediateCode.Outermost(method.DeclaringType!).Name}.{own}";
    }

    internal static string Source
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (Directory.Exists(Path.Combine(folder.FullName, "src", "ValueSettlement")))
                {
                    return Path.Combine(folder.FullName, "src", "ValueSettlement");
                }
            }

            throw new DirectoryNotFoundException("src/ValueSettlement is not above the tests.");
        }
    }

    private static Dictionary<string, string> ReadRooms()
    {
        var rooms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var room in Rooms.Where(static r => Directory.Exists(Path.Combine(Source, r))))
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Source, room), "*.cs", SearchOption.AllDirectories))
            {
                foreach (Match declared in Declaration().Matches(File.ReadAllText(file)))
                {
                    // A partial type belongs to the first room that declares it.
                    rooms.TryAdd(declared.Groups[1].Value, room);
                }
            }
        }

        return rooms;
    }

    [GeneratedRegex(@"^(?:\[[^\n]*\]\s*)?(?:(?:public|internal|static|sealed|abstract|partial|readonly|ref|file)\s+)*(?:record\s+struct|record\s+class|class|record|struct|interface|enum)\s+([A-Za-z_]\w*)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^<(\w+)>")]
    private static partial Regex Inner();
}
