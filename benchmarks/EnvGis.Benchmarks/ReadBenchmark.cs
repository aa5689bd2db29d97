using System.Globalization;
using System.Text.Json;

namespace EnvGis.Benchmarks;

static class ReadBenchmark
{
    const int Pages = 200;

    const string RawPage = """
        select json_build_object('type', 'FeatureCollection', 'features', json_agg(json_build_object('type', 'Feature', 'id', id,
            'geometry', st_asgeojson(geom, 7)::json,
            'properties', jsonb_build_object('code', code, 'name_vi', name_vi, 'name_en', name_en, 'demonstration', demonstration, 'unlocated', unlocated,
                'accuracy_m', accuracy_m, 'position_source', position_source, 'commune_code', commune_code, 'commune_name', commune_name,
                'province_code', province_code, 'valid_from', lower(valid), 'valid_to', upper(valid), 'updated_at', updated_at, 'area_m2', area_m2)
                || attributes)))::text, max(id)
        from (select * from published.feature where layer = $1 and id > $2 order by id limit 100) f
        """;

    public static async Task ItemsAsync(Stage stage, ResultTable table, string layer, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = stage.Address };
        await OursAsync(10);
        await TheirsAsync(10);
        table.Add($"items, limit=100, {layer}", "one SQL statement per page, JSON by PostgreSQL", "page", await OursAsync(Pages), await TheirsAsync(Pages));

        async Task<Spent> OursAsync(int pages)
        {
            var done = 0;
            var spent = await TileBenchmark.MeasureAsync(stage, stage.Service.Id, pages, async () =>
            {
                for (var next = $"/ogc/collections/{layer}/items?limit=100"; done < pages && next is not null; done++)
                {
                    using var page = JsonDocument.Parse(await http.GetByteArrayAsync(next, cancellationToken));
                    next = page.RootElement.GetProperty("links").EnumerateArray()
                        .Where(link => link.GetProperty("rel").GetString() == "next").Select(link => link.GetProperty("href").GetString()).FirstOrDefault();
                }
            });
            return spent with { Requests = done };
        }

        async Task<Spent> TheirsAsync(int pages)
        {
            await using var connection = await stage.Database.OpenConnectionAsync(cancellationToken);
            var (done, last) = (0, 0L);
            var spent = await TileBenchmark.MeasureAsync(stage, Environment.ProcessId, pages, async () =>
            {
                for (long? after = 0; done < pages && after is not null; done++)
                {
                    await using var command = new Npgsql.NpgsqlCommand(RawPage, connection);
                    command.Parameters.AddWithValue(layer);
                    command.Parameters.AddWithValue(last);
                    await using var row = await command.ExecuteReaderAsync(cancellationToken);
                    await row.ReadAsync(cancellationToken);
                    after = row.IsDBNull(1) ? null : row.GetInt64(1);
                    last = after ?? last;
                    // The page is parsed on the other side too, to find the link to the next.
                    if (after is not null)
                    {
                        using var page = JsonDocument.Parse(row.GetFieldValue<byte[]>(0));
                    }
                }
            });
            return spent with { Requests = done };
        }
    }

    public static async Task ExportAsync(Stage stage, ResultTable table, string layer, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = stage.Address, Timeout = TimeSpan.FromMinutes(10) };
        // Connections and code are met once before.
        using (var first = await http.GetAsync($"/exports/{layer}.geojsonl", HttpCompletionOption.ResponseHeadersRead, cancellationToken))
        {
            if (!first.IsSuccessStatusCode)
            {
                table.Note($"/exports/{layer}.geojsonl answered {(int)first.StatusCode}: export was not measured.");
                return;
            }
        }
        var (buffer, bytes) = (new byte[1 << 16], 0L);
        var ours = await TileBenchmark.MeasureAsync(stage, stage.Service.Id, 1, async () =>
        {
            await using var body = await http.GetStreamAsync($"/exports/{layer}.geojsonl", cancellationToken);
            for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                bytes += read;
            }
        });
        var (theirs, _, theirBytes) = await ImportBenchmark.MeasureAsync(stage, 1, () => stage.Start("psql", "-qXc", $"""
            copy (select st_asgeojson(f, 'geom', 7) from (
                select id, code, name_vi, name_en, demonstration, accuracy_m, position_source, valid, updated_at, area_m2, attributes, geom
                from published.feature where layer = '{layer}' order by id) f) to stdout
            """), cancellationToken);
        const double megabyte = 1e6;
        table.Add($"export, geojsonl, {layer}", "COPY (SELECT ST_AsGeoJSON …) through psql", "MB",
            ours with { Requests = bytes / megabyte }, theirs with { Requests = theirBytes / megabyte });
        table.Note(string.Create(CultureInfo.InvariantCulture,
            $"export: {bytes / megabyte:0} MB; COPY wrote {theirBytes / (double)bytes:0.00} times as many bytes for the same features; the service had at most {ProcessorTime.PeakMegabytes(stage.Service.Id):0} MB resident since it started."));
    }
}
