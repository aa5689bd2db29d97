using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using Npgsql;

namespace EnvGis.Audit;

/// <summary>Adds to the record that nobody can rewrite; its tables and their chain are in migrations 018 and 027.</summary>
public sealed class AuditTrail(AccountsDatabase database) : IRecordOfActs
{
    const string Sql = "select audit.append(@PersonId, @Name, @Network::inet, @act, @subject, @outcome, @detail::jsonb, @scopes::jsonb, @layer)";

    const string OfPersonSql = "select audit.append(@PersonId, @Name, @Network::inet, @act, @subject, @outcome, @detail::jsonb, account.scopes_of(@PersonId), @layer)";

    const string AskSql = "select account.ask_again(@PersonId, @Stamp, @GrantsVersion, @SessionId, @KeyId)";

    // The record is read by people: Vietnamese stays as it is.
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>In the transaction of what was done: either both stay or neither.</summary>
    /// <param name="act">A word such as <c>sign-in</c>.</param>
    /// <param name="subject">What it was done to, such as <c>feature 12</c>.</param>
    /// <param name="detail">Before and after, or what else explains it; never a secret.</param>
    /// <exception cref="PostgresException">
    /// EG401: what the actor may was changed since their request began, as while they held back its body. What they did is to be undone with the transaction.
    /// </exception>
    public static async Task AppendAsync(
        NpgsqlConnection connection, Actor actor, string act, string? subject, object? detail, Concern concern, CancellationToken cancellationToken, string outcome = "done")
    {
        if (outcome == "done")
        {
            await AskAgainAsync(connection, actor, cancellationToken);
        }
        var scopes = concern.IsOfActor ? actor.Scopes : concern.Scopes;
        var lookUp = concern.IsOfActor && scopes is null && actor.PersonId is not null;
        await connection.ExecuteAsync(new CommandDefinition(lookUp ? OfPersonSql : Sql, new
        {
            actor.PersonId, actor.Name, Network = Plain(actor.Network), act, subject, outcome, detail = detail is null ? null : JsonSerializer.Serialize(detail, Json),
            scopes = Text(scopes), layer = concern.Layer,
        }, cancellationToken: cancellationToken));
    }

    /// <summary>Asks whether the actor may still what they might, and keeps it so until the transaction is over.</summary>
    /// <exception cref="PostgresException">EG401: they may not.</exception>
    public static Task AskAgainAsync(NpgsqlConnection connection, Actor actor, CancellationToken cancellationToken) => actor.Standing is not { } standing ? Task.CompletedTask
        : connection.ExecuteAsync(new CommandDefinition(AskSql, new { actor.PersonId, standing.Stamp, standing.GrantsVersion, standing.SessionId, standing.KeyId },
            cancellationToken: cancellationToken));

    /// <summary>On its own: for what changes nothing else, such as a refusal.</summary>
    public async Task AppendAsync(
        Actor actor, string act, string? subject, object? detail, Concern concern, CancellationToken cancellationToken, string outcome = "done")
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await AppendAsync(connection, actor, act, subject, detail, concern, cancellationToken, outcome);
    }

    /// <summary>Scopes in the words of <c>audit.reaches</c>; null of none, which is what concerns the whole country.</summary>
    public static string? Text(IReadOnlyCollection<Scope>? scopes) => scopes is { Count: > 0 } ? JsonSerializer.Serialize(scopes, Json) : null;

    /// <summary>Dual-mode sockets tell IPv4 callers by an IPv6 address; people know them by the other.</summary>
    public static string? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
}
