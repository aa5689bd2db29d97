using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.HttpOverrides;

namespace EnvGis.Http;

/// <summary>
/// Who asks, by which scheme and below which path, when a reverse proxy stands in front: its X-Forwarded headers count only from the networks that <c>Proxies</c> names, so that
/// nobody else can pass for another address. None are named by default. A proxy may pass on what a caller made up, so only a scheme of the web and a plain path count.
/// </summary>
static partial class BehindProxies
{
    /// <exception cref="Database.SetupException">A name in <c>Proxies</c> is no address and no network.</exception>
    public static void UseForwarded(this WebApplication app)
    {
        var named = app.Configuration.GetSection("Proxies").Get<string[]>() ?? [];
        if (named.Length > 0)
        {
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
                | ForwardedHeaders.XForwardedPrefix };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var name in named)
            {
                if (IPAddress.TryParse(name, out var address))
                {
                    options.KnownProxies.Add(address);
                }
                else if (System.Net.IPNetwork.TryParse(name, out var network))
                {
                    options.KnownIPNetworks.Add(network);
                }
                else
                {
                    throw new Database.SetupException($"Proxies có “{name}”, không phải địa chỉ cũng không phải mạng như 10.0.0.0/8.",
                        $"Proxies has \"{name}\", which is neither an address nor a network such as 10.0.0.0/8.");
                }
            }
            app.Use((context, next) =>
            {
                Settle(context.Request.Headers, options.ForwardedProtoHeaderName, Scheme);
                Settle(context.Request.Headers, options.ForwardedPrefixHeaderName, BasePath);
                return next(context);
            });
            app.UseForwardedHeaders(options);
        }
        // Only over TLS, and not to localhost.
        app.UseHsts();
    }

    /// <summary>The path below which a service lies, as it may stand before its addresses: <c>/envgis</c>, <c>/so-tnmt/ban-do</c>.</summary>
    /// <param name="text">A slash at its end does not matter.</param>
    /// <returns>Null of what is no such path; empty of the root.</returns>
    public static string? BasePath(string text) => PlainPath().IsMatch(text.TrimEnd('/')) ? text.TrimEnd('/') : null;

    static string? Scheme(string text) => text.ToLowerInvariant() is "http" or "https" ? text.ToLowerInvariant() : null;

    // The last of a list is what the nearest proxy says, and all that is read.
    static void Settle(IHeaderDictionary headers, string name, Func<string, string?> read)
    {
        if (headers.TryGetValue(name, out var given))
        {
            if (read(given.ToString().Split(',')[^1].Trim()) is { Length: > 0 } plain)
            {
                headers[name] = plain;
            }
            else
            {
                headers.Remove(name);
            }
        }
    }

    // No segment is of dots alone: browsers take "." and ".." out of an address, and others with them.
    [GeneratedRegex(@"^(?:/(?!\.+(?:/|\z))[A-Za-z0-9._~-]+)*\z")]
    private static partial Regex PlainPath();
}
