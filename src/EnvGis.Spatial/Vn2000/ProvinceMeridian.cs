using System.Text.RegularExpressions;

namespace EnvGis.Spatial.Vn2000;

/// <summary>
/// A zone in which coordinates of a province may be given. Thông tư 24/2025/TT-BNNMT (in force 1 July 2025, annex) gives each province one meridian, for its
/// administrative map only; it does not re-project tables that stand (Điều 16), so those keep the axis of the province that made them.
/// </summary>
/// <param name="Zone">A 3° zone, or one of the two 6° zones of the national maps.</param>
/// <param name="IsProvinceMap">Whether it is the one of Thông tư 24/2025/TT-BNNMT: what new tables begin with.</param>
/// <param name="IsOlder">Whether tables from before 1 July 2025 have it.</param>
/// <param name="Former">The provinces of before whose tables have it; null when it was the one of all of them, or of none.</param>
/// <param name="OtherSource">The source that gives this one for the administrative map where sources disagree; null else.</param>
public sealed partial record ProvinceMeridian(Vn2000Zone Zone, bool IsProvinceMap, bool IsOlder, string? Former, string? OtherSource)
{
    /// <summary>The zones to offer for a province, that of its administrative map first, then the others of its tables, then the 6° zones.</summary>
    /// <param name="epsg">By Thông tư 24/2025/TT-BNNMT; null when not known.</param>
    /// <param name="older">Meridians of tables from before, as <c>106°15' Quảng Trị; 106°00' Quảng Bình</c>; null when they have the same as now.</param>
    /// <param name="otherEpsg">What a second source gives in its place; null when the sources agree.</param>
    /// <param name="otherSource">That source.</param>
    public static IReadOnlyList<ProvinceMeridian> Of(int? epsg, string? older, int? otherEpsg, string? otherSource)
    {
        var former = Older().Matches(older ?? "").ToLookup(
            match => Meridian.TryParse(match.Groups["meridian"].Value, out var meridian, out _) ? Vn2000Zone.Find(meridian) : null, match => match.Groups["names"].Value.Trim());
        int?[] codes = [epsg, .. former.Select(one => one.Key?.Code), otherEpsg, .. Vn2000Zone.All.Where(zone => zone.WidthDegrees == 6).Select(zone => (int?)zone.Code)];
        return [.. codes.Distinct().Select(code => code is { } known ? Vn2000Zone.Find(known) : null).OfType<Vn2000Zone>().Select(zone => new ProvinceMeridian(
            zone, zone.Code == epsg, former.Contains(zone) || older is null && zone.Code == epsg,
            former.Contains(zone) ? string.Join(", ", former[zone]) : null, zone.Code == otherEpsg ? otherSource : null))];
    }

    [GeneratedRegex("""(?<meridian>1[0-9]{2}°[0-9]{2}')\s*(?<names>[^;]*)""")]
    private static partial Regex Older();
}
