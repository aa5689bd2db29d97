using System.Globalization;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.GeoJson;
using EnvGis.Spatial.Numbers;

namespace EnvGis.Imports;

/// <summary>Why one feature, or the whole file, is not taken; how another choice is made in asking anew, the face that asks says.</summary>
/// <param name="Index">Position in the file, from 0; null for the whole file.</param>
/// <param name="SourceId">"id" in the file; null when it has none.</param>
/// <param name="Reason">In kebab-case; stable, for programs.</param>
/// <param name="Vi">One sentence that a person can act on.</param>
/// <param name="En">The same in English.</param>
public sealed record ImportRefusal(long? Index, string? SourceId, string? Code, string Reason, string Vi, string En)
{
    public static ImportRefusal From(GeoJsonRefusal refusal)
    {
        var place = refusal.Path.Length == 0 ? "" : $" ({refusal.Path})";
        return new(refusal.Index, null, null, refusal.Code, refusal.Vietnamese + place, refusal.English + place);
    }

    /// <param name="problem">As the check writes it: the reason, a colon, and what was found.</param>
    public static ImportRefusal From(long index, string? sourceId, string? code, string problem, Layer layer)
    {
        var (reason, found) = Split(problem);
        var (vi, en) = Sentences(reason, Shown(found), layer);
        return new(index, sourceId, code, reason, vi, en);
    }

    /// <summary>What a repair did, for people: what was wrong, and parts and area before and after.</summary>
    public static Text Repaired(CheckRows.Repair repair) => new(
        $"Hình đã được sửa: {InVietnamese(repair.Why)}; {Parts(repair, "phần", Vietnamese)}.", $"The shape was repaired: {repair.Why}; {Parts(repair, "parts", English)}.");

    /// <summary>A repair that was not done, because another area would be in the zone after it.</summary>
    public static ImportRefusal Of(CheckRows.Repair repair) => new(repair.Index, repair.SourceId, repair.Code, "repair-area",
        $"Sửa hình này sẽ làm thay đổi diện tích ({InVietnamese(repair.Why)}; {Parts(repair, "phần", Vietnamese)}); hãy tự sửa, hoặc nhập lại và chấp nhận thay đổi đó.",
        $"Repairing this shape would change its area ({repair.Why}; {Parts(repair, "parts", English)}); mend it yourself, or import it again and accept that.");

    /// <summary>A shape of which a repair leaves nothing, as when a hole is all of it.</summary>
    public static ImportRefusal BeyondRepair(long index, string? sourceId, string? code, string problem)
    {
        var (reason, why) = Split(problem);
        return new(index, sourceId, code, reason, $"Hình không hợp lệ và sửa thì không còn gì ({InVietnamese(why)}); hãy vẽ lại hình này.",
            $"The geometry is invalid and nothing of it would be left by a repair ({why}); draw it anew.");
    }

    public static ImportRefusal FileTwice(long import, string when) => new(null, null, null, "file-twice",
        $"Chính tệp này đã được nhập vào lớp lúc {when} (lần nhập {import}); nếu thật sự muốn thêm lần nữa thì cho phép nhập hai lần.",
        $"This very file was imported into the layer on {when} (import {import}); to add its features again, allow it twice.");

    public static ImportRefusal RealPlace() => new(null, null, null, "decision-missing",
        "Tệp có đối tượng minh họa mang mã của một vùng đang có hiệu lực; vùng đó chỉ thay đổi khi nêu quyết định.",
        "A demonstration in the file bears the code of a zone in force, which changes only when a decision is named.");

    public static ImportRefusal ClosedDecision(string number) => new(null, null, null, "decision-closed",
        $"Quyết định {number} đã được ban hành từ một bản dự thảo ở đây và không nhận thêm đối tượng; hãy soạn một bản dự thảo khác, hoặc bản đính chính.",
        $"Decision {number} was made from a draft here and takes no more places; draft another one, or a correction.");

    static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN"), English = CultureInfo.GetCultureInfo("en-US");

