using System.Text.RegularExpressions;
using EnvGis.Http;

namespace EnvGis.Accounts;

/// <summary>What a new account must be; the database says the same.</summary>
static partial class NewPerson
{
    /// <returns>Null when all is well.</returns>
    public static Refusal? Problem(string? userName, string? name) =>
        userName is null || !UserName().IsMatch(userName) ? Problems.BadUserName()
        : string.IsNullOrWhiteSpace(name) ? Problems.BadField("name", "hãy ghi họ tên", "give a name")
        : null;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._@-]{1,58}[A-Za-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex UserName();
}
