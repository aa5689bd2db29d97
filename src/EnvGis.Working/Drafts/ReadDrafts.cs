using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>Drafts as those see them who draft, review and decide.</summary>
static class ReadDrafts
{
    public const int PageSize = 50;

    const int MostOperations = 200;

    public static readonly Parameter
        DraftId = new("id", "Số của bản dự thảo", "Number of the draft") { Required = true, Example = "1" },
        FeatureNumber = new("number", "Số của đối tượng trong bản dự thảo", "Number of the feature in the draft") { Required = true, Example = "1" },
        InState = new("state", "Trạng thái; bỏ trống là tất cả", "State; all when left out")
        {
            Values = ["draft", "submitted", "in_review", "returned", "approved", "in_force", "superseded", "rejected", "withdrawn"], Several = true,
        };

    const string ListSql = """
        select d.id, d.title, d.province_code as Province, p.name as ProvinceName, d.epsg, d.decimals, d.state, s.title_vi as StateVi, s.title_en as StateEn, d.revision,
            (select count(*)::integer from env.draft_feature f where f.draft_id = d.id and not f.dropped) as Features, d.made_by as MadeBy, d.made_at as MadeAt,
            greatest(d.made_at, (select max(o.made_at) from env.draft_operation o where o.draft_id = d.id and o.number = d.revision),
                (select max(a.made_at) from env.draft_act a where a.draft_id = d.id)) as ChangedAt
        from env.draft d
        join env.draft_state s on s.state = d.state
        join env.province p on p.code = d.province_code and p.valid_to is null
        where (@provinces::text[] is null or d.province_code = any (@provinces)) and (@states::text[] is null or d.state = any (@states)) and (@after::bigint is null or d.id < @after)
            and (exists (select from env.draft_feature f where f.draft_id = d.id and f.layer = any (@layers)) or not exists (select from env.draft_feature f where f.draft_id = d.id))
        order by d.id desc
        limit @limit
        """;

    /// <summary>Of env.draft_feature f: whether another version than the one that was taken in is the last of the feature by now.</summary>
    public const string BaseChangedSql = """
        f.base_version is not null and f.base_version is distinct from (
            select v.id from env.feature_version v where v.feature_id = f.feature_id and upper_inf(v.recorded) order by upper(v.valid) desc nulls first limit 1)
        """;

    const string FeaturesSql = $"""
        select f.number, f.feature_id as Id, i.code, f.layer, f.change, f.dropped, f.revision, f.base_version as BaseVersion,
            {BaseChangedSql} as BaseChanged,
            f.name_vi as NameVi, f.name_en as NameEn, f.attributes::text as Attributes, f.position_source as PositionSource, f.accuracy_m as AccuracyM, c.code as Commune,
                env.area_m2(f.geom) as AreaM2,
            case when f.geom is not null then array[st_xmin(f.geom), st_ymin(f.geom), st_xmax(f.geom), st_ymax(f.geom)] end as Extent, f.shape is not null as Drawn, f.recipe is not null as Built
        from env.draft_feature f
        left join env.feature i on i.id = f.feature_id
        left join env.commune c on c.id = f.commune_id
        where f.draft_id = @draft and (@number::integer is null or f.number = @number)
        order by f.number
        """;

