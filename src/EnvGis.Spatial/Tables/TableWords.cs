using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EnvGis.Spatial.Documents;

namespace EnvGis.Spatial.Tables;

/// <summary>The words by which tables of decisions call their columns, rings and areas.</summary>
static partial class TableWords
{
    /// <summary>Of one cell or line; what stands behind is no heading.</summary>
    const int LongestRead = 2_000;

    /// <summary>Small letters without marks, so that a heading is known in any spelling; đ becomes d.</summary>
    public static string Fold(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in CleanText.Of(CleanText.Head(text, LongestRead)).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(rune is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(rune));
            }
        }
        return plain.ToString();
    }

    [GeneratedRegex(@"[ \u00A0]{2,}|\t+")]
    public static partial Regex Gap();

    // Three figures behind a blank go on with the number before only where groups of three began.
    [GeneratedRegex(@"(?<![0-9])[0-9]{1,3}(?: [0-9]{3}){2}(?:[.,][0-9]{1,3})?(?![0-9])|(?<=[0-9]{3}(?:[.,][0-9]{1,3})? )[0-9]{3} [0-9]{3}(?:[.,][0-9]{1,3})?(?![0-9])|\S+")]
    public static partial Regex WordOrNumber();

    /// <summary>Of a northing's column, as Vietnamese tables head it.</summary>
    [GeneratedRegex(@"^(?:toa do\s*)?x\s*(?:\(?\s*m\s*\)?)?\s*(?:\(.*\))?\z|^(?:northing|north|bac)\b")]
    public static partial Regex X();

    /// <summary>Of an easting's column.</summary>
    [GeneratedRegex(@"^(?:toa do\s*)?y\s*(?:\(?\s*m\s*\)?)?\s*(?:\(.*\))?\z|^(?:easting|east|dong)\b")]
    public static partial Regex Y();

    [GeneratedRegex(@"vi do|latitude|\blat\b")]
    public static partial Regex LatitudeHead();

    [GeneratedRegex(@"kinh do|longitude|\blon(?:g)?\b|\blng\b")]
    public static partial Regex LongitudeHead();

    [GeneratedRegex(@"^(?:(?:ten|so hieu|ky hieu|ki hieu|stt|tt|so)?\s*(?:cac\s*)?(?:diem|dinh|moc)\b.*|ky hieu vi tri.*|vertex|point|corner|dinh so)\z")]
    public static partial Regex LabelHead();

    [GeneratedRegex(@"^(?:stt|tt|so tt|no\.?)\z")]
    public static partial Regex OrderHead();

    [GeneratedRegex(@"^(?:ten(?! diem| dinh| moc).*|vi tri.*|khu vuc.*|vung.*|name|zone|mo\b.*|dia danh.*|doi tuong.*)\z")]
    public static partial Regex NameHead();

    [GeneratedRegex(@"^(?:dien tich|area|s\s*\()")]
    public static partial Regex AreaHead();

    [GeneratedRegex(@"^(?:ghi chu|note|remark|he toa do|he quy chieu)")]
    public static partial Regex NoteHead();

    [GeneratedRegex(@"^(?:ktt|kinh tuyen)")]
    public static partial Regex MeridianHead();

    /// <summary>A row that tells an area: <c>Diện tích: 30,3 ha</c>.</summary>
    [GeneratedRegex(@"(?:dien tich|area)[^0-9]{0,40}(?<number>[0-9][0-9., ]*)\s*(?<unit>ha|hec-?ta|m2|m²|km2|km²)?")]
    public static partial Regex Area();

    [GeneratedRegex(@"^(?<number>[0-9][0-9., ]*)\s*(?<unit>ha|m2|m²|km2|km²)?\z")]
    public static partial Regex AreaCell();

    /// <summary>The outer ring of a part; with the zone's name behind it perhaps.</summary>
    [GeneratedRegex(@"ranh (?:gioi )?ngoai|vanh ngoai|vong ngoai|outer ring")]
    public static partial Regex Outer();

    /// <summary>A further part of the same zone.</summary>
    [GeneratedRegex(@"^(?:phan|khu(?: vuc)?|khoanh|manh|thua|part|area)\s*(?:so\s*)?(?:[0-9]{1,3}|[ivx]{1,5}|[a-h])\b")]
    public static partial Regex Part();

    /// <summary>A hole; not folded, since a plot (lô) would be one too.</summary>
    [GeneratedRegex(@"\blỗ\b|khoét|ranh (?:giới )?trong|vành trong|vòng trong|\bhole\b|inner ring", RegexOptions.IgnoreCase)]
    public static partial Regex Hole();

    /// <summary>What heads a table and names nothing in it.</summary>
    [GeneratedRegex(@"^\(|^(?:phu luc|toa do|bang|danh muc|danh sach|kem theo|don vi|trang|page|nguon)\b|quyet dinh so|^(?:sheet|trang tinh) *[0-9]*\z")]
    public static partial Regex Caption();

    /// <summary>A corner's label: 1, M12, NC.10, 6', 7A, QS.1, A.</summary>
    [GeneratedRegex(@"^(?<stem>[\p{L}]{0,6}[.\-_ ]?)(?<number>[0-9]{0,5})(?<tail>['’A-Za-z]{0,2})\z")]
    public static partial Regex Label();
}
