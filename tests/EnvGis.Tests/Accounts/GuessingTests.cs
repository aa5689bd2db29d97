using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>Whoever guesses: one after another or all at once, at the door or inside a session, a password or a key.</summary>
public sealed class GuessingTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Of_many_guesses_at_once_no_more_are_looked_at_than_of_many_in_a_row()
    {
        var person = await service.NewPerson("viewer");
        using var guesser = service.NewBrowser();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            guesser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = $"đoán lần thứ {number}" })));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(SignInThrottle.FreeTries);
        answers.Where(answer => answer.StatusCode != HttpStatusCode.Unauthorized).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        using var right = await guesser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password });
        right.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("POST", "/api/me/password")]
    [InlineData("POST", "/api/me/second-factor")]
    public async Task Inside_a_session_guesses_are_counted_too_and_hinder_no_other_session(string method, string address)
    {
        var person = await service.NewPerson("viewer");
        using var taken = await service.SignedIn(person);
        async Task<HttpStatusCode> Guess(HttpClient browser, string password)
        {
            using var request = new HttpRequestMessage(new(method), address) { Content = address.EndsWith("password", StringComparison.Ordinal) ? JsonContent.Create(new { current = password, @new = "đò ngang sông Gâm" }) : JsonContent.Create(new { password }) };
            using var answer = await browser.SendAsync(request);
            return answer.StatusCode;
        }
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Guess(taken, $"đoán {number}")));

        answers.Count(answer => answer == HttpStatusCode.BadRequest).ShouldBe(SignInThrottle.FreeTries);
        answers.Where(answer => answer != HttpStatusCode.BadRequest).ShouldAllBe(answer => answer == HttpStatusCode.TooManyRequests);
        (await Guess(taken, person.Password)).ShouldBe(HttpStatusCode.TooManyRequests);
        using var own = await service.SignedIn(person);
        ((int)await Guess(own, person.Password)).ShouldBeInRange(200, 204);
    }

    [Fact]
    public async Task The_line_for_hashing_is_short_and_no_network_has_all_of_it()
    {
        var queue = service.Services.GetRequiredService<HashingQueue>();
        var person = await service.NewPerson("viewer");
        using var browser = service.NewBrowser();
        var held = new List<IDisposable>();
        while (queue.Enter("127.0.0.1") is { } place)
        {
            held.Add(place);
        }
        held.Count.ShouldBe(HashingQueue.PlacesOfOne);
        using (var full = await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password }))
        {
            full.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            full.Headers.RetryAfter.ShouldNotBeNull();
            (await full.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/signing-in-busy");
        }
        using (queue.Enter("203.0.113.9").ShouldNotBeNull())
        {
        }
        held.ForEach(place => place.Dispose());
        using var right = await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password });
        right.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Half_of_the_processors_hash_and_no_more()
    {
        using var queue = new HashingQueue();
        var (running, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => queue.RunAsync(() =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            Thread.SpinWait(200_000);
            return Interlocked.Decrement(ref running);
        }, CancellationToken.None)));
        most.ShouldBe(Math.Max(1, Environment.ProcessorCount / 2));

        static void InterlockedMax(ref int most, int now)
        {
            for (var before = Volatile.Read(ref most); before < now; before = Volatile.Read(ref most))
            {
                Interlocked.CompareExchange(ref most, now, before);
            }
        }
    }

    [Fact]
    public async Task Wrong_keys_are_counted_as_their_network_and_cost_no_statement_each()
    {
        await using var limited = await service.StartAnother("--RateLimits:PerAddress=60");
        var http = limited.Http;
        var statements = new ConcurrentBag<string>();
        // Listeners hear the whole process: other classes ask for keys in databases of their own.
        var database = new Npgsql.NpgsqlConnectionStringBuilder(service.Database.Owner).Database;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var text = (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) as string;
                if (text?.Contains("account.api_key", StringComparison.Ordinal) == true && database!.Equals(activity.GetTagItem("db.namespace") ?? activity.GetTagItem("db.name")))
                {
                    statements.Add(text);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        var answers = new List<HttpStatusCode>();
        // A machine that is too busy to ask ninety times before the tokens are back asks again.
        await Until.So(async () =>
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 90).Select(number => Ask(http, $"egk_{number:00}{new string('A', 41)}"))));
            return answers.Contains(HttpStatusCode.TooManyRequests);
        }, "too many wrong keys");

        answers.Count(answer => answer == HttpStatusCode.Unauthorized).ShouldBeGreaterThanOrEqualTo(60);
        answers.ShouldAllBe(answer => answer == HttpStatusCode.Unauthorized || answer == HttpStatusCode.TooManyRequests);
        statements.Count.ShouldBeInRange(1, answers.Count / 4);
        // What is no key at first sight is counted as well.
        await Until.So(async () => await Ask(http, "mat-khau") == HttpStatusCode.TooManyRequests, "what is no key being one too many");
    }

    [Fact]
    public async Task A_key_works_from_the_moment_it_is_made_by_whatever_process_among_any_number_of_wrong_ones()
    {
        await using var other = await service.StartAnother();
        var http = other.Http;
        using var administrator = await service.SignedIn("administrator");
        (await Ask(http, "egk_wrong")).ShouldBe(HttpStatusCode.Unauthorized);
        using var made = await administrator.PostAsJsonAsync("/api/keys", new { consumer = "Mới", days = 1 });
        var secret = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;

        (await Ask(http, secret)).ShouldBe(HttpStatusCode.OK);
        (await Ask(service.Http, secret)).ShouldBe(HttpStatusCode.OK);
    }

    static async Task<HttpStatusCode> Ask(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/layers");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
