using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class OriginTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Theory]
    [InlineData(Size.Desktop, "vi")]
    [InlineData(Size.Desktop, "en")]
    [InlineData(Size.Phone, "vi")]
    [InlineData(Size.Phone, "en")]
    public async Task The_page_asks_nobody_but_its_own_service_and_complains_of_nothing(Size size, string language)
    {
        await using var page = await chromium.Open(service, "/", size, language);
        await page.Type("phuc triu");
        await page.Answers.Filter(new() { HasText = "Các điểm ô nhiễm Phúc Trìu" }).Or(page.Answers.Filter(new() { HasText = "Phúc Trìu contaminated sites" })).ClickAsync();
        await Assertions.Expect(page.Drawer.Locator(".task-list button")).ToHaveCountAsync(1);
        await page.Drawer.Locator(".task-list button").ClickAsync();
        await Assertions.Expect(page.Drawer.Locator(".place-list button").First).ToBeVisibleAsync();
        await page.Drawer.Locator(".actions .primary").ClickAsync();
        await page.Drawer.Locator(".close").ClickAsync();
        await page.Page.Locator("zoom-buttons button").Nth(1).ClickAsync();
        await page.Page.Locator("zoom-buttons button").Nth(2).ClickAsync();
        await page.SwitchLanguage(language == "vi" ? "en" : "vi");
        await page.Ready();

        await page.Page.Keyboard.PressAsync("p");
        await Assertions.Expect(page.Page.Locator("#print-now")).ToBeEnabledAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        foreach (var address in (string[])["/tasks", "/tasks/thai-nguyen/II.3.2-b1", "/overview"])
        {
            await page.Go(address);
            await Assertions.Expect(page.Page.Locator(".page h2").First).ToBeVisibleAsync();
        }

        page.Requests.Count.ShouldBeGreaterThan(15);
        page.Requests.ShouldAllBe(address => address.StartsWith('/'));
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_runs_under_a_policy_that_allows_its_own_origin_only()
    {
        using var answer = await service.Http.GetAsync("/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("img-src 'self' data: blob:;");
        policy.ShouldNotContain("http");
        policy.ShouldNotContain("unsafe");
    }
}
