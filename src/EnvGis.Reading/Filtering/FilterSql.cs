using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Filtering;

/// <summary>A statement over features under way: its text, and the values that its $1, $2, … stand for.</summary>
sealed class FilterSql
{
    public StringBuilder Text { get; } = new();

    public List<NpgsqlParameter> Parameters { get; } = [];

    /// <summary>Takes a value along and returns the placeholder that stands for it.</summary>
    public string Parameter(object? value, NpgsqlDbType? type = null)
    {
        var parameter = new NpgsqlParameter { Value = value ?? DBNull.Value };
        if (type is { } known)
        {
            parameter.NpgsqlDbType = known;
        }
        Parameters.Add(parameter);
        return "$" + Parameters.Count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>As a command, which takes the values along.</summary>
    /// <param name="timeoutSeconds">Until its first row must be there.</param>
    public NpgsqlCommand On(NpgsqlConnection connection, int timeoutSeconds)
    {
        var command = new NpgsqlCommand(Text.ToString(), connection) { CommandTimeout = timeoutSeconds };
        Parameters.ForEach(parameter => command.Parameters.Add(parameter));
        return command;
    }

    public FilterSql Append(string sql)
    {
        Text.Append(sql);
        return this;
    }

    /// <summary>
    /// Appends " and …" for every condition but those on time, on rows named f that have the columns of published.feature or published.feature_version.
    /// </summary>
    /// <param name="tallied">The rows are those of published.tally, of which nothing may be asked that is not counted there.</param>
    public FilterSql And(FeatureFilter filter, string layer, bool tallied = false)
    {
        if (filter.Ids is { } ids)
        {
            Text.Append(CultureInfo.InvariantCulture, $" and f.id = any({Parameter(ids.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint)})");
        }
        AnyOf("f.province_code", filter.ProvinceCodes?.ToArray());
        AnyOf("f.commune_code", filter.CommuneCodes?.ToArray());
        AnyOf("f.state", filter.States?.ToArray());
        if (filter.Grades is { } grades)
        {
            Text.Append(CultureInfo.InvariantCulture, $" and f.grade = any({Parameter(grades.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint)})");
        }
        if (filter.Code is { } code)
        {
            Text.Append(" and f.code = ").Append(Parameter(code, NpgsqlDbType.Text));
        }
        if (filter.Demonstration is { } demonstration)
        {
            Text.Append(" and f.demonstration = ").Append(Parameter(demonstration, NpgsqlDbType.Boolean));
        }
        if (filter.Unlocated is { } unlocated)
        {
            Text.Append(" and f.unlocated = ").Append(Parameter(unlocated, NpgsqlDbType.Boolean));
        }
        if (filter.Delineated is { } delineated)
        {
            Text.Append(tallied ? delineated ? " and f.delineated" : " and not f.delineated"
                : delineated ? " and f.geom is not null and st_dimension(f.geom) = 2" : " and (f.geom is null or st_dimension(f.geom) < 2)");
        }
        if (filter.OpenTask is { } openTask)
        {
            Text.Append(openTask ? " and f.id in (" : " and f.id not in (").Append("select l.feature_id from tie l join published.standing_on(")
                .Append(Parameter(filter.Today, NpgsqlDbType.Date)).Append(") t on t.task_id = l.task_id where t.state not in ('not-begun', 'done'))");
        }
        if (filter.NeedsTask)
        {
            Text.Append(" and f.id in (select l.feature_id from tie l join plans.task t on t.id = l.task_id where true");
            AndTask(filter);
            Text.Append(')');
        }
        foreach (var condition in filter.Attributes.GetValueOrDefault(layer, []))
        {
            if (condition.Days is { } days)
            {
                var value = $"f.attributes ->> {Parameter(condition.Attribute, NpgsqlDbType.Text)}";
                Text.Append(CultureInfo.InvariantCulture, $" and {value} is not null");
                if (days.From is { } first)
                {
                    Text.Append(CultureInfo.InvariantCulture, $" and {value} >= {Parameter(Iso(first), NpgsqlDbType.Text)}");
                }
                if (days.To is { } last)
                {
                    Text.Append(CultureInfo.InvariantCulture, $" and {value} <= {Parameter(Iso(last), NpgsqlDbType.Text)}");
                }
            }
            else if (condition.AnyOf is [var only])
            {
                Text.Append(" and f.attributes @> ").Append(Parameter(only, NpgsqlDbType.Jsonb));
            }
            else
            {
                Text.Append(CultureInfo.InvariantCulture,
                    $" and f.attributes @> any({Parameter(condition.AnyOf.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Jsonb)})");
            }
        }
        return this;
    }

    /// <summary>As <see cref="And"/>, on rows of several layers: attributes narrow their own layer only.</summary>
    public FilterSql AndOfLayers(FeatureFilter filter, bool tallied = false)
    {
        And(filter with { Attributes = FeatureFilter.None.Attributes }, "", tallied);
        foreach (var layer in filter.Attributes.Keys)
        {
            Text.Append(CultureInfo.InvariantCulture, $" and (f.layer <> {Parameter(layer, NpgsqlDbType.Text)} or true");
            And(FeatureFilter.None with { Attributes = filter.Attributes }, layer);
            Text.Append(')');
        }
        return this;
    }

    /// <summary>Appends " and …" for every condition on one task, on rows named t that have the columns of plans.task or published.task.</summary>
    public FilterSql AndTask(FeatureFilter filter)
    {
        AnyOf("t.plan_id", filter.Plans?.ToArray());
        AnyOf("t.id", filter.Tasks?.ToArray());
        if (filter.Agency is { } agency)
        {
            // The key holds no wildcard: search_key leaves letters, digits, spaces and .,/°'" only. As a query of its own it is made once, not for every row.
            Text.Append(" and exists (select from published.task_agency a where a.task_id = t.id and a.search_key like (select '%' || published.search_key(")
                .Append(Parameter(agency, NpgsqlDbType.Text)).Append(") || '%'))");
        }
        if (filter.From is { } from)
        {
            Text.Append(CultureInfo.InvariantCulture,
                $" and (coalesce(t.year_to, t.year_from) >= {Parameter(from, NpgsqlDbType.Integer)} or t.open_ended and t.year_from is not null)");
        }
        if (filter.To is { } to)
        {
            Text.Append(" and coalesce(t.year_from, t.year_to) <= ").Append(Parameter(to, NpgsqlDbType.Integer));
        }
        if (filter.TaskStates is { } states)
        {
            Text.Append(" and t.id in (select s.task_id from published.standing_on(").Append(Parameter(filter.Today, NpgsqlDbType.Date)).Append(") s where s.state = any(")
                .Append(Parameter(states.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text)).Append("))");
        }
        return this;
    }

    void AnyOf(string column, string[]? values)
    {
        if (values is not null)
        {
            Text.Append(CultureInfo.InvariantCulture, $" and {column} = any({Parameter(values, NpgsqlDbType.Array | NpgsqlDbType.Text)})");
        }
    }

    // Days as ISO 8601 sort as text.
    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
