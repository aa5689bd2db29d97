using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>Coordinates typed into the search box.</summary>
public sealed class CoordinateTests(RunningService service) : IClassFixture<RunningService>
{
    async Task<IReadOnlyList<JsonElement>> Coordinates(string text) => [.. (await Find(text)).GetProperty("coordinates").EnumerateArray()];

    Task<JsonElement> Find(string text) => service.Http.GetFromJsonAsync<JsonElement>("/api/places?q=" + Uri.EscapeDataString(text));

    [Theory]
    [InlineData("21.5942, 105.8482")]
    [InlineData("21,5942 105,8482")]
    [InlineData("21°35'39.12\"B 105°50'53.52\"Đ")]
    public async Task Degrees_lead_to_one_place_with_its_commune_marked_approximate_and_its_coordinates_in_the_zone_of_its_province(string text)
    {
        var place = (await Coordinates(text)).ShouldHaveSingleItem();

        place.GetProperty("kind").GetString().ShouldBe("wgs84");
        place.GetProperty("lon").GetDouble().ShouldBe(105.8482, 1e-7);
        place.GetProperty("lat").GetDouble().ShouldBe(21.5942, 1e-7);
        place.GetProperty("province").GetProperty("name").GetString().ShouldBe("Thái Nguyên");
        place.GetProperty("commune").GetProperty("fullName").GetString().ShouldNotBeNullOrEmpty();
        place.GetProperty("approximate").GetBoolean().ShouldBeTrue();
        place.GetProperty("given").ValueKind.ShouldBe(JsonValueKind.Null);
        var local = place.GetProperty("local");
        local.GetProperty("epsg").GetInt32().ShouldBe(9213);
        local.GetProperty("meridian").GetString().ShouldBe("106°30'");
        // By PROJ (cs2cs EPSG:4326 EPSG:9213 with EPSG:6960).
        local.GetProperty("east").GetDouble().ShouldBe(432311, 5);
        local.GetProperty("north").GetDouble().ShouldBe(2388909, 30);
    }

    [Fact]
    public async Task Metres_without_a_meridian_are_answered_by_meridian_that_of_the_province_it_lands_in_first()
    {
        var candidates = await Coordinates("2388123 423456");

        candidates.Count.ShouldBeGreaterThan(4);
        candidates.ShouldAllBe(candidate => candidate.GetProperty("commune").ValueKind == JsonValueKind.Object);
        var usages = candidates.Select(candidate => candidate.GetProperty("usage").GetString()).ToList();
        usages[0].ShouldBe("province");
        usages.ShouldBe(usages.OrderBy(usage => Array.IndexOf(["province", "older", "earlier", "six-degree", "other"], usage)).ToList());
        var thaiNguyen = candidates.Single(candidate => candidate.GetProperty("given").GetProperty("epsg").GetInt32() == 9213);
        thaiNguyen.GetProperty("usage").GetString().ShouldBe("province");
        thaiNguyen.GetProperty("province").GetProperty("name").GetString().ShouldBe("Thái Nguyên");
        var national = candidates.Single(candidate => candidate.GetProperty("given").GetProperty("epsg").GetInt32() == 3405).GetProperty("given");
        national.GetProperty("widthDegrees").GetInt32().ShouldBe(6);
        national.GetProperty("north").GetDouble().ShouldBe(2388123);
    }

    [Theory]
    [InlineData("423456.78 2388123.45 KTT 106°30'")]
    [InlineData("9213: 2388123.45 423456.78")]
    [InlineData("2388123,45 423456,78 106,5")]
    public async Task With_its_meridian_there_is_one_place(string text)
    {
        var place = (await Coordinates(text)).ShouldHaveSingleItem();

        place.GetProperty("given").GetProperty("epsg").GetInt32().ShouldBe(9213);
        place.GetProperty("given").GetProperty("north").GetDouble().ShouldBe(2388123.45);
        place.GetProperty("usage").GetString().ShouldBe("province");
    }

    [Fact]
    public async Task A_meridian_of_a_part_before_the_merger_is_told_as_that()
    {
        // Quảng Trị of today has 106°00' by Thông tư 24/2025, or 106°15', as its two parts had.
        var old = (await Coordinates("1850000 560000 KTT 106°15'")).ShouldHaveSingleItem();
        var other = (await Coordinates("1850000 560000 KTT 107°15'")).First();

        old.GetProperty("province").GetProperty("name").GetString().ShouldBe("Quảng Trị");
        old.GetProperty("usage").GetString().ShouldBeOneOf("province", "older");
        other.GetProperty("usage").GetString().ShouldBe("other");
    }

