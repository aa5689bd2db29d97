using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Layers;
using NetTopologySuite.Geometries;
using NpgsqlTypes;

namespace EnvGis.Lists;

/// <summary>Which features a request is about: of some layers, in a box, by the common filter.</summary>
/// <param name="Boxes">Null for everywhere; none when the box lies outside the domain.</param>
sealed record ListScope(IReadOnlyList<Layer> Layers, IReadOnlyList<Geometry>? Boxes, FeatureFilter Filter, QueryParameters Query)
{
    /// <summary>Layers, box and filter.</summary>
    public static readonly Parameter[] Described = [Parameter.Layers, Parameter.Bbox, .. FeatureFilter.Described];

    /// <summary>What is wrong with it, the query tells.</summary>
    public static ListScope Of(HttpRequest request, LayerCatalogue catalogue)
    {
        // One filter goes with the page whatever layers are on: an attribute of another layer is known and says nothing about these.
        var layers = Chosen(request, catalogue);
        var query = QueryParameters.Of(request, name => FeatureFilter.IsAttribute(name, layers) || FeatureFilter.IsAttribute(name, catalogue.All));
        layers = query.Layers("layers", catalogue.Find) ?? catalogue.All;
        return new(layers, query.Box("bbox"), FeatureFilter.Of(query, layers), query);
    }

    // Which layers are asked about decides which attributes have names of their own.
    static IReadOnlyList<Layer> Chosen(HttpRequest request, LayerCatalogue catalogue) =>
        request.Query["layers"] is [.., { } named] ? [.. named.Split(',').Distinct().Select(catalogue.Find).OfType<Layer>()] : catalogue.All;

    /// <summary>The table that rows come from: today's features, or the record when another time is asked for.</summary>
    public string Source => Filter.IsOfAnotherTime ? "feature_version" : "feature";

    /// <summary>Appends a statement that selects the rows of layers, box and time.</summary>
    /// <param name="filter">What must hold of them: the scope's own filter, or a part of it.</param>
    /// <param name="further">Conditions beside that, each beginning with " and", on rows named f.</param>
    public void AppendRows(FilterSql sql, FeatureFilter filter, string further = "")
    {
        // Of each feature the last version that meets the days.
        sql.Append(Filter.IsOfAnotherTime ? "select distinct on (f.id) f.*" : "select f.*");
        sql.Append($" from {Source} f where f.layer = any({LayerIds(sql, Layers)})");
        if (Filter.IsOfAnotherTime)
        {
            var days = Filter.Days ?? DayInterval.InVietnam(Filter.KnownAt!.Value);
            sql.Append(Filter.KnownAt is { } moment ? $" and f.recorded @> {sql.Parameter(moment, NpgsqlDbType.TimestampTz)}" : " and upper_inf(f.recorded)");
            sql.Append($" and f.valid && daterange({sql.Parameter(days.From, NpgsqlDbType.Date)}, {sql.Parameter(days.To, NpgsqlDbType.Date)}, '[]')");
        }
        this.AppendBoxes(sql);
        sql.AndOfLayers(filter).Append(further);
        if (Filter.IsOfAnotherTime)
        {
            sql.Append(" order by f.id, lower(f.valid) desc");
        }
    }

    /// <summary>Appends " and …" for the boxes, if there are any, on rows named f.</summary>
    public void AppendBoxes(FilterSql sql)
    {
        if (Boxes is null)
        {
            return;
        }
        sql.Append(" and (false");
        foreach (var box in Boxes)
        {
            // What lies in the box with its own box does so with all its vertices, which then need not be read.
            var corners = sql.Parameter(box);
            sql.Append($" or f.geom && {corners} and (f.geom @ {corners} or st_intersects(f.geom, {corners})) or f.unlocated and {Near} && {corners}");
        }
        sql.Append(")");
    }

    public static string LayerIds(FilterSql sql, IEnumerable<Layer> layers) =>
        sql.Parameter(layers.Select(layer => layer.Id).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    /// <summary>Centre of the area that holds what nobody has located, of rows named f.</summary>
    public const string Near = "coalesce(f.near, (select c.centre from published.commune c where c.id = f.commune_id))";
}
