namespace EnvGis.Spatial.Annex;

public static partial class Kernel
{
    /// <summary>The corner at a distance and bearing from another, rounded to the lattice.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="from">Where the way begins.</param>
    /// <param name="distanceM">Metres, 0 or more.</param>
    /// <param name="bearingDegrees">Clockwise from north: from grid north, or from true north along the geodesic.</param>
    /// <param name="by">Grid or geodesic.</param>
    /// <exception cref="AnnexException"><c>not-a-number</c>, <c>outside</c>.</exception>
    public static Corner Go(Lattice lattice, Corner from, double distanceM, double bearingDegrees, LengthBy by)
    {
        if (!(distanceM is >= 0 and < 1e7) || !double.IsFinite(bearingDegrees))
        {
            throw new AnnexException("not-a-number", "", "A distance of 0 m or more and a bearing are wanted.", ("distanceM", distanceM), ("bearingDegrees", bearingDegrees));
        }
        if (by == LengthBy.Geodesic)
        {
            var (longitude, latitude) = Geodesic.From(lattice.ToWgs84(from), distanceM, bearingDegrees);
            return lattice.Nearest(longitude, latitude);
        }
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(bearingDegrees));
        return Inside(lattice, new(from.East + lattice.Units(distanceM * sin), from.North + lattice.Units(distanceM * cos)));
    }

    /// <summary>Distance in metres and bearing in degrees, 0 to 360, from one corner to another; a bearing of 0 where they are the same.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="from">Where the way begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="by">Grid or geodesic.</param>
    public static (double DistanceM, double BearingDegrees) Way(Lattice lattice, Corner from, Corner to, LengthBy by)
    {
        if (by == LengthBy.Geodesic)
        {
            return Geodesic.Between(lattice.ToWgs84(from), lattice.ToWgs84(to));
        }
        var bearing = double.RadiansToDegrees(Math.Atan2(to.East - from.East, to.North - from.North));
        return (LatticeMath.Distance(from, to) / lattice.UnitsPerMetre, (bearing + 360) % 360);
    }

    /// <summary>The corner nearest to a pointer on the line that stands at right angles, on the grid, upon the way from one corner to another, at the latter; rounded to the lattice.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="before">Where the way begins.</param>
    /// <param name="corner">Where it ends and the right angle is.</param>
    /// <param name="pointer">On which side and how far.</param>
    /// <exception cref="AnnexException"><c>same-corner</c>: the way has no direction; <c>outside</c>.</exception>
    public static Corner RightAngle(Lattice lattice, Corner before, Corner corner, Corner pointer)
    {
        var length = LatticeMath.Distance(before, corner);
        if (length == 0)
        {
            throw new AnnexException("same-corner", "", "The two corners are one.");
        }
        var far = (double)LatticeMath.Cross(before, corner, pointer) / length;
        return Inside(lattice, new(corner.East - (long)Math.Round((corner.North - before.North) / length * far), corner.North + (long)Math.Round((corner.East - before.East) / length * far)));
    }

    static Corner Inside(Lattice lattice, Corner corner) => lattice.Reaches(corner)
        ? corner : throw new AnnexException("outside", "", "The corner leaves the grid.", ("east", lattice.Metres(corner.East)), ("north", lattice.Metres(corner.North)));
}
