using Dapper;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Annexes;

/// <summary>
/// What became of an annex that somebody holds, by the hash of its content, which is computed anew from the stored corners. Only what is or was in force and open to everybody is looked at, whoever
/// asks: a draft and a place that is not open are as unknown as what never was, and take the same one look into an index.
/// </summary>
static class VerifyAnnex
{
    const int MostPlaces = 50;

    public static readonly Parameter Hash = new("hash", "SHA-256, 64 chữ số thập lục phân viết thường", "SHA-256, 64 small hexadecimal digits")
    {
        Required = true, Kind = ParameterKind.Own, Example = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    };

    /// <param name="State">Of the places, that of the first word here that one of them has; unknown when no annex that is or was in force has this content.</param>
    public sealed record Answer(
        string ContentHash, [property: OneOf("in-force", "upcoming", "corrected", "superseded", "ended", "repealed", "unknown")] string State, IReadOnlyList<Place> Places);

    /// <param name="State">in-force; upcoming: from a day to come; corrected: a misprint was corrected; superseded: by a later decision; ended: by the last day that
    /// its own decision says; repealed.</param>
    /// <param name="Decision">By which it came into force; null of an annex from before decisions were kept.</param>
    /// <param name="From">The first day in force.</param>
    /// <param name="To">The last day; null while no end is set.</param>
    /// <param name="Area">In hectares as the annex prints it, with a decimal comma.</param>
    /// <param name="By">What superseded, corrected or repealed it; null where that is none of the decisions kept.</param>
    /// <param name="Since">The first day of that.</param>
    public sealed record Place(
        long Id, string Code, string Layer, string Name, [property: OneOf("in-force", "upcoming", "corrected", "superseded", "ended", "repealed")] string State, Decision? Decision, DateOnly? From,
        DateOnly? To, double AreaM2, string Area, int Epsg, string Meridian, int WidthDegrees, int Decimals, int Corners, Decision? By, DateOnly? Since);

    /// <param name="IssuedOn">As yyyy-MM-dd.</param>
    public sealed record Decision(long Id, string Number, DateOnly IssuedOn, string Issuer, string Title);

    public const string DecisionColumns = "d.id, d.number, d.issued_on as IssuedOn, d.issuer, d.title";

    static readonly string[] Order = ["in-force", "upcoming", "corrected", "superseded", "ended", "repealed", "unknown"];

    sealed record Found(long Annex, long Id, int Epsg, short? Decimals);

    sealed record Version(
        long Id, long Number, bool Has, string Code, string Layer, string Name, DateOnly? From, DateOnly? Until, DateTime Recorded, DateTime? Replaced, long? DecisionId);

    sealed record Told(long Id, long DecisionId, string Change, DateTime At);

    const string FoundSql = """
        select min(c.annex_id) as Annex, c.id, min(a.epsg) as Epsg, min(a.decimals) as Decimals
        from annex_content c join legal_annex a on a.version_id = c.version_id
        where c.content_hash = @bytes group by c.id order by c.id limit @MostPlaces
        """;

    // Days before and after all days are none that is told.
    const string VersionsSql = """
        select v.id, v.version_id as Number, exists (select from annex_content c where c.content_hash = @bytes and c.version_id = v.version_id) as Has, v.code, v.layer, v.name_vi as Name,
            published.told_day(lower(v.valid)) as "From", published.told_day(upper(v.valid)) as Until, lower(v.recorded) as Recorded, upper(v.recorded) as Replaced, v.decision_id as DecisionId
        from feature_version v where v.id = any (@ids) order by v.id, lower(v.recorded), v.version_id
        """;

    const string ToldSql = "select f.id, f.decision_id as DecisionId, f.change, f.told_at as At from decision_feature f where f.id = any (@ids) order by f.told_at";

    /// <summary>A hash's bytes; null of a text that is none.</summary>
    public static byte[]? BytesOf(string hash) => hash.Length == 64 && hash.All(sign => char.IsAsciiDigit(sign) || sign is >= 'a' and <= 'f') ? Convert.FromHexString(hash) : null;

