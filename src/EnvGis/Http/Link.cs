namespace EnvGis.Http;

/// <param name="Href">Absolute, at the address that <see cref="PublicAddress"/> has found good.</param>
/// <param name="Rel">A relation registered with IANA or OGC.</param>
sealed record Link(string Href, string Rel, string Type, string? Title = null, bool? Templated = null)
{
    /// <summary>Scheme, host and base path of the request, without a slash at the end.</summary>
    public static string Root(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
}

static class MediaTypes
{
    public const string Json = "application/json";
    public const string GeoJson = "application/geo+json";
    public const string GeoJsonSequence = "application/geo+json-seq";
    public const string JsonSchema = "application/schema+json";
    public const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";
}
