namespace EnvGis.Spatial.Annex;

/// <summary>Plane geometry on integers, in units of a lattice; what decides a side is exact.</summary>
static class LatticeMath
{
    /// <summary>Twice the area of the triangle, greater than 0 when the third corner lies to the left of the way from the first to the second; exact.</summary>
    public static Int128 Cross(Corner from, Corner to, Corner at) =>
        (Int128)(to.East - from.East) * (at.North - from.North) - (Int128)(to.North - from.North) * (at.East - from.East);

    /// <summary>The scalar product of the ways from the first corner to the second and to the third; exact.</summary>
    public static Int128 Dot(Corner from, Corner to, Corner at) =>
        (Int128)(to.East - from.East) * (at.East - from.East) + (Int128)(to.North - from.North) * (at.North - from.North);

    /// <summary>Distance of two corners in units.</summary>
    public static double Distance(Corner a, Corner b) => double.Hypot(b.East - a.East, b.North - a.North);

    /// <summary>Distance of a corner from an edge in units.</summary>
    public static double Distance(Corner at, Corner from, Corner to)
    {
        if (from == to)
        {
            return Distance(at, from);
        }
        var along = Dot(from, to, at);
        return along <= 0 ? Distance(at, from) : along >= Dot(from, to, to) ? Distance(at, to) : (double)Int128.Abs(Cross(from, to, at)) / Distance(from, to);
    }

    /// <summary>How far along an edge the foot of a corner lies, 0 at its beginning and 1 at its end.</summary>
    public static double Along(Corner at, Corner from, Corner to) => from == to ? 0 : Math.Clamp((double)Dot(from, to, at) / (double)Dot(from, to, to), 0, 1);
}
