using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Drafts;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Recipes;

/// <summary>Recipes beside what stands: whether a zone is what its recipe makes, and what it would be made of today.</summary>
static class ReadRecipe
{
    const int PageSize = 50;

    public static readonly Parameter ZoneId = new("id", "Số của vùng đang có hiệu lực", "Number of the zone in force") { Required = true, Example = "1" };

    /// <param name="Next">Address of the page after this; null on the last.</param>
    public sealed record Page(IReadOnlyList<Outdated> Zones, string? Next);

    /// <param name="Changed">How many of its sources and boundaries are others by now.</param>
    public sealed record Outdated(long Id, string Code, string Layer, Text Name, string Province, int Changed);

    /// <param name="Feature">In force; null of one that a draft adds.</param>
    /// <param name="Again">The recipe to be sent again, in an operation; null where not all of it can be seen.</param>
    /// <param name="Proof">Null where not all of it can be seen, where the draft's grid is another, or where it could not be built again in time.</param>
    /// <param name="Difference">To what it would be today; null where nothing has changed, or where it cannot be built.</param>
    /// <param name="NotBuilt">Why it cannot be built of what stands today.</param>
    public sealed record Checked(
        long? Feature, string Layer, Text Name, string Province, int Epsg, int Decimals, RecipeAnswers.Told Recipe, RecipeForm? Again, Proof? Proof, Difference? Difference, Text? NotBuilt);

    /// <param name="Same">Corner by corner.</param>
    /// <param name="Holds">Whether the shape may be what that kernel made: the same, or after another version of it a difference of 1 mm along the border at the most.</param>
    /// <param name="Kernel">That made the shape.</param>
    /// <param name="KernelNow">That was asked.</param>
    public sealed record Proof(bool Same, bool Holds, double DifferenceM2, double AllowedM2, string Kernel, string KernelNow);

    /// <param name="Before">As it stands, in WGS 84, longitude first.</param>
    /// <param name="After">As it would be.</param>
    public sealed record Difference(
        double BeforeM2, double AfterM2, double GainedM2, double LostM2, [property: FormOf(typeof(DraftAnswers.Outline))] JsonElement Before,
        [property: FormOf(typeof(DraftAnswers.Outline))] JsonElement After);

