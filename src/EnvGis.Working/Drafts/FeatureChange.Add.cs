using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Layers;

namespace EnvGis.Drafts;

sealed partial class FeatureChange
{
    /// <summary>A feature that is not there yet, drawn or still to be drawn.</summary>
    async Task<(int Number, Refusal? Refusal)> AddAsync()
    {
        if (request.Layer is null || await LayerAsync(request.Layer) is not { } layer || !DraftSight.SeesLayer(caller, draft.Province, request.Layer))
        {
            return (0, Problems.UnknownLayer(request.Layer ?? ""));
        }
        if (!layer.Geometry.Contains("polygon", StringComparison.Ordinal))
        {
            return (0, Problems.NotDrawable(request.Layer));
        }
        if (!DraftSight.May(caller, Act.Draft, draft.Province, request.Layer))
        {
            return (0, Problems.NotAllowed());
        }
        if ((Names() ?? await AttributesAsync(request.Layer) ?? await FullAsync()) is { } wrong)
        {
            return (0, wrong);
        }
        var (shape, recipe, _, unread) = await ShapeAsync(request.Layer, null, null, null);
        if (unread is not null)
        {
            return (0, unread);
        }
        var commune = shape is null ? null : await CommuneAsync(shape);
        if (shape is not null && commune is null)
        {
            return (0, Problems.OutsideYourArea());
        }
        var (source, accuracyM, unsourced) = Position(null, null, shape);
        if (unsourced is not null)
        {
            return (0, unsourced);
        }
        var number = await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            insert into env.draft_feature (draft_id, number, layer, change, name_vi, name_en, attributes, shape, geom, position_source, accuracy_m, commune_id, recipe)
            select @Id, coalesce((select max(number) from env.draft_feature where draft_id = @Id), 0) + 1, @Layer, 'add', @Vi, nullif(@En, ''), @attributes::jsonb || coalesce(@clause::jsonb, '{}'),
                @shape::jsonb, st_geomfromwkb(@wkb, 4326), @source, @accuracyM, @commune, @recipe::jsonb
            returning number
            """, new
        {
            draft.Id, request.Layer, request.Name!.Vi, request.Name.En, attributes = Given(), shape = shape?.Json, wkb = shape?.Wkb, source, accuracyM, commune, recipe = recipe?.Text(),
            clause = ClauseOf(recipe),
        }, cancellationToken: cancellationToken));
        return (number, null);
    }

    async Task<Layer?> LayerAsync(string id) => await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
        "select definition::text from env.layer where id = @id", new { id }, cancellationToken: cancellationToken)) is { } definition ? Layer.Read(id, definition, out _) : null;
}
