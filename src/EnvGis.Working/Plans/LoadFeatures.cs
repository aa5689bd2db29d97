using System.Text;
using System.Text.Json;
using Dapper;
using EnvGis.Database;
using Npgsql;

namespace EnvGis.Plans;

/// <summary>
/// Puts in the features that EnvGis starts with: the places that plans name, and the demonstration. What is missing is added, and what nobody but this loader
/// has written follows the files; what a person has written belongs to them from then on. A link of a task to a feature follows the files.
/// </summary>
public static class LoadFeatures
{
    /// <param name="Differing">Features that are there and say something else than the file: people changed them, they stay as they are.</param>
    /// <param name="Withdrawn">Features of the file that were withdrawn and stay so.</param>
    public sealed record Loaded(int Features, int Added, int Renewed, int Links, int Differing, int Withdrawn);

    /// <summary>Row of env.loaded_file that remembers that the demonstration was removed.</summary>
    public const string DemonstrationRemoved = "features/demonstration.json: removed";

    public const string Author = "EnvGis (load)";

    const string RolesSql = """
        insert into env.link_role (code, title_vi, title_en)
        select r.code, r.title ->> 'vi', r.title ->> 'en' from jsonb_to_recordset(@roles::jsonb -> 'roles') as r (code text, title jsonb)
        on conflict (code) do update set title_vi = excluded.title_vi, title_en = excluded.title_en
        where (link_role.title_vi, link_role.title_en) is distinct from (excluded.title_vi, excluded.title_en)
        """;

    const string GivenSql = """
        create temporary table given_feature on commit drop as
        select g.code, g.layer, g.name ->> 'vi' as name_vi, g.name ->> 'en' as name_en, g.commune, g."validFrom" as valid_from,
               coalesce(g.attributes, '{}') as attributes, coalesce(g.demonstration, false) as demonstration, g.reason ->> 'vi' as reason,
               coalesce(nullif(g.tasks, 'null'), '[]') as tasks, g."positionSource" as position_source, g."accuracyM" as accuracy_m,
               case when jsonb_typeof(g.geometry) = 'object' then st_geomfromgeojson(g.geometry) end as geom,
               case when jsonb_typeof(g.near) = 'array' then st_point((g.near ->> 0)::double precision, (g.near ->> 1)::double precision, 4326) end as near,
               c.id as commune_id
        from unnest(@files::jsonb[]) file
        cross join jsonb_to_recordset(file -> 'features') as g (code text, layer text, name jsonb, geometry jsonb, near jsonb, "accuracyM" double precision,
            "positionSource" text, commune text, "validFrom" date, attributes jsonb, demonstration boolean, reason jsonb, tasks jsonb)
        left join env.commune c on c.code = g.commune and c.valid_to is null
        """;

    const string FaultSql = """
        select case
            when l.id is null then format('%s is in the layer "%s", which no layer file has', g.code, g.layer)
            when g.commune is not null and g.commune_id is null then format('%s is in the commune %s, which communes.csv does not have', g.code, g.commune)
            when g.code not like l.code_prefix || '-%' then format('%s must begin with %s-', g.code, l.code_prefix)
            else (select format('%s names the task "%s" in the role "%s"; one of them does not exist', g.code, t ->> 'task', t ->> 'role')
                  from jsonb_array_elements(g.tasks) t
                  where not exists (select from env.task where id = t ->> 'task') or not exists (select from env.link_role where code = t ->> 'role') limit 1)
            end as fault
        from given_feature g left join env.layer l on l.id = g.layer
        """;

    const string AddSql = """
        insert into env.current_feature (id, code, layer, name_vi, name_en, attributes, geom, position_source, accuracy_m, near, commune_id, demonstration,
            reason, valid)
        select f.id, g.code, g.layer, g.name_vi, g.name_en, g.attributes, g.geom, g.position_source, g.accuracy_m, g.near, g.commune_id, g.demonstration,
            g.reason, daterange(g.valid_from, null)
        from given_feature g left join env.feature f using (code)
        where case
            when g.demonstration and @removed then false
            -- Asked for by name, what was withdrawn comes back under its old identity.
            when g.demonstration and @demonstration then not exists (select from env.current_feature c where c.code = g.code)
            else f.id is null end
        order by g.code
        """;

    // A version of its own, so that the history says what stood there before.
    const string RenewSql = """
        update env.current_feature c
        set name_vi = g.name_vi, name_en = g.name_en, attributes = g.attributes, geom = g.geom, position_source = g.position_source, accuracy_m = g.accuracy_m,
            near = g.near, commune_id = g.commune_id, reason = g.reason, valid = daterange(g.valid_from, null)
        from given_feature g
        where c.code = g.code and c.demonstration = g.demonstration and c.layer = g.layer
          and ((c.name_vi, c.name_en, c.attributes, c.position_source, c.accuracy_m, c.commune_id, c.valid)
                is distinct from (g.name_vi, g.name_en, g.attributes, g.position_source, g.accuracy_m, g.commune_id, daterange(g.valid_from, null))
            or st_asbinary(c.geom) is distinct from st_asbinary(g.geom) or st_asbinary(c.near) is distinct from st_asbinary(g.near))
          and not exists (select from env.feature_version v where v.feature_id = c.id and v.author <> @author)
        """;

