using System.Globalization;
using EnvGis.Http;
using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Printing;

/// <summary>The grid lines of a VN-2000 zone that cross a box, as curves in longitude and latitude.</summary>
static class ReadGrid
{
    // Nobody reads a grid finer than a metre or wider than the country.
    const int LeastStep = 1, GreatestStep = 1_000_000;

    // 10⁻⁸ degrees are a millimetre.
    const int Digits = 8;

    public sealed record Grid(int Epsg, string Name, string Meridian, int WidthDegrees, int Step, IReadOnlyList<Line> Lines);

    /// <param name="Axis">E where the easting is constant, N where the northing is.</param>
    /// <param name="Points">Longitude and latitude, decimal degrees.</param>
    public sealed record Line([property: OneOf("E", "N")] string Axis, double Metres, [property: Numbers(2)] IReadOnlyList<double[]> Points);

    public static Results<Ok<Grid>, Refusal> Handle(HttpRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!QueryParameters.TryRead(request, ["bbox", "epsg", "step"], out var query, out var refusal))
        {
            return refusal;
        }
        if (ReadBox(query["bbox"]) is not { } box)
        {
            return Problems.BadParameter("bbox", query["bbox"] ?? "", "cần bốn số: tây,nam,đông,bắc, tính bằng độ WGS 84", "it takes four numbers: west,south,east,north in WGS 84 degrees");
        }
        var epsg = query["epsg"] ?? "";
        if (!int.TryParse(epsg, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || Vn2000Zone.Find(code) is not { } zone)
        {
            return Problems.BadParameter("epsg", epsg, "cần mã EPSG của một múi chiếu VN-2000; danh sách ở /api/grid/zones",
                "it takes the EPSG code of a VN-2000 zone; they are listed at /api/grid/zones");
        }
        var text = query["step"] ?? "";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var step) || step is < LeastStep or > GreatestStep)
        {
            return Problems.BadParameter("step", text, $"cần số mét nguyên từ {LeastStep} đến {GreatestStep}", $"it takes whole metres from {LeastStep} to {GreatestStep}");
        }
        if (!Vn2000Grid.Reaches(zone, box))
        {
            return Problems.BadParameter("epsg", epsg, $"khung nằm cách kinh tuyến trục {zone.CentralMeridian} quá {Vn2000Grid.FarthestDegrees:0}°; hãy chọn múi gần hơn",
                $"the box is more than {Vn2000Grid.FarthestDegrees:0}° from the central meridian {zone.CentralMeridian}; choose a nearer zone");
        }
        if (Vn2000Grid.Count(zone, box, step) > Vn2000Grid.MostLines)
        {
            return Problems.BadParameter("step", text, $"lưới sẽ có quá {Vn2000Grid.MostLines} đường; hãy tăng khoảng cách hoặc thu nhỏ khung",
                $"the grid would have more than {Vn2000Grid.MostLines} lines; widen the step or narrow the box");
        }
        var lines = Vn2000Grid.Lines(zone, box, step);
        // Only arithmetic: the same question has the same answer for ever.
        response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Ok(new Grid(zone.Code, zone.Name, zone.CentralMeridian.ToString(), zone.WidthDegrees, step,
            [.. lines.Select(line => new Line(line.Axis == GridAxis.Easting ? "E" : "N", line.Metres,
                [.. line.Points.Select(point => new[] { Math.Round(point.Longitude, Digits), Math.Round(point.Latitude, Digits) })]))]));
    }

    static Extent? ReadBox(string? text)
    {
        var parts = text?.Split(',') ?? [];
        var numbers = new double[4];
        if (parts.Length != numbers.Length)
        {
            return null;
        }
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                return null;
            }
        }
        var box = new Extent(numbers[0], numbers[1], numbers[2], numbers[3]);
        return box.IsValid ? box : null;
    }
}
