using Dapper;
using EnvGis.Database;
using EnvGis.Tests.Database;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>A database from before progress was reported of an occurrence.</summary>
public sealed class EarlierProgressTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task What_was_reported_tells_of_the_occurrence_whose_last_day_was_nearest()
    {
        await using var earlier = await EarlierDatabase.MakeAsync(service, "042");
        await using var connection = await earlier.Owner.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into env.plan (id, title_vi, title_en, doc_type, issuer, level, province_code, has_annex, date) values ('p', 'Thử', 'Test', 'Kế hoạch', 'Phép thử', 'province', '19', false, '2026-04');
            insert into env.task (id, plan_id, section, line, kind, title_vi, title_en, year_from, year_to, gis_relevance, position) values
                ('p/yearly', 'p', '1', 1, 'task', 'Báo cáo', 'Report', null, null, 'none', 0), ('p/mark', 'p', '2', 2, 'task', 'Mốc', 'Mark', 2026, 2026, 'none', 1),
                ('p/once', 'p', '3', 3, 'task', 'Việc', 'Task', 2026, 2030, 'none', 2);
            insert into env.report_deadline (plan_id, position, who, recipient, due, recurrence, section, task_id) values ('p', 0, 'Ai', 'Ai đó', '12-15', 'annual', '1', 'p/yearly');
            insert into env.milestone (id, plan_id, title_vi, title_en, due, task_id) values ('p/MS-1', 'p', 'Mốc', 'Mark', '2026-12-31', 'p/mark');
            insert into env.task_progress (task_id, number, state, on_day, note, author, agency) values
                ('p/yearly', 1, 'underway', '2026-04-20', 'Mới bắt đầu', 'a', 'b'), ('p/yearly', 2, 'done', '2026-12-01', 'Đúng hạn', 'a', 'b'),
                ('p/yearly', 3, 'done', '2027-01-10', 'Gửi chậm', 'a', 'b'), ('p/yearly', 4, 'underway', '2027-09-01', 'Kỳ sau', 'a', 'b'),
                ('p/mark', 1, 'done', '2026-11-01', 'Xong', 'a', 'b'), ('p/once', 1, 'stuck', '2026-11-01', 'Vướng', 'a', 'b')
            """);

        await Migrator.MigrateAsync(earlier.Owner, CancellationToken.None);

        (await connection.QueryAsync<string>("select concat_ws(' ', task_id, number, occurrence, state, on_day, note) from env.task_progress order by task_id, number")).ShouldBe([
            "p/mark 1 p/MS-1 done 2026-11-01 Xong", "p/once 1 whole stuck 2026-11-01 Vướng", "p/yearly 1 2026 underway 2026-04-20 Mới bắt đầu",
            "p/yearly 2 2026 done 2026-12-01 Đúng hạn", "p/yearly 3 2026 done 2027-01-10 Gửi chậm", "p/yearly 4 2027 underway 2027-09-01 Kỳ sau",
        ]);
        // They are kept as they were given, still.
        await Should.ThrowAsync<Npgsql.PostgresException>(() => connection.ExecuteAsync("update env.task_progress set state = 'done'"));
    }
}
