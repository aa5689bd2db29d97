using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EnvGis.Contract;

/// <summary>What stands above the records in the code, for who reads the API's description. Read once, and only when that is made.</summary>
sealed partial class DocComments
{
    readonly Lazy<Dictionary<string, XElement>> members = new(() => Storeys().Select(storey => Path.ChangeExtension(storey.Location, ".xml")).Where(File.Exists)
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        // What the compiler generates has the same names in all of them.
        .Where(member => member.Attribute("name")!.Value.Contains(":EnvGis.", StringComparison.Ordinal)).ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal));

    static IEnumerable<Assembly> Storeys() => typeof(DocComments).Assembly.GetReferencedAssemblies()
        .Where(name => name.Name!.StartsWith("EnvGis.", StringComparison.Ordinal)).Select(Assembly.Load).Append(typeof(DocComments).Assembly);

    public string? Of(Type type) => Text(members.Value.GetValueOrDefault($"T:{Name(type)}")?.Element("summary"));

    /// <summary>Of a record's member, which is a parameter of its constructor.</summary>
    public string? Of(PropertyInfo property) => Text(
        members.Value.GetValueOrDefault($"T:{Name(property.DeclaringType!)}")?.Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")?.Value == property.Name)
        ?? members.Value.GetValueOrDefault($"P:{Name(property.DeclaringType!)}.{property.Name}")?.Element("summary"));

    static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    static string? Text(XElement? said)
    {
        if (said is null)
        {
            return null;
        }
        var words = said.Nodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Value.Length: > 0 } element => element.Value,
            // A reference: the last part of what it names, as JSON writes it.
            XElement element when (element.Attribute("cref") ?? element.Attribute("name") ?? element.Attribute("langword")) is { } name => name.Value.Split('.', ':')[^1] is { Length: > 0 } last
                ? char.ToLowerInvariant(last[0]) + last[1..] : "",
            _ => "",
        });
        return Blank().Replace(string.Concat(words), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