    static string Parts(CheckRows.Repair repair, string parts, CultureInfo culture) => repair is { AreaBefore: 0, AreaAfter: 0 }
        ? string.Create(culture, $"{repair.PartsBefore} → {repair.PartsAfter} {parts}")
        : string.Create(culture, $"{repair.PartsBefore} → {repair.PartsAfter} {parts}, {repair.AreaBefore / 10_000:N2} → {repair.AreaAfter / 10_000:N2} ha");

    // A file may hold a megabyte where a code stands.
    static string Shown(string found) => string.Join(':', found.Split(':').Select(Echo.Short));

    static (string Vi, string En) Sentences(string reason, string found, Layer layer) => reason switch
    {
        "name-missing" => ("Thiếu tên; hãy chỉ ra thuộc tính chứa tên.", "There is no name; say which property holds it."),
        "name-too-long" => ("Tên dài quá 300 ký tự.", "The name is longer than 300 characters."),
        "code-malformed" => (
            $"Mã “{found}” chưa đúng dạng: tiền tố của lớp, dấu gạch nối, rồi chữ in hoa không dấu, chữ số hoặc dấu gạch nối.",
            $"The code “{found}” is not of the right form: the layer's prefix, a dash, then capital ASCII letters, digits or dashes."),
        "code-prefix" => ($"Mã của lớp {layer.Id} phải bắt đầu bằng “{found}-”.", $"Codes of layer {layer.Id} start with “{found}-”."),
        "code-repeated" => ($"Mã này đã có ở đối tượng số {found} trong tệp.", $"Feature {found} of this file already bears this code."),
        "code-exists" => (
            "Mã này đã có trong cơ sở dữ liệu; hãy chọn cập nhật để ghi phiên bản mới.", "This code already exists; choose to update, which records a new version."),
        "code-other-layer" => ($"Mã này đã thuộc lớp {found}.", $"This code already belongs to layer {found}."),
        "commune-unknown" => ($"Không có xã, phường mang mã “{found}”.", $"No commune has the code “{found}”."),
        "unlocated-without-commune" => (
            "Đối tượng không có hình thì phải có mã xã, phường.", "A feature without geometry needs the code of its commune."),
        "geometry-empty" => ("Hình rỗng.", "The geometry is empty."),
        "geometry-kind" => ($"Lớp {layer.Id} không nhận hình kiểu {found}.", $"Layer {layer.Id} does not take geometry of type {found}."),
        "geometry-outside" => (
            $"Hình nằm ngoài kinh độ ±180°, vĩ độ ±85,05°: {found}.", $"The geometry reaches beyond longitude ±180°, latitude ±85.05°: {found}."),
        "crosses-antimeridian" => (
            "Hình vắt qua kinh tuyến 180°; hãy cắt nó tại đó.", "The geometry crosses the 180° meridian; cut it there."),
        "geometry-invalid" => (
            $"Hình không hợp lệ: {InVietnamese(found)}; hãy sửa, hoặc để phần mềm sửa khi nhập.", $"The geometry is invalid: {found}; mend it, or have it repaired as it is imported."),
        "validity" => (
            $"Thời hạn hiệu lực {found} không đúng: ngày cuối còn hiệu lực không được trước ngày đầu.", $"The period {found} is not right: its last day must not be before its first."),
        "day-beyond-reason" => (
            $"Ngày {found} nằm ngoài các năm 1800 đến 2999; hãy kiểm tra, hoặc bỏ trống khi chưa biết ngày cuối.",
            $"The day {found} is outside the years 1800 to 2999; check it, or leave the last day out when it is not known."),
        "commune-contradicts" => Away(found),
        "place-repeated" => ($"Đối tượng số {found} trong tệp có cùng tên và cùng vị trí trong phạm vi độ chính xác; nếu đó là hai nơi khác nhau thì cho phép nhập hai lần.",
            $"Feature {found} of this file has the same name and, within the accuracy, the same position; allow it twice if they are two places."),
        "place-exists" => ($"Đã có {found} cùng tên và cùng vị trí trong phạm vi độ chính xác trong lớp này; nếu đó là nơi khác thì cho phép nhập hai lần.",
            $"{found} of this layer has the same name and, within the accuracy, the same position; allow it twice if this is another place."),
        "text-damaged" => ($"Thuộc tính “{found}” có ký tự � (chữ đã mất khi đổi bảng mã); hãy xuất lại tệp bằng UTF-8.",
            $"The property “{found}” has the character � (text lost in a wrong encoding); export the file again as UTF-8."),
        "number-unclear" => Number(found),
        "number-inexact" => Split(found) is var (inexact, written)
            ? ($"Thuộc tính {inexact} có số {written}, không lưu đúng được: số nguyên cần trong khoảng ±9007199254740991, số khác không nhỏ hơn 1e-307.",
            $"Attribute {inexact} has the number {written}, which cannot be kept exactly: whole numbers are within ±9007199254740991, others not below 1e-307.") : default,
        "date-unclear" => Split(found) is var (dated, day) ? ($"Thuộc tính {dated} có ngày “{day}” chưa đúng; viết năm-tháng-ngày, ví dụ 2027-12-31.",
            $"Attribute {dated} has the day “{day}”, which is none; write year-month-day, for example 2027-12-31.") : default,
        "property-unreadable" => ($"Không đọc được thuộc tính “{found}”: chữ trong đó có nửa ký tự hoặc ký tự không lưu được; hãy xuất lại tệp bằng UTF-8.",
            $"The property “{found}” cannot be read: its text has half a character or one that cannot be stored; export the file again as UTF-8."),
        "property-type" => ($"Thuộc tính “{found}” không đúng kiểu.", $"The property “{found}” is not of the right type."),
        "position-source" => ($"Không có nguồn vị trí “{found}”.", $"There is no position source “{found}”."),
        "accuracy-missing" => ("Chưa nêu độ chính xác của vị trí: hãy nêu số mét cho cả tệp, hoặc thuộc tính accuracy_m cho đối tượng.",
            "The accuracy of the position is not stated: give its metres for the whole file, or accuracy_m to the feature."),
        "decision-missing" => ($"Lớp {layer.Id} chỉ thay đổi bằng quyết định: hãy nêu quyết định đã có, hoặc đánh dấu minh họa.",
            $"Layer {layer.Id} changes only by decision: name the one there is, or mark a demonstration."),
        "accuracy" => ($"Độ chính xác {found} phải lớn hơn 0 và không quá 1.000.000 mét.", $"The accuracy {found} has to be above 0 and at most 1,000,000 metres."),
        "accuracy-beyond-source" when found.Split(':') is [var radius, "", var smallest] =>
            ($"Độ chính xác {radius.Replace('.', ',')} m: khu vực chứa nơi chưa rõ vị trí không thể nhỏ hơn {smallest.Replace('.', ',')} m.",
                $"The accuracy {radius} m: the area that holds a place not yet located cannot be smaller than {smallest} m."),
        "accuracy-beyond-source" => found.Split(':') is [var metres, var source, var least]
            ? ($"Độ chính xác {metres.Replace('.', ',')} m: vị trí có nguồn “{source}” không thể chính xác hơn {least.Replace('.', ',')} m.",
                $"The accuracy {metres} m: a position from “{source}” cannot be more exact than {least} m.")
            : Attribute(reason, found),
        "attribute-constraint" when layer.Constraint(Split(found).Tail) is { Message: var rule } =>
            ($"Các giá trị mâu thuẫn nhau: {rule.Vi}", $"These values contradict each other: {rule.En}"),
        _ => Attribute(reason, found),
    };

