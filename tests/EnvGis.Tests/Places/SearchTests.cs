using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Search;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>The one search, asked as people write.</summary>
public sealed class SearchTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    static readonly string Root = EnvGis.Commands.Checkout.Find();

    static bool HasFormerUnits => File.Exists(Path.Combine(Root, "data", "places", "former-units.tsv"));

    sealed record Query(string Kind, string Text, string First);

    static IReadOnlyList<Query> Table => [.. File.ReadLines(Path.Combine(Root, "tests", "fixtures", "search", "queries.tsv")).Skip(1).Select(line => line.Split('\t'))
        .Select(cells => new Query(cells[0], cells[1], cells[2]))];

    [Fact]
    public void The_table_has_two_hundred_and_fifty_queries_and_each_kind_ten_times()
    {
        Table.Count.ShouldBeGreaterThanOrEqualTo(250);
        Table.Select(query => query.Text).Distinct().Count().ShouldBe(Table.Count);
        Table.GroupBy(query => query.Kind).ShouldAllBe(kind => kind.Count() >= 10);
    }

    [Fact]
    public async Task Of_the_table_98_in_100_have_the_right_first_answer()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var missed = new List<string>();
        foreach (var query in Table)
        {
            var found = await this.Find(query.Text);
            if (!IsFirst(query.First, found))
            {
                missed.Add($"{query.Kind}: {query.Text} → {query.First}, got {First(found)}");
            }
        }
        var table = Table.Count;
        ((double)(table - missed.Count) / table).ShouldBeGreaterThanOrEqualTo(0.98, $"{table - missed.Count} of {table}\n{string.Join('\n', missed)}");
    }

    [Fact]
    public async Task What_is_typed_and_what_is_kept_are_compared_in_one_form()
    {
        var names = await service.Rows<(string Name, string Key, string Spelt)>("""
            select name, published.words_key(name), published.spelt_key(name) from (
                select distinct unnest(array[name, name_other, kind]) as name from (
                    select name, name_other, kind from env.commune union all select name, null, kind from env.former_unit union all select name, name_other, kind from env.province) u) n
            where name is not null
            """);
        names.Count.ShouldBeGreaterThan(2_000);
        foreach (var (name, key, spelt) in names)
        {
            var words = SearchWords.Read(name, new Dictionary<string, string>()).ShouldNotBeNull(name);
            words.Keys[0].ShouldBe(key, name);
            if (words.Marked.Length > 0 && words.Keys[0] == words.Bare)
            {
                string.Join(' ', words.Spelt).ShouldBe(spelt, name);
            }
        }
    }

    [Theory]
    [InlineData("Hải Phòng", "Phối hợp quy hoạch địa điểm lưu giữ chất thải phóng xạ cấp quốc gia")]
    [InlineData("óng xạ", "Phối hợp quy hoạch địa điểm lưu giữ chất thải phóng xạ cấp quốc gia")]
    public async Task A_word_is_not_found_inside_another(string text, string title) =>
        (await this.Find(text, "&limit=50")).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("title").GetProperty("vi").GetString()).ShouldNotContain(title);

    [Fact]
    public async Task All_pages_of_a_group_are_its_answers_each_once_in_one_order()
    {
        foreach (var group in new[] { "places", "tasks" })
        {
            var whole = (await this.Find("phong", "&limit=50")).GetProperty(group).EnumerateArray().Select(Id).ToList();
            whole.Count.ShouldBe(50);
            var paged = new List<string>();
            for (var after = ""; paged.Count < 50;)
            {
                var page = await this.Find("phong", $"&limit=7&group={group}{after}");
                paged.AddRange(page.GetProperty(group).EnumerateArray().Select(Id));
                after = $"&after={page.GetProperty("next").GetProperty(group).GetString()}";
            }
            paged.Take(50).ShouldBe(whole);
            paged.Distinct().Count().ShouldBe(paged.Count);
        }

        static string Id(JsonElement row) => $"{Text(row, "kind")} {Text(row, "code") ?? Text(row, "id")} {Text(row, "matched")} {Text(row, "formerDistrict")}";
    }

    [Theory]
    [InlineData("&after=abc")]
    [InlineData("&group=places&after=abc")]
    [InlineData("&group=roads")]
    [InlineData("&at=105")]
    [InlineData("&at=105,x")]
    public async Task A_page_that_is_none_is_refused(string more)
    {
        using var answer = await service.Http.GetAsync($"/api/places?q=phong{more}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("105.05,10.0", "31031")]
    [InlineData("106.05,9.65", "31666")]
    [InlineData("105.47,10.61", "30157")]
    public async Task Of_namesakes_that_in_the_province_on_screen_comes_first_and_each_tells_what_it_was(string at, string code)
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var found = await this.Find("Tân Thạnh", $"&at={at}");
        var places = found.GetProperty("places").EnumerateArray().Take(4).ToList();

        places[0].GetProperty("code").GetString().ShouldBe(code);
        found.GetProperty("asks").GetBoolean().ShouldBeTrue();
        places.Select(place => Text(place, "formerDistrict")).ShouldBe(["Huyện Tân Thạnh", "Huyện Thanh Bình", "Huyện An Minh", "Huyện Long Phú"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("Quan Hoá", "quan hoa")]
    [InlineData("phường Quan Hoa", "quan hoa")]
    [InlineData("phuong quan hoa", "quan hoa")]
    [InlineData("X. Quan Sơn", "quan son")]
    [InlineData("Phương Sơn", "phuong son")]
    [InlineData("quận Hoàn Kiếm", "hoan kiem")]
    public void A_name_that_reads_like_a_kind_is_a_name(string text, string name) =>
        SearchWords.Read(text, new Dictionary<string, string> { ["x"] = "xa" }).ShouldNotBeNull().Bare.ShouldBe(name);

    sealed record Unit(int Level, string Kind, string Name, string Province, string Key);

    // All whose names have a word that is a kind too, and every so many of the others.
    async Task<IReadOnlyList<Unit>> Units() => [.. (await service.Rows<(int Level, string Kind, string Name, string Province, string Key)>("""
        select d.level::integer, d.unit_kind, d.unit_name, p.name, d.name_key
        from (select distinct on (level, unit_kind, unit_name, province_code) * from env.place_document where level between 1 and 3 order by level, unit_kind, unit_name, province_code) d
        join env.province p on p.code = d.province_code and p.valid_to is null
        where d.name_key ~ '(^| )(quan|huyen|xa|phuong|tinh|thi tran|thanh pho|dao|dac khu)( |$)' or d.id % 60 = 7
        """)).Select(row => new Unit(row.Level, row.Kind, row.Name, row.Province, row.Key))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_name_with_its_province_leads_there_or_asks(bool marked)
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var wrong = new List<string>();
        foreach (var unit in await this.Units())
        {
            var text = marked ? $"{unit.Name}, {unit.Province}" : $"{Plain(unit.Name)} {Plain(unit.Province)}";
            var found = await this.Find(text, "&group=places&limit=1");
            var isThere = found.GetProperty("places").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } place
                && Text(place, "province") == unit.Province && (IsNamed(Text(place, "matched"), unit) || IsNamed(Text(place, "fullName"), unit));
            if (!isThere && !(found.GetProperty("asks").GetBoolean() && !marked))
            {
                wrong.Add($"{text} → {First(found)}");
            }
        }
        wrong.ShouldBeEmpty();

        bool IsNamed(string? full, Unit unit) => full is not null && (marked ? Spelt(full).EndsWith(Spelt(unit.Name), StringComparison.Ordinal)
            : SearchWords.Read(full, new Dictionary<string, string>())!.Keys[0].EndsWith(unit.Key, StringComparison.Ordinal));

        static string Spelt(string name) => string.Join(' ', name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(SearchWords.SpeltKey));
    }

    [Fact]
    public async Task A_name_with_a_slip_leads_nowhere_unless_it_is_another_name()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var wrong = new List<string>();
        foreach (var (unit, number) in (await this.Units()).Where(unit => unit.Name.Length > 4).Select((unit, number) => (unit, number)))
        {
            var at = 1 + number % (unit.Name.Length - 2);
            var text = (number % 3) switch
            {
                0 => unit.Name.Remove(at, 1),
                1 => unit.Name.Insert(at, unit.Name[at].ToString()),
                _ => $"{unit.Name[..at]}{unit.Name[at + 1]}{unit.Name[at]}{unit.Name[(at + 2)..]}",
            };
            var found = await this.Find(text, "&group=places&limit=1");
            if (!found.GetProperty("asks").GetBoolean() && found.GetProperty("places").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } place
                && !IsWritten(Text(place, "matched"), text) && !IsWritten(Text(place, "fullName"), text))
            {
                wrong.Add($"{text} → {First(found)}");
            }
        }
        wrong.ShouldBeEmpty();

        static bool IsWritten(string? full, string text) => full is not null && Joined(full).EndsWith(Joined(text), StringComparison.Ordinal);

        static string Joined(string name) => SearchWords.Read(name, new Dictionary<string, string>())!.Keys[0].Replace(" ", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_another_first_sound_is_offered_as_near_and_led_to_by_nobody()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var names = (await service.Rows<string>("select distinct unit_name from env.place_document where level between 1 and 3")).ToHashSet(StringComparer.Ordinal);
        var wrong = new List<string>();
        var asked = 0;
        foreach (var unit in (await this.Units()).Where(unit => unit.Level == 1))
        {
            // The last word: a name's others may be words of many a name.
            var (words, last) = (unit.Name.Split(' '), unit.Name.Split(' ')[^1]);
            var other = Sounds.Of(last.ToLowerInvariant()).FirstOrDefault();
            if (other is null || names.Contains($"{string.Join(' ', words[..^1])} {char.ToUpperInvariant(other[0])}{other[1..]}".Trim()))
            {
                continue;
            }
            asked++;
            var text = $"{string.Join(' ', [.. words[..^1], char.ToUpperInvariant(other[0]) + other[1..]])}, {unit.Province}";
            var found = await this.Find(text);
            if (!found.GetProperty("asks").GetBoolean() || !found.GetProperty("places").EnumerateArray().Any(place => place.GetProperty("near").GetBoolean() && Text(place, "name") == unit.Name))
            {
                wrong.Add($"{text} → {First(found)}");
            }
        }
        asked.ShouldBeGreaterThan(10);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_database_and_the_program_take_the_same_sounds_for_each_other()
    {
        var words = await service.Rows<(string Word, string[] Alike)>("select k.word, array(select published.sounds_of(k.word) order by 1) from published.known_word k union select w, array(select published.sounds_of(w) order by 1) from unnest(array['di', 'gi', 'gia', 'giun', 'ghe', 'nghi', 'nhan', 'thanh', 'xa', 'tra']) w");
        words.Count.ShouldBeGreaterThan(1_000);
        words.Where(word => !Sounds.Of(word.Word).Order(StringComparer.Ordinal).SequenceEqual(word.Alike.Order(StringComparer.Ordinal))).Select(word => word.Word).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_with_near_answers_is_no_longer_and_the_next_has_what_had_no_room()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var first = await this.Find("Xa Lý", "&limit=5");
        var page = first.GetProperty("places").EnumerateArray().ToList();
        page.Count.ShouldBe(5);
        page[0].GetProperty("near").GetBoolean().ShouldBeTrue();
        var exact = page.Where(place => !place.GetProperty("near").GetBoolean()).Select(place => Text(place, "code")).ToList();
        var whole = (await this.Find("Xa Lý", "&limit=5&group=places")).GetProperty("places").EnumerateArray().Select(place => Text(place, "code")).ToList();
        exact.ShouldBe(whole.Take(exact.Count));
        var next = await this.Find("Xa Lý", $"&limit=5&group=places&after={first.GetProperty("next").GetProperty("places").GetString()}");
        next.GetProperty("places").EnumerateArray().Select(place => Text(place, "code")).Take(whole.Count - exact.Count).ShouldBe(whole.Skip(exact.Count));
    }

    [Theory]
    [InlineData("tồn lưu")]
    [InlineData("BVTV")]
    [InlineData("thuốc BVTV")]
    [InlineData("hóa chất bảo vệ thực vật")]
    [InlineData("thuốc bảo vệ thực vật tồn lưu")]
    public async Task What_a_plan_writes_of_places_finds_them_and_their_task(string text)
    {
        var found = await this.Find(text, "&limit=20");

        found.GetProperty("features").EnumerateArray().Select(feature => Text(feature, "code")).ShouldContain("ODN-PHUC-TRIU");
        found.GetProperty("features").EnumerateArray().Select(feature => Text(feature, "code")).ShouldContain("ODN-QUAN-VA");
        found.GetProperty("tasks").EnumerateArray().Select(task => Text(task, "id")).ShouldContain("son-la/II.3.2-b1");
    }

    [Theory]
    [InlineData("công an xã")]
    [InlineData("hội phụ nữ")]
    [InlineData("sở công thương")]
    public async Task What_only_demonstrates_comes_behind_tasks_that_have_the_words(string text)
    {
        var order = (await this.Find(text)).GetProperty("order").EnumerateArray().Select(group => group.GetString()).ToList();
        order.IndexOf("tasks").ShouldBeLessThan(order.IndexOf("features"));
    }

    [Fact]
    public async Task A_code_asked_of_a_layer_is_that_code()
    {
        foreach (var code in new[] { "BCL-MH-03", "bcl mh 03", "BCL-MH-10" })
        {
            var items = await service.Http.GetFromJsonAsync<JsonElement>($"/ogc/collections/landfills/items?q={Uri.EscapeDataString(code)}");
            items.GetProperty("features").EnumerateArray().Select(item => item.GetProperty("properties").GetProperty("code").GetString())
                .ShouldBe([code.ToUpperInvariant().Replace(' ', '-')]);
        }
    }

    [Fact]
    public async Task The_list_of_tasks_marks_each_that_has_the_words_only_when_a_slip_is_mended_and_those_titled_so_come_first()
    {
        var near = (await service.Http.GetFromJsonAsync<JsonElement>("/api/tasks?q=" + Uri.EscapeDataString("ứng phó trànn dầu"))).GetProperty("tasks").EnumerateArray().ToList();
        near[0].GetProperty("id").GetString().ShouldBe("quang-tri/I.5");
        near.ShouldAllBe(task => task.GetProperty("near").GetBoolean());

        var exact = (await service.Http.GetFromJsonAsync<JsonElement>("/api/tasks?limit=200&q=" + Uri.EscapeDataString("nước thải"))).GetProperty("tasks").EnumerateArray().ToList();
        exact.ShouldAllBe(task => !task.GetProperty("near").GetBoolean());
        var titled = exact.ConvertAll(task => Plain(task.GetProperty("title").GetProperty("vi").GetString()!).Contains("nuoc thai", StringComparison.OrdinalIgnoreCase));
        titled.ShouldContain(true);
        titled.ShouldContain(false);
        titled.ShouldBe(titled.OrderByDescending(one => one));
    }

    static string Plain(string name) => string.Concat(name.Normalize(System.Text.NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark))
        .Replace('đ', 'd').Replace('Đ', 'D');

    [Theory]
    [InlineData("2388123 423456", "106.3,21.6")]
    [InlineData("1850000 560000", "107.0,16.75")]
    public async Task Of_the_meridians_of_a_pair_that_of_the_province_on_screen_comes_first(string text, string at)
    {
        var positions = (await this.Find(text, $"&at={at}")).GetProperty("coordinates").EnumerateArray().ToList();
        positions.Count.ShouldBeGreaterThan(1);
        var screen = await service.Rows<string>($"select province_code from env.commune where valid_to is null order by centre <-> st_point({at}, 4326) limit 1");
        positions.Exists(position => Province(position) == screen[0]).ShouldBeTrue();
        Province(positions[0]).ShouldBe(screen[0]);

        static string? Province(JsonElement position) => position.GetProperty("province") is { ValueKind: JsonValueKind.Object } province ? Text(province, "code") : null;
    }

    [Theory]
    [InlineData("II.A.3 Quảng Trị")]
    [InlineData("quang-tri/II.A.3")]
    [InlineData("mục II.A.3 Quảng Trị")]
    public async Task The_list_of_tasks_begins_with_the_id_that_was_typed(string text)
    {
        var page = await service.Http.GetFromJsonAsync<JsonElement>($"/api/tasks?limit=2&q={Uri.EscapeDataString(text)}");
        page.GetProperty("tasks")[0].GetProperty("id").GetString().ShouldBe("quang-tri/II.A.3");
    }

    [Fact]
    public async Task Old_districts_of_one_name_are_asked_about()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var found = await this.Find("huyện Châu Thành", "&limit=50");
        found.GetProperty("asks").GetBoolean().ShouldBeTrue();
        found.GetProperty("places").EnumerateArray().Where(place => Text(place, "kind") == "district" && Text(place, "name") == "Châu Thành").Select(place => Text(place, "code"))
            .ShouldBe(await service.Rows<string>("select 'Huyện Châu Thành, ' || province from env.former_area where kind = 'huyện' and name = 'Châu Thành'"), ignoreOrder: true);
    }

    [Fact]
    public async Task Slips_come_after_what_is_written_so_and_are_marked()
    {
        var places = (await this.Find("Điện Bàn Đônng")).GetProperty("places").EnumerateArray().ToList();
        places[0].GetProperty("near").GetBoolean().ShouldBeTrue();

        var rows = (await this.Find("Gò Vấp")).GetProperty("places").EnumerateArray().Select(place => place.GetProperty("near").GetBoolean()).ToList();
        rows[0].ShouldBeFalse();
        rows.ShouldBe(rows.OrderBy(near => near));
    }

    [Theory]
    [InlineData("Đại Phúc Biêêên", "“Biêêên”")]
    [InlineData("kỳỳ anhh", "“kỳỳ”, “anhh”")]
    public async Task A_word_that_is_nowhere_is_told_as_it_was_typed(string text, string told) =>
        (await this.Find(text)).GetProperty("note").GetProperty("vi").GetString()!.ShouldContain($"chứa từ {told}");

    [Theory]
    [InlineData("thai nguyen II.3.2", "thai-nguyen/II.3.2-b")]
    [InlineData("thai-nguyen/II.3.2", "thai-nguyen/II.3.2-b")]
    [InlineData("mục II.1.2 Sơn La", "son-la/II.1.2-b")]
    [InlineData("An Hưng IV.5", "an-hung/IV.5-b")]
    public async Task A_section_leads_to_its_tasks(string text, string start)
    {
        var found = await this.Find(text);

        found.GetProperty("order")[0].GetString().ShouldBe("tasks");
        found.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()!).Take(2).ShouldAllBe(id => id.StartsWith(start, StringComparison.Ordinal));
        (await service.Http.GetFromJsonAsync<JsonElement>($"/api/tasks?q={Uri.EscapeDataString(text)}")).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()!).First().ShouldStartWith(start);
    }

    [Theory]
    [InlineData("Phúc Trìu", "thai-nguyen/II.3.2-b1")]
    [InlineData("quan va", "thai-nguyen/II.3.2-b1")]
    [InlineData("bãi rác Yến Lạc", "thai-nguyen/II.3.2-b1")]
    public async Task Tasks_are_found_by_the_places_that_the_plan_names_for_them(string text, string id) =>
        (await service.Http.GetFromJsonAsync<JsonElement>($"/api/tasks?q={Uri.EscapeDataString(text)}")).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()!).Take(3).ShouldContain(id);

    [Theory]
    [InlineData("2388445.66 425250.97")]
    [InlineData("X=2388445.66 Y=425250.97")]
    public async Task Numbers_that_may_lie_by_many_a_meridian_ask_back(string text)
    {
        var found = await this.Find(text);

        found.GetProperty("coordinates").GetArrayLength().ShouldBeGreaterThan(1);
        found.GetProperty("asks").GetBoolean().ShouldBeTrue();
        (await this.Find("21,5942 105,8482")).GetProperty("asks").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Two_figures_are_a_province_and_ask_where_a_ward_is_called_so()
    {
        foreach (var (text, code) in ((string, string)[])[("14", "14"), ("01", "01"), ("44", "44")])
        {
            var found = await this.Find(text);
            found.GetProperty("places")[0].GetProperty("code").GetString().ShouldBe(code);
            found.GetProperty("places")[0].GetProperty("kind").GetString().ShouldBe("province");
        }
        (await this.Find("14")).GetProperty("asks").GetBoolean().ShouldBeTrue();
        (await this.Find("99999")).GetProperty("coordinatesNote").GetProperty("vi").GetString().ShouldBe("Không có đơn vị nào mang mã “99999”.");
    }

    [Fact]
    public async Task Nothing_found_says_what_was_tried_and_offers_the_nearest()
    {
        var found = await this.Find("Đại Phúc zzzz");

        found.GetProperty("note").GetProperty("vi").GetString()!.ShouldContain("không có kết quả nào chứa từ “zzzz”");
        found.GetProperty("note").GetProperty("en").GetString()!.ShouldContain("nothing has the word “zzzz”");
        found.GetProperty("places")[0].GetProperty("code").GetString().ShouldBe("05488");
        found.GetProperty("places").EnumerateArray().ShouldAllBe(place => place.GetProperty("near").GetBoolean());
        found.GetProperty("asks").GetBoolean().ShouldBeTrue();
        (await this.Find("qqqq zzzz")).GetProperty("note").GetProperty("vi").GetString()!.ShouldContain("Hãy bớt từ");
    }

    [Theory]
    [InlineData("Sở NN&MT Quảng Trị")]
    [InlineData("UBND các xã Lai Châu")]
    [InlineData("phuc hoi dat o nhiem")]
    [InlineData("bãi chôn lấp")]
    [InlineData("II.3.2")]
    [InlineData("💧")]
    public async Task The_list_of_tasks_has_what_search_finds(string text)
    {
        var found = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await this.Find(text, $"&limit=50&group=tasks{after}");
            found.AddRange(page.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()!));
            after = page.GetProperty("next").GetProperty("tasks").GetString() is { } next ? $"&after={next}" : null;
        }
        var listed = new List<string>();
        for (var address = $"/api/tasks?limit=200&q={Uri.EscapeDataString(text)}"; address is not null;)
        {
            var page = await service.Http.GetFromJsonAsync<JsonElement>(address);
            listed.AddRange(page.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("id").GetString()!));
            address = page.GetProperty("next").GetString();
        }
        found.ShouldBeSubsetOf(listed);
        (found.Count == 0).ShouldBe(listed.Count == 0);
        (await service.Http.GetFromJsonAsync<JsonElement>($"/api/tasks/summary?q={Uri.EscapeDataString(text)}")).GetProperty("total").GetInt32().ShouldBe(listed.Count);
    }

    static bool IsFirst(string expected, JsonElement found)
    {
        var (what, value) = expected.Split(' ', 2) is [var word, var rest] ? (word, rest) : (expected, "");
        var coordinates = found.GetProperty("coordinates");
        if (what == "note")
        {
            return coordinates.GetArrayLength() == 0 && found.GetProperty("coordinatesNote").ValueKind == JsonValueKind.Object && Groups(found).All(group => group.Rows.Count == 0);
        }
        if (what == "position")
        {
            var (latitude, longitude) = value.Split(',') is [var lat, var lon] ? (Number(lat), Number(lon)) : default;
            return coordinates.GetArrayLength() == 1 && Math.Abs(coordinates[0].GetProperty("lat").GetDouble() - latitude) < 1e-7
                && Math.Abs(coordinates[0].GetProperty("lon").GetDouble() - longitude) < 1e-7;
        }
        if (Groups(found).FirstOrDefault(group => group.Rows.Count > 0) is not { Name: { } name, Rows: [var first, ..] rows })
        {
            return false;
        }
        return what switch
        {
            "place" => name == "places" && Text(first, "code") == value,
            "places" => name == "places" && value.Split(',') is var codes && rows.Take(codes.Length).Select(row => Text(row, "code")).Order().SequenceEqual(codes),
            "was" => name == "places" && Text(first, "matched") == value,
            // Where the commune of today bears the old name too, it is the same place.
            "was-in" => name == "places" && value.Split('|') is [var was, var district, var code] && Text(first, "code") == code
                && (Text(first, "matched") is null || Text(first, "matched") == was && Text(first, "formerDistrict") == district),
            "feature" => name == "features" && Text(first, "code") == value,
            "task" => name == "tasks" && Text(first, "id") == value,
            _ => throw new InvalidOperationException($"The table says {expected}."),
        };
    }

    static IEnumerable<(string Name, IReadOnlyList<JsonElement> Rows)> Groups(JsonElement found) =>
        found.GetProperty("order").EnumerateArray().Select(name => (name.GetString()!, (IReadOnlyList<JsonElement>)[.. found.GetProperty(name.GetString()!).EnumerateArray()]));

    static string First(JsonElement found) => Groups(found).FirstOrDefault(group => group.Rows.Count > 0) is { Rows: [var first, ..] rows } group
        ? $"{group.Name} {string.Join("; ", rows.Take(3).Select(row => $"{Text(row, "code") ?? Text(row, "id")} {Text(row, "fullName")} ({Text(row, "matched")}){(row.GetProperty("near").GetBoolean() ? "~" : "")}"))}"
        : $"nothing {found.GetProperty("coordinates").GetRawText()} {found.GetProperty("coordinatesNote").GetRawText()}";

    static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    async Task<JsonElement> Find(string text, string more = "")
    {
        using var answer = await service.Http.GetAsync($"/api/places?q={Uri.EscapeDataString(text)}{more}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
