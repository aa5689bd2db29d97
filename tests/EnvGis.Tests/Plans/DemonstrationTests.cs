using System.Text.Json;
using EnvGis.Commands;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>The demonstration is made up, but what it shows of a task is what the task's words cover.</summary>
public sealed class DemonstrationTests
{
    /// <param name="Role">How the task concerns the place, by its verb.</param>
    /// <param name="Words">The part of the item that sets the scope.</param>
    /// <param name="Holds">Whether a place, by its attributes, is in that scope.</param>
    sealed record Scope(string Task, string Layer, string Role, string Words, Func<JsonElement, bool> Holds);

    static readonly Scope[] Scopes =
    [
        // Limits on vehicles hold in towns: large ones, and in Lai Châu all. Towns of class IV and V (3d) are not large.
        new("lai-chau/II.B.5", "strict-protection-zones", "regulates", "tại các đô thị theo phân vùng môi trường", One("clause", "2a")),
        new("lai-chau/II.B.5", "emission-restricted-zones", "regulates", "tại các đô thị theo phân vùng môi trường", One("clause", "3d")),
        new("son-la/II.3.2-b3", "strict-protection-zones", "regulates", "tại các đô thị lớn theo phân vùng môi trường", One("clause", "2a")),
        new("thai-nguyen/II.3.2-b5", "strict-protection-zones", "regulates", "tại các đô thị lớn theo phân vùng môi trường", One("clause", "2a")),
        // A roadmap by zone takes all zones.
        new("thai-nguyen/II.3.1-b4", "strict-protection-zones", "regulates", "theo phân vùng môi trường", _ => true),
        new("thai-nguyen/II.3.1-b4", "emission-restricted-zones", "regulates", "theo phân vùng môi trường", _ => true),
        // Boundaries that are still to be fixed are of no zone in force.
        new("quang-tri/II.A.3", "strict-protection-zones", "delineates", "Xác định vị trí, ranh giới", One("legal_status", "proposed", "under_review")),
        new("quang-tri/II.A.3", "emission-restricted-zones", "delineates", "Xác định vị trí, ranh giới", One("legal_status", "proposed", "under_review")),
        new("quang-tri/KH.II.2-b4", "strict-protection-zones", "delineates", "Tham mưu xác định vị trí, ranh giới", One("legal_status", "proposed", "under_review")),
        new("quang-tri/KH.II.2-b4", "emission-restricted-zones", "delineates", "Tham mưu xác định vị trí, ranh giới", One("legal_status", "proposed", "under_review")),
        new("lai-chau/II.B.1", "contaminated-sites", "surveys", "khu vực đất bị ô nhiễm nghiêm trọng, đặc biệt nghiêm trọng", One("level", "serious", "very_serious")),
        new("quang-tri/II.B.1", "contaminated-sites", "surveys", "khu vực đất bị ô nhiễm nghiêm trọng, đặc biệt nghiêm trọng", One("level", "serious", "very_serious")),
        new("thai-nguyen/II.3.2-b1", "contaminated-sites", "surveys", "khu vực đất bị ô nhiễm nghiêm trọng, đặc biệt nghiêm trọng", One("level", "serious", "very_serious")),
        new("thai-nguyen/II.3.2-b1", "contaminated-sites", "treats", "khu vực đất bị ô nhiễm nghiêm trọng, đặc biệt nghiêm trọng", One("level", "serious", "very_serious")),
        new("son-la/II.3.2-b1", "contaminated-sites", "plans", "ô nhiễm môi trường đặc biệt nghiêm trọng",
            site => One("level", "very_serious")(site) && One("kind", "pesticide_stock", "war_chemical", "waste")(site)),
        new("lai-chau/II.C.3", "landfills", "closes", "các bãi chôn lấp chất thải không hợp vệ sinh", Open("unsanitary")),
        // One that is closed has its pollution treated.
        new("lai-chau/II.C.3", "landfills", "treats", "xử lý ô nhiễm môi trường tại các bãi chôn lấp chất thải không hợp vệ sinh", One("kind", "unsanitary")),
        new("son-la/II.3.3-b1", "landfills", "closes", "các bãi chôn lấp chất thải không hợp vệ sinh", Open("unsanitary")),
        new("thai-nguyen/II.3.3-b3", "landfills", "closes", "các bãi chôn lấp chất thải không hợp vệ sinh", Open("unsanitary")),
        new("quang-tri/I.2", "landfills", "surveys", "quá tải tại các khu xử lý rác thải, xử lý đóng cửa các bãi rác ngừng hoạt động", One("status", "overloaded", "suspended")),
        new("thai-nguyen/II.3.1-b3", "pollution-hotspots", "relocates", "cụm công nghiệp, làng nghề gây ô nhiễm", One("kind", "industrial_cluster", "craft_village")),
        new("thai-nguyen/II.3.2-b2", "pollution-hotspots", "treats", "ô nhiễm môi trường nước một số lưu vực sông", One("kind", "water")),
        new("thai-nguyen/II.3.5-b1", "pollution-hotspots", "inspects", "kiểm tra, thanh tra", _ => true),
        new("thai-nguyen/II.3.5-b2", "pollution-hotspots", "inspects", "khu công nghiệp, cụm công nghiệp và làng nghề", One("kind", "industrial_cluster", "craft_village")),
        new("son-la/II.3.5", "pollution-hotspots", "inspects", "khu công nghiệp, cụm công nghiệp và làng nghề", One("kind", "industrial_cluster", "craft_village")),
        new("an-hung/IV.3-b1", "pollution-hotspots", "inspects", "khu công nghiệp, cụm công nghiệp và làng nghề", One("kind", "industrial_cluster", "craft_village")),
        new("lai-chau/II.B.7", "pollution-hotspots", "inspects", "hoạt động đốt phụ phẩm nông nghiệp", One("kind", "open_burning")),
        new("quang-tri/KH.II.3-b2", "pollution-hotspots", "treats", "các cơ sở, khu vực, làng nghề gây ô nhiễm môi trường nghiêm trọng",
            place => One("kind", "facility", "craft_village")(place) && One("severity", "serious", "very_serious")(place)),
        new("quang-tri/KH.II.3-b3", "pollution-hotspots", "plans", "các cụm công nghiệp đã đi vào hoạt động nhưng chưa có hạ tầng", One("kind", "industrial_cluster")),
    ];

