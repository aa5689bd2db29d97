using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Commands;
using EnvGis.Tests.Plans;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Layers;

/// <summary>
/// What the layer files say of the law, against tables of what was read in it: every clause they cite, every number they name, every day from which something
/// holds. A number or clause that is in no table is a fault, and so is a row that no file uses.
/// </summary>
public sealed partial class LawTests
{
    // Document, clause, and what it rules. None where a clause was not read: then none may be cited.
    static readonly (string Document, string? Clause, string Rules)[] Clauses =
    [
        ("Luật Bảo vệ môi trường 72/2020/QH14", "Điều 16", "three levels of contaminated land"),
        ("Luật Bảo vệ môi trường 72/2020/QH14", "Điều 19 khoản 3", "the province surveys, finds who is responsible, publishes; as amended by Luật 146/2025/QH15"),
        ("Luật Tài nguyên nước 28/2023/QH15", null, "waters that need a corridor"),
        ("Nghị quyết 111/2025/UBTVQH15", null, "urban classes from 1 January 2026"),
        ("Nghị quyết 247/2025/QH15", null, "the resolution that the plans carry out"),
        ("Nghị định 05/2025/NĐ-CP", "Điều 1 khoản 5", "replaces Điều 23 khoản 4 điểm a of 08/2022: emissions by zone, wastewater by its receiving water"),
        ("Nghị định 08/2022/NĐ-CP", "Điều 12–14", "what must be surveyed, and by whom"),
        ("Nghị định 08/2022/NĐ-CP", "Điều 18 khoản 1", "the province's plan for especially serious areas, as amended by 48/2026"),
        ("Nghị định 08/2022/NĐ-CP", "Điều 22", "zoning"),
        ("Nghị định 08/2022/NĐ-CP", "Điều 22 khoản 1", "three kinds of zone"),
        ("Nghị định 08/2022/NĐ-CP", "Điều 22 khoản 2", "strict protection, points a to đ"),
        ("Nghị định 08/2022/NĐ-CP", "Điều 22 khoản 3", "restricted emission, points a to e"),
        ("Nghị định 08/2022/NĐ-CP", "Điều 23", "how zones are fixed"),
        ("Nghị định 08/2022/NĐ-CP", "Điều 25 khoản 4", "sensitive elements, as amended by 48/2026"),
        ("Nghị định 43/2015/NĐ-CP", "Điều 9", "purposes of corridors of rivers"),
        ("Nghị định 53/2024/NĐ-CP", "Chương III", "corridors"),
        ("Nghị định 53/2024/NĐ-CP", "Chương III, Điều 22–25", "extent of corridors; its numbers were not read"),
        ("QCVN 01:2021/BXD", "2.12", "waste facilities"),
        ("QCVN 01:2021/BXD", "2.12.3", "no unsanitary landfill"),
        ("QCVN 01:2021/BXD", "2.12.4", "distances and green belts"),
        ("QCVN 01:2026/BXD", null, "the same from 1 January 2027; its distances were not read"),
        ("QCVN 03:2023/BTNMT", null, "limits in soil"),
        ("QCVN 05:2023/BTNMT", null, "ambient air"),
        ("QCVN 19:2024/BTNMT", null, "industrial exhaust"),
        ("QCVN 40:2025/BTNMT", null, "industrial wastewater, leachate"),
        ("Quyết định 1459/QĐ-TCMT ngày 12/11/2019", null, "VN_AQI"),
        ("Quyết định 1460/QĐ-TCMT ngày 12/11/2019", null, "VN_WQI"),
        ("Quyết định 1946/QĐ-TTg", null, "pesticide stocks"),
        ("Thông tư 02/2022/TT-BTNMT", "Phụ lục I, mẫu 01", "N, L and T and their components"),
        ("Thông tư 02/2022/TT-BTNMT", "Điều 32", "closing a landfill"),
        ("Thông tư 02/2022/TT-BTNMT", "Điều 6 khoản 4", "levels by score"),
        ("Thông tư 03/2024/TT-BTNMT", "Chương II", "intake areas; its distances were not read"),
        ("Thông tư 24/2016/TT-BTNMT", "Điều 5", "intake areas of rivers, until 30 June 2024"),
        ("Thông tư 30/2016/TT-BTNMT", null, "risk by the scheme of 2016"),
        ("Thông tư 973/2001/TT-TCĐC", "Điều 4", "zones of 3° and 6°"),
    ];

