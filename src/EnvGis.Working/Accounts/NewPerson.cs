using System.Text.RegularExpressions;
using EnvGis.Http;

namespace EnvGis.Accounts;

/// <summary>What a new account must be; the database says the same.</summary>
public static partial class NewPerson
{
    /// <returns>Null when all is well.</returns>
    public static Refusal? Problem(string? userName, string? name, string? agency = null) =>
        userName is null || !IsUserName(userName) ? Problems.BadUserName()
        : name is null || PlainText.Of(name, keepLines: false).Length is 0 or > 200 ? Problems.BadField("name", "hãy ghi họ tên, tối đa 200 ký tự", "give a name, 200 characters at most")
        : DamagedText.Problem("name", name) ?? (agency is null ? null
            : PlainText.Of(agency, keepLines: false).Length > 300 ? Problems.BadField("agency", "tối đa 300 ký tự", "300 characters at most") : DamagedText.Problem("agency", agency));

    public static bool IsUserName(string text) => UserName().IsMatch(text);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._@-]{1,58}[A-Za-z0-9]\\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserName();
}
