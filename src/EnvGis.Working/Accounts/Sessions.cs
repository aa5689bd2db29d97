using System.Security.Claims;
using Dapper;
using EnvGis.Audit;
using EnvGis.Database;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Npgsql;

namespace EnvGis.Accounts;

/// <summary>Sessions of people, in the database: they can be seen and ended, on every process at once. The cookie holds a random key, the table its hash.</summary>
public sealed class Sessions(AccountsDatabase database, IHttpContextAccessor requests, TimeProvider time) : ITicketStore
{
    public const string Scheme = "session";
    public const string CookieName = "envgis-session";

    /// <summary>How long a session lasts without being used.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>How long a session lasts at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    const string RetrieveSql = """
        with seen as (
            -- Once a minute is enough to tell people when it was used.
            update account.session set seen_at = now() where key_hash = @hash and seen_at < now() - interval '1 minute')
        select ticket from account.session where key_hash = @hash and expires_at > now() and begun_at > now() - @Longest
        """;

    /// <param name="Network">From where it was begun.</param>
    /// <param name="Device">Browser and system, in a few words.</param>
    public sealed record Listed(Guid Id, bool Current, DateTime Begun, DateTime Seen, string? Network, string? Device);

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var (key, id) = (Secrets.New(), Guid.NewGuid());
        ticket.Properties.Items[IdItem] = id.ToString();
        var context = requests.HttpContext!;
        await using var borrowed = await this.OpenAsync(context.RequestAborted);
        await borrowed.Connection.ExecuteAsync("""
            with over as (delete from account.session where expires_at < now() - interval '1 day')
            insert into account.session (id, key_hash, person_id, ticket, expires_at, network, device)
            values (@id, @hash, @person, @ticket, @expires, @network::inet, @device)
            """, new
        {
            id, hash = Secrets.Hash(key), person = PersonOf(ticket.Principal), ticket = TicketSerializer.Default.Serialize(ticket), expires = this.Expiry(ticket),
            network = AuditTrail.Plain(context.Connection.RemoteIpAddress), device = DeviceName.Of(context.Request.Headers.UserAgent.ToString()),
        });
        return key;
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var hash = Secrets.Hash(key);
        await using var borrowed = await this.OpenAsync(CancellationToken.None);
        if (await borrowed.Connection.QuerySingleOrDefaultAsync<Guid?>("select id from account.session where key_hash = @hash", new { hash }) is { } id)
        {
            ticket.Properties.Items[IdItem] = id.ToString();
            await borrowed.Connection.ExecuteAsync("update account.session set ticket = @ticket, expires_at = @expires, seen_at = now() where id = @id",
                new { id, ticket = TicketSerializer.Default.Serialize(ticket), expires = this.Expiry(ticket) });
        }
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        await using var borrowed = await this.OpenAsync(CancellationToken.None);
        return await borrowed.Connection.QuerySingleOrDefaultAsync<byte[]>(RetrieveSql, new { hash = Secrets.Hash(key), Longest }) is { } ticket
            ? TicketSerializer.Default.Deserialize(ticket) : null;
    }

    public async Task RemoveAsync(string key)
    {
        await using var borrowed = await this.OpenAsync(CancellationToken.None);
        await borrowed.Connection.ExecuteAsync("delete from account.session where key_hash = @hash", new { hash = Secrets.Hash(key) });
    }

    public async Task<IReadOnlyList<Listed>> OfAsync(long person, Guid? current, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Listed>(new CommandDefinition("""
            select id, id is not distinct from @current as current, begun_at as begun, seen_at as seen, host(network) as network, device from account.session
            where person_id = @person and expires_at > now() order by seen_at desc limit 100
            """, new { person, current }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Ends what lets somebody in: with all sessions the one-time link that waits for them too, which may have been made by whoever held one of these.</summary>
    /// <param name="id">One of the person's; null for all but <paramref name="except"/>.</param>
    /// <returns>How many were ended.</returns>
    public async Task<int> EndAsync(long person, Guid? id, Guid? except, CancellationToken cancellationToken)
    {
        await using var borrowed = await this.OpenAsync(cancellationToken);
        return await borrowed.Connection.ExecuteAsync(new CommandDefinition(
            """
            with closed as (update account.invitation set used_at = now() where @id::uuid is null and person_id = @person and used_at is null)
            delete from account.session where person_id = @person and (@id::uuid is null or id = @id) and id is distinct from @except
            """,
            new { person, id, except }, cancellationToken: cancellationToken));
    }

    /// <summary>Begins a session for someone whose proof has been checked. One that the browser had before, whoever planted it there, is not gone on with.</summary>
    public static Task BeginAsync(HttpContext context, Person person)
    {
        context.Request.Headers.Remove("Cookie");
        return WriteAsync(context, person);
    }

    /// <summary>Goes on with the session after the person's stamp has changed.</summary>
    public static Task GoOnAsync(HttpContext context, Person person) => WriteAsync(context, person);

    static Task WriteAsync(HttpContext context, Person person)
    {
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, person.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new(StampClaim, person.SecurityStamp ?? ""),
            ], Scheme);
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new() { IsPersistent = true });
    }

    /// <summary>The connection of the act that this request is about, so that a session begins or ends with it; one of its own when there is no act.</summary>
    async Task<Borrowed> OpenAsync(CancellationToken cancellationToken) =>
        requests.HttpContext?.RequestServices.GetRequiredService<AccountsContext>().ConnectionOfAct is { } connection
            ? new(connection, null)
            : Borrowed.Own(await database.Source.OpenConnectionAsync(cancellationToken));

    readonly record struct Borrowed(NpgsqlConnection Connection, NpgsqlConnection? Closes) : IAsyncDisposable
    {
        public static Borrowed Own(NpgsqlConnection connection) => new(connection, connection);

        public ValueTask DisposeAsync() => Closes?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>Where a ticket's properties name its session.</summary>
    public const string IdItem = "session";

    /// <summary>Changes with the password: sessions with another stamp are over.</summary>
    public const string StampClaim = "stamp";

    public static long PersonOf(ClaimsPrincipal principal) =>
        long.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)!, System.Globalization.CultureInfo.InvariantCulture);

    DateTime Expiry(AuthenticationTicket ticket) => (ticket.Properties.ExpiresUtc ?? time.GetUtcNow() + Idle).UtcDateTime;

    /// <summary>A few words that a person recognises their browser by.</summary>
    internal static class DeviceName
    {
        // Order matters: Edge calls itself Chrome, and Chrome calls itself Safari.
        static readonly (string Mark, string Name)[] Browsers =
            [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("coc_coc_browser/", "Cốc Cốc"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")];

        static readonly (string Mark, string Name)[] Systems =
            [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

        public static string? Of(string agent)
        {
            var parts = new[] { Find(Browsers, agent), Find(Systems, agent) }.OfType<string>().ToList();
            return parts.Count > 0 ? string.Join(", ", parts) : null;
        }

        static string? Find((string Mark, string Name)[] among, string agent) =>
            among.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
    }
}
