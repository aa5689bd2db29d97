using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Sources;

/// <summary>Zones of a draft out of files of vectors, as GDAL writes them and as people spoil them: right, asked about or refused in a sentence, and never wrong in silence.</summary>
public sealed class VectorSourceTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    const string Name = "Vùng lấy nước Đại Phúc";

    /// <summary>A zone of 100 ha in Thái Nguyên, EPSG:9213, and where its first corner lies.</summary>
    static readonly (long East, long North)[] Corners = [(430_000, 2_389_000), (431_000, 2_389_000), (431_000, 2_388_000), (430_000, 2_388_000)];

    /// <summary>As a program of surveyors describes the zone: no code, no parameters.</summary>
    const string OwnWords = """
        PROJCS["VN2000_KTT106_30",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],
        PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",106.5],PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]
        """;

    readonly string folder = Directory.CreateTempSubdirectory("envgis-vectors-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>How it is made; the codes that it is told or asked with; whether it can be taken without asking.</summary>
    public static TheoryData<string, string[], bool> Files => new()
    {
        { "gpkg", [], true },
        { "fgb", [], true },
        { "shp utf-8", [], true },
        { "shp own words", [], true },
        { "shp tcvn3", ["letters"], true },
        { "shp 1258", ["letters"], true },
        { "shp no prj", ["grid-guessed"], false },
        { "shp wrong prj", ["unusual-grid"], false },
        { "shp exchanged", ["file-axes-exchanged"], false },
        { "shp no dbf", [], true },
        { "tab", ["datum-guessed"], false },
        { "mif", ["datum-guessed"], false },
        { "kml", ["from-degrees"], false },
        { "kmz", ["from-degrees"], false },
        { "dxf", ["grid-guessed"], false },
        { "geojson", ["from-degrees"], false },
        { "geojson exchanged", ["from-degrees", "file-axes-exchanged"], false },
        { "geojson metres", ["grid-guessed"], false },
        { "geojson crs", [], true },
        { "geojson 3857", ["from-degrees"], false },
        { "geojson utf-16", ["from-degrees"], false },
        { "geojson zip", ["from-degrees"], false },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_format_gives_the_zone_or_a_question(string made, string[] codes, bool decided)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);

        var given = await GivenAsync(planner, draft, made, await MadeAsync(made));

        given.GetProperty("counts").GetString().ShouldBe("features");
        given.GetProperty("decided").GetBoolean().ShouldBe(decided, given.GetRawText());
        var reading = given.GetProperty("readings")[0];
        var zone = reading.GetProperty("zones").EnumerateArray().ShouldHaveSingleItem();
        foreach (var code in codes)
        {
            Codes(given).ShouldContain(code, given.GetRawText());
        }
        Codes(given).Where(code => code is "far-off" or "crosses-itself" or "outside-vietnam" or "unknown-grid").ShouldBeEmpty(given.GetRawText());
        if (made == "shp wrong prj")
        {
            // Asked about, and all meridians are there to choose from.
            given = await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/sources/1?grid=9213");
            reading = given.GetProperty("readings")[0];
            zone = reading.GetProperty("zones")[0];
        }
        reading.GetProperty("epsg").GetInt32().ShouldBe(9213);
        // By whichever way it came, it lies where it was drawn, within a centimetre; what had the numbers of the zone has them still.
        var corners = zone.GetProperty("shape").GetProperty("parts")[0].GetProperty("rings")[0].GetProperty("corners").EnumerateArray()
            .Select(corner => (East: corner[0].GetInt64() / 100.0, North: corner[1].GetInt64() / 100.0)).ToList();
        corners.Count.ShouldBe(4);
        foreach (var (east, north) in Corners)
        {
            corners.Min(corner => double.Hypot(corner.East - east, corner.North - north)).ShouldBeLessThanOrEqualTo(decided ? 0 : 0.0101);
        }
        if (!made.Contains("dbf", StringComparison.Ordinal))
        {
            zone.GetProperty("name").GetString().ShouldBe(made == "dxf" ? "0" : Name);
        }
        var stretch = zone.GetProperty("shape").GetProperty("parts")[0].GetProperty("rings")[0].GetProperty("stretches")[0];
        stretch.GetProperty("of").GetString().ShouldEndWith(", đối tượng 1");
        await AddAsync(planner, draft, zone.GetProperty("shape"), Name);
    }

    [Theory]
    [InlineData("shp no shx", ".shx")]
    [InlineData("shp cut", "cut off")]
    [InlineData("shp other dbf", "another number")]
    [InlineData("zip slip", "out of it")]
    [InlineData("zip bomb", "too large")]
    [InlineData("zip empty", "no file of a map")]
    [InlineData("zip text", "no file of a map")]
    [InlineData("zip cut", "damaged")]
    [InlineData("kml doctype", "DOCTYPE")]
    [InlineData("gpkg cut", "cannot be read")]
    [InlineData("gpkg sqlite", "")]
    [InlineData("zip sum", "damaged")]
    [InlineData("zip shx", "does not fit")]
    [InlineData("gpkg option", "must not begin")]
    [InlineData("geojson two", "one after the other")]
    [InlineData("geojson two crs", "several coordinate systems")]
    [InlineData("geojson page", "")]
    [InlineData("geojson cut", "")]
    [InlineData("geojson deep", "")]
    [InlineData("geojson empty", "")]
    public async Task What_is_torn_or_hostile_is_refused_in_a_sentence_and_kept(string made, string says)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);

        var given = await GivenAsync(planner, draft, made, await SpoiltAsync(made));

        given.GetProperty("readings").GetArrayLength().ShouldBe(0, given.GetRawText());
        var note = given.GetProperty("notes").EnumerateArray().First(one => one.GetProperty("weight").GetString() == "wrong");
        note.GetProperty("text").GetProperty("en").GetString()!.ShouldContain(says);
        note.GetProperty("text").GetProperty("vi").GetString().ShouldNotBeNullOrWhiteSpace();
        // What cannot be read is there to be looked at.
        (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/sources")).GetProperty("given").GetArrayLength().ShouldBe(1);
        // Beside other tests that read files there is one for a moment.
        await Until.So(() => Task.FromResult(Directory.GetDirectories(Path.GetTempPath(), "envgis-source-*").Length == 0), "nothing unpacked left behind");
    }

    [Theory]
    [InlineData("\"\\ud800\":\"x\",\"ten\":\"A\"")]
    [InlineData("\"k\\ufffe\":\"x\",\"ten\":\"A\"")]
    [InlineData("\"ten\":\"A\",\"x\":\"LONG\"")]
    public async Task Halves_of_letters_anywhere_are_no_fault(string properties)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var feature = "{\"type\":\"Feature\",\"properties\":{" + properties.Replace("LONG", new string('a', 999) + "😀b", StringComparison.Ordinal)
            + "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":" + Ring(Corners) + "}}";

        var given = await GivenAsync(planner, draft, "a.geojson", Encoding.UTF8.GetBytes(Collection(feature, "EPSG::9213")));

        given.GetProperty("readings")[0].GetProperty("zones")[0].GetProperty("name").GetString().ShouldBe("A");
        await GivenAsync(planner, draft, "bảng", Encoding.UTF8.GetBytes("\uFFFF\uFFFE\n1\t2389000\t430000\n"));
    }

    [Fact]
    public async Task What_is_read_slowly_keeps_nobody_from_the_draft()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        // As many as one person may have read at a time, and a draft that is asked for and changed beside them.
        var wide = string.Concat(Enumerable.Range(0, 20).Select(at => $"\"t{at}\":\"{new string('á', 900)}\","));
        var slow = Encoding.UTF8.GetBytes(Collection(string.Join(',', Enumerable.Range(0, 200).Select(at => Feature($"v{at}", $$"""{"type":"Polygon","coordinates":{{Ring(Corners)}}}""")
            .Replace("\"properties\":{", "\"properties\":{" + wide, StringComparison.Ordinal))), "EPSG::9213"));
        var uploads = Enumerable.Range(0, 2).Select(turn => planner.PostAsJsonAsync($"/api/drafts/{draft}/sources", new { name = $"lớn {turn}", file = Convert.ToBase64String([.. slow, .. new byte[turn].Select(_ => (byte)' ')]) })).ToList();
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        foreach (var answer in await Task.WhenAll(uploads))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        }
        // Each by the number that it was kept by.
        var given = (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/sources")).GetProperty("given");
        given.EnumerateArray().Select(one => one.GetProperty("number").GetInt32()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Every_feature_of_a_file_has_its_own_verdict()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var square = Ring(Corners);
        var bow = "[[[430000,2389000],[431000,2388000],[431000,2389000],[430000,2388000],[430000,2389000]]]";
        var features = string.Join(',', new[]
        {
            Feature("tốt", $$"""{"type":"Polygon","coordinates":{{square}}}"""), Feature("không hình", "null"), Feature("tự cắt", $$"""{"type":"Polygon","coordinates":{{bow}}}"""),
            Feature("điểm", """{"type":"Point","coordinates":[430500,2388500]}"""), Feature("đường", """{"type":"LineString","coordinates":[[430000,2389000],[431000,2388000]]}"""),
            Feature("vòng hở", """{"type":"Polygon","coordinates":[[[430000,2389000],[431000,2389000],[431000,2388000],[430000,2388000]]]}"""),
            Feature("ngoài", """{"type":"Polygon","coordinates":[[[430000,1e300],[431000,1e300],[431000,2388000],[430000,1e300]]]}"""),
        });

        var given = await GivenAsync(planner, draft, "nhiều loại.geojson", Encoding.UTF8.GetBytes(Collection(features, "EPSG::9213")));

        var zones = given.GetProperty("readings")[0].GetProperty("zones").EnumerateArray().ToList();
        zones.Select(zone => zone.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("code").GetString()).FirstOrDefault())
            .ShouldBe([null, "no-shape", "crosses-itself", "not-an-area", "not-an-area", "unreadable-shape", "outside-vietnam"]);
        zones[3].GetProperty("geometry").GetProperty("type").GetString().ShouldBe("MultiPoint");
        given.GetProperty("decided").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_of_too_many_features_or_corners_is_refused_before_it_costs()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var many = string.Join(',', Enumerable.Repeat(Feature("v", $$"""{"type":"Polygon","coordinates":{{Ring(Corners)}}}"""), 501));
        var round = $$"""{"type":"Polygon","coordinates":[[{{string.Join(',', Enumerable.Range(0, 60_001).Select(at => FormattableString.Invariant($"[{430_000 + 500 * Math.Cos(at % 60_000 * Math.PI / 30_000):f3},{2_388_000 + 500 * Math.Sin(at % 60_000 * Math.PI / 30_000):f3}]")))}}]]}""";

        Codes(await GivenAsync(planner, draft, "nhiều", Encoding.UTF8.GetBytes(Collection(many, "EPSG::9213")))).ShouldBe(["too-many-features"]);
        Codes(await GivenAsync(planner, draft, "tròn", Encoding.UTF8.GetBytes(Collection(Feature("v", round), "EPSG::9213")))).ShouldBe(["too-many-vertices"]);
    }

    // --- making files

    static string Ring(IEnumerable<(long East, long North)> corners, bool exchanged = false)
    {
        List<string> positions = [.. corners.Select(corner => exchanged ? $"[{corner.North},{corner.East}]" : $"[{corner.East},{corner.North}]")];
        return $"[[{string.Join(',', positions.Append(positions[0]))}]]";
    }

    static string Feature(string name, string geometry) => $$"""{"type":"Feature","properties":{"ten":{{JsonSerializer.Serialize(name)}}},"geometry":{{geometry}}}""";

    static string Collection(string features, string? crs) =>
        $$"""{"type":"FeatureCollection",{{(crs is null ? "" : Crs(crs))}}"features":[{{features}}]}""";

    static string Crs(string name) => "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:" + name + "\"}},";

    string At(string name) => Path.Combine(folder, name);

    async Task<string> InMetresAsync(string name, bool exchanged = false)
    {
        var file = At("in.geojson");
        await File.WriteAllTextAsync(file, Collection(Feature(name, $$"""{"type":"Polygon","coordinates":{{Ring(Corners, exchanged)}}}"""), null));
        return file;
    }

    /// <summary>Degrees by the service's own parameters, which GDAL does not have.</summary>
    static async Task<string> InDegreesAsync(string target)
    {
        await Task.CompletedTask;
        var zone = Spatial.Vn2000.Vn2000Zone.Find(9213)!;
        var positions = Corners.Append(Corners[0]).Select(corner => Spatial.Vn2000.Vn2000Transformation.ToWgs84(zone, corner.East, corner.North))
            .Select(place => target == "3857" ? Spatial.Tiling.WebMercator.FromDegrees(place.Longitude, place.Latitude) : target == "exchanged" ? (place.Latitude, place.Longitude) : place)
            .Select(place => FormattableString.Invariant($"[{place.Item1:f10},{place.Item2:f10}]"));
        return Collection(Feature(Name, $$"""{"type":"Polygon","coordinates":[[{{string.Join(',', positions)}}]]}"""), target == "3857" ? "EPSG::3857" : null);
    }

    async Task<byte[]> MadeAsync(string made)
    {
        switch (made)
        {
            case "gpkg" or "fgb":
                await Command.Run("ogr2ogr", "-a_srs", OwnWords, At("out." + made), await InMetresAsync(Name), "-nln", "vung");
                return await File.ReadAllBytesAsync(At("out." + made));
            case "tab" or "mif":
                await Command.Run("ogr2ogr", "-f", "MapInfo File", "-a_srs", OwnWords, At("out." + made), await InMetresAsync(Name), "-lco", "ENCODING=UTF-8",
                    // What MapInfo keeps whole numbers in reaches so far.
                    "-lco", "BOUNDS=400000,2300000,500000,2400000");
                return Packed("out");
            case "dxf":
                await Command.Run("ogr2ogr", "-f", "DXF", At("out.dxf"), await InMetresAsync(Name), "-nlt", "LINESTRING");
                return await File.ReadAllBytesAsync(At("out.dxf"));
            case "kml" or "kmz":
                await File.WriteAllTextAsync(At("in.geojson"), await InDegreesAsync(""));
                await Command.Run("ogr2ogr", "-f", "KML", "-dsco", "NameField=ten", At("doc.kml"), At("in.geojson"));
                return made == "kml" ? await File.ReadAllBytesAsync(At("doc.kml")) : Packed("doc");
            case "geojson":
                return Encoding.UTF8.GetBytes(await InDegreesAsync(""));
            case "geojson exchanged":
                return Encoding.UTF8.GetBytes(await InDegreesAsync("exchanged"));
            case "geojson 3857":
                return Encoding.UTF8.GetBytes(await InDegreesAsync("3857"));
            case "geojson utf-16":
                return Encoding.Unicode.GetBytes("\uFEFF" + await InDegreesAsync(""));
            case "geojson zip":
                await File.WriteAllTextAsync(At("vùng.geojson"), await InDegreesAsync(""));
                return Packed("vùng");
            case "geojson metres":
                return await File.ReadAllBytesAsync(await InMetresAsync(Name));
            case "geojson crs":
                return Encoding.UTF8.GetBytes(Collection(Feature(Name, $$"""{"type":"Polygon","coordinates":{{Ring(Corners)}}}"""), "EPSG::9213"));
        }
        var bytes = made == "shp tcvn3" ? Tcvn3 : made == "shp 1258" ? Windows1258 : Encoding.UTF8.GetBytes(Name);
        // The bytes themselves, whatever letters they are.
        await Command.Run("ogr2ogr", "-f", "ESRI Shapefile", At("vung.shp"), await InMetresAsync(Encoding.Latin1.GetString(bytes), made == "shp exchanged"), "-lco", "ENCODING=ISO-8859-1",
            "-a_srs", made == "shp wrong prj" ? OwnWords.Replace("106.5", "107.75", StringComparison.Ordinal) : OwnWords);
        File.Delete(At("vung.cpg"));
        if (made == "shp own words")
        {
            await File.WriteAllTextAsync(At("vung.prj"), OwnWords.ReplaceLineEndings(""));
        }
        foreach (var part in made switch { "shp no prj" => ["prj"], "shp no dbf" => ["dbf"], "shp no shx" => (string[])["shx"], _ => [] })
        {
            File.Delete(At("vung." + part));
        }
        return Packed("vung");
    }

    async Task<byte[]> SpoiltAsync(string made)
    {
        switch (made)
        {
            case "shp no shx":
                return await MadeAsync(made);
            case "shp cut":
                await MadeAsync("shp utf-8");
                await File.WriteAllBytesAsync(At("vung.shp"), (await File.ReadAllBytesAsync(At("vung.shp")))[..^40]);
                return Packed("vung");
            case "shp other dbf":
                await MadeAsync("shp utf-8");
                var dbf = await File.ReadAllBytesAsync(At("vung.dbf"));
                dbf[4] = 3;
                await File.WriteAllBytesAsync(At("vung.dbf"), dbf);
                return Packed("vung");
            case "zip slip":
                return Archive(("../../vung.geojson", "{}"u8.ToArray()));
            case "zip bomb":
                return Archive(("vung.gpkg", new byte[64 << 20]));
            case "zip empty":
                return Archive();
            case "zip text":
                return Archive(("đọc tôi.txt", "không có gì"u8.ToArray()));
            case "zip cut":
                return Archive(("vung.geojson", Encoding.UTF8.GetBytes(await InDegreesAsync(""))))[..^30];
            case "zip sum":
                // A corner that a bad cable altered.
                var stored = Archive(CompressionLevel.NoCompression, ("vung.geojson", Encoding.UTF8.GetBytes(Collection(Feature(Name, $$"""{"type":"Polygon","coordinates":{{Ring(Corners)}}}"""), "EPSG::9213"))));
                var at = stored.AsSpan().IndexOf("431000"u8);
                stored[at + 3] = (byte)'5';
                return stored;
            case "zip shx":
                await MadeAsync("shp utf-8");
                var index = await File.ReadAllBytesAsync(At("vung.shx"));
                index[103] += 4;
                await File.WriteAllBytesAsync(At("vung.shx"), index);
                return Packed("vung");
            case "gpkg option":
                await Command.Run("ogr2ogr", "-a_srs", OwnWords, At("out.gpkg"), await InMetresAsync(Name), "-nln", "_explodecollections");
                // As nobody can name a layer but by hand.
                return Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(At("out.gpkg"))).Replace("_explodecollections", "-explodecollections", StringComparison.Ordinal));
            case "geojson two":
                return Encoding.UTF8.GetBytes(Collection(Feature("a", $$"""{"type":"Polygon","coordinates":{{Ring(Corners)}}}"""), "EPSG::9213") + "\n" + Collection(Feature("b", $$"""{"type":"Polygon","coordinates":{{Ring(Corners)}}}"""), null));
            case "geojson two crs":
                return Encoding.UTF8.GetBytes(Collection(string.Join(',', new[] { "9212", "9213" }.Select(code => Feature("a", $$"""{"type":"Polygon","coordinates":{{Ring(Corners)}}}""").Insert(1, Crs("EPSG::" + code)))), null));
            case "geojson page":
                return Encoding.UTF8.GetBytes(Collection(Feature("a", $$"""{"type":"Polygon","coordinates":{{Ring(Corners)}}}"""), "EPSG::9213").Insert(1, "\"numberMatched\":1000,\"numberReturned\":1,"));
            case "kml doctype":
                return Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><name>&x;</name></Placemark></kml>");
            case "gpkg cut":
                return (await MadeAsync("gpkg"))[..5_000];
            case "gpkg sqlite":
                return [.. "SQLite format 3\0"u8, .. new byte[84]];
            case "geojson cut":
                return Encoding.UTF8.GetBytes((await InDegreesAsync(""))[..^20]);
            case "geojson deep":
                return Encoding.UTF8.GetBytes("{\"type\":\"FeatureCollection\",\"features\":" + new string('[', 20_000));
            default:
                return Encoding.UTF8.GetBytes(Collection("", null));
        }
    }

    // TCVN 5712:1999, VN3.
    static byte[] Tcvn3 => [.. "V"u8, 0xEF, .. "ng l"u8, 0xCA, .. "y n"u8, 0xAD, 0xED, .. "c "u8, 0xA7, 0xB9, .. "i Ph"u8, 0xF3, .. "c"u8];

    // Letters with a mark below or above come whole, their tone behind them.
    static byte[] Windows1258 => [.. "V"u8, 0xF9, .. "ng l"u8, 0xE2, 0xEC, .. "y n"u8, 0xFD, 0xF5, 0xEC, .. "c "u8, 0xD0, .. "a"u8, 0xF2, .. "i Ph"u8, 0xFA, .. "c"u8];

    byte[] Packed(string stem) => Archive([.. Directory.GetFiles(folder, stem + ".*").Select(file => ("lớp/" + Path.GetFileName(file), File.ReadAllBytes(file)))]);

    static byte[] Archive(params (string Name, byte[] Content)[] entries) => Archive(CompressionLevel.Optimal, entries);

    static byte[] Archive(CompressionLevel level, params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }
        return bytes.ToArray();
    }

    static async Task<JsonElement> GivenAsync(HttpClient planner, long draft, string name, byte[] file)
    {
        using var answer = await planner.PostAsJsonAsync($"/api/drafts/{draft}/sources", new { name, file = Convert.ToBase64String(file) });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    static List<string?> Codes(JsonElement details) =>
    [
        .. details.GetProperty("notes").EnumerateArray()
            .Concat(details.GetProperty("readings").EnumerateArray().Take(1).SelectMany(reading => reading.GetProperty("zones").EnumerateArray()).SelectMany(zone => zone.GetProperty("notes").EnumerateArray()))
            .Select(note => note.GetProperty("code").GetString()),
    ];
}
