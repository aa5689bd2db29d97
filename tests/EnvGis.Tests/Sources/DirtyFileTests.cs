using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Sources;

/// <summary>
/// Fifty damaged files that are shared beside the repository, given to a draft: each is read right, asked about or refused in a sentence. Their list says what is to come of each; here stands which of
/// the ways it allows is ours.
/// </summary>
public sealed class DirtyFileTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>By name: the code of what is told of it first, of the file or of its first feature.</summary>
    static readonly Dictionary<string, string> Verdicts = new(StringComparer.Ordinal)
    {
        ["tn-diem-o-nhiem_vn2000-tm3-106-30_tcvn3.zip"] = "letters", ["hp-an-hung-lan-can_vn2000-tm3-105-45_cp1258.zip"] = "letters", ["qt-xa_vn2000-tm3-106-15_utf8.zip"] = "more-digits",
        ["tn-diem_khong-prj.zip"] = "grid-guessed", ["tn-diem_prj-sai-mui-107-45.zip"] = "unusual-grid", ["tn-diem_dao-xy.zip"] = "file-axes-exchanged", ["thieu-shx.zip"] = "unreadable-file",
        ["thieu-dbf.zip"] = "no-properties", ["lech-so-ban-ghi.zip"] = "unreadable-file", ["shp-cut.zip"] = "unreadable-file", ["hai-shapefile.zip"] = "not-an-area", ["zip-slip.zip"] = "unreadable-file",
        ["zip-bomb-64mb.zip"] = "unreadable-file", ["zip-rong.zip"] = "unreadable-file", ["khong-phai-shapefile.zip"] = "unreadable-file", ["tn-vung_loi-hinh-hoc.zip"] = "more-digits",
        ["tn-phan-vung.gpkg"] = "arcs-stroked", ["tn-diem.kml"] = "from-degrees", ["tn-diem.kmz"] = "from-degrees", ["xxe.kml"] = "unreadable-file", ["kml-dao-toa-do.kml"] = "file-axes-exchanged",
        ["tn-diem_vn2000-xy_utf8bom.csv"] = "too-few-corners", ["tn-diem_vn2000-xy_cp1258.csv"] = "too-few-corners", ["diem_do-phut-giay.csv"] = "too-few-corners", ["diem_utf16.csv"] = "too-few-corners",
        ["tu-cat.geojson"] = "crosses-itself", ["vong-lap-doi.geojson"] = "crosses-itself", ["lo-ngoai-vo.geojson"] = "hole-outside", ["vong-ho.geojson"] = "unreadable-shape",
        ["gai-va-diem-lap.geojson"] = "crosses-itself", ["nan-vo-cuc.geojson"] = "unreadable-shape", ["so-khong-lo.geojson"] = "unreadable-shape", ["sai-he-toa-do_9213.geojson"] = "grid-guessed",
        ["crs-khai-9213.geojson"] = "not-an-area", ["crs-3857.geojson"] = "not-an-area", ["dao-kinh-vi.geojson"] = "file-axes-exchanged", ["qua-kinh-tuyen-180.geojson"] = "outside-vietnam",
        ["ngoai-tinh.geojson"] = "not-an-area", ["rong.geojson"] = "no-coordinates", ["hinh-null.geojson"] = "no-shape", ["trung-ma.geojson"] = "from-degrees",
        ["chong-lan-va-khe-ho.geojson"] = "from-degrees", ["ten-nfd-html.geojson"] = "not-an-area", ["bom-utf16.geojson"] = "not-an-area", ["bom-utf8.geojson"] = "not-an-area", ["cut.geojson"] = "unreadable-file",
        ["long-nhau-sau.geojson"] = "unreadable-shape", ["khoa-trung.geojson"] = "outside-vietnam", ["z-va-m.geojson"] = "unreadable-shape", ["da-giac-60000-dinh.geojson"] = "too-many-vertices",
    };

    [Fact]
    public async Task Each_of_the_fifty_is_read_right_asked_about_or_refused_and_none_is_taken_in_silence()
    {
        if (Folder() is not { } folder)
        {
            Assert.Skip("The shared dirty files are not here.");
            return;
        }
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var manifest = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "manifest.json"))).EnumerateArray().ToList();
        manifest.Select(one => one.GetProperty("file").GetString()!).Order().ShouldBe(Verdicts.Keys.Order());
        foreach (var one in manifest)
        {
            var name = one.GetProperty("file").GetString()!;
            using var answer = await planner.PostAsJsonAsync($"/api/drafts/{draft}/sources", new { name, file = Convert.ToBase64String(await File.ReadAllBytesAsync(Path.Combine(folder, name))) });
            var text = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.Created, $"{name}: {text}");
            var given = JsonElement.Parse(text);
            // Nothing about any of them is clear enough to be taken without a person.
            given.GetProperty("decided").GetBoolean().ShouldBeFalse(name);
            var zones = given.GetProperty("readings").EnumerateArray().Take(1).SelectMany(reading => reading.GetProperty("zones").EnumerateArray()).ToList();
            given.GetProperty("notes").EnumerateArray().Concat(zones.SelectMany(zone => zone.GetProperty("notes").EnumerateArray())).Select(note => note.GetProperty("code").GetString())
                .ShouldContain(Verdicts[name], $"{name}: {text}");
            if (one.TryGetProperty("expected", out var expected) && given.GetProperty("counts").GetString() == "features")
            {
                Expect(name, expected, zones, text);
            }
        }
    }

    /// <summary>Names letter by letter; positions within two metres of what the list says.</summary>
    static void Expect(string file, JsonElement expected, List<JsonElement> zones, string text)
    {
        foreach (var one in expected.EnumerateArray())
        {
            if (one.ValueKind == JsonValueKind.String)
            {
                // Of one file the list says what is wrong with each, not what it is called.
                if (!one.GetString()!.StartsWith("ok", StringComparison.Ordinal) && one.GetString()!.Contains(' ', StringComparison.Ordinal))
                {
                    zones.ShouldContain(zone => zone.GetProperty("name").GetString() == one.GetString(), $"{file}: {one} {text}");
                }
                continue;
            }
            var zone = zones.Find(zone => zone.GetProperty("name").GetString() == one.GetProperty("name").GetString());
            zone.ValueKind.ShouldBe(JsonValueKind.Object, $"{file}: {one}");
            var believed = one.TryGetProperty("lon_if_believed", out var longitude);
            var (lon, lat) = ((believed ? longitude : one.GetProperty("lon")).GetDouble(), one.GetProperty(believed ? "lat_if_believed" : "lat").GetDouble());
            var at = zone.GetProperty("geometry").GetProperty("coordinates")[0];
            // What is told to a ten-thousandth of a degree is as exact as that.
            var within = believed ? 0.0001 : 0.00002;
            at[0].GetDouble().ShouldBe(lon, within, $"{file}: {one}");
            at[1].GetDouble().ShouldBe(lat, within, $"{file}: {one}");
        }
    }

    static string? Folder()
    {
        for (var parent = new DirectoryInfo(AppContext.BaseDirectory); parent is not null; parent = parent.Parent)
        {
            var shared = Path.Combine(parent.FullName, "shared", "data", "dirty");
            if (Directory.Exists(shared))
            {
                return shared;
            }
        }
        return null;
    }
}
