using System.Collections.Immutable;
using NetTopologySuite.Algorithm.Construct;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Valid;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// What can be wrong with shapes, on the very numbers that are printed. Recorded nodes count as on their edge. Gaps are holes of the union and narrow places, not CoverageGapFinder, which
/// finds none where borders are not noded (JTS 1134).
/// </summary>
public static class Checks
{
    /// <summary>All codes, each with whether it is an error, which stops a submission, or a warning, which wants a reason.</summary>
    public static ImmutableSortedDictionary<string, bool> Codes { get; } = new Dictionary<string, bool>
    {
        ["invalid"] = true,
        ["self-touch"] = true,
        ["duplicate-corner"] = true,
        ["spike"] = true,
        ["too-small"] = false,
        ["too-narrow"] = false,
        ["sliver"] = false,
        ["gap"] = false,
        ["overlap"] = true,
        ["contained"] = true,
        ["equal"] = true,
        ["touches-node"] = false,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Edges whose boxes a corner may lie in, on average, and beyond that in all: what is more is no border, and costs the square of its length.</summary>
    const long EdgesOverCorner = 200, EdgesOverAll = 1_000_000;

    /// <summary>The findings on one shape.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="id">Its id; null when it has none.</param>
    /// <param name="tolerances">The table; null for the one in use.</param>
    /// <returns>None when it is clean; by code, then by place.</returns>
    /// <exception cref="AnnexException"><c>too-tangled</c>: so many edges lie over one another that it cannot be checked.</exception>
    public static IReadOnlyList<AnnexProblem> Of(AnnexShape shape, long? id = null, Tolerances? tolerances = null)
    {
        var found = new Found(shape.Lattice, tolerances ?? Tolerances.InUse, id is { } one ? [one] : []);
        Corners(shape, found);
        var grid = shape.OnGrid();
        SelfTouches(shape, found);
        if (Validity(grid, found))
        {
            Sizes(shape, grid, found);
        }
        return found.Sorted();
    }

    static bool Validity(MultiPolygon grid, Found found)
    {
        if (new IsValidOp(grid).ValidationError is not { } error)
        {
            return true;
        }
        // What touches itself has been named, and where.
        if (error.ErrorType != TopologyValidationErrors.RingSelfIntersection || !found.Any("self-touch"))
        {
            found.Add("invalid", error.Coordinate ?? grid.Coordinate, null, null, "");
        }
        return false;
    }

    /// <summary>The findings on two shapes together, not those on each.</summary>
    /// <param name="one">The first, whose lattice the findings use.</param>
    /// <param name="other">The second; brought to the first's lattice when it lies on another.</param>
    /// <param name="around">Other shapes near by: a space that they fill is no gap. None when null.</param>
    /// <param name="tolerances">The table; null for the one in use.</param>
    /// <returns>None when either is not valid: that is the first thing to mend.</returns>
    public static IReadOnlyList<AnnexProblem> Between(
        (long Id, AnnexShape Shape) one, (long Id, AnnexShape Shape) other, IReadOnlyList<AnnexShape>? around = null, Tolerances? tolerances = null)
    {
        var lattice = one.Shape.Lattice;
        var (first, second) = (Placed(one, lattice), Placed(other, lattice));
        Prepared[] rest = [.. (around ?? []).Select(shape => Placed((0, shape), lattice))];
        return [.. Pair(first, second, rest, tolerances ?? Tolerances.InUse), .. Gaps([first, second], rest, lattice, tolerances ?? Tolerances.InUse)];
    }

    /// <summary>The findings on each of several shapes, on each two, and on the spaces that they enclose together.</summary>
    /// <param name="shapes">With their ids; the first's lattice is used where two or more are concerned.</param>
    /// <param name="tolerances">The table; null for the one in use.</param>
    /// <param name="about">Whose findings are wanted; what concerns others alone is not looked for, and costs nothing. Null for all.</param>
    /// <param name="cancellationToken">Ends the checks between two shapes.</param>
    /// <exception cref="AnnexException"><c>outside</c>: a shape lies beyond where the grid of the first's zone can be meant; <c>too-tangled</c> as of one.</exception>
    public static IReadOnlyList<AnnexProblem> All(
        IReadOnlyList<(long Id, AnnexShape Shape)> shapes, Tolerances? tolerances = null, IReadOnlySet<long>? about = null, CancellationToken cancellationToken = default)
    {
        var table = tolerances ?? Tolerances.InUse;
        var found = new List<AnnexProblem>();
        foreach (var one in shapes.Where(one => about?.Contains(one.Id) ?? true))
        {
            cancellationToken.ThrowIfCancellationRequested();
            found.AddRange(Of(one.Shape, one.Id, table));
        }
        if (shapes.Count < 2)
        {
            return found;
        }
        var lattice = shapes[0].Shape.Lattice;
        var placed = shapes.Select(one => Placed(one, lattice)).ToArray();
        for (var one = 0; one < placed.Length; one++)
        {
            for (var other = one + 1; other < placed.Length; other++)
            {
                if (about is null || about.Contains(placed[one].Id) || about.Contains(placed[other].Id))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    found.AddRange(Pair(placed[one], placed[other], placed, table));
                }
            }
        }
        cancellationToken.ThrowIfCancellationRequested();
        return [.. found, .. Gaps(placed, [], lattice, table).Where(gap => about is null || gap.Ids.Any(about.Contains))];
    }

