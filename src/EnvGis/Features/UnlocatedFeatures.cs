using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Features;

/// <summary>The features that a plan or a list names and nobody has located yet.</summary>
static class UnlocatedFeatures
{
    public sealed record Answer(IReadOnlyList<Feature> Features);

    /// <param name="Near">Longitude, latitude: centre of the area that contains it, the commune's centre where nothing better is known.</param>
    /// <param name="AccuracyM">Radius of that area in metres.</param>
    public sealed record Feature(
        long Id, string Code, string Layer, Text Name, Unit Commune, Unit Province, double[] Near, double AccuracyM,
        bool Demonstration);

    public sealed record Unit(string Code, string Name);

    // A list for people to work off, not a layer: what is beyond is reached by /ogc with unlocated=true.
    const string Sql = """
        select f.id, f.code, f.layer, f.name_vi as NameVi, coalesce(f.name_en, f.name_vi) as NameEn, f.commune_code as CommuneCode,
               c.name as CommuneName, f.province_code as ProvinceCode,
               (select p.name from published.province p where p.code = f.province_code order by p.valid_from desc limit 1) as ProvinceName,
               st_x(coalesce(f.near, c.centre)) as Lon, st_y(coalesce(f.near, c.centre)) as Lat, f.accuracy_m as AccuracyM, f.demonstration
        from published.feature f
        join published.layer l on l.id = f.layer
        join published.commune c on c.id = f.commune_id
        where f.unlocated
        order by l.sort_order, f.name_vi, f.id
        limit 5000
        """;

    public static async Task<Results<JsonHttpResult<Answer>, Refusal>> Handle(HttpRequest request, PublishedDatabase database, CancellationToken cancellationToken)
    {
        if (!QueryParameters.TryRead(request, [], out _, out var refusal))
        {
            return refusal;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Sql, cancellationToken: cancellationToken));
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(new Answer([.. rows.Select(row => new Feature(
            row.Id, row.Code, row.Layer, new(row.NameVi, row.NameEn), new(row.CommuneCode, row.CommuneName),
            new(row.ProvinceCode, row.ProvinceName ?? row.ProvinceCode), [row.Lon, row.Lat], row.AccuracyM, row.Demonstration))]),
            FeatureJson.Context.UnlocatedAnswer);
    }

    sealed record Row(
        long Id, string Code, string Layer, string NameVi, string NameEn, string CommuneCode, string CommuneName, string ProvinceCode, string? ProvinceName,
        double Lon, double Lat, double AccuracyM, bool Demonstration);
}

static class FeatureJson
{
    public static readonly FeatureJsonContext Context = new(new(FeatureJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FeatureDetails.Answer), TypeInfoPropertyName = "FeatureDetailsAnswer")]
[JsonSerializable(typeof(FeatureCoordinates.Answer), TypeInfoPropertyName = "FeatureCoordinatesAnswer")]
[JsonSerializable(typeof(Zones.Answer), TypeInfoPropertyName = "ZonesAnswer")]
[JsonSerializable(typeof(FeaturesWithoutTasks.Answer), TypeInfoPropertyName = "FeaturesWithoutTasksAnswer")]
[JsonSerializable(typeof(UnlocatedFeatures.Answer), TypeInfoPropertyName = "UnlocatedAnswer")]
[JsonSerializable(typeof(IReadOnlyList<FeatureDetails.Lead>), TypeInfoPropertyName = "Leads")]
sealed partial class FeatureJsonContext : JsonSerializerContext;
