using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Crs;

/// <summary>A position as a person typed it.</summary>
public abstract record TypedPosition;

/// <summary>Degrees of WGS 84.</summary>
/// <param name="Longitude">Decimal degrees east.</param>
/// <param name="Latitude">Decimal degrees north.</param>
public sealed record TypedDegrees(double Longitude, double Latitude) : TypedPosition;

/// <summary>Metres of VN-2000.</summary>
/// <param name="Easting">Metres east (Vietnamese: Y).</param>
/// <param name="Northing">Metres north (Vietnamese: X).</param>
/// <param name="Zones">The zones that the text allows: one or two when it names a meridian, all when it does not.</param>
/// <param name="ZoneGiven">Whether the text names a code or a meridian.</param>
/// <param name="AxesSwapped">Whether X and Y stood for east and north, against Vietnamese usage but as in many drawings.</param>
public sealed record TypedMetres(double Easting, double Northing, IReadOnlyList<Vn2000Zone> Zones, bool ZoneGiven, bool AxesSwapped) : TypedPosition
{
    /// <summary>How far from its central meridian a 3° zone is used: half its width and as much again, since merged provinces reach over it.</summary>
    const double ReachOf3Degrees = 3;

    const double ReachOf6Degrees = 3.5;

    /// <summary>Where this is, by zone: those of <see cref="Zones"/> in which it lies in Vietnam's map frame and not farther from the meridian than the zone is used.</summary>
    /// <returns>In the order of <see cref="Zones"/>; empty when it lies nowhere in Vietnam.</returns>
    public IReadOnlyList<(Vn2000Zone Zone, double Longitude, double Latitude)> Candidates() =>
    [
        .. Zones.Select(zone => (Zone: zone, At: Vn2000Transformation.ToWgs84(zone, Easting, Northing)))
            .Where(one => Extent.VietnamMapFrame.Contains(one.At.Longitude, one.At.Latitude)
                && Math.Abs(one.At.Longitude - one.Zone.CentralMeridian.DecimalDegrees) <= (one.Zone.WidthDegrees == 3 ? ReachOf3Degrees : ReachOf6Degrees))
            .Select(one => (one.Zone, one.At.Longitude, one.At.Latitude)),
    ];
}

/// <summary>Why a text that is clearly meant as coordinates was not taken.</summary>
public enum PositionFault
{
    /// <summary>It names EPSG:6956–6959, which the registry has withdrawn; 1060 less is the code for the same meridian.</summary>
    WithdrawnCode,

    /// <summary>It names a code or a meridian that no zone of VN-2000 has.</summary>
    UnknownZone,

    /// <summary>What it says lies outside Vietnam.</summary>
    Outside,

    /// <summary>It is nothing but numbers, and they are no position: one alone, too many, or out of every range. It may yet be a code.</summary>
    NoPosition,

    /// <summary>An angle has 60 minutes or seconds, or more.</summary>
    TooManyMinutes,

    /// <summary>It is the address of a page, or a short one that leads to it, and no position stands in it.</summary>
    NoPositionInAddress,
}

/// <summary>A text that is clearly meant as coordinates and was not taken.</summary>
/// <param name="Fault">Why not.</param>
/// <param name="Named">The code (<c>6956</c>) or meridian at fault as it was named; of <see cref="PositionFault.Outside"/> the meridian taken, null without one;
/// of <see cref="PositionFault.TooManyMinutes"/> the angle; of <see cref="PositionFault.NoPositionInAddress"/> the host of a short address, null of another.</param>
public sealed record PositionRefusal(PositionFault Fault, string? Named);
