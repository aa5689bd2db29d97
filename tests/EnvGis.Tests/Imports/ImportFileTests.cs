using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EnvGis.Commands;
using EnvGis.Database;
using EnvGis.Imports;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Imports;

public sealed class ImportFileTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    const string Attributes = """
        [{"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"code","required":true,
          "codelist":[{"code":"industry","title":{"vi":"Công nghiệp","en":"Industry"}},{"code":"service","title":{"vi":"Dịch vụ","en":"Service"}}]},
         {"name":"amount","title":{"vi":"Lượng","en":"Amount"},"type":"number","minimum":0,"maximum":100},
         {"name":"since","title":{"vi":"Từ ngày","en":"Since"},"type":"date"},
         {"name":"page","title":{"vi":"Trang","en":"Page"},"type":"url"},
         {"name":"note","title":{"vi":"Ghi chú","en":"Note"},"type":"text"}]
        """;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("envgis-import-");
    readonly StringWriter report = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_position_whose_accuracy_nobody_states_is_refused_and_a_features_own_statement_counts_first()
    {
        var (layer, _) = await NewLayer();
        var file = await Write("""
            {"type":"Feature","properties":{"name":"Không nêu","kind":"service"},"geometry":{"type":"Point","coordinates":[105.8,21.6]}}
            {"type":"Feature","properties":{"name":"Tự nêu","kind":"service","accuracy_m":3},"geometry":{"type":"Point","coordinates":[105.9,21.6]}}
            """);

        var result = await ImportFile.RunAsync(service.OwnerDatabase, new(file, layer), report, CancellationToken.None);

        (result.Accepted, result.Refused).ShouldBe((1, 1));
        report.ToString().ShouldContain("--accuracy-m");
        // What was refused the first time comes in now; what is in already does not come twice.
        (await Import(new(file, layer) { AccuracyMetres = 40 })).Accepted.ShouldBe(1);
        (await service.Rows<double>("select accuracy_m from published.feature where layer = @layer order by accuracy_m", new { layer })).ShouldBe([3, 40]);
    }

    [Fact]
    public async Task A_good_file_is_in_published_and_told_to_readers()
    {
        var (layer, prefix) = await NewLayer();
        var file = await Write(Collection(Point(prefix, 1), Point(prefix, 2), Point(prefix, 3)));

        var result = await Import(new(file, layer) { ValidFrom = new(2026, 1, 1), AccuracyMetres = 12, PositionSource = "surveyed" });

        result.ExitCode.ShouldBe(0);
        (result.Accepted, result.Refused).ShouldBe((3, 0));
        (await service.Rows<string>("select code || ' ' || name_vi from published.feature where layer = @layer order by id", new { layer }))
            .ShouldBe([$"{prefix}-1 Điểm 1", $"{prefix}-2 Điểm 2", $"{prefix}-3 Điểm 3"]);
        (await service.Value<long>("select count(*) from published.change where layer = @layer and operation = 'insert'", new { layer })).ShouldBe(3);
        (await service.Rows<string>("""
            select distinct concat_ws(' ', position_source, accuracy_m, lower(valid), attributes ->> 'kind', reason) from env.feature_version where layer = @layer
            """, new { layer })).ShouldBe([$"surveyed 12 2026-01-01 industry import {result.Id}: {file.Name}"]);
        (await service.Value<string>("select concat_ws(' ', state, accepted, length(sha256), bytes) from staging.import where id = @Id", new { result.Id }))
            .ShouldBe(string.Create(CultureInfo.InvariantCulture, $"done 3 64 {file.Length}"));
        report.ToString().ShouldContain("nhận 3, từ chối 0");
    }

    [Theory]
    [InlineData("", "\n")]
    [InlineData("\u001e", "\n")]
    public async Task A_text_sequence_is_read_like_a_collection(string before, string after)
    {
        var (layer, prefix) = await NewLayer();
        var file = await Write(string.Concat(Enumerable.Range(1, 5).Select(number => before + Point(prefix, number) + after)));

        (await Import(new(file, layer))).Accepted.ShouldBe(5);
    }

    [Fact]
    public async Task Each_bad_feature_is_refused_with_its_reasons_and_the_good_ones_are_in()
    {
        var (layer, prefix) = await NewLayer();
        var text = (await Fixture("traps.geojson")).Replace("PREFIX", prefix, StringComparison.Ordinal);
        var expected = JsonNode.Parse(text)!["features"]!.AsArray()
            .Select((feature, index) => (Index: index, Id: feature!["id"]!.GetValue<string>(),
                Reasons: feature["properties"]!["expect"]!.AsArray().Select(reason => reason!.GetValue<string>()).Order(StringComparer.Ordinal).ToList())).ToList();
        var rejects = new FileInfo(Path.Combine(folder.FullName, "rejects.csv"));

        var result = await Import(new(await Write(text), layer) { RejectFile = rejects });

        var lines = (await File.ReadAllTextAsync(rejects.FullName)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        var found = lines.Select(line => line.Split(',')).GroupBy(cells => int.Parse(cells[0], CultureInfo.InvariantCulture), cells => cells[3])
            .ToDictionary(group => group.Key, group => group.Order(StringComparer.Ordinal).ToList());
        foreach (var (index, id, reasons) in expected)
        {
            found.GetValueOrDefault(index, []).ShouldBe(reasons, id);
        }
        result.ExitCode.ShouldBe(1);
        (result.Accepted, result.Refused).ShouldBe((expected.Count(row => row.Reasons.Count == 0), expected.Count(row => row.Reasons.Count > 0)));
        // What the file's author wrote is text to a spreadsheet, never a formula.
        lines.ShouldContain(line => line.Contains(",'=1+1", StringComparison.Ordinal));
        lines.ShouldAllBe(line => line.Count(sign => sign == ',') >= 5);
        report.ToString().ShouldContain("Hình không hợp lệ: đường biên tự cắt[105.85 21.55]");
        report.ToString().ShouldContain("Self-intersection[105.85 21.55]");
    }

    [Fact]
    public async Task Text_is_kept_composed_and_without_what_cannot_be_seen()
    {
        var (layer, prefix) = await NewLayer();
        await Import(new(await Write((await Fixture("traps.geojson")).Replace("PREFIX", prefix, StringComparison.Ordinal)), layer));

        (await service.Value<string>("select name_vi from published.feature where code = @code", new { code = prefix + "-9" })).ShouldBe("Chữ   tổ hợp: Phúc Trìu");
        (await service.Value<string>("select attributes ->> 'note' from published.feature where code = @code", new { code = prefix + "-9" }))
            .ShouldBe("dòng một\nhai");
        (await service.Value<string>("select concat_ws(' ', unlocated, commune_code, accuracy_m) from published.feature where code = @code",
            new { code = prefix + "-3" })).ShouldBe("t 05488 3000");
        report.ToString().ShouldContain("had heights");
        report.ToString().ShouldContain("Properties not used: expect");
    }

    [Fact]
    public async Task All_or_nothing_imports_nothing_when_one_is_refused()
    {
        var (layer, prefix) = await NewLayer();
        var file = await Write(Collection(Point(prefix, 1), Point(prefix, 1)));

        var result = await Import(new(file, layer) { AllOrNothing = true });

        result.ExitCode.ShouldBe(2);
        await NothingIsIn(layer);
        (await service.Value<string>("select state from staging.import where id = @Id", new { result.Id })).ShouldBe("nothing");
    }

    [Fact]
    public async Task A_dry_run_tells_the_same_and_writes_nothing()
    {
        var (layer, prefix) = await NewLayer();
        var file = await Write(Collection(Point(prefix, 1), Point(prefix, 1), Point(prefix, 2)));

        var result = await Import(new(file, layer) { DryRun = true });

        (result.Accepted, result.Refused, result.ExitCode).ShouldBe((2, 1, 1));
        await NothingIsIn(layer);
    }

    [Fact]
    public async Task A_file_cut_short_imports_nothing_of_it()
    {
        var (layer, prefix) = await NewLayer();
        var whole = Collection(Point(prefix, 1), Point(prefix, 2));

        var result = await Import(new(await Write(whole[..^40]), layer));

        result.ExitCode.ShouldBe(2);
        result.Problem!.Reason.ShouldBe("truncated");
        await NothingIsIn(layer);
    }

    [Theory]
    [InlineData("", "empty-file")]
    [InlineData("""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":[]}""", "crs-not-supported")]
    [InlineData("<kml/>", "not-geo-json")]
    public async Task What_is_no_file_of_ours_is_refused_as_a_whole(string text, string reason)
    {
        var (layer, _) = await NewLayer();

        var result = await Import(new(await Write(text), layer));

        result.ExitCode.ShouldBe(2);
        result.Problem!.Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task An_empty_collection_is_nothing_imported()
    {
        var (layer, _) = await NewLayer();

        (await Import(new(await Write(Collection()), layer))).ExitCode.ShouldBe(2);
        report.ToString().ShouldContain("Không có gì được nhập.");
    }

    // Between batches, and in the middle of a COPY, which breaks its connection.
    [Theory]
    [InlineData("between batches")]
    [InlineData("while rows are copied")]
    public async Task A_cancelled_import_leaves_nothing_behind(string moment)
    {
        var (layer, prefix) = await NewLayer();
        var rows = string.Concat(Enumerable.Range(1, 20_000).Select(number => Point(prefix, number) + "\n"));
        using var stop = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(moment == "between batches"
            ? Task.Run(async () => await ImportFile.RunAsync(
                service.OwnerDatabase, new(await Write(rows), layer) { AccuracyMetres = 10, Progress = new Once(stop.Cancel) }, report, stop.Token))
            : Task.Run(CancelledWhileRowsAreCopied));

        async Task<ImportResult> CancelledWhileRowsAreCopied()
        {
            // A pipe of which more is to come: the COPY lasts until the test has seen it.
            var pipe = new FileInfo(Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.geojsonl"));
            await Command.Run("mkfifo", pipe.FullName);
            var import = Task.Run(() => ImportFile.RunAsync(service.OwnerDatabase, new(pipe, layer) { AccuracyMetres = 10 }, report, stop.Token));
            await using (var more = new StreamWriter(pipe.FullName))
            {
                await more.WriteAsync(rows);
                await more.FlushAsync();
                await using var watch = NpgsqlDataSource.Create(service.Administrator);
                await using var seen = watch.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and state = 'active' and query ilike 'copy staging%'");
                await Until.So(async () => import.IsCompleted || (long)(await seen.ExecuteScalarAsync())! > 0, moment);
                import.IsCompleted.ShouldBeFalse();
                await stop.CancelAsync();
            }
            return await import;
        }

        await NothingIsIn(layer);
        // Cancelled very early it was not even begun.
        foreach (var (id, state) in await service.Rows<(long, string)>("select id, state from staging.import where layer = @layer", new { layer }))
        {
            state.ShouldBe("cancelled");
            (await service.Value<bool>("select to_regclass(@table) is null", new { table = $"staging.row_{id}" })).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_failure_in_the_database_leaves_nothing_behind()
    {
        var (layer, prefix) = await NewLayer();
        var file = await Write(string.Concat(Enumerable.Range(1, 9_000).Select(number => Point(prefix, number) + "\n")));
        // Somebody else takes a code after it was checked: the second batch fails when the first is written.
        await service.Sql($"""
            create function env.{layer.Replace('-', '_')}_taken() returns trigger language plpgsql as $$ begin raise unique_violation using message = 'taken'; end $$;
            create trigger taken before insert on env.feature for each row when (new.code = '{prefix}-8999')
                execute function env.{layer.Replace('-', '_')}_taken()
            """);
        try
        {
            (await Should.ThrowAsync<Npgsql.PostgresException>(Import(new(file, layer)))).MessageText.ShouldBe("taken");
        }
        finally
        {
            await service.Sql("drop trigger taken on env.feature");
        }

        await NothingIsIn(layer);
        (await service.Value<string>("select state || ' ' || (problem like '%taken%') from staging.import where layer = @layer", new { layer }))
            .ShouldBe("failed true");
    }

    [Fact]
    public async Task A_known_code_is_refused_unless_updating_is_asked_for()
    {
        var (layer, prefix) = await NewLayer();
        await Import(new(await Write(Collection(Point(prefix, 1), Point(prefix, 2))), layer) { ValidFrom = new(2026, 1, 1) });

        var refused = await Import(new(await Write(Collection(Point(prefix, 2), Point(prefix, 3))), layer));
        (refused.Accepted, refused.Refused, refused.ExitCode).ShouldBe((1, 1, 1));

        var updated = await Import(new(await Write(Collection(Point(prefix, 1), Point(prefix, 2, "Tên mới"), Point(prefix, 4))), layer) { Update = true });
        (updated.Accepted, updated.Updated, updated.Unchanged, updated.ExitCode).ShouldBe((2, 1, 1, 0));
        (await service.Rows<string>("""
            select v.name_vi || ' ' || v.valid || ' ' || upper_inf(v.recorded)
            from env.feature_version v join env.feature f on f.id = v.feature_id where f.code = @code order by v.id
            """, new { code = prefix + "-2" })).ShouldBe(["Điểm 2 [2026-01-01,) false", "Tên mới [2026-01-01,) true"]);
        (await service.Rows<string>("""
            select operation from published.change c join env.feature f on f.id = c.feature_id where f.code = @code order by c.id
            """, new { code = prefix + "-2" })).ShouldBe(["insert", "update"]);

        var again = await Import(new(await Write(Collection(Point(prefix, 1))), layer) { Update = true });
        (again.Accepted, again.Unchanged, again.ExitCode).ShouldBe((0, 1, 0));
    }

    [Fact]
    public async Task An_update_from_a_day_on_keeps_what_was_true_before_it()
    {
        var (layer, prefix) = await NewLayer();
        await Import(new(await Write(Collection(Point(prefix, 1))), layer) { ValidFrom = new(2026, 1, 1) });

        await Import(new(await Write(Collection(Point(prefix, 1, "Từ tháng ba"))), layer) { Update = true, ValidFrom = new(2026, 3, 1) });

        (await service.Rows<string>("""
            select v.name_vi || ' ' || v.valid from env.feature_version v where v.layer = @layer and upper_inf(v.recorded) order by lower(v.valid)
            """, new { layer })).ShouldBe(["Điểm 1 [2026-01-01,2026-03-01)", "Từ tháng ba [2026-03-01,)"]);
        (await service.Value<string>("select name_vi from published.feature where layer = @layer", new { layer })).ShouldBe("Từ tháng ba");
    }

    [Fact]
    public async Task A_shape_is_repaired_when_asked_and_that_is_told()
    {
        var (layer, _) = await NewLayer();
        var file = await Write(Collection(
            """{"type":"Feature","id":"bow-tie","properties":{"name":"Nơ","kind":"service"},"geometry":{"type":"Polygon","coordinates":[[[105,21],[106,22],[106,21],[105,22],[105,21]]]}}""",
            """{"type":"Feature","id":"flat","properties":{"name":"Dẹt","kind":"service"},"geometry":{"type":"Polygon","coordinates":[[[105,21],[106,22],[105.5,21.5],[105,21]]]}}"""));

        var result = await Import(new(file, layer) { Repair = true });

        (result.Accepted, result.Repaired, result.Refused).ShouldBe((1, 1, 1));
        (await service.Value<string>("select geometrytype(geom) || ' ' || st_isvalid(geom) from published.feature where layer = @layer", new { layer }))
            .ShouldBe("MULTIPOLYGON true");
        report.ToString().ShouldContain("#0 (bow-tie): Hình đã được sửa: đường biên tự cắt[105.5 21.5]");
    }

    [Fact]
    public async Task Properties_are_mapped_by_name_and_demonstration_is_marked()
    {
        var (layer, prefix) = await NewLayer();
        var file = await Write(Collection(
            $$$"""{"type":"Feature","properties":{"MA":"{{{prefix}}}-1","TEN":"Bãi thử","MA_XA":5488,"LOAI":"service"},"geometry":{"type":"Point","coordinates":[105.8,21.5]}}"""));

        var result = await Import(new(file, layer)
        {
            CodeProperty = "MA", NameProperty = "TEN", CommuneProperty = "MA_XA", Map = new Dictionary<string, string> { ["LOAI"] = "kind" }, Demonstration = true,
        });

        result.ExitCode.ShouldBe(0);
        (await service.Value<string>("""
            select concat_ws(' ', code, name_vi, commune_code, attributes ->> 'kind', demonstration, position_source) from published.feature where layer = @layer
            """, new { layer })).ShouldBe($"{prefix}-1 Bãi thử 05488 service t demonstration");
    }

    [Fact]
    public async Task What_lies_outside_the_country_is_taken_and_told()
    {
        var (layer, _) = await NewLayer();
        var file = await Write(Collection(
            """{"type":"Feature","properties":{"name":"Xa","kind":"service"},"geometry":{"type":"Point","coordinates":[2.35,48.85]}}"""));

        (await Import(new(file, layer))).Accepted.ShouldBe(1);

        report.ToString().ShouldContain("1 đối tượng nằm ngoài Việt Nam");
    }

    [Fact]
    public async Task What_cannot_be_asked_for_is_said_before_anything_is_read()
    {
        var (layer, prefix) = await NewLayer();
        var file = await Write(Collection(Point(prefix, 1)));

        (await Should.ThrowAsync<SetupException>(Import(new(file, "no-such-layer")))).Message.ShouldContain("There is no layer no-such-layer");
        (await Should.ThrowAsync<SetupException>(Import(new(new(file.FullName + "x"), layer)))).Message.ShouldContain("cannot be read");
        (await Should.ThrowAsync<SetupException>(Import(new(file, layer) { Map = new Dictionary<string, string> { ["a"] = "b" } })))
            .Message.ShouldContain("has no attribute b; it has kind, amount");
    }

    [Fact]
    public async Task What_a_killed_import_left_is_cleared_by_the_next()
    {
        var (layer, prefix) = await NewLayer();
        var dead = await service.Value<long>(
            "insert into staging.import (layer, file_name, author) values (@layer, 'killed.geojson', 'test') returning id", new { layer });
        await service.Sql($"create table staging.row_{dead.ToString(CultureInfo.InvariantCulture)} ()");

        await Import(new(await Write(Collection(Point(prefix, 1))), layer));

        (await service.Value<bool>("select to_regclass(@table) is null", new { table = $"staging.row_{dead}" })).ShouldBeTrue();
        (await service.Value<string>("select state from staging.import where id = @dead", new { dead })).ShouldBe("failed");
    }

    async Task<ImportResult> Import(ImportFile.Request request) => await ImportFile.RunAsync(
        service.OwnerDatabase, request with { AccuracyMetres = request.AccuracyMetres ?? 10 }, report, CancellationToken.None);

    async Task<(string Layer, string Prefix)> NewLayer()
    {
        var layer = await service.NewLayer(attributes: Attributes);
        return (layer, (await service.Value<string>("select code_prefix from env.layer where id = @layer", new { layer }))!);
    }

    async Task NothingIsIn(string layer) =>
        (await service.Value<long>("""
            select (select count(*) from env.feature where layer = @layer) + (select count(*) from published.feature where layer = @layer)
                 + (select count(*) from published.change where layer = @layer)
            """, new { layer })).ShouldBe(0);

    async Task<FileInfo> Write(string text)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.geojson"));
        await File.WriteAllTextAsync(file.FullName, text, new UTF8Encoding(false));
        return file;
    }

    Task<string> Fixture(string name) => File.ReadAllTextAsync(Path.Combine(service.Root, "tests", "fixtures", "imports", name));

    static string Collection(params IEnumerable<string> features) => $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""";

    static string Point(string prefix, int number, string? name = null) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"type":"Feature","properties":{"code":"{{{prefix}}}-{{{number}}}","name":"{{{name ?? $"Điểm {number}"}}}","kind":"industry"},"geometry":{"type":"Point","coordinates":[{{{105 + number * 1e-5}}},21.5]}}""");

    sealed class Once(Action act) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => act();
    }
}
