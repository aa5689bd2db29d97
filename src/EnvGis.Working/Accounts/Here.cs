using Dapper;
using EnvGis.Access;
using EnvGis.Database;

namespace EnvGis.Accounts;

/// <summary>
/// Which acts a caller may do to one place or one task: the one answer for pages that offer them (<c>/api/me</c>), for machines that ask before they write
/// (OPTIONS), and for the acts themselves.
/// </summary>
static class Here
{
    /// <summary>Of <c>env.current_feature f</c> and its <c>env.layer l</c>: what <see cref="FeaturePlace"/> says of them.</summary>
    public const string PlaceColumns = """
        strpos(l.geometry_kind, 'point') > 0 and (f.geom is null or geometrytype(f.geom) = 'POINT')
            and not exists (select from env.legal_annex a where a.version_id = coalesce(f.annex_of, f.version_id)) as locatable,
        exists (select from jsonb_array_elements(l.definition -> 'attributes') a where (a ->> 'edit')::boolean) as editable
        """;

    /// <param name="Editable">Whether the layer file opens any attribute to inspectors.</param>
    /// <param name="Locatable">Whether its position is recorded by a point: it has none, or one that no decision fixed.</param>
    public sealed record FeaturePlace(string Layer, string? Province, string? Commune, bool Locatable, bool Editable);

    public static async Task<IReadOnlyList<Act>> OfFeatureAsync(Caller caller, WorkingDatabase database, long id, CancellationToken cancellationToken)
    {
        if (caller.Grants.Count == 0)
        {
            return [];
        }
        return await FeatureAsync(database, id, cancellationToken) is { } place ? [.. OfFeature(caller, place)] : [];
    }

    /// <summary>Whether the caller has a grant for it there; a place that the act does not fit is refused for that, see <see cref="Fits"/>.</summary>
    public static bool IsGranted(Caller caller, Act act, FeaturePlace place) => caller.May(act, place.Layer, place.Province, place.Commune);

    /// <summary>Whether it can be done to such a place at all, whoever asks.</summary>
    public static bool Fits(Act act, FeaturePlace place) => act switch
    {
        Act.ChangeAttributes => place.Editable,
        Act.Locate => place.Locatable,
        _ => true,
    };

    static IEnumerable<Act> OfFeature(Caller caller, FeaturePlace place) => ToFeatures.Where(act => Fits(act, place) && IsGranted(caller, act, place));

    static readonly Act[] ToFeatures = [Act.ChangeAttributes, Act.Locate, Act.TieTask];

    static async Task<FeaturePlace?> FeatureAsync(WorkingDatabase database, long id, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<FeaturePlace>(new CommandDefinition($"""
            select f.layer, c.province_code as province, c.code as commune, {PlaceColumns}
            from env.current_feature f
            join env.layer l on l.id = f.layer
            left join env.commune c on c.id = f.commune_id
            where f.id = @id and f.valid @> env.today()
            """, new { id }, cancellationToken: cancellationToken));
    }

    public static async Task<IReadOnlyList<Act>> OfTaskAsync(Caller caller, WorkingDatabase database, string task, CancellationToken cancellationToken)
    {
        if (!caller.May(Act.ReportProgress) || caller.Agency is null)
        {
            return [];
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var province = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(LeadSql, new { task, caller.Agency }, cancellationToken: cancellationToken));
        return province is not null && MayReport(caller, province) ? [Act.ReportProgress] : [];
    }

    /// <summary>The province of a task's plan, where that agency leads the task; no row otherwise.</summary>
    public const string LeadSql = """
        select p.province_code from env.task t join env.plan p on p.id = t.plan_id
        where t.id = @task and exists (
            select from env.task_lead l join env.agency a on a.id = l.agency_id
            where l.task_id = t.id and a.search_key = published.search_key(@Agency))
        """;

    /// <summary>A task lies in no layer and no commune: the province of its plan counts.</summary>
    public static bool MayReport(Caller caller, string province) => caller.Grants.Any(grant => Capabilities.Allows(grant.Role, Act.ReportProgress)
        && (grant.Scope.Provinces is null || grant.Scope.Provinces.Contains(province, StringComparer.Ordinal)));
}