    static Func<JsonElement, bool> One(string attribute, params string[] values) =>
        place => place.TryGetProperty(attribute, out var value) && values.Contains(value.GetString());

    static Func<JsonElement, bool> Open(string kind) => place => One("kind", kind)(place) && !One("status", "closed", "restoring", "restored")(place);

    [Fact]
    public async Task Every_tie_of_the_demonstration_keeps_to_the_scope_of_its_task()
    {
        var tasks = (await PlanTexts.Plans()).SelectMany(plan => plan.Tasks.Select(task => (plan, task))).ToDictionary(one => one.task.Id);
        var provinces = Provinces();
        var ties = 0;
        foreach (var feature in Demonstration())
        {
            var code = feature.GetProperty("code").GetString()!;
            foreach (var tie in feature.GetProperty("tasks").EnumerateArray())
            {
                var (plan, task) = tasks[tie.GetProperty("task").GetString()!];
                var where = $"{code} {task.Id}";
                Scopes.ShouldContain(scope => scope.Task == task.Id && scope.Layer == feature.GetProperty("layer").GetString() && scope.Role == tie.GetProperty("role").GetString()
                    && scope.Holds(feature.GetProperty("attributes")), where);
                // The plan of its own province or commune, at the line of the item.
                var commune = feature.GetProperty("commune").GetString()!;
                provinces[commune].ShouldBe(plan.ProvinceCode, where);
                if (plan.CommuneCode is { } only)
                {
                    commune.ShouldBe(only, where);
                }
                tie.GetProperty("source").GetProperty("document").GetString().ShouldBe(plan.Id, where);
                tie.GetProperty("source").GetProperty("line").GetInt32().ShouldBe(task.Source.Line, where);
                ties++;
            }
        }
        ties.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task The_scopes_are_the_words_of_the_tasks()
    {
        var plans = await PlanTexts.Plans();
        foreach (var scope in Scopes)
        {
            var plan = plans.Single(plan => plan.Id == scope.Task.Split('/')[0]);
            var task = plan.Tasks.Single(task => task.Id == scope.Task);
            if (PlanTexts.Lines(plan.Id) is not { } lines)
            {
                Assert.Skip("The texts of the plans are not here.");
                return;
            }
            (PlanTexts.InAnnex(plan, task) ? PlanTexts.Row(plan, lines, task)[0] : PlanTexts.From(plan, lines, task.Source.Line).Replace("đặt biệt", "đặc biệt", StringComparison.Ordinal))
                .ShouldContain(scope.Words, Case.Sensitive, scope.Task);
        }
    }

    [Fact]
    public async Task No_zone_of_a_province_is_in_force_before_the_task_begins_that_fixes_its_boundary()
    {
        var plan = (await PlanTexts.Plans()).Single(plan => plan.Id == "quang-tri");
        var begins = plan.Tasks.Single(task => task.Id == "quang-tri/II.A.3").Timeline.From.ShouldNotBeNull();
        var provinces = Provinces();
        foreach (var zone in Demonstration().Where(zone => zone.GetProperty("attributes").TryGetProperty("legal_status", out _)
                     && provinces[zone.GetProperty("commune").GetString()!] == plan.ProvinceCode))
        {
            if (One("legal_status", "in_force")(zone.GetProperty("attributes")))
            {
                zone.GetProperty("validFrom").GetDateTime().Year.ShouldBeGreaterThanOrEqualTo(begins, zone.GetProperty("code").GetString());
            }
        }
    }

    [Fact]
    public async Task No_made_up_place_lies_in_the_ward_of_a_real_one_that_nobody_has_located()
    {
        // A plan's place may be in either part of a former ward that was split.
        var wards = Features("named.json").Where(place => place.GetProperty("geometry").ValueKind == JsonValueKind.Null).Select(place => place.GetProperty("commune").GetString()!)
            .Concat((await PlanTexts.Plans()).SelectMany(plan => plan.Places).Where(place => place.Feature is not null).Select(place => place.Unit.Code)).ToHashSet(StringComparer.Ordinal);

        wards.Count.ShouldBe(7);
        Demonstration().ShouldAllBe(place => !wards.Contains(place.GetProperty("commune").GetString()!));
    }

    [Fact]
    public void A_score_of_soil_fits_its_level()
    {
        // Thông tư 02/2022/TT-BTNMT, Điều 6 khoản 4: K = N + L + T; below 40, from 40 to 75, above 75.
        foreach (var site in Demonstration().Select(site => site.GetProperty("attributes")).Where(site => site.TryGetProperty("score_k", out _)))
        {
            var k = site.GetProperty("score_k").GetDouble();
            k.ShouldBe(site.GetProperty("score_n").GetDouble() + site.GetProperty("score_l").GetDouble() + site.GetProperty("score_t").GetDouble());
            site.GetProperty("level").GetString().ShouldBe(k < 40 ? "contaminated" : k <= 75 ? "serious" : "very_serious");
        }
    }

    static IEnumerable<JsonElement> Demonstration() => Features("demonstration.json");

    static IEnumerable<JsonElement> Features(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Checkout.Find(), "data", "features", file))).RootElement.GetProperty("features").EnumerateArray();

    static Dictionary<string, string> Provinces()
    {
        var lines = File.ReadAllLines(Path.Combine(Checkout.Find(), "data", "places", "communes.csv"));
        var (code, province) = (Array.IndexOf(lines[0].Split(','), "code"), Array.IndexOf(lines[0].Split(','), "province_code"));
        return lines[1..].Select(line => line.Split(',')).ToDictionary(cells => cells[code], cells => cells[province], StringComparer.Ordinal);
    }
}
