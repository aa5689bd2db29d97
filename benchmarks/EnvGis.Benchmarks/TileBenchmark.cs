using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace EnvGis.Benchmarks;

static class TileBenchmark
{
    const int TilesPerZoom = 80;

    // As tiles are made without a service: the 3857 column, clipped with a buffer of 64, one property, no simplification.
    const string RawTile = """
        select st_asmvt(t, $1, 4096, 'geom', 'id') from (
            select id, name_vi as name, st_asmvtgeom(geom_3857, st_tileenvelope($2, $3, $4), 4096, 64, true) as geom
            from published.feature
            where layer = $1 and geom_3857 && st_tileenvelope($2, $3, $4, margin => 64.0 / 4096)
            order by id) t
        where geom is not null
        """;

    public static async Task RunAsync(Stage stage, ResultTable table, string layer, string[] parts, CancellationToken cancellationToken)
    {
        var tiles = await ChooseAsync(stage, layer, cancellationToken);
        var (warmUp, measured) = (tiles.Where((_, i) => i % 3 == 0).ToList(), tiles.Where((_, i) => i % 3 != 0).ToList());
        using var http = new HttpClient { BaseAddress = stage.Address };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");

        // Both sides meet compiled code and filled buffers; the service has none of the measured tiles.
        await RawAsync(stage, layer, tiles, cancellationToken);
        await HttpAsync(stage, http, layer, warmUp, null, cancellationToken);

        var theirs = await RawAsync(stage, layer, measured, cancellationToken);
        var bodies = new List<byte[]>();
        var ours = await HttpAsync(stage, http, layer, measured, bodies, cancellationToken);
        if (parts.Contains("cold"))
        {
            table.Add($"cold tile z10–14, {layer}", "ST_AsMVT through Npgsql, no HTTP, no gzip", "tile", ours, theirs);
        }
        if (parts.Contains("warm"))
        {
            await WarmAsync(stage, table, layer, [.. measured.Zip(bodies).Where(pair => pair.Second.Length > 0)], cancellationToken);
        }
    }

