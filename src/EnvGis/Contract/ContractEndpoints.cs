using EnvGis.Http;
using Microsoft.Net.Http.Headers;
using Scalar.AspNetCore;

namespace EnvGis.Contract;

/// <summary>What the API is: for machines at /openapi.json, for people at /docs.</summary>
static class ContractEndpoints
{
    public static void AddContract(this IServiceCollection services) => ApiDocument.Add(services);

    public static void MapContract(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/openapi.json", SendAsync).WithName("openapi").AllowAnonymous();
        // The explorer and its script are files of its package; what it would fetch from elsewhere is switched off, and the policy below refuses it.
        var explorer = routes.MapScalarApiReference("/docs", options => options.WithTitle("EnvGis API").WithFavicon("../icons/envgis.svg").WithOpenApiRoutePattern("/openapi.json").WithNonce()
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideClientButton().HideDeveloperTools().WithDynamicBaseServerUrl());
        explorer.AllowAnonymous().WithMetadata(new ReadInTheBrowser());
        explorer.Add(endpoint => endpoint.Metadata.Add(new EndpointNameMetadata(NameOf(((RouteEndpointBuilder)endpoint).RoutePattern.RawText!))));
        explorer.WithMetadata(new ContentPolicy(Policy));
    }

    // The package maps several addresses and names none: each is called by its words.
    static string NameOf(string address) =>
        string.Concat(address.Split(['/', '{', '}', '?', '.', '-'], StringSplitOptions.RemoveEmptyEntries).Select((word, at) => at == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    // Its one script may run what has this answer's nonce; it sets styles of its own.
    static string Policy(HttpContext context) =>
        $"default-src 'self'; script-src 'self' 'nonce-{context.Items[ScalarOptions.NonceHttpContextItemKey]}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    static async Task<IResult> SendAsync(HttpContext context, ApiDocument document, CancellationToken cancellationToken)
    {
        var kept = await document.InAsync(CallerLanguage.Of(context.Request)).WaitAsync(cancellationToken);
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(kept.Json, "application/json", entityTag: new EntityTagHeaderValue($"\"{kept.Tag}\""));
    }
}
