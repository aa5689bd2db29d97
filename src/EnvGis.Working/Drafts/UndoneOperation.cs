using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>
/// Every feature that an operation changed becomes what it was before it, all of them or none, unless another has changed one since: that is never thrown away unseen. What was undone is done
/// again by undoing the undoing.
/// </summary>
static class UndoneOperation
{
    /// <param name="made">What was changed is added to it.</param>
    public static async Task<Refusal?> UndoAsync(
        NpgsqlConnection connection, Draft draft, Caller caller, Guid operation, List<FeatureChange.Made> made, CancellationToken cancellationToken)
    {
        var changes = (await connection.QueryAsync<Changed>(new CommandDefinition("""
            select o.feature_number as Number, o.before::text as Before, (to_jsonb(f) - 'geom' - 'revision') = ('{"recipe": null, "detached": null}' || o.after - 'revision') as Stands,
                (select last.author from env.draft_operation last where last.draft_id = o.draft_id and last.feature_number = o.feature_number order by last.number desc limit 1) as Last,
                exists (select from env.draft_operation u where u.undoes = @operation) as Already
            from env.draft_operation o join env.draft_feature f on f.draft_id = o.draft_id and f.number = o.feature_number
            where o.draft_id = @Id and (o.id = @operation and o.part_of is null or o.part_of = @operation)
            order by o.number desc
            """, new { operation, draft.Id }, cancellationToken: cancellationToken))).AsList();
        if (changes.Count == 0)
        {
            return Problems.BadField("of", "không có thao tác này trong bản dự thảo", "there is no such operation in the draft");
        }
        foreach (var change in changes)
        {
            var row = await FeatureChange.RowAsync(connection, draft, change.Number, cancellationToken);
            if (row is null || !DraftSight.SeesLayer(caller, draft.Province, row.Layer))
            {
                return Problems.UnknownDraftFeature(change.Number.ToString(CultureInfo.InvariantCulture));
            }
            if (!DraftSight.May(caller, Act.Draft, draft.Province, row.Layer))
            {
                return Problems.NotAllowed();
            }
            // Whatever happened in between: what the operation made of it is what stands.
            if (!change.Stands)
            {
                return Problems.UndoneMeanwhile(change.Already ? null : change.Last);
            }
            if (await BackAsync(connection, draft, row, change.Before, cancellationToken) is { } refusal)
            {
                return refusal;
            }
            made.Add(new("undo", change.Number, row.Text));
        }
        return null;
    }

    static async Task<Refusal?> BackAsync(NpgsqlConnection connection, Draft draft, FeatureChange.Row row, string? before, CancellationToken cancellationToken)
    {
        if (before is null)
        {
            // What was taken in goes out again; it comes back by undoing that.
            await connection.ExecuteAsync(new CommandDefinition(
                "update env.draft_feature set dropped = true, revision = revision + 1 where draft_id = @Id and number = @Number", new { draft.Id, row.Number }, cancellationToken: cancellationToken));
            return null;
        }
        DraftShape? shape = null;
        if (JsonElement.Parse(before).GetProperty("shape") is { ValueKind: JsonValueKind.Object } drawn)
        {
            var lattice = DraftShape.LatticeOf(draft.Epsg, draft.Decimals);
            var stood = row.BaseVersion is { } version ? await ReadDrafts.StoodAsync(connection, version, lattice, cancellationToken) : null;
            (shape, var unread) = DraftShape.Read(drawn, lattice, stood);
            if (shape is null)
            {
                return unread;
            }
        }
        await connection.ExecuteAsync(new CommandDefinition("""
            update env.draft_feature f set name_vi = w.name_vi, name_en = w.name_en, attributes = w.attributes, shape = @shape::jsonb, geom = st_geomfromwkb(@wkb, 4326),
                position_source = w.position_source, accuracy_m = w.accuracy_m, commune_id = w.commune_id, dropped = w.dropped, recipe = w.recipe, detached = w.detached, revision = f.revision + 1
            from jsonb_populate_record(null::env.draft_feature, @before::jsonb) w
            where f.draft_id = @Id and f.number = @Number
            """, new { draft.Id, row.Number, before, shape = shape?.Json, wkb = shape?.Wkb }, cancellationToken: cancellationToken));
        return null;
    }

    sealed record Changed(int Number, string? Before, bool Stands, string? Last, bool Already);
}
