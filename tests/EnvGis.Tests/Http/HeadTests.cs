using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>RFC 9110, 9.1: every address that answers GET answers HEAD.</summary>
public sealed class HeadTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public void Every_endpoint_that_takes_GET_takes_HEAD()
    {
        var reading = service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: var methods } && methods.Contains("GET")).ToList();

        reading.Count.ShouldBeGreaterThan(40);
        reading.Where(endpoint => !endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("HEAD")).Select(endpoint => endpoint.DisplayName).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/api/layers")]
    [InlineData("/api/live")]
    [InlineData("/api/changes")]
    [InlineData("/api/tasks?limit=2")]
    [InlineData("/api/features/999999999")]
    [InlineData("/api/people")]
    [InlineData("/api/overview")]
    [InlineData("/ogc")]
    [InlineData("/ogc/collections/landfills/items?limit=1")]
    [InlineData("/tiles/landfills.json")]
    [InlineData("/tiles/landfills/8/203/112.mvt")]
    [InlineData("/exports/landfills.geojson")]
    [InlineData("/exports/landfills.geojsonl")]
    [InlineData("/api/list.csv")]
    [InlineData("/api/features/1/coordinates?f=csv")]
    [InlineData("/api/audit.csv")]
    [InlineData("/openapi.json")]
    [InlineData("/tasks")]
    public async Task HEAD_has_the_status_and_type_of_GET_and_no_body(string address)
    {
        using var head = await service.Http.SendAsync(new(HttpMethod.Head, address));
        using var get = await service.Http.SendAsync(new(HttpMethod.Get, address), HttpCompletionOption.ResponseHeadersRead);

        head.StatusCode.ShouldBe(get.StatusCode);
        head.Content.Headers.ContentType?.ToString().ShouldBe(get.Content.Headers.ContentType?.ToString());
        head.Headers.ETag.ShouldBe(get.Headers.ETag);
        // By which of them a cache keeps several answers.
        foreach (var name in (string[])["Vary", "Cache-Control", "Content-Disposition", "Content-Language", "Content-Crs"])
        {
            Of(head, name).ShouldBe(Of(get, name), name);
        }
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();

        static string? Of(HttpResponseMessage answer, string name) =>
            answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
    }

    [Fact]
    public async Task What_HEAD_asks_about_is_not_recorded_as_taken_out()
    {
        using var administrator = await service.SignedIn("administrator");
        var before = await service.Value<long>("select count(*) from audit.entry where act in ('export', 'export-audit')");
        (await administrator.SendAsync(new(HttpMethod.Head, "/api/audit.csv"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.SendAsync(new(HttpMethod.Head, "/exports/landfills.geojson"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await service.Value<long>("select count(*) from audit.entry where act in ('export', 'export-audit')")).ShouldBe(before);
    }
}
