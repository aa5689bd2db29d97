using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using Shouldly;

namespace EnvGis.Tests.Drafts;

/// <summary>What tests of drafts have in common: somebody who drafts, and squares upon the lattice of Thái Nguyên.</summary>
static class Drafting
{
    public const string Strict = "strict-protection-zones", Restricted = "emission-restricted-zones", Province = "19";

    /// <summary>VN-2000, 106°30', 3°, to the centimetre.</summary>
    public const int Epsg = 9213;

    public static readonly Lattice Lattice = new(Vn2000Zone.Find(Epsg)!, 2);

    public static readonly object Attributes = new { clause = "2b", legal_status = "in_force" };

    /// <summary>A square with its corners on whole metres.</summary>
    /// <param name="east">Metres, of its south-west corner.</param>
    /// <param name="north">Metres.</param>
    /// <param name="side">Metres.</param>
    public static JsonElement Square(int east, int north, int side) => Ring((east, north), (east, north + side), (east + side, north + side), (east + side, north));

    public static JsonElement Ring(params (int East, int North)[] metres) => JsonSerializer.SerializeToElement(new
    {
        epsg = Epsg, decimals = 2,
        parts = new[] { new { rings = new[] { new { corners = metres.Select(one => new[] { one.East * 100L, one.North * 100L }), stretches = new[] { new { from = 0, origin = "drawn", accuracyM = 5 } } } } } },
    });

    public static async Task<long> BeginAsync(HttpClient planner, string title = "Vùng hồ Núi Cốc", object? more = null)
    {
        using var answer = await planner.PostAsJsonAsync("/api/drafts", more ?? new { title, province = Province });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    public static async Task<HttpResponseMessage> DoAsync(HttpClient planner, long draft, object operation, long? read = null, Guid? id = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/drafts/{draft}/operations/{id ?? Guid.NewGuid()}") { Content = JsonContent.Create(operation) };
        if (read is { } revision)
        {
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"d{revision}\""));
        }
        return await planner.SendAsync(request);
    }

    /// <returns>The operation as it was answered.</returns>
    public static async Task<JsonElement> DoneAsync(HttpClient planner, long draft, object operation, long? read = null, Guid? id = null)
    {
        using var answer = await DoAsync(planner, draft, operation, read, id);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static Task<JsonElement> AddAsync(HttpClient planner, long draft, JsonElement? shape, string name = "Vùng thử", string layer = Strict, object? attributes = null) =>
        DoneAsync(planner, draft, new { kind = "add", layer, name = new { vi = name }, attributes = attributes ?? Attributes, shape });

    /// <summary>A feature in force taken in, as the draft's first, and given another name; or, to be retired, taken in alone.</summary>
    public static async Task ChangedAsync(HttpClient planner, long draft, long feature, string kind = "take")
    {
        await DoneAsync(planner, draft, new { kind, feature });
        if (kind == "take")
        {
            await DoneAsync(planner, draft, new { kind = "describe", number = 1, name = new { vi = $"Tên mới của bản {draft}" } }, read: 1);
        }
    }

    public static Task<JsonElement> ReadAsync(HttpClient caller, long draft) => caller.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}");

    public static async Task<HttpResponseMessage> StepAsync(HttpClient caller, long draft, string to, string? note = null, string? hash = null) =>
        await caller.PostAsJsonAsync($"/api/drafts/{draft}/steps", new { to, note, hash });

    public static async Task<JsonElement> SteppedAsync(HttpClient caller, long draft, string to, string? note = null, string? hash = null)
    {
        using var answer = await StepAsync(caller, draft, to, note, hash);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The south-west corner of a place that nothing of this class was drawn at: drafts that meet find each other, whoever made them.</summary>
    public static async Task<(int East, int North)> FreeAsync(RunningService service) => await service.Value<int>("select count(*)::integer from env.draft_operation") is var drawn
        ? (420_000 + drawn % 24 * 1_000, 2_392_000 - drawn / 24 * 800) : default;

    public static async Task<JsonElement> FreeSquareAsync(RunningService service) => await FreeAsync(service) is var (east, north) ? Square(east, north, 400) : default;

    /// <summary>Submitted by who drafted, approved by the other. What approved drafts of other tests would meet is accepted.</summary>
    public static async Task<string> ApprovedAsync(HttpClient planner, HttpClient approver, long draft)
    {
        foreach (var one in (await planner.GetFromJsonAsync<JsonElement>($"/api/drafts/{draft}/findings")).GetProperty("found").EnumerateArray())
        {
            if (one.GetProperty("state").GetString() == "new" && one.GetProperty("features").EnumerateArray().Any(zone => zone.GetProperty("draft").ValueKind == JsonValueKind.Number))
            {
                (await planner.PostAsJsonAsync($"/api/drafts/{draft}/acceptances", new { key = one.GetProperty("key").GetString(), reason = "Đã thống nhất" })).StatusCode.ShouldBe(HttpStatusCode.OK);
            }
        }
        await SteppedAsync(planner, draft, "submitted");
        var hash = (await SteppedAsync(approver, draft, "in_review")).GetProperty("hash").GetString()!;
        await SteppedAsync(approver, draft, "approved", hash: hash);
        return hash;
    }

    public static object Decision(string number, string from = "2026-11-01", string? to = null) =>
        new { number, issuedOn = "2026-10-20", issuer = "UBND tỉnh Thái Nguyên", signatory = "Người ký thử", title = "Phê duyệt ranh giới thử", effectiveFrom = from, effectiveTo = to, sure = string.CompareOrdinal(from, "2036") > 0 };

    public static async Task<(long Decision, long[] Features)> DecidedAsync(HttpClient approver, long draft, object decision)
    {
        using var answer = await approver.PostAsJsonAsync($"/api/drafts/{draft}/decision", decision);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (made.GetProperty("decision").GetInt64(), [.. made.GetProperty("features").EnumerateArray().Select(one => one.GetInt64())]);
    }

    /// <summary>A zone in force, from nothing.</summary>
    public static async Task<(long Decision, long Feature)> ZoneInForceAsync(HttpClient planner, HttpClient approver, JsonElement shape, string number, string name = "Vùng thử", string layer = Strict)
    {
        var draft = await BeginAsync(planner);
        await AddAsync(planner, draft, shape, name, layer, layer == Strict ? Attributes : new { clause = "3c", legal_status = "in_force" });
        await ApprovedAsync(planner, approver, draft);
        var (decision, features) = await DecidedAsync(approver, draft, Decision(number));
        return (decision, features.ShouldHaveSingleItem());
    }
}
