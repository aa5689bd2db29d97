using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class AccessibilityTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Theory]
    [InlineData(Size.Desktop, "vi")]
    [InlineData(Size.Desktop, "en")]
    [InlineData(Size.Phone, "vi")]
    [InlineData(Size.Phone, "en")]
    public async Task Nothing_on_show_breaks_a_rule_that_axe_knows(Size size, string language)
    {
        var zone = await service.Value<long>("select id from env.current_feature where code = 'HCPT-MH-04'");
        await using var page = await chromium.Open(service, "/", size, language);
        await Axe.Passes(page, "start");
        if (size == Size.Phone)
        {
            await page.Page.Locator("map-tools button").Nth(0).ClickAsync();
            await Axe.Passes(page, "layers");
            await page.Card.Locator(".card-head .icon-button").ClickAsync();
            await page.Page.Locator("map-tools button").Nth(1).ClickAsync();
        }
        else
        {
            await page.Card.Locator(".unlocated-section summary").ClickAsync();
        }
        await Assertions.Expect(page.Card.Locator(".unlocated-list button").First).ToBeVisibleAsync();
        await Axe.Passes(page, "not located");
        await page.Type("phuc");
        await Assertions.Expect(page.Answers.First).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Axe.Passes(page, "search");

        await page.Go($"/?sel=feature:{zone}");
        await Assertions.Expect(page.Drawer.Locator(".facts").First).ToBeVisibleAsync();
        await Axe.Passes(page, "details");
        await page.Go("/?sel=task:thai-nguyen/II.3.2-b1");
        await Assertions.Expect(page.Drawer.Locator(".place-list button").First).ToBeVisibleAsync();
        await Axe.Passes(page, "task");

        // And what is broken would be told.
        await page.Page.EvaluateAsync("document.querySelector('top-bar').append(document.createElement('button'))");
        (await Axe.Broken(page)).ShouldBe(["button-name at <button></button>"]);
    }
}
