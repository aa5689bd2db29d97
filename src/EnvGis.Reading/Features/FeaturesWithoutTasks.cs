using System.Globalization;
using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace EnvGis.Features;

/// <summary>The features that no task of any plan is tied to: places that nobody is told to look after.</summary>
static class FeaturesWithoutTasks
{
    /// <param name="Total">Features without a task, before the choice of layers; null on all pages but the first.</param>
    /// <param name="Layers">How many of them are in each layer; null on all pages but the first.</param>
    /// <param name="Next">Address of the page after this; null on the last.</param>
    public sealed record Answer(int? Total, IReadOnlyList<LayerCount>? Layers, IReadOnlyList<Untended> Features, string? Next);

    public sealed record LayerCount(string Layer, int Features);

    /// <param name="Commune">Null when the feature belongs to no commune.</param>
    public sealed record Untended(
        long Id, string Code, string Layer, Text Name, UnlocatedFeatures.Unit? Commune, UnlocatedFeatures.Unit? Province, bool Unlocated, bool Demonstration);

    // All that are kept counted, without those that are tied, of which there are few.
    const string Counts = """
        with tied as (
            select f.layer, count(*) as features from feature f
            where f.id = any(array(select feature_id from tie))
              and (@provinces::text[] is null or f.province_code = any(@provinces)) and (@communes::text[] is null or f.commune_code = any(@communes))
            group by f.layer)
        select f.layer, (sum(f.features) - coalesce(min(t.features), 0))::integer as features
        from tally f join layer l on l.id = f.layer left join tied t on t.layer = f.layer
        where (@provinces::text[] is null or f.province_code = any(@provinces)) and (@communes::text[] is null or f.commune_code = any(@communes))
        group by f.layer, l.sort_order having sum(f.features) > coalesce(min(t.features), 0) order by l.sort_order, f.layer
        """;

    const string Page = """
        select f.id, f.code, f.layer, f.name_vi as NameVi, coalesce(f.name_en, f.name_vi) as NameEn, f.commune_code as CommuneCode, c.name as CommuneName,
               f.province_code as ProvinceCode,
               (select p.name from published.province p where p.code = f.province_code order by p.valid_from desc limit 1) as ProvinceName,
               f.unlocated, f.demonstration
        from feature f left join published.commune c on c.id = f.commune_id
        where not exists (select from tie t where t.feature_id = f.id)
          and (@layers::text[] is null or f.layer = any(@layers)) and f.id > @after
          and (@provinces::text[] is null or f.province_code = any(@provinces)) and (@communes::text[] is null or f.commune_code = any(@communes))
        order by f.id limit @limit + 1
        """;

    public static readonly Parameter[] Described =
    [
        new("layer", "Mã các lớp", "Ids of layers") { Kind = ParameterKind.Layer, Several = true }, Parameter.ProvinceCode, Parameter.CommuneCode,
        Parameter.After, Parameter.Limit(DefaultLimit, MaximumLimit),
    ];

    const int DefaultLimit = 100, MaximumLimit = 1000;

    public static async Task<Results<JsonHttpResult<Answer>, Refusal>> Handle(
        HttpRequest request, Sight sight, CancellationToken cancellationToken)
    {
        var (catalogue, database) = sight;
        var query = QueryParameters.Of(request);
        var limit = query.Limit();
        var layers = query.Layers("layer", catalogue.Find)?.Select(layer => layer.Id).ToArray();
        var after = query.Cursor("after", text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (object)id : null) is long last ? last : 0;
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        // A page costs what it shows: all are counted once, with the first.
        var isFirst = query["after"] is null;
        var values = new { layers, provinces = query["province_code"]?.Split(','), communes = query["commune_code"]?.Split(','), after, limit };
        var counts = isFirst ? await Read<LayerCount>(Counts) : null;
        var rows = await Read<Row>(Page);
        var page = rows.Take(limit).Select(row => new Untended(row.Id, row.Code, row.Layer, new(row.NameVi, row.NameEn),
            row.CommuneCode is { } commune ? new(commune, row.CommuneName ?? commune) : null,
            row.ProvinceCode is { } province ? new(province, row.ProvinceName ?? province) : null, row.Unlocated, row.Demonstration)).ToList();
        var next = rows.Count > limit
            ? QueryHelpers.AddQueryString("/api/features/without-tasks", query.All.Where(one => one.Key != "after")
                .Append(new("after", page[^1].Id.ToString(CultureInfo.InvariantCulture)))!)
            : null;
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(new Answer(counts?.Sum(count => count.Features), counts, page, next), FeatureJson.Context.FeaturesWithoutTasksAnswer);

        async Task<List<T>> Read<T>(string sql) => (await connection.QueryAsync<T>(new(sql, values, cancellationToken: cancellationToken))).AsList();
    }

    sealed record Row(
        long Id, string Code, string Layer, string NameVi, string NameEn, string? CommuneCode, string? CommuneName, string? ProvinceCode,
        string? ProvinceName, bool Unlocated, bool Demonstration);
}
