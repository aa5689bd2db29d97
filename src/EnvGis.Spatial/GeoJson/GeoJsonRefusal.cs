using System.Globalization;
using System.Text.Json;
using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.GeoJson;

/// <summary>Why a feature, or the whole input, was not taken.</summary>
/// <param name="Reason">The kind of fault.</param>
/// <param name="Index">Position of the feature in the input, from 0; null when it is the whole input, and nothing after it was
/// read.</param>
/// <param name="Path">Where in the feature, as in <c>geometry.coordinates[0][3]</c>; empty when the fault is the feature itself.</param>
/// <param name="Vietnamese">One sentence that a person can act on.</param>
/// <param name="English">The same in English.</param>
public sealed record GeoJsonRefusal(GeoJsonReason Reason, long? Index, string Path, string Vietnamese, string English)
{
    /// <summary>The reason in kebab-case, such as <c>ring-not-closed</c>; stable, for reports and programs.</summary>
    public string Code => JsonNamingPolicy.KebabCaseLower.ConvertName(Reason.ToString());

    /// <param name="reason">The kind of fault.</param>
    /// <param name="index">From 0, or null for the whole input.</param>
    /// <param name="path">Where in the feature.</param>
    /// <param name="found">What stood there, put into the sentence where the reason has a place for it.</param>
    internal static GeoJsonRefusal Of(GeoJsonReason reason, long? index, string path, string found = "")
    {
        var (vi, en) = Sentences(reason, Printable(found));
        return new GeoJsonRefusal(reason, index, path, vi, en);
    }

    /// <summary>Of the whole input, by whoever reads it with more to say than the format.</summary>
    /// <param name="vietnamese">One sentence that a person can act on.</param>
    /// <param name="english">The same in English.</param>
    public static GeoJsonRefusal Told(string vietnamese, string english) => new(GeoJsonReason.NotGeoJson, null, "", vietnamese, english);

    internal GeoJsonRefusal At(long? index) => this with { Index = index };

    internal static string Found(ReadOnlySpan<byte> json)
    {
        const int longest = 40;
        var text = System.Text.Encoding.UTF8.GetString(json[..Math.Min(json.Length, longest)]);
        return json.Length > longest ? text + "…" : text;
    }

    // What a file holds goes to terminals, tables and the record: nothing that moves a cursor or cannot be stored, and not a megabyte of it.
    static string Printable(string found)
    {
        const int longest = 80;
        var text = new System.Text.StringBuilder();
        foreach (var rune in found.EnumerateRunes().Take(longest))
        {
            if (System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                text.Append(rune);
            }
        }

        return found.Length > longest ? text.Append('…').ToString() : text.ToString();
    }

    internal static string Found(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"[{x}, {y}]");

