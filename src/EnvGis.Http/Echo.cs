using System.Globalization;

namespace EnvGis.Http;

/// <summary>What somebody sent, as a refusal repeats it: enough of it to be recognised by, and no more.</summary>
public static class Echo
{
    const int Longest = 80;

    /// <summary>At most 80 characters, none of them cut in two, and a sign that there is more.</summary>
    public static string Short(string value)
    {
        if (value.Length <= Longest)
        {
            return value;
        }
        // A letter and its marks, or both halves of a pair, stay together; a letter of a thousand marks does not.
        var end = 0;
        while (end < Longest && StringInfo.GetNextTextElementLength(value, end) is var length && end + length <= Longest)
        {
            end += length;
        }
        end = end > 0 ? end : char.IsHighSurrogate(value[Longest - 1]) ? Longest - 1 : Longest;
        return value[..end] + "…";
    }
}
