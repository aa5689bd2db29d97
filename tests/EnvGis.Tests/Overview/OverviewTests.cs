using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Overview;

public sealed class OverviewTests(RunningService service) : IClassFixture<RunningService>
{
    static readonly string[] Measures = ["named", "located", "delineated", "inForce", "withOpenTask"];

    [Theory]
    [InlineData("")]
    [InlineData("grade=3,4")]
    [InlineData("plan=thai-nguyen")]
    [InlineData("datetime=2026-06-15")]
    public async Task Every_number_is_the_total_of_the_list_that_it_leads_to(string filter)
    {
        const string Layers = "layers=strict-protection-zones,contaminated-sites,landfills,pollution-hotspots";
        var overview = await this.Json($"/api/overview?{Layers}&{filter}");
        var groups = overview.GetProperty("layers").EnumerateArray().Select(group => ($"layers={Id(group)}&{filter}", group.GetProperty("counts")))
            .Concat(overview.GetProperty("provinces").EnumerateArray().Where(group => Id(group).Length > 0).Take(3)
                .Select(group => ($"{Layers}&province_code={Id(group)}&{filter}", group.GetProperty("counts"))))
            .Append(($"{Layers}&{filter}", overview.GetProperty("total")));
        var looked = 0;
        foreach (var (query, counts) in groups)
        {
            foreach (var (measure, condition) in Measures.Zip(["", "&unlocated=false", "&delineated=true", "&state=in_force", "&open_task=true"]))
            {
                var list = await this.Json($"/api/list?limit=1&{query}{condition}");
                list.GetProperty("total").GetInt32().ShouldBe(counts.GetProperty(measure).GetInt32(), $"{measure} of {query}");
                looked++;
            }
        }
        looked.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Layers_and_provinces_add_up_and_plans_count_what_their_tasks_concern()
    {
        var overview = await this.Json("/api/overview?layers=contaminated-sites,pollution-hotspots,landfills");
        foreach (var measure in Measures)
        {
            var total = overview.GetProperty("total").GetProperty(measure).GetInt32();
            foreach (var grouping in new[] { "layers", "provinces" })
            {
                overview.GetProperty(grouping).EnumerateArray().Sum(group => group.GetProperty("counts").GetProperty(measure).GetInt32()).ShouldBe(total, $"{measure} by {grouping}");
            }
        }
        var plan = overview.GetProperty("plans").EnumerateArray().Single(group => Id(group) == "thai-nguyen");
        plan.GetProperty("title").GetProperty("vi").GetString().ShouldNotBeNullOrEmpty();
        var list = await this.Json("/api/list?limit=1&layers=contaminated-sites,pollution-hotspots,landfills&plan=thai-nguyen");
        plan.GetProperty("counts").GetProperty("named").GetInt32().ShouldBe(list.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task The_record_tells_when_a_place_was_added_changed_and_withdrawn()
    {
        var layer = await service.NewLayer();
        var first = await service.NewFeature(layer, "POINT(105 21)", "Một");
        await service.NewFeature(layer, "POINT(105.1 21)", "Hai");
        await service.Sql("update env.current_feature set name_vi = 'Một, sửa' where id = @first", new { first });
        (await this.Periods($"layers={layer}&by=day")).ShouldHaveSingleItem().ShouldBe((2, 1, 0, 2));
        await service.Sql("delete from env.current_feature where id = @first", new { first });
        (await this.Periods($"layers={layer}&by=month")).ShouldHaveSingleItem().ShouldBe((2, 1, 1, 1));
    }

    [Fact]
    public async Task Days_in_force_are_told_by_the_other_clock()
    {
        var layer = await service.NewLayer();
        await service.NewFeature(layer, "POINT(105 21)");
        await service.Sql("""
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, valid)
            values (@layer, 'Có hạn', 'srid=4326;point(105 21)', 'digitised', 10, daterange('2026-03-10', '2027-01-01'))
            """, new { layer });
        var answer = await this.Json($"/api/overview/changes?clock=valid&layers={layer}");
        answer.GetProperty("periods").EnumerateArray().Select(period => period.GetProperty("start").GetString()).ShouldBe(["2026-01-01", "2026-03-01", "2027-01-01"]);
        (await this.Periods($"clock=valid&layers={layer}")).ShouldBe([(1, 0, 0, 1), (1, 0, 0, 2), (0, 0, 1, 1)]);
    }

    [Theory]
    [InlineData("/api/overview?colour=red")]
    [InlineData("/api/overview?grade=9")]
    [InlineData("/api/overview?layers=nothing")]
    [InlineData("/api/overview/changes?by=year")]
    [InlineData("/api/overview/changes?clock=wall")]
    [InlineData("/api/list?delineated=perhaps")]
    public async Task What_makes_no_sense_is_refused(string address) =>
        (await service.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    async Task<JsonElement> Json(string address) => JsonDocument.Parse(await service.Http.GetStringAsync(address)).RootElement;

    async Task<List<(int Added, int Changed, int Withdrawn, int Total)>> Periods(string query) =>
        [.. (await this.Json($"/api/overview/changes?{query}")).GetProperty("periods").EnumerateArray().Select(period => (
            period.GetProperty("added").GetInt32(), period.GetProperty("changed").GetInt32(), period.GetProperty("withdrawn").GetInt32(), period.GetProperty("total").GetInt32()))];

    static string Id(JsonElement group) => group.GetProperty("id").GetString()!;
}
