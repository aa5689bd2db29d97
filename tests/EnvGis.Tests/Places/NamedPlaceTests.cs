using EnvGis.Tests.Features;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>The places that plans name claim no more than the plans say, and circles hold what they are said to hold.</summary>
public sealed class NamedPlaceTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    static readonly string Shared = Path.Combine(EnvGis.Commands.Checkout.Find(), "..", "shared", "data");

    static readonly string Boundaries = Path.Combine(Shared, "communes-thai-nguyen.geojson");

    const string Named = "select f.code from published.feature f where f.attributes ? 'plan_wording' and not f.demonstration";

    [Fact]
    public async Task Of_a_named_place_the_month_is_told_and_no_day()
    {
        var codes = await service.Rows<string>(Named + " and f.code in ('ODN-PHUC-TRIU', 'ODN-VAN-GIA', 'ODN-NUI-CANG', 'ODN-QUAN-VA', 'BCL-YEN-LAC', 'DN-SUOI-COC', 'DN-BONG-TOI')");
        codes.Count.ShouldBe(7);
        foreach (var code in codes)
        {
            var id = await service.Value<long>("select id from env.feature where code = @code", new { code });
            var place = await service.Json($"/api/features/{id}");
            place.GetProperty("monthOnly").GetString().ShouldBe(place.GetProperty("valid").GetProperty("from").GetString(), code);
        }
        var demonstration = await service.Value<long>("select id from env.feature where code = 'HCPT-MH-04'");
        (await service.Json($"/api/features/{demonstration}")).GetProperty("monthOnly").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_kind_that_the_plan_does_not_say_is_marked_as_inference()
    {
        (await service.Rows<string>("""
            select f.code from published.feature f where f.layer = 'contaminated-sites' and f.attributes ? 'plan_wording' and not f.demonstration
              and f.attributes ->> 'note' like 'Loại khu vực do EnvGis suy luận:%' order by 1
            """)).ShouldBe(["ODN-NUI-CANG", "ODN-PHUC-TRIU", "ODN-QUAN-VA", "ODN-VAN-GIA"]);
    }

    // Which unit is meant the plan does not say: the circle holds every unit of that name and what the old one became.
    [Theory]
    [InlineData("DN-SUOI-COC", "05467 05443")]
    [InlineData("ODN-NUI-CANG", "05941")]
    public async Task Where_the_plan_leaves_it_open_the_circle_holds_the_old_and_the_new_unit(string code, string communes)
    {
        foreach (var commune in communes.Split(' '))
        {
            // The commune's own farthest corner lies inside, which a smaller circle would leave out: its distance is at least the radius less the way between the centres.
            (await service.Value<double>("""
                select c.radius_m - 162 - st_distance(f.near::geography, c.centre::geography) - f.accuracy_m
                from published.feature f, published.commune c where f.code = @code and c.code = @commune and c.valid_to is null
                """, new { code, commune })).ShouldBeLessThanOrEqualTo(0, $"{code} {commune}");
            if (File.Exists(Boundaries))
            {
                (await service.Value<double>("""
                    select max(st_distance(n.near::geography, p.geom::geography)) - max(n.accuracy_m)
                    from jsonb_array_elements(@text::jsonb -> 'features') f
                    cross join lateral st_dumppoints(st_setsrid(st_geomfromgeojson(f -> 'geometry'), 4326)) p
                    join published.feature n on n.code = @code
                    where f -> 'properties' ->> 'code' = @commune
                    """, new { code, commune, text = await File.ReadAllTextAsync(Boundaries) })).ShouldBeLessThanOrEqualTo(0, $"{code} {commune}");
            }
        }
        (await service.Value<bool>("select not attributes ? 'former_unit' from published.feature where code = @code", new { code })).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Bống Tối")]
    [InlineData("Bóng Tối")]
    [InlineData("cầu bong toi")]
    public async Task The_bridge_is_spelt_as_the_plan_prints_it_and_found_by_both_spellings(string text)
    {
        var found = (await service.Json("/api/places?q=" + Uri.EscapeDataString(text))).GetProperty("features").EnumerateArray()
            .Single(feature => feature.GetProperty("code").GetString() == "DN-BONG-TOI");
        found.GetProperty("name").GetProperty("vi").GetString()!.ShouldContain("cầu Bống Tối");
    }

    [Fact]
    public async Task Every_commune_and_province_has_a_circle_at_least_as_large_as_its_area()
    {
        (await service.Rows<string>("""
            select c.code || ' ' || c.name from published.commune c where c.valid_to is null and coalesce(c.radius_m, 0) < sqrt(c.area_km2 * 1e6 / pi())
            union all
            select p.code || ' ' || p.name from published.province p where p.valid_to is null and coalesce(p.radius_m, 0) < sqrt(p.area_km2 * 1e6 / pi())
            """)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commune_found_tells_the_radius_that_holds_it()
    {
        var place = (await service.Json("/api/places?q=" + Uri.EscapeDataString("xã Na Rì"))).GetProperty("places")[0];
        place.GetProperty("code").GetString().ShouldBe("02155");
        // √(area/π) is 6.5 km; the farthest corner is 9.3 km away.
        place.GetProperty("radiusM").GetDouble().ShouldBe(9300, 100);
    }

    [Fact]
    public async Task The_centre_of_each_commune_lies_inside_and_its_circle_holds_it()
    {
        Assert.SkipUnless(Directory.Exists(Shared), "no boundaries to compare with are here");
        foreach (var file in Directory.GetFiles(Shared, "communes-*.geojson"))
        {
            (await service.Rows<string>("""
                select c.code || ' ' || c.name
                from jsonb_array_elements(@text::jsonb -> 'features') f
                cross join lateral (select f -> 'properties' ->> 'code' as code, st_setsrid(st_geomfromgeojson(f -> 'geometry'), 4326) as geom) s
                join published.commune c on c.code = s.code and c.valid_to is null
                where not st_contains(s.geom, c.centre)
                   or (select max(st_distance(c.centre::geography, p.geom::geography)) from st_dumppoints(s.geom) p) > c.radius_m
                """, new { text = await File.ReadAllTextAsync(file) })).ShouldBeEmpty(file);
        }
    }
}
