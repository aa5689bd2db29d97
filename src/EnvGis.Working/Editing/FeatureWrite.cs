using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Accounts;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using Npgsql;

namespace EnvGis.Editing;

/// <summary>What every write to a feature has in common: who may, what was read, one transaction, and what the second of two writers is told.</summary>
static class FeatureWrite
{
    /// <summary>The version that is current.</summary>
    /// <param name="Lon">Degrees, of a place that is known as one point; null of others.</param>
    /// <param name="HasAnnex">Whether a decision's coordinate table says where it lies.</param>
    public sealed record Current(
        long Id, string Code, string Layer, long Version, DateOnly ValidFrom, string Attributes, bool Unlocated, double? NearLon, double? NearLat,
        double? AccuracyM, string? Province, string? Commune, string Author, string? Reason, DateTime RecordedAt, bool IsZone, DateOnly Today, double? Lon, double? Lat,
        bool HasAnnex, bool Locatable, bool Editable)
    {
        public Here.FeaturePlace Place => new(Layer, Province, Commune, Locatable, Editable);
    }

    /// <summary>The other side of a change that came in between.</summary>
    public sealed record Side(long Version, string Author, DateTime RecordedAt, string? Note, JsonElement Attributes);

    const string CurrentSql = $"""
        select f.id, f.code, f.layer, f.version_id as Version, coalesce(published.told_day(lower(f.valid)), '0001-01-01') as ValidFrom, f.attributes::text as Attributes, f.unlocated,
               st_x(f.near) as NearLon, st_y(f.near) as NearLat, f.accuracy_m as AccuracyM, c.province_code as Province, c.code as Commune, f.author, f.reason,
               lower(f.recorded) as RecordedAt, l.geometry_kind = 'polygon' as IsZone, env.today() as Today,
               case when geometrytype(f.geom) = 'POINT' then st_x(f.geom) end as Lon, case when geometrytype(f.geom) = 'POINT' then st_y(f.geom) end as Lat,
               exists (select from env.legal_annex a where a.version_id = coalesce(f.annex_of, f.version_id)) as HasAnnex,
               {Here.PlaceColumns}
        from env.current_feature f
        join env.layer l on l.id = f.layer
        left join env.commune c on c.id = f.commune_id
        where f.id = @id and f.valid @> env.today()
        """;

    public static async Task<Current?> FindAsync(NpgsqlConnection connection, string id, CancellationToken cancellationToken) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await connection.QuerySingleOrDefaultAsync<Current>(new CommandDefinition(CurrentSql, new { id = number }, cancellationToken: cancellationToken)) : null;

    /// <summary>
    /// Finds the feature and whether the caller may do this to it. One that the caller may not touch is refused like any other act; one that the caller may
    /// not see is not there, as for reading.
    /// </summary>
    public static async Task<(Current? Found, Refusal? Refusal)> ForAsync(
        Act act, string id, NpgsqlConnection connection, Caller caller, Sight sight, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (!await SeenFeature.IsSeenAsync(sight, id, cancellationToken) || await FindAsync(connection, id, cancellationToken) is not { } current)
        {
            return (null, Problems.UnknownFeature(id));
        }
        if (Here.IsGranted(caller, act, current.Place))
        {
            return (current, null);
        }
        await audit.AppendAsync(caller.Actor, act.Word(), Subject(current), null, ConcernOf(current), cancellationToken, "refused");
        return (null, Problems.NotAllowed());
    }

    /// <summary>Records the change, or says that somebody was faster.</summary>
    /// <param name="more">What else belongs to the same transaction; null when nothing does.</param>
    /// <param name="inWords">What the caller is told of a refusal of the database's; null of one that it cannot have met, which is a fault.</param>
    public static async Task<(long? Version, Refusal? Refusal)> WriteAsync(
        NpgsqlConnection connection, Caller caller, Act act, Current current, long readVersion, RecordedChange change, object yours, object? detail,
        Func<NpgsqlTransaction, Task>? more, Func<DatabaseRefusal, Refusal?> inWords, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("select set_config('envgis.author', @Author, true)", new { caller.Author }, transaction, cancellationToken: cancellationToken));
        var (version, refused) = await connection.QuerySingleAsync<(long? Version, string? Refused)>(new CommandDefinition("""
            select version, refused::text from env.try_change_feature(@Id, @readVersion, @Since, @Attributes::jsonb, st_point(@Lon, @Lat, 4326), @Source, @AccuracyM, @Commune, @Note)
            """, new
        {
            current.Id, readVersion, change.Since, change.Attributes, change.Lon, change.Lat, change.Source, change.AccuracyM, change.Commune, change.Note,
        }, transaction, cancellationToken: cancellationToken));
        if (refused is not null)
        {
            var why = DatabaseRefusal.Read(refused);
            return (null, inWords(why) ?? throw new InvalidOperationException($"The database refused a change as {why.Refusal}."));
        }
        if (version is null)
        {
            await transaction.RollbackAsync(cancellationToken);
            var now = await FindAsync(connection, current.Id.ToString(CultureInfo.InvariantCulture), cancellationToken);
            return (null, Problems.ChangedMeanwhile(now?.Author) with
            {
                Current = now is null ? null : new Side(now.Version, now.Author, now.RecordedAt, now.Reason, JsonElement.Parse(now.Attributes)), Yours = yours,
            });
        }
        if (more is not null)
        {
            await more(transaction);
        }
        await AuditTrail.AppendAsync(connection, caller.Actor, act.Word(), Subject(current), detail, ConcernOf(current), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (version, null);
    }

    /// <summary>Where an entry about it belongs, done or refused.</summary>
    public static Concern ConcernOf(Current current) => Concern.Place(current.Layer, current.Province, current.Commune);

    public static string Subject(Current current) => $"feature {current.Id.ToString(CultureInfo.InvariantCulture)} {current.Code}";

    /// <summary>The day since which it is so: not in the future, and not before the version that it changes.</summary>
    public static Refusal? Day(DateOnly? on, Current current) =>
        on is null ? null
        : on > current.Today ? Problems.BadField("on", "ngày này chưa đến", "this day has not come yet")
        : on < current.ValidFrom ? Problems.BadField("on", $"phiên bản hiện tại bắt đầu từ {Day(current.ValidFrom)}; hãy chọn từ ngày đó",
            $"the current version begins on {Day(current.ValidFrom)}; choose that day or a later one")
        : null;

    static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <param name="note">As the database keeps it, see <see cref="PlainText"/>.</param>
    public static Refusal? Note(string? note) => string.IsNullOrEmpty(note) || note.Length > 1000
        ? Problems.BadField("note", "hãy ghi lý do, tối đa 1000 ký tự", "give the reason, 1000 characters at most") : null;
}

/// <summary>What changes of a feature. Null of a part means that it stays.</summary>
/// <param name="Since">The day since which it is so.</param>
/// <param name="Attributes">All of them, as JSON.</param>
/// <param name="Lon">Degrees, EPSG:4326.</param>
/// <param name="Commune">The commune's row.</param>
sealed record RecordedChange(
    DateOnly Since, string Note, string? Attributes = null, double? Lon = null, double? Lat = null, string? Source = null, double? AccuracyM = null, int? Commune = null);
