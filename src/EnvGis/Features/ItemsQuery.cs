using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Features;

/// <summary>The statements for a page of items and for counting what a request matches. Pages go by id, so the last page costs no more than the first.</summary>
static class ItemsQuery
{
    /// <summary>Up to here a filtered request is counted; beyond, "more than" must do.</summary>
    public const int CountedExactly = 10_000;

    // Which index serves best depends on the box and the filter of this very request, so a plan made once for all is not good enough.
    // The time for a whole page is the reader's; the time until the first row is limited by the command's timeout.
    // Starting parallel workers takes longer than a page does.
    const string PlanForThisRequest = """
        select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('max_parallel_workers_per_gather', '0', true),
               set_config('statement_timeout', '0', true)
        """;

    // What is in force today stands in one table per layer.
    const string Today = "select f.* from published.feature f where f.layer = $1";

    // The slower way, through the record: of each feature the last version that meets both days and filters.
    const string OnDays = """
        select distinct on (f.id) f.*, lower(f.recorded) as updated_at
        from published.feature_version f
        where f.layer = $1 and upper_inf(f.recorded) and f.valid && daterange($2, $3, '[]')
        """;

    /// <summary>Seconds until the first row of a page, or its count, must be there.</summary>
    const int TimeoutSeconds = 20;

    /// <summary>A batch whose second result is the page, one row more than asked for when there is a next one.</summary>
    public static NpgsqlBatch Page(NpgsqlConnection connection, ItemsRequest request)
    {
        var page = new Statement(request);
        page.Sql.Append(" and f.id > ").Append(page.Parameter(request.After?.LastId ?? -1, NpgsqlDbType.Bigint));
        page.Sql.Append(request.Days is null ? " order by f.id" : " order by f.id, lower(f.valid) desc");
        if (request.Offset > 0)
        {
            page.Sql.Append(" offset ").Append(page.Parameter(request.Offset, NpgsqlDbType.Integer));
        }
        page.Sql.Append(" limit ").Append(page.Parameter(request.Limit + 1, NpgsqlDbType.Integer));
        // Columns are computed outside, so that rows skipped by an offset are not.
        var columns = request.Days is null ? PublishedFeatureRow.Columns : PublishedFeatureRow.VersionColumns;
        return Batch(connection, $"select {columns} from ({page.Sql}) f order by f.id", page.Parameters);
    }

    /// <returns>How many features the request matches in all, counted to one more than <see cref="CountedExactly"/>.</returns>
    public static async Task<int> CountAsync(NpgsqlConnection connection, ItemsRequest request, CancellationToken cancellationToken)
    {
        var matched = new Statement(request, request.Days is null ? "select from published.feature f where f.layer = $1" : OnDays.Replace("f.*, lower(f.recorded) as updated_at", "f.id", StringComparison.Ordinal));
        var sql = $"select count(*)::integer from ({matched.Sql} limit {matched.Parameter(CountedExactly + 1, NpgsqlDbType.Integer)}) f";
        await using var batch = Batch(connection, sql, matched.Parameters);
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return rows.GetInt32(0);
    }

    static NpgsqlBatch Batch(NpgsqlConnection connection, string sql, IEnumerable<NpgsqlParameter> parameters)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            statement.Parameters.Add(parameter);
        }
        return new(connection) { BatchCommands = { new(PlanForThisRequest), statement }, Timeout = TimeoutSeconds };
    }

    sealed class Statement
    {
        public StringBuilder Sql { get; }

        public List<NpgsqlParameter> Parameters { get; } = [];

        public Statement(ItemsRequest request, string? source = null)
        {
            Sql = new(source ?? (request.Days is null ? Today : OnDays));
            Parameter(request.Layer.Id, NpgsqlDbType.Text);
            if (request.Days is { } days)
            {
                Parameter(days.From, NpgsqlDbType.Date);
                Parameter(days.To, NpgsqlDbType.Date);
            }
            Where("f.code", request.Code, NpgsqlDbType.Text);
            Where("f.commune_code", request.CommuneCode, NpgsqlDbType.Text);
            Where("f.province_code", request.ProvinceCode, NpgsqlDbType.Text);
            Where("f.demonstration", request.Demonstration, NpgsqlDbType.Boolean);
            Where("f.unlocated", request.Unlocated, NpgsqlDbType.Boolean);
            if (request.Attributes is { } attributes)
            {
                Sql.Append(" and f.attributes @> ").Append(Parameter(attributes, NpgsqlDbType.Jsonb));
            }
            if (request.Boxes is { } boxes)
            {
                // Nobody knows that a feature without geometry lies outside (OGC 17-069r4, /req/core/fc-bbox-response C).
                Sql.Append(" and (f.unlocated");
                foreach (var box in boxes)
                {
                    var whole = Parameter(box, null);
                    Sql.Append(CultureInfo.InvariantCulture, $" or f.geom && {whole} and (");
                    if (WellInside(box) is { } inner)
                    {
                        Sql.Append(CultureInfo.InvariantCulture, $"f.geom @ {Parameter(inner, null)} or ");
                    }
                    Sql.Append(CultureInfo.InvariantCulture, $"st_intersects(f.geom, {whole}))");
                }
                Sql.Append(')');
            }
        }

        public string Parameter(object? value, NpgsqlDbType? type)
        {
            var parameter = new NpgsqlParameter { Value = value ?? DBNull.Value };
            if (type is { } known)
            {
                parameter.NpgsqlDbType = known;
            }
            Parameters.Add(parameter);
            return "$" + Parameters.Count.ToString(CultureInfo.InvariantCulture);
        }

        // What lies well inside meets the box by its own box, which stands in the geometry's header; its vertices need not be read. The header's
        // numbers are single floats, off by up to 0.000 02 degrees.
        static Geometry? WellInside(Geometry box)
        {
            var envelope = box.EnvelopeInternal.Copy();
            envelope.ExpandBy(-0.0001);
            return envelope.IsNull ? null : box.Factory.ToGeometry(envelope);
        }

        void Where(string column, object? value, NpgsqlDbType type)
        {
            if (value is not null)
            {
                Sql.Append(" and ").Append(column).Append(" = ").Append(Parameter(value, type));
            }
        }
    }
}
