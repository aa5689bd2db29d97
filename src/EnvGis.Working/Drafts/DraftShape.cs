using System.Buffers;
using System.Text;
using System.Text.Json;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.GeoJson;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace EnvGis.Drafts;

/// <summary>
/// What a feature of a draft looks like: the annex's corners, and the geometry in WGS 84 that is derived from them. The geometry is made here and nowhere else, so that equal corners are equal bits;
/// of a feature in force whose corners were not touched it is the very one that stands.
/// </summary>
/// <param name="Json">As env.draft_feature.shape has it.</param>
/// <param name="AccuracyM">Of the least exact stretch of its border, metres.</param>
sealed record DraftShape(string Json, Geometry Geometry, double AccuracyM)
{
    /// <summary>As statements take and give it: every double comes through as it is.</summary>
    public byte[] Wkb => Geometry.AsBinary();

    /// <summary>Of its corners: what its annex says.</summary>
    public string ContentHash => AnnexShape.Read(JsonElement.Parse(Json)).ContentHash();

    /// <summary>Corners as an answer has them.</summary>
    public static JsonElement ElementOf(AnnexShape shape) => JsonElement.Parse(Text(shape));

    /// <summary>A geometry as GeoJSON with every digit.</summary>
    public static JsonElement GeoJsonOf(Geometry geometry)
    {
        var bytes = new ArrayBufferWriter<byte>();
        GeoJsonGeometryWriter.Write(bytes, geometry.AsBinary());
        return JsonElement.Parse(bytes.WrittenSpan);
    }

    /// <summary>Whether an annex lies on a lattice, so that its corners are the very ones that it prints.</summary>
    public static bool LiesOn(string? annex, Lattice lattice) => annex is not null && AnnexShape.Read(JsonElement.Parse(annex)).Lattice == lattice;

    public static Geometry OfWkb(byte[] wkb) => new WKBReader().Read(wkb);

    /// <summary>Reads a shape that was sent.</summary>
    /// <param name="lattice">That of the draft, which every shape of it lies on.</param>
    /// <param name="stood">What the feature looked like as it was taken in; null of one that is added.</param>
    public static (DraftShape? Shape, Refusal? Refusal) Read(JsonElement sent, Lattice lattice, DraftShape? stood)
    {
        try
        {
            var shape = AnnexShape.Read(sent);
            if (shape.Lattice != lattice)
            {
                return (null, Problems.BadShape(null, $"bản dự thảo dùng EPSG:{lattice.Zone.Code} và {lattice.Decimals} chữ số thập phân",
                    $"the draft is in EPSG:{lattice.Zone.Code} with {lattice.Decimals} decimals"));
            }
            if (stood is not null && Same(shape, AnnexShape.Read(JsonElement.Parse(stood.Json))))
            {
                return (new(Text(shape), stood.Geometry, shape.AccuracyM), null);
            }
            if (Checks.Fault(shape) is { } wrong)
            {
                return (null, AnnexWords.Refused(wrong, lattice));
            }
            return Of(shape) is { Geometry.IsValid: true } drawn ? (drawn, null)
                : (null, Problems.BadShape(null, "ranh giới tự cắt, chồng lên nhau hoặc lỗ nằm ngoài vùng", "its border crosses itself, its parts overlap, or a hole lies outside"));
        }
        catch (AnnexException refused)
        {
            return (null, AnnexWords.Refused(refused));
        }
    }

    /// <summary>A feature in force as the draft begins with it: its annex where that lies on the draft's lattice, else its corners brought to the nearest points of that.</summary>
    /// <param name="annex">The annex of the version in force, as it was drawn; null where none is kept.</param>
    /// <param name="accuracyM">Of the position that stands, metres.</param>
    public static DraftShape OfStanding(Geometry geometry, string? annex, Lattice lattice, double accuracyM) =>
        annex is not null && AnnexShape.Read(JsonElement.Parse(annex)) is var kept && kept.Lattice == lattice
            ? new(Text(kept), geometry, kept.AccuracyM)
            : new(Text(AnnexShape.OfWgs84(geometry, lattice, StretchOrigin.Drawn, accuracyM, leaveOutDerived: true)), geometry, accuracyM);

    /// <summary>Whether what stands in the table is what the service makes of its corners: the last question before a decision.</summary>
    /// <param name="json">Its corners, as the table has them.</param>
    /// <param name="wkb">Its geometry, as the table has it.</param>
    /// <param name="stood">What the feature looked like as it was taken in; null of one that is added.</param>
    public static bool IsDerived(string json, byte[] wkb, DraftShape? stood)
    {
        var shape = AnnexShape.Read(JsonElement.Parse(json));
        var expected = stood is not null && Same(shape, AnnexShape.Read(JsonElement.Parse(stood.Json))) ? stood.Geometry : Of(shape).Geometry;
        return expected.EqualsExact(OfWkb(wkb));
    }

    public static Lattice LatticeOf(int epsg, int decimals) => new(Vn2000Zone.Find(epsg)!, decimals);

    static DraftShape Of(AnnexShape shape) => new(Text(shape), shape.ToWgs84(), shape.AccuracyM);

    // Origins of stretches may be told better without the corners moving.
    static bool Same(AnnexShape one, AnnexShape other) => one.Lattice == other.Lattice && one.Parts.Length == other.Parts.Length
        && one.Parts.Zip(other.Parts).All(pair => pair.First.Rings.Length == pair.Second.Rings.Length
            && pair.First.Rings.Zip(pair.Second.Rings).All(rings => rings.First.Corners.AsSpan().SequenceEqual(rings.Second.Corners.AsSpan())));

    static string Text(AnnexShape shape)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            shape.Write(writer);
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
