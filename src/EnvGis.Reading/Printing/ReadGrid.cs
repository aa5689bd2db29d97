using EnvGis.Http;
using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Printing;

/// <summary>The grid lines of a VN-2000 zone that cross a box, as curves in longitude and latitude.</summary>
static class ReadGrid
{
    // 10⁻⁸ degrees are a millimetre.
    const int Digits = 8;

    public sealed record Grid(int Epsg, string Name, string Meridian, int WidthDegrees, int Step, IReadOnlyList<Line> Lines);

    /// <param name="Axis">E where the easting is constant, N where the northing is.</param>
    /// <param name="Points">Longitude and latitude, decimal degrees.</param>
    public sealed record Line([property: OneOf("E", "N")] string Axis, double Metres, [property: Numbers(2)] IReadOnlyList<double[]> Points);

    public static Results<Ok<Grid>, Refusal> Handle(HttpRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(request);
        var (zone, step) = (query.Zone("epsg"), query.Whole("step"));
        var box = query.Box("bbox") is { } boxes ? ExtentOf(boxes) : null;
        if (box is null && query["bbox"] is { } wrong)
        {
            query.Refuse("bbox", wrong, "cần một khung trên bản đồ, tây không lớn hơn đông", "it takes a box on the map, west not beyond east");
        }
        if (box is { } seen && zone is not null && !Vn2000Grid.Reaches(zone, seen))
        {
            query.Refuse("epsg", query["epsg"]!, $"khung nằm cách kinh tuyến trục {zone.CentralMeridian} quá {Vn2000Grid.FarthestDegrees:0}°; hãy chọn múi gần hơn",
                $"the box is more than {Vn2000Grid.FarthestDegrees:0}° from the central meridian {zone.CentralMeridian}; choose a nearer zone");
        }
        else if (box is { } counted && zone is not null && step is { } metres && Vn2000Grid.Count(zone, counted, metres) > Vn2000Grid.MostLines)
        {
            query.Refuse("step", query["step"]!, $"lưới sẽ có quá {Vn2000Grid.MostLines} đường; hãy tăng khoảng cách hoặc thu nhỏ khung",
                $"the grid would have more than {Vn2000Grid.MostLines} lines; widen the step or narrow the box");
        }
        if (query.IsRefused(out var refusal) || zone is null || box is null || step is null)
        {
            return refusal!;
        }
        var lines = Vn2000Grid.Lines(zone, box.Value, step.Value);
        // Only arithmetic: the same question has the same answer for ever.
        response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Ok(new Grid(zone.Code, zone.Name, zone.CentralMeridian.ToString(), zone.WidthDegrees, step.Value,
            [.. lines.Select(line => new Line(line.Axis == GridAxis.Easting ? "E" : "N", line.Metres,
                [.. line.Points.Select(point => new[] { Math.Round(point.Longitude, Digits), Math.Round(point.Latitude, Digits) })]))]));
    }

    static Extent? ExtentOf(IReadOnlyList<NetTopologySuite.Geometries.Geometry> boxes) =>
        boxes is [{ EnvelopeInternal: var box }] && new Extent(box.MinX, box.MinY, box.MaxX, box.MaxY) is { IsValid: true } extent ? extent : null;
}