    /// <summary>The first thing for which a shape is no polygon: it crosses itself, touches itself, or its rings lie wrongly. What is only small or narrow is not looked for.</summary>
    /// <param name="shape">The shape.</param>
    /// <returns>Null when it is one.</returns>
    /// <exception cref="AnnexException"><c>too-tangled</c>.</exception>
    public static AnnexProblem? Fault(AnnexShape shape)
    {
        var found = new Found(shape.Lattice, Tolerances.InUse, []);
        SelfTouches(shape, found);
        Validity(shape.OnGrid(), found);
        return found.Sorted().FirstOrDefault();
    }

    /// <summary>A shape on the common lattice, with its nodes as points.</summary>
    sealed record Prepared(long Id, AnnexShape Shape, MultiPolygon Grid, bool IsValid);

    static Prepared Placed((long Id, AnnexShape Shape) one, Lattice lattice)
    {
        var shape = Kernel.ToLattice(one.Shape, lattice);
        var grid = Overlay.Noded(shape);
        return new(one.Id, shape, grid, grid.IsValid);
    }

    static void Corners(AnnexShape shape, Found found)
    {
        for (var part = 0; part < shape.Parts.Length; part++)
        {
            for (var index = 0; index < shape.Parts[part].Rings.Length; index++)
            {
                var ring = shape.Parts[part].Rings[index];
                for (var at = 0; at < ring.Corners.Length; at++)
                {
                    var (before, here, next) = (ring[at - 1], ring[at], ring[at + 1]);
                    var pointer = $"/parts/{part}/rings/{index}/corners/{at}";
                    var (back, on) = (LatticeMath.Distance(here, before), LatticeMath.Distance(here, next));
                    if (on <= found.Tolerances.DuplicateM * shape.Lattice.UnitsPerMetre + 1e-9)
                    {
                        found.Add("duplicate-corner", here, null, on / shape.Lattice.UnitsPerMetre, pointer);
                    }
                    if (back > 0 && on > 0 && IsSpike(before, here, next, found.Tolerances))
                    {
                        var across = Math.Abs((double)LatticeMath.Cross(here, before, next));
                        found.Add("spike", here, shape.SquareMetres((Int128)across), across / Math.Max(back, on) / shape.Lattice.UnitsPerMetre, pointer);
                    }
                }
            }
        }
    }

    /// <summary>Whether the sides of a corner enclose less than the angle of a spike.</summary>
    internal static bool IsSpike(Corner before, Corner here, Corner next, Tolerances tolerances) =>
        Math.Abs(Math.Atan2((double)LatticeMath.Cross(here, before, next), (double)LatticeMath.Dot(here, before, next))) < double.DegreesToRadians(tolerances.SpikeDegrees);

