using System.Reflection;
using System.Runtime.Loader;
using EnvGis.Commands;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Architecture;

/// <summary>What the compiler refuses by name (src/BannedSymbols*.txt). A name that is misspelt bans nothing, and the analyzer does not say so.</summary>
public sealed class BannedSymbolsTests
{
    static readonly string Sources = Path.Combine(Checkout.Find(), "src");

    [Fact]
    public void Every_banned_symbol_exists_and_says_what_to_take_instead()
    {
        var lines = Directory.GetFiles(Sources, "BannedSymbols*.txt").SelectMany(File.ReadLines).Where(line => !line.StartsWith("//", StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBeGreaterThan(60);
        foreach (var line in lines)
        {
            var (symbol, instead) = line.Split(';') is [var one, var two] ? (one, two) : (line, "");
            instead.ShouldNotBeNullOrWhiteSpace(line);
            Exists(symbol).ShouldBeTrue($"{symbol} names nothing");
        }
    }

    [Fact]
    public void Every_exception_is_for_a_line_and_says_why()
    {
        foreach (var file in House.Files("*.cs"))
        {
            foreach (var line in File.ReadLines(file).Where(line => line.Contains("pragma warning disable RS0030", StringComparison.Ordinal)))
            {
                line.ShouldMatch(@"disable RS0030 // \S.{10,}", file);
            }
            File.ReadAllText(file).Split("disable RS0030").Length.ShouldBe(File.ReadAllText(file).Split("restore RS0030").Length, file);
        }
    }

    /// <param name="symbol">A documentation comment's id: kind, name, and a method's parameters.</param>
    static bool Exists(string symbol)
    {
        var name = symbol[2..].Split('(')[0];
        if (symbol[0] == 'T')
        {
            return Find(name) is not null;
        }
        var (owner, member) = (name[..name.LastIndexOf('.')], name[(name.LastIndexOf('.') + 1)..]);
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;
        return Find(owner) is { } type && (symbol[0] == 'P' ? type.GetProperty(member, Public) is not null
            : member == "#ctor" ? type.GetConstructors(Public).Any(Fits)
            : type.GetMethods(Public).Any(method => method.Name == member.Split('`')[0] && Fits(method)));

        bool Fits(MethodBase method) =>
            string.Join(",", method.GetParameters().Select(parameter => Id(parameter.ParameterType))) == (symbol.Split('(') is [_, var given] ? given.TrimEnd(')') : "");
    }

    static string Id(Type type) => type.IsGenericMethodParameter ? $"``{type.GenericParameterPosition}" : type.IsByRef ? Id(type.GetElementType()!) + "@" : type.IsArray ? Id(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Namespace}.{type.Name.Split('`')[0]}{{{string.Join(",", type.GetGenericArguments().Select(Id))}}}" : type.FullName ?? type.Name;

    static Type? Find(string name) => AssemblyLoadContext.Default.Assemblies
        .Concat(House.Storeys.SelectMany(storey => storey.GetReferencedAssemblies()).DistinctBy(one => one.FullName).Select(Assembly.Load))
        .Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null);
}
