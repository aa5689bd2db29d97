using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EnvGis.Tiles;

/// <summary>Chooses by Accept-Encoding (RFC 9110 §12.5.3).</summary>
static class AcceptedEncoding
{
    /// <returns>
    /// The one the caller likes better, gzip when gzip and br are equal, because that is how tiles are kept; identity when the header is
    /// absent or allows neither.
    /// </returns>
    public static TileEncoding Best(StringValues header)
    {
        if (header.Count == 0 || !StringWithQualityHeaderValue.TryParseList(header, out var accepted))
        {
            return TileEncoding.Identity;
        }
        double? gzip = null, brotli = null, identity = null, others = null;
        foreach (var one in accepted)
        {
            var quality = one.Quality ?? 1;
            if (Is(one, "gzip") || Is(one, "x-gzip"))
            {
                gzip = quality;
            }
            else if (Is(one, "br"))
            {
                brotli = quality;
            }
            else if (Is(one, "identity"))
            {
                identity = quality;
            }
            else if (Is(one, "*"))
            {
                others = quality;
            }
        }
        var (asGzip, asBrotli) = (gzip ?? others ?? 0, brotli ?? others ?? 0);
        var best = Math.Max(asGzip, asBrotli);
        return best <= 0 || identity > best ? TileEncoding.Identity : asGzip >= asBrotli ? TileEncoding.Gzip : TileEncoding.Brotli;
    }

    static bool Is(StringWithQualityHeaderValue value, string name) => value.Value.Equals(name, StringComparison.OrdinalIgnoreCase);
}
