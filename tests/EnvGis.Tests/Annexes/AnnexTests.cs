using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Documents;
using EnvGis.Spatial.Vn2000;
using EnvGis.Tests.Features;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Annexes;

/// <summary>Annexes as files, and what becomes of one that somebody holds.</summary>
public sealed class AnnexTests(RunningService service) : IClassFixture<RunningService>
{
    static int place;

    /// <summary>A square of its own with a hole in it, apart from all others here.</summary>
    static AnnexShape Fresh()
    {
        var at = Interlocked.Increment(ref place);
        var (east, north) = (424_000L + at % 8 * 2_000, 2_380_000L + at / 8 * 2_000);
        return new(Drafts.Drafting.Lattice, [new([Ring(east, north, 1_000), Ring(east + 300, north + 300, 100)])]);

        static AnnexRing Ring(long east, long north, long side) => AnnexRing.Of(
            [new(east * 100, north * 100), new(east * 100, (north + side) * 100 + 7), new((east + side) * 100, (north + side) * 100), new((east + side) * 100, north * 100)], StretchOrigin.Drawn, 5);
    }

    static JsonElement Json(AnnexShape shape) => JsonElement.Parse(shape.Canonical());

    async Task<(HttpClient Planner, HttpClient Approver)> PeopleAsync() => (await service.SignedIn("planner"), await service.SignedIn("approver"));

    async Task<JsonElement> VerifiedAsync(string hash, HttpClient? caller = null) => await (caller ?? service.Http).GetFromJsonAsync<JsonElement>($"/api/annexes/{hash}");

    static async Task<IReadOnlyList<(string Name, AnnexShape Shape)>> ReadAsync(HttpClient caller, string address, string format)
    {
        using var answer = await caller.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldEndWith("." + format);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return format switch
        {
            "xlsx" => ReadAnnex.Zones(ReadWorkbook.Tables(new MemoryStream(bytes))),
            "docx" => ReadAnnex.Zones(ReadDocument.Tables(new MemoryStream(bytes))),
            "csv" => ReadAnnex.Zones(ReadCsv.Tables(new MemoryStream(bytes))),
            _ => ReadAnnex.Zones(await TextAsync(bytes)),
        };
    }

    static async Task<HttpStatusCode> StatusAsync(HttpClient caller, string address)
    {
        using var answer = await caller.GetAsync(address);
        return answer.StatusCode;
    }

    static async Task<string> TextAsync(byte[] pdf)
    {
        using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-enc", "UTF-8", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 })!;
        var text = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(pdf);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return await text;
    }

    [Fact]
    public async Task The_database_says_of_an_annex_what_the_library_says()
    {
        var random = new Random(63);
        for (var turn = 0; turn < 60; turn++)
        {
            var lattice = new Lattice(Vn2000Zone.All[turn % Vn2000Zone.All.Count], turn % 2 + 2);
            var shape = new AnnexShape(lattice, [.. Enumerable.Range(0, turn % 3 + 1).Select(_ => new AnnexPart([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Ring(lattice))]))]);
            // Few places, so that corners are met twice and beginnings are alike.
            AnnexRing Ring(Lattice on) => AnnexRing.Of(Enumerable.Range(0, random.Next(3, 9)).Select(_ =>
                new Corner(500_000 * on.UnitsPerMetre + random.Next(-3, 4) * (turn % 5 == 0 ? 220_000 * on.UnitsPerMetre : 1), 1_000_000 * on.UnitsPerMetre + random.Next(4))), StretchOrigin.Drawn, random.Next(3));
            (await service.Value<string>("select env.annex_text(@shape::jsonb)", new { shape = Text(shape) })).ShouldBe(shape.ContentText());
        }