    public static async Task<Results<Ok<DraftAnswers.Page>, Refusal>> List(HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var (states, after) = (query.Words("state"), query.Cursor("after", Number));
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var layers = (await connection.QueryAsync<string>(new CommandDefinition("select id from env.layer", cancellationToken: cancellationToken))).Where(layer => DraftSight.SeesLayer(caller,
            layer)).ToArray();
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(
            ListSql, new { provinces = DraftSight.Provinces(caller), layers, states = states?.ToArray(), after = after?.Id, limit = PageSize + 1 }, cancellationToken: cancellationToken))).AsList();
        var next = rows.Count > PageSize ? QueryHelpers.AddQueryString("/api/drafts", query.All.Where(one => one.Key != "after").Append(new("after", Text(rows[PageSize - 1].Id)))!) : null;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new DraftAnswers.Page([.. rows.Take(PageSize).Select(row => new DraftAnswers.Summary(row.Id, row.Title, row.Province, row.ProvinceName, row.Epsg, row.Decimals,
            new(row.State, new(row.StateVi, row.StateEn)), row.Revision, row.Features, row.MadeBy, row.MadeAt, row.ChangedAt))], next));
    }

    public static async Task<Results<Ok<DraftAnswers.Details>, Refusal>> Find(string id, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await DetailsAsync(connection, draft, caller, cancellationToken));
    }

    public static async Task<Results<Ok<DraftAnswers.FeatureDetails>, Refusal>> FindFeature(
        string id, string number, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var one) || await FeatureAsync(connection, draft, one, caller, cancellationToken) is not { } feature)
        {
            return Problems.UnknownDraftFeature(number);
        }
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"d{feature.Feature.Revision}\"");
        return TypedResults.Ok(feature);
    }

    public static async Task<Results<Ok<DraftAnswers.Operations>, Refusal>> ListOperations(string id, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var after = query.Cursor("after", Number)?.Id ?? 0;
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        var rows = (await connection.QueryAsync<DraftAnswers.Operation>(new CommandDefinition($"""
            select o.id, o.number, o.kind, o.feature_number as FeatureNumber, o.feature_revision as FeatureRevision, o.author as By, o.made_at as At, o.undoes
            from env.draft_operation o left join env.draft_feature f on f.draft_id = o.draft_id and f.number = o.feature_number
            where o.draft_id = @Id and o.part_of is null and o.number > @after and (f.layer is null or f.layer = any (@layers))
            order by o.number limit {MostOperations + 1}
            """, new { draft.Id, after, layers = await LayersAsync(connection, draft, caller, cancellationToken) }, cancellationToken: cancellationToken))).AsList();
        var next = rows.Count > MostOperations ? string.Create(CultureInfo.InvariantCulture, $"/api/drafts/{draft.Id}/operations?after={rows[MostOperations - 1].Number}") : null;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new DraftAnswers.Operations([.. rows.Take(MostOperations)], next));
    }

    public static async Task<DraftAnswers.Details> DetailsAsync(NpgsqlConnection connection, Draft draft, Caller caller, CancellationToken cancellationToken)
    {
        var state = await connection.QuerySingleAsync<(string Vi, string En)>(new CommandDefinition(
            "select title_vi, title_en from env.draft_state where state = @State", new { draft.State }, cancellationToken: cancellationToken));
        var features = await connection.QueryAsync<FeatureRow>(new CommandDefinition(FeaturesSql, new { draft = draft.Id, number = (int?)null }, cancellationToken: cancellationToken));
        var acts = await connection.QueryAsync<DraftAnswers.Act>(new CommandDefinition("""
            select act as Word, from_state as "From", to_state as "To", encode(hash, 'hex') as Hash, note, author as By, made_at as At from env.draft_act where draft_id = @Id order by id
            """, new { draft.Id }, cancellationToken: cancellationToken));
        var steps = await connection.QueryAsync<(string Goal, string Act)>(new CommandDefinition(
            "select to_state, act from env.draft_step where from_state = @State order by to_state", new { draft.State }, cancellationToken: cancellationToken));
        var zone = Vn2000Zone.Find(draft.Epsg)!;
        return new(draft.Id, draft.Title, draft.Purpose, draft.Province, draft.ProvinceName, draft.Epsg, zone.CentralMeridian.ToString(), zone.WidthDegrees, draft.Decimals,
            new(draft.State, new(state.Vi, state.En)), draft.Revision, await draft.HashAsync(connection, cancellationToken), draft.Corrects, draft.MadeBy, draft.MadeAt,
            draft.Approved is { } hash ? new(hash, draft.ApprovedBy!, draft.ApprovedAt!.Value) : null, draft.Decision,
            [.. features.Where(row => DraftSight.SeesLayer(caller, draft.Province, row.Layer)).Select(row => row.Answer())], [.. acts],
            [.. steps.Where(step => StepDraft.ActOf(step.Act) is { } act && DraftSight.May(caller, act, draft.Province)).Select(step => step.Goal)]);
    }

    /// <summary>One feature with its shape; null when there is none of that number for the caller.</summary>
    public static async Task<DraftAnswers.FeatureDetails?> FeatureAsync(NpgsqlConnection connection, Draft draft, int number, Caller caller, CancellationToken cancellationToken)
    {
        if (await connection.QuerySingleOrDefaultAsync<FeatureRow>(new CommandDefinition(FeaturesSql, new { draft = draft.Id, number }, cancellationToken: cancellationToken)) is not { } row
            || !DraftSight.SeesLayer(caller, draft.Province, row.Layer))
        {
            return null;
        }
        // 15 decimals, of which every double comes back the same.
        var (shape, geometry, recipe, detached) = await connection.QuerySingleAsync<(string?, string?, string?, string?)>(new CommandDefinition(
            "select shape::text, st_asgeojson(geom, 15), recipe::text, detached from env.draft_feature where draft_id = @draft and number = @number", new { draft = draft.Id, number }, cancellationToken: cancellationToken));
        return new(row.Answer(), shape is null ? null : JsonElement.Parse(shape), geometry is null ? null : JsonElement.Parse(geometry),
            shape is null ? null : AnnexShape.Read(JsonElement.Parse(shape)).ContentHash(),
            KeptRecipe.Read(recipe) is { } kept ? await DraftRecipe.ToldAsync(connection, kept, caller, cancellationToken) : null, detached);
    }

    /// <summary>What a feature looked like as the draft took it in; null of one that nobody had located.</summary>
    /// <param name="version">That it was taken in as.</param>
    public static async Task<DraftShape?> StoodAsync(NpgsqlConnection connection, long version, Lattice lattice, CancellationToken cancellationToken)
    {
        var (wkb, annex, accuracyM) = await connection.QuerySingleAsync<(byte[]?, string?, double?)>(new CommandDefinition("""
            select st_asbinary(v.geom), a.shape::text, v.accuracy_m from env.feature_version v left join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id) where v.id = @version
            """, new { version }, cancellationToken: cancellationToken));
        return wkb is null ? null : DraftShape.OfStanding(DraftShape.OfWkb(wkb), annex, lattice, accuracyM ?? 1_000);
    }

    static async Task<string[]> LayersAsync(NpgsqlConnection connection, Draft draft, Caller caller, CancellationToken cancellationToken) =>
        [.. (await connection.QueryAsync<string>(new CommandDefinition("select id from env.layer", cancellationToken: cancellationToken))).Where(layer => DraftSight.SeesLayer(caller, draft.Province,
            layer))];

    static Place? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number) : null;

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where a page ended.</summary>
    sealed record Place(long Id);

    sealed record Row(long Id, string Title, string Province, string ProvinceName, int Epsg, short Decimals, string State, string StateVi, string StateEn, long Revision, int Features, string MadeBy,
        DateTime MadeAt, DateTime ChangedAt);

    // Properties, not parameters: the driver gives arrays no element type before they are read.
    sealed class FeatureRow
    {
        public int Number { get; init; }
        public long? Id { get; init; }
        public string? Code { get; init; }
        public required string Layer { get; init; }
        public required string Change { get; init; }
        public bool Dropped { get; init; }
        public long Revision { get; init; }
        public long? BaseVersion { get; init; }
        public bool BaseChanged { get; init; }
        public required string NameVi { get; init; }
        public string? NameEn { get; init; }
        public required string Attributes { get; init; }
        public string? PositionSource { get; init; }
        public double? AccuracyM { get; init; }
        public string? Commune { get; init; }
        public double? AreaM2 { get; init; }
        public double[]? Extent { get; init; }
        public bool Drawn { get; init; }
        public bool Built { get; init; }

        public DraftAnswers.Feature Answer() => new(this.Number, this.Id, this.Code, this.Layer, this.Change, this.Dropped, this.Revision, this.BaseVersion, this.BaseChanged,
            new(this.NameVi, this.NameEn ?? this.NameVi), JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(this.Attributes)!, this.PositionSource, this.AccuracyM,
            this.Commune, this.AreaM2, this.Extent, this.Drawn, this.Built);
    }
}
