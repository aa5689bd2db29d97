using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace EnvGis.Http;

/// <summary>
/// Who asks, by which scheme and below which path, when a reverse proxy stands in front: its X-Forwarded headers count only from the networks that <c>Proxies</c> names, so that
/// nobody else can pass for another address. None are named by default.
/// </summary>
static class BehindProxies
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
                    throw new Database.SetupException($"Proxies has \"{name}\", which is neither an address nor a network such as 10.0.0.0/8.");
                }
            }
            app.UseForwardedHeaders(options);
        }
        // Only over TLS, and not to localhost.
        app.UseHsts();
    }
}
