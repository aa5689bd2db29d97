using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Access;
using EnvGis.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>What is held for as long as its reader likes: no caller holds all of it.</summary>
public sealed class ShareTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public void One_caller_takes_no_more_than_their_share_and_gives_back_once()
    {
        var shares = new Shares(3, 2);
        shares.TryTake("a", out var first).ShouldBe(Shares.Answer.Taken);
        shares.TryTake("a", out _).ShouldBe(Shares.Answer.Taken);
        shares.TryTake("a", out var none).ShouldBe(Shares.Answer.OwnTaken);
        none.ShouldBeNull();
        shares.TryTake("b", out _).ShouldBe(Shares.Answer.Taken);
        shares.TryTake("b", out _).ShouldBe(Shares.Answer.AllTaken);
        first!.Dispose();
        first.Dispose();
        shares.TryTake("b", out _).ShouldBe(Shares.Answer.Taken);
        shares.TryTake("c", out _).ShouldBe(Shares.Answer.AllTaken);
    }

    [Fact]
    public async Task A_slow_reader_holds_up_nobody_elses_long_answers()
    {
        var places = service.Services.GetRequiredService<LongAnswers>();
        using var administrator = await service.SignedIn("administrator");
        var held = new List<IDisposable>();
        while (places.TryTake("127.0.0.1", out var place) == Shares.Answer.Taken)
        {
            held.Add(place!);
        }
        held.Count.ShouldBeLessThan(LongAnswers.Places);
        foreach (var address in new[] { "/exports/landfills.geojson", "/exports/landfills.geojsons", "/api/list.csv" })
        {
            using var refused = await service.Http.GetAsync(address);
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, address);
            (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/too-many-of-yours");
            (await administrator.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }
        (await administrator.GetAsync("/api/audit.csv?limit=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
        held.ForEach(place => place.Dispose());
        (await service.Http.GetAsync("/exports/landfills.geojson")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_caller_has_so_many_streams_and_others_have_theirs()
    {
        await using var limited = await service.StartAnother("--RateLimits:StreamsPerAddress=2", "--RateLimits:StreamsPerCaller=1");
        var http = limited.Http;
        async Task<HttpResponseMessage> Listen() => await http.GetAsync("/api/live", HttpCompletionOption.ResponseHeadersRead);
        using var first = await Listen();
        using var second = await Listen();
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Listen()).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        // A stream takes nothing from what else is asked.
        (await http.GetAsync("/api/layers")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var person = await service.NewPerson("viewer");
        using (var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = http.BaseAddress })
        {
            (await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            using var own = await browser.GetAsync("/api/live", HttpCompletionOption.ResponseHeadersRead);
            own.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        first.Dispose();
        await Until.So(async () =>
        {
            using var again = await Listen();
            return again.StatusCode == HttpStatusCode.OK;
        }, "the place of the one that left");
    }
}
