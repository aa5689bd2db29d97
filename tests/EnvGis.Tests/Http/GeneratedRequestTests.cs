using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Http;

/// <summary>
/// Whatever is sent to whatever address, nothing of it is the service's fault. The addresses and the bodies they take are read from the service itself, so that
/// a door made tomorrow is tried as well. ENVGIS_GENERATED_REQUESTS says how many, ENVGIS_SEED repeats a run.
/// </summary>
public sealed class GeneratedRequestTests(RunningService service, ITestOutputHelper output) : IClassFixture<RunningService>
{
    const int Hands = 4;

    static int Number(string variable, int byDefault) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : byDefault;

    [Fact]
    public async Task No_request_with_or_without_a_body_is_answered_by_a_fault()
    {
        var seed = Number("ENVGIS_SEED", Random.Shared.Next());
        var requests = Number("ENVGIS_GENERATED_REQUESTS", 3_000);
        output.WriteLine($"ENVGIS_SEED={seed} ENVGIS_GENERATED_REQUESTS={requests}");
        var layer = await service.NewLayer("point", Attributes);
        var feature = await service.NewFeature(layer, null, attributes: "{}", name: "Chưa có vị trí").ContinueWith(_ => service.NewFeature(layer, "POINT(105.8 21.5)"), TaskScheduler.Default).Unwrap();
        var known = new[] { layer, feature.ToString(CultureInfo.InvariantCulture), "pollution-hotspots", "lai-chau", "II.B.5", "19", "05503", "9217", "1" };
        // Of one layer alone, and in a province of their own: what gets through is nobody else's.
        using var planner = await service.SignedIn("planner", layers: [layer]);
        using var inspector = await service.SignedIn("inspector", layers: [layer]);
        using var administrator = await service.SignedIn("administrator", provinces: ["96"], layers: [layer]);
        using var nobody = service.NewBrowser();
        var faults = new ConcurrentBag<string>();
        var statuses = new ConcurrentDictionary<int, int>();
        var doors = Door.All(service.Services);
        doors.Count.ShouldBeGreaterThan(60);
        doors.Count(door => door.Body is not null).ShouldBeGreaterThan(10);

        await Task.WhenAll(Enumerable.Range(0, Hands).Select(hand => Task.Run(async () =>
        {
            var any = new Anything(seed + hand, known);
            for (var number = hand; number < requests; number += Hands)
            {
                // Every door in turn, so that none is left out.
                var door = doors[number % doors.Count];
                var client = any.Of([nobody, planner, inspector, administrator]);
                // A session that ends itself would turn all that follows into refusals at the threshold.
                client = door.EndsSessions ? nobody : client;
                using var request = door.Request(any, service.Address);
                var told = $"{request.Method} {request.RequestUri} {request.Headers} {(request.Content is null ? "" : Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync()))}";
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
                if ((int)answer.StatusCode is >= 500 and not 503)
                {
                    faults.Add($"{(int)answer.StatusCode} to {told}");
                }
                if ((int)answer.StatusCode >= 400 && !answer.Headers.Contains("Content-Security-Policy"))
                {
                    faults.Add($"{(int)answer.StatusCode} without the safety headers to {told}");
                }
            }
        })));

        output.WriteLine(string.Join(", ", statuses.OrderBy(one => one.Key).Select(one => $"{one.Key} × {one.Value}")));
        faults.ShouldBeEmpty();
        foreach (var status in new[] { 200, 400, 401, 403, 404 })
        {
            statuses.GetValueOrDefault(status).ShouldBeGreaterThan(requests / 300, $"{status} among {string.Join(", ", statuses)}");
        }
    }

    // One of each kind, so that each kind's writing is tried.
    const string Attributes = """
        [{"name":"text","title":{"vi":"Chữ","en":"Text"},"type":"text","edit":true},
         {"name":"amount","title":{"vi":"Lượng","en":"Amount"},"type":"number","edit":true},
         {"name":"count","title":{"vi":"Số","en":"Count"},"type":"integer","edit":true},
         {"name":"lined","title":{"vi":"Có lót","en":"Lined"},"type":"boolean","edit":true},
         {"name":"since","title":{"vi":"Từ ngày","en":"Since"},"type":"date","edit":true},
         {"name":"page","title":{"vi":"Trang","en":"Page"},"type":"url","edit":true}]
        """;

