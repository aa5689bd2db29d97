using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EnvGis.Spatial.Numbers;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Crs;

/// <summary>
/// Reads coordinates as people type or paste them: degrees in decimals or in minutes and seconds, and VN-2000 with or without its meridian, with a
/// decimal point or a decimal comma. Ranges tell latitude from longitude and northing from easting, since in Vietnam they do not overlap.
/// </summary>
public static partial class PositionText
{
    /// <summary>Longer texts are no position.</summary>
    const int LongestText = 200;

    enum Label
    {
        None, North, South, East, West, X, Y,
    }

    readonly record struct Side(double Value, Label Label, bool IsAngle, bool IsMarked);

    /// <summary>The readings of a text; both lists empty when it is not meant as coordinates.</summary>
    /// <param name="Positions">Usually one; several only where the text itself leaves it open.</param>
    /// <param name="Refusal">Why nothing fits although the text is clearly coordinates; null otherwise.</param>
    /// <param name="IsAddress">Whether it was copied out of another program, so that words in it are none to search for.</param>
    public sealed record Reading(IReadOnlyList<TypedPosition> Positions, PositionRefusal? Refusal, bool IsAddress = false);

    static readonly Reading Nothing = new([], null);

    /// <summary>Reads a text.</summary>
    /// <param name="text">Anything a person may type or paste into a search box.</param>
    public static Reading Read(string? text)
    {
        if (text is not null && PastedPosition.Find(text) is { } pasted)
        {
            return ReadTyped(pasted) with { IsAddress = true };
        }
        if (text is not null && PastedPosition.IsAddress(text, out var host))
        {
            return new([], new(PositionFault.NoPositionInAddress, host), IsAddress: true);
        }
        var reading = ReadTyped(text);
        if (reading is { Positions.Count: 0, Refusal: null } && text?.Length <= LongestText && PointOfTable().Match(text) is { Success: true } point
            && ReadTyped(text[point.Length..]) is { Positions.Count: > 0 } row)
        {
            return row;
        }
        if (reading is { Positions.Count: 0, Refusal: null } && text?.Length <= LongestText && Angles().Matches(Plain(text)).FirstOrDefault(HasTooManyMinutes) is { } wrong)
        {
            return new([], new(PositionFault.TooManyMinutes, wrong.Value.Trim()));
        }
        return reading is { Positions.Count: 0, Refusal: null } && text?.Length <= LongestText && Numbers().IsMatch(text)
            ? new([], new(AreDegreesAbroad(text) ? PositionFault.Outside : PositionFault.NoPosition, null)) : reading;
    }

    static bool HasTooManyMinutes(Match angle) => Decimal(angle.Groups["minutes"].Value) >= 60 || angle.Groups["seconds"] is { Success: true, Value: var seconds } && Decimal(seconds) >= 60;

    // A decimal comma has no space behind it, so 0, 0 are two numbers.
    static bool AreDegreesAbroad(string text) => TwoNumbers().Match(text) is { Success: true } match
        && Math.Abs(Decimal(match.Groups["first"].Value)) is var first && Math.Abs(Decimal(match.Groups["second"].Value)) is var second
        && Math.Min(first, second) <= 90 && Math.Max(first, second) <= 180;

