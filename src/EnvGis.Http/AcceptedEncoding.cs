using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EnvGis.Http;

/// <summary>How a body travels.</summary>
public enum BodyEncoding
{
    Identity,
    Gzip,
    Brotli,
}

/// <summary>Chooses by Accept-Encoding (RFC 9110 §12.5.3).</summary>
public static class AcceptedEncoding
{
    /// <param name="ofEqual">Which to take when gzip and br are as welcome; tiles are kept as gzip.</param>
    /// <returns>The one the caller likes better; identity when the header is absent or allows neither.</returns>
    public static BodyEncoding Best(StringValues header, BodyEncoding ofEqual = BodyEncoding.Gzip)
    {
        if (header.Count == 0 || !StringWithQualityHeaderValue.TryParseList(header, out var accepted))
        {
            return BodyEncoding.Identity;
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
        if (best <= 0 || identity > best)
        {
            return BodyEncoding.Identity;
        }
        return asGzip > asBrotli ? BodyEncoding.Gzip : asBrotli > asGzip ? BodyEncoding.Brotli : ofEqual;
    }

    static bool Is(StringWithQualityHeaderValue value, string name) => value.Value.Equals(name, StringComparison.OrdinalIgnoreCase);
}
