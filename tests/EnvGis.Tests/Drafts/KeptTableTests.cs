using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Drafts;

/// <summary>What is kept is kept from being emptied too, and what the guards go by is written by migrations alone. Asked of the catalogue, so that a table of tomorrow is asked as well.</summary>
public sealed class KeptTableTests(RunningService service) : IClassFixture<RunningService>
{
    /// <summary>Of pg_trigger.tgtype: for each row, before, insert, delete, update, truncate.</summary>
    const int Delete = 8, Truncate = 32;

    [Fact]
    public async Task Every_table_that_is_kept_refuses_to_be_deleted_from_and_to_be_emptied()
    {
        var kept = await service.Rows<(string Table, int Does)>("""
            select format('%I.%I', n.nspname, c.relname), bit_or(t.tgtype::integer)
            from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
            where not t.tgisinternal and t.tgname like 'keep%' and t.tgenabled <> 'D'
            group by 1 order by 1
            """);
        kept.Count.ShouldBeGreaterThan(20);
        // Those that nobody may change; a boundary is deleted and a report withdrawn, but neither table is emptied.
        kept.Where(one => (one.Does & Delete) == 0).Select(one => one.Table).ShouldBe(["env.boundary", "env.draft_feature", "env.task_progress"]);
        kept.Where(one => (one.Does & Truncate) == 0).Select(one => one.Table).ShouldBeEmpty();
        foreach (var (table, does) in kept)
        {
            (await RefusedAsync($"truncate {table} cascade")).ShouldBeTrue(table);
            // The record of acts is read through its own doors.
            if ((does & Delete) != 0 && !table.StartsWith("audit.", StringComparison.Ordinal) && await service.Value<bool>($"select exists (select from {table})"))
            {
                (await RefusedAsync($"delete from {table}")).ShouldBeTrue(table);
            }
        }
    }

    public static TheoryData<string> Steps =>
    [
        "insert into env.draft_step values ('draft', 'in_force', 'submit')", "update env.draft_step set act = 'submit'", "update env.draft_step set act = 'submit' where false",
        "delete from env.draft_step where act = 'void'", "truncate env.draft_step", "insert into env.draft_state values ('done', 'Xong', 'Done', true, 99)",
        "update env.draft_state set takes_changes = true where state = 'approved'", "delete from env.draft_state where state = 'rejected'", "truncate env.draft_state cascade",
    ];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Which_states_and_steps_there_are_is_not_changed_in_a_running_service(string sql)
    {
        (await RefusedAsync(sql)).ShouldBeTrue();
        (await service.Value<long>("select count(*) from env.draft_step")).ShouldBe(14);
    }

    [Fact]
    public async Task A_migration_adds_a_step_as_the_docs_say()
    {
        await service.Sql("""
            begin;
            alter table env.draft_step disable trigger user;
            insert into env.draft_step values ('rejected', 'draft', 'thử');
            alter table env.draft_step enable trigger user;
            rollback
            """);
        (await RefusedAsync("delete from env.draft_step")).ShouldBeTrue();
    }

    /// <summary>As the owner of the schemas, who does not own the record of acts; nothing stays of what is not refused.</summary>
    async Task<bool> RefusedAsync(string sql)
    {
        try
        {
            await service.Sql($"begin; {sql}; rollback");
            return false;
        }
        catch (PostgresException refused) when (refused.SqlState is "23000" or "23514" or "42501")
        {
            return true;
        }
    }
}
