using System.Globalization;
using System.Net;
using System.Text;
using Dapper;
using EnvGis.Commands;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Tests.Features;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>What every address refuses of a position and of a number, the database refuses of whoever writes it, and what stands from before harms nobody.</summary>
public sealed class FloorTests(RunningService service) : IClassFixture<RunningService>
{
    const string Attributes = """
        [{"name":"count","title":{"vi":"Số","en":"Count"},"type":"integer","edit":true},{"name":"size","title":{"vi":"Cỡ","en":"Size"},"type":"number","edit":true},
         {"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"text","edit":true}]
        """;

    /// <summary>Stands for the source of a place that nobody has located.</summary>
    const string Nowhere = "";

    public static TheoryData<string> Sources => [.. Vocabularies.CodesOf(Vocabularies.PositionSource), Nowhere];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_position_more_exact_than_its_source_is_refused_at_every_write(string given)
    {
        var source = given is Nowhere ? null : given;
        var least = PositionAccuracy.LeastM(source);
        (await service.Value<double>("select env.least_accuracy_m(@source)", new { source })).ShouldBe(least);
        var layer = await service.NewLayer("point", Attributes);
        await using var writer = NpgsqlDataSource.Create(service.Database.Writer!);
        await using var connection = await writer.OpenConnectionAsync();

        var id = await Insert(least);

        foreach (var below in new[] { least * 0.999, 0.000001, double.Epsilon })
        {
            (await Refused(() => Insert(below))).ShouldContain("exact");
            (await Refused(() => connection.ExecuteAsync("update env.current_feature set accuracy_m = @below where id = @id", new { id, below }))).ShouldContain("exact");
            (await Refused(() => connection.ExecuteAsync("update env.current_feature set accuracy_m = @below, name_vi = 'Khác', attributes = '{\"kind\":\"khác\"}' where id = @id", new { id, below }))).ShouldContain("exact");
            if (source is not null)
            {
                (await Refused(() => connection.ExecuteScalarAsync<long?>("""
                    select env.change_feature(@id, (select version_id from env.current_feature where id = @id), env.today(), null, st_point(105.81, 21.6, 4326), @source, @below, null, 'Đo lại')
                    """, new { id, source, below }))).ShouldContain("exact");
            }
        }
        foreach (var none in new[] { double.NaN, double.PositiveInfinity, 0, -1, 1_000_001 })
        {
            await Refused(() => Insert(none));
        }
        (await service.Value<double>("select accuracy_m from env.current_feature where id = @id", new { id })).ShouldBe(least);

        async Task<long> Insert(double accuracyM) => await connection.ExecuteScalarAsync<long>("""
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, valid, commune_id)
            values (@layer, 'Nơi thử', case when @source::text is not null then st_point(105.8, 21.6, 4326) end, @source, @accuracyM, daterange('2026-01-01', null),
                (select id from env.commune where code = '05503' and valid_to is null))
            returning id
            """, new { layer, source, accuracyM });
    }

    /// <summary>What programs write for no position is none; what stands from before may be renamed, and is put right by whoever moves it.</summary>
    [Fact]
    public async Task The_point_where_equator_and_zero_meridian_meet_is_refused_at_every_write()
    {
        var layer = await service.NewLayer("point");
        var id = await service.NewFeature(layer, "POINT(106.7 16.8)");
        (await Refused(() => service.NewFeature(layer, "POINT(0 0)"))).ShouldContain("no position");
        (await Refused(() => service.Sql("update env.current_feature set geom = st_point(0, -0.0, 4326) where id = @id", new { id }))).ShouldContain("no position");

        await service.Sql("alter table env.feature_version disable trigger a_check");
        await service.Sql("update env.current_feature set geom = st_point(0, 0, 4326) where id = @id", new { id });
        await service.Sql("alter table env.feature_version enable trigger a_check");
        await service.Sql("update env.current_feature set name_vi = 'Tên khác' where id = @id", new { id });
        await service.Sql("update env.current_feature set geom = st_point(106.8, 16.8, 4326) where id = @id", new { id });
    }

    /// <summary>Another source has another floor: what was fine for the one is not for the other.</summary>
    [Fact]
    public async Task A_source_that_is_less_exact_takes_its_floor_with_it()
    {
        var layer = await service.NewLayer("point");
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        await service.Sql("update env.current_feature set position_source = 'surveyed', accuracy_m = 0.05 where id = @id", new { id });

        (await Refused(() => service.Sql("update env.current_feature set position_source = 'gps' where id = @id", new { id }))).ShouldContain("exact");
        (await Refused(() => service.Sql("update env.current_feature set position_source = 'digitised' where id = @id", new { id }))).ShouldContain("exact");
    }

