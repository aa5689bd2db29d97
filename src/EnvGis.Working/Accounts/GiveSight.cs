using EnvGis.Database;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Accounts;

/// <summary>Makes known to the database what callers with a grant may see, see <see cref="SightTicket"/>.</summary>
sealed class GiveSight(AccountsDatabase accounts) : ISightGiver
{
    public async Task GiveAsync(byte[] secretHash, string scopes, TimeSpan life, CancellationToken cancellationToken)
    {
        await using var connection = await accounts.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select account.give_sight($1, $2, $3)", connection);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = secretHash });
        command.Parameters.Add(new NpgsqlParameter { Value = scopes, NpgsqlDbType = NpgsqlDbType.Jsonb });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)life.TotalSeconds });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
