using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Tests;
using EnvGis.Tests.Drafts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class DrawingTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    /// <summary>East and north in centimetres, of Thái Nguyên's zone.</summary>
    static readonly long[][] Square = [[41_800_000, 238_500_000], [41_800_000, 238_540_000], [41_840_000, 238_540_000], [41_840_000, 238_500_000]];

    [Fact]
    public async Task A_zone_drawn_by_mouse_by_finger_and_by_numbers_has_the_same_corners()
    {
        var person = await service.NewPerson("planner", ["19"]);
        using var planner = await service.SignedIn(person);
        var draft = await Begin(planner);
        var guide = await Add(planner, draft, "Vùng mẫu", Square);
        var corners = guide.GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray().Take(4).Select(at => (Longitude: at[0].GetDouble(), Latitude: at[1].GetDouble())).ToList();

        await using (var page = await this.Open(person, draft))
        {
            await BeginZone(page, "Bằng chuột");
            // Near enough to a corner of what is there, and at last to the one that it began with.
            foreach (var (longitude, latitude) in (List<(double, double)>)[.. corners, corners[0]])
            {
                var (x, y) = await page.At(longitude, latitude);
                await page.Page.Mouse.MoveAsync(x + 9, y + 9);
                await page.Page.Mouse.ClickAsync(x + 3, y + 3);
            }
            await Assertions.Expect(page.Page.Locator(".drawing-said")).ToHaveTextAsync("Đã khép vùng với 4 đỉnh.");
            await page.Until(async () => await Count(planner, draft) == 2, "the zone that the mouse drew");
        }
        await using (var page = await this.Open(person, draft, Size.Phone))
        {
            // So that the next corner is still in view when one lies under the cross.
            foreach (var _ in Square[..2])
            {
                var view = await page.Hash();
                await page.Page.Locator("zoom-buttons button").Nth(1).TapAsync();
                await page.Until(async () => await page.Hash() != view, "another zoom");
            }
            await BeginZone(page, "Bằng ngón tay");
            foreach (var ((longitude, latitude), corner) in corners.Zip(Square))
            {
                var (x, y) = await page.At(longitude, latitude);
                await page.Page.Touchscreen.TapAsync(x + 3, y + 3);
                await Assertions.Expect(page.Page.Locator(".drawing-readout")).ToContainTextAsync($"X {Plain(corner[1])}  Y {Plain(corner[0])}");
                await page.Page.Locator("point-bar").GetByRole(AriaRole.Button, new() { Name = "Đặt đỉnh" }).TapAsync();
            }
            await Assertions.Expect(page.Page.Locator(".drawing-said")).ToContainTextAsync("Đỉnh 4");
            await page.Page.Locator("point-bar").GetByRole(AriaRole.Button, new() { Name = "Khép" }).TapAsync();
            await page.Until(async () => await Count(planner, draft) == 3, "the zone that the finger drew");
        }
        await using (var page = await this.Open(person, draft))
        {
            await BeginZone(page, "Bằng số", byKeys: true);
            foreach (var corner in Square)
            {
                await page.Page.GetByLabel("X (hướng bắc), m").FocusAsync();
                await page.Page.Keyboard.TypeAsync(Metres(corner[1]));
                await page.Page.Keyboard.PressAsync("Tab");
                await page.Page.Keyboard.TypeAsync(Metres(corner[0]));
                await page.Page.Keyboard.PressAsync("Enter");
            }
            await page.Page.Locator("draft-editor").GetByRole(AriaRole.Button, new() { Name = "Khép vùng" }).PressAsync("Enter");
            await page.Until(async () => await Count(planner, draft) == 4, "the zone that was typed");
            page.Faults.ShouldBeEmpty();
        }
        foreach (var number in (int[])[2, 3, 4])
        {
            (await Corners(planner, draft, number)).ShouldBe(Square, $"feature {number}");
        }
    }

    [Fact]
    public async Task What_could_not_be_sent_is_neither_lost_nor_done_twice_and_is_undone_and_done_again_after_a_reload()
    {
        var person = await service.NewPerson("planner", ["19"]);
        using var planner = await service.SignedIn(person);
        var draft = await Begin(planner);
        await using var page = await this.Open(person, draft);
        await BeginZone(page, "Khi mất mạng");
        await Type(page, Square[..2]);
        // A ring that is not closed yet is there again too, however soon after its last corner: here the browser's database never comes to write it.
        await page.Page.EvaluateAsync("""
            () => {
              const put = IDBObjectStore.prototype.put;
              IDBObjectStore.prototype.put = function (value, key) { return this.name === "notes" ? {} : put.call(this, value, key); };
            }
            """);
        await Type(page, Square[2..3]);
        await page.Page.ReloadAsync();
        await page.Ready();
        await Assertions.Expect(page.Page.Locator(".drawing-measures")).ToContainTextAsync("3 đỉnh");
        await Type(page, Square[3..]);

        // The service does it, and the answer is lost.
        await page.Page.RouteAsync("**/operations/*", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await page.Page.Locator("draft-editor").GetByRole(AriaRole.Button, new() { Name = "Khép vùng" }).ClickAsync();
        var banner = page.Page.Locator(".drawing-banner");
        await Assertions.Expect(banner).ToContainTextAsync("1 thao tác chưa gửi");
        await page.Page.ReloadAsync();
        await page.Ready();
        await Assertions.Expect(banner).ToContainTextAsync("1 thao tác chưa gửi");
        await page.Page.UnrouteAsync("**/operations/*");
        await banner.GetByRole(AriaRole.Button, new() { Name = "Gửi ngay" }).ClickAsync();
        await Assertions.Expect(banner).ToBeEmptyAsync();
        (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/operations")).GetProperty("done").GetArrayLength().ShouldBe(1);
        (await Corners(planner, draft, 1)).ShouldBe(Square);

        // A corner is chosen by the keys and taken out; after another reload that is undone, done again and undone.
        await page.Page.Locator(".drawing-list button").ClickAsync();
        await page.Page.Locator("#map").FocusAsync();
        await page.Page.Keyboard.PressAsync("]");
        await page.Page.Keyboard.PressAsync("Delete");
        await page.Until(async () => (await Corners(planner, draft, 1)).Length == 3, "three corners");
        await page.Page.ReloadAsync();
        await page.Ready();
        await Assertions.Expect(page.Page.Locator(".drawing-list button")).ToBeVisibleAsync();
        await page.Page.Locator("#map").FocusAsync();
        foreach (var (key, expected) in ((string, int)[])[("Control+z", 4), ("Control+y", 3), ("Control+z", 4)])
        {
            await page.Page.Keyboard.PressAsync(key);
            await page.Until(async () => (await Corners(planner, draft, 1)).Length == expected, $"{expected} corners after {key}");
        }
    }

    [Fact]
    public async Task The_table_of_corners_is_typed_into_and_pasted_into_and_who_was_late_sees_both_sides()
    {
        var person = await service.NewPerson("planner", ["19"]);
        using var planner = await service.SignedIn(person);
        var draft = await Begin(planner);
        await Add(planner, draft, "Vùng có bảng", Square);
        await using var page = await this.Open(person, draft);
        await page.Page.Locator(".drawing-list button").ClickAsync();
        await page.Page.Locator("draft-editor").GetByRole(AriaRole.Button, new() { Name = "Bảng đỉnh" }).ClickAsync();
        var table = page.Page.Locator("vertex-table");
        var north = table.GetByLabel("X của đỉnh 3");
        await Assertions.Expect(north).ToHaveValueAsync("2385400,00");
        // Fewer decimals than stand there: asked.
        await north.FillAsync("2385410,5");
        await north.PressAsync("Enter");
        await Assertions.Expect(table.GetByRole(AriaRole.Alertdialog)).ToContainTextAsync("ít chữ số lẻ hơn");
        await table.GetByRole(AriaRole.Button, new() { Name = "Giữ nguyên" }).ClickAsync();
        await Assertions.Expect(north).ToHaveValueAsync("2385400,00");
        await north.FillAsync("2.385.410,50");
        await north.PressAsync("Enter");
        await page.Until(async () => (await Corners(planner, draft, 1))[2][1] == 238_541_050, "the corner that was typed");

        // Columns of a spreadsheet, from the second row on: two corners replaced, none of them rounded.
        await page.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", "2385420,25\t418010,75\n2385430,00\t418380,00");
        await table.GetByLabel("X của đỉnh 2").FocusAsync();
        await page.Page.Keyboard.PressAsync("Control+v");
        await page.Until(async () => (await Corners(planner, draft, 1))[1].SequenceEqual([41_801_075, 238_542_025]), "the corners that were pasted");
        (await Corners(planner, draft, 1)).ShouldBe([Square[0], [41_801_075, 238_542_025], [41_838_000, 238_543_000], Square[3]]);

        // Somebody else is faster; mine is kept, as another operation.
        using var other = await service.SignedIn("planner", ["19"]);
        var read = (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/1")).GetProperty("feature").GetProperty("revision").GetInt64();
        await Do(other, draft, new { kind = "draw", number = 1, shape = Shape(Square) }, read);
        await table.GetByLabel("Y của đỉnh 1").FillAsync("417990,00");
        await table.GetByLabel("Y của đỉnh 1").PressAsync("Enter");
        await page.Page.Locator(".drawing-banner").GetByRole(AriaRole.Button, new() { Name = "Ghi đè bằng bản của tôi" }).ClickAsync();
        await page.Until(async () => (await Corners(planner, draft, 1))[0][0] == 41_799_000, "the corner of who was late");
        (await Corners(planner, draft, 1))[1].ShouldBe([41_801_075, 238_542_025]);
        await Assertions.Expect(page.Page.Locator(".drawing-banner")).ToBeEmptyAsync();

        // What another has changed while a form is open is shown, and not written over by what stood in its fields.
        await page.Page.Locator("draft-editor").GetByRole(AriaRole.Button, new() { Name = "Sửa thông tin" }).ClickAsync();
        await page.Page.GetByLabel("Tên vùng").FillAsync("Tên của tôi");
        read = (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/1")).GetProperty("feature").GetProperty("revision").GetInt64();
        await Do(other, draft, new { kind = "describe", number = 1, name = new { vi = "Tên của người khác" } }, read);
        // As when its window is gone back to.
        await page.Page.EvaluateAsync("() => window.dispatchEvent(new Event('focus'))");
        await Assertions.Expect(page.Page.Locator(".drawing-others")).ToContainTextAsync("Người thử planner");
        await Assertions.Expect(page.Page.GetByLabel("Tên vùng")).ToHaveValueAsync("Tên của tôi");
        await page.Page.Locator("feature-form").GetByRole(AriaRole.Button, new() { Name = "Ghi thông tin" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".drawing-banner")).ToContainTextAsync("Tên của người khác");
        (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/1")).GetProperty("feature").GetProperty("name").GetProperty("vi").GetString().ShouldBe("Tên của người khác");
    }

    [Fact]
    public async Task A_corner_that_zones_share_moves_in_all_of_them_and_a_zone_is_split_each_as_one_step()
    {
        var person = await service.NewPerson("planner", ["19"]);
        using var planner = await service.SignedIn(person);
        // Apart from where the others draw: it comes into force.
        long[][] square = [.. Square.Select(corner => new[] { corner[0] + 500_000, corner[1] })];
        using var approver = await service.SignedIn("approver", ["19"]);
        var inForce = await PutInForce(planner, approver, "Vùng hiện hành", [[42_260_000, 238_500_000], [42_260_000, 238_540_000], square[1], square[0]]);
        var draft = await Begin(planner);
        await Add(planner, draft, "Vùng tây", square);
        await Add(planner, draft, "Vùng đông", [square[3], square[2], [42_380_000, 238_540_000], [42_380_000, 238_500_000]]);
        await using var page = await this.Open(person, draft);
        var editor = page.Page.Locator("draft-editor");
        await page.Page.Locator(".drawing-list button").First.ClickAsync();
        await page.Page.Locator("#map").FocusAsync();
        foreach (var _ in square[..3])
        {
            await page.Page.Keyboard.PressAsync("]");
        }
        // Whose corner it is too is told before it moves.
        await Assertions.Expect(editor.GetByLabel("Dời cùng vùng chung đỉnh: Vùng đông")).ToBeCheckedAsync();
        await editor.GetByRole(AriaRole.Button, new() { Name = "Dời", Exact = true }).ClickAsync();
        await Type(page, [[42_341_000, 238_542_000]]);
        await editor.GetByRole(AriaRole.Button, new() { Name = "Áp dụng" }).ClickAsync();
        await page.Until(async () => (await Corners(planner, draft, 1))[2][0] == 42_341_000, "the corner that moved");
        (await Corners(planner, draft, 2))[1].ShouldBe([42_341_000, 238_542_000]);
        await page.Page.Locator("#map").FocusAsync();
        await page.Page.Keyboard.PressAsync("Control+z");
        await page.Until(async () => (await Corners(planner, draft, 1))[2].SequenceEqual(square[2]), "the corner as it was");
        (await Corners(planner, draft, 2))[1].ShouldBe(square[2]);
        await Assertions.Expect(page.Page.Locator(".drawing-banner")).ToBeEmptyAsync();

        // A zone in force comes into the draft by the same gesture.
        await page.Page.Keyboard.PressAsync("]");
        await page.Page.Keyboard.PressAsync("]");
        await Assertions.Expect(editor.GetByLabel("Dời cùng vùng chung đỉnh: Vùng hiện hành (đang có hiệu lực)")).ToBeCheckedAsync();
        await editor.GetByRole(AriaRole.Button, new() { Name = "Dời", Exact = true }).ClickAsync();
        await Type(page, [[42_299_000, 238_543_000]]);
        await editor.GetByRole(AriaRole.Button, new() { Name = "Áp dụng" }).ClickAsync();
        await page.Until(async () => await Count(planner, draft) == 3, "the zone in force in the draft");
        (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/3")).GetProperty("feature").GetProperty("id").GetInt64().ShouldBe(inForce);
        (await Corners(planner, draft, 3)).ShouldContain(corner => corner.SequenceEqual(new long[] { 42_299_000, 238_543_000 }));
        await Assertions.Expect(page.Page.Locator(".drawing-list button")).ToHaveCountAsync(3);

        await editor.Locator(".drawing-tools summary").ClickAsync();
        await editor.GetByRole(AriaRole.Button, new() { Name = "Tách theo đường…" }).ClickAsync();
        await Type(page, [[42_320_000, 238_490_000], [42_320_000, 238_550_000]]);
        await editor.GetByRole(AriaRole.Button, new() { Name = "Xong đường" }).ClickAsync();
        await editor.GetByRole(AriaRole.Button, new() { Name = "Áp dụng" }).ClickAsync();
        await page.Until(async () => await Count(planner, draft) == 4, "the other piece");
        foreach (var number in (int[])[1, 4])
        {
            (await Corners(planner, draft, number)).ShouldContain(corner => corner.SequenceEqual(new long[] { 42_320_000, 238_500_000 }));
        }
        page.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Size.Desktop, "vi")]
    [InlineData(Size.Phone, "en")]
    public async Task Nothing_of_the_editor_breaks_a_rule_that_axe_knows(Size size, string language)
    {
        var person = await service.NewPerson("planner", ["19"]);
        using var planner = await service.SignedIn(person);
        var draft = await Begin(planner);
        await Add(planner, draft, "Vùng một", Square);
        await Add(planner, draft, "Vùng trùng", Square);
        await using var page = await this.Open(person, draft, size, language);
        await page.Page.Locator(".drawing-list button").First.ClickAsync();
        await Assertions.Expect(page.Page.Locator("findings-list .finding")).Not.ToHaveCountAsync(0);
        await Axe.Passes(page, "chosen");
        await page.Page.Locator("draft-editor").GetByRole(AriaRole.Button, new() { Name = language == "vi" ? "Bảng đỉnh" : "Corner table" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("vertex-table tbody tr")).ToHaveCountAsync(5);
        await Axe.Passes(page, "table");
        await page.Page.Locator("vertex-table header .icon-button").ClickAsync();
        await page.Page.Locator("draft-editor").GetByRole(AriaRole.Button, new() { Name = language == "vi" ? "+ Vùng mới" : "+ New zone" }).ClickAsync();
        await page.Page.Locator("#field-vi").FillAsync("Vùng thử");
        await Axe.Passes(page, "form");
        await page.Page.Locator("#field-vi").PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator(".drawing-readout")).ToBeVisibleAsync();
        await Axe.Passes(page, "drawing");
    }

    [Fact]
    public async Task Who_may_not_draft_reads_why_and_the_map_stays()
    {
        using var planner = await service.SignedIn("planner", ["19"]);
        var draft = await Begin(planner);
        await using var page = await chromium.Open(service, $"/?draft={draft}");
        await page.Until(async () => await page.Status.InnerTextAsync() is { Length: > 0 }, "a sentence");
        await Assertions.Expect(page.Page.Locator("draft-editor")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Card).ToBeVisibleAsync();
    }

    /// <summary>What a draft has drawn, the province of one without, and what a link asks for.</summary>
    [Theory]
    [InlineData(true, "", @"#1[3-6](\.\d+)?/21\.5\d*/105\.9")]
    [InlineData(false, "", @"#[789](\.\d+)?/2[12]\.\d+/10[56]\.")]
    [InlineData(true, "#12/21.9/105.7", @"#12/21\.9\d*/105\.7")]
    public async Task A_draft_is_opened_where_it_lies(bool isDrawn, string view, string shown)
    {
        var person = await service.NewPerson("planner", [Drafting.Province]);
        using var planner = await service.SignedIn(person);
        var draft = await Drafting.BeginAsync(planner, "Ở đâu");
        if (isDrawn)
        {
            await Drafting.AddAsync(planner, draft, Drafting.Square(446_000, 2_380_000, 1_000));
        }
        await using var page = await chromium.Open(service, "/tasks");
        await page.SignIn(person);
        await page.Go($"/?draft={draft}{view}");
        await Assertions.Expect(page.Page.Locator("draft-editor h2")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex(shown));
    }

    async Task<OpenPage> Open(TestPerson person, long draft, Size size = Size.Desktop, string? language = null)
    {
        var page = await chromium.Open(service, "/tasks", size, language);
        await page.SignIn(person);
        // Where nothing is drawn yet the whole province would be shown: too far off to draw by hand.
        var isEmpty = await service.Value<bool>("select not exists (select from env.draft_feature where draft_id = @draft)", new { draft });
        await page.Go($"/?draft={draft}{(isEmpty ? "#12/21.56/105.845" : "")}");
        await Assertions.Expect(page.Page.Locator("draft-editor h2")).ToBeVisibleAsync();
        return page;
    }

    static async Task BeginZone(OpenPage page, string name, bool byKeys = false)
    {
        var begin = page.Page.Locator("draft-editor").GetByRole(AriaRole.Button, new() { Name = "+ Vùng mới" });
        await (byKeys ? begin.PressAsync("Enter") : begin.ClickAsync());
        await page.Page.GetByLabel("Tên vùng").FillAsync(name);
        await page.Page.GetByLabel("Tên vùng").PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator(".drawing-readout")).ToBeVisibleAsync();
    }

    static async Task Type(OpenPage page, long[][] corners)
    {
        foreach (var corner in corners)
        {
            await page.Page.GetByLabel("X (hướng bắc), m").FillAsync(Metres(corner[1]));
            await page.Page.GetByLabel("Y (hướng đông), m").FillAsync(Metres(corner[0]));
            await page.Page.GetByLabel("Y (hướng đông), m").PressAsync("Enter");
        }
    }

    /// <summary>As people in Vietnam write it.</summary>
    static string Metres(long centimetres) => (centimetres / 100m).ToString("N2", CultureInfo.GetCultureInfo("vi-VN"));

    /// <summary>As a table of corners prints it.</summary>
    static string Plain(long centimetres) => (centimetres / 100m).ToString("F2", CultureInfo.GetCultureInfo("vi-VN"));

    static object Shape(long[][] corners) => new
    {
        epsg = 9213, decimals = 2, parts = new[] { new { rings = new[] { new { corners, stretches = new[] { new { from = 0, origin = "drawn", accuracyM = 5 } } } } } },
    };

    static async Task<long> Begin(HttpClient planner)
    {
        using var answer = await planner.PostAsJsonAsync("/api/drafts", new { title = "Vùng hồ Núi Cốc", province = "19" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    static async Task<JsonElement> Do(HttpClient planner, long draft, object operation, long? read = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/drafts/{draft}/operations/{Guid.NewGuid()}") { Content = JsonContent.Create(operation) };
        if (read is { } revision)
        {
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"d{revision}\""));
        }
        using var answer = await planner.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("feature");
    }

    static Task<JsonElement> Add(HttpClient planner, long draft, string name, long[][] corners) => Do(planner, draft, new
    {
        kind = "add", layer = "strict-protection-zones", name = new { vi = name }, attributes = new { clause = "2b", legal_status = "in_force" }, shape = Shape(corners),
    });

    /// <returns>The feature that is in force by it.</returns>
    static async Task<long> PutInForce(HttpClient planner, HttpClient approver, string name, long[][] corners)
    {
        var draft = await Begin(planner);
        await Add(planner, draft, name, corners);
        async Task<JsonElement> Post(HttpClient caller, string what, object body)
        {
            using var answer = await caller.PostAsJsonAsync($"/api/drafts/{draft}/{what}", body);
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
            return await answer.Content.ReadFromJsonAsync<JsonElement>();
        }
        await Post(planner, "steps", new { to = "submitted" });
        var hash = (await Post(approver, "steps", new { to = "in_review" })).GetProperty("hash").GetString();
        await Post(approver, "steps", new { to = "approved", hash });
        var made = await Post(approver, "decision", new { number = "525/QĐ-UBND", issuedOn = "2026-10-20", issuer = "UBND tỉnh Thái Nguyên", effectiveFrom = "2026-11-01" });
        return made.GetProperty("features")[0].GetInt64();
    }

    static async Task<int> Count(HttpClient planner, long draft) => (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}")).GetProperty("features").GetArrayLength();

    static async Task<long[][]> Corners(HttpClient planner, long draft, int number) => (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/features/{number}"))
        .GetProperty("shape").GetProperty("parts")[0].GetProperty("rings")[0].GetProperty("corners").Deserialize<long[][]>()!;
}
