using EnvGis.Spatial.Vn2000;

namespace EnvGis.Http;

/// <summary>A zone in which tables of a province may be, and why; see <see cref="ProvinceMeridian"/>.</summary>
/// <param name="ProvinceMap">Whether Thông tư 24/2025/TT-BNNMT gives it for the administrative map of the province.</param>
/// <param name="Older">Whether tables from before 1 July 2025 have it.</param>
/// <param name="Former">The provinces of before that had it; null when all had, or none.</param>
/// <param name="OtherSource">The source that gives it for the administrative map, where sources disagree; null else.</param>
public sealed record ProvinceZone(int Epsg, string Meridian, int WidthDegrees, bool ProvinceMap, bool Older, string? Former, string? OtherSource)
{
    /// <summary>See <see cref="ProvinceMeridian.Of"/>.</summary>
    public static IReadOnlyList<ProvinceZone> Of(int? epsg, string? older, int? otherEpsg, string? otherSource) =>
        [.. ProvinceMeridian.Of(epsg, older, otherEpsg, otherSource).Select(one => new ProvinceZone(
            one.Zone.Code, one.Zone.CentralMeridian.ToString(), one.Zone.WidthDegrees, one.IsProvinceMap, one.IsOlder, one.Former, one.OtherSource))];
}
