using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// Makes a zone by a rule: sources with what lies around them, as one, without other zones, within a clip, without parts that are too small. Reckoned in doubles and laid on the lattice once, at the
/// end, so that it is never short of a distance. Pure: the same in, in whatever order, gives the same out.
/// </summary>
public static partial class Recipe
{
    /// <summary>Of the rule: it changes when the same recipe would mean another zone.</summary>
    public const int Rule = 1;

    /// <summary>Sources, zones that are taken off and the clip have at most so many points together.</summary>
    public const int MostPoints = 200_000;

    /// <summary>
    /// What is widened is taken in runs of so many segments and so many radians of turns: what winds crosses itself with the square of them.
    /// </summary>
    const int RunSegments = 64;

    const double RunTurns = 2 * Math.PI;

    /// <summary>Points of all arcs together, before they are laid over each other.</summary>
    const long MostArcPoints = 1_500_000;

    /// <summary>
    /// What is straight in longitude and latitude is bent in the grid, by 0.7 cm over 1 km and with the square of the length: over so many metres by less than <see cref="BentM"/>.
    /// </summary>
    const double StraightM = 200;

    /// <summary>At the most, in either direction.</summary>
    const double MetresPerDegree = 111_320;

    /// <summary>Metres by which the distance is longer, so that a bent border is not short.</summary>
    const double BentM = 0.0005;

