using System.Text.Json;
using EnvGis.Filtering;
using EnvGis.Layers;
using NetTopologySuite.Geometries;
using NpgsqlTypes;

namespace EnvGis.Lists;

/// <summary>
/// The features of a scope in groups that are alike in all that can be chosen by, with how many each has and where they lie. From what is kept counted by part of the map
/// (migration 034) wherever that answers; feature by feature where a box cuts through a part, and where something is asked that is not counted.
/// </summary>
static class FeatureGroups
{
    /// <summary>Square degrees: a smaller box would cut through all parts that it meets.</summary>
    const double LeastCounted = 0.25;

    /// <summary>
    /// Appends the table expression "groups" with the columns layer, province_code, commune_code, commune_name, grade, state, demonstration, unlocated, delineated, attributes,
    /// features, west, south, east, north, and those that it is made of, after "with ".
    /// </summary>
    /// <param name="filter">What must hold: the scope's own filter, or a part of it.</param>
    /// <param name="choices">Whether commune, grade, demonstration and attributes are wanted, not only layer, province, state and position.</param>
    /// <param name="extents">Whether the edges are, exact to what the header of a geometry holds.</param>
    public static FilterSql Append(FilterSql sql, ListScope scope, FeatureFilter filter, bool choices, bool extents)
    {
        var counted = Kept(scope, filter);
        var byParts = counted.Count > 0 && (extents || scope.Boxes is not null);
        if (byParts)
        {
            AppendParts(sql, scope, counted, extents);
        }
        sql.Append("""
            groups (layer, province_code, commune_code, commune_name, grade, state, demonstration, unlocated, delineated, attributes, features, west, south, east, north)
            as materialized (
            """);
        if (counted.Count > 0)
        {
            var columns = choices ? "f.layer, f.province_code, f.commune_code, f.commune_name, f.grade, f.state, f.demonstration, f.unlocated, f.delineated, f.attributes"
                : "f.layer, f.province_code, null::text, null::text, null::smallint, f.state, null::boolean, f.unlocated, f.delineated, null::jsonb";
            sql.Append($"select {columns}, sum(f.features), min(f.west), min(f.south), max(f.east), max(f.north) from tally f");
            sql.Append(byParts ? " join whole w on w.layer = f.layer and w.cell = f.cell where true" : $" where f.layer = any({ListScope.LayerIds(sql, counted)})");
            sql.AndOfLayers(filter, tallied: true).Append(" group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 having sum(f.features) <> 0");
        }
        if (byParts)
        {
            sql.Append(" union all ");
            AppendGroups(sql, scope, choices, extents, () =>
            {
                // A part is walked by its key alone: without "offset 0" the box would be looked up anew for each of them.
                sql.Append("""
                    select f.* from cut c cross join lateral (
                        select * from feature f
                        where f.layer = c.layer and f.place between c.cell::bigint << 28 and ((c.cell::bigint + 1) << 28) - 1 and not f.unlocated offset 0) f
                    where true
                    """);
                scope.AppendBoxes(sql);
                sql.AndOfLayers(filter);
            });
            // Few, and where they might be is not theirs alone.
            sql.Append(" union all ");
            AppendGroups(sql, scope, choices, extents, () => (scope with { Layers = counted }).AppendRows(sql, filter, " and f.unlocated"));
        }
        var rest = scope.Layers.Except(counted).ToList();
        if (rest.Count > 0 || counted.Count == 0)
        {
            sql.Append(counted.Count > 0 ? " union all " : "");
            AppendGroups(sql, scope, choices, extents, () => (scope with { Layers = rest }).AppendRows(sql, filter));
        }
        return sql.Append(")");
    }

    /// <summary>Whether all layers of the scope are kept counted in all that its filter asks.</summary>
    public static bool IsKept(ListScope scope) => Kept(scope, scope.Filter).Count == scope.Layers.Count;

    /// <summary>Whether the layer's file offers the attribute's values to choose from.</summary>
    public static bool IsCounted(LayerAttribute attribute) => attribute is { Filter: true, Type: "code" or "boolean" };