    // Documents that a text names as what amends, replaces or goes on for a while.
    static readonly (string Document, string Rules)[] Beside =
    [
        ("Luật 146/2025/QH15", "amends the environment law, in force since 1 January 2026"),
        ("Nghị định 48/2026/NĐ-CP", "amends 08/2022, in force since 29 January 2026; its consolidated text is cited without a number, for two sources give different ones"),
        ("Thông tư 22/2026/TT-BNNMT", "the newest amendment of 02/2022"),
        ("Thông tư 46/2026/TT-BXD", "issues QCVN 01:2026/BXD"),
        ("QCVN 25:2009/BTNMT", "leachate, replaced by QCVN 40:2025/BTNMT"),
        ("QCVN 40:2011/BTNMT", "wastewater, replaced by QCVN 40:2025/BTNMT"),
    ];

    // Where a number or clause stands in a text, in both languages, and where it was read.
    static readonly (string Layer, string Where, string Vi, string En, string Document, string? Clause)[] Values =
    [
        ("contaminated-sites", "score_k", "K dưới 40: ô nhiễm; từ 40 đến 75: nghiêm trọng; trên 75: đặc biệt nghiêm trọng", "K below 40: contaminated; 40 to 75: serious; above 75: especially serious", "Thông tư 02/2022/TT-BTNMT", "Điều 6 khoản 4"),
        ("contaminated-sites", "constraints", "K dưới 40 là mức “ô nhiễm”", "K below 40 is the level “contaminated”", "Thông tư 02/2022/TT-BTNMT", "Điều 6 khoản 4"),
        ("contaminated-sites", "constraints", "K từ 40 đến 75 là mức “ô nhiễm nghiêm trọng”", "K of 40 to 75 is the level “seriously contaminated”", "Thông tư 02/2022/TT-BTNMT", "Điều 6 khoản 4"),
        ("contaminated-sites", "constraints", "K trên 75 là mức “ô nhiễm đặc biệt nghiêm trọng”", "K above 75 is the level “especially seriously contaminated”", "Thông tư 02/2022/TT-BTNMT", "Điều 6 khoản 4"),
        ("contaminated-sites", "constraints", "thang 2022", "scheme 2022", "Thông tư 02/2022/TT-BTNMT", "Điều 6 khoản 4"),
        ("contaminated-sites", "missing_indicators", "từ 3 trở lên", "from 3 on", "Thông tư 02/2022/TT-BTNMT", "Phụ lục I, mẫu 01"),
        ("contaminated-sites", "risk_2016", "Thấp (dưới 40 điểm)", "Low (below 40)", "Thông tư 30/2016/TT-BTNMT", null),
        ("contaminated-sites", "risk_2016", "Trung bình (40–60 điểm)", "Medium (40–60)", "Thông tư 30/2016/TT-BTNMT", null),
        ("contaminated-sites", "risk_2016", "Cao (trên 60 điểm)", "High (above 60)", "Thông tư 30/2016/TT-BTNMT", null),
        ("contaminated-sites", "risk_2016", "theo cách chấm 2016", "by the 2016 scheme", "Thông tư 30/2016/TT-BTNMT", null),
        ("contaminated-sites", "scheme", "trước năm 2022", "before 2022", "Thông tư 02/2022/TT-BTNMT", "Điều 6 khoản 4"),
        ("contaminated-sites", "level", "Điều 16", "Article 16", "Luật Bảo vệ môi trường 72/2020/QH14", "Điều 16"),
        ("contaminated-sites", "level", "khoản 3 Điều 19", "Article 19 clause 3", "Luật Bảo vệ môi trường 72/2020/QH14", "Điều 19 khoản 3"),
        ("contaminated-sites", "land_type", "Loại 1", "Type 1", "QCVN 03:2023/BTNMT", null),
        ("contaminated-sites", "land_type", "Loại 2", "Type 2", "QCVN 03:2023/BTNMT", null),
        ("contaminated-sites", "land_type", "Loại 3", "Type 3", "QCVN 03:2023/BTNMT", null),
        ("landfills", "cell_kind", "hữu cơ (từ 1.000 m)", "organic waste (1,000 m or more)", "QCVN 01:2021/BXD", "2.12.4"),
        ("landfills", "cell_kind", "vô cơ (từ 100 m)", "Inorganic cell (100 m or more)", "QCVN 01:2021/BXD", "2.12.4"),
        ("landfills", "cell_kind", "sinh học hoặc đốt (từ 500 m)", "Biological treatment or incinerator (500 m or more)", "QCVN 01:2021/BXD", "2.12.4"),
        ("landfills", "upwind", "nhân với 1,5", "multiplied by 1.5", "QCVN 01:2021/BXD", "2.12.4"),
        ("waste-facilities", "nearest_house_m", "sinh học hoặc đốt từ 500 m", "Biological treatment or incinerator 500 m or more", "QCVN 01:2021/BXD", "2.12.4"),
        ("waste-facilities", "nearest_house_m", "trạm trung chuyển từ 20 m", "transfer station 20 m or more", "QCVN 01:2021/BXD", "2.12.4"),
        ("waste-facilities", "green_belt_m", "xây dựng mới từ 20 m", "New treatment facility 20 m or more", "QCVN 01:2021/BXD", "2.12.4"),
        ("waste-facilities", "green_belt_m", "trạm trung chuyển cố định từ 10 m", "fixed transfer station 10 m or more", "QCVN 01:2021/BXD", "2.12.4"),
        ("monitoring-stations", "legalBasis", "PM2,5 trung bình 24 giờ: 50 µg/m³", "PM2.5, mean of 24 hours: 50 µg/m³", "QCVN 05:2023/BTNMT", null),
        ("monitoring-stations", "legalBasis", ": 45 µg/m³", ": 45 µg/m³", "QCVN 05:2023/BTNMT", null),
        ("emission-sources", "exhaust_standard", "Quy chuẩn năm 2009", "The 2009 regulations", "QCVN 19:2024/BTNMT", null),
        ("strict-protection-zones", "clause", "khu vực bảo vệ 1", "protection area 1", "Nghị định 08/2022/NĐ-CP", "Điều 22 khoản 2"),
        ("strict-protection-zones", "urban_class", "Điều 22", "Article 22", "Nghị định 08/2022/NĐ-CP", "Điều 22"),
        ("strict-protection-zones", "legalBasis", "Điều 22", "Article 22", "Nghị định 08/2022/NĐ-CP", "Điều 22 khoản 2"),
        ("strict-protection-zones", "legalBasis", "khoản 4 điểm a", "clause 4 point a", "Nghị định 05/2025/NĐ-CP", "Điều 1 khoản 5"),
        ("strict-protection-zones", "legalBasis", "hợp nhất năm 2026", "consolidated in 2026", "Nghị định 08/2022/NĐ-CP", "Điều 22 khoản 2"),
        ("strict-protection-zones", "annex_zone_width", "Múi 3°, k0 = 0,9999", "3° zone, k0 = 0.9999", "Thông tư 973/2001/TT-TCĐC", "Điều 4"),
        ("strict-protection-zones", "annex_zone_width", "Múi 6°, k0 = 0,9996", "6° zone, k0 = 0.9996", "Thông tư 973/2001/TT-TCĐC", "Điều 4"),
        ("emission-restricted-zones", "urban_class", "Điều 22", "Article 22", "Nghị định 08/2022/NĐ-CP", "Điều 22"),
        ("emission-restricted-zones", "buffer_m", "Điều 22 không quy định bề rộng", "Article 22 sets no width", "Nghị định 08/2022/NĐ-CP", "Điều 22"),
        ("emission-restricted-zones", "legalBasis", "Điều 22", "Article 22", "Nghị định 08/2022/NĐ-CP", "Điều 22 khoản 3"),
        ("emission-restricted-zones", "legalBasis", "khoản 4 điểm a", "clause 4 point a", "Nghị định 05/2025/NĐ-CP", "Điều 1 khoản 5"),
        ("emission-restricted-zones", "legalBasis", "hợp nhất năm 2026", "consolidated in 2026", "Nghị định 08/2022/NĐ-CP", "Điều 22 khoản 3"),
        ("emission-restricted-zones", "annex_zone_width", "Múi 3°, k0 = 0,9999", "3° zone, k0 = 0.9999", "Thông tư 973/2001/TT-TCĐC", "Điều 4"),
        ("emission-restricted-zones", "annex_zone_width", "Múi 6°, k0 = 0,9996", "6° zone, k0 = 0.9996", "Thông tư 973/2001/TT-TCĐC", "Điều 4"),
        ("sensitive-areas", "legalBasis", "Điều 5 Nghị định 48/2026/NĐ-CP", "Article 5 of Decree 48/2026/NĐ-CP", "Nghị định 08/2022/NĐ-CP", "Điều 25 khoản 4"),
        ("sensitive-areas", "kind", "khoản 4 Điều 25", "Article 25 clause 4", "Nghị định 08/2022/NĐ-CP", "Điều 25 khoản 4"),
        ("sensitive-areas", "upstream_m", "trên 100 đến dưới 50.000 m³/ngày: từ 1.000 m ở miền núi, từ 800 m ở đồng bằng", "over 100 to under 50,000 m³ a day: 1,000 m or more in mountains, 800 m or more in plains", "Thông tư 24/2016/TT-BTNMT", "Điều 5"),
        ("sensitive-areas", "upstream_m", "từ 50.000 m³/ngày: từ 1.500 m và từ 1.000 m", "from 50,000 m³ a day: 1,500 m or more and 1,000 m or more", "Thông tư 24/2016/TT-BTNMT", "Điều 5"),
        ("sensitive-areas", "downstream_m", "trên 100 m³/ngày: từ 100 m ở miền núi, từ 200 m ở đồng bằng", "over 100 m³ a day: 100 m or more in mountains, 200 m or more in plains", "Thông tư 24/2016/TT-BTNMT", "Điều 5"),
    ];

