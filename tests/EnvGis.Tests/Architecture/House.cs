using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using EnvGis.Access;
using EnvGis.Commands;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Tiles;

namespace EnvGis.Tests.Architecture;

/// <summary>The service's storeys as the compiler left them, and the files they are made of.</summary>
static partial class House
{
    static readonly string Root = Checkout.Find();

    /// <summary>Beside the spatial library, the lowest first.</summary>
    public static IReadOnlyList<Assembly> Storeys { get; } =
        [typeof(Refusal).Assembly, typeof(SchemaObjects).Assembly, typeof(Caller).Assembly, typeof(TileQuery).Assembly, typeof(WorkingDatabase).Assembly, typeof(Service).Assembly];

    public static IReadOnlyList<Type> Types { get; } = [.. Storeys.SelectMany(storey => storey.GetTypes())];

    public static string FolderOf(Assembly storey) => Path.Combine(Root, "src", storey.GetName().Name!);

    public static string Migrations { get; } = Path.Combine(Root, "src", "EnvGis.Record", "Database", "Migrations");

    /// <summary>Sources of all storeys.</summary>
    /// <param name="pattern">Such as <c>*.cs</c>.</param>
    public static IEnumerable<string> Files(string pattern) => Storeys.SelectMany(storey => Directory.EnumerateFiles(FolderOf(storey), pattern, SearchOption.AllDirectories))
        .Where(file => !BuildOutput().IsMatch(file));

    /// <summary>Rooms of a storey, as their folders are named.</summary>
    public static IEnumerable<string> RoomsOf(Assembly storey) => Directory.GetDirectories(FolderOf(storey)).Select(folder => Path.GetFileName(folder)).Where(room => room is not ("bin" or "obj" or "Properties"));

    /// <summary>The room that a namespace is; null of what stands in none.</summary>
    public static string? RoomOf(Type type) => type.Namespace?.Split('.') is ["EnvGis", var room, ..] ? room : null;

    /// <summary>Storey and room, as <c>Reading/Tiles</c>; of the program's as <c>Program/Health</c>.</summary>
    public static string Address(Assembly storey, string room) => $"{(storey.GetName().Name == "EnvGis" ? "Program" : storey.GetName().Name!["EnvGis.".Length..])}/{room}";

    /// <summary>What a type names: in its members' signatures and in their bodies, what the compiler made of them included. A constant's value is copied and does not tell where it came from.</summary>
    public static IReadOnlySet<Type> UsedBy(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var used = new HashSet<Type>();
        Add(type.BaseType);
        foreach (var one in type.GetInterfaces())
        {
            Add(one);
        }
        foreach (var field in type.GetFields(Declared))
        {
            Add(field.FieldType);
        }
        foreach (var method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)))
        {
            Add((method as MethodInfo)?.ReturnType);
            foreach (var parameter in method.GetParameters())
            {
                Add(parameter.ParameterType);
            }
            if (method.GetMethodBody() is not { } body)
            {
                continue;
            }
            foreach (var local in body.LocalVariables)
            {
                Add(local.LocalType);
            }
            foreach (var token in Tokens(body.GetILAsByteArray()!))
            {
                Name(type.Module.ResolveMember(token, type.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : []));
            }
        }
        return used;

        void Name(MemberInfo? member)
        {
            Add(member as Type ?? member?.DeclaringType);
            if (member is MethodInfo { IsGenericMethod: true } generic)
            {
                foreach (var argument in generic.GetGenericArguments())
                {
                    Add(argument);
                }
            }
        }

        void Add(Type? one)
        {
            if (one is null || one.IsGenericParameter)
            {
                return;
            }
            if (one.HasElementType)
            {
                Add(one.GetElementType());
                return;
            }
            foreach (var argument in one.GetGenericArguments())
            {
                Add(argument);
            }
            used.Add(one.IsGenericType ? one.GetGenericTypeDefinition() : one);
        }
    }

    static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>The tokens of types, methods and fields in a method's instructions (ECMA-335, III.1.2).</summary>
    static IEnumerable<int> Tokens(byte[] instructions)
    {
        for (var at = 0; at < instructions.Length;)
        {
            int value = instructions[at++];
            if (value == 0xFE)
            {
                value = value << 8 | instructions[at++];
            }
            var operand = Codes[value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return BitConverter.ToInt32(instructions, at);
            }
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(instructions, at),
                _ => 4,
            };
        }
    }

    [GeneratedRegex(@"[\/](obj|bin)[\/]")]
    private static partial Regex BuildOutput();
}
