using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.Annex;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>One change of one feature of a draft, while nobody else changes the draft: what each kind does stands in a file of its own. Nothing of it is kept when it is refused.</summary>
sealed partial class FeatureChange(NpgsqlConnection connection, Draft draft, Caller caller, ChangeDraft.Change request, RecipesOfAct recipes, CancellationToken cancellationToken)
{
    const int MostFeatures = 500;

    readonly Lattice lattice = DraftShape.LatticeOf(draft.Epsg, draft.Decimals);

    /// <summary>The feature as it was; null of one that was not there.</summary>
    string? before;

    /// <summary>A change that was made.</summary>
    /// <param name="Number">The feature in the draft.</param>
    /// <param name="Before">Its row as it was; null of one that was not there.</param>
    public sealed record Made(string Kind, int Number, string? Before);

    /// <summary>What each kind of change says, beside its kind.</summary>
    static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["add"] = ["layer", "name", "attributes", "shape", "positionSource", "accuracyM", "recipe"],
        ["take"] = ["feature", "shape", "positionSource", "accuracyM", "recipe", "detach"],
        ["retire"] = ["feature"],
        ["draw"] = ["number", "read", "shape", "positionSource", "accuracyM", "recipe", "detach"],
        ["describe"] = ["number", "read", "name", "attributes", "positionSource", "accuracyM"],
        ["drop"] = ["number", "read"],
    };

    /// <summary>What a change says that its kind has no use for: somebody meant something by it that would not be done. Null of one that is clear.</summary>
    public static Refusal? Unclear(ChangeDraft.Change change)
    {
        if (!Members.TryGetValue(change.Kind, out var taken))
        {
            var kinds = string.Join(", ", Members.Keys);
            return Problems.BadField("kind", $"chọn một trong {kinds}, together, undo", $"use one of {kinds}, together, undo");
        }
        (string Name, bool Said)[] said =
        [
            ("number", change.Number is not null), ("feature", change.Feature is not null), ("layer", change.Layer is not null), ("name", change.Name is not null),
            ("attributes", change.Attributes is not null), ("shape", change.Shape is { ValueKind: not JsonValueKind.Null }), ("positionSource", change.PositionSource is not null),
            ("accuracyM", change.AccuracyM is not null), ("read", change.Read is not null), ("recipe", change.Recipe is not null),
            ("detach", change.Detach is not null),
        ];
        return Array.Find(said, one => one.Said && !taken.Contains(one.Name)).Name is { } surplus
            ? Problems.BadField(surplus, $"thao tác “{change.Kind}” không dùng mục này", $"“{change.Kind}” takes no such field") : null;
    }

    public async Task<(Made? Made, Refusal? Refusal)> DoAsync()
    {
        var (number, refusal) = request.Kind switch
        {
            "add" => await AddAsync(),
            "take" => await TakeAsync("change"),
            "retire" => await TakeAsync("retire"),
            "draw" => await DrawAsync(),
            "describe" => await DescribeAsync(),
            _ => await DropAsync(),
        };
        return refusal is null ? (new(request.Kind, number, before), null) : (null, refusal);
    }

    /// <summary>The feature that the change is about, when it stands as it was read.</summary>
    async Task<(Row? Found, Refusal? Refusal)> CurrentAsync()
    {
        if (request.Number is not { } number || await RowAsync(connection, draft, number, cancellationToken) is not { } row || !DraftSight.SeesLayer(caller, draft.Province, row.Layer))
        {
            return (null, Problems.UnknownDraftFeature((request.Number ?? 0).ToString(CultureInfo.InvariantCulture)));
        }
        if (row.Dropped)
        {
            return (null, Problems.DroppedAlready(number));
        }
        if (row.Revision != request.Read)
        {
            var last = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
                "select author from env.draft_operation where draft_id = @Id and feature_number = @number order by number desc limit 1", new { draft.Id, number },
                cancellationToken: cancellationToken));
            return (null, Problems.ChangedMeanwhile(last ?? draft.MadeBy) with { Current = await ReadDrafts.FeatureAsync(connection, draft, number, caller, cancellationToken), Yours = request });
        }
        if (!DraftSight.May(caller, Act.Draft, draft.Province, row.Layer))
        {
            return (null, Problems.NotAllowed());
        }
        before = row.Text;
        return (row, null);
    }

    /// <summary>A feature of the draft as its table has it; null when it has none of that number.</summary>
    public static Task<Row?> RowAsync(NpgsqlConnection connection, Draft draft, int number, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("""
            select number, layer, change, base_version as BaseVersion, feature_id as FeatureId, recipe::text as Recipe, detached, position_source as PositionSource, accuracy_m as AccuracyM,
                shape is not null as Drawn, dropped, revision, (to_jsonb(f) - 'geom')::text as Text
            from env.draft_feature f where draft_id = @Id and number = @number
            """, new { draft.Id, number }, cancellationToken: cancellationToken));

    /// <summary>What the feature looked like as it was taken in; null of one that is added.</summary>
    async Task<DraftShape?> StoodAsync(Row row) => row.BaseVersion is { } version ? await ReadDrafts.StoodAsync(connection, version, lattice, cancellationToken) : null;

    /// <summary>What it looks like from now on: as it was sent, or as the recipe that was sent makes it, which the service does itself so that the two agree.</summary>
    /// <param name="feature">In force; null of one that is added.</param>
    /// <param name="stood">What it looked like as it was taken in.</param>
    /// <param name="built">The recipe that it has; null of what was drawn.</param>
    /// <returns>The recipe that it has then and why it lost the one that it had; no shape where none was sent.</returns>
    async Task<(DraftShape? Shape, KeptRecipe? Recipe, string? Detached, Refusal? Refusal)> ShapeAsync(string layer, long? feature, DraftShape? stood, KeptRecipe? built)
    {
        var sent = request.Shape is { ValueKind: not JsonValueKind.Null } drawn ? drawn : (JsonElement?)null;
        var reason = string.IsNullOrWhiteSpace(request.Detach) ? null : request.Detach;
        if (reason is not null && (built is null || sent is null))
        {
            return (null, null, null, Problems.BadField("detach", "chỉ dùng khi vẽ tay một vùng đã dựng theo quy tắc", "it is for drawing by hand a zone that was built from rules"));
        }
        if (request.Recipe is { } form)
        {
            if (sent is not null)
            {
                return (null, null, null, Problems.BadField("shape", "hình do quy tắc dựng ra; bỏ mục này", "the recipe makes the shape; leave it out"));
            }
            var aim = new DraftRecipe.Aim(draft.Province, lattice, layer, feature, draft.Id);
            var (made, refusal) = await recipes.OfAsync(connection, aim, form, cancellationToken);
            if (made is null)
            {
                return (null, null, null, refusal);
            }
            var (shape, wrong) = DraftShape.Read(DraftShape.ElementOf(made.Shape), lattice, stood);
            return (shape, made.Kept, null, wrong is null ? null : wrong with { Field = "recipe" });
        }
        if (sent is null)
        {
            return (null, built, null, null);
        }
        var (read, unread) = DraftShape.Read(sent.Value, lattice, stood);
        // The same corners with better told stretches, or with a neighbour's node, are what the recipe makes.
        return read is null ? (null, null, null, unread) : reason is not null ? (read, null, reason, null)
            : built is null || built.Content == read.ContentHash ? (read, built, null, null) : (null, null, null, Problems.BuiltByRecipe());
    }

    /// <summary>The clause that a recipe is for is the feature's own.</summary>
    static string? ClauseOf(KeptRecipe? recipe) => recipe?.Clause is { } clause ? JsonSerializer.Serialize(new { clause }) : null;

    /// <summary>A commune of the draft's province that a shape lies in, by a point on it; null of one that lies elsewhere.</summary>
    Task<int?> CommuneAsync(DraftShape shape) => connection.ExecuteScalarAsync<int?>(new CommandDefinition(
        "select c.id from env.communes_near(st_pointonsurface(st_geomfromwkb(@Wkb, 4326))) c where c.province_code = @Province limit 1", new { shape.Wkb, draft.Province },
        cancellationToken: cancellationToken));

    async Task<Refusal?> FullAsync()
    {
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*)::integer from env.draft_feature where draft_id = @Id", new { draft.Id }, cancellationToken: cancellationToken));
        return count < MostFeatures ? null
            : Problems.BadField("kind", $"một bản dự thảo có nhiều nhất {MostFeatures} đối tượng", $"{MostFeatures} features are the most in a draft");
    }

    Refusal? Names() => request.Name is not { Vi: { } vi } || string.IsNullOrWhiteSpace(vi) ? Problems.BadField("name.vi", "bắt buộc phải có", "it is required")
        : vi.Length > 300 || request.Name.En?.Length > 300 ? Problems.BadField("name", "dài nhất 300 ký tự", "300 characters are the most") : null;

    /// <summary>Which values the layer's file does not take. What is still to be filled in is told when the draft is checked.</summary>
    async Task<Refusal?> AttributesAsync(string layer)
    {
        var problems = await connection.ExecuteScalarAsync<string[]>(new CommandDefinition(
            "select env.value_problems(rules, @attributes::jsonb) from env.layer where id = @layer", new { layer, attributes = Given() }, cancellationToken: cancellationToken));
        return problems?.FirstOrDefault(one => !one.EndsWith(":required:", StringComparison.Ordinal))?.Split(':', 3) is [var name, var rule, var given]
            ? Problems.BadAttribute(name, rule, given) : null;
    }

    string Given() => JsonSerializer.Serialize((request.Attributes ?? []).Where(one => one.Value.ValueKind != JsonValueKind.Null).ToDictionary(one => one.Key,
        one => one.Value.ValueKind == JsonValueKind.String ? JsonSerializer.SerializeToElement(PlainText.Of(one.Value.GetString()!, keepLines: true)) : one.Value));

    /// <summary>How a position became known and how exact it is. Where nothing is said it is as exact as the least exact stretch of its border.</summary>
    /// <param name="source">As it stood; null of one that is added.</param>
    /// <param name="accuracyM">As it stood, metres.</param>
    /// <param name="shape">As it is drawn now; null where its border stays as it was.</param>
    (string? Source, double? AccuracyM, Refusal? Refusal) Position(string? source, double? accuracyM, DraftShape? shape)
    {
        if (request.PositionSource is { } told && !Vocabularies.MeasuredPositions.Contains(told, StringComparer.Ordinal))
        {
            var known = string.Join(", ", Vocabularies.MeasuredPositions);
            return (null, null, Problems.BadField("positionSource", $"chọn một trong {known}", $"use one of {known}"));
        }
        source = request.PositionSource ?? source ?? (shape is null ? null : "digitised");
        var least = PositionAccuracy.LeastM(source);
        accuracyM = request.AccuracyM ?? (shape is null ? accuracyM : Math.Max(shape.AccuracyM, least));
        return accuracyM is null || accuracyM >= least && accuracyM <= Stretch.CoarsestM ? (source, accuracyM, null) : (null, null, Problems.BadField("accuracyM",
            string.Create(CultureInfo.GetCultureInfo("vi"), $"cần số mét, với nguồn này từ {least} đến {Stretch.CoarsestM}"),
            string.Create(CultureInfo.InvariantCulture, $"it takes metres, {least} to {Stretch.CoarsestM} for this source")));
    }

    /// <param name="Text">All of it but its derived geometry, as JSON.</param>
    public sealed record Row(int Number, string Layer, string Change, long? BaseVersion, long? FeatureId, string? Recipe, string? Detached, string? PositionSource, double? AccuracyM,
        bool Drawn, bool Dropped, long Revision, string Text);
}