    // Numbers that are EnvGis's own: examples, ranges of a field, defaults that say so.
    static readonly (string Layer, string Where, string Vi, string En)[] Ours =
    [
        ("strict-protection-zones", "annex_meridian", "106,5 là 106°30'", "106.5 is 106°30'"),
        ("strict-protection-zones", "map_scale", "50000 cho bản đồ tỷ lệ 1:50.000", "50000 for a map at 1:50,000"),
        ("emission-restricted-zones", "annex_meridian", "106,5 là 106°30'", "106.5 is 106°30'"),
        ("emission-restricted-zones", "map_scale", "50000 cho bản đồ tỷ lệ 1:50.000", "50000 for a map at 1:50,000"),
        ("sensitive-areas", "protected_radius_m", "Giá trị mặc định của EnvGis theo bản làm việc năm 2026 của một quy hoạch tỉnh, chưa phải bản được ký", "EnvGis's default values after a 2026 working copy of a provincial plan, not the signed text"),
        ("sensitive-areas", "protected_radius_m", "Hồ chứa trên sông: từ 1.500 m", "Reservoir on a river: 1,500 m or more"),
        ("sensitive-areas", "protected_radius_m", "giếng trên 10 đến dưới 3.000 m³/ngày: từ 20 m; giếng từ 3.000 m³/ngày: từ 30 m", "well of over 10 to under 3,000 m³ a day: 20 m or more; well from 3,000 m³ a day: 30 m or more"),
    ];