    static (string Vietnamese, string English) Sentences(GeoJsonReason reason, string found) => reason switch
    {
        GeoJsonReason.InvalidJson => (
            "Không phải JSON đúng cú pháp; hãy xuất lại tệp từ phần mềm gốc.",
            "This is not valid JSON; export the file again from where it came."),
        GeoJsonReason.Truncated => (
            "Tệp bị cắt giữa chừng; hãy tải lên lại tệp đầy đủ.",
            "The file ends in the middle of a value; send the complete file again."),
        GeoJsonReason.EmptyFile => ("Tệp rỗng.", "The file is empty."),
        GeoJsonReason.NotUtf8 => (
            "Văn bản không phải UTF-8 (có thể là TCVN3 hoặc Windows-1258); hãy xuất lại với bảng mã UTF-8.",
            "The text is not UTF-8 (perhaps TCVN3 or Windows-1258); export it again as UTF-8."),
        GeoJsonReason.NotGeoJson => (
            $"Cần FeatureCollection, Feature hoặc một hình GeoJSON, nhưng đọc được: {found}.",
            $"A FeatureCollection, a Feature or a GeoJSON geometry is needed, but this was found: {found}."),
        GeoJsonReason.NotAFeature => (
            $"Mỗi phần tử của \"features\" phải là một Feature, nhưng đọc được: {found}.",
            $"Every member of \"features\" has to be a Feature, but this was found: {found}."),
        GeoJsonReason.FeaturesMissing => found.Length == 0
            ? ("FeatureCollection thiếu danh sách \"features\"; hãy xuất lại tệp.", "The FeatureCollection has no \"features\" list; export the file again.")
            : ($"\"features\" phải là một danh sách [...], nhưng đọc được: {found}.", $"\"features\" has to be a list [...], but this was found: {found}."),
        GeoJsonReason.UnknownGeometryType => (
            $"GeoJSON không có kiểu hình {found}; dùng Point, LineString, Polygon, dạng Multi của chúng hoặc GeometryCollection.",
            $"GeoJSON has no geometry type {found}; use Point, LineString, Polygon, their Multi forms or GeometryCollection."),
        GeoJsonReason.CoordinatesMissing => (
            $"Hình thiếu thành phần \"{found}\".",
            $"The geometry has no \"{found}\" member."),
        GeoJsonReason.CoordinatesMalformed => (
            $"Mức lồng của \"coordinates\" không khớp kiểu hình {found}.",
            $"The nesting of \"coordinates\" does not fit the geometry type {found}."),
        GeoJsonReason.PositionTooShort => (
            "Một vị trí phải có ít nhất hai số: kinh độ rồi vĩ độ.",
            "A position needs at least two numbers: longitude, then latitude."),
        GeoJsonReason.NotANumber => (
            $"Tọa độ phải là số, nhưng đọc được: {found}.",
            $"A coordinate has to be a number, but this was found: {found}."),
        GeoJsonReason.NumberTooLarge => (
            $"Số {found} quá lớn để làm tọa độ.",
            $"The number {found} is too large for a coordinate."),
        GeoJsonReason.LineTooShort => (
            "Đường phải có ít nhất hai vị trí.",
            "A line needs at least two positions."),
        GeoJsonReason.RingTooShort => (
            "Vòng của đa giác phải có ít nhất bốn vị trí, vị trí cuối trùng vị trí đầu.",
            "A polygon ring needs at least four positions, the last equal to the first."),
        GeoJsonReason.RingNotClosed => (
            "Vòng của đa giác chưa khép: vị trí cuối phải trùng vị trí đầu.",
            "The polygon ring is not closed: its last position has to equal its first."),
        GeoJsonReason.RingWithoutArea => (
            "Vòng của đa giác có ít hơn ba vị trí khác nhau nên không có diện tích.",
            "The polygon ring has fewer than three different positions, so it encloses nothing."),
        GeoJsonReason.TooDeep => (
            "Dữ liệu lồng nhau quá 64 cấp.",
            "The data is nested more than 64 levels deep."),
        GeoJsonReason.FeatureTooLarge => (
            $"Một đối tượng lớn hơn giới hạn {found} byte; hãy chia nhỏ hoặc giản lược nó.",
            $"One feature is larger than the limit of {found} bytes; split or simplify it."),
        GeoJsonReason.CoordinatesProjected => Projected(found),
        GeoJsonReason.CoordinatesSwapped => (
            $"{found} có vẻ bị đảo: kinh độ phải đứng trước vĩ độ. Đổi chỗ thì vị trí nằm ở Việt Nam.",
            $"{found} looks swapped: longitude comes before latitude. Exchanged, the position lies in Vietnam."),
        GeoJsonReason.CoordinatesOutOfRange => (
            $"{found} nằm ngoài kinh độ −180…180, vĩ độ −90…90.",
            $"{found} is outside longitude −180…180, latitude −90…90."),
        GeoJsonReason.CrsNotSupported => (
            $"Tệp khai hệ tọa độ {found}; GeoJSON chỉ dùng WGS 84. Hãy nhập với đúng hệ tọa độ đó hoặc xuất lại theo EPSG:4326.",
            $"The file declares the CRS {found}; GeoJSON is WGS 84 only. Import it as that CRS or export it again in EPSG:4326."),
        GeoJsonReason.InvalidId => (
            $"\"id\" phải là chữ hoặc số, nhưng đọc được: {found}.",
            $"\"id\" has to be text or a number, but this was found: {found}."),
        GeoJsonReason.PropertiesNotAnObject => (
            $"\"properties\" phải là một đối tượng JSON hoặc null, nhưng đọc được: {found}.",
            $"\"properties\" has to be a JSON object or null, but this was found: {found}."),
        GeoJsonReason.PartOfMore => (
            $"Tệp chỉ là một phần của kết quả lớn hơn ({found}); hãy tải đủ các trang rồi gộp lại, hoặc cho biết là chỉ cần trang này.",
            $"The file is one page of a larger answer ({found}); fetch all its pages, or say that this one is meant by itself."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This reason has no sentences."),
    };

    /// <summary>With where the position lies by each meridian it can be of, so that the right one is chosen and not guessed.</summary>
    /// <param name="found">As <see cref="Found(double, double)"/> writes it.</param>
    static (string Vietnamese, string English) Projected(string found)
    {
        var numbers = found.Trim('[', ']').Split(", ").Select(number => double.TryParse(number, CultureInfo.InvariantCulture, out var metres) ? metres : double.NaN).ToArray();
        // What the grid of VN-2000 can hold at all.
        IReadOnlyList<Vn2000Zone> zones = numbers.All(number => number is > 0 and < 10_000_000) ? [.. Vn2000Zone.All.Where(zone => zone.WidthDegrees == 3)] : [];
        var asGiven = new TypedMetres(numbers[0], numbers[^1], zones, ZoneGiven: false, AxesSwapped: false).Candidates();
        var candidates = asGiven.Count > 0 ? asGiven : new TypedMetres(numbers[^1], numbers[0], zones, ZoneGiven: false, AxesSwapped: true).Candidates();
        if (candidates.Count == 0)
        {
            return ($"{found} giống tọa độ phẳng tính bằng mét (VN-2000 hoặc Web Mercator), không phải kinh độ, vĩ độ; hãy xuất lại tệp theo EPSG:4326.",
                $"{found} looks like projected metres (VN-2000 or Web Mercator), not longitude and latitude; export the file again in EPSG:4326.");
        }
        var (vi, en) = (CultureInfo.GetCultureInfo("vi"), CultureInfo.InvariantCulture);
        var swapped = asGiven.Count == 0;
        return (
            $"{found} giống tọa độ VN-2000 tính bằng mét{(swapped ? ", X (bắc) đứng trước" : "")}, không phải kinh độ, vĩ độ. Điểm này ở vĩ độ {candidates[0].Latitude.ToString("F2", vi)}; kinh độ theo kinh tuyến trục: "
                + Listed(vi) + ". Hãy chọn đúng kinh tuyến của bảng tọa độ rồi xuất lại tệp theo EPSG:4326, ví dụ ogr2ogr -s_srs EPSG:<mã> -t_srs EPSG:4326.",
            $"{found} looks like VN-2000 metres{(swapped ? ", X (north) first" : "")}, not longitude and latitude. It lies at latitude {candidates[0].Latitude.ToString("F2", en)}; longitude by central meridian: "
                + Listed(en) + ". Choose the meridian of the coordinate table and export the file again in EPSG:4326, for example ogr2ogr -s_srs EPSG:<code> -t_srs EPSG:4326.");

        string Listed(CultureInfo culture) => string.Join("; ", candidates.Select(one => string.Create(culture, $"{one.Zone.CentralMeridian} (EPSG:{one.Zone.Code}) {one.Longitude:F2}")));
    }
}