    /// <summary>Makes the zone.</summary>
    /// <param name="lattice">On which it will lie.</param>
    /// <param name="sources">At least one, or a stretch of a river.</param>
    /// <param name="minus">What is taken off; polygons.</param>
    /// <param name="clip">Beyond which nothing goes; polygons. Null for nothing.</param>
    /// <param name="leastPartM2">Parts of less grid area are left out.</param>
    /// <param name="cancellationToken">Asked between steps of a fraction of a second.</param>
    /// <param name="reaches">Stretches of rivers; null for none.</param>
    /// <exception cref="AnnexException">
    /// <c>distance</c>, <c>not-a-polygon</c> (of a distance of 0, of what is taken off and of the clip), <c>too-many-corners</c>, <c>outside</c>,
    /// <c>no-overlay</c>, <c>nothing-left</c>, <c>invalid-result</c>; of banks <c>not-a-water</c>, <c>not-a-bank</c>, <c>bank-winds</c>; of rivers <c>not-a-point</c>, <c>no-river</c>,
    /// <c>far-from-river</c>, <c>river-ends</c>.
    /// </exception>
    public static RecipeResult Make(
        Lattice lattice, IReadOnlyList<RecipeInput> sources, IReadOnlyList<RecipeInput> minus, RecipeInput? clip, double leastPartM2, CancellationToken cancellationToken,
        IReadOnlyList<RecipeReach>? reaches = null)
    {
        reaches ??= [];
        DemandBounds(lattice, sources, minus, clip, reaches);
        var edges = new STRtree<Edge>();
        var (pieces, strips, waters, beyond) = (new List<Geometry>(), new List<Geometry>(), new List<Geometry>(), 0.0);
        foreach (var source in InOrder(sources))
        {
            if (source.Metres > 0)
            {
                var more = source.Annex is null ? BentM : 0;
                var grid = OnGrid(source, lattice, dense: true);
                if (source.Side is RecipeSide.Left or RecipeSide.Right)
                {
                    foreach (var bank in Kernel.Lines(grid))
                    {
                        var (wide, by) = Widened(lattice, free: grid.Factory.CreateLineString(bank), source.Metres + more, cancellationToken);
                        pieces.Add(OnOneSide(wide, bank, source.Side == RecipeSide.Left));
                        beyond = Math.Max(beyond, by + more);
                    }
                    continue;
                }
                foreach (var run in Runs(grid))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var (wide, by, _, _) = Kernel.Widen(lattice, run, source.Metres + more);
                    (source.Side == RecipeSide.Outside ? strips : pieces).Add(wide);
                    beyond = Math.Max(beyond, by + more);
                }
            }
            if (source is { Metres: > 0, Side: RecipeSide.Outside })
            {
                var water = Areas(source, lattice);
                waters.Add(water);
                Trace(edges, water, source);
            }
            else if (source.Metres == 0 || source.Geometry.Dimension == Dimension.Surface)
            {
                var itself = Areas(source, lattice);
                pieces.Add(itself);
                if (source.Metres == 0)
                {
                    Trace(edges, itself, source);
                }
            }
        }
        if (strips.Count > 0)
        {
            // The water of one may lie in the strip of another.
            pieces.Add(Overlay.Areas(Together(strips, cancellationToken), Together(waters, cancellationToken), SpatialFunction.Difference));
        }
        foreach (var reach in reaches.OrderBy(NameOf, StringComparer.Ordinal))
        {
            var (along, by) = Along(lattice, reach, cancellationToken);
            pieces.Add(along);
            beyond = Math.Max(beyond, by);
        }
        var all = Together(pieces, cancellationToken);
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
        var otherwise = new Stretch(0, StretchOrigin.Drawn, Math.Min(Stretch.CoarsestM, sources.Concat(reaches.SelectMany(one => one.River.Append(one.Intake))).Max(one => one.AccuracyM)),
            Named(InOrder(sources).Where(one => one.Metres > 0).Select(one => FormattableString.Invariant($"{one.Name} + {one.Metres} m"))
                .Concat(reaches.Select(NameOf).Order(StringComparer.Ordinal))));
        var parts = Overlay.Polygons(onLattice).Select(polygon => new AnnexPart([.. polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => RingOf(ring, lattice, edges, otherwise))]))
            .Select(part => (Part: part, AreaM2: (double)part.TwiceArea / (2.0 * lattice.UnitsPerMetre * lattice.UnitsPerMetre))).ToList();
        var large = parts.Where(one => one.AreaM2 >= leastPartM2).Select(one => one.Part).ToList();
        if (large.Count == 0)
        {
            throw new AnnexException("nothing-left", "", "Nothing is left of the zone.", ("parts", parts.Count), ("leastPartM2", leastPartM2));
        }
        var shape = new AnnexShape(lattice, [.. large.Select(part => new AnnexPart([.. part.Rings.Select(ring => Tidied(ring, lattice, otherwise))]))]).Canonicalised();
        shape = shape.OnGrid().IsValid ? shape : new AnnexShape(lattice, [.. large]).Canonicalised();
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

    static string? Named(IEnumerable<string> widened)
    {
        var text = string.Join("; ", widened);
        return text.Length == 0 ? null : text.Length <= Stretch.LongestOf ? text : string.Concat(text.AsSpan(0, Stretch.LongestOf - 1), "…");
    }

    static string NameOf(RecipeReach reach) => FormattableString.Invariant(
        $"{reach.Intake.Name} ↑{reach.UpstreamM} m ↓{reach.DownstreamM} m ±{reach.WidthM} m {string.Join(", ", InOrder(reach.River).Select(one => one.Name))}");

    static void DemandBounds(Lattice lattice, IReadOnlyList<RecipeInput> sources, IReadOnlyList<RecipeInput> minus, RecipeInput? clip, IReadOnlyList<RecipeReach> reaches)
    {
        DemandReaches(reaches);
        foreach (var source in sources)
        {
            if (!(source.Metres is >= 0 and <= Kernel.FarthestBufferM))
            {
                throw new AnnexException("distance", "", "A distance is 0 to 100 km.", ("metres", source.Metres), ("most", Kernel.FarthestBufferM));
            }
            if (source.Side == RecipeSide.Outside && (source.Metres == 0 || source.Geometry is not (Polygon or MultiPolygon)))
            {
                throw new AnnexException("not-a-water", "", "What lies outside a bank is measured from a water's polygon, with a distance.");
            }
            if (source.Side is RecipeSide.Left or RecipeSide.Right && (source.Metres == 0 || source.Geometry is not (LineString or MultiLineString)))
            {
                throw new AnnexException("not-a-bank", "", "A side is that of a bank's line, with a distance.");
            }
        }
        var rivers = reaches.SelectMany(one => one.River.Append(one.Intake)).ToList();
        var all = sources.Concat(minus).Concat(clip is null ? [] : [clip]).Concat(rivers).ToList();
        foreach (var one in all)
        {
            if (one.Geometry.IsEmpty || one.Geometry is not (Polygon or MultiPolygon) && (one.Metres == 0 || !sources.Contains(one)) && !rivers.Contains(one))
            {
                throw new AnnexException("not-a-polygon", "", "A source without a distance, a zone that is taken off and a clip are made of polygons.");
            }
            // A geometry that is no polygon on the ellipsoid is none on the grid: what a library makes of it is nobody's.
            if (one.Geometry is Polygon or MultiPolygon && !one.Geometry.IsValid)
            {
                throw new AnnexException("invalid", "", "A source is not valid.");
            }
        }
        var points = all.Sum(one => one.Geometry.NumPoints + ((one.Metres > 0 || rivers.Contains(one)) && one.Annex is null ? (long)(one.Geometry.Length * MetresPerDegree / StraightM) : 0L));
        var arcs = sources.Where(one => one.Metres > 0).Sum(one => ArcPoints(one.Geometry, one.Metres));
        if (points > MostPoints || arcs > MostArcPoints)
        {
            throw new AnnexException("too-many-corners", "", "The sources have too many points to be computed at once.",
                ("corners", Math.Max(points, arcs)), ("most", points > MostPoints ? MostPoints : MostArcPoints));
        }
    }

    /// <summary>About how many points the arcs around a source have: a quarter's for each quarter turn, either way, and two ends for each run.</summary>
    static long ArcPoints(Geometry geometry, double metres)
    {
        var quarter = Kernel.QuadrantSegments(metres, 1.5);
        var (turns, runs) = (0.0, 0L);
        foreach (var line in Kernel.Lines(geometry))
        {
            runs += CutsOf(line).Count;
            turns += Enumerable.Range(1, Math.Max(0, line.Length - 2)).Sum(at => TurnAt(line, at));
        }
        return (long)(turns / (Math.PI / 2) * quarter) + runs * 4 * quarter;
    }

    static double TurnAt(Coordinate[] line, int at) => Math.Abs(Math.IEEERemainder(
        Math.Atan2(line[at + 1].Y - line[at].Y, line[at + 1].X - line[at].X) - Math.Atan2(line[at].Y - line[at - 1].Y, line[at].X - line[at - 1].X), 2 * Math.PI));

    /// <summary>Where the runs of a line end, by the index of their last point.</summary>
    static List<int> CutsOf(Coordinate[] line)
    {
        var (cuts, begun, turned) = (new List<int>(), 0, 0.0);
        for (var at = 1; at + 1 < line.Length; at++)
        {
            turned += TurnAt(line, at);
            if (at - begun >= RunSegments || turned > RunTurns)
            {
                cuts.Add(at);
                (begun, turned) = (at, 0);
            }
        }
        cuts.Add(line.Length - 1);
        return cuts;
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
                var pieces = dense ? Math.Max(1, (int)Math.Ceiling(from.Distance(to) * MetresPerDegree / StraightM)) : 1;
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
        if (free is GeometryCollection several)
        {
            return Enumerable.Range(0, several.NumGeometries).SelectMany(at => Runs(several.GetGeometryN(at)));
        }
        return free is Point ? [free] : Kernel.Lines(free).SelectMany(line =>
        {
            var cuts = CutsOf(line);
            return cuts.Select((to, at) => (Geometry)free.Factory.CreateLineString(line[(at == 0 ? 0 : cuts[at - 1])..(to + 1)]));
        });
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

    /// <summary>
    /// Where two runs meet, or an end is cut, the lattice may leave two corners a unit apart, which the checks take for one. Of the widened border the inward one of the two is left out: the zone only
    /// grows, by less than a unit's diagonal.
    /// </summary>
    static AnnexRing Tidied(AnnexRing ring, Lattice lattice, Stretch otherwise)
    {
        var (corners, stretches) = (ring.Corners.ToList(), ring.BySegment().ToList());
        var nearest = Tolerances.InUse.DuplicateM * lattice.UnitsPerMetre;
        for (var at = 0; at < corners.Count && corners.Count > 4; at++)
        {
            if (LatticeMath.Distance(corners[at], corners[(at + 1) % corners.Count]) > nearest)
            {
                continue;
            }
            foreach (var one in (int[])[at, (at + 1) % corners.Count])
            {
                var (before, after) = ((one + corners.Count - 1) % corners.Count, (one + 1) % corners.Count);
                // As the overlay turns its rings, the zone is on the right.
                if (stretches[before].IsLike(otherwise) && stretches[one].IsLike(otherwise) && LatticeMath.Cross(corners[before], corners[one], corners[after]) >= 0)
                {
                    corners.RemoveAt(one);
                    stretches.RemoveAt(one);
                    at = Math.Max(-1, at - 2);
                    break;
                }
            }
        }
        return AnnexRing.OfSegments([.. corners], stretches);
    }

    sealed record Edge(LineSegment Line, Stretch Stretch);
}
