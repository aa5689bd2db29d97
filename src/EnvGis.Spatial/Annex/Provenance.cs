using System.Collections.Immutable;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace EnvGis.Spatial.Annex;

/// <summary>
/// Makes a shape of what an overlay left: each segment gets the stretch of the edge of which it is all or a piece, rings begin where those of the subject did, and corners that only noding put
/// on a straight edge become recorded nodes of it.
/// </summary>
sealed class Provenance
{
    sealed record Edge(int Source, Corner From, Corner To, Stretch Stretch);

    readonly AnnexShape subject;
    readonly Stretch otherwise;
    readonly Dictionary<(Corner, Corner), Edge> whole = [];
    readonly List<Edge> edges = [];
    readonly List<HashSet<Corner>> cornersOf = [];
    readonly List<EdgeNode> nodes = [];
    readonly Dictionary<Corner, (int Part, int Ring, int Index)> first = [];
    readonly Dictionary<Corner, (Edge Before, Edge After)> atCorner = [];
    STRtree<Edge>? index;

    /// <summary>Edges of the subject tell first, then those of the others, then the line's.</summary>
    public Provenance(AnnexShape subject, IEnumerable<AnnexShape> others, IReadOnlyList<Corner> line, Stretch otherwise)
    {
        this.subject = subject;
        this.otherwise = otherwise;
        foreach (var shape in others.Prepend(subject))
        {
            var corners = new HashSet<Corner>();
            foreach (var ring in shape.Parts.SelectMany(part => part.Rings))
            {
                var stretches = ring.BySegment();
                for (var at = 0; at < ring.Corners.Length; at++)
                {
                    Add(new(cornersOf.Count, ring.Corners[at], ring[at + 1], stretches[at]));
                    corners.Add(ring.Corners[at]);
                    if (ReferenceEquals(shape, subject) && at > 0)
                    {
                        atCorner[ring.Corners[at]] = (edges[^2], edges[^1]);
                    }
                }
                if (ReferenceEquals(shape, subject))
                {
                    atCorner[ring.Corners[0]] = (edges[^1], edges[^ring.Corners.Length]);
                }
            }
            cornersOf.Add(corners);
            // Of the others' nodes none is missed: they are theirs to keep.
            nodes.AddRange(shape.Nodes.Select(node => ReferenceEquals(shape, subject) ? node : node with { Part = 0 }));
        }
        for (var at = 0; at + 1 < line.Count; at++)
        {
            Add(new(cornersOf.Count, line[at], line[at + 1], otherwise));
        }
        cornersOf.Add([.. line]);
        for (var part = 0; part < subject.Parts.Length; part++)
        {
            for (var ring = 0; ring < subject.Parts[part].Rings.Length; ring++)
            {
                for (var at = 0; at < subject.Parts[part].Rings[ring].Corners.Length; at++)
                {
                    first.TryAdd(subject.Parts[part].Rings[ring].Corners[at], (part, ring, at));
                }
            }
        }
    }

    void Add(Edge edge)
    {
        whole.TryAdd((edge.From, edge.To), edge);
        whole.TryAdd((edge.To, edge.From), edge);
        edges.Add(edge);
    }

    /// <summary>Whether a corner was given by a shape or by the line.</summary>
    public bool Knows(Corner corner) => cornersOf.Exists(corners => corners.Contains(corner));

