namespace EnvGis.Http;

/// <summary>
/// Refuses what another site's page makes a browser send. Cookies are SameSite=Strict, so such a request would come without a session; this refuses it even
/// where an old browser, or a page on a sister address of the same site, sends one. Browsers say where a request comes from in Sec-Fetch-Site (W3C Fetch
/// Metadata) or in Origin (RFC 6454, 7), neither of which a page can set; programs send neither.
/// </summary>
static class CrossSite
{
    public static void UseCrossSiteGuard(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (IsSafe(context.Request.Method) || IsOurs(context.Request, app.Services.GetRequiredService<PublicAddress>().Origin))
        {
            await next(context);
        }
        else
        {
            await Problems.CrossSite().ExecuteAsync(context);
        }
    });

    static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    static bool IsOurs(HttpRequest request, string? configured)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site != "same-origin")
        {
            return false;
        }
        return !request.Headers.TryGetValue("Origin", out var origin) || string.Equals(origin, configured, StringComparison.OrdinalIgnoreCase)
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
