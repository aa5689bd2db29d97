using System.Globalization;
using System.Net;
using EnvGis.Database;
using Microsoft.Extensions.Primitives;

namespace EnvGis.Http;

/// <summary>
/// The address that one-time links, redirects and documents begin with. A request's Host is only what somebody says: it counts when it is one of
/// <c>AllowedHosts</c>, or without such a list when it is this machine by its own name or by the address that the request came in on. <c>PublicAddress</c> says
/// once and for all how people reach the service, with the path below which it lies if it does.
/// </summary>
sealed class PublicAddress
{
    readonly Uri? configured;
    readonly IReadOnlyList<HostString> allowed;

    /// <exception cref="SetupException">The address is none that a browser could open.</exception>
    public PublicAddress(IConfiguration configuration)
    {
        if (configuration["PublicAddress"] is { Length: > 0 } given)
        {
            configured = Read("PublicAddress", given);
        }
        allowed = [.. (configuration["AllowedHosts"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(host => host != "*").Select(host => new HostString(host))];
    }

    /// <param name="name">What the address was given as, for the refusal.</param>
    /// <exception cref="SetupException">It is none that a browser could open.</exception>
    public static Uri Read(string name, string given) =>
        Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { Query: "", Fragment: "", UserInfo: "" }
            && BehindProxies.BasePath(address.AbsolutePath) is not null
            ? address : throw new SetupException($"{name} là “{given}”, không phải một địa chỉ như https://gis.example.vn hay https://example.vn/ban-do.",
                $"{name} is “{given}”, which is no address such as https://gis.example.vn or https://example.vn/map.");

    /// <summary>Scheme, host and path without a slash at the end; null when it is not configured.</summary>
    public string? Root => configured?.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>As browsers say it in Origin; null when it is not configured.</summary>
    public string? Origin => configured?.GetLeftPart(UriPartial.Authority);

    /// <summary>How a link begins that is printed: <c>PublicAddress</c>, or else a name that <c>AllowedHosts</c> holds, or without either the machine itself.</summary>
    /// <param name="host">What the service listens on; "localhost" is reached from elsewhere only through a proxy on this machine, which has the web's own port.</param>
    /// <exception cref="SetupException"><c>AllowedHosts</c> holds patterns only: no link could be opened.</exception>
    public string Printed(string host, int port)
    {
        if (Root is { } root)
        {
            return root;
        }
        if (allowed.Count == 0 || allowed.Any(one => HostString.MatchesAny(host, [new StringSegment(one.Host)])))
        {
            return string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}");
        }
        return allowed.FirstOrDefault(one => !one.Host.StartsWith('*')) is { HasValue: true } named
            ? $"http://{(named.Port is null && host is not ("localhost" or "127.0.0.1" or "[::1]") ? new HostString(named.Host, port) : named)}"
            : throw new SetupException("AllowedHosts chỉ có tên dạng *.…, nên không biết in liên kết với tên nào; hãy đặt thêm PublicAddress, ví dụ https://gis.example.vn.",
                "AllowedHosts has names such as *.… only, so that no link can be printed; set PublicAddress as well, such as https://gis.example.vn.");
    }

    /// <returns>Null when the request's host is refused: there is a list, and it is not on it.</returns>
    HostString? HostOf(HttpContext context)
    {
        var (host, connection) = (context.Request.Host, context.Connection);
        if (allowed.Count > 0)
        {
            return allowed.Any(one => HostString.MatchesAny(host.Host, [new StringSegment(one.Host)]) && (host.Port is null || host.Port == one.Port || host.Port == connection.LocalPort))
                ? host : null;
        }
        var local = connection.LocalIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : connection.LocalIpAddress ?? IPAddress.Loopback;
        // Whoever says localhost means their own machine, whatever port leads from there to here.
        var isOwn = host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.Port == connection.LocalPort && (host.Host.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase)
                || IPAddress.TryParse(host.Host.Trim('[', ']'), out var named) && named.Equals(local));
        // Without its zone (RFC 4007), which no address on the web has.
        var plain = new IPAddress(local.GetAddressBytes());
        return isOwn ? host : new HostString(plain.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{plain}]" : plain.ToString(), connection.LocalPort);
    }

    static HostString HostOf(Uri address) => address.IsDefaultPort ? new(address.IdnHost) : new(address.IdnHost, address.Port);

    /// <summary>From here on a request's scheme, host and base path are what may be told to others. What compares them with what the browser said comes before.</summary>
    public static void Use(WebApplication app)
    {
        var address = app.Services.GetRequiredService<PublicAddress>();
        app.Use(async (context, next) =>
        {
            var request = context.Request;
            if (address.configured is { } configured)
            {
                (request.Scheme, request.Host, request.PathBase) = (configured.Scheme, HostOf(configured), new(configured.AbsolutePath.TrimEnd('/')));
            }
            else if (address.HostOf(context) is { } host)
            {
                request.Host = host;
            }
            else if (!request.Path.StartsWithSegments("/health"))
            {
                await Problems.UnknownHost(request.Host.Value ?? "").ExecuteAsync(context);
                return;
            }
            // A proxy may leave the path below which the service lies where it was.
            if (request.PathBase.HasValue && request.Path.StartsWithSegments(request.PathBase, out var rest))
            {
                request.Path = rest.HasValue ? rest : "/";
            }
            await next(context);
        });
    }
}
