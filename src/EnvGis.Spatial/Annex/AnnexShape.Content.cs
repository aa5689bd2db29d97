using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EnvGis.Spatial.Annex;

public sealed partial class AnnexShape
{
    /// <summary>
    /// What an annex says, as one text for one shape, the same for ever: the basis of <see cref="ContentHash"/>. Lines end with a line feed; numbers are as printed, with a decimal point:
    /// <code>
    /// EnvGis annex 1
    /// EPSG 9212
    /// part
    /// ring
    /// 2497366.81 384410.66
    /// …
    /// </code>
    /// Northing (X) stands before easting (Y). Parts, rings and corners are in the order of <see cref="Canonical"/>: outer rings counterclockwise, holes clockwise, each begun at its least corner by
    /// easting, then northing; parts and holes by their corners. How a border came about (stretches, nodes) is not printed, so it is not in it. <c>env.annex_text</c>
    /// makes the same text in the database.
    /// </summary>
    public string ContentText()
    {
        // With one way of coming about for all, corners alone say what comes first.
        var plain = new AnnexShape(Lattice, [.. Parts.Select(part => new AnnexPart([.. part.Rings.Select(ring => AnnexRing.Of(ring.Corners, StretchOrigin.Annex, 0))]))]).Canonicalised();
        var text = new StringBuilder("EnvGis annex 1\n").Append(CultureInfo.InvariantCulture, $"EPSG {Lattice.Zone.Code}\n");
        foreach (var part in plain.Parts)
        {
            text.Append("part\n");
            foreach (var ring in part.Rings)
            {
                text.Append("ring\n");
                foreach (var corner in ring.Corners)
                {
                    text.Append(Lattice.Print(corner.North)).Append(' ').Append(Lattice.Print(corner.East)).Append('\n');
                }
            }
        }
        return text.ToString();
    }

    /// <summary>SHA-256 of <see cref="ContentText"/> in UTF-8, 64 small hexadecimal letters: equal exactly when corners, rings, parts, zone and decimals are.</summary>
    public string ContentHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ContentText())));
}
