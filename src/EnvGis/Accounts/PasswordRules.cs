using Microsoft.AspNetCore.Identity;

namespace EnvGis.Accounts;

/// <summary>
/// Length and not being guessed first, by NIST SP 800-63B-4, 3.1.1.2: no mixture of signs is asked for, and none is refused. The length is Identity's option.
/// </summary>
sealed class PasswordRules : IPasswordValidator<Person>
{
    public const int ShortestLength = 12;
    public const int LongestLength = 200;

    /// <summary>The iterations of PBKDF2 with HMAC-SHA512, by OWASP's Password Storage Cheat Sheet.</summary>
    public const int Iterations = 210_000;

    // What people here try when twelve signs are asked for; after taking away what is not a letter.
    static readonly string[] Beginnings =
        ["matkhau", "password", "passw", "admin", "administrator", "quantri", "envgis", "qwerty", "qwertyuiop", "asdfgh", "abcdef", "iloveyou", "vietnam", "moitruong", "sonnmt"];

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) =>
        Task.FromResult(Problem(password ?? "", user.UserName ?? "") is { } problem ? IdentityResult.Failed(new IdentityError { Code = problem }) : IdentityResult.Success);

    /// <returns>short, long, name or common; null when it will do.</returns>
    public static string? Problem(string password, string userName)
    {
        if (password.Length < ShortestLength)
        {
            return "short";
        }
        if (password.Length > LongestLength)
        {
            return "long";
        }
        if (userName.Length > 0 && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
        {
            return "name";
        }
        var letters = new string([.. password.ToLowerInvariant().Where(char.IsLetter)]);
        // Few different signs, a run of the keyboard or of the alphabet, or a usual word with a number.
        return password.Distinct().Count() < 5 || letters.Length < 4 && IsRun(password) || Beginnings.Any(word => letters == word || letters == word + word) ? "common" : null;
    }

    static bool IsRun(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).ToList();
        return steps.Count(step => Math.Abs(step) <= 1) >= steps.Count * 0.8;
    }
}
