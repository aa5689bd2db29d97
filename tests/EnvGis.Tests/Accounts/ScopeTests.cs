using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>What a scope may name, that C# and SQL mean the same by it, and that no login widens its own sight.</summary>
public sealed class ScopeTests(RunningService service) : IClassFixture<RunningService>
{
    public static TheoryData<string, string[]?, string[]?, string[]?> NotThere => new()
    {
        { "layers", null, null, ["*|*,x"] }, { "layers", ["19"], null, ["*"] }, { "layers", null, null, [""] }, { "layers", null, null, [null!] },
        { "layers", null, null, ["landfills", "no-such-layer"] }, { "layers", null, null, ["LANDFILLS"] },
        { "provinces", ["99"], null, null }, { "provinces", ["19 "], null, null }, { "provinces", ["*"], null, null }, { "provinces", ["19", "p44"], null, null },
        { "communes", ["19"], ["1,*|*"], null }, { "communes", ["19"], ["19333"], null }, { "communes", ["19"], ["05503", "00000"], null }, { "communes", ["19"], ["05503,19333"], null },
    };

    [Theory, MemberData(nameof(NotThere))]
    public async Task A_scope_that_names_what_is_not_there_is_refused_through_every_door(string part, string[]? provinces, string[]? communes, string[]? layers)
    {
        using var administrator = await service.SignedIn("administrator");
        var person = await service.NewPerson("viewer");
        var grants = new[] { new { role = "viewer", provinces, communes, layers } };
        await Refused(await administrator.PutAsJsonAsync($"/api/people/{person.Id}/grants", grants));
        await Refused(await administrator.PostAsJsonAsync("/api/people", new { userName = $"thu.{Guid.NewGuid():n}"[..20], name = "Người thử", grants }));
        if (communes is null)
        {
            await Refused(await administrator.PostAsJsonAsync("/api/keys", new { consumer = "Hệ thống thử", provinces, layers, days = 1 }));
        }
        var refused = await Should.ThrowAsync<PostgresException>(() => service.Sql(
            "insert into account.role_grant (person_id, role, provinces, communes, layers, granted_by) values (@Id, 'viewer', @provinces, @communes, @layers, 'test')",
            new { person.Id, provinces, communes, layers }));
        refused.SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
        (await service.Value<long>("select count(*) from account.role_grant where person_id = @Id", new { person.Id })).ShouldBe(1);

        async Task Refused(HttpResponseMessage answer)
        {
            using (answer)
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
                (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldMatch($@"“([^”]*\.)?{part}(\[[0-9]+\])?”");
            }
        }
    }

