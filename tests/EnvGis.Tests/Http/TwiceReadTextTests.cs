using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EnvGis.Commands;
using EnvGis.Http;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>Text whose UTF-8 was taken for another encoding is refused where people type, with what it was; what people write otherwise passes.</summary>
public sealed class TwiceReadTextTests(RunningService service) : IClassFixture<RunningService>
{
    static TwiceReadTextTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>What is written in Vietnamese, English, French, German, Portuguese and others, with quotation marks, units and signs where they may stand.</summary>
    public static TheoryData<string> Ordinary => new(
    [
        "Công ty", "Công ty Cổ phần Môi trường Đô thị", "CÔNG TY TNHH MỘT THÀNH VIÊN", "Ủy ban nhân dân xã Đại Phúc", "UBND XÃ ĐẠI PHÚC", "“UBND XÃ”", "THỊ XÃ…", "‘XÃ’", "«THỊ XÃ»", "«Há há»…", "«há»", "«Cá»”",
        "Điểm ô nhiễm tồn lưu", "ĐIỂM Ô NHIỄM", "Ông Ân, bà Ấn", "ÔNG ÂN – BÀ ẤN", "Ã", "Â", "XÃ", "XÃ\u00A0AN", "LÂ", "CHÂ…", "T°", "TÂ°", "30°C", "30 °C ± 2", "m², m³, µg/Nm³", "50 µg/m³", "Nº 12", "1ª, 2º", "§ 5",
        "Bãi rác Đá Mài", "Đá…", "hố “Á”", "Lò đốt – công suất 5 tấn/ngày", "“Ồ”, họ nói", "Kho thuốc BVTV Ấm Thượng", "KRÔNG NĂNG", "“KRÔNG NĂ”", "Suối Ngầm Ầm", "xã Ia Pếch", "Đắk Lắk", "ÊĐÊ", "Pò Háng", "Tà Rụt", "Á – Âu", "à…", "Ồ…",
        "Café", "CAFÉ™", "NESCAFÉ®", "L’ÉTÉ’", "«ÉTÉ»", "À…", "Ça va ? Œuvre, cœur", "naïve, Noël, Moët", "Straße", "“GROSS”", "Ärzte „Ä“", "PÅ", "“PÅ”", "“Æ”", "AMANHÃ—", "NÃO", "SÃO PAULO", "MAÇÃ", "“MAÇÔ”", "São João", "ÎLE", "Übung",
        "Company Ltd.", "It’s fine — really…", "£5 ¥6 ¢7 ©2026", "北京", "Ελλάδα", "Москва", "😀", "C\u0302ong", "ð", "Ðường", "½ ha", "a × b ÷ c",
    ]);

