using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class EditingTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    [Fact]
    public async Task An_inspector_records_a_change_and_another_open_map_shows_it()
    {
        var id = await this.Hotspot("Nhà máy thử", located: true);
        await using var onlooker = await chromium.Open(service, $"/?sel=feature:{id}");
        await Assertions.Expect(onlooker.Drawer.Locator(".chips")).ToContainTextAsync("Nhẹ");
        await Assertions.Expect(onlooker.Drawer.Locator("feature-editing")).ToHaveCountAsync(0);
        await using var page = await this.SignedIn("inspector", $"/?sel=feature:{id}", ["19"], ["05503"]);
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Ghi nhận thay đổi" }).PressAsync("Enter");
        await page.Drawer.GetByLabel("Mức độ").SelectOptionAsync("serious");
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Ghi nhận", Exact = true }).PressAsync("Enter");
        await Assertions.Expect(page.Drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("hãy ghi lý do");
        await page.Drawer.GetByLabel("Căn cứ, lý do").FillAsync("Kiểm tra thực địa <img src=x onerror=alert(1)>");
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Ghi nhận", Exact = true }).PressAsync("Enter");

        await Assertions.Expect(page.Drawer.Locator(".chips")).ToContainTextAsync("Nghiêm trọng");
        await page.Told("Đã ghi nhận thay đổi.");
        await Assertions.Expect(onlooker.Drawer.Locator(".chips")).ToContainTextAsync("Nghiêm trọng");
        await onlooker.Drawer.Locator(".versions summary").ClickAsync();
        await Assertions.Expect(onlooker.Drawer.Locator(".versions")).ToContainTextAsync("<img src=x onerror=alert(1)>");
        // The browser itself complains of the refusal.
        page.Faults.Concat(onlooker.Faults).Where(fault => !fault.Contains("400 (Bad Request)", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_one_may_record_is_offered_also_when_who_asks_is_known_late()
    {
        var id = await this.Hotspot("Nơi mở trước khi biết ai mở", located: true);
        await using var page = await this.SignedIn("inspector", "/");
        await page.Page.RouteAsync("**/api/me", async route =>
        {
            await page.Page.Locator("details-drawer h2", new() { HasText = "Nơi mở trước khi biết ai mở" }).WaitForAsync();
            await route.ContinueAsync();
        });
        await page.Page.GotoAsync("about:blank");
        await page.Go($"/?sel=feature:{id}");
        await Assertions.Expect(page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Ghi nhận thay đổi" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_was_too_late_sees_both_sides_and_decides()
    {
        var id = await this.Hotspot("Nơi hai người cùng ghi", located: true);
        await using var page = await this.SignedIn("inspector", $"/?sel=feature:{id}");
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Ghi nhận thay đổi" }).ClickAsync();
        await page.Drawer.GetByLabel("Tình trạng").SelectOptionAsync("resolved");
        await page.Drawer.GetByLabel("Căn cứ, lý do").FillAsync("Đã khắc phục");
        // The page hears of it; what is being filled in stays as it is.
        await page.Page.RouteAsync("**/api/features/*", async route =>
        {
            if (route.Request.Method == "PATCH")
            {
                await service.Sql("update env.current_feature set attributes = attributes || '{\"status\":\"watching\"}', author = 'Đồng nghiệp' where id = @id", new { id });
                await page.Page.UnrouteAsync("**/api/features/*");
            }
            await route.ContinueAsync();
        });
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Ghi nhận", Exact = true }).ClickAsync();
        var sides = page.Drawer.Locator(".form-conflict");
        await Assertions.Expect(sides).ToContainTextAsync("Bản mới của Đồng nghiệp");
        await Assertions.Expect(sides).ToContainTextAsync("Đang theo dõi");
        await Assertions.Expect(sides).ToContainTextAsync("Đã khắc phục");
        await sides.GetByRole(AriaRole.Button, new() { Name = "Ghi đè bằng bản của tôi" }).ClickAsync();
        await page.Told("Đã ghi nhận thay đổi.");
        (await service.Value<string>("select attributes ->> 'status' from env.current_feature where id = @id and valid @> env.today()", new { id })).ShouldBe("resolved");
    }

    [Fact]
    public async Task A_planner_locates_a_place_by_the_cross_and_by_vn2000()
    {
        var (byCross, byGrid) = (await this.Hotspot("Chưa rõ nơi một", located: false), await this.Hotspot("Chưa rõ nơi hai", located: false));
        await using var page = await this.SignedIn("planner", $"/?sel=feature:{byCross}#15/21.61/105.79", ["19"]);
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Xác định vị trí" }).PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("#map.is-aiming")).ToHaveCountAsync(1);
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Lấy tâm bản đồ" }).PressAsync("Enter");
        await page.Drawer.GetByLabel("Độ chính xác, m").FillAsync("15");
        await page.Drawer.GetByLabel("Căn cứ, lý do").FillAsync("Theo ảnh vệ tinh");
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Ghi nhận vị trí" }).PressAsync("Enter");
        await page.Told("Đã ghi nhận vị trí.");
        await Assertions.Expect(page.Page.Locator("#map.is-aiming")).ToHaveCountAsync(0);
        (await service.Rows<(double, double)>("select st_x(geom), st_y(geom) from env.current_feature where id = @byCross and valid @> env.today()", new { byCross }))[0]
            .ShouldSatisfyAllConditions(at => at.Item1.ShouldBe(105.79, 0.0001), at => at.Item2.ShouldBe(21.61, 0.0001));

        var (north, east) = (await service.Rows<(double, double)>("select st_y(p), st_x(p) from st_transform(st_point(105.80, 21.62, 4326), 9208) p"))[0];
        await page.Go($"/?sel=feature:{byGrid}");
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Xác định vị trí" }).ClickAsync();
        await page.Drawer.GetByLabel("Tọa độ VN-2000").CheckAsync();
        await page.Drawer.GetByLabel("X (hướng bắc), m").FillAsync(north.ToString("F2", System.Globalization.CultureInfo.InvariantCulture).Replace('.', ','));
        await page.Drawer.GetByLabel("Y (hướng đông), m").FillAsync(east.ToString("F2", System.Globalization.CultureInfo.InvariantCulture));
        await page.Drawer.GetByLabel("Múi chiếu").SelectOptionAsync("9208");
        await page.Drawer.GetByLabel("Nguồn vị trí").SelectOptionAsync("surveyed");
        await page.Drawer.GetByLabel("Căn cứ, lý do").FillAsync("Đo đạc");
        // One or a thousand: asked back, and nothing is sent until it is clear.
        await page.Drawer.GetByLabel("Độ chính xác, m").FillAsync("1.000");
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Ghi nhận vị trí" }).ClickAsync();
        await Assertions.Expect(page.Drawer.GetByRole(AriaRole.Alert)).ToContainTextAsync("“1.000” là 1 hay 1000?");
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Ý tôi là 1000" }).ClickAsync();
        await Assertions.Expect(page.Drawer.GetByLabel("Độ chính xác, m")).ToHaveValueAsync("1000");
        await page.Drawer.GetByLabel("Độ chính xác, m").FillAsync("0,5");
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Ghi nhận vị trí" }).ClickAsync();
        await page.Told("Đã ghi nhận vị trí.");
        (await service.Value<double>("select st_distance(geom::geography, st_point(105.80, 21.62, 4326)::geography) from env.current_feature where id = @byGrid and valid @> env.today()", new { byGrid })).ShouldBeLessThan(0.02);
    }

    [Theory]
    [InlineData("Xác định vị trí", "**/api/grid/zones?*", "Độ chính xác, m")]
    [InlineData("Gắn nhiệm vụ", "**/api/link-roles", "Căn cứ, lý do")]
    public async Task What_a_form_waits_for_does_not_take_the_field_that_somebody_types_into(string form, string waited, string field)
    {
        var id = await this.Hotspot("Nơi có mạng chậm", located: form == "Gắn nhiệm vụ");
        await using var page = await this.SignedIn("planner", $"/?sel=feature:{id}#15/21.61/105.79", ["19"]);
        var typing = new TaskCompletionSource();
        await page.Page.RouteAsync(waited, async route =>
        {
            await typing.Task;
            await route.ContinueAsync();
        });
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = form }).ClickAsync();
        var typed = page.Drawer.GetByLabel(field);
        await typed.FillAsync("1");
        var answered = page.Page.WaitForResponseAsync(response => response.Url.Contains(waited.Trim('*').TrimEnd('?'), StringComparison.Ordinal));
        typing.SetResult();
        await (await answered).FinishedAsync();
        await Assertions.Expect(page.Drawer.Locator(form == "Gắn nhiệm vụ" ? "#field-role option >> nth=1" : "feature-editing")).ToHaveCountAsync(1);
        await page.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
        await Assertions.Expect(typed).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_planner_ties_a_task_found_by_its_words_and_unties_it_by_keyboard()
    {
        var id = await this.Hotspot("Nơi cần nhiệm vụ", located: true);
        var (task, title) = (await service.Rows<(string, string)>("select id, title_vi from published.task where plan_id = 'thai-nguyen' order by position limit 1"))[0];
        await using var page = await this.SignedIn("planner", $"/?sel=feature:{id}", ["19"]);
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Gắn nhiệm vụ" }).PressAsync("Enter");
        var words = page.Drawer.GetByLabel("Tìm nhiệm vụ");
        await words.FillAsync("không có việc này");
        await words.PressAsync("Enter");
        await Assertions.Expect(page.Drawer.GetByText("Không có nhiệm vụ nào khớp")).ToBeVisibleAsync();
        await words.FillAsync(title);
        await words.PressAsync("Enter");
        // Nothing is chosen for them, and each task says which plan it stands in.
        (await page.Drawer.GetByLabel("Nhiệm vụ tìm thấy").InputValueAsync()).ShouldBe("");
        (await page.Drawer.GetByLabel("Vai trò của địa điểm").InputValueAsync()).ShouldBe("");
        (await page.Drawer.GetByLabel("Nhiệm vụ tìm thấy").Locator($"option[value='{task}']").TextContentAsync())!.ShouldEndWith($", {task.Split('/')[1]}");
        await page.Drawer.GetByLabel("Nhiệm vụ tìm thấy").SelectOptionAsync(task);
        await page.Drawer.GetByLabel("Vai trò của địa điểm").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Drawer.GetByLabel("Căn cứ, lý do").FillAsync("Theo kế hoạch của tỉnh");
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Gắn nhiệm vụ" }).Last.PressAsync("Enter");
        await page.Told("Đã gắn nhiệm vụ.");
        await Assertions.Expect(page.Drawer.GetByRole(AriaRole.Button, new() { Name = title })).ToBeVisibleAsync();

        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Gắn nhiệm vụ" }).PressAsync("Enter");
        var tied = page.Drawer.Locator(".form-list li", new() { HasText = title });
        await tied.GetByLabel("Căn cứ, lý do").FillAsync("Gắn nhầm");
        await tied.GetByRole(AriaRole.Button, new() { Name = "Bỏ gắn" }).PressAsync("Enter");
        await page.Told("Đã bỏ gắn nhiệm vụ.");
        await Assertions.Expect(page.Drawer.GetByRole(AriaRole.Button, new() { Name = title })).ToHaveCountAsync(0);
        (await service.Value<long>("select count(*) from env.feature_task where feature_id = @id and untied_at is null", new { id })).ShouldBe(0);
    }

    [Fact]
    public async Task The_leading_unit_reports_on_a_task_and_everybody_reads_it()
    {
        var (task, agency) = (await service.Rows<(string, string)>("""
            select t.id, a.name from env.task t join env.task_lead l on l.task_id = t.id join env.agency a on a.id = l.agency_id
            where t.id = 'quang-tri/KH.IV.1' limit 1
            """))[0];
        var stands = (await service.Http.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}")).GetProperty("occurrence").GetString();
        await using var page = await this.SignedIn("inspector", $"/tasks/{task}", ["44"], agency: agency);
        await page.Page.Locator("task-progress summary").ClickAsync();
        // It is due every year: which year's report is meant is theirs to choose.
        var occurrence = page.Page.GetByLabel("Báo cáo về");
        (await occurrence.InputValueAsync()).ShouldBe(stands);
        await occurrence.SelectOptionAsync("2026");
        await page.Page.Locator("task-progress").GetByLabel("Tình hình").SelectOptionAsync("done");
        await page.Page.GetByLabel("Khối lượng hoàn thành, %").FillAsync("35");
        await page.Page.Locator("task-progress").GetByLabel("Căn cứ, lý do").FillAsync("Đã khảo sát hai xã");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Gửi báo cáo" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("task-progress ol")).ToContainTextAsync("Đã hoàn thành · 35 % Kỳ năm 2026");

        await Assertions.Expect(page.Page.Locator(".task-extra .state-chip.is-done").First).ToHaveTextAsync("Đã hoàn thành");
        (await service.Http.GetFromJsonAsync<JsonElement>("/api/deadlines?plan=quang-tri&overdue=true")).GetProperty("deadlines").EnumerateArray()
            .ShouldNotContain(one => one.GetProperty("occurrence").GetString() == "2026" && one.GetProperty("task").GetString() == task);

        await using var guest = await chromium.Open(service, $"/tasks/{task}");
        await Assertions.Expect(guest.Page.Locator("task-progress ol")).ToContainTextAsync("Đã khảo sát hai xã");
        await Assertions.Expect(guest.Page.Locator("task-progress form")).ToHaveCountAsync(0);
    }

    async Task<OpenPage> SignedIn(string role, string address, string[]? provinces = null, string[]? communes = null, string? agency = null)
    {
        var page = await chromium.Open(service, "/tasks");
        await page.SignIn(await service.NewPerson(role, provinces, communes, agency: agency));
        await page.Go(address);
        return page;
    }

    async Task<long> Hotspot(string name, bool located) => await service.Value<long>("""
        insert into env.current_feature (layer, name_vi, attributes, geom, position_source, near, accuracy_m, valid, commune_id)
        values ('pollution-hotspots', @name, '{"kind":"facility","severity":"light","status":"open"}', case when @located then st_point(105.79, 21.6, 4326) end,
            case when @located then 'digitised' end, case when not @located then st_point(105.79, 21.6, 4326) end, case when @located then 10 else 4000 end,
            daterange('2026-01-01', null), (select id from env.commune where code = '05503' and valid_to is null))
        returning id
        """, new { name, located });
}
