using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using EnvGis.Database;
using Npgsql;

namespace EnvGis.Audit;

/// <summary>Who acts, as the record names them.</summary>
/// <param name="PersonId">Null of machines, the command line and callers who did not sign in.</param>
sealed record Actor(long? PersonId, string Name, IPAddress? Network)
{
    /// <summary>Whoever may run commands on the machine.</summary>
    public static Actor CommandLine { get; } = new(null, $"command line: {Environment.UserName}", null);
}

/// <summary>Adds to the record that nobody can rewrite; its tables and their chain are in migration 018.</summary>
sealed class AuditTrail(AccountsDatabase database)
{
    const string Sql = "select audit.append(@PersonId, @Name, @Network::inet, @act, @subject, @outcome, @detail::jsonb)";

    // The record is read by people: Vietnamese stays as it is.
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>In the transaction of what was done: either both stay or neither.</summary>
    /// <param name="act">A word such as <c>sign-in</c>.</param>
    /// <param name="subject">What it was done to, such as <c>feature 12</c>.</param>
    /// <param name="detail">Before and after, or what else explains it; never a secret.</param>
    public static Task AppendAsync(
        NpgsqlConnection connection, Actor actor, string act, string? subject, object? detail, CancellationToken cancellationToken, string outcome = "done") =>
        connection.ExecuteAsync(new CommandDefinition(Sql, new
        {
            actor.PersonId, actor.Name, Network = Plain(actor.Network), act, subject, outcome, detail = detail is null ? null : JsonSerializer.Serialize(detail, Json),
        }, cancellationToken: cancellationToken));

    /// <summary>On its own: for what changes nothing else, such as a refusal.</summary>
    public async Task AppendAsync(
        Actor actor, string act, string? subject, object? detail, CancellationToken cancellationToken, string outcome = "done")
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await AppendAsync(connection, actor, act, subject, detail, cancellationToken, outcome);
    }

    /// <summary>Dual-mode sockets tell IPv4 callers by an IPv6 address; people know them by the other.</summary>
    public static string? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
}
