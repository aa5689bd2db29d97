using System.Globalization;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Tables;

namespace EnvGis.Sources;

/// <summary>What was noticed at a table, as a person reads it.</summary>
static class SourceWords
{
    static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN"), English = CultureInfo.GetCultureInfo("en-US");

    /// <param name="isFile">Whether it was noticed at a file of vectors, and not at a table.</param>
    public static ReadSource.Note Of(TableNote note, bool isFile) =>
        new(note.Code, note.Weight switch { NoteWeight.Told => "told", NoteWeight.Asked => "asked", _ => "wrong" }, note.Row, Sentence(note, isFile));

    /// <summary>That corners were brought from the table's lattice to the draft's.</summary>
    public static ReadSource.Note Brought(Lattice from, Lattice to) => from.Zone == to.Zone
        ? new("digits-of-draft", "asked", null, new(
            $"Tọa độ có {from.Decimals} chữ số thập phân, bản dự thảo có {to.Decimals}: sẽ được làm tròn.", $"Coordinates have {from.Decimals} decimals and the draft has {to.Decimals}: they will be rounded."))
        : new("zone-of-draft", "asked", null, new(
            $"Tọa độ theo kinh tuyến trục {from.Zone.CentralMeridian}, múi {from.Zone.WidthDegrees}°; bản dự thảo dùng {to.Zone.CentralMeridian}, múi {to.Zone.WidthDegrees}°: tọa độ sẽ được chuyển sang múi của bản dự thảo.",
            $"Coordinates are in the zone of {from.Zone.CentralMeridian}, {from.Zone.WidthDegrees}° wide, the draft in that of {to.Zone.CentralMeridian}, {to.Zone.WidthDegrees}° wide: coordinates will be brought into the draft's."));

