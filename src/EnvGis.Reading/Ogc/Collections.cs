using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Layers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Ogc;

/// <summary>The layers as collections of OGC API Features, one or all.</summary>
static class Collections
{
    public sealed record Answer(IReadOnlyList<Collection> Collections, IReadOnlyList<Link> Links);

    /// <param name="Extent">Null while no feature of the layer has a position.</param>
    public sealed record Collection(
        string Id, string Title, string Description, Extent? Extent, string ItemType, IReadOnlyList<string> Crs, string StorageCrs, IReadOnlyList<Link> Links);

    public sealed record Extent(Spatial Spatial, Temporal Temporal);

    /// <param name="Bbox">Boxes of west, south, east, north.</param>
    public sealed record Spatial(IReadOnlyList<double[]> Bbox, string Crs);

    /// <param name="Interval">Intervals of first and last day; null is open.</param>
    public sealed record Temporal(IReadOnlyList<string?[]> Interval, string Trs);

    public static async Task<Results<JsonHttpResult<Answer>, Refusal>> All(
        HttpRequest request, LayerTotals totals, Sight sight, CancellationToken cancellationToken)
    {
        var (layers, database) = sight;
        totals = totals.For(sight);
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var collections = new List<Collection>();
        foreach (var layer in layers.All)
        {
            collections.Add(Describe(request, layer, await totals.OfAsync(layer.Id, connection, cancellationToken)));
        }
        return OgcJson.Answer(request, new Answer(collections, [new(OgcLinks.Self(request), "self", MediaTypes.Json)]), OgcJson.Context.CollectionsAnswer);
    }

    public static async Task<Results<JsonHttpResult<Collection>, Refusal>> One(
        string id, HttpRequest request, LayerTotals totals, Sight sight, CancellationToken cancellationToken)
    {
        var (layers, database) = sight;
        totals = totals.For(sight);
        if (layers.Find(id) is not { } layer)
        {
            return Problems.UnknownLayer(id);
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return OgcJson.Answer(request, Describe(request, layer, await totals.OfAsync(id, connection, cancellationToken)), OgcJson.Context.Collection);
    }

    static Collection Describe(HttpRequest request, Layer layer, LayerTotals.Total total)
    {
        var here = $"{OgcLinks.Root(request)}/collections/{layer.Id}";
        return new(layer.Id, OgcJson.InLanguage(request, layer.Title), OgcJson.InLanguage(request, layer.Description), ExtentOf(total), "feature",
            [CoordinateSystems.Crs84], CoordinateSystems.Crs84,
            [
                new(here, "self", MediaTypes.Json),
                new($"{here}/items", "items", MediaTypes.GeoJson),
                new($"{here}/schema", "http://www.opengis.net/def/rel/ogc/1.0/schema", MediaTypes.JsonSchema),
                // GDAL up to 3.6 looks for the registered relation with a capital letter; relations do not differ by case (RFC 8288 §2.1.1).
                new($"{here}/feature-schema", "describedby", MediaTypes.JsonSchema),
                new($"{here}/feature-schema", "describedBy", MediaTypes.JsonSchema),
                new($"{here}/queryables", "http://www.opengis.net/def/rel/ogc/1.0/queryables", MediaTypes.JsonSchema),
                new($"{Link.Root(request)}/exports/{layer.Id}.geojson", "enclosure", MediaTypes.GeoJson),
            ]);
    }

    static Extent? ExtentOf(LayerTotals.Total total) => total.Extent is not [var west, var south, var east, var north] ? null : new(
        new([[Down(west), Down(south), Up(east), Up(north)]], CoordinateSystems.Crs84),
        // The first day begins at midnight in Vietnam.
        new([[total.Since is { } day ? VietnamDay.StartOf(day).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture) : null, null]],
            "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"));

    // Coordinates are written with seven decimals; every one of them lies inside.
    static double Down(double degrees) => Math.Floor(degrees * 1e7) / 1e7;

    static double Up(double degrees) => Math.Ceiling(degrees * 1e7) / 1e7;
}

static class OgcLinks
{
    public static string Root(HttpRequest request) => $"{Link.Root(request)}/ogc";

    public static string Self(HttpRequest request) => $"{Link.Root(request)}{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}";
}

static class OgcJson
{
    public static readonly OgcJsonContext Context = new(new(OgcJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string InLanguage(HttpRequest request, Text text) => CallerLanguage.Of(request) == "en" ? text.En : text.Vi;

    /// <summary>JSON whose titles are in the caller's language.</summary>
    public static JsonHttpResult<T> Answer<T>(HttpRequest request, T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type,
        string mediaType = MediaTypes.Json)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.ContentLanguage = CallerLanguage.Of(request);
        headers.CacheControl = "no-cache";
        return TypedResults.Json(value, type, mediaType);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LandingPage.Answer), TypeInfoPropertyName = "LandingPageAnswer")]
[JsonSerializable(typeof(Conformance.Answer), TypeInfoPropertyName = "ConformanceAnswer")]
[JsonSerializable(typeof(Collections.Answer), TypeInfoPropertyName = "CollectionsAnswer")]
[JsonSerializable(typeof(Collections.Collection), TypeInfoPropertyName = "Collection")]
[JsonSerializable(typeof(Link[]), TypeInfoPropertyName = "Links")]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
sealed partial class OgcJsonContext : JsonSerializerContext;