    static Reading ReadTyped(string? text)
    {
        if (text is null or { Length: > LongestText } || !text.Any(char.IsDigit))
        {
            return Nothing;
        }
        var rest = Signs(Plain(text));
        var isVn2000 = Take(ref rest, Vn2000Name()) is not null;
        var isWgs84 = Take(ref rest, Wgs84Name()) is not null;
        var code = Take(ref rest, EpsgCode()) ?? Take(ref rest, LeadingCode());
        var utm = Take(ref rest, UtmZone());
        var width = Take(ref rest, ZoneWidth()) is { } widthMatch ? Number(widthMatch.Groups["width"].Value) : (int?)null;
        var meridian = Take(ref rest, NamedMeridian());
        rest = Words(rest).Trim(Separators);

        var zones = ZonesOf(code, meridian?.Groups["meridian"].Value ?? CentralMeridian(utm), utm is null ? width : 6, out var refusal);
        // The same numbers in UTM on WGS 84 lie some 200 m from where they lie in VN-2000's zone of that meridian.
        if (utm is not null && isWgs84 && !isVn2000 && refusal is null)
        {
            refusal = new(PositionFault.UnknownZone, $"326{utm.Groups["utm"].Value}");
        }
        var pairs = Pairs(rest).ToList();
        if (pairs.Count == 0 && zones is null && refusal is null)
        {
            // A meridian or a code may simply follow the pair, or stand before it.
            foreach (var form in (ReadOnlySpan<Regex>)[TrailingMeridian(), LeadingMeridian()])
            {
                if (form.Match(rest) is { Success: true } match && Pairs(match.Groups["pair"].Value).ToList() is { Count: > 0 } inner && inner.Exists(AreMetres)
                    && (match.Groups["code"].Success || Meridian.TryParse(MeridianWords(match.Groups["meridian"].Value), out _, out _)))
                {
                    zones = ZonesOf(match.Groups["code"].Success ? match : null, match.Groups["code"].Success ? null : match.Groups["meridian"].Value, width, out refusal);
                    pairs = inner;
                    break;
                }
            }
        }
        if (refusal is not null)
        {
            return pairs.Exists(AreMetres) ? new([], refusal) : Nothing;
        }

        var degrees = zones is null && !isVn2000 && width is null
            ? pairs.SelectMany(pair => Degrees(pair.Left, pair.Right)).Distinct().ToList<TypedPosition>() : [];
        if (degrees.Count > 0)
        {
            return new(degrees, null);
        }
        var allowed = zones ?? (width is { } only ? [.. Vn2000Zone.All.Where(zone => zone.WidthDegrees == only)] : Vn2000Zone.All);
        var metres = pairs.Where(AreMetres).SelectMany(pair => Metres(pair.Left, pair.Right, allowed, zones is not null)).Distinct(SameMetres.Instance)
            .Where(position => position.Candidates().Count > 0).ToList();
        // Read as swapped only where it cannot be meant as written.
        metres = metres.Exists(position => !position.AxesSwapped) ? metres.FindAll(position => !position.AxesSwapped) : metres;
        if (metres.Count > 0)
        {
            return new([.. metres], null);
        }
        return pairs.Exists(pair => AreMetres(pair) || (pair.Left.IsMarked && pair.Right.IsMarked && Math.Abs(pair.Left.Value) <= 180 && Math.Abs(pair.Right.Value) <= 180))
            ? new([], new(PositionFault.Outside, zones is [var zone, ..] ? zone.CentralMeridian.ToString() : null)) : Nothing;
    }

    /// <summary>That of a national zone by its number in UTM.</summary>
    static string? CentralMeridian(Match? utm) => utm is null ? null : (Number(utm.Groups["utm"].Value) * 6 - 183).ToString(CultureInfo.InvariantCulture);

    /// <summary>Degrees, minutes and seconds that are said in words, by letters or by colons, and the names of values as programs write them, with the signs that people write.</summary>
    static string Signs(string text)
    {
        text = SecondWord().Replace(MinuteWord().Replace(DegreeWord().Replace(text, "$1°"), "$1'"), "$1\"");
        text = Lettered().Replace(MetresUnit().Replace(text, " "), "$1°$2'$3\"");
        if (Sexagesimal().Count(text) == 2)
        {
            text = Sexagesimal().Replace(text, "$1°$2'$3\"");
        }
        return NamedValue().Count(text) == 2 ? text.Replace('"', ' ').Replace('&', ' ').Replace('?', ' ') : text;
    }

    /// <returns>Null when neither code nor meridian is given.</returns>
    static IReadOnlyList<Vn2000Zone>? ZonesOf(Match? code, string? meridian, int? width, out PositionRefusal? refusal)
    {
        refusal = null;
        if (code is not null)
        {
            var number = Number(code.Groups["code"].Value);
            if (number == CrsCatalogue.Wgs84Code)
            {
                return null;
            }
            if (Vn2000Zone.Find(number) is { } zone)
            {
                return [zone];
            }
            refusal = new(Vn2000Zone.IsDeprecated(number) ? PositionFault.WithdrawnCode : PositionFault.UnknownZone, code.Groups["code"].Value);
            return null;
        }
        if (meridian is null)
        {
            return null;
        }
        if (Meridian.TryParse(MeridianWords(meridian), out var read, out _))
        {
            var zones = Vn2000Zone.All.Where(zone => zone.CentralMeridian == read && (width is null || zone.WidthDegrees == width)).ToList();
            if (zones.Count > 0)
            {
                return zones;
            }
        }
        refusal = new(PositionFault.UnknownZone, meridian.Trim());
        return null;
    }

