using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class AddressTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    const double Longitude = 105.857498, Latitude = 21.540482;
    const string View = "#14/21.54048/105.8575", Name = "Điểm nóng minh họa 04 – Tích Lương";

    [Fact]
    public async Task Back_closes_the_details_and_leaves_the_map_where_it_was_moved_to()
    {
        await using var page = await chromium.Open(service, "/" + View);
        await page.Click(Longitude, Latitude);
        await page.Opened(Name);
        await page.Page.Mouse.MoveAsync(700, 600);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(600, 500, new() { Steps = 5 });
        await page.Page.Mouse.UpAsync();
        await page.Until(async () => await page.Hash() != View, "the map moved");
        // A drag goes on a little by itself.
        await page.Still();
        var moved = await page.Hash();

        await page.Page.GoBackAsync();
        await page.Closed();
        (await page.Hash()).ShouldBe(moved);
        await page.Page.GoForwardAsync();
        await page.Opened(Name);
        (await page.Hash()).ShouldBe(moved);
    }

    [Fact]
    public async Task A_filter_that_the_service_refuses_is_left_out_and_the_person_told_why()
    {
        await using var page = await chromium.Open(service, "/?grade=9" + View);
        await page.Told("grade");
        await page.Until(async () => await page.Hovered(Longitude, Latitude) == Name, "the map without the filter");
        new Uri(page.Page.Url).Query.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_view_typed_into_the_address_is_gone_to()
    {
        await using var page = await chromium.Open(service, "/" + View);
        await page.Page.EvaluateAsync("location.hash = '#13/21.63/105.8'");
        await page.Until(async () => await page.Hovered(105.798332, 21.626533) == "Điểm nóng minh họa 01 – Quan Triều", "the place");
        (await page.Hash()).ShouldBe("#13/21.63/105.8");
    }

    [Fact]
    public async Task A_copied_link_opens_the_same_view_layers_and_details_for_somebody_else()
    {
        await using var page = await chromium.Open(service, "/" + View);
        await page.Click(Longitude, Latitude);
        await page.Opened(Name);
        await page.Card.GetByRole(AriaRole.Checkbox, new() { Name = "Bãi chôn lấp" }).ClickAsync();
        await page.Drawer.GetByRole(AriaRole.Button, new() { Name = "Sao chép liên kết" }).ClickAsync();
        await page.Told("Đã sao chép liên kết.");
        var link = await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()");

        await using var other = await chromium.Open(service, link);
        await other.Opened(Name);
        (await other.Hash()).ShouldBe(await page.Hash());
        await Assertions.Expect(other.Card.GetByRole(AriaRole.Checkbox, new() { Name = "Bãi chôn lấp" })).Not.ToBeCheckedAsync();
        await Assertions.Expect(other.Card.GetByRole(AriaRole.Checkbox, new() { Name = "Điểm nóng ô nhiễm" })).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Another_language_changes_the_words_and_nothing_else()
    {
        await using var page = await chromium.Open(service, "/" + View);
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", "vi");
        await page.Click(Longitude, Latitude);
        await page.Opened(Name);
        var hash = await page.Hash();
        var details = page.Requests.Count(path => path.StartsWith("/api/", StringComparison.Ordinal));
        await page.SwitchLanguage("en");
        await Assertions.Expect(page.Heading).Not.ToHaveTextAsync(Name);
        await Assertions.Expect(page.Card.Locator("h2").First).ToHaveTextAsync("Layers");
        (await page.Hash()).ShouldBe(hash);
        page.Requests.Count(path => path.StartsWith("/api/", StringComparison.Ordinal)).ShouldBe(details);
        await page.Page.ReloadAsync();
        await page.Ready();
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }
}
