using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// Makes a zone by a rule: sources with what lies around them, as one, without other zones, within a clip, without parts that are too small. Reckoned in doubles and laid on the lattice once, at the
/// end, so that it is never short of a distance. Pure: the same in, in whatever order, gives the same out.
/// </summary>
public static class Recipe
{
    /// <summary>Of the rule: it changes when the same recipe would mean another zone.</summary>
    public const int Rule = 1;

    /// <summary>Sources, zones that are taken off and the clip have at most so many points together.</summary>
    public const int MostPoints = 200_000;

    /// <summary>What is widened is taken in runs of so many segments: a border that winds crosses itself with the square of them.</summary>
    const int RunSegments = 64;

    /// <summary>Points of all arcs together, before they are laid over each other.</summary>
    const long MostArcPoints = 1_500_000;

    /// <summary>
    /// What is straight in longitude and latitude is bent in the grid, by 0.7 cm over 1 km and with the square of the length: over so many metres by less than <see cref="BentM"/>.
    /// </summary>
    const double StraightM = 200;

    /// <summary>Metres by which the distance is longer, so that a bent border is not short.</summary>
    const double BentM = 0.0005;

    /// <summary>Makes the zone.</summary>
    /// <param name="lattice">On which it will lie.</param>
    /// <param name="sources">At least one.</param>
    /// <param name="minus">What is taken off; polygons.</param>
    /// <param name="clip">Beyond which nothing goes; polygons. Null for nothing.</param>
    /// <param name="leastPartM2">Parts of less grid area are left out.</param>
    /// <param name="cancellationToken">Asked between steps of a fraction of a second.</param>
    /// <exception cref="AnnexException">
    /// <c>distance</c>, <c>not-a-polygon</c> (of a distance of 0, of what is taken off and of the clip), <c>too-many-corners</c>, <c>outside</c>,
    /// <c>no-overlay</c>, <c>nothing-left</c>, <c>invalid-result</c>.
    /// </exception>
    public static RecipeResult Make(
        Lattice lattice, IReadOnlyList<RecipeInput> sources, IReadOnlyList<RecipeInput> minus, RecipeInput? clip, double leastPartM2, CancellationToken cancellationToken)
    {
        DemandBounds(lattice, sources, minus, clip);
        var edges = new STRtree<Edge>();
        var (all, beyond) = ((Geometry?)null, 0.0);
        var pieces = new List<Geometry>();
        foreach (var source in InOrder(sources))
        {
            if (source.Metres > 0)
            {
                foreach (var run in Runs(OnGrid(source, lattice, dense: true)))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var (wide, by, _, _) = Kernel.Widen(lattice, run, source.Metres + (source.Annex is null ? BentM : 0));
                    pieces.Add(wide);
                    beyond = Math.Max(beyond, by + (source.Annex is null ? BentM : 0));
                }
            }
            if (source.Metres == 0 || source.Geometry.Dimension == Dimension.Surface)
            {
                var itself = Areas(source, lattice);
                pieces.Add(itself);
                if (source.Metres == 0)
                {
                    Trace(edges, itself, source);
                }
            }
        }
        all = Together(pieces, cancellationToken);
        var (clipped, subtracted) = (0.0, 0.0);
        if (clip is not null)
        {
            var within = Areas(clip, lattice);
            Trace(edges, within, clip);
            cancellationToken.ThrowIfCancellationRequested();
            var kept = Overlay.Areas(all, within, SpatialFunction.Intersection);
            clipped = Math.Max(0, all.Area - kept.Area);
            all = kept;
        }
        if (minus.Count > 0)
        {
            var off = InOrder(minus).Select(one => (Input: one, Areas: Areas(one, lattice))).ToList();
            off.ForEach(one => Trace(edges, one.Areas, one.Input));
            cancellationToken.ThrowIfCancellationRequested();
            var kept = Overlay.Areas(all, Together([.. off.Select(one => one.Areas)], cancellationToken), SpatialFunction.Difference);
            subtracted = Math.Max(0, all.Area - kept.Area);
            all = kept;
        }
        cancellationToken.ThrowIfCancellationRequested();
        var onLattice = PrecisionReducer.ReducePrecision(AnnexShape.FactoryOf(lattice).CreateGeometry(all), lattice.Precision);
        var otherwise = new Stretch(0, StretchOrigin.Drawn, Math.Min(Stretch.CoarsestM, sources.Max(one => one.AccuracyM)), Named(sources.Where(one => one.Metres > 0)));
        var parts = Overlay.Polygons(onLattice).Select(polygon => new AnnexPart([.. polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => RingOf(ring, lattice, edges, otherwise))]))
            .Select(part => (Part: part, AreaM2: (double)part.TwiceArea / (2.0 * lattice.UnitsPerMetre * lattice.UnitsPerMetre))).ToList();
        var large = parts.Where(one => one.AreaM2 >= leastPartM2).Select(one => one.Part).ToList();
        if (large.Count == 0)
        {
            throw new AnnexException("nothing-left", "", "Nothing is left of the zone.", ("parts", parts.Count), ("leastPartM2", leastPartM2));
        }
        var shape = new AnnexShape(lattice, [.. large]).Canonicalised();
        Overlay.DemandValid(shape, "invalid-result");
        return new(shape, parts.Count - large.Count, parts.Where(one => one.AreaM2 < leastPartM2).Sum(one => one.AreaM2), clipped, subtracted, beyond);
    }

    /// <summary>Lays a shape beside what its recipe makes now.</summary>
    /// <param name="stored">The shape that stands.</param>
    /// <param name="made">What the recipe makes, on the same lattice.</param>
    /// <exception cref="AnnexException">As of <see cref="Comparison.Of"/>.</exception>
    public static RecipeProof Prove(AnnexShape stored, AnnexShape made)
    {
        if (stored.ContentText() == made.ContentText())
        {
            return new(true, 0, made.PerimeterM * 0.001);
        }
        var compared = Comparison.Of(stored, made);
        return new(false, compared.GainedM2 + compared.LostM2, made.PerimeterM * 0.001);
    }

    static IEnumerable<RecipeInput> InOrder(IEnumerable<RecipeInput> inputs) => inputs.OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Metres);

    static string? Named(IEnumerable<RecipeInput> sources)
    {
        var text = string.Join("; ", InOrder(sources).Select(one => FormattableString.Invariant($"{one.Name} + {one.Metres} m")));
        return text.Length == 0 ? null : text.Length <= Stretch.LongestOf ? text : string.Concat(text.AsSpan(0, Stretch.LongestOf - 1), "…");
    }

    static void DemandBounds(Lattice lattice, IReadOnlyList<RecipeInput> sources, IReadOnlyList<RecipeInput> minus, RecipeInput? clip)
    {
        foreach (var source in sources)
        {
            if (!(source.Metres is >= 0 and <= Kernel.FarthestBufferM))
            {
                throw new AnnexException("distance", "", "A distance is 0 to 100 km.", ("metres", source.Metres), ("most", Kernel.FarthestBufferM));
            }
        }
        var all = sources.Concat(minus).Concat(clip is null ? [] : [clip]).ToList();
        foreach (var one in all)
        {
            if (one.Geometry.IsEmpty || one.Geometry is not (Polygon or MultiPolygon) && (one.Metres == 0 || !sources.Contains(one)))
            {
                throw new AnnexException("not-a-polygon", "", "A source without a distance, a zone that is taken off and a clip are made of polygons.");
            }
            // A geometry that is no polygon on the ellipsoid is none on the grid: what a library makes of it is nobody's.
            if (one.Geometry is Polygon or MultiPolygon && !one.Geometry.IsValid)
            {
                throw new AnnexException("invalid", "", "A source is not valid.");
            }
        }
        var points = all.Sum(one => one.Geometry.NumPoints + (one.Metres > 0 && one.Annex is null ? (long)(Degrees(one.Geometry) * 111_320 / StraightM) : 0L));
        var arcs = sources.Where(one => one.Metres > 0).Sum(one => ArcPoints(one));
        if (points > MostPoints || arcs > MostArcPoints)
        {
            throw new AnnexException("too-many-corners", "", "The sources have too many points to be computed at once.",
                ("corners", Math.Max(points, arcs)), ("most", points > MostPoints ? MostPoints : MostArcPoints));
        }

        static double Degrees(Geometry geometry) => geometry.Length;
    }

    /// <summary>About how many points the arcs around a source have: a quarter's for each quarter turn, either way, and two ends for each run.</summary>
    static long ArcPoints(RecipeInput source)
    {
        var quarter = Kernel.QuadrantSegments(source.Metres, 1.5);
        var (turns, runs) = (0.0, 0L);
        foreach (var line in Kernel.Lines(source.Geometry))
        {
            runs += 1 + line.Length / RunSegments;
            for (var at = 1; at + 1 < line.Length; at++)
            {
                var turn = Math.Atan2(line[at + 1].Y - line[at].Y, line[at + 1].X - line[at].X) - Math.Atan2(line[at].Y - line[at - 1].Y, line[at].X - line[at - 1].X);
                turns += Math.Abs(Math.IEEERemainder(turn, 2 * Math.PI));
            }
        }
        return (long)(turns / (Math.PI / 2) * quarter) + runs * 4 * quarter;
    }

    /// <summary>In metres of the grid, in doubles.</summary>
    static Geometry OnGrid(RecipeInput input, Lattice lattice, bool dense)
    {
        var free = new GeometryFactory(new PrecisionModel(), lattice.Zone.Code);
        if (input.Annex is { } annex && annex.Lattice == lattice)
        {
            return free.CreateGeometry(annex.OnGrid());
        }
        return Moved(input.Geometry);

        Geometry Moved(Geometry geometry) => geometry switch
        {
            Point point => free.CreatePoint(Grid(point.Coordinate)),
            Polygon polygon => free.CreatePolygon(free.CreateLinearRing(Line(polygon.ExteriorRing.Coordinates)),
                [.. polygon.InteriorRings.Select(ring => free.CreateLinearRing(Line(ring.Coordinates)))]),
            LineString line => free.CreateLineString(Line(line.Coordinates)),
            MultiPolygon several => free.CreateMultiPolygon([.. several.Geometries.Select(one => (Polygon)Moved(one))]),
            GeometryCollection several => free.BuildGeometry([.. several.Geometries.Where(one => !one.IsEmpty).Select(Moved)]),
            _ => throw new AnnexException("not-a-polygon", "", "No such geometry."),
        };

        Coordinate[] Line(Coordinate[] points)
        {
            var line = new List<Coordinate>(points.Length) { Grid(points[0]) };
            for (var at = 1; at < points.Length; at++)
            {
                var (from, to) = (points[at - 1], points[at]);
                var pieces = dense ? Math.Max(1, (int)Math.Ceiling(from.Distance(to) * 111_320 / StraightM)) : 1;
                for (var piece = 1; piece < pieces; piece++)
                {
                    line.Add(Grid(new(from.X + (to.X - from.X) * piece / pieces, from.Y + (to.Y - from.Y) * piece / pieces)));
                }
                line.Add(at == points.Length - 1 && points[0].Equals2D(to) ? line[0].Copy() : Grid(to));
            }
            return [.. line];
        }

        Coordinate Grid(Coordinate at)
        {
            var (east, north) = lattice.ToGrid(at.X, at.Y);
            return new(east, north);
        }
    }

    static MultiPolygon Areas(RecipeInput input, Lattice lattice)
    {
        var areas = OnGrid(input, lattice, dense: false);
        return areas.IsValid ? areas.Factory.CreateMultiPolygon([.. Overlay.Polygons(areas)])
            : throw new AnnexException("invalid", "", "A source is not valid on the grid.");
    }

    static IEnumerable<Geometry> Runs(Geometry free)
    {
        if (free is Point or MultiPoint || free.NumPoints <= RunSegments)
        {
            return free is GeometryCollection several ? Enumerable.Range(0, several.NumGeometries).Select(several.GetGeometryN) : [free];
        }
        return Kernel.Lines(free).SelectMany(line => Enumerable.Range(0, (line.Length - 2) / RunSegments + 1).Select(run =>
            (Geometry)free.Factory.CreateLineString(line[(run * RunSegments)..Math.Min(line.Length, (run + 1) * RunSegments + 1)])));
    }

    /// <summary>All as one, neighbours first, so that what is laid over each other stays small.</summary>
    static Geometry Together(List<Geometry> pieces, CancellationToken cancellationToken)
    {
        while (pieces.Count > 1)
        {
            var next = new List<Geometry>((pieces.Count + 1) / 2);
            for (var at = 0; at < pieces.Count; at += 2)
            {
                cancellationToken.ThrowIfCancellationRequested();
                next.Add(at + 1 < pieces.Count ? Overlay.Areas(pieces[at], pieces[at + 1], SpatialFunction.Union) : pieces[at]);
            }
            pieces = next;
        }
        return pieces[0];
    }

    static void Trace(STRtree<Edge> edges, Geometry areas, RecipeInput input)
    {
        var stretch = new Stretch(0, StretchOrigin.Traced, Math.Min(Stretch.CoarsestM, input.AccuracyM), input.Name.Length <= Stretch.LongestOf ? input.Name : input.Name[..Stretch.LongestOf]);
        foreach (var line in Kernel.Lines(areas))
        {
            for (var at = 1; at < line.Length; at++)
            {
                edges.Insert(new Envelope(line[at - 1], line[at]), new(new(line[at - 1], line[at]), stretch));
            }
        }
    }

    /// <summary>Of each segment, the border that it follows to a unit; else it is a widened one.</summary>
    static AnnexRing RingOf(LineString ring, Lattice lattice, STRtree<Edge> edges, Stretch otherwise)
    {
        var corners = Overlay.Corners(ring, lattice);
        var reach = 1.5 * lattice.Unit;
        var each = corners.Select((corner, at) =>
        {
            var (from, to) = (Overlay.At(corner, lattice), Overlay.At(corners[(at + 1) % corners.Count], lattice));
            var middle = new Coordinate((from.X + to.X) / 2, (from.Y + to.Y) / 2);
            var box = new Envelope(middle);
            box.ExpandBy(reach);
            return edges.Query(box).Where(edge => edge.Line.Distance(middle) <= reach && edge.Line.Distance(from) <= reach && edge.Line.Distance(to) <= reach)
                .MinBy(edge => (edge.Line.Distance(middle), edge.Stretch.Of))?.Stretch ?? otherwise;
        }).ToList();
        return AnnexRing.OfSegments([.. corners], each);
    }

    sealed record Edge(LineSegment Line, Stretch Stretch);
}