    [Fact]
    public async Task Where_boundaries_are_loaded_the_commune_is_told_by_them()
    {
        // An island of the South China Sea without any commune near; removed again, so that no other test meets it.
        await service.Sql("""
            insert into env.boundary (level, code, name, geom, source) values ('commune', '05488', 'Đại Phúc', st_multi(st_makeenvelope(110.1, 15.1, 110.2, 15.2, 4326)), 'test')
            """);
        try
        {
            var inside = (await Coordinates("15.15 110.15")).ShouldHaveSingleItem();
            var nearby = (await Coordinates("15.25 110.15")).ShouldHaveSingleItem();

            inside.GetProperty("commune").GetProperty("code").GetString().ShouldBe("05488");
            inside.GetProperty("approximate").GetBoolean().ShouldBeFalse();
            nearby.GetProperty("commune").ValueKind.ShouldBe(JsonValueKind.Null);
        }
        finally
        {
            await service.Sql("delete from env.boundary where code = '05488' and source = 'test'");
        }
    }

    [Fact]
    public async Task A_withdrawn_zone_is_refused_with_the_right_one()
    {
        using var answer = await service.Http.GetAsync("/api/places?q=" + Uri.EscapeDataString("6956: 2388123 423456"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe("/problems/no-zone");
        problem.GetProperty("vi").GetString()!.ShouldContain("EPSG:5896");
    }

    [Fact]
    public async Task Coordinates_elsewhere_are_told_in_a_sentence_and_words_are_not_taken_for_coordinates()
    {
        (await Find("48.8566, 2.3522")).GetProperty("coordinatesNote").GetProperty("vi").GetString()!.ShouldContain("ngoài Việt Nam");
        var words = await Find("phuc triu");
        words.GetProperty("coordinates").GetArrayLength().ShouldBe(0);
        words.GetProperty("coordinatesNote").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("https://maps.app.goo.gl/aBcD3fGh1jK", "sao chép địa chỉ đầy đủ")]
    [InlineData("https://www.google.com/maps/place/Th%C3%A1i+Nguy%C3%AAn", "không chứa tọa độ")]
    [InlineData("21°75'00\" 105°50'30\"", "Phút và giây phải nhỏ hơn 60")]
    public async Task What_holds_no_position_says_what_to_do(string text, string said)
    {
        var found = await Find(text);

        found.GetProperty("coordinates").GetArrayLength().ShouldBe(0);
        found.GetProperty("coordinatesNote").GetProperty("vi").GetString()!.ShouldContain(said);
        found.GetProperty("note").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_long_address_without_a_position_is_no_text_that_is_too_long() =>
        (await Find($"https://www.google.com/maps/dir/{new string('a', 600)}")).GetProperty("coordinatesNote").GetProperty("vi").GetString()!.ShouldContain("không chứa tọa độ");

    [Theory]
    [InlineData("Th%C3%A1i%20Nguy%C3%AAn")]
    [InlineData("Th%C3%A1i+Nguy%C3%AAn")]
    public async Task A_text_copied_out_of_an_address_is_read_as_what_it_says(string text) =>
        (await Find(text)).GetProperty("places")[0].GetProperty("fullName").GetString().ShouldBe("Tỉnh Thái Nguyên");

    [Theory]
    [InlineData("2388123 423456 KTT 106°20'")]
    [InlineData("9999: 2388123 423456")]
    public async Task A_zone_that_is_none_is_refused_in_a_sentence_for_people(string text)
    {
        using var answer = await service.Http.GetAsync("/api/places?q=" + Uri.EscapeDataString(text));

        var said = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("vi").GetString()!;
        said.ShouldContain("hãy chọn kinh tuyến trục");
        said.ShouldNotContain("/api/");
    }

    [Fact]
    public async Task An_old_unit_that_was_divided_offers_each_of_its_successors()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(service.Root, "data", "places", "former-units.tsv")), "former-units.tsv is not built");

        var place = (await Find("gia sang")).GetProperty("places").EnumerateArray().First(one => one.GetProperty("became").GetBoolean());

        place.GetProperty("successors").EnumerateArray().Select(one => one.GetProperty("fullName").GetString()).ShouldBe(["Phường Phan Đình Phùng", "Phường Gia Sàng"]);
        place.GetProperty("successors")[0].GetProperty("lon").GetDouble().ShouldBeInRange(105, 107);
    }
}
