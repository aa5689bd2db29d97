namespace EnvGis.Spatial.Annex;

/// <summary>
/// A recorded T: somebody else's corner that ends on an edge. It lies at most one unit beside the straight line, since the lattice seldom has a point on it, and counts as on it.
/// </summary>
/// <param name="Part">1 for the first polygon, as in <see cref="Vn2000.VertexTable"/>.</param>
/// <param name="Ring">1 for the outer ring, from 2 for holes.</param>
/// <param name="Segment">Index, from 0 within the ring, of the edge's first corner.</param>
/// <param name="At">The other's corner.</param>
/// <param name="Feature">Whose corner it is; null when not known.</param>
public sealed record EdgeNode(int Part, int Ring, int Segment, Corner At, long? Feature);
