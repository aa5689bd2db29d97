using System.Globalization;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using Concerned = EnvGis.Drafts.CheckDraft.Concerned;
using Finding = EnvGis.Drafts.CheckDraft.Finding;

namespace EnvGis.Drafts;

/// <summary>What a finding says to people.</summary>
static class FindingWords
{
    static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN"), English = CultureInfo.GetCultureInfo("en-US");

    /// <param name="features">That it is about: of one that is only to come, or is to end, it is told when.</param>
    public static Text Of(AnnexProblem problem, IEnumerable<Concerned> features)
    {
        var (vi, en) = SentenceOf(problem.Code);
        var told = new Text($"{vi}{Measures(problem, Vietnamese, "rộng", "diện tích")}.", $"{en}{Measures(problem, English, "width", "area")}.");
        foreach (var one in features.Where(one => one.Number is null))
        {
            if (one.From is { } from)
            {
                told = new(string.Create(Vietnamese, $"{told.Vi} “{one.Name}” đã có quyết định và có hiệu lực từ {from:dd/MM/yyyy}."),
                    string.Create(English, $"{told.En} “{one.Name}” is decided already and takes effect on {from:d MMMM yyyy}."));
            }
            if (one.Until is { } until)
            {
                told = new(string.Create(Vietnamese, $"{told.Vi} “{one.Name}” có hiệu lực đến hết {until:dd/MM/yyyy}."),
                    string.Create(English, $"{told.En} “{one.Name}” is in force up to and including {until:d MMMM yyyy}."));
            }
        }
        return told;
    }

    /// <summary>What was taken in has a newer version.</summary>
    public static Finding BaseChanged(Concerned zone) => Plain("base-changed", zone, new("Vùng đã có phiên bản mới từ khi được lấy vào; hãy bỏ ra, lấy lại bản mới rồi sửa tiếp.",
        "The zone has a newer version than the one that was taken in; take it out, take the new one in and go on from there."));

    /// <summary>The same place is changed by another draft too.</summary>
    /// <param name="isApproved">Whether that one waits for its decision alone.</param>
    public static Finding ChangedElsewhere(Concerned zone, Concerned other, bool isApproved)
    {
        var text = isApproved
            ? new Text(string.Create(Vietnamese, $"Vùng này cũng được thay đổi trong bản dự thảo số {other.Draft}, đã được duyệt; bản nào được quyết định sau thì phải lấy lại bản mới."),
                string.Create(English, $"This zone is changed by draft {other.Draft} too, which is approved; whichever is decided second has to take the new version in."))
            : new Text(string.Create(Vietnamese, $"Vùng này cũng đang được thay đổi trong bản dự thảo số {other.Draft}; bản nào được quyết định sau thì phải lấy lại bản mới."),
                string.Create(English, $"This zone is being changed by draft {other.Draft} too; whichever is decided second has to take the new version in."));
        return new("changed-elsewhere", "warning", isApproved ? "new" : "pending",
            string.Create(CultureInfo.InvariantCulture, $"changed-elsewhere {zone.Number} {other.Draft}.{other.Number}"), [zone, other], null, null, null, "", text, null, null);
    }

    /// <summary>What a rule of the catalogue finds, without its measures and full stop.</summary>
    public static (string Vi, string En) SentenceOf(string code) => code switch
    {
        "invalid" => ("Ranh giới không hợp lệ: tự cắt hoặc các phần chồng lên nhau", "The border is not valid: it crosses itself or its parts overlap"),
        "self-touch" => ("Ranh giới chạm vào chính nó", "The border touches itself"),
        "duplicate-corner" => ("Hai đỉnh liền nhau trùng nhau", "Two corners that follow each other are the same"),
        "spike" => ("Đỉnh nhọn như gai, hai cạnh gần trùng nhau", "A corner is a spike, its sides nearly lie upon each other"),
        "too-small" => ("Phần này nhỏ hơn mức có thể thể hiện", "This part is smaller than can be meant"),
        "too-narrow" => ("Chỗ này quá hẹp để cắm mốc", "This place is too narrow to be staked out"),
        "sliver" => ("Mảnh vụn hẹp và dài", "A long and narrow sliver"),
        "gap" => ("Khe hở giữa các vùng", "A gap between zones"),
        "overlap" => ("Hai vùng chồng lên nhau", "Two zones overlap"),
        "contained" => ("Một vùng nằm trọn trong vùng khác", "One zone lies wholly within another"),
        "equal" => ("Hai vùng có cùng ranh giới", "Two zones have the same border"),
        "touches-node" => ("Ranh giới kết thúc trên cạnh của vùng bên cạnh mà chưa ghi nhận điểm nút", "A border ends on a neighbour's edge and the node is not recorded"),
        _ => (code, code),
    };

