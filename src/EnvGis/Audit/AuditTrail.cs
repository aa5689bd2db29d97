using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using EnvGis.Accounts;
using EnvGis.Database;
using Npgsql;

namespace EnvGis.Audit;

/// <summary>Who acts, as the record names them.</summary>
/// <param name="PersonId">Null of machines, the command line and callers who did not sign in.</param>
sealed record Actor(long? PersonId, string Name, IPAddress? Network)
{
    /// <summary>Whoever may run commands on the machine.</summary>
    public static Actor CommandLine { get; } = new(null, $"command line: {Environment.UserName}", null);

    /// <summary>Where the actor's grants lie, which is where an entry belongs that names no other place; null when they are to be looked up.</summary>
    public IReadOnlyList<Scope>? Scopes { get; init; }

    /// <summary>What an act of theirs rests on, which is asked again as it is recorded; null of who rests on nothing that can be taken away meanwhile.</summary>
    public Standing? Standing { get; init; }

    /// <summary>For an act that itself changes what its caller's standing is, after <see cref="AuditTrail.AskAgainAsync"/>.</summary>
    public Actor Asked => this with { Standing = null };
}

/// <summary>By what a caller was let in as the request began; see <see cref="Caller"/>.</summary>
sealed record Standing(string? Stamp, long GrantsVersion, Guid? SessionId, long? KeyId);

/// <summary>
/// Where an entry belongs: administrators whose grant reaches all of it read it, and what tells of a restricted layer's data they read with a grant for that layer alone. Nothing is
/// recorded without one, and each is made by a name that says whether the entry tells of a layer's data: to forget that would show a restricted place to whoever reads the record.
/// </summary>
sealed record Concern
{
    Concern(IReadOnlyList<Scope>? scopes, string? layer) => (Scopes, Layer) = (scopes, layer);

    /// <summary>Null or none for the whole country.</summary>
    public IReadOnlyList<Scope>? Scopes { get; }

    /// <summary>The layer whose data the entry tells of; null when it tells of none.</summary>
    public string? Layer { get; }

    /// <summary>Whether it lies where the grants of the actor lie at that moment.</summary>
    public bool IsOfActor { get; private init; }

    /// <summary>What is done to the whole, and tells of no layer's data.</summary>
    public static Concern Country { get; } = new(null, null);

    /// <summary>What somebody did or was refused by themselves, and tells of no place.</summary>
    public static Concern Actor { get; } = new(null, null) { IsOfActor = true };

    /// <summary>What is done to accounts, keys or tasks of some areas, and tells of no place.</summary>
    public static Concern Areas(IEnumerable<Scope> areas) => new([.. areas], null);

    /// <summary>One place, or what was refused to be done to it. One whose province nobody knows concerns the whole country.</summary>
    public static Concern Place(string layer, string? province, string? commune) =>
        new([new(province is null ? null : [province], province is null || commune is null ? null : [commune], [layer])], layer);

    /// <summary>Places of a layer, wherever they lie.</summary>
    public static Concern Places(string layer) => new(null, layer);

    /// <summary>Places of a layer as somebody may see them.</summary>
    public static Concern PlacesSeenBy(Actor actor, string layer) => new(actor.Scopes, layer);
}

/// <summary>Adds to the record that nobody can rewrite; its tables and their chain are in migrations 018 and 027.</summary>
sealed class AuditTrail(AccountsDatabase database)
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
        : connection.ExecuteAsync(new CommandDefinition(AskSql, new { actor.PersonId, standing.Stamp, standing.GrantsVersion, standing.SessionId, standing.KeyId }, cancellationToken: cancellationToken));

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
