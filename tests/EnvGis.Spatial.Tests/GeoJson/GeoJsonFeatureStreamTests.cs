using System.Globalization;
using System.Text;
using System.Text.Json;
using EnvGis.Spatial.GeoJson;
using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.GeoJson;

public sealed class GeoJsonFeatureStreamTests
{
    const string TwoFeatures = """
        {"type":"FeatureCollection","name":"điểm","features":[
          {"type":"Feature","id":"a","properties":{"ten":"Đại \"Phúc\" }{"},"geometry":{"type":"Point","coordinates":[105.74092,21.55968]}},
          {"type":"Feature","id":7,"geometry":{"coordinates":[[105.8,21.5],[105.9,21.6,3.5]],"type":"LineString"},"properties":null}
        ]}
        """;

    [Fact]
    public async Task A_collection_gives_its_features_with_id_properties_and_geometry()
    {
        var rows = await Read(TwoFeatures);

        rows.Count.ShouldBe(2);
        var first = rows[0].Feature.ShouldNotBeNull();
        first.Id.ShouldBe("a");
        JsonDocument.Parse(first.Properties).RootElement.GetProperty("ten").GetString().ShouldBe("Đại \"Phúc\" }{");
        first.ToGeometry().ShouldNotBeNull().AsText().ShouldBe("POINT (105.74092 21.55968)");
        first.ToGeometry().ShouldNotBeNull().SRID.ShouldBe(4326);
        var second = rows[1].Feature.ShouldNotBeNull();
        second.Index.ShouldBe(1);
        second.Id.ShouldBe("7");
        second.Properties.Length.ShouldBe(0);
        second.Notices.ShouldBe(GeoJsonNotices.HeightDropped);
        second.ToGeometry().ShouldNotBeNull().AsText().ShouldBe("LINESTRING (105.8 21.5, 105.9 21.6)");
        second.PositionCount.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_features_come_wherever_the_input_is_split()
    {
        var inputs = new[]
        {
            TwoFeatures,
            "\u001e{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\\\\\":\"\\\"}\"}}\n\u001e" + """{"type":"Point","coordinates":[105.8,21.5]}""" + "\n",
            """{"features":[5,[1,[2]],{"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,1]},"properties":{}}],"type":"FeatureCollection"}""",
        };
        foreach (var input in inputs)
        {
            var bytes = Encoding.UTF8.GetBytes(input);
            var whole = Describe(await Read(new MemoryStream(bytes)));
            for (var chunk = 1; chunk < 40; chunk++)
            {
                Describe(await Read(new ChunkedStream(bytes, chunk))).ShouldBe(whole, $"in chunks of {chunk}");
            }
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n\u001e")]
    [InlineData("")]
    public async Task A_sequence_may_be_delimited_by_separators_or_lines_or_nothing(string delimiter)
    {
        var input = string.Join(delimiter, Enumerable.Range(0, 5).Select(i => Point(i)));

        var rows = await Read(input);

        rows.Select(row => row.Feature.ShouldNotBeNull().Index).ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_record_cut_before_the_next_separator_costs_only_itself()
    {
        var rows = await Read($"\u001e{Point(0)}\n\u001e{Point(1)[..40]}\n\u001e{Point(2)}\n");

        rows.Select(row => row.Refusal?.Reason).ShouldBe([null, GeoJsonReason.Truncated, null]);
        rows[1].Refusal.ShouldNotBeNull().Index.ShouldBe(1);
    }

    [Fact]
    public async Task A_line_that_is_no_object_costs_only_itself()
    {
        var rows = await Read($"{Point(0)}\nrubbish {{\n{Point(2)}\n");

        rows.Select(row => row.Refusal?.Reason).ShouldBe([null, GeoJsonReason.InvalidJson, null]);
    }

    [Fact]
    public async Task A_broken_feature_is_refused_with_its_index_and_the_next_is_read()
    {
        var rows = await Read($$"""
            {"type":"FeatureCollection","features":[{{Point(0)}},
            {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[105.8,21.5],[105.9,21.5],[105.9,NaN],[105.8,21.5]]]} },
            {"type":"Feature","properties":{"a":},"geometry":null},
            {{Point(3)}}]}
            """);

        rows.Select(row => row.Refusal?.Reason).ShouldBe([null, GeoJsonReason.NotANumber, GeoJsonReason.InvalidJson, null]);
        rows[1].Refusal.ShouldNotBeNull().Path.ShouldBe("geometry.coordinates[0][2]");
        rows[1].Refusal.ShouldNotBeNull().English.ShouldContain("NaN");
        rows[2].Refusal.ShouldNotBeNull().Index.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_cut_short_is_reported_after_its_good_features()
    {
        var text = $$"""{"type":"FeatureCollection","features":[{{Point(0)}},{{Point(1)}}""";
        foreach (var length in new[] { text.Length, text.Length - 5, text.Length + 1 })
        {
            var rows = await Read((text + ",")[..length]);
            rows[^1].Refusal.ShouldNotBeNull().Reason.ShouldBe(GeoJsonReason.Truncated);
            rows[^1].Refusal.ShouldNotBeNull().Index.ShouldBeNull();
            rows[0].Feature.ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData("", GeoJsonReason.EmptyFile)]
    [InlineData("  \n", GeoJsonReason.EmptyFile)]
    [InlineData("hello", GeoJsonReason.NotGeoJson)]
    [InlineData("[1]", GeoJsonReason.NotGeoJson)]
    [InlineData("""{"type":"Topology","objects":{},"arcs":[]}""", GeoJsonReason.NotGeoJson)]
    [InlineData("""{"a":1}""", GeoJsonReason.NotGeoJson)]
    [InlineData("""{"type":"FeatureCollection"}""", GeoJsonReason.FeaturesMissing)]
    [InlineData("""{"type":"FeatureCollection","name":"x"}""", GeoJsonReason.FeaturesMissing)]
    [InlineData("""{"type":"FeatureCollection","features":{}}""", GeoJsonReason.FeaturesMissing)]
    [InlineData("""{"type":"FeatureCollection","features":null}""", GeoJsonReason.FeaturesMissing)]
    [InlineData("""{"features":"[]"}""", GeoJsonReason.FeaturesMissing)]
    [InlineData("""{"type" "FeatureCollection"}""", GeoJsonReason.InvalidJson)]
    [InlineData("""{"type":"FeatureCollection","features":[,]}""", GeoJsonReason.InvalidJson)]
    [InlineData("""{"features":[1 2]}""", GeoJsonReason.NotAFeature)]
    [InlineData("""{"features":[{"type":"Feature","properties":null,"geometry":null},]}""", GeoJsonReason.InvalidJson)]
    [InlineData("""{"features":[] "a":1}""", GeoJsonReason.InvalidJson)]
    [InlineData("""{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9213"}},"features":[]}""", GeoJsonReason.CrsNotSupported)]
    [InlineData("""{"features":[],"crs":{"type":"name","properties":{"name":"EPSG:3857"}}}""", GeoJsonReason.CrsNotSupported)]
    [InlineData("""{"features":[{"type":"Point","coordinates":[105,21]}]}""", GeoJsonReason.NotAFeature)]
    public async Task What_is_no_GeoJSON_is_refused(string input, GeoJsonReason reason)
    {
        var rows = await Read(input);

        rows[^1].Refusal.ShouldNotBeNull().Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84")]
    [InlineData("EPSG:4326")]
    public async Task A_crs_member_that_says_WGS_84_is_taken(string name)
    {
        var rows = await Read(
            $$"""{"features":[{{Point(0)}}],"crs":{"type":"name","properties":{"name":"{{name}}"} } }""");

        rows.Single().Feature.ShouldNotBeNull();
    }

    [Fact]
    public async Task Another_CRS_is_read_when_it_was_asked_for_and_is_the_SRID_of_the_result()
    {
        const string input = """
            {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9213"}},
            "features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[421187.073,2385107.624]}}]}
            """;

        var feature = (await Read(input, new GeoJsonReadOptions { Srid = 9213 })).Single().Feature.ShouldNotBeNull();
        feature.ToGeometry().ShouldNotBeNull().SRID.ShouldBe(9213);
        (await Read(input, new GeoJsonReadOptions { Srid = 9212 })).Single().Refusal.ShouldNotBeNull().Reason.ShouldBe(GeoJsonReason.CrsNotSupported);
    }

    [Fact]
    public async Task An_empty_collection_gives_no_rows() =>
        (await Read("""{"type":"FeatureCollection","features":[ ]}""")).ShouldBeEmpty();

    [Fact]
    public async Task Byte_order_marks_and_UTF_16_are_understood()
    {
        var marked = new[]
        {
            new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, new UnicodeEncoding(false, false), new UnicodeEncoding(true, false),
        };
        var expected = Describe(await Read(TwoFeatures));
        foreach (var encoding in marked)
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(TwoFeatures)];
            Describe(await Read(new MemoryStream(bytes))).ShouldBe(expected, encoding.EncodingName);
            Describe(await Read(new ChunkedStream(bytes, 7))).ShouldBe(expected, encoding.EncodingName);
        }
    }

    [Fact]
    public async Task Text_that_is_no_UTF_8_is_refused_feature_by_feature()
    {
        var bytes = Encoding.Latin1.GetBytes("""{"features":[{"type":"Feature","properties":{"ten":"Xãm Qu¸n"},"geometry":null}]}""");

        var rows = await Read(new MemoryStream(bytes));

        rows.Single().Refusal.ShouldNotBeNull().Reason.ShouldBe(GeoJsonReason.NotUtf8);
    }

    [Fact]
    public async Task A_feature_over_the_limit_is_refused_and_the_next_is_read()
    {
        var large = $$"""{"type":"Feature","properties":{"a":"{{new string('x', 600_000)}}\\"},"geometry":null}""";

        var rows = await Read($$"""{"features":[{{Point(0)}},{{large}},{{Point(2)}}]}""", new GeoJsonReadOptions { MaxFeatureBytes = 100_000 });

        rows.Select(row => row.Refusal?.Reason).ShouldBe([null, GeoJsonReason.FeatureTooLarge, null]);
    }

    [Theory]
    [InlineData("bom-utf8.geojson", "taken")]
    [InlineData("bom-utf16.geojson", "taken")]
    [InlineData("rong.geojson", "")]
    [InlineData("cut.geojson", "truncated!")]
    [InlineData("nan-vo-cuc.geojson", "not-a-number not-a-number")]
    [InlineData("so-khong-lo.geojson", "number-too-large not-a-number not-a-number")]
    [InlineData("crs-khai-9213.geojson", "crs-not-supported!")]
    [InlineData("crs-3857.geojson", "crs-not-supported!")]
    [InlineData("khoa-trung.geojson", "taken")]
    [InlineData("long-nhau-sau.geojson", "too-deep")]
    [InlineData("z-va-m.geojson", "taken taken position-too-short")]
    [InlineData("hinh-null.geojson", "taken taken taken unknown-geometry-type taken")]
    [InlineData("qua-kinh-tuyen-180.geojson", "taken coordinates-out-of-range coordinates-out-of-range taken")]
    [InlineData("da-giac-60000-dinh.geojson", "taken")]
    public async Task Each_dirty_file_meets_its_answer_when_the_shared_dirty_files_are_there(string file, string expected)
    {
        await using var stream = DirtyFiles.Open(file);

        var rows = await Read(stream);

        string.Join(' ', rows.Select(row => row.Feature is not null ? "taken" : row.Refusal!.Code + (row.Refusal.Index is null ? "!" : "")))
            .ShouldBe(expected);
    }

    [Theory]
    [InlineData("dao-kinh-vi.geojson", GeoJsonReason.CoordinatesSwapped, 7)]
    [InlineData("sai-he-toa-do_9213.geojson", GeoJsonReason.CoordinatesProjected, 7)]
    [InlineData("vong-ho.geojson", null, 5)]
    public async Task Every_row_is_refused_when_the_shared_dirty_files_are_there(string file, GeoJsonReason? reason, int count)
    {
        await using var stream = DirtyFiles.Open(file);

        var rows = await Read(stream);

        rows.Count.ShouldBe(count);
        rows.ShouldAllBe(row => row.Refusal != null && (reason == null || row.Refusal.Reason == reason));
    }

    [Fact]
    public async Task Undeclared_metres_read_as_their_zone_lie_where_expected_when_the_shared_dirty_files_are_there()
    {
        await using var stream = DirtyFiles.Open("crs-khai-9213.geojson");

        var first = (await Read(stream, new GeoJsonReadOptions { Srid = 9213 }))[0].Feature.ShouldNotBeNull().ToGeometry().ShouldNotBeNull().Coordinate;

        var zone = Vn2000Zone.Find(9213).ShouldNotBeNull();
        var (longitude, latitude) = Vn2000Transformation.ToWgs84(zone, first.X, first.Y);
        Vn2000Check.DistanceMetres(longitude, latitude, 105.74092, 21.55968).ShouldBeLessThan(2);
    }

    static string Point(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"type":"Feature","properties":{"n":{{i}} },"geometry":{"type":"Point","coordinates":[105.{{i}},21.5]} }""");


    static Task<List<GeoJsonRow>> Read(string text, GeoJsonReadOptions? options = null) =>
        Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), options);

    static async Task<List<GeoJsonRow>> Read(Stream stream, GeoJsonReadOptions? options = null)
    {
        var rows = new List<GeoJsonRow>();
        await foreach (var row in GeoJsonFeatureStream.ReadAsync(stream, options, TestContext.Current.CancellationToken))
        {
            rows.Add(row);
        }
        return rows;
    }

    static string Describe(List<GeoJsonRow> rows) => string.Join('\n', rows.Select(row => row.Feature is { } feature
        ? $"{feature.Index} {feature.Id} {feature.Type} {Convert.ToHexString(feature.Ewkb ?? [])} {Encoding.UTF8.GetString(feature.Properties.Span)} {feature.Notices}"
        : row.Refusal!.ToString()));

    sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