    /// <summary>What is damaged, read as each of the code pages, once and twice.</summary>
    public static TheoryData<string> Words => new(
    [
        "Công ty", "Công ty Cổ phần Môi trường Đô thị", "CÔNG TY TNHH", "Ủy ban nhân dân xã Đại Phúc", "Xã Đại Phúc", "Điểm ô nhiễm", "đi", "Đi xe", "Ông An", "Việt Nam", "Nguyễn Thị Hạnh", "Trần Đức", "Lê Văn Hùng", "Hòa Bình",
        "Tuyên Quang", "phường Đức Xuân", "bãi rác thải", "Kho thuốc cũ", "nước thải", "Sông Cầu", "huyện Võ Nhai", "“đúng”", "Có mùi hôi", "Sở Nông nghiệp và Môi trường", "30 °C nước", "café cũ", "Kiểm tra", "Lý do", "Đã xử lý", "thôn Bản Tàn", "Œuvre d’été",
    ]);

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void What_people_write_is_not_taken_for_damaged(string text)
    {
        TwiceReadText.Mended(text).ShouldBeNull();
        TwiceReadText.Mended(text.Normalize(NormalizationForm.FormD)).ShouldBeNull();
        TwiceReadText.Mended($"Ghi chú: {text}, hết.").ShouldBeNull();
        TwiceReadText.Mended($"{text}\n{text}").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void What_was_read_wrongly_is_known_and_mended(string word)
    {
        foreach (var page in new[] { 1252, 28591, 1258 })
        {
            foreach (var form in page == 1258 ? new[] { NormalizationForm.FormC } : [NormalizationForm.FormC, NormalizationForm.FormD])
            {
                var once = Wrongly(word.Normalize(form), page);
                TwiceReadText.Mended(once).ShouldBe(word.Normalize(), $"{page} {form}: {once}");
                TwiceReadText.Mended($"Ghi chú cũ: {once}").ShouldBe($"Ghi chú cũ: {word}".Normalize(), once);
                if (page != 1258)
                {
                    TwiceReadText.Mended(Wrongly(once, page)).ShouldBe(word.Normalize(), $"{page} {form}, twice");
                }
            }
        }
    }

    /// <summary>Many programs drop controls; then some letters can be told still, and of others only that they are gone.</summary>
    [Theory]
    [InlineData("XÃ£ Äáº¡i PhÃºc", "Xã Đại Phúc")]
    [InlineData("CÃ´ng ty Äiá»‡n lá»±c", "Công ty Điện lực")]
    [InlineData("Há»c sinh", "H\uFFFDc sinh")]
    [InlineData("Ãƒ", "Ã")]
    public void What_is_left_without_its_controls_is_known_too(string damaged, string mended) => TwiceReadText.Mended(damaged).ShouldBe(mended);

    // What a page has no letter for stays the control of that number, as browsers and most programs have it.
    static string Wrongly(string text, int page)
    {
        var encoding = Encoding.GetEncoding(page);
        return string.Concat(Encoding.UTF8.GetBytes(text).Select(code => encoding.GetString([code]) is var letter && letter is "\uFFFD" or "" ? ((char)code).ToString() : letter));
    }

    [Fact]
    public async Task Every_door_that_takes_a_persons_text_refuses_it_and_offers_what_it_was()
    {
        const string Damaged = "CÃ´ng ty Äáº¡i PhÃºc", Mended = "Công ty Đại Phúc";
        var layer = await service.NewLayer("point", """[{"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"text","edit":true}]""");
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        var task = await service.Value<string>("select id from plans.task order by id limit 1");
        using var administrator = await service.SignedIn("administrator");
        using var planner = await service.SignedIn("planner");
        using var inspector = await service.SignedIn("inspector", agency: "Sở Nông nghiệp và Môi trường");
        var person = await service.NewPerson("viewer");
        (string Door, HttpClient Client, HttpMethod Method, string Address, object? Body)[] doors =
        [
            ("attribute", planner, HttpMethod.Patch, $"/api/features/{id}", new { attributes = new { kind = Damaged }, note = "Kiểm tra" }),
            ("reason", planner, HttpMethod.Patch, $"/api/features/{id}", new { attributes = new { kind = "mới" }, note = Damaged }),
            ("position's reason", planner, HttpMethod.Put, $"/api/features/{id}/position", new { lon = 105.8, lat = 21.6, source = "gps", accuracyM = 5, note = Damaged }),
            ("tie", planner, HttpMethod.Put, $"/api/features/{id}/tasks/{task}", new { role = "concerns", note = Damaged }),
            ("why elsewhere", planner, HttpMethod.Put, $"/api/features/{id}/tasks/{task}", new { role = "concerns", note = "Gắn", elsewhere = Damaged }),
            ("untie", planner, HttpMethod.Delete, $"/api/features/{id}/tasks/{task}?role=concerns&note={Uri.EscapeDataString(Damaged)}", null),
            ("progress", inspector, HttpMethod.Post, $"/api/tasks/{task}/progress", new { state = "running", note = Damaged }),
            ("new person", administrator, HttpMethod.Post, "/api/people", new { userName = "an.new", name = Damaged, grants = Array.Empty<object>() }),
            ("new person's agency", administrator, HttpMethod.Post, "/api/people", new { userName = "an.new", name = "An", agency = Damaged, grants = Array.Empty<object>() }),
            ("person's name", administrator, HttpMethod.Patch, $"/api/people/{person.Id}", new { name = Damaged }),
            ("key", administrator, HttpMethod.Post, "/api/keys", new { consumer = Damaged, days = 10 }),
            ("invitation", service.Http, HttpMethod.Post, "/api/invitations", new { token = "x", name = Damaged, userName = "an.new", password = "mot cau that dai cua toi" }),
        ];
        var (versions, people) = await Written();
        foreach (var (door, client, method, address, body) in doors)
        {
            using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"v{await service.Value<long>("select version_id from env.current_feature where id = @id", new { id })}\"");
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{door}: {text}");
            JsonElement.Parse(text).GetProperty("vi").GetString()!.ShouldContain(Mended, Case.Sensitive, door);
            JsonElement.Parse(text).GetProperty("en").GetString()!.ShouldContain(Mended, Case.Sensitive, door);
        }
        // So is what is in an old font's letters, or in a web page's.
        foreach (var foreign in new[] { "§iÓm gÇn nhµ m¸y", "Ñieåm oâ nhieãm", "&#272;i&#7875;m n&oacute;ng", "Ph&agrave;" })
        {
            foreach (var (door, client, method, address, body) in doors)
            {
                using var request = new HttpRequestMessage(method, address.Replace(Uri.EscapeDataString(Damaged), Uri.EscapeDataString(foreign), StringComparison.Ordinal))
                {
                    Content = body is null ? null : JsonContent.Create(System.Text.Json.Nodes.JsonNode.Parse(JsonSerializer.Serialize(body, JsonSerializerOptions.Web).Replace(
                        JsonSerializer.Serialize(Damaged, JsonSerializerOptions.Web), JsonSerializer.Serialize(foreign, JsonSerializerOptions.Web), StringComparison.Ordinal))),
                };
                request.Headers.TryAddWithoutValidation("If-Match", $"\"v{await service.Value<long>("select version_id from env.current_feature where id = @id", new { id })}\"");
                using var answer = await client.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{door} {foreign}: {text}");
                JsonElement.Parse(text).GetProperty("vi").GetString()!.ShouldContain("TCVN3", Case.Sensitive, door);
            }
        }
        (await Written()).ShouldBe((versions, people));
        (await Should.ThrowAsync<EnvGis.Database.SetupException>(() => UserActs.AddAsync(service.OwnerDatabase, "an.new", Damaged, null, null, "http://localhost", CancellationToken.None))).Message.ShouldContain(Mended);
        (await Should.ThrowAsync<EnvGis.Database.SetupException>(() => UserActs.AddAsync(service.OwnerDatabase, "an.new", "An", Damaged, null, "http://localhost", CancellationToken.None))).Message.ShouldContain(Mended);

        async Task<(long, long)> Written() => (await service.Value<long>("select count(*) from env.feature_version"), await service.Value<long>("select count(*) from account.person"));
    }

    /// <summary>A password is what was typed, whatever it looks like.</summary>
    [Fact]
    public async Task A_password_may_look_so()
    {
        using var answer = await service.Http.PostAsJsonAsync("/api/session", new { userName = "khong.co", password = "CÃ´ng ty dài lắm", code = "Ä‘i" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, await answer.Content.ReadAsStringAsync());
    }
}
