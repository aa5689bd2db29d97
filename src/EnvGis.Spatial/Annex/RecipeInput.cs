using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Annex;

/// <summary>One thing that a recipe is made of: a source, a zone that is taken off, or what all is clipped to.</summary>
/// <param name="Geometry">As published: WGS 84, longitude first.</param>
/// <param name="Annex">Its corners, where it has an annex; taken instead of the geometry where it lies on the recipe's lattice.</param>
/// <param name="Metres">Of a source, how far around it; 0 for itself, which takes polygons.</param>
/// <param name="AccuracyM">Of its border, metres.</param>
/// <param name="Name">What the new border's stretches say that they follow.</param>
public sealed record RecipeInput(Geometry Geometry, AnnexShape? Annex, double Metres, double AccuracyM, string Name);

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
