using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Tests.Annex;

/// <summary>Shapes for tests, in the zone of Quảng Trị unless told otherwise.</summary>
static class Shapes
{
    public static readonly Lattice Centimetres = new(Vn2000Zone.Find(9212)!, 2);

    /// <summary>A corner in whole metres from 550,000 E, 1,850,000 N, on a lattice of centimetres.</summary>
    public static Corner At(double east, double north) => new((long)Math.Round((550_000 + east) * 100), (long)Math.Round((1_850_000 + north) * 100));

    public static AnnexRing Ring(params (double East, double North)[] corners) => AnnexRing.Of(corners.Select(corner => At(corner.East, corner.North)), StretchOrigin.Drawn, 5);

    public static AnnexShape Of(params AnnexRing[] rings) => new(Centimetres, [new([.. rings])]);

    public static AnnexShape Of(params (double East, double North)[] corners) => Of(Ring(corners));

    public static AnnexShape Box(double west, double south, double east, double north) => Of((west, south), (east, south), (east, north), (west, north));

    /// <summary>A border as nature makes it: bays of many sizes, and half a metre of noise.</summary>
    public static AnnexShape Coast(int corners, double radiusM, Random random, double east = 0, double north = 0)
    {
        var waves = Enumerable.Range(2, 30).Select(number => (Number: number, Height: 0.25 / number, Phase: random.NextDouble() * 6.28)).ToList();
        return Of(Enumerable.Range(0, corners).Select(at =>
        {
            var angle = 2 * Math.PI * at / corners;
            var far = radiusM * (1 + waves.Sum(wave => wave.Height * Math.Sin(wave.Number * angle + wave.Phase))) + 0.5 * random.NextDouble();
            return (east + far * Math.Cos(angle), north + far * Math.Sin(angle));
        }).ToArray());
    }

    /// <summary>A star around a place, valid by its making.</summary>
    public static AnnexShape Star(int corners, double radiusM, Random random, double east = 0, double north = 0) => Of(Enumerable.Range(0, corners).Select(at =>
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * at / corners);
        var far = radiusM * (0.7 + 0.3 * random.NextDouble());
        return (east + far * cos, north + far * sin);
    }).ToArray());
}
