using System.Globalization;
using System.Security.Cryptography;

namespace EnvGis.Tests.Accounts;

/// <summary>An authenticator app: RFC 6238 with SHA-1, six digits and 30 seconds, from a secret in base 32 (RFC 4648).</summary>
static class OneTimeCode
{
    public static string Of(string secret, DateTimeOffset at)
    {
        Span<byte> step = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(step, at.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The RFC's own choice.
        var hash = HMACSHA1.HashData(FromBase32(secret), step);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var letter in text)
        {
            held = held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bytes.Add((byte)(held >> (bits -= 8)));
                held &= (1 << bits) - 1;
            }
        }
        return [.. bytes];
    }
}
