using System.Collections.Immutable;

namespace EnvGis.Spatial.Annex;

/// <summary>One polygon of an annex. Equal when its rings are, in the same order.</summary>
/// <param name="Rings">The outer ring, then the holes.</param>
public sealed record AnnexPart(ImmutableArray<AnnexRing> Rings)
{
    /// <summary>Twice the area in square units: the outer ring less its holes, whichever way they run; exact.</summary>
    public Int128 TwiceArea
    {
        get
        {
            Int128 sum = 0;
            for (var at = 0; at < Rings.Length; at++)
            {
                sum += (at == 0 ? 1 : -1) * Int128.Abs(Rings[at].TwiceSignedArea);
            }
            return sum;
        }
    }

    /// <inheritdoc/>
    public bool Equals(AnnexPart? other) => other is not null && Rings.SequenceEqual(other.Rings);

    /// <inheritdoc/>
    public override int GetHashCode() => Rings.Length == 0 ? 0 : HashCode.Combine(Rings.Length, Rings[0]);
}
