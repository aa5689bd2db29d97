using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>
/// What is wrong with a draft, by the catalogue of <see cref="Checks"/> on the numbers that its annex will print, beside the zones in force around it; and what its layers want filled in. What was so
/// before the draft is told apart: nobody has to mend the world. Errors stop a submission; a warning wants a reason, which the reviewer reads and which lasts as long as the shapes it was given for.
/// </summary>
static class CheckDraft
{
    /// <summary>How far around the draft zones in force are looked at.</summary>
    const double AroundM = 50;

    /// <param name="Errors">New ones, which stop a submission.</param>
    /// <param name="Warnings">New ones without a reason, which stop it too.</param>
    public sealed record Findings(int Errors, int Warnings, IReadOnlyList<Finding> Found);

    /// <param name="Key">By which an acceptance names it.</param>
    /// <param name="State">new: by this draft; standing: in force so already; accepted: with its reason.</param>
    /// <param name="At">Longitude, latitude; null of what has no place.</param>
    /// <param name="Text">What is wrong, as a sentence.</param>
    /// <param name="Reason">Of one that was accepted, and who accepted it.</param>
    public sealed record Finding(
        string Code, [property: OneOf("error", "warning")] string Severity, [property: OneOf("new", "standing", "accepted")] string State, string Key, IReadOnlyList<Concerned> Features,
        [property: Numbers(2)] double[]? At, double? AreaM2, double? WidthM, string Pointer, Text Text, string? Reason, string? By);

    /// <param name="Number">In the draft; null of a zone in force beside it.</param>
    /// <param name="Id">In force; null of one that is added.</param>
    public sealed record Concerned(int? Number, long? Id, string Name);

    /// <param name="Key">Of the finding.</param>
    public sealed record AcceptanceRequest([property: Required, StringLength(300)] string Key, [property: JsonConverter(typeof(PlainLines)), StringLength(2000)] string? Reason);

