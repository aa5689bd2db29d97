using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Changes;

/// <summary>What a reader with a scope is told of a restricted place that moves into it and out of it, and what is left in memory of a layer that becomes restricted.</summary>
public sealed class SightOfChangesTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Of_a_place_that_moves_each_scope_is_told_what_it_sees_of_it_and_nothing_of_elsewhere()
    {
        var layer = await service.NewLayer("point", visibility: "restricted");
        using var of19 = await service.SignedIn("viewer", ["19"]);
        using var of44 = await service.SignedIn("viewer", ["44"]);
        using var national = await service.SignedIn("viewer");
        var start = await this.Start(national);
        await using var live19 = await Listener.Open(of19);
        await using var live44 = await Listener.Open(of44);
        await live19.Next("hello");
        await live44.Next("hello");

        var id = await service.Value<long>("""
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, valid, commune_id)
            values (@layer, 'Nơi kín', st_point(105.81, 21.61, 4326), 'digitised', 10, daterange('2026-01-01', null), (select min(id) from env.commune where province_code = '19' and valid_to is null))
            returning id
            """, new { layer });
        await Move(id, 105.82, 21.62, "19");
        await Move(id, 107.11, 16.81, "44");
        await Move(id, 107.12, 16.82, "44");
        await Move(id, 105.83, 21.63, "19");
        await Move(id, 107.13, 16.83, "44");

        (await this.Told(national, start, id)).ShouldBe(["insert → 105.81", "update 105.81 → 105.82", "update 105.82 → 107.11", "update 107.11 → 107.12", "update 107.12 → 105.83", "update 105.83 → 107.13"]);
        (await this.Told(of19, start, id)).ShouldBe(["insert → 105.81", "update 105.81 → 105.82", "delete 105.82 →", "insert → 105.83", "delete 105.83 →"]);
        (await this.Told(of44, start, id)).ShouldBe(["insert → 107.11", "update 107.11 → 107.12", "delete 107.12 →", "insert → 107.13"]);
        // Once more, so that what comes last is told to both.
        await Move(id, 105.84, 21.64, "19");
        (await Heard(live19, id, "[105.84")).ShouldNotContain("[107.");
        (await Heard(live44, id, "\"delete\",\"old\":[107.13")).ShouldNotContain("[105.");
        (await of44.GetAsync($"/api/features/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_layer_that_becomes_restricted_is_in_nobodys_memory_any_more()
    {
        var layer = await service.NewLayer("point");
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)", "Nơi sắp kín");
        await Until.So(async () => (await service.Http.GetByteArrayAsync($"/tiles/{layer}/0/0/0.mvt")).Length > 0, "the place being drawn");
        (await service.Http.GetAsync($"/tiles/landfills,{layer}/0/0/0.mvt")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // As a load does it, which tells no process but by the database.
        await service.Sql("update env.layer set definition = definition || '{\"visibility\":\"restricted\"}' where id = @layer", new { layer });

        foreach (var address in (string[])[$"/tiles/{layer}/0/0/0.mvt", $"/tiles/landfills,{layer}/0/0/0.mvt", $"/tiles/{layer}.json", $"/ogc/collections/{layer}", $"/ogc/collections/{layer}/schema", $"/exports/{layer}.geojson"])
        {
            await Until.So(async () => (await service.Http.GetAsync(address)).StatusCode == HttpStatusCode.NotFound, $"{address} being nobody's, not {(await service.Http.GetAsync(address)).StatusCode}");
        }
        (await service.Http.GetStringAsync("/api/layers")).ShouldNotContain($"\"{layer}\"");

        await service.Sql("update env.layer set definition = definition || '{\"visibility\":\"public\"}' where id = @layer", new { layer });

        await Until.So(async () => (await service.Http.GetAsync($"/tiles/{layer}/0/0/0.mvt")).StatusCode == HttpStatusCode.OK, "the layer being everybody's again");
        (await service.Http.GetAsync($"/api/features/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    Task Move(long id, double longitude, double latitude, string province) => service.Sql("""
        update env.current_feature set geom = st_point(@longitude, @latitude, 4326), commune_id = (select min(id) from env.commune where province_code = @province and valid_to is null)
        where id = @id and valid @> env.today()
        """, new { id, longitude, latitude, province });

    async Task<string> Start(HttpClient reader)
    {
        for (var next = "";;)
        {
            var page = await reader.GetFromJsonAsync<JsonElement>($"/api/changes?limit=1000{(next.Length > 0 ? $"&after={next}" : "")}");
            next = page.GetProperty("next").GetString()!;
            if (!page.GetProperty("more").GetBoolean())
            {
                return next;
            }
        }
    }

    /// <summary>Each change of a place: operation, longitude before and after.</summary>
    async Task<List<string>> Told(HttpClient reader, string start, long id)
    {
        var last = await service.Value<long>("select max(id) from env.change where feature_id = @id", new { id });
        List<string> told = [];
        // The feed waits for the transactions of the whole server.
        await Until.So(async () =>
        {
            var isTold = await service.Value<bool>("select xid < pg_snapshot_xmin(pg_current_snapshot()) from env.change where id = @last", new { last });
            var page = await reader.GetFromJsonAsync<JsonElement>($"/api/changes?limit=1000&after={start}");
            told = [.. page.GetProperty("changes").EnumerateArray().Where(change => change.GetProperty("featureId").GetInt64() == id)
                .Select(change => $"{change.GetProperty("operation").GetString()} {West(change, "old")} → {West(change, "new")}".Replace("  ", " ", StringComparison.Ordinal).Trim())];
            return isTold;
        }, "what was done being told");
        return told;
    }

    static string West(JsonElement change, string side) =>
        change.GetProperty(side) is { ValueKind: JsonValueKind.Array } box ? box[0].GetRawText() : "";

    /// <summary>All that a page is told of a place until something is in it.</summary>
    static async Task<string> Heard(Listener live, long id, string awaited)
    {
        var all = "";
        while (!all.Contains(awaited, StringComparison.Ordinal))
        {
            var changes = JsonElement.Parse((await live.Next("change")).Data).GetProperty("changes").EnumerateArray();
            all += string.Concat(changes.Where(change => change.GetProperty("featureId").GetInt64() == id).Select(change => change.GetRawText()));
        }
        return all;
    }
}
