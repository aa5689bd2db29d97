using System.Net;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Contract;

/// <summary>/docs: a page of a package, under a policy of its own.</summary>
public sealed class ExplorerTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    [Fact]
    public async Task Its_script_is_served_here_and_only_there_may_it_run()
    {
        using var page = await service.Http.GetAsync("/docs/");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldNotContain("//cdn");
        html.ShouldNotContain("https://");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'self'; script-src 'self' 'nonce-");
        policy.ShouldNotContain("unsafe-eval");
        policy.ShouldNotContain("https:");
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
        nonce.Length.ShouldBeGreaterThan(20);
        html.ShouldContain($"nonce=\"{nonce}\"");
        using var again = await service.Http.GetAsync("/docs/");
        again.Headers.GetValues("Content-Security-Policy").Single().ShouldNotBe(policy);
        foreach (var script in (string[])["/docs/scalar.js", "/docs/scalar.aspnetcore.js"])
        {
            (await service.Http.GetAsync(script)).StatusCode.ShouldBe(HttpStatusCode.OK, script);
        }
        foreach (var elsewhere in (string[])["/", "/api/layers", "/openapi.json", "/tasks", "/nowhere"])
        {
            (await service.Http.GetAsync(elsewhere)).Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe-inline", Case.Sensitive, elsewhere);
        }
    }
}
