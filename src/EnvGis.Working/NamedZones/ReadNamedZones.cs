using System.Globalization;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Drafts;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace EnvGis.NamedZones;

/// <summary>The register as it is read. It is a plan's public text; only what drafts hold is told to who sees drafts.</summary>
static class ReadNamedZones
{
    const int PageSize = 50, MostVersions = 100;

    public static readonly Parameter
        ZoneId = new("id", "Số của vùng trong sổ", "Number of the zone in the register") { Required = true, Example = "1" },
        InProvince = new("province", "Mã tỉnh, hai chữ số", "Code of a province, two digits") { Kind = ParameterKind.Province, Example = "19" },
        OfLayer = new("layer", "Mã lớp", "Id of a layer") { Kind = ParameterKind.Layer, Example = "strict-protection-zones" },
        InState = new("state", "Chưa vẽ, đang trong dự thảo hoặc đang có hiệu lực; bỏ trống là tất cả", "Not drawn, in a draft or in force; all when left out")
        {
            Values = ["not-drawn", "in-draft", "in-force"],
        },
        OfWithdrawn = new("withdrawn", "Chỉ những vùng đã rút khỏi sổ; bỏ trống là những vùng còn lại", "Only those withdrawn from the register; the others when left out", "boolean") { Default = "false" };

    // A draft is told of to who sees it: pairs of a province and a layer.
    const string Sql = """
        select * from (
            select z.id, z.province_code as Province, p.name as ProvinceName, z.layer, z.clause, z.name_vi as NameVi, z.name_en as NameEn, z.feature_id as Feature, i.code,
                g.draft_id as Draft, g.feature_number as Number, (select count(*)::integer from env.named_zone_member m where m.zone_id = z.id and m.version = z.number) as Members,
                (select count(*)::integer from env.named_zone_member m
                    where m.zone_id = z.id and m.version = z.number and m.valid_from > env.today() and m.valid_from <= env.today() + @SoonDays) as Beginning,
                w.conflicts, w.area_ha as AreaHa, z.withdrawn, z.number as Version,
                case when z.feature_id is distinct from w.feature_id then (
                    select o.version from env.named_zone_drawing o join env.draft d on d.id = o.draft_id and d.decision_id is not null
                    where o.zone_id = z.id and z.feature_id is not null order by o.draft_id desc limit 1) end as DrawnOf,
                case when z.feature_id is not null then 'in-force' when g.draft_id is not null then 'in-draft' else 'not-drawn' end as State
            from env.named_zone_standing z
            join env.named_zone_version w on w.zone_id = z.id and w.number = z.number
            join env.province p on p.code = z.province_code and p.valid_to is null
            left join env.feature i on i.id = z.feature_id
            left join lateral (
                select g.draft_id, g.feature_number
                from env.named_zone_drawing g
                join env.draft d on d.id = g.draft_id and d.state in ('draft', 'submitted', 'in_review', 'returned', 'approved')
                join env.draft_feature f on f.draft_id = g.draft_id and f.number = g.feature_number and not f.dropped
                where g.zone_id = z.id and z.province_code || ' ' || z.layer = any (@drafts)
                order by g.draft_id desc limit 1) g on true
            where (not z.restricted or z.province_code || ' ' || z.layer = any (@drafts)) and (@Id::bigint is null or z.id = @Id)
                and (@Province::text is null or z.province_code = @Province) and (@Layer::text is null or z.layer = @Layer)) zone
        where (@State::text is null or State = @State) and (@Withdrawn::boolean is null or withdrawn = @Withdrawn) and (@After::bigint is null or id > @After)
        order by id
        limit @Limit
        """;

