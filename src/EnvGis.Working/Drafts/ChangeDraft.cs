using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.Annex;
using Microsoft.AspNetCore.Http.HttpResults;
using NetTopologySuite.Geometries;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>
/// One gesture of who drafts: an operation with an id of the browser's own. It is done once however often it is sent, in the server's order, and answered when it is committed; who read another
/// revision
/// of the feature than stands is shown both and nothing is written. Operations upon different features never conflict.
/// </summary>
static class ChangeDraft
{
    const int MostFeatures = 500;

    /// <summary>Of one operation: what the most corners of a shape take.</summary>
    public const int MostMegabytes = 16;

    /// <param name="Kind">add, take, retire, draw, describe, drop, undo.</param>
    /// <param name="Number">The feature in the draft, of draw, describe and drop.</param>
    /// <param name="Feature">The feature in force, of take and retire.</param>
    /// <param name="Layer">Of add.</param>
    /// <param name="Attributes">Of add and describe: all of them.</param>
    /// <param name="Shape">Of add and draw: corners on the draft's lattice.</param>
    /// <param name="AccuracyM">Metres.</param>
    /// <param name="Of">The operation to undo.</param>
    public sealed record Request(
        [property: Required, OneOf("add", "take", "retire", "draw", "describe", "drop", "undo")] string Kind, int? Number, long? Feature, string? Layer, Naming? Name,
        Dictionary<string, JsonElement>? Attributes, [property: FormOf(typeof(DraftAnswers.AnnexForm))] JsonElement? Shape, string? PositionSource, double? AccuracyM, Guid? Of);

    public sealed record Naming([property: JsonConverter(typeof(PlainLine))] string Vi, [property: JsonConverter(typeof(PlainLine))] string? En);

