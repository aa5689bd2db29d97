using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>Every door of the service, as the service itself lists them, asked what it does not know and what it cannot read.</summary>
public sealed partial class AskedParameterTests(RunningService service) : IClassFixture<RunningService>
{
    // What no door reads, whatever it is for; what takes anything is the door's own matter.
    static readonly Dictionary<ParameterKind, string[]> Unreadable = new()
    {
        [ParameterKind.Text] = ["", " ", new string('a', 2_001), "\ufffd"], [ParameterKind.Word] = ["", "no-such-word"], [ParameterKind.Boolean] = ["", "1", "True"],
        [ParameterKind.Limit] = ["", "0", "-1", "ten", "1.5"], [ParameterKind.Whole] = ["", "-1", "ten", "1.5"], [ParameterKind.Cursor] = ["", "?!"],
        [ParameterKind.Year] = ["", "yesterday", "26", "2026-13"], [ParameterKind.Day] = ["", "yesterday", "2026", "2026-02-30", "0001-01-01", "9999-12-31"], [ParameterKind.Days] = ["", "yesterday", "2026-02-30", "2026-05-01/2026-04-01"],
        [ParameterKind.OneDay] = ["", "yesterday", "2026-02-30"], [ParameterKind.Moment] = ["", "yesterday", "2026", "2026-02-30"],
        [ParameterKind.Box] = ["", "1,2,3", "1,2,3,x", "0,2,1,1"], [ParameterKind.Position] = ["", "21.03", "105,121", "NaN,21"], [ParameterKind.Longitude] = ["", "181", "east"],
        [ParameterKind.Latitude] = ["", "91", "north"], [ParameterKind.Layer] = ["", "no-such-layer"], [ParameterKind.Feature] = ["", "0", "x", "1.5"], [ParameterKind.Province] = ["", "1", "xx"],
        [ParameterKind.Commune] = ["", "1", "xxxxx"], [ParameterKind.Plan] = ["", "No such"], [ParameterKind.Task] = ["", "thai-nguyen"], [ParameterKind.Zone] = ["", "4326", "9220", "6956"],
    };

    sealed record Door(string Method, string Address, IReadOnlyList<Parameter> Parameters);

