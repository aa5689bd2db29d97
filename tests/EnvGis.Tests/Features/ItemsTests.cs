using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Features;

/// <summary>Items of a layer, one test per requirement of OGC API Features that servers trip on, and RFC 7946.</summary>
public sealed class ItemsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_feature_carries_what_is_published_about_it_and_its_id_at_the_top()
    {
        var (layer, begun) = (await service.NewLayer(attributes: OgcClient.Attributes), DateTimeOffset.UtcNow);
        var id = await service.NewFeature(layer, "POINT(105.80010001 21.59)", "Bãi \"Phúc Trìu\" \\ \t 🌏", """{"kind":"a","cells":3,"level":0.25,"lined":false,"since":"2026-04-01","owner":"Ông <b>A</b> & \"B\""}""");

        using var answer = await service.Http.GetAsync(OgcClient.Items(layer));
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/geo+json");
        answer.Headers.GetValues("Content-Crs").ShouldBe([$"<{OgcClient.Crs84}>"]);
        var page = OgcClient.Parse(await answer.Content.ReadAsStringAsync());
        page.GetProperty("type").GetString().ShouldBe("FeatureCollection");
        page.TryGetProperty("crs", out _).ShouldBeFalse();
        var feature = page.GetProperty("features")[0];
        feature.GetProperty("id").GetInt64().ShouldBe(id);
        feature.GetProperty("geometry").GetRawText().ShouldBe("""{"type":"Point","coordinates":[105.8001,21.59]}""");
        var properties = feature.GetProperty("properties");
        properties.GetProperty("code").GetString().ShouldEndWith($"-{id}");
        properties.GetProperty("name_vi").GetString().ShouldBe("Bãi \"Phúc Trìu\" \\   🌏", "a name is one line");
        properties.GetProperty("name_en").ValueKind.ShouldBe(JsonValueKind.Null);
        properties.GetProperty("demonstration").GetBoolean().ShouldBeFalse();
        properties.GetProperty("unlocated").GetBoolean().ShouldBeFalse();
        properties.GetProperty("accuracy_m").GetDouble().ShouldBe(10);
        properties.GetProperty("position_source").GetString().ShouldBe("digitised");
        properties.GetProperty("valid_from").GetString().ShouldBe("2026-01-01");
        properties.GetProperty("valid_to").ValueKind.ShouldBe(JsonValueKind.Null);
        properties.GetProperty("updated_at").GetDateTimeOffset().ShouldBeInRange(begun.AddSeconds(-1), DateTimeOffset.UtcNow);
        properties.GetProperty("area_m2").ValueKind.ShouldBe(JsonValueKind.Null);
        properties.GetProperty("kind").GetString().ShouldBe("a");
        properties.GetProperty("cells").GetInt32().ShouldBe(3);
        properties.GetProperty("level").GetDouble().ShouldBe(0.25);
        properties.GetProperty("lined").GetBoolean().ShouldBeFalse();
        properties.GetProperty("owner").GetString().ShouldBe("Ông <b>A</b> & \"B\"");
    }

    [Fact]
    public async Task Outer_rings_run_counter_clockwise_and_a_layer_of_polygons_has_one_geometry_type()
    {
        var layer = await service.NewLayer("polygon");
        await service.NewFeature(layer, "POLYGON((105 21, 105 22, 106 22, 106 21, 105 21), (105.2 21.2, 105.8 21.2, 105.8 21.8, 105.2 21.8, 105.2 21.2))");
        await service.NewFeature(layer, "MULTIPOLYGON(((107 21, 107 22, 108 22, 108 21, 107 21)), ((109 21, 109 22, 110 22, 110 21, 109 21)))");

        var page = await service.Json(OgcClient.Items(layer));

        foreach (var geometry in page.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("geometry")))
        {
            geometry.GetProperty("type").GetString().ShouldBe("MultiPolygon");
            foreach (var polygon in geometry.GetProperty("coordinates").EnumerateArray())
            {
                SignedArea(polygon[0]).ShouldBeGreaterThan(0);
                polygon.EnumerateArray().Skip(1).Select(SignedArea).ShouldAllBe(area => area < 0);
            }
        }
        page.GetProperty("features")[0].GetProperty("properties").GetProperty("area_m2").GetDouble().ShouldBeGreaterThan(1e9);

        static double SignedArea(JsonElement ring) => ring.EnumerateArray().Zip(ring.EnumerateArray().Skip(1),
            (a, b) => a[0].GetDouble() * b[1].GetDouble() - b[0].GetDouble() * a[1].GetDouble()).Sum();
    }

    [Fact]
    public async Task The_time_stamp_is_when_the_answer_was_made()
    {
        var layer = await service.NewLayer();

        var before = DateTimeOffset.UtcNow;

        var told = (await service.Json(OgcClient.Items(layer))).GetProperty("timeStamp").GetDateTimeOffset();

        // It may be told in whole seconds.
        told.ShouldBeInRange(before.AddSeconds(-1), DateTimeOffset.UtcNow);
    }

    [Theory]
    [InlineData("", 7)]
    [InlineData("limit=1", 1)]
    [InlineData("limit=7", 7)]
    [InlineData("limit=10001", 7)]
    [InlineData("limit=99999999999999999999999", 7)]
    [InlineData("limit=5&limit=2", 2)]
    [InlineData("limit=2&limit=5", 5)]
    public async Task As_many_are_returned_as_limit_says_and_a_limit_above_the_maximum_is_lowered(string query, int returned)
    {
        var layer = await service.NewLayer();
        await service.NewFeatures(layer, 7);

        var page = await service.Json(OgcClient.Items(layer, query));

        page.Ids().Length.ShouldBe(returned);
        page.GetProperty("numberReturned").GetInt32().ShouldBe(returned);
        page.GetProperty("numberMatched").GetInt32().ShouldBe(7);
        page.GetProperty("numberMatchedIs").GetString().ShouldBe("exact");
        (page.Link("next") is not null).ShouldBe(returned < 7);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&bbox=104,20,106,22")]
    [InlineData("&bbox=104,20,106,22&demonstration=false")]
    [InlineData("&datetime=2026-05-01/..")]
    public async Task Following_next_gives_every_feature_once_and_as_many_as_matched(string filter)
    {
        var layer = await service.NewLayer();
        await service.NewFeatures(layer, 23);
        await service.NewUnlocated(layer);

        var seen = new List<long>();
        var pages = 0;
        for (var next = OgcClient.Items(layer, "limit=5" + filter); next is not null; pages++)
        {
            var page = await service.Json(next);
            page.GetProperty("numberMatched").GetInt32().ShouldBe(24);
            seen.AddRange(page.Ids());
            next = page.Link("next");
        }

        pages.ShouldBe(5);
        seen.ShouldBeUnique();
        seen.Count.ShouldBe(24);
    }

    [Fact]
    public async Task A_next_link_taken_apart_and_put_together_with_doubled_parameters_and_another_limit_still_works()
    {
        var layer = await service.NewLayer(attributes: OgcClient.Attributes);
        await service.NewFeatures(layer, 9);

        var first = await service.Json(OgcClient.Items(layer, "limit=4&bbox=104%2C20%2C106%2C22&bbox-crs=" + Uri.EscapeDataString(OgcClient.Crs84)));
        var next = first.Link("next")!;
        var query = Uri.UnescapeDataString(new Uri(next).Query.TrimStart('?'));
        // As the conformance suite does it: every part is a name and a value, added to an address that has them already; then the declared maximum.
        var parts = query.Split('&').Select(part => part.Split('=')).ToList();
        parts.ShouldAllBe(part => part.Length == 2);
        var rebuilt = next + string.Concat(parts.Select(part => $"&{part[0]}={Uri.EscapeDataString(part[1])}")) + "&limit=10000";

        var rest = await service.Json(rebuilt);

        rest.Ids().Length.ShouldBe(5);
        first.Ids().Concat(rest.Ids()).ShouldBeUnique();
        parts.Single(part => part[0] == "after")[1].ShouldMatch("^[A-Za-z0-9_-]+$");
    }

    [Fact]
    public async Task Offset_skips_and_its_next_page_goes_on_by_cursor()
    {
        var layer = await service.NewLayer();
        await service.NewFeatures(layer, 9);
        var all = await service.IdsOf(layer);

        var page = await service.Json(OgcClient.Items(layer, "offset=3&limit=4"));

        page.Ids().ShouldBe(all[3..7]);
        page.GetProperty("numberMatched").GetInt32().ShouldBe(9);
        page.Link("next")!.ShouldNotContain("offset");
        (await service.Json(page.Link("next")!)).Ids().ShouldBe(all[7..]);
        (await service.IdsOf(layer, "offset=9")).ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_ten_thousand_matches_of_a_filter_are_not_counted_and_the_answer_says_so()
    {
        var layer = await service.NewLayer();
        await service.NewFeatures(layer, 10_001);

        var filtered = await service.Json(OgcClient.Items(layer, "limit=1&demonstration=false"));
        filtered.TryGetProperty("numberMatched", out _).ShouldBeFalse();
        filtered.GetProperty("numberMatchedIs").GetString().ShouldBe("at-least");
        filtered.GetProperty("numberMatchedAtLeast").GetInt32().ShouldBe(10_001);
        (await service.Json(filtered.Link("next")!)).GetProperty("numberMatchedIs").GetString().ShouldBe("at-least");

        (await service.Json(OgcClient.Items(layer, "limit=1"))).GetProperty("numberMatched").GetInt32().ShouldBe(10_001);
        (await service.IdsOf(layer, "limit=10000")).Length.ShouldBe(10_000);
    }

    [Fact]
    public async Task The_number_of_all_features_follows_every_change_whoever_writes_it()
    {
        var layer = await service.NewLayer();
        await service.NewFeatures(layer, 3);
        (await Matched()).ShouldBe(3);
        await service.NewFeatures(layer, 2);
        (await Matched()).ShouldBe(5);
        await service.Sql("update env.current_feature set name_vi = 'Đổi' where layer = @layer", new { layer });
        (await Matched()).ShouldBe(5);
        await service.Sql("delete from env.current_feature where id = (select max(id) from env.current_feature where layer = @layer)", new { layer });
        (await Matched()).ShouldBe(4);

        // A writer who began before the last look and ends after it.
        await using var connection = await service.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var write = new Npgsql.NpgsqlCommand("delete from env.current_feature where id = (select min(id) from env.current_feature where layer = $1)", connection, transaction))
        {
            write.Parameters.Add(new() { Value = layer });
            await write.ExecuteNonQueryAsync();
        }
        await service.NewFeatures(layer, 1);
        (await Matched()).ShouldBe(5);
        await transaction.CommitAsync();
        (await Matched()).ShouldBe(4);

        async Task<int> Matched() => (await service.Json(OgcClient.Items(layer, "limit=1"))).GetProperty("numberMatched").GetInt32();
    }

    [Fact]
    public async Task Many_changes_beside_a_transaction_that_goes_on_are_each_looked_at_once()
    {
        const int Many = 2_000;
        var layer = await service.NewLayer();
        // What PostgreSQL knows of these tables is from before: it plans as if there were a handful.
        await service.Sql("analyze published.feature; analyze env.change; analyze env.feature_version");
        await using var goesOn = await service.Owner.OpenConnectionAsync();
        await using var transaction = await goesOn.BeginTransactionAsync();
        await using (var number = new Npgsql.NpgsqlCommand("select pg_current_xact_id()", goesOn, transaction))
        {
            await number.ExecuteScalarAsync();
        }
        await service.NewFeatures(layer, Many);
        foreach (var snapshot in new[] { "before", "after" })
        {
            await using var connection = await service.Owner.OpenConnectionAsync();
            await using var command = new Npgsql.NpgsqlCommand("set search_path = published, public; explain (analyze, timing off, format json) " + EnvGis.Ogc.LayerTotals.DifferenceSql
                .Replace("$1", "@layer", StringComparison.Ordinal).Replace("$2", "@snapshot", StringComparison.Ordinal), connection);
            command.Parameters.AddWithValue("layer", layer);
            // Of a look before the changes, and of one that has seen them while the transaction went on.
            command.Parameters.AddWithValue("snapshot", (await service.Value<string>(snapshot == "after" ? "select pg_current_snapshot()::text"
                : "select pg_snapshot_xmin(pg_current_snapshot())::text || ':' || pg_snapshot_xmin(pg_current_snapshot())::text || ':'"))!);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            RowsRead(JsonElement.Parse(reader.GetString(0))[0].GetProperty("Plan")).ShouldBeLessThan(20 * Many, snapshot);
        }

        static double RowsRead(JsonElement node) =>
            (node.TryGetProperty("Relation Name", out _) ? node.GetProperty("Actual Loops").GetDouble() * (node.GetProperty("Actual Rows").GetDouble()
                + (node.TryGetProperty("Rows Removed by Filter", out var removed) ? removed.GetDouble() : 0)
                + (node.TryGetProperty("Rows Removed by Index Recheck", out var rechecked) ? rechecked.GetDouble() : 0)) : 0)
            + (node.TryGetProperty("Plans", out var inner) ? inner.EnumerateArray().Sum(RowsRead) : 0);
    }

    [Theory]
    [InlineData("bbox=104,20,106,22", true)]
    [InlineData("bbox=104,20,0,106,22,100", true)]
    [InlineData("bbox=105,21,105,21", true)]
    [InlineData("bbox=105,20,105,22", true)]
    [InlineData("bbox=1,2,3,4", false)]
    [InlineData("bbox=104,20,104.9999999,22", false)]
    [InlineData("bbox=104.5,20.5,105,21", true)]
    [InlineData("bbox=100,-90,-170,90", true)]
    [InlineData("bbox=170,-90,-170,90", false)]
    [InlineData("bbox=-1000,-1000,1000,1000", true)]
    [InlineData("bbox=200,100,210,120", false)]
    [InlineData("bbox=20,104,22,106&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326", true)]
    [InlineData("bbox=104,20,106,22&bbox-crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84", true)]
    [InlineData("bbox=104,20,106,22&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326", false)]
    [InlineData("bbox=1.04e2,20,1.06E2,22", true)]
    public async Task A_box_finds_what_meets_it_and_always_what_nobody_has_located(string query, bool meets)
    {
        var layer = await service.NewLayer();
        var located = await service.NewFeature(layer, "POINT(105 21)");
        var unlocated = await service.NewUnlocated(layer);

        (await service.IdsOf(layer, query)).ShouldBe(meets ? [located, unlocated] : [unlocated]);
    }

    [Fact]
    public async Task A_box_finds_what_meets_it_and_not_what_only_surrounds_it()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POLYGON((105 21, 106 21, 106 22, 105 22, 105 21), (105.2 21.2, 105.8 21.2, 105.8 21.8, 105.2 21.8, 105.2 21.2))");

        (await service.IdsOf(layer, "bbox=105.4,21.4,105.6,21.6")).ShouldBeEmpty();
        (await service.IdsOf(layer, "bbox=105.05,21.05,105.1,21.1")).ShouldBe([id]);
        (await service.IdsOf(layer, "bbox=104,20,107,23")).ShouldBe([id]);
    }

    [Fact]
    public async Task A_feature_without_a_position_is_there_with_null_geometry()
    {
        var layer = await service.NewLayer();
        await service.NewUnlocated(layer);

        var feature = (await service.Json(OgcClient.Items(layer))).GetProperty("features")[0];

        feature.GetProperty("geometry").ValueKind.ShouldBe(JsonValueKind.Null);
        feature.GetProperty("properties").GetProperty("unlocated").GetBoolean().ShouldBeTrue();
        feature.GetProperty("properties").GetProperty("commune_code").GetString().ShouldBe("05488");
        feature.GetProperty("properties").GetProperty("position_source").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=text")]
    [InlineData("limit=5text")]
    [InlineData("limit=1.5")]
    [InlineData("limit=")]
    [InlineData("offset=-1")]
    [InlineData("offset=x")]
    [InlineData("offset=100001")]
    [InlineData("offset=99999999999999999999")]
    [InlineData("after=x")]
    [InlineData("after=AAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("after=________________________")]
    [InlineData("bbox=1,2,3")]
    [InlineData("bbox=1,2,3,4,5")]
    [InlineData("bbox=1,2,3,text")]
    [InlineData("bbox=1,4,3,2")]
    [InlineData("bbox=1,2,3,NaN")]
    [InlineData("bbox=1,2,Infinity,4")]
    [InlineData("bbox=")]
    [InlineData("bbox=1,2,3,4&bbox=1,2,3,5")]
    [InlineData("bbox=1,2,3,4&bbox-crs=http://www.opengis.net/def/crs/0/unsupported")]
    [InlineData("crs=http://www.opengis.net/def/crs/0/unsupported")]
    [InlineData("datetime=")]
    [InlineData("datetime=yesterday")]
    [InlineData("datetime=2026-13-01")]
    [InlineData("datetime=2026-02-30")]
    [InlineData("datetime=2026-02-01/2026-01-01")]
    [InlineData("datetime=2026-02-01/2026-02-02/2026-02-03")]
    [InlineData("datetime=..")]
    [InlineData("datetime=2026-02-01T25:00:00Z")]
    [InlineData("datetime=2026-02-01T00:00:00")]
    [InlineData("kind=c")]
    [InlineData("kind=")]
    [InlineData("cells=3.5")]
    [InlineData("cells=many")]
    [InlineData("level=0,5,3")]
    [InlineData("level=NaN")]
    [InlineData("lined=yes")]
    [InlineData("since=01/04/2026")]
    [InlineData("since=2026-02-30")]
    [InlineData("owner=a%00b")]
    [InlineData("hidden=y")]
    [InlineData("demonstration=maybe")]
    [InlineData("unlocated=1")]
    [InlineData("commune_code=123")]
    [InlineData("commune_code=05488x")]
    [InlineData("province_code=Thái Nguyên")]
    [InlineData("f=xml")]
    [InlineData("filter=code%3D1")]
    [InlineData("name_vi=x")]
    [InlineData("'=1")]
    public async Task A_value_that_makes_no_sense_is_refused_with_its_name(string query)
    {
        var layer = await service.NewLayer(attributes: OgcClient.Attributes);

        (await service.Refused(OgcClient.Items(layer, query))).ShouldContain(query.Split('=')[0].Replace("bbox-crs", "bbox", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Attributes_filter_by_their_own_type_and_together()
    {
        var layer = await service.NewLayer(attributes: OgcClient.Attributes);
        var a = await service.NewFeature(layer, "POINT(105 21)", attributes: """{"kind":"a","cells":3,"level":0.5,"lined":true,"since":"2026-04-01","owner":"Ông A"}""");
        var b = await service.NewFeature(layer, "POINT(105 21)", attributes: """{"kind":"b","cells":3,"level":2,"lined":false}""");

        (await service.IdsOf(layer, "kind=a")).ShouldBe([a]);
        (await service.IdsOf(layer, "cells=3")).ShouldBe([a, b]);
        (await service.IdsOf(layer, "cells=3&lined=false")).ShouldBe([b]);
        (await service.IdsOf(layer, "cells=3&kind=a&lined=false")).ShouldBeEmpty();
        (await service.IdsOf(layer, "level=0.50")).ShouldBe([a]);
        (await service.IdsOf(layer, "level=2.0")).ShouldBe([b]);
        (await service.IdsOf(layer, "since=2026-04-01")).ShouldBe([a]);
        (await service.IdsOf(layer, "owner=" + Uri.EscapeDataString("Ông A"))).ShouldBe([a]);
        (await service.IdsOf(layer, "owner=")).ShouldBeEmpty();
        (await service.IdsOf(layer, "kind=a&kind=a")).ShouldBe([a]);
    }

    [Fact]
    public async Task The_common_properties_filter_too()
    {
        var layer = await service.NewLayer();
        var located = await service.NewFeature(layer, "POINT(105 21)");
        var unlocated = await service.NewUnlocated(layer);
        var code = await service.Value<string>("select code from env.feature where id = @located", new { located });

        (await service.IdsOf(layer, $"code={code}")).ShouldBe([located]);
        (await service.IdsOf(layer, "unlocated=true")).ShouldBe([unlocated]);
        (await service.IdsOf(layer, "unlocated=false")).ShouldBe([located]);
        (await service.IdsOf(layer, "commune_code=05488")).ShouldBe([unlocated]);
        (await service.IdsOf(layer, "province_code=19")).ShouldBe([unlocated]);
        (await service.IdsOf(layer, "demonstration=true")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("' or '1'='1")]
    [InlineData("x'; drop table published.feature; --")]
    [InlineData("{\"a\":1}")]
    [InlineData("\\u0000")]
    [InlineData("%25%27")]
    [InlineData("🌏\u202e")]
    public async Task A_hostile_text_is_only_a_text_that_matches_nothing(string text)
    {
        var layer = await service.NewLayer(attributes: OgcClient.Attributes);
        await service.NewFeature(layer, "POINT(105 21)");

        foreach (var name in (string[])["owner", "code"])
        {
            (await service.IdsOf(layer, $"{name}={Uri.EscapeDataString(text)}")).ShouldBeEmpty();
        }
        (await service.IdsOf(layer)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_date_only_what_is_in_force_today_is_there_and_with_one_what_was_in_force_then()
    {
        var layer = await service.NewLayer();
        var past = await With("[2020-01-01,2021-01-01)");
        var now = await With("[2024-01-01,)");
        var coming = await With("[2090-01-01,)");

        (await service.IdsOf(layer)).ShouldBe([now]);
        (await service.IdsOf(layer, "datetime=2020-06-01")).ShouldBe([past]);
        (await service.IdsOf(layer, "datetime=2020-12-31")).ShouldBe([past]);
        (await service.IdsOf(layer, "datetime=2021-01-01")).ShouldBeEmpty();
        (await service.IdsOf(layer, "datetime=2020-06-01T12:00:00Z/2030-01-01T00:00:00Z")).ShouldBe([past, now]);
        (await service.IdsOf(layer, "datetime=2025-01-01/..")).ShouldBe([now, coming]);
        (await service.IdsOf(layer, "datetime=2025-01-01/")).ShouldBe([now, coming]);
        (await service.IdsOf(layer, "datetime=../2020-02-01")).ShouldBe([past]);
        (await service.IdsOf(layer, "datetime=/2020-02-01")).ShouldBe([past]);
        (await service.IdsOf(layer, "datetime=../..")).ShouldBe([past, now, coming]);
        // The first moment of 2024 in Vietnam is 17 hours on the last day of 2023 in Greenwich.
        (await service.IdsOf(layer, "datetime=2023-12-31T16:59:59Z")).ShouldBeEmpty();
        (await service.IdsOf(layer, "datetime=2023-12-31T17:00:00Z")).ShouldBe([now]);
        (await service.IdsOf(layer, "datetime=2024-01-01T00:00:00%2B07:00")).ShouldBe([now]);
        // QGIS writes half-open intervals so.
        (await service.IdsOf(layer, "datetime=0000-01-01T00:00:00Z/2020-02-01T00:00:00Z")).ShouldBe([past]);
        (await service.IdsOf(layer, "datetime=2025-01-01T00:00:00Z/9999-12-31T00:00:00Z")).ShouldBe([now, coming]);
        (await service.Json(OgcClient.Items(layer, "datetime=2020-06-01"))).GetProperty("features")[0].GetProperty("properties").GetProperty("valid_to").GetString().ShouldBe("2020-12-31");

        async Task<long> With(string valid) => await service.Value<long>("""
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, valid)
            values (@layer, 'X', st_point(105, 21, 4326), 'digitised', 10, @valid::daterange) returning id
            """, new { layer, valid });
    }

    [Fact]
    public async Task Of_a_feature_with_several_versions_in_the_interval_the_last_is_given_once()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105 21)", "Trước");
        await service.Sql("update env.current_feature set valid = daterange('2026-01-01', '2026-06-01') where id = @id", new { id });
        await service.Sql("""
            insert into env.feature_version (feature_id, layer, valid, name_vi, geom, position_source, accuracy_m)
            values (@id, @layer, daterange('2026-06-01', null), 'Sau', st_point(106, 22, 4326), 'digitised', 10)
            """, new { id, layer });

        var both = (await service.Json(OgcClient.Items(layer, "datetime=2026-01-01/.."))).GetProperty("features");
        both.GetArrayLength().ShouldBe(1);
        both[0].GetProperty("properties").GetProperty("name_vi").GetString().ShouldBe("Sau");
        (await service.Json(OgcClient.Items(layer, "datetime=2026-02-01"))).GetProperty("features")[0].GetProperty("properties").GetProperty("name_vi").GetString().ShouldBe("Trước");
        (await service.IdsOf(layer, "datetime=2026-01-01/..&bbox=104.9,20.9,105.1,21.1")).ShouldBe([id]);
    }

    [Fact]
    public async Task What_was_withdrawn_is_nowhere()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105 21)");
        await service.Sql("delete from env.current_feature where id = @id", new { id });

        (await service.IdsOf(layer)).ShouldBeEmpty();
        (await service.IdsOf(layer, "datetime=../..")).ShouldBeEmpty();
        (await service.Refused($"{OgcClient.Items(layer)}/{id}", HttpStatusCode.NotFound)).ShouldContain(id.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_layer_that_is_not_public_is_nowhere()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105 21)");
        await service.Sql("""update env.layer set definition = jsonb_set(definition, '{visibility}', '"restricted"') where id = @layer""", new { layer });
        await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<EnvGis.Access.PublicSight>(service.Services).Layers.RefreshAsync(CancellationToken.None);

        foreach (var address in (string[])[OgcClient.Items(layer), $"{OgcClient.Items(layer)}/{id}", $"/api/features/{id}", $"/api/features/{id}/geometry", $"/exports/{layer}.geojson"])
        {
            await service.Refused(address, HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_single_feature_equals_the_one_in_the_page_and_has_its_links_and_tag()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105 21)");
        var inPage = (await service.Json(OgcClient.Items(layer))).GetProperty("features")[0];

        using var answer = await service.Http.GetAsync($"{OgcClient.Items(layer)}/{id}");
        var single = OgcClient.Parse(await answer.Content.ReadAsStringAsync());

        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/geo+json");
        answer.Headers.GetValues("Content-Crs").ShouldBe([$"<{OgcClient.Crs84}>"]);
        foreach (var member in (string[])["type", "id", "properties", "geometry"])
        {
            JsonElement.DeepEquals(inPage.GetProperty(member), single.GetProperty(member)).ShouldBeTrue(member);
        }
        single.Link("self").ShouldEndWith($"/items/{id}");
        single.Link("collection").ShouldEndWith($"/ogc/collections/{layer}");

        using var again = new HttpRequestMessage(HttpMethod.Get, $"{OgcClient.Items(layer)}/{id}") { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        using var unchanged = await service.Http.SendAsync(again);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await service.Sql("update env.current_feature set name_vi = 'Khác' where id = @id", new { id });
        using var changedRequest = new HttpRequestMessage(HttpMethod.Get, $"{OgcClient.Items(layer)}/{id}") { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        using var changed = await service.Http.SendAsync(changedRequest);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("01")]
    [InlineData("abc")]
    [InlineData("9223372036854775808")]
    [InlineData("999999999")]
    public async Task A_feature_that_is_not_there_is_not_found(string id) =>
        (await service.Refused(OgcClient.Items("landfills") + "/" + id, HttpStatusCode.NotFound)).ShouldContain(id);

    [Fact]
    public async Task A_feature_of_another_layer_is_not_found_in_this_one()
    {
        var id = await service.NewFeature(await service.NewLayer(), "POINT(105 21)");

        await service.Refused($"{OgcClient.Items(await service.NewLayer())}/{id}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_caller_who_takes_gzip_gets_the_same_page_compressed()
    {
        var layer = await service.NewLayer();
        await service.NewFeatures(layer, 500);

        using var asked = new HttpRequestMessage(HttpMethod.Get, OgcClient.Items(layer, "limit=500")) { Headers = { AcceptEncoding = { new("gzip") } } };
        using var answer = await service.Http.SendAsync(asked);

        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        await using var plain = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        (await JsonDocument.ParseAsync(plain)).RootElement.GetProperty("numberReturned").GetInt32().ShouldBe(500);
    }
}
