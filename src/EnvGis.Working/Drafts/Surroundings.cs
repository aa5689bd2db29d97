using Dapper;
using EnvGis.Access;
using EnvGis.Spatial.Annex;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>What is in force around a place of a draft, as far as who drafts may see it: zones, on the draft's lattice, so that borders can be followed and compared corner by corner.</summary>
static class Surroundings
{
    /// <param name="Exact">Whether its corners are the very ones of its annex; else they are its points brought to the nearest of the lattice.</param>
    public sealed record Zone(long Id, long Version, string Layer, string Name, bool Exact, DraftShape Shape);

    /// <summary>Zones that change by decision, in force today, whose boxes meet any of some boxes, without those that the draft itself changes.</summary>
    /// <param name="boxesSql">A select of one column of geometries, which may name @Id, the draft, and the parameters given.</param>
    public static async Task<IReadOnlyList<Zone>> ZonesAsync(
        NpgsqlConnection connection, Draft draft, Caller caller, string boxesSql, DynamicParameters parameters, int most, CancellationToken cancellationToken)
    {
        var lattice = DraftShape.LatticeOf(draft.Epsg, draft.Decimals);
        parameters.Add("Id", draft.Id);
        parameters.Add("most", most);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"""
            select s.id, s.version_id as Version, s.layer, v.name_vi as Name, s.restricted, s.province, st_asbinary(v.geom) as Wkb, a.shape::text as Annex, v.accuracy_m as AccuracyM
            from env.stands_in(array({boxesSql}), array(select l.id from env.layer l where l.by_decision)) s
            join env.feature_version v on v.id = s.version_id
            left join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id)
            where st_dimension(v.geom) = 2 and not exists (select from env.draft_feature f where f.draft_id = @Id and not f.dropped and f.feature_id = s.id)
            order by s.id
            limit @most
            """, parameters, cancellationToken: cancellationToken));
        var zones = new List<Zone>();
        foreach (var row in rows.Where(row => !row.Restricted || row.Province is { } province && DraftSight.SeesLayer(caller, province, row.Layer)))
        {
            try
            {
                zones.Add(new(row.Id, row.Version, row.Layer, row.Name, DraftShape.LiesOn(row.Annex, lattice), DraftShape.OfStanding(DraftShape.OfWkb(row.Wkb), row.Annex, lattice, row.AccuracyM ?? 1_000)));
            }
            catch (AnnexException)
            {
                // Beyond the draft's zone of VN-2000: nothing that is drawn there can meet it.
            }
        }
        return zones;
    }

    sealed record Row(long Id, long Version, string Layer, string Name, bool Restricted, string? Province, byte[] Wkb, string? Annex, double? AccuracyM);
}
