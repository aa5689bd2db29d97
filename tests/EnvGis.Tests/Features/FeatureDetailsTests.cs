using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Features;

/// <summary>What the page shows about one feature.</summary>
public sealed class FeatureDetailsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_located_feature_tells_its_attributes_with_labels_its_place_and_its_extent()
    {
        var layer = await service.NewLayer(attributes: OgcClient.Attributes);
        var id = await service.NewFeature(layer, "POLYGON((105 21, 105.5 21, 105.5 21.5, 105 21.5, 105 21))", "Vùng thử", """{"kind":"b","cells":3,"lined":true}""");

        var feature = await service.Json($"/api/features/{id}");

        feature.GetProperty("id").GetInt64().ShouldBe(id);
        feature.GetProperty("layer").GetString().ShouldBe(layer);
        feature.GetProperty("layerTitle").GetProperty("en").GetString().ShouldStartWith("Test layer");
        feature.GetProperty("name").GetProperty("vi").GetString().ShouldBe("Vùng thử");
        feature.GetProperty("name").GetProperty("en").GetString().ShouldBe("Vùng thử");
        feature.GetProperty("valid").GetRawText().ShouldBe("""{"from":"2026-01-01","to":null}""");
        feature.GetProperty("extent").GetRawText().ShouldBe("[105,21,105.5,21.5]");
        feature.GetProperty("labelPoint")[0].GetDouble().ShouldBeInRange(105, 105.5);
        feature.GetProperty("areaM2").GetDouble().ShouldBeGreaterThan(1e9);
        feature.GetProperty("position").GetProperty("source").GetString().ShouldBe("digitised");
        feature.GetProperty("position").GetProperty("sourceTitle").GetProperty("vi").GetString().ShouldNotBeNullOrEmpty();
        feature.GetProperty("position").GetProperty("accuracyM").GetDouble().ShouldBe(10);
        var attributes = feature.GetProperty("attributes").EnumerateArray().ToDictionary(attribute => attribute.GetProperty("name").GetString()!);
        attributes.Keys.ShouldBe(["kind", "cells", "lined"]);
        attributes["kind"].GetProperty("label").GetProperty("vi").GetString().ShouldBe("B");
        attributes["cells"].GetProperty("value").GetInt32().ShouldBe(3);
        attributes["cells"].GetProperty("unit").GetString().ShouldBe("ô");
        attributes["cells"].GetProperty("label").ValueKind.ShouldBe(JsonValueKind.Null);
        attributes["lined"].GetProperty("label").GetProperty("vi").GetString().ShouldBe("Có");
    }

    [Fact]
    public async Task An_unlocated_feature_tells_its_commune_and_where_to_look()
    {
        var layer = await service.NewLayer();
        var id = await service.NewUnlocated(layer);

        var feature = await service.Json($"/api/features/{id}");

        feature.GetProperty("unlocated").GetBoolean().ShouldBeTrue();
        feature.GetProperty("extent").ValueKind.ShouldBe(JsonValueKind.Null);
        feature.GetProperty("labelPoint").ValueKind.ShouldBe(JsonValueKind.Null);
        feature.GetProperty("position").GetProperty("source").ValueKind.ShouldBe(JsonValueKind.Null);
        feature.GetProperty("position").GetProperty("near").GetArrayLength().ShouldBe(2);
        feature.GetProperty("place").GetProperty("commune").GetRawText().ShouldBe("""{"code":"05488","name":"Đại Phúc","kind":"xã"}""");
        feature.GetProperty("place").GetProperty("province").GetProperty("name").GetString().ShouldBe("Thái Nguyên");
        feature.GetProperty("communesMet").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_site_phuc_triu_is_tied_to_its_task_and_to_the_commune_that_the_old_one_became()
    {
        var id = await service.Value<long>("select id from env.feature where code = 'ODN-PHUC-TRIU'");

        var feature = await service.Json($"/api/features/{id}");

        feature.GetProperty("place").GetProperty("commune").GetProperty("name").GetString().ShouldBe("Đại Phúc");
        feature.GetProperty("place").GetProperty("former")[0].GetProperty("name").GetString().ShouldBe("Phúc Trìu");
        var task = feature.GetProperty("tasks").EnumerateArray().First(task => task.GetProperty("section").GetString()!.StartsWith("II.3.2", StringComparison.Ordinal));
        task.GetProperty("plan").GetProperty("id").GetString().ShouldBe("thai-nguyen");
        task.GetProperty("plan").GetProperty("title").GetProperty("vi").GetString().ShouldNotBeNullOrEmpty();
        task.GetProperty("role").GetProperty("title").GetProperty("vi").GetString().ShouldNotBeNullOrEmpty();
        task.GetProperty("source").GetProperty("line").GetInt32().ShouldBe(113);
    }

    [Fact]
    public async Task A_task_comes_with_its_leads_by_scope_its_timeline_and_the_source_of_the_link()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(103 22)");
        await service.Sql("""
            insert into env.feature_task (feature_id, task_id, role, source_plan, source_section, source_line)
            values (@id, 'lai-chau/II.B.1', 'surveys', 'lai-chau', 'II.B.1', 117)
            """, new { id });

        var task = (await service.Json($"/api/features/{id}")).GetProperty("tasks").EnumerateArray().ShouldHaveSingleItem();

        task.GetProperty("id").GetString().ShouldBe("lai-chau/II.B.1");
        task.GetProperty("title").GetProperty("en").GetString().ShouldNotBeNullOrEmpty();
        task.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("agency").GetString()).ShouldBe(["UBND các xã, phường", "Sở Nông nghiệp và Môi trường"]);
        task.GetProperty("leads")[0].GetProperty("scope").GetString().ShouldBe("trên địa bàn quản lý");
        task.GetProperty("timeline").GetProperty("from").GetInt32().ShouldBe(2026);
        task.GetProperty("timeline").GetProperty("to").GetInt32().ShouldBe(2030);
        task.GetProperty("role").GetProperty("code").GetString().ShouldBe("surveys");
        task.GetProperty("source").GetRawText().ShouldBe("""{"plan":"lai-chau","section":"II.B.1","line":117}""");
    }

    [Fact]
    public async Task Where_boundaries_are_loaded_the_communes_it_meets_are_told_largest_share_first()
    {
        var layer = await service.NewLayer();
        // Far from any place of Vietnam, so that no other test meets these boundaries.
        var id = await service.NewFeature(layer, "POLYGON((0.2 0.2, 1.1 0.2, 1.1 0.4, 0.2 0.4, 0.2 0.2))");
        await service.Sql("""
            insert into env.boundary (level, code, name, geom, source) values
            ('commune', '99991', 'Một', st_multi(st_makeenvelope(0, 0, 1, 1, 4326)), 'test'), ('commune', '99992', 'Hai', st_multi(st_makeenvelope(1, 0, 2, 1, 4326)), 'test')
            """);

        var feature = await service.Json($"/api/features/{id}");

        feature.GetProperty("communesMet").EnumerateArray().Select(commune => commune.GetProperty("code").GetString()).ShouldBe(["99991", "99992"]);
        feature.GetProperty("communesMet")[0].GetProperty("share").GetDouble().ShouldBe(0.889, 0.01);
        feature.GetProperty("leadRule").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Versions_come_newest_first_and_one_is_current()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105 21)", "Trước");
        await service.Sql("update env.current_feature set name_vi = 'Sau', reason = 'Đo lại' where id = @id", new { id });

        var versions = (await service.Json($"/api/features/{id}")).GetProperty("versions");

        versions.GetArrayLength().ShouldBe(2);
        versions[0].GetProperty("current").GetBoolean().ShouldBeTrue();
        versions[0].GetProperty("reason").GetString().ShouldBe("Đo lại");
        versions[0].GetProperty("recorded").GetProperty("to").ValueKind.ShouldBe(JsonValueKind.Null);
        versions[1].GetProperty("current").GetBoolean().ShouldBeFalse();
        versions[1].GetProperty("recorded").GetProperty("to").GetDateTimeOffset().ShouldBe(versions[0].GetProperty("recorded").GetProperty("from").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_geometry_of_a_feature_is_a_geojson_feature()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105 21)");

        using var answer = await service.Http.GetAsync($"/api/features/{id}/geometry");

        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/geo+json");
        var feature = OgcClient.Parse(await answer.Content.ReadAsStringAsync());
        feature.GetProperty("type").GetString().ShouldBe("Feature");
        feature.GetProperty("id").GetInt64().ShouldBe(id);
        feature.GetProperty("geometry").GetProperty("type").GetString().ShouldBe("Point");
    }

    [Fact]
    public async Task The_list_of_what_nobody_has_located_names_commune_province_and_where_to_look()
    {
        var layer = await service.NewLayer();
        await service.NewFeature(layer, "POINT(105 21)");
        var id = await service.NewUnlocated(layer, "Điểm chờ khảo sát");

        var mine = (await service.Json("/api/unlocated")).GetProperty("features").EnumerateArray()
            .Where(feature => feature.GetProperty("layer").GetString() == layer).ShouldHaveSingleItem();

        mine.GetProperty("id").GetInt64().ShouldBe(id);
        mine.GetProperty("name").GetProperty("vi").GetString().ShouldBe("Điểm chờ khảo sát");
        mine.GetProperty("commune").GetRawText().ShouldBe("""{"code":"05488","name":"Đại Phúc"}""");
        mine.GetProperty("province").GetRawText().ShouldBe("""{"code":"19","name":"Thái Nguyên"}""");
        mine.GetProperty("near").GetArrayLength().ShouldBe(2);
        mine.GetProperty("accuracyM").GetDouble().ShouldBe(3000);
        mine.GetProperty("demonstration").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_feature_that_is_not_there_is_not_found()
    {
        foreach (var id in (string[])["0", "abc", "999999999", "9999999999999999999999"])
        {
            (await service.Refused($"/api/features/{id}", HttpStatusCode.NotFound)).ShouldContain(id);
            await service.Refused($"/api/features/{id}/geometry", HttpStatusCode.NotFound);
        }
        await service.Refused("/api/unlocated?page=2");
    }
}