    /// <summary>An address with one method, and the record that it reads a body into.</summary>
    sealed record Door(string Method, string Pattern, Type? Body)
    {
        public bool EndsSessions => this.Method == "DELETE" && this.Pattern.Contains("session", StringComparison.OrdinalIgnoreCase);

        public static IReadOnlyList<Door> All(IServiceProvider services) =>
        [
            .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new Door(
                    method, endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType))),
        ];

        public HttpRequestMessage Request(Anything any, Uri root)
        {
            var path = new StringBuilder("/");
            foreach (var part in this.Pattern.Trim('/').Split('/'))
            {
                var open = part.IndexOf('{', StringComparison.Ordinal);
                var close = part.LastIndexOf('}');
                path.Append(open < 0 ? part : part[..open] + Uri.EscapeDataString(any.Segment()) + part[(close + 1)..]).Append('/');
            }
            var query = any.Chance(40) ? "?" + string.Join('&', Enumerable.Range(0, any.Next(1, 4)).Select(_ => $"{any.Name()}={any.Encoded()}")) : "";
            var address = new Uri(root.GetLeftPart(UriPartial.Authority) + path.ToString().TrimEnd('/') + query, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            var request = new HttpRequestMessage(new HttpMethod(this.Method), address);
            if (any.Chance(70))
            {
                request.Headers.TryAddWithoutValidation("If-Match", any.Of(["\"v1\"", $"\"v{any.Next(1, 900)}\"", "\"p0\"", "\"p99999999999\"", "*"]));
            }
            if (this.Method is "POST" or "PUT" or "PATCH" || any.Chance(3))
            {
                var content = new ByteArrayContent(this.Body is null ? Encoding.UTF8.GetBytes(any.Json(3)) : any.Bytes(any.Of(this.Body)));
                content.Headers.TryAddWithoutValidation("Content-Type", any.Chance(95) ? "application/json" : any.Of(["application/json; charset=utf-16", "application/json; charset=x", "text/plain", "x", ""]));
                request.Content = content;
            }
            return request;
        }
    }

    /// <summary>Makes what may be sent, more often nearly right than not, by a seed.</summary>
    sealed class Anything(int seed, string[] known)
    {
        readonly Random random = new(seed);

        static readonly string[] Texts =
        [
            "a", "", " ", "Điểm thử", "surveyed", "done", "near", "2026-11-20", "0001-01-01", "9999-12-31", "-infinity", "1.000", "1e400", "-1", "0", "'", "\"", "%", "\\u0000", "../..", "<b>",
            "105.8,21.5", "105,21,106,22", "-180,-90,180,90", "2026-01-01/..", "AAAAAAAAAAAAAAAAAAAAAA", "!!!!!!!!!!!!!!!!!!!!!!", "AQAAAAAAAAAAAAAAAAAAAAA", "f________________________", "c2V2ZXJpdHk6MTox", "U2V2ZXJpdHk6MTpJbmZpbml0eQ",
            "TmFtZTo5OTk5OTk5OTk5OTk5OTk5OTk5OmE", "\u202e", "\ufffd", "\uffff", "e\u0301", "😀", "9223372036854775808", "NaN", "null", "[]", "{}", "true",
        ];

        // As they stand in JSON: what a serializer would never write is meant.
        static readonly string[] OddJson =
        [
            "null", "[null]", "[[null]]", "{}", "[]", "true", "-0", "0", "1e308", "1e309", "-1e400", "1e-400", "1e-20000", "9223372036854775808", "1.0", "1.5", "3e0", "123456789012345678901234567890123456789012345",
            "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udfff x\"", "{\"a\":1,\"a\":2}", "{\"\\u0000\":1}", "{\"\\ud800\":1}", "\"1.000\"", "\"1,5\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"infinity\"", "\"24:00\"", "[\"a\",null]", "[1,\"a\"]", "{\"x\":{\"y\":[{}]}}",
        ];

        static readonly string[] Names = ["limit", "after", "offset", "bbox", "at", "datetime", "asOf", "q", "lang", "sort", "layer", "f", "ids", "role", "note", "before", "from", "to", "who", "act", "epsg", "zoom", "plan", "task", "grade", "x\0y", "scope", "code", "state", "grid", "step", "crs", "bbox-crs"];

        public int Next(int from, int to) => random.Next(from, to);

        public bool Chance(int percent) => random.Next(100) < percent;

        public T Of<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];

        public string Segment() => this.Chance(60) ? this.Of(known) : this.Chance(90) ? this.Of(Texts) is { Length: > 0 } text ? text : "x" : random.NextInt64().ToString(CultureInfo.InvariantCulture);

        public string Name() => Uri.EscapeDataString(this.Of(Names));

        public string Encoded() => this.Chance(10) ? this.Of(["%00", "a%00b", "%FF", "%ED%A0%80", "%", "%2", "%u0041"]) : Uri.EscapeDataString(this.Segment());

        /// <summary>A body of that record: its members under their names, each as its type wants it or not.</summary>
        public string Of(Type body) => this.Chance(4) ? this.Json(3) : this.Object(body, 0);

        public byte[] Bytes(string json)
        {
            var bytes = Encoding.UTF8.GetBytes(json);
            return random.Next(30) switch
            {
                0 => bytes[..random.Next(bytes.Length + 1)],
                1 => [.. bytes, .. bytes],
                2 when bytes.Length > 0 => [.. bytes.Select((one, at) => at == bytes.Length / 2 ? (byte)random.Next(256) : one)],
                3 => Encoding.UTF8.GetBytes(new string('[', random.Next(1, 500))),
                _ => bytes,
            };
        }

        public string Json(int depth) => this.Chance(50) || depth == 0 ? this.Of(OddJson)
            : this.Chance(50) ? $"[{this.Json(depth - 1)},{this.Json(depth - 1)}]" : $"{{{JsonSerializer.Serialize(this.Of(Texts))}:{this.Json(depth - 1)}}}";

        string Object(Type type, int depth) => "{" + string.Join(',', type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(_ => this.Chance(85))
            .Select(member => $"\"{char.ToLowerInvariant(member.Name[0])}{member.Name[1..]}\":{this.Value(member.PropertyType, depth + 1)}")) + "}";

        string Value(Type type, int depth)
        {
            if (this.Chance(12))
            {
                return this.Of(OddJson);
            }
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type == typeof(string))
            {
                return JsonSerializer.Serialize(this.Chance(40) ? this.Of(known) : this.Of(Texts));
            }
            if (type == typeof(bool))
            {
                return this.Of(["true", "false"]);
            }
            if (type == typeof(DateOnly))
            {
                return this.Of(["\"2026-11-20\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"2026-02-30\""]);
            }
            if (type.IsPrimitive || type == typeof(decimal))
            {
                return this.Of(["0", "1", "5", "-1", "21.5", "105.8", "9217", "2147483648", "1e6", "1e308"]);
            }
            if (type == typeof(JsonElement))
            {
                return this.Json(2);
            }
            if (type.IsGenericType && type.GetGenericArguments() is [_, var kept])
            {
                return "{" + string.Join(',', new[] { "text", "amount", "count", "lined", "since", "page" }.Where(_ => this.Chance(30)).Select(name => $"\"{name}\":{this.Value(kept, depth + 1)}")) + "}";
            }
            if (type.IsArray || type.IsGenericType)
            {
                var of = type.GetElementType() ?? type.GetGenericArguments()[0];
                return "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => this.Value(of, depth + 1))) + "]";
            }
            return depth > 4 ? "null" : this.Object(type, depth);
        }
    }
}
