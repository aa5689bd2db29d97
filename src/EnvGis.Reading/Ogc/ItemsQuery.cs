using EnvGis.Database;
using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Layers;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Ogc;

/// <summary>The statements for a page of items and for counting what a request matches. Pages go by id, so the last page costs no more than the first.</summary>
static class ItemsQuery
{
    /// <summary>Up to here a filtered request is counted; beyond, "more than" must do.</summary>
    public const int CountedExactly = 10_000;

    // The time for a whole page is the reader's; the time until the first row is limited by the command's timeout.
    const string Settings = $"{SessionSettings.PlanForThisRequest}, set_config('statement_timeout', '0', false)";

    // What is in force today stands in one table per layer.
    const string Today = "select f.* from feature f where f.layer = $1";

    // The slower way, through the record: of each feature the last version that meets both days and filters.
    static string OnDays(FeatureFilter filter, string columns) => $"""
        select distinct on (f.id) {columns}
        from feature_version f
        where f.layer = $1 and {(filter.KnownAt is null ? "upper_inf(f.recorded) and $4::timestamptz is null" : "f.recorded @> $4")} and f.valid && daterange($2, $3, '[]')
        """;

    // Documents are those of today; of another time its own names tell.
    const string WordsOfVersion = "array_to_tsvector(string_to_array(published.words_key(concat_ws(' ', f.name_vi, f.name_en, f.code, f.commune_name)), ' '))";

    /// <summary>Seconds until the first row of a page, or its count, must be there.</summary>
    const int TimeoutSeconds = 20;

    /// <summary>What answers with the page, one row more than asked for when there is a next one.</summary>
    public static Task<NpgsqlCommand> PageAsync(NpgsqlConnection connection, ItemsRequest request, CancellationToken cancellationToken)
    {
        var page = Statement(request);
        page.Text.Append(" and f.id > ").Append(page.Parameter(request.After?.LastId ?? -1, NpgsqlDbType.Bigint));
        page.Text.Append(!request.Filter.IsOfAnotherTime ? " order by f.id" : " order by f.id, lower(f.valid) desc");
        if (request.Offset > 0)
        {
            page.Text.Append(" offset ").Append(page.Parameter(request.Offset, NpgsqlDbType.Integer));
        }
        page.Text.Append(" limit ").Append(page.Parameter(request.Limit + 1, NpgsqlDbType.Integer));
        // Columns are computed outside, so that rows skipped by an offset are not.
        var columns = !request.Filter.IsOfAnotherTime ? PublishedFeatureRow.Columns : PublishedFeatureRow.VersionColumns;
        return CommandAsync(connection, $"select {columns} from ({page.Text}) f order by f.id", page, cancellationToken);
    }

    /// <summary>What answers with everything that a filter leaves of a layer, in order of id.</summary>
    public static Task<NpgsqlCommand> WholeAsync(NpgsqlConnection connection, Layer layer, FeatureFilter filter, CancellationToken cancellationToken)
    {
        var rows = Rows(layer, filter);
        rows.Append(filter.IsOfAnotherTime ? " order by f.id, lower(f.valid) desc" : " order by f.id");
        var columns = filter.IsOfAnotherTime ? PublishedFeatureRow.VersionColumns : PublishedFeatureRow.Columns;
        return CommandAsync(connection, $"select {columns} from ({rows.Text}) f order by f.id", rows, cancellationToken);
    }

    /// <returns>How many features the request matches in all, counted to one more than <see cref="CountedExactly"/>.</returns>
    public static async Task<int> CountAsync(NpgsqlConnection connection, ItemsRequest request, CancellationToken cancellationToken)
    {
        var matched = Statement(request, request.Filter.IsOfAnotherTime ? OnDays(request.Filter, "f.id") : "select from feature f where f.layer = $1");
        var sql = $"select count(*)::integer from ({matched.Text} limit {matched.Parameter(CountedExactly + 1, NpgsqlDbType.Integer)}) f";
        await using var command = await CommandAsync(connection, sql, matched, cancellationToken);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    static async Task<NpgsqlCommand> CommandAsync(NpgsqlConnection connection, string sql, FilterSql values, CancellationToken cancellationToken)
    {
        await connection.SetAsync(Settings, cancellationToken);
        var command = values.On(connection, TimeoutSeconds);
        command.CommandText = sql;
        return command;
    }

    static FilterSql Rows(Layer layer, FeatureFilter filter, string? source = null)
    {
        var rows = new FilterSql();
        rows.Append(source ?? (filter.IsOfAnotherTime ? OnDays(filter, "f.*, lower(f.recorded) as updated_at") : Today));
        rows.Parameter(layer.Id, NpgsqlDbType.Text);
        if (filter.IsOfAnotherTime)
        {
            // What was known on a day is asked for what was in force on it, unless another day is named.
            var days = filter.Days ?? DayInterval.InVietnam(filter.KnownAt!.Value);
            rows.Parameter(days.From, NpgsqlDbType.Date);
            rows.Parameter(days.To, NpgsqlDbType.Date);
            rows.Parameter(filter.KnownAt, NpgsqlDbType.TimestampTz);
        }
        return rows.And(filter, layer.Id);
    }

    static FilterSql Statement(ItemsRequest request, string? source = null)
    {
        var statement = Rows(request.Layer, request.Filter, source);
        if (request.Boxes is { } boxes)
        {
            // Nobody knows that a feature without geometry lies outside (OGC 17-069r4, /req/core/fc-bbox-response C).
            statement.Append(" and (f.unlocated");
            foreach (var box in boxes)
            {
                var whole = statement.Parameter(box);
                statement.Append($" or f.geom && {whole} and (");
                if (WellInside(box) is { } inner)
                {
                    statement.Append($"f.geom @ {statement.Parameter(inner)} or ");
                }
                statement.Append($"st_intersects(f.geom, {whole}))");
            }
            statement.Append(")");
        }
        if (request.Words is { } words)
        {
            var query = $"nullif({statement.Parameter(words, NpgsqlDbType.Text)}, '')::tsquery";
            statement.Append(request.Filter.IsOfAnotherTime ? $" and {WordsOfVersion} @@ {query}" : $" and f.id in (select d.id from feature_document d where d.layer = $1 and d.words @@ {query})");
        }
        return statement;
    }

    // What lies well inside meets the box by its own box, which stands in the geometry's header; its vertices need not be read. The header's
    // numbers are single floats, off by up to 0.000 02 degrees.
    static Geometry? WellInside(Geometry box)
    {
        var envelope = box.EnvelopeInternal.Copy();
        envelope.ExpandBy(-0.0001);
        return envelope.IsNull ? null : box.Factory.ToGeometry(envelope);
    }
}
