using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace EnvGis.Accounts;

/// <summary>Ten codes for a lost telephone, each of which signs in once. The database keeps their hashes.</summary>
public static class RecoveryCodes
{
    public const int Count = 10;

    // No sign that is mistaken for another, and no vowels that make words. Fifteen are 70 bits: a fast hash is enough.
    const string Signs = "23456789BCDFGHJKMNPQRTVWXY";

    /// <summary>New ones in the place of all before.</summary>
    public static async Task<IReadOnlyList<string>> ReplaceAsync(AccountsContext accounts, Person person, CancellationToken cancellationToken)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Signs, 5)))).ToList();
        var hashes = codes.Select(code => Hash(Plain(code))).ToArray();
        await accounts.Database.ExecuteSqlAsync($"""
            with gone as (delete from account.recovery_code where person_id = {person.Id})
            insert into account.recovery_code (person_id, code_hash) select {person.Id}, unnest({hashes})
            """, cancellationToken);
        return codes;
    }

    /// <summary>Takes a code that has not been taken; of the same one sent twice at once, one.</summary>
    public static async Task<bool> TakeAsync(AccountsContext accounts, Person person, string code, CancellationToken cancellationToken)
    {
        // A code of earlier days was hashed once more with each of its nine sisters that was taken before it.
        var hashes = new List<byte[]> { Hash(Plain(code)) };
        while (hashes.Count < Count)
        {
            hashes.Add(Hash(Convert.ToHexString(hashes[^1])));
        }
        return await accounts.Database.ExecuteSqlAsync(
            $"update account.recovery_code set used_at = now() where person_id = {person.Id} and code_hash = any({hashes.ToArray()}) and used_at is null", cancellationToken) > 0;
    }

    /// <summary>People type them with or without dashes and in either case.</summary>
    static string Plain(string code) => new string([.. code.Where(char.IsLetterOrDigit)]).ToUpperInvariant();

    static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