    public static async Task<Results<Ok<Findings>, Refusal>> List(string id, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await OfAsync(connection, draft, caller, cancellationToken));
    }

    /// <summary>A warning is meant to be so: with a reason, for the shapes as they are now.</summary>
    public static async Task<Results<Ok<Findings>, Refusal>> Accept(
        string id, AcceptanceRequest request, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            return Problems.BadField("reason", "hãy ghi lý do, tối đa 2000 ký tự", "give the reason, 2000 characters at most");
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken, keep: true) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        if (!StepDraft.May(caller, Act.Draft, draft.Province))
        {
            return Problems.NotAllowed();
        }
        var looked = await LookAsync(connection, draft, cancellationToken);
        if (looked.Found.FirstOrDefault(one => one.Key == request.Key) is not { Severity: "warning" } finding)
        {
            return Problems.BadField("key", "không có cảnh báo này; lỗi thì phải sửa, không chấp nhận được", "there is no such warning; an error is to be mended, not accepted");
        }
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into env.draft_acceptance (draft_id, key, of_shapes, reason, author, person_id) values (@Id, @Key, @shapes, @Reason, @Author, @PersonId)
            """, new { draft.Id, request.Key, shapes = looked.HashOf(finding), request.Reason, caller.Author, caller.PersonId }, transaction, cancellationToken: cancellationToken));
        await AuditTrail.AppendAsync(connection, caller.Actor, "accept-finding", draft.Subject, new { request.Key, request.Reason }, draft.Concern, cancellationToken);
        var answer = await OfAsync(connection, draft, caller, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(answer);
    }

    /// <summary>Whether it may be submitted; null when nothing is in the way.</summary>
    public static async Task<Refusal?> StopsAsync(NpgsqlConnection connection, Draft draft, Caller caller, CancellationToken cancellationToken) =>
        await OfAsync(connection, draft, caller, cancellationToken) is var findings && findings.Errors + findings.Warnings > 0 ? Problems.DraftHasFindings(findings.Errors, findings.Warnings) : null;

    static async Task<Findings> OfAsync(NpgsqlConnection connection, Draft draft, Caller caller, CancellationToken cancellationToken)
    {
        var looked = await LookAsync(connection, draft, cancellationToken);
        var accepted = (await connection.QueryAsync<(string Key, byte[] Shapes, string Reason, string Author)>(new CommandDefinition(
            "select distinct on (key) key, of_shapes, reason, author from env.draft_acceptance where draft_id = @Id order by key, id desc", new { draft.Id }, cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Key, StringComparer.Ordinal);
        var found = looked.Found.Select(one => one.State == "new" && accepted.TryGetValue(one.Key, out var given) && given.Shapes.AsSpan().SequenceEqual(looked.HashOf(one))
            ? one with { State = "accepted", Reason = given.Reason, By = given.Author } : one)
            .Where(one => looked.Layers(one).All(layer => DraftSight.SeesLayer(caller, draft.Province, layer))).ToList();
        return new(found.Count(one => one is { State: "new", Severity: "error" }), found.Count(one => one is { State: "new", Severity: "warning" }), found);
    }

    // Properties, not parameters: the driver gives arrays no element type before they are read.
    sealed class Row
    {
        public int Number { get; init; }
        public long? FeatureId { get; init; }
        public required string Layer { get; init; }
        public required string Change { get; init; }
        public required string Name { get; init; }
        public string? Shape { get; init; }
        public long? BaseVersion { get; init; }
        public string? State { get; init; }
        public required string[] Missing { get; init; }
    }

    sealed class Neighbour
    {
        public long Id { get; init; }
        public long Version { get; init; }
        public required string Layer { get; init; }
        public required string Name { get; init; }
        public required byte[] Wkb { get; init; }
        public string? Annex { get; init; }
    }

    /// <summary>What was found, and of which shapes.</summary>
    sealed record Looked(IReadOnlyList<Finding> Found, IReadOnlyDictionary<long, (string Layer, string Shape)> Shapes)
    {
        public byte[] HashOf(Finding finding) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', finding.Features.Select(one => Shapes[Key(one)].Shape))));

        public IEnumerable<string> Layers(Finding finding) => finding.Features.Select(one => Shapes[Key(one)].Layer);

        static long Key(Concerned one) => one.Id ?? -one.Number!.Value;
    }

    static async Task<Looked> LookAsync(NpgsqlConnection connection, Draft draft, CancellationToken cancellationToken)
    {
        var lattice = DraftShape.LatticeOf(draft.Epsg, draft.Decimals);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition("""
            select f.number, f.feature_id as FeatureId, f.layer, f.change, f.name_vi as Name, f.shape::text as Shape, f.base_version as BaseVersion,
                published.state_of(l.classes, f.attributes) as State,
                array(select split_part(p, ':', 1) from unnest(env.value_problems(l.rules, f.attributes)) p where split_part(p, ':', 2) = 'required') as Missing
            from env.draft_feature f join env.layer l on l.id = f.layer
            where f.draft_id = @Id and not f.dropped
            order by f.number
            """, new { draft.Id }, cancellationToken: cancellationToken))).AsList();
        var neighbours = (await connection.QueryAsync<Neighbour>(new CommandDefinition("""
            select p.id, p.version_id as Version, p.layer, p.name_vi as Name, st_asbinary(p.geom) as Wkb, a.shape::text as Annex
            from published.feature p
            join env.layer l on l.id = p.layer and l.by_decision
            join env.feature_version v on v.id = p.version_id
            left join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id)
            where not p.demonstration and st_dimension(p.geom) = 2
                and exists (select from env.draft_feature f where f.draft_id = @Id and not f.dropped and st_expand(f.geom, @around) && p.geom)
                and not exists (select from env.draft_feature f where f.draft_id = @Id and not f.dropped and f.feature_id = p.id)
            order by p.id
            """, new { draft.Id, around = AroundM / 100_000 }, cancellationToken: cancellationToken))).AsList();

        var (drawn, stood) = (new List<(long, AnnexShape)>(), new List<(long, AnnexShape)>());
        var (shapes, names) = (new Dictionary<long, (string, string)>(), new Dictionary<long, Concerned>());
        var found = new List<Finding>();
        foreach (var row in rows)
        {
            var key = row.FeatureId ?? -row.Number;
            names[key] = new(row.Number, row.FeatureId, row.Name);
            shapes[key] = (row.Layer, row.Shape ?? "");
            if (row.BaseVersion is { } version)
            {
                stood.Add((key, Read((await ChangeDraft.StoodAsync(connection, version, lattice, cancellationToken))!.Json)));
            }
            if (row.Change == "retire")
            {
                continue;
            }
            if (row.Shape is not null)
            {
                drawn.Add((key, Read(row.Shape)));
            }
            else
            {
                found.Add(Plain("not-drawn", names[key], new("Đối tượng chưa được vẽ.", "The feature is not drawn yet.")));
            }
            if (row.State is "proposed" or "repealed")
            {
                found.Add(Plain("not-in-force", names[key], new("Tình trạng pháp lý chưa phải là “đang có hiệu lực”.", "Its legal status is not “in force”.")));
            }
            found.AddRange(row.Missing.Select(name => Plain("missing-attribute", names[key], new($"Thiếu thuộc tính bắt buộc “{name}”.", $"The required attribute “{name}” is missing."), name)));
        }
        var ours = drawn.Select(one => one.Item1).ToHashSet();
        foreach (var one in neighbours)
        {
            var shape = Read(DraftShape.OfStanding(DraftShape.OfWkb(one.Wkb), one.Annex, lattice, 1_000).Json);
            names[one.Id] = new(null, one.Id, one.Name);
            shapes[one.Id] = (one.Layer, one.Version.ToString(CultureInfo.InvariantCulture));
            drawn.Add((one.Id, shape));
            stood.Add((one.Id, shape));
        }
        var before = Checks.All(stood).Select(one => one.Key(lattice, Tolerances.InUse)).ToHashSet(StringComparer.Ordinal);
        foreach (var problem in Checks.All(drawn).Where(one => one.Ids.Any(ours.Contains)))
        {
            var key = problem.Key(lattice, Tolerances.InUse);
            found.Add(new(problem.Code, Checks.Codes[problem.Code] ? "error" : "warning", before.Contains(key) ? "standing" : "new", key, [.. problem.Ids.Select(id => names[id])],
                [problem.Longitude, problem.Latitude], problem.AreaM2, problem.WidthM, problem.Pointer, FindingWords.Of(problem), null, null));
        }
        return new(found, shapes);

        static AnnexShape Read(string json) => AnnexShape.Read(System.Text.Json.JsonElement.Parse(json));

        static Finding Plain(string code, Concerned feature, Text text, string? part = null) =>
            new(code, "error", "new", string.Join(' ', new[] { code, $"{feature.Number}", part }.OfType<string>()), [feature], null, null, null, "", text, null, null);
    }
}
