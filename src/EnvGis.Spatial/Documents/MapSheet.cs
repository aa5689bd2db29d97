using System.Globalization;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;
using PdfSharp.Drawing;

namespace EnvGis.Spatial.Documents;

/// <summary>A place that a map sheet shows around the zones.</summary>
/// <param name="Name">What stands on it.</param>
/// <param name="Geometry">WGS 84, longitude first; polygons.</param>
public sealed record MapPlace(string Name, Geometry Geometry);

/// <summary>
/// The map sheet of an annex: zones of one grid of VN-2000 to a round scale, with frame, grid and its labels, legend, scale bar, north and the communes around. Everything lies on the plane of the
/// grid, so that lines of the law are straight on it and a ruler is right.
/// </summary>
sealed class MapSheet
{
    /// <summary>Round scales, of which the largest that holds the zones is taken: 1:1 000 to 1:500 000, and 1:1 000 000 for what would not fit otherwise.</summary>
    internal static readonly int[] Scales = [1_000, 2_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000];

    const double PointsPerMm = 72 / 25.4;

    // Millimetres on paper: the frame, and what the zones leave free of it.
    const double FrameLeft = 32, FrameTop = 48, FrameWidth = 161, FrameHeight = 186, Free = 8;

    readonly IReadOnlyList<CoordinateTable> zones;
    readonly Vn2000Zone grid;
    readonly double centreEast, centreNorth;

    public MapSheet(IReadOnlyList<CoordinateTable> zones)
    {
        (this.zones, grid) = (zones, zones[0].Shape.Lattice.Zone);
        var box = new Envelope();
        foreach (var zone in zones)
        {
            box.ExpandToInclude(zone.Shape.OnGrid().EnvelopeInternal);
        }
        (centreEast, centreNorth) = (box.Centre.X, box.Centre.Y);
        Scale = Scales.FirstOrDefault(scale => box.Width <= (FrameWidth - 2 * Free) * scale / 1_000 && box.Height <= (FrameHeight - 2 * Free) * scale / 1_000, Scales[^1]);
    }

    /// <summary>Metres on the ground for each on paper.</summary>
    public int Scale { get; }

    /// <summary>Metres between two lines of the grid: at least 40 mm on paper, of 1, 2, 5 or their tenfolds.</summary>
    public int Step => new[] { 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000 }.First(step => step * 1_000.0 / Scale >= 40);

    /// <summary>What lies in the frame, degrees.</summary>
    public Extent Extent
    {
        get
        {
            var corners = new[] { (West, South), (West, North), (East, South), (East, North) }.Select(corner => Vn2000Transformation.ToWgs84(grid, corner.Item1, corner.Item2)).ToList();
            return new(corners.Min(at => at.Longitude), corners.Min(at => at.Latitude), corners.Max(at => at.Longitude), corners.Max(at => at.Latitude));
        }
    }

    double West => centreEast - FrameWidth / 2 * Scale / 1_000;

    double South => centreNorth - FrameHeight / 2 * Scale / 1_000;

    double East => centreEast + FrameWidth / 2 * Scale / 1_000;

    double North => centreNorth + FrameHeight / 2 * Scale / 1_000;

    XPoint At(double east, double north) => new((FrameLeft + (east - West) * 1_000 / Scale) * PointsPerMm, (FrameTop + (North - north) * 1_000 / Scale) * PointsPerMm);

    public void Draw(XGraphics page, IReadOnlyList<MapPlace> around, Func<double, XFontStyleEx, XFont> font)
    {
        var frame = new XRect(FrameLeft * PointsPerMm, FrameTop * PointsPerMm, FrameWidth * PointsPerMm, FrameHeight * PointsPerMm);
        var (small, plain) = (font(8, XFontStyleEx.Regular), font(10, XFontStyleEx.Regular));
        var state = page.Save();
        page.IntersectClip(frame);
        Places(page, around, font(9, XFontStyleEx.Italic));
        Lines(page);
        foreach (var zone in zones)
        {
            Zone(page, zone, small);
        }
        page.Restore(state);
        page.DrawRectangle(new XPen(XColors.Black, 1.2), frame);
        Labels(page, small);
        NorthArrow(page, plain, frame);
        Below(page, plain, small, frame, around.Count > 0);
    }

