using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Accounts;

/// <summary>Keys of machines, such as a provincial IOC's collector. A key is sent as <c>Authorization: Bearer egk_…</c> and nowhere else; the database has its hash.</summary>
static class ApiKeys
{
    /// <summary>What every key begins with.</summary>
    public const string Mark = "egk_";

    const string MakerAdministers = "administers", MakerLocked = "locked", MakerNoLonger = "no-longer";

    /// <summary>No key lives longer.</summary>
    public const int MaxDays = 730;

    // Properties, not parameters: the driver gives arrays no element type before they are read.
    public sealed class KeyAnswer
    {
        public required long Id { get; init; }
        public required string Consumer { get; init; }

        /// <summary>The beginning of the secret, to recognise it by.</summary>
        public required string Prefix { get; init; }

        public string[]? Layers { get; init; }
        public string[]? Provinces { get; init; }
        public required string[] Acts { get; init; }
        public required string MadeBy { get; init; }

        /// <summary>
        /// Whether who made it might make it today: <c>administers</c>, <c>locked</c>, or <c>no-longer</c> where their grants do not cover it any more.
        /// A key goes on all the same, until it is revoked.
        /// </summary>
        [OneOf(MakerAdministers, MakerLocked, MakerNoLonger)]
        public string Maker { get; set; } = MakerAdministers;
        public DateTime MadeAt { get; init; }
        public DateTime Expires { get; init; }
        public DateTime? LastUsed { get; init; }
        public string? LastNetwork { get; init; }
        public DateTime? Revoked { get; init; }
    }

    public sealed record KeyList(IReadOnlyList<KeyAnswer> Keys);

    /// <param name="Layers">Null for all layers.</param>
    /// <param name="Provinces">Null for all provinces.</param>
    public sealed record NewRequest(
        [property: JsonConverter(typeof(PlainLine)), Required, StringLength(200)] string Consumer, [property: MaxLength(ScopeMembers.MostLayers)] IReadOnlyList<string>? Layers,
        [property: MaxLength(ScopeMembers.MostProvinces)] IReadOnlyList<string>? Provinces, [property: Range(1, MaxDays)] int Days);

    /// <param name="Secret">Shown once.</param>
    public sealed record Made(KeyAnswer Key, string Secret);

    const string Columns = """
        id, consumer, prefix, layers, provinces, acts, made_by as MadeBy, made_at as MadeAt, expires_at as Expires, last_used_at as LastUsed,
        host(last_network) as LastNetwork, revoked_at as Revoked
        """;

