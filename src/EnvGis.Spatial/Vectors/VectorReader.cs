using System.Globalization;
using EnvGis.Spatial.Tables;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Vectors;

/// <summary>
/// Reads zones from a file of vectors as they really are: a grid that is not said, or said wrong; northing before easting, as surveyors write X and Y; longitude and latitude exchanged; letters of
/// another encoding; border lines instead of areas. As with coordinate tables, ways to read it compete by evidence, and what is not clear is asked: docs/decisions/0045 and 0047.
/// </summary>
public static class VectorReader
{
    /// <summary>Features and corners of a file that are read; more is a file from which the zones have to be taken first.</summary>
    public const int MostFeatures = 500, MostCorners = 20_000;

    /// <summary>Metres that a coordinate can be at the most, of any grid.</summary>
    const double Farthest = 1e8;

    /// <summary>Vietnam with its sea: longitude and latitude.</summary>
    const double West = 100, East = 120, South = 4, North = 26;

    /// <summary>All ways in which the features of a file can be meant; what the ground says is weighed by <see cref="TableReader.Weighed"/>.</summary>
    /// <param name="layers">Of the file.</param>
    /// <param name="grids">The zones of VN-2000 to try where the file names none, the likeliest first.</param>
    /// <param name="source">What the corners are taken from, kept with each stretch; null for nothing.</param>
    /// <param name="accuracyM">Accuracy of the corners in metres, as whoever gives the file says.</param>
    public static TableResult Ways(IReadOnlyList<VectorLayer> layers, IReadOnlyList<Vn2000Zone> grids, string? source = null, double accuracyM = 1)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(grids);
        var features = layers.Sum(layer => layer.Features.Count);
        if (features > MostFeatures)
        {
            return new([], false, [TableNote.Made("too-many-features", null, ("most", TableReader.Text(MostFeatures)))]);
        }
        if (layers.Sum(layer => layer.Features.Sum(feature => feature.Shape?.NumPoints ?? 0)) > MostCorners)
        {
            return new([], false, [TableNote.Made("too-many-vertices", null, ("most", TableReader.Text(MostCorners)))]);
        }
        var notes = new List<TableNote>();
        if (features == 0)
        {
            return new([], false, [TableNote.Made("no-coordinates", null)]);
        }
        var words = new FeatureWords(layers);
        if (words.Encoding is { } encoding)
        {
            notes.Add(TableNote.Made("letters", null, ("encoding", encoding), ("sample", TableReader.Shown(words.Sample))));
        }
        if (layers.Any(layer => layer.LacksProperties))
        {
            notes.Add(TableNote.Made("no-properties", null));
        }
        var number = 0;
        var read = new List<(ReadZone? Told, IReadOnlyList<RingRows>? Rings, IReadOnlyList<Coordinate>? Points, VectorLayer Layer, bool Exchanged, bool Closed, bool LeftOut)>();
        foreach (var layer in layers)
        {
            var exchanged = IsExchanged(layer);
            foreach (var feature in layer.Features)
            {
                read.Add(Feature(feature, layer, words, exchanged, ++number));
            }
        }
        var rows = read.Where(one => one.Rings is not null).SelectMany(one => one.Rings!).SelectMany(ring => ring.Rows).ToList();
        if (rows.Count == 0 && read.All(one => one.Points is null))
        {
            return new([], false, [.. notes, .. read.SelectMany(one => one.Told!.Notes)]);
        }
        // Points alone say in which grid they are as corners do.
        rows.AddRange(read.SelectMany((one, at) => one.Points is { } points ? points.Select(point => RowOf(point, at + 1, null, one.Layer, one.Exchanged)) : []));
        var trial = new GridTrial(rows, grids, TableScan.OfCorners(rows), source, accuracyM, "đối tượng", together: false);
        IReadOnlyList<IReadOnlyList<RingRows>> areas = [.. read.Select(one => one.Rings).OfType<IReadOnlyList<RingRows>>()];
        var readings = trial.Readings(areas, 0).Select(reading =>
        {
            var made = new Queue<ReadZone>(reading.Zones);
            return reading with
            {
                Zones = [.. read.Select((one, at) => one.Rings is null ? Placed(one.Told!, one.Points, one.Layer, one.Exchanged, reading.Grid)
                    : Noted(made.Dequeue(), one.Layer, one.Exchanged, one.Closed, at + 1, one.Rings.Count(ring => !ring.IsHole), one.LeftOut))],
            };
        });
        return new([.. readings.OrderByDescending(reading => reading.Score).DistinctBy(reading => reading.Grid)], false, notes);
    }

    static (ReadZone? Told, IReadOnlyList<RingRows>? Rings, IReadOnlyList<Coordinate>? Points, VectorLayer Layer, bool Exchanged, bool Closed, bool LeftOut) Feature(
        VectorFeature feature, VectorLayer layer, FeatureWords words, bool exchanged, int number)
    {
        var name = words.NameOf(feature, layer);
        if (feature.Fault is { } fault)
        {
            return Told(TableNote.Made("unreadable-shape", number, ("vi", fault.Vietnamese), ("en", fault.English)));
        }
        if (feature.Shape is not { IsEmpty: false } shape)
        {
            return Told(TableNote.Made("no-shape", number));
        }
        if (layer.Grid is { IsKnown: false })
        {
            return Told(TableNote.Made("unknown-grid", number, ("grid", TableReader.Shown(layer.Grid.Name))));
        }
        var (areas, closed) = Areas(shape);
        var corners = shape.Coordinates;
        if (Array.Find(corners, corner => !IsInVietnam(corner, layer, exchanged)) is { } beyond)
        {
            return Told(TableNote.Made("outside-vietnam", number, ("first", Text(beyond.X)), ("second", Text(beyond.Y))));
        }
        if (areas.Count == 0)
        {
            return (new(name, null, [], null, [TableNote.Made("not-an-area", number, ("kind", shape.OgcGeometryType is OgcGeometryType.Point or OgcGeometryType.MultiPoint ? "points" : "lines"))]),
                null, corners.Length <= 1_000 ? corners : corners[..1_000], layer, exchanged, false, false);
        }
        var rings = new List<RingRows>();
        foreach (var area in areas)
        {
            rings.Add(Ring(area.ExteriorRing, false));
            rings.AddRange(area.InteriorRings.Select(hole => Ring(hole, true)));
        }
        return (null, rings, null, layer, exchanged, closed, !closed && Leaves(shape).Any(leaf => leaf is not Polygon && !leaf.IsEmpty));

        RingRows Ring(LineString ring, bool isHole) => new(name, rings.Count > 0, isHole,
            [.. ring.Coordinates[..^1].Select((corner, at) => RowOf(corner, number, TableReader.Text(at + 1), layer, exchanged))], rings.Count == 0 ? [words.AreaOf(feature, layer)] : [], true);

        (ReadZone?, IReadOnlyList<RingRows>?, IReadOnlyList<Coordinate>?, VectorLayer, bool, bool, bool) Told(TableNote note) =>
            (new(name, null, [], null, [note]), null, null, layer, exchanged, false, false);
    }

    /// <summary>The areas of a shape; of a drawing, lines that end where they began.</summary>
    static (IReadOnlyList<Polygon> Areas, bool Closed) Areas(Geometry shape)
    {
        Geometry[] all = [.. Leaves(shape)];
        Polygon[] polygons = [.. all.OfType<Polygon>().Where(one => !one.IsEmpty)];
        if (polygons.Length > 0 || all.Length == 0 || !all.All(one => one is LineString { IsClosed: true, NumPoints: >= 4 }))
        {
            return (polygons, false);
        }
        return ([.. all.Cast<LineString>().Select(line => shape.Factory.CreatePolygon(line.Coordinates))], true);
    }

    static IEnumerable<Geometry> Leaves(Geometry shape) => shape is GeometryCollection many ? many.Geometries.SelectMany(Leaves) : [shape];

    /// <summary>Metres of which most have the northing first.</summary>
    static bool IsNorthFirst(VectorLayer layer)
    {
        var first = layer.Features.Select(feature => feature.Shape?.Coordinate).OfType<Coordinate>().ToList();
        return first.Count(corner => corner.X > corner.Y) * 2 > first.Count;
    }

    /// <summary>Degrees of which most can only be latitude before longitude.</summary>
    static bool IsExchanged(VectorLayer layer)
    {
        if (!layer.IsInDegrees)
        {
            return false;
        }
        var (straight, exchanged) = (0, 0);
        foreach (var corner in layer.Features.Select(feature => feature.Shape).OfType<Geometry>().SelectMany(shape => shape.Coordinates))
        {
            straight += IsPlace(corner.X, corner.Y) ? 1 : 0;
            exchanged += IsPlace(corner.Y, corner.X) ? 1 : 0;
        }
        return exchanged > straight;
    }

    static bool IsPlace(double longitude, double latitude) => longitude is > West and < East && latitude is > South and < North;

    /// <summary>Whether a position can be in Vietnam at all: as degrees, or as an easting and a northing in either order.</summary>
    static bool IsInVietnam(Coordinate corner, VectorLayer layer, bool exchanged) => double.IsFinite(corner.X) && double.IsFinite(corner.Y)
        && (layer.IsInDegrees ? exchanged ? IsPlace(corner.Y, corner.X) : IsPlace(corner.X, corner.Y)
            : Math.Max(Math.Abs(corner.X), Math.Abs(corner.Y)) < Farthest && Math.Min(corner.X, corner.Y) > 0
                && Number(Math.Min(corner.X, corner.Y)).IsEasting && Number(Math.Max(corner.X, corner.Y)).IsNorthing);

    static TableRow RowOf(Coordinate corner, int number, string? label, VectorLayer layer, bool exchanged)
    {
        var said = layer.Grid?.Said;
        if (layer.IsInDegrees)
        {
            var (longitude, latitude) = exchanged ? (corner.Y, corner.X) : (corner.X, corner.Y);
            return new(number, RowKind.Corner, label, Text(longitude) + "°", Text(latitude) + "°", Position: (latitude, longitude), Said: said?.Zones.Count > 0 ? null : said);
        }
        return new(number, RowKind.Corner, label, Text(corner.X), Text(corner.Y), Number(corner.X), Number(corner.Y), Said: said);
    }

    // Fifteen digits of a double are as they were written; a ten-thousandth of a millimetre is no digit that a survey has.
    static TableNumber Number(double metres) => new(Math.Round((decimal)metres, 7), 0);

    static string Text(double value) => Math.Round(value, 9).ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>What is no area, where it lies in a grid.</summary>
    static ReadZone Placed(ReadZone zone, IReadOnlyList<Coordinate>? points, VectorLayer layer, bool exchanged, Vn2000Zone grid)
    {
        if (points is null)
        {
            return zone;
        }
        var isVn2000 = layer.Grid?.Degrees != DegreesOf.Wgs84 && layer.Grid?.IsOnWgs84 != true;
        return Noted(zone with { Points = [.. points.Select(Place)] }, layer, exchanged, false, zone.Notes[0].Row ?? 0);

        (double Longitude, double Latitude) Place(Coordinate point)
        {
            if (layer.IsInDegrees)
            {
                var (longitude, latitude) = exchanged ? (point.Y, point.X) : (point.X, point.Y);
                return isVn2000 ? Vn2000Transformation.GeographicToWgs84(longitude, latitude) : (longitude, latitude);
            }
            var (east, north) = point.X > point.Y ? (point.Y, point.X) : (point.X, point.Y);
            return Vn2000Transformation.ToWgs84(grid, east, north);
        }
    }

    /// <summary>With what was noticed of its layer.</summary>
    static ReadZone Noted(ReadZone zone, VectorLayer layer, bool exchanged, bool closed, int number, int parts = 0, bool leftOut = false)
    {
        var notes = new List<TableNote>(zone.Notes);
        if (zone.Shape is { } shape && shape.Parts.Length != parts)
        {
            notes.Add(TableNote.Made("parts-within-parts", number, ("parts", TableReader.Text(parts)), ("made", TableReader.Text(shape.Parts.Length))));
        }
        if (leftOut)
        {
            notes.Add(TableNote.Made("parts-left-out", number));
        }
        if (exchanged || !layer.IsInDegrees && IsNorthFirst(layer))
        {
            notes.Add(TableNote.Made("file-axes-exchanged", number));
        }
        if (closed)
        {
            notes.Add(TableNote.Made("line-closed", number));
        }
        if (layer.IsStroked)
        {
            notes.Add(TableNote.Made("arcs-stroked", number));
        }
        return zone with { Notes = notes };
    }
}
