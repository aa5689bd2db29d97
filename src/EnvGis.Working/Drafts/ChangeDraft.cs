using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>
/// One gesture of who drafts: an operation with an id of the browser's own. It is done once however often it is sent, in the server's order, and answered when it is committed; who read another
/// revision of the feature than stands is shown both and nothing is written. Operations upon different features never conflict. What one gesture does to several features is one operation: all of
/// it is done, and undone, or nothing.
/// </summary>
static class ChangeDraft
{
    /// <summary>Of one operation: what the most corners of a shape take.</summary>
    public const int MostMegabytes = 16;

    /// <summary>Changes of one gesture.</summary>
    const int MostTogether = 50;

    /// <summary>Of those, zones that are built: each may cost seconds, while nobody else changes the draft.</summary>
    const int MostBuilt = 5;

    /// <param name="Kind">add, take, retire, draw, describe, drop; together: all of the changes named; undo.</param>
    /// <param name="Number">The feature in the draft, of draw, describe and drop.</param>
    /// <param name="Feature">The feature in force, of take and retire.</param>
    /// <param name="Layer">Of add.</param>
    /// <param name="Attributes">Of add and describe: all of them.</param>
    /// <param name="Shape">Of add, draw and take: corners on the draft's lattice.</param>
    /// <param name="AccuracyM">Metres.</param>
    /// <param name="Recipe">Of add, draw and take: of what the service builds the shape, which is left out then.</param>
    /// <param name="Detach">Of draw and take: why a zone that was built by a recipe is drawn by hand; kept with it.</param>
    /// <param name="Of">The operation to undo.</param>
    /// <param name="All">Of together: the changes, each of another feature.</param>
    public sealed record Request(
        [property: Required, OneOf("add", "take", "retire", "draw", "describe", "drop", "together", "undo")] string Kind, int? Number, long? Feature, string? Layer, Naming? Name,
        Dictionary<string, JsonElement>? Attributes, [property: FormOf(typeof(DraftAnswers.AnnexForm))] JsonElement? Shape, string? PositionSource, double? AccuracyM,
        RecipeForm? Recipe, [property: System.Text.Json.Serialization.JsonConverter(typeof(PlainLines)), StringLength(2000)] string? Detach, Guid? Of, IReadOnlyList<Change?>? All);

    /// <param name="Kind">add, take, retire, draw, describe or drop.</param>
    /// <param name="Recipe">As of a change that is sent alone.</param>
    /// <param name="Detach">As of a change that is sent alone.</param>
    /// <param name="Read">The revision that was read, of draw, describe and drop: what If-Match says of a change that is sent alone.</param>
    public sealed record Change(
        [property: Required, OneOf("add", "take", "retire", "draw", "describe", "drop")] string Kind, int? Number, long? Feature, string? Layer, Naming? Name,
        Dictionary<string, JsonElement>? Attributes, [property: FormOf(typeof(DraftAnswers.AnnexForm))] JsonElement? Shape, string? PositionSource, double? AccuracyM,
        RecipeForm? Recipe, [property: System.Text.Json.Serialization.JsonConverter(typeof(PlainLines)), StringLength(2000)] string? Detach, long? Read);

    public sealed record Naming(
        [property: System.Text.Json.Serialization.JsonConverter(typeof(PlainLine))] string Vi, [property: System.Text.Json.Serialization.JsonConverter(typeof(PlainLine))] string? En);

