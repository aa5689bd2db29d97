using System.Globalization;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// The points that the coordinate table of an annex can name: those of a zone of VN-2000 at a fixed number of decimals of a metre. Here stands the one function
/// from the grid to WGS 84, and its inverse, found by iterating it: a corner comes back as itself, and its WGS 84 has the same bits again.
/// </summary>
/// <param name="Zone">The zone of VN-2000.</param>
/// <param name="Decimals">Decimals of a metre: 2 or 3.</param>
/// <exception cref="ArgumentOutOfRangeException">Neither 2 nor 3 decimals.</exception>
public sealed record Lattice(Vn2000Zone Zone, int Decimals)
{
    /// <summary>Metres from the central meridian up to which a corner may lie, either side: about 6°, as <see cref="Vn2000Grid.FarthestDegrees"/>.</summary>
    public const double FarthestFromMeridianMetres = 700_000;

    /// <summary>Metres north of the equator up to which a corner may lie: 24.4° N; Vietnam ends at 23.4° N.</summary>
    public const double FarthestNorthMetres = 2_700_000;

    /// <summary>Decimals of a metre: 2 or 3.</summary>
    public int Decimals { get; } = Decimals is 2 or 3 ? Decimals : throw new ArgumentOutOfRangeException(nameof(Decimals), Decimals, "An annex has 2 or 3 decimals.");

    /// <summary>How many units a metre has: 100 or 1,000.</summary>
    public long UnitsPerMetre => Decimals == 2 ? 100 : 1_000;

    /// <summary>The unit in metres: 0.01 or 0.001.</summary>
    public double Unit => 1.0 / UnitsPerMetre;

    /// <summary>The precision model of overlays: coordinates in metres, rounded to the unit.</summary>
    internal PrecisionModel Precision => new(UnitsPerMetre);

    /// <summary>Units as metres: the double nearest to the printed decimal.</summary>
    /// <param name="units">Lattice units.</param>
    public double Metres(long units) => units / (double)UnitsPerMetre;

    /// <summary>Metres as the nearest units; halves go to the even one.</summary>
    /// <param name="metres">Easting or northing in metres.</param>
    /// <exception cref="AnnexException"><c>outside</c>: not finite, or beyond all numbers a grid has.</exception>
    public long Units(double metres) => Math.Abs(metres) < 1e9 ? (long)Math.Round(metres * UnitsPerMetre) : throw Outside(metres, double.NaN);

    /// <summary>Whether a corner lies where the grid of the zone can be meant: within 700 km of the meridian, 0…2,700 km north.</summary>
    /// <param name="corner">A corner of this lattice.</param>
    public bool Reaches(Corner corner) =>
        corner.East >= (Vn2000Zone.FalseEastingMetres - FarthestFromMeridianMetres) * UnitsPerMetre
        && corner.East <= (Vn2000Zone.FalseEastingMetres + FarthestFromMeridianMetres) * UnitsPerMetre
        && corner.North >= 0 && corner.North <= FarthestNorthMetres * UnitsPerMetre;

    /// <summary>Where a corner is in WGS 84: the one canonical function; every stored longitude and latitude of an annex comes from it.</summary>
    /// <param name="corner">A corner of this lattice.</param>
    /// <returns>Decimal degrees, longitude first.</returns>
    public (double Longitude, double Latitude) ToWgs84(Corner corner) => ToWgs84(Metres(corner.East), Metres(corner.North));

    /// <summary>The same of a point between the corners, in metres.</summary>
    internal (double Longitude, double Latitude) ToWgs84(double east, double north) => Vn2000Transformation.ToWgs84(Zone, east, north);

    /// <summary>The corner nearest to a position: of a corner's own WGS 84 that corner, bit by bit.</summary>
    /// <param name="longitude">Decimal degrees east.</param>
    /// <param name="latitude">Decimal degrees north.</param>
    /// <exception cref="AnnexException"><c>outside</c>: the position lies beyond where the grid of the zone can be meant.</exception>
    public Corner Nearest(double longitude, double latitude)
    {
        var (east, north) = ToGrid(longitude, latitude);
        var corner = new Corner(Units(east), Units(north));
        return Reaches(corner) ? corner : throw Outside(longitude, latitude);
    }

    /// <summary>The inverse of <see cref="ToWgs84(Corner)"/> in metres, not rounded: the place from which the forward function leads to the position.</summary>
    internal (double East, double North) ToGrid(double longitude, double latitude)
    {
        if (!(Math.Abs(longitude - Zone.CentralMeridian.DecimalDegrees) < 8 && latitude is > -1 and < 26))
        {
            throw Outside(longitude, latitude);
        }
        var (aimEast, aimNorth) = Vn2000Transformation.FromWgs84(Zone, longitude, latitude);
        var (east, north) = (aimEast, aimNorth);
        // The inverse of the library errs by micrometres near the meridian and by more far off; what it errs by at the place reached is taken off.
        for (var round = 0; round < 4; round++)
        {
            var (there, thereNorth) = ToWgs84(east, north);
            var (back, backNorth) = Vn2000Transformation.FromWgs84(Zone, there, thereNorth);
            var (missingEast, missingNorth) = (aimEast - back, aimNorth - backNorth);
            (east, north) = (east + missingEast, north + missingNorth);
            if (Math.Abs(missingEast) < 1e-8 && Math.Abs(missingNorth) < 1e-8)
            {
                break;
            }
        }
        return (east, north);
    }

    /// <summary>As the annex prints it: a decimal point, exactly <see cref="Decimals"/> digits after it, no marks between thousands.</summary>
    /// <param name="units">Lattice units.</param>
    public string Print(long units)
    {
        var (whole, rest) = UInt128.DivRem((UInt128)Int128.Abs(units), (UInt128)UnitsPerMetre);
        return string.Create(CultureInfo.InvariantCulture, $"{(units < 0 ? "-" : "")}{whole}.{((long)rest).ToString($"D{Decimals}", CultureInfo.InvariantCulture)}");
    }

    /// <summary>Reads what <see cref="Print"/> writes, and nothing else: other digits, signs, blanks or commas are refused, for they are a question.</summary>
    /// <param name="text">The text.</param>
    /// <param name="units">Lattice units.</param>
    public bool TryRead(string? text, out long units)
    {
        units = 0;
        var point = text?.Length - Decimals - 1;
        return point > 0 && text![point.Value] == '.'
            && long.TryParse(string.Concat(text.AsSpan(0, point.Value), text.AsSpan(point.Value + 1)), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out units)
            && Print(units) == text;
    }

    static AnnexException Outside(double first, double second) =>
        new("outside", "", "The position lies beyond where the grid of this zone can be meant.", ("first", first), ("second", second));
}