        static string Text(AnnexShape shape)
        {
            using var memory = new MemoryStream();
            using (var writer = new Utf8JsonWriter(memory))
            {
                shape.Write(writer);
            }
            return System.Text.Encoding.UTF8.GetString(memory.ToArray());
        }
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("docx")]
    [InlineData("csv")]
    [InlineData("pdf")]
    public async Task What_is_decided_comes_out_and_in_again_and_into_a_new_draft_five_times_over(string format)
    {
        var (planner, approver) = await this.PeopleAsync();
        var drawn = Fresh();
        var (_, zone) = await ZoneInForceAsync(planner, approver, Json(drawn), $"Vòng {format}/QĐ", $"Vùng {format} & <Bắc>");
        var shape = (await ReadAsync(service.Http, $"/api/features/{zone}/annex.{format}", format)).ShouldHaveSingleItem().Shape;
        byte[]? file = null;
        for (var turn = 0; turn < 5; turn++)
        {
            var draft = await BeginAsync(planner);
            if (file is null)
            {
                await AddAsync(planner, draft, Json(shape));
            }
            else
            {
                // By the door that anybody's table comes in by: one reading, and nothing to ask.
                using var given = await planner.PostAsJsonAsync($"/api/drafts/{draft}/sources", new { name = $"phụ lục.{format}", file = Convert.ToBase64String(file) });
                given.StatusCode.ShouldBe(HttpStatusCode.Created);
                var read = await given.Content.ReadFromJsonAsync<JsonElement>();
                read.GetProperty("decided").GetBoolean().ShouldBeTrue(read.GetRawText());
                var zones = read.GetProperty("readings")[0].GetProperty("zones").EnumerateArray().ToList();
                zones.ShouldHaveSingleItem().GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
                await AddAsync(planner, draft, zones[0].GetProperty("shape"));
            }
            file = await planner.GetByteArrayAsync($"/api/drafts/{draft}/annex.{format}?repeatFirst={(turn % 2 == 0 ? "true" : "false")}");
            shape = (await ReadAsync(planner, $"/api/drafts/{draft}/annex.{format}?repeatFirst={(turn % 2 == 0 ? "true" : "false")}", format)).ShouldHaveSingleItem().Shape;
            (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/1")).GetProperty("contentHash").GetString().ShouldBe(drawn.ContentHash());
        }
        shape.ContentHash().ShouldBe(drawn.ContentHash());
        (await service.Json($"/api/features/{zone}/coordinates?source=annex")).GetProperty("contentHash").GetString().ShouldBe(drawn.ContentHash());
        (await service.Value<string>("select encode(content_hash, 'hex') from env.legal_annex a join env.feature_version v on v.id = a.version_id where v.feature_id = @zone", new { zone })).ShouldBe(drawn.ContentHash());
    }

    [Fact]
    public async Task An_annex_of_ours_whose_corners_were_changed_is_told_to_be_so()
    {
        var (planner, _) = await this.PeopleAsync();
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Square(430_000, 2_388_000, 1_000));
        var written = System.Text.Encoding.UTF8.GetString(await planner.GetByteArrayAsync($"/api/drafts/{draft}/annex.csv"));
        // A metre, and the area that goes with it: nothing else about the table is odd.
        var altered = written.Replace("2389000", "2389001", StringComparison.Ordinal).Replace("100,00", "100,10", StringComparison.Ordinal);
        altered.ShouldNotBe(written);
        foreach (var (text, isAltered) in new[] { (written, false), (altered, true) })
        {
            using var given = await planner.PostAsJsonAsync($"/api/drafts/{draft}/sources", new { name = "phụ lục.csv", file = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)) });
            var read = await given.Content.ReadFromJsonAsync<JsonElement>();
            read.GetProperty("notes").EnumerateArray().Any(note => note.GetProperty("code").GetString() == "annex-altered").ShouldBe(isAltered, read.GetRawText());
            read.GetProperty("decided").GetBoolean().ShouldBe(!isAltered);
        }
    }

    [Fact]
    public async Task A_sheet_is_in_force_and_then_superseded_and_an_older_one_is_still_there_as_of_its_day()
    {
        var (planner, approver) = await this.PeopleAsync();
        var (first, second) = (Fresh(), Fresh());
        var (decision, zone) = await ZoneInForceAsync(planner, approver, Json(first), "Thứ nhất/QĐ", "Vùng thứ nhất");
        var told = await this.VerifiedAsync(first.ContentHash());
        told.GetProperty("state").GetString().ShouldBe("in-force");
        var place = told.GetProperty("places")[0];
        place.GetProperty("id").GetInt64().ShouldBe(zone);
        place.GetProperty("name").GetString().ShouldBe("Vùng thứ nhất");
        place.GetProperty("decision").GetProperty("number").GetString().ShouldBe("Thứ nhất/QĐ");
        place.GetProperty("decision").GetProperty("issuedOn").GetString().ShouldBe("2026-10-20");
        place.GetProperty("decision").GetProperty("issuer").GetString().ShouldBe("UBND tỉnh Thái Nguyên");
        place.GetProperty("from").GetString().ShouldBe("2026-11-01");
        place.GetProperty("area").GetString().ShouldBe(new CoordinateTable("", first).Hectares);
        place.GetProperty("corners").GetInt32().ShouldBe(8);

        var draft = await BeginAsync(planner);
        await DoneAsync(planner, draft, new { kind = "take", feature = zone });
        await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Json(second) }, read: 1);
        await ApprovedAsync(planner, approver, draft);
        await DecidedAsync(approver, draft, Decision("Thứ hai/QĐ", "2026-11-20"));
        told = await this.VerifiedAsync(first.ContentHash());
        told.GetProperty("state").GetString().ShouldBe("superseded");
        place = told.GetProperty("places")[0];
        place.GetProperty("decision").GetProperty("id").GetInt64().ShouldBe(decision);
        place.GetProperty("by").GetProperty("number").GetString().ShouldBe("Thứ hai/QĐ");
        place.GetProperty("since").GetString().ShouldBe("2026-11-20");
        place.GetProperty("to").GetString().ShouldBe("2026-11-19");
        (await this.VerifiedAsync(second.ContentHash())).GetProperty("state").GetString().ShouldBe("in-force");
        (await ReadAsync(service.Http, $"/api/features/{zone}/annex.csv?datetime=2026-11-10", "csv")).Single().Shape.ContentHash().ShouldBe(first.ContentHash());
        (await ReadAsync(service.Http, $"/api/features/{zone}/annex.csv", "csv")).Single().Shape.ContentHash().ShouldBe(second.ContentHash());
        await service.Refused($"/api/features/{zone}/annex.csv?datetime=2020-01-01", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("upcoming", null)]
    [InlineData("ended", null)]
    [InlineData("repealed", "Bãi bỏ/QĐ")]
    [InlineData("corrected", "In sai 2/QĐ")]
    public async Task What_became_of_a_sheet_is_told(string state, string? by)
    {
        var (planner, approver) = await this.PeopleAsync();
        var shape = Fresh();
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Json(shape), $"Vùng {state}");
        await ApprovedAsync(planner, approver, draft);
        var (decision, features) = await DecidedAsync(approver, draft, state switch
        {
            "upcoming" => Decision("Sắp tới/QĐ", "2190-01-01"), "ended" => Decision("Có hạn/QĐ", to: "2026-11-15"), "corrected" => Decision("In sai 2/QĐ"), _ => Decision("Trước/QĐ"),
        });
        if (state is "repealed" or "corrected")
        {
            draft = await BeginAsync(planner, more: state == "repealed" ? null : new { title = "Đính chính", purpose = "In nhầm điểm 3", province = Province, corrects = decision });
            await DoneAsync(planner, draft, new { kind = state == "repealed" ? "retire" : "take", feature = features[0] });
            if (state == "corrected")
            {
                await DoneAsync(planner, draft, new { kind = "draw", number = 1, shape = Json(Fresh()) }, read: 1);
            }
            await ApprovedAsync(planner, approver, draft);
            await DecidedAsync(approver, draft, state == "repealed" ? Decision("Bãi bỏ/QĐ", "2026-11-20") : new { });
        }
        var told = await this.VerifiedAsync(shape.ContentHash());
        told.GetProperty("state").GetString().ShouldBe(state);
        var place = told.GetProperty("places")[0];
        (place.GetProperty("by") is { ValueKind: JsonValueKind.Object } act ? act.GetProperty("number").GetString() : null).ShouldBe(by);
        place.GetProperty("state").GetString().ShouldBe(state);
    }

    [Fact]
    public async Task A_draft_and_a_place_that_is_not_open_are_as_unknown_as_what_never_was()
    {
        var (planner, _) = await this.PeopleAsync();
        var (drafted, secret, never) = (Fresh(), Fresh(), Fresh());
        var draft = await BeginAsync(planner, "Bản kín 15Z");
        await AddAsync(planner, draft, Json(drafted));
        var layer = await service.NewLayer("point-or-polygon", visibility: "restricted");
        var feature = await service.NewFeature(layer, "POLYGON((105.8 21.5, 105.81 21.5, 105.81 21.51, 105.8 21.5))");
        await service.Sql("""
            with annex as (
                insert into env.legal_annex (version_id, epsg, central_meridian, zone_width, document, decimals, shape)
                select version_id, 9213, 106.5, 3, 'QĐ kín 15Z', 2, @shape::jsonb from env.current_feature where id = @feature returning version_id, shape)
            insert into env.legal_vertex
            select a.version_id, 1, r.number, k.number, k.number::text, (k.corner ->> 1)::float8 / 100, (k.corner ->> 0)::float8 / 100
            from annex a cross join lateral jsonb_array_elements(a.shape -> 'parts' -> 0 -> 'rings') with ordinality r (ring, number)
            cross join lateral jsonb_array_elements(r.ring -> 'corners') with ordinality k (corner, number)
            """, new { feature, shape = secret.Canonical() });
        (await service.Value<bool>("select exists (select from env.legal_annex where encode(content_hash, 'hex') = @hash)", new { hash = secret.ContentHash() })).ShouldBeTrue();
        using var viewer = await service.SignedIn("viewer");
        var unknown = (await this.VerifiedAsync(never.ContentHash())).GetRawText().Replace(never.ContentHash(), "#", StringComparison.Ordinal);
        unknown.ShouldContain("\"state\":\"unknown\"");
        foreach (var shape in (AnnexShape[])[drafted, secret])
        {
            foreach (var caller in (HttpClient[])[service.Http, planner, viewer])
            {
                (await this.VerifiedAsync(shape.ContentHash(), caller)).GetRawText().Replace(shape.ContentHash(), "#", StringComparison.Ordinal).ShouldBe(unknown);
            }
        }
        // One look into an index, whatever is asked.
        var plan = string.Join('\n', await service.Rows<string>("set enable_seqscan = off; explain select * from published.annex_content where content_hash = sha256('x')"));
        plan.ShouldContain("legal_annex_content");
        plan.ShouldContain("feature_version_of_annex");
        await service.Refused($"/api/features/{feature}/annex.csv", HttpStatusCode.NotFound);
        await service.Refused($"/api/drafts/{draft}/annex.csv", HttpStatusCode.Unauthorized);
        using var elsewhere = await service.SignedIn("planner", ["44"]);
        (await StatusAsync(elsewhere, $"/api/drafts/{draft}/annex.csv")).ShouldBe(HttpStatusCode.NotFound);
        (await ReadAsync(viewer, $"/api/features/{feature}/annex.csv", "csv")).Single().Shape.ContentHash().ShouldBe(secret.ContentHash());
    }

    [Fact]
    public async Task A_draft_s_annex_has_all_that_is_drawn_or_one_and_is_kept_nowhere()
    {
        var (planner, _) = await this.PeopleAsync();
        AnnexShape[] shapes = [Fresh(), Fresh()];
        var draft = await BeginAsync(planner, "Hai vùng");
        (await StatusAsync(planner, $"/api/drafts/{draft}/annex.xlsx")).ShouldBe(HttpStatusCode.NotFound);
        await AddAsync(planner, draft, Json(shapes[0]), "Vùng một");
        await AddAsync(planner, draft, Json(shapes[1]), "Vùng hai");
        await AddAsync(planner, draft, null, "Chưa vẽ");
        foreach (var format in (string[])["xlsx", "docx", "csv", "pdf"])
        {
            var all = await ReadAsync(planner, $"/api/drafts/{draft}/annex.{format}", format);
            all.Select(zone => zone.Shape.ContentHash()).ShouldBe(shapes.Select(shape => shape.ContentHash()));
            all.Select(zone => zone.Name).ShouldBe(["Vùng một", "Vùng hai"]);
            (await ReadAsync(planner, $"/api/drafts/{draft}/annex.{format}?feature=2", format)).ShouldHaveSingleItem().Name.ShouldBe("Vùng hai");
        }
        using var answer = await planner.GetAsync($"/api/drafts/{draft}/annex.csv");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await answer.Content.ReadAsStringAsync()).ShouldContain(AnnexDocument.OpenCaption);
        (await StatusAsync(planner, $"/api/drafts/{draft}/annex.csv?feature=3")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(planner, $"/api/drafts/{draft}/annex.odt")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_paper_leads_to_the_service_itself_whatever_host_a_request_names()
    {
        var (planner, approver) = await this.PeopleAsync();
        var (_, zone) = await ZoneInForceAsync(planner, approver, Json(Fresh()), "Máy khác/QĐ");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/features/{zone}/annex.csv") { Headers = { Host = "evil.example" } };
        using var answer = await service.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain($"Kiểm tra tại: http://127.0.0.1:{service.Address.Port.ToString(CultureInfo.InvariantCulture)}/annexes/");
        text.ShouldNotContain("evil");
    }

    [Fact]
    public async Task A_signed_file_is_known_by_its_hash_and_never_sent()
    {
        var (planner, approver) = await this.PeopleAsync();
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, Json(Fresh()));
        await ApprovedAsync(planner, approver, draft);
        var scan = Enumerable.Range(0, 3_000).Select(at => (byte)(at * 7)).ToArray();
        var (decision, _) = await DecidedAsync(approver, draft, new
        {
            number = "Đã ký/QĐ", issuedOn = "2026-10-20", issuer = "UBND tỉnh Thái Nguyên", effectiveFrom = "2026-11-01", documentName = "a.pdf", document = Convert.ToBase64String(scan),
        });
        var kept = await service.Json($"/api/annexes/by-file/{Convert.ToHexStringLower(SHA256.HashData(scan))}");
        kept.GetProperty("state").GetString().ShouldBe("kept");
        kept.GetProperty("decisions")[0].GetProperty("id").GetInt64().ShouldBe(decision);
        scan[9]++;
        (await service.Json($"/api/annexes/by-file/{Convert.ToHexStringLower(SHA256.HashData(scan))}")).GetProperty("state").GetString().ShouldBe("unknown");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("zzb0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public async Task What_is_no_hash_is_refused(string text)
    {
        await service.Refused($"/api/annexes/{text}");
        await service.Refused($"/api/annexes/by-file/{text}");
    }
}
