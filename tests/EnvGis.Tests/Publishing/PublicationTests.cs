using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Publishing;

/// <summary>What is published is what stands, whoever writes while the calendar publishes, and however many processes do that at the same moment.</summary>
public sealed class PublicationTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>What somebody has written and not committed yet as the day is published, and what stands and is to be published afterwards.</summary>
    public static TheoryData<string, string?> Writings => new()
    {
        { "update env.current_feature set name_vi = 'Tên sau' where id = @id", "Tên sau" },
        { "delete from env.current_feature where id = @id", null },
        { "update env.current_feature set valid = daterange('2026-01-01', env.today()) where id = @id", null },
        { "update env.current_feature set geom = st_point(105.9, 21.6, 4326), name_vi = 'Dời đi' where id = @id", "Dời đi" },
    };

    [Theory]
    [MemberData(nameof(Writings))]
    public async Task What_is_written_while_the_day_is_published_is_what_everybody_sees(string writing, string? name)
    {
        var layer = await service.NewLayer("point");
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        // As of a place that begins today and whose day nobody has published yet.
        await service.Sql("delete from published.feature where id = @id", new { id });
        await service.Sql("delete from env.publication_day");

        await using var writer = await Session();
        await using var calendar = await Session();
        await using var transaction = await writer.BeginTransactionAsync();
        await Run(writer, writing.Replace("@id", $"{id}", StringComparison.Ordinal));
        var publishing = Run(calendar, "select env.publish_today()");
        await Until.So(async () => await service.Value<bool>("select exists (select from pg_stat_activity where pid = @pid and wait_event_type = 'Lock')", new { pid = calendar.ProcessID }) || publishing.IsCompleted, "the calendar at the place that is written");
        await transaction.CommitAsync();
        await publishing;

        (await service.Value<string>("select name_vi from env.current_feature where id = @id and valid @> env.today()", new { id })).ShouldBe(name);
        (await service.Value<string>("select name_vi from published.feature where id = @id", new { id })).ShouldBe(name);
        // The feed ends with what is seen; of one that nobody has seen yet it may say nothing.
        if (name is not null)
        {
            (await service.Value<bool>("select (select version_id from env.change where feature_id = @id order by id desc limit 1) = (select version_id from published.feature where id = @id)", new { id })).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Processes_that_come_at_the_same_midnight_tell_each_place_once()
    {
        var layer = await service.NewLayer("point");
        var ids = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            ids.Add(await service.NewFeature(layer, "POINT(105.8 21.6)"));
        }
        await service.Sql("update env.current_feature set valid = daterange('2026-01-01', env.today() + 1) where id = any(@ids)", new { ids });
        var before = await service.Value<long>("select count(*) from env.change where feature_id = any(@ids)", new { ids });
        // As the owner: the service's own login has the day of the clock and no other.
        var sessions = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Session(service.Database.Owner)));

        await Task.WhenAll(sessions.Select(session => Run(session, "select env.publish_due(env.today() + 1)")));

        (await service.Value<long>("select count(*) from env.change where feature_id = any(@ids)", new { ids }) - before).ShouldBe(ids.Count);
        (await service.Value<int>("select changed from env.publication_day where day = env.today() + 1")).ShouldBe(ids.Count);
        foreach (var session in sessions)
        {
            await session.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_services_login_publishes_no_day_to_come()
    {
        await using var session = await Session();
        (await Should.ThrowAsync<PostgresException>(Run(session, "select env.publish_due(env.today() + 1)"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await service.Value<bool>("select exists (select from env.publication_day where day > env.today() + 1)")).ShouldBeFalse();
    }

    async Task<NpgsqlConnection> Session(string? login = null)
    {
        var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(login ?? service.Database.Writer!) { Pooling = false }.ConnectionString);
        await session.OpenAsync();
        return session;
    }

    static async Task Run(NpgsqlConnection session, string sql)
    {
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync();
    }
}
