using System.Globalization;
using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using NetTopologySuite.Geometries;

namespace EnvGis.Drafts;

sealed partial class FeatureChange
{
    /// <summary>
    /// A feature in force comes into the draft, to be changed, to end, or to be located where it has no coordinates yet; with a shape it is drawn anew in the same change, as a neighbour whose border
    /// moves with another's.
    /// </summary>
    async Task<(int Number, Refusal? Refusal)> TakeAsync(string change)
    {
        var standing = request.Feature is { } feature ? await connection.QuerySingleOrDefaultAsync<Standing>(new CommandDefinition("""
            select v.id as Version, v.layer, l.geometry_kind as Kind, v.demonstration, st_asbinary(v.geom) as Wkb,
                a.shape::text as Annex, a.recipe::text as Recipe, a.detached, v.position_source as PositionSource, v.accuracy_m as AccuracyM,
                v.commune_id as Commune, coalesce(c.province_code, n.province_code) as Province,
                (select number from env.draft_feature f where f.draft_id = @Id and f.feature_id = v.feature_id and not f.dropped) as Taken
            from (select * from env.feature_version v where v.feature_id = @feature and upper_inf(v.recorded) order by upper(v.valid) desc nulls first limit 1) v
            join env.layer l on l.id = v.layer
            left join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id)
            left join env.commune c on c.id = v.commune_id
            left join lateral (select n.province_code from env.communes_near(st_pointonsurface(v.geom)) n order by n.province_code = @Province desc limit 1) n on c.id is null
            """, new { feature, draft.Id, draft.Province }, cancellationToken: cancellationToken)) : null;
        if (standing is null || !DraftSight.SeesLayer(caller, draft.Province, standing.Layer))
        {
            return (0, Problems.UnknownFeature((request.Feature ?? 0).ToString(CultureInfo.InvariantCulture)));
        }
        if (standing.Demonstration)
        {
            return (0, Problems.NotADemonstration());
        }
        if (standing.Taken is { } taken)
        {
            return (0, Problems.TakenAlready(taken));
        }
        var stood = standing.Wkb is { } wkb ? DraftShape.OfWkb(wkb) : null;
        if (stood is null && change == "change")
        {
            change = "locate";
        }
        if (stood is not (null or Polygon or MultiPolygon) || !standing.Kind.Contains("polygon", StringComparison.Ordinal))
        {
            return (0, Problems.NotDrawable(standing.Layer));
        }
        if (standing.Province != draft.Province)
        {
            return (0, Problems.OutsideYourArea());
        }
        if (!DraftSight.May(caller, Act.Draft, draft.Province, standing.Layer))
        {
            return (0, Problems.NotAllowed());
        }
        if (await FullAsync() is { } full)
        {
            return (0, full);
        }
        DraftShape? shape;
        try
        {
            shape = stood is null ? null : DraftShape.OfStanding(stood, standing.Annex, lattice, standing.AccuracyM ?? 1_000);
        }
        catch (AnnexException)
        {
            return (0, Problems.BadShape(null, "vùng này nằm ngoài múi chiếu của bản dự thảo", "this zone lies beyond the draft's zone of VN-2000"));
        }
        var (source, accuracyM, commune) = (standing.PositionSource, standing.AccuracyM, standing.Commune);
        var (drawn, recipe, detached, unread) = await ShapeAsync(standing.Layer, request.Feature, shape, KeptRecipe.Read(standing.Recipe));
        if (unread is not null)
        {
            return (0, unread);
        }
        if (drawn is not null)
        {
            if (await CommuneAsync(drawn) is not { } here)
            {
                return (0, Problems.OutsideYourArea());
            }
            (source, accuracyM, var unsourced) = Position(stood is null ? null : source, accuracyM, drawn);
            if (unsourced is not null)
            {
                return (0, unsourced);
            }
            (shape, commune) = (drawn, here);
        }
        var number = await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            insert into env.draft_feature (draft_id, number, feature_id, layer, change, base_version, name_vi, name_en, attributes, shape, geom, position_source, accuracy_m, commune_id,
                recipe, detached)
            select @Id, coalesce((select max(number) from env.draft_feature where draft_id = @Id), 0) + 1, v.feature_id, v.layer, @change, v.id, v.name_vi, v.name_en,
                v.attributes || coalesce(@clause::jsonb, '{}'),
                @shape::jsonb, st_geomfromwkb(@wkb, 4326), @source, @accuracyM, @commune, @recipe::jsonb, @detached
            from env.feature_version v where v.id = @Version
            returning number
            """, new { draft.Id, change, standing.Version, shape = shape?.Json, wkb = shape?.Wkb, source, accuracyM, commune, recipe = recipe?.Text(),
                detached = recipe is null ? detached ?? standing.Detached : null, clause = request.Recipe is null ? null : ClauseOf(recipe) }, cancellationToken: cancellationToken));
        return (number, null);
    }

    sealed class Standing
    {
        public long Version { get; init; }
        public required string Layer { get; init; }
        public required string Kind { get; init; }
        public bool Demonstration { get; init; }
        public byte[]? Wkb { get; init; }
        public string? Annex { get; init; }
        public string? Recipe { get; init; }
        public string? Detached { get; init; }
        public string? PositionSource { get; init; }
        public double? AccuracyM { get; init; }
        public int? Commune { get; init; }
        public string? Province { get; init; }
        public int? Taken { get; init; }
    }
}
