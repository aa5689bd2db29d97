using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Places;

/// <summary>Where typed coordinates lie: the commune and province, and for VN-2000 without a meridian every zone that they may be meant in.</summary>
sealed class CoordinateSearch(Sight sight)
{
    /// <param name="Kind">wgs84 or vn2000: what was typed.</param>
    /// <param name="Given">The zone and coordinates as typed; null for degrees.</param>
    /// <param name="Local">The same in the zone of the province it lies in.</param>
    /// <param name="Approximate">Whether commune and province are told by the nearest centre, no boundary being loaded there.</param>
    /// <param name="Usage">
    /// Who uses the typed zone there: province (its administrative map, Thông tư 24/2025/TT-BNNMT), older (a part before the merger), earlier (the province itself
    /// before that circular, where it was not merged), six-degree (the national map zone of that half), other; null for degrees.
    /// </param>
    /// <param name="OtherMeridian">What a second source gives for the province's administrative map, as documents write it; null when sources agree.</param>
    /// <param name="Swapped">Whether X and Y stood for east and north, against Vietnamese usage.</param>
    public sealed record Position(
        [property: OneOf("wgs84", "vn2000")] string Kind, double Lon, double Lat, Grid? Given, Grid Local, Commune? Commune, Province? Province, bool Approximate,
        [property: OneOf("province", "older", "earlier", "six-degree", "other")] string? Usage, bool Swapped,
        string? OtherMeridian);

    /// <param name="Meridian">As documents write it, 106°30'.</param>
    /// <param name="East">Metres; Vietnamese tables head it with Y.</param>
    /// <param name="North">Metres; Vietnamese tables head it with X.</param>
    /// <param name="BeyondZone">Whether the place is farther from the meridian than half the zone's width.</param>
    public sealed record Grid(int Epsg, string Name, string Meridian, int WidthDegrees, double East, double North, bool BeyondZone);

    public sealed record Commune(string Code, string FullName);

    public sealed record Province(string Code, string Name);

    // A commune is told by its centre only as far as it reaches, to its farthest corner, and a few kilometres of water; the sea between far islands is not theirs.
    // Where its boundary is loaded and does not hold the place, the place is elsewhere.
    const string Sql = """
        select i.number, c.code, published.full_name(c.kind, c.name) as FullName, p.code as ProvinceCode, p.name as ProvinceName, b.code is null as approximate,
               p.epsg, p.older_meridians as OlderMeridians, p.rearranged, p.other_epsg as OtherEpsg
        from unnest(@longitudes, @latitudes) with ordinality as i (lon, lat, number)
        cross join lateral (select st_point(i.lon, i.lat, 4326) as point) at
        left join lateral (select m.code from published.communes_of(at.point) m limit 1) b on true
        left join lateral (
            select n.id from (
                select c.id, c.code, c.radius_m, st_distance(c.centre::geography, at.point::geography) as metres
                from (select * from published.commune c where c.valid_from <= @today and (c.valid_to is null or c.valid_to > @today)
                      order by c.centre <-> at.point limit 12) c) n
            where b.code is null and n.metres <= 5000 + least(n.radius_m, 60000)
              and not exists (select from published.boundary y where y.level = 'commune' and y.code = n.code)
            order by n.metres limit 1) nearest on true
        join published.commune c on c.id = nearest.id
            or (c.code = b.code and c.valid_from <= @today and (c.valid_to is null or c.valid_to > @today))
        join published.province p on p.code = c.province_code and p.valid_from <= @today and (p.valid_to is null or p.valid_to > @today)
        """;

    sealed record Row(long Number, string Code, string FullName, string ProvinceCode, string ProvinceName, bool Approximate, int? Epsg, string? OlderMeridians,
        bool Rearranged, int? OtherEpsg);

    sealed record Candidate(double Lon, double Lat, Vn2000Zone? Zone, TypedMetres? Typed);