    static IEnumerable<(Side Left, Side Right)> Pairs(string text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (!IsBoundary(text[at - 1], text[at]))
            {
                continue;
            }
            var left = Sides(text[..at]);
            if (left.Count == 0)
            {
                continue;
            }
            var right = Sides(text[at..]);
            foreach (var one in left)
            {
                foreach (var other in right)
                {
                    yield return (one, other);
                }
            }
        }
    }

    static bool IsBoundary(char before, char after) => Separators.Contains(after) || Separators.Contains(before) || char.IsLetter(after) || char.IsLetter(before) || before is '"' or '\'' or '°';

    static bool AreMetres((Side Left, Side Right) pair) => IsMetres(pair.Left) && IsMetres(pair.Right);

    static bool IsMetres(Side side) => !side.IsAngle && side.Value is >= 100_000 and < 10_000_000;

    static IEnumerable<TypedDegrees> Degrees(Side left, Side right)
    {
        if (IsLatitude(left) && IsLongitude(right))
        {
            yield return new(right.Value, left.Value);
        }
        if (IsLongitude(left) && IsLatitude(right))
        {
            yield return new(left.Value, right.Value);
        }

        static bool IsLatitude(Side side) => side.Label is Label.None or Label.North or Label.Y or Label.X && side.Value >= Extent.VietnamMapFrame.South && side.Value <= Extent.VietnamMapFrame.North;
        static bool IsLongitude(Side side) => side.Label is Label.None or Label.East or Label.Y or Label.X && side.Value >= Extent.VietnamMapFrame.West && side.Value <= Extent.VietnamMapFrame.East;
    }

    static IEnumerable<TypedMetres> Metres(Side left, Side right, IReadOnlyList<Vn2000Zone> zones, bool given)
    {
        foreach (var (north, east) in ((Side, Side)[])[(left, right), (right, left)])
        {
            if (north.Label is Label.None or Label.North or Label.X or Label.Y && east.Label is Label.None or Label.East or Label.X or Label.Y
                && (north.Label == Label.None || north.Label != east.Label) && east.Value < 1_000_000)
            {
                yield return new(east.Value, north.Value, zones, given, north.Label == Label.Y || east.Label == Label.X);
            }
        }
    }

    static List<Side> Sides(string text)
    {
        if (SidePattern().Match(text.Trim(Separators)) is not { Success: true } match)
        {
            return [];
        }
        var (before, after) = (LabelOf(match.Groups["before"]), LabelOf(match.Groups["after"]));
        if (before != Label.None && after != Label.None && before != after)
        {
            return [];
        }
        var label = before == Label.None ? after : before;
        var sign = match.Groups["sign"].Value == "-" || label is Label.South or Label.West ? -1 : 1;
        var value = match.Groups["value"].Value;
        var sides = new List<Side>();
        if (Angle().Match(value) is { Success: true } angle && AngleOf(angle) is { } degrees)
        {
            sides.Add(new(sign * degrees, label, true, label != Label.None || value.Contains('°', StringComparison.Ordinal)));
        }
        foreach (var number in NumberText.Read(value))
        {
            sides.Add(new(sign * number, label, false, label != Label.None || MarkedDecimal().IsMatch(value)));
        }
        return sides;
    }

    static double? AngleOf(Match angle)
    {
        var minutes = angle.Groups["minutes"].Success ? Decimal(angle.Groups["minutes"].Value) : 0;
        var seconds = angle.Groups["seconds"].Success ? Decimal(angle.Groups["seconds"].Value) : 0;
        var hasFraction = angle.Groups["degrees"].Value.AsSpan().ContainsAny('.', ',');
        var minutesHaveFraction = angle.Groups["minutes"].Value.AsSpan().ContainsAny('.', ',');
        return minutes < 60 && seconds < 60 && !(hasFraction && angle.Groups["minutes"].Success) && !(minutesHaveFraction && angle.Groups["seconds"].Success)
            ? Decimal(angle.Groups["degrees"].Value) + minutes / 60 + seconds / 3600 : null;
    }

    static double Decimal(string digits) => double.Parse(digits.Replace(',', '.'), CultureInfo.InvariantCulture);

    static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    static Label LabelOf(Group letter) => letter.Value switch
    {
        "N" or "B" => Label.North,
        "S" => Label.South,
        "E" or "D" => Label.East,
        "W" or "T" => Label.West,
        "X" => Label.X,
        "Y" => Label.Y,
        _ => Label.None,
    };

    static readonly char[] Separators = [' ', ',', ';', '/', '|', '(', ')', ':', '[', ']', '{', '}', '<', '>'];

    /// <summary>One way to write each sign: capitals without accents, plain spaces, one kind of degree, minute and second mark.</summary>
    static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }
            plain.Append(letter switch
            {
                'đ' or 'Đ' => 'D',
                'º' or '˚' => '°',
                '′' or '’' or '‘' or 'ʹ' or '´' or '`' => '\'',
                '″' or '”' or '“' or 'ʺ' => '"',
                '−' or '–' or '—' => '-',
                _ when char.IsWhiteSpace(letter) => ' ',
                _ => char.ToUpperInvariant(letter),
            });
        }
        return plain.Replace("''", "\"").ToString();
    }

    static string Words(string text) => EastWord().Replace(NorthWord().Replace(Noise().Replace(text, " "), "N"), "E");

    // A meridian's own reader knows the rest of the forms.
    static string MeridianWords(string meridian) => meridian.Trim().TrimEnd('D');

    static Match? Take(ref string text, Regex form)
    {
        if (form.Match(text) is not { Success: true } match)
        {
            return null;
        }
        text = text.Remove(match.Index, match.Length).Insert(match.Index, " ");
        return match;
    }

    /// <summary>The same pair read twice, from two splits of one text.</summary>
    sealed class SameMetres : IEqualityComparer<TypedMetres>
    {
        public static SameMetres Instance { get; } = new();

        public bool Equals(TypedMetres? x, TypedMetres? y) => x?.Easting == y?.Easting && x?.Northing == y?.Northing;

        public int GetHashCode(TypedMetres position) => HashCode.Combine(position.Easting, position.Northing);
    }

    const string MeridianPattern = """(?<meridian>1[01][0-9](?:\s*°\s*(?:[0-9]{1,2}\s*'?(?:\s*00?\s*")?)?|[.,][0-9]{1,8}\s*°?|\s*-\s*[0-9]{2}|\s+(?:00|15|30|45)\s*'?)?)(?![0-9.,])""";

    const string CodePattern = "(?<code>3405|3406|589[6-9]|695[6-9]|920[5-9]|921[0-8])";

    [GeneratedRegex("""^[-+0-9.,;:/|()\[\]{}<>°'"\s]*[0-9][-+0-9.,;:/|()\[\]{}<>°'"\s]*\z""")]
    private static partial Regex Numbers();

    [GeneratedRegex("""^\s*[(\[]?\s*(?<first>[-+]?[0-9]{1,3}(?:\.[0-9]{1,16})?)\s*(?:,\s+|;\s*)(?<second>[-+]?[0-9]{1,3}(?:\.[0-9]{1,16})?)\s*[)\]]?\s*\z""")]
    private static partial Regex TwoNumbers();

    [GeneratedRegex("""\bVN\s*-?\s*2000\b""")]
    private static partial Regex Vn2000Name();

    [GeneratedRegex("""\bWGS\s*-?\s*84\b""")]
    private static partial Regex Wgs84Name();

    [GeneratedRegex("""\bEPSG\s*:?\s*:?\s*(?<code>[0-9]{4,5})\b\s*[:;,]?""")]
    private static partial Regex EpsgCode();

    [GeneratedRegex("""^\s*(?<code>[0-9]{4,5})\s*:""")]
    private static partial Regex LeadingCode();

    [GeneratedRegex("""\bMUI\s*(?:CHIEU\s*)?(?<width>[36])\s*(?:°|DO\b)?(?![0-9]|[.,][0-9])""")]
    private static partial Regex ZoneWidth();

    [GeneratedRegex("""\b(?:KTT|KINH\s*TUYEN(?:\s*TRUC)?|CM|KT)\s*[:=]?\s*""" + MeridianPattern)]
    private static partial Regex NamedMeridian();

    [GeneratedRegex("""^(?<pair>.+?)[\s,;/|(:]+(?:""" + CodePattern + "|" + MeridianPattern + """)\s*\)?\z""")]
    private static partial Regex TrailingMeridian();

    [GeneratedRegex("^(?:" + CodePattern + "|" + MeridianPattern + """)[\s,;/|):]+(?<pair>.+)\z""")]
    private static partial Regex LeadingMeridian();

    [GeneratedRegex("""\b(?:MUI\s*|ZONE\s*)?(?:UTM|ZONE)\s*(?:ZONE\s*|MUI\s*)?(?<utm>4[89])\s*N?\b""")]
    private static partial Regex UtmZone();

    [GeneratedRegex("""([0-9])\s*(?:DO|DEG|DEGREES?)(?![A-Z])""")]
    private static partial Regex DegreeWord();

    [GeneratedRegex("""([0-9])\s*(?:PHUT|MIN|MINUTES?)(?![A-Z])""")]
    private static partial Regex MinuteWord();

    [GeneratedRegex("""([0-9])\s*(?:GIAY|SEC|SECONDS?)(?![A-Z])""")]
    private static partial Regex SecondWord();

    [GeneratedRegex("""(?<![0-9.,])([0-9]{1,3})D\s*([0-9]{1,2})M\s*([0-9]{1,2}(?:[.,][0-9]{1,6})?)S?""")]
    private static partial Regex Lettered();

    [GeneratedRegex("""(?<![0-9.,:-])([0-9]{1,3})[:-]([0-9]{1,2})[:-]([0-9]{1,2}(?:[.,][0-9]{1,6})?)(?![0-9:-])""")]
    private static partial Regex Sexagesimal();

    [GeneratedRegex("""(?<=[XY]\s*)\(\s*M\s*\)""")]
    private static partial Regex MetresUnit();

    [GeneratedRegex("""\b(?:LATITUDE|LAT|LONGITUDE|LONG|LON|LNG)"?\s*[=:]""")]
    private static partial Regex NamedValue();

    // The first column of a table of coordinates: M1, điểm 1, 1.
    [GeneratedRegex(@"^\s*(?:(?:điểm|mốc|đỉnh|góc|diem|moc|dinh|goc|stt|point)\s*)?[a-z]{0,3}[-.]?[0-9]{1,4}\s*[.,:;)|]?\s+(?=[-+xyXYNE(0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex PointOfTable();

    [GeneratedRegex("""\b(?:TOA\s*DO|HE)\b""")]
    private static partial Regex Noise();

    [GeneratedRegex("""\b(?:VI\s*(?:DO|TUYEN)(?:\s*BAC)?|VI\s*BAC|LATITUDE|LAT|NORTHING|BAC)\b""")]
    private static partial Regex NorthWord();

    [GeneratedRegex("""\b(?:KINH\s*DO(?:\s*DONG)?|KINH\s*DONG|LONGITUDE|LONG|LON|LNG|EASTING|DONG)\b""")]
    private static partial Regex EastWord();

    [GeneratedRegex("""^(?<before>[NSEWBDXYT])?\s*[=:]?\s*(?<sign>[+-])?\s*(?<value>[0-9][0-9.,\s°'"]*?)\s*M?\s*(?<after>[NSEWBDXYT])?\z""")]
    private static partial Regex SidePattern();

    [GeneratedRegex("""^(?<degrees>[0-9]{1,3}(?:[.,][0-9]+)?)(?:\s*°\s*|\s+)(?:(?<minutes>[0-9]{1,2}(?:[.,][0-9]+)?)\s*'?\s*(?:(?<seconds>[0-9]{1,2}(?:[.,][0-9]+)?)\s*"?)?)?\z""")]
    private static partial Regex Angle();

    [GeneratedRegex("""[0-9]{1,3}\s*°\s*(?<minutes>[0-9]{1,3}(?:[.,][0-9]{1,16})?)(?:\s*'\s*(?<seconds>[0-9]{1,3}(?:[.,][0-9]{1,16})?)(?=\s*"))?\s*['"]?""")]
    private static partial Regex Angles();

    [GeneratedRegex("""^[0-9]{1,3}[.,][0-9]{2,}\z""")]
    private static partial Regex MarkedDecimal();
}
