using System.Globalization;
using NetTopologySuite.Geometries;

namespace EnvGis.Http;

/// <summary>Reads OGC API Features' <c>bbox</c> (OGC 17-069r4 §7.15.3): four numbers, or six of which the heights are passed over, as no feature has one.</summary>
public static class BoundingBox
{
    /// <param name="latitudeFirst">Whether the numbers are south, west, north, east, as EPSG:4326 has it, and not west, south, east, north.</param>
    /// <param name="boxes">
    /// EPSG:4326, longitude first: one; two when the box crosses the 180th meridian, where west is greater than east; none when it lies outside the
    /// domain of longitude and latitude. A box without width or height is a line or a point.
    /// </param>
    public static bool TryParse(string text, bool latitudeFirst, out IReadOnlyList<Geometry> boxes)
    {
        boxes = [];
        var parts = text.Split(',');
        if (parts.Length is not (4 or 6))
        {
            return false;
        }
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                return false;
            }
        }
        var upper = parts.Length / 2;
        var (west, south, east, north) = latitudeFirst
            ? (numbers[1], numbers[0], numbers[upper + 1], numbers[upper])
            : (numbers[0], numbers[1], numbers[upper], numbers[upper + 1]);
        if (south > north)
        {
            return false;
        }
        boxes = west <= east ? [.. Inside(west, south, east, north)] : [.. Inside(west, south, 180, north), .. Inside(-180, south, east, north)];
        return true;
    }

    static IEnumerable<Geometry> Inside(double west, double south, double east, double north)
    {
        if (west <= 180 && east >= -180 && south <= 90 && north >= -90)
        {
            var box = Factory.ToGeometry(new Envelope(Math.Max(west, -180), Math.Min(east, 180), Math.Max(south, -90), Math.Min(north, 90)));
            yield return box;
        }
    }

    static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);
}
