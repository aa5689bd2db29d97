using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>The invariants of the data model, each attacked by SQL as an operator could.</summary>
public sealed class InvariantTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_feature_keeps_its_number_layer_and_code_for_ever()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");

        await Refused("update env.feature set code = 'XX-1' where id = @id", new { id }, "identity");
        await Refused("delete from env.feature where id = @id", new { id }, "identity");
        await Refused("update env.current_feature set code = 'XX-1' where id = @id", new { id }, "identity");
        await Refused("truncate env.feature cascade", null, "never emptied");
        (await service.Value<string>("select code from published.feature where id = @id", new { id })).ShouldEndWith($"-{id}");
    }

    [Fact]
    public async Task An_update_records_a_new_version_and_closes_the_old_one_at_the_same_moment()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)", "Trước");

        (await service.Sql("update env.current_feature set name_vi = 'Sau' where id = @id", new { id })).ShouldBe(1);

        (await service.Rows<string>("select name_vi from env.feature_version where feature_id = @id order by lower(recorded)", new { id })).ShouldBe(["Trước", "Sau"]);
        (await service.Value<bool>("""
            select upper(a.recorded) = lower(b.recorded) and upper_inf(b.recorded)
            from env.feature_version a join env.feature_version b on b.feature_id = a.feature_id and b.id > a.id where a.feature_id = @id
            """, new { id })).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_versions_of_one_feature_cannot_be_in_force_at_once_in_the_record()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");

        await Refused("""
            insert into env.feature_version (feature_id, layer, valid, name_vi, geom, position_source, accuracy_m)
            values (@id, @layer, daterange('2026-06-01', null), 'B', st_point(105, 21, 4326), 'digitised', 1)
            """, new { id, layer }, "one_truth_at_a_time");
    }

    [Fact]
    public async Task Versions_with_other_dates_stand_side_by_side()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        await service.Sql("update env.current_feature set valid = daterange('2026-01-01', '2026-06-01') where id = @id", new { id });
        await service.Sql("""
            insert into env.feature_version (feature_id, layer, valid, name_vi, geom, position_source, accuracy_m)
            values (@id, @layer, daterange('2026-06-01', null), 'Từ tháng sáu', st_point(105, 21, 4326), 'digitised', 1)
            """, new { id, layer });

        (await service.Value<string>("select name_vi from published.in_force(@layer, '2026-05-31')", new { layer })).ShouldBe("Nơi thử");
        (await service.Value<string>("select name_vi from published.in_force(@layer, '2026-06-01')", new { layer })).ShouldBe("Từ tháng sáu");
        (await service.Value<string>("select name_vi from published.feature where id = @id", new { id })).ShouldBe("Từ tháng sáu");
    }

    [Fact]
    public async Task What_was_in_force_on_a_day_as_known_at_a_moment_is_one_query()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)", "Biết ban đầu");
        var moment = await service.Value<DateTime>("select clock_timestamp()");
        await service.Sql("update env.current_feature set name_vi = 'Biết về sau' where id = @id", new { id });

        const string Sql = "select name_vi from published.in_force(@layer, '2026-03-01', @at)";
        (await service.Value<string>(Sql, new { layer, at = moment })).ShouldBe("Biết ban đầu");
        (await service.Value<string>(Sql, new { layer, at = moment.AddMinutes(1) })).ShouldBe("Biết về sau");
    }

    [Theory]
    [InlineData("update env.feature_version set name_vi = 'X' where feature_id = @id and not upper_inf(recorded)", "closed")]
    [InlineData("update env.feature_version set recorded = tstzrange(lower(recorded), null) where feature_id = @id and not upper_inf(recorded)", "closed")]
    [InlineData("update env.feature_version set name_vi = 'X' where feature_id = @id and upper_inf(recorded)", "not overwritten")]
    [InlineData("update env.feature_version set geom = st_translate(geom, 1e-7, 0) where feature_id = @id and upper_inf(recorded)", "not overwritten")]
    [InlineData("update env.feature_version set recorded = tstzrange(lower(recorded) - interval '1 day', now()), author = 'x' where feature_id = @id and upper_inf(recorded)", "not overwritten")]
    [InlineData("delete from env.feature_version where feature_id = @id", "never deleted")]
    [InlineData("truncate env.feature_version cascade", "never emptied")]
    [InlineData("update env.change set operation = 'delete' where feature_id = @id", "only written to")]
    [InlineData("delete from env.change where feature_id = @id", "only written to")]
    [InlineData("truncate env.change", "only written to")]
    public async Task The_record_cannot_be_rewritten(string sql, string reason)
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        await service.Sql("update env.current_feature set name_vi = 'Sau' where id = @id", new { id });

        await Refused(sql, new { id }, reason);
    }

    [Fact]
    public async Task The_record_cannot_be_written_for_another_time()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        await service.Sql("delete from env.current_feature where id = @id", new { id });

        await Refused("""
            insert into env.feature_version (feature_id, layer, valid, recorded, name_vi, geom, position_source, accuracy_m)
            values (@id, @layer, daterange('2026-01-01', null), tstzrange('2020-01-01', null), 'B', st_point(105, 21, 4326), 'digitised', 1)
            """, new { id, layer }, "written now");
    }

    [Fact]
    public async Task A_withdrawn_feature_leaves_the_map_and_stays_in_the_record()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");

        (await service.Sql("delete from env.current_feature where id = @id", new { id })).ShouldBe(1);

        (await service.Value<long>("select count(*) from published.feature where id = @id", new { id })).ShouldBe(0);
        (await service.Value<long>("select count(*) from env.feature_version where feature_id = @id", new { id })).ShouldBe(1);
        (await service.Rows<string>("select operation from env.change where feature_id = @id order by id", new { id })).ShouldBe(["insert", "delete"]);
    }

    [Fact]
    public async Task A_change_carries_old_and_new_extent_whoever_wrote_it()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POLYGON((105 21,105.1 21,105.1 21.2,105 21.2,105 21))");
        await service.Sql("update env.current_feature set geom = st_translate(geom, 1, 0.5) where id = @id", new { id });

        var change = (await service.Rows<(string Operation, double[] Old, double[] New)>(
            "select operation, old_extent, new_extent from env.change where feature_id = @id order by id", new { id }))[^1];
        change.Operation.ShouldBe("update");
        change.Old.ShouldBe([105, 21, 105.1, 21.2]);
        change.New.ShouldBe([106, 21.5, 106.1, 21.7], 1e-9);
    }

    [Fact]
    public async Task The_published_row_has_both_projections_a_label_point_and_counter_clockwise_rings()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POLYGON((105 21,105 21.2,105.1 21.2,105.1 21,105 21))");

        (await service.Value<bool>("""
            select st_ispolygonccw(geom) and st_srid(geom_3857) = 3857 and st_within(label_3857, geom_3857)
                   and st_equals(st_snaptogrid(st_transform(geom, 3857), 0.001), st_snaptogrid(geom_3857, 0.001)) and area_m2 between 2.2e8 and 2.4e8
            from published.feature where id = @id
            """, new { id })).ShouldBeTrue();
    }

    [Theory]
    [InlineData("'{\"grade\":\"seven\"}'", "grade:code")]
    [InlineData("'{\"grade\":3}'", "grade:type")]
    [InlineData("'{}'", "grade:required")]
    [InlineData("'{\"grade\":\"one\",\"depth\":-1}'", "depth:minimum")]
    [InlineData("'{\"grade\":\"one\",\"seen\":\"2026-02-30\"}'", "seen:date")]
    [InlineData("'{\"grade\":\"one\",\"link\":\"javascript:alert(1)\"}'", "link:url")]
    [InlineData("'{\"grade\":\"one\",\"stranger\":1}'", "stranger:unknown")]
    [InlineData("'{\"grade\":\"one\",\"note\":\"12345678901\"}'", "note:length")]
    [InlineData("'[]'", "attributes_are_an_object")]
    [InlineData("'\"one\"'", "attributes_are_an_object")]
    [InlineData("'1'", "attributes_are_an_object")]
    [InlineData("'null'", "attributes_are_an_object")]
    public async Task Attributes_obey_the_layer_on_every_write(string attributes, string reason)
    {
        var layer = await service.NewLayer(attributes: """
            [{"name":"grade","title":{"vi":"Hạng","en":"Grade"},"type":"code","required":true,"codelist":[{"code":"one","title":{"vi":"Một","en":"One"}}]},
             {"name":"depth","title":{"vi":"Sâu","en":"Depth"},"type":"number","minimum":0},{"name":"seen","title":{"vi":"Ngày","en":"Day"},"type":"date"},
             {"name":"link","title":{"vi":"Liên kết","en":"Link"},"type":"url"},{"name":"note","title":{"vi":"Ghi chú","en":"Note"},"type":"text","maxLength":10}]
            """);
        var good = await service.NewFeature(layer, "POINT(105 21)", attributes: """{"grade":"one","depth":1.5,"seen":"2026-02-28","note":"được"}""");

        await Refused($"insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m) values (@layer, 'X', {attributes}, st_point(105, 21, 4326), 'digitised', 1)",
            new { layer }, reason);
        await Refused($"update env.current_feature set attributes = {attributes} where id = @good", new { good }, reason);
    }

    [Theory]
    [InlineData("null, null, null", "unlocated_has_commune")]
    [InlineData("st_point(105, 21, 4326), null, 10", "position_is_explained")]
    [InlineData("st_point(105, 21, 4326), 'digitised', null", "position_is_explained")]
    [InlineData("st_point(105, 21, 4326), 'guessed', 10", "position_source")]
    [InlineData("st_point(195, 21, 4326), 'digitised', 10", "geom")]
    [InlineData("st_geomfromtext('POLYGON((0 0,1 1,1 0,0 1,0 0))', 4326), 'digitised', 10", "geom")]
    [InlineData("st_geomfromtext('POLYGON EMPTY', 4326), 'digitised', 10", "geom")]
    [InlineData("st_geomfromtext('LINESTRING(0 0,1 1)', 4326), 'digitised', 10", "takes geometry of kind")]
    [InlineData("st_setsrid(st_point(600000, 2300000), 9213), 'digitised', 10", "SRID")]
    public async Task A_position_is_valid_and_says_where_it_comes_from(string position, string reason)
    {
        var layer = await service.NewLayer();

        await Refused($"insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m) values (@layer, 'X', {position})", new { layer }, reason);
    }

    [Fact]
    public async Task What_becomes_valid_by_date_is_published_that_day_and_withdrawn_when_it_ends()
    {
        var layer = await service.NewLayer();
        var id = await service.Value<long>("""
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, valid)
            values (@layer, 'Sắp có hiệu lực', st_point(105, 21, 4326), 'digitised', 1, daterange(env.today() + 10, env.today() + 20)) returning id
            """, new { layer });
        (await Published()).ShouldBeFalse();

        await service.Sql("select env.publish_due(env.today() + 10)");
        (await Published()).ShouldBeTrue();
        await service.Sql("select env.publish_due(env.today() + 20)");
        (await Published()).ShouldBeFalse();
        (await service.Rows<string>("select operation from env.change where feature_id = @id order by id", new { id })).ShouldBe(["insert", "delete"]);

        Task<bool> Published() => service.Value<bool>("select exists (select from published.feature where id = @id)", new { id });
    }

    [Fact]
    public async Task The_service_itself_looks_every_day_what_the_calendar_brings()
    {
        await Until.So(() => service.Value<bool>("select exists (select from env.publication_day where day = env.today())"),
            "the daily publication of today");
    }

    [Fact]
    public async Task A_decisions_coordinates_are_kept_as_given()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        var version = await service.Value<long>("select version_id from published.feature where id = @id", new { id });
        await service.Sql("insert into env.legal_annex values (@version, 9213, 106.5, 3, 'QĐ thử')", new { version });
        await service.Sql("insert into env.legal_vertex values (@version, 1, 1, 1, 'A1', 2400000.12, 500000.34)", new { version });

        await Refused("update env.legal_vertex set x_north = 1 where version_id = @version", new { version }, "as given");
        await Refused("delete from env.legal_vertex where version_id = @version", new { version }, "as given");
        await Refused("insert into env.legal_annex values (@version, 6956, 105, 3, 'x')", new { version }, "epsg");
    }

    [Theory]
    [InlineData("select count(*) from env.feature")]
    [InlineData("select count(*) from env.change")]
    [InlineData("select count(*) from env.feature_task")]
    [InlineData("select env.publish_due()")]
    [InlineData("insert into published.feature (layer, id) values ('x', 1)")]
    [InlineData("delete from published.feature")]
    [InlineData("create table published.mine (a int)")]
    [InlineData("create table staging.mine (a int)")]
    public async Task The_reader_role_sees_what_is_published_and_nothing_else(string sql)
    {
        await using var reader = NpgsqlDataSource.Create(service.Database.Reader!);
        await using var attempt = reader.CreateCommand(sql);
        (await Should.ThrowAsync<PostgresException>(attempt.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

        await using var allowed = reader.CreateCommand("select count(*) from published.feature");
        await allowed.ExecuteScalarAsync();
    }

    [Theory]
    [InlineData("delete from published.feature")]
    [InlineData("insert into env.change (layer, feature_id, operation) values ('x', 1, 'insert')")]
    [InlineData("update env.layer set definition = '{}'")]
    [InlineData("alter table env.feature_version disable trigger all")]
    [InlineData("select env.publish(array[1::bigint])")]
    public async Task The_writer_role_neither_publishes_by_hand_nor_forges_the_outbox(string sql)
    {
        await using var writer = NpgsqlDataSource.Create(service.Database.Writer!);
        await using var attempt = writer.CreateCommand(sql);
        (await Should.ThrowAsync<PostgresException>(attempt.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task The_writer_role_edits_a_feature_and_its_name_stands_in_the_record()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        await using var writer = NpgsqlDataSource.Create(service.Database.Writer!);
        await using var edit = writer.CreateCommand($"update env.current_feature set name_vi = 'Đã sửa', reason = 'thử' where id = {id}");
        (await edit.ExecuteNonQueryAsync()).ShouldBe(1);

        (await service.Rows<(string, string)>("select author, reason from env.current_feature where id = @id", new { id })).ShouldBe([("envgis_writer", "thử")]);
    }

    async Task Refused(string sql, object? parameters, string reason)
    {
        var refusal = await Should.ThrowAsync<PostgresException>(() => service.Sql(sql, parameters));
        $"{refusal.MessageText} {refusal.ConstraintName} {refusal.Detail}".ShouldContain(reason);
    }
}
