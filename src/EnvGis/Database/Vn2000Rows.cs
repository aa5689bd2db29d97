using System.Globalization;
using Dapper;
using EnvGis.Spatial.Vn2000;
using Npgsql;

namespace EnvGis.Database;

/// <summary>
/// The rows of VN-2000 in <c>spatial_ref_sys</c>, in the words of migration 007. The table is PostGIS's: pg_dump leaves out the rows that PostGIS brings, ours in other words among them, and a
/// restored database has PostGIS's again. So they are written anew at every start that finds another.
/// </summary>
static class Vn2000Rows
{
    const string Ours = "unnest(@codes, @srtexts, @proj4texts) ours (srid, srtext, proj4text)";

    const string DifferingSql = $"""
        select ours.srid from {Ours}
        where not exists (select from public.spatial_ref_sys s
            where s.srid = ours.srid and s.auth_name is null and s.auth_srid is null and s.srtext = ours.srtext and s.proj4text = ours.proj4text)
        order by 1
        """;

    const string WriteSql = $"""
        insert into public.spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text) select srid, null, null, srtext, proj4text from {Ours} where srid = any(@differing)
        on conflict (srid) do update set auth_name = null, auth_srid = null, srtext = excluded.srtext, proj4text = excluded.proj4text
        """;

    /// <returns>The codes of the zones that were missing or worded otherwise; empty, and nothing written, when none was.</returns>
    /// <exception cref="SetupException">Some are, and the login may not write them.</exception>
    public static async Task<IReadOnlyList<int>> MendAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        var zones = Vn2000Zone.All;
        var (codes, srtexts, proj4texts) = (zones.Select(zone => zone.Code).ToArray(), zones.Select(Srtext).ToArray(), zones.Select(Proj4text).ToArray());
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        int[] differing = [];
        try
        {
            differing = [.. await connection.QueryAsync<int>(new CommandDefinition(DifferingSql, new { codes, srtexts, proj4texts }, cancellationToken: cancellationToken))];
            if (differing.Length > 0)
            {
                await connection.ExecuteAsync(new CommandDefinition(WriteSql, new { codes, srtexts, proj4texts, differing }, cancellationToken: cancellationToken));
            }
            return differing;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            var (named, login) = (string.Join(", ", differing), database.Login);
            throw new SetupException(
                $"Bảng spatial_ref_sys thiếu hoặc ghi khác các múi VN-2000 (EPSG {named}) mà tài khoản {login} không được phép ghi lại. "
                    + $"Hãy nhờ quản trị viên chạy trong cơ sở dữ liệu đó: grant select, insert, update on spatial_ref_sys to {login}; rồi khởi động lại EnvGis.",
                $"Zones of VN-2000 (EPSG {named}) are missing from spatial_ref_sys or worded otherwise there, and login {login} may not write them. "
                    + $"Let an administrator run in that database: grant select, insert, update on spatial_ref_sys to {login}; then start EnvGis again.", refused);
        }
    }

    static string Meridian(Vn2000Zone zone) => zone.CentralMeridian.DecimalDegrees.ToString("0.0##", CultureInfo.InvariantCulture);

    // Without an authority: with one PROJ would choose the operation by place (decision 0010).
    static string Srtext(Vn2000Zone zone) => string.Create(CultureInfo.InvariantCulture,
        $"PROJCS[\"VN-2000 / {Meridian(zone)}°, EPSG {zone.Code}\",GEOGCS[\"VN-2000\",DATUM[\"Vietnam_2000\",SPHEROID[\"WGS 84\",{Vn2000Datum.SemiMajorAxisMetres},{Vn2000Datum.InverseFlattening}],"
        + $"TOWGS84[{Vn2000Datum.PositionVector.Listed}]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",0],"
        + $"PARAMETER[\"central_meridian\",{Meridian(zone)}],PARAMETER[\"scale_factor\",{zone.ScaleFactor}],PARAMETER[\"false_easting\",{Vn2000Zone.FalseEastingMetres}],"
        + $"PARAMETER[\"false_northing\",{Vn2000Zone.FalseNorthingMetres}],UNIT[\"metre\",1]]");

    static string Proj4text(Vn2000Zone zone) => string.Create(CultureInfo.InvariantCulture,
        $"+proj=tmerc +lat_0=0 +lon_0={Meridian(zone)} +k={zone.ScaleFactor} +x_0={Vn2000Zone.FalseEastingMetres} +y_0={Vn2000Zone.FalseNorthingMetres} +ellps=WGS84 "
        + $"+towgs84={Vn2000Datum.PositionVector.Listed} +units=m +no_defs");
}