    /// <param name="at">Longitude and latitude of the middle of the map that the caller looks at; null without a map.</param>
    /// <returns>Empty when nothing was typed; the likeliest first: what lies in the province on screen, then by who uses the zone, then the nearest.</returns>
    public async Task<IReadOnlyList<Position>> LocateAsync(IReadOnlyList<TypedPosition> typed, (double Lon, double Lat)? at, DateOnly today, CancellationToken cancellationToken)
    {
        var candidates = typed.SelectMany<TypedPosition, Candidate>(position => position switch
        {
            TypedDegrees degrees => [new(degrees.Longitude, degrees.Latitude, null, null)],
            TypedMetres metres => metres.Candidates().Select(one => new Candidate(one.Longitude, one.Latitude, one.Zone, metres)),
            _ => [],
        }).ToList();
        if (candidates.Count == 0)
        {
            return [];
        }
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        var places = (await connection.QueryAsync<Row>(new CommandDefinition(Sql, new
        {
            longitudes = candidates.Select(candidate => candidate.Lon).ToArray(), latitudes = candidates.Select(candidate => candidate.Lat).ToArray(),
            today = today.ToDateTime(TimeOnly.MinValue),
        }, cancellationToken: cancellationToken))).ToDictionary(row => row.Number);
        var positions = candidates.Select((candidate, index) => PositionOf(candidate, places.GetValueOrDefault(index + 1))).ToList();
        // Of several meridians those that put it into no commune are not what was meant.
        if (positions.Count > 1 && positions.Exists(position => position.Commune is not null))
        {
            positions.RemoveAll(position => position.Commune is null);
        }
        var screen = at is { } middle && positions.Count > 1 ? await PlaceSearch.ProvinceAtAsync(middle.Lon, middle.Lat, today, connection, cancellationToken) : null;
        return [.. positions.OrderBy(position => screen is null || position.Province?.Code == screen ? 0 : 1).ThenBy(position => Array.IndexOf(Usages, position.Usage))
            .ThenBy(position => at is { } here ? Math.Pow(position.Lon - here.Lon, 2) + Math.Pow(position.Lat - here.Lat, 2) : 0).ThenBy(position => position.Given?.Epsg)];
    }

    static readonly string?[] Usages = [null, "province", "older", "earlier", "six-degree", "other"];

    static Position PositionOf(Candidate candidate, Row? place)
    {
        var local = place?.Epsg is { } epsg && Vn2000Zone.Find(epsg) is { } zone ? zone : Vn2000Zone.NearestTo(candidate.Lon);
        // What was typed is not computed there and back.
        var (east, north) = candidate is { Typed: { } asTyped } && candidate.Zone == local ? (asTyped.Easting, asTyped.Northing)
            : Vn2000Transformation.FromWgs84(local, candidate.Lon, candidate.Lat);
        return new(candidate.Zone is null ? "wgs84" : "vn2000", Math.Round(candidate.Lon, 8), Math.Round(candidate.Lat, 8),
            candidate is { Zone: { } given, Typed: { } typed } ? GridOf(given, candidate.Lon, typed.Easting, typed.Northing) : null,
            GridOf(local, candidate.Lon, east, north),
            place is null ? null : new(place.Code, place.FullName), place is null ? null : new(place.ProvinceCode, place.ProvinceName),
            place?.Approximate ?? false, UsageOf(candidate, place), candidate.Typed?.AxesSwapped ?? false,
            place?.OtherEpsg is { } other ? Vn2000Zone.Find(other)?.CentralMeridian.ToString() : null);
    }

    static string? UsageOf(Candidate candidate, Row? place)
    {
        if (candidate.Zone is not { } zone)
        {
            return null;
        }
        if (zone.Code == place?.Epsg)
        {
            return "province";
        }
        if (zone.WidthDegrees == 6)
        {
            // The two national zones meet at 108°.
            return candidate.Lon < 108 == zone.CentralMeridian.Degrees < 108 ? "six-degree" : "other";
        }
        return place is null || !ProvinceMeridian.Of(place.Epsg, place.OlderMeridians, null, null).Any(one => one.IsOlder && one.Zone == zone) ? "other"
            : place.Rearranged ? "older" : "earlier";
    }

    static Grid GridOf(Vn2000Zone zone, double longitude, double east, double north) =>
        new(zone.Code, zone.Name, zone.CentralMeridian.ToString(), zone.WidthDegrees, Math.Round(east, 3), Math.Round(north, 3), zone.IsBeyond(longitude));
}
