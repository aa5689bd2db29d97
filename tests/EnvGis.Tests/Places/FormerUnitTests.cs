using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EnvGis.Places;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>Communes, districts and provinces of before: each leads to everything that it became, or says that it does not know everything.</summary>
public sealed class FormerUnitTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    static readonly string Places = Path.Combine(EnvGis.Commands.Checkout.Find(), "data", "places");

    static void NeedsFormerUnits() => Assert.SkipUnless(File.Exists(Path.Combine(Places, "former-units.tsv")), "former-units.tsv is not built");

    static IEnumerable<IReadOnlyDictionary<string, string?>> Divided() => DelimitedFile.Read(Path.Combine(Places, "divided-units.csv"), ',');

    [Fact]
    public async Task A_divided_unit_leads_to_each_part_and_each_is_said_to_be_one()
    {
        NeedsFormerUnits();

        var known = (await service.Rows<string>("""
            select u.code || ' ' || u.name || ' ' || c.code || ' ' || s.part
            from env.former_unit u join env.former_unit_successor s on s.former_unit_id = u.id join env.commune c on c.id = s.commune_id
            where u.code is not null
            """)).ToHashSet();

        var rows = Divided().ToList();
        rows.Select(row => row["old_code"]).Distinct().Count().ShouldBe(442);
        rows.Select(row => $"{row["old_code"]} {row["old_name"]} {row["new_code"]} true").Where(row => !known.Contains(row)).ShouldBeEmpty();
        // Whoever has several successors went to each in part.
        (await service.Rows<string>("""
            select u.name from published.former_unit u group by u.id, u.name having count(*) > 1 and not bool_and(u.part)
            """)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("03766", "03784")]
    [InlineData("20200", "20200")]
    [InlineData("25996", "26188")]
    public async Task A_unit_that_went_whole_leads_nowhere_else(string code, string successor)
    {
        NeedsFormerUnits();

        (await service.Rows<string>($"select c.code from published.former_unit u join published.commune c on c.id = u.commune_id where u.code = '{code}' and not u.part"))
            .ShouldBe([successor]);
    }

    [Fact]
    public async Task Each_unit_is_told_once_and_its_name_has_capital_letters()
    {
        NeedsFormerUnits();

        var names = await service.Rows<string>("select distinct name from env.former_unit union select name from env.former_area");
        // A state farm's township: «nông trường» is a kind before the name.
        names.Where(name => name.Replace("Nông trường", "", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(word => char.IsLower(word[0])))
            .ShouldBeEmpty();
        (await service.Rows<string>("""
            select min(name) || ', ' || min(district) from env.former_unit
            group by published.search_key(name), kind, lower(published.search_key(district)), published.search_key(province),
                     translate(lower(normalize(name, nfd)), E'\u0300\u0301\u0303\u0309\u0323', ''), right(regexp_replace(normalize(name, nfd), E'[^\u0300\u0301\u0303\u0309\u0323]', '', 'g'), 9)
            having count(*) > 1
            """)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_districts_and_the_provinces_that_are_no_more_lead_to_what_they_became()
    {
        NeedsFormerUnits();

        // 696 until 30 June 2025; five of them, islands without communes, stand among the former units.
        (await service.Value<int>("select count(*)::int from published.former_area where level = 'district'")).ShouldBe(691);
        // 63 provinces, of which 11 stayed what they were; two that changed their kind at another time, and one that was merged before.
        (await service.Value<int>("select count(*)::int from published.former_area where level = 'province'")).ShouldBe(63 - 11 + 2 + 1);
        (await service.Rows<string>("""
            select a.kind || ' ' || a.name from published.former_area a
            where a.valid_until >= date '2024-01-01' and not exists (select from published.former_area_successor s where s.former_area_id = a.id)
               or exists (select from published.former_area_successor s join published.commune c on c.id = s.commune_id
                          where s.former_area_id = a.id and c.province_code <> a.province_code)
            """)).ShouldBeEmpty();
        // A commune of today is of one district whole, or of several in part.
        (await service.Rows<string>("""
            select c.name from published.former_area_successor s join published.former_area a on a.id = s.former_area_id join published.commune c on c.id = s.commune_id
            where a.level = 'district' group by c.id, c.name having count(*) > 1 and not bool_and(s.part) or count(*) = 1 and bool_or(s.part)
            """)).ShouldBeEmpty();
        // Every successor of its communes, and no other.
        (await service.Value<int>("""
            select count(*)::int from (
                select u.district, u.province, u.commune_id from published.former_unit u where u.valid_until = '2025-06-30' and u.district <> ''
                except
                select case a.kind when 'thị xã' then 'Thị xã' when 'thành phố' then 'Thành phố' when 'quận' then 'Quận' else 'Huyện' end || ' ' || a.name, a.province, s.commune_id
                from published.former_area a join published.former_area_successor s on s.former_area_id = a.id) lost
            """)).ShouldBe(0);
    }

    [Fact]
    public async Task The_circle_of_an_old_district_or_province_holds_the_circles_of_its_communes()
    {
        NeedsFormerUnits();

        (await service.Rows<string>("""
            select distinct a.kind || ' ' || a.name from published.former_area a
            join published.former_area_successor s on s.former_area_id = a.id join published.commune c on c.id = s.commune_id
            where (c.kind <> 'đặc khu' or a.level = 'district') and st_distance(a.centre::geography, c.centre::geography) + c.radius_m > a.radius_m
            """)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("huyện Na Rì", "district", "Huyện Na Rì, Bắc Kạn (trước 01/7/2025) nay là các xã ")]
    [InlineData("thị xã Mộc Châu", "district", "Thị xã Mộc Châu (trước 01/7/2025) nay là ")]
    [InlineData("quận Hồng Bàng", "district", "Quận Hồng Bàng (trước 01/7/2025) nay thuộc các phường Hồng Bàng, An Dương, ")]
    [InlineData("thành phố Thủ Đức", "district", "Thành phố Thủ Đức (trước 01/7/2025) nay là ")]
    [InlineData("tỉnh Bắc Kạn", "province", "Tỉnh Bắc Kạn (trước 01/7/2025) nay thuộc tỉnh Thái Nguyên")]
    [InlineData("Bình Phước tỉnh", "province", "Tỉnh Bình Phước (trước 01/7/2025) nay thuộc thành phố Đồng Nai")]
    [InlineData("tỉnh Đồng Nai", "province", "Tỉnh Đồng Nai (trước 30/4/2026) nay là thành phố Đồng Nai")]
    [InlineData("tỉnh Hà Tây", "province", "Tỉnh Hà Tây (trước 01/8/2008) nay thuộc thành phố Hà Nội")]
    [InlineData("Hà Tây cũ", "province", "Tỉnh Hà Tây (trước 01/8/2008) nay thuộc thành phố Hà Nội")]
    [InlineData("Thừa Thiên Huế", "province", "Tỉnh Thừa Thiên Huế (trước 01/01/2025) nay là thành phố Huế")]
    public async Task An_old_district_or_province_is_found_and_says_what_it_became(string text, string? kind, string? note)
    {
        NeedsFormerUnits();

        var places = (await this.Find(text)).EnumerateArray().ToList();

        (places.Count == 0 ? null : places[0].GetProperty("kind").GetString()).ShouldBe(kind);
        if (note is not null)
        {
            places[0].GetProperty("note").GetProperty("vi").GetString()!.ShouldStartWith(note);
            places[0].GetProperty("became").GetBoolean().ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("huyện Lý Sơn", "Huyện Lý Sơn (trước 01/7/2025) nay là đặc khu Lý Sơn", "Lý Sơn district (before 1 July 2025) is now Lý Sơn special zone")]
    [InlineData("huyện Côn Đảo", "Huyện Côn Đảo (trước 01/7/2025) nay là đặc khu Côn Đảo", "Côn Đảo district (before 1 July 2025) is now Côn Đảo special zone")]
    [InlineData("xã Trảng Bom", "Xã Trảng Bom (trước 30/4/2026) nay là phường Trảng Bom", "Trảng Bom commune (before 30 April 2026) is now Trảng Bom ward")]
    [InlineData("xã Phúc Trìu", "Xã Phúc Trìu (trước 01/7/2025) nay thuộc xã Đại Phúc", "Phúc Trìu commune (before 1 July 2025) is now part of Đại Phúc commune")]
    public async Task What_became_one_unit_whole_is_it_and_what_others_are_in_too_lies_in_it(string text, string vi, string en)
    {
        NeedsFormerUnits();

        var notes = (await this.Find(text)).EnumerateArray().Select(place => place.GetProperty("note")).Where(note => note.ValueKind == JsonValueKind.Object).ToList();

        notes.Select(note => note.GetProperty("vi").GetString()).ShouldContain(vi);
        notes.Select(note => note.GetProperty("en").GetString()).ShouldContain(en);
    }

    [Fact]
    public async Task The_name_of_a_province_that_ended_long_ago_alone_asks()
    {
        NeedsFormerUnits();

        (await service.Http.GetFromJsonAsync<JsonElement>("/api/places?q=" + Uri.EscapeDataString("Hà Tây"))).GetProperty("asks").GetBoolean().ShouldBeTrue();
        (await service.Http.GetFromJsonAsync<JsonElement>("/api/places?q=" + Uri.EscapeDataString("tỉnh Hà Tây"))).GetProperty("asks").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task An_old_district_names_the_communes_that_it_became_whole_and_in_part()
    {
        NeedsFormerUnits();

        var district = (await this.Find("huyện Phú Bình"))[0];

        district.GetProperty("fullName").GetString().ShouldBe("Huyện Phú Bình");
        district.GetProperty("province").GetString().ShouldBe("Thái Nguyên");
        var known = await service.Rows<string>("""
            select c.code || ' ' || s.part from published.former_area a join published.former_area_successor s on s.former_area_id = a.id
            join published.commune c on c.id = s.commune_id where a.kind = 'huyện' and a.name = 'Phú Bình' order by 1
            """);
        known.Count.ShouldBeGreaterThan(2);
        district.GetProperty("successors").EnumerateArray()
            .Select(one => $"{one.GetProperty("code").GetString()} {(one.GetProperty("part").GetBoolean() ? "true" : "false")}").Order(StringComparer.Ordinal).ShouldBe(known);
        var note = district.GetProperty("note").GetProperty("vi").GetString()!;
        foreach (var one in district.GetProperty("successors").EnumerateArray())
        {
            // Names of one kind stand together behind it.
            var name = one.GetProperty("fullName").GetString()!.Split(' ', 2);
            note.ShouldMatch($"{(one.GetProperty("part").GetBoolean() ? "một phần " : " (là|và) ")}(các )?{char.ToLowerInvariant(name[0][0])}{name[0][1..]} ([^()]+(, | và ))?{name[1]}(,| và|$)");
        }
    }

    [Theory]
    [InlineData("quận 1", "District 1 (before 1 July 2025) is now Tân Định ward, Sài Gòn ward, Bến Thành ward and Cầu Ông Lãnh ward")]
    [InlineData("huyện Phú Bình", "Phú Bình district (before 1 July 2025) is now Phú Bình commune, Tân Khánh commune, Tân Thành commune, Điềm Thuỵ commune and Kha Sơn commune")]
    [InlineData("tỉnh Đồng Nai", "Đồng Nai province (before 30 April 2026) is now Đồng Nai city")]
    public async Task What_an_old_unit_became_is_told_in_English_too(string text, string note)
    {
        NeedsFormerUnits();

        (await this.Find(text))[0].GetProperty("note").GetProperty("en").GetString().ShouldBe(note);
    }

    [Fact]
    public async Task A_search_for_a_divided_unit_names_all_its_parts()
    {
        NeedsFormerUnits();

        foreach (var unit in Divided().GroupBy(row => (Code: row["old_code"], Kind: row["old_kind"]!, Name: row["old_name"]!)).Where((_, index) => index % 17 == 0))
        {
            var all = await service.Rows<string>($"select c.code from published.former_unit u join published.commune c on c.id = u.commune_id where u.code = '{unit.Key.Code}' order by 1");
            var found = (await this.Find($"{unit.Key.Kind} {unit.Key.Name}", 50)).EnumerateArray()
                .Where(place => place.GetProperty("became").GetBoolean())
                .Select(place => string.Join(' ', place.GetProperty("successors").EnumerateArray().Select(one => one.GetProperty("code").GetString()).Order(StringComparer.Ordinal)))
                .ToList();
            // A part that is found by its present name is told as that.
            found.ShouldContain(string.Join(' ', all), $"{unit.Key}");
        }
    }

    [Fact]
    public async Task A_unit_of_which_not_everything_is_known_says_so()
    {
        NeedsFormerUnits();

        // It had ended before the last day of districts; its successors were not compared.
        var older = (await this.Find("xã Vân Du"))
            .EnumerateArray().First(place => place.GetProperty("matched").GetString() == "Xã Vân Du" && place.GetProperty("code").GetString() == "07999");
        older.GetProperty("complete").GetBoolean().ShouldBeFalse();
        older.GetProperty("note").GetProperty("vi").GetString().ShouldBe("Xã Vân Du (đã sắp xếp lại trước 01/7/2025) nay thuộc xã Chí Đám (chỉ nêu đơn vị chính)");

        var part = (await this.Find("xã Hòa Lộc", 50)).EnumerateArray().Single(place => place.GetProperty("code").GetString() == "28921");
        part.GetProperty("complete").GetBoolean().ShouldBeFalse();
        part.GetProperty("note").GetProperty("vi").GetString().ShouldBe("Xã Hòa Lộc (trước 01/7/2025) nay một phần thuộc xã Tân Thành Bình, chưa rõ phần còn lại");

        var district = (await this.Find("huyện Châu Thành", 50)).EnumerateArray().Single(place => place.GetProperty("code").GetString() == "Huyện Châu Thành, Hậu Giang");
        district.GetProperty("complete").GetBoolean().ShouldBeFalse();
        district.GetProperty("note").GetProperty("vi").GetString()!.ShouldEndWith(" (có thể còn đơn vị khác)");

        (await service.Value<int>("select count(*)::int from published.former_unit where complete and (valid_until is null or part and id in (select id from published.former_unit group by id having count(*) = 1))"))
            .ShouldBe(0);
    }

    /// <summary>What the other collection says and ours does not, each looked at: it takes one unit for another of nearly the same name, or tells older units.</summary>
    static readonly string[] TakenForAnother =
    [
        "03943 xã Mường Bằng", "09616 xã Sơn Đồng", "10675 xã Long Xuyên", "11995 xã Việt Hùng", "13669 xã Quang Trung", "14014 xã Đông Sơn",
        "14674 phường Tân Thành", "16624 phường Phú Sơn", "17357 xã Hòa Sơn", "17464 xã Diên Hoa", "19075 xã Quảng Tiến", "20242 xã Phước Ninh",
        "21622 xã Ân Nghĩa", "21628 xã Ân Nghĩa", "23425 xã Hà Mòn", "23869 xã A Dơk", "24328 xã Ea D'Rơng", "31201 xã Hưng Phú", "31232 xã Vĩnh Thành",
        // Nghị quyết 1682/NQ-UBTVQH15, Điều 1 khoản 3: Tân Hưng, not Vĩnh Thạnh.
        "27736 xã Vĩnh Thạnh",
        "04117 xã Mương Chanh", "04136 xã Nà Pó", "04660 thị trấn NT Liên Sơn", "04705 thị trấn NT Trần Phú", "06616 thị trấn NT Thái Bình", "07210 xã Nham Sơn",
        "07210 xã Thắng Cương", "07534 xã Xa Lý", "07682 xã Tân An", "15853 xã Đông Xuân", "18568 xã Bình Lộc", "19198 thị trấn NT Việt Trung",
        "19246 thị trấn NT Lệ Ninh", "20179 xã Hương Hòa", "20669 xã Quế Phước", "25105 xã Đạ M'ri", "25159 xã Mỹ Lâm", "25159 xã Tư Nghĩa", "25159 xã Phù Mỹ",
    ];

    [Fact]
    public async Task No_part_that_the_other_collection_of_mergers_tells_is_missing()
    {
        NeedsFormerUnits();
        var file = Path.Combine(EnvGis.Commands.Checkout.Find(), "..", "shared", "data", "communes.csv");
        Assert.SkipUnless(File.Exists(file), "the collection to compare with is not here");

        var ours = (await service.Rows<string>("""
            select c.code || ' ' || u.kind || ' ' || u.name from published.former_unit u join published.commune c on c.id = u.commune_id
            """)).Select(Folded).ToHashSet();
        var missing = DelimitedFile.Read(file, ',').SelectMany(commune => (commune["merged_from"] ?? "").Split("; ").Select(unit => $"{commune["code"]} "
            + $"{char.ToLower(unit[0], CultureInfo.InvariantCulture)}{unit[1..].Replace(" (một phần)", "", StringComparison.Ordinal).Replace("hị Trấn", "hị trấn", StringComparison.Ordinal)}"));

        missing.Where(unit => !ours.Contains(Folded(unit))).Order(StringComparer.Ordinal).ShouldBe(TakenForAnother.Order(StringComparer.Ordinal));
    }

    /// <summary>One key for both tone-mark styles; other marks still count.</summary>
    static string Folded(string text)
    {
        const string Tones = "\u0300\u0301\u0303\u0309\u0323";
        return string.Join(' ', text.Replace('’', '\'').ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word =>
        {
            var letters = word.Normalize(NormalizationForm.FormD);
            return string.Concat(letters.Where(letter => !Tones.Contains(letter))) + string.Concat(letters.Where(Tones.Contains));
        }));
    }

    async Task<JsonElement> Find(string text, int limit = 8) =>
        (await service.Http.GetFromJsonAsync<JsonElement>($"/api/places?limit={limit}&q=" + Uri.EscapeDataString(text))).GetProperty("places");
}
