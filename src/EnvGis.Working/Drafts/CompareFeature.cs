using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Drafts;

/// <summary>A feature of a draft beside what it was when it was taken in: area that is gained and lost, corners that moved and how far, and what is told of it otherwise.</summary>
static class CompareFeature
{
    /// <summary>Corners of a comparison that are told one by one.</summary>
    const int MostCorners = 500;

    /// <param name="Grid">On the printed numbers; null where either was never drawn.</param>
    /// <param name="GroundBeforeM2">On the ellipsoid; null of a feature that is added.</param>
    /// <param name="GroundAfterM2">On the ellipsoid; null of one that ends.</param>
    /// <param name="BaseChanged">Whether another version is in force by now than the one compared with.</param>
    public sealed record Compared(Grid? Grid, double? GroundBeforeM2, double? GroundAfterM2, IReadOnlyList<Told> Changed, bool BaseChanged);

    /// <summary>Square metres and metres of the grid.</summary>
    /// <param name="Gained">What only the draft has.</param>
    /// <param name="Lost">What only the feature in force has.</param>
    /// <param name="Moved">The first 500.</param>
    /// <param name="IsAll">Whether all corners that differ are named.</param>
    public sealed record Grid(
        double BeforeM2, double AfterM2, double Gained, double Lost, IReadOnlyList<Moved> Moved, IReadOnlyList<IReadOnlyList<long>> Added, IReadOnlyList<IReadOnlyList<long>> Removed,
        int Stretches, bool IsAll);

    /// <param name="From">East and north in lattice units.</param>
    public sealed record Moved(IReadOnlyList<long> From, IReadOnlyList<long> To, double DistanceM);

    /// <summary>What is told of it, before and after; without what its decision fills in.</summary>
    /// <param name="Name">name, or an attribute of the layer.</param>
    /// <param name="Title">As people call it.</param>
    public sealed record Told(string Name, Text Title, JsonElement? Before, JsonElement? After);

    public static async Task<Results<Ok<Compared>, Refusal>> Handle(
        string id, string number, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var one) || await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"""
                select f.layer, f.change, f.shape::text as Shape, f.base_version as BaseVersion, {ReadDrafts.BaseChangedSql} as BaseChanged, env.area_m2(v.geom) as GroundBeforeM2,
                    env.area_m2(f.geom) as GroundAfterM2, f.name_vi as NameVi, v.name_vi as WasNameVi, (f.attributes - filled.names)::text as Attributes,
                    (v.attributes - filled.names)::text as WasAttributes,
                    (select jsonb_object_agg(t ->> 'name', t -> 'title') from jsonb_array_elements(l.definition -> 'attributes') t)::text as Titles
                from env.draft_feature f
                join env.layer l on l.id = f.layer
                cross join lateral (select case when l.by_decision then env.decided_attributes() else array[]::text[] end as names) filled
                left join env.feature_version v on v.id = f.base_version
                where f.draft_id = @Id and f.number = @one
                """, new { draft.Id, one }, cancellationToken: cancellationToken)) is not { } row || !DraftSight.SeesLayer(caller, draft.Province, row.Layer))
        {
            return Problems.UnknownDraftFeature(number);
        }
        context.Response.Headers.CacheControl = "no-store";
        var ends = row.Change == "retire";
        Grid? grid = null;
        try
        {
            if (row.BaseVersion is { } version && row.Shape is not null && !ends)
            {
                var lattice = DraftShape.LatticeOf(draft.Epsg, draft.Decimals);
                var stood = await ReadDrafts.StoodAsync(connection, version, lattice, cancellationToken);
                grid = stood is null ? null : GridOf(Comparison.Of(AnnexShape.Read(JsonElement.Parse(stood.Json)), AnnexShape.Read(JsonElement.Parse(row.Shape))));
            }
        }
        catch (AnnexException)
        {
            // What stands is not valid on the lattice: its areas on the ground are told all the same.
        }
        return TypedResults.Ok(new Compared(grid, row.GroundBeforeM2, ends ? null : row.GroundAfterM2, ends ? [] : TellOf(row), row.BaseChanged));
    }

    static Grid GridOf(Comparison compared) => new(compared.AreaBeforeM2, compared.AreaAfterM2, compared.GainedM2, compared.LostM2,
        [.. compared.Moved.Take(MostCorners).Select(one => new Moved(Pair(one.From), Pair(one.To), one.DistanceM))], Pairs(compared.Added), Pairs(compared.Removed), compared.Stretches.Length,
        compared.Moved.Length <= MostCorners && compared.Added.Length <= MostCorners && compared.Removed.Length <= MostCorners);

    static IReadOnlyList<Told> TellOf(Row row)
    {
        var told = new List<Told>();
        if (row.WasNameVi is null)
        {
            return told;
        }
        if (row.WasNameVi != row.NameVi)
        {
            told.Add(new("name", new("Tên", "Name"), JsonSerializer.SerializeToElement(row.WasNameVi), JsonSerializer.SerializeToElement(row.NameVi)));
        }
        var titles = row.Titles is null ? [] : JsonSerializer.Deserialize<Dictionary<string, Text>>(row.Titles, JsonSerializerOptions.Web)!;
        var (was, now) = (Values(row.WasAttributes), Values(row.Attributes));
        foreach (var name in was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (before, after) = (was.TryGetValue(name, out var one) ? one : (JsonElement?)null, now.TryGetValue(name, out var other) ? other : (JsonElement?)null);
            if (before is null || after is null || !JsonElement.DeepEquals(before.Value, after.Value))
            {
                told.Add(new(name, titles.GetValueOrDefault(name) ?? new(name, name), before, after));
            }
        }
        return told;

        static Dictionary<string, JsonElement> Values(string? json) => json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
    }

    static IReadOnlyList<long> Pair(Corner corner) => [corner.East, corner.North];

    static IReadOnlyList<IReadOnlyList<long>> Pairs(ImmutableArray<Corner> corners) => [.. corners.Take(MostCorners).Select(Pair)];

    sealed record Row(
        string Layer, string Change, string? Shape, long? BaseVersion, bool BaseChanged, double? GroundBeforeM2, double? GroundAfterM2, string NameVi, string? WasNameVi, string Attributes,
        string? WasAttributes, string? Titles);
}
