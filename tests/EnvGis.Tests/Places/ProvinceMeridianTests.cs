using EnvGis.Tests.Features;
using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>The central meridians of the 34 provinces, and that every chooser tells them with what they mean.</summary>
public sealed class ProvinceMeridianTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    // Thông tư 24/2025/TT-BNNMT, annex, as two public tables quote it.
    static readonly Dictionary<string, string> OfTheCircular = new()
    {
        ["103°00'"] = "Điện Biên", ["104°00'"] = "Sơn La", ["104°30'"] = "Cà Mau", ["104°45'"] = "Lào Cai, Lai Châu, Phú Thọ, Nghệ An, An Giang",
        ["105°00'"] = "Hà Nội, Ninh Bình, Thanh Hoá, Đồng Tháp, Cần Thơ", ["105°30'"] = "Hưng Yên, Hà Tĩnh, Vĩnh Long",
        ["105°45'"] = "Cao Bằng, Hải Phòng, Hồ Chí Minh, Tây Ninh", ["106°00'"] = "Tuyên Quang, Quảng Trị", ["106°30'"] = "Thái Nguyên",
        ["107°00'"] = "Bắc Ninh, Huế", ["107°15'"] = "Lạng Sơn", ["107°45'"] = "Quảng Ninh, Đà Nẵng, Lâm Đồng, Đồng Nai", ["108°00'"] = "Quảng Ngãi",
        ["108°15'"] = "Gia Lai, Khánh Hoà", ["108°30'"] = "Đắk Lắk",
    };

    [Fact]
    public async Task Each_province_has_the_meridian_of_the_circular_and_only_two_have_a_second_source()
    {
        var stored = await service.Rows<string>("select name || ' ' || epsg from published.province where valid_to is null order by 1");

        OfTheCircular.SelectMany(one => one.Value.Split(", ").Select(name =>
            Meridian.TryParse(one.Key, out var meridian, out _) ? $"{name} {Vn2000Zone.Find(meridian)!.Code}" : one.Key)).Order(StringComparer.Ordinal).ShouldBe(stored.Order(StringComparer.Ordinal));
        (await service.Rows<string>("select name || ' ' || other_epsg from published.province where other_epsg is not null order by 1")).ShouldBe(["Quảng Trị 9212", "Tây Ninh 9209"]);
        (await service.Value<int>("select count(*)::int from published.province where valid_to is null and rearranged")).ShouldBe(23);
    }

    [Fact]
    public async Task The_chooser_at_every_province_offers_the_map_the_older_axes_and_the_6_degree_zones()
    {
        foreach (var line in await service.Rows<string>("""
            select concat_ws('|', st_x(centre), st_y(centre), code, epsg, rearranged, coalesce(older_meridians, ''), coalesce(other_epsg::text, '')) from published.province where valid_to is null
            """))
        {
            var (lon, lat, code, epsg) = line.Split('|') is [var x, var y, var c, var e, ..] ? (x, y, c, int.Parse(e, System.Globalization.CultureInfo.InvariantCulture)) : default;
            var rest = line.Split('|')[4..];

            var province = (await service.Json($"/api/grid/zones?lon={lon}&lat={lat}")).GetProperty("province");

            province.GetProperty("code").GetString().ShouldBe(code);
            province.GetProperty("rearranged").GetBoolean().ShouldBe(rest[0] is "t" or "true", line);
            var zones = province.GetProperty("meridians").EnumerateArray().ToList();
            zones[0].GetProperty("epsg").GetInt32().ShouldBe(epsg);
            zones[0].GetProperty("provinceMap").GetBoolean().ShouldBeTrue();
            zones.Count(zone => zone.GetProperty("provinceMap").GetBoolean()).ShouldBe(1);
            zones.TakeLast(2).Select(zone => zone.GetProperty("epsg").GetInt32()).ShouldBe([3405, 3406]);
            var older = zones.Where(zone => zone.GetProperty("older").GetBoolean()).Select(zone => zone.GetProperty("meridian").GetString()).ToList();
            List<string?> expected = rest[1].Length == 0 ? [zones[0].GetProperty("meridian").GetString()] : [.. rest[1].Split("; ").Select(part => part[..7])];
            older.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal), line);
            zones.Count(zone => zone.GetProperty("otherSource").ValueKind is not System.Text.Json.JsonValueKind.Null).ShouldBe(rest[2].Length == 0 ? 0 : 1);
        }
    }

    [Fact]
    public async Task A_place_farther_from_the_meridian_than_half_the_zone_says_so()
    {
        // Mường Tè: Lai Châu's meridian is 104°45', and the place lies 1°55' west of it.
        var typed = (await service.Json("/api/places?q=" + Uri.EscapeDataString("22.38 102.83"))).GetProperty("coordinates")[0];
        typed.GetProperty("province").GetProperty("name").GetString().ShouldBe("Lai Châu");
        typed.GetProperty("local").GetProperty("beyondZone").GetBoolean().ShouldBeTrue();
        var older = (await service.Json("/api/places?q=" + Uri.EscapeDataString("2475000 482500 KTT 103°00'"))).GetProperty("coordinates")[0];
        older.GetProperty("usage").GetString().ShouldBe("earlier");
        older.GetProperty("given").GetProperty("beyondZone").GetBoolean().ShouldBeFalse();

        (await service.Json("/api/places?q=" + Uri.EscapeDataString("21.59 105.85"))).GetProperty("coordinates")[0].GetProperty("local").GetProperty("beyondZone").GetBoolean()
            .ShouldBeFalse();
    }
}