    static Text Sentence(TableNote note, bool isFile)
    {
        var (vi, en) = isFile ? ("Tệp", "The file") : ("Bảng", "The table");
        string Of(string name) => note.Of.GetValueOrDefault(name, "");
        var hint = Of("hint");
        return note.Code switch
        {
            "axes-exchanged" => new("Hai cột X và Y bị đổi chỗ so với tiêu đề: X được đọc là tọa độ bắc (số lớn), Y là tọa độ đông.",
                "X and Y stand the other way round than the heading says: the greater number was read as the northing."),
            "row-exchanged" => new("Hai số của dòng này bị đổi chỗ so với các dòng khác; đã đổi lại.", "The two numbers of this row stand the other way round than in other rows; they were exchanged."),
            "grid-of-row" => new($"Dòng này ghi hệ tọa độ riêng ({Of("grid")}), khác tiêu đề.", $"This row names a grid of its own ({Of("grid")}), other than the heading."),
            "grid-guessed" => new($"{vi} không ghi kinh tuyến trục; hợp nhất là {Of("grid")}. Hãy xác nhận.", $"{en} names no central meridian; {Of("grid")} fits best. Please confirm."),
            "grid-against-place" => new($"{vi} ghi {Of("said")}, nhưng theo đó các điểm không nằm trong tỉnh; theo {Of("fits")} thì nằm trong tỉnh. Hãy kiểm tra kinh tuyến trục.",
                $"{en} says {Of("said")}, by which its points are not in the province; by {Of("fits")} they are. Check the central meridian."),
            "unusual-grid" => new($"Tọa độ được ghi theo {Of("grid")}, không phải kinh tuyến trục của tỉnh; chưa nạp địa giới tỉnh nên không đối chiếu được. Hãy kiểm tra.",
                $"The coordinates are said to be in {Of("grid")}, which is not the province's; its boundary is not loaded, so that they cannot be compared with it. Please check."),
            "far-from-province" => new("Các điểm nằm xa mọi xã, phường của tỉnh (theo tọa độ trung tâm xã); hãy kiểm tra kinh tuyến trục.",
                "The points lie far from all communes of the province (by their centres); check the central meridian."),
            "other-datum" => new("Tọa độ được ghi theo hệ khác (HN-72, Indian 1960…), không phải VN-2000; hãy chuyển sang VN-2000 bằng tham số của địa phương rồi đưa lên lại.",
                "The coordinates are said to be of another datum (HN-72, Indian 1960 …) and not VN-2000; bring them to VN-2000 with the local parameters and give them again."),
            "parts-left-out" => new("Đối tượng còn có điểm hoặc đường ngoài phần diện tích; chỉ lấy phần diện tích.", "The feature has points or lines beside its area; the area alone is taken."),
            "parts-within-parts" => new($"Trong tệp, đối tượng có {Of("parts")} phần; đọc thành {Of("made")} phần vì có phần nằm trong phần khác (được hiểu là lỗ).",
                $"The file has {Of("parts")} parts of this feature; they were read as {Of("made")}, since one lies within another (which was read as a hole)."),
            "datum-guessed" => new(Of("said").Length > 0 ? $"{vi} ghi WGS-84 cho tọa độ mét; đang được đọc là VN-2000. Hãy kiểm tra." : $"{vi} không ghi hệ quy chiếu của kinh độ, vĩ độ; đang được đọc là VN-2000.",
                Of("said").Length > 0 ? $"{en} says WGS 84 of coordinates in metres; they were read as VN-2000. Please check." : $"{en} does not say of which datum its degrees are; they were read as VN-2000."),
            "from-degrees" => new($"{vi} ghi kinh độ, vĩ độ ({Of("datum")}); tọa độ vuông góc được tính từ đó và làm tròn đến centimét.",
                $"{en} has longitude and latitude ({Of("datum")}); grid coordinates were computed from them and rounded to a centimetre."),
            "unreadable" => new($"Không đọc được tọa độ “{Of("first")}” và “{Of("second")}”." + (hint.Length > 0 ? $" Có thể là {hint}." : ""),
                $"The coordinates “{Of("first")}” and “{Of("second")}” cannot be read." + (hint.Length > 0 ? $" Perhaps {hint}." : "")),
            "far-off" => new($"Điểm này cách các điểm khác của vùng {Kilometres(Of("metres"), Vietnamese)} km." + (hint.Length > 0 ? $" Có thể một chữ số bị sai: {hint}?" : " Hãy kiểm tra từng chữ số."),
                $"This corner is {Kilometres(Of("metres"), English)} km from the others of its zone." + (hint.Length > 0 ? $" Perhaps one digit is wrong: {hint}?" : " Check its digits.")),
            "outside-grid" => new("Tọa độ nằm ngoài phạm vi của múi chiếu.", "The coordinates lie beyond where this zone can be meant."),
            "too-few-corners" => new($"Vòng này chỉ có {Of("corners")} điểm; một vùng cần ít nhất ba.", $"This ring has {Of("corners")} corners only; a zone takes at least three."),
            "crosses-itself" => new($"Ranh giới tự cắt tại X = {Number(Of("north"), Vietnamese)}, Y = {Number(Of("east"), Vietnamese)}; có thể thứ tự điểm hoặc chỗ ngắt vòng chưa đúng.",
                $"The border crosses itself at X = {Number(Of("north"), English)}, Y = {Number(Of("east"), English)}; perhaps the order of corners or the end of a ring is wrong."),
            "corner-twice" => new($"Điểm này trùng với dòng {Of("first")}; chỉ lấy một lần.", $"This corner is that of row {Of("first")} again; it was taken once."),
            "more-digits" => new($"Tọa độ có {Of("digits")} chữ số thập phân; chỉ giữ ba.", $"Coordinates have {Of("digits")} decimals; three are kept."),
            "area-differs" => new($"Diện tích tính được {Hectares(Of("computed"), Vietnamese)} ha, bảng ghi {Hectares(Of("declared"), Vietnamese)} ha (lệch đến 5 %).",
                $"The area is {Hectares(Of("computed"), English)} ha, the table says {Hectares(Of("declared"), English)} ha (up to 5 % off)."),
            "area-wrong" => new($"Diện tích tính được {Hectares(Of("computed"), Vietnamese)} ha, bảng ghi {Hectares(Of("declared"), Vietnamese)} ha: lệch trên 5 %.",
                $"The area is {Hectares(Of("computed"), English)} ha, the table says {Hectares(Of("declared"), English)} ha: more than 5 % off."),
            "area-decimal-slip" => new($"Diện tích tính được {Hectares(Of("computed"), Vietnamese)} ha, bảng ghi {Hectares(Of("declared"), Vietnamese)} ha: lệch dấu thập phân?",
                $"The area is {Hectares(Of("computed"), English)} ha, the table says {Hectares(Of("declared"), English)} ha: a slip of the decimal sign?"),
            "hole-outside" => new("Vòng ghi là lỗ nhưng không nằm trong vòng ngoài của vùng.", "The ring is called a hole and does not lie within the zone's outer ring."),
            "outside-province" => new("Phần lớn các điểm nằm ngoài tỉnh của bản dự thảo.", "Most of the corners lie outside the draft's province."),
            "lines-not-rings" => new("Mỗi dòng có điểm đầu và điểm cuối: đây là bảng của tuyến, không phải ranh giới vùng.", "Each row has a beginning and an end: this is a table of lines, and no zone's border."),
            "no-coordinates" => isFile ? new("Tệp không có đối tượng nào.", "The file has no features.")
                : new("Không thấy tọa độ VN-2000 hay kinh độ, vĩ độ trong bảng.", "There are no coordinates of VN-2000 and no degrees in the table."),
            "too-many-vertices" => new($"Tệp có hơn {Of("most")} đỉnh; hãy tách thành nhiều tệp hoặc giản lược ranh giới.", $"The file has more than {Of("most")} vertices; divide it, or simplify its borders."),
            "no-properties" => new("Tệp nén không có bảng thuộc tính (.dbf); tên vùng phải nhập tay.", "The archive has no table of attributes (.dbf); names have to be typed."),
            "too-many-rings" => new($"Một vùng có {Of("rings")} vòng; nhiều nhất {Of("most")}. Hãy chia bảng theo từng vùng.",
                $"One zone has {Of("rings")} rings; {Of("most")} are the most. Give the table zone by zone."),
            "too-many-corners" => new($"Bảng dài quá {Of("most")} dòng hoặc có quá nhiều ô; hãy chia nhỏ.", $"The table has more than {Of("most")} rows, or too many cells; give it in pieces."),
            "no-shape" => new("Đối tượng này không có hình.", "This feature has no shape."),
            "unreadable-shape" => new(Of("vi"), Of("en")),
            "not-an-area" => Of("kind") == "points"
                ? new("Đây là điểm, không phải vùng; điểm ô nhiễm, bãi chôn lấp được nhập vào lớp của chúng.", "These are points, and no area; hotspots and landfills are imported into their own layers.")
                : new("Đây là đường không khép kín, không phải vùng.", "This is a line that does not close, and no area."),
            "outside-vietnam" => new($"Tọa độ {Of("first")}, {Of("second")} nằm ngoài Việt Nam.", $"The position {Of("first")}, {Of("second")} is not in Vietnam."),
            "unknown-grid" => new($"Tệp dùng hệ tọa độ “{Of("grid")}”, không phải VN-2000 hay WGS 84; hãy chuyển sang VN-2000 rồi đưa lên lại.",
                $"The file is in “{Of("grid")}”, which is neither VN-2000 nor WGS 84; bring it to VN-2000 and give it again."),
            "too-many-features" => new($"Tệp có hơn {Of("most")} đối tượng; hãy lọc lấy những vùng cần dùng.", $"The file has more than {Of("most")} features; keep the zones that are needed."),
            "file-axes-exchanged" => new("Trong tệp, hai trục tọa độ bị đổi chỗ (bắc trước đông hoặc vĩ độ trước kinh độ); đã đổi lại.",
                "In the file the axes stand the other way round (northing before easting, or latitude before longitude); they were exchanged."),
            "line-closed" => new("Bản vẽ có đường khép kín, không có vùng; đường được hiểu là ranh giới vùng.", "The drawing has a closed line and no area; the line was read as a zone's border."),
            "arcs-stroked" => new("Tệp có cung tròn; cung được thay bằng nhiều đoạn thẳng ngắn.", "The file has arcs; they were made into short straight lines."),
            "annex-altered" => new("Phụ lục này do hệ thống lập nhưng tọa độ không còn khớp với mã nội dung in trên đó: đã bị sửa sau khi lập. Hãy đối chiếu với bản gốc.",
                "This annex was written by the service and its corners are no longer those of the code printed on it: they were changed afterwards. Compare it with the original."),
            "letters" => new($"Chữ trong tệp được đọc theo bảng mã {Of("encoding")}, ví dụ “{Of("sample")}”.", $"The letters of the file were read as {Of("encoding")}, for example “{Of("sample")}”."),
            _ => throw new InvalidOperationException($"No sentence for {note.Code}."),
        };
    }

    static string Kilometres(string metres, CultureInfo culture) => (double.Parse(metres, CultureInfo.InvariantCulture) / 1000).ToString("#,##0.#", culture);

    static string Hectares(string squareMetres, CultureInfo culture) => (double.Parse(squareMetres, CultureInfo.InvariantCulture) / 10_000).ToString("#,##0.00##", culture);

    static string Number(string number, CultureInfo culture) => double.Parse(number, CultureInfo.InvariantCulture).ToString("0.##", culture);
}