    /// <summary>All that the service maps, but what is read in the browser.</summary>
    async Task<List<Door>> Doors()
    {
        var layer = await service.NewLayer("point");
        var feature = (await service.NewFeature(layer, "POINT(105.8 21.5)")).ToString(CultureInfo.InvariantCulture);
        var version = await service.Value<long>("select id from env.feature_version where feature_id = @feature::bigint", new { feature });
        var doors = new List<Door>();
        foreach (var endpoint in service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<ReadInTheBrowser>() is null).Distinct())
        {
            var pattern = endpoint.RoutePattern.RawText!;
            var address = PathPart().Replace(pattern, part => part.Groups[1].Value switch
            {
                "id" when pattern.StartsWith("/ogc", StringComparison.Ordinal) => layer,
                "id" when pattern.Contains(":guid", StringComparison.Ordinal) => Guid.Empty.ToString(),
                "id" or "feature" => feature, "version" => version.ToString(CultureInfo.InvariantCulture), "file" => $"{layer}.geojson", "layers" => layer, "plan" => "p", "section" => "s",
                "number" or "remark" or "consultation" or "source" => "1", "operation" => Guid.Empty.ToString(), "hash" => new string('0', 64), "format" => "csv", "provider" => "portal", "z" or "x" or "y" => "0", var other => throw new InvalidOperationException($"{pattern} has {other}: say what stands there"),
            });
            doors.AddRange(endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => new Door(method, address, QueryParameters.DeclaredBy(endpoint))));
        }
        doors.Count.ShouldBeGreaterThan(100);
        return doors;
    }

    [GeneratedRegex(@"\{(\w+)(?::\w+)?\}")]
    private static partial Regex PathPart();

    /// <summary>What is wrong with a request, by the parameter that is named.</summary>
    static async Task<Dictionary<string, string>> Faults(HttpClient[] callers, Door door, string query)
    {
        foreach (var caller in callers)
        {
            using var request = new HttpRequestMessage(new(door.Method), $"{door.Address}?lang=en&{query}");
            if (door.Method is "POST" or "PUT" or "PATCH" or "DELETE")
            {
                request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            }
            using var answer = await caller.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (answer.StatusCode == HttpStatusCode.Forbidden)
            {
                continue;
            }
            if (answer.StatusCode != HttpStatusCode.BadRequest)
            {
                return new() { [""] = $"{(int)answer.StatusCode}" };
            }
            var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            return problem.TryGetProperty("errors", out var errors)
                ? errors.EnumerateArray().ToDictionary(one => one.GetProperty("parameter").GetString()!, one => one.GetProperty("detail").GetString()!) : new() { [""] = problem.ToString() };
        }
        return new() { [""] = "nobody may" };
    }

    async Task<HttpClient[]> Callers() => [await service.SignedIn("administrator"), await service.SignedIn("planner"), await service.SignedIn("inspector"), await service.SignedIn("approver")];

    // The head of an answer has no body to look into.
    static IEnumerable<Door> Telling(IEnumerable<Door> doors) => doors.Where(door => door.Method != "HEAD");

    [Fact]
    public async Task No_door_ignores_a_parameter_that_it_does_not_know()
    {
        var callers = await this.Callers();
        var silent = new List<string>();
        foreach (var door in Telling(await this.Doors()))
        {
            var faults = await Faults(callers, door, "no_such=1");
            if (faults.GetValueOrDefault("no_such") != "This address has no parameter “no_such”.")
            {
                silent.Add($"{door.Method} {door.Address}: {string.Join(' ', faults)}");
            }
        }

        silent.ShouldBeEmpty();
    }

    [Fact]
    public async Task HEAD_refuses_it_as_GET_does()
    {
        var callers = await this.Callers();
        foreach (var door in (await this.Doors()).Where(door => door.Method == "HEAD"))
        {
            var statuses = new List<HttpStatusCode>();
            foreach (var caller in callers)
            {
                using var answer = await caller.SendAsync(new(HttpMethod.Head, $"{door.Address}?no_such=1"));
                statuses.Add(answer.StatusCode);
            }
            statuses.ShouldContain(HttpStatusCode.BadRequest, door.Address);
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_one_sentence_at_every_door_and_beside_whatever_else_is_wrong()
    {
        var callers = await this.Callers();
        var doors = Telling(await this.Doors()).Where(door => door.Parameters.Count > 0).ToList();
        var told = new Dictionary<string, HashSet<string>>();
        var wrong = new List<string>();
        var asked = 0;
        foreach (var door in doors)
        {
            foreach (var parameter in door.Parameters.Where(parameter => !parameter.AnyName && parameter.Kind != ParameterKind.Own))
            {
                foreach (var value in Unreadable[parameter.Kind])
                {
                    asked++;
                    var faults = await Faults(callers, door, $"{parameter.Name}={Uri.EscapeDataString(value)}&no_such=1");
                    if (!faults.TryGetValue(parameter.Name, out var sentence) || !faults.ContainsKey("no_such"))
                    {
                        wrong.Add($"{door.Method} {door.Address}?{parameter.Name}={value}: {string.Join(' ', faults)}");
                        continue;
                    }
                    // Words, bounds and whether several may be given belong to what the parameter is.
                    var kind = $"{parameter.Kind} {string.Join(',', parameter.Values)} {parameter.Several} {(parameter.Kind == ParameterKind.Limit ? null : parameter.Most)} = {value}";
                    told.TryAdd(kind, []);
                    told[kind].Add(sentence.Replace($"Parameter {parameter.Name} =", "Parameter", StringComparison.Ordinal));
                }
            }
        }

        wrong.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(500);
        told.Where(one => one.Value.Count != 1).Select(one => $"{one.Key}: {string.Join(" | ", one.Value)}").ShouldBeEmpty();
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_in_order_in_both_languages()
    {
        using var answer = await service.Http.GetAsync("/api/list?bbox=1,2,3&limit=0&colour=red&grade=9&from=2030&to=2026&sort=size&lang=en");
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        problem.GetProperty("type").GetString().ShouldBe("/problems/unknown-parameter");
        var errors = problem.GetProperty("errors").EnumerateArray().ToList();
        errors.Select(one => one.GetProperty("parameter").GetString()).ShouldBe(["colour", "bbox", "grade", "sort", "limit", "from"], ignoreOrder: true);
        problem.GetProperty("detail").GetString().ShouldBe(string.Join(' ', errors.Select(one => one.GetProperty("en").GetString())));
        problem.GetProperty("vi").GetString().ShouldBe(string.Join(' ', errors.Select(one => one.GetProperty("vi").GetString())));
        errors.Single(one => one.GetProperty("parameter").GetString() == "from").GetProperty("detail").GetString().ShouldBe("Parameter from = “2030” is not right: it is after the parameter to.");
    }

    [Fact]
    public async Task All_fields_of_a_body_that_have_the_wrong_shape_are_told_at_once()
    {
        using var administrator = await service.SignedIn("administrator");
        using var answer = await administrator.PatchAsync("/api/people/1", JsonContent.Create(new { name = new string('a', 201), email = new string('b', 255) }));

        JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("errors").EnumerateArray().Select(one => one.GetProperty("field").GetString()).ShouldBe(["name", "email"]);
    }

    [Theory]
    [InlineData("/api/list?limit=100000")]
    [InlineData("/api/tasks?limit=201")]
    [InlineData("/api/deadlines?limit=100000")]
    [InlineData("/api/places?q=a&limit=51")]
    [InlineData("/api/changes?limit=10001")]
    [InlineData("/api/features/without-tasks?limit=99999999999999999999")]
    [InlineData("/ogc/collections/landfills/items?limit=10001")]
    public async Task Who_asks_for_more_than_the_most_gets_the_most(string address) => (await service.Http.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("/api/layers")]
    [InlineData("/api/plans")]
    [InlineData("/health/ready")]
    public async Task The_language_may_be_said_everywhere(string address) => (await service.Http.GetAsync(address + "?lang=en")).StatusCode.ShouldBe(HttpStatusCode.OK);
}
