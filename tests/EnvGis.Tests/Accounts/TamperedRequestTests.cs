using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>Ten thousand requests as somebody sends them who tries doors: everything in them is taken from what is valid and then spoiled, or is spoiled from the start.</summary>
public sealed class TamperedRequestTests(RunningService service) : IClassFixture<RunningService>
{
    const int Requests = 10_000;
    // Many, as who brings a wrong key waits for the next look at the keys.
    const int Hands = 48;

    // What could be changed by a request that gets through. The record and the sessions' last use grow with every refusal, as they should.
    const string StateSql = """
        select md5(concat_ws('|',
            (select md5(string_agg(f::text, '|' order by id)) from env.feature f),
            (select md5(string_agg(v::text, '|' order by id)) from env.feature_version v),
            (select md5(string_agg(t::text, '|' order by feature_id, task_id, role)) from env.feature_task t),
            (select md5(string_agg(p::text, '|' order by task_id, number)) from env.task_progress p),
            (select md5(string_agg(l::text, '|' order by id)) from env.layer l),
            (select md5(string_agg((id, user_name, password_hash, security_stamp, two_factor_enabled, locked_at, name, agency, email)::text, '|' order by id)) from account.person),
            (select md5(string_agg(g::text, '|' order by id)) from account.role_grant g),
            (select md5(string_agg(i::text, '|' order by id)) from account.invitation i),
            (select md5(string_agg(i::text, '|' order by login_provider, provider_key)) from account.person_login i),
            (select md5(string_agg((id, key_hash, layers, provinces, acts, expires_at, revoked_at)::text, '|' order by id)) from account.api_key)))
        """;

