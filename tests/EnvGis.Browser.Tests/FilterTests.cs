using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class FilterTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Fact]
    public async Task One_choice_narrows_map_legend_list_table_and_links_alike()
    {
        await using var page = await chromium.Open(service, "/?list=severity");
        await page.Card.Locator(".filter-button").ClickAsync();
        await Assertions.Expect(Choice(page, "Nghiêm trọng")).ToBeVisibleAsync();
        var tiles = new List<string>();
        page.Page.Request += (_, request) => tiles.AddRange(request.Url.Contains("/tiles/", StringComparison.Ordinal) ? [request.Url] : []);
        await Choice(page, "Nghiêm trọng").CheckAsync();
        await page.UntilAt(new Regex("[?&]grade=3(&|#|$)"));

        var total = (await this.List("grade=3")).GetProperty("total").GetInt32();
        await Assertions.Expect(page.Card.Locator(".filter-total")).ToHaveTextAsync(new Regex($"^{total.ToString(CultureInfo.InvariantCulture)} "));
        await page.Until(() => Task.FromResult(tiles.Count > 0 && tiles.All(tile => tile.Contains("grade=3", StringComparison.Ordinal))), "tiles with the filter, and none without");
        var csv = await page.Page.Locator(".list-csv").GetAttributeAsync("href");
        csv!.ShouldContain("grade=3");
        var rows = page.Page.Locator("list-twin .row-name");
        // Counted once the list of before is gone.
        await Assertions.Expect(page.Page.Locator("list-twin .grade").Filter(new() { HasNotText = "Nghiêm trọng" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.Locator("list-twin .grade")).ToHaveTextAsync(Enumerable.Repeat("Nghiêm trọng", await rows.CountAsync()));
        foreach (var link in await page.Card.Locator("a[href^='/exports/']").AllAsync())
        {
            (await link.GetAttributeAsync("href"))!.ShouldContain("grade=3");
        }
        (await page.Card.Locator("a[href^='/exports/']").CountAsync()).ShouldBeGreaterThan(0);

        // What the link says it holds, it holds.
        var export = await page.Card.Locator("a[href^='/exports/pollution-hotspots']").First.GetAttributeAsync("href");
        var exported = await service.Http.GetFromJsonAsync<JsonElement>(export);
        exported.GetProperty("features").GetArrayLength().ShouldBe((await this.List("grade=3&layers=pollution-hotspots")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_link_copied_after_filtering_dating_selecting_and_moving_opens_the_same_in_a_fresh_browser()
    {
        var day = TimeProvider.System.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var page = await chromium.Open(service, $"/?l=pollution-hotspots&grade=3,4&datetime={day}&list=severity#12/21.6/105.82");
        await page.Page.Locator("list-twin .row-name").First.ClickAsync();
        await Assertions.Expect(page.Heading).Not.ToHaveTextAsync("Đang tải…");
        var name = await page.Heading.InnerTextAsync();
        await page.UntilAt(new Regex("sel=feature:"));
        var url = new Uri(page.Page.Url);
        var rows = await page.Page.Locator("list-twin .row-name").AllInnerTextsAsync();

        await using var other = await chromium.Open(service, url.PathAndQuery + url.Fragment);
        await other.Opened(name);
        await Assertions.Expect(other.Page.Locator("list-twin .row-name")).ToHaveTextAsync(rows.Select(row => new Regex(Regex.Escape(row.Split('\n')[0].Trim()))));
        (await other.Hash()).ShouldBe(url.Fragment);
        await Assertions.Expect(other.Card.Locator("input[type=checkbox]:checked")).ToHaveCountAsync(await page.Card.Locator("input[type=checkbox]:checked").CountAsync());
        url.Query.ShouldContain($"datetime={day}");
        await Assertions.Expect(other.Card.Locator(".filter-chip")).ToHaveCountAsync(await page.Card.Locator(".filter-chip").CountAsync());
        await Assertions.Expect(other.Card.Locator(".time-now")).ToHaveTextAsync(await page.Card.Locator(".time-now").InnerTextAsync());
    }

    [Fact]
    public async Task Without_a_mouse_a_filter_is_set_and_each_part_of_it_taken_away_again()
    {
        await using var page = await chromium.Open(service);
        await page.Card.Locator(".filter-button").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Card.Locator("#filter-title")).ToBeFocusedAsync();
        foreach (var name in new[] { "Nghiêm trọng", "Đặc biệt nghiêm trọng" })
        {
            await Choice(page, name).FocusAsync();
            await page.Page.Keyboard.PressAsync("Space");
        }
        await page.UntilAt(new Regex("grade=3,4"));
        await page.Card.Locator(".filter-chip").First.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilAt(new Regex("grade=4(&|#|$)"));
        await Assertions.Expect(page.Card.Locator(".filter-chip")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_filter_that_nothing_fits_says_so_and_offers_the_way_out()
    {
        await using var page = await chromium.Open(service, "/?grade=1&agency=khong-co-co-quan-nay&list=severity");
        var told = page.Page.Locator("list-twin .empty");
        await Assertions.Expect(told).ToContainTextAsync("Không có đối tượng nào khớp bộ lọc.");
        await told.GetByRole(AriaRole.Button, new() { Name = "Bỏ lọc" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("list-twin .row-name").First).ToBeVisibleAsync();
        new Uri(page.Page.Url).Query.ShouldNotContain("agency");
    }

    static ILocator Choice(OpenPage page, string words) => page.Card.Locator(".choices label").Filter(new() { Has = page.Page.GetByText(words, new() { Exact = true }) }).Locator("input").First;

    async Task<JsonElement> List(string query) => await service.Http.GetFromJsonAsync<JsonElement>($"/api/list?limit=1&{query}");
}
