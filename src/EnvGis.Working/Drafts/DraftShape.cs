using System.Text;
using System.Text.Json;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace EnvGis.Drafts;

/// <summary>
/// What a feature of a draft looks like: the annex's corners, and the geometry in WGS 84 that is derived from them. The geometry is made here and nowhere else, so that equal corners are equal bits;
/// of a feature in force whose corners were not touched it is the very one that stands.
/// </summary>
/// <param name="Json">As env.draft_feature.shape has it.</param>
sealed record DraftShape(string Json, Geometry Geometry)
{
    /// <summary>As statements take and give it: every double comes through as it is.</summary>
    public byte[] Wkb => Geometry.AsBinary();

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
                return (null, Problems.BadShape("/epsg", $"bản dự thảo dùng EPSG:{lattice.Zone.Code} và {lattice.Decimals} chữ số thập phân",
                    $"the draft is in EPSG:{lattice.Zone.Code} with {lattice.Decimals} decimals"));
            }
            if (stood is not null && Same(shape, AnnexShape.Read(JsonElement.Parse(stood.Json))))
            {
                return (new(Text(shape), stood.Geometry), null);
            }
            return Checks.Of(shape).FirstOrDefault(one => one.Code is "invalid" or "self-touch") is null && Of(shape) is { Geometry.IsValid: true } drawn ? (drawn, null)
                : (null, Problems.BadShape("/parts", "ranh giới tự cắt, chồng lên nhau hoặc lỗ nằm ngoài vùng", "its border crosses itself, its parts overlap, or a hole lies outside"));
        }
        catch (AnnexException refused)
        {
            return (null, Problems.BadShape(refused.Pointer, Vietnamese(refused.Code), refused.Message.TrimEnd('.')));
        }
    }

    /// <summary>A feature in force as the draft begins with it: its annex where that lies on the draft's lattice, else its corners brought to the nearest points of that.</summary>
    /// <param name="annex">The annex of the version in force, as it was drawn; null where none is kept.</param>
    /// <param name="accuracyM">Of the position that stands, metres.</param>
    public static DraftShape OfStanding(Geometry geometry, string? annex, Lattice lattice, double accuracyM) =>
        annex is not null && AnnexShape.Read(JsonElement.Parse(annex)) is var kept && kept.Lattice == lattice
            ? new(Text(kept), geometry)
            : new(Text(AnnexShape.OfWgs84(geometry, lattice, StretchOrigin.Drawn, accuracyM, leaveOutDerived: true)), geometry);

    /// <summary>Whether what stands in the table is what the service makes of its corners: the last question before a decision.</summary>
    /// <param name="stood">What the feature looked like as it was taken in; null of one that is added.</param>
    public bool IsDerived(DraftShape? stood)
    {
        var shape = AnnexShape.Read(JsonElement.Parse(this.Json));
        var expected = stood is not null && Same(shape, AnnexShape.Read(JsonElement.Parse(stood.Json))) ? stood.Geometry : Of(shape).Geometry;
        return expected.EqualsExact(this.Geometry);
    }

    public static Lattice LatticeOf(int epsg, int decimals) => new(Vn2000Zone.Find(epsg)!, decimals);

    static DraftShape Of(AnnexShape shape) => new(Text(shape), shape.ToWgs84());

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

    static string Vietnamese(string code) => code switch
    {
        "outside" => "tọa độ nằm ngoài múi chiếu; hãy kiểm tra kinh tuyến trục, thứ tự đông, bắc và đơn vị (số nguyên, tính theo chữ số thập phân cuối)",
        "accuracy" => "độ chính xác cần số mét lớn hơn 0, nhiều nhất 100000",
        "too-few-corners" => "một vòng cần ít nhất ba đỉnh",
        "too-many-corners" => "quá nhiều đỉnh",
        "not-a-whole-number" => "cần một số nguyên", "not-a-number" => "cần một số", "not-a-text" => "cần một đoạn chữ", "not-a-list" => "cần một danh sách", "not-an-object" => "cần một đối tượng",
        "not-a-corner" => "một đỉnh gồm hai số nguyên: đông, bắc",
        "missing" => "thiếu mục này", "unknown-member" => "không có mục này", "twice" => "mục này được ghi hai lần",
        "no-parts" => "hình cần ít nhất một phần", "no-rings" => "một phần cần vòng ngoài", "no-stretches" or "stretch-order" or "from" => "các đoạn ranh giới phải bắt đầu từ đỉnh 0, theo thứ tự",
        "origin" => "nguồn của đoạn ranh giới là surveyed, annex, traced hoặc drawn", "too-long" or "length" => "chữ quá dài",
        "epsg" or "zone" => "không có múi chiếu VN-2000 này", "decimals" => "số chữ số thập phân là 2 hoặc 3",
        "node-off-edge" or "node-without-edge" or "segment" or "ring" or "part" => "điểm nút không nằm trên cạnh đã nêu",
        _ => "chưa đúng dạng của bảng tọa độ",
    };
}
