using System.Collections.Immutable;

namespace EnvGis.Spatial.Annex;

/// <summary>What an operation made of a shape, with what a person has to be told of it.</summary>
/// <param name="Shape">The result; valid. The very shape that was given when nothing changed.</param>
/// <param name="AreaBeforeM2">Grid area of what was given, square metres; of a union the sum of both.</param>
/// <param name="AreaAfterM2">Grid area of the result, square metres.</param>
/// <param name="Added">Corners of the result that neither shape nor line had: crossings, rounded to the lattice.</param>
/// <param name="LostNodes">Recorded nodes of the shapes given that lie on no edge of the result and are none of its corners: whoever ends there does so no longer.</param>
public sealed record KernelResult(AnnexShape Shape, double AreaBeforeM2, double AreaAfterM2, ImmutableArray<Corner> Added, ImmutableArray<EdgeNode> LostNodes);

/// <summary>A shape in pieces.</summary>
/// <param name="Pieces">Two or more; the first has the shape's first corner. They share their new border corner by corner.</param>
/// <param name="AreaBeforeM2">Grid area of the shape, square metres.</param>
/// <param name="AreaAfterM2">Of all pieces; it differs by what rounding crossings to the lattice moved.</param>
/// <param name="Added">Corners that neither shape nor line had; a neighbour on whose edge one lies wants it as a node.</param>
public sealed record SplitResult(ImmutableArray<AnnexShape> Pieces, double AreaBeforeM2, double AreaAfterM2, ImmutableArray<Corner> Added);

/// <summary>A shape around a source, never short of the distance.</summary>
/// <param name="Shape">Valid; holds every point within the distance of the source.</param>
/// <param name="AreaBeforeM2">Grid area of the source, 0 of lines and points.</param>
/// <param name="AreaAfterM2">Grid area of the result.</param>
/// <param name="BeyondM">
/// By how much it may reach beyond the distance at most, metres on the ground: 1 cm of arcs and of the scale along the source, the lattice, and what the scale changes on the way.
/// </param>
/// <param name="LeastScale">Least number of grid metres that a metre on the ground was taken for.</param>
/// <param name="GreatestScale">Greatest such number.</param>
public sealed record BufferResult(AnnexShape Shape, double AreaBeforeM2, double AreaAfterM2, double BeyondM, double LeastScale, double GreatestScale);

/// <summary>Where a pointer was snapped to.</summary>
/// <param name="Target">Index of the shape in the list that was given.</param>
/// <param name="At">A corner of that shape, the same numbers; or the lattice point nearest to its edge.</param>
/// <param name="Part">1 for the first polygon.</param>
/// <param name="Ring">1 for the outer ring.</param>
/// <param name="Index">Index in the ring, from 0, of the corner, or of the first corner of the edge.</param>
/// <param name="Node">What the target has to record when <paramref name="At"/> lies on its edge; null at a corner.</param>
/// <param name="DistanceM">From the pointer, grid metres.</param>
public sealed record SnapResult(int Target, Corner At, int Part, int Ring, int Index, EdgeNode? Node, double DistanceM);

/// <summary>A stretch of another shape's border.</summary>
/// <param name="Corners">From the first to the last asked for, both included.</param>
/// <param name="Stretch">How whoever follows it came about: traced, as inaccurate as the least accurate of what is followed.</param>
/// <param name="LengthM">Length in grid metres.</param>
public sealed record TraceResult(ImmutableArray<Corner> Corners, Stretch Stretch, double LengthM);

/// <summary>By what lengths and bearings are measured.</summary>
public enum LengthBy
{
    /// <summary>On the plane of the projection, bearings from grid north: what coordinate tables give.</summary>
    Grid,

    /// <summary>Along the geodesic of WGS 84, bearings from true north: what a measuring tape gives.</summary>
    Geodesic,
}
