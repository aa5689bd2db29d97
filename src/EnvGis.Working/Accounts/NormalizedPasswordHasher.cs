using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EnvGis.Accounts;

/// <summary>
/// Identity's hash of a password in form C (Unicode UAX #15; NIST SP 800-63B-4, 3.1.1.2): what one keyboard sends as a letter and another as a letter and its mark
/// is one password. Hashes of earlier days were made of whatever came. They go on working, and are made anew when their password comes again.
/// </summary>
sealed class NormalizedPasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<Person>(options)
{
    /// <summary>What hashes of normalized passwords begin with; no other begins so, since : is not in base 64.</summary>
    const string Mark = "nfc:";

    // The tones of Vietnamese, which Windows' keyboard (code page 1258) sends apart while ă, â, ê, ô, ơ and ư come whole.
    const string Tones = "\u0300\u0301\u0303\u0309\u0323";

    public override string HashPassword(Person user, string password) => Mark + base.HashPassword(user, password.Normalize());

    public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
    {
        if (hashedPassword.StartsWith(Mark, StringComparison.Ordinal))
        {
            return base.VerifyHashedPassword(user, hashedPassword[Mark.Length..], providedPassword.Normalize());
        }
        return Spellings(providedPassword).Any(spelling => base.VerifyHashedPassword(user, hashedPassword, spelling) != PasswordVerificationResult.Failed)
            ? PasswordVerificationResult.SuccessRehashNeeded : PasswordVerificationResult.Failed;
    }

    /// <summary>As it came, and as the other keyboards would have sent it.</summary>
    static IEnumerable<string> Spellings(string password) =>
        new[] { password, password.Normalize(), password.Normalize(NormalizationForm.FormD), WithTonesApart(password) }.Distinct(StringComparer.Ordinal);

    static string WithTonesApart(string password)
    {
        var apart = new StringBuilder();
        foreach (var sign in password.Normalize().EnumerateRunes())
        {
            var parts = sign.ToString().Normalize(NormalizationForm.FormD);
            apart.Append(string.Concat(parts.Where(part => !Tones.Contains(part, StringComparison.Ordinal))).Normalize())
                .Append(string.Concat(parts.Where(part => Tones.Contains(part, StringComparison.Ordinal))));
        }
        return apart.ToString();
    }
}
