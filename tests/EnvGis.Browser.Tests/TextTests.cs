using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>What people have typed is shown as they typed it, wherever it appears.</summary>
public sealed class TextTests(RunningService service, Chromium chromium) : IClassFixture<RunningService>
{
    const string Hostile = "<img src=x onerror=\"window.ran=1;alert(1)\"><b>Khu</b>";

    [Fact]
    public async Task Text_with_markup_is_shown_as_text_everywhere_and_runs_nothing()
    {
        var layer = await Chromium.NewLayer(service, """[{"name": "note", "title": {"vi": "Ghi chú", "en": "Note"}, "type": "text"}]""");
        var id = await service.NewFeature(layer, "POLYGON((103.99 19.99, 104.01 19.99, 104.01 20.01, 103.99 20.01, 103.99 19.99))", Hostile);
        await service.NewFeature(layer, "POLYGON((103.98 19.98, 104.02 19.98, 104.02 20.02, 103.98 20.02, 103.98 19.98))", Hostile + " 2");
        await service.Sql("update env.current_feature set attributes = jsonb_build_object('note', @Hostile) where id = @id", new { id, Hostile });
        await using var page = await chromium.Open(service, $"/?list=severity#14/20/104");
        var dialogs = 0;
        page.Page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        // The tip at the pointer, the chooser, the list, details, search, and the sheet to print.
        await page.Until(async () => await page.Hovered(104, 20) is { } tip && tip.Contains("<img src=x"), "the name in the tip, as text");
        await page.Click(104, 20);
        await Assertions.Expect(page.Chooser).ToContainTextAsync(Hostile);
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.Locator("list-twin .row-name").First).ToContainTextAsync(Hostile);
        await page.Page.Locator("list-twin .row-name", new() { HasText = Hostile }).First.ClickAsync();
        await Assertions.Expect(page.Heading).ToContainTextAsync(Hostile);
        await page.Go($"/?sel=feature:{id}");
        await page.Opened(Hostile);
        await Assertions.Expect(page.Drawer.Locator(".facts").First).ToContainTextAsync(Hostile);
        await page.Page.Keyboard.PressAsync("p");
        await Assertions.Expect(page.Page.Locator("#print-now")).ToBeEnabledAsync();
        (await page.Page.Locator("img[src=x]").CountAsync()).ShouldBe(0);
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Type("onerror");
        await Assertions.Expect(page.Answers.Filter(new() { HasText = Hostile }).First).ToBeVisibleAsync();

        (await page.Page.Locator("img[src=x]").CountAsync()).ShouldBe(0);
        (await page.Page.EvaluateAsync<bool>("'ran' in window")).ShouldBeFalse();
        dialogs.ShouldBe(0);
        page.Faults.ShouldBeEmpty();
    }
}