    static void SelfTouches(AnnexShape shape, Found found)
    {
        var edges = new STRtree<(Corner From, Corner To)>();
        foreach (var ring in shape.Parts.SelectMany(part => part.Rings))
        {
            for (var at = 0; at < ring.Corners.Length; at++)
            {
                var box = new Envelope(ring[at].East, ring[at + 1].East, ring[at].North, ring[at + 1].North);
                box.ExpandBy(1);
                edges.Insert(box, (ring[at], ring[at + 1]));
            }
        }
        var named = new HashSet<Corner>();
        var left = EdgesOverAll + EdgesOverCorner * (long)shape.CornerCount;
        for (var part = 0; part < shape.Parts.Length; part++)
        {
            for (var index = 0; index < shape.Parts[part].Rings.Length; index++)
            {
                var ring = shape.Parts[part].Rings[index];
                for (var at = 0; at < ring.Corners.Length; at++)
                {
                    var here = ring[at];
                    var met = edges.Query(new Envelope(here.East, here.East, here.North, here.North)).ToList();
                    // Of a border that somebody drew each corner has a handful of edges around it; of one that is made to cost hours, half of all.
                    if ((left -= met.Count) < 0)
                    {
                        throw new AnnexException("too-tangled", $"/parts/{part}/rings/{index}", "So many edges lie over one another that the border cannot be checked.");
                    }
                    // A corner met by more than its two sides, or lying on a side that is not its own. Sides next to its own come near it where the corner between is a duplicate.
                    var own = met.Count(edge => edge.From == here || edge.To == here);
                    var foreign = met.Any(edge => edge.From != here && edge.To != here && LatticeMath.Distance(here, edge.From, edge.To) <= 1
                        && LatticeMath.Distance(here, edge.From) > 1.5 && LatticeMath.Distance(here, edge.To) > 1.5);
                    var repeated = ring[at - 1] == here || ring[at + 1] == here;
                    if ((own > 2 && !repeated || foreign) && named.Add(here))
                    {
                        found.Add("self-touch", here, null, null, $"/parts/{part}/rings/{index}/corners/{at}");
                    }
                }
            }
        }
    }

    static void Sizes(AnnexShape shape, MultiPolygon grid, Found found)
    {
        for (var part = 0; part < shape.Parts.Length; part++)
        {
            var polygon = (Polygon)grid[part];
            for (var index = 0; index < shape.Parts[part].Rings.Length; index++)
            {
                var ring = grid.Factory.CreatePolygon((LinearRing)(index == 0 ? polygon.ExteriorRing : polygon.GetInteriorRingN(index - 1)));
                var area = shape.SquareMetres(Int128.Abs(shape.Parts[part].Rings[index].TwiceSignedArea));
                var pointer = $"/parts/{part}/rings/{index}";
                if (MeanWidth(ring) <= found.Tolerances.SliverWidthM)
                {
                    found.AddArea("sliver", ring, area, pointer);
                }
                else if (area < found.Tolerances.LeastAreaM2)
                {
                    found.AddArea("too-small", ring, area, pointer);
                }
            }
            if (MeanWidth(polygon) > found.Tolerances.SliverWidthM)
            {
                Narrows(polygon, part, found);
            }
        }
    }

    /// <summary>Where a circle of the least width does not pass: what an opening by it takes away.</summary>
    static void Narrows(Polygon polygon, int part, Found found)
    {
        var free = new GeometryFactory().CreateGeometry(polygon);
        var half = found.Tolerances.LeastWidthM / 2;
        // A millimetre more on the way back, so that rounded corners leave no crumbs along straight sides.
        var opened = free.Buffer(-half).Buffer(half + 0.001);
        foreach (var narrow in Overlay.Polygons(Overlay.Areas(free, opened, SpatialFunction.Difference)).Where(piece => piece.Area >= found.Tolerances.NarrowAreaM2))
        {
            found.AddArea("too-narrow", narrow, narrow.Area, $"/parts/{part}");
        }
    }

