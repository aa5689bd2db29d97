using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Contract;

/// <summary>What /openapi.json says against what the service does.</summary>
public sealed partial class ApiDocumentTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>What is mapped and not in the document, and why.</summary>
    static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["/ogc"] = "OGC API Features has a document of its own at /ogc/api, as its standard asks",
        ["/docs"] = "the explorer of the document",
        ["/openapi.json"] = "the document itself",
        ["page"] = "addresses of the page, which a browser opens",
    };

    Task<JsonElement> Document(string language = "en") => service.Http.GetFromJsonAsync<JsonElement>($"/openapi.json?lang={language}");

    [Fact]
    public async Task Every_address_that_is_mapped_is_described_or_has_a_reason_not_to_be()
    {
        var described = Operations(await this.Document()).Select(one => $"{one.Method} {one.Path}").ToHashSet();
        var mapped = service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => !Elsewhere.Keys.Any(reason => reason.StartsWith('/') ? Address(endpoint) == reason || Address(endpoint).StartsWith(reason + "/", StringComparison.Ordinal)
                : endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName.StartsWith(reason, StringComparison.Ordinal)))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Where(method => method != "HEAD").Select(method => $"{method} {Address(endpoint)}")).ToHashSet();

        mapped.Count.ShouldBeGreaterThan(60);
        described.Order().ShouldBe(mapped.Order());

        static string Address(RouteEndpoint endpoint) => Constraint().Replace("/" + endpoint.RoutePattern.RawText!.Trim('/'), "}");
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task It_is_OpenAPI_3_1_without_a_fault(string language)
    {
        var text = await service.Http.GetStringAsync($"/openapi.json?lang={language}");
        var (document, diagnostic) = OpenApiDocument.Parse(text, "json");

        document.ShouldNotBeNull();
        diagnostic!.SpecificationVersion.ShouldBe(OpenApiSpecVersion.OpenApi3_1);
        diagnostic.Errors.Select(fault => $"{fault.Pointer}: {fault.Message}").ShouldBeEmpty();
        diagnostic.Warnings.Select(fault => $"{fault.Pointer}: {fault.Message}").ShouldBeEmpty();
        document.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(fault => $"{fault.Pointer}: {fault.Message}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_operation_says_what_it_is_for_who_may_call_it_and_what_it_takes_in_both_languages()
    {
        var (vi, en) = (Operations(await this.Document("vi")).ToList(), Operations(await this.Document()).ToList());
        var document = await this.Document();
        en.Select(one => one.Operation.GetProperty("operationId").GetString()).ShouldBeUnique();
        foreach (var (one, same) in en.Zip(vi))
        {
            var address = $"{one.Method} {one.Path}";
            one.Operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(address);
            same.Operation.GetProperty("summary").GetString().ShouldNotBe(one.Operation.GetProperty("summary").GetString(), address);
            document.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()).ShouldContain(one.Operation.GetProperty("tags")[0].GetString());
            var parameters = one.Operation.GetProperty("parameters").EnumerateArray().ToList();
            parameters.Select(parameter => (parameter.GetProperty("name").GetString(), parameter.GetProperty("in").GetString())).ShouldBeUnique();
            parameters.Where(parameter => parameter.GetProperty("in").GetString() == "path").Select(parameter => parameter.GetProperty("name").GetString()!)
                .ShouldBe(PathPart().Matches(one.Path).Select(part => part.Groups[1].Value), ignoreOrder: true, address);
            foreach (var (described, alsoDescribed) in parameters.Zip(same.Operation.GetProperty("parameters").EnumerateArray()))
            {
                described.GetProperty("description").GetString().ShouldNotBeNullOrEmpty(address);
                alsoDescribed.GetProperty("description").GetString().ShouldNotBe(described.GetProperty("description").GetString(), address);
            }
            one.Operation.GetProperty("responses").EnumerateObject().ShouldContain(answer => answer.Name[0] == '2' || answer.Name[0] == '3', address);
        }
        // Who may call it, by the endpoints' own word.
        foreach (var endpoint in service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints))
        {
            var name = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName;
            if (en.FirstOrDefault(one => one.Operation.GetProperty("operationId").GetString() == name) is { Path: not null } told)
            {
                var mayAnybody = told.Operation.GetProperty("security").EnumerateArray().ToList() is var ways && (ways.Count == 0 || ways.Any(way => !way.EnumerateObject().Any()));
                mayAnybody.ShouldBe(endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null, name);
            }
        }
    }

    [Fact]
    public async Task No_schema_is_left_open_but_those_of_what_the_service_does_not_decide()
    {
        var open = new List<string>();
        Walk((await this.Document()).GetProperty("components").GetProperty("schemas"), "");

        open.ShouldBe([
            // What stands there now and what was sent: of the act.
            "/Problem/properties/current", "/Problem/properties/yours", "/SearchAudit.Entry/properties/detail",
            // By the layer's attributes.
            "/GeoJson.Properties/additionalProperties", "/ChangeAttributes.Request/properties/attributes/additionalProperties",
            "/ChangeDraft.Request/properties/attributes/additionalProperties", "/ChangeDraft.Change/properties/attributes/additionalProperties",
            "/CompareFeature.Told/properties/before", "/CompareFeature.Told/properties/after", "/DraftAnswers.Feature/properties/attributes/additionalProperties",
            // Positions, lines, rings: by the type.
            "/DraftAnswers.Outline/properties/coordinates", "/DraftRemarks.Remark/properties/outline/oneOf/1/properties/coordinates", "/DraftTools.Shaped/properties/geometry/oneOf/0/properties/coordinates",
            "/LookAround.OutlineFeature/properties/geometry/oneOf/0/properties/coordinates", "/AnswerConsultation.Zone/properties/geometry/oneOf/1/properties/coordinates", "/ReadSource.Zone/properties/geometry/oneOf/1/properties/coordinates",
            "/DraftAnswers.FeatureDetails/properties/geometry/oneOf/1/properties/coordinates", "/TryRecipe.Made/properties/geometry/oneOf/0/properties/coordinates",
            "/ReadRecipe.Difference/properties/before/oneOf/0/properties/coordinates", "/ReadRecipe.Difference/properties/after/oneOf/0/properties/coordinates",
            "/DecisionEndpoints.Outline/properties/geometry/oneOf/0/properties/coordinates/items", "/DecisionEndpoints.Shape/properties/coordinates/items",
            "/GeoJson.Geometry/properties/coordinates/items", "/FeatureDetails/properties/geometry/oneOf/1/properties/coordinates/items",
        ], ignoreOrder: true);

        void Walk(JsonElement element, string at)
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                var isSchema = Path.GetDirectoryName(at) is { } parent && (parent.EndsWith("/properties", StringComparison.Ordinal) || at.EndsWith("/items", StringComparison.Ordinal) || at.EndsWith("/additionalProperties", StringComparison.Ordinal));
                if (isSchema && !element.EnumerateObject().Any(member => member.Name is "type" or "$ref" or "oneOf" or "properties"))
                {
                    open.Add(at);
                }
                foreach (var member in element.EnumerateObject())
                {
                    Walk(member.Value, $"{at}/{member.Name}");
                }
            }
            else if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var (index, entry) in element.EnumerateArray().Index())
                {
                    Walk(entry, $"{at}/{index}");
                }
            }
        }
    }

    [Fact]
    public async Task It_is_kept_by_its_tag_and_speaks_the_callers_language()
    {
        using var first = await service.Http.GetAsync("/openapi.json?lang=vi");
        var tag = first.Headers.ETag.ShouldNotBeNull();
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi.json?lang=vi");
        again.Headers.IfNoneMatch.Add(tag);
        (await service.Http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var english = new HttpRequestMessage(HttpMethod.Get, "/openapi.json");
        english.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = await service.Http.SendAsync(english);
        answer.Headers.ETag.ShouldNotBe(tag);
        answer.Headers.Vary.ShouldContain("Accept-Language");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("The layers");
    }

    [Fact]
    public async Task Nothing_in_it_is_secret()
    {
        var text = await service.Http.GetStringAsync("/openapi.json?lang=en");
        text.ShouldNotContain(service.Root);
        text.ShouldNotContain("127.0.0.1");
        text.ShouldNotContain("localhost");
        text.ShouldNotMatch("(?i)connection ?string|env\\.[a-z]|staging\\.");
    }

    [Fact]
    public async Task The_pages_types_are_made_from_the_document_that_is_served()
    {
        var kept = await File.ReadAllTextAsync(Path.Combine(service.Root, "src", "EnvGis.Map", "contract", "openapi.json"));

        (await service.Http.GetStringAsync("/openapi.json?lang=en")).Trim().ShouldBe(kept.Trim(), "the API changed: renew the page's contract with npm run contract (docs/decisions/0033)");
    }

    internal static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject() from operation in path.Value.EnumerateObject() select (operation.Name.ToUpperInvariant(), path.Name, operation.Value);

    [GeneratedRegex(@":[a-z]+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathPart();
}