    static async Task<List<(int Z, int X, int Y)>> ChooseAsync(Stage stage, string layer, CancellationToken cancellationToken)
    {
        // Tiles where features are, so dense places come up as often as people look at them.
        await using var command = stage.Database.CreateCommand("""
            select z, x, y from (
                select distinct on (z, x, y) z, x, y, hashint8(id) as draw
                from generate_series(10, 14) z,
                    (select id, label_3857 as p from published.feature where layer = $1 and label_3857 is not null order by hashint8(id) limit 4000) f,
                    lateral (select floor((st_x(p) / 20037508.342789244 + 1) / 2 * 2 ^ z)::integer as x,
                                    floor((1 - st_y(p) / 20037508.342789244) / 2 * 2 ^ z)::integer as y) t) chosen
            order by row_number() over (partition by z order by draw), z
            limit $2
            """);
        command.Parameters.AddWithValue(layer);
        command.Parameters.AddWithValue(5 * TilesPerZoom);
        var tiles = new List<(int, int, int)>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            tiles.Add((rows.GetInt32(0), rows.GetInt32(1), rows.GetInt32(2)));
        }
        return tiles;
    }

    static async Task<Spent> RawAsync(Stage stage, string layer, List<(int Z, int X, int Y)> tiles, CancellationToken cancellationToken)
    {
        await using var connection = await stage.Database.OpenConnectionAsync(cancellationToken);
        return await MeasureAsync(stage, Environment.ProcessId, tiles.Count, async () =>
        {
            foreach (var (z, x, y) in tiles)
            {
                await using var command = new Npgsql.NpgsqlCommand(RawTile, connection);
                command.Parameters.AddWithValue(layer);
                command.Parameters.AddWithValue(z);
                command.Parameters.AddWithValue(x);
                command.Parameters.AddWithValue(y);
                await command.ExecuteScalarAsync(cancellationToken);
            }
        });
    }

    static async Task<Spent> HttpAsync(
        Stage stage, HttpClient http, string layer, List<(int Z, int X, int Y)> tiles, List<byte[]>? bodies, CancellationToken cancellationToken) =>
        await MeasureAsync(stage, stage.Service.Id, tiles.Count, async () =>
        {
            foreach (var tile in tiles)
            {
                using var answer = await http.GetAsync(Path(layer, tile), cancellationToken);
                answer.EnsureSuccessStatusCode();
                var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
                bodies?.Add(body);
            }
        });

    static string Path(string layer, (int Z, int X, int Y) tile) =>
        string.Create(CultureInfo.InvariantCulture, $"/tiles/{layer}/{tile.Z}/{tile.X}/{tile.Y}.mvt");

    static async Task WarmAsync(
        Stage stage, ResultTable table, string layer, List<((int Z, int X, int Y) Tile, byte[] Body)> tiles, CancellationToken cancellationToken)
    {
        if (Stage.Find("nginx") is not { } program)
        {
            table.Note("nginx is not installed: warm tiles were not measured.");
            return;
        }
        var folder = Directory.CreateTempSubdirectory("envgis-nginx-");
        // nginx gives up root for its workers, which must be able to read here.
        System.IO.File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        for (var i = 0; i < tiles.Count; i++)
        {
            await System.IO.File.WriteAllBytesAsync(System.IO.Path.Combine(folder.FullName, $"{i}.mvt"), tiles[i].Body, cancellationToken);
        }
        var port = Stage.FreePort();
        var settings = System.IO.Path.Combine(folder.FullName, "nginx.conf");
        await System.IO.File.WriteAllTextAsync(settings, $$"""
            worker_processes auto; daemon off; pid {{folder.FullName}}/nginx.pid; error_log stderr crit;
            events { worker_connections 1024; }
            http {
                access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=4000 inactive=300s;
                client_body_temp_path {{folder.FullName}}; proxy_temp_path {{folder.FullName}}; fastcgi_temp_path {{folder.FullName}};
                uwsgi_temp_path {{folder.FullName}}; scgi_temp_path {{folder.FullName}};
                types { application/vnd.mapbox-vector-tile mvt; }
                server { listen 127.0.0.1:{{port}}; root {{folder.FullName}}; add_header Content-Encoding gzip; add_header Cache-Control "public, no-cache"; }
            }
            """, cancellationToken);
        using var nginx = stage.Start(program, "-c", settings, "-p", folder.FullName);
        try
        {
            await Task.Delay(500, cancellationToken);
            var theirRequests = Enumerable.Range(0, tiles.Count).Select(i => Request($"/{i}.mvt", port)).ToList();
            var ourRequests = tiles.Select(tile => Request(Path(layer, tile.Tile), stage.Address.Port)).ToList();
            var (ours, theirs) = (default(Spent), default(Spent));
            // Taken in turns, so that whatever else the machine does meets both.
            for (var round = 0; round < 4; round++)
            {
                var (a, b) = (await LoadAsync(stage.Service.Id, ourRequests, stage.Address.Port), await LoadAsync(nginx.Id, theirRequests, port));
                if (round > 0)
                {
                    ours = Sum(ours, a);
                    theirs = Sum(theirs, b);
                }
            }
            table.Add($"warm tile, {layer}", "nginx, the same bytes as files", "request", ours, theirs);
        }
        finally
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync(CancellationToken.None);
            folder.Delete(recursive: true);
        }

        async Task<Spent> LoadAsync(int server, List<byte[]> requests, int at)
        {
            var (before, watch) = (ProcessorTime.OfTree(server), Stopwatch.StartNew());
            var done = await HttpLoad.RunAsync(at, requests, connections: 16, TimeSpan.FromSeconds(3), cancellationToken);
            return new(done, watch.Elapsed, ProcessorTime.OfTree(server) - before, 0);
        }

        static Spent Sum(Spent a, Spent b) => new(a.Requests + b.Requests, a.Elapsed + b.Elapsed, a.ServerMs + b.ServerMs, a.PostgresMs + b.PostgresMs);

        static byte[] Request(string path, int port) =>
            Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost:{port.ToString(CultureInfo.InvariantCulture)}\r\nAccept-Encoding: gzip\r\n\r\n");
    }

    /// <param name="server">The process that answers.</param>
    public static async Task<Spent> MeasureAsync(Stage stage, int server, double requests, Func<Task> act)
    {
        var (postgres, own, watch) = (ProcessorTime.OfTree(stage.Postmaster), ProcessorTime.Of(server), Stopwatch.StartNew());
        await act();
        return new(requests, watch.Elapsed, ProcessorTime.Of(server) - own, ProcessorTime.OfTree(stage.Postmaster) - postgres);
    }
}
