using System.Net;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using EnvGis.Database;
using Microsoft.AspNetCore.DataProtection;

namespace EnvGis.Accounts;

/// <summary>
/// Slows guessing down without a way to lock anybody out. Tries are counted by account and by where they come from, and a browser in which the account has
/// signed in before is a place of its own: whoever guesses from elsewhere, even from the same office, does not hinder it.
/// </summary>
sealed class SignInThrottle(AccountsDatabase database, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Tries for one account from one place before waiting begins: 30 s, doubling with each further try, 15 minutes at most.</summary>
    public const int FreeTries = 5;

    /// <summary>Tries from one network for whatever account: names are guessed too.</summary>
    public const int FreeTriesPerNetwork = 60;

    const string DeviceCookie = "envgis-device";

    static readonly TimeSpan DeviceLife = TimeSpan.FromDays(180);

    // Counted before the password is looked at, so that many at once are counted like many in a row. What is older than an hour is forgotten.
    const string BeginSql = """
        insert into account.sign_in_try as t (subject, source)
        select * from unnest(@subjects::bytea[], @sources::text[])
        on conflict (subject, source) do update set
            tries = case when t.blocked_until > now() then t.tries when t.last_at < now() - interval '1 hour' then 1 else t.tries + 1 end,
            last_at = case when t.blocked_until > now() then t.last_at else now() end
        returning subject, tries, ceil(extract(epoch from t.blocked_until - now()))::integer as seconds
        """;

    const string BlockSql = """
        update account.sign_in_try set blocked_until = now() + least(interval '15 minutes', interval '30 seconds' * 2 ^ least(tries - @free, 10))
        where subject = @subject and source = @source and tries >= @free
        """;

    static readonly byte[] Anyone = [];

    readonly IDataProtector seal = protection.CreateProtector("EnvGis.Accounts.Device");

    /// <summary>One try, counted; <see cref="WaitSeconds"/> is above 0 when it must not be looked at.</summary>
    public sealed record Try(byte[] Subject, string Source, string Network, bool Known, int WaitSeconds);

    public async Task<Try> BeginAsync(HttpContext context, string userName, CancellationToken cancellationToken)
    {
        var subject = SHA256.HashData(Encoding.UTF8.GetBytes(Person.Key(userName)));
        var network = NetworkOf(context.Connection.RemoteIpAddress);
        var device = this.DeviceOf(context, subject);
        var source = device ?? network;
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var (subjects, sources) = device is null
            ? (new[] { subject, Anyone }, new[] { source, network }) : (new[] { subject }, new[] { source });
        var counted = await connection.QueryAsync<(byte[] Subject, int Tries, int? Seconds)>(
            new CommandDefinition(BeginSql, new { subjects, sources }, cancellationToken: cancellationToken));
        return new(subject, source, network, device is not null, Math.Max(0, counted.Max(one => one.Seconds) ?? 0));
    }

    public async Task FailedAsync(Try tried, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(BlockSql, new { subject = tried.Subject, source = tried.Source, free = FreeTries },
            cancellationToken: cancellationToken));
        if (!tried.Known)
        {
            await connection.ExecuteAsync(new CommandDefinition(BlockSql, new { subject = Anyone, source = tried.Network, free = FreeTriesPerNetwork },
                cancellationToken: cancellationToken));
        }
    }

    public async Task SucceededAsync(HttpContext context, Try tried, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            delete from account.sign_in_try where subject = @subject and source = @source or last_at < now() - interval '1 day';
            update account.sign_in_try set tries = greatest(0, tries - 1) where subject = @anyone and source = @network
            """, new { subject = tried.Subject, source = tried.Source, anyone = Anyone, network = tried.Network }, cancellationToken: cancellationToken));
        this.Remember(context, tried.Subject);
    }

    /// <summary>Marks the browser as one in which that person has signed in.</summary>
    public void Remember(HttpContext context, string userName) => this.Remember(context, SHA256.HashData(Encoding.UTF8.GetBytes(Person.Key(userName))));

    void Remember(HttpContext context, byte[] subject)
    {
        var value = $"{Convert.ToHexString(subject)}.{Guid.NewGuid():n}";
        context.Response.Cookies.Append(DeviceCookie, this.seal.Protect(value), new()
        {
            HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Expires = time.GetUtcNow() + DeviceLife, Path = "/api/session",
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

    /// <summary>An IPv4 address, or the 64 bits of an IPv6 address that one subscriber has.</summary>
    static string NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return "none";
        }
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? $"{new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]])}/64" : address.ToString();
    }
}