    public static async Task<Results<Ok<Page>, Refusal>> List(HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var after = query.Cursor("after", Number)?.Id ?? 0;
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition("""
            select v.feature_id as Id, i.code, v.layer, v.name_vi as NameVi, v.name_en as NameEn, coalesce(c.province_code, n.province_code) as Province, changed.count as Changed
            from env.legal_annex a
            join env.feature_version w on w.id = a.version_id
            join env.feature_version v on v.feature_id = w.feature_id and upper_inf(v.recorded) and v.valid @> env.today() and coalesce(v.annex_of, v.id) = a.version_id
            join env.feature i on i.id = v.feature_id
            left join env.commune c on c.id = v.commune_id
            left join lateral (select k.province_code from env.communes_near(st_pointonsurface(v.geom)) k limit 1) n on c.id is null
            cross join lateral (
                select count(*)::integer as count from env.recipe_inputs(a.recipe) r where r.version_id is distinct from r.current_id or r.hash is distinct from r.current_hash) changed
            where a.recipe is not null and v.feature_id > @after and changed.count > 0 and coalesce(c.province_code, n.province_code) is not null
                and (@provinces::text[] is null or coalesce(c.province_code, n.province_code) = any (@provinces))
            order by v.feature_id
            limit @limit
            """, new { after, provinces = DraftSight.Provinces(caller), limit = PageSize + 1 }, cancellationToken: cancellationToken))).AsList();
        var next = rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"/api/recipes?after={rows[PageSize - 1].Id}") : null;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Page([.. rows.Take(PageSize).Where(row => DraftSight.SeesLayer(caller, row.Province, row.Layer))
            .Select(row => new Outdated(row.Id, row.Code, row.Layer, new(row.NameVi, row.NameEn ?? row.NameVi), row.Province, row.Changed))], next));
    }

    public static async Task<Results<Ok<Checked>, Refusal>> InForce(
        string id, HttpContext context, Caller caller, WorkingDatabase database, LongAnswers places, CancellationToken cancellationToken)
    {
        Found found;
        await using (var connection = await database.Source.OpenConnectionAsync(cancellationToken))
        {
            if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var feature) || await connection.QuerySingleOrDefaultAsync<Built>(new CommandDefinition("""
                    select v.feature_id as Feature, v.layer, v.name_vi as NameVi, v.name_en as NameEn, coalesce(c.province_code, n.province_code) as Province, a.epsg,
                        a.decimals::integer as Decimals, a.shape::text as Shape, a.recipe::text as Recipe
                    from env.feature_version v
                    join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id)
                    left join env.commune c on c.id = v.commune_id
                    left join lateral (select k.province_code from env.communes_near(st_pointonsurface(v.geom)) k limit 1) n on c.id is null
                    where v.feature_id = @feature and upper_inf(v.recorded) and v.valid @> env.today() and a.recipe is not null
                    """, new { feature }, cancellationToken: cancellationToken)) is not { } built
                || !DraftSight.Sees(caller, built.Province) || !DraftSight.SeesLayer(caller, built.Province, built.Layer))
            {
                return Problems.UnknownRecipe(id);
            }
            found = await FindAsync(connection, built, null, caller, cancellationToken);
        }
        return await AnswerAsync(found, context, caller, places, cancellationToken);
    }

    public static async Task<Results<Ok<Checked>, Refusal>> OfDraft(
        string id, string number, HttpContext context, Caller caller, WorkingDatabase database, LongAnswers places, CancellationToken cancellationToken)
    {
        Found found;
        await using (var connection = await database.Source.OpenConnectionAsync(cancellationToken))
        {
            if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
            {
                return Problems.UnknownDraft(id);
            }
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var one) || await connection.QuerySingleOrDefaultAsync<Built>(new CommandDefinition("""
                    select f.feature_id as Feature, f.layer, f.name_vi as NameVi, f.name_en as NameEn, d.province_code as Province, d.epsg, d.decimals::integer as Decimals, f.shape::text as Shape,
                        f.recipe::text as Recipe
                    from env.draft_feature f join env.draft d on d.id = f.draft_id
                    where f.draft_id = @Id and f.number = @one
                    """, new { draft.Id, one }, cancellationToken: cancellationToken)) is not { } built || !DraftSight.SeesLayer(caller, draft.Province, built.Layer))
            {
                return Problems.UnknownDraftFeature(number);
            }
            if (built.Recipe is null)
            {
                return Problems.UnknownRecipe(number);
            }
            found = await FindAsync(connection, built, draft.Id, caller, cancellationToken);
        }
        return await AnswerAsync(found, context, caller, places, cancellationToken);
    }

    /// <summary>All that is computed of it, read: what it was made of, and what it would be made of today.</summary>
    static async Task<Found> FindAsync(NpgsqlConnection connection, Built built, long? draft, Caller caller, CancellationToken cancellationToken)
    {
        var kept = KeptRecipe.Read(built.Recipe)!;
        var told = await DraftRecipe.ToldAsync(connection, kept, caller, cancellationToken);
        var stands = AnnexShape.Read(JsonElement.Parse(built.Shape!));
        var then = told.IsWhole && kept.Lattice == stands.Lattice ? await DraftRecipe.GatherAgainAsync(connection, kept, cancellationToken) : null;
        var aim = new DraftRecipe.Aim(built.Province, new(Vn2000Zone.Find(built.Epsg)!, built.Decimals), built.Layer, built.Feature, draft);
        var (now, refusal) = told is { IsWhole: true, OutOfDate: true } ? await DraftRecipe.GatherAsync(connection, aim, caller, kept.Form, cancellationToken) : (null, null);
        return new(built, kept, told, stands, then, now, refusal);
    }

    static async Task<Results<Ok<Checked>, Refusal>> AnswerAsync(Found found, HttpContext context, Caller caller, LongAnswers places, CancellationToken cancellationToken)
    {
        IDisposable? place = null;
        if ((found.Then ?? found.Now) is not null && !places.TryTake(caller, out place, out var full))
        {
            return full;
        }
        using var taken = place;
        context.Response.Headers.CacheControl = "no-store";
        var (built, told) = (found.Built, found.Told);
        var proof = found.Then is { } then ? await ProofAsync(then, found.Stands, cancellationToken) : null;
        var (difference, notBuilt) = found.Now is { } now ? await DifferenceAsync(now, found.Stands, cancellationToken) : (null, found.Refusal);
        return TypedResults.Ok(new Checked(built.Feature, built.Layer, new(built.NameVi, built.NameEn ?? built.NameVi), built.Province, built.Epsg, built.Decimals, told,
            told.IsWhole ? found.Kept.Form : null, proof, difference, notBuilt is null ? null : new(notBuilt.Vi, notBuilt.En)));
    }

    static async Task<Proof?> ProofAsync(DraftRecipe.Gathered then, AnnexShape stands, CancellationToken cancellationToken)
    {
        try
        {
            return await DraftRecipe.MakeAgainAsync(then, cancellationToken) is { } again && Recipe.Prove(stands, again) is var compared
                ? new(compared.Same, compared.Holds(then.Kept.Kernel), compared.DifferenceM2, compared.AllowedM2, then.Kept.Kernel, Kernel.Version) : null;
        }
        catch (AnnexException)
        {
            return new(false, false, stands.AreaM2, 0, then.Kept.Kernel, Kernel.Version);
        }
    }

    static async Task<(Difference?, Refusal?)> DifferenceAsync(DraftRecipe.Gathered gathered, AnnexShape stands, CancellationToken cancellationToken)
    {
        var (now, refusal) = await DraftRecipe.BuildAsync(gathered, cancellationToken);
        if (now is null)
        {
            return (null, refusal);
        }
        try
        {
            var compared = Comparison.Of(stands, now.Shape);
            return (new(compared.AreaBeforeM2, compared.AreaAfterM2, compared.GainedM2, compared.LostM2, DraftShape.GeoJsonOf(stands.ToWgs84()), DraftShape.GeoJsonOf(now.Shape.ToWgs84())), null);
        }
        catch (AnnexException)
        {
            return (null, Problems.BadField("recipe", "không so sánh được hai hình", "the two shapes cannot be compared"));
        }
    }

    static Place? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number) : null;

    /// <summary>Where a page ended.</summary>
    sealed record Place(long Id);

    sealed record Row(long Id, string Code, string Layer, string NameVi, string? NameEn, string Province, int Changed);

    sealed record Built(long? Feature, string Layer, string NameVi, string? NameEn, string Province, int Epsg, int Decimals, string? Shape, string? Recipe);

    /// <param name="Then">What it was made of; null where it cannot be made again.</param>
    /// <param name="Now">What it would be made of; null where nothing has changed, or with the refusal.</param>
    sealed record Found(
        Built Built, KeptRecipe Kept, RecipeAnswers.Told Told, AnnexShape Stands, DraftRecipe.Gathered? Then, DraftRecipe.Gathered? Now, Refusal? Refusal);
}
