using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace EnvGis.Lists;

/// <param name="Grade">Severity on the scale of all layers, 0 to 4; null where the layer has none.</param>
/// <param name="State">In the words of all layers; null where the layer has none.</param>
/// <param name="Lon">Degrees of a point on it, or of the centre of the area that holds what nobody has located; null when not even that is known.</param>
/// <param name="OpenTasks">Tasks tied to it that have begun by their plan.</param>
/// <param name="OverdueDays">How long the latest of them is past its plan's date; null when none is.</param>
/// <param name="DistanceM">Geodesic metres from the place asked from, 0 inside; null when none was given.</param>
sealed record ListedFeature(
    long Id, string Layer, string Code, Text Name, short? Grade, string? State, ListedFeature.Unit? Commune, ListedFeature.Unit? Province,
    double? Lon, double? Lat, bool Unlocated, bool Demonstration, int OpenTasks, int? OverdueDays, double? DistanceM)
{
    public sealed record Unit(string Code, string Name);
}

/// <summary>What lies in a box, over layers, as rows: the map for those who read or hear it.</summary>
static class ListFeatures
{
    /// <param name="Total">How many match in all.</param>
    /// <param name="Next">Address of the page after this; null on the last.</param>
    public sealed record Answer(int Total, IReadOnlyList<ListedFeature> Features, string? Next);

    public static async Task<Results<JsonHttpResult<Answer>, Refusal>> Handle(
        HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var (catalogue, database) = sight;
        var request = ListRequest.Of(context.Request, catalogue);
        if (request.Scope.Query.IsRefused(out var refusal))
        {
            return refusal;
        }
        try
        {
            var (total, features, next) = await ReadAsync(request, database, cancellationToken);
            var address = next is null ? null : QueryHelpers.AddQueryString("/api/list",
                request.Scope.Query.All.Where(one => one.Key != "after").Append(new("after", next.Write(request.Order)))!);
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Json(new Answer(total, features, address), ListJson.Context.ListAnswer);
        }
        catch (NpgsqlException late) when (late.InnerException is TimeoutException)
        {
            return Problems.TooExpensive();
        }
    }

    static async Task<(int Total, IReadOnlyList<ListedFeature> Features, ListCursor? Next)> ReadAsync(
        ListRequest request, PublishedDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var counted = await ListQuery.CountAsync(connection, request.Scope, cancellationToken);
        var reach = await ListQuery.ReachAsync(connection, request, request.Limit + 1, counted, cancellationToken);
        await using var command = await ListQuery.CommandAsync(connection, request, request.Limit + 1, whole: false, counted, reach, cancellationToken);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var features = new List<ListedFeature>();
        var total = 0;
        ListCursor? last = null;
        while (await rows.ReadAsync(cancellationToken))
        {
            total = rows.GetInt32(0);
            if (rows.IsDBNull(1))
            {
                break;
            }
            if (features.Count == request.Limit)
            {
                return (total, features, last);
            }
            features.Add(ListQuery.Read(rows));
            last = new(rows.GetValue(1), features[^1].Id);
        }
        return (total, features, null);
    }
}

static class ListJson
{
    public static readonly ListJsonContext Context = new(new(ListJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ListFeatures.Answer), TypeInfoPropertyName = "ListAnswer")]
[JsonSerializable(typeof(Facets.Answer), TypeInfoPropertyName = "FacetsAnswer")]
sealed partial class ListJsonContext : JsonSerializerContext;