    static IReadOnlyList<AnnexProblem> Pair(Prepared one, Prepared other, IReadOnlyList<Prepared> around, Tolerances tolerances)
    {
        var (a, b) = (one.Shape, other.Shape);
        var found = new Found(a.Lattice, tolerances, [Math.Min(one.Id, other.Id), Math.Max(one.Id, other.Id)]);
        var (first, second) = (one.Grid, other.Grid);
        var near = first.EnvelopeInternal.Copy();
        near.ExpandBy(tolerances.GapWidthM);
        if (!one.IsValid || !other.IsValid || !near.Intersects(second.EnvelopeInternal))
        {
            return [];
        }
        // Floating point tells areas to a thousandth of the last digit; rounding crossings to the lattice would move them.
        var free = new GeometryFactory();
        var (freeFirst, freeSecond) = (free.CreateGeometry(first), free.CreateGeometry(second));
        var shared = Overlay.Polygons(Overlay.Areas(freeFirst, freeSecond, SpatialFunction.Intersection)).Where(piece => !IsRounding(piece, tolerances)).ToList();
        if (shared.Count > 0 && !Whole(shared))
        {
            foreach (var piece in shared)
            {
                found.AddArea(MeanWidth(piece) <= tolerances.SliverWidthM ? "sliver" : "overlap", piece, piece.Area, "");
            }
        }
        if (shared.Count == 0)
        {
            // Where they overlap, the overlap is what is to be mended.
            Touches(a, b, found);
            Touches(b, a, found);
        }
        OpenGaps(freeFirst, freeSecond, [.. around.Where(rest => rest != one && rest != other && rest.IsValid).Select(rest => rest.Grid)], found);
        return found.Sorted();

        bool Whole(List<Polygon> pieces)
        {
            var area = pieces.Sum(piece => piece.Area);
            var lacking = (First: MayBeAll(freeFirst) && Rest(freeFirst, freeSecond), Second: MayBeAll(freeSecond) && Rest(freeSecond, freeFirst));
            if (lacking is not (true, _) and not (_, true))
            {
                return false;
            }
            found.AddArea(lacking is (true, true) ? "equal" : "contained", pieces.MaxBy(piece => piece.Area)!, area, "");
            return true;

            // What is left by rounding is a strip along the border: whoever lacks more is not looked at piece by piece.
            bool MayBeAll(Geometry one) => one.Area - area <= one.Length * tolerances.RoundingWidthM;
        }

        bool Rest(Geometry whole, Geometry without) => Overlay.Polygons(Overlay.Areas(whole, without, SpatialFunction.Difference)).All(piece => IsRounding(piece, tolerances));
    }

