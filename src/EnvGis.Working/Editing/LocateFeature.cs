using System.Globalization;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Accounts;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Editing;

/// <summary>
/// A planner records where a place lies: a point in degrees or in VN-2000, with how it became known and how exact it is. A recorded point is put right the
/// same way; the record keeps both. Its commune and province follow the position, which must lie where the planner may record.
/// </summary>
static class LocateFeature
{
    /// <summary>How far outside the area that is known to hold a place, or from where it is recorded, a position may lie before it is asked about.</summary>
    const double DoubtM = 5_000;

    /// <param name="XNorth">Metres; X is north in Vietnamese documents.</param>
    /// <param name="YEast">Metres, 500 000 at the central meridian.</param>
    public sealed record Vn2000Position(double XNorth, double YEast, int Epsg);

    /// <param name="Lon">Degrees, EPSG:4326; with <paramref name="Lat"/>, or else <paramref name="Vn2000"/>.</param>
    /// <param name="AccuracyM">Metres.</param>
    /// <param name="Sure">The position may lie far from the area that was known to hold the place; not outside the caller's own.</param>
    public sealed record Request(double? Lon, double? Lat, Vn2000Position? Vn2000, [property: Measured] string? Source, double? AccuracyM, DateOnly? On,
        [property: JsonConverter(typeof(PlainLines))] string? Note, bool? Sure);

    public static async Task<Results<Ok<EditingEndpoints.Written>, Refusal>> Handle(
        string id, Request request, HttpContext context, Caller caller, Sight sight, WorkingDatabase database, AuditTrail audit, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var (current, refusal) = await FeatureWrite.ForAsync(Act.Locate, id, connection, caller, sight, audit, cancellationToken);
        if (current is null)
        {
            return refusal!;
        }
        if (!Precondition.TryRead(context.Request, 'v', out var read, out refusal))
        {
            return refusal;
        }
        if (!Here.Fits(Act.Locate, current.Place))
        {
            return current.HasAnnex ? Problems.LocatedAlready() : Problems.NotByPoint();
        }
        if ((FeatureWrite.Day(request.On, current) ?? FeatureWrite.Note(request.Note)) is { } wrong)
        {
            return wrong;
        }
        if (request.Source is null || !Vocabularies.MeasuredPositions.Contains(request.Source))
        {
            return Problems.BadField("source", $"chọn một trong {string.Join(", ", Vocabularies.MeasuredPositions)}", $"use one of {string.Join(", ", Vocabularies.MeasuredPositions)}");
        }
        var least = PositionAccuracy.LeastM(request.Source);
        if (request.AccuracyM is not { } accuracyM || !(accuracyM >= least && accuracyM <= 1_000_000))
        {
            return Problems.BadField("accuracyM", string.Create(CultureInfo.GetCultureInfo("vi"), $"cần số mét, với nguồn này từ {least} đến 1000000"),
                string.Create(CultureInfo.InvariantCulture, $"it takes metres, {least} to 1000000 for this source"));
        }
        if (!TryPosition(request, out var lon, out var lat, out refusal))
        {
            return refusal!;
        }
        var communes = (await connection.QueryAsync<Commune>(new CommandDefinition(
            "select id, code, province_code as Province from env.communes_near(st_point(@lon, @lat, 4326))", new { lon, lat }, cancellationToken: cancellationToken))).AsList();
        var own = communes.FindAll(one => caller.May(Act.Locate, current.Layer, one.Province, one.Code));
        if (own.Count == 0)
        {
            // Before it is asked whether they are sure: nobody is sure enough for that.
            await audit.AppendAsync(caller.Actor, Act.Locate.Word(), FeatureWrite.Subject(current), new { lon, lat }, FeatureWrite.ConcernOf(current), cancellationToken, "refused");
            return Problems.OutsideYourArea();
        }
        if (request.Sure != true && (current.Lon ?? current.NearLon) is { } knownLon && (current.Lat ?? current.NearLat) is { } knownLat)
        {
            var awayM = Distance(lon, lat, knownLon, knownLat);
            // Where it was thought to be before counts too: a position that was a mistake is not what its correction is measured by.
            if (awayM > (current.AccuracyM ?? 0) + DoubtM && !(await connection.ExecuteScalarAsync<double?>(new CommandDefinition(
                BeyondEarlierSql, new { current.Id, lon, lat }, cancellationToken: cancellationToken)) <= DoubtM))
            {
                return Problems.FarFromArea(awayM);
            }
        }
        // Where several may hold it, the one that it was known to lie in.
        var commune = own.Find(one => one.Code == current.Commune && one.Province == current.Province) ?? own[0];
        var change = new RecordedChange(request.On ?? current.Today, request.Note!, null, lon, lat, request.Source, request.AccuracyM, commune.Id);
        var (version, changed) = await FeatureWrite.WriteAsync(connection, caller, Act.Locate, current, read, change, request,
            new { after = new { lon, lat, request.Vn2000, request.Source, request.AccuracyM, commune = commune.Code }, on = change.Since, note = change.Note }, null, _ => null, cancellationToken);
        return version is { } written ? TypedResults.Ok(new EditingEndpoints.Written(written)) : changed!;
    }