    static List<Layer> Kept(ListScope scope, FeatureFilter filter) =>
        scope.Filter.IsOfAnotherTime || !IsCounted(filter) || scope.Boxes?.Sum(box => box.Area) < LeastCounted ? [] : scope.Layers.Where(layer => IsCounted(layer, filter)).ToList();

    static bool IsCounted(FeatureFilter filter) => filter is { Ids: null, Code: null, OpenTask: null, NeedsTask: false };

    // Restricted attributes of a public layer are merged in as its features are read.
    static bool IsCounted(Layer layer, FeatureFilter filter) =>
        (layer.IsRestricted || !layer.Attributes.Any(one => one.Restricted && IsCounted(one)))
        && filter.Attributes.GetValueOrDefault(layer.Id, []).All(condition => layer.Attribute(condition.Attribute) is { } attribute && IsCounted(attribute));

    // Parts that lie in the box as a whole, and parts that its edge cuts through or whose edges are not known for certain.
    static void AppendParts(FilterSql sql, ListScope scope, List<Layer> layers, bool extents)
    {
        var (inside, outside) = ("true", "false");
        if (scope.Boxes is { } boxes)
        {
            inside = Any(boxes, sql, (west, south, east, north) => $"p.west >= {west} and p.south >= {south} and p.east <= {east} and p.north <= {north}");
            outside = $"not {Any(boxes, sql, (west, south, east, north) => $"p.west <= {east} and p.south <= {north} and p.east >= {west} and p.north >= {south}")}";
        }
        sql.Append($"""
            part as materialized (
                select f.layer, f.cell, min(f.west) as west, min(f.south) as south, max(f.east) as east, max(f.north) as north, bool_or(f.shrunk) as shrunk
                from tally f where f.layer = any({ListScope.LayerIds(sql, layers)}) and f.cell >= 0 group by 1, 2 having sum(f.features) > 0),
            whole as materialized (select p.layer, p.cell from part p where {inside}{(extents ? " and not p.shrunk" : "")}),
            cut as materialized (select p.layer, p.cell from part p where not ({outside}) and (not ({inside}){(extents ? " or p.shrunk" : "")})), 
            """);
    }

    static string Any(IReadOnlyList<Geometry> boxes, FilterSql sql, Func<string, string, string, string, string> condition) => "(false" + string.Concat(boxes.Select(box =>
    {
        var edges = box.EnvelopeInternal;
        return $" or {condition(Edge(edges.MinX), Edge(edges.MinY), Edge(edges.MaxX), Edge(edges.MaxY))}";

        string Edge(double degrees) => sql.Parameter(degrees, NpgsqlDbType.Double);
    })) + ")";

    static void AppendGroups(FilterSql sql, ListScope scope, bool choices, bool extents, Action appendRows)
    {
        var delineated = scope.Filter.IsOfAnotherTime ? "coalesce(st_dimension(f.geom) = 2, false)" : "f.area_m2 is not null";
        var columns = choices
            ? $"f.layer, f.province_code, f.commune_code, f.commune_name, f.grade, f.state, f.demonstration, f.unlocated, {delineated}, {Attributes(sql, scope)}"
            : $"f.layer, f.province_code, null::text, null::text, null::smallint, f.state, null::boolean, f.unlocated, {delineated}, null::jsonb";
        var edges = extents ? "min(st_xmin(b.box)), min(st_ymin(b.box)), max(st_xmax(b.box)), max(st_ymax(b.box))"
            : "null::double precision, null::double precision, null::double precision, null::double precision";
        sql.Append($"select {columns}, count(*), {edges} from (");
        appendRows();
        sql.Append(") f");
        if (extents)
        {
            sql.Append($" cross join lateral (select coalesce(f.geom, {ListScope.Near})::box2d::box3d as box offset 0) b");
        }
        sql.Append(" group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10");
    }

    static string Attributes(FilterSql sql, ListScope scope)
    {
        var names = scope.Layers.ToDictionary(layer => layer.Id, layer => layer.Attributes.Where(IsCounted).Select(one => one.Name));
        return "(select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(f.attributes) e where "
            + $"{sql.Parameter(JsonSerializer.Serialize(names), NpgsqlDbType.Jsonb)} -> f.layer ? e.key and e.value <> 'null')";
    }
}
