using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using EnvGis.Access;
using EnvGis.Filtering;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NpgsqlTypes;

namespace EnvGis.Features;

/// <summary>The features that a plan or a list names and nobody has located yet, by the common filter.</summary>
static class UnlocatedFeatures
{
    public sealed record Answer(IReadOnlyList<Feature> Features);

    /// <param name="Near">Longitude, latitude: centre of the area that contains it, the commune's centre where nothing better is known.</param>
    /// <param name="AccuracyM">Radius of that area in metres.</param>
    public sealed record Feature(
        long Id, string Code, string Layer, Text Name, Unit Commune, Unit Province, [property: Numbers(2)] double[] Near, double AccuracyM,
        bool Demonstration);

    public sealed record Unit(string Code, string Name);

    // A list for people to work off, not a layer: what is beyond is reached by /ogc with unlocated=true.
    static string Rows(string source) => $"""
        select f.id, f.code, f.layer, f.name_vi as NameVi, coalesce(f.name_en, f.name_vi) as NameEn, f.commune_code as CommuneCode,
               c.name as CommuneName, f.province_code as ProvinceCode,
               (select p.name from published.province p where p.code = f.province_code order by p.valid_from desc limit 1) as ProvinceName,
               st_x(coalesce(f.near, c.centre)) as Lon, st_y(coalesce(f.near, c.centre)) as Lat, f.accuracy_m as AccuracyM, f.demonstration
        from {source} f
        join layer l on l.id = f.layer
        join published.commune c on c.id = f.commune_id
        where f.unlocated
        """;

    const string Order = " order by l.sort_order, f.name_vi, f.id limit 5000";

    public static async Task<Results<JsonHttpResult<Answer>, Refusal>> Handle(
        HttpRequest request, Sight sight, CancellationToken cancellationToken)
    {
        var (catalogue, database) = sight;
        var query = QueryParameters.Of(request, name => FeatureFilter.IsAttribute(name, catalogue.All));
        var filter = FeatureFilter.Of(query, catalogue.All);
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        var sql = Statement(filter);
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new Npgsql.NpgsqlCommand(sql.Text.ToString(), connection);
        sql.Parameters.ForEach(parameter => command.Parameters.Add(parameter));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var features = new List<Feature>();
        while (await row.ReadAsync(cancellationToken))
        {
            var province = row.GetString(7);
            features.Add(new(row.GetInt64(0), row.GetString(1), row.GetString(2), new(row.GetString(3), row.GetString(4)), new(row.GetString(5), row.GetString(6)),
                new(province, row.IsDBNull(8) ? province : row.GetString(8)), [row.GetDouble(9), row.GetDouble(10)], row.GetDouble(11), row.GetBoolean(12)));
        }
        request.HttpContext.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(new Answer(features), FeatureJson.Context.UnlocatedAnswer);
    }

    static FilterSql Statement(FeatureFilter filter)
    {
        var sql = new FilterSql();
        if (filter.IsOfAnotherTime)
        {
            // Of each feature the last version that meets the days.
            var days = filter.Days ?? DayInterval.InVietnam(filter.KnownAt!.Value);
            var recorded = filter.KnownAt is { } moment ? $"f.recorded @> {sql.Parameter(moment, NpgsqlDbType.TimestampTz)}" : "upper_inf(f.recorded)";
            sql.Append(Rows($"""
                (select distinct on (id) * from feature_version f
                 where {recorded} and f.valid && daterange({sql.Parameter(days.From, NpgsqlDbType.Date)}, {sql.Parameter(days.To, NpgsqlDbType.Date)}, '[]')
                 order by id, lower(f.valid) desc)
                """));
        }
        else
        {
            sql.Append(Rows("feature"));
        }
        return sql.AndOfLayers(filter).Append(Order);
    }
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
