using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Layers;
using NetTopologySuite.Geometries;

namespace EnvGis.Ogc;

/// <summary>What a request for items asks, read and checked.</summary>
/// <param name="Boxes">Null when all places are asked for; none when the box lies outside the domain. Features without geometry match every box.</param>
/// <param name="Filter">Which features, and of which time.</param>
/// <param name="Text">What their words must have, as search reads it; null where anything goes.</param>
sealed record ItemsRequest(
    Layer Layer, int Limit, int Offset, ItemCursor? After, IReadOnlyList<Geometry>? Boxes, FeatureFilter Filter, string? Text, QueryParameters Parameters)
{
    public const int DefaultLimit = 100;
    public const int MaximumLimit = 10_000;
    public const int MaximumOffset = 100_000;

    /// <summary>What a page of items takes.</summary>
    public static readonly Parameter[] Described =
    [
        Parameter.Limit(DefaultLimit, MaximumLimit),
        new("offset", "Bỏ qua bấy nhiêu đối tượng", "How many features are skipped", "integer") { Kind = ParameterKind.Whole }, Parameter.After, Parameter.Bbox,
        new("bbox-crs", "Hệ tọa độ của bbox", "Coordinate system of bbox") { Values = [CoordinateSystems.Crs84, CoordinateSystems.Epsg4326] }, CoordinateSystems.Answered, Parameter.Words,
        OgcFormat.Asked, .. FeatureFilter.Described,
    ];

    /// <summary>Whether the request names some of the layer's features rather than all that are in force today.</summary>
    public bool IsFiltered => Boxes is not null || Text is not null || !Filter.IsEmpty;

    /// <summary>A tsquery of the text, empty where that has no word; null until it is read.</summary>
    public string? Words { get; init; }

    /// <summary>What is wrong with it, its parameters tell.</summary>
    public static ItemsRequest Of(HttpRequest request, Layer layer)
    {
        var query = QueryParameters.Of(request, name => FeatureFilter.IsAttribute(name, [layer]));
        ItemCursor? after = query.Cursor("after", text => ItemCursor.TryParse(text, out var cursor) ? (object)cursor : null) is ItemCursor read ? read : null;
        var offset = query.Whole("offset") ?? 0;
        if (offset > MaximumOffset)
        {
            query.Refuse("offset", query["offset"]!, $"không bỏ qua quá {MaximumOffset} đối tượng; hãy đi theo liên kết next",
                $"no more than {MaximumOffset} features are skipped; follow the next links instead");
        }
        else if (offset > 0 && query["after"] is not null)
        {
            query.Refuse("offset", query["offset"]!, "không dùng cùng với after", "it does not go together with after");
        }
        return new(layer, query.Limit(), offset, after, query.Box("bbox", latitudeFirst: query["bbox-crs"] == CoordinateSystems.Epsg4326), FeatureFilter.Of(query, [layer]),
            query.Text("q")?.Trim(), query);
    }
}

/// <summary>The coordinate systems named in requests and answers (OGC 17-069r4 §6.2.1, OGC 18-058r1).</summary>
static class CoordinateSystems
{
    /// <summary>Longitude, latitude: what GeoJSON is in.</summary>
    public const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <summary>What the header Content-Crs says of every answer.</summary>
    public const string ContentCrs = $"<{Crs84}>";

    /// <summary>In which coordinate system answers are.</summary>
    public static readonly Parameter Answered = new("crs", "Hệ tọa độ của câu trả lời", "Coordinate system of the answer") { Values = [Crs84] };

    /// <summary>Latitude, longitude.</summary>
    public const string Epsg4326 = "http://www.opengis.net/def/crs/EPSG/0/4326";
}

/// <summary>The encodings that <c>f</c> can ask for; there is JSON only, and GeoJSON is JSON.</summary>
static class OgcFormat
{
    public static readonly Parameter Asked = new("f", "Định dạng", "Format") { Values = ["json", "geojson"] };
}
