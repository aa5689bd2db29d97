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

    /// <exception cref="SetupException">The database bears the mark.</exception>
    public static async Task RefuseAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition($"select to_regclass('{Table}') is not null and to_regnamespace('env') is not null", cancellationToken: cancellationToken)))
        {
            throw new SetupException("Lần khôi phục vào cơ sở dữ liệu này bị ngắt giữa chừng hoặc không đúng như bản sao lưu, nên không phục vụ từ đó. Hãy khôi phục lại vào một cơ sở dữ liệu trống: một bản cài mới chưa chạy lần nào, hoặc một cơ sở dữ liệu mới trong ConnectionStrings__EnvGis.",
                "The restore into this database was cut off or is not what the backup says, so it is not served. Restore again into an empty one: a fresh checkout that was never started, or a new database in ConnectionStrings__EnvGis.");
        }
    }
}
