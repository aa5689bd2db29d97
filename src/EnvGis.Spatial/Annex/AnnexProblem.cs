using System.Collections.Immutable;

namespace EnvGis.Spatial.Annex;

/// <summary>A finding of a check.</summary>
/// <param name="Code">One of <see cref="Checks.Codes"/>.</param>
/// <param name="Ids">Whose shapes are concerned, rising; empty of a shape that was given no id.</param>
/// <param name="At">Where it is, on the lattice of the shape, or of the first.</param>
/// <param name="Longitude">The same place, WGS 84 degrees.</param>
/// <param name="Latitude">The same place, WGS 84 degrees.</param>
/// <param name="AreaM2">Square metres of the grid; null where the fault has no area.</param>
/// <param name="WidthM">Metres of the grid: of areas the diameter of the widest circle inside, of corners a distance; null where the fault has no width.</param>
/// <param name="Pointer">JSON pointer to the corner, edge or ring in the shape; empty of what concerns several.</param>
public sealed record AnnexProblem(string Code, ImmutableArray<long> Ids, Corner At, double Longitude, double Latitude, double? AreaM2, double? WidthM, string Pointer)
{
    /// <summary>By which findings of two runs are the same: rule, ids and cell, as <c>overlap 3 7 1105 3700</c>.</summary>
    /// <param name="lattice">The lattice of <see cref="At"/>.</param>
    /// <param name="tolerances">The table in use.</param>
    public string Key(Lattice lattice, Tolerances tolerances)
    {
        var cell = (long)(tolerances.CellM * lattice.UnitsPerMetre);
        return string.Join(' ', [Code, .. Ids.Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Math.DivRem(At.East, cell).Quotient.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Math.DivRem(At.North, cell).Quotient.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    /// <inheritdoc/>
    public bool Equals(AnnexProblem? other) => other is not null
        && (Code, At, AreaM2, WidthM, Pointer) == (other.Code, other.At, other.AreaM2, other.WidthM, other.Pointer) && Ids.SequenceEqual(other.Ids);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, At);
}
