using System.Globalization;
using System.Text.RegularExpressions;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Tables;

/// <summary>
/// What a heading or a note says of the grid: <c>Hệ tọa độ VN-2000, kinh tuyến trục 104°45', múi chiếu 3°</c>, and what is left of it when text is taken out of a document, where the degree sign
/// becomes a nought: <c>kinh tuyến 104045’ múi chiếu 30</c>.
/// </summary>
/// <param name="Meridian">The central meridian; null when none is said.</param>
/// <param name="WidthDegrees">3 or 6; null when not said.</param>
/// <param name="Epsg">A code of a zone; null when none is said.</param>
/// <param name="IsWgs84">Whether it names WGS 84.</param>
/// <param name="IsVn2000">Whether it names VN-2000.</param>
public sealed partial record GridSaid(Meridian? Meridian, int? WidthDegrees, int? Epsg, bool IsWgs84, bool IsVn2000)
{
    /// <summary>Whether another datum is named, of which the parameters are nobody's to guess: HN-72, Indian 1960, or their ellipsoids.</summary>
    public bool IsOther { get; init; }

    /// <summary>Whether several meridians are named, so that none is said.</summary>
    public bool IsSeveral { get; init; }

    /// <summary>The zones that fit what is said; empty when nothing is said of meridian, width or code.</summary>
    public IReadOnlyList<Vn2000Zone> Zones => Epsg is { } code ? Vn2000Zone.Find(code) is { } zone ? [zone] : []
        : Meridian is null && WidthDegrees is null ? []
        : [.. Vn2000Zone.All.Where(one => (Meridian is not { } meridian || one.CentralMeridian == meridian) && (WidthDegrees is not { } width || one.WidthDegrees == width))];

    /// <summary>Reads a text.</summary>
    /// <param name="text">A heading, a cell, a note.</param>
    /// <param name="isMeridian">Whether it stands under a heading that says that meridians stand here, so that a bare <c>105</c> is one.</param>
    /// <returns>Null when it says nothing of a grid.</returns>
    public static GridSaid? Read(string? text, bool isMeridian = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        var folded = Blanks().Replace(TableWords.Fold(text), " ");
        var said = (isMeridian ? Bare() : Named()).Match(folded);
        Meridian? meridian = null;
        if (said.Success)
        {
            var degrees = int.Parse(said.Groups["degrees"].Value, CultureInfo.InvariantCulture);
            var fraction = said.Groups["fraction"].Value;
            meridian = fraction.Length == 0
                ? Vn2000.Meridian.OfDegrees(degrees + (said.Groups["minutes"].Success ? int.Parse(said.Groups["minutes"].Value, CultureInfo.InvariantCulture) / 60.0 : 0))
                : Vn2000.Meridian.TryParse($"{degrees}.{fraction}", out var read, out _) ? read : null;
        }
        // Converted from one to another, or beside another: which holds, whoever reads it has to say.
        if (!isMeridian && Named().Matches(folded).Select(one => (one.Groups["degrees"].Value, one.Groups["minutes"].Value, one.Groups["fraction"].Value)).Distinct().Count() > 1)
        {
            return new(null, null, null, false, true) { IsOther = Others().IsMatch(folded), IsSeveral = true };
        }
        int? width = Width().Match(folded) is { Success: true } wide ? wide.Groups["width"].Value[0] - '0' : null;
        int? epsg = Code().Match(folded) is { Success: true } code ? int.Parse(code.Groups["code"].Value, CultureInfo.InvariantCulture) : null;
        if (Utm().Match(folded) is { Success: true } utm && epsg is null && meridian is null)
        {
            (meridian, width) = (new Meridian(utm.Groups["zone"].Value == "48" ? 105 : 111, 0), 6);
        }
        var (wgs, vn) = (folded.Contains("wgs", StringComparison.Ordinal), folded.Contains("vn2000", StringComparison.Ordinal) || folded.Contains("vn-2000", StringComparison.Ordinal)
            || folded.Contains("vn 2000", StringComparison.Ordinal));
        var other = Others().IsMatch(folded);
        return meridian is null && width is null && epsg is null && !wgs && !vn && !other ? null : new(meridian, width, epsg, wgs, vn) { IsOther = other };
    }

    /// <summary>What this says, and where it is silent what the other does.</summary>
    internal GridSaid Over(GridSaid? other) => other is null || Zones.Count == 1 ? this
        : new(Meridian ?? other.Meridian, WidthDegrees ?? (Meridian is null || other.Meridian is null || Meridian == other.Meridian ? other.WidthDegrees : null),
            Epsg ?? (Meridian is null ? other.Epsg : null),
            IsWgs84 || !IsVn2000 && other.IsWgs84, IsVn2000 || !IsWgs84 && other.IsVn2000) { IsOther = IsOther || !IsVn2000 && !IsWgs84 && other.IsOther };

    // The nought behind the degrees is a degree sign that was set small and lost its place.
    const string Value = @"(?<degrees>1(?:0[2-9]|1[01]))(?:[.,](?<fraction>[0-9]{1,2})(?![0-9])|\s*(?:°|º|˚|o|do|0|-|\s)?\s*(?<minutes>00|15|30|45)\s*(?:'|’|′|`|phut|(?![0-9]))|\s*(?:°|º|˚|o|do|0)?(?![0-9]))";

    [GeneratedRegex(@"(?:ktt|kinh tuyen(?: truc)?(?: dia phuong)?|tm-?3|meridian)\s*[:=(]?\s*" + Value)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\s*(?:ktt|kinh tuyen(?: truc)?)?\s*" + Value)]
    private static partial Regex Bare();

    [GeneratedRegex(@"mui(?: chieu)?\s*[:=(]?\s*(?<width>[36])(?![1-9])(?:\s*(?:°|º|˚|o|do|0))?(?![0-9])")]
    private static partial Regex Width();

    [GeneratedRegex(@"epsg\s*:?\s*(?<code>[0-9]{4})(?![0-9])")]
    private static partial Regex Code();

    [GeneratedRegex(@"hn[-_ ]?(?:19)?72|ha noi[-_ ]?(?:19)?72|hanoi[-_ ]?(?:19)?72|indian|krasov|everest|pulkovo")]
    private static partial Regex Others();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(?:utm|zone|mui)\s*(?:zone)?\s*(?<zone>4[89])\s*n?(?![0-9])")]
    private static partial Regex Utm();
}