    public static async Task<Results<Ok<DraftAnswers.Done>, Refusal>> Handle(
        string id, Guid operation, Request request, HttpContext context, Caller caller, WorkingDatabase database, LongAnswers places, CancellationToken cancellationToken)
    {
        long? read = null;
        if (request.Kind is "draw" or "describe" or "drop")
        {
            if (!Precondition.TryRead(context.Request, 'd', out var revision, out var refusal))
            {
                return refusal;
            }
            read = revision;
        }
        if (ChangesOf(request, read, out var changes) is { } unclear)
        {
            return unclear;
        }
        var sent = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request));
        return await new RecipesOfAct(places, caller).DoAsync(
            async recipes => await OnceAsync(id, operation, request, changes, sent, recipes, context, caller, database, cancellationToken), full => full, cancellationToken);
    }

    static async Task<Results<Ok<DraftAnswers.Done>, Refusal>> OnceAsync(
        string id, Guid operation, Request request, IReadOnlyList<Change> changes, byte[] sent, RecipesOfAct recipes, HttpContext context, Caller caller, WorkingDatabase database,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // One at a time in a draft: that is the order of its operations.
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken, keep: true) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        if (await DoneBeforeAsync(connection, operation, sent, draft, caller, cancellationToken) is var (done, known) && known)
        {
            return done is null ? Problems.OperationTaken() : Answer(context, done);
        }
        if (!DraftSight.May(caller, Act.Draft, draft.Province))
        {
            return Problems.NotAllowed();
        }
        if (!draft.TakesChanges)
        {
            return await StepDraft.TakesNoChangesAsync(connection, draft, cancellationToken);
        }
        await connection.ExecuteAsync(new CommandDefinition("select set_config('envgis.author', @Author, true)", new { caller.Author }, transaction, cancellationToken: cancellationToken));
        try
        {
            var made = new List<FeatureChange.Made>();
            if (request.Kind == "undo")
            {
                if (await UndoneOperation.UndoAsync(connection, draft, caller, request.Of!.Value, made, cancellationToken) is { } notUndone)
                {
                    return notUndone;
                }
            }
            foreach (var (change, at) in changes.Select((change, at) => (change, at)))
            {
                var (one, wrong) = await new FeatureChange(connection, draft, caller, change, recipes, cancellationToken).DoAsync();
                if (wrong is not null)
                {
                    return request.Kind == "together" && wrong.Field is { } field ? wrong with { Field = string.Create(CultureInfo.InvariantCulture, $"all[{at}].{field}") } : wrong;
                }
                made.Add(one!);
            }
            await RecordAsync(connection, draft, operation, request, sent, made, caller, cancellationToken);
            await AuditTrail.AskAgainAsync(connection, caller.Actor, cancellationToken);
            // Read before it is done: what is answered with a fault has not been done.
            var (answer, _) = await DoneBeforeAsync(connection, operation, sent, draft, caller, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return Answer(context, answer!);
        }
        catch (PostgresException refused) when (DraftRefusals.Of(refused) is { } known2)
        {
            return known2;
        }
    }

    /// <summary>One change as an operation of the draft, in the transaction of who calls and keeps the draft from others. Nothing of it may be kept when it is refused.</summary>
    /// <returns>The feature in the draft.</returns>
    public static async Task<(int Number, Refusal? Refusal)> DoAsync(
        NpgsqlConnection connection, Draft draft, Caller caller, Change change, RecipesOfAct recipes, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition("select set_config('envgis.author', @Author, true)", new { caller.Author }, cancellationToken: cancellationToken));
        var (made, refusal) = await new FeatureChange(connection, draft, caller, change, recipes, cancellationToken).DoAsync();
        if (made is null)
        {
            return (0, refusal);
        }
        var request = new Request(change.Kind, change.Number, change.Feature, change.Layer, change.Name, change.Attributes, change.Shape, change.PositionSource, change.AccuracyM,
            change.Recipe, change.Detach, null, null);
        await RecordAsync(connection, draft, Guid.NewGuid(), request, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)), [made], caller, cancellationToken);
        await AuditTrail.AskAgainAsync(connection, caller.Actor, cancellationToken);
        return (made.Number, null);
    }

    /// <summary>The changes that were asked for; of an undo none, since it is another operation that says which.</summary>
    static Refusal? ChangesOf(Request request, long? read, out IReadOnlyList<Change> changes)
    {
        changes = [];
        if (request is { Kind: "undo", Of: null })
        {
            return Problems.BadField("of", "bắt buộc phải có", "it is required");
        }
        if (Surplus(request) is { } surplus)
        {
            return Problems.BadField(surplus, "thao tác này không dùng mục đó", "this operation takes no such field");
        }
        if (request.Kind is "undo")
        {
            return null;
        }
        if (request.Kind != "together")
        {
            changes = [new(request.Kind, request.Number, request.Feature, request.Layer, request.Name, request.Attributes, request.Shape, request.PositionSource, request.AccuracyM,
                request.Recipe, request.Detach, read)];
            return FeatureChange.Unclear(changes[0]);
        }
        if (request.All is not { Count: >= 1 and <= MostTogether } all)
        {
            return Problems.BadField("all", $"cần từ 1 đến {MostTogether} thay đổi", $"it takes 1 to {MostTogether} changes");
        }
        foreach (var (change, at) in all.Select((change, at) => (change, at)))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"all[{at}]");
            if (change is null)
            {
                return Problems.BadField(place, "cần một thay đổi", "a change is wanted here");
            }
            if (FeatureChange.Unclear(change) is { } unclear)
            {
                return unclear with { Field = $"{place}.{unclear.Field}" };
            }
            if (change.Kind is "draw" or "describe" or "drop" && change.Read is null)
            {
                return Problems.BadField($"{place}.read", "cần lần sửa đã đọc của đối tượng, mục revision của nó", "it takes the revision that was read of the feature, from its field revision");
            }
        }
        if (all.Count(one => one!.Recipe is not null) > MostBuilt)
        {
            return Problems.BadField("all", $"nhiều nhất {MostBuilt} vùng dựng theo quy tắc trong một lần", $"{MostBuilt} zones built from rules are the most at once");
        }
        // In what order two changes of one feature come would be another question for who undoes them.
        if (all.Where(one => one!.Number is not null).GroupBy(one => one!.Number).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return Problems.BadField("all", $"đối tượng {twice.Key} xuất hiện hai lần; gộp thành một thay đổi", $"feature {twice.Key} is there twice; make one change of it");
        }
        changes = [.. all.Select(one => one!)];
        return null;
    }

    static string? Surplus(Request request) => request switch
    {
        { Kind: "undo" or "together", Number: not null } => "number",
        { Kind: "undo" or "together", Feature: not null } => "feature",
        { Kind: "undo" or "together", Layer: not null } => "layer",
        { Kind: "undo" or "together", Name: not null } => "name",
        { Kind: "undo" or "together", Attributes: not null } => "attributes",
        { Kind: "undo" or "together", Shape: { ValueKind: not JsonValueKind.Null } } => "shape",
        { Kind: "undo" or "together", PositionSource: not null } => "positionSource",
        { Kind: "undo" or "together", AccuracyM: not null } => "accuracyM",
        { Kind: "undo" or "together", Recipe: not null } => "recipe",
        { Kind: "undo" or "together", Detach: not null } => "detach",
        { Kind: not "undo", Of: not null } => "of",
        { Kind: not "together", All: not null } => "all",
        _ => null,
    };

    /// <summary>The operation in the draft's order, then its changes where it has several.</summary>
    static async Task RecordAsync(
        NpgsqlConnection connection, Draft draft, Guid operation, Request request, byte[] sent, List<FeatureChange.Made> made, Caller caller, CancellationToken cancellationToken)
    {
        var undoes = request.Kind == "undo" ? request.Of : null;
        if (made is [var only])
        {
            await WriteAsync(operation, request.Kind, only, null);
            return;
        }
        await WriteAsync(operation, request.Kind, null, null);
        foreach (var one in made)
        {
            await WriteAsync(Guid.NewGuid(), one.Kind, one, operation);
        }

        Task WriteAsync(Guid id, string kind, FeatureChange.Made? one, Guid? partOf) => connection.ExecuteAsync(new CommandDefinition("""
            with counted as (update env.draft set revision = revision + 1 where id = @Draft returning revision)
            insert into env.draft_operation (id, draft_id, number, feature_number, feature_revision, kind, sent, before, after, undoes, author, person_id, part_of)
            select @id, @Draft, c.revision, f.number, f.revision, @kind, @sent, @before::jsonb, to_jsonb(f) - 'geom', @undoes, @Author, @PersonId, @partOf
            from counted c left join env.draft_feature f on f.draft_id = @Draft and f.number = @number
            """, new
        {
            id, Draft = draft.Id, number = one?.Number, kind, sent, before = one?.Before, undoes = partOf is null ? undoes : null, caller.Author, caller.PersonId, partOf,
        }, cancellationToken: cancellationToken));
    }

    static Ok<DraftAnswers.Done> Answer(HttpContext context, DraftAnswers.Done done)
    {
        context.Response.Headers.CacheControl = "no-store";
        // What the next change of it is sent with.
        if (done.Feature is { } feature)
        {
            context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"d{feature.Feature.Revision}\"");
        }
        return TypedResults.Ok(done);
    }

    /// <summary>What an operation of that id did, when there is one; nothing of what another draft or another person did by it.</summary>
    static async Task<(DraftAnswers.Done? Done, bool Known)> DoneBeforeAsync(NpgsqlConnection connection, Guid operation, byte[] sent, Draft draft, Caller caller, CancellationToken cancellationToken)
    {
        var rows = (await connection.QueryAsync<Recorded>(new CommandDefinition("""
            select draft_id as Draft, person_id as Person, sent, number, kind, feature_number as FeatureNumber, feature_revision as FeatureRevision, author, made_at as MadeAt, undoes
            from env.draft_operation where id = @operation
            union all
            select draft_id, person_id, sent, number, kind, feature_number, feature_revision, author, made_at, undoes from env.draft_operation where part_of = @operation
            order by number
            """, new { operation }, cancellationToken: cancellationToken))).AsList();
        if (rows.Count == 0)
        {
            return (null, false);
        }
        var made = rows[0];
        if (made.Draft != draft.Id || made.Person != caller.PersonId || !made.Sent.AsSpan().SequenceEqual(sent))
        {
            return (null, true);
        }
        var features = new List<DraftAnswers.FeatureDetails>();
        foreach (var row in rows)
        {
            if (row.FeatureNumber is { } number && await ReadDrafts.FeatureAsync(connection, draft, number, caller, cancellationToken) is { } feature)
            {
                features.Add(feature);
            }
        }
        return (new(new(operation, made.Number, made.Kind, made.FeatureNumber, made.FeatureRevision, made.Author, made.MadeAt, made.Undoes),
            made.FeatureNumber is null ? null : features.FirstOrDefault(), features), true);
    }

    sealed record Recorded(
        long Draft, long? Person, byte[] Sent, long Number, string Kind, int? FeatureNumber, long? FeatureRevision, string Author, DateTime MadeAt, Guid? Undoes);
}