    public static TheoryData<string, string, string?> Numbers => new()
    {
        { "count", "9007199254740991", null }, { "count", "-9007199254740991", null }, { "count", "9007199254740992", "inexact" }, { "count", "-9007199254740992", "inexact" },
        { "count", "1e16", "inexact" }, { "count", "123456789012345678901234567890", "inexact" }, { "count", "1e400", "inexact" }, { "count", "0", null },
        { "size", "1e308", null }, { "size", "1.7976931348623157e308", null }, { "size", "-1.7976931348623157e308", null }, { "size", "1.797693134862316e308", "range" }, { "size", "1e309", "range" },
        { "size", "-1e400", "range" }, { "size", "5e-324", null }, { "size", "2.5e-324", null }, { "size", "2.4e-324", "range" }, { "size", "1e-400", "range" }, { "size", "-1e-400", "range" }, { "size", "0", null },
        { "size", "0.000", null }, { "size", "9007199254740993", null }, { "size", "0.1234567890123456789", null }, { "size", "1234567890123456789012345678901234567890", null },
        { "size", "1.2345678901234567890123456789012345678901234567890", "range" }, { "size", "12345678901234567890123456789012345678901", "range" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_number_that_programs_do_not_keep_is_refused_at_every_write(string attribute, string number, string? problem)
    {
        var layer = await service.NewLayer("point", Attributes);
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        var attributes = $$"""{"kind":"1234567890123456","{{attribute}}":{{number}}}""";
        if (problem is null)
        {
            await service.NewFeature(layer, "POINT(105.8 21.6)", "Nơi có số", attributes);
            await service.Sql("update env.current_feature set attributes = @attributes::jsonb where id = @id", new { id, attributes });
            (await service.Json($"/ogc/collections/{layer}/items/{id}")).GetProperty("properties").GetProperty(attribute).GetDouble()
                .ShouldBe(double.Parse(number, CultureInfo.InvariantCulture));
            return;
        }
        (await Refused(() => service.NewFeature(layer, "POINT(105.8 21.6)", "Nơi có số", attributes))).ShouldContain($"{attribute}:{problem}:");
        (await Refused(() => service.Sql("update env.current_feature set attributes = @attributes::jsonb where id = @id", new { id, attributes }))).ShouldContain($"{attribute}:{problem}:");
        // What its readers see is what the address refuses too.
        (ReadableRequest.Problem(Encoding.UTF8.GetBytes(attributes)) is not null || problem == "inexact").ShouldBeTrue();
    }

    /// <summary>PostGIS calls them valid; GEOS ends the server on some of them, and none is GeoJSON.</summary>
    [Theory]
    [InlineData("point", "MULTIPOINT(105.8 21.5,EMPTY)")]
    [InlineData("point", "MULTIPOINT(EMPTY,105.8 21.5)")]
    [InlineData("line-or-polygon", "MULTILINESTRING((105.8 21.5,105.9 21.5),EMPTY)")]
    [InlineData("line-or-polygon", "MULTIPOLYGON(((105.8 21.5,105.9 21.5,105.9 21.6,105.8 21.5)),EMPTY)")]
    [InlineData("polygon", "MULTIPOLYGON(EMPTY,((105.8 21.5,105.9 21.5,105.9 21.6,105.8 21.5)))")]
    public async Task A_shape_with_an_empty_part_is_refused_at_every_write(string kind, string shape)
    {
        var layer = await service.NewLayer(kind);
        (await Refused(() => service.NewFeature(layer, shape))).ShouldContain("empty");
        var whole = shape.Replace(",EMPTY", "", StringComparison.Ordinal).Replace("EMPTY,", "", StringComparison.Ordinal);
        var id = await service.NewFeature(layer, whole);
        (await Refused(() => service.Sql("update env.current_feature set geom = st_geomfromtext(@shape, 4326) where id = @id", new { id, shape }))).ShouldContain("empty");
    }

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(105.8, double.NaN)]
    [InlineData(double.PositiveInfinity, 21.5)]
    [InlineData(1e10, 1e10)]
    [InlineData(105.8, 86.0)]
    [InlineData(21.5, 105.8)]
    [InlineData(null, null)]
    public async Task A_place_is_known_to_be_near_a_point_on_earth_or_none(double? lon, double? lat)
    {
        var layer = await service.NewLayer("point");
        const string Insert = """
            insert into env.current_feature (layer, name_vi, near, accuracy_m, commune_id, valid)
            values (@layer, 'Chưa rõ vị trí', coalesce(st_point(@lon::float8, @lat::float8, 4326), 'SRID=4326;POINT EMPTY'), 1000,
                 (select id from env.commune where code = '05503' and valid_to is null), daterange('2026-01-01', null)) returning id
            """;
        (await Refused(() => service.Value<long>(Insert, new { layer, lon, lat }))).ShouldContain("point within");
        var id = await service.Value<long>(Insert, new { layer, lon = 105.8, lat = 21.5 });
        (await service.Http.GetAsync($"/api/features/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Http.GetAsync("/api/unlocated")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("105, 3, 'QĐ 1', 1, 1, 1, 'M1'", true)]
    [InlineData("'NaN', 3, 'QĐ 1', 1, 1, 1, 'M1'", false)]
    [InlineData("1e300, 3, 'QĐ 1', 1, 1, 1, 'M1'", false)]
    [InlineData("105, 3, repeat('x', 1001), 1, 1, 1, 'M1'", false)]
    [InlineData("105, 3, 'QĐ 1', -1, 1, 1, 'M1'", false)]
    [InlineData("105, 3, 'QĐ 1', 1, 1, 1, repeat('x', 201)", false)]
    public async Task An_annex_that_cannot_be_told_is_refused(string values, bool isTaken)
    {
        var layer = await service.NewLayer("point");
        var version = await service.Value<long>("select version_id from env.current_feature where id = @id", new { id = await service.NewFeature(layer, "POINT(105.8 21.5)") });
        var sql = $"""
            with given (meridian, width, document, part, ring, number, label) as (values ({values})),
            annex as (insert into env.legal_annex select @version, 9217, meridian::float8, width, document from given returning version_id)
            insert into env.legal_vertex select version_id, part, ring, number, label, 2389000, 430000 from annex, given
            """;
        if (isTaken)
        {
            (await service.Sql(sql, new { version })).ShouldBe(1);
            return;
        }
        (await Refused(() => service.Sql(sql, new { version }))).ShouldContain("can_be_told");
    }

    [Fact]
    public async Task What_stands_from_before_goes_on_while_something_else_changes_and_is_put_right_by_who_changes_it()
    {
        var layer = await service.NewLayer("point", Attributes);
        long id;
        await using (var connection = await service.Owner.OpenConnectionAsync())
        {
            // As an operator recorded it before there was the rule.
            await connection.ExecuteAsync("alter table env.feature_version disable trigger a_check");
            id = await connection.ExecuteScalarAsync<long>("""
                insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, valid)
                values (@layer, 'Nơi cũ', '{"count":9007199254740993,"size":1e400,"kind":"cũ"}', st_point(105.8, 21.6, 4326), 'digitised', 0.000001, daterange('2026-01-01', null)) returning id
                """, new { layer });
            await connection.ExecuteAsync("alter table env.feature_version enable trigger a_check");
        }
        (await service.Http.GetAsync($"/ogc/collections/{layer}/items/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Http.GetAsync($"/api/features/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // By SQL and by the address.
        await service.Sql("update env.current_feature set name_vi = 'Nơi mới' where id = @id", new { id });
        using var inspector = await service.SignedIn("inspector");
        using (var answer = await Patch("""{"attributes":{"kind":"mới"},"note":"Kiểm tra"}"""))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        }
        // Another wrong value is as wrong as it is anywhere.
        (await Refused(() => service.Sql("update env.current_feature set accuracy_m = 0.000002 where id = @id and upper_inf(valid)", new { id }))).ShouldContain("exact");
        (await Refused(() => service.Sql("update env.current_feature set geom = st_point(105.9, 21.6, 4326) where id = @id and upper_inf(valid)", new { id }))).ShouldContain("exact");
        (await Refused(() => service.Sql("update env.current_feature set attributes = attributes || '{\"count\":9007199254740995}' where id = @id and upper_inf(valid)", new { id }))).ShouldContain("count:inexact");
        // One is put right while the others go on.
        using (var answer = await Patch("""{"attributes":{"count":7},"note":"Sửa số"}"""))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        }
        await service.Sql("update env.current_feature set accuracy_m = 5, attributes = attributes - 'size' where id = @id", new { id });
        (await service.Rows<string>("select concat_ws(' ', attributes ->> 'count', attributes ->> 'size', accuracy_m) from env.current_feature where id = @id and upper_inf(valid)", new { id })).ShouldBe(["7 5"]);

        async Task<HttpResponseMessage> Patch(string body)
        {
            var version = await service.Value<long>("select version_id from env.current_feature where id = @id and valid @> env.today()", new { id });
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/features/{id}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
            return await inspector.SendAsync(request);
        }
    }

    [Fact]
    public async Task A_database_with_such_rows_and_with_restricted_layers_is_brought_up_to_date_whole()
    {
        await using var earlier = await EarlierDatabase.MakeAsync(service, "046");
        await using var connection = await earlier.Owner.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into env.layer (id, code_prefix, sort_order, geometry_kind, definition, rules) values
                ('open-sites', 'OPEN', 1, 'point', @open::jsonb, env.attribute_rules(@open::jsonb)), ('shut-sites', 'SHUT', 2, 'point', @shut::jsonb, env.attribute_rules(@shut::jsonb)),
                ('dark-sites', 'DARK', 3, 'point', @dark::jsonb, env.attribute_rules(@dark::jsonb));
            insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m) values
                ('open-sites', 'Nơi cũ', '{"count":9007199254740993}', st_point(105.8, 21.5, 4326), 'gps', 0.000001),
                ('shut-sites', 'Nơi kín', '{}', st_point(105.8, 21.5, 4326), 'digitised', 10), ('shut-sites', 'Nơi kín hai', '{}', st_point(105.9, 21.5, 4326), 'digitised', 10),
                ('dark-sites', 'Nơi khác', '{}', st_point(105.8, 21.5, 4326), 'digitised', 10);
            insert into env.layer (id, code_prefix, sort_order, geometry_kind, definition, rules) values
                ('area-sites', 'AREA', 4, 'polygon', @area::jsonb, env.attribute_rules(@area::jsonb));
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, near) values
                ('area-sites', 'Rỗng một phần', st_geomfromtext('MULTIPOLYGON(((105.8 21.5,105.9 21.5,105.9 21.6,105.8 21.5)),EMPTY)', 4326), 'digitised', 10, st_point('NaN', 21.5, 4326));
            """, new
        {
            open = RunningService.Definition("open-sites", "OPEN", "point", """[{"name":"count","title":{"vi":"Số","en":"Count"},"type":"integer"}]"""),
            shut = RunningService.Definition("shut-sites", "SHUT", "point", visibility: "restricted"),
            dark = RunningService.Definition("dark-sites", "DARK", "point", visibility: "restricted"),
            area = RunningService.Definition("area-sites", "AREA", "polygon"),
        });
        const string Counts = """
            select array[(select count(*) from published.feature where layer = 'open-sites'), (select count(*) from restricted.feature where layer = 'shut-sites'), (select count(*) from restricted.feature where layer = 'dark-sites'),
                (select count(*) from restricted.feature_document), (select sum(features) from env.tally where layer = 'shut-sites')]
            """;
        var before = await connection.ExecuteScalarAsync<long[]>(Counts);
        before.ShouldBe([1, 2, 1, 3, 2]);

        await Preparation.RunAsync(earlier.Owner, service.Root, new Steps(TextWriter.Null), CancellationToken.None);

        (await connection.ExecuteScalarAsync<long[]>(Counts)).ShouldBe(before);
        (await connection.QueryAsync<string>("select concat_ws(' ', st_astext(geom), near is null, upper_inf(recorded)) from env.feature_version where layer = 'area-sites' order by id desc")).First()
            .ShouldBe("MULTIPOLYGON(((105.8 21.5,105.9 21.5,105.9 21.6,105.8 21.5))) t t");
        (await connection.QueryAsync<string>("select st_asgeojson(geom) from published.feature where layer = 'area-sites'")).Single().ShouldNotContain("[]");
        (await connection.QueryAsync<string>("select relname from pg_class where relname ~ '(shut|dark)_sites'")).ShouldBeEmpty();
        // They are written to as before, and one that is opened to everybody stands in the public's table.
        await connection.ExecuteAsync("update env.current_feature set name_vi = name_vi || ' mới' where layer in ('open-sites', 'shut-sites', 'dark-sites')");
        await connection.ExecuteAsync("update env.layer set definition = definition || '{\"visibility\":\"public\"}' where id = 'shut-sites'");
        (await connection.QueryAsync<string>("select name_vi from published.feature where layer = 'shut-sites' order by 1")).ShouldBe(["Nơi kín hai mới", "Nơi kín mới"]);
        (await connection.QueryAsync<string>("select name_vi from restricted.feature order by 1")).ShouldBe(["Nơi khác mới"]);
    }

    static async Task<string> Refused<T>(Func<Task<T>> write)
    {
        var refused = await Should.ThrowAsync<PostgresException>(write);
        refused.SqlState.ShouldBe(PostgresErrorCodes.CheckViolation, refused.MessageText);
        return refused.MessageText;
    }
}