    /// <summary>What a zone has beyond the province that draws it; where its boundary is loaded.</summary>
    public static Finding Outside(Concerned zone, double[] at, double areaM2, string province)
    {
        var text = new Text(string.Create(Vietnamese, $"Một phần của vùng nằm ngoài địa giới {province} (diện tích {areaM2:N0} m²)."),
            string.Create(English, $"A part of the zone lies outside {province} (area {areaM2:N0} m²)."));
        return new("outside-province", "warning", "new", $"outside-province {zone.Number}", [zone], at, areaM2, null, "", text, null, null);
    }

    /// <summary>Places of another layer inside a zone: one finding for all of a layer, so that a zone with two hundred of them has one reason to give.</summary>
    /// <param name="title">Of the layer.</param>
    /// <param name="first">The name of one of them.</param>
    public static Finding PlacesInside(Concerned zone, string layer, Text title, int count, string first, double[] at)
    {
        var text = count == 1
            ? new Text($"“{first}” ({title.Vi}) nằm trong vùng hoặc trên ranh giới.", $"“{first}” ({title.En}) lies in the zone or on its border.")
            : new Text(string.Create(Vietnamese, $"{count:N0} địa điểm của lớp “{title.Vi}” nằm trong vùng hoặc trên ranh giới, trong đó có “{first}”."),
                string.Create(English, $"{count:N0} places of the layer “{title.En}” lie in the zone or on its border, “{first}” among them."));
        return new("places-inside", "warning", "new", $"places-inside {zone.Number} {layer}", [zone], at, null, null, "", text, null, null);
    }

    /// <summary>Places of another layer around a zone: one finding for all of a layer.</summary>
    /// <param name="first">The name of the nearest.</param>
    /// <param name="awayM">How far that is from the zone, metres.</param>
    /// <param name="withinM">How far was looked, metres: what the layer's file says.</param>
    public static Finding PlacesNear(Concerned zone, string layer, Text title, int count, string first, double[] at, double awayM, int withinM)
    {
        var text = new Text(string.Create(Vietnamese, $"{count:N0} địa điểm của lớp “{title.Vi}” cách ranh giới không quá {withinM:N0} m (khoảng cách do hệ thống đề xuất), gần nhất là “{first}”, cách {awayM:N0} m."),
            string.Create(English, $"{count:N0} places of the layer “{title.En}” lie within {withinM:N0} m of the border (a distance that EnvGis proposes), the nearest is “{first}”, {awayM:N0} m away."));
        return new("places-near", "warning", "new", $"places-near {zone.Number} {layer}", [zone], at, null, null, "", text, null, null);
    }

    /// <summary>A zone whose clause says that it lies beside zones of another layer, and none is there.</summary>
    /// <param name="document">By which it has to.</param>
    public static Finding Apart(Concerned zone, Text title, string? document, string? clause, double[] at)
    {
        var source = string.Join(", ", new[] { clause, document }.OfType<string>());
        return new("clause-shape", "warning", "new", string.Create(CultureInfo.InvariantCulture, $"clause-shape {zone.Number}"), [zone], at, null, null, "",
            new($"Theo trường hợp đã chọn ({source}), vùng phải giáp lớp “{title.Vi}”, nhưng không có vùng nào như vậy ở cạnh.",
                $"By the clause chosen ({source}) the zone lies beside the layer “{title.En}”, but there is no such zone beside it."), null, null);
    }

    /// <summary>A zone that was built of what is another by now.</summary>
    public static Finding Outdated(Concerned zone) => new("source-changed", "warning", "new", string.Create(CultureInfo.InvariantCulture, $"source-changed {zone.Number}"),
        [zone], null, null, null, "",
        new("Nguồn hoặc ranh giới dùng để dựng vùng này đã thay đổi từ khi dựng; hãy xem chênh lệch và dựng lại nếu cần.",
            "A source or boundary that this zone was built from has changed since; look at the difference, and build it again where needed."), null, null);

    /// <summary>What has no place and no measure.</summary>
    /// <param name="part">Which of several of its kind.</param>
    public static Finding Plain(string code, Concerned feature, Text text, string? part = null) =>
        new(code, "error", "new", string.Join(' ', new[] { code, $"{feature.Number}", part }.OfType<string>()), [feature], null, null, null, "", text, null, null);

    /// <summary>A zone of another draft that has too many corners to be compared with.</summary>
    public static Finding NotCompared(Concerned other) => new("not-compared", "warning", "pending", string.Create(CultureInfo.InvariantCulture, $"not-compared {other.Draft} {other.Number}"),
        [other], null, null, null, "", new($"“{other.Name}” của một bản dự thảo khác có quá nhiều đỉnh nên chưa được so sánh; hãy xem trên bản đồ.",
            $"“{other.Name}” of another draft has too many corners and was not compared; look at it on the map."), null, null);

    static string Measures(AnnexProblem problem, CultureInfo culture, string width, string area)
    {
        List<string> parts = [];
        if (problem.AreaM2 is { } square)
        {
            parts.Add(string.Create(culture, $"{area} {square:N2} m²"));
        }
        if (problem.WidthM is { } metres)
        {
            parts.Add(string.Create(culture, $"{width} {metres:N2} m"));
        }
        return parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
    }
}