    // Days from or until which something holds.
    static readonly (string Day, string Document, string Holds)[] Days =
    [
        ("01/01/2026", "Luật 146/2025/QH15", "in force; so are the urban classes of Nghị quyết 111/2025/UBTVQH15, and 45 µg/m³ of QCVN 05:2023/BTNMT"),
        ("29/01/2026", "Nghị định 48/2026/NĐ-CP", "in force"),
        ("31/12/2026", "QCVN 01:2021/BXD", "its last day"),
        ("01/01/2027", "QCVN 01:2026/BXD", "in force"),
        ("31/12/2031", "QCVN 19:2024/BTNMT, QCVN 40:2025/BTNMT", "the last day on which what was there before keeps the old limits"),
        ("01/7/2024", "Thông tư 03/2024/TT-BTNMT, Nghị định 53/2024/NĐ-CP", "in force"),
        ("01/7/2025", "Nghị quyết về sắp xếp đơn vị hành chính", "the first day of today's communes"),
    ];

    // Bounds of a field other than "not below zero".
    static readonly (string Attribute, double? Minimum, double? Maximum, string Why)[] Bounds =
    [
        ("score_n", 0, 100, "a part of K"), ("score_l", 0, 100, "a part of K"), ("score_t", 0, 100, "a part of K"),
        ("score_k", 0, 100, "Thông tư 02/2022/TT-BTNMT, Phụ lục I, mẫu 01: at most 100"),
        ("vn_aqi", 0, 500, "Quyết định 1459/QĐ-TCMT: 0 to 500"), ("vn_wqi", 0, 100, "Quyết định 1460/QĐ-TCMT: 0 to 100"),
        ("occupancy", 0, 100, "a share"), ("annex_meridian", 102, 111, "meridians of Vietnam"), ("map_scale", 500, 1000000, "maps that are drawn"),
        ("start_year", 1950, 2100, "years people have records of"), ("closure_year", 1950, 2100, "years people have records of"),
    ];

