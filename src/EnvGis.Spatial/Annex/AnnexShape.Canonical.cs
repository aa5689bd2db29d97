using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace EnvGis.Spatial.Annex;

public sealed partial class AnnexShape
{
    /// <summary>
    /// One text for one shape, the basis of hashes: JSON as <see cref="Write"/> gives it of the shape with its outer rings counterclockwise, its holes clockwise, each ring begun at its
    /// least corner (by easting, then northing), holes, parts and nodes in order, and as few stretches as there are ways in which neighbouring segments came about.
    /// </summary>
    public string Canonical() => Canonicalised().Text();

    /// <summary>Whether both have the same corners, stretches and nodes, whatever the order of parts and holes, the direction and the first corner of rings.</summary>
    /// <param name="other">The other shape.</param>
    public bool IsSameAs(AnnexShape other) => Equals(other) || Canonical() == other.Canonical();

    /// <summary>The shape in the order of <see cref="Canonical"/>.</summary>
    internal AnnexShape Canonicalised()
    {
        var nodes = Nodes.ToLookup(node => (node.Part, node.Ring));
        var parts = Parts.Select((part, at) =>
        {
            var rings = part.Rings.Select((ring, index) => Ordered(ring, index == 0, nodes[(at + 1, index + 1)])).ToList();
            return (List<(AnnexRing Ring, List<EdgeNode> Nodes)>)[rings[0], .. rings.Skip(1).Order(ByCorners)];
        }).ToList();
        parts.Sort((a, b) => a.Zip(b).Select(pair => ByCorners.Compare(pair.First, pair.Second)).FirstOrDefault(order => order != 0, a.Count.CompareTo(b.Count)));

        var renumbered =
            from part in parts.Select((rings, at) => (Rings: rings, Number: at + 1))
            from ring in part.Rings.Select((one, at) => (one.Nodes, Number: at + 1))
            from node in ring.Nodes
            orderby part.Number, ring.Number, node.Segment, node.At, node.Feature
            select node with { Part = part.Number, Ring = ring.Number };
        return new(Lattice, [.. parts.Select(rings => new AnnexPart([.. rings.Select(one => one.Ring)]))], [.. renumbered]);
    }

    static readonly Comparer<(AnnexRing Ring, List<EdgeNode> Nodes)> ByCorners = Comparer<(AnnexRing Ring, List<EdgeNode> Nodes)>.Create(
        (a, b) => a.Ring.Corners.AsSpan().SequenceCompareTo(b.Ring.Corners.AsSpan()));

    static (AnnexRing Ring, List<EdgeNode> Nodes) Ordered(AnnexRing ring, bool isOuter, IEnumerable<EdgeNode> nodes)
    {
        var count = ring.Corners.Length;
        var moved = nodes;
        if (ring.TwiceSignedArea > 0 != isOuter && ring.TwiceSignedArea != 0)
        {
            ring = ring.Reversed();
            moved = moved.Select(node => node with { Segment = count - 1 - node.Segment });
        }
        var first = LeastRotation(ring.Corners);
        return (ring.BegunAt(first), [.. moved.Select(node => node with { Segment = (node.Segment - first + count) % count })]);
    }

    /// <summary>Where the ring has to begin for its corners to read least: two candidates are run against each other, so that corners met twice cost no more than others.</summary>
    static int LeastRotation(ImmutableArray<Corner> corners)
    {
        var (one, other, same) = (0, 1, 0);
        while (one < corners.Length && other < corners.Length && same < corners.Length)
        {
            var order = corners[(one + same) % corners.Length].CompareTo(corners[(other + same) % corners.Length]);
            if (order == 0)
            {
                same++;
                continue;
            }
            if (order > 0)
            {
                one += same + 1;
            }
            else
            {
                other += same + 1;
            }
            other += one == other ? 1 : 0;
            same = 0;
        }
        return Math.Min(one, other);
    }

    string Text()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer);
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
