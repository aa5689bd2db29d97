using EnvGis.Http;
using EnvGis.Tiles;
using Microsoft.Net.Http.Headers;

namespace EnvGis.Basemap;

/// <summary>
/// A tile of the basemap as it is sent: 200, 204 when empty, 304 when the caller has it. Asked for by the revision that it shows it may be kept for a year,
/// since a change brings another address; else everybody asks each time whether it still holds.
/// </summary>
sealed class BaseTileAnswer(Tile tile, bool isOfAskedRevision) : IResult, IContentTypeHttpResult
{
    public string? ContentType => TileAnswer.MediaType;

    public async Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.CacheControl = isOfAskedRevision ? "public, max-age=31536000, immutable" : "public, no-cache";
        if (tile.IsEmpty)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        var encoding = AcceptedEncoding.Best(context.Request.Headers.AcceptEncoding);
        var name = encoding switch { BodyEncoding.Gzip => "gzip", BodyEncoding.Brotli => "br", _ => null };
        // Strong: one tag per sequence of bytes, so each encoding has its own.
        var tag = new EntityTagHeaderValue(name is null ? $"\"{tile.Tag}\"" : $"\"{tile.Tag}-{name}\"");
        response.Headers.ETag = tag.ToString();
        if (context.Request.Headers.IfNoneMatch.Count > 0
            && context.Request.GetTypedHeaders().IfNoneMatch.Any(theirs => theirs.Equals(EntityTagHeaderValue.Any) || theirs.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = TileAnswer.MediaType;
        if (name is not null)
        {
            response.Headers.ContentEncoding = name;
        }
        var body = tile.Body(encoding);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
