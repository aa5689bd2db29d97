using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace EnvGis.Http;

/// <summary>
/// The query of a request, read by what its address declares; the one reader of parameters. Nothing is refused before all is read: an address reads what it needs, says what else is wrong with it,
/// and asks at last whether it <see cref="IsRefused"/>, so that all faults are told at once. What is wrong reads as if it were not given.
/// Of a paging parameter given twice the last counts, as clients append theirs to a link that has one already; any other may be repeated only with the same value.
/// </summary>
public sealed partial class QueryParameters
{
    static readonly string[] LastCounts = ["limit", "offset", "after", "f", "lang"];

    readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    // Tiles are asked for by the thousand: what an endpoint declares is sorted out once.
    static readonly ConditionalWeakTable<Endpoint, Dictionary<string, Parameter>> Declared = [];

    readonly Dictionary<string, Parameter> declared;

    readonly List<Refusal> faults = [];

    readonly HashSet<string> wrong = new(StringComparer.Ordinal);

    QueryParameters(Dictionary<string, Parameter> declared, DateOnly today)
    {
        this.declared = declared;
        this.Today = today;
    }

    /// <summary>Names as given and values in plain text, in order of first appearance.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => values;

    /// <summary>The day in Vietnam on which it is asked: deadlines and states are told as of it.</summary>
    public DateOnly Today { get; }

    /// <returns>The value, null when not given; an empty value is an empty string.</returns>
    public string? this[string name] => values.GetValueOrDefault(name);

    /// <param name="further">
    /// Whether the address has a parameter of this name that is not declared by its own, such as the attributes of the layers it is about; <c>lang</c> is known everywhere.
    /// </param>
    public static QueryParameters Of(HttpRequest request, Func<string, bool>? further = null)
    {
        var context = request.HttpContext;
        var today = context.RequestServices.GetRequiredService<TimeProvider>().TodayInVietnam();
        var query = new QueryParameters(context.GetEndpoint() is { } endpoint ? Declared.GetValue(endpoint, NamedBy) : [], today);
        foreach (var (name, given) in request.Query)
        {
            if (name != "lang" && !query.declared.ContainsKey(name) && further?.Invoke(name) is not true)
            {
                query.Refuse(Problems.UnknownParameter(name));
                continue;
            }
            var value = given[^1] ?? "";
            if (!LastCounts.Contains(name) && given.FirstOrDefault(other => other != value) is { } different)
            {
                query.Refuse(name, different, "được ghi hai lần với hai giá trị khác nhau", "it is given twice with different values");
            }
            query.values[name] = PlainText.Of(value, keepLines: false);
        }
        foreach (var parameter in query.declared.Values)
        {
            if (parameter.Required || query.values.ContainsKey(parameter.Name))
            {
                query.Check(parameter);
            }
        }
        return query;
    }

    static Dictionary<string, Parameter> NamedBy(Endpoint endpoint) =>
        DeclaredBy(endpoint).Where(parameter => !parameter.AnyName).ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);

    /// <summary>What an endpoint takes behind the question mark.</summary>
    public static IReadOnlyList<Parameter> DeclaredBy(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<Takes>() is not { Parameters: var all } ? []
        : [.. all.Where(parameter => !parameter.IsHeader && (endpoint as RouteEndpoint)?.RoutePattern.GetParameter(parameter.Name) is null)];

    /// <summary>Whether anything is wrong with it.</summary>
    public bool IsRefused([NotNullWhen(true)] out Refusal? refusal)
    {
        refusal = this.faults.Count == 0 ? null : Refusal.Together(this.faults);
        return refusal is not null;
    }

    /// <summary>Says what is wrong with the value of a parameter; only the first thing counts.</summary>
    public void Refuse(string name, string value, string vi, string en) => this.Refuse(Problems.BadParameter(name, value, vi, en));

    /// <param name="fault">A refusal that names its parameter.</param>
    public void Refuse(Refusal fault)
    {
        if (this.wrong.Add(fault.Parameter!))
        {
            this.faults.Add(fault);
        }
    }

    /// <summary>Whether a value was given in which nothing was found wrong so far.</summary>
    bool IsGiven(string name, [NotNullWhen(true)] out string? text) => this.values.TryGetValue(name, out text) && !this.wrong.Contains(name);
}