    /// <summary>The shape of polygons on the lattice.</summary>
    /// <exception cref="AnnexException"><c>nothing-left</c>, <c>off-lattice</c>, or <c>invalid-result</c>.</exception>
    public (AnnexShape Shape, ImmutableArray<Corner> Added, ImmutableArray<EdgeNode> Lost) Shape(Geometry geometry)
    {
        var passed = new List<EdgeNode>();
        var (shape, lost) = Made(geometry, passed);
        if (passed.Count > 0 && !shape.OnGrid().IsValid)
        {
            // Straightened by less than a unit, and yet too much between borders so near: then each place stays a corner.
            (shape, lost) = Made(geometry, null);
        }
        Overlay.DemandValid(shape, "invalid-result");
        var unchanged = subject.IsSameAs(shape);
        return (unchanged ? subject : shape, unchanged ? [] : [.. shape.Parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners).Where(corner => !Knows(corner)).Distinct()], lost);
    }

    (AnnexShape Shape, ImmutableArray<EdgeNode> Lost) Made(Geometry geometry, List<EdgeNode>? passed)
    {
        var parts = Overlay.Polygons(geometry).Select(polygon => Part(polygon, passed)).OrderBy(part => part.Key).Select(part => new AnnexPart(part.Rings)).ToImmutableArray();
        if (parts.IsEmpty)
        {
            throw new AnnexException("nothing-left", "", "Nothing is left of the shape.");
        }
        var (attached, lost) = Attach(subject.Lattice, parts, nodes.Concat(passed ?? []));
        return (new(subject.Lattice, parts, attached), lost);
    }

    ((int, int, int) Key, ImmutableArray<AnnexRing> Rings) Part(Polygon polygon, List<EdgeNode>? passed)
    {
        var model = subject.Parts[0].Rings[0].TwiceSignedArea > 0;
        var rings = polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select((ring, at) => Ring(Overlay.Corners(ring, subject.Lattice), at == 0, at == 0 == model, passed)).ToList();
        return (rings[0].Key, [rings[0].Ring, .. rings.Skip(1).OrderBy(ring => ring.Key).Select(ring => ring.Ring)]);
    }

    ((int, int, int) Key, AnnexRing Ring) Ring(List<Corner> corners, bool isOuter, bool counterclockwise, List<EdgeNode>? passed)
    {
        var key = (int.MaxValue, int.MaxValue, 0);
        var start = 0;
        for (var at = 0; at < corners.Count; at++)
        {
            if (first.TryGetValue(corners[at], out var place) && place.CompareTo(key) < 0)
            {
                (key, start) = (place, at);
            }
        }
        // A bay that was closed is a hole of corners that stood in the outer ring.
        if (key.Item1 < int.MaxValue && key.Item2 == 0 == isOuter)
        {
            counterclockwise = subject.Parts[key.Item1].Rings[key.Item2].TwiceSignedArea > 0;
        }
        var begun = corners.Skip(start).Concat(corners.Take(start)).ToImmutableArray();
        var sources = SourcesOf(begun);
        var byPassing = Enumerable.Range(0, begun.Length).ToLookup(at => IsPassed(begun[at], sources[(at + begun.Length - 1) % begun.Length], sources[at]));
        var kept = byPassing[false].ToList();
        if (passed is not null && kept.Count >= 3 && kept.Count < begun.Length)
        {
            passed.AddRange(byPassing[true].Select(at => begun[at]).Where(Knows).Select(corner => new EdgeNode(0, 0, 0, corner, null)));
            sources = [.. kept.Select(at => sources[at])];
            begun = [.. kept.Select(at => begun[at])];
        }
        var ring = AnnexRing.OfSegments(begun, [.. sources.Select(edge => edge?.Stretch ?? otherwise)]);
        return (key, ring.TwiceSignedArea > 0 == counterclockwise ? ring : ring.Reversed());
    }

    /// <summary>Whether a straight edge goes on at a corner that is none of its own.</summary>
    bool IsPassed(Corner corner, Edge? before, Edge? after) => before is not null && ReferenceEquals(before, after) && !cornersOf[before.Source].Contains(corner);

    /// <summary>
    /// Of each segment the edge that it is, or of which it is a piece. Another's whole edge may be a piece of the subject's, which goes on straight behind it: that is looked for from the
    /// subject's corners and pieces onward, so that edges far from the subject cost nothing.
    /// </summary>
    List<Edge?> SourcesOf(ImmutableArray<Corner> ring)
    {
        var count = ring.Length;
        var sources = new List<Edge?>(count);
        for (var at = 0; at < count; at++)
        {
            var (from, to) = (ring[at], ring[(at + 1) % count]);
            var source = whole.TryGetValue((from, to), out var edge) ? edge : NearestEdge(from, to);
            if (source?.Source != 0)
            {
                source = AtCorner(from).Concat(AtCorner(to)).FirstOrDefault(one => LiesOn(from, to, one)) ?? source;
            }
            sources.Add(source);
        }
        foreach (var step in (int[])[1, -1])
        {
            for (var turn = 0; turn < 2 * count; turn++)
            {
                var here = ((step * turn) % count + count) % count;
                var next = (here + step + count) % count;
                if (sources[here] is { Source: 0 } source && sources[next]?.Source != 0 && LiesOn(ring[next], ring[(next + 1) % count], source))
                {
                    sources[next] = source;
                }
            }
        }
        return sources;
    }

    IEnumerable<Edge> AtCorner(Corner corner) => atCorner.TryGetValue(corner, out var pair) ? [pair.Before, pair.After] : [];

    static bool LiesOn(Corner from, Corner to, Edge edge) => LatticeMath.Distance(from, edge.From, edge.To) <= 1 && LatticeMath.Distance(to, edge.From, edge.To) <= 1;

    Edge? NearestEdge(Corner from, Corner to)
    {
        if (index is null)
        {
            index = new();
            foreach (var one in edges)
            {
                var box = new Envelope(one.From.East, one.To.East, one.From.North, one.To.North);
                box.ExpandBy(1);
                index.Insert(box, one);
            }
        }
        return index.Query(new Envelope(from.East, to.East, from.North, to.North)).Where(one => LiesOn(from, to, one))
            .OrderBy(one => one.Source).ThenBy(one => Math.Max(LatticeMath.Distance(from, one.From, one.To), LatticeMath.Distance(to, one.From, one.To))).FirstOrDefault();
    }

    /// <summary>Nodes anew: those that lie on an edge are recorded there, those that became corners are no longer needed, the others are lost.</summary>
    internal static (ImmutableArray<EdgeNode> Attached, ImmutableArray<EdgeNode> Lost) Attach(Lattice lattice, ImmutableArray<AnnexPart> parts, IEnumerable<EdgeNode> nodes)
    {
        var all = nodes.GroupBy(node => node.At).Select(same => same.FirstOrDefault(node => node.Feature is not null) ?? same.First()).ToList();
        if (all.Count == 0)
        {
            return ([], []);
        }
        var corners = parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners).ToHashSet();
        var attached = new List<EdgeNode>();
        var lost = ImmutableArray.CreateBuilder<EdgeNode>();
        foreach (var node in all.Where(node => !corners.Contains(node.At)))
        {
            if (EdgeAt(parts, node.At) is { } edge)
            {
                attached.Add(node with { Part = edge.Part, Ring = edge.Ring, Segment = edge.Segment });
            }
            else if (node.Part > 0)
            {
                lost.Add(node);
            }
        }
        return ([.. attached.OrderBy(node => (node.Part, node.Ring, node.Segment)).ThenBy(node => node.At)], lost.ToImmutable());
    }

    /// <summary>The edge within one unit of which a corner lies, the nearest; null when there is none. Part and ring from 1.</summary>
    internal static (int Part, int Ring, int Segment)? EdgeAt(ImmutableArray<AnnexPart> parts, Corner at)
    {
        (int, int, int)? found = null;
        var least = 1.0;
        for (var part = 0; part < parts.Length; part++)
        {
            for (var ring = 0; ring < parts[part].Rings.Length; ring++)
            {
                var corners = parts[part].Rings[ring].Corners;
                var from = corners[^1];
                for (var to = 0; to < corners.Length; from = corners[to++])
                {
                    var end = corners[to];
                    if (at.East < Math.Min(from.East, end.East) - 1 || at.East > Math.Max(from.East, end.East) + 1
                        || at.North < Math.Min(from.North, end.North) - 1 || at.North > Math.Max(from.North, end.North) + 1)
                    {
                        continue;
                    }
                    var far = LatticeMath.Distance(at, from, end);
                    if (far < least || far == least && found is null)
                    {
                        (least, found) = (far, (part + 1, ring + 1, (to + corners.Length - 1) % corners.Length));
                    }
                }
            }
        }
        return found;
    }
}
