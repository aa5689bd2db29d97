using System.Text.Json;

namespace EnvGis.Database;

/// <summary>What the database refused, as its refusals say it in JSON (<c>Schema/env/refuse_as.sql</c>).</summary>
/// <param name="Refusal">Which one it is.</param>
/// <param name="Facts">What it is about: the table, the layer, what was given.</param>
public sealed record DatabaseRefusal(string Refusal, JsonElement Facts)
{
    public static DatabaseRefusal Read(string json) => JsonSerializer.Deserialize<DatabaseRefusal>(json, JsonSerializerOptions.Web)!;
}
