using Dapper;
using EnvGis.Access;
using EnvGis.Spatial.Annex;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>What is in force around a place of a draft, as far as who drafts may see it: zones, on the draft's lattice, so that borders can be followed and compared corner by corner.</summary>
static class Surroundings
{
    /// <param name="Exact">Whether its corners are the very ones of its annex; else they are its points brought to the nearest of the lattice.</param>
    /// <param name="From">Its first day, of one that is decided and not in force yet; else null.</param>
    /// <param name="Until">Its last day, where that is decided already; else null.</param>
    public sealed record Zone(long Id, long Version, string Layer, string Name, bool Exact, DraftShape Shape, DateOnly? From, DateOnly? Until);

    /// <summary>The days on which zones are asked about.</summary>
    /// <param name="From">The first; null for today.</param>
    /// <param name="To">The last; null where there is none.</param>
    public sealed record Days(DateOnly? From, DateOnly? To)
    {
        /// <summary>What stands today, and what is decided to come.</summary>
        public static Days Ahead { get; } = new(null, null);
    }

    /// <summary>Zones that change by decision whose boxes meet any of some boxes, without those that the draft itself changes: those in force today or, where days are given, those that are in
    /// force on any of them, as far as that is decided. One whose shape goes on being the same is one.</summary>
    /// <param name="boxesSql">A select of one column of geometries, which may name @Id, the draft, and the parameters given.</param>
    public static async Task<IReadOnlyList<Zone>> ZonesAsync(
        NpgsqlConnection connection, Draft draft, Caller caller, string boxesSql, DynamicParameters parameters, int most, CancellationToken cancellationToken, Days? days = null)
    {
        var lattice = DraftShape.LatticeOf(draft.Epsg, draft.Decimals);
        parameters.Add("Id", draft.Id);
        parameters.Add("most", most);
        parameters.Add("isLater", days is not null);
        parameters.Add("from", days?.From);
        parameters.Add("to", days?.To);
        // What stands today is found by its published box; what does not, by its days.
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"""
            with boxes as materialized (select array({boxesSql}) as boxes),
            found as (
                select s.id, s.version_id, s.layer, s.restricted, s.province
                from boxes b cross join lateral env.stands_in(b.boxes, array(select l.id from env.layer l where l.by_decision)) s
                union
                select v.feature_id, v.id, v.layer, l.restricted, c.province_code
                from boxes b
                join env.feature_version v on (select bool_or(v.geom && x) from unnest(b.boxes) x)
                join env.layer l on l.id = v.layer and l.by_decision
                left join env.commune c on c.id = v.commune_id
                where @isLater and upper_inf(v.recorded) and not v.demonstration and lower(v.valid) > env.today()
                union
                select v.feature_id, v.id, v.layer, l.restricted, c.province_code
                from boxes b
                cross join unnest(b.boxes) x (box)
                join env.feature_version v on v.geom && x.box
                join env.layer l on l.id = v.layer and l.by_decision
                left join env.commune c on c.id = v.commune_id
                where @from::date < env.today() and upper_inf(v.recorded) and not v.demonstration and not upper_inf(v.valid) and upper(v.valid) <= env.today())
            select f.id, f.version_id as Version, f.layer, v.name_vi as Name, f.restricted, f.province, st_asbinary(v.geom) as Wkb, a.shape::text as Annex, v.accuracy_m as AccuracyM,
                case when lower(v.valid) > env.today() then lower(v.valid) end as "From", upper(v.valid) - 1 as Until
            from found f
            join env.feature_version v on v.id = f.version_id
            left join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id)
            where st_dimension(v.geom) = 2 and not exists (select from env.draft_feature o where o.draft_id = @Id and not o.dropped and o.feature_id = f.id)
                and (not @isLater or v.valid && daterange(coalesce(@from::date, env.today()), @to::date, '[]'))
            order by f.id, lower(v.valid)
            limit @most
            """, parameters, cancellationToken: cancellationToken));
        var zones = new List<Zone>();
        foreach (var row in rows.Where(row => !row.Restricted || row.Province is { } province && DraftSight.SeesLayer(caller, province, row.Layer)))
        {
            try
            {
                var zone = new Zone(row.Id, row.Version, row.Layer, row.Name, DraftShape.LiesOn(row.Annex, lattice),
                    DraftShape.OfStanding(DraftShape.OfWkb(row.Wkb), row.Annex, lattice, row.AccuracyM ?? 1_000), row.From, row.Until);
                if (zones is [.., { } last] && last.Id == zone.Id && last.Until?.AddDays(1) == zone.From && last.Shape.Json == zone.Shape.Json)
                {
                    zones[^1] = last with { Until = zone.Until };
                    continue;
                }
                zones.Add(zone);
            }
            catch (AnnexException)
            {
                // Beyond the draft's zone of VN-2000: nothing that is drawn there can meet it.
            }
        }
        return zones;
    }

    sealed record Row(
        long Id, long Version, string Layer, string Name, bool Restricted, string? Province, byte[] Wkb, string? Annex, double? AccuracyM, DateOnly? From, DateOnly? Until);
}
