using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>Communes and provinces, today's and yesterday's, and how they are found.</summary>
public sealed class PlaceTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    static bool HasFormerUnits => File.Exists(Path.Combine(EnvGis.Commands.Checkout.Find(), "data", "places", "former-units.tsv"));

    [Fact]
    public async Task There_are_34_provinces_and_3321_communes()
    {
        (await service.Value<int>("select count(*)::int from env.province where valid_to is null")).ShouldBe(34);
        (await service.Value<int>("select count(*)::int from env.commune where valid_to is null")).ShouldBe(3321);
        (await service.Value<int>("select count(*)::int from env.commune c where not exists (select from env.province where code = c.province_code)")).ShouldBe(0);
    }

    [Fact]
    public async Task Every_former_unit_leads_to_a_commune_of_today()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        (await service.Value<int>("select count(*)::int from env.former_unit")).ShouldBeGreaterThan(10_000);
        (await service.Value<int>("""
            select count(*)::int from env.former_unit u where not exists (
                select from env.former_unit_successor s join env.commune c on c.id = s.commune_id where s.former_unit_id = u.id and c.valid_to is null)
            """)).ShouldBe(0);
    }

    [Fact]
    public async Task The_old_ward_Gia_Sang_05461_is_not_the_new_one_05467()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        (await service.Rows<string>("""
            select c.code from env.former_unit u join env.former_unit_successor s on s.former_unit_id = u.id join env.commune c on c.id = s.commune_id
            where u.code = '05461' order by 1
            """)).ShouldBe(["05443", "05467"]);
        (await service.Value<string>("select name from env.commune where code = '05467' and valid_to is null")).ShouldBe("Gia Sàng");
        (await service.Value<int>("select count(*)::int from env.commune where code = '05461'")).ShouldBe(0);
    }

    [Theory]
    [InlineData("phuc triu", "05488", true)]
    [InlineData("Phúc Trìu", "05488", true)]
    [InlineData("PHÚC TRÌU ", "05488", true)]
    [InlineData("  phúc   trìu", "05488", true)]
    [InlineData("Xã Phúc Trìu", "05488", true)]
    [InlineData("Đại Phúc", "05488", false)]
    [InlineData("dai phuc", "05488", false)]
    [InlineData("xã đại phúc", "05488", false)]
    [InlineData("ĐẠI PHÚC", "05488", false)]
    [InlineData("Điềm Thụy", "05941", false)]
    [InlineData("Điềm Thuỵ", "05941", false)]
    [InlineData("diem thuy", "05941", false)]
    [InlineData("gia sàng", "05467", false)]
    [InlineData("bảo lý", "05908", true)]
    [InlineData("túc duyên", "05443", true)]
    [InlineData("yến lạc", "02155", true)]
    [InlineData("an hưng", "11674", false)]
    [InlineData("thái nguyên", "19", false)]
    [InlineData("tỉnh bắc kạn", "19", true)]
    [InlineData("hai duong tinh", "31", true)]
    public async Task A_name_old_or_new_finds_its_place_first(string text, string? code, bool became)
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        foreach (var form in new[] { NormalizationForm.FormC, NormalizationForm.FormD })
        {
            var places = (await this.Find(text.Normalize(form))).GetProperty("places").EnumerateArray().ToList();

            (places.Count == 0 ? null : places[0].GetProperty("code").GetString()).ShouldBe(code, text);
            if (code is not null)
            {
                places[0].GetProperty("became").GetBoolean().ShouldBe(became, text);
            }
        }
    }

    [Fact]
    public async Task A_hit_by_an_old_name_says_what_it_became()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var place = (await this.Find("phuc triu")).GetProperty("places")[0];

        place.GetProperty("matched").GetString().ShouldBe("Xã Phúc Trìu");
        place.GetProperty("fullName").GetString().ShouldBe("Xã Đại Phúc");
        place.GetProperty("province").GetString().ShouldBe("Thái Nguyên");
        place.GetProperty("note").GetProperty("vi").GetString().ShouldBe("Xã Phúc Trìu (trước 01/7/2025) nay thuộc xã Đại Phúc");
        place.GetProperty("note").GetProperty("en").GetString().ShouldBe("Phúc Trìu commune (before 1 July 2025) is now part of Đại Phúc commune");
        place.GetProperty("lon").GetDouble().ShouldBe(105.70945, 1e-9);
    }

    [Fact]
    public async Task A_unit_that_was_divided_names_all_its_parts()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        (await this.Find("gia sang")).GetProperty("places").EnumerateArray().First(place => place.GetProperty("became").GetBoolean())
            .GetProperty("note").GetProperty("vi").GetString().ShouldBe("Phường Gia Sàng (trước 01/7/2025) nay được chia vào các phường Phan Đình Phùng và Gia Sàng");
    }

    [Fact]
    public async Task Features_and_tasks_are_found_beside_places()
    {
        var found = await this.Find("phuc triu");
        // Other tests have features of that name as well.
        var site = found.GetProperty("features").EnumerateArray().Single(feature => feature.GetProperty("code").GetString() == "ODN-PHUC-TRIU");
        site.GetProperty("unlocated").GetBoolean().ShouldBeTrue();

        (await this.Find("odn-phuc-triu")).GetProperty("features").GetArrayLength().ShouldBe(1);
        (await this.Find("phục hồi đất ô nhiễm")).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString())
            .ShouldContain("thai-nguyen/II.3.2-b1");
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("%%%%%%%%")]
    [InlineData("\\")]
    [InlineData("'; drop table env.commune; --")]
    [InlineData("😀")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a")]
    public async Task A_hostile_text_is_answered_calmly(string text)
    {
        var found = await this.Find(text);

        found.GetProperty("places").GetArrayLength().ShouldBeLessThanOrEqualTo(8);
        if (!text.Any(char.IsAsciiLetterOrDigit))
        {
            found.GetProperty("places").GetArrayLength().ShouldBe(0);
        }
        (await service.Value<int>("select count(*)::int from env.commune where valid_to is null")).ShouldBe(3321);
    }

    [Theory]
    [InlineData("/api/places")]
    [InlineData("/api/places?q=")]
    [InlineData("/api/places?q=%20%20")]
    [InlineData("/api/places?q=%E2%80%AE%CC%81%CC%81")]
    [InlineData("/api/places?q=a%00b")]
    [InlineData("/api/places?q=a&limit=0")]
    [InlineData("/api/places?q=a&colour=red")]
    public async Task A_wrong_question_is_refused(string address)
    {
        using var answer = await service.Http.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_however_long()
    {
        (await service.Http.GetAsync("/api/places?q=" + new string('a', 201))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await service.Http.GetAsync("/api/places?q=" + new string('a', 200))).StatusCode.ShouldBe(HttpStatusCode.OK);
        ((int)(await service.Http.GetAsync("/api/places?q=" + new string('a', 60_000))).StatusCode).ShouldBeInRange(400, 499);
    }

    Task<JsonElement> Find(string text) => service.Http.GetFromJsonAsync<JsonElement>("/api/places?q=" + Uri.EscapeDataString(text));
}
