using Dapper;

namespace EnvGis.Database;

/// <summary>
/// A mark in a database that a restore fills, until what was restored is proved equal to the backup and what the backup let in is signed out. One that was cut
/// off in between, or is not equal, is not served:
/// it looks whole, and lets in whoever was signed in as the backup was made.
/// </summary>
static class UnprovedRestore
{
    /// <summary>Beside the history of migrations, where the owner may make tables before there is anything else.</summary>
    public const string Table = "public.envgis_unproved_restore";

    public const string End = $"drop table {Table}";

    public static async Task BeginAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition($"create table if not exists {Table} (begun_at timestamptz not null default now())", cancellationToken: cancellationToken));
    }

    public static async Task EndAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(End, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// For every command, not only the one that serves: what is written into such a database, or backed up from it, is lost with it. Of a restore that left nothing the mark is taken away.
    /// </summary>
    /// <exception cref="SetupException">The database bears the mark.</exception>
    public static async Task RefuseAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        bool isMarked, isFilled;
        await using (var connection = await database.Source.OpenConnectionAsync(cancellationToken))
        {
            (isMarked, isFilled) = await connection.QuerySingleAsync<(bool, bool)>(new CommandDefinition(
                $"select to_regclass('{Table}') is not null, to_regnamespace('env') is not null", cancellationToken: cancellationToken));
        }
        if (isMarked && !isFilled)
        {
            await EndAsync(database, cancellationToken);
        }
        else if (isMarked)
        {
            throw new SetupException("Lần khôi phục vào cơ sở dữ liệu này bị ngắt giữa chừng hoặc không đúng như bản sao lưu, nên không phục vụ từ đó. Hãy khôi phục lại vào một cơ sở dữ liệu trống: một bản cài mới chưa chạy lần nào, hoặc một cơ sở dữ liệu mới trong ConnectionStrings__EnvGis.",
                "The restore into this database was cut off or is not what the backup says, so it is not served. Restore again into an empty one: a fresh checkout that was never started, or a new database in ConnectionStrings__EnvGis.");
        }
    }
}
