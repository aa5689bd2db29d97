using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>How much one caller may ask, by a service with low limits.</summary>
public sealed class LimitTests(RunningService service) : IClassFixture<RunningService>, IAsyncLifetime
{
    const string Waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and application_name = 'EnvGis reader'";

    // Of whom the tests ask nothing but what they name: a busy machine gives no token back.
    readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    TestService limited = null!;

    HttpClient http => limited.Http;

    public async ValueTask InitializeAsync() =>
        limited = await service.StartAnother(clock, "--RateLimits:PerAddress=60", "--RateLimits:PerPerson=60", "--RateLimits:PerKey=60", "--RateLimits:AtOnce=4");

    public ValueTask DisposeAsync() => limited.DisposeAsync();

    [Fact]
    public async Task Every_answer_says_how_much_is_left_and_who_asks_too_much_is_told_when_to_come_again()
    {
        var left = new List<int>();
        HttpResponseMessage answer;
        do
        {
            answer = await http.GetAsync("/api/layers");
            answer.Headers.GetValues("RateLimit-Policy").Single().ShouldBe("\"caller\";q=60;w=60");
            left.Add(int.Parse(answer.Headers.GetValues("RateLimit").Single().Split(";r=")[1].Split(';')[0], CultureInfo.InvariantCulture));
        }
        while (answer.StatusCode == HttpStatusCode.OK && left.Count < 200);

        // One token comes back each second while it asks.
        left[0].ShouldBe(59);
        left.Count.ShouldBeInRange(61, 75);
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBe(1);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/too-many-requests");
        // Whoever watches over the process is answered all the same.
        (await http.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task People_and_keys_have_limits_of_their_own_and_are_not_hindered_by_their_neighbours()
    {
        var person = await service.NewPerson("viewer");
        using var browser = limited.Client(cookies: true);
        (await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var administrator = await service.SignedIn("administrator");
        using var made = await administrator.PostAsJsonAsync("/api/keys", new { consumer = "Giới hạn", days = 1 });
        var secret = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString();

        using var machine = limited.Client(cookies: true);
        machine.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        // A key that this process has not met yet is its network's until it has been looked up.
        (await machine.GetAsync("/api/layers")).StatusCode.ShouldBe(HttpStatusCode.OK);
        while ((await http.GetAsync("/api/layers")).StatusCode == HttpStatusCode.OK)
        {
        }
        (await browser.GetAsync("/api/layers")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 75; i++)
        {
            answers.Add((await machine.GetAsync("/api/layers")).StatusCode);
        }
        answers[0].ShouldBe(HttpStatusCode.OK);
        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        (await browser.GetAsync("/api/layers")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task So_many_at_the_same_time_and_no_more()
    {
        await using var connection = await service.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table published.feature in access exclusive mode", connection))
        {
            await hold.ExecuteNonQueryAsync();
        }
        var waiting = Enumerable.Range(0, 4).Select(_ => http.GetAsync("/ogc/collections/landfills/items?limit=1")).ToList();
        await Until.So(async () => await service.Value<long>(Waiting) == 4, "four waiting");
        // This one would not have to wait.
        (await http.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        await transaction.RollbackAsync();
        (await Task.WhenAll(waiting)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await http.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_question_whose_asker_has_left_is_given_up_in_the_database()
    {
        await using var connection = await service.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table published.feature in access exclusive mode", connection))
        {
            await hold.ExecuteNonQueryAsync();
        }
        using (var gone = new CancellationTokenSource())
        {
            var question = http.GetAsync("/ogc/collections/landfills/items?limit=2", gone.Token);
            await Until.So(async () => await service.Value<long>(Waiting) > 0, "the question waiting");
            await gone.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => question);
        }
        await Until.So(async () => await service.Value<long>(Waiting) == 0, "the question given up");
        await transaction.RollbackAsync();
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_a_sentence()
    {
        using var answer = await http.PostAsJsonAsync("/api/session", new { userName = "a", password = new string('x', 300 * 1024) });
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("en").GetString().ShouldNotBeNullOrEmpty();
    }

}
