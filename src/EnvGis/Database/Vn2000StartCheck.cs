using System.Globalization;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Database;

/// <summary>
/// Refuses to serve when PostGIS or our own code puts known VN-2000 points elsewhere by more than 5 mm: a wrong rotation sign moves every
/// boundary by 0.8 m and nobody would see it on a map. At start the owner first writes the zones that are missing or worded otherwise (<see cref="Vn2000Rows"/>).
/// </summary>
static class Vn2000StartCheck
{
    const string Sql = """
        select p.number, st_x(t.geom), st_y(t.geom)
        from unnest(@numbers, @epsg, @eastings, @northings) p (number, epsg, easting, northing)
        cross join lateral (select st_transform(st_setsrid(st_makepoint(p.easting, p.northing), p.epsg), 4326) as geom) t
        order by p.number
        """;

    /// <returns>How many points were compared.</returns>
    /// <exception cref="SetupException">A point is off, or PostGIS does not know a zone; the message names it.</exception>
    public static async Task<int> RunAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        await Vn2000Rows.MendAsync(database, cancellationToken);
        // A session of its own: PostGIS remembers a zone as it was when the session first used it.
        await using var connection = await database.Alone.OpenConnectionAsync(cancellationToken);
        return await RunAsync(connection, cancellationToken);
    }

    public static async Task<int> RunAsync(Npgsql.NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var own in Vn2000Check.CompareOwn())
        {
            Accept(own, "EnvGis's own transformation");
        }
        // Published points where there are any; in every other zone PostGIS is held against our own code, which those points have just proved.
        var points = KnownPoints.All.Concat(Vn2000Zone.All.SelectMany(OwnPoints)).ToArray();
        await using var command = new Npgsql.NpgsqlCommand(Sql, connection);
        command.Parameters.AddWithValue("numbers", points.Select((_, number) => number).ToArray());
        command.Parameters.AddWithValue("epsg", points.Select(point => point.Zone.Code).ToArray());
        command.Parameters.AddWithValue("eastings", points.Select(point => point.EastingMetres).ToArray());
        command.Parameters.AddWithValue("northings", points.Select(point => point.NorthingMetres).ToArray());
        try
        {
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                Accept(Vn2000Check.Compare(points[rows.GetInt32(0)], rows.GetDouble(1), rows.GetDouble(2)), "PostGIS (spatial_ref_sys)");
            }
        }
        catch (Npgsql.PostgresException unknown) when (unknown.SqlState == "XX000" && !ServerParts.Broken(unknown))
        {
            throw new SetupException($"PostGIS cannot transform VN-2000: {unknown.MessageText}. Start EnvGis again or run `EnvGis migrate`: it writes the zones of VN-2000 into spatial_ref_sys anew.",
                unknown);
        }
        return points.Length;
    }

    // One in the north and one in the latitudes of the Mekong delta, where PROJ left to itself chooses another operation, 0.8 m off.
    static IEnumerable<KnownPoint> OwnPoints(Vn2000Zone zone) => new[] { 2_100_000.0, 1_105_000.0 }.Select(northing =>
    {
        const double EastingMetres = 540_000;
        var (longitude, latitude) = Vn2000Transformation.ToWgs84(zone, EastingMetres, northing);
        return new KnownPoint($"{zone.Name}, mid-zone", zone, EastingMetres, northing, longitude, latitude, "EnvGis's own transformation");
    });

    static void Accept(KnownPointResult result, string by)
    {
        if (!result.IsAccepted)
        {
            throw new SetupException(string.Create(CultureInfo.InvariantCulture,
                $"{by} puts the known VN-2000 point “{result.Point.Name}” (EPSG:{result.Point.Zone.Code}) {result.DifferenceMetres:0.###} m away, more than 5 mm; the usual cause is a TOWGS84 with wrong rotation signs. EnvGis does not start, because every boundary would be off."));
        }
    }
}
