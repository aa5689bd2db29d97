using Dapper;
using EnvGis.Http;

namespace EnvGis.Drafts;

sealed partial class FeatureChange
{
    /// <summary>Its border is another from now on.</summary>
    async Task<(int Number, Refusal? Refusal)> DrawAsync()
    {
        if (await CurrentAsync() is var (current, refusal) && current is null)
        {
            return (0, refusal);
        }
        if (current.Change == "retire")
        {
            return (0, Problems.BadField("kind", "vùng bị bãi bỏ không vẽ lại được; hãy bỏ nó khỏi bản dự thảo rồi lấy vào để sửa",
                "a zone that is to end is not drawn anew; take it out of the draft and in again to change it"));
        }
        var built = KeptRecipe.Read(current.Recipe);
        var (shape, recipe, detached, unread) = await ShapeAsync(current.Layer, current.FeatureId, await StoodAsync(current), built);
        if (shape is null)
        {
            return (0, unread ?? DraftShape.Read(default, lattice, null).Refusal);
        }
        if (await CommuneAsync(shape) is not { } commune)
        {
            return (0, Problems.OutsideYourArea());
        }
        var (source, accuracyM, unsourced) = Position(current.Change == "locate" && !current.Drawn ? null : current.PositionSource, current.AccuracyM, shape);
        if (unsourced is not null)
        {
            return (0, unsourced);
        }
        await connection.ExecuteAsync(new CommandDefinition("""
            update env.draft_feature
            set shape = @Json::jsonb, geom = st_geomfromwkb(@Wkb, 4326), position_source = @source, accuracy_m = @accuracyM, commune_id = @commune, revision = revision + 1,
                recipe = @recipe::jsonb, detached = @detached, attributes = attributes || coalesce(@clause::jsonb, '{}')
            where draft_id = @Id and number = @Number
            """, new { draft.Id, current.Number, shape.Json, shape.Wkb, source, accuracyM, commune, recipe = recipe?.Text(), detached = recipe is null ? detached ?? current.Detached : null,
                clause = request.Recipe is null ? null : ClauseOf(recipe) }, cancellationToken: cancellationToken));
        return (current.Number, null);
    }

    /// <summary>Its name, its attributes, or what is known of its position.</summary>
    async Task<(int Number, Refusal? Refusal)> DescribeAsync()
    {
        if (await CurrentAsync() is var (current, refusal) && current is null)
        {
            return (0, refusal);
        }
        if ((request.Name is null ? null : Names()) is { } unnamed)
        {
            return (0, unnamed);
        }
        if (request.Attributes is not null && await AttributesAsync(current.Layer) is { } wrong)
        {
            return (0, wrong);
        }
        var (source, accuracyM, unsourced) = Position(current.PositionSource, current.AccuracyM, null);
        if (unsourced is not null)
        {
            return (0, unsourced);
        }
        await connection.ExecuteAsync(new CommandDefinition("""
            update env.draft_feature
            set name_vi = coalesce(@Vi, name_vi), name_en = case when @Vi is null then name_en else nullif(@En, '') end, attributes = coalesce(@attributes::jsonb, attributes),
                -- The clause says nothing of the shape: the recipe is for the one that the feature has.
                recipe = case when recipe ->> 'clause' is not null and @attributes::jsonb ->> 'clause' is not null then jsonb_set(recipe, '{clause}', @attributes::jsonb -> 'clause') else recipe end,
                position_source = @source, accuracy_m = @accuracyM, revision = revision + 1
            where draft_id = @Id and number = @Number
            """, new
        {
            draft.Id, current.Number, request.Name?.Vi, request.Name?.En, attributes = request.Attributes is null ? null : Given(), source, accuracyM,
        }, cancellationToken: cancellationToken));
        return (current.Number, null);
    }

    /// <summary>It goes out of the draft; its number stays its own.</summary>
    async Task<(int Number, Refusal? Refusal)> DropAsync()
    {
        if (await CurrentAsync() is var (current, refusal) && current is null)
        {
            return (0, refusal);
        }
        await connection.ExecuteAsync(new CommandDefinition(
            "update env.draft_feature set dropped = true, revision = revision + 1 where draft_id = @Id and number = @Number", new { draft.Id, current.Number }, cancellationToken: cancellationToken));
        return (current.Number, null);
    }
}
