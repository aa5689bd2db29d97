using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnvGis.Commands;
using EnvGis.Http;
using EnvGis.Imports;
using EnvGis.Tests.Features;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>Text that looks equal is equal, whichever keyboard, program or door it came by.</summary>
public sealed class PlainTextTests(RunningService service) : IClassFixture<RunningService>
{
    const string Attributes = """
        [{"name":"water_name","title":{"vi":"Tên","en":"Name"},"type":"text","filter":true},
         {"name":"decision_number","title":{"vi":"Số","en":"Number"},"type":"text","filter":true,"required":true}]
        """;

    /// <summary>Ways to write one text: composed, decomposed, as Windows-1258 stores it, with foreign letters, and with what nobody sees.</summary>
    public static TheoryData<string> Spellings => new(
    [
        "Đường Sông Cầu", "Đường Sông Cầu".Normalize(NormalizationForm.FormD), "Đươ\u0300ng Sông Câ\u0300u", "\u00D0ường Sông Cầu", "\u0189ường Sông Cầu",
        "  Đường Sông Cầu\u00A0", "Đường\u00A0Sông\u2009Cầu", "Đường Sông\u200B Cầu\uFEFF", "\u202AĐường Sông Cầu\u202C", "Đường Sông C\u00ADầu", "Đường Sông Cầu\n",
    ]);

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task However_a_text_is_written_it_is_kept_served_and_found_as_one(string spelling)
    {
        const string Plain = "Đường Sông Cầu";
        var layer = await service.NewLayer("point", Attributes);
        var written = new JsonObject { ["water_name"] = spelling, ["decision_number"] = spelling.Replace("Sông Cầu", "12/QĐ", StringComparison.Ordinal) }.ToJsonString();

        var id = await service.NewFeature(layer, "POINT(105.8 21.6)", spelling, written);

        var item = await service.Json($"/ogc/collections/{layer}/items/{id}");
        item.GetProperty("properties").GetProperty("name_vi").GetString().ShouldBe(Plain);
        item.GetProperty("properties").GetProperty("water_name").GetString().ShouldBe(Plain);
        foreach (var asked in Spellings)
        {
            (await service.IdsOf(layer, $"water_name={Uri.EscapeDataString(asked.Data)}")).ShouldBe([id], asked.Data);
        }
        // A person's agency is compared with the plans' words.
        var person = await service.NewPerson("viewer", agency: spelling);
        (await service.Value<string>("select agency from account.person where id = @Id", new { person.Id })).ShouldBe(Plain);
    }