    const string LinksSql = """
        insert into env.feature_task (feature_id, task_id, role, source_plan, source_section, source_line)
        select f.id, t ->> 'task', t ->> 'role', t -> 'source' ->> 'document', t -> 'source' ->> 'section', (t -> 'source' ->> 'line')::integer
        from given_feature g join env.feature f using (code) cross join jsonb_array_elements(g.tasks) t
        on conflict (feature_id, task_id, role) do update set source_plan = excluded.source_plan, source_section = excluded.source_section,
            source_line = excluded.source_line, untied_at = nullif(feature_task.untied_at, case when feature_task.untied_by = @author then feature_task.untied_at end),
            untied_by = nullif(feature_task.untied_by, @author)
        where (feature_task.source_plan, feature_task.source_section, feature_task.source_line)
            is distinct from (excluded.source_plan, excluded.source_section, excluded.source_line) or feature_task.untied_by = @author
        """;

    // What the demonstration no longer ties; ties of people, and of places that plans name, are theirs.
    const string UntieSql = """
        update env.feature_task l set untied_at = now(), untied_by = @author
        from given_feature g join env.feature f using (code)
        where l.feature_id = f.id and g.demonstration and l.linked_by is null and l.untied_at is null
          and not exists (select from jsonb_array_elements(g.tasks) t where t ->> 'task' = l.task_id and t ->> 'role' = l.role)
        """;

    const string StandingSql = """
        select count(*) filter (where c.id is not null and (c.name_vi, c.name_en, c.attributes, c.position_source, c.accuracy_m, c.commune_id)
                    is distinct from (g.name_vi, g.name_en, g.attributes, g.position_source, g.accuracy_m, g.commune_id)
                or c.id is not null and st_asbinary(c.geom) is distinct from st_asbinary(g.geom))::integer,
            count(*) filter (where f.id is not null and c.id is null)::integer
        from given_feature g left join env.feature f using (code) left join env.current_feature c on c.id = f.id
        """;

    /// <param name="folder">data/features.</param>
    /// <param name="demonstration">Bring the demonstration back if it was removed.</param>
    /// <exception cref="SetupException">A file is wrong, or names what is not there.</exception>
    public static async Task<Loaded> RunAsync(string folder, bool demonstration, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        var files = Directory.GetFiles(folder, "*.json").Where(file => Path.GetFileName(file) != "roles.json").Order(StringComparer.Ordinal).ToArray();
        var contents = new List<string>();
        foreach (var file in files)
        {
            contents.Add(await JsonAsync(file, cancellationToken));
        }
        var roles = await JsonAsync(Path.Combine(folder, "roles.json"), cancellationToken);

        await ExecuteAsync("select set_config('envgis.author', @author, true)", new { author = Author });
        await ExecuteAsync(RolesSql, new { roles });
        await ExecuteAsync(GivenSql, new { files = contents.ToArray() });
        if ((await connection.QueryAsync<string?>(new CommandDefinition(FaultSql, transaction: transaction, cancellationToken: cancellationToken)))
            .FirstOrDefault(fault => fault is not null) is { } fault)
        {
            throw new SetupException($"data/features: {fault}.");
        }
        if (demonstration)
        {
            await ExecuteAsync("delete from env.loaded_file where path = @path", new { path = DemonstrationRemoved });
        }
        var removed = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from env.loaded_file where path = @path)", new { path = DemonstrationRemoved }, transaction, cancellationToken: cancellationToken));
        int added, renewed;
        try
        {
            added = await ExecuteAsync(AddSql, new { demonstration, removed });
            renewed = await ExecuteAsync(RenewSql, new { author = Author });
        }
        catch (PostgresException refused) when (refused.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            throw new SetupException($"data/features: {refused.MessageText}", refused);
        }
        var links = await ExecuteAsync(LinksSql, new { author = Author }) + await ExecuteAsync(UntieSql, new { author = Author });
        var (differing, withdrawn) = await connection.QuerySingleAsync<(int, int)>(new CommandDefinition(
            StandingSql, transaction: transaction, cancellationToken: cancellationToken));
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*) from given_feature", transaction: transaction, cancellationToken: cancellationToken));
        return new(count, added, renewed, links, differing, withdrawn);

        Task<int> ExecuteAsync(string sql, object? values) =>
            connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken));
    }

    static async Task<string> JsonAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new SetupException($"{file} is missing.");
        }
        var bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        DataFile.RefuseUnreadable(file, bytes);
        var text = Encoding.UTF8.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes);
        try
        {
            using var checkedJson = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException wrong)
        {
            throw new SetupException($"{file}:{(wrong.LineNumber ?? 0) + 1}: {wrong.Message.Split(" LineNumber:")[0]}", wrong);
        }
    }
}
