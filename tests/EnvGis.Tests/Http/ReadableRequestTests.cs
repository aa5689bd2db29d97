using System.Net;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>What JSON and addresses allow and a database does not is refused with the field's name, before anybody is known.</summary>
public sealed class ReadableRequestTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("/", 9_000, 0, 1, HttpStatusCode.RequestUriTooLong, "/problems/address-too-long")]
    [InlineData("/api/features?q=", 60_000, 0, 1, HttpStatusCode.RequestUriTooLong, "/problems/address-too-long")]
    [InlineData("/api/check?site=", 9_000, 0, 1, HttpStatusCode.RequestUriTooLong, "/problems/address-too-long")]
    [InlineData("/api/layers", 0, 40_000, 1, HttpStatusCode.RequestHeaderFieldsTooLarge, "/problems/headers-too-large")]
    [InlineData("/", 0, 100, 400, HttpStatusCode.RequestHeaderFieldsTooLarge, "/problems/headers-too-large")]
    [InlineData("/no-such-page", 0, 1, 150, HttpStatusCode.RequestHeaderFieldsTooLarge, "/problems/headers-too-large")]
    public async Task An_address_or_a_header_that_is_too_long_is_refused_with_a_sentence(string address, int addressLength, int fieldLength, int fields, HttpStatusCode status, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address + new string('a', addressLength), UriKind.Relative));
        for (var i = 0; i < fields && fieldLength > 0; i++)
        {
            request.Headers.Add($"X-Test-{i}", new string('b', fieldLength));
        }

        using var answer = await service.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        problem.GetProperty("type").GetString().ShouldBe(type);
        problem.GetProperty("vi").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("en").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("""{"userName":"a\u0000b","password":"x"}""", "userName")]
    [InlineData("""{"userName":"\ud800","password":"x"}""", "userName")]
    [InlineData("""{"userName":"a","password":"x\udfff"}""", "password")]
    [InlineData("""{"userName":["a",null],"password":"x"}""", "userName")]
    [InlineData("""{"userName":"a","userName":"b","password":"x"}""", "userName")]
    [InlineData("""{"userName":"a","password":"x","more":{"deep":[{"n":1e400}]}}""", "“more.deep[0].n”")]
    [InlineData("""{"userName":"C\uFFFDng ty","password":"x"}""", "“userName”")]
    [InlineData("""{"userName":"a","password":"x","grants":[{"role":"a"},{"notes":["b","\ufffd"]}]}""", "“grants[1].notes[1]”")]
    [InlineData("""{"userName":"a","password":"x","grants":[{"role":"a"},null]}""", "“grants[1]”")]
    [InlineData("[null]", "“[0]”")]
    [InlineData("""["viewer",null]""", "“[1]”")]
    [InlineData("""[{"role":1e400}]""", "“[0].role”")]
    [InlineData("\"\ufffd\"", "“JSON”")]
    [InlineData("""{"userName":"a","password":"x","n":1e-400}""", "“n”")]
    [InlineData("""{"userName":"a","password":"x","n":12345678901234567890123456789012345678901}""", "“n”")]
    [InlineData("""{"userName":5,"password":"x"}""", "userName")]
    [InlineData("""{"userName":"a","password":"x","\u0000":1}""", "password")]
    public async Task An_unreadable_body_is_refused_with_the_fields_name(string body, string named)
    {
        using var answer = await Send(HttpMethod.Post, "/api/session", Encoding.UTF8.GetBytes(body));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        problem.GetProperty("type").GetString().ShouldBe("/problems/bad-field");
        problem.GetProperty("vi").GetString()!.ShouldContain(named);
        problem.GetProperty("en").GetString()!.ShouldContain(named);
    }

    [Theory]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/json; charset=x", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/json; charset=utf-8", 400)]
    public async Task A_body_in_another_writing_is_refused(string mediaType, int status)
    {
        using var answer = await Send(HttpMethod.Post, "/api/session", "{\"userName\":\"a\xff\"}"u8[..^3].ToArray(), mediaType);

        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("/ogc/collections/landfills/items?after=")]
    [InlineData("/api/list?bbox=105,21,106,22&after=")]
    [InlineData("/api/changes?after=")]
    public async Task A_cursor_that_somebody_made_up_is_refused(string address)
    {
        foreach (var length in new[] { 1, 21, 22, 23, 24 })
        {
            foreach (var sign in new[] { "!", "=", "A", "_", "+", "%20", "%0A", "%00", "%C3%A9", "f" })
            {
                using var answer = await service.Http.GetAsync(address + string.Concat(Enumerable.Repeat(sign, length)));
                ((int)answer.StatusCode).ShouldBeInRange(200, 400, $"{address} {length} × {sign}");
            }
        }
        using var first = await service.Http.GetAsync(address + "!!!!!!!!!!!!!!!!!!!!!!");
        first.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/api/places?q=a%00b")]
    [InlineData("/api/tasks?q=%00")]
    [InlineData("/api/session?x%00y=1")]
    [InlineData("/ogc/collections/landfills/items?datetime=%00")]
    [InlineData("/exports/landfills.geojson?commune_code=%00")]
    public async Task A_query_with_a_null_is_refused(string address)
    {
        using var answer = await service.Http.GetAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/api/places?q=%00")]
    [InlineData("POST", "/api/session")]
    [InlineData("DELETE", "/api/layers")]
    [InlineData("GET", "/api/people")]
    [InlineData("GET", "/tiles/landfills/99/0/0.mvt")]
    public async Task A_refusal_carries_the_safety_headers(string method, string address)
    {
        using var answer = await Send(new(method), address, method == "POST" ? "{"u8.ToArray() : null);

        ((int)answer.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'self'");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("same-origin");
    }

    [Fact]
    public async Task A_number_in_quotes_is_no_number_and_its_field_is_named()
    {
        var layer = await service.NewLayer("point");
        var feature = await service.Value<long>("""
            insert into env.current_feature (layer, name_vi, attributes, accuracy_m, commune_id, valid)
            select @layer, 'Chưa có vị trí', '{}', 3000, id, daterange('2026-01-01', null) from env.commune where code = '05488' and valid_to is null
            returning id
            """, new { layer });
        using var planner = await service.SignedIn("planner", layers: [layer]);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/features/{feature}/position")
        {
            Content = new StringContent("""{"lon":105.8,"lat":21.6,"accuracyM":"1.000","source":"gps","note":"x"}""", Encoding.UTF8, "application/json"),
        };
        using var answer = await planner.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("accuracyM");
    }

    async Task<HttpResponseMessage> Send(HttpMethod method, string address, byte[]? body, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }
        return await service.Http.SendAsync(request);
    }
}
