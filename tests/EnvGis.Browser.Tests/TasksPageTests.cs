using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>The plans as people read them: by headings, by dates, by gaps, and each task on a page of its own.</summary>
public sealed class TasksPageTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    const string Title = "Phục hồi đất ô nhiễm nghiêm trọng, đặc biệt nghiêm trọng; đề xuất Trung ương hỗ trợ xử lý các điểm tồn lưu, bãi rác, nạo vét suối";

    [Fact]
    public async Task From_a_heading_of_a_plan_one_reaches_the_task_its_places_and_its_neighbours_and_comes_back()
    {
        await using var page = await Open("/tasks?plan=thai-nguyen");
        var count = await service.Value<int>("select count(*)::int from env.task where plan_id = 'thai-nguyen'");
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(count);
        var section = page.Page.Locator("details.section").Filter(new() { Has = page.Page.Locator("> summary .section-number", new() { HasTextString = "3.2" }) }).Last;
        await Assertions.Expect(section.Locator(".task-row")).ToHaveCountAsync(7);

        await section.GetByRole(AriaRole.Link, new() { Name = Title }).ClickAsync();
        await Heading(page, Title);
        new Uri(page.Page.Url).AbsolutePath.ShouldBe("/tasks/thai-nguyen/II.3.2-b1");
        // Its time stands in a heading, which sets no beginning.
        await Assertions.Expect(page.Page.Locator(".task-page .facts")).ToContainTextAsync("đến năm 2030 và các năm tiếp theo");
        await Assertions.Expect(page.Page.Locator(".task-page .facts")).ToContainTextAsync("dòng 93");
        await Assertions.Expect(page.Page.Locator(".task-page .facts")).ToContainTextAsync("Năm bắt đầu 2026 do EnvGis suy luận");
        var places = await service.Value<int>("select count(distinct feature_id)::int from published.feature_task where task_id = 'thai-nguyen/II.3.2-b1'");
        await Assertions.Expect(page.Page.Locator(".place-links li")).ToHaveCountAsync(places);
        await Assertions.Expect(page.Page.Locator(".small-map canvas").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".small-map .leaflet-control-attribution")).ToContainTextAsync("OpenStreetMap");
        (await page.Page.GetByRole(AriaRole.Link, new() { Name = "Mở trên bản đồ lớn" }).GetAttributeAsync("href")).ShouldBe("/?task=thai-nguyen/II.3.2-b1&sel=task:thai-nguyen/II.3.2-b1");

        await page.Page.Locator("a[rel=next]").ClickAsync();
        await page.UntilAt(new("/tasks/thai-nguyen/II\\.3\\.2-b2$"));
        await page.Page.GoBackAsync();
        await Heading(page, Title);
        await page.Page.GoBackAsync();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(count);
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_large_map_opens_at_the_places_of_the_task_and_back_is_the_task_again()
    {
        await using var page = await Open("/tasks/thai-nguyen/II.3.2-b1");
        await Assertions.Expect(page.Page.Locator(".small-map canvas").First).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Mở trên bản đồ lớn" }).ClickAsync();
        await page.Opened(Title);
        // Yến Lạc, the farthest of its places, and Quán Vã, the southernmost.
        foreach (var (longitude, latitude) in new[] { (106.18, 22.23), (105.90, 21.42) })
        {
            await page.Until(async () => await page.At(longitude, latitude) is { X: > 0 and < 1360, Y: > 0 and < 820 }, "all its places in sight");
        }

        await page.Page.GoBackAsync();
        await Heading(page, Title);
        await Assertions.Expect(page.Page.Locator(".small-map canvas").First).ToBeVisibleAsync();
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_chosen_is_in_the_address_and_opens_again_in_a_fresh_browser()
    {
        await using var page = await Open("/tasks");
        await Box(page, "Đang trong thời hạn").CheckAsync();
        await Box(page, "Nhiệm vụ").CheckAsync();
        await page.UntilAt(new("/tasks\\?state=running&kind=task$"));
        var expected = (await service.Http.GetFromJsonAsync<JsonElement>("/api/tasks/summary?state=running&kind=task")).GetProperty("total").GetInt32();
        await Assertions.Expect(Rows(page)).ToHaveCountAsync(expected);
        await Assertions.Expect(page.Page.Locator(".task-row .state-chip.is-running")).ToHaveCountAsync(expected);

        await using var other = await Open(new Uri(page.Page.Url).PathAndQuery);
        await Assertions.Expect(Rows(other)).ToHaveCountAsync(expected);
        await Assertions.Expect(Box(other, "Nhiệm vụ")).ToBeCheckedAsync();

        await other.Page.Locator("input[type=search].task-text").FillAsync("không có chữ này trong việc nào");
        await Assertions.Expect(other.Page.Locator(".tasks-empty")).ToContainTextAsync("Không có việc nào khớp");
        await other.Page.Locator(".tasks-empty").GetByRole(AriaRole.Button, new() { Name = "Bỏ lọc" }).ClickAsync();
        await Assertions.Expect(other.Page.Locator("details.plan")).ToHaveCountAsync(5);
        new Uri(other.Page.Url).Query.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_due_stands_by_its_date_and_both_gaps_are_in_sight()
    {
        await using var page = await Open("/tasks?view=due");
        var deadlines = (await service.Http.GetFromJsonAsync<JsonElement>("/api/deadlines")).GetProperty("deadlines").EnumerateArray().ToList();
        var days = deadlines.Select(one => one.GetProperty("dueOn").GetString()!).Distinct()
            .Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Page.Locator(".due-day time")).ToHaveTextAsync([.. days]);

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Khoảng trống" }).ClickAsync();
        await page.UntilAt(new("/tasks\\?view=gaps$"));
        var tasks = await service.Value<int>("""
            select count(*)::int from env.task t where gis_relevance <> 'none' and not exists (select from published.feature_task l where l.task_id = t.id)
            """);
        var places = await service.Value<int>("select count(*)::int from published.feature f where not exists (select from published.feature_task l where l.feature_id = f.id)");
        var vietnamese = CultureInfo.GetCultureInfo("vi-VN");
        await Assertions.Expect(page.Page.Locator("#gap-tasks .count")).ToHaveTextAsync(tasks.ToString("N0", vietnamese));
        await Assertions.Expect(page.Page.Locator("#gap-places .count")).ToHaveTextAsync(places.ToString("N0", vietnamese));
        await page.Page.Locator(".gap-tasks .task-title").First.ClickAsync();
        await Assertions.Expect(page.Page.Locator(".task-page .empty")).ToContainTextAsync("Khoảng trống");
    }

    [Fact]
    public async Task Without_a_mouse_one_opens_a_plan_and_a_task_and_reading_goes_on_at_its_name()
    {
        await using var page = await Open("/tasks");
        await page.Page.Locator("details.plan > summary").Nth(4).FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Rows(page).First).ToBeVisibleAsync();
        for (var presses = 0; presses < 12 && !await page.Page.EvaluateAsync<bool>("document.activeElement.matches('.task-title')"); presses++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
        }
        var name = await page.Page.EvaluateAsync<string>("document.activeElement.textContent");
        await page.Page.Keyboard.PressAsync("Enter");
        await Heading(page, name);
        await page.Until(() => page.Page.EvaluateAsync<bool>("document.activeElement.matches('.task-page h2')"), "the focus on the task's name");
    }

    [Fact]
    public async Task A_task_that_is_not_there_is_refused_in_a_sentence_with_a_way_out()
    {
        await using var page = await Open("/tasks/thai-nguyen/XX");
        await Assertions.Expect(page.Page.Locator(".tasks-empty")).ToContainTextAsync("Không có nhiệm vụ “thai-nguyen/XX”");
        await page.Page.Locator(".tasks-empty").GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Page.Locator("details.plan")).ToHaveCountAsync(5);
    }

    [Theory]
    [InlineData(Size.Desktop, "vi")]
    [InlineData(Size.Desktop, "en")]
    [InlineData(Size.Phone, "vi")]
    [InlineData(Size.Phone, "en")]
    public async Task Every_view_passes_axe_and_on_a_phone_suits_a_thumb_and_never_scrolls_sideways(Size size, string language)
    {
        await using var page = await Open("/tasks?plan=lai-chau", size, language);
        await Shown(".task-row");
        if (size == Size.Phone)
        {
            await page.Page.Locator(".tasks-filter > summary").ClickAsync();
        }
        await Passes("tree");
        foreach (var (address, part) in new[] { ("/tasks?view=due", ".due-day li"), ("/tasks?view=gaps", ".gap-place"), ("/tasks/thai-nguyen/II.3.2-b1", ".place-links li"), ("/tasks/quang-tri/II.A.3", ".task-page .facts") })
        {
            await page.Page.GotoAsync(new Uri(service.Address, address).AbsoluteUri);
            await Shown(part);
            await Passes(address);
        }
        page.Faults.ShouldBeEmpty();

        Task Shown(string part) => Assertions.Expect(page.Page.Locator(part).First).ToBeVisibleAsync();

        async Task Passes(string state)
        {
            await Axe.Passes(page, state);
            if (size == Size.Phone)
            {
                (await page.Page.EvaluateAsync<string[]>("""
                    () => [...document.querySelectorAll("tasks-page :is(button, summary, input, select, label, a.button, .tasks-views a)")]
                      .filter(element => element.type !== "checkbox" && element.checkVisibility() && element.getBoundingClientRect().width > 0)
                      .map(element => ({ box: element.getBoundingClientRect(), name: element.textContent.trim() }))
                      .filter(({ box }) => box.height < 43.5 || box.width < 43.5).map(({ box, name }) => `${name}: ${box.width} × ${box.height}`)
                    """)).ShouldBeEmpty();
                (await page.Page.EvaluateAsync<bool>("""
                    () => document.documentElement.scrollWidth <= innerWidth && document.querySelector(".tasks-scroll").scrollWidth <= innerWidth
                    """)).ShouldBeTrue();
            }
        }
    }

    Task<OpenPage> Open(string address, Size size = Size.Desktop, string language = "vi") => chromium.Open(service, address, size, language);

    static ILocator Rows(OpenPage page) => page.Page.Locator(".task-row");

    static ILocator Box(OpenPage page, string name) => page.Page.Locator(".tasks-filter .box").Filter(new() { HasTextString = name }).First.Locator("input");

    static Task Heading(OpenPage page, string name) => Assertions.Expect(page.Page.Locator(".task-page h2")).ToHaveTextAsync(name);
}
