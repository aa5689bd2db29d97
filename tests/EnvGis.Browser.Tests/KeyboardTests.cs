using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class KeyboardTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Fact]
    public async Task A_place_is_found_its_task_read_and_everything_closed_by_keys_alone()
    {
        await using var page = await chromium.Open(service);
        var keys = page.Page.Keyboard;
        await keys.PressAsync("/");
        await Assertions.Expect(page.Search).ToBeFocusedAsync();
        await keys.TypeAsync("phuc triu");
        await Assertions.Expect(page.Answers).ToHaveCountAsync(3);
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await Assertions.Expect(page.Answers.Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await keys.PressAsync("Enter");
        await page.Opened("Các điểm ô nhiễm Phúc Trìu");
        await Assertions.Expect(page.Heading).ToBeFocusedAsync();

        var task = page.Drawer.Locator(".task-list button");
        for (var tabs = 0; tabs < 6 && !await task.EvaluateAsync<bool>("button => button === document.activeElement"); tabs++)
        {
            await keys.PressAsync("Tab");
        }
        await Assertions.Expect(task).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Assertions.Expect(page.Drawer.Locator(".over")).ToHaveTextAsync("Nhiệm vụ");

        await keys.PressAsync("Escape");
        await page.Closed();
        await keys.PressAsync("Escape");
        await page.Closed();
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_map_moves_zooms_and_opens_what_is_in_its_middle_by_keys()
    {
        await using var page = await chromium.Open(service, "/#13/21.54048/105.8575");
        await page.Page.Locator("#map").FocusAsync();
        await page.Page.Keyboard.PressAsync("+");
        await page.Until(async () => (await page.Hash()).StartsWith("#14/", StringComparison.Ordinal), "one zoom nearer");
        await page.Until(async () => await page.Hovered(105.8575, 21.54048) is not null, "the tiles of that zoom");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Opened("Điểm nóng minh họa 04 – Tích Lương");
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Closed();
        await page.Page.Locator("#map").FocusAsync();
        var before = await page.Hash();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.Until(async () => await page.Hash() != before, "another view");
        await page.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Page.Locator("dialog")).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.Locator("dialog")).ToBeHiddenAsync();
        await page.Page.Keyboard.PressAsync("l");
        await Assertions.Expect(page.Card.Locator(".card-opener")).ToBeVisibleAsync();
    }
}
