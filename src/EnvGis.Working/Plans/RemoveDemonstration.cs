using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;

namespace EnvGis.Plans;

/// <summary>Withdraws every demonstration feature. The record keeps what they were; the next load leaves them out unless it is asked for them.</summary>
public static class RemoveDemonstration
{
    /// <returns>How many were withdrawn.</returns>
    public static async Task<int> RunAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "select set_config('envgis.author', 'EnvGis (demo remove)', true)", transaction: transaction, cancellationToken: cancellationToken));
        var withdrawn = await connection.ExecuteAsync(new CommandDefinition(
            "delete from env.current_feature where demonstration", transaction: transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into env.loaded_file (path, sha256) values (@path, '') on conflict (path) do update set loaded_at = now()",
            new { path = LoadFeatures.DemonstrationRemoved }, transaction, cancellationToken: cancellationToken));
        await AuditTrail.AppendAsync(connection, Actor.CommandLine, "remove-demonstration", null, new { withdrawn }, Concern.Country, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return withdrawn;
    }
}
