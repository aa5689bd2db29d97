using System.Net;
using System.Text;
using EnvGis.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Faults;

/// <summary>Text that no database can keep harms nobody but who sent it: the next that gets its connection is answered as if alone.</summary>
public sealed class UnreadableTextTests(RunningService service) : IClassFixture<RunningService>
{
    const string High = "\uD800", Low = "\uDFFF";

    /// <summary>With a null, and with half of a surrogate pair: alone, at either end, twice, far inside.</summary>
    public static TheoryData<string> Texts => new(["\0", "a\0b", High, Low, "a" + High, Low + "a", High + High, "ê" + Low + "ê", new string('đ', 9_000) + High + "x", new string('a', 8_191) + High]);

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task After_such_a_value_the_connection_answers_as_before(string text)
    {
        var one = new NpgsqlConnectionStringBuilder(service.Database.Reader!) { MaxPoolSize = 1, Timeout = 10 }.ConnectionString;
        foreach (var before in Enumerable.Range(0, 4))
        {
            foreach (var way in Ways)
            {
                // A pool of its own each time: how often a statement was asked decides what is prepared.
                await using var database = new PublishedDatabase(new(one, Reader: one), NullLoggerFactory.Instance);
                for (var i = 0; i < before; i++)
                {
                    (await Ask(way, $"trước {i}")).ShouldBe($"trước {i}");
                }
                for (var again = 0; again < 2; again++)
                {
                    if (text.Contains('\0', StringComparison.Ordinal))
                    {
                        using var request = new CancellationTokenSource();
                        var refused = await Should.ThrowAsync<PostgresException>(() => Ask(way, text, request.Token));
                        refused.SqlState.ShouldBeOneOf([PostgresErrorCodes.CharacterNotInRepertoire, PostgresErrorCodes.UntranslatableCharacter], $"{way} {before}");
                        // As the edge does for a request that failed.
                        database.Source.Forget(request.Token);
                    }
                    else
                    {
                        (await Ask(way, text)).ShouldBe(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), $"{way} {before}");
                    }
                    (await Ask("a word", "sau")).ShouldBe("sau", $"{way} {before}");
                    (await Ask(way, $"sau {again}")).ShouldBe($"sau {again}", $"{way} {before}");
                }

                async Task<string?> Ask(string how, string value, CancellationToken user = default)
                {
                    if (how == "entities")
                    {
                        await using var plans = PlansContext.Of(database);
                        return await plans.Database.SqlQuery<string>($"select {value} as \"Value\"").SingleAsync(user);
                    }
                    await using var connection = await database.Source.OpenConnectionAsync(user);
                    await using var command = new NpgsqlCommand(Sql[how], connection);
                    command.Parameters.Add(how switch
                    {
                        "a list" => new("p", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = new[] { "x", value } },
                        "json" => new("p", NpgsqlDbType.Jsonb) { Value = $"{{\"a\":\"{value}\"}}" },
                        _ => new NpgsqlParameter("p", value),
                    });
                    return (string?)await command.ExecuteScalarAsync(user);
                }
            }
        }
    }

    /// <summary>Whatever of a statement's values the server refuses: it does so while the statement is being prepared, before it tells its columns.</summary>
    [Fact]
    public async Task After_any_value_that_the_server_refuses_the_connection_answers_as_before()
    {
        var one = new NpgsqlConnectionStringBuilder(service.Database.Reader!) { MaxPoolSize = 1, Timeout = 10 }.ConnectionString;
        foreach (var sql in (string[])["select @p::integer::text", "select (@p::jsonb)::text", "select (@p::date)::text"])
        {
            var right = sql.Contains("date", StringComparison.Ordinal) ? "2026-01-02" : "12";
            foreach (var before in Enumerable.Range(0, 4))
            {
                await using var database = new PublishedDatabase(new(one, Reader: one), NullLoggerFactory.Instance);
                for (var i = 0; i < before; i++)
                {
                    (await Ask(right, default)).ShouldBe(right);
                }
                for (var again = 0; again < 3; again++)
                {
                    using var request = new CancellationTokenSource();
                    await Should.ThrowAsync<PostgresException>(() => Ask("không phải", request.Token));
                    database.Source.Forget(request.Token);
                    (await Ask(right, default)).ShouldBe(right, $"{sql} {before}");
                }

                async Task<string?> Ask(string value, CancellationToken user)
                {
                    await using var connection = await database.Source.OpenConnectionAsync(user);
                    await using var command = new NpgsqlCommand(sql, connection);
                    command.Parameters.Add(new("p", NpgsqlDbType.Text) { Value = value });
                    return (string?)await command.ExecuteScalarAsync(user);
                }
            }
        }
    }

    /// <summary>The token of somebody who is signed in is another inside, where answers end with their permission, than at the edge.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_what_the_server_refused_somebody_the_next_over_that_connection_is_answered_rightly(bool isSignedIn)
    {
        static string One(string login) => new NpgsqlConnectionStringBuilder(login) { MaxPoolSize = 2, Timeout = 30 }.ConnectionString;
        var layer = await service.NewLayer("point", visibility: "restricted");
        var person = await service.NewPerson("viewer", layers: [layer]);
        var database = service.Database with { Member = new NpgsqlConnectionStringBuilder(service.Database.Member) { MaxPoolSize = 1, Timeout = 30 }.ConnectionString, Reader = One(service.Database.Reader!) };
        await using var app = EnvGis.Service.Build([], database, service.Root, builder => builder.Logging.ClearProviders());
        // Whose values no rule of ours looks at.
        for (var i = 0; i < 4; i++)
        {
            var number = i;
            app.MapGet($"/test/{number}/{{value}}", async (string value, EnvGis.Access.Sight sight, CancellationToken cancellationToken) =>
            {
                await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
                await using var command = new NpgsqlCommand($"select (@p::integer + {number})::text", connection);
                command.Parameters.Add(new("p", NpgsqlDbType.Text) { Value = value });
                return (string?)await command.ExecuteScalarAsync(cancellationToken);
            }).AllowAnonymous();
        }
        app.Urls.Add("http://127.0.0.1:0");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = true }) { BaseAddress = new(await EnvGis.Service.StartAsync(app, CancellationToken.None)) };
        try
        {
            if (isSignedIn)
            {
                (await Send(client, HttpMethod.Post, "/api/session", $$"""{"userName":"{{person.UserName}}","password":"{{person.Password}}"}""")).ShouldBe(HttpStatusCode.NoContent);
            }
            for (var before = 0; before < 4; before++)
            {
                for (var i = 0; i < before; i++)
                {
                    (await client.GetStringAsync($"/test/{before}/12")).ShouldBe($"{12 + before}");
                }
                for (var again = 0; again < 3; again++)
                {
                    (await client.GetAsync($"/test/{before}/x")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
                    using var right = await client.GetAsync($"/test/{before}/12");
                    (await right.Content.ReadAsStringAsync()).ShouldBe($"{12 + before}", $"{before} {again}");
                }
            }
        }
        finally
        {
            await app.StopAsync();
        }
    }

    static readonly Dictionary<string, string> Sql = new()
    {
        ["a word"] = "select @p::text", ["a list"] = "select (@p::text[])[2]", ["json"] = "select @p ->> 'a'",
    };

    static readonly string[] Ways = [.. Sql.Keys, "entities"];

    /// <summary>Bytes of a path, a query or a header, as they are written in an address.</summary>
    static readonly string[] Written = ["%00", "a%00b", "%ED%A0%80", "%ED%BF%BF", "%C3%28", "%FF", "%F4%90%80%80", "%5Cud800", "%EF%BF%BF", "%EF%BF%BD"];

    static readonly string[] Queries = ["q", "after", "bbox", "datetime", "filter", "province_code", "commune_code", "task", "plan", "agency", "layer", "name_vi", "lang", "f", "place", "\0", "%ED%A0%80"];

    [Fact]
    public async Task By_whatever_door_it_comes_the_next_over_the_same_connection_is_answered_rightly()
    {
        var layer = await service.NewLayer("point");
        var id = await service.NewFeature(layer, "POINT(106.1 16.7)", "Nơi đúng");
        await using var narrow = await TestService.StartAsync(Narrow(service.Database), service.Root, service.Log, []);
        var person = await service.NewPerson("planner");
        string[] right = [$"/api/features/{id}", $"/ogc/collections/{layer}/items/{id}", "/api/tasks?limit=2", "/api/plans"];
        var told = new List<string>();
        foreach (var address in right)
        {
            told.Add(await narrow.Http.GetStringAsync(address));
        }
        using var signedIn = narrow.Client(cookies: true);
        (await Send(signedIn, HttpMethod.Post, "/api/session", $$"""{"userName":"{{person.UserName}}","password":"{{person.Password}}"}""")).ShouldBe(HttpStatusCode.NoContent);

        var doors = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        doors.Count.ShouldBeGreaterThan(60);
        var asked = 0;
        foreach (var door in doors)
        {
            var pattern = "/" + door.RoutePattern.RawText!.TrimStart('/');
            foreach (var method in (door.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(method => method is not ("OPTIONS" or "HEAD")))
            {
                foreach (var bad in Written.Skip(asked % 3))
                {
                    var address = System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]*\}", bad);
                    var query = Queries[asked % Queries.Length];
                    var body = method == "GET" ? null : asked % 2 == 0 ? """{"name":"\ud800","reason":"\u0000","userName":"a\udfff"}""" : $$"""["{{Uri.UnescapeDataString(bad)}}"]""";
                    var status = await Send(asked % 4 == 0 ? narrow.Http : signedIn, new(method), $"{address}?{query}={bad}", body, bad);
                    ((int)status).ShouldBeLessThan(500, $"{method} {address}?{query}={bad}");
                    asked++;
                }
            }
            foreach (var (address, before) in right.Zip(told).Skip(asked % 2))
            {
                (await narrow.Http.GetStringAsync(address)).ShouldBe(before, $"after {pattern}");
            }
        }
        asked.ShouldBeGreaterThan(500);
    }

    static async Task<HttpStatusCode> Send(HttpClient client, HttpMethod method, string address, string? body, string? header = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(client.BaseAddress + address.TrimStart('/'), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"v{header}\"");
            request.Headers.TryAddWithoutValidation("If-None-Match", $"\"{header}\"");
            request.Headers.TryAddWithoutValidation("Accept-Language", header);
            request.Headers.TryAddWithoutValidation("User-Agent", header);
        }
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    static DatabaseAddress Narrow(DatabaseAddress address) => address with
    {
        Reader = Two(address.Reader!), Writer = Two(address.Writer!), Accounts = Two(address.Accounts!), Member = Two(address.Member!),
    };

    static string Two(string connection) => new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = 2, Timeout = 20 }.ConnectionString;
}
