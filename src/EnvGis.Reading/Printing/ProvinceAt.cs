using Dapper;
using EnvGis.Access;
using EnvGis.Http;

namespace EnvGis.Printing;

/// <summary>The province that a place lies in, for its central meridian.</summary>
sealed class ProvinceAt(PublicSight everybody, TimeProvider time)
{
    /// <param name="Epsg">Its zone by Thông tư 24/2025/TT-BNNMT, of 3°, for its administrative map.</param>
    /// <param name="Approximate">Whether it was told by the nearest commune, no boundaries being loaded.</param>
    /// <param name="Rearranged">Whether it was made of several on 1 July 2025; older meridians were theirs then.</param>
    /// <param name="Meridians">The zones that its tables may be in, and why.</param>
    public sealed record Province(string Code, string Name, int? Epsg, bool Approximate, bool Rearranged, IReadOnlyList<ProvinceZone> Meridians);

    sealed record Row(string Code, string Name, int? Epsg, bool Approximate, bool Rearranged, string? OlderMeridians, int? OtherEpsg, string? OtherSource);

    // Farther from every commune than this is not in Vietnam.
    const double FarthestMetres = 60_000;

    const string Sql = """
        with place as (select st_setsrid(st_makepoint(@longitude, @latitude), 4326) as point),
        bounded as (
            select b.code from published.boundary b, place where b.level = 'province' and b.geom && place.point and st_covers(b.geom, place.point)
            order by b.code limit 1),
        nearest as (
            select c.province_code as code from published.commune c, place
            where c.valid_from <= @today and (c.valid_to is null or c.valid_to > @today) and st_dwithin(c.centre::geography, place.point::geography, @FarthestMetres)
            order by st_distance(c.centre::geography, place.point::geography) limit 1)
        select p.code, p.name, p.epsg, not exists (select from bounded) as approximate, p.rearranged, p.older_meridians as OlderMeridians,
               p.other_epsg as OtherEpsg, p.other_source as OtherSource
        from published.province p
        where p.code = coalesce((select code from bounded), (select code from nearest))
          and p.valid_from <= @today and (p.valid_to is null or p.valid_to > @today)
        """;

    /// <returns>Null outside Vietnam.</returns>
    public async Task<Province?> FindAsync(double longitude, double latitude, CancellationToken cancellationToken)
    {
        var today = time.TodayInVietnam();
        await using var connection = await everybody.Database.Source.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            Sql, new { longitude, latitude, today, FarthestMetres }, cancellationToken: cancellationToken)) is { } found
            ? new(found.Code, found.Name, found.Epsg, found.Approximate, found.Rearranged,
                ProvinceZone.Of(found.Epsg, found.OlderMeridians, found.OtherEpsg, found.OtherSource))
            : null;
    }
}
