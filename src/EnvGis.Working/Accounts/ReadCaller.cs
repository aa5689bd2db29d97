using System.Globalization;
using System.Net;
using System.Security.Claims;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Authentication;

namespace EnvGis.Accounts;

/// <summary>Finds out who asks, once per request: a key in the Authorization header, or else a session's cookie, or nobody.</summary>
public static class ReadCaller
{
    // Read with every request, so that a lock, another password or another grant counts from the next one on; an act asks again as it is recorded, see AuditTrail.
    const string PersonSql = """
        select p.user_name, p.name, p.agency, p.grants_version, g.role, g.provinces, g.communes, g.layers
        from account.person p left join account.role_grant g on g.person_id = p.id
        where p.id = @id and p.security_stamp = @stamp and p.locked_at is null
        order by g.id
        """;

    /// <summary>After this, every handler may take a <see cref="Caller"/>.</summary>
    public static void UseCaller(this WebApplication app)
    {
        // Pages and their files are the same for everybody: nobody is looked up for them.
        app.UseWhen(context => !PublicFile(context.Request.Path), known => known.Use(async (context, next) =>
        {
            var cancellationToken = context.RequestAborted;
            var database = context.RequestServices.GetRequiredService<AccountsDatabase>();
            if (ApiKeys.SecretOf(context.Request) is { } secret)
            {
                if (await MachineAsync(context, database, secret, cancellationToken) is not { } machine)
                {
                    return;
                }
                Set(context, machine);
            }
            else if (!BeginsSession(context.Request) && context.Request.Cookies.ContainsKey(Sessions.CookieName)
                && await context.AuthenticateAsync(Sessions.Scheme) is { Succeeded: true } ticket
                && await PersonAsync(database, ticket, context.Connection.RemoteIpAddress, cancellationToken) is { } person)
            {
                Set(context, person);
            }
            if (context.Features.Get<Caller>() is not null)
            {
                // What somebody in particular was answered is nobody else's: no cache between may keep it.
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.CacheControl = "private, no-store";
                    return Task.CompletedTask;
                });
            }
            await next(context);
        }));
    }

    /// <returns>Null when it is no key, which has been answered: it is counted as its network's, and costs no statement of its own.</returns>
    static async Task<Caller?> MachineAsync(HttpContext context, AccountsDatabase database, string secret, CancellationToken cancellationToken)
    {
        var (known, limits, network) = (context.RequestServices.GetRequiredService<KnownKeys>(), context.RequestServices.GetRequiredService<RateLimits>(),
            context.Connection.RemoteIpAddress);
        if (known.Has(secret))
        {
            if (await ApiKeys.CallerOfAsync(database, secret, network, cancellationToken) is { } machine)
            {
                return machine;
            }
            known.Forget(secret);
        }
        if (limits.Enter(context, Caller.Anonymous(network), out var refusal) is not { } visit)
        {
            await refusal!.ExecuteAsync(context);
            return null;
        }
        using (visit)
        {
            if (secret.StartsWith(ApiKeys.Mark, StringComparison.Ordinal) && await known.LookForAsync(secret, cancellationToken)
                && await ApiKeys.CallerOfAsync(database, secret, network, cancellationToken) is { } machine)
            {
                visit.TakeBack();
                return machine;
            }
            await Problems.UnknownKey().ExecuteAsync(context);
            return null;
        }
    }

    static void Set(HttpContext context, Caller caller)
    {
        context.Features.Set(caller);
        context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, caller.Name)], caller.PersonId is null ? "key" : Sessions.Scheme));
    }

    /// <summary>Who signs in is nobody yet, whatever session the browser has.</summary>
    static bool BeginsSession(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && (request.Path == "/api/session" || request.Path.StartsWithSegments("/api/invitations"));

    static bool PublicFile(PathString path) =>
        path.StartsWithSegments("/app") || path.StartsWithSegments("/lib") || path.StartsWithSegments("/css") || path.StartsWithSegments("/icons")
        || path.StartsWithSegments("/i18n") || path.StartsWithSegments("/health");

    static async Task<Caller?> PersonAsync(AccountsDatabase database, AuthenticateResult ticket, IPAddress? network, CancellationToken cancellationToken)
    {
        var id = Sessions.PersonOf(ticket.Principal!);
        var stamp = ticket.Principal!.FindFirstValue(Sessions.StampClaim);
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(PersonSql, new { id, stamp }, cancellationToken: cancellationToken))).AsList();
        if (rows.Count == 0)
        {
            return null;
        }
        var session = ticket.Properties!.Items.TryGetValue(Sessions.IdItem, out var text) && Guid.TryParse(text, CultureInfo.InvariantCulture, out var given) ? given : (Guid?)null;
        return new(id, rows[0].user_name, rows[0].name, rows[0].agency,
            [.. rows.Where(row => row.role is not null).Select(row =>
                new Grant(Enum.GetValues<Role>().Single(role => role.Word() == row.role), new(row.provinces, row.communes, row.layers)))], network, session, stamp, rows[0].grants_version);
    }

    // Properties, not parameters: the driver gives arrays no element type before they are read.
    sealed class Row
    {
        public required string user_name { get; init; }
        public required string name { get; init; }
        public string? agency { get; init; }
        public long grants_version { get; init; }
        public string? role { get; init; }
        public string[]? provinces { get; init; }
        public string[]? communes { get; init; }
        public string[]? layers { get; init; }
    }
}
