using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EnvGis.Search;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>Where a person is led by Enter and where asked, and what is said of an answer that is not quite what was typed.</summary>
public sealed class SearchLeadsTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    static bool HasFormerUnits => File.Exists(Path.Combine(EnvGis.Commands.Checkout.Find(), "data", "places", "former-units.tsv"));

    [Theory]
    [InlineData("100")]
    [InlineData("247")]
    [InlineData("1894")]
    [InlineData("2026")]
    [InlineData("5443")]
    [InlineData("19")]
    [InlineData("Hà Nam")]
    [InlineData("Hà Tây")]
    [InlineData("Kỳ Sơn, Nghệ An")]
    [InlineData("Đông Hà cũ")]
    [InlineData("Mộc Châu cũ")]
    [InlineData("Gio Linh cũ")]
    [InlineData("phường Gia Sàng cũ")]
    [InlineData("Phương Mai")]
    [InlineData("Quận 2")]
    [InlineData("thanh tra tỉnh")]
    public async Task What_may_be_meant_otherwise_asks(string text)
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        (await this.Find(text)).GetProperty("asks").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("05443", "05443")]
    [InlineData("mã 5443", "05443")]
    [InlineData("mã tỉnh 19", "19")]
    [InlineData("phường 2 quận 5", "27301")]
    [InlineData("P2 Q5", "27301")]
    [InlineData("Ward 2, District 5", "27301")]
    [InlineData("Hà Nam, Ninh Bình", "13366")]
    [InlineData("tỉnh Hà Nam, Ninh Bình", "37")]
    [InlineData("Hải Dương", "31")]
    [InlineData("Cam Lo commune", "19597")]
    [InlineData("Province of Quang Tri", "44")]
    [InlineData("Cam Lo, Quang Tri, Vietnam", "19597")]
    [InlineData("ddaf nawngx", "48")]
    public async Task What_is_said_whole_leads(string text, string code)
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var found = await this.Find(text);
        found.GetProperty("asks").GetBoolean().ShouldBeFalse();
        found.GetProperty("order")[0].GetString().ShouldBe("places");
        found.GetProperty("places")[0].GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task Two_small_numbers_are_no_ward_of_a_district()
    {
        var wrong = new List<string>();
        foreach (var (first, second) in ((int, int)[])[(2, 5), (3, 1), (1, 3), (15, 11), (15, 12), (31, 12), (4, 6), (10, 5), (8, 3), (14, 10)])
        {
            foreach (var text in (string[])[$"{first}.{second}", $"{first},{second}", $"{first}/{second}", $"{first}-{second}", $"{first} {second}"])
            {
                var found = await this.Find(text);
                if (!found.GetProperty("asks").GetBoolean() && found.GetProperty("places").GetArrayLength() > 0)
                {
                    wrong.Add(text);
                }
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_unit_that_was_divided_asks_which_part_is_meant()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var units = await service.Rows<string>("""
            select concat_ws(', ', u.kind || ' ' || u.name, u.district, u.province) from published.former_unit u
            where u.id % 9 = 4 group by u.id, u.kind, u.name, u.district, u.province having count(*) > 1
            """);
        units.Count.ShouldBeGreaterThan(50);
        var wrong = new List<string>();
        foreach (var unit in units)
        {
            var found = await this.Find(unit, "&group=places&limit=1");
            // Its name may be that of a commune of today too, which is one.
            if (!found.GetProperty("asks").GetBoolean() && found.GetProperty("places")[0].GetProperty("matched").ValueKind == JsonValueKind.String)
            {
                wrong.Add(unit);
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_province_of_old_with_that_of_today_is_the_ward_of_that_name_or_asks()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var provinces = await service.Rows<(string Old, string Today)>("""
            select distinct a.name, p.name from env.former_area a join env.province p on p.code = a.province_code and p.valid_to is null where a.level = 'province' and a.name <> p.name
            """);
        provinces.Count.ShouldBeGreaterThan(20);
        var wrong = new List<string>();
        foreach (var (old, today) in provinces)
        {
            var found = await this.Find($"{old}, {today}");
            if (!found.GetProperty("asks").GetBoolean() && (found.GetProperty("places")[0] is var first && (first.GetProperty("kind").GetString() != "commune" || first.GetProperty("province").GetString() != today)))
            {
                wrong.Add($"{old}, {today}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_kind_in_English_leads_where_the_kind_in_Vietnamese_does()
    {
        var kinds = new Dictionary<string, string> { ["xã"] = "commune", ["phường"] = "ward", ["đặc khu"] = "special zone" };
        var communes = await service.Rows<(string Code, string Kind, string Name, string Province)>("""
            select c.code, c.kind, c.name, p.name from env.commune c join env.province p on p.code = c.province_code and p.valid_to is null
            where c.valid_to is null and (c.kind = 'đặc khu' or c.id % 40 = 3)
            """);
        communes.Count.ShouldBeGreaterThan(50);
        var wrong = new List<string>();
        foreach (var (code, kind, name, province) in communes)
        {
            var vietnamese = await this.Find($"{kind} {name}, {province}", "&limit=1");
            var english = await this.Find($"{name} {kinds[kind]}, {province} Province", "&limit=1");
            if (english.GetProperty("places")[0].GetProperty("code").GetString() != code || vietnamese.GetProperty("places")[0].GetProperty("code").GetString() != code)
            {
                wrong.Add($"{name} {kinds[kind]}, {province}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_syllable_typed_with_the_keyboard_off_is_read_back()
    {
        var names = await service.Rows<string>("select distinct name from env.commune where valid_to is null");
        var words = names.SelectMany(name => name.Split([' ', '-', '\''], StringSplitOptions.RemoveEmptyEntries)).Select(word => word.ToLowerInvariant().Normalize(NormalizationForm.FormC)).Distinct()
            // In Telex oo is ô, and an r behind a vowel is its tone; one word of a name is one syllable.
            .Where(word => !word.EndsWith('r') && System.Text.RegularExpressions.Regex.IsMatch(SearchWords.Key(word), "^[^aeiouy]*[aeiouy]+[^aeiouy]*$") && !SearchWords.SpeltKey(word).Contains("oo", StringComparison.Ordinal))
            .Where(word => word.Length > 1 && word.All(char.IsLetter) && Keys(word, Telex, "sfrxj") != word).ToList();
        words.Count.ShouldBeGreaterThan(500);

        words.Where(word => !IsSame(KeyedText.Decoded(Keys(word, Telex, "sfrxj")), word)).Select(word => $"{Keys(word, Telex, "sfrxj")} {word}").ShouldBeEmpty();
        // CO2 is no cò, nor xom1 xóm.
        string[] numbered = ["so", "no", "co", "po", "to", "xom", "khu", "thon", "ap"];
        words.Where(word => !numbered.Contains(SearchWords.Key(word)) && !IsSame(KeyedText.Decoded(Keys(word, Vni, "12345")), word)).Select(word => $"{Keys(word, Vni, "12345")} {word}").ShouldBeEmpty();

        static bool IsSame(string? read, string word) => read is not null && SearchWords.SpeltKey(read) == SearchWords.SpeltKey(word);
    }

    const string Marked = "âăêôơưđ";
    static readonly string[] Telex = ["aa", "aw", "ee", "oo", "ow", "uw", "dd"];
    static readonly string[] Vni = ["a6", "a8", "e6", "o6", "o7", "u7", "d9"];
    const string Tones = "\u0301\u0300\u0309\u0303\u0323";

    // The tone's key at the end, as most people type it.
    static string Keys(string word, string[] letters, string tones)
    {
        var (keys, tone) = (new StringBuilder(), "");
        foreach (var letter in word)
        {
            var parts = letter.ToString().Normalize(NormalizationForm.FormD);
            if (parts.IndexOfAny(Tones.ToCharArray()) is >= 0 and var at)
            {
                tone = tones[Tones.IndexOf(parts[at], StringComparison.Ordinal)].ToString();
                parts = parts.Remove(at, 1);
            }
            var bare = parts.Normalize(NormalizationForm.FormC);
            keys.Append(Marked.IndexOf(bare, StringComparison.Ordinal) is >= 0 and var marked ? letters[marked] : bare);
        }
        return keys.Append(tone).ToString();
    }

    [Theory]
    [InlineData("97")]
    [InlineData("999999")]
    [InlineData("30/4")]
    [InlineData("2027-2028")]
    public async Task Of_a_number_or_a_day_nobody_says_that_it_is_no_position(string text)
    {
        var found = await this.Find(text);
        found.GetProperty("coordinatesNote").GetProperty("vi").GetString().ShouldBe($"Không có đơn vị hành chính, địa điểm hay nhiệm vụ nào ghi “{text}”.");
    }

    [Theory]
    [InlineData("bản Pa Ủ")]
    [InlineData("tổ dân phố 5, phường Phổ Yên, Thái Nguyên")]
    [InlineData("Xa Lý")]
    [InlineData("Dia Lai")]
    [InlineData("điểm nóng Minh Hóa")]
    [InlineData("Quảng Trjị")]
    public async Task A_first_answer_that_is_only_near_says_so_and_asks(string text)
    {
        var found = await this.Find(text);
        found.GetProperty("places")[0].GetProperty("near").GetBoolean().ShouldBeTrue();
        found.GetProperty("asks").GetBoolean().ShouldBeTrue();
        found.GetProperty("note").GetProperty("vi").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("1895/QĐ-TTg")]
    [InlineData("Quyết định 1895")]
    [InlineData("21/CT-TTg")]
    [InlineData("Nghị quyết 248/2025/QH15")]
    [InlineData("công văn 1013")]
    [InlineData("SO2")]
    public async Task A_number_never_finds_another(string text)
    {
        var found = await this.Find(text);
        found.GetProperty("tasks").GetArrayLength().ShouldBe(0);
        found.GetProperty("features").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("Sở Y tế")]
    [InlineData("Sở Công Thương")]
    [InlineData("Công an tỉnh")]
    public async Task What_a_body_leads_comes_before_what_it_helps_with(string body)
    {
        var tasks = (await this.Find(body, "&group=tasks&limit=50")).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()!).ToList();
        var led = await service.Rows<string>("select l.task_id from env.task_lead l join env.agency a on a.id = l.agency_id where a.name = @body", new { body });
        led.ShouldNotBeEmpty();
        tasks.Take(led.Count).ShouldBe(led, ignoreOrder: true);
    }

    async Task<JsonElement> Find(string text, string more = "")
    {
        using var answer = await service.Http.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/places?q={Uri.EscapeDataString(text)}{more}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
