using System.Globalization;
using System.Text.Json;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Ogc;

/// <summary>One feature in force today, as GeoJSON.</summary>
static class Item
{
    // Of a version that is another one to this reader (decision 20) the tag is that one's: nothing that they may see has changed.
    const string Columns = $"""
        {PublishedFeatureRow.Columns},
        coalesce((select v.echo_of from feature_version v where v.id = f.id and v.version_id = f.version_id), f.version_id) as tag
        """;

    const string Sql = $"select {Columns} from feature f where f.layer = $1 and f.id = $2";

    // The id alone says which feature; the layer is told for the index.
    const string AnyLayerSql = $"select {Columns} from feature f join layer l on l.id = f.layer where f.id = $1";

    public static async Task<Results<EmptyHttpResult, Refusal>> Handle(
        string id, string feature, HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var (layers, database) = sight;
        var request = context.Request;
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
        using var body = new StreamedBody(context.Response, StreamedBody.WantsGzip(context.Request));
        if (!await ReadAsync(body, context, database, Sql, [layer.Id, number], links, layer.HasOneGeometryType(), cancellationToken))
        {
            return Problems.UnknownFeature(feature);
        }
        await SendAsync(body, context.Response, cancellationToken);
        return TypedResults.Empty;
    }

    /// <summary>The same feature where the layer is not told: for the page.</summary>
    public static async Task<Results<EmptyHttpResult, Refusal>> HandleGeometry(
        string id, HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var database = sight.Database;
        if (!TryId(id, out var number))
        {
            return Problems.UnknownFeature(id);
        }
        using var body = new StreamedBody(context.Response, StreamedBody.WantsGzip(context.Request));
        if (!await ReadAsync(body, context, database, AnyLayerSql, [number], [], oneType: false, cancellationToken))
        {
            return Problems.UnknownFeature(id);
        }
        await SendAsync(body, context.Response, cancellationToken);
        return TypedResults.Empty;
    }

    /// <summary>Whether a path's part is an id; ids are positive whole numbers without leading zeros.</summary>
    public static bool TryId(string text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0 && text[0] != '0';

    /// <summary>
    /// Writes the feature into the body and sets the answer's headers. The connection is given back with the end of this, before a reader begins who may take his time;
    /// by its scope alone, since the driver uses a connection's reader again for the next who asks.
    /// </summary>
    /// <returns>False when there is no such feature; nothing has been written then.</returns>
    static async Task<bool> ReadAsync(StreamedBody body, HttpContext context, PublishedDatabase database, string sql, object[] parameters, Link[] links, bool oneType,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        Array.ForEach(parameters, value => command.Parameters.Add(new() { Value = value }));
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
        {
            return false;
        }
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
        using var row = new PublishedFeatureRow(rows, body, oneType);
        row.Write(links.Length == 0 ? default : [.. ",\"links\":"u8, .. JsonSerializer.SerializeToUtf8Bytes(links, OgcJson.Context.Links)]);
        return true;
    }

    static ValueTask SendAsync(StreamedBody body, HttpResponse response, CancellationToken cancellationToken) =>
        response.StatusCode == StatusCodes.Status304NotModified ? ValueTask.CompletedTask : body.EndAsync(cancellationToken);
}
