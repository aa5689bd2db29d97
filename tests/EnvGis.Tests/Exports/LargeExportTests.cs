using System.Net;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Exports;

/// <summary>Some 50 million bytes of GeoJSON, twice what the sockets between database and caller hold.</summary>
public sealed class LargeLayer(TestCluster cluster) : IAsyncLifetime
{
    public RunningService Service { get; } = new(cluster);

    public string Layer { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await this.Service.InitializeAsync();
        Layer = await this.Service.NewLayer("polygon");
        await this.Service.Sql("""
            with added as (insert into env.feature (layer) select @Layer from generate_series(1, 2400) returning id)
            insert into env.feature_version (feature_id, layer, name_vi, geom, position_source, accuracy_m, valid)
            select id, @Layer, 'Vùng ' || id, st_buffer(st_point(104 + id % 3000 * 0.0003, 21, 4326), 0.01, 200), 'digitised', 10, daterange('2026-01-01', null) from added
            """, new { Layer });
    }

    public ValueTask DisposeAsync() => this.Service.DisposeAsync();
}

[Collection(nameof(Alone))]
public sealed class LargeExportTests(LargeLayer large) : IClassFixture<LargeLayer>
{
    const string IsExport = "datname = current_database() and application_name = 'EnvGis reader' and state = 'active' and query like '%feature f where f.layer = $1 order by f.id) f order by f.id'";

    readonly RunningService service = large.Service;

    [Fact]
    public async Task Slow_readers_of_pages_keep_no_connection_to_the_database()
    {
        var readers = new List<TcpClient>();
        try
        {
            // More than the pool of readers has; each asks for some 4 million bytes and reads its first few. One after the other: sixty at once would measure how long a busy machine lets them queue.
            for (var reader = 0; reader < 60; reader++)
            {
                var socket = new TcpClient { ReceiveBufferSize = 16 * 1024 };
                readers.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, service.Address.Port);
                await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /ogc/collections/{large.Layer}/items?limit=200 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
                var first = new byte[12];
                await socket.GetStream().ReadExactlyAsync(first);
                Encoding.ASCII.GetString(first).ShouldBe("HTTP/1.1 200");
            }

            (await service.Value<int>("select count(*)::integer from pg_stat_activity where datname = current_database() and application_name = 'EnvGis reader' and state <> 'idle'")).ShouldBe(0);
            foreach (var address in (string[])["/health/ready", $"/ogc/collections/{large.Layer}/items?limit=1", "/api/list?limit=1"])
            {
                (await service.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
            }
        }
        finally
        {
            readers.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task Memory_does_not_grow_with_the_layer_and_a_caller_who_leaves_stops_the_query()
    {
        // A caller that reads slowly; its window is settled as it connects.
        using var socket = new TcpClient { ReceiveBufferSize = 64 * 1024 };
        await socket.ConnectAsync(IPAddress.Loopback, service.Address.Port);
        var stream = socket.GetStream();
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /exports/{large.Layer}.geojson HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        var buffer = new byte[256 * 1024];
        for (var read = 0; read < 4_000_000;)
        {
            read += await stream.ReadAsync(buffer);
        }
        (await Running()).ShouldBe(1);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(24_000_000);

        socket.Client.LingerState = new(true, 0);
        socket.Close();

        await Until.So(async () => await Running() == 0, "the query given up");

        async Task<int> Running() => await service.Value<int>($"select count(*)::integer from pg_stat_activity where {IsExport}");
    }

    [Fact]
    public async Task An_export_that_fails_midway_does_not_look_whole()
    {
        using var answer = await service.Http.GetAsync($"/exports/{large.Layer}.geojsonl", HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        await stream.ReadExactlyAsync(new byte[100_000]);

        // What has begun cannot be refused any more: the connection is broken off, and whoever runs the machine reads why.
        service.Log.ExpectOutage();
        (await service.Value<int>($"select count(pg_terminate_backend(pid))::integer from pg_stat_activity where {IsExport}")).ShouldBe(1);

        await Should.ThrowAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
    }
}
