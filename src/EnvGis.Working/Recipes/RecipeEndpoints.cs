using EnvGis.Access;
using EnvGis.Drafts;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Recipes;

/// <summary>Zones that are built from rules: what a recipe would make, whether a zone is what its recipe makes, and what has changed since. A draft takes it by its own operations.</summary>
public static class RecipeEndpoints
{
    public static void MapRecipes(this IEndpointRouteBuilder endpoints)
    {
        var drafts = endpoints.MapGroup("/api/drafts/{id}").WithCheckedBodies();
        drafts.MapPost("/recipes/try", TryRecipe.Handle).WithName("tryRecipe").ForDrafting()
            .Says("Thử dựng một vùng theo quy tắc: hình, diện tích, phần bị bỏ; không ghi gì", "What a recipe would make: shape, area, parts left out; writes nothing").Takes(ReadDrafts.DraftId);
        drafts.MapGet("/features/{number}/recipe", ReadRecipe.OfDraft).WithName("draftRecipe").ForDrafting()
            .Says("Quy tắc của một đối tượng trong bản dự thảo: dựng lại có đúng hình không, nguồn nào đã đổi", "The recipe of a feature of a draft: whether it makes the shape again, and which source has changed")
            .Takes(ReadDrafts.DraftId, ReadDrafts.FeatureNumber);
        var recipes = endpoints.MapGroup("/api/recipes").WithCheckedBodies();
        recipes.MapGet("", ReadRecipe.List).WithName("outdatedRecipes").ForDrafting()
            .Says("Các vùng đang có hiệu lực mà nguồn hoặc ranh giới dùng để dựng đã đổi", "Zones in force of which a source or boundary has changed since they were built").Reads(Parameter.After);
        recipes.MapGet("/distances", KnownDistances).WithName("recipeDistances").ForDrafting()
            .Says("Các khoảng cách tối thiểu có nguồn văn bản mà người lập có thể chọn", "Least distances of documents that a planner may take, each with its source");
        recipes.MapGet("/{id}", ReadRecipe.InForce).WithName("recipe").ForDrafting()
            .Says("Quy tắc của một vùng đang có hiệu lực: dựng lại có đúng hình không, nguồn nào đã đổi, phần chênh lệch", "The recipe of a zone in force: whether it makes the shape again, what has changed, and the difference")
            .Takes(ReadRecipe.ZoneId);
    }

    /// <summary>None is applied by itself.</summary>
    public sealed record Distances(IReadOnlyList<KnownDistance> Known);

    static Ok<Distances> KnownDistances(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new Distances(KnownDistance.All));
    }
}
