using System.Text.RegularExpressions;

namespace EnvGis.Imports;

/// <summary>Knows Vietnamese text that went through a wrong encoding: the letters are there, but they are not those that were written.</summary>
static partial class DamagedText
{
    /// <summary>Whether letters are lost for good: a program put U+FFFD in their place.</summary>
    public static bool IsLost(string text) => text.Contains('\uFFFD', StringComparison.Ordinal);

    /// <summary>Whether the text looks like TCVN3 read as Latin-1 (§iÓm å nhiÔm), UTF-8 read twice (XÃ£ Äáº¡i), or question marks for letters (Ph?c).</summary>
    public static bool LooksDamaged(string text) =>
        !System.Text.Ascii.IsValid(text) && (Tcvn3().IsMatch(text) || ReadTwice().IsMatch(text)) && !Quoted().IsMatch(text) || QuestionMarks().IsMatch(text);

    // A sign of Latin-1 between or before letters, where no sign belongs; TCVN3 keeps its small letters there. Units such as µg and m² are left out.
    [GeneratedRegex(@"\p{L}[¡¢£¤¥¦§¨©«¬®¯´¶¸»¼½¾¿\u00AD][\p{L}\s,.]|(?<!\p{L})[¡¢£¤¥¦§¨®¶¸¼½¾]\p{L}|\p{L}[¡¢£¤¥¦§¨©«¬®¯´¶¸»¼½¾¿\u00AD·¹µ]\p{L}|\p{L}[·¹µ](?:\s|$)")]
    private static partial Regex Tcvn3();

    [GeneratedRegex(@"Ã[\u0080-\u00BF\u0192\u201A-\u2122]|Ä[\u0080-\u00BF\u0090\u2018\u2019]|á[º»]|Æ[°¡]")]
    private static partial Regex ReadTwice();

    // French quotation marks are signs of Latin-1 too.
    [GeneratedRegex("«[^«»]*»")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\p{L}\?\p{Ll}|(?:^|\s)\?\p{Ll}")]
    private static partial Regex QuestionMarks();
}
