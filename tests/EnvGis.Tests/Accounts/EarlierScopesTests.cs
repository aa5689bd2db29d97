using Dapper;
using EnvGis.Database;
using EnvGis.Tests.Database;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>A database from before members of a scope had to exist.</summary>
public sealed class EarlierScopesTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task What_grants_and_keys_name_that_is_not_there_is_taken_out_and_never_becomes_everywhere()
    {
        await using var earlier = await EarlierDatabase.MakeAsync(service, "024");
        await using var connection = await earlier.Owner.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into env.layer (id, code_prefix, sort_order, geometry_kind, definition, rules)
            select 'landfills', 'BCL', 1, 'point', d, env.attribute_rules(d) from (select '{"id":"landfills","visibility":"public","attributes":[]}'::jsonb) x (d);
            insert into env.province (code, name, kind, valid_from, valid_to, centre) values
                ('19', 'Thái Nguyên', 'tỉnh', '2025-07-01', null, st_point(105.8, 21.6, 4326)), ('44', 'Quảng Trị', 'tỉnh', '2025-07-01', null, st_point(107, 16.8, 4326)),
                ('06', 'Bắc Kạn', 'tỉnh', '1997-01-01', '2025-06-30', st_point(105.8, 22.1, 4326));
            insert into env.commune (code, name, kind, province_code, valid_from, centre) values
                ('05503', 'Đại Phúc', 'xã', '19', '2025-07-01', st_point(105.8, 21.6, 4326)), ('19333', 'Đông Hà', 'phường', '44', '2025-07-01', st_point(107.1, 16.8, 4326));
            insert into account.person (user_name, normalized_user_name, name, security_stamp) values ('a.b.c', 'A.B.C', 'Người thử', 'x');
            insert into account.role_grant (person_id, role, provinces, communes, layers, granted_by) select p.id, g.role, g.provinces, g.communes, g.layers, 'test'
            from account.person p cross join (values
                ('viewer', null::text[], null::text[], array['*|*,x']), ('inspector', array['19'], array['19333'], null), ('planner', array['19', '06', '99'], null, array['landfills', 'x']),
                ('approver', array['19'], array['05503', '1,*|*'], null), ('administrator', null, null, null)) g (role, provinces, communes, layers);
            insert into account.api_key (consumer, prefix, key_hash, layers, provinces, acts, made_by, expires_at) values
                ('mọi nơi', 'egk_a', sha256('a'), array['*|*,x'], null, array['read-restricted'], 'test', now() + interval '1 day'),
                ('một phần', 'egk_b', sha256('b'), array['landfills', 'y'], array['19'], array['read-restricted'], 'test', now() + interval '1 day')
            """);
        await Migrator.MigrateAsync(earlier.Owner, CancellationToken.None);

        (await connection.QueryAsync<string>(
            "select concat_ws(' ', role, coalesce(provinces::text, '*'), coalesce(communes::text, '*'), coalesce(layers::text, '*')) from account.role_grant order by 1"))
            .ShouldBe(["administrator * * *", "approver {19} {05503} *", "planner {19} * {landfills}"]);
        (await connection.QueryAsync<string>("select concat_ws(' ', consumer, layers::text, revoked_at is not null) from account.api_key order by 1"))
            .ShouldBe(["một phần {landfills} f", "mọi nơi {\"*|*,x\"} t"], ignoreOrder: true);
        (await connection.ExecuteScalarAsync<long>("select count(*) from audit.entry where who = 'migration' and act = 'set-grants'")).ShouldBe(6);
    }
}
