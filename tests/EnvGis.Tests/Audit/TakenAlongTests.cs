using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Audit;

/// <summary>Who took rows along in bulk: everybody who is known leaves an entry where something restricted went along, and nobody fills the record by asking for what is open.</summary>
public sealed class TakenAlongTests(RunningService service) : IClassFixture<RunningService>
{
    const string Attributes = """
        [{"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"text","filter":true},
         {"name":"owner","title":{"vi":"Chủ sở hữu","en":"Owner"},"type":"text","filter":true,"restricted":true}]
        """;

    /// <summary>Every address that gives rows of a layer in bulk, and what a filter of one of its attributes is called there.</summary>
    static readonly (string Address, string Filter)[] Doors =
    [
        ("/exports/{layer}.geojson", "owner"), ("/exports/{layer}.geojsonl", "owner"), ("/exports/{layer}.geojsons", "owner"),
        ("/api/list.csv?layers={layer}", "owner"), ("/api/list.csv", "{layer}.owner"), ("/ogc/collections/{layer}/items?limit=1000", "owner"),
    ];

    public static TheoryData<string, string, string> Taken => new(
        from who in new[] { "person", "key" } from what in new[] { "restricted layer", "chosen by what is restricted" } from door in Doors select (who, what, Door(door, what)));

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task Who_takes_along_what_is_restricted_leaves_an_entry_at_every_door(string who, string what, string address)
    {
        var layer = await service.NewLayer("point", Attributes, visibility: what == "restricted layer" ? "restricted" : "public");
        await service.NewFeature(layer, "POINT(105.8 21.6)", "Kho kín", """{"kind":"x","owner":"A"}""");
        var (caller, name) = await this.Caller(who, layer);
        using (caller)
        {
            using var answer = await caller.GetAsync(address.Replace("{layer}", layer, StringComparison.Ordinal));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            (await answer.Content.ReadAsStringAsync()).ShouldContain("Kho kín");
        }
        (await service.Value<long>("select count(*) from audit.entry where act = 'export' and who like '%' || @name || '%' and layer = @layer", new { name, layer })).ShouldBe(1);
    }

    [Theory]
    [InlineData("person")]
    [InlineData("key")]
    public async Task Values_that_not_everybody_sees_leave_no_door_without_an_entry(string who)
    {
        var layer = await service.NewLayer("point", Attributes);
        await service.NewFeature(layer, "POINT(105.8 21.6)", attributes: """{"kind":"x","owner":"Chủ kín"}""");
        var (caller, name) = await this.Caller(who, layer);
        using (caller)
        {
            foreach (var door in Doors)
            {
                var before = await Entries();
                var told = await caller.GetStringAsync(door.Address.Replace("{layer}", layer, StringComparison.Ordinal));
                (await Entries() - before).ShouldBe(told.Contains("Chủ kín", StringComparison.Ordinal) ? 1 : 0, door.Address);
            }
        }

        Task<long> Entries() => service.Value<long>("select count(*) from audit.entry where act = 'export' and who like '%' || @name || '%' and layer = @layer", new { name, layer });
    }

    [Fact]
    public async Task Whoever_walks_through_pages_leaves_one_entry_for_the_walk()
    {
        var layer = await service.NewLayer("point", visibility: "restricted");
        for (var i = 0; i < 5; i++)
        {
            await service.NewFeature(layer, "POINT(105.8 21.6)", $"Kho {i}");
        }
        var (caller, name) = await this.Caller("person", layer);
        using var _ = caller;
        var pages = 0;
        for (var next = $"/ogc/collections/{layer}/items?limit=1"; next is not null; pages++)
        {
            var page = await caller.GetFromJsonAsync<JsonElement>(next);
            next = page.GetProperty("links").EnumerateArray().FirstOrDefault(link => link.GetProperty("rel").GetString() == "next") is { ValueKind: JsonValueKind.Object } link
                ? link.GetProperty("href").GetString() : null;
        }
        pages.ShouldBe(5);
        (await service.Value<long>("select count(*) from audit.entry where act = 'export' and who = @name", new { name })).ShouldBe(1);
    }

    [Fact]
    public async Task What_everybody_may_have_is_taken_along_without_filling_the_record()
    {
        var layer = await service.NewLayer("point", Attributes);
        await service.NewFeature(layer, "POINT(105.8 21.6)");
        var before = await service.Value<long>("select count(*) from audit.entry");
        foreach (var door in Doors)
        {
            for (var i = 0; i < 3; i++)
            {
                (await service.Http.GetAsync(door.Address.Replace("{layer}", layer, StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.OK, door.Address);
            }
        }
        (await service.Value<long>("select count(*) from audit.entry")).ShouldBe(before);
        // Who is known has an entry for each whole layer, an open one too.
        var (caller, name) = await this.Caller("person", layer);
        using var _ = caller;
        (await caller.GetAsync($"/exports/{layer}.geojson")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Value<long>("select count(*) from audit.entry where act = 'export' and who = @name", new { name })).ShouldBe(1);
    }

    [Fact]
    public async Task No_address_at_all_lets_a_stranger_write_an_entry_for_each_call()
    {
        var layer = await service.NewLayer("point", Attributes);
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        var task = (await service.Value<string>("select id from env.task order by id limit 1"))!.Split('/');
        var words = new Dictionary<string, string>
        {
            ["layer"] = layer, ["layers"] = layer, ["file"] = $"{layer}.geojsonl", ["feature"] = $"{id}", ["plan"] = task[0], ["section"] = task[1], ["z"] = "8", ["x"] = "203", ["y"] = "112", ["row"] = "112", ["col"] = "203",
        };
        var asked = 0;
        var before = await Entries();
        foreach (var endpoint in service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var address = endpoint.RoutePattern.RawText!;
            foreach (var parameter in endpoint.RoutePattern.Parameters)
            {
                var word = parameter.Name == "id" ? address.StartsWith("/ogc", StringComparison.Ordinal) ? layer : $"{id}" : words.GetValueOrDefault(parameter.Name, "1");
                address = System.Text.RegularExpressions.Regex.Replace(address, $$"""\{\*{0,2}{{parameter.Name}}(:[^}]*)?\??\}""", word);
            }
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                for (var i = 0; i < 2; i++)
                {
                    using var request = new HttpRequestMessage(new(method), address.StartsWith('/') ? address : $"/{address}");
                    if (method is "POST" or "PUT" or "PATCH")
                    {
                        request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
                    }
                    using var answer = await service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                    ((int)answer.StatusCode).ShouldBeLessThan(500, $"{method} {address}");
                    asked++;
                }
            }
        }
        asked.ShouldBeGreaterThan(200);
        (await Entries()).ShouldBe(before);

        // What strangers were refused is told once a minute, in numbers.
        Task<string?> Entries() => service.Value<string>("select string_agg(act || ' ' || coalesce(subject, ''), ', ' order by number) from audit.entry where act <> 'refusals'");
    }

    async Task<(HttpClient, string Name)> Caller(string who, string layer)
    {
        if (who == "person")
        {
            var person = await service.NewPerson("viewer", layers: [layer]);
            return (await service.SignedIn(person), person.UserName);
        }
        using var administrator = await service.SignedIn("administrator");
        var name = $"Máy {Guid.NewGuid():n}";
        using var made = await administrator.PostAsJsonAsync("/api/keys", new { consumer = name, layers = new[] { layer }, days = 1 });
        var machine = service.NewBrowser();
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString());
        return (machine, name);
    }

    static string Door((string Address, string Filter) door, string what) =>
        what == "restricted layer" ? door.Address : $"{door.Address}{(door.Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{door.Filter}=A";
}
