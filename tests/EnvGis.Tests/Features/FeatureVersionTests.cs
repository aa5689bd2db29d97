using System.Globalization;
using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Features;

/// <summary>A feature as it was: a version by its number, or the one of a day as known at a moment.</summary>
public sealed class FeatureVersionTests(RunningService service) : IClassFixture<RunningService>
{
    async Task<(long Id, IReadOnlyList<JsonElement> Versions)> Remeasured()
    {
        var layer = await service.NewLayer(attributes: OgcClient.Attributes);
        var id = await service.NewFeature(layer, "POLYGON((105 21, 105.01 21, 105.01 21.01, 105 21))", "Trước", """{"kind":"a","cells":3}""");
        await service.Sql("""
            update env.current_feature set name_vi = 'Sau', attributes = '{"kind":"b","cells":4}', geom = st_geomfromtext('POINT(105.5 21.5)', 4326), reason = 'Đo lại'
            where id = @id
            """, new { id });
        return (id, [.. (await service.Json($"/api/features/{id}")).GetProperty("versions").EnumerateArray()]);
    }

    [Fact]
    public async Task A_version_tells_name_attributes_extent_and_geometry_as_they_were()
    {
        var (id, versions) = await Remeasured();

        var then = await service.Json($"/api/features/{id}/versions/{versions[1].GetProperty("id").GetInt64()}");

        then.GetProperty("name").GetProperty("vi").GetString().ShouldBe("Trước");
        then.GetProperty("attributes")[0].GetProperty("label").GetProperty("vi").GetString().ShouldBe("A");
        then.GetProperty("extent").GetRawText().ShouldBe("[105,21,105.01,21.01]");
        then.GetProperty("areaM2").GetDouble().ShouldBeGreaterThan(500_000);
        then.GetProperty("geometry").GetProperty("type").GetString().ShouldBe("Polygon");
        then.GetProperty("shown").GetProperty("current").GetBoolean().ShouldBeFalse();
        then.GetProperty("versions").GetArrayLength().ShouldBe(2);
        versions[1].GetProperty("name").GetProperty("vi").GetString().ShouldBe("Trước");

        var now = await service.Json($"/api/features/{id}/versions/{versions[0].GetProperty("id").GetInt64()}");
        now.GetProperty("shown").GetProperty("current").GetBoolean().ShouldBeTrue();
        now.GetProperty("geometry").GetProperty("type").GetString().ShouldBe("Point");
        (await service.Json($"/api/features/{id}")).GetProperty("geometry").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_day_and_a_moment_of_knowledge_choose_the_version()
    {
        var (id, versions) = await Remeasured();
        var changed = versions[0].GetProperty("recorded").GetProperty("from").GetDateTimeOffset();

        var nowKnown = await service.Json($"/api/features/{id}?datetime=2026-03-01");
        nowKnown.GetProperty("name").GetProperty("vi").GetString().ShouldBe("Sau");
        nowKnown.GetProperty("shown").GetProperty("onDay").GetString().ShouldBe("2026-03-01");

        var before = changed.AddMicroseconds(-1).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        var thenKnown = await service.Json($"/api/features/{id}?datetime=2026-03-01&asOf={before}");
        thenKnown.GetProperty("name").GetProperty("vi").GetString().ShouldBe("Trước");
        thenKnown.GetProperty("shown").GetProperty("asOf").GetDateTimeOffset().ShouldBe(changed.AddMicroseconds(-1));
        thenKnown.GetProperty("geometry").GetProperty("type").GetString().ShouldBe("Polygon");
    }

    [Fact]
    public async Task What_was_not_in_force_or_is_no_version_is_told()
    {
        var (id, versions) = await Remeasured();
        var (other, _) = await Remeasured();

        (await service.Refused($"/api/features/{id}?datetime=2025-12-31", HttpStatusCode.NotFound)).ShouldContain("2025-12-31");
        await service.Refused($"/api/features/{id}?asOf=2020-01-01T00:00:00Z", HttpStatusCode.NotFound);
        await service.Refused("/api/features/999999999?datetime=2026-01-01", HttpStatusCode.NotFound);
        await service.Refused($"/api/features/{id}?datetime=2026-01-01/2026-02-01");
        await service.Refused($"/api/features/{id}?datetime=hom-qua");
        await service.Refused($"/api/features/{id}?asOf=hom-qua");
        await service.Refused($"/api/features/{id}?colour=red");
        await service.Refused($"/api/features/{id}/versions/x", HttpStatusCode.NotFound);
        // A version of another feature is none of this one.
        await service.Refused($"/api/features/{other}/versions/{versions[0].GetProperty("id").GetInt64()}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_no_longer_in_force_still_has_its_versions()
    {
        var (id, versions) = await Remeasured();
        await service.Sql("delete from env.current_feature where id = @id", new { id });

        await service.Refused($"/api/features/{id}", HttpStatusCode.NotFound);
        (await service.Json($"/api/features/{id}/versions/{versions[0].GetProperty("id").GetInt64()}")).GetProperty("name").GetProperty("vi").GetString().ShouldBe("Sau");
    }

    [Fact]
    public async Task A_decision_is_told_with_its_annex()
    {
        var layer = await service.NewLayer(attributes: """
            [{"name":"decision_number","title":{"vi":"Số quyết định","en":"Decision number"},"type":"text"},
             {"name":"decision_date","title":{"vi":"Ngày","en":"Date"},"type":"date"},{"name":"decision_issuer","title":{"vi":"Cơ quan","en":"Issuer"},"type":"text"}]
            """);
        var id = await service.NewFeature(layer, "POLYGON((106.4 21.6, 106.41 21.6, 106.41 21.61, 106.4 21.6))", "Vùng thử",
            """{"decision_number":"01/QĐ-THỬ","decision_date":"2026-02-03","decision_issuer":"Cơ quan thử"}""");
        await Annex(service, id);

        var decision = (await service.Json($"/api/features/{id}")).GetProperty("decision");

        decision.GetProperty("number").GetString().ShouldBe("01/QĐ-THỬ");
        decision.GetProperty("date").GetString().ShouldBe("2026-02-03");
        decision.GetProperty("issuer").GetString().ShouldBe("Cơ quan thử");
        decision.GetProperty("inForce").GetProperty("from").GetString().ShouldBe("2026-01-01");
        decision.GetProperty("annex").GetRawText().ShouldBe("""{"document":"Phụ lục thử","epsg":9213,"meridian":"106°30'","widthDegrees":3,"points":2}""");
    }

    /// <summary>Two points as a decision might give them.</summary>
    internal static async Task Annex(RunningService service, long id)
    {
        var version = await service.Value<long>("select version_id from env.current_feature where id = @id", new { id });
        await service.Sql("""
            insert into env.legal_annex values (@version, 9213, 106.5, 3, 'Phụ lục thử');
            insert into env.legal_vertex values (@version, 1, 1, 1, 'A1', 2400000.12, 500000.34), (@version, 1, 1, 2, '=A2', 2400100.12, 500000.34)
            """, new { version });
    }
}
