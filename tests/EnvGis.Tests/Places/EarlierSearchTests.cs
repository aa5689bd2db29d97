using Dapper;
using EnvGis.Commands;
using EnvGis.Tests.Database;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>A database from before search asked documents of words.</summary>
public sealed class EarlierSearchTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Places_that_were_there_before_are_found_after_the_first_start()
    {
        await using var earlier = await EarlierDatabase.MakeAsync(service, "044");
        await using var connection = await earlier.Owner.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into env.layer (id, code_prefix, sort_order, geometry_kind, definition, rules) values
                ('old-sites', 'OLDS', 1, 'point', '{"title":{"vi":"Nơi cũ","en":"Old sites"},"visibility":"public","attributes":[]}', env.attribute_rules('{"attributes":[]}')),
                ('bare-sites', 'BARE', 2, 'point', '{"visibility":"public","attributes":[]}', env.attribute_rules('{"attributes":[]}'));
            insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m) values
                ('old-sites', 'Kho Đồng Tiến', st_geomfromtext('POINT(105.8 21.5)', 4326), 'digitised', 10),
                ('bare-sites', 'Kho không tên lớp', st_geomfromtext('POINT(105.8 21.5)', 4326), 'digitised', 10);
            select env.publish(array(select id from env.feature))
            """);

        (await connection.ExecuteScalarAsync<long>("select count(*) from published.feature")).ShouldBe(2);
        await Preparation.RunAsync(earlier.Owner, service.Root, new Steps(TextWriter.Null), CancellationToken.None);

        (await connection.QueryAsync<string>("select name_key from published.feature_document where layer in ('old-sites', 'bare-sites') order by 1"))
            .ShouldBe(["kho dong tien", "kho khong ten lop"]);
        (await connection.ExecuteScalarAsync<bool>("select words @@ to_tsquery('simple', 'sites:* & tien:*') from published.feature_document where layer = 'old-sites'")).ShouldBeTrue();
        (await connection.ExecuteScalarAsync<long>("select count(*) from env.task t where not exists (select from env.task_document d where d.task_id = t.id)")).ShouldBe(0);
    }
}
