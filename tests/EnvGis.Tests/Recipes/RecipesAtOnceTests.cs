using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Tests.Drafts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;
using static EnvGis.Tests.Drafts.Drafting;

namespace EnvGis.Tests.Recipes;

/// <summary>A recipe computes for seconds. Meanwhile it holds neither a connection nor its draft, and what it read is looked at again before it is kept.</summary>
public sealed class RecipesAtOnceTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>A line that winds upon itself so that what lies around it takes a second or more.</summary>
    static string Tangle(int east, int north, int points, int seed)
    {
        var random = new Random(seed);
        var corners = Enumerable.Range(0, points).Select(_ => Drafting.Lattice.ToWgs84(new Spatial.Annex.Corner((east + random.Next(4_000)) * 100L, (north + random.Next(4_000)) * 100L)))
            .Select(at => string.Create(CultureInfo.InvariantCulture, $"{at.Longitude:R} {at.Latitude:R}"));
        return $"LINESTRING({string.Join(", ", corners)})";
    }

    static object Around(long feature, double metres) => new { clause = "3a", sources = new[] { new { feature, metres } }, clip = false };

    static int FreePlaces(LongAnswers places)
    {
        var taken = new List<IDisposable>();
        for (var caller = 0; places.TryTake(string.Create(CultureInfo.InvariantCulture, $"test {caller}"), out var place) == Shares.Answer.Taken; caller++)
        {
            taken.Add(place!);
        }
        taken.ForEach(place => place.Dispose());
        return taken.Count;
    }

    [Fact]
    public async Task Other_people_are_answered_while_many_recipes_compute()
    {
        var layer = await service.NewLayer("line-or-polygon");
        var source = await service.NewFeature(layer, Tangle(440_000, 2_390_000, 400, 1));
        using var planner = await service.SignedIn("planner", [Province]);
        var built = await BeginAsync(planner);
        await DoneAsync(planner, built, RecipeTests.Add(Around(source, 60)));
        // Changed, so that a proof makes two zones.
        await service.Sql("update env.current_feature set geom = st_geomfromtext(@wkt, 4326) where id = @source", new { source, wkt = Tangle(440_000, 2_390_000, 400, 2) });
        var writer = new NpgsqlConnectionStringBuilder(service.Database.Writer) { MaxPoolSize = 2, Timeout = 1 }.ConnectionString;
        await using var narrow = await TestService.StartAsync(service.Database with { Writer = writer }, service.Root, service.Log, []);

        var slow = new List<Task<HttpStatusCode>>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var browser = await SignedInAsync(narrow);
            var draft = await BeginAsync(browser);
            slow.Add(StatusOf(browser.PostAsJsonAsync($"/api/drafts/{draft}/recipes/try", new { layer = Restricted, recipe = Around(source, 60) })));
            slow.Add(StatusOf(DoAsync(browser, draft, RecipeTests.Add(Around(source, 61)))));
            slow.Add(StatusOf(browser.GetAsync($"/api/drafts/{built}/features/1/recipe")));
        }
        using var other = await SignedInAsync(narrow);
        var ordinary = new List<HttpStatusCode>();
        while (slow.Exists(one => !one.IsCompleted) || ordinary.Count == 0)
        {
            using var begun = await other.PostAsJsonAsync("/api/drafts", new { title = "Việc của người khác", province = Province });
            ordinary.Add(begun.StatusCode);
        }
        ordinary.ShouldAllBe(status => status == HttpStatusCode.Created);
        // On a busy machine one may take longer than it may.
        (await Task.WhenAll(slow)).ShouldAllBe(status => status == HttpStatusCode.OK || status == HttpStatusCode.BadRequest);

        async Task<HttpClient> SignedInAsync(TestService at)
        {
            var person = await service.NewPerson("planner", [Province]);
            var browser = at.Client(cookies: true);
            (await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            return browser;
        }

        static async Task<HttpStatusCode> StatusOf(Task<HttpResponseMessage> asked)
        {
            using var answer = await asked;
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_source_that_changes_while_it_is_computed_is_read_again()
    {
        var layer = await service.NewLayer("line-or-polygon");
        var source = await service.NewFeature(layer, Tangle(450_000, 2_390_000, 500, 3));
        using var planner = await service.SignedIn("planner", [Province]);
        using var other = await service.SignedIn("planner", [Province]);
        var draft = await BeginAsync(planner);
        var places = service.Services.GetRequiredService<LongAnswers>();

        var done = DoAsync(planner, draft, RecipeTests.Add(Around(source, 60)));
        await Until.So(() => Task.FromResult(FreePlaces(places) < LongAnswers.Places), "a recipe that is being computed");
        await service.Sql("update env.current_feature set geom = st_geomfromtext(@wkt, 4326) where id = @source", new { source, wkt = Tangle(450_000, 2_390_000, 2, 4) });
        // Nor does anybody wait for the draft.
        await AddAsync(other, draft, Square(460_000, 2_390_000, 500));

        using var answer = await done;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var recipe = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("feature").GetProperty("recipe");
        recipe.GetProperty("outOfDate").GetBoolean().ShouldBeFalse();
        recipe.GetProperty("sources")[0].GetProperty("version").GetInt64().ShouldBe(
            await service.Value<long>("select id from env.feature_version where feature_id = @source and upper_inf(recorded)", new { source }));
    }

    [Fact]
    public async Task Who_computes_as_many_as_one_may_is_told_so_and_nothing_is_done()
    {
        var layer = await service.NewLayer("point");
        var source = await service.NewFeature(layer, RecipeTests.Wkt(470_000, 2_390_000));
        using var planner = await service.SignedIn("planner", [Province]);
        using var approver = await service.SignedIn("approver", [Province]);
        var zone = await RecipeTests.BuiltInForceAsync(planner, approver, RecipeTests.Add(Around(source, 100)));
        var draft = await BeginAsync(planner);
        var places = service.Services.GetRequiredService<LongAnswers>();
        var held = new List<IDisposable>();
        for (var caller = 0; places.TryTake(string.Create(CultureInfo.InvariantCulture, $"test {caller}"), out var place) == Shares.Answer.Taken; caller++)
        {
            held.Add(place!);
        }
        foreach (var ask in (Func<Task<HttpResponseMessage>>[])
            [() => planner.PostAsJsonAsync($"/api/drafts/{draft}/recipes/try", new { layer = Restricted, recipe = Around(source, 90) }),
            () => DoAsync(planner, draft, RecipeTests.Add(Around(source, 90))), () => planner.GetAsync($"/api/recipes/{zone}")])
        {
            using var refused = await ask();
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, await refused.Content.ReadAsStringAsync());
            refused.Headers.RetryAfter.ShouldNotBeNull();
        }
        (await service.Value<long>("select count(*) from env.draft_operation where draft_id = @draft", new { draft })).ShouldBe(0);
        held.ForEach(place => place.Dispose());
        await DoneAsync(planner, draft, RecipeTests.Add(Around(source, 90)));
    }
}
