using EnvGis.Tests;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace EnvGis.Browser.Tests;

/// <summary>The explorer of the API's description at /docs.</summary>
public sealed class ExplorerTests(ProjectService project, Chromium chromium) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Fact]
    public async Task The_explorer_shows_the_description_and_asks_nobody_else()
    {
        await using var page = await chromium.Open(service, "/overview");
        page.Forget();
        await page.Page.GotoAsync(new Uri(service.Address, "docs").AbsoluteUri);
        // Its script is large; what it draws from the description is what is waited for.
        await Assertions.Expect(page.Page.GetByText("/api/layers").First).ToBeVisibleAsync(new() { Timeout = OpenPage.Patience });

        page.Requests.ShouldAllBe(address => address.StartsWith('/'), "everything comes from the service itself");
        page.Requests.ShouldContain("/openapi.json");
        page.Faults.ShouldBeEmpty();
    }
}
