using System.Collections.Immutable;

namespace EnvGis.Spatial.Annex;

public static partial class Kernel
{
    /// <summary>Moves one corner in every shape that has it; see <see cref="MoveCorners"/>.</summary>
    /// <param name="shapes">The shape that is edited and those around it, on one lattice.</param>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it goes.</param>
    public static ImmutableArray<KernelResult> MoveCorner(IReadOnlyList<AnnexShape> shapes, Corner from, Corner to) => MoveCorners(shapes, new Dictionary<Corner, Corner> { [from] = to });

    /// <summary>Moves corners in every shape that has them bit by bit, so that a shared border stays shared. Nodes at a corner that moves go with it as long as they stay on their edge.</summary>
    /// <param name="shapes">The shape that is edited and those around it, on one lattice.</param>
    /// <param name="moves">From where to where.</param>
    /// <returns>One result for each shape, in order; the same shape where it has none of them.</returns>
    /// <exception cref="AnnexException">
    /// <c>other-lattice</c>, <c>no-such-corner</c> (no shape has it), <c>meets-corner</c> (it would fall upon its neighbour in the ring), <c>outside</c>, <c>invalid-result</c>.
    /// </exception>
    public static ImmutableArray<KernelResult> MoveCorners(IReadOnlyList<AnnexShape> shapes, IReadOnlyDictionary<Corner, Corner> moves)
    {
        var missing = moves.Keys.ToHashSet();
        foreach (var shape in shapes)
        {
            Overlay.DemandOneLattice(shapes[0], shape);
            missing.ExceptWith(shape.Parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners));
        }
        if (missing.Count > 0)
        {
            var lattice = shapes[0].Lattice;
            throw new AnnexException("no-such-corner", "", "None of the shapes has the corner.", ("east", lattice.Metres(missing.First().East)), ("north", lattice.Metres(missing.First().North)));
        }
        return [.. shapes.Select(shape => Moved(shape, moves))];
    }

    static KernelResult Moved(AnnexShape shape, IReadOnlyDictionary<Corner, Corner> moves)
    {
        if (!shape.Parts.Any(part => part.Rings.Any(ring => ring.Corners.Any(moves.ContainsKey))) && !shape.Nodes.Any(node => moves.ContainsKey(node.At)))
        {
            return new(shape, shape.AreaM2, shape.AreaM2, [], []);
        }
        ImmutableArray<AnnexPart> parts = [.. shape.Parts.Select((part, p) => new AnnexPart([.. part.Rings.Select((ring, r) =>
        {
            var moved = ring with { Corners = [.. ring.Corners.Select(corner => moves.GetValueOrDefault(corner, corner))] };
            for (var at = 0; at < moved.Corners.Length; at++)
            {
                if (moved.Corners[at] == moved[at + 1] && ring.Corners[at] != ring[at + 1])
                {
                    throw new AnnexException("meets-corner", $"/parts/{p}/rings/{r}/corners/{at}", "The corner would fall upon its neighbour.");
                }
            }
            return moved;
        })]))];
        var nodes = shape.Nodes.Select(node => node with { At = moves.GetValueOrDefault(node.At, node.At) });
        return Finished(shape, parts, nodes, [.. moves.Values.Where(corner => parts.Any(part => part.Rings.Any(ring => ring.Corners.Contains(corner))))]);
    }

    static KernelResult Finished(AnnexShape before, ImmutableArray<AnnexPart> parts, IEnumerable<EdgeNode> nodes, ImmutableArray<Corner> added)
    {
        var (attached, lost) = Provenance.Attach(before.Lattice, parts, nodes);
        var shape = new AnnexShape(before.Lattice, parts, attached);
        Overlay.DemandValid(shape, "invalid-result");
        return new(shape, before.AreaM2, shape.AreaM2, added, lost);
    }

    /// <summary>Makes a place a corner of the edge on which it lies, or to which it bends the edge.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="part">1 for the first polygon.</param>
    /// <param name="ring">1 for the outer ring.</param>
    /// <param name="segment">Index, from 0, of the edge's first corner.</param>
    /// <param name="at">The new corner.</param>
    /// <exception cref="AnnexException"><c>no-such-edge</c>, <c>meets-corner</c>, <c>invalid-result</c>, or what a shape is refused for.</exception>
    public static KernelResult InsertNode(AnnexShape shape, int part, int ring, int segment, Corner at)
    {
        if (part < 1 || part > shape.Parts.Length || ring < 1 || ring > shape.Parts[part - 1].Rings.Length || segment < 0 || segment >= shape.Parts[part - 1].Rings[ring - 1].Corners.Length)
        {
            throw new AnnexException("no-such-edge", "", "The shape has no such edge.", ("part", part), ("ring", ring), ("segment", segment));
        }
        var old = shape.Parts[part - 1].Rings[ring - 1];
        if (at == old[segment] || at == old[segment + 1])
        {
            throw new AnnexException("meets-corner", $"/parts/{part - 1}/rings/{ring - 1}/corners/{segment}", "There is a corner already.");
        }
        var stretches = old.Stretches.Select(stretch => stretch.From > segment ? stretch with { From = stretch.From + 1 } : stretch);
        var made = new AnnexRing(old.Corners.Insert(segment + 1, at), [.. stretches]);
        var parts = shape.Parts.SetItem(part - 1, new(shape.Parts[part - 1].Rings.SetItem(ring - 1, made)));
        return Finished(shape, parts, shape.Nodes, [at]);
    }

    /// <summary>Records that somebody's corner ends on an edge; nothing moves. The shape itself when it has that corner or node already.</summary>
    /// <param name="shape">The shape on whose edge it is.</param>
    /// <param name="at">The other's corner.</param>
    /// <param name="feature">Whose corner it is; null when not known.</param>
    /// <exception cref="AnnexException"><c>node-off-edge</c>: no edge within one unit.</exception>
    public static AnnexShape RecordNode(AnnexShape shape, Corner at, long? feature)
    {
        if (shape.Nodes.Any(node => node.At == at && node.Feature == feature) || shape.Parts.Any(part => part.Rings.Any(ring => ring.Corners.Contains(at))))
        {
            return shape;
        }
        var (part, ring, segment) = Provenance.EdgeAt(shape.Parts, at) ?? throw new AnnexException("node-off-edge", "", "The node lies more than one unit beside every edge.",
            ("east", shape.Lattice.Metres(at.East)), ("north", shape.Lattice.Metres(at.North)));
        return new(shape.Lattice, shape.Parts, shape.Nodes.Add(new(part, ring, segment, at, feature)));
    }

    /// <summary>What a pointer means: the nearest corner within reach, by identity; else the nearest place on an edge, with the node that its shape has to record.</summary>
    /// <param name="targets">Shapes to snap to, on the lattice of the pointer.</param>
    /// <param name="pointer">Where the pointer is, rounded to the lattice.</param>
    /// <param name="withinM">Reach in grid metres.</param>
    /// <param name="feature">Whose corner it becomes; null when not known.</param>
    /// <returns>Null when nothing is within reach.</returns>
    public static SnapResult? Snap(IReadOnlyList<AnnexShape> targets, Corner pointer, double withinM, long? feature)
    {
        SnapResult? corner = null, edge = null;
        for (var target = 0; target < targets.Count; target++)
        {
            Overlay.DemandOneLattice(targets[0], targets[target]);
            var lattice = targets[target].Lattice;
            var reach = withinM * lattice.UnitsPerMetre;
            for (var part = 0; part < targets[target].Parts.Length; part++)
            {
                for (var ring = 0; ring < targets[target].Parts[part].Rings.Length; ring++)
                {
                    var one = targets[target].Parts[part].Rings[ring];
                    for (var at = 0; at < one.Corners.Length; at++)
                    {
                        var (from, to) = (one.Corners[at], one[at + 1]);
                        if (pointer.East < Math.Min(from.East, to.East) - reach || pointer.East > Math.Max(from.East, to.East) + reach
                            || pointer.North < Math.Min(from.North, to.North) - reach || pointer.North > Math.Max(from.North, to.North) + reach)
                        {
                            continue;
                        }
                        var far = LatticeMath.Distance(pointer, from) / lattice.UnitsPerMetre;
                        if (far <= withinM && far < (corner?.DistanceM ?? double.MaxValue))
                        {
                            corner = new(target, from, part + 1, ring + 1, at, null, far);
                        }
                        far = LatticeMath.Distance(pointer, from, to) / lattice.UnitsPerMetre;
                        if (far <= withinM && far < (edge?.DistanceM ?? double.MaxValue))
                        {
                            var share = LatticeMath.Along(pointer, from, to);
                            var place = new Corner(from.East + (long)Math.Round((to.East - from.East) * share), from.North + (long)Math.Round((to.North - from.North) * share));
                            var end = place == from ? at : place == to ? (at + 1) % one.Corners.Length : -1;
                            edge = end < 0
                                ? new(target, place, part + 1, ring + 1, at, new(part + 1, ring + 1, at, place, feature), far)
                                : new(target, place, part + 1, ring + 1, end, null, far);
                        }
                    }
                }
            }
        }
        return corner ?? edge;
    }

    /// <summary>The border of another shape from one of its corners to another, to be followed bit by bit.</summary>
    /// <param name="along">The other shape.</param>
    /// <param name="part">1 for the first polygon.</param>
    /// <param name="ring">1 for the outer ring.</param>
    /// <param name="from">A corner of that ring.</param>
    /// <param name="to">Another.</param>
    /// <param name="backwards">Against the order of the ring's corners.</param>
    /// <param name="of">Its name, for the record; null when it has none.</param>
    /// <exception cref="AnnexException"><c>no-such-ring</c>, <c>no-such-corner</c>, <c>same-corner</c>.</exception>
    public static TraceResult Trace(AnnexShape along, int part, int ring, Corner from, Corner to, bool backwards, string? of)
    {
        if (part < 1 || part > along.Parts.Length || ring < 1 || ring > along.Parts[part - 1].Rings.Length)
        {
            throw new AnnexException("no-such-ring", "", "The shape has no such ring.", ("part", part), ("ring", ring));
        }
        var border = along.Parts[part - 1].Rings[ring - 1];
        var (start, end) = (border.Corners.IndexOf(from), border.Corners.IndexOf(to));
        if (start < 0 || end < 0 || start == end)
        {
            throw start == end && start >= 0
                ? new AnnexException("same-corner", "", "Beginning and end are one corner.")
                : new AnnexException("no-such-corner", "", "The ring does not have the corner.");
        }
        var count = border.Corners.Length;
        var steps = ((backwards ? start - end : end - start) + count) % count;
        var path = Enumerable.Range(0, steps + 1).Select(at => border[backwards ? start - at : start + at]).ToImmutableArray();
        var accuracy = Enumerable.Range(0, steps).Max(at => border.StretchAt(((backwards ? start - at - 1 : start + at) + count) % count).AccuracyM);
        var length = Enumerable.Range(0, steps).Sum(at => LatticeMath.Distance(path[at], path[at + 1])) / along.Lattice.UnitsPerMetre;
        return new(path, new(0, StretchOrigin.Traced, accuracy, of), length);
    }
}