    [Fact]
    public void Every_clause_that_is_cited_is_one_that_was_read()
    {
        var cited = Layers().SelectMany(layer => layer.GetProperty("legalBasis").EnumerateArray()
                .Concat(layer.GetProperty("attributes").EnumerateArray().Where(attribute => attribute.TryGetProperty("source", out _)).Select(attribute => attribute.GetProperty("source"))))
            .Where(source => source.TryGetProperty("document", out _))
            .Select(source => (Document: source.GetProperty("document").GetString()!, Clause: source.TryGetProperty("clause", out var clause) ? clause.GetString() : null))
            .Where(source => !source.Document.StartsWith("Kế hoạch ", StringComparison.Ordinal)).Distinct();

        cited.Select(one => $"{one.Document}, {one.Clause}").ShouldBe(Clauses.Select(one => $"{one.Document}, {one.Clause}"), ignoreOrder: true);
        Clauses.ShouldAllBe(one => one.Rules.Length > 0);
    }

    [Fact]
    public async Task Every_place_of_a_plan_that_is_cited_is_there()
    {
        var plans = (await PlanTexts.Plans()).ToDictionary(plan => plan.Id);
        var names = new Dictionary<string, string> { ["Quảng Trị"] = "quang-tri", ["Sơn La"] = "son-la", ["Thái Nguyên"] = "thai-nguyen", ["Lai Châu"] = "lai-chau" };
        var count = 0;
        foreach (var source in Layers().SelectMany(layer => layer.GetProperty("legalBasis").EnumerateArray()
                     .Concat(layer.GetProperty("attributes").EnumerateArray().Where(attribute => attribute.TryGetProperty("source", out _)).Select(attribute => attribute.GetProperty("source"))))
                     .Where(source => source.TryGetProperty("document", out var document) && document.GetString()!.StartsWith("Kế hoạch ", StringComparison.Ordinal)))
        {
            var plan = plans[names.Single(name => source.GetProperty("document").GetString()!.Contains(name.Key, StringComparison.Ordinal)).Value];
            var annex = false;
            foreach (var word in source.GetProperty("clause").GetString()!.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries))
            {
                switch (word.ToLowerInvariant())
                {
                    case "mục": annex = false; break;
                    case "phụ": case "lục": annex = true; break;
                    default:
                        // The body of a plan whose annex has sections of its own begins with KH.
                        var id = plan.HasAnnex && !annex ? "KH." + word : word;
                        (plan.Sections.Any(section => section.Id == id) || plan.Tasks.Any(task => task.Id == $"{plan.Id}/{id}")).ShouldBeTrue($"{plan.Id} {id}");
                        count++;
                        break;
                }
            }
        }
        count.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Every_number_that_is_named_was_read_in_the_law_or_is_called_our_own()
    {
        var used = new HashSet<(string, string, string)>();
        foreach (var (layer, where, vi, en) in Texts())
        {
            var (leftVi, leftEn) = (vi, en);
            foreach (var (valueVi, valueEn) in Values.Where(value => value.Layer == layer && value.Where == where).Select(value => (value.Vi, value.En))
                         .Concat(Ours.Where(value => value.Layer == layer && value.Where == where).Select(value => (value.Vi, value.En))))
            {
                leftVi.Contains(valueVi, StringComparison.Ordinal).ShouldBe(leftEn.Contains(valueEn, StringComparison.Ordinal), $"{layer} {where}: {valueVi}");
                if (leftVi.Contains(valueVi, StringComparison.Ordinal))
                {
                    used.Add((layer, where, valueVi));
                    (leftVi, leftEn) = (leftVi.Replace(valueVi, "", StringComparison.Ordinal), leftEn.Replace(valueEn, "", StringComparison.Ordinal));
                }
            }
            foreach (Match document in Documents().Matches(leftVi))
            {
                var name = document.Value.TrimEnd('.', ';', ',');
                (Clauses.Any(one => one.Document == name) || Beside.Any(one => one.Document == name)).ShouldBeTrue($"{layer} {where}: {name}");
            }
            foreach (Match day in Day().Matches(leftVi))
            {
                Days.ShouldContain(one => one.Day == day.Value, $"{layer} {where}: {day.Value}");
            }
            Digits(Day().Replace(Documents().Replace(leftVi, ""), "")).ShouldBeFalse($"{layer} {where}: {vi}");
            Digits(DayEnglish().Replace(DocumentsEnglish().Replace(leftEn, ""), "")).ShouldBeFalse($"{layer} {where}: {en}");
            Numbers(vi, ".", ",").ShouldBe(Numbers(en, ",", "."), $"{layer} {where}");
        }
        Values.Select(value => (value.Layer, value.Where, value.Vi)).Concat(Ours.Select(value => (value.Layer, value.Where, value.Vi))).Except(used).ShouldBeEmpty();
        // A value's document and clause are ones that were read.
        Values.ShouldAllBe(value => Clauses.Any(one => one.Document == value.Document && one.Clause == value.Clause));

        static bool Digits(string text) => text.Any(char.IsAsciiDigit);
    }

