using System.Collections.Immutable;

namespace EnvGis.Spatial.Annex;

/// <summary>A closed ring; the first corner is not repeated at the end. Equal when corners and stretches are, in the same order.</summary>
/// <param name="Corners">At least three.</param>
/// <param name="Stretches">At least one, by rising <see cref="Stretch.From"/>.</param>
public sealed record AnnexRing(ImmutableArray<Corner> Corners, ImmutableArray<Stretch> Stretches)
{
    /// <summary>A ring that came about in one way.</summary>
    /// <param name="corners">At least three.</param>
    /// <param name="origin">How it came about.</param>
    /// <param name="accuracyM">Accuracy in metres.</param>
    /// <param name="of">What it was traced from; null for nothing.</param>
    public static AnnexRing Of(IEnumerable<Corner> corners, StretchOrigin origin, double accuracyM, string? of = null) => new([.. corners], [new(0, origin, accuracyM, of)]);

    /// <summary>The corner at an index that may run round the ring, either way.</summary>
    /// <param name="index">0 is the first corner, −1 the last.</param>
    public Corner this[int index] => Corners[((index % Corners.Length) + Corners.Length) % Corners.Length];

    /// <summary>The stretch to which a segment belongs.</summary>
    /// <param name="segment">Index of the segment's first corner.</param>
    public Stretch StretchAt(int segment)
    {
        for (var at = Stretches.Length - 1; at >= 0; at--)
        {
            if (Stretches[at].From <= segment)
            {
                return Stretches[at];
            }
        }
        return Stretches[^1];
    }

    /// <summary>Twice the area in square units, greater than 0 when the ring runs counterclockwise; exact.</summary>
    public Int128 TwiceSignedArea
    {
        get
        {
            Int128 sum = 0;
            var origin = Corners[0];
            for (var at = 1; at + 1 < Corners.Length; at++)
            {
                var (a, b) = (Corners[at], Corners[at + 1]);
                sum += (Int128)(a.East - origin.East) * (b.North - origin.North) - (Int128)(b.East - origin.East) * (a.North - origin.North);
            }
            return sum;
        }
    }

    /// <summary>The stretch of each segment, by the index of its first corner.</summary>
    internal Stretch[] BySegment()
    {
        var each = new Stretch[Corners.Length];
        for (var (segment, at) = (0, -1); segment < each.Length; segment++)
        {
            while (at + 1 < Stretches.Length && Stretches[at + 1].From <= segment)
            {
                at++;
            }
            each[segment] = at < 0 ? Stretches[^1] : Stretches[at];
        }
        return each;
    }

    /// <summary>A ring whose stretches are the runs of like segments, as few as can be; a run that passes the first corner begins before it.</summary>
    internal static AnnexRing OfSegments(ImmutableArray<Corner> corners, IReadOnlyList<Stretch> bySegment)
    {
        var runs = ImmutableArray.CreateBuilder<Stretch>();
        for (var segment = 0; segment < corners.Length; segment++)
        {
            if (!bySegment[segment].IsLike(bySegment[(segment + corners.Length - 1) % corners.Length]))
            {
                runs.Add(bySegment[segment] with { From = segment });
            }
        }
        if (runs.Count == 0)
        {
            runs.Add(bySegment[0] with { From = 0 });
        }
        return new(corners, runs.ToImmutable());
    }

    /// <summary>The same ring walked the other way; its first corner stays the first.</summary>
    internal AnnexRing Reversed()
    {
        var count = Corners.Length;
        var bySegment = BySegment();
        return OfSegments([.. Enumerable.Range(0, count).Select(at => Corners[(count - at) % count])], [.. Enumerable.Range(0, count).Select(at => bySegment[count - 1 - at])]);
    }

    /// <summary>The same ring begun at another of its corners.</summary>
    internal AnnexRing BegunAt(int first)
    {
        var count = Corners.Length;
        var bySegment = BySegment();
        return OfSegments([.. Corners.AsSpan()[first..], .. Corners.AsSpan()[..first]], [.. Enumerable.Range(0, count).Select(at => bySegment[(at + first) % count])]);
    }

    /// <inheritdoc/>
    public bool Equals(AnnexRing? other) => other is not null && Corners.AsSpan().SequenceEqual(other.Corners.AsSpan()) && Stretches.SequenceEqual(other.Stretches);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Corners.Length, Corners.Length == 0 ? default : Corners[0], Stretches.Length);
}
