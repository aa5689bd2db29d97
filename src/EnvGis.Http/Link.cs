namespace EnvGis.Http;

/// <param name="Href">Absolute, at the address that <c>PublicAddress</c> has found good.</param>
/// <param name="Rel">A relation registered with IANA or OGC.</param>
public sealed record Link(string Href, string Rel, string Type, string? Title = null, bool? Templated = null)
{
    /// <summary>Scheme, host and base path of the request, without a slash at the end.</summary>
    public static string Root(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
}

public static class MediaTypes
{
    public const string Json = "application/json";
    public const string GeoJson = "application/geo+json";
    /// <summary>RFC 8142: a record separator before each feature.</summary>
    public const string GeoJsonSequence = "application/geo+json-seq";
    /// <summary>A feature per line and nothing between the lines.</summary>
    public const string JsonLines = "application/x-ndjson";
    public const string JsonSchema = "application/schema+json";
    public const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";
}