    [Fact]
    public void Every_field_is_bounded_by_what_can_be()
    {
        // A limit of reason is of no document; ReasonTests holds those.
        var bounds = Layers().SelectMany(layer => layer.GetProperty("attributes").EnumerateArray()).Where(attribute => !attribute.TryGetProperty("maximumSource", out _))
            .Select(attribute => (Name: attribute.GetProperty("name").GetString()!, Minimum: Bound(attribute, "minimum"), Maximum: Bound(attribute, "maximum")))
            .Where(one => one is not { Minimum: null or 0, Maximum: null }).Distinct();

        bounds.ShouldBe(Bounds.Select(one => (one.Attribute, one.Minimum, one.Maximum)), ignoreOrder: true);

        static double? Bound(JsonElement attribute, string name) => attribute.TryGetProperty(name, out var value) ? value.GetDouble() : null;
    }

    [Fact]
    public void The_consolidated_decree_is_cited_without_a_number()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Checkout.Find(), "data", "layers"), "*.json"))
        {
            File.ReadAllText(file).ShouldNotContain("VBHN", Case.Insensitive, file);
        }
    }

    static IEnumerable<JsonElement> Layers() => Directory.GetFiles(Path.Combine(Checkout.Find(), "data", "layers"), "*.json").Order(StringComparer.Ordinal)
        .Select(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement);

    /// <summary>Every text of a layer file in both languages, by the attribute it belongs to, or legalBasis, or the member of the layer.</summary>
    static IEnumerable<(string Layer, string Where, string Vi, string En)> Texts() => Layers().SelectMany(layer => layer.EnumerateObject().SelectMany(member =>
        (member.Name == "attributes" ? member.Value.EnumerateArray().SelectMany(attribute => Under(attribute).Select(text => (Where: attribute.GetProperty("name").GetString()!, text.Vi, text.En)))
            : Under(member.Value).Select(text => (Where: member.Name, text.Vi, text.En)))
        .Select(text => (layer.GetProperty("id").GetString()!, text.Where, text.Vi, text.En))));

    static IEnumerable<(string Vi, string En)> Under(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty("vi", out var vi) && element.TryGetProperty("en", out var en) => [(vi.GetString()!, en.GetString()!)],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Under(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Under),
        _ => [],
    };

    // Both languages name the same numbers: "1.000" is "1,000", and of a day the month is a number here and a word there.
    static IEnumerable<string> Numbers(string text, string thousands, string point) =>
        Number().Matches(Day().Replace(text, day => $"{day.Value.Split('/')[0]} {day.Value.Split('/')[2]}"))
            .Select(number => number.Value.Trim('.', ',').Replace(thousands, "", StringComparison.Ordinal).Replace(point, ".", StringComparison.Ordinal).TrimStart('0'))
            .Order(StringComparer.Ordinal).Select(number => number.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\d[\d.,]*")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:Nghị định|Thông tư|Luật|Quyết định|Nghị quyết|QCVN) \d+[:/][\w:/.-]*\w")]
    private static partial Regex Documents();

    [GeneratedRegex(@"(?:Decree|Circular|Law|Decision|Resolution|QCVN) \d+[:/][\w:/.-]*\w")]
    private static partial Regex DocumentsEnglish();

    [GeneratedRegex(@"\b\d{1,2}/\d{1,2}/\d{4}\b")]
    private static partial Regex Day();

    [GeneratedRegex(@"\b\d{1,2} (?:January|July|December) \d{4}\b")]
    private static partial Regex DayEnglish();
}