    public static async Task<Results<Ok<DraftAnswers.Done>, Refusal>> Handle(
        string id, Guid operation, Request request, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
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
        if (request is { Kind: "undo", Of: null })
        {
            return Problems.BadField("of", "bắt buộc phải có", "it is required");
        }
        var sent = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request));
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // One at a time in a draft: that is the order of its operations.
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken, keep: true) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        if (await DoneBeforeAsync(connection, operation, sent, draft, caller, cancellationToken) is var (done, known) && known)
        {
            return done is null ? Problems.OperationTaken() : TypedResults.Ok(done);
        }
        if (!StepDraft.May(caller, Act.Draft, draft.Province))
        {
            return Problems.NotAllowed();
        }
        if (!draft.TakesChanges)
        {
            var (vi, en) = await connection.QuerySingleAsync<(string, string)>(new CommandDefinition(
                "select title_vi, title_en from env.draft_state where state = @State", new { draft.State }, cancellationToken: cancellationToken));
            return Problems.DraftTakesNoChanges(vi, en);
        }
        await connection.ExecuteAsync(new CommandDefinition("select set_config('envgis.author', @Author, true)", new { caller.Author }, transaction, cancellationToken: cancellationToken));
        try
        {
            var change = new Change(connection, draft, caller, request, read, cancellationToken);
            var (number, wrong) = request.Kind switch
            {
                "add" => await change.AddAsync(),
                "take" => await change.TakeAsync("change"),
                "retire" => await change.TakeAsync("retire"),
                "draw" => await change.DrawAsync(),
                "describe" => await change.DescribeAsync(),
                "drop" => await change.DropAsync(),
                "undo" => await change.UndoAsync(),
                _ => (0, Problems.BadField("kind", "chọn một trong add, take, retire, draw, describe, drop, undo", "use one of add, take, retire, draw, describe, drop, undo")),
            };
            if (wrong is not null)
            {
                return wrong;
            }
            await connection.ExecuteAsync(new CommandDefinition("""
                with counted as (update env.draft set revision = revision + 1 where id = @Id returning revision)
                insert into env.draft_operation (id, draft_id, number, feature_number, feature_revision, kind, sent, before, after, undoes, author, person_id)
                select @operation, @Id, c.revision, f.number, f.revision, @Kind, @sent, @before::jsonb, to_jsonb(f) - 'geom', @undoes, @Author, @PersonId
                from counted c left join env.draft_feature f on f.draft_id = @Id and f.number = @number
                """, new { draft.Id, operation, number, request.Kind, sent, before = change.Before, undoes = request.Kind == "undo" ? request.Of : null, caller.Author, caller.PersonId }, transaction,
                cancellationToken: cancellationToken));
            await AuditTrail.AskAgainAsync(connection, caller.Actor, cancellationToken);
            // Read before it is done: what is answered with a fault has not been done.
            var (answer, _) = await DoneBeforeAsync(connection, operation, sent, draft, caller, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return TypedResults.Ok(answer!);
        }
        catch (PostgresException refused) when (DraftRefusals.Of(refused) is { } known2)
        {
            return known2;
        }
    }

    /// <summary>What an operation of that id did, when there is one; nothing of what another draft or another person did by it.</summary>
    static async Task<(DraftAnswers.Done? Done, bool Known)> DoneBeforeAsync(NpgsqlConnection connection, Guid operation, byte[] sent, Draft draft, Caller caller, CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<(long Draft, long? Person, byte[] Sent, long Number, string Kind, int? FeatureNumber, long? FeatureRevision, string Author,
            DateTime MadeAt,
            Guid? Undoes)?>(new CommandDefinition("""
            select draft_id, person_id, sent, number, kind, feature_number, feature_revision, author, made_at, undoes from env.draft_operation where id = @operation
            """, new { operation }, cancellationToken: cancellationToken));
        if (row is not { } made)
        {
            return (null, false);
        }
        if (made.Draft != draft.Id || made.Person != caller.PersonId || !made.Sent.AsSpan().SequenceEqual(sent))
        {
            return (null, true);
        }
        var feature = made.FeatureNumber is { } number ? await ReadDrafts.FeatureAsync(connection, draft, number, caller, cancellationToken) : null;
        return (new(new(operation, made.Number, made.Kind, made.FeatureNumber, made.FeatureRevision, made.Author, made.MadeAt, made.Undoes), feature), true);
    }

    /// <summary>The one that is being done.</summary>
    sealed class Change(NpgsqlConnection connection, Draft draft, Caller caller, Request request, long? read, CancellationToken cancellationToken)
    {
        readonly Lattice lattice = DraftShape.LatticeOf(draft.Epsg, draft.Decimals);

        /// <summary>The feature as it was; null of one that was not there.</summary>
        public string? Before { get; private set; }

        public async Task<(int Number, Refusal? Refusal)> AddAsync()
        {
            if (request.Layer is null || await LayerAsync(request.Layer) is not { } layer || !DraftSight.SeesLayer(caller, draft.Province, request.Layer))
            {
                return (0, Problems.UnknownLayer(request.Layer ?? ""));
            }
            if (!layer.Geometry.Contains("polygon", StringComparison.Ordinal))
            {
                return (0, Problems.NotDrawable(request.Layer));
            }
            if ((Names() ?? Allowed(request.Layer) ?? await AttributesAsync(request.Layer)) is { } wrong)
            {
                return (0, wrong);
            }
            DraftShape? shape = null;
            if (request.Shape is { ValueKind: not JsonValueKind.Null } sent)
            {
                (shape, var unread) = DraftShape.Read(sent, lattice, null);
                if (shape is null)
                {
                    return (0, unread);
                }
            }
            var commune = shape is null ? null : await CommuneAsync(shape);
            if (shape is not null && commune is null)
            {
                return (0, Problems.OutsideYourArea());
            }
            if (await CountAsync() >= MostFeatures)
            {
                return (0, Problems.BadField("kind", $"một bản dự thảo có nhiều nhất {MostFeatures} đối tượng", $"{MostFeatures} features are the most in a draft"));
            }
            var (source, accuracyM, unsourced) = Position(null, null);
            if (unsourced is not null)
            {
                return (0, unsourced);
            }
            var number = await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
                insert into env.draft_feature (draft_id, number, layer, change, name_vi, name_en, attributes, shape, geom, position_source, accuracy_m, commune_id)
                select @Id, coalesce((select max(number) from env.draft_feature where draft_id = @Id), 0) + 1, @Layer, 'add', @Vi, nullif(@En, ''), @attributes::jsonb, @shape::jsonb,
                    st_geomfromwkb(@wkb, 4326),
                    @source, @accuracyM, @commune
                returning number
                """, new
            {
                draft.Id, request.Layer, request.Name!.Vi, request.Name.En, attributes = Given(), shape = shape?.Json, wkb = shape?.Wkb, source, accuracyM, commune,
            }, cancellationToken: cancellationToken));
            return (number, null);
        }

        /// <summary>A feature in force comes into the draft, to be changed or to end.</summary>
        public async Task<(int Number, Refusal? Refusal)> TakeAsync(string kind)
        {
            var standing = request.Feature is { } feature ? await connection.QuerySingleOrDefaultAsync<Standing>(new CommandDefinition("""
                select v.id as Version, v.layer, v.demonstration, st_asbinary(v.geom) as Wkb, a.shape::text as Annex, v.accuracy_m as AccuracyM, coalesce(c.province_code, n.province_code) as Province,
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
            if (stood is not (Polygon or MultiPolygon))
            {
                return (0, Problems.NotDrawable(standing.Layer));
            }
            if (standing.Province != draft.Province)
            {
                return (0, Problems.OutsideYourArea());
            }
            if (Allowed(standing.Layer) is { } refused)
            {
                return (0, refused);
            }
            if (await CountAsync() >= MostFeatures)
            {
                return (0, Problems.BadField("kind", $"một bản dự thảo có nhiều nhất {MostFeatures} đối tượng", $"{MostFeatures} features are the most in a draft"));
            }
            DraftShape shape;
            try
            {
                shape = DraftShape.OfStanding(stood, standing.Annex, lattice, standing.AccuracyM ?? 1_000);
            }
            catch (AnnexException beyond)
            {
                return (0, Problems.BadShape(beyond.Pointer, "vùng này nằm ngoài múi chiếu của bản dự thảo", "this zone lies beyond the draft's zone of VN-2000"));
            }
            var number = await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
                insert into env.draft_feature (draft_id, number, feature_id, layer, change, base_version, name_vi, name_en, attributes, shape, geom, position_source, accuracy_m, commune_id)
                select @Id, coalesce((select max(number) from env.draft_feature where draft_id = @Id), 0) + 1, v.feature_id, v.layer, @kind, v.id, v.name_vi, v.name_en, v.attributes, @Json::jsonb,
                    v.geom,
                    v.position_source, v.accuracy_m, v.commune_id
                from env.feature_version v where v.id = @Version
                returning number
                """, new { draft.Id, kind, standing.Version, shape.Json }, cancellationToken: cancellationToken));
            return (number, null);
        }

        public async Task<(int Number, Refusal? Refusal)> DrawAsync()
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
            var (shape, unread) = DraftShape.Read(request.Shape ?? default, lattice, await StoodAsync(current));
            if (shape is null)
            {
                return (0, unread);
            }
            if (await CommuneAsync(shape) is not { } commune)
            {
                return (0, Problems.OutsideYourArea());
            }
            var (source, accuracyM, unsourced) = Position(current.PositionSource, current.AccuracyM);
            if (unsourced is not null)
            {
                return (0, unsourced);
            }
            await connection.ExecuteAsync(new CommandDefinition("""
                update env.draft_feature set shape = @Json::jsonb, geom = st_geomfromwkb(@Wkb, 4326), position_source = @source, accuracy_m = @accuracyM, commune_id = @commune, revision = revision + 1
                where draft_id = @Id and number = @Number
                """, new { draft.Id, current.Number, shape.Json, shape.Wkb, source, accuracyM, commune }, cancellationToken: cancellationToken));
            return (current.Number, null);
        }

        public async Task<(int Number, Refusal? Refusal)> DescribeAsync()
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
            var (source, accuracyM, unsourced) = Position(current.PositionSource, current.AccuracyM);
            if (unsourced is not null)
            {
                return (0, unsourced);
            }
            await connection.ExecuteAsync(new CommandDefinition("""
                update env.draft_feature set name_vi = coalesce(@Vi, name_vi), name_en = case when @Vi is null then name_en else nullif(@En, '') end, attributes = coalesce(@attributes::jsonb,
                    attributes),
                    position_source = @source, accuracy_m = @accuracyM, revision = revision + 1
                where draft_id = @Id and number = @Number
                """, new
            {
                draft.Id, current.Number, request.Name?.Vi, request.Name?.En, attributes = request.Attributes is null ? null : Given(), source, accuracyM,
            }, cancellationToken: cancellationToken));
            return (current.Number, null);
        }

        public async Task<(int Number, Refusal? Refusal)> DropAsync()
        {
            if (await CurrentAsync() is var (current, refusal) && current is null)
            {
                return (0, refusal);
            }
            await connection.ExecuteAsync(new CommandDefinition(
                "update env.draft_feature set dropped = true, revision = revision + 1 where draft_id = @Id and number = @Number", new { draft.Id, current.Number },
                    cancellationToken: cancellationToken));
            return (current.Number, null);
        }

        /// <summary>The feature becomes what it was before an operation, unless another has changed it since: that is never thrown away unseen.</summary>
        public async Task<(int Number, Refusal? Refusal)> UndoAsync()
        {
            var of = await connection.QuerySingleOrDefaultAsync<Undone>(new CommandDefinition("""
                select o.feature_number as Number, o.before::text as Before, (to_jsonb(f) - 'geom' - 'revision') = (o.after - 'revision') as Stands,
                    (select last.author from env.draft_operation last where last.draft_id = o.draft_id and last.feature_number = o.feature_number order by last.number desc limit 1) as Last,
                    exists (select from env.draft_operation u where u.undoes = o.id) as Already
                from env.draft_operation o join env.draft_feature f on f.draft_id = o.draft_id and f.number = o.feature_number
                where o.id = @Of and o.draft_id = @Id
                """, new { request.Of, draft.Id }, cancellationToken: cancellationToken));
            if (of?.Number is not { } number)
            {
                return (0, Problems.BadField("of", "không có thao tác này trong bản dự thảo", "there is no such operation in the draft"));
            }
            var row = await RowAsync(number);
            if (row is null || !DraftSight.SeesLayer(caller, draft.Province, row.Layer))
            {
                return (0, Problems.UnknownDraftFeature(number.ToString(CultureInfo.InvariantCulture)));
            }
            // Whatever happened in between: what the operation made of it is what stands.
            if (!of.Stands)
            {
                return (0, Problems.UndoneMeanwhile(of.Already ? null : of.Last));
            }
            this.Before = row.Text;
            if (of.Before is null)
            {
                // What was taken in goes out again; it comes back by undoing that.
                await connection.ExecuteAsync(new CommandDefinition(
                    "update env.draft_feature set dropped = true, revision = revision + 1 where draft_id = @Id and number = @number", new { draft.Id, number }, cancellationToken: cancellationToken));
                return (number, null);
            }
            var was = JsonElement.Parse(of.Before);
            DraftShape? shape = null;
            if (was.GetProperty("shape") is { ValueKind: JsonValueKind.Object } drawn)
            {
                (shape, var unread) = DraftShape.Read(drawn, lattice, await StoodAsync(row));
                if (shape is null)
                {
                    return (0, unread);
                }
            }
            await connection.ExecuteAsync(new CommandDefinition("""
                update env.draft_feature f set name_vi = w.name_vi, name_en = w.name_en, attributes = w.attributes, shape = @shape::jsonb, geom = st_geomfromwkb(@wkb, 4326),
                    position_source = w.position_source, accuracy_m = w.accuracy_m, commune_id = w.commune_id, dropped = w.dropped, revision = f.revision + 1
                from jsonb_populate_record(null::env.draft_feature, @was::jsonb) w
                where f.draft_id = @Id and f.number = @number
                """, new { draft.Id, number, was = of.Before, shape = shape?.Json, wkb = shape?.Wkb }, cancellationToken: cancellationToken));
            return (number, null);
        }

        /// <summary>The feature that the operation is about, when it stands as it was read.</summary>
        async Task<(Row? Found, Refusal? Refusal)> CurrentAsync()
        {
            if (request.Number is not { } number || await RowAsync(number) is not { } row || !DraftSight.SeesLayer(caller, draft.Province, row.Layer))
            {
                return (null, Problems.UnknownDraftFeature((request.Number ?? 0).ToString(CultureInfo.InvariantCulture)));
            }
            if (row.Dropped)
            {
                return (null, Problems.DroppedAlready(number));
            }
            if (row.Revision != read)
            {
                var last = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
                    "select author from env.draft_operation where draft_id = @Id and feature_number = @number order by number desc limit 1", new { draft.Id, number },
                    cancellationToken: cancellationToken));
                return (null, Problems.ChangedMeanwhile(last ?? draft.MadeBy) with { Current = await ReadDrafts.FeatureAsync(connection, draft, number, caller, cancellationToken), Yours = request });
            }
            if (Allowed(row.Layer) is { } refused)
            {
                return (null, refused);
            }
            this.Before = row.Text;
            return (row, null);
        }

        Task<Row?> RowAsync(int number) => connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select number, layer, change, base_version as BaseVersion, position_source as PositionSource, accuracy_m as AccuracyM, dropped, revision, (to_jsonb(f) - 'geom')::text as Text
            from env.draft_feature f where draft_id = @Id and number = @number
            """, new { draft.Id, number }, cancellationToken: cancellationToken));

        /// <summary>What the feature looked like as it was taken in; null of one that is added.</summary>
        async Task<DraftShape?> StoodAsync(Row row) => row.BaseVersion is { } version ? await StoodAsync(connection, version, lattice, cancellationToken) : null;

        public static async Task<DraftShape?> StoodAsync(NpgsqlConnection connection, long version, Lattice lattice, CancellationToken cancellationToken)
        {
            var (wkb, annex, accuracyM) = await connection.QuerySingleAsync<(byte[], string?, double?)>(new CommandDefinition("""
                select st_asbinary(v.geom), a.shape::text, v.accuracy_m from env.feature_version v left join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id) where v.id = @version
                """, new { version }, cancellationToken: cancellationToken));
            return DraftShape.OfStanding(DraftShape.OfWkb(wkb), annex, lattice, accuracyM ?? 1_000);
        }

        /// <summary>A commune of the draft's province that a shape lies in, by a point on it; null of one that lies elsewhere.</summary>
        Task<int?> CommuneAsync(DraftShape shape) => connection.ExecuteScalarAsync<int?>(new CommandDefinition(
            "select c.id from env.communes_near(st_pointonsurface(st_geomfromwkb(@Wkb, 4326))) c where c.province_code = @Province limit 1", new { shape.Wkb, draft.Province },
                cancellationToken: cancellationToken));

        Task<int> CountAsync() => connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*)::integer from env.draft_feature where draft_id = @Id", new { draft.Id }, cancellationToken: cancellationToken));

        async Task<Layer?> LayerAsync(string id) => await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "select definition::text from env.layer where id = @id", new { id }, cancellationToken: cancellationToken)) is { } definition ? Layer.Read(id, definition, out _) : null;

        Refusal? Allowed(string layer) => caller.Grants.Any(grant => Capabilities.Allows(grant.Role, Act.Draft) && grant.Scope.Communes is null && grant.Scope.HoldsLayer(layer)
            && grant.Scope.HoldsArea(draft.Province, null)) ? null : Problems.NotAllowed();

        Refusal? Names() => request.Name is not { Vi: { } vi } || string.IsNullOrWhiteSpace(vi) ? Problems.BadField("name.vi", "bắt buộc phải có", "it is required")
            : vi.Length > 300 || request.Name.En?.Length > 300 ? Problems.BadField("name", "dài nhất 300 ký tự", "300 characters are the most") : null;

        /// <summary>Which values the layer's file does not take. What is still to be filled in is told when the draft is checked.</summary>
        async Task<Refusal?> AttributesAsync(string layer)
        {
            var problems = await connection.ExecuteScalarAsync<string[]>(new CommandDefinition(
                "select env.value_problems(rules, @attributes::jsonb) from env.layer where id = @layer", new { layer, attributes = Given() }, cancellationToken: cancellationToken));
            return problems?.FirstOrDefault(one => !one.EndsWith(":required:", StringComparison.Ordinal))?.Split(':', 3) is [var name, var rule, var given] ? Problems.BadAttribute(name, rule,
                given) : null;
        }

        string Given() => JsonSerializer.Serialize((request.Attributes ?? []).Where(one => one.Value.ValueKind != JsonValueKind.Null).ToDictionary(one => one.Key,
            one => one.Value.ValueKind == JsonValueKind.String ? JsonSerializer.SerializeToElement(PlainText.Of(one.Value.GetString()!, keepLines: true)) : one.Value));

        /// <summary>How a position became known and how exact it is; what was so stays where nothing else is said.</summary>
        (string? Source, double? AccuracyM, Refusal? Refusal) Position(string? source, double? accuracyM)
        {
            source = request.PositionSource ?? source ?? "digitised";
            if (!Vocabularies.MeasuredPositions.Contains(source, StringComparer.Ordinal) && request.PositionSource is not null)
            {
                var known = string.Join(", ", Vocabularies.MeasuredPositions);
                return (null, null, Problems.BadField("positionSource", $"chọn một trong {known}", $"use one of {known}"));
            }
            var least = PositionAccuracy.LeastM(source);
            accuracyM = request.AccuracyM ?? accuracyM ?? 10;
            return accuracyM >= least && accuracyM <= 100_000 ? (source, accuracyM, null) : (null, null, Problems.BadField("accuracyM",
                string.Create(CultureInfo.GetCultureInfo("vi"), $"cần số mét, với nguồn này từ {least} đến 100000"), string.Create(CultureInfo.InvariantCulture,
                    $"it takes metres, {least} to 100000 for this source")));
        }

    }

    /// <summary>What the feature looked like as it was taken in; null of one that is added.</summary>
    public static Task<DraftShape?> StoodAsync(NpgsqlConnection connection, long version, Lattice lattice, CancellationToken cancellationToken) =>
        Change.StoodAsync(connection, version, lattice, cancellationToken);

    sealed class Standing
    {
        public long Version { get; init; }
        public required string Layer { get; init; }
        public bool Demonstration { get; init; }
        public byte[]? Wkb { get; init; }
        public string? Annex { get; init; }
        public double? AccuracyM { get; init; }
        public string? Province { get; init; }
        public int? Taken { get; init; }
    }

    sealed record Row(int Number, string Layer, string Change, long? BaseVersion, string? PositionSource, double? AccuracyM, bool Dropped, long Revision, string Text);

    sealed record Undone(int? Number, string? Before, bool Stands, string? Last, bool Already);
}
