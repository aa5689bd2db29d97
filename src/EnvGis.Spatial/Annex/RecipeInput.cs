using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Annex;

/// <summary>One thing that a recipe is made of: a source, a zone that is taken off, or what all is clipped to.</summary>
/// <param name="Geometry">As published: WGS 84, longitude first.</param>
/// <param name="Annex">Its corners, where it has an annex; taken instead of the geometry where it lies on the recipe's lattice.</param>
/// <param name="Metres">Of a source, how far around it; 0 for itself, which takes polygons.</param>
/// <param name="AccuracyM">Of its border, metres.</param>
/// <param name="Name">What the new border's stretches say that they follow.</param>
/// <param name="Side">Of a source with a distance, where it is measured from a bank.</param>
public sealed record RecipeInput(Geometry Geometry, AnnexShape? Annex, double Metres, double AccuracyM, string Name, RecipeSide Side = RecipeSide.Around);

/// <summary>On which side of a source its distance lies. A corridor begins at the bank (NĐ 53/2024/NĐ-CP, chapter III).</summary>
public enum RecipeSide
{
    /// <summary>All around it, itself included.</summary>
    Around,

    /// <summary>Of a water, polygons: around it, without the water.</summary>
    Outside,

    /// <summary>Of a bank, lines: on the left of whoever goes along the line as it is drawn.</summary>
    Left,

    /// <summary>Of a bank, lines: on the right.</summary>
    Right,
}

/// <summary>A stretch of a river, from an intake up and down stream (TT 24/2016/TT-BTNMT Điều 5 measures so), with a width on either side.</summary>
/// <param name="Intake">A point.</param>
/// <param name="River">
/// Lines, along which is measured: the nearest to the intake, and those that begin where another ends. Polygons are the water: within them the width is
/// measured from the bank, and the water is included.
/// </param>
/// <param name="UpstreamM">Along the river, metres on the ground, 0 or more.</param>
/// <param name="DownstreamM">The same; one of the two is more than 0.</param>
/// <param name="WidthM">On either side, from the line or from the bank, metres on the ground; more than 0.</param>
/// <param name="Reversed">Whether the lines are drawn against the current; else with it.</param>
public sealed record RecipeReach(RecipeInput Intake, IReadOnlyList<RecipeInput> River, double UpstreamM, double DownstreamM, double WidthM, bool Reversed);

/// <summary>What a recipe made.</summary>
/// <param name="Shape">Valid and in the order of <see cref="AnnexShape.Canonical"/>.</param>
/// <param name="DroppedParts">Parts that were left out for their area.</param>
/// <param name="DroppedM2">Grid area of those together.</param>
/// <param name="ClippedM2">Grid area of what lay beyond the clip.</param>
/// <param name="SubtractedM2">Grid area of what was taken off.</param>
/// <param name="BeyondM">By how much the border around a source may lie farther than its distance at most, metres on the ground; 0 where nothing was widened.</param>
public sealed record RecipeResult(AnnexShape Shape, int DroppedParts, double DroppedM2, double ClippedM2, double SubtractedM2, double BeyondM);

/// <summary>Whether a shape is what its recipe makes.</summary>
/// <param name="Same">Corner by corner.</param>
/// <param name="DifferenceM2">Grid area that only one of the two has.</param>
/// <param name="AllowedM2">After another version of the kernel: the perimeter times 1 mm.</param>
public sealed record RecipeProof(bool Same, double DifferenceM2, double AllowedM2)
{
    /// <summary>Whether that version of the kernel may have made it: the same kernel gives the same corners, another the same area to a millimetre along the border.</summary>
    /// <param name="kernel">That made the shape.</param>
    public bool Holds(string kernel) => Same || kernel != Kernel.Version && DifferenceM2 <= AllowedM2;
}
