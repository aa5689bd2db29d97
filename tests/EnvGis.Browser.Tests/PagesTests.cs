using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class PagesTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Fact]
    public async Task Going_to_the_tasks_and_back_finds_the_map_as_it_was_left()
    {
        await using var page = await chromium.Open(service, "/?l=landfills#13/21.63/105.8");
        await page.Page.Locator("top-bar nav a[href='/tasks']").ClickAsync();
        await Assertions.Expect(page.Page.Locator("tasks-page h2").First).ToBeVisibleAsync();
        (await page.Page.EvaluateAsync<string>("location.pathname")).ShouldBe("/tasks");
        await Assertions.Expect(page.Page.Locator("#map")).ToBeHiddenAsync();
        await page.Page.Locator("top-bar nav a[href='/']").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#map")).ToBeVisibleAsync();
        (await page.Hash()).ShouldBe("#13/21.63/105.8");
        (await page.Page.EvaluateAsync<string>("location.search")).ShouldBe("?l=landfills");
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page.Locator("tasks-page")).ToBeVisibleAsync();
        page.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/tasks", "tasks-page")]
    [InlineData("/tasks/thai-nguyen/II.3.2-b1", "tasks-page")]
    [InlineData("/overview", "overview-page")]
    public async Task Every_page_opens_from_its_own_address(string address, string part)
    {
        await using var page = await chromium.Open(service, address);
        await Assertions.Expect(page.Page.Locator($"{part} h2").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("top-bar nav a[aria-current=page]")).ToHaveCountAsync(1);
        (await page.Page.EvaluateAsync<string>("location.pathname")).ShouldBe(address);
        page.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("vi", "/khong-co", "Không có trang này", "Công việc")]
    [InlineData("vi", "/drafts/abc", "Không có trang này", "Công việc")]
    [InlineData("en", "/quyet-dinh/12/x?a=1", "There is no such page", "Tasks")]
    public async Task An_address_that_leads_nowhere_says_so_and_shows_ways_out(string language, string address, string title, string tasks)
    {
        await using var page = await chromium.Open(service, address, Size.Phone, language);
        await Assertions.Expect(page.Page.Locator(".page h2")).ToHaveTextAsync(title);
        await Assertions.Expect(page.Page.Locator(".page")).ToContainTextAsync(address.Split('?')[0]);
        (await page.Page.TitleAsync()).ShouldBe($"{title} – EnvGis");
        await Axe.Passes(page, "nothing there", everyRule: true);
        await page.Page.Locator(".page").GetByRole(AriaRole.Link, new() { Name = tasks, Exact = true }).TapAsync();
        await Assertions.Expect(page.Page.Locator("tasks-page h2").First).ToBeVisibleAsync();
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page.Locator(".page h2")).ToHaveTextAsync(title);
        await page.Page.Locator("#bottom a[href='/']").TapAsync();
        await Assertions.Expect(page.Page.Locator("#map")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_link_with_a_filter_keeps_it_in_the_address()
    {
        await using var page = await chromium.Open(service, "/?grade=3,4&plan=thai-nguyen#12/21.55/105.85");
        (await page.Page.EvaluateAsync<string>("location.search")).ShouldBe("?plan=thai-nguyen&grade=3,4");
    }
}
