using Dapper;
using EnvGis.Database;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>What SQL may put where the service reads a list or a name: a row of values, and texts of a length.</summary>
public sealed class ListColumnTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Every_column_that_holds_a_list_takes_one_row_of_values_only() =>
        (await service.Rows<string>("""
            select c.oid::regclass || '.' || a.attname
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
            where c.relnamespace::regnamespace::text in ('env', 'account', 'published', 'restricted', 'member') and c.relkind in ('r', 'p') and not c.relispartition
              and t.typcategory = 'A' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
              and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.convalidated and a.attnum = any (k.conkey)
                and pg_get_constraintdef(k.oid) ~ 'array_ndims.*array_lower.*array_position')
            """)).ShouldBeEmpty();

    public static TheoryData<string> NoLists => new("{{19},{44}}", "{{19,44}}", "{19,NULL}", "[0:1]={19,44}");

    [Theory]
    [MemberData(nameof(NoLists))]
    public async Task A_list_of_lists_in_a_grant_or_a_key_is_refused_and_every_page_of_people_goes_on(string written)
    {
        var person = await service.NewPerson("viewer");
        foreach (var part in new[] { "provinces", "layers" })
        {
            (await Should.ThrowAsync<PostgresException>(() => service.Sql($"insert into account.role_grant (person_id, role, {part}, granted_by) values (@Id, 'viewer', @written::text[], 'test')",
                new { person.Id, written }))).SqlState.ShouldStartWith("23", Case.Sensitive, part);
            await Should.ThrowAsync<PostgresException>(() => service.Sql($"""
                insert into account.api_key (consumer, prefix, key_hash, {part}, acts, made_by, expires_at) values ('x', 'egk_x', sha256('x'), @written::text[], '{"{}"}', 'test', now() + interval '1 day')
                """, new { written }));
        }
        await Should.ThrowAsync<PostgresException>(() => service.Sql(
            "insert into account.role_grant (person_id, role, provinces, communes, granted_by) values (@Id, 'viewer', array['19'], @written::text[], 'test')", new { person.Id, written }));
        using var administrator = await service.SignedIn("administrator");
        foreach (var address in new[] { "/api/me", "/api/people", "/api/audit", "/api/keys" })
        {
            (await administrator.GetAsync(address)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, address);
        }
    }

    [Fact]
    public async Task Lists_of_lists_that_stand_are_made_lists_and_one_of_nothing_is_told()
    {
        await using var earlier = await EarlierDatabase.MakeAsync(service, "048");
        await using var connection = await earlier.Owner.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into env.province (code, name, kind, valid_from, centre) values ('19', 'Thái Nguyên', 'tỉnh', '2025-07-01', st_point(105.8, 21.6, 4326)), ('44', 'Quảng Trị', 'tỉnh', '2025-07-01', st_point(107, 16.8, 4326));
            insert into account.person (user_name, normalized_user_name, name, security_stamp) values ('a.b.c', 'A.B.C', 'Người thử', 'x');
            set session_replication_role = replica;
            insert into account.role_grant (person_id, role, provinces, granted_by) select id, 'viewer', g, 'test' from account.person, unnest(array['{{19},{44}}', '[0:1]={19,NULL}']) w (g_text), lateral (select g_text::text[]) x (g);
            insert into account.role_grant (person_id, role, provinces, granted_by) select id, 'planner', '{NULL}', 'test' from account.person;
            reset session_replication_role
            """);

        (await Should.ThrowAsync<PostgresException>(() => Migrator.MigrateAsync(earlier.Owner, CancellationToken.None))).MessageText.ShouldContain("account.role_grant");
        await connection.ExecuteAsync("delete from account.role_grant where role = 'planner'");
        await Migrator.MigrateAsync(earlier.Owner, CancellationToken.None);

        (await connection.QueryAsync<string>("select provinces::text from account.role_grant order by 1")).ShouldBe(["{19}", "{19,44}"], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_text_that_a_login_of_the_service_can_write_has_an_end() =>
        (await service.Rows<string>("""
            select c.oid::regclass || '.' || a.attname
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
            where c.relnamespace::regnamespace::text in ('env', 'account', 'staging', 'audit', 'published', 'restricted', 'member') and c.relkind in ('r', 'p') and not c.relispartition
              and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and (t.typname in ('text', 'varchar', 'bytea', 'json', 'jsonb', 'xml') or t.typcategory = 'A')
              and exists (select from unnest(array['envgis_writer', 'envgis_accounts', 'envgis_reader', 'envgis_member']) login
                where has_column_privilege(login, c.oid, a.attnum, 'insert') or has_column_privilege(login, c.oid, a.attnum, 'update'))
              -- The rules of its layer say what each may hold; two are asked below; what a position is known by is a word of its vocabulary (WordTests).
              and (c.relname, a.attname) not in (('feature_version', 'attributes'), ('feature_version', 'author'), ('feature_version', 'reason'), ('feature_version', 'position_source'))
              and not exists (select from pg_constraint k where k.conrelid = c.oid and a.attnum = any (k.conkey)
                and (k.contype = 'f' or k.contype = 'c' and pg_get_constraintdef(k.oid) ~ ('length\([^<>]*\y' || a.attname || '\y|\y' || a.attname || '\)* (= ANY|<@|~) |= cardinality\(' || a.attname || '\)')))
            """)).ShouldBeEmpty();

    public static TheoryData<string, string> LongTexts => new()
    {
        { "envgis_accounts", "update account.person set password_hash = repeat('x', 10001)" },
        { "envgis_accounts", "insert into account.person_login (login_provider, provider_key, person_id) select 'x', repeat('x', 10001), max(id) from account.person" },
        { "envgis_writer", "insert into staging.import (layer, file_name, sha256, author, options, state) select max(id), repeat('x', 10001), 'x', 'x', '{}', 'running' from env.layer" },
        { "envgis_writer", "update env.task set notes = repeat('x', 10001)" },
        { "envgis_writer", "update env.plan set notes_vi = array_fill(repeat('x', 1000), array[200])" },
        { "envgis_writer", "select audit.append(null, 'x', null, 'x', 'x', 'done', to_jsonb(repeat('x', 1000001)))" },
        { "envgis_writer", "select audit.append(null, 'x', null, repeat('x', 101), 'x', 'done', null)" },
    };

    [Theory]
    [MemberData(nameof(LongTexts))]
    public async Task A_text_without_end_is_refused_of_a_login_of_the_service(string login, string sql)
    {
        await service.NewPerson("viewer");
        (await Should.ThrowAsync<PostgresException>(() => service.Sql($"set role {login}; {sql}; reset role"))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
    }

    [Theory]
    [InlineData("reason", 1000)]
    [InlineData("author", 600)]
    public async Task A_version_tells_why_and_by_whom_in_as_many_letters_as_at_any_door(string part, int most)
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        foreach (var (letters, taken) in new[] { (most, true), (most + 1, false), (10_000_000, false) })
        {
            var sql = $"update env.current_feature set name_vi = @name, {part} = @text where id = @id";
            var given = new { id, name = $"Tên {letters}", text = new string('x', letters) };
            if (taken)
            {
                await service.Sql(sql, given);
            }
            else
            {
                (await Should.ThrowAsync<PostgresException>(() => service.Sql(sql, given))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
            }
        }
    }
}
