using System.Net;
using System.Text.Json;
using Shouldly;

namespace EnvGis.Tests.Features;

/// <summary>Asks the running service as a client of OGC API Features does.</summary>
static class OgcClient
{
    public const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    public const string Attributes = """
        [{"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"code","filter":true,
          "codelist":[{"code":"a","title":{"vi":"A","en":"A"}},{"code":"b","title":{"vi":"B","en":"B"}}]},
         {"name":"cells","title":{"vi":"Số ô","en":"Cells"},"type":"integer","unit":"ô","filter":true,"minimum":0,"maximum":1000000},
         {"name":"level","title":{"vi":"Mức","en":"Level"},"type":"number","filter":true},
         {"name":"lined","title":{"vi":"Có lót","en":"Lined"},"type":"boolean","filter":true},
         {"name":"since","title":{"vi":"Từ","en":"Since"},"type":"date","filter":true},
         {"name":"owner","title":{"vi":"Chủ","en":"Owner"},"type":"text","filter":true,"maxLength":400},
         {"name":"hidden","title":{"vi":"Không lọc","en":"Not a filter"},"type":"text"}]
        """;

    public static string Items(string layer, string query = "") => $"/ogc/collections/{layer}/items{(query.Length > 0 ? "?" : "")}{query}";

    public static async Task<JsonElement> Json(this RunningService service, string address)
    {
        using var answer = await service.Http.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{address}: {text}");
        return Parse(text);
    }

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>The refusal's sentence in English.</summary>
    public static async Task<string> Refused(this RunningService service, string address, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        using var answer = await service.Http.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, $"{address}: {text}");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = Parse(text);
        problem.GetProperty("vi").GetString().ShouldNotBeNullOrEmpty();
        return problem.GetProperty("en").GetString()!;
    }

    public static long[] Ids(this JsonElement page) => [.. page.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("id").GetInt64())];

    public static string? Link(this JsonElement answer, string relation) => answer.GetProperty("links").EnumerateArray()
        .Where(link => link.GetProperty("rel").GetString() == relation).Select(link => link.GetProperty("href").GetString()).FirstOrDefault();

    public static async Task<long[]> IdsOf(this RunningService service, string layer, string query = "") => (await service.Json(Items(layer, query))).Ids();

    /// <summary>A feature that nobody has located, in some commune of the project's own data.</summary>
    public static async Task<long> NewUnlocated(this RunningService service, string layer, string name = "Nơi chưa rõ") => await service.Value<long>("""
        insert into env.current_feature (layer, name_vi, accuracy_m, commune_id, near, valid)
        select @layer, @name, 3000, c.id, c.centre, daterange('2026-01-01', null) from env.commune c where c.code = '05488'
        returning id
        """, new { layer, name });

    public static async Task NewFeatures(this RunningService service, string layer, int count) => await service.Sql("""
        with added as (insert into env.feature (layer) select @layer from generate_series(1, @count) returning id)
        insert into env.feature_version (feature_id, layer, name_vi, geom, position_source, accuracy_m, valid)
        select id, @layer, 'Điểm ' || id, st_point(105 + id % 9973 * 0.0001, 21, 4326), 'digitised', 10, daterange('2026-01-01', null) from added
        """, new { layer, count });
}
