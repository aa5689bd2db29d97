namespace EnvGis.Spatial.Annex;

/// <summary>A corner of an annex: a point of a <see cref="Lattice"/>, exact, so that the same corner has the same numbers wherever it stands.</summary>
/// <param name="East">Easting (Vietnamese: Y) in units of the lattice.</param>
/// <param name="North">Northing (Vietnamese: X) in units of the lattice.</param>
public readonly record struct Corner(long East, long North) : IComparable<Corner>
{
    /// <summary>By easting, then by northing.</summary>
    /// <param name="other">The other corner, on the same lattice.</param>
    public int CompareTo(Corner other) => East != other.East ? East.CompareTo(other.East) : North.CompareTo(other.North);
}
