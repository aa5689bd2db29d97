using System.Text.RegularExpressions;
using Dapper;
using EnvGis.Backups;
using EnvGis.Database;
using EnvGis.Tests.Architecture;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>What runs in the database is what the files of Database/Schema say, in a fresh database and in one from before.</summary>
public sealed partial class SchemaObjectTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Every_view_function_and_trigger_stands_in_one_file()
    {
        var defined = SchemaObjects.All.SelectMany(one => Definition().Matches(one.Sql).Select(match => Plain(match.Value))).Order(StringComparer.Ordinal).ToList();

        var there = await service.Rows<string>("""
            select kind || ' ' || name from (
                select 'function' as kind, p.pronamespace as schema, p.oid, 'pg_proc'::regclass as class, p.pronamespace::regnamespace || '.' || p.proname as name from pg_proc p
                union all
                select 'view', c.relnamespace, c.oid, 'pg_class'::regclass, c.relnamespace::regnamespace || '.' || c.relname from pg_class c where c.relkind = 'v'
                union all
                select 'trigger', c.relnamespace, c.oid, 'pg_class'::regclass, t.tgname || ' ' || c.relnamespace::regnamespace || '.' || c.relname
                from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and t.tgparentid = 0) one
            where schema::regnamespace::text not in ('pg_catalog', 'information_schema')
              and not exists (select from pg_depend d where d.classid = one.class and d.objid = one.oid and d.deptype = 'e')
            """);

        defined.ShouldBe(there.Select(name => name.Replace("\"", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_database_from_before_becomes_what_a_fresh_one_is_and_the_files_write_what_the_numbered_ones_left()
    {
        await using var fresh = await EarlierDatabase.MakeAsync(service, "001");
        (await Migrator.MigrateAsync(fresh.Owner, CancellationToken.None)).Objects.ShouldBeGreaterThan(100);
        var expected = await Dump(fresh);
        // As versions 0.1.0 and 0.2.0 left it, and as it was before the files.
        foreach (var before in (string[])["014", "017", "048"])
        {
            await using var earlier = await EarlierDatabase.MakeAsync(service, before);
            await Migrator.MigrateAsync(earlier.Owner, CancellationToken.None);
            (await Dump(earlier)).ShouldBe(expected, before);
            (await Migrator.MigrateAsync(earlier.Owner, CancellationToken.None)).ToString().ShouldBe("up to date");
        }

        // The record's files too, which an upgrade takes for written.
        await using var connection = await fresh.Owner.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("truncate env.schema_object");
        (await SchemaObjects.WriteAsync(fresh.Owner.Source, CancellationToken.None)).ShouldBe(SchemaObjects.All.Count);
        (await Dump(fresh)).ShouldBe(expected);
    }

    [Fact]
    public async Task What_another_version_wrote_is_written_anew_all_or_nothing()
    {
        await using var other = await EarlierDatabase.MakeAsync(service, "001");
        await Migrator.MigrateAsync(other.Owner, CancellationToken.None);
        await using var connection = await other.Owner.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            create or replace function env.is_date(value text) returns boolean language sql immutable strict parallel safe return false;
            create or replace function env.refuse() returns trigger language plpgsql as 'begin return null; end';
            update env.schema_object set hash = 'another' where name in ('env/is_date', 'env/refuse');
            insert into env.schema_object (name, hash) values ('env/of_a_version_to_come', 'x')
            """);

        // A view with other columns cannot be replaced: then the rest is not written either.
        await connection.ExecuteAsync("create or replace view plans.milestone as select *, 1 as more from env.milestone; update env.schema_object set hash = 'another' where name = 'plans/tables'");
        await Should.ThrowAsync<PostgresException>(() => Migrator.MigrateAsync(other.Owner, CancellationToken.None));
        (await connection.ExecuteScalarAsync<bool>("select env.is_date('2026-03-05')")).ShouldBeFalse();
        await connection.ExecuteAsync("drop view plans.milestone");

        var change = await Migrator.MigrateAsync(other.Owner, CancellationToken.None);

        change.ToString().ShouldBe("3 files of views and functions written anew");
        (await connection.ExecuteScalarAsync<bool>("select env.is_date('2026-03-05')")).ShouldBeTrue();
        (await connection.ExecuteScalarAsync<long>("select count(*) from env.schema_object where hash = 'another' or name = 'env/of_a_version_to_come'")).ShouldBe(0);
        (await connection.ExecuteScalarAsync<long>("select count(*) from env.schema_object")).ShouldBe(SchemaObjects.All.Count);
    }

    [Fact]
    public async Task Programs_that_start_at_once_on_one_database_go_one_after_the_other()
    {
        foreach (var before in (string[])["001", "048"])
        {
            await using var database = await EarlierDatabase.MakeAsync(service, before);
            var changes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrator.MigrateAsync(database.Owner, CancellationToken.None))));

            changes.Count(change => change.Migrations.Count > 0).ShouldBe(1, before);
            changes.Count(change => change.ToString() == "up to date").ShouldBe(3, before);
        }
    }

    [Fact]
    public async Task Texts_that_are_too_long_are_cut_where_they_are_kept_as_given_too()
    {
        await using var earlier = await EarlierDatabase.MakeAsync(service, "049");
        await using var connection = await earlier.Owner.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into env.plan (id, title_vi, title_en, doc_type, issuer, level, province_code, has_annex, date) values ('p', 'Thử', 'Test', 'Kế hoạch', 'Phép thử', 'province', '19', false, '2026-04');
            insert into env.task (id, plan_id, section, line, kind, title_vi, title_en, year_from, year_to, gis_relevance, position) values ('p/1', 'p', '1', 1, 'task', 'Việc', 'Task', 2026, 2030, 'none', 0);
            insert into env.task_progress (task_id, number, occurrence, state, on_day, note, author, agency) values ('p/1', 1, 'whole', 'underway', '2026-06-01', 'Ghi', repeat('a', 650), repeat('b', 400))
            """);

        await Migrator.MigrateAsync(earlier.Owner, CancellationToken.None);

        (await connection.ExecuteScalarAsync<string>("select length(author) || ' ' || length(agency) || ' ' || note from env.task_progress")).ShouldBe("600 300 Ghi");
        await Should.ThrowAsync<PostgresException>(() => connection.ExecuteAsync("update env.task_progress set note = 'Khác'"));
    }

    [Fact]
    public void A_numbered_file_that_was_released_is_not_edited()
    {
        var migrations = House.Migrations;
        var released = File.ReadAllLines(Path.Combine(service.Root, "tests", "fixtures", "migrations.sha256"))
            .Select(line => line.Split("  ")).ToDictionary(pair => pair[1], pair => pair[0], StringComparer.Ordinal);

        foreach (var file in Directory.GetFiles(migrations, "*.sql"))
        {
            released.ShouldContainKey(Path.GetFileName(file), "a new migration is released with its hash: sha256sum src/EnvGis.Record/Database/Migrations/*.sql");
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))).ShouldBe(released[Path.GetFileName(file)], file);
        }
        released.Count.ShouldBe(Directory.GetFiles(migrations, "*.sql").Length);
    }

    [Fact]
    public void What_comes_after_the_files_makes_no_function_view_or_trigger_in_a_numbered_one()
    {
        foreach (var file in Directory.GetFiles(House.Migrations, "*.sql").Where(file => string.CompareOrdinal(Path.GetFileName(file), "049") >= 0))
        {
            Made().Matches(File.ReadAllText(file)).Select(match => match.Value).ShouldBeEmpty($"{file}: the running text of these stands in Database/Schema");
        }
    }

    async Task<string> Dump(EarlierDatabase database)
    {
        var dump = await PostgresClient.RunAsync("pg_dump", ["--schema-only", "--no-owner"],
            new NpgsqlConnectionStringBuilder(service.Administrator) { Database = database.Name }.ConnectionString, CancellationToken.None);
        // A key made for each dump.
        return Restriction().Replace(dump, "");
    }

    static string Plain(string definition) =>
        Regex.Replace(Regex.Replace(definition, "^create (or replace )?(constraint )?", ""), @"^trigger ([a-z_]+)\s[^;]*?\son ([a-z_]+\.[a-z_]+)$", "trigger $1 $2", RegexOptions.Singleline);

    [GeneratedRegex(@"^create (or replace )?(function [a-z_]+\.[a-z_0-9]+|view [a-z_]+\.[a-z_0-9]+|(constraint )?trigger [a-z_]+\s[^;]*?\son [a-z_]+\.[a-z_]+)", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^\s*create (or replace )?(function|view|(constraint )?trigger) (?!pg_temp)\S+|pg_get_functiondef", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Made();

    [GeneratedRegex(@"^\\(un)?restrict .*$", RegexOptions.Multiline)]
    private static partial Regex Restriction();
}
