using EnvGis.Http;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Printing;

/// <summary>The zones of VN-2000, and the one of the province that a place lies in.</summary>
static class ListZones
{
    public sealed record Answer(IReadOnlyList<Zone> Zones, ProvinceAt.Province? Province);

    /// <param name="Area">Where the EPSG registry says it is used, by the provinces before 1 July 2025.</param>
    public sealed record Zone(int Epsg, string Name, string Meridian, int WidthDegrees, string Area);

    static readonly IReadOnlyList<Zone> All =
        [.. Vn2000Zone.All.Select(zone => new Zone(zone.Code, zone.Name, zone.CentralMeridian.ToString(), zone.WidthDegrees, zone.Area))];

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(HttpRequest request, ProvinceAt provinces, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(request);
        var (longitude, latitude) = (query.Degrees("lon"), query.Degrees("lat"));
        // One alone is no position: what is missing is refused as if it were empty.
        if (query["lon"] is null != query["lat"] is null)
        {
            query.Refuse(query["lon"] is null
                ? Problems.BadParameter("lon", "", "cần kinh độ từ −180 đến 180", "it takes a longitude from −180 to 180")
                : Problems.BadParameter("lat", "", "cần vĩ độ từ −90 đến 90", "it takes a latitude from −90 to 90"));
        }
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        return TypedResults.Ok(new Answer(All, longitude is { } lon && latitude is { } lat ? await provinces.FindAsync(lon, lat, cancellationToken) : null));
    }
}