    /// <summary>Metres beyond the nearest position or area that any version of the record gives, less how far that may be out.</summary>
    const string BeyondEarlierSql = """
        select min(st_distance(coalesce(geom, near)::geography, st_point(@lon, @lat, 4326)::geography) - coalesce(accuracy_m, 0)) from env.feature_version where feature_id = @Id
        """;

    sealed record Commune(int Id, string Code, string Province);

    static bool TryPosition(Request request, out double lon, out double lat, out Refusal? refusal)
    {
        (lon, lat, refusal) = (request.Lon ?? double.NaN, request.Lat ?? double.NaN, null);
        if (request.Vn2000 is { } given)
        {
            // Of two that differ nobody could say which one was meant, and two that agree say it twice.
            if (request.Lon is not null || request.Lat is not null)
            {
                refusal = Problems.BadField("vn2000", "vị trí được ghi theo hai cách; hãy gửi lon và lat, hoặc chỉ vn2000", "the position is given in two forms; send lon and lat, or vn2000 alone");
                return false;
            }
            if (given.Epsg == 0)
            {
                refusal = Problems.BadField("vn2000.epsg", "cần mã EPSG của múi chiếu, ví dụ 9217; danh sách ở /api/crs",
                    "it takes the EPSG code of the zone, such as 9217; they are listed at /api/crs");
                return false;
            }
            if (Vn2000Zone.Find(given.Epsg) is not { } zone)
            {
                refusal = Problems.UnknownZone(given.Epsg.ToString(CultureInfo.InvariantCulture));
                return false;
            }
            if (given is not { XNorth: > 0 and < 10_000_000, YEast: > 0 and < 1_000_000 })
            {
                refusal = Problems.BadField("vn2000", "X (hướng bắc) từ 0 đến 10 000 000 m, Y (hướng đông) từ 0 đến 1 000 000 m", "X (north) is 0 to 10,000,000 m and Y (east) 0 to 1,000,000 m");
                return false;
            }
            (lon, lat) = Vn2000Transformation.ToWgs84(zone, given.YEast, given.XNorth);
        }
        if (VietnamBox.Holds(lon, lat))
        {
            return true;
        }
        refusal = request.Vn2000 is null && (request.Lon is null || request.Lat is null)
            ? Problems.BadField("lon", "cần lon và lat, hoặc vn2000", "it takes lon and lat, or vn2000")
            : Problems.BadField("lon", "vị trí nằm ngoài Việt Nam; hãy kiểm tra kinh tuyến trục và thứ tự X, Y", "the position lies outside Vietnam; check the meridian and the order of X and Y");
        return false;
    }

    /// <summary>Metres on a sphere of 6 371 km: enough to doubt by.</summary>
    static double Distance(double lon1, double lat1, double lon2, double lat2)
    {
        var (east, north) = ((lon2 - lon1) * Math.Cos((lat1 + lat2) / 2 * Math.PI / 180), lat2 - lat1);
        return Math.Sqrt(east * east + north * north) * Math.PI / 180 * 6_371_000;
    }
}
