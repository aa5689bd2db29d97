using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using EnvGis.Http;

namespace EnvGis.Editing;

/// <summary>If-Match (RFC 9110, 13.1.1): which version somebody has read who now writes. Without it nothing is written (RFC 6585, 3).</summary>
static class Precondition
{
    /// <param name="mark">The letter before the number: <c>v</c> for versions of a feature, <c>p</c> for reports on a task.</param>
    public static bool TryRead(HttpRequest request, char mark, out long number, [NotNullWhen(false)] out Refusal? refusal)
    {
        number = 0;
        refusal = null;
        var given = request.Headers.IfMatch.ToString().Trim();
        if (given.StartsWith("W/", StringComparison.Ordinal))
        {
            given = given[2..];
        }
        given = given.Trim('"');
        if (given.Length > 1 && given[0] == mark && long.TryParse(given.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }
        refusal = Problems.NoPrecondition(mark);
        return false;
    }
}