    public static async Task<Results<Ok<NamedZoneAnswers.Page>, Refusal>> List(HttpContext context, Caller caller, Sight sight, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var (province, layer, state) = (query.Codes("province"), query.Layers("layer", sight.Layers.Find), query.Word("state"));
        var (withdrawn, after) = (query.Boolean("withdrawn") ?? false, query.Cursor("after", Number));
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var rows = await RowsAsync(connection, caller, new(null, province?[0], layer?[0].Id, state, withdrawn, after?.Id, PageSize + 1), cancellationToken);
        var next = rows.Count > PageSize
            ? QueryHelpers.AddQueryString("/api/named-zones", query.All.Where(one => one.Key != "after").Append(new("after", rows[PageSize - 1].Id.ToString(CultureInfo.InvariantCulture)))!) : null;
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new NamedZoneAnswers.Page([.. rows.Take(PageSize).Select(row => row.Answer)], next));
    }

    public static async Task<Results<Ok<NamedZoneAnswers.Details>, Refusal>> Find(string id, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await FindAsync(connection, id, caller, cancellationToken) is not { } details)
        {
            return Problems.UnknownNamedZone(id);
        }
        context.Response.Headers.CacheControl = "no-cache";
        Tag(context, details);
        return TypedResults.Ok(details);
    }

    /// <summary>What the next version is sent with.</summary>
    public static void Tag(HttpContext context, NamedZoneAnswers.Details details) =>
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"n{details.Zone.Version}\"");

    /// <returns>Null of one that is not there for the caller.</returns>
    public static async Task<NamedZoneAnswers.Details?> FindAsync(NpgsqlConnection connection, string id, Caller caller, CancellationToken cancellationToken)
    {
        if (Number(id) is not { Id: var number } || await RowsAsync(connection, caller, new(number, null, null, null, null, null, 1), cancellationToken) is not [var row])
        {
            return null;
        }
        var versions = (await connection.QueryAsync<Written>(new CommandDefinition("""
            select number, author as "By", made_at as "At", clause, name_vi as NameVi, name_en as NameEn, plan_title as PlanTitle, plan_number as PlanNumber, plan_date as PlanDate,
                plan_place as PlanPlace, plan_wording as PlanWording, decree_wording as DecreeWording, conflicts, area_ha as AreaHa, area_horizon_ha as AreaHorizonHa,
                horizon_year as HorizonYear, feature_id as Feature, withdrawn
            from env.named_zone_version where zone_id = @number order by number desc limit @MostVersions
            """, new { number, MostVersions }, cancellationToken: cancellationToken))).AsList();
        var members = (await connection.QueryAsync<Consisting>(new CommandDefinition("""
            select version, kind, commune, part, words, subzone, metres, status, area_ha as AreaHa, valid_from as ValidFrom, valid_to as ValidTo
            from env.named_zone_member where zone_id = @number and version >= @least order by version, place
            """, new { number, least = versions[^1].Number }, cancellationToken: cancellationToken))).ToLookup(one => one.Version, one => one.Form);
        var sees = DraftSight.SeesLayer(caller, row.Province, row.Layer);
        return new(row.Answer, DraftSight.May(caller, Act.Draft, row.Province, row.Layer),
            await NamedZoneMembers.DrawableAsync(connection, row.Province, [.. members[row.Version]], null, cancellationToken),
            [.. versions.Select(one => new NamedZoneAnswers.Version(one.Number, sees ? one.By : null, one.At, one.Says(row, [.. members[one.Number]])))]);
    }

    static async Task<List<Row>> RowsAsync(NpgsqlConnection connection, Caller caller, Wanted wanted, CancellationToken cancellationToken)
    {
        var drafts = await SeenAsync(connection, caller, cancellationToken);
        return (await connection.QueryAsync<Row>(new CommandDefinition(
            Sql, new { wanted.Id, wanted.Province, wanted.Layer, wanted.State, wanted.Withdrawn, wanted.After, wanted.Limit, drafts, NamedZoneMembers.SoonDays },
            cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Each province and layer of which the caller sees drafts.</summary>
    static async Task<string[]> SeenAsync(NpgsqlConnection connection, Caller caller, CancellationToken cancellationToken) => caller.Grants.Count == 0 ? []
        : [.. (await connection.QueryAsync<(string Province, string Layer)>(new CommandDefinition(
            "select p.code, l.id from env.province p cross join env.layer l where p.valid_to is null and l.by_decision", cancellationToken: cancellationToken)))
            .Where(one => DraftSight.SeesLayer(caller, one.Province, one.Layer)).Select(one => $"{one.Province} {one.Layer}")];

    static Place? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number) : null;

    /// <summary>Where a page ended.</summary>
    sealed record Place(long Id);

    sealed record Wanted(long? Id, string? Province, string? Layer, string? State, bool? Withdrawn, long? After, int Limit);

    sealed class Row
    {
        public long Id { get; init; }
        public required string Province { get; init; }
        public required string ProvinceName { get; init; }
        public required string Layer { get; init; }
        public string? Clause { get; init; }
        public required string NameVi { get; init; }
        public string? NameEn { get; init; }
        public long? Feature { get; init; }
        public string? Code { get; init; }
        public long? Draft { get; init; }
        public int? Number { get; init; }
        public int Members { get; init; }
        public int Beginning { get; init; }
        public bool Conflicts { get; init; }
        public double? AreaHa { get; init; }
        public bool Withdrawn { get; init; }
        public int Version { get; init; }
        public int? DrawnOf { get; init; }
        public required string State { get; init; }

        public NamedZoneAnswers.Summary Answer =>
            new(Id, Province, ProvinceName, Layer, Clause, new(NameVi, NameEn ?? NameVi), State, Feature, Code, Draft, Number, Members, Beginning, Conflicts, AreaHa, Withdrawn, Version, DrawnOf);
    }

    sealed class Written
    {
        public int Number { get; init; }
        public required string By { get; init; }
        public DateTime At { get; init; }
        public string? Clause { get; init; }
        public required string NameVi { get; init; }
        public string? NameEn { get; init; }
        public required string PlanTitle { get; init; }
        public string? PlanNumber { get; init; }
        public DateOnly? PlanDate { get; init; }
        public string? PlanPlace { get; init; }
        public string? PlanWording { get; init; }
        public string? DecreeWording { get; init; }
        public bool Conflicts { get; init; }
        public double? AreaHa { get; init; }
        public double? AreaHorizonHa { get; init; }
        public int? HorizonYear { get; init; }
        public long? Feature { get; init; }
        public string? Withdrawn { get; init; }

        public NamedZoneForm Says(Row zone, IReadOnlyList<NamedZoneForm.Member> members) => new(zone.Province, zone.Layer, Clause, new(NameVi, NameEn), new(PlanTitle, PlanNumber, PlanDate, PlanPlace),
            PlanWording, DecreeWording, Conflicts, AreaHa, AreaHorizonHa, HorizonYear, Feature, Withdrawn, members);
    }

    sealed class Consisting
    {
        public int Version { get; init; }
        public required string Kind { get; init; }
        public string? Commune { get; init; }
        public string? Part { get; init; }
        public string? Words { get; init; }
        public string? Subzone { get; init; }
        public double? Metres { get; init; }
        public required string Status { get; init; }
        public double? AreaHa { get; init; }
        public DateOnly? ValidFrom { get; init; }
        public DateOnly? ValidTo { get; init; }

        public NamedZoneForm.Member Form => new(Kind, Commune, Part, Words, Subzone, Metres, Status, AreaHa, ValidFrom, ValidTo);
    }
}
