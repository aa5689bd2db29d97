using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

public sealed class ListTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Fact]
    public async Task The_rows_are_what_is_on_the_screen_and_follow_it()
    {
        await using var page = await chromium.Open(service, "/?list=severity#11/21.6/105.85");
        var rows = page.Page.Locator("list-twin .row-name");
        await Assertions.Expect(rows.First).ToBeVisibleAsync();
        var csv = await page.Page.Locator(".list-csv").GetAttributeAsync("href");
        // The list asks with the window's box; the file that it offers holds the same rows.
        csv!.ShouldContain("bbox=");
        var file = (await service.Http.GetStringAsync(csv)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        file.Length.ShouldBe(await rows.CountAsync() + 1);

        await page.Page.EvaluateAsync("location.hash = '#9/10.5/112'");
        await Assertions.Expect(page.Page.Locator("list-twin .empty")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_severity_has_the_colour_that_it_has_on_the_map()
    {
        var layers = await service.Http.GetFromJsonAsync<JsonElement>("/api/layers");
        var hotspots = layers.GetProperty("layers").EnumerateArray().Single(layer => layer.GetProperty("id").GetString() == "pollution-hotspots");
        var grades = hotspots.GetProperty("severity").GetProperty("grades").EnumerateArray().ToDictionary(one => one.GetProperty("code").GetString()!, one => one.GetProperty("grade").GetInt32());
        var ramp = hotspots.GetProperty("symbol").GetProperty("ramp").GetProperty("steps").EnumerateArray()
            .ToDictionary(step => grades[step.GetProperty("code").GetString()!], step => step.GetProperty("color").GetString()!.ToLowerInvariant());
        await using var page = await chromium.Open(service, "/?list=severity&l=pollution-hotspots#6/18.5/106");
        await Assertions.Expect(page.Page.Locator("list-twin .grade").First).ToBeVisibleAsync();
        var seen = await page.Page.EvaluateAsync<Dictionary<string, string>>("""
            () => Object.fromEntries([...document.querySelectorAll("list-twin .grade")].map(one => [
              one.className.match(/grade-(\d)/)[1],
              "#" + getComputedStyle(one.querySelector("i")).backgroundColor.match(/\d+/g).slice(0, 3).map(part => Number(part).toString(16).padStart(2, "0")).join("")]))
            """);
        seen.Count.ShouldBeGreaterThanOrEqualTo(4);
        foreach (var (grade, colour) in seen)
        {
            colour.ShouldBe(ramp[int.Parse(grade, System.Globalization.CultureInfo.InvariantCulture)], $"grade {grade}");
        }
    }

    [Fact]
    public async Task Order_is_by_severity_delay_or_distance_and_stands_in_the_address()
    {
        await using var page = await chromium.Open(service, "/?list=severity#10/21.6/105.85");
        var grades = page.Page.Locator("list-twin .grade");
        await Assertions.Expect(grades.First).ToHaveTextAsync("Đặc biệt nghiêm trọng");
        await page.Page.Locator(".list-orders").GetByText("Gần nhất").ClickAsync();
        await page.UntilAt(new Regex("list=distance"));
        await page.Until(async () =>
        {
            var metres = (await page.Page.Locator("list-twin .of-distance").AllInnerTextsAsync()).Where(text => text.Contains('m', StringComparison.Ordinal)).Select(Metres).ToList();
            return metres.Count > 3 && metres.SequenceEqual(metres.Order());
        }, "the nearest first");
        await page.Page.Locator(".list-orders").GetByText("Quá hạn").ClickAsync();
        await page.UntilAt(new Regex("list=overdue"));
        var expected = await service.Http.GetFromJsonAsync<JsonElement>("/api/list?sort=overdue&limit=1&bbox=104.8,21,106.9,22.2");
        await Assertions.Expect(page.Page.Locator("list-twin .row-name").First).ToContainTextAsync(expected.GetProperty("features")[0].GetProperty("name").GetProperty("vi").GetString()!);
    }

    [Fact]
    public async Task Without_a_mouse_the_list_opens_a_place_and_gives_the_focus_back()
    {
        await using var page = await chromium.Open(service, "/#11/21.6/105.85");
        await page.Card.Locator(".list-button").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("#list-title")).ToBeFocusedAsync();
        var row = page.Page.Locator("list-twin .row-name").First;
        await row.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Heading).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Closed();
        await Assertions.Expect(row).ToBeFocusedAsync();
    }

    static double Metres(string text)
    {
        var number = double.Parse(Regex.Match(text, "[0-9.,]+").Value.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'), System.Globalization.CultureInfo.InvariantCulture);
        return text.Contains("km", StringComparison.Ordinal) ? number * 1000 : number;
    }
}
