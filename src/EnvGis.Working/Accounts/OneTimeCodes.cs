using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Accounts;

/// <summary>Codes of an authenticator app: RFC 6238 with SHA-1, six digits and steps of 30 seconds, as every app makes them.</summary>
static class OneTimeCodes
{
    public const int Digits = 6;

    /// <summary>Steps by which a telephone's clock may be wrong, either way.</summary>
    const int Drift = 2;

    const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Takes a code once. With it go all that came before it: they may have been seen over a shoulder, and nobody needs them any more.</summary>
    public static async Task<bool> TakeAsync(AccountsContext accounts, Person person, string? key, string code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (key is null || StepOf(key, code, now) is not { } step)
        {
            return false;
        }
        return await accounts.Database.ExecuteSqlAsync(
            $"update account.person set last_step = {step} where id = {person.Id} and (last_step is null or last_step < {step})", cancellationToken) > 0;
    }

    /// <summary>After a person has another key, whose codes are none of those that were taken.</summary>
    public static Task ForgetAsync(AccountsContext accounts, Person person, CancellationToken cancellationToken) =>
        accounts.Database.ExecuteSqlAsync($"update account.person set last_step = null where id = {person.Id}", cancellationToken);

    /// <param name="key">In base 32 (RFC 4648, 6).</param>
    /// <returns>The latest step near now that has this code; null when none has.</returns>
    internal static long? StepOf(string key, string code, DateTimeOffset now)
    {
        var (secret, current, given) = (FromBase32(key), now.ToUnixTimeSeconds() / 30, Encoding.UTF8.GetBytes(code));
        long? found = null;
        // All are looked at, whichever fits.
        for (var step = current - Drift; step <= current + Drift; step++)
        {
            found = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeOf(secret, step)), given) ? step : found;
        }
        return found;
    }

    static string CodeOf(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The apps' own choice, and RFC 6238's default; HMAC does not suffer from what SHA-1 lacks.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        // RFC 4226, 5.3.
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (held, bits) = (0, 0);
        foreach (var letter in text)
        {
            (held, bits) = (held << 5 | Letters.IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
                held &= (1 << bits) - 1;
            }
        }
        return [.. bytes];
    }
}