    [Fact]
    public async Task Ten_thousand_tampered_requests_change_nothing_show_nothing_and_break_nothing()
    {
        var closed = await service.NewLayer("point", """[{"name":"owner","title":{"vi":"Chủ sở hữu","en":"Owner"},"type":"text","filter":true}]""", visibility: "restricted");
        var mark = $"kin{Guid.NewGuid():n}";
        var hidden = await service.NewFeature(closed, "POINT(103.9 21.3)", mark, $$"""{"owner":"{{mark}}"}""");
        var hotspot = await service.Value<long>("select id from published.feature where layer = 'pollution-hotspots' order by id limit 1");
        // Two who may do something, though nothing of it here: one reads in another province, one works on a layer where there is nothing.
        var empty = await service.NewLayer("point");
        var sessions = new[] { await this.Cookie("viewer", ["44"], null), await this.Cookie("planner", null, [empty]) };
        var key = await this.Key(empty);

        var before = await service.Value<string>(StateSql);
        var faults = new System.Collections.Concurrent.ConcurrentBag<string>();
        var statuses = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();
        await Task.WhenAll(Enumerable.Range(0, Hands).Select(hand => Task.Run(async () =>
        {
            // The same requests each time, so that a fault is found again.
            var tamper = new Tamper(20_261_127 + hand, service.Address, [hidden, hotspot], [closed, empty, "pollution-hotspots", "landfills"], sessions, key);
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 }) { BaseAddress = service.Address };
            for (var number = 0; number < Requests / Hands + 1; number++)
            {
                using var request = tamper.Next();
                var told = $"{request.Method} {request.RequestUri} {request.Headers} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}";
                using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
                try
                {
                    using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                    statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
                    // Live events never end.
                    var text = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(patience.Token));
                    if ((int)answer.StatusCode >= 500 || (text + answer.Headers).Contains(mark, StringComparison.OrdinalIgnoreCase) || text.Contains("   at EnvGis", StringComparison.Ordinal))
                    {
                        faults.Add($"{(int)answer.StatusCode} to {told}: {text[..Math.Min(300, text.Length)]}");
                    }
                    // To a browser an address that leads nowhere is a page, which says so.
                    var isPage = answer.StatusCode == HttpStatusCode.NotFound && answer.Content.Headers.ContentType?.MediaType == "text/html" && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
                    if ((int)answer.StatusCode >= 400 && request.Method != HttpMethod.Head && !isPage && !text.Contains("\"detail\"", StringComparison.Ordinal) && answer.Headers.ConnectionClose != true)
                    {
                        faults.Add($"{(int)answer.StatusCode} without a sentence to {told}: {text[..Math.Min(300, text.Length)]}");
                    }
                }
                catch (OperationCanceledException)
                {
                    faults.Add($"No answer to {told}");
                }
            }
        })));

        faults.ShouldBeEmpty();
        (await service.Value<string>(StateSql)).ShouldBe(before);
        (await service.Value<string>("select problem from audit.verify()")).ShouldBeNull();
        // They were of many kinds: some were answered, most were refused, in every way there is.
        statuses.Values.Sum().ShouldBeGreaterThanOrEqualTo(Requests);
        foreach (var status in new[] { 200, 400, 401, 403, 404, 405 })
        {
            statuses.GetValueOrDefault(status).ShouldBeGreaterThan(50, $"{status}: {string.Join(", ", statuses.OrderBy(one => one.Key).Select(one => $"{one.Key} × {one.Value}"))}");
        }
    }

    async Task<string> Cookie(string role, string[]? provinces, string[]? layers)
    {
        var person = await service.NewPerson(role, provinces, layers: layers);
        using var browser = service.NewBrowser();
        using var answer = await browser.PostAsJsonAsync("/api/session", new { userName = person.UserName, password = person.Password });
        return answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("envgis-session=", StringComparison.Ordinal)).Split(';')[0];
    }

    async Task<string> Key(string layer)
    {
        using var administrator = await service.SignedIn("administrator");
        using var answer = await administrator.PostAsJsonAsync("/api/keys", new { consumer = "Phép thử", layers = new[] { layer }, days = 3 });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
    }

    sealed class Tamper(int seed, Uri root, long[] features, string[] layers, string[] sessions, string key)
    {
        static readonly string[] Methods = ["GET", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "TRACE"];

        static readonly string[] Odd =
        [
            "", "0", "-1", "9223372036854775808", "1e9", "NaN", "%00", "%ff%fe", "..%2f..%2fetc%2fpasswd", "%2e%2e/", "' or 1=1--", "\");select pg_sleep(9)--", "<img src=x onerror=alert(1)>", "null", "true",
            "*", "p14", "*|*", "%F0%9F%97%BA", "Sông Đà", new('9', 400), "{}", "[]", "2026-13-45", "2026-01-01/..", "1,2,3", "180,90,-180,-90", "NaN,NaN,NaN,NaN", "v1", "\u202e", "00000000-0000-0000-0000-000000000000",
        ];

        static readonly string[] Parameters =
            ["bbox", "limit", "datetime", "owner", "severity", "status", "cursor", "after", "feature", "task", "layer", "plan", "q", "lang", "f", "crs", "bbox-crs", "asOf", "sort", "province_code", "commune_code", "v", "since", "who", "person"];

        readonly Random random = new(seed);

        public HttpRequestMessage Next()
        {
            var path = this.Path();
            if (this.Chance(40))
            {
                path += (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{this.Of(Parameters)}={Uri.EscapeDataString(this.Value())}"));
            }
            // As it stands: nothing is put straight on the way.
            var address = new Uri(root.GetLeftPart(UriPartial.Authority) + '/' + path.TrimStart('/'), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            var request = new HttpRequestMessage(new HttpMethod(this.Of(Methods)), address);
            this.Pretend(request);
            if (request.Method.Method is "POST" or "PUT" or "PATCH" || this.Chance(5))
            {
                request.Content = this.Body();
            }
            // An own session is one's own to end.
            if (request.Method == HttpMethod.Delete && path.StartsWith("/api/session", StringComparison.Ordinal))
            {
                request.Headers.Remove("Cookie");
            }
            return request;
        }

        string Path()
        {
            var (feature, layer) = (this.Chance(80) ? this.Of(features).ToString(CultureInfo.InvariantCulture) : Uri.EscapeDataString(this.Value()), this.Chance(80) ? this.Of(layers) : Uri.EscapeDataString(this.Value()));
            var path = random.Next(24) switch
            {
                0 => $"/api/features/{feature}",
                1 => $"/api/features/{feature}/geometry",
                2 => $"/api/features/{feature}/position",
                3 => $"/api/features/{feature}/tasks/lai-chau/II.B.5",
                4 => $"/api/tasks/{Uri.EscapeDataString(this.Value())}/{Uri.EscapeDataString(this.Value())}",
                5 => "/api/tasks/lai-chau/II.B.5/progress",
                6 => $"/ogc/collections/{layer}/items",
                7 => $"/ogc/collections/{layer}/items/{feature}",
                8 => $"/tiles/{layer}/{random.Next(-1, 20)}/{random.Next(-1, 900)}/{random.Next(-1, 900)}.mvt",
                9 => $"/exports/{layer}.{this.Of(["geojson", "geojsonl", "csv", "gpkg", "xml"])}",
                10 => "/api/me",
                11 => $"/api/people/{random.Next(-1, 60)}",
                12 => $"/api/people/{random.Next(-1, 60)}/grants",
                13 => "/api/people",
                14 => $"/api/keys/{random.Next(-1, 9)}",
                15 => "/api/keys",
                16 => "/api/audit",
                17 => this.Of(["/api/me/password", "/api/me/second-factor", "/api/me/sessions", "/api/me/sessions/00000000-0000-0000-0000-000000000000", "/api/me/providers/x", "/sign-in/x"]),
                18 => this.Of(["/api/invitations", "/api/invitations/look", "/api/session"]),
                19 => this.Of(["/api/changes", "/api/facets", "/api/list", "/api/list.csv", "/api/overview", "/api/places", "/api/unlocated", "/api/tasks", "/api/deadlines"]),
                20 => "/" + Uri.EscapeDataString(this.Value()),
                21 => $"/ogc/collections/{layer}{this.Of(["", "/schema", "/queryables", "/../../audit"])}",
                22 => $"/tiles/{layer}.json",
                _ => this.Of(["/health/ready", "/ogc", "/ogc/api", "/ogc/conformance", "/api/layers", "/api/plans", "/app/../../appsettings.json", "/api//people", "/API/PEOPLE", "/api/people;jsessionid=1", "/api/people/."]),
            };
            // One sign of it is another.
            return this.Chance(8) ? this.Spoilt(path) : path;
        }

        void Pretend(HttpRequestMessage request)
        {
            var cookie = random.Next(6) switch
            {
                0 or 1 => this.Of(sessions),
                2 => this.Spoilt(this.Of(sessions)),
                3 => "envgis-session=" + this.Value(),
                _ => null,
            };
            Add("Cookie", cookie is null || this.Chance(80) ? cookie : cookie + "; " + this.Of(sessions) + "; envgis-tie=" + this.Value());
            Add("Authorization", random.Next(8) switch { 0 => $"Bearer {key}", 1 => $"Bearer {this.Spoilt(key)}", 2 => this.Value(), 3 => "Basic YTpi", _ => null });
            Add("X-Forwarded-For", this.Chance(10) ? this.Of(["127.0.0.1", "::1", "999.1.1.1", this.Value()]) : null);
            Add("X-Forwarded-Proto", this.Chance(5) ? "https" : null);
            Add("X-HTTP-Method-Override", this.Chance(5) ? "DELETE" : null);
            Add("X-Original-URL", this.Chance(5) ? "/api/people" : null);
            Add("Origin", this.Chance(15) ? this.Of(["https://example.org", "null", "http://localhost", this.Value()]) : null);
            Add("Sec-Fetch-Site", this.Chance(15) ? this.Of(["same-origin", "cross-site", "none", this.Value()]) : null);
            Add("If-Match", this.Chance(30) ? this.Of(["*", "\"v1\"", "W/\"v1\"", $"\"v{random.Next(500)}\"", this.Value()]) : null);
            Add("If-None-Match", this.Chance(10) ? this.Of(["*", "\"x\"", this.Value()]) : null);
            Add("Accept", this.Chance(20) ? this.Of(["text/html", "application/geo+json", "*/*;q=0", this.Value()]) : null);
            Add("Accept-Encoding", this.Chance(20) ? this.Of(["br", "gzip;q=9", "identity;q=0", this.Value()]) : null);
            Add("Accept-Language", this.Chance(20) ? this.Of(["en", "vi", this.Value()]) : null);
            Add("Range", this.Chance(10) ? this.Of(["bytes=0-", "bytes=9-1", this.Value()]) : null);
            Add("Last-Event-ID", this.Chance(10) ? this.Value() : null);
            request.Version = HttpVersion.Version11;

            void Add(string name, string? value)
            {
                if (value is not null)
                {
                    // The client itself sends no control characters.
                    request.Headers.TryAddWithoutValidation(name, new string([.. value.Where(sign => sign is >= ' ' and < '\u0100' and not '\u007f')]));
                }
            }
        }

        ByteArrayContent Body()
        {
            var text = random.Next(10) switch
            {
                0 => """{"attributes":{"severity":"critical","status":"treated"},"note":"Ghi chú"}""",
                1 => """{"lon":106.9,"lat":16.7,"accuracyM":10,"source":"gnss","note":"Ghi chú"}""",
                2 => """{"state":"done","percent":100,"note":"Xong"}""",
                3 => """{"userName":"ke-xau","name":"Kẻ xấu","grants":[{"role":"administrator"}]}""",
                4 => """{"locked":true}""",
                5 => """[{"role":"administrator"}]""",
                6 => """{"token":"AAAA","userName":"ke-xau","name":"Kẻ xấu","password":"một mật khẩu đủ dài và lạ"}""",
                7 => string.Concat(Enumerable.Repeat("{\"a\":[", random.Next(1, 2000))),
                8 => $$"""{"userName":{{JsonSerializer.Serialize(this.Value())}},"password":{{JsonSerializer.Serialize(this.Value())}},"note":null,"role":7}""",
                _ => this.Value(),
            };
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(this.Chance(20) ? this.Spoilt(text) : text));
            content.Headers.TryAddWithoutValidation("Content-Type", this.Chance(80) ? "application/json" : this.Of(["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "x"]));
            if (this.Chance(5))
            {
                content.Headers.ContentEncoding.Add("gzip");
            }
            return content;
        }

        string Spoilt(string text)
        {
            if (text.Length == 0)
            {
                return "?";
            }
            var at = random.Next(text.Length);
            return random.Next(3) switch
            {
                0 => text.Remove(at),
                1 => text.Insert(at, this.Of(["a", "9", "%", "=", "/", ".", "-"])),
                _ => text.Remove(at, 1).Insert(at, ((char)random.Next('!', '~')).ToString()),
            };
        }

        string Value() => this.Chance(70) ? this.Of(Odd) : this.Chance(50) ? random.NextInt64().ToString(CultureInfo.InvariantCulture) : new string([.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)random.Next(' ', 0x1EFF))]);

        bool Chance(int percent) => random.Next(100) < percent;

        T Of<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
    }
}
