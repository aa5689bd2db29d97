using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class OverviewTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Fact]
    public async Task A_number_leads_to_the_map_and_the_list_of_what_it_counts()
    {
        var expected = (await this.Ask("province_code=19")).GetProperty("provinces")[0].GetProperty("counts").GetProperty("withOpenTask").GetInt32();
        expected.ShouldBeGreaterThan(3);
        await using var page = await chromium.Open(service, "/overview");
        var bar = page.Page.Locator(".overview-part", new() { Has = page.Page.Locator("#overview-provinces") })
            .Locator(".overview-group", new() { HasText = "Thái Nguyên" }).Locator("a.overview-bar").Last;
        await Assertions.Expect(bar).ToHaveAccessibleNameAsync($"Thái Nguyên: Có nhiệm vụ đang mở {expected.ToString(CultureInfo.InvariantCulture)}");
        await bar.ClickAsync();

        await page.UntilAt(new System.Text.RegularExpressions.Regex(@"/\?province_code=19&open_task=true&list=severity#"));
        await Assertions.Expect(page.Page.Locator("list-twin .row-name")).ToHaveCountAsync(expected);
        await page.Page.GoBackAsync();
        await Assertions.Expect(page.Page.Locator("overview-page h2")).ToBeVisibleAsync();
        page.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_tables_say_what_the_service_counts_and_follow_the_filter_in_the_address()
    {
        await using var page = await chromium.Open(service, "/overview?grade=3,4");
        var layers = (await this.Ask("grade=3,4")).GetProperty("layers").EnumerateArray().ToList();
        layers.Count.ShouldBeGreaterThan(1);
        var table = page.Page.Locator(".overview-table").First;
        await table.Locator("summary").ClickAsync();
        await Assertions.Expect(table.Locator("tbody tr")).ToHaveCountAsync(layers.Count);
        var shown = await table.Locator("tbody td").AllInnerTextsAsync();
        shown.ShouldBe(layers.SelectMany(group => group.GetProperty("counts").EnumerateObject().Select(one => one.Value.GetInt32().ToString(CultureInfo.InvariantCulture))));

        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Bỏ lọc$|^Bỏ điều kiện") }).First.ClickAsync();
        await page.Until(async () => !(await page.Page.EvaluateAsync<string>("location.search")).Contains("grade=3,4", StringComparison.Ordinal), "the filter gone from the address");
    }

    [Fact]
    public async Task Changes_are_drawn_and_listed_by_either_clock_without_a_mouse()
    {
        await using var page = await chromium.Open(service, "/overview");
        var changes = page.Page.Locator(".overview-part").Last;
        await Assertions.Expect(changes.Locator("canvas")).ToBeVisibleAsync();
        await changes.Locator("input[type=radio]").First.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        var expected = (await service.Http.GetFromJsonAsync<JsonElement>("/api/overview/changes?clock=valid&by=month")).GetProperty("periods").EnumerateArray().ToList();
        await changes.Locator("summary").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(changes.Locator(".overview-table tbody tr")).ToHaveCountAsync(expected.Count);
        var past = changes.Locator(".overview-table tbody a").First;
        await past.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilAt(new System.Text.RegularExpressions.Regex(@"/\?datetime=[0-9-]+&list=severity"));
    }

    [Theory]
    [InlineData(Size.Desktop, "vi")]
    [InlineData(Size.Phone, "en")]
    public async Task The_whole_page_passes_axe_and_does_not_scroll_sideways(Size size, string language)
    {
        await using var page = await chromium.Open(service, "/overview", size, language);
        await Assertions.Expect(page.Page.Locator(".overview-totals a")).ToHaveCountAsync(5);
        foreach (var summary in await page.Page.Locator(".overview-table summary").AllAsync())
        {
            await summary.ClickAsync();
        }
        await Axe.Passes(page, "the overview", everyRule: true);
        (await page.Page.EvaluateAsync<bool>("document.querySelector('page-frame').scrollWidth <= innerWidth")).ShouldBeTrue();
    }

    async Task<JsonElement> Ask(string query) => await service.Http.GetFromJsonAsync<JsonElement>($"/api/overview?{query}");
}
