using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace EnvGis.Accounts;

/// <summary>Random secrets that are shown once; the database keeps their hashes. They are long enough that a fast hash cannot be searched.</summary>
static class Secrets
{
    /// <summary>256 random bits as 43 letters, digits, - and _.</summary>
    public static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