    // 'attribute-<problem>' with '<attribute>:<detail>', as env.attribute_problems tells them.
    static (string Vi, string En) Attribute(string reason, string found)
    {
        var (name, detail) = Split(found);
        return reason switch
        {
            "attribute-required" => ($"Thiếu thuộc tính bắt buộc {name}.", $"The required attribute {name} is missing."),
            "attribute-type" => ($"Thuộc tính {name} phải là {KindInVietnamese(detail)}.", $"The attribute {name} has to be {KindInEnglish(detail)}."),
            "attribute-code" => ($"Thuộc tính {name} không có mã “{detail}”.", $"The attribute {name} has no code “{detail}”."),
            "attribute-date" => (
                $"Thuộc tính {name} có ngày “{detail}” chưa đúng; viết năm-tháng-ngày trong các năm 1800 đến 2999, ví dụ 2026-04-01.",
                $"The attribute {name} has the date “{detail}”, which is none; write year-month-day within the years 1800 to 2999, for example 2026-04-01."),
            "attribute-url" => ($"Thuộc tính {name} phải là địa chỉ http hoặc https.", $"The attribute {name} has to be an http or https address."),
            "attribute-minimum" => ($"Thuộc tính {name} phải từ {detail} trở lên.", $"The attribute {name} has to be {detail} or more."),
            "attribute-maximum" => ($"Thuộc tính {name} không được quá {detail}; hãy kiểm tra số và đơn vị.", $"The attribute {name} has to be {detail} or less; check the number and its unit."),
            "attribute-inexact" => ($"Thuộc tính {name}: {Problems.Inexact.Vi}.", $"Attribute {name}: {Problems.Inexact.En}."),
            "attribute-range" => ($"Thuộc tính {name}: {Problems.NoDouble.Vi}.", $"Attribute {name}: {Problems.NoDouble.En}."),
            "attribute-length" => ($"Thuộc tính {name} dài quá {detail} ký tự.", $"The attribute {name} is longer than {detail} characters."),
            "attribute-unknown" => ($"Lớp không có thuộc tính {name}.", $"The layer has no attribute {name}."),
            _ => ($"Không nhận được ({reason} {found}).", $"It cannot be taken ({reason} {found})."),
        };
    }

