using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Drafts;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Tables;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.IO;
using Npgsql;

namespace EnvGis.Sources;

/// <summary>What the ground says of a reading: which of its corners lie in the draft's province, and which are corners of zones that are in force, as far as who drafts may see them.</summary>
sealed class Ground
{
    /// <summary>Corners that are told apart by no more than this are the same: a centimetre rounded either way.</summary>
    const double SameCornerM = 0.02;

    const int MostZones = 200;

    /// <summary>Corners that are looked at where communes are known by their centres alone, and what these may be off by, metres.</summary>
    const int MostLooked = 100, BesideM = 15_000;

    readonly NpgsqlConnection connection;
    readonly Draft draft;
    readonly Caller caller;
    readonly Geometry? province;
    readonly Dictionary<Box, ILookup<(long Column, long Row), Corner>> asked = [];

    Ground(NpgsqlConnection connection, Draft draft, Caller caller, Geometry? province)
    {
        (this.connection, this.draft, this.caller, this.province) = (connection, draft, caller, province);
    }

    public static async Task<Ground> AtAsync(NpgsqlConnection connection, Draft draft, Caller caller, CancellationToken cancellationToken)
    {
        var wkb = await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition(
            "select st_asbinary(geom) from env.boundary where level = 'province' and code = @Province", new { draft.Province }, cancellationToken: cancellationToken));
        return new(connection, draft, caller, wkb is null ? null : new WKBReader().Read(wkb));
    }

    /// <returns>Of each reading, in order.</returns>
    public async Task<IReadOnlyList<PlaceEvidence>> WeighAsync(IReadOnlyList<TableReading> readings, Lattice lattice, CancellationToken cancellationToken)
    {
        var prepared = province is null ? null : PreparedGeometryFactory.Prepare(province);
        var places = new List<PlaceEvidence>();
        foreach (var reading in readings)
        {
            var shapes = reading.Zones.Select(zone => zone.Shape).OfType<AnnexShape>().ToList();
            var corners = shapes.SelectMany(shape => shape.Parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners).Select(corner => shape.Lattice.ToWgs84(corner)))
                .Concat(reading.Zones.SelectMany(zone => zone.Points)).ToList();
            double? share = prepared is null || corners.Count == 0 ? null
                : corners.Count(corner => prepared.Covers(new Point(corner.Longitude, corner.Latitude))) / (double)corners.Count;
            places.Add(new(share, share is 0 ? 0 : await HitsAsync(corners, lattice, cancellationToken), IsFar: prepared is null && corners.Count > 0 && await IsFarAsync(corners, cancellationToken)));
        }
        return places;
    }

    /// <summary>Whether most of them lie beyond every commune of the province, by its centre and reach; false where none is known.</summary>
    async Task<bool> IsFarAsync(List<(double Longitude, double Latitude)> corners, CancellationToken cancellationToken)
    {
        var looked = corners.Where((_, at) => at % (1 + corners.Count / MostLooked) == 0).ToList();
        return await connection.ExecuteScalarAsync<bool?>(new CommandDefinition("""
            select count(*) filter (where exists (
                select from env.commune c where c.province_code = @Province and c.valid_to is null
                    and st_dwithin(c.centre::geography, st_setsrid(st_makepoint(p.lon, p.lat), 4326)::geography, coalesce(c.radius_m, 0) + @BesideM))) * 2 < count(*)
                and exists (select from env.commune where province_code = @Province and valid_to is null)
            from unnest(@lons, @lats) p (lon, lat)
            """, new { draft.Province, BesideM, lons = looked.Select(one => one.Longitude).ToArray(), lats = looked.Select(one => one.Latitude).ToArray() },
            cancellationToken: cancellationToken)) is true;
    }

    async Task<int> HitsAsync(List<(double Longitude, double Latitude)> corners, Lattice lattice, CancellationToken cancellationToken)
    {
        if (corners.Count == 0)
        {
            return 0;
        }
        var box = new Box(corners.Min(one => one.Longitude), corners.Min(one => one.Latitude), corners.Max(one => one.Longitude), corners.Max(one => one.Latitude));
        var reach = (long)Math.Ceiling(SameCornerM * lattice.UnitsPerMetre);
        // Readings of one grid that part the rings otherwise lie in one box.
        if (!asked.TryGetValue(box, out var known))
        {
            var zones = await Surroundings.ZonesAsync(connection, draft, caller, "select st_makeenvelope(@West, @South, @East, @North, 4326)", new(box), MostZones, cancellationToken);
            asked[box] = known = zones.SelectMany(zone => AnnexShape.Read(JsonElement.Parse(zone.Shape.Json)).Parts).SelectMany(part => part.Rings).SelectMany(ring => ring.Corners)
                .ToLookup(corner => (Math.DivRem(corner.East, reach).Quotient, Math.DivRem(corner.North, reach).Quotient));
        }
        var hits = 0;
        foreach (var (longitude, latitude) in corners)
        {
            try
            {
                var at = lattice.Nearest(longitude, latitude);
                var (column, row) = (Math.DivRem(at.East, reach).Quotient, Math.DivRem(at.North, reach).Quotient);
                hits += Enumerable.Range(-1, 3).SelectMany(dx => Enumerable.Range(-1, 3).SelectMany(dy => known[(column + dx, row + dy)]))
                    .Any(corner => Math.Abs(corner.East - at.East) <= reach && Math.Abs(corner.North - at.North) <= reach) ? 1 : 0;
            }
            catch (AnnexException)
            {
                // Beyond where the draft's zone can be meant, and so beyond all that was compared.
            }
        }
        return hits;
    }

    /// <summary>Degrees.</summary>
    sealed record Box(double West, double South, double East, double North);
}
