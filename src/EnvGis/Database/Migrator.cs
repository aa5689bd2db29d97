using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace EnvGis.Database;

/// <summary>Brings a database to the schema of this version; the history table and its lock are EF Core's.</summary>
static class Migrator
{
    /// <returns>What was run and written; neither when there was nothing to do.</returns>
    /// <exception cref="SetupException">The login may not create what a migration needs, or the database is newer than this program.</exception>
    public static async Task<SchemaChange> MigrateAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        // Programs that start at once on one database go one after the other, objects included; EF Core's own lock ends with each migration.
        await using var turn = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var waiting = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('EnvGis schema', 0))", turn) { CommandTimeout = 0 };
        await waiting.ExecuteNonQueryAsync(cancellationToken);
        try
        {
            return await InTurnAsync(database, cancellationToken);
        }
        finally
        {
            await using var done = new NpgsqlCommand("select pg_advisory_unlock(hashtextextended('EnvGis schema', 0))", turn);
            await done.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    static async Task<SchemaChange> InTurnAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        await using var context = Context(database.Source);
        // A new index over a million features takes as long as it takes.
        context.Database.SetCommandTimeout(TimeSpan.Zero);
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        try
        {
            var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
            if (applied.FirstOrDefault(name => !known.Contains(name)) is { } newer)
            {
                throw new SetupException($"Cơ sở dữ liệu này do phiên bản EnvGis mới hơn tạo ra (có {newer}). Hãy chạy phiên bản đó, hoặc dùng cơ sở dữ liệu khác.",
                    $"This database was made by a newer EnvGis (it has {newer}). Start that version, or use another database.");
            }
            var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            if (pending.Count > 0 || await SchemaObjects.AnyDiffersAsync(database.Source, cancellationToken))
            {
                // It ends when it has ended, on a slow disk too.
                context.Database.SetCommandTimeout(0);
                await RecordOwner.LendAsync(database, cancellationToken);
                int written;
                try
                {
                    await context.Database.MigrateAsync(cancellationToken);
                    written = await SchemaObjects.WriteAsync(database.Source, cancellationToken);
                }
                finally
                {
                    await RecordOwner.SettleAsync(database, CancellationToken.None);
                }
                // PostGIS types were unknown to connections opened before the extension came.
                await database.Source.ReloadTypesAsync(cancellationToken);
                return new(pending, written);
            }
            await RecordOwner.SettleAsync(database, cancellationToken);
            return new([], 0);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or "0A000" or "58P01")
        {
            throw new SetupException($"""
                Tài khoản cơ sở dữ liệu không được phép dựng EnvGis; hãy nhờ quản trị viên chạy các lệnh dưới đây. /
                The database login may not set up EnvGis: {refused.MessageText}. Let an administrator run in that database:
                create extension postgis; create extension btree_gist; create extension unaccent; create extension pg_trgm;
                create role envgis_reader; create role envgis_writer; create role envgis_accounts; create role envgis_member; create role envgis_record;
                grant envgis_reader, envgis_writer, envgis_accounts, envgis_member, envgis_record to <login>; grant select, insert, update on spatial_ref_sys to <login>;
                alter function geometry_overlaps(geometry, geometry) leakproof; -- restricted layers are then drawn by their index
                do $$ declare told regprocedure; begin for told in select oid from pg_proc where proname in ('st_estimatedextent', '_postgis_stats', '_postgis_selectivity', '_postgis_join_selectivity', '_postgis_index_extent')
                loop execute format('revoke execute on function %s from public', told); execute format('grant execute on function %s to <login>', told); end loop; end $$; -- they tell every login where restricted places lie
                Once EnvGis has started, so that the record of acts is out of its reach: revoke envgis_record from <login>;
                """, refused);
        }
    }

    /// <summary>The names of all migrations of this program, in order.</summary>
    public static IReadOnlyList<string> Known() => [.. typeof(EnvGisContext).Assembly.GetTypes()
        .Select(type => type.GetCustomAttributes(typeof(Microsoft.EntityFrameworkCore.Migrations.MigrationAttribute), false).Cast<Microsoft.EntityFrameworkCore.Migrations.MigrationAttribute>()
            .FirstOrDefault()?.Id)
        .OfType<string>().Order(StringComparer.Ordinal)];

    internal static EnvGisContext Context(NpgsqlDataSource source) => new(new DbContextOptionsBuilder<EnvGisContext>()
        .UseNpgsql(source, npgsql => npgsql.MigrationsHistoryTable("envgis_migration", "public"))
        // Migrations are written by hand, so there is no model snapshot to compare with.
        .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
        .Options);
}

/// <summary>What brought a database to this version's schema.</summary>
/// <param name="Migrations">The names of the migrations that were run, in order.</param>
/// <param name="Objects">How many files of views, functions and triggers were written because their text was another.</param>
sealed record SchemaChange(IReadOnlyList<string> Migrations, int Objects)
{
    public override string ToString() => (this.Migrations, this.Objects) switch
    {
        ([], 0) => "up to date",
        ([], _) => $"{this.Objects} files of views and functions written anew",
        _ => $"{this.Migrations.Count} migrations, up to {this.Migrations[^1]}",
    };
}