    public static string? SecretOf(HttpRequest request)
    {
        const string bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) ? header[bearer.Length..].Trim() : null;
    }

    /// <returns>Null when the key is unknown, over or revoked.</returns>
    public static async Task<Caller?> CallerOfAsync(AccountsDatabase database, string secret, IPAddress? network, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var key = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            with used as (
                update account.api_key set last_used_at = now(), last_network = @network::inet
                where key_hash = @hash and (last_used_at is null or last_used_at < now() - interval '1 minute'))
            select id, consumer, layers, provinces from account.api_key where key_hash = @hash and revoked_at is null and expires_at > now()
            """, new { hash = Secrets.Hash(secret), network = AuditTrail.Plain(network) }, cancellationToken: cancellationToken));
        // A key reads: it is a viewer of its layers and provinces.
        return key is null ? null : new(null, $"key {key.id.ToString(CultureInfo.InvariantCulture)}: {key.consumer}", key.consumer, null,
            [new(Role.Viewer, new(key.provinces, null, key.layers))], network, KeyId: key.id);
    }

    public static async Task<Ok<KeyList>> List(Caller caller, AccountsContext accounts, AccountsDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var keys = (await connection.QueryAsync<KeyAnswer>(new CommandDefinition(
            $"select {Columns} from account.api_key order by id desc limit 1000", cancellationToken: cancellationToken))).Where(key => Manages(caller, key.Layers, key.Provinces)).ToList();
        var names = keys.Select(key => key.MadeBy).Distinct(StringComparer.Ordinal).ToArray();
        var makers = await accounts.Users.AsNoTracking().Include(one => one.Grants).Where(one => names.Contains(one.UserName))
            .ToDictionaryAsync(one => one.UserName!, StringComparer.Ordinal, cancellationToken);
        foreach (var key in keys)
        {
            key.Maker = makers.TryGetValue(key.MadeBy, out var maker) && maker.LockedAt is null
                ? Capabilities.Allow([.. maker.Grants.Select(grant => grant.ToGrant())], Act.ManageKeys, new Scope(key.Provinces, null, key.Layers)) ? MakerAdministers : MakerNoLonger
                : maker is null ? MakerNoLonger : MakerLocked;
        }
        return TypedResults.Ok(new KeyList(keys));
    }

    public static async Task<Results<Created<Made>, Refusal>> Add(
        NewRequest request, Caller caller, AccountsDatabase database, KnownKeys known, TimeProvider time, CancellationToken cancellationToken)
    {
        if (ScopeMembers.EmptyPart(request.Provinces, null, request.Layers) is { } empty)
        {
            return empty;
        }
        var (layers, provinces) = (Part(request.Layers), Part(request.Provinces));
        if (!Manages(caller, layers, provinces))
        {
            return Problems.BeyondScope();
        }
        var secret = Mark + Secrets.New();
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await ScopeMembers.ProblemAsync(connection, new(provinces, null, layers), cancellationToken) is { } notThere)
        {
            return notThere;
        }
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var key = await connection.QuerySingleAsync<KeyAnswer>(new CommandDefinition($"""
            insert into account.api_key (consumer, prefix, key_hash, layers, provinces, acts, made_by, expires_at)
            values (@consumer, @prefix, @hash, @layers, @provinces, @acts, @by, @expires)
            returning {Columns}
            """, new
        {
            consumer = request.Consumer, prefix = secret[..10], hash = Secrets.Hash(secret), layers, provinces, acts = new[] { Act.ReadRestricted.Word() },
            by = caller.Name, expires = time.GetUtcNow().UtcDateTime.AddDays(request.Days),
        }, transaction, cancellationToken: cancellationToken));
        await AuditTrail.AppendAsync(connection, caller.Actor, "add-key", Subject(key), new { after = key }, ConcernOf(key), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        known.ReadAgain();
        return TypedResults.Created($"/api/keys/{key.Id.ToString(CultureInfo.InvariantCulture)}", new Made(key, secret));
    }

    public static async Task<Results<NoContent, Refusal>> Revoke(long id, Caller caller, AccountsDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var key = await connection.QuerySingleOrDefaultAsync<KeyAnswer>(new CommandDefinition(
            $"update account.api_key set revoked_at = coalesce(revoked_at, now()) where id = @id returning {Columns}", new { id }, transaction,
            cancellationToken: cancellationToken));
        if (key is null || !Manages(caller, key.Layers, key.Provinces))
        {
            return Problems.UnknownApiKey();
        }
        await AuditTrail.AppendAsync(connection, caller.Actor, "revoke-key", Subject(key), null, ConcernOf(key), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    static string Subject(KeyAnswer key) => $"key {key.Id.ToString(CultureInfo.InvariantCulture)}: {key.Consumer}";

    static Concern ConcernOf(KeyAnswer key) => Concern.Areas([new(key.Provinces, null, key.Layers)]);

    static bool Manages(Caller caller, IReadOnlyList<string>? layers, IReadOnlyList<string>? provinces) =>
        caller.May(Act.ManageKeys, new Scope(provinces, null, layers));

    static string[]? Part(IReadOnlyList<string>? codes) => codes is { Count: > 0 } ? [.. codes.Distinct(StringComparer.Ordinal)] : null;

    sealed class Row
    {
        public long id { get; init; }
        public required string consumer { get; init; }
        public string[]? layers { get; init; }
        public string[]? provinces { get; init; }
    }
}
