using System.Security.Cryptography;
using System.Text;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.DataProtection;

namespace EnvGis.Accounts;

/// <summary>
/// Slows guessing down without a way to lock anybody out. Tries are counted by account and by where they come from, and a browser in which the account has
/// signed in before is a place of its own: whoever guesses from elsewhere, even from the same office, does not hinder it.
/// </summary>
public sealed class SignInThrottle(AccountsDatabase database, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Tries for one account from one place before waiting begins: 30 s, doubling with each further try, 15 minutes at most.</summary>
    public const int FreeTries = 5;

    /// <summary>Tries from one network for whatever account: names are guessed too.</summary>
    public const int FreeTriesPerNetwork = 60;

    const string DeviceCookie = "envgis-device";

    static readonly TimeSpan DeviceLife = TimeSpan.FromDays(180);

    // Counted, and the next one made to wait, before the password is looked at: of many at once no more are looked at than of many in a row. A good end takes
    // the count back. What is older than an hour is forgotten. Who finds another's try in the row was not counted, and waits.
    const string BeginSql = """
        insert into account.sign_in_try as t (subject, source, last_try)
        values (@subject, @source, @id)
        on conflict (subject, source) do update set
            tries = case when t.blocked_until > now() then t.tries when t.last_at < now() - interval '1 hour' then 1 else t.tries + 1 end,
            last_at = case when t.blocked_until > now() then t.last_at else now() end,
            last_try = case when t.blocked_until > now() then t.last_try else @id end,
            blocked_until = case
                when t.blocked_until > now() then t.blocked_until
                when t.last_at < now() - interval '1 hour' then null
                when t.tries + 1 >= @free then now() + least(interval '15 minutes', interval '30 seconds' * 2 ^ least(10, t.tries + 1 - @free)) end
        returning last_try is not distinct from @id as counted, ceil(extract(epoch from t.blocked_until - now()))::integer as seconds
        """;

    static readonly byte[] Anyone = [];

    readonly IDataProtector seal = protection.CreateProtector("EnvGis.Accounts.Device");

    /// <summary>One try, counted; <see cref="WaitSeconds"/> is above 0 when it must not be looked at.</summary>
    /// <param name="Network">Null where the network's tries were not counted.</param>
    public sealed record Try(byte[] Subject, string Source, string? Network, int WaitSeconds);

    public async Task<Try> BeginAsync(HttpContext context, string userName, CancellationToken cancellationToken)
    {
        var subject = SHA256.HashData(Encoding.UTF8.GetBytes(Person.Key(userName)));
        var network = Network.Of(context.Connection.RemoteIpAddress);
        var device = this.DeviceOf(context, subject);
        var source = device ?? network;
        return await this.BeginAsync(subject, source, device is null ? network : null, cancellationToken);
    }

    /// <summary>A try by somebody who is signed in: every session is a place of its own.</summary>
    public Task<Try> BeginAsync(Caller caller, CancellationToken cancellationToken) =>
        this.BeginAsync(SHA256.HashData(Encoding.UTF8.GetBytes(Person.Key(caller.Name))), $"session {caller.SessionId:n}", null, cancellationToken);

    /// <param name="network">Null where the network's tries are not counted.</param>
    async Task<Try> BeginAsync(byte[] subject, string source, string? network, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var wait = await CountAsync(subject, source, FreeTries);
        // What waits for the account's sake is not looked at, so it is nothing that the others of the network should wait for.
        if (wait == 0 && network is not null)
        {
            wait = await CountAsync(Anyone, network, FreeTriesPerNetwork);
        }
        return new(subject, source, network, wait);

        async Task<int> CountAsync(byte[] of, string from, int free)
        {
            var (counted, seconds) = await connection.QuerySingleAsync<(bool Counted, int? Seconds)>(new CommandDefinition(
                BeginSql, new { id = Guid.NewGuid(), subject = of, source = from, free }, cancellationToken: cancellationToken));
            return counted ? 0 : Math.Max(1, seconds ?? 1);
        }
    }

    /// <summary>The password was right: what was counted is taken back, and the browser is marked as one in which that person signs in.</summary>
    public async Task SucceededAsync(HttpContext context, Try tried, CancellationToken cancellationToken)
    {
        await this.SucceededAsync(tried, cancellationToken);
        this.Remember(context, tried.Subject);
    }

    public async Task SucceededAsync(Try tried, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            with forgotten as (
                delete from account.sign_in_try
                where (subject = @subject and source = @source or last_at < now() - interval '1 day') and (subject, source) is distinct from (@anyone, @network))
            update account.sign_in_try set tries = greatest(0, tries - 1), blocked_until = case when tries > @freeOfNetwork then blocked_until end
            where subject = @anyone and source = @network
            """, new { subject = tried.Subject, source = tried.Source, anyone = Anyone, network = tried.Network, freeOfNetwork = FreeTriesPerNetwork },
            cancellationToken: cancellationToken));
    }

    /// <summary>Marks the browser as one in which that person has signed in.</summary>
    public void Remember(HttpContext context, string userName) => this.Remember(context, SHA256.HashData(Encoding.UTF8.GetBytes(Person.Key(userName))));

    void Remember(HttpContext context, byte[] subject)
    {
        var value = $"{Convert.ToHexString(subject)}.{Guid.NewGuid():n}";
        context.Response.Cookies.Append(DeviceCookie, this.seal.Protect(value), new()
        {
            HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Expires = time.GetUtcNow() + DeviceLife, Path = $"{context.Request.PathBase}/api/session",
        });
    }

    /// <summary>The browser's own place for that account; null when it did not sign in here or the mark is not ours.</summary>
    string? DeviceOf(HttpContext context, byte[] subject)
    {
        if (!context.Request.Cookies.TryGetValue(DeviceCookie, out var mark))
        {
            return null;
        }
        try
        {
            var parts = this.seal.Unprotect(mark).Split('.');
            return parts.Length == 2 && parts[0] == Convert.ToHexString(subject) ? $"device {parts[1]}" : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
