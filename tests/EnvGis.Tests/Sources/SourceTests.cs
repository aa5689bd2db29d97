using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Npgsql;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Sources;

/// <summary>Zones of a draft out of coordinate tables: read in every way they can be meant, asked about where that is not clear, kept as they were given.</summary>
public sealed class SourceTests(RunningService service) : IClassFixture<RunningService>
{
    const string Heading = "Hệ tọa độ VN-2000, kinh tuyến trục 106°30', múi chiếu 3°\n";

    /// <summary>A zone of 100 ha in Thái Nguyên as an annex prints it.</summary>
    public static string Table(string heading = Heading, string area = "100,00") =>
        $"{heading}Điểm góc\tX (m)\tY (m)\n1\t2389000,00\t430000,00\n2\t2389000,00\t431000,00\n3\t2388000,00\t431000,00\n4\t2388000,00\t430000,00\n1\t2389000,00\t430000,00\nDiện tích: {area} ha\n";

    public static object Pasted(string name, string text) => new { name, file = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) };

    [Fact]
    public async Task A_pasted_table_is_read_and_taken_with_the_very_numbers_it_prints_and_kept_as_it_was()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var given = await GivenAsync(planner, draft, Pasted("Phụ lục II", Table()));
        given.GetProperty("decided").GetBoolean().ShouldBeTrue(given.GetRawText());
        var zone = given.GetProperty("readings")[0].GetProperty("zones")[0];
        zone.GetProperty("exact").GetBoolean().ShouldBeTrue();
        zone.GetProperty("areaM2").GetDouble().ShouldBe(1_000_000);
        zone.GetProperty("declaredM2").GetDouble().ShouldBe(1_000_000);
        var corners = zone.GetProperty("rings")[0].GetProperty("corners");
        corners.GetArrayLength().ShouldBe(4);
        // Beside each number what stands in the table, and where.
        (corners[1].GetProperty("row").GetInt32(), corners[1].GetProperty("label").GetString(), corners[1].GetProperty("north").GetString(), corners[1].GetProperty("east").GetString())
            .ShouldBe((4, "2", "2389000,00", "431000,00"));

        var added = await AddAsync(planner, draft, zone.GetProperty("shape"), "Vùng của phụ lục");
        var shape = added.GetProperty("feature").GetProperty("shape");
        shape.GetProperty("parts")[0].GetProperty("rings")[0].GetProperty("corners").GetRawText().ShouldBe("[[43000000,238900000],[43100000,238900000],[43100000,238800000],[43000000,238800000]]");
        var stretch = shape.GetProperty("parts")[0].GetProperty("rings")[0].GetProperty("stretches")[0];
        (stretch.GetProperty("origin").GetString(), stretch.GetProperty("of").GetString()).ShouldBe(("annex", "nguồn 1: Phụ lục II, dòng 3–6"));

        // Given again it is the one that is there.
        using var again = await planner.PostAsJsonAsync($"/api/drafts/{draft}/sources", Pasted("Cùng một bảng", Table()));
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        var sources = (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/sources")).GetProperty("given");
        sources.GetArrayLength().ShouldBe(1);
        using var content = await planner.GetAsync(sources[0].GetProperty("href").GetString());
        (await content.Content.ReadAsStringAsync()).ShouldBe(Table());
        content.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        content.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_table_that_names_no_meridian_is_asked_about_and_read_in_the_zone_that_is_chosen()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var given = await GivenAsync(planner, draft, Pasted("Không ghi kinh tuyến", Table("Hệ tọa độ VN-2000\n")));
        given.GetProperty("decided").GetBoolean().ShouldBeFalse();
        Codes(given).ShouldContain("grid-guessed");
        given.GetProperty("readings").GetArrayLength().ShouldBeGreaterThan(1);
        var chosen = await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/sources/1?grid=3405");
        chosen.GetProperty("readings").EnumerateArray().Select(reading => reading.GetProperty("epsg").GetInt32()).Distinct().ShouldBe([3405]);
        Codes(chosen).ShouldNotContain("grid-guessed");
        // In another zone than the draft's the numbers become others: that is asked too.
        Codes(chosen).ShouldContain("zone-of-draft");
        chosen.GetProperty("readings")[0].GetProperty("zones")[0].GetProperty("exact").GetBoolean().ShouldBeFalse();
        (await planner.GetAsync($"/api/drafts/{draft}/sources/1?grid=4326")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await planner.GetAsync($"/api/drafts/{draft}/sources/1?grid=6956")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("far-off", "3\t2388000,00\t431000,00", "3\t2488000,00\t431000,00")]
    [InlineData("unreadable", "3\t2388000,00\t431000,00", "3\t2388000,00\t43I000,00")]
    [InlineData("area-wrong", "Diện tích: 100,00 ha", "Diện tích: 55,00 ha")]
    [InlineData("area-decimal-slip", "Diện tích: 100,00 ha", "Diện tích: 10,00 ha")]
    [InlineData("row-exchanged", "3\t2388000,00\t431000,00", "3\t431000,00\t2388000,00")]
    [InlineData("more-digits", "2388000,00\t431000,00", "2388000,00012\t431000,00")]
    public async Task What_is_wrong_with_a_row_is_told_with_its_row_and_nothing_is_taken_in_silence(string code, string printed, string instead)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var given = await GivenAsync(planner, draft, Pasted(code, Table().Replace(printed, instead, StringComparison.Ordinal)));
        given.GetProperty("decided").GetBoolean().ShouldBeFalse(given.GetRawText());
        var note = Notes(given).First(one => one.GetProperty("code").GetString() == code);
        note.GetProperty("weight").GetString().ShouldNotBe("told");
        if (instead.StartsWith('3'))
        {
            note.GetProperty("row").GetInt32().ShouldBe(5);
        }
        foreach (var language in (string[])["vi", "en"])
        {
            note.GetProperty("text").GetProperty(language).GetString().ShouldNotBeNullOrEmpty();
        }
        // The draft is as it was.
        (await ReadAsync(planner, draft)).GetProperty("features").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_workbook_is_read_as_what_is_pasted_out_of_it_is()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var given = await GivenAsync(planner, draft, new { name = "tọa độ.xlsx", file = Convert.ToBase64String(Workbook(Table())) });
        given.GetProperty("decided").GetBoolean().ShouldBeTrue(given.GetRawText());
        given.GetProperty("readings")[0].GetProperty("zones")[0].GetProperty("areaM2").GetDouble().ShouldBe(1_000_000);
    }

    public static TheoryData<string, byte[]> NoTables => new()
    {
        { "trống", [10] },
        { "ảnh", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 0] },
        { "PDF", [.. "%PDF-1.7 "u8, 0, 1, 2] },
        { "zip cụt", [.. "PK"u8, 3, 4, 0, 0] },
        { "word cũ", [0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3] },
        { "UTF-16 cụt", [0xFF, 0xFE, 0x31] },
        { "lời", [.. "Không có gì ở đây"u8] },
    };

    [Theory]
    [MemberData(nameof(NoTables))]
    public async Task What_is_no_table_is_kept_and_said_to_be_none(string name, byte[] bytes)
    {
        using var planner = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var given = await GivenAsync(planner, draft, new { name, file = Convert.ToBase64String(bytes) });
        given.GetProperty("readings").GetArrayLength().ShouldBe(0);
        given.GetProperty("notes").EnumerateArray().ShouldContain(note => note.GetProperty("weight").GetString() == "wrong");
    }

    [Fact]
    public async Task Nobody_else_sees_what_a_draft_was_read_from_and_nobody_changes_it()
    {
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        using var elsewhere = await service.SignedIn("planner", ["44"]);
        using var inspector = await service.SignedIn("inspector", [Province]);
        var draft = await BeginAsync(planner);
        await GivenAsync(planner, draft, Pasted("bảng", Table()));
        foreach (var address in (string[])[$"/api/drafts/{draft}/sources", $"/api/drafts/{draft}/sources/1", $"/api/drafts/{draft}/sources/1/content"])
        {
            (await approver.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
            (await elsewhere.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
            ((int)(await inspector.GetAsync(address)).StatusCode).ShouldBeInRange(403, 404, address);
            (await service.NewBrowser().GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, address);
        }
        (await planner.GetAsync($"/api/drafts/{draft}/sources/2")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await planner.GetAsync($"/api/drafts/{draft}/sources/x")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await elsewhere.PostAsJsonAsync($"/api/drafts/{draft}/sources", Pasted("b", Table()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var body in (object[])[new { name = "x" }, new { name = " ", file = "YQ==" }, new { name = "x", file = "%%%" }, new { name = "x", file = "" }, new { name = new string('x', 201), file = "YQ==" }])
        {
            (await planner.PostAsJsonAsync($"/api/drafts/{draft}/sources", body)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        await SteppedAsync(planner, draft, "submitted");
        (await planner.PostAsJsonAsync($"/api/drafts/{draft}/sources", Pasted("sau", Table(area: "99,99")))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        foreach (var sql in (string[])["update env.draft_source set name = 'khác' where draft_id = @draft", "delete from env.draft_source where draft_id = @draft"])
        {
            await Should.ThrowAsync<PostgresException>(() => service.Sql(sql, new { draft }));
        }
    }

    async Task<JsonElement> GivenAsync(HttpClient planner, long draft, object source)
    {
        using var answer = await planner.PostAsJsonAsync($"/api/drafts/{draft}/sources", source);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    static IEnumerable<JsonElement> Notes(JsonElement details) => details.GetProperty("notes").EnumerateArray()
        .Concat(details.GetProperty("readings").EnumerateArray().SelectMany(reading => reading.GetProperty("zones").EnumerateArray()).SelectMany(zone => zone.GetProperty("notes").EnumerateArray()));

    static List<string?> Codes(JsonElement details) => [.. Notes(details).Select(note => note.GetProperty("code").GetString())];

    /// <summary>The smallest workbook that programs open, with a text or a number in each cell.</summary>
    static byte[] Workbook(string table)
    {
        var rows = table.Split('\n').Select((line, row) => $"<row r=\"{row + 1}\">" + string.Concat(line.Split('\t').Select((cell, column) =>
            cell.EndsWith(",00", StringComparison.Ordinal) && !cell.Contains(' ', StringComparison.Ordinal) ? $"<c r=\"{(char)('A' + column)}{row + 1}\"><v>{cell[..^3]}</v></c>"
                : $"<c r=\"{(char)('A' + column)}{row + 1}\" t=\"inlineStr\"><is><t>{WebUtility.HtmlEncode(cell)}</t></is></c>")) + "</row>");
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            Write("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Write("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Write("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Write("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{string.Concat(rows)}</sheetData></worksheet>");

            void Write(string name, string text)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }
        return bytes.ToArray();
    }
}
