using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class DetailsTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    Task<long> Id(string code) => service.Value<long>("select id from env.current_feature where code = @code", new { code });

    ILocator Fact(OpenPage page, string title) =>
        page.Drawer.Locator(".facts > div").Filter(new() { Has = page.Page.Locator("dt", new() { HasText = title }) }).Locator("dd").First;

    [Fact]
    public async Task Details_tell_attributes_with_labels_and_units_and_how_well_the_position_is_known()
    {
        await using var page = await chromium.Open(service, $"/?sel=feature:{await Id("HCPT-MH-04")}");
        await page.Opened("Vùng hạn chế phát thải minh họa 04 – Thần Sa");
        await Assertions.Expect(page.Drawer.Locator(".chips")).ToContainTextAsync("Minh họa");
        await Assertions.Expect(page.Drawer.Locator(".notice")).ToContainTextAsync("không phải khu vực có thật");
        await Assertions.Expect(page.Drawer.Locator(".facts").First).ToContainTextAsync("1.300 m");
        await Assertions.Expect(Fact(page, "Diện tích")).ToContainTextAsync("km²");
        await Assertions.Expect(Fact(page, "Nguồn vị trí")).ToContainTextAsync("Vị trí minh họa");
        await Assertions.Expect(Fact(page, "Xã, phường")).ToHaveTextAsync("Xã Thần Sa");
        await Assertions.Expect(page.Drawer).ToContainTextAsync("Nghị định");

        await page.SwitchLanguage("en");
        await Assertions.Expect(page.Drawer.Locator(".chips")).ToContainTextAsync("Demonstration");
        await Assertions.Expect(page.Drawer.Locator(".facts").First).ToContainTextAsync("1,300 m");
        await Assertions.Expect(Fact(page, "Accuracy")).ToContainTextAsync("within");
    }

    [Fact]
    public async Task A_name_with_markup_is_text_everywhere_and_runs_nothing()
    {
        const string Name = "<img src=x onerror=\"window.ran=1\"><b>Đậm</b>";
        var layer = await Chromium.NewLayer(service, """[{"name":"remark","title":{"vi":"Ghi chú","en":"Remark"},"type":"text"}]""");
        for (var i = 0; i < 2; i++)
        {
            await service.NewFeature(layer, "POINT(103.3 19.2)", Name, $$"""{"remark":"<script>window.ran=1</script> {{i}}"}""");
        }
        await service.Sql("""
            insert into env.current_feature (layer, name_vi, accuracy_m, commune_id, near, valid)
            select @layer, @Name, 3000, c.id, st_point(103.31, 19.21, 4326), daterange('2026-01-01', null) from env.commune c where c.code = '05488'
            """, new { layer, Name });
        await using var page = await chromium.Open(service, "/#14/19.2/103.3");
        await Assertions.Expect(page.Card.Locator(".unlocated-list button", new() { HasText = Name })).ToHaveCountAsync(1);
        (await page.Hovered(103.3, 19.2)).ShouldBe(Name);
        await page.Click(103.3, 19.2);
        await Assertions.Expect(page.Chooser.Locator("button").First).ToContainTextAsync(Name);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Opened(Name);
        await Assertions.Expect(page.Drawer).ToContainTextAsync("<script>window.ran=1</script>");
        await page.Type("dam");
        await Assertions.Expect(page.Answers.Filter(new() { HasText = Name }).First).ToContainTextAsync(Name);
        (await page.Page.Locator("details-drawer img, feature-chooser img, search-box img, .map-tip img, layer-card img, details-drawer script").CountAsync()).ShouldBe(0);
        page.Requests.ShouldNotContain(path => path == "/x" || path.EndsWith("/x", StringComparison.Ordinal));
        (await page.Page.EvaluateAsync<bool>("'ran' in window")).ShouldBeFalse();
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_feature_that_is_no_more_is_told_in_words()
    {
        await using var page = await chromium.Open(service, "/?sel=feature:999999999");
        await page.Opened("Không mở được");
        await Assertions.Expect(page.Drawer.Locator("button.button")).ToHaveTextAsync("Thử lại");
    }

    [Fact]
    public async Task A_task_opens_its_other_places_on_the_map_and_the_way_back()
    {
        await using var page = await chromium.Open(service, "/?sel=task:thai-nguyen/II.3.2-b1");
        await page.Opened("Phục hồi đất ô nhiễm nghiêm trọng, đặc biệt nghiêm trọng; đề xuất Trung ương hỗ trợ xử lý các điểm tồn lưu, bãi rác, nạo vét suối");
        await page.Drawer.Locator(".place-list button", new() { HasText = "Suối Cốc" }).ClickAsync();
        await page.Opened("Suối Cốc");
        await page.Drawer.Locator(".back").ClickAsync();
        await page.Opened("Phục hồi đất ô nhiễm nghiêm trọng, đặc biệt nghiêm trọng; đề xuất Trung ương hỗ trợ xử lý các điểm tồn lưu, bãi rác, nạo vét suối");
    }

    [Fact]
    public async Task A_task_says_how_it_stands_by_a_shape_and_in_words()
    {
        var layer = await Chromium.NewLayer(service);
        var id = await service.NewFeature(layer, "POINT(103.5 19.4)");
        await service.Sql("""
            insert into env.feature_task (feature_id, task_id, role, source_plan, source_section, source_line)
            select @id, t.id, 'surveys', t.plan_id, t.section, t.line from published.task t where t.state = 'running' order by t.due_on, t.id limit 1
            """, new { id });
        await using var page = await chromium.Open(service, $"/?sel=feature:{id}");
        var chip = page.Drawer.Locator(".task-list .state-chip");
        await Assertions.Expect(chip.Locator("svg")).ToHaveCountAsync(1);
        await Assertions.Expect(chip).ToContainTextAsync(new System.Text.RegularExpressions.Regex("Còn|Hạn|Đến|hạn"));
    }

    [Fact]
    public async Task A_version_is_previewed_when_pointed_at_and_shown_as_it_was_with_a_way_back()
    {
        var layer = await Chromium.NewLayer(service, """[{"name":"remark","title":{"vi":"Ghi chú","en":"Remark"},"type":"text"}]""");
        var id = await service.NewFeature(layer, "POLYGON((103.3 18.3, 103.32 18.3, 103.32 18.32, 103.3 18.3))", "Tên trước", """{"remark":"trước"}""");
        await service.Sql("""
            update env.current_feature set name_vi = 'Tên sau', attributes = '{"remark":"sau"}', geom = st_translate(geom, 0.01, 0), reason = 'Đo lại' where id = @id
            """, new { id });
        await using var page = await chromium.Open(service, $"/?sel=feature:{id}");
        await page.Opened("Tên sau");
        var versions = page.Drawer.Locator("details.versions");
        var drawn = page.Page.Locator(".leaflet-marks-pane path");
        await versions.Locator("summary").ClickAsync();
        await Assertions.Expect(versions.Locator("li").First).ToContainTextAsync("Lý do: Đo lại");
        await Assertions.Expect(versions.Locator("li").First).ToContainTextAsync("Ghi nhận từ");
        await versions.Locator("li button").FocusAsync();
        await Assertions.Expect(drawn).ToHaveCountAsync(2);
        await page.Opened("Tên sau");
        await page.Page.Keyboard.PressAsync("Enter");

        await page.Opened("Tên trước");
        await Assertions.Expect(page.Drawer.Locator(".then-banner")).ToContainTextAsync("Đang xem như ngày");
        await Assertions.Expect(Fact(page, "Ghi chú")).ToHaveTextAsync("trước");
        await Assertions.Expect(drawn).ToHaveCountAsync(2);
        await Assertions.Expect(drawn.Last).ToHaveAttributeAsync("stroke-dasharray", "10 7");

        await page.Drawer.Locator(".then-banner button").ClickAsync();
        await page.Opened("Tên sau");
        await Assertions.Expect(drawn).ToHaveCountAsync(0);
        await Assertions.Expect(Fact(page, "Ghi chú")).ToHaveTextAsync("sau");
    }

    [Fact]
    public async Task Corners_are_told_in_the_zone_that_is_chosen_and_taken_away_as_a_file()
    {
        await using var page = await chromium.Open(service, $"/?sel=feature:{await Id("HCPT-MH-04")}");
        await page.Drawer.Locator("details.fold summary", new() { HasText = "Tọa độ VN-2000" }).ClickAsync();
        var table = page.Drawer.Locator("coordinate-table");
        var first = table.Locator("tbody tr").First.Locator("td");
        await Assertions.Expect(table).ToContainTextAsync("Độ tin cậy cao");
        await Assertions.Expect(table.Locator("optgroup").First).ToHaveAttributeAsync("label", "Của Thái Nguyên");
        var own = await first.AllInnerTextsAsync();

        await table.Locator("select").SelectOptionAsync("3405");
        await Assertions.Expect(table).Not.ToContainTextAsync("Độ tin cậy cao");
        (await first.AllInnerTextsAsync()).ShouldNotBe(own);

        var file = await page.Page.RunAndWaitForDownloadAsync(() => table.Locator("a", new() { HasText = "CSV (;" }).ClickAsync());
        file.SuggestedFilename.ShouldBe("HCPT-MH-04-EPSG3405.csv");
        (await File.ReadAllTextAsync(await file.PathAsync())).ShouldContain("105°00'");
        await table.Locator("button", new() { HasText = "Sao chép bảng" }).ClickAsync();
        await page.Told("Đã sao chép");
        page.Faults.ShouldBeEmpty();
    }
}
