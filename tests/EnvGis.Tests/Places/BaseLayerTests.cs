using System.Diagnostics;
using EnvGis.Basemap;
using EnvGis.Database;
using EnvGis.Places;
using EnvGis.Tests.Plans;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>A department's own rivers, lakes, roads and places, in the formats it has them in.</summary>
public sealed class BaseLayerTests(FreshDatabase database) : IClassFixture<FreshDatabase>, IDisposable
{
    const string TwoRivers = """
        {"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"TEN":"Sông Cầu "},"geometry":{"type":"LineString","coordinates":[[105.8,21.5],[105.9,21.6]]}},
          {"type":"Feature","properties":{"TEN":"Sông Cầu"},"geometry":{"type":"LineString","coordinates":[[105.9,21.6],[106.0,21.9]]}},
          {"type":"Feature","properties":{"TEN":null},"geometry":{"type":"MultiLineString","coordinates":[[[105.6,21.5],[105.61,21.5]],[[105.6,21.4],[105.62,21.4]]]}},
          {"type":"Feature","properties":{"TEN":"không vẽ"},"geometry":null}]}
        """;

    const string Lake = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"TEN":"Hồ thử"},
         "geometry":{"type":"Polygon","coordinates":[[[105.6,21.5],[105.8,21.65],[105.8,21.5],[105.6,21.65],[105.6,21.5]]]}}]}
        """;

    readonly string folder = Directory.CreateTempSubdirectory("envgis-basemap").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("GPKG", "song.gpkg", "EPSG:4326", 1)]
    [InlineData("ESRI Shapefile", "song.shp", "EPSG:9213", 1)]
    // It has no rows without geometry.
    [InlineData("FlatGeobuf", "song.fgb", "EPSG:3857", 0)]
    public async Task Rivers_come_from_any_format_and_pieces_of_one_name_become_one_line(string format, string name, string crs, int withoutGeometry)
    {
        var file = await this.Make(TwoRivers, name, "-f", format, "-t_srs", crs, "-nlt", "PROMOTE_TO_MULTI", "-lco", "ENCODING=UTF-8");

        var loaded = await this.Import(file, "river");

        loaded.ShouldBe(new("river", 3 + withoutGeometry, 3, 1, withoutGeometry, 0));
        loaded.Lines.Count().ShouldBe(1 + withoutGeometry);
        (await database.Value<string>("""
            select string_agg(coalesce(name, '-') || ' ' || st_npoints(geom) || ' ' || round(reach_m / 1000) || ' ' || from_zoom, '; ' order by reach_m desc)
            from env.base_feature where kind = 'river'
            """)).ShouldBe("Sông Cầu 3 50 7; - 2 2 12; - 2 1 13");
        (await database.Value<double>("select st_distance(st_startpoint(geom)::geography, st_point(105.8, 21.5, 4326)::geography) from env.base_feature where name = 'Sông Cầu'"))
            .ShouldBeLessThan(1);
    }

    [Fact]
    public async Task A_second_import_replaces_its_own_kind_alone_and_raises_the_revision()
    {
        await this.Import(await this.Make(TwoRivers, "song.gpkg", "-f", "GPKG"), "river");
        await this.Import(await this.Make(Lake, "ho.gpkg", "-f", "GPKG"), "lake");
        var before = await database.Value<long>("select revision from published.base_revision");

        await this.Import(await this.Make(TwoRivers, "mot.gpkg", "-f", "GPKG", "-where", "TEN = 'Sông Cầu'"), "river", source: "Sở, 2026");

        (await database.Value<string>("select string_agg(kind || ' ' || features || ' ' || source, '; ' order by kind) from published.base_content"))
            .ShouldBe("lake 2 ho.gpkg; river 1 Sở, 2026");
        (await database.Value<long>("select revision from published.base_revision")).ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Removing_a_kind_takes_it_alone()
    {
        await this.Import(await this.Make(TwoRivers, "song.gpkg", "-f", "GPKG"), "river");
        await this.Import(await this.Make(Lake, "ho.gpkg", "-f", "GPKG"), "lake");

        (await ImportBaseLayer.RemoveAsync(database.Owner, "river", CancellationToken.None)).ShouldBe(3);

        (await database.Value<string>("select string_agg(kind, ' ') from published.base_content")).ShouldBe("lake");
        (await ImportBaseLayer.RemoveAsync(database.Owner, "river", CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_lake_that_crosses_itself_is_repaired_into_its_parts()
    {
        (await this.Import(await this.Make(Lake, "ho.gpkg", "-f", "GPKG"), "lake")).ShouldBe(new("lake", 1, 2, 2, 0, 1));
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_in_one_sentence_and_changes_nothing()
    {
        var rivers = await this.Make(TwoRivers, "dung.gpkg", "-f", "GPKG");
        await this.Import(rivers, "river");
        var before = await this.All();
        var nowhere = await this.Make(TwoRivers, "khong-he.shp", "-f", "ESRI Shapefile", "-t_srs", "EPSG:9213");
        File.Delete(Path.ChangeExtension(nowhere, ".prj"));
        var lake = await this.Make(Lake, "ho.gpkg", "-f", "GPKG");
        var shapeless = await this.Make(TwoRivers, "rong.gpkg", "-f", "GPKG", "-where", "TEN = 'không vẽ'");
        var garbage = Path.Combine(folder, "rac.gpkg");
        await File.WriteAllTextAsync(garbage, "not a file of any kind");

        (await this.Refused(() => this.Import(Path.Combine(folder, "khong-co.gpkg"), "river"))).ShouldStartWith("There is no file");
        (await this.Refused(() => this.Import(rivers, "river", name: "NAME"))).ShouldBe("The file has no column NAME; it has TEN.");
        (await this.Refused(() => this.Import(shapeless, "river", name: "NAME"))).ShouldStartWith("The file has no column NAME");
        (await this.Refused(() => this.Import(rivers, "lake"))).ShouldBe("A lake is areas; 3 row(s) of the file are something else, the first is row 1.");
        (await this.Refused(() => this.Import(lake, "road"))).ShouldBe("A road is lines; 1 row(s) of the file are something else, the first is row 1.");
        (await this.Refused(() => this.Import(lake, "place"))).ShouldBe("A place is points; 1 row(s) of the file are something else, the first is row 1.");
        (await this.Refused(() => this.Import(shapeless, "river"))).ShouldEndWith("has a geometry.");
        (await this.Refused(() => this.Import(nowhere, "river"))).ShouldContain("give it with --srs");
        (await this.Refused(() => this.Import(rivers, "river", epsg: 9213))).ShouldContain("give it with --srs");
        (await this.Refused(() => this.Import(garbage, "river"))).ShouldStartWith("GDAL cannot read");
        (await this.All()).ShouldBe(before);
    }

    [Fact]
    public async Task Lines_between_communes_exist_once_and_know_whether_they_are_inside_a_province()
    {
        // 05488 and 05443 are of Thái Nguyên, 00004 of Hà Nội: three boxes side by side.
        static string Box(string code, double west) => FormattableString.Invariant($$"""
            {"type":"Feature","properties":{"MA":"{{code}}","TEN":"x"},"geometry":{"type":"Polygon",
             "coordinates":[[[{{west}},21.5],[{{west + 0.2}},21.5],[{{west + 0.2}},21.6],[{{west}},21.6],[{{west}},21.5]]]} }
            """);
        var file = await this.Make($$"""{"type":"FeatureCollection","features":[{{Box("05488", 105.6)}},{{Box("05443", 105.8)}},{{Box("00004", 106)}}] }""", "xa.gpkg", "-f", "GPKG");

        await ImportBoundaries.RunAsync(database.Owner, new(file, "commune", "MA", "TEN", null, null), CancellationToken.None);

        (await database.Value<string>("""
            select string_agg(round(st_x(st_centroid(geom_4326))::numeric, 1) || ' ' || inner_line, '; ' order by st_x(st_centroid(geom_4326)))
            from (select inner_line, st_transform(geom_3857, 4326) as geom_4326 from published.boundary_line where level = 'commune') line
            where st_xmax(geom_4326) - st_xmin(geom_4326) < 0.001
            """)).ShouldBe("105.8 true; 106.0 false");
        // Rings of 0.6 by 0.1 degrees with two lines across.
        (await database.Value<double>("select sum(st_length(geom)) from env.boundary_line where level = 'commune'")).ShouldBe(1.6, 1e-6);

        await database.Sql("delete from env.boundary where level = 'commune'");
        (await database.Value<long>("select count(*) from env.boundary_line")).ShouldBe(0);
    }

    async Task<string?> All() => await database.Value<string>(
        "select md5(string_agg(f::text, ';' order by id)) || (select revision from env.base_revision) || (select string_agg(s::text, ';') from env.base_source s) from env.base_feature f");

    /// <returns>The English half; the Vietnamese one stands before it.</returns>
    async Task<string> Refused(Func<Task> act)
    {
        var said = (await Should.ThrowAsync<SetupException>(act)).Message.Split(" / ");
        said.Length.ShouldBe(2);
        said[0].ShouldMatch("[À-ỹ]");
        return said[1];
    }

    Task<ImportBaseLayer.Imported> Import(string file, string kind, string? name = "TEN", string? source = null, int? epsg = null) =>
        ImportBaseLayer.RunAsync(database.Owner, new(file, kind, name, source, epsg), CancellationToken.None);

    async Task<string> Make(string geoJson, string name, params string[] arguments)
    {
        var source = Path.Combine(folder, $"{Guid.NewGuid():n}.geojson");
        await File.WriteAllTextAsync(source, geoJson);
        var made = Path.Combine(folder, name);
        var start = new ProcessStartInfo("ogr2ogr") { RedirectStandardError = true };
        foreach (var argument in (string[])[.. arguments, made, source])
        {
            start.ArgumentList.Add(argument);
        }
        using var ogr2ogr = Process.Start(start)!;
        var complaints = await ogr2ogr.StandardError.ReadToEndAsync();
        await ogr2ogr.WaitForExitAsync();
        ogr2ogr.ExitCode.ShouldBe(0, complaints);
        return made;
    }
}