    void Zone(XGraphics page, CoordinateTable zone, XFont small)
    {
        var path = new XGraphicsPath { FillMode = XFillMode.Alternate };
        foreach (var ring in zone.Shape.Parts.SelectMany(part => part.Rings))
        {
            path.AddPolygon([.. ring.Corners.Select(corner => At(zone.Shape.Lattice.Metres(corner.East), zone.Shape.Lattice.Metres(corner.North)))]);
        }
        page.DrawPath(new XPen(XColor.FromArgb(170, 20, 20), 1), new XSolidBrush(XColor.FromArgb(60, 200, 40, 40)), path);
        // More numbers than these cover the border that they number.
        if (zone.Shape.CornerCount > 80)
        {
            return;
        }
        foreach (var (point, north, east) in zone.Rings.SelectMany(ring => ring.Rows))
        {
            var at = At(Metres(east), Metres(north));
            page.DrawEllipse(XBrushes.Black, at.X - 1.2, at.Y - 1.2, 2.4, 2.4);
            page.DrawString(point, small, XBrushes.Black, at.X + 2, at.Y - 2);
        }

        static double Metres(string printed) => double.Parse(printed.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    void Places(XGraphics page, IReadOnlyList<MapPlace> around, XFont font)
    {
        var pen = new XPen(XColors.Gray, 0.7) { DashStyle = XDashStyle.DashDot };
        var window = new GeometryFactory().ToGeometry(new Envelope(West, East, South, North));
        foreach (var place in around)
        {
            var onGrid = place.Geometry.Copy();
            onGrid.Apply(new Projection(grid));
            onGrid.GeometryChanged();
            foreach (var ring in Enumerable.Range(0, onGrid.NumGeometries).Select(onGrid.GetGeometryN).OfType<Polygon>().SelectMany(polygon => polygon.InteriorRings.Prepend(polygon.ExteriorRing)))
            {
                page.DrawPolygon(pen, [.. ring.Coordinates.Select(at => At(at.X, at.Y))]);
            }
            if (onGrid.IsValid && onGrid.Intersection(window) is { IsEmpty: false, Area: > 0 } seen)
            {
                var at = At(seen.InteriorPoint.X, seen.InteriorPoint.Y);
                page.DrawString(place.Name.Normalize(), font, XBrushes.DimGray, at, XStringFormats.Center);
            }
        }
    }

    void Lines(XGraphics page)
    {
        var pen = new XPen(XColor.FromArgb(90, 130, 170), 0.4);
        foreach (var east in Along(West, East))
        {
            page.DrawLine(pen, At(east, South), At(east, North));
        }
        foreach (var north in Along(South, North))
        {
            page.DrawLine(pen, At(West, north), At(East, north));
        }
    }

    void Labels(XGraphics page, XFont font)
    {
        foreach (var east in Along(West, East))
        {
            page.DrawString(Number(east), font, XBrushes.Black, Moved(At(east, North), 0, -3), XStringFormats.BottomCenter);
            page.DrawString(Number(east), font, XBrushes.Black, Moved(At(east, South), 0, 3), XStringFormats.TopCenter);
        }
        foreach (var north in Along(South, North))
        {
            foreach (var (edge, shift) in ((double, double)[])[(West, -5), (East, 5)])
            {
                var at = Moved(At(edge, north), shift, 0);
                var state = page.Save();
                page.RotateAtTransform(-90, at);
                page.DrawString(Number(north), font, XBrushes.Black, at, XStringFormats.Center);
                page.Restore(state);
            }
        }
    }

    static XPoint Moved(XPoint at, double right, double down) => new(at.X + right, at.Y + down);

    IEnumerable<double> Along(double from, double to)
    {
        for (var at = Math.Ceiling(from / Step) * Step; at <= to; at += Step)
        {
            yield return at;
        }
    }

    static void NorthArrow(XGraphics page, XFont font, XRect frame)
    {
        var (x, y) = (frame.Right - 22, frame.Top + 18);
        page.DrawRectangle(new XSolidBrush(XColor.FromArgb(200, 255, 255, 255)), x - 12, y - 14, 24, 50);
        page.DrawPolygon(XPens.Black, XBrushes.Black, [new(x, y), new(x - 6, y + 28), new(x, y + 22), new(x + 6, y + 28)], XFillMode.Winding);
        page.DrawString("B", font, XBrushes.Black, new XPoint(x, y - 2), XStringFormats.BottomCenter);
    }

    void Below(XGraphics page, XFont plain, XFont small, XRect frame, bool hasPlaces)
    {
        var top = frame.Bottom + 20;
        page.DrawString($"Tỷ lệ 1:{Number(Scale)}", plain, XBrushes.Black, frame.Left, top + 8);
        // Its length a round number, a quarter of the frame or less.
        var metres = new[] { 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20 }.First(length => length * 1_000.0 / Scale <= FrameWidth / 3);
        var width = metres * 1_000.0 / Scale * PointsPerMm;
        page.DrawRectangle(XPens.Black, XBrushes.Black, frame.Left, top + 16, width / 2, 4);
        page.DrawRectangle(XPens.Black, XBrushes.White, frame.Left + width / 2, top + 16, width / 2, 4);
        page.DrawString("0", small, XBrushes.Black, frame.Left, top + 30);
        page.DrawString(metres >= 1_000 ? $"{Number(metres / 1_000.0)} km" : $"{Number(metres)} m", small, XBrushes.Black, new XPoint(frame.Left + width, top + 30), XStringFormats.BaseLineCenter);
        var system = string.Create(CultureInfo.InvariantCulture, $"Lưới VN-2000, kinh tuyến trục {grid.CentralMeridian}, múi chiếu {grid.WidthDegrees}°; khoảng cách lưới {Number(Step)} m");
        page.DrawString(system, small, XBrushes.Black, frame.Left, top + 58);
        var left = frame.Left + frame.Width * 0.55;
        page.DrawString("Chú giải", plain, XBrushes.Black, left, top + 8);
        page.DrawRectangle(new XPen(XColor.FromArgb(170, 20, 20), 1), new XSolidBrush(XColor.FromArgb(60, 200, 40, 40)), left, top + 13, 22, 8);
        page.DrawString("Ranh giới khu vực", small, XBrushes.Black, left + 28, top + 20);
        page.DrawEllipse(XBrushes.Black, left + 10, top + 26, 2.4, 2.4);
        page.DrawString("Điểm góc và số hiệu", small, XBrushes.Black, left + 28, top + 31);
        if (hasPlaces)
        {
            page.DrawLine(new XPen(XColors.Gray, 0.7) { DashStyle = XDashStyle.DashDot }, left, top + 39, left + 22, top + 39);
            page.DrawString("Địa giới xã, phường", small, XBrushes.Black, left + 28, top + 42);
        }
    }

    static string Number(double number) => number.ToString("#,##0.##", CoordinateTable.Dotted);

    /// <summary>WGS 84 to the grid, in place.</summary>
    sealed class Projection(Vn2000Zone zone) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence points, int at)
        {
            var (east, north) = Vn2000Transformation.FromWgs84(zone, points.GetX(at), points.GetY(at));
            points.SetX(at, east);
            points.SetY(at, north);
        }
    }
}
