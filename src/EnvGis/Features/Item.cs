using System.Globalization;
using System.Text.Json;
using EnvGis.Http;
using EnvGis.Layers;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Features;

/// <summary>One feature in force today, as GeoJSON.</summary>
static class Item
{
    // Of a version that is another one to this reader (decision 20) the tag is that one's: nothing that they may see has changed.
    const string Columns = $"""
        {PublishedFeatureRow.Columns},
        coalesce((select v.echo_of from feature_version v where v.id = f.id and v.version_id = f.version_id), f.version_id) as tag
        """;

    const string Sql = $"select {Columns} from feature f where f.layer = $1 and f.id = $2";

    // The id alone says which feature; the layer is told for the partition.
    const string AnyLayerSql = $"select {Columns} from feature f join layer l on l.id = f.layer where f.id = $1";

    public static async Task<Results<EmptyHttpResult, Refusal>> Handle(
        string id, string feature, HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var (layers, database) = sight;
        var request = context.Request;
        if (!QueryParameters.TryRead(request, ["f", "crs"], out var query, out var refusal) || !OgcFormat.IsKnown(query, out refusal))
        {
            return refusal;
        }
        if (query["crs"] is { } crs && crs != CoordinateSystems.Crs84)
        {
            return Problems.BadParameter("crs", crs, $"chỉ có {CoordinateSystems.Crs84}", $"only {CoordinateSystems.Crs84} is served");
        }
        if (layers.Find(id) is not { } layer)
        {
            return Problems.UnknownLayer(id);
        }
        if (!TryId(feature, out var number))
        {
            return Problems.UnknownFeature(feature);
        }
        var collection = $"{OgcLinks.Root(request)}/collections/{layer.Id}";
        Link[] links =
        [
            new(OgcLinks.Self(request), "self", MediaTypes.GeoJson),
            new(collection, "collection", MediaTypes.Json),
        ];
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new() { Value = layer.Id });
        command.Parameters.Add(new() { Value = number });
        return await WriteAsync(context, command, links, layer.HasOneGeometryType(), cancellationToken) ? TypedResults.Empty : Problems.UnknownFeature(feature);
    }

    /// <summary>The same feature where the layer is not told: for the page.</summary>
    public static async Task<Results<EmptyHttpResult, Refusal>> HandleGeometry(
        string id, HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var database = sight.Database;
        if (!QueryParameters.TryRead(context.Request, [], out _, out var refusal))
        {
            return refusal;
        }
        if (!TryId(id, out var number))
        {
            return Problems.UnknownFeature(id);
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(AnyLayerSql, connection);
        command.Parameters.Add(new() { Value = number });
        return await WriteAsync(context, command, [], oneType: false, cancellationToken) ? TypedResults.Empty : Problems.UnknownFeature(id);
    }

    /// <summary>Whether a path's part is an id; ids are positive whole numbers without leading zeros.</summary>
    public static bool TryId(string text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0 && text[0] != '0';

    /// <returns>False when there is no such feature; nothing has been written then.</returns>
    static async Task<bool> WriteAsync(HttpContext context, NpgsqlCommand command, Link[] links, bool oneType, CancellationToken cancellationToken)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
        {
            return false;
        }
        using var body = new StreamedBody(context.Response, StreamedBody.WantsGzip(context.Request));
        using var row = new PublishedFeatureRow(rows, body, oneType);
        var headers = context.Response.GetTypedHeaders();
        context.Response.Headers["Content-Crs"] = CoordinateSystems.ContentCrs;
        context.Response.Headers.CacheControl = "no-cache";
        // Weak, because the links name the host that was asked and the body may be compressed.
        headers.ETag = new($"\"v{rows.GetInt64(rows.GetOrdinal("tag")).ToString(CultureInfo.InvariantCulture)}\"", isWeak: true);
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(headers.ETag, useStrongComparison: false) || known.Tag == "*"))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }
        context.Response.ContentType = MediaTypes.GeoJson;
        row.Write(links.Length == 0 ? default : [.. ",\"links\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(links, OgcJson.Context.Links)]);
        // It is whole in memory: a slow reader needs no connection to the database.
        await rows.DisposeAsync();
        await command.Connection!.CloseAsync();
        await body.EndAsync(cancellationToken);
        return true;
    }
}
