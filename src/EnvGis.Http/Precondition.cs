using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EnvGis.Http;

/// <summary>If-Match (RFC 9110, 13.1.1): which version somebody has read who now writes. Without it nothing is written (RFC 6585, 3).</summary>
public static class Precondition
{
    /// <param name="mark">The letter before the number: <c>v</c> for versions of a feature, <c>p</c> for reports on a task.</param>
    public static bool TryRead(HttpRequest request, char mark, out long number, [NotNullWhen(false)] out Refusal? refusal)
    {
        number = 0;
        refusal = null;
        if (request.Headers.IfMatch.Count == 0 || string.IsNullOrWhiteSpace(request.Headers.IfMatch.ToString()))
        {
            refusal = Problems.NoPrecondition(mark);
            return false;
        }
        var given = request.Headers.IfMatch.ToString().Trim();
        // A weak tag names what is alike enough to be read, not what is written over: the comparison here is the strong one, which it never meets (8.8.3.2).
        if (given.StartsWith("W/\"", StringComparison.Ordinal))
        {
            refusal = Problems.WeakPrecondition(mark);
            return false;
        }
        if (given.Length > 3 && given[0] == '"' && given[^1] == '"' && given[1] == mark
            // Tags are compared letter by letter: 02 is not 2 (8.8.3).
            && (given[2] != '0' || given.Length == 4) && long.TryParse(given.AsSpan(2, given.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }
        // Any version at all: what was read is not said. A tag that is none of ours, or several: no version is that.
        refusal = given == "*" ? Problems.NoPrecondition(mark) : given.Length > 1 && given[0] == '"' && given[^1] == '"' ? Problems.ForeignPrecondition(mark, given)
            : Problems.BadPrecondition(mark, given);
        return false;
    }
}
