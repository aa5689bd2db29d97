using System.Text.Json;
using EnvGis.Http;

namespace EnvGis.Drafts;

/// <summary>What is answered about drafts.</summary>
public static class DraftAnswers
{
    /// <param name="Decimals">Of a metre, as the annex prints its coordinates: 2 or 3.</param>
    /// <param name="Features">How many it changes.</param>
    public sealed record Summary(
        long Id, string Title, string Province, string ProvinceName, int Epsg, int Decimals, State State, long Revision, int Features, string MadeBy, DateTime MadeAt, DateTime ChangedAt);

    /// <param name="Next">Address of the page after this; null on the last.</param>
    public sealed record Page(IReadOnlyList<Summary> Drafts, string? Next);

    public sealed record State(string Id, Text Title);

    /// <param name="Hash">Of all that the draft says; what an approval is of.</param>
    /// <param name="Corrects">The decision whose misprint it puts right; null of others.</param>
    /// <param name="Steps">The states that it can go to by the caller.</param>
    public sealed record Details(
        long Id, string Title, string? Purpose, string Province, string ProvinceName, int Epsg, string Meridian, int ZoneWidth, int Decimals, State State, long Revision, string Hash, long? Corrects,
        string MadeBy, DateTime MadeAt, Approval? Approval, long? Decision, IReadOnlyList<Feature> Features, IReadOnlyList<Act> Acts, IReadOnlyList<string> Steps);

    /// <param name="Hash">Of what was approved.</param>
    public sealed record Approval(string Hash, string By, DateTime At);

    /// <summary>One feature that the draft changes.</summary>
    /// <param name="Number">Its own in the draft, for good.</param>
    /// <param name="Id">The feature in force; null of one that is added.</param>
    /// <param name="Dropped">Taken out of the draft again.</param>
    /// <param name="BaseVersion">The version that it was taken in as; null of one that is added.</param>
    /// <param name="BaseChanged">Whether another version is in force by now.</param>
    /// <param name="Extent">West, south, east, north in degrees; null until it is drawn.</param>
    /// <param name="Built">Whether it has a recipe: the service made its shape from rules.</param>
    public sealed record Feature(
        int Number, long? Id, string? Code, string Layer, [property: OneOf("add", "change", "retire", "locate")] string Change, bool Dropped, long Revision, long? BaseVersion, bool BaseChanged,
            Text Name,
        IReadOnlyDictionary<string, JsonElement> Attributes, string? PositionSource, double? AccuracyM, string? Commune, double? AreaM2, [property: Numbers(4)] double[]? Extent,
        bool Drawn, bool Built);

    /// <param name="Shape">Its annex; null until it is drawn.</param>
    /// <param name="ContentHash">SHA-256 of what the annex says, as its papers bear it: the same as /api/annexes knows once it is in force.</param>
    /// <param name="Geometry">The same in WGS 84, longitude first, as GeoJSON with every digit.</param>
    /// <param name="Recipe">Of what it was built; null of what was drawn.</param>
    /// <param name="Detached">Why it was drawn by hand after it had been built.</param>
    public sealed record FeatureDetails(Feature Feature, [property: FormOf(typeof(AnnexForm))] JsonElement? Shape, [property: FormOf(typeof(Outline))] JsonElement? Geometry,
        string? ContentHash, RecipeAnswers.Told? Recipe, string? Detached);

    public sealed record Outline([property: OneOf("Polygon", "MultiPolygon")] string Type, JsonElement Coordinates);

    /// <summary>Corners on the lattice of a coordinate table: whole numbers of its last decimal, east and north.</summary>
    /// <param name="Epsg">The zone of VN-2000.</param>
    /// <param name="Decimals">Of a metre: 2 or 3.</param>
    /// <param name="Nodes">Where somebody else's border ends on an edge of this one.</param>
    public sealed record AnnexForm(int Epsg, int Decimals, IReadOnlyList<PartForm> Parts, IReadOnlyList<NodeForm>? Nodes = null);

    /// <param name="Rings">The outer one, then holes.</param>
    public sealed record PartForm(IReadOnlyList<RingForm> Rings);

    /// <param name="Corners">East and north of each; the first is not repeated.</param>
    public sealed record RingForm(IReadOnlyList<IReadOnlyList<long>> Corners, IReadOnlyList<StretchForm> Stretches);

    /// <param name="From">The corner at which it begins, from 0.</param>
    /// <param name="AccuracyM">Metres.</param>
    /// <param name="Of">What it was traced from.</param>
    public sealed record StretchForm(int From, [property: OneOf("surveyed", "annex", "traced", "drawn")] string Origin, double AccuracyM, string? Of);

    /// <param name="Segment">The corner at which the edge begins, from 0; part and ring count from 1.</param>
    /// <param name="Feature">Whose corner it is.</param>
    public sealed record NodeForm(int Part, int Ring, int Segment, IReadOnlyList<long> At, long? Feature);

    /// <param name="Word">submit, take-up, approve and so on.</param>
    public sealed record Act(string Word, string From, string To, string? Hash, string? Note, string By, DateTime At);

    /// <param name="Number">Its place in the order of the draft's operations.</param>
    public sealed record Operation(Guid Id, long Number, string Kind, int? FeatureNumber, long? FeatureRevision, string By, DateTime At, Guid? Undoes);

    /// <param name="Feature">The one that was changed; null of an operation that changed several.</param>
    /// <param name="Features">All that were changed.</param>
    public sealed record Done(Operation Operation, FeatureDetails? Feature, IReadOnlyList<FeatureDetails> Features);

    public sealed record Operations(IReadOnlyList<Operation> Done, string? Next);
}
