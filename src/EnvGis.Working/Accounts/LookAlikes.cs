using System.Globalization;
using System.Text;

namespace EnvGis.Accounts;

/// <summary>
/// Text as it looks: small letters without accents, and the plain ones for all that only look otherwise: full-width, mathematical, in circles (Unicode's compatibility form), small capitals,
/// and letters of other scripts by Unicode's confusable signs (UTS 39), of which those stand here that look like a letter of the Latin alphabet.
/// </summary>
static class LookAlikes
{
    /// <summary>Each plain letter, and behind it what looks like it. A small letter of another script may look otherwise than its capital, so both stand here.</summary>
    static readonly string[] Table =
    [
        "aɑᴀɐⱥȺаαꭰᎪꓮА Αᗅ𐊠", "bʙƀɓʙᏼᏴꓐвВΒβƅᖯɃ", "cᴄƈсСϲςȼȻꮯᏟꓚⲥⲤↄɕ", "dᴅđðɖɗԁꭰᎠꓓĐƌժⅾ", "eᴇɛҽеЕєεΕɇɆꭼᎬꓰⲉⴹ℮ǝəЄ", "fꜰƒꓝϝքғ", "gɡɢցƍǥǤɠꮐᏀꓖԌ",
        "hʜһҺհħĦɦнНΗꮋᎻꓧⲏɥ", "iıɪɩіІιΙꭵᎥꓲⲓɨƗӏᴉ", "jᴊјЈɉɈʝյꭻᎫꓙϳ", "kᴋкКκΚƙꮶᏦꓗⲕ", "lʟłŁӀɭɫꞁꮮᏞꓡǀⳑƚⱡ", "mᴍмМΜɱꮇᎷꓟⲙϺ", "nɴոռпηΝɲŋꓠⲛИи",
        "oᴏօОоοΟσøØסꓳⲟ◯○●ɵɔഠဝо", "pᴘрРρΡþÞꮲᏢꓑⲣƥϸ", "qǫԛԚզգʠ", "rʀгɾꭱᎡᏒꓣɼɽɍɌяЯⲅᴦ", "sꜱѕЅʂꮪᏚꓢƽꜱՏ", "tᴛтТτΤꭲᎢꓔŧŦƭʈⲧ", "uᴜυսՍʋꓴʉцµμʊ", "vᴠѵѴνꮩᏙꓦⴸѷ",
        "wᴡԝԜաωɯꮃᎳꓪѡшʍ", "xхХχΧꓫⲭ×ⵝᕁ", "yʏуУγΥყɏɎꓬƴүҮⲩ", "zᴢʐꮓᏃƶƵꓜΖⱬ",
    ];

    static readonly Dictionary<Rune, string> Plain = Table
        .SelectMany(line => line.EnumerateRunes().Skip(1).Where(rune => !Rune.IsWhiteSpace(rune)).Distinct().Select(rune => (Rune: rune, Letter: line[..1])))
        .DistinctBy(one => one.Rune).ToDictionary(one => one.Rune, one => one.Letter);

    /// <summary>Letters in squares and circles that are filled, and those that make flags, which Unicode does not take for letters.</summary>
    static readonly int[] Alphabets = [0x1F150, 0x1F170, 0x1F1E6];

    public static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        // Before too: a hook below an o makes what looks like a q.
        foreach (var sign in Plainly(text.Normalize()).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(sign) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format))
            {
                folded.Append(sign.ToString());
            }
        }
        return Plainly(folded.ToString()).ToLowerInvariant();
    }

    static string Plainly(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text.EnumerateRunes())
        {
            plain.Append(Of(sign));
        }
        return plain.ToString();
    }

    static string Of(Rune sign) =>
        sign.IsAscii ? sign.ToString()
        : Plain.TryGetValue(sign, out var letter) ? letter
        : sign.Value is 'ß' or 'ẞ' ? "ss" : sign.Value is 'æ' or 'Æ' ? "ae" : sign.Value is 'œ' or 'Œ' ? "oe"
        : Rune.GetUnicodeCategory(sign) == UnicodeCategory.DecimalDigitNumber ? Rune.GetNumericValue(sign).ToString(CultureInfo.InvariantCulture)
        : Alphabets.FirstOrDefault(first => sign.Value >= first && sign.Value < first + 26) is > 0 and var alphabet ? ((char)('a' + sign.Value - alphabet)).ToString()
        : sign.ToString();
}
