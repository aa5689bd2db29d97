using System.Net;
using System.Net.Sockets;
using System.Text;
using EnvGis.Tests.Features;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Exports;

/// <summary>Whole layers as files.</summary>
public sealed class ExportTests(RunningService service)
{
    [Fact]
    public async Task Every_format_holds_the_same_features_as_items()
    {
        var layer = await service.NewLayer("polygon", OgcClient.Attributes);
        await service.NewFeature(layer, "POLYGON((105 21, 105 22, 106 22, 105 21))", "Một \"và\" hai", """{"kind":"a","cells":1}""");
        await service.NewFeature(layer, "MULTIPOLYGON(((107 21, 107 22, 108 22, 107 21)))");
        await service.NewUnlocated(layer);
        var items = (await service.Json(OgcClient.Items(layer))).GetProperty("features").EnumerateArray().Select(feature => feature.GetRawText()).ToArray();

        var collection = await Text($"/exports/{layer}.geojson", "application/geo+json");
        OgcClient.Parse(collection).GetProperty("type").GetString().ShouldBe("FeatureCollection");
        OgcClient.Parse(collection).GetProperty("features").EnumerateArray().Select(feature => feature.GetRawText()).ShouldBe(items);

        var lines = await Text($"/exports/{layer}.geojsonl", "application/geo+json-seq");
        lines.ShouldEndWith("\n");
        lines.Split('\n')[..^1].ShouldBe(items);

        var sequence = await Text($"/exports/{layer}.geojsons", "application/geo+json-seq");
        sequence.ShouldBe(string.Concat(items.Select(item => $"\u001e{item}\n")));
    }

    [Fact]
    public async Task An_empty_layer_is_an_empty_file_that_parses()
    {
        var layer = await service.NewLayer();

        OgcClient.Parse(await Text($"/exports/{layer}.geojson", "application/geo+json")).GetProperty("features").GetArrayLength().ShouldBe(0);
        (await Text($"/exports/{layer}.geojsonl", "application/geo+json-seq")).ShouldBeEmpty();
        (await Text($"/exports/{layer}.geojsons", "application/geo+json-seq")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/exports/khong-co.geojson")]
    [InlineData("/exports/landfills.shp")]
    [InlineData("/exports/landfills")]
    [InlineData("/exports/.geojson")]
    public async Task What_is_not_there_is_not_found(string address) => await service.Refused(address, HttpStatusCode.NotFound);

    [Fact]
    public async Task An_unknown_parameter_is_refused() => await service.Refused("/exports/landfills.geojson?bbox=1,2,3,4");

    [Fact]
    public async Task Memory_does_not_grow_with_the_layer_and_a_caller_who_leaves_stops_the_query()
    {
        var layer = await BigLayer();

        // A caller that reads slowly; its window is settled as it connects.
        using var socket = new TcpClient { ReceiveBufferSize = 64 * 1024 };
        await socket.ConnectAsync(IPAddress.Loopback, service.Address.Port);
        var stream = socket.GetStream();
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /exports/{layer}.geojson HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        var buffer = new byte[256 * 1024];
        for (var read = 0; read < 4_000_000;)
        {
            read += await stream.ReadAsync(buffer);
        }
        (await Running()).ShouldBe(1);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(24_000_000);

        socket.Client.LingerState = new(true, 0);
        socket.Close();

        for (var waited = 0; await Running() > 0; waited++)
        {
            waited.ShouldBeLessThan(100, "the query still runs");
            await Task.Delay(50);
        }

        async Task<int> Running() => await service.Value<int>($"select count(*)::integer from pg_stat_activity where {IsExport}");
    }

    [Fact]
    public async Task An_export_that_fails_midway_does_not_look_whole()
    {
        var layer = await BigLayer();
        using var answer = await service.Http.GetAsync($"/exports/{layer}.geojsonl", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        await stream.ReadExactlyAsync(new byte[100_000]);

        (await service.Value<int>($"select count(pg_terminate_backend(pid))::integer from pg_stat_activity where {IsExport}")).ShouldBe(1);

        await Should.ThrowAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
    }

    const string IsExport = "application_name = 'EnvGis reader' and state = 'active' and query like '%feature f where f.layer = $1 order by f.id) f order by f.id'";

    // Some 50 million bytes of GeoJSON, twice what the sockets between database and caller hold; made once, as it takes a while.
    static string? bigLayer;

    async Task<string> BigLayer()
    {
        if (bigLayer is not null)
        {
            return bigLayer;
        }
        var layer = await service.NewLayer("polygon");
        await service.Sql("""
            with added as (insert into env.feature (layer) select @layer from generate_series(1, 2400) returning id)
            insert into env.feature_version (feature_id, layer, name_vi, geom, position_source, accuracy_m, valid)
            select id, @layer, 'Vùng ' || id, st_buffer(st_point(104 + id % 3000 * 0.0003, 21, 4326), 0.01, 200), 'digitised', 10, daterange('2026-01-01', null) from added
            """, new { layer });
        return bigLayer = layer;
    }

    async Task<string> Text(string address, string mediaType)
    {
        using var answer = await service.Http.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        answer.Content.Headers.ContentType!.ToString().ShouldBe(mediaType);
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe(address.Split('/')[^1]);
        return text;
    }
}