    public static Refusal NoHash(string hash) => Problems.BadParameter("hash", hash, "cần 64 chữ số thập lục phân viết thường (SHA-256)", "it takes 64 small hexadecimal digits (SHA-256)");

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(string hash, HttpContext context, OpenAnnexes open, TimeProvider time, CancellationToken cancellationToken)
    {
        if (BytesOf(hash) is not { } bytes)
        {
            return NoHash(hash);
        }
        context.Response.Headers.CacheControl = "no-cache";
        await using var connection = await open.OpenConnectionAsync(cancellationToken);
        var found = (await connection.QueryAsync<Found>(new CommandDefinition(FoundSql, new { bytes, MostPlaces }, cancellationToken: cancellationToken))).AsList();
        if (found.Count == 0)
        {
            return TypedResults.Ok(new Answer(hash, "unknown", []));
        }
        var ids = found.Select(one => one.Id).ToArray();
        var versions = (await connection.QueryAsync<Version>(new CommandDefinition(VersionsSql, new { bytes, ids }, cancellationToken: cancellationToken))).ToLookup(version => version.Id);
        var told = (await connection.QueryAsync<Told>(new CommandDefinition(ToldSql, new { ids }, cancellationToken: cancellationToken))).ToLookup(one => one.Id);
        var named = told.SelectMany(one => one.Select(act => act.DecisionId)).Concat(versions.SelectMany(one => one.Select(version => version.DecisionId ?? 0))).Distinct().ToArray();
        var decisions = (await connection.QueryAsync<Decision>(new CommandDefinition(
            $"select {DecisionColumns} from decision d where d.id = any (@named)", new { named }, cancellationToken: cancellationToken))).ToDictionary(decision => decision.Id);
        var today = time.TodayInVietnam();
        var places = new List<Place>();
        foreach (var one in found)
        {
            // What the table says of itself is not enough.
            if (await StoredAnnex.ReadAsync(connection, one.Annex, one.Epsg, one.Decimals, cancellationToken) is { } shape && shape.ContentHash() == hash)
            {
                places.Add(PlaceOf([.. versions[one.Id]], [.. told[one.Id]], decisions, shape, today));
            }
        }
        var state = Order.First(word => word == "unknown" || places.Exists(place => place.State == word));
        return TypedResults.Ok(new Answer(hash, state, [.. places.OrderBy(place => Array.IndexOf(Order, place.State)).ThenBy(place => place.Id)]));
    }

    static Place PlaceOf(List<Version> versions, List<Told> told, Dictionary<long, Decision> decisions, AnnexShape shape, DateOnly today)
    {
        var mine = versions.FindAll(version => version.Has);
        var stands = mine.FindAll(version => version.Replaced is null);
        var shown = stands.Find(version => (version.From ?? DateOnly.MinValue) <= today && (version.Until ?? DateOnly.MaxValue) > today)
            ?? stands.Find(version => version.From > today) ?? stands.MaxBy(version => version.Until) ?? mine[^1];
        var (state, by, since) = Fate(shown, versions, told, decisions, today);
        var zone = shape.Lattice.Zone;
        return new(shown.Id, shown.Code, shown.Layer, shown.Name, state, Named(shown.DecisionId), shown.From, shown.Until?.AddDays(-1), shape.AreaM2,
            new CoordinateTable("", shape).Hectares, zone.Code, zone.CentralMeridian.ToString(), zone.WidthDegrees, shape.Lattice.Decimals, shape.CornerCount, Named(by), since);

        Decision? Named(long? id) => id is { } number ? decisions.GetValueOrDefault(number) : null;
    }

    /// <summary>What became of a version: the state, which decision did it, and since when.</summary>
    static (string State, long? By, DateOnly? Since) Fate(Version shown, List<Version> versions, List<Told> told, Dictionary<long, Decision> decisions, DateOnly today)
    {
        if (shown.Replaced is { } replaced)
        {
            // It was said to be otherwise on its own days.
            var act = told.FindLast(one => one.At <= replaced && one.At > shown.Recorded);
            var instead = versions.Find(version => version.Replaced is null && (version.Until ?? DateOnly.MaxValue) > (shown.From ?? DateOnly.MinValue));
            return (act?.Change == "correction" ? "corrected" : instead is null ? "repealed" : "superseded", act?.DecisionId ?? instead?.DecisionId,
                act?.Change == "correction" ? VietnamDay.DayOf(replaced) : instead?.From);
        }
        if (shown.From > today)
        {
            return ("upcoming", null, null);
        }
        if (shown.Until is not { } until || until > today)
        {
            return ("in-force", null, null);
        }
        if (versions.Where(version => version.Replaced is null && version.From >= until && !version.Has).MinBy(version => version.From) is { } next)
        {
            return ("superseded", next.DecisionId, next.From);
        }
        return told.FindLast(one => one.Change == "retire") is { } retired ? ("repealed", retired.DecisionId, until) : ("ended", null, until);
    }
}
