using Dapper;
using EnvGis.Access;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Features;

/// <summary>The zones of VN-2000 in which coordinates are told, and the provinces whose meridian each has.</summary>
static class Zones
{
    public sealed record Answer(IReadOnlyList<ListedZone> Zones);

    /// <param name="Provinces">The provinces of today whose meridian this is by Thông tư 24/2025/TT-BNNMT, for its administrative map; of 3° zones only.</param>
    public sealed record ListedZone(int Epsg, string Name, string Meridian, double MeridianDegrees, int WidthDegrees, IReadOnlyList<string> Provinces);

    public static async Task<JsonHttpResult<Answer>> Handle(HttpRequest request, Sight sight, CancellationToken cancellationToken)
    {
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        var provinces = (await connection.QueryAsync<(int Epsg, string Name)>(new CommandDefinition("""
            select epsg, name from published.province
            where epsg is not null and valid_from <= published.today() and (valid_to is null or valid_to > published.today()) order by code
            """, cancellationToken: cancellationToken))).ToLookup(row => row.Epsg, row => row.Name);
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Json(new Answer([.. Vn2000Zone.All.Select(zone => new ListedZone(
            zone.Code, zone.Name, zone.CentralMeridian.ToString(), zone.CentralMeridian.DecimalDegrees, zone.WidthDegrees, [.. provinces[zone.Code]]))]),
            FeatureJson.Context.ZonesAnswer);
    }
}