    [Fact]
    public async Task SQL_and_the_program_mean_the_same_by_any_scope()
    {
        // Members that look like the old joined words, like each other, and like nothing.
        string[] pieces = ["*", "|", ",", "19", "44", "p19", "c19333", "19333", "landfills", "", " ", "'", "\"", "{}", "\\", "NULL", "null", "đ", "đ", "[1]", "%", "\n", "𝔞"];
        var random = new Random(20_261_128);
        var scopes = new List<Scope>();
        var places = new List<(string Layer, string? Province, string? Commune)>();
        for (var i = 0; i < 2_000; i++)
        {
            scopes.Add(new(Members(), Members(), Members()));
            places.Add((Member(), random.Next(6) == 0 ? null : Member(), random.Next(6) == 0 ? null : Member()));
        }
        await using var connection = await service.Owner.OpenConnectionAsync();
        var given = (await connection.QueryAsync<bool>("""
            select member.sees(p.layer, p.province, p.commune,
                (select array_agg(row(s.layers, s.provinces, s.communes)::member.scope) from jsonb_to_recordset(jsonb_build_array(w.scope)) s (layers text[], provinces text[], communes text[])))
            from unnest(@scopes::jsonb[], @layers, @provinces, @communes) with ordinality p (scope, layer, province, commune, i)
            cross join lateral (select p.scope) w order by p.i
            """, new
        {
            scopes = scopes.ConvertAll(scope => JsonSerializer.Serialize(scope, ScopeJson.Default.Scope)).ToArray(), layers = places.ConvertAll(place => place.Layer).ToArray(),
            provinces = places.ConvertAll(place => place.Province).ToArray(), communes = places.ConvertAll(place => place.Commune).ToArray(),
        })).AsList();
        var held = scopes.Zip(places, (scope, place) => scope.Holds(place.Layer, place.Province, place.Commune)).ToList();
        held.Count(one => one).ShouldBeInRange(50, 1_950);
        for (var i = 0; i < given.Count; i++)
        {
            given[i].ShouldBe(held[i], $"{JsonSerializer.Serialize(scopes[i], ScopeJson.Default.Scope)} and {places[i]}");
        }

        string Member() => random.Next(3) == 0 ? pieces[random.Next(pieces.Length)] + pieces[random.Next(pieces.Length)] : pieces[random.Next(8)];
        string[]? Members() => random.Next(3) == 0 ? null : [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Member())];
    }

    [Fact]
    public async Task The_login_that_reads_for_members_cannot_give_itself_a_sight()
    {
        var closed = await service.NewLayer("point", visibility: "restricted");
        var id = await service.NewFeature(closed, "POINT(106.9 16.7)");
        var seen = $"select count(*) from member.feature where layer = '{closed}' and id = {id.ToString(CultureInfo.InvariantCulture)}";
        await using var member = NpgsqlDataSource.Create(service.Database.Member!);
        await using (var connection = await member.OpenConnectionAsync())
        {
            foreach (var claim in new[] { "*|*", "*", "[{\"layers\":null,\"provinces\":null,\"communes\":null}]", "{\"(,,)\"}", new string('0', 64), "" })
            {
                foreach (var setting in new[] { "envgis.sees", "envgis.sight", "envgis.scopes", "envgis.given" })
                {
                    await connection.ExecuteAsync("select set_config(@setting, @claim, false)", new { setting, claim });
                }
                (await connection.ExecuteScalarAsync<bool>("select member.enter(@claim)", new { claim })).ShouldBeFalse();
                (await connection.ExecuteScalarAsync<long>(seen)).ShouldBe(0, claim);
            }
            foreach (var sql in new[]
            {
                "select * from account.sight", "select account.give_sight(sha256('x'), '[{}]', 60)", "set role envgis", "set role envgis_accounts", "set session authorization envgis",
                "create function member.given() returns member.scope[] language sql return null", "create schema more", "create table public.more (i int)",
                "create or replace function member.given() returns member.scope[] language sql return array[row(null, null, null)::member.scope]",
            })
            {
                (await Should.ThrowAsync<PostgresException>(() => connection.ExecuteAsync(sql))).SqlState.ShouldBeOneOf(
                    [PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.InvalidParameterValue], sql);
            }
        }
        // The readers of what is public and the writers cannot either.
        foreach (var login in new[] { service.Database.Reader!, service.Database.Writer! })
        {
            await using var other = NpgsqlDataSource.Create(login);
            await using var command = other.CreateCommand("select account.give_sight(sha256('x'), '[{}]', 60)");
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteScalarAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
        // What was really given shows just that, until its time is over.
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        await service.Sql("select account.give_sight(@hash, @scopes::jsonb, 600)", new { hash, scopes = $$"""[{"layers":["{{closed}}"]}]""" });
        await using (var connection = await member.OpenConnectionAsync())
        {
            (await connection.ExecuteScalarAsync<bool>("select member.enter(@secret)", new { secret })).ShouldBeTrue();
            (await connection.ExecuteScalarAsync<long>(seen)).ShouldBe(1);
            await service.Sql("update account.sight set expires_at = now() where key_hash = @hash", new { hash });
            (await connection.ExecuteScalarAsync<long>(seen)).ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_commune_of_another_province_than_the_grants_is_not_seen()
    {
        // As no door lets it be stored: what reads must not depend on that.
        var sight = new Caller(1, "x", null, null, [new(Role.Viewer, new(["19"], ["19333"], null))], null);
        var closed = await service.NewLayer("point", visibility: "restricted");
        await service.Sql("""
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, valid, commune_id)
            values (@closed, 'Nơi thử', st_point(106.9, 16.7, 4326), 'digitised', 10, daterange('2026-01-01', null), (select id from env.commune where code = '19333' and valid_to is null))
            """, new { closed });
        var seen = await service.Services.GetRequiredService<Sights>().OfAsync(sight, CancellationToken.None);
        await using var connection = await seen.Database.Source.OpenConnectionAsync();
        (await connection.ExecuteScalarAsync<long>("select count(*) from feature where layer = @closed", new { closed })).ShouldBe(0);
        new Scope(["19"], ["19333"], null).Holds(closed, "44", "19333").ShouldBeFalse();
    }

    [Fact]
    public async Task Forty_scopes_at_once_are_each_answered_with_their_own()
    {
        var layers = new List<string>();
        var ids = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            layers.Add(await service.NewLayer("point", visibility: "restricted"));
            ids.Add(await service.NewFeature(layers[i], "POINT(106.9 16.7)"));
        }
        // A key for each way of choosing two or three of the eight: 40 scopes.
        var keys = new List<(string Secret, HashSet<int> Sees)>();
        for (var mask = 1; mask < 256 && keys.Count < 40; mask++)
        {
            var sees = Enumerable.Range(0, 8).Where(bit => (mask >> bit & 1) == 1).ToHashSet();
            if (sees.Count is 2 or 3)
            {
                var secret = "egk_" + Guid.NewGuid().ToString("n");
                await service.Sql("""
                    insert into account.api_key (consumer, prefix, key_hash, layers, acts, made_by, expires_at)
                    values ('Hệ thống thử', 'egk_', @hash, @layers, array['read-restricted'], 'test', now() + interval '1 hour')
                    """, new { hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret)), layers = sees.Select(one => layers[one]).ToArray() });
                keys.Add((secret, sees));
            }
        }
        keys.Count.ShouldBe(40);
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancellationToken) =>
        {
            var (secret, sees) = keys[i % keys.Count];
            var asked = i / keys.Count % 8;
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/features/{ids[asked].ToString(CultureInfo.InvariantCulture)}/geometry");
            request.Headers.Authorization = new("Bearer", secret);
            using var answer = await service.Http.SendAsync(request, cancellationToken);
            if (answer.StatusCode != (sees.Contains(asked) ? HttpStatusCode.OK : HttpStatusCode.NotFound))
            {
                wrong.Enqueue($"{i}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            }
        });
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_that_the_database_has_lost_is_given_anew()
    {
        var closed = await service.NewLayer("point", visibility: "restricted");
        var id = await service.NewFeature(closed, "POINT(106.9 16.7)");
        using var viewer = await service.SignedIn("viewer", layers: [closed]);
        (await viewer.GetAsync($"/api/features/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await service.Sql("delete from account.sight");
        (await viewer.GetAsync($"/api/features/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
