using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>A window of 1360 × 820 at 200 %, and one 320 wide (WCAG 2.2, 1.4.4 and 1.4.10): nothing stands beside the window, nothing is out of reach.</summary>
public sealed class ReflowTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Theory]
    [InlineData(680, 410)]
    [InlineData(320, 568)]
    public async Task Nothing_stands_beside_the_window_and_everything_can_be_reached(int width, int height)
    {
        var zone = await service.Value<long>("select id from env.current_feature where code = 'HCPT-MH-04'");
        await using var page = await chromium.Open(service);
        await page.Page.SetViewportSizeAsync(width, height);
        await page.Go("/");
        await Fits(page, "map");

        await page.Page.Keyboard.PressAsync("p");
        await Fits(page, "print");
        // The last thing to press in the panel can be scrolled to.
        var print = page.Page.Locator("#print-now");
        await Assertions.Expect(print).ToBeEnabledAsync();
        await print.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(print).ToBeInViewportAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.Locator(".print-dialog")).ToBeHiddenAsync();
        // The focus leaves a moment after the dialog does, and a letter in a field is text.
        await Assertions.Expect(page.Page.Locator(".print-dialog :focus")).ToHaveCountAsync(0);

        await page.Page.Keyboard.PressAsync("l");
        await Assertions.Expect(page.Card.Locator("h2").First).ToBeVisibleAsync();
        await Fits(page, "layers");
        var last = page.Card.GetByRole(AriaRole.Checkbox).Last;
        await last.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(last).ToBeInViewportAsync();

        await page.Go($"/?sel=feature:{zone}");
        await Assertions.Expect(page.Drawer.Locator(".facts").First).ToBeVisibleAsync();
        await Fits(page, "details");
        var versions = page.Drawer.Locator(".versions summary");
        await versions.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(versions).ToBeInViewportAsync();

        await page.Page.Keyboard.PressAsync("?");
        await Fits(page, "keys");
        await Assertions.Expect(page.Page.Locator("key-list button")).ToBeInViewportAsync();

        foreach (var address in (string[])["/tasks", "/tasks/thai-nguyen/II.3.2-b1", "/overview"])
        {
            await page.Go(address);
            await Assertions.Expect(page.Page.Locator(".page h2").First).ToBeVisibleAsync();
            await Assertions.Expect(page.Page.Locator(".page .page-state")).ToHaveCountAsync(0);
            await Fits(page, address);
        }
    }

    static async Task Fits(OpenPage page, string state)
    {
        var beside = await page.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll("body *")].filter(element => {
              const { left, right, width } = element.getBoundingClientRect();
              // The map moves, a sheet of paper is as wide as paper is, a table of numbers scrolls in a box of its own, and what is only for
              // screen readers has no width to speak of.
              return width > 1 && !element.closest(".leaflet-container, .print-preview, .scroll-x table, .unseen, .cell-title") && (right > innerWidth + 1 || left < -1);
            }).map(element => `${element.tagName} ${element.className}`)
            """);
        beside.ShouldBeEmpty(state);
        (await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue(state);
    }
}
