using System.Diagnostics;
using EnvGis.Database;
using EnvGis.Places;
using EnvGis.Tests.Plans;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>A department's own boundaries, in the formats it has them in.</summary>
public sealed class BoundaryTests(FreshDatabase database) : IClassFixture<FreshDatabase>, IDisposable
{
    const string TwoCommunes = """
        {"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"MA_XA":"05488","TEN_XA":"Đại Phúc","SO":5488},
           "geometry":{"type":"Polygon","coordinates":[[[105.6,21.5],[105.8,21.5],[105.8,21.65],[105.6,21.65],[105.6,21.5]]]}},
          {"type":"Feature","properties":{"MA_XA":"05443","TEN_XA":"Phan Đình Phùng","SO":5443},
           "geometry":{"type":"Polygon","coordinates":[[[105.8,21.5],[106.0,21.5],[106.0,21.65],[105.8,21.65],[105.8,21.5]]]}}]}
        """;

    readonly string folder = Directory.CreateTempSubdirectory("envgis-boundaries").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("GPKG", "xa.gpkg", "EPSG:4326")]
    [InlineData("ESRI Shapefile", "xa.shp", "EPSG:9213")]
    [InlineData("FlatGeobuf", "xa.fgb", "EPSG:3857")]
    public async Task Communes_come_from_any_format_and_coordinate_system(string format, string name, string crs)
    {
        var file = await this.Make(TwoCommunes, name, "-f", format, "-t_srs", crs, "-lco", "ENCODING=UTF-8");

        var loaded = await this.Import(file);

        loaded.Boundaries.ShouldBe(2);
        loaded.Units.ShouldBe(3321);
        loaded.Repaired.ShouldBeEmpty();
        (await database.Value<string>("select string_agg(code || ' ' || name, '; ' order by code) from env.boundary where level = 'commune'"))
            .ShouldBe("05443 Phan Đình Phùng; 05488 Đại Phúc");
        // What lies across both is told to lie in both, the larger share first; a point lies in one.
        (await database.Value<string>("""
            select string_agg(code || ' ' || round(share::numeric, 2), '; ')
            from published.communes_of(st_makeenvelope(105.75, 21.55, 105.95, 21.6, 4326))
            """)).ShouldBe("05443 0.75; 05488 0.25");
        (await database.Value<string>("select string_agg(code, '; ') from published.communes_of(st_point(105.7, 21.58, 4326))")).ShouldBe("05488");
    }

    [Fact]
    public async Task A_code_column_of_numbers_gets_its_zeros_back()
    {
        await this.Import(await this.Make(TwoCommunes, "so.gpkg", "-f", "GPKG"), code: "SO");

        (await database.Value<string>("select min(code) from env.boundary where level = 'commune'")).ShouldBe("05443");
    }

    [Fact]
    public async Task A_loaded_boundary_tells_the_search_how_far_a_place_reaches()
    {
        await this.Import(await this.Make(TwoCommunes, "tim.gpkg", "-f", "GPKG"));
        await using var reader = new PublishedDatabase(new(database.ConnectionString), NullLoggerFactory.Instance);

        var place = (await new PlaceSearch(new(new(reader, new(NullLogger<EnvGis.Layers.UnreadableLayers>.Instance)), reader, IsPublic: true))
            .FindAsync(new("Đại Phúc", 1, null, null, [], null, null, new(2026, 7, 1), false), CancellationToken.None)).Places.ShouldHaveSingleItem();

        // From the commune's point to the farthest corner of the box above.
        place.RadiusM.ShouldBe(13_900, 500);
    }

    [Fact]
    public async Task A_second_import_takes_the_place_of_the_first_as_a_whole()
    {
        await this.Import(await this.Make(TwoCommunes, "hai.gpkg", "-f", "GPKG"));

        await this.Import(await this.Make(TwoCommunes, "mot.gpkg", "-f", "GPKG", "-where", "MA_XA = '05488'"), source: "Sở Nông nghiệp và Môi trường, 2026");

        (await database.Value<string>("select string_agg(code || ' ' || source, ';') from env.boundary where level = 'commune'"))
            .ShouldBe("05488 Sở Nông nghiệp và Môi trường, 2026");
    }

    [Fact]
    public async Task A_polygon_that_crosses_itself_is_repaired_and_named()
    {
        var file = await this.Make("""
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"MA_XA":"05488","TEN_XA":"Đại Phúc"},
             "geometry":{"type":"Polygon","coordinates":[[[105.6,21.5],[105.8,21.65],[105.8,21.5],[105.6,21.65],[105.6,21.5]]]}}]}
            """, "no.gpkg", "-f", "GPKG");

        var loaded = await this.Import(file);

        loaded.Repaired.ShouldBe(["05488"]);
        loaded.Lines.Count().ShouldBe(2);
        (await database.Value<bool>("select st_isvalid(geom) and st_area(geom) > 0 from env.boundary where code = '05488'")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_province_is_known_by_its_own_codes()
    {
        var file = await this.Make(TwoCommunes.Replace("05488", "19", StringComparison.Ordinal).Replace("05443", "14", StringComparison.Ordinal), "tinh.gpkg", "-f", "GPKG");

        (await this.Import(file, level: "province")).Units.ShouldBe(34);
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_in_one_sentence_and_changes_nothing()
    {
        var right = await this.Make(TwoCommunes, "dung.gpkg", "-f", "GPKG");
        await this.Import(right);
        var before = await database.Value<string>("select md5(string_agg(b::text, ';' order by code)) from env.boundary b");
        var unknown = await this.Make(TwoCommunes.Replace("05443", "05461", StringComparison.Ordinal), "ma-cu.gpkg", "-f", "GPKG");
        var points = await this.Make("""
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"MA_XA":"05488","TEN_XA":"a"},"geometry":{"type":"Point","coordinates":[105,21]}}]}
            """, "diem.gpkg", "-f", "GPKG");
        var nowhere = await this.Make(TwoCommunes, "khong-he.shp", "-f", "ESRI Shapefile", "-t_srs", "EPSG:9213");
        File.Delete(Path.ChangeExtension(nowhere, ".prj"));
        var garbage = Path.Combine(folder, "rac.gpkg");
        await File.WriteAllTextAsync(garbage, "not a file of any kind");

        (await this.Refused(() => this.Import(Path.Combine(folder, "khong-co.gpkg")))).ShouldStartWith("There is no file");
        (await this.Refused(() => this.Import(right, code: "MA"))).ShouldBe("The file has no column MA; it has MA_XA, TEN_XA, SO.");
        (await this.Refused(() => this.Import(right, name: "TEN"))).ShouldBe("The file has no column TEN; it has MA_XA, TEN_XA, SO.");
        (await this.Refused(() => this.Import(unknown))).ShouldBe("The column MA_XA has 1 code(s) that are no commune of today: 05461.");
        (await this.Refused(() => this.Import(points))).ShouldBe("These units have no polygon in the file: 05488.");
        (await this.Refused(() => this.Import(nowhere))).ShouldContain("give it with --srs");
        (await this.Refused(() => this.Import(right, epsg: 9213))).ShouldContain("give it with --srs");
        (await this.Refused(() => this.Import(garbage))).ShouldStartWith("GDAL cannot read");
        (await database.Value<string>("select md5(string_agg(b::text, ';' order by code)) from env.boundary b")).ShouldBe(before);
        (await this.Import(nowhere, epsg: 9213)).Boundaries.ShouldBe(2);
    }

    /// <returns>The English half; the Vietnamese one stands before it.</returns>
    async Task<string> Refused(Func<Task> act)
    {
        var said = (await Should.ThrowAsync<SetupException>(act)).Message.Split(" / ");
        said.Length.ShouldBe(2);
        said[0].ShouldMatch("[À-ỹ]");
        return said[1];
    }

    Task<ImportBoundaries.Imported> Import(
        string file, string level = "commune", string code = "MA_XA", string name = "TEN_XA", string? source = null, int? epsg = null) =>
        ImportBoundaries.RunAsync(database.Owner, new(file, level, code, name, source, epsg), CancellationToken.None);

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