    // '<code> <name>:<kilometres>'
    static (string Vi, string En) Away(string found)
    {
        var colon = found.LastIndexOf(':');
        var (commune, km) = (found[..colon], found[(colon + 1)..]);
        return ($"Vị trí nằm ngoài xã, phường {commune} khoảng {km.Replace('.', ',')} km; hãy kiểm tra mã xã hoặc tọa độ.",
            $"The position lies some {km} km outside commune {commune}; check the commune's code or the coordinates.");
    }

    // '<property>:<text>'
    static (string Vi, string En) Number(string found)
    {
        var (name, text) = Split(found);
        var (vi, en) = NumberText.Doubt(text, NumberText.Read(text, null, NumberText.Metres));
        return ($"Thuộc tính {name}: {vi}.", $"Attribute {name}: {en}.");
    }

    static (string Head, string Tail) Split(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
    }

    static string KindInVietnamese(string kind) => kind switch
    {
        "integer" => "số nguyên", "number" => "số", "boolean" => "true hoặc false", "date" => "ngày", "url" => "địa chỉ mạng", _ => "chữ",
    };

    static string KindInEnglish(string kind) => kind switch
    {
        "integer" => "a whole number", "number" => "a number", "boolean" => "true or false", "date" => "a date", "url" => "a web address", _ => "text",
    };

    // GEOS's sentences, as ST_IsValidReason gives them; the place in brackets follows.
    static string InVietnamese(string why)
    {
        foreach (var (en, vi) in Known)
        {
            if (why.StartsWith(en, StringComparison.Ordinal))
            {
                return vi + why[en.Length..];
            }
        }
        return why;
    }

    static readonly (string En, string Vi)[] Known =
    [
        ("Self-intersection", "đường biên tự cắt"),
        ("Ring Self-intersection", "một vòng tự chạm"),
        ("Hole lies outside shell", "lỗ nằm ngoài vòng bao"),
        ("Holes are nested", "các lỗ lồng nhau"),
        ("Nested shells", "các phần chồng nhau"),
        ("Nested holes", "các lỗ lồng nhau"),
        ("Interior is disconnected", "phần trong bị chia cắt"),
        ("Duplicate Rings", "hai vòng trùng nhau"),
        ("Duplicated Rings", "hai vòng trùng nhau"),
        ("Too few points in geometry component", "một vòng có quá ít điểm"),
    ];

    public override string ToString() => Index is { } index
        ? string.Create(CultureInfo.InvariantCulture, $"#{index}{(SourceId ?? Code) switch { null => "", var id => $" ({Echo.Short(id)})" }}: {Vi} / {En}")
        : $"{Vi} / {En}";
}
