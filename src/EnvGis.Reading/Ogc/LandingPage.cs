using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Ogc;

/// <summary>Where clients of OGC API Features begin.</summary>
static class LandingPage
{
    public sealed record Answer(string Title, string Description, IReadOnlyList<Link> Links);

    static readonly Text Title = new("EnvGis: các vùng và điểm môi trường", "EnvGis: environmental zones and sites");

    static readonly Text Description = new(
        "Vùng bảo vệ nghiêm ngặt, vùng hạn chế phát thải, khu vực đất ô nhiễm, bãi chôn lấp, điểm nóng ô nhiễm và các lớp khác đang có hiệu lực.",
        "Strict protection zones, emission-restricted zones, contaminated land, landfills, pollution hotspots and further layers, as they are in force.");

    public static JsonHttpResult<Answer> Handle(HttpRequest request, CancellationToken _)
    {
        var root = OgcLinks.Root(request);
        return OgcJson.Answer(request, new Answer(OgcJson.InLanguage(request, Title), OgcJson.InLanguage(request, Description),
            [
                new(root, "self", MediaTypes.Json),
                new($"{root}/api", "service-desc", MediaTypes.OpenApi),
                new($"{root}/conformance", "conformance", MediaTypes.Json),
                new($"{root}/collections", "data", MediaTypes.Json),
            ]), OgcJson.Context.LandingPageAnswer);
    }
}

/// <summary>The classes of OGC API Features that this service conforms to.</summary>
static class Conformance
{
    public sealed record Answer(IReadOnlyList<string> ConformsTo);

    static readonly string[] Classes =
    [
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    ];

    public static JsonHttpResult<Answer> Handle(HttpRequest request, CancellationToken _) => OgcJson.Answer(request, new Answer(Classes), OgcJson.Context.ConformanceAnswer);
}