    [Fact]
    public async Task A_file_in_another_spelling_changes_nothing()
    {
        var layer = await service.NewLayer("point", Attributes);
        var prefix = await service.Value<string>("select code_prefix from env.layer where id = @layer", new { layer });
        var folder = Directory.CreateTempSubdirectory("envgis-spelling-");
        try
        {
            var results = new List<ImportResult>();
            foreach (var spelling in Spellings)
            {
                var file = new FileInfo(Path.Combine(folder.FullName, $"{Guid.NewGuid():n}.geojson"));
                await File.WriteAllTextAsync(file.FullName, new JsonObject
                {
                    ["type"] = "Feature", ["geometry"] = new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray(105.8, 21.6) },
                    ["properties"] = new JsonObject { ["code"] = prefix + "-1", ["name"] = spelling.Data, ["water_name"] = spelling.Data, ["decision_number"] = "12/QĐ-UBND" },
                }.ToJsonString());
                results.Add(await ImportFile.RunAsync(
                    service.OwnerDatabase, new(file, layer) { Update = true, AccuracyMetres = 10 }, TextWriter.Null, CancellationToken.None));
            }
            results[0].Accepted.ShouldBe(1);
            results.Skip(1).ShouldAllBe(result => result.Unchanged == 1 && result.ExitCode == 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u00A0\u2003")]
    [InlineData("\uFEFF\u202E\n")]
    [InlineData("\u3164")]
    [InlineData("\u115F\u1160")]
    [InlineData("\uFFA0 \u2800")]
    [InlineData("\u034F\uFE0F\u17B4")]
    [InlineData("\U000E0100")]
    [InlineData("\u0301")]
    [InlineData("\u0303\u0323 \u20DD")]
    [InlineData("\u0378")]
    [InlineData("\uFDD0\uFFFE")]
    [InlineData("\uE000\U000F0000\U0010FFFD")]
    [InlineData("\U0001FFFF \U00050000")]
    [InlineData(" ")]
    public async Task What_nobody_can_see_is_no_name_and_no_required_value(string nothing)
    {
        var layer = await service.NewLayer("point", Attributes);
        var decided = """{"decision_number":"12/QĐ-UBND"}""";

        await Should.ThrowAsync<PostgresException>(() => service.NewFeature(layer, "POINT(105.8 21.6)", nothing, decided));
        var refused = await Should.ThrowAsync<PostgresException>(() => service.NewFeature(layer, "POINT(105.8 21.6)", "Có tên",
            new JsonObject { ["decision_number"] = nothing }.ToJsonString()));
        refused.MessageText.ShouldContain("decision_number:required");
    }

    [Fact]
    public async Task Of_every_character_the_program_and_the_database_say_alike_whether_it_can_be_seen()
    {
        var texts = Enumerable.Range(1, 0x10FFFF).Where(Rune.IsValid).Select(code => new Rune(code).ToString()).ToArray();

        var seen = await service.Rows<bool>("select env.plain_text(t, true) <> '' from unnest(@texts) with ordinality g (t, i) order by i", new { texts });

        seen.Count.ShouldBe(texts.Length);
        texts.Zip(seen).Where(one => one.Second != (PlainText.Of(one.First, keepLines: true).Length > 0)).Select(one => $"U+{char.ConvertToUtf32(one.First, 0):X4}").ShouldBeEmpty();
        // And what is dropped from among others.
        var dropped = await service.Rows<string>("select t from unnest(@texts) with ordinality g (t, i) where env.plain_text('q' || t || 'q', true) = 'qq' order by i", new { texts });
        dropped.ShouldBe(texts.Where(text => PlainText.Of($"q{text}q", keepLines: true) == "qq"));
        // What nobody sees beside a letter takes nothing away from it.
        PlainText.Of("Sông \u3164 Cầu", keepLines: false).ShouldContain("Cầu");
    }

    [Fact]
    public async Task The_program_and_the_database_make_every_text_plain_alike_and_once_for_all()
    {
        // What is likely, what is a trap, and what is ordinary, in any order.
        string[] pieces = ["a", "Đ", "đ", "\u00D0", "\u0189", "\u00F0", "\u0256", "\u0300", "\u0302", "\u0323", "\u031B", "ê", "Ầ", " ", "  ", "\u00A0", "\u200B", "\u200D", "\uFEFF",
            "\u202E", "\u2028", "\u3000", "\u0007", "\u0085", "\u00AD", "\n", "\t", "\r\n", "\uE000", "\uFFFD", "＝", "☂", "\U0001F600", "\u212B", "\u0340", "\"", "\\", ":", ",", "}", "1"];
        var random = new Random(11);
        var texts = Enumerable.Range(0, 3_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(0, 9)).Select(_ => pieces[random.Next(pieces.Length)]))).ToArray();

        var rows = await service.Rows<(string Lines, string Line, bool IsPlain, bool ArePlain, string? Attribute)>("""
            select env.plain_text(t, true), env.plain_text(t, false), env.is_plain_text(t), env.are_plain(jsonb_build_object('a', t, 'b', 1)),
                   env.plain_attributes(jsonb_build_object('a', t, 'b', 1)) ->> 'a'
            from unnest(@texts) with ordinality g (t, i) order by i
            """, new { texts });

        foreach (var (text, row) in texts.Zip(rows))
        {
            var shown = JsonSerializer.Serialize(text);
            row.Lines.ShouldBe(PlainText.Of(text, keepLines: true), shown);
            row.Line.ShouldBe(PlainText.Of(text, keepLines: false), shown);
            PlainText.Of(row.Lines, keepLines: true).ShouldBe(row.Lines, shown);
            row.IsPlain.ShouldBe(row.Lines == text, shown);
            row.ArePlain.ShouldBe(text.Length > 0 ? row.Lines == text : row.ArePlain, shown);
            (row.Attribute ?? "").ShouldBe(row.Lines, shown);
        }
    }
}
