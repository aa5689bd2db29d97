using System.Net;
using System.Net.Http.Json;
using System.Text;
using EnvGis.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

public sealed class PasswordTests(RunningService service) : IClassFixture<RunningService>
{
    const string Phrase = "Rừng đặc dụng Tà Xùa, ở đỉnh";

    static readonly IOptions<PasswordHasherOptions> Quick = Options.Create(new PasswordHasherOptions { IterationCount = 1_000 });

    /// <summary>The same text as three keyboards send it: whole letters, macOS with every mark apart, Windows with the tone apart and the rest whole.</summary>
    static readonly Dictionary<string, string> Keyboards = new()
    {
        ["whole"] = Phrase.Normalize(), ["macOS"] = Phrase.Normalize(NormalizationForm.FormD),
        ["Windows"] = Phrase.Normalize().Replace("ừ", "ư\u0300", StringComparison.Ordinal).Replace("ặ", "ă\u0323", StringComparison.Ordinal)
            .Replace("ụ", "u\u0323", StringComparison.Ordinal).Replace("à", "a\u0300", StringComparison.Ordinal).Replace("ù", "u\u0300", StringComparison.Ordinal)
            .Replace("ở", "ơ\u0309", StringComparison.Ordinal).Replace("ỉ", "i\u0309", StringComparison.Ordinal),
    };

