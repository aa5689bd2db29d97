namespace EnvGis.Spatial.Annex;

/// <summary>
/// The one table of tolerances: what the checks, the mends, the merge and every door go by. Where no law or circular gives a number it is ours, and says so. All in metres of the grid, square
/// metres or degrees.
/// </summary>
public sealed record Tolerances
{
    /// <summary>The table in use.</summary>
    public static Tolerances InUse { get; } = new();

    /// <summary>Neighbouring corners so near are one corner typed twice. Ours: the last printed digit of a table in centimetres, twice.</summary>
    public double DuplicateM { get; init; } = 0.02;

    /// <summary>A corner whose sides enclose a smaller angle is a spike. Ours: at 1° sides of 10 m are 17 cm apart at their far ends.</summary>
    public double SpikeDegrees { get; init; } = 1;

    /// <summary>
    /// A part or hole of less area is too small to be meant. Ours: a square of 10 m, which is 1 mm on the map of 1:10,000; no minimum for protection zones was found in law.
    /// </summary>
    public double LeastAreaM2 { get; init; } = 100;

    /// <summary>What is narrower cannot be staked out as an area. Ours: no minimum width was found in law.</summary>
    public double LeastWidthM { get; init; } = 2;

    /// <summary>A narrow place of less area is a pointed corner and no neck. Ours: as long as it is wide, four times.</summary>
    public double NarrowAreaM2 { get; init; } = 16;

    /// <summary>What two shapes share, or a part or hole all of which is narrower, is a sliver and no area. Ours.</summary>
    public double SliverWidthM { get; init; } = 1;

    /// <summary>
    /// Overlaps and gaps up to this width are no finding: they are the rounding of a T to the lattice (half its diagonal either side). Ours, from the unit of a table in centimetres.
    /// </summary>
    public double RoundingWidthM { get; init; } = 0.015;

    /// <summary>An open space between two borders up to this width is a gap. Ours.</summary>
    public double GapWidthM { get; init; } = 1;

    /// <summary>Open spaces of less area are where two borders part at a sharp angle. Ours: twice the square of the width.</summary>
    public double GapAreaM2 { get; init; } = 2;

    /// <summary>A space enclosed by several shapes up to this width is a gap; a wider one is an area that nobody claims. Ours.</summary>
    public double EnclosedGapWidthM { get; init; } = 20;

    /// <summary>Areas that differ by less are equal. The number: 0.01 m², the last digit that is printed.</summary>
    public double EqualAreaM2 { get; init; } = 0.01;

    /// <summary>A safe mend changes no more than this. The number.</summary>
    public double MendM2 { get; init; } = 1;

    /// <summary>Findings of one rule within one cell of this size are the same finding. Ours.</summary>
    public double CellM { get; init; } = 10;
}
