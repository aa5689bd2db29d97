using System.Net;
using System.Net.Http.Json;
using EnvGis.Tests.Features;
using EnvGis.Tests.Tiles;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>Days that nobody can have meant are refused by the database itself, and one that stands already harms nobody.</summary>
public sealed class DayTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("[2026-01-01,12000-01-01)")]
    [InlineData("[2026-01-01,9999-12-31]")]
    [InlineData("[2026-01-01,3000-01-02)")]
    [InlineData("[\"0044-03-15 BC\",)")]
    [InlineData("[0202-03-04,)")]
    [InlineData("[1799-12-31,)")]
    [InlineData("[-infinity,)")]
    [InlineData("[-infinity,infinity)")]
    public async Task A_period_beyond_reason_is_refused_with_a_sentence(string valid)
    {
        var layer = await service.NewLayer("point");

        var refused = await Should.ThrowAsync<PostgresException>(() => Insert(layer, valid));

        refused.SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
        refused.MessageText.ShouldContain("1800 to 2999");
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        (await Should.ThrowAsync<PostgresException>(() => service.Sql("update env.current_feature set valid = @valid::daterange where id = @id", new { id, valid })))
            .MessageText.ShouldContain("1800 to 2999");
    }

    [Theory]
    [InlineData("[2026-01-01,infinity)", "2026-01-01", null)]
    [InlineData("[2026-01-01,infinity]", "2026-01-01", null)]
    [InlineData("[1800-01-01,3000-01-01)", "1800-01-01", "2999-12-31")]
    [InlineData("[2024-02-29,2028-03-01)", "2024-02-29", "2028-02-29")]
    public async Task An_end_at_infinity_is_an_open_end(string valid, string first, string? last)
    {
        var layer = await service.NewLayer("point");

        var id = await Insert(layer, valid);

        (await service.Value<bool>("select upper_inf(valid) from published.feature where id = @id", new { id })).ShouldBe(last is null);
        var properties = (await service.Json($"/ogc/collections/{layer}/items/{id}")).GetProperty("properties");
        properties.GetProperty("valid_from").GetString().ShouldBe(first);
        properties.GetProperty("valid_to").GetString().ShouldBe(last);
    }

    [Theory]
    [InlineData("[2026-01-01,12000-01-01)", "2026-01-01", null)]
    [InlineData("[2026-01-01,infinity)", "2026-01-01", null)]
    [InlineData("[\"0044-03-15 BC\",)", null, null)]
    [InlineData("[-infinity,infinity)", null, null)]
    public async Task What_stands_in_the_table_from_before_is_told_by_every_door(string valid, string? first, string? last)
    {
        var layer = await service.NewLayer("point", """[{"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"text","edit":true}]""");
        await service.NewFeature(layer, "POINT(105.81 21.6)");
        long id;
        await using (var connection = await service.Owner.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var before = new NpgsqlCommand("alter table env.feature_version disable trigger a_settle_days", connection);
            await before.ExecuteNonQueryAsync();
            await using var insert = new NpgsqlCommand(InsertSql.Replace("@layer", "$1", StringComparison.Ordinal).Replace("@valid", "$2", StringComparison.Ordinal), connection);
            insert.Parameters.Add(new() { Value = layer });
            insert.Parameters.Add(new() { Value = valid });
            id = (long)(await insert.ExecuteScalarAsync())!;
            await using var after = new NpgsqlCommand("alter table env.feature_version enable trigger a_settle_days", connection);
            await after.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
        var version = await service.Value<long>("select id from env.feature_version where feature_id = @id", new { id });

        foreach (var address in (string[])
        [
            $"/ogc/collections/{layer}/items", $"/ogc/collections/{layer}/items/{id}", $"/ogc/collections/{layer}", "/ogc/collections", $"/api/features/{id}",
            $"/api/features/{id}?datetime=2026-11-28", $"/api/features/{id}/versions/{version}", $"/exports/{layer}.geojson", $"/exports/{layer}.geojson?datetime=2026-11-28",
            $"/ogc/collections/{layer}/items?datetime=2026-11-28", $"/ogc/collections/{layer}/items?datetime=../..", TileClient.AddressAt(layer, 105.8, 21.6, 10),
            $"/api/list?layers={layer}", $"/api/list.csv?layers={layer}", $"/api/facets?layers={layer}", $"/api/overview?layers={layer}",
            $"/api/overview/changes?layers={layer}&clock=valid", $"/api/overview/changes?layers={layer}&clock=valid&by=day", $"/api/places?q=Thử ngày",
        ])
        {
            using var answer = await service.Http.GetAsync(address);
            ((int)answer.StatusCode).ShouldBeLessThan(300, $"{address}: {await answer.Content.ReadAsStringAsync()}");
        }
        var properties = (await service.Json($"/ogc/collections/{layer}/items/{id}")).GetProperty("properties");
        properties.GetProperty("valid_from").GetString().ShouldBe(first);
        properties.GetProperty("valid_to").GetString().ShouldBe(last);
        // It goes on being corrected like any other.
        using var inspector = await service.SignedIn("inspector");
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/features/{id}") { Content = JsonContent.Create(new { attributes = new { kind = "mới" }, note = "Kiểm tra" }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
        using (var answer = await inspector.SendAsync(request))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        }
        (await service.Json($"/ogc/collections/{layer}/items/{id}")).GetProperty("properties").GetProperty("kind").GetString().ShouldBe("mới");
        // Somebody can mend it: the next version has days of its own.
        await service.Sql("update env.current_feature set valid = case when valid @> env.today() then daterange(env.today(), null) else daterange('2026-01-01', env.today()) end where id = @id", new { id });
        (await service.Rows<string>("select concat_ws(' ', lower(valid) = '2026-01-01', lower(valid) = env.today(), upper(valid) = env.today()) from env.current_feature where id = @id order by valid", new { id }))
            .ShouldBe(["t f t", "f t"]);
    }

    [Theory]
    [InlineData("2026-11-28", true)]
    [InlineData("1800-01-01", true)]
    [InlineData("2999-12-31", true)]
    [InlineData("2024-02-29", true)]
    [InlineData("2023-02-29", false)]
    [InlineData("1799-12-31", false)]
    [InlineData("3000-01-01", false)]
    [InlineData("0202-03-04", false)]
    [InlineData("12000-01-01", false)]
    public async Task A_day_of_an_attribute_keeps_within_reason(string day, bool isOne)
    {
        (await service.Value<bool>("select env.is_date(@day)", new { day })).ShouldBe(isOne);
    }

    const string InsertSql = """
        insert into env.current_feature (layer, name_vi, geom, position_source, accuracy_m, valid)
        values (@layer, 'Thử ngày', st_point(105.8, 21.6, 4326), 'digitised', 5, @valid::daterange) returning id
        """;

    async Task<long> Insert(string layer, string valid) => await service.Value<long>(InsertSql, new { layer, valid });
}
