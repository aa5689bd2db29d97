using System.Text;

namespace EnvGis.Http;

/// <summary>Asks of a file of data what <see cref="ReadableRequest"/> asks of a body: its texts come to stand where people read them.</summary>
public static class ReadableFile
{
    /// <summary>Longer than any text of the project's files by far.</summary>
    public const int LongestText = 10_000;

    /// <returns>What is wrong and where; null when nothing is, or when it is no JSON at all, which its reader says with the line.</returns>
    public static Refusal? Problem(ReadOnlySpan<byte> json) =>
        ReadableRequest.IsJson(json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json, LongestText, out var unreadable) ? unreadable : null;
}
