using System.Text.RegularExpressions;

namespace EnvGis.Http;

/// <summary>Knows Vietnamese text that went through a wrong encoding: the letters are there, but they are not those that were written.</summary>
public static partial class DamagedText
{
    /// <summary>What is wrong with a text that somebody wrote; null when it can be read.</summary>
    public static Refusal? Problem(string field, string text) =>
        IsLost(text) ? Problems.LostText(field)
        : TwiceReadText.Mended(text) is { } mended ? Problems.TwiceRead(field, mended)
        : IsForeign(text) ? Problems.DamagedText(field)
        : null;

    /// <summary>Whether letters are lost for good: a program put U+FFFD in their place.</summary>
    public static bool IsLost(string text) => text.Contains('\uFFFD', StringComparison.Ordinal);

    /// <summary>
    /// Whether the text looks like TCVN3 read as Latin-1 (§iÓm å nhiÔm, Hßa B×nh), VNI read as Latin-1 (Ñieåm oâ nhieãm), UTF-8 read twice (XÃ£ Äáº¡i), letters written for a
    /// web page (&amp;#272;i&amp;#7875;m), or question marks for letters (Ph?c).
    /// </summary>
    public static bool LooksDamaged(string text) =>
        IsForeign(text) || !System.Text.Ascii.IsValid(text) && ReadTwice().IsMatch(text) && !Quoted().IsMatch(text)
        || TwiceReadText.Mended(text) is not null || QuestionMarks().IsMatch(text);

    /// <summary>Whether it surely is in the letters of an old font or of a web page: what is typed here is refused by that. A question mark in a word may be an address.</summary>
    public static bool IsForeign(string text) =>
        !System.Text.Ascii.IsValid(text) && (Tcvn3().IsMatch(text) || Tcvn3Syllable().IsMatch(text) || Vni().IsMatch(text)) && !Quoted().IsMatch(text) || WebLetters().IsMatch(text);

    // A sign of Latin-1 between or before letters, where no sign belongs; TCVN3 keeps its small letters there. Units such as µg and m² are left out.
    [GeneratedRegex(@"\p{L}[¡¢£¤¥¦§¨©«¬®¯´¶¸»¼½¾¿\u00AD][\p{L}\s,.]|(?<!\p{L})[¡¢£¤¥¦§¨®¶¸¼½¾]\p{L}|\p{L}[¡¢£¤¥¦§¨©«¬®¯´¶¸»¼½¾¿\u00AD·¹µ]\p{L}|\p{L}[·¹µ](?:\s|$)")]
    private static partial Regex Tcvn3();

    // Short words, where the sign stands beside consonants only: a letter that Vietnamese does not have between the first consonants and the last ones; a capital within small
    // letters; or a falling or creaky tone before c, ch, p or t, which bear two other tones only.
    [GeneratedRegex(@"(?<!\p{L})[BCDGHKLMNPQRSTVXbcdghklmnpqrstvx]{1,3}[×ßÞþ÷ØÜÆÇËÎÏÖÑåæçëïîñöøûüä](?:nh|ch|ng|[acimnoptuy])?(?!\p{L})"
        + @"|(?<!\p{L})[BCDGHKLMNPQRSTVXbcdghklmnpqrstvx]?\p{Ll}{1,3}[ÆÇÊÈÉËÌÐÎÏÑÒÕÓÔÖÝØÜÞ](?:nh|ch|ng|[acimnoptuy])?(?!\p{L})|[àèìòùãõ](?:ch|[cpt])(?!\p{L})|§[µ¶·¸¹¨»¼½¾©ª«¬®]")]
    private static partial Regex Tcvn3Syllable();

    // VNI writes the mark behind its letter, as a letter of Latin-1: pairs that no Vietnamese word has.
    [GeneratedRegex(@"[aA][âáàãêéèúùøûõïåäüëÂÁÀÃÊÉÈÚÙØÛÕÏÅÄÜË]|[eE][âáàãùøûõïåäÂÁÀÃÙØÛÕÏÅÄ]|[oO][âåäùøûïÂÅÄÙØÛÏ]|[uUôÔöÖ][ùøûïõÙØÛÏÕ]|[öÖ][ôÔ]|(?<!\p{L})Ñ\p{Ll}")]
    private static partial Regex Vni();

    // Character references of HTML: numbers, and the names of those letters that Latin-1 has.
    [GeneratedRegex(@"&#(?:[0-9]{2,6}|[xX][0-9a-fA-F]{2,6});|&(?:[A-Za-z](?:acute|grave|circ|tilde|uml)|amp|lt|gt|quot|nbsp|ETH|eth);")]
    private static partial Regex WebLetters();

    [GeneratedRegex(@"Ã[\u0080-\u00BF\u0192\u201A-\u2122]|Ä[\u0080-\u00BF\u0090\u2018\u2019]|á[º»]|Æ[°¡]")]
    private static partial Regex ReadTwice();

    // French quotation marks are signs of Latin-1 too.
    [GeneratedRegex("«[^«»]*»")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\p{L}\?\p{Ll}|(?:^|\s)\?\p{Ll}")]
    private static partial Regex QuestionMarks();
}
