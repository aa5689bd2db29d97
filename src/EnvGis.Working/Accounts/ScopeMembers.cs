using System.Data.Common;
using Dapper;
using EnvGis.Access;
using EnvGis.Http;

namespace EnvGis.Accounts;

/// <summary>
/// Whether the members of a scope are there: layers and provinces that exist, communes that lie in the province named with them. The database refuses others
/// too, through whatever door they come; here the one who asked is told which it is.
/// </summary>
public static class ScopeMembers
{
    /// <returns>Null when all are there.</returns>
    public static async Task<Refusal?> ProblemAsync(DbConnection connection, Scope scope, CancellationToken cancellationToken)
    {
        foreach (var (part, members) in new[] { ("layers", scope.Layers), ("provinces", scope.Provinces), ("communes", scope.Communes) })
        {
            // What no code looks like need not be asked for, and some of it the database could not even be told.
            if (members is not null && !members.All(IsCode))
            {
                return NotThere(part, members.First(member => !IsCode(member)) ?? "");
            }
        }
        var fault = await connection.QueryFirstOrDefaultAsync<(string Part, string Member)?>(new CommandDefinition(
            "select part, member from account.scope_faults(@layers, @provinces, @communes)",
            new { layers = Array(scope.Layers), provinces = Array(scope.Provinces), communes = Array(scope.Communes) }, cancellationToken: cancellationToken));
        return fault is var (name, member) ? NotThere(name, member) : null;
    }

    /// <summary>The most that one scope names: all provinces, or all communes of the largest of them, with room; and all layers.</summary>
    public const int MostProvinces = 100, MostCommunes = 500, MostLayers = 200;

    /// <returns>Null when no part names more than there can be.</returns>
    public static Refusal? TooMany(IReadOnlyList<string>? provinces, IReadOnlyList<string>? communes, IReadOnlyList<string>? layers) =>
        new[] { ("provinces", provinces, MostProvinces), ("communes", communes, MostCommunes), ("layers", layers, MostLayers) }
            .FirstOrDefault(part => part.Item2?.Count > part.Item3) is { Item1: { } name, Item3: var most }
            ? Problems.BadField(name, $"nhiều nhất {most} mục", $"{most} entries are the most") : null;

    /// <summary>An empty list is not "everywhere": who means that leaves it out.</summary>
    public static Refusal? EmptyPart(IReadOnlyList<string>? provinces, IReadOnlyList<string>? communes, IReadOnlyList<string>? layers) =>
        new[] { ("provinces", provinces), ("communes", communes), ("layers", layers) }.FirstOrDefault(part => part.Item2 is { Count: 0 }) is { Item1: { } name }
            ? Problems.BadField(name, "danh sách rỗng; bỏ hẳn mục này nếu không giới hạn", "the list is empty; leave it out if there is no limit") : null;

    static bool IsCode(string? member) => member is { Length: > 0 and <= 100 } && member.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-');

    static Refusal NotThere(string part, string member) => part switch
    {
        "layers" => Problems.NoSuchMember("layers", member, "không có lớp này; danh sách ở /api/layers", "there is no such layer; they are listed at /api/layers"),
        "provinces" => Problems.NoSuchMember("provinces", member, "không có tỉnh nào mang mã này", "no province has this code"),
        _ => Problems.NoSuchMember("communes", member, "tỉnh đã nêu không có xã nào mang mã này", "the province named with it has no commune of this code"),
    };

    static string[]? Array(IReadOnlyList<string>? members) => members is null ? null : [.. members];
}
