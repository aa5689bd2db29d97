using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Search;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Ogc;

/// <summary>A page of a layer's features as GeoJSON, written row by row as the database gives them, and sent when the database is done with it: readers are many and may be slow.</summary>
static class Items
{
    public static async Task<Results<EmptyHttpResult, Refusal>> Handle(
        string id, HttpContext context, LayerTotals totals, Sight sight, Caller caller, TakenAlong taken, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var (layers, database) = sight;
        totals = totals.For(sight);
        if (layers.Find(id) is not { } layer)
        {
            return Problems.UnknownLayer(id);
        }
        var request = ItemsRequest.Of(context.Request, layer);
        if (request.Parameters.IsRefused(out var refusal))
        {
            return refusal;
        }
        using var body = new StreamedBody(context.Response, StreamedBody.WantsGzip(context.Request), held: true);
        if (!await TryReadAsync(body, context, request, totals, database, time.GetUtcNow(), cancellationToken))
        {
            return Problems.TooExpensive();
        }
        await taken.PageAsync(context.Request, caller, layer, request.Filter, request.Parameters, cancellationToken);
        context.Response.ContentType = MediaTypes.GeoJson;
        context.Response.Headers["Content-Crs"] = CoordinateSystems.ContentCrs;
        context.Response.Headers.CacheControl = "no-cache";
        await body.SendHeldAsync(cancellationToken);
        return TypedResults.Empty;
    }

    /// <returns>False when the database took too long. The connection is given back with the end of this.</returns>
    static async Task<bool> TryReadAsync(StreamedBody body, HttpContext context, ItemsRequest request, LayerTotals totals, PublishedDatabase database, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        // Outside: a pool without a free connection is a timeout too, and not the request's fault.
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        try
        {
            if (request.Text is { } text)
            {
                request = request with { Words = SearchWords.Read(text, await SearchWords.AbbreviationsAsync(connection, cancellationToken))?.WithWholeNumbers ?? "" };
            }
            await WriteAsync(body, context, request, totals, connection, now, cancellationToken);
            return true;
        }
        catch (NpgsqlException late) when (late.InnerException is TimeoutException)
        {
            return false;
        }
    }

    static async Task WriteAsync(StreamedBody body, HttpContext context, ItemsRequest request, LayerTotals totals, NpgsqlConnection connection, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        body.Write("{\"type\":\"FeatureCollection\",\"timeStamp\":\""u8);
        body.Write(Encoding.ASCII.GetBytes(now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));
        body.Write("\",\"features\":["u8);

        var (returned, last, more) = await WriteFeaturesAsync(body, request, connection, cancellationToken);
        // Null: more than are counted.
        var matched = await MatchedAsync(request, returned, more, totals, connection, cancellationToken);

        var links = new List<Link> { new(OgcLinks.Self(context.Request), "self", MediaTypes.GeoJson) };
        if (more)
        {
            links.Add(new(Next(context.Request, request, new(last, matched ?? -1)), "next", MediaTypes.GeoJson));
        }
        links.Add(new($"{OgcLinks.Root(context.Request)}/collections/{request.Layer.Id}", "collection", MediaTypes.Json));
        var counts = matched is { } exact
            ? $"],\"numberReturned\":{returned},\"numberMatched\":{exact},\"numberMatchedIs\":\"exact\",\"links\":"
            : $"],\"numberReturned\":{returned},\"numberMatchedIs\":\"at-least\",\"numberMatchedAtLeast\":{ItemsQuery.CountedExactly + 1},\"links\":";
        body.Write(Encoding.ASCII.GetBytes(counts));
        body.Write(JsonSerializer.SerializeToUtf8Bytes([.. links], OgcJson.Context.Links));
        body.Write("}"u8);
        await body.EndAsync(cancellationToken);
    }

    static async Task<(int Returned, long LastId, bool More)> WriteFeaturesAsync(
        StreamedBody body, ItemsRequest request, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = await ItemsQuery.PageAsync(connection, request, cancellationToken);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        try
        {
            using var row = new PublishedFeatureRow(rows, body, request.Layer.HasOneGeometryType());
            var returned = 0;
            var last = 0L;
            while (await rows.ReadAsync(cancellationToken))
            {
                if (returned == request.Limit)
                {
                    return (returned, last, true);
                }
                if (returned++ > 0)
                {
                    body.Write(","u8);
                }
                last = row.Id;
                row.Write();
                await body.SendIfFullAsync(cancellationToken);
            }
            return (returned, last, false);
        }
        catch
        {
            // Otherwise closing the reader would read the rest of the page that nobody wants.
            command.Cancel();
            throw;
        }
    }

    static async Task<long?> MatchedAsync(ItemsRequest request, int returned, bool more, LayerTotals totals, NpgsqlConnection connection,
        CancellationToken cancellationToken)
    {
        if (request is { After: null, Offset: 0 } && !more)
        {
            return returned;
        }
        if (!request.IsFiltered)
        {
            return (await totals.OfAsync(request.Layer.Id, connection, cancellationToken)).Features;
        }
        if (request.After is { } after)
        {
            return after.Matched < 0 ? null : after.Matched;
        }
        var counted = await ItemsQuery.CountAsync(connection, request, cancellationToken);
        return counted > ItemsQuery.CountedExactly ? null : counted;
    }

    static string Next(HttpRequest request, ItemsRequest items, ItemCursor cursor)
    {
        var address = new StringBuilder($"{Link.Root(request)}{request.Path.ToUriComponent()}?");
        foreach (var (name, value) in items.Parameters.All)
        {
            if (name is not ("after" or "offset"))
            {
                address.Append(Uri.EscapeDataString(name)).Append('=').Append(Readable(value)).Append('&');
            }
        }
        return address.Append("after=").Append(cursor.ToString()).ToString();

        // RFC 3986 lets these stand in a query.
        static string Readable(string value) => Uri.EscapeDataString(value)
            .Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal);
    }
}
