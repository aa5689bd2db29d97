using System.Collections.Immutable;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace EnvGis.Spatial.Annex;

/// <summary>The edges of a shape by where they are, for whoever asks of many corners: one after the other each would be laid beside every edge.</summary>
public sealed class EdgeIndex
{
    readonly STRtree<(int Part, int Ring, int Segment, Corner From, Corner To)> tree = new();

    /// <summary>The index of some parts.</summary>
    /// <param name="parts">Of one shape.</param>
    public EdgeIndex(ImmutableArray<AnnexPart> parts)
    {
        for (var part = 0; part < parts.Length; part++)
        {
            for (var ring = 0; ring < parts[part].Rings.Length; ring++)
            {
                var one = parts[part].Rings[ring];
                for (var at = 0; at < one.Corners.Length; at++)
                {
                    var (from, to) = (one.Corners[at], one[at + 1]);
                    var box = new Envelope(from.East, to.East, from.North, to.North);
                    box.ExpandBy(1);
                    tree.Insert(box, (part + 1, ring + 1, at, from, to));
                }
            }
        }
        tree.Build();
    }

    /// <summary>The edge within one unit of which a corner lies, the nearest; null when there is none. Part and ring from 1, the segment by its first corner from 0.</summary>
    /// <param name="corner">On the lattice of the parts.</param>
    public (int Part, int Ring, int Segment)? At(Corner corner)
    {
        (int, int, int)? found = null;
        var least = 1.0;
        foreach (var (part, ring, segment, from, to) in tree.Query(new Envelope(corner.East, corner.East, corner.North, corner.North)).OrderBy(edge => (edge.Part, edge.Ring, edge.Segment)))
        {
            var far = LatticeMath.Distance(corner, from, to);
            if (far < least || far == least && found is null)
            {
                (least, found) = (far, (part, ring, segment));
            }
        }
        return found;
    }
}