    /// <summary>Corners of one that lie on an edge of the other, which has neither that corner nor a record of it.</summary>
    static void Touches(AnnexShape one, AnnexShape other, Found found)
    {
        var known = other.Parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners).Concat(other.Nodes.Select(node => node.At)).ToHashSet();
        var box = other.OnGrid().EnvelopeInternal;
        box.ExpandBy(other.Lattice.Unit);
        var corners = one.Parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners).Distinct();
        EdgeIndex? edges = null;
        foreach (var corner in corners.Where(corner => box.Contains(Overlay.At(corner, one.Lattice)) && !known.Contains(corner)))
        {
            if ((edges ??= new(other.Parts)).At(corner) is { } edge)
            {
                var ring = other.Parts[edge.Part - 1].Rings[edge.Ring - 1];
                found.Add("touches-node", corner, null, LatticeMath.Distance(corner, ring[edge.Segment], ring[edge.Segment + 1]) / one.Lattice.UnitsPerMetre, "");
            }
        }
    }

    /// <summary>Narrow spaces between two shapes that are open at their ends: what a closing by the width of a gap fills and what both border on.</summary>
    static void OpenGaps(Geometry one, Geometry other, IReadOnlyList<Geometry> around, Found found)
    {
        var (half, unit) = (found.Tolerances.GapWidthM / 2, found.Lattice.Unit);
        var (boxOne, boxOther) = (one.EnvelopeInternal.Copy(), other.EnvelopeInternal.Copy());
        boxOne.ExpandBy(4 * half);
        boxOther.ExpandBy(4 * half);
        var window = one.Factory.ToGeometry(boxOne.Intersection(boxOther));
        if (window is not Polygon)
        {
            return;
        }
        // Where both can be: the rest of large shapes costs nothing.
        var (a, b) = (Overlay.Areas(one, window, SpatialFunction.Intersection), Overlay.Areas(other, window, SpatialFunction.Intersection));
        var between = Overlay.Areas(a.Buffer(half, 16), b.Buffer(half, 16), SpatialFunction.Intersection);
        if (between.IsEmpty)
        {
            return;
        }
        var both = Overlay.Areas(a, b, SpatialFunction.Union);
        var closed = both.Buffer(half, 16).Buffer(-half + 0.001, 16);
        var filled = Overlay.Areas(Overlay.Areas(closed, both, SpatialFunction.Difference), window, SpatialFunction.Intersection);
        foreach (var filler in around.Where(filler => !filled.IsEmpty && filler.EnvelopeInternal.Intersects(filled.EnvelopeInternal)))
        {
            filled = Overlay.Areas(filled, filled.Factory.CreateGeometry(filler), SpatialFunction.Difference);
        }
        foreach (var gap in Overlay.Polygons(filled).Where(piece => piece.Area >= found.Tolerances.GapAreaM2 && !IsRounding(piece, found.Tolerances)))
        {
            if (gap.IsWithinDistance(a, unit) && gap.IsWithinDistance(b, unit) && gap.Envelope.Intersects(between.Envelope) && gap.Intersects(between))
            {
                found.AddArea("gap", gap, gap.Area, "");
            }
        }
    }

    /// <summary>Spaces that shapes enclose together and none of them alone, and that nobody else fills.</summary>
    static List<AnnexProblem> Gaps(IReadOnlyList<Prepared> shapes, IReadOnlyList<Prepared> rest, Lattice lattice, Tolerances tolerances)
    {
        var gaps = new List<AnnexProblem>();
        if (shapes.Concat(rest).Where(one => one.IsValid).Select(one => (Geometry)one.Grid).ToList() is not { Count: > 1 } all)
        {
            return gaps;
        }
        var union = UnaryUnionNG.Union(all, lattice.Precision);
        foreach (var hole in Overlay.Polygons(union).SelectMany(polygon => polygon.Holes).Select(hole => union.Factory.CreatePolygon(hole)))
        {
            var around = shapes.Where(one => one.IsValid && one.Grid.EnvelopeInternal.Intersects(hole.EnvelopeInternal) && one.Grid.IsWithinDistance(hole, lattice.Unit))
                .Select(one => one.Id).Distinct().Order().ToImmutableArray();
            if (around.Length < 2 || IsRounding(hole, tolerances))
            {
                continue;
            }
            var found = new Found(lattice, tolerances, around);
            found.AddArea("gap", hole, hole.Area, "");
            // The open ones are found by each two; a space is named once.
            gaps.AddRange(found.Sorted().Where(gap => gap.WidthM <= tolerances.EnclosedGapWidthM && (gap.WidthM > tolerances.GapWidthM || hole.Area < tolerances.GapAreaM2 || around.Length > 2)));
        }
        return gaps;
    }

    /// <summary>Twice the area by the length of the border: of a long strip its width, of a square half its side.</summary>
    static double MeanWidth(Geometry polygon) => 2 * polygon.Area / polygon.Length;

    static bool IsRounding(Geometry polygon, Tolerances tolerances) => MeanWidth(polygon) <= tolerances.RoundingWidthM;

    sealed class Found(Lattice lattice, Tolerances tolerances, ImmutableArray<long> ids)
    {
        readonly List<AnnexProblem> all = [];

        public Lattice Lattice => lattice;

        public Tolerances Tolerances => tolerances;

        public bool Any(string code) => all.Exists(one => one.Code == code);

        public void Add(string code, Corner at, double? areaM2, double? widthM, string pointer)
        {
            var (longitude, latitude) = lattice.ToWgs84(at);
            all.Add(new(code, ids, at, longitude, latitude, areaM2, widthM, pointer));
        }

        public void Add(string code, Coordinate at, double? areaM2, double? widthM, string pointer) =>
            Add(code, new Corner(lattice.Units(at.X), lattice.Units(at.Y)), areaM2, widthM, pointer);

        /// <summary>The place is the middle of the widest circle inside.</summary>
        public void AddArea(string code, Polygon polygon, double areaM2, string pointer)
        {
            var circle = new MaximumInscribedCircle(polygon, Math.Max(0.001, MeanWidth(polygon) / 50));
            Add(code, circle.GetCenter().Coordinate, areaM2, 2 * circle.GetRadiusLine().Length, pointer);
        }

        public IReadOnlyList<AnnexProblem> Sorted() => [.. all.OrderBy(one => one.Code, StringComparer.Ordinal).ThenBy(one => one.At).ThenBy(one => one.Pointer, StringComparer.Ordinal)];
    }
}
