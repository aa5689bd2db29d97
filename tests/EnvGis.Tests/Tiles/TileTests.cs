using System.Diagnostics;
using System.Net;
using System.Text.Json;
using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Tiling;
using EnvGis.Tests.Tiling;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Tiles;

public class TileTests(RunningService service) : IClassFixture<RunningService>
{
    const double Longitude = 105.8001, Latitude = 21.5903;

    const string Attributes = """
        [{"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"code","codelist":[{"code":"a","title":{"vi":"A","en":"A"}}],"tiles":true},
         {"name":"cells","title":{"vi":"Số ô","en":"Cells"},"type":"integer","tiles":true},
         {"name":"level","title":{"vi":"Mức","en":"Level"},"type":"number","unit":"mg/kg","tiles":true},
         {"name":"lined","title":{"vi":"Có lót","en":"Lined"},"type":"boolean","tiles":true},
         {"name":"since","title":{"vi":"Từ","en":"Since"},"type":"date","tiles":true},
         {"name":"secret","title":{"vi":"Ngoài ô","en":"Not in tiles"},"type":"text"}]
        """;

    [Fact]
    public async Task A_tile_shows_a_feature_where_it_is_with_its_id_and_name()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, $"POINT({Longitude} {Latitude})", "Bãi chôn lấp Phúc Trìu");

        foreach (var zoom in new[] { 0, 7, 13, 14, 18 })
        {
            var tile = TileAddress.Of(zoom, Longitude, Latitude);
            var content = (await service.Tile(layer, tile))[layer];
            content.Extent.ShouldBe(4096);
            var shown = content.Features.ShouldHaveSingleItem();
            shown.Id.ShouldBe((ulong)id);
            shown.Tags.ShouldBe([new("name", "Bãi chôn lấp Phúc Trìu")]);
            var (longitude, latitude) = tile.PositionOf(shown.Parts[0][0], content.Extent);
            // Half a unit of the tile's grid.
            var tolerance = 360.0 / (1 << zoom) / 4096;
            longitude.ShouldBe(Longitude, tolerance);
            latitude.ShouldBe(Latitude, tolerance);
        }
    }

    [Fact]
    public async Task Attributes_travel_with_their_types_and_only_those_the_layer_file_chose()
    {
        var layer = await service.NewLayer("point", Attributes);
        await service.NewFeature(layer, $"POINT({Longitude} {Latitude})", "Một",
            """{"kind":"a","cells":3,"level":0.25,"lined":false,"since":"2026-04-01","secret":"x"}""");

        var shown = (await service.TileAt(layer, Longitude, Latitude, 14))[layer].Features.ShouldHaveSingleItem();

        shown.Tags.ToDictionary().ShouldBe(new Dictionary<string, object>
        {
            ["name"] = "Một", ["kind"] = "a", ["cells"] = 3UL, ["level"] = 0.25, ["lined"] = false, ["since"] = "2026-04-01",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_number_too_great_for_a_tile_is_left_out_and_the_tile_is_made()
    {
        var layer = await service.NewLayer("point", Attributes);
        // As it was recorded before the database refused it.
        await using (var connection = await service.Owner.OpenConnectionAsync())
        await using (var before = new NpgsqlCommand($$"""
            alter table env.feature_version disable trigger a_check;
            insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, valid)
            values ('{{layer}}', 'Một', '{"cells":123456789012345678901234567890,"level":1e400}', st_geomfromtext('POINT({{Longitude}} {{Latitude}})', 4326), 'digitised', 10, daterange('2026-01-01', null));
            alter table env.feature_version enable trigger a_check
            """, connection))
        {
            await before.ExecuteNonQueryAsync();
        }

        var shown = (await service.TileAt(layer, Longitude, Latitude, 14))[layer].Features.ShouldHaveSingleItem();

        shown.Tags.Select(tag => tag.Key).ShouldBe(["name"]);
    }

    [Fact]
    public async Task Only_a_demonstration_says_so()
    {
        var layer = await service.NewLayer("point");
        await service.NewFeature(layer, $"POINT({Longitude} {Latitude})", "Thật");
        var demonstration = await service.NewFeature(layer, $"POINT({Longitude} {Latitude})", "Minh họa");
        await service.Sql("update env.current_feature set demonstration = true where id = @demonstration", new { demonstration });
        await Until.So(async () => (await service.TileAt(layer, Longitude, Latitude, 12))[layer].Features
            .Any(feature => feature["demo"] is not null), "demo in the tile");

        var features = (await service.TileAt(layer, Longitude, Latitude, 12))[layer].Features;

        features.Single(feature => feature.Id == (ulong)demonstration)["demo"].ShouldBe(true);
        features.Single(feature => feature.Id != (ulong)demonstration).Tags.Select(tag => tag.Key).ShouldBe(["name"]);
    }

    [Fact]
    public async Task An_unlocated_feature_is_in_no_tile()
    {
        var layer = await service.NewLayer();
        var commune = await service.Value<int>("select id from env.commune where code = '05488'");
        await service.Sql("""
            insert into env.current_feature (layer, name_vi, accuracy_m, commune_id, near, valid)
            values (@layer, 'Chưa rõ', 3000, @commune, st_point(105.8, 21.6, 4326), '[2026-01-01,)')
            """, new { layer, commune });

        (await service.TileBytes($"/tiles/{layer}/0/0/0.mvt")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tile_without_features_is_an_answer_without_a_body()
    {
        var layer = await service.NewLayer();

        using var response = await service.Ask($"/tiles/{layer}/3/1/1.mvt", encoding: "gzip");

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        response.Headers.CacheControl!.ToString().ShouldBe("public, no-cache");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_layer_has_no_tiles_outside_its_zooms()
    {
        var layer = await service.NewLayer("point", minimumZoom: 5, maximumZoom: 12);
        await service.NewFeature(layer, $"POINT({Longitude} {Latitude})");

        foreach (var (zoom, isThere) in new[] { (4, false), (5, true), (12, true), (13, false) })
        {
            (await service.TileAt(layer, Longitude, Latitude, zoom)).ContainsKey(layer).ShouldBe(isThere, $"zoom {zoom}");
        }
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br", "gzip")]
    [InlineData("gzip;q=0.5, br;q=0.9", "br")]
    [InlineData("gzip;q=0", null)]
    [InlineData("gzip;q=0, *", "br")]
    [InlineData("*", "gzip")]
    [InlineData("deflate, zstd", null)]
    [InlineData("identity, gzip;q=0.2", null)]
    public async Task A_tile_is_packed_as_the_caller_takes_it(string? accepted, string? sent)
    {
        var layer = await service.NewLayer();
        await service.NewFeature(layer, $"POINT({Longitude} {Latitude})");
        var address = TileClient.AddressAt(layer, Longitude, Latitude, 10);
        var plain = await service.TileBytes(address);

        using var response = await service.Ask(address, accepted);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/vnd.mapbox-vector-tile");
        response.Content.Headers.ContentEncoding.ShouldBe(sent is null ? [] : [sent]);
        response.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        response.Headers.CacheControl!.ToString().ShouldBe("public, no-cache");
        var body = await response.Content.ReadAsByteArrayAsync();
        (sent is null ? body : TileClient.Unpacked(body, sent)).ShouldBe(plain);
    }

    [Fact]
    public async Task Every_encoding_has_its_own_strong_entity_tag()
    {
        var layer = await service.NewLayer();
        await service.NewFeature(layer, $"POINT({Longitude} {Latitude})");
        var address = TileClient.AddressAt(layer, Longitude, Latitude, 10);

        var tags = new HashSet<string>();
        foreach (var encoding in new[] { "identity", "gzip", "br" })
        {
            using var response = await service.Ask(address, encoding);
            response.Headers.ETag!.IsWeak.ShouldBeFalse();
            tags.Add(response.Headers.ETag.Tag).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_caller_who_has_the_tile_is_told_so()
    {
        var layer = await service.NewLayer();
        await service.NewFeature(layer, $"POINT({Longitude} {Latitude})");
        var address = TileClient.AddressAt(layer, Longitude, Latitude, 10);
        using var first = await service.Ask(address, "gzip");
        var tag = first.Headers.ETag!.Tag;

        foreach (var has in new[] { tag, $"W/{tag}", $"\"other\", {tag}", "*" })
        {
            using var again = await service.Ask(address, "gzip", has);
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified, has);
            again.Headers.ETag!.Tag.ShouldBe(tag);
            again.Headers.Vary.ShouldBe(["Accept-Encoding"]);
            again.Headers.CacheControl!.ToString().ShouldBe("public, no-cache");
            (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }
        using var different = await service.Ask(address, "gzip", "\"other\"");
        different.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var unpacked = await service.Ask(address, "identity", tag);
        unpacked.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task HEAD_says_what_GET_would_without_the_body()
    {
        var layer = await service.NewLayer();
        await service.NewFeature(layer, $"POINT({Longitude} {Latitude})");
        var address = TileClient.AddressAt(layer, Longitude, Latitude, 10);
        using var get = await service.Ask(address, "gzip");

        using var head = await service.Ask(address, "gzip", method: HttpMethod.Head);

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Headers.ETag.ShouldBe(get.Headers.ETag);
        head.Content.Headers.ContentLength.ShouldBe(get.Content.Headers.ContentLength);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0/0/1.mvt", 400, "tile-outside")]
    [InlineData("19/0/0.mvt", 400, "tile-outside")]
    [InlineData("-1/0/0.mvt", 400, "tile-outside")]
    [InlineData("5/32/0.mvt", 400, "tile-outside")]
    [InlineData("5/1.5/0.mvt", 400, "tile-outside")]
    [InlineData("5/ 1/0.mvt", 400, "tile-outside")]
    [InlineData("5/99999999999999999999/0.mvt", 400, "tile-outside")]
    [InlineData("a/b/c.mvt", 400, "tile-outside")]
    [InlineData("0/0/0.mvt?colour=red", 400, "unknown-parameter")]
    [InlineData("0/0/0.mvt?v=7&lang=en", 204, null)]
    public async Task An_address_without_a_tile_is_refused(string rest, int status, string? problem)
    {
        var layer = await service.NewLayer();

        using var response = await service.Ask($"/tiles/{layer}/{rest}");

        ((int)response.StatusCode).ShouldBe(status);
        if (problem is not null)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            (await response.Content.ReadAsStringAsync()).ShouldContain($"/problems/{problem}");
        }
    }

    [Theory]
    [InlineData("/tiles/no-such-layer/0/0/0.mvt")]
    [InlineData("/tiles/landfills',%20x/0/0/0.mvt")]
    [InlineData("/tiles/no-such-layer.json")]
    [InlineData("/tiles/,/0/0/0.mvt")]
    public async Task A_layer_that_is_none_is_not_found(string address)
    {
        using var response = await service.Ask(address);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("/problems/unknown-layer");
    }

    [Fact]
    public async Task A_zone_smaller_than_a_pixel_is_a_square_of_one_and_never_vanishes()
    {
        var layer = await service.NewLayer("polygon");
        await service.NewFeature(layer, "POLYGON((105.8 21.6, 105.801 21.6, 105.801 21.601, 105.8 21.6))", "Nhỏ");
        await service.NewFeature(layer, "POLYGON((105.8 21.6, 106.8 21.6000001, 106.8 21.6, 105.8 21.6))", "Hẹp");

        foreach (var zoom in Enumerable.Range(0, 14))
        {
            var shown = (await service.TileAt(layer, 105.8005, 21.6, zoom))[layer].Features;
            shown.Select(feature => feature["name"]).ShouldContain("Nhỏ", $"zoom {zoom}");
            shown.ShouldAllBe(feature => feature.Type == TileGeometryType.Polygon && feature.Parts.All(ring => TwiceArea(ring) != 0));
        }
        // The narrow zone is shown where its label is, even when nothing of it is wide enough for the grid.
        (await service.TileAt(layer, 105.8005, 21.6, 0))[layer].Features.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Rings_turn_as_the_standard_asks_and_holes_stay_holes()
    {
        var layer = await service.NewLayer("polygon");
        await service.NewFeature(layer,
            "MULTIPOLYGON(((105.8 21.6, 105.9 21.6, 105.9 21.7, 105.8 21.7, 105.8 21.6), (105.83 21.63, 105.83 21.67, 105.87 21.67, 105.87 21.63, 105.83 21.63)),"
            + " ((105.95 21.6, 105.97 21.6, 105.97 21.62, 105.95 21.6)))");

        foreach (var zoom in new[] { 10, 14 })
        {
            var zone = (await service.TileAt(layer, 105.8299, 21.65, zoom))[layer].Features.ShouldHaveSingleItem();
            TwiceArea(zone.Parts[0]).ShouldBePositive();
            if (zoom == 10)
            {
                zone.Parts.Select(ring => Math.Sign(TwiceArea(ring))).Order().ShouldBe([-1, 1, 1]);
            }
        }
    }

    [Fact]
    public async Task The_label_of_a_zone_is_in_exactly_one_tile()
    {
        var layer = await service.NewLayer("polygon");
        var id = await service.NewFeature(layer, "POLYGON((105.5 21.4, 106.1 21.4, 106.1 21.9, 105.5 21.9, 105.5 21.4))", "Vùng");

        var labels = new List<TileFeature>();
        foreach (var address in TileRange.Covering(new Extent(105.5, 21.4, 106.1, 21.9), 12))
        {
            var tile = await service.Tile(layer, address);
            tile.ShouldContainKey(layer);
            if (tile.TryGetValue($"{layer}:label", out var labelled))
            {
                labels.AddRange(labelled.Features);
            }
        }

        var label = labels.ShouldHaveSingleItem();
        label.Id.ShouldBe((ulong)id);
        label.Type.ShouldBe(TileGeometryType.Point);
        label["name"].ShouldBe("Vùng");
        // 4 · log2 of 3 445 km² in m².
        label["area"].ShouldBe(127UL);
    }

    [Fact]
    public async Task Layers_asked_for_together_come_as_the_single_ones_joined()
    {
        var (zones, sites) = (await service.NewLayer("polygon"), await service.NewLayer("point"));
        await service.NewFeature(zones, "POLYGON((105.7 21.5, 105.9 21.5, 105.9 21.7, 105.7 21.5))");
        await service.NewFeature(sites, $"POINT({Longitude} {Latitude})");

        var joined = await service.TileBytes(TileClient.AddressAt($"{sites},{zones},{sites}", Longitude, Latitude, 11));

        var single = (byte[])[
            .. await service.TileBytes(TileClient.AddressAt(zones, Longitude, Latitude, 11)),
            .. await service.TileBytes(TileClient.AddressAt(sites, Longitude, Latitude, 11))];
        joined.ShouldBe(single);
        TileClient.Decoded(joined).Keys.Where(name => !name.EndsWith(":label", StringComparison.Ordinal)).ShouldBe([zones, sites]);
    }

    [Fact]
    public async Task TileJSON_names_what_the_tiles_carry_and_where_they_are()
    {
        var layer = await service.NewLayer("point-or-polygon", Attributes, minimumZoom: 3, maximumZoom: 16);
        await service.NewFeature(layer, "POLYGON((105.7 21.5, 105.9 21.5, 105.9 21.7, 105.7 21.5))", "Vùng",
            """{"kind":"a","cells":3,"level":0.25,"lined":true,"since":"2026-04-01"}""");
        await service.Sql("update env.current_feature set demonstration = true, name_en = 'Zone' where layer = @layer", new { layer });

        using var json = JsonDocument.Parse(await service.Http.GetStringAsync($"/tiles/{layer}.json"));
        var root = json.RootElement;

        root.GetProperty("tilejson").GetString().ShouldBe("3.0.0");
        root.GetProperty("minzoom").GetInt32().ShouldBe(3);
        root.GetProperty("maxzoom").GetInt32().ShouldBe(16);
        root.GetProperty("attribution").GetString().ShouldNotBeNullOrEmpty();
        var bounds = root.GetProperty("bounds").EnumerateArray().Select(edge => edge.GetDouble()).ToArray();
        bounds.Zip([105.7, 21.5, 105.9, 21.7]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 0.0001);
        root.GetProperty("center").GetArrayLength().ShouldBe(3);
        root.GetProperty("overview").GetProperty("vi").GetString()!.ShouldContain("5.000");
        root.GetProperty("overview").GetProperty("en").GetString()!.ShouldContain("5,000");

        var template = root.GetProperty("tiles")[0].GetString()!;
        template.ShouldBe($"{service.Address.GetLeftPart(UriPartial.Authority)}/tiles/{layer}/{{z}}/{{x}}/{{y}}.mvt");
        var address = TileAddress.Of(9, 105.8, 21.6);
        Dictionary<string, TileLayer>? tile = null;
        await Until.So(async () =>
        {
            tile = TileClient.Decoded(await service.TileBytes(
                template.Replace("{z}", $"{address.Zoom}").Replace("{x}", $"{address.Column}").Replace("{y}", $"{address.Row}")));
            return tile[layer].Features[0]["demo"] is not null;
        }, "the changed feature in the tile");
        // Counts are there only where there is a crowd; see CrowdTests.
        var described = root.GetProperty("vector_layers").EnumerateArray().Where(one => one.GetProperty("id").GetString() != $"{layer}:cluster").SelectMany(one => one.GetProperty("fields").EnumerateObject()
            .Select(field => $"{one.GetProperty("id").GetString()} {field.Name}"));
        tile!.Values.SelectMany(one => one.Features.SelectMany(feature => feature.Tags).Select(tag => tag.Key).Distinct().Select(name => $"{one.Name} {name}"))
            .ShouldBe(described, ignoreOrder: true);
    }

    [Fact]
    public async Task TileJSON_of_a_layer_without_features_covers_the_world()
    {
        var layer = await service.NewLayer();

        using var json = JsonDocument.Parse(await service.Http.GetStringAsync($"/tiles/{layer}.json"));

        json.RootElement.GetProperty("bounds")[0].GetDouble().ShouldBe(-180);
    }

    [Fact]
    public async Task GDAL_opens_a_saved_tile()
    {
        var layer = await service.NewLayer("polygon");
        await service.NewFeature(layer, "POLYGON((105.7 21.5, 105.9 21.5, 105.9 21.7, 105.7 21.5))", "Vùng bảo vệ");
        var tile = TileAddress.Of(11, 105.85, 21.6);
        var folder = Directory.CreateTempSubdirectory("envgis-tile-");
        try
        {
            var file = Path.Combine(folder.FullName, $"{tile.Row}.mvt");
            await File.WriteAllBytesAsync(file, await service.TileBytes($"/tiles/{layer}/{tile}.mvt"));

            using var ogrinfo = Process.Start(new ProcessStartInfo("ogrinfo", ["-ro", "-al", $"MVT:{file}"]) { RedirectStandardOutput = true })!;
            var said = await ogrinfo.StandardOutput.ReadToEndAsync();

            said.ShouldContain($"Layer name: {layer}\n");
            said.ShouldContain($"Layer name: {layer}:label");
            said.ShouldContain("name (String) = Vùng bảo vệ");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Surveyor's formula; positive is an outer ring when y points down (MVT 2.1 §4.3.4.4).
    static long TwiceArea(IReadOnlyList<TilePoint> ring)
    {
        long area = 0;
        for (var i = 0; i + 1 < ring.Count; i++)
        {
            area += (long)ring[i].X * ring[i + 1].Y - (long)ring[i + 1].X * ring[i].Y;
        }
        return area;
    }
}
