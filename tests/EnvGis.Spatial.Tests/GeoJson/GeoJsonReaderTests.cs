using System.Globalization;
using System.Text;
using System.Text.Json;
using EnvGis.Spatial.GeoJson;
using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.GeoJson;

public sealed class GeoJsonReaderTests
{
    [Theory]
    [InlineData("""{"type":"Circle","coordinates":[105.8,21.5]}""", GeoJsonReason.UnknownGeometryType, "")]
    [InlineData("""{"coordinates":[105.8,21.5]}""", GeoJsonReason.UnknownGeometryType, "")]
    [InlineData("""[105.8,21.5]""", GeoJsonReason.UnknownGeometryType, "")]
    [InlineData("""{"type":"Point"}""", GeoJsonReason.CoordinatesMissing, "")]
    [InlineData("""{"type":"GeometryCollection","coordinates":[]}""", GeoJsonReason.CoordinatesMissing, "")]
    [InlineData("""{"type":"Point","coordinates":[NaN,21.5]}""", GeoJsonReason.NotANumber, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[105.8,-Infinity]}""", GeoJsonReason.NotANumber, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":["105.8",21.5]}""", GeoJsonReason.NotANumber, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[null,21.5]}""", GeoJsonReason.NotANumber, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[0105.8,21.5]}""", GeoJsonReason.NotANumber, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[105.,21.5]}""", GeoJsonReason.NotANumber, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[+105.8,21.5]}""", GeoJsonReason.NotANumber, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[1e999,21.5]}""", GeoJsonReason.NumberTooLarge, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[105.8]}""", GeoJsonReason.PositionTooShort, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[105.8,]}""", GeoJsonReason.PositionTooShort, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[105.8 21.5]}""", GeoJsonReason.InvalidJson, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[[105.8,21.5]]}""", GeoJsonReason.CoordinatesMalformed, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":null}""", GeoJsonReason.CoordinatesMalformed, "coordinates")]
    [InlineData("""{"type":"Polygon","coordinates":[[105.8,21.5],[105.9,21.5]]}""", GeoJsonReason.CoordinatesMalformed, "coordinates[0][0]")]
    [InlineData("""{"type":"LineString","coordinates":[[105.8,21.5]]}""", GeoJsonReason.LineTooShort, "coordinates")]
    [InlineData("""{"type":"MultiLineString","coordinates":[[[105.8,21.5],[105.9,21.5]],[]]}""", GeoJsonReason.LineTooShort, "coordinates[1]")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[105.8,21.5],[105.9,21.5],[105.9,21.6],[105.8,21.5]]],[]]}""", GeoJsonReason.RingTooShort, "coordinates[1]")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[]]}""", GeoJsonReason.RingTooShort, "coordinates[0]")]
    [InlineData("""{"type":"MultiPoint","coordinates":[[105.8,21.5],[]]}""", GeoJsonReason.PositionTooShort, "coordinates[1]")]
    [InlineData("""{"type":"Polygon","coordinates":[[]]}""", GeoJsonReason.RingTooShort, "coordinates[0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}""", GeoJsonReason.RingTooShort, "coordinates[0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}""", GeoJsonReason.RingNotClosed, "coordinates[0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0],[0,0]]]}""", GeoJsonReason.RingWithoutArea, "coordinates[0]")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[0,0],[1,0],[1,1],[0,0]],[[0,0],[1,0],[1,1],[9,9]]]]}""", GeoJsonReason.RingNotClosed, "coordinates[1][1]")]
    [InlineData("""{"type":"Point","coordinates":[21.5,105.8]}""", GeoJsonReason.CoordinatesSwapped, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[421187.073,2385107.624]}""", GeoJsonReason.CoordinatesProjected, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[465.8,21.5]}""", GeoJsonReason.CoordinatesOutOfRange, "coordinates")]
    [InlineData("""{"type":"Point","coordinates":[105.8,90.0000001]}""", GeoJsonReason.CoordinatesOutOfRange, "coordinates")]
    [InlineData("""{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"Point","coordinates":[1]}]}""", GeoJsonReason.PositionTooShort, "geometries[1].coordinates")]
    [InlineData("""{"type":"Point","coordinates":[1,2],"crs":{"type":"name","properties":{"name":"EPSG:3857"}}}""", GeoJsonReason.CrsNotSupported, "crs")]
    [InlineData("""{"type":"Point","coordinates":[1,2]} x""", GeoJsonReason.InvalidJson, "")]
    [InlineData("""{"type":"Point","coordinates":[1,2]""", GeoJsonReason.InvalidJson, "")]
    [InlineData("""{"type":"Point","bbox":[1,2,}""", GeoJsonReason.InvalidJson, "")]
    public void A_geometry_that_breaks_a_rule_is_refused_with_reason_and_place(string json, GeoJsonReason reason, string path)
    {
        var refusal = Should.Throw<GeoJsonException>(() => Geometry(json)).Refusal;

        refusal.Reason.ShouldBe(reason);
        refusal.Path.ShouldBe(path);
        refusal.Vietnamese.ShouldNotBe(refusal.English);
    }

    [Theory]
    // VN-2000 by any meridian, with either axis first: the meridians are offered with where the point then lies.
    [InlineData("421187.073,2385107.624", true, "106°30' (EPSG:9213) 105,74")]
    [InlineData("2385107.624,421187.073", true, "106°30' (EPSG:9213) 105,74")]
    [InlineData("550000,2450000", true, "103°00' (EPSG:9205) 103,49")]
    [InlineData("500000,1850000", true, "107°45' (EPSG:5899) 107,75")]
    // Web Mercator, nowhere, and what no grid holds.
    [InlineData("11776000,2455000", false, "EPSG:4326")]
    [InlineData("5000,-70000", false, "EPSG:4326")]
    [InlineData("1e300,1e300", false, "EPSG:4326")]
    public void Metres_without_a_CRS_are_refused_with_the_meridians_that_they_can_be_of(string coordinates, bool isVn2000, string told)
    {
        var refusal = Should.Throw<GeoJsonException>(() => Geometry($$"""{"type":"Point","coordinates":[{{coordinates}}]}""")).Refusal;

        refusal.Reason.ShouldBe(GeoJsonReason.CoordinatesProjected);
        refusal.Vietnamese.ShouldContain(told);
        refusal.Vietnamese.Contains("kinh tuyến trục", StringComparison.Ordinal).ShouldBe(isVn2000);
        refusal.English.Contains("central meridian", StringComparison.Ordinal).ShouldBe(isVn2000);
    }

    [Theory]
    [InlineData("""{"type":"Feature","geometry":null,"properties":[]}""", GeoJsonReason.PropertiesNotAnObject)]
    [InlineData("""{"type":"Feature","geometry":null,"properties":"a"}""", GeoJsonReason.PropertiesNotAnObject)]
    [InlineData("""{"type":"Feature","geometry":null,"properties":null,"id":true}""", GeoJsonReason.InvalidId)]
    [InlineData("""{"type":"Feature","geometry":null,"properties":null,"id":{}}""", GeoJsonReason.InvalidId)]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", GeoJsonReason.NotAFeature)]
    [InlineData("""{"geometry":null}""", GeoJsonReason.NotAFeature)]
    [InlineData("""{"type":"Feature","geometry":5}""", GeoJsonReason.UnknownGeometryType)]
    [InlineData("""{"type":"Feature","geometry":null,"properties":{"a":1,}}""", GeoJsonReason.InvalidJson)]
    public void A_feature_that_breaks_a_rule_is_refused(string json, GeoJsonReason reason) =>
        Should.Throw<GeoJsonException>(() => GeoJsonReader.ReadFeature(Encoding.UTF8.GetBytes(json))).Refusal.Reason.ShouldBe(reason);

    [Fact]
    public void A_refused_CRS_is_named_in_both_languages()
    {
        const string json = """{"type":"Point","coordinates":[1,2],"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::9213"}}}""";

        var refusal = Should.Throw<GeoJsonException>(() => Geometry(json)).Refusal;

        refusal.Vietnamese.ShouldContain("urn:ogc:def:crs:EPSG::9213");
        refusal.English.ShouldContain("urn:ogc:def:crs:EPSG::9213");
        refusal.Code.ShouldBe("crs-not-supported");
    }

    [Fact]
    public void Every_reason_has_a_sentence_in_each_language()
    {
        foreach (var reason in Enum.GetValues<GeoJsonReason>())
        {
            var refusal = GeoJsonRefusal.Of(reason, 3, "geometry", "x");
            refusal.Vietnamese.ShouldEndWith(".");
            refusal.English.ShouldEndWith(".");
        }
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(20_000, false)]
    public void Properties_nest_64_deep_and_no_deeper(int depth, bool taken)
    {
        var nested = new string('[', depth - 1) + new string(']', depth - 1);
        var json = Encoding.UTF8.GetBytes($$"""{"type":"Feature","geometry":null,"properties":{"a":{{nested}}} }""");

        if (taken)
        {
            JsonDocument.Parse(GeoJsonReader.ReadFeature(json).Properties).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        }
        else
        {
            Should.Throw<GeoJsonException>(() => GeoJsonReader.ReadFeature(json)).Refusal.Reason.ShouldBe(GeoJsonReason.TooDeep);
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(20_000)]
    public void Collections_in_collections_are_taken_up_to_64_levels(int collections)
    {
        var json = string.Concat(Enumerable.Repeat("""{"type":"GeometryCollection","geometries":[""", collections))
            + """{"type":"Point","coordinates":[105,21]}""" + string.Concat(Enumerable.Repeat("]}", collections));

        if (collections < 32)
        {
            Geometry(json).NumPoints.ShouldBe(1);
        }
        else
        {
            Should.Throw<GeoJsonException>(() => Geometry(json)).Refusal.Reason.ShouldBe(GeoJsonReason.TooDeep);
        }
    }

    [Theory]
    [InlineData("""{"coordinates":[105.8,21.5],"type":"Point"}""", "POINT (105.8 21.5)")]
    [InlineData("""{ "bbox" : [1,2,3,"]"], "coordinates" : [ [ 1 , 2 ] , [ 3 , 4 ] ] , "type" : "LineString" }""", "LINESTRING (1 2, 3 4)")]
    [InlineData("""{"\u0074ype":"Point","coordinates":[1.5e1,-2E-1]}""", "POINT (15 -0.2)")]
    [InlineData("""{"geometries":[{"coordinates":[1,2],"type":"Point"}],"type":"GeometryCollection"}""", "GEOMETRYCOLLECTION (POINT (1 2))")]
    [InlineData("""{"type":"Point","coordinates":[]}""", "POINT EMPTY")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[]}""", "MULTIPOLYGON EMPTY")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "POLYGON EMPTY")]
    [InlineData("""{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}""", "MULTIPOINT ((1 2), (3 4))")]
    [InlineData("""{"type":"Point","coordinates":[1,2],"coordinates":[3,4]}""", "POINT (3 4)")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2],[3,4]],"type":"MultiPoint"}""", "MULTIPOINT ((1 2), (3 4))")]
    public void Members_come_in_any_order_and_the_last_of_two_counts(string json, string wkt) => Geometry(json).AsText().ShouldBe(wkt);

    [Fact]
    public void A_duplicate_member_is_noticed_and_the_last_counts()
    {
        var feature = GeoJsonReader.ReadFeature("""
            {"type":"Feature","geometry":{"type":"Point","coordinates":[105.8,21.5]},"geometry":{"type":"Point","coordinates":[0,0]},"properties":{}}
            """u8);

        feature.Notices.ShouldBe(GeoJsonNotices.DuplicateMember);
        feature.ToGeometry().ShouldNotBeNull().AsText().ShouldBe("POINT (0 0)");
    }

    [Fact]
    public void Missing_members_dropped_ordinates_and_the_antimeridian_are_noticed()
    {
        GeoJsonReader.ReadFeature("""{"type":"Feature"}"""u8).Notices
            .ShouldBe(GeoJsonNotices.GeometryMissing | GeoJsonNotices.PropertiesMissing);
        GeoJsonReader.ReadFeature("""{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[105.8,21.5,12,7]}}"""u8).Notices
            .ShouldBe(GeoJsonNotices.HeightDropped | GeoJsonNotices.MeasureDropped);
        GeoJsonReader.ReadFeature("""{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[179,1],[-179,1]]}}"""u8).Notices
            .ShouldBe(GeoJsonNotices.CrossesAntimeridian);
    }

    [Fact]
    public void Every_finite_number_is_read_as_the_nearest_double() => Prop.ForAll<double>(value =>
    {
        if (!double.IsFinite(value))
        {
            return;
        }
        foreach (var format in new[] { "R", "F7", "E16", "F17" })
        {
            var text = value.ToString(format, CultureInfo.InvariantCulture);
            JsonNumber.Read(Encoding.ASCII.GetBytes(text + ","), out var read).ShouldBe(text.Length);
            read.ShouldBe(double.Parse(text, CultureInfo.InvariantCulture));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Damaging_any_byte_is_answered_or_refused_but_never_fails_otherwise()
    {
        var json = """{"type":"Feature","id":"\u00e1","properties":{"a":[1,"b\\"]},"geometry":{"type":"Polygon","coordinates":[[[1,2],[3,2],[3,4],[1,2]]]}}"""u8.ToArray();
        for (var at = 0; at < json.Length; at++)
        {
            foreach (var with in "\"{}[],:\\ 0\0é")
            {
                var damaged = json.ToArray();
                damaged[at] = (byte)with;
                try
                {
                    GeoJsonReader.ReadFeature(damaged).Properties.Length.ShouldBeGreaterThanOrEqualTo(0);
                }
                catch (GeoJsonException refused)
                {
                    refused.Refusal.English.ShouldNotBeEmpty();
                }
            }
        }
    }

    static Geometry Geometry(string json) => GeoJsonReader.ReadGeometry(Encoding.UTF8.GetBytes(json));

}
