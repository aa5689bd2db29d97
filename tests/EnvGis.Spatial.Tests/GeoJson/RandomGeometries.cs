using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Tests.GeoJson;

/// <summary>Geometries of all seven types, sometimes empty, with small and large coordinates and rings of either direction.</summary>
static class RandomGeometries
{
    static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    public static Gen<double> Coordinate { get; } = Gen.OneOf(
        Gen.Choose(-90_000_000, 90_000_000).Select(n => n / 1e6),
        Gen.Choose(-900_000_000, 900_000_000).Select(n => n / 1e7),
        Gen.Choose(int.MinValue, int.MaxValue).Select(n => n * (90.0 / int.MaxValue)),
        Gen.Elements(0.0, -0.0, 1e-9, -1e-9, 5e-8, 90.0, -90.0, 21.599999999999998));

    static Gen<Coordinate> Position { get; } =
        from x in Coordinate
        from y in Coordinate
        select new Coordinate(x, y);

    static Gen<Point> Points { get; } = Position.Select(position => Factory.CreatePoint(position));

    static Gen<LineString> Lines { get; } =
        from count in Gen.Choose(2, 8)
        from positions in Position.ArrayOf(count)
        select Factory.CreateLineString(positions);

    static Gen<LinearRing> Rings { get; } =
        from x in Gen.Choose(-800_000_000, 800_000_000)
        from y in Gen.Choose(-800_000_000, 800_000_000)
        from corners in Gen.Choose(3, 9)
        from radius in Gen.Choose(100, 90_000_000)
        from left in Gen.Elements(1, -1)
        select Ring(x / 1e7, y / 1e7, radius / 1e7, corners * left);

    static Gen<Polygon> Polygons { get; } =
        from shell in Rings
        from holes in Gen.Choose(0, 2)
        from rings in Rings.ArrayOf(holes)
        select Factory.CreatePolygon(shell, rings);

    static Gen<Geometry> Simple { get; } = Gen.OneOf(
        Points.Select(geometry => (Geometry)geometry),
        Lines.Select(geometry => (Geometry)geometry),
        Polygons.Select(geometry => (Geometry)geometry),
        Many(Points).Select(parts => (Geometry)Factory.CreateMultiPoint(parts)),
        Many(Lines).Select(parts => (Geometry)Factory.CreateMultiLineString(parts)),
        Many(Polygons).Select(parts => (Geometry)Factory.CreateMultiPolygon(parts)),
        Gen.Elements<Geometry>(Factory.CreateLineString(), Factory.CreatePolygon()));

    public static Gen<Geometry> Any { get; } = Gen.OneOf(
        Simple,
        Many(Simple).Select(parts => (Geometry)Factory.CreateGeometryCollection(parts)));

    static Gen<T[]> Many<T>(Gen<T> one) => Gen.Choose(0, 4).SelectMany(count => one.ArrayOf(count));

    static LinearRing Ring(double x, double y, double radius, int signedCorners)
    {
        var corners = Math.Abs(signedCorners);
        var positions = Enumerable.Range(0, corners).Select(i =>
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / signedCorners);
            return new Coordinate(x + radius * cos, y + radius * sin);
        }).ToList();
        return Factory.CreateLinearRing([.. positions, positions[0].Copy()]);
    }
}