    public static TheoryData<string, string> Pairs() => [.. Keyboards.Keys.SelectMany(set => Keyboards.Keys.Select(typed => (set, typed)))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_password_set_on_one_keyboard_is_right_on_every_other(string set, string typed)
    {
        var hasher = new NormalizedPasswordHasher(Quick);
        hasher.VerifyHashedPassword(null!, hasher.HashPassword(null!, Keyboards[set]), Keyboards[typed]).ShouldBe(PasswordVerificationResult.Success);
        // And hashes that were made before, of whatever came.
        var old = new PasswordHasher<Person>(Quick).HashPassword(null!, Keyboards[set]);
        hasher.VerifyHashedPassword(null!, old, Keyboards[typed]).ShouldBe(PasswordVerificationResult.SuccessRehashNeeded);
        hasher.VerifyHashedPassword(null!, old, Keyboards[typed] + "x").ShouldBe(PasswordVerificationResult.Failed);
        hasher.VerifyHashedPassword(null!, old, Keyboards[typed].Replace("ừ", "u", StringComparison.Ordinal).ToUpperInvariant()).ShouldBe(PasswordVerificationResult.Failed);
    }

    [Fact]
    public async Task A_hash_takes_as_long_as_it_is_meant_to()
    {
        await using var app = EnvGis.Service.Build([], service.Database, service.Root);
        app.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount.ShouldBe(210_000);
    }

    [Fact]
    public async Task An_old_hash_signs_in_from_any_keyboard_and_is_made_anew()
    {
        var person = await service.NewPerson("viewer");
        var hash = new PasswordHasher<Person>(Quick).HashPassword(null!, Keyboards["macOS"]);
        await service.Sql("update account.person set password_hash = @hash where id = @Id", new { person.Id, hash });
        foreach (var keyboard in new[] { "Windows", "macOS", "whole" })
        {
            using var browser = service.NewBrowser();
            using var answer = await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = Keyboards[keyboard] });
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, keyboard);
            (await service.Value<string>("select password_hash from account.person where id = @Id", new { person.Id }))!.ShouldStartWith("nfc:");
        }
    }

    public static IEnumerable<string> Names() => File.ReadLines(Path.Combine(EnvGis.Commands.Checkout.Find(), "data", "places", "provinces.csv")).Skip(1)
        .Select(line => line.Split(',')).SelectMany(fields => fields[11].Split(';').Append(fields[1]))
        .Select(name => name.Trim().Replace("Tỉnh ", "", StringComparison.Ordinal).Replace("Thành phố ", "", StringComparison.Ordinal)).Where(name => name.Length > 0).Distinct();

    [Fact]
    public void The_name_of_a_province_with_a_year_is_guessed_first_however_it_is_written()
    {
        var rules = service.Services.GetRequiredService<PasswordRules>();
        Names().Count().ShouldBeGreaterThan(60);
        foreach (var name in Names())
        {
            var bare = string.Concat(name.Normalize(NormalizationForm.FormD).Where(sign => char.GetUnicodeCategory(sign) != System.Globalization.UnicodeCategory.NonSpacingMark))
                .Replace('Đ', 'D').Replace('đ', 'd').Replace(" ", "", StringComparison.Ordinal);
            foreach (var password in new[]
            {
                $"{name} 2026 {name}", $"{name.Normalize(NormalizationForm.FormD)}@20252026", $"{bare}@2026!{bare}", $"{bare.ToUpperInvariant()}-31122026",
                $"123456789{bare.ToLowerInvariant()}", $"Sở TNMT {name} 2025", $"matkhau{bare}1", $"{bare.ToLowerInvariant().Replace('a', '@').Replace('o', '0')}.2026.2027",
            })
            {
                rules.Problem(password, "lan.nguyen").ShouldBe(password.Length < PasswordRules.ShortestLength ? "short" : "common", password);
            }
        }
    }

    [Theory]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("Admin@12345678")]
    [InlineData("moitruong2026xanh")]
    [InlineData("Vietnam@123456")]
    [InlineData("Nông nghiệp và Môi trường 2026")]
    [InlineData("qwerty123456789")]
    [InlineData("Dienbienphu1954")]
    [InlineData("7-5-1954 Điện Biên Phủ")]
    [InlineData("nguyenthailan1990")]
    [InlineData("Nguyễn Thái Lan 19/08/1990")]
    [InlineData("1990@TranVanHung")]
    [InlineData("giaiphong30041975")]
    [InlineData("Quockhanh2/9/1945")]
    [InlineData("ｔｈａｉｎｇｕｙｅｎ２０２６")]
    [InlineData("𝐭𝐡𝐚𝐢𝐧𝐠𝐮𝐲𝐞𝐧𝟐𝟎𝟐𝟔")]
    [InlineData("Ⓢơⓝ Ⓛⓐ 2026 2027")]
    [InlineData("buonmathuot2025")]
    [InlineData("nguyen.van.an.1990")]
    [InlineData("lan nguyen 19902000")]
    [InlineData("An Nguyễn Văn 90")]
    [InlineData("linh19901990")]
    [InlineData("vietnamvodich1")]
    [InlineData("Việt Nam vô địch!")]
    [InlineData("toiyeuvietnam2026")]
    [InlineData("Mãi yêu em 2026")]
    [InlineData("thаinguуеn2026")]
    [InlineData("νιεtnam20262026")]
    [InlineData("ΗΑΝΟΙ-2026-2027")]
    [InlineData("0912345678901")]
    [InlineData("091 234 5678 / 1985")]
    [InlineData("19/08/1990 02/09/1992")]
    [InlineData("+84 (0) 912-345-678")]
    [InlineData("đường Điện Biên Phủ rợp bóng cây sấu", false)]
    [InlineData("Москва зимой красива", false)]
    [InlineData("lê lợi đi câu ở hồ tây", false)]
    [InlineData("nguyễn thái lan nuôi ba con mèo", false)]
    [InlineData("trận Điện Biên Phủ kéo dài 56 ngày đêm", false)]
    [InlineData("sông Mã chảy qua Sơn La 2026", false)]
    [InlineData("Rừng đặc dụng Tà Xùa 2026", false)]
    [InlineData("hai con trâu ở Mù Cang Chải", false)]
    [InlineData("chaomung2026")]
    [InlineData("khongbiet1234")]
    [InlineData("mothaibabonnam")]
    [InlineData("motconvit1234")]
    [InlineData("Ngaymoi@2026")]
    [InlineData("Bac Ninh 2026 bac")]
    [InlineData("a1b2c3d4e5f6")]
    [InlineData("1z2y3x4w5v6u")]
    [InlineData("Trời đẹp 20/11/2026")]
    [InlineData("2026 ngh13ng nga!")]
    [InlineData("muoihaibabon 2026")]
    [InlineData("anh nhớ em nhiều lắm")]
    [InlineData("xinchaocacban1")]
    [InlineData("matkhaucuatoi123")]
    [InlineData("khongcogiquyhondoclaptudo")]
    [InlineData("conghoaxahoichunghia")]
    [InlineData("haychotoivao12")]
    [InlineData("motconvitxoera2")]
    [InlineData("letmeinplease2026")]
    [InlineData("january2026!monday")]
    [InlineData("correcthorsebatterystaple")]
    [InlineData("7f!Kq2$vLx9@", false)]
    [InlineData("mưa phùn bay trên phố núi", false)]
    [InlineData("con cò bay lả bay la", false)]
    public void Usual_words_are_refused_and_phrases_of_ones_own_are_not(string password, bool isCommon = true) =>
        service.Services.GetRequiredService<PasswordRules>().Problem(password, "lan.nguyen").ShouldBe(isCommon ? "common" : null);

    /// <summary>Ways over the keys of a keyboard: rows, columns, to and fro between two rows, and the same with Shift.</summary>
    static readonly string[] Walks =
    [
        "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "1qaz2wsx3edc", "1q2w3e4r5t6y", "qazwsxedcrfv", "zaq12wsxcde3", "!qaz@wsx#edc", "!@#$%^&*()_+", "QWERTYUIOP{}", "asdfqwerzxcv", "poiuytrewqas",
        "qweasdzxc123", "1qazxsw23edc", "qwertyasdfgh", "abcdefghijkl", "wsxedcrfvtgb", "!Q@W#E$R%T^Y", "zxcvbnm,./;lkj", "~!@#$%^&*()_+",
    ];

    public static TheoryData<string> Walked => new(
        from walk in Walks from way in new[] { walk, new string([.. walk.Reverse()]), walk.ToUpperInvariant() } from written in new[] { way, way + "2026", "12" + way + "!" } select written);

    [Theory]
    [MemberData(nameof(Walked))]
    public void A_way_over_the_keyboard_is_guessed_first(string password) => Problem(password).ShouldBe(password.Length < PasswordRules.ShortestLength ? "short" : "common");

    /// <summary>Each letter as other scripts and styles write what looks like it.</summary>
    static readonly string[][] Looks =
    [
        ["a", "ɑ", "ᴀ", "а", "α", "ａ", "𝐚", "𝔞", "ⓐ", "🅐", "🇦", "🅰", "ꓮ", "ⱥ", "â"], ["b", "ʙ", "ƀ", "Ᏼ", "ꓐ", "𝕓"], ["c", "ᴄ", "ϲ", "с", "ƈ", "ℂ", "Ꮯ"], ["d", "ᴅ", "đ", "ð", "ɖ", "ԁ", "Ꭰ", "ｄ"], ["e", "ᴇ", "ɛ", "ҽ", "е", "є", "ℯ", "Ꭼ"], ["g", "ɡ", "ɢ", "ց", "ƍ"],
        ["h", "ʜ", "һ", "հ", "ħ", "Ꮋ"], ["i", "ı", "ɪ", "ɩ", "і", "ι", "Ꭵ", "ℹ"], ["k", "ᴋ", "κ", "Ꮶ", "ƙ"], ["l", "ʟ", "ł", "ӏ", "ℓ", "ɭ", "Ꮮ", "ǀ"], ["m", "ᴍ", "м", "ɱ", "Ꮇ"], ["n", "ɴ", "ո", "ռ", "п", "η", "ɲ", "ŋ"],
        ["o", "ᴏ", "օ", "о", "ο", "σ", "ø", "ס", "০", "ꓳ", "◯"], ["p", "ᴘ", "р", "ρ", "þ", "Ꮲ"], ["q", "ǫ", "ԛ", "զ"], ["r", "ʀ", "г", "ɾ", "Ꭱ", "ꓣ"], ["s", "ꜱ", "ѕ", "ʂ", "Ꮪ", "ſ"], ["t", "ᴛ", "т", "τ", "Ꭲ", "ŧ"],
        ["u", "ᴜ", "υ", "ս", "ʋ", "ꓴ"], ["v", "ᴠ", "ѵ", "ν", "Ꮩ"], ["w", "ᴡ", "ԝ", "ա", "ω", "ɯ", "Ꮃ"], ["x", "х", "χ", "ⅹ", "×"], ["y", "ʏ", "у", "γ", "ყ", "ɏ"], ["z", "ᴢ", "ᴢ", "ʐ", "Ꮓ", "ƶ"],
    ];

    public static TheoryData<string> Disguised => new(Looks.SelectMany(look => look.Skip(1).SelectMany(alike =>
        new[] { "password", "administrator", "quangnam", "hochiminh", "thainguyen", "xinchao", "vietnam", "zxcvbnm", "qwertyuiop", "khanhhoa" }.Where(word => word.Contains(look[0], StringComparison.Ordinal))
            .Take(2).Select(word => word.Replace(look[0], alike, StringComparison.Ordinal) + "20262027"))).Distinct());

    [Theory]
    [MemberData(nameof(Disguised))]
    [InlineData("paßword2026!")]
    [InlineData("ᴘᴀꜱꜱᴡᴏʀᴅ2026")]
    [InlineData("paſſword2026")]
    [InlineData("paﬆword ﬁ 2026", false)]
    public void A_usual_word_in_letters_that_look_alike_is_that_word(string password, bool isCommon = true) => Problem(password).ShouldBe(isCommon ? "common" : null);

    [Theory]
    [InlineData("we were poor there, as few were")]
    [InlineData("cây me già ở cuối xóm")]
    [InlineData("mùa thu lá bay 1972")]
    [InlineData("8Qv$w!k2Zp#r")]
    [InlineData("tr3#Kop9^wLm")]
    [InlineData("Երևանը գեղեցիկ է")]
    [InlineData("straße nach süden")]
    [InlineData("ทะเลสาบสีฟ้าใส")]
    [InlineData("sdf jumped over a lazy hedgehog")]
    public void What_only_holds_a_few_neighbouring_keys_will_do(string password) => Problem(password).ShouldBeNull();

    string? Problem(string password) => service.Services.GetRequiredService<PasswordRules>().Problem(password, "lan.nguyen");

    [Theory]
    [InlineData("Lò Mí Seo Páo", "Lò Mí Seo Páo 1")]
    [InlineData("Lò Mí Seo Páo", "lomiseopao2026")]
    [InlineData("Lò Mí Seo Páo", "20262026 MiSeoPao")]
    [InlineData("Lò Mí Seo Páo", "páo nuôi ba con trâu", false)]
    [InlineData("An", "an nhiên giữa rừng xanh", false)]
    public void Ones_own_name_is_refused(string name, string password, bool isName = true) =>
        service.Services.GetRequiredService<PasswordRules>().Problem(password, "lan.nguyen", name).ShouldBe(isName ? "name" : null);
}
