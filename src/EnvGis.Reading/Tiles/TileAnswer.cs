using EnvGis.Http;
using EnvGis.Spatial.Tiling;
using Microsoft.Net.Http.Headers;

namespace EnvGis.Tiles;

/// <summary>A tile as it is sent: 200 with the encoding the caller takes, 204 when empty, 304 when the caller has it (RFC 9110 §13.1.2).</summary>
/// <param name="kept">Where it is kept for all; null of one that is made for this answer.</param>
sealed class TileAnswer(Tile tile, KeptTile? kept = null) : IResult, IContentTypeHttpResult
{
    public const string MediaType = "application/vnd.mapbox-vector-tile";

    public string? ContentType => MediaType;

    public async Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        // Anybody may keep it, and asks each time whether it still holds.
        response.Headers.CacheControl = "public, no-cache";
        if (kept is { Cache.IsUpToDate: false })
        {
            // The database is away, so this may be of before (RFC 9211, 2.9); a shared cache must not keep it for longer (RFC 9111, 5.2.2.2).
            response.Headers["Cache-Status"] = "EnvGis; hit; detail=stale";
            response.Headers.CacheControl = "no-cache, must-revalidate";
        }
        if (tile.IsEmpty)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        var encoding = AcceptedEncoding.Best(context.Request.Headers.AcceptEncoding);
        // Strong: one tag per sequence of bytes, so each encoding has its own.
        var tag = encoding switch { BodyEncoding.Gzip => $"\"{tile.Tag}-gzip\"", BodyEncoding.Brotli => $"\"{tile.Tag}-br\"", _ => $"\"{tile.Tag}\"" };
        response.Headers.ETag = tag;
        if (Has(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = MediaType;
        if (encoding != BodyEncoding.Identity)
        {
            response.Headers.ContentEncoding = encoding == BodyEncoding.Gzip ? "gzip" : "br";
        }
        var before = tile.Weight;
        var body = tile.Body(encoding);
        if (tile.Weight != before)
        {
            kept?.Cache.Weigh(kept.Set, kept.Address);
        }
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    static bool Has(HttpRequest request, string tag)
    {
        if (request.Headers.IfNoneMatch.Count == 0)
        {
            return false;
        }
        var mine = new EntityTagHeaderValue(tag);
        return request.GetTypedHeaders().IfNoneMatch.Any(theirs => theirs.Equals(EntityTagHeaderValue.Any) || theirs.Compare(mine, useStrongComparison: false));
    }
}

/// <summary>What a tile in memory is found by.</summary>
sealed record KeptTile(TileCache Cache, LayerSet Set, TileAddress Address);
