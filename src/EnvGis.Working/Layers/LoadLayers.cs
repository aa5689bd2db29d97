using Dapper;
using EnvGis.Database;
using Npgsql;

namespace EnvGis.Layers;

/// <summary>Brings the table of layers to what the files say. A layer whose file is gone stays, since its features do, and is named.</summary>
public static class LoadLayers
{
    /// <param name="Orphans">Layers of the database that have no file any more.</param>
    /// <param name="Contradicted">Constraints and limits of reason that stored features do not keep, each with how many and one of them.</param>
    /// <param name="SharedTopics">Topics that several layers have, each with those layers; the first, which was loaded last, answers it.</param>
    public sealed record Loaded(int Layers, int Written, IReadOnlyList<string> Orphans, IReadOnlyList<string> Contradicted, IReadOnlyList<string> SharedTopics);

    // A definition may only change to one that every open version obeys, each value for itself. What values say of each other may be found wrong later, and so may a value
    // beyond a limit of reason (maximumSource): such places go on, and are told.
    const string BrokenSql = """
        select count(*)::integer as count, min(f.code) as code,
               (array_agg(coalesce(p.problems[1], 'geometry:kind:' || geometrytype(f.geom)) order by f.code))[1] as problem
        from env.current_feature f
        cross join (select env.attribute_rules(@definition::jsonb) - '!' as rules,
            array(select a ->> 'name' || ':maximum' from jsonb_array_elements(@definition::jsonb -> 'attributes') a where a ? 'maximumSource') as beyond) n
        cross join lateral (select array(
            select p from unnest(env.value_problems(n.rules, f.attributes)) p where split_part(p, ':', 1) || ':' || split_part(p, ':', 2) <> all (n.beyond)) as problems) p
        where f.layer = @id
          and (cardinality(p.problems) > 0 or not env.kind_fits(@geometry, f.geom))
        """;

    const string ContradictedSql = """
        select l.id || ' ' || c.id || ': ' || count(*) || ' (' || min(f.code) || ')'
        from env.layer l
        join env.current_feature f on f.layer = l.id
        cross join lateral published.constraint_findings(l.definition -> 'constraints', f.attributes) c
        where l.definition ? 'constraints' and not c.holds
        group by l.id, c.id
        order by l.id, c.id
        """;

    /// <summary>Of layers (l) that have one topic, the first in this order answers it: a layer whose file is gone may have what another has now, which was loaded after it.</summary>
    public const string AnswersFirst = "l.loaded_at desc, l.id";

    const string SharedTopicsSql = $"""
        select 'topic ' || t || ': ' || string_agg(l.id, ', ' order by {AnswersFirst})
        from env.layer l cross join lateral jsonb_array_elements_text(l.definition -> 'topics') t
        group by t having count(*) > 1 order by t
        """;

    // Only of layers that were written now: it reads every place of them.
    const string BeyondSql = """
        select l.id || ' ' || (a ->> 'name') || ' > ' || (a ->> 'maximum') || ': ' || count(*) || ' (' || min(f.code) || ')'
        from env.layer l
        cross join lateral jsonb_array_elements(l.definition -> 'attributes') a
        join env.current_feature f on f.layer = l.id
        where l.id = any(@ids) and a ? 'maximumSource'
          and case when jsonb_typeof(f.attributes -> (a ->> 'name')) = 'number' then (f.attributes ->> (a ->> 'name'))::numeric > (a ->> 'maximum')::numeric end
        group by l.id, a
        order by 1
        """;

    const string WriteSql = """
        insert into env.layer (id, code_prefix, sort_order, geometry_kind, definition, rules)
        values (@id, @codePrefix, @order, @geometry, @definition::jsonb, env.attribute_rules(@definition::jsonb))
        on conflict (id) do update set code_prefix = excluded.code_prefix, sort_order = excluded.sort_order, geometry_kind = excluded.geometry_kind,
            definition = excluded.definition, rules = excluded.rules, loaded_at = now()
        """;

    /// <exception cref="SetupException">Stored features break the new rules of their layer; nothing is changed then.</exception>
    public static async Task<Loaded> RunAsync(
        IReadOnlyList<LayerFiles.Checked> files, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection!;
        var written = new List<string>();
        foreach (var (file, layer, definition) in files)
        {
            var values = new { layer.Id, layer.CodePrefix, layer.Order, layer.Geometry, definition };
            var stored = await connection.QuerySingleOrDefaultAsync<Stored>(new CommandDefinition(
                """
                select definition = @definition::jsonb as same, code_prefix as code_prefix,
                       exists (select from env.feature where layer = @id) as has_features from env.layer where id = @id
                """, values, transaction, cancellationToken: cancellationToken));
            if (stored is { same: true })
            {
                continue;
            }
            if (stored is { has_features: true } && stored.code_prefix != layer.CodePrefix)
            {
                throw new SetupException($"{file}: the prefix cannot change from {stored.code_prefix} to {layer.CodePrefix}: features have codes with it.");
            }
            if (stored is { has_features: true })
            {
                var (count, code, problem) = await connection.QuerySingleAsync<(int, string?, string?)>(new CommandDefinition(
                    BrokenSql, values, transaction, cancellationToken: cancellationToken));
                if (count > 0)
                {
                    throw new SetupException(
                        $"{file}: {count} stored feature(s) break the new rules, for example {code} ({problem}). Change those features first, or the file.");
                }
            }
            await connection.ExecuteAsync(new CommandDefinition(WriteSql, values, transaction, cancellationToken: cancellationToken));
            written.Add(layer.Id);
        }
        var orphans = await connection.QueryAsync<string>(new CommandDefinition(
            "select id from env.layer where id <> all(@ids) order by id", new { ids = files.Select(one => one.Layer.Id).ToArray() }, transaction,
            cancellationToken: cancellationToken));
        var contradicted = await connection.QueryAsync<string>(new CommandDefinition(ContradictedSql, null, transaction, cancellationToken: cancellationToken));
        var beyond = await connection.QueryAsync<string>(new CommandDefinition(BeyondSql, new { ids = written.ToArray() }, transaction, cancellationToken: cancellationToken));
        var shared = await connection.QueryAsync<string>(new CommandDefinition(SharedTopicsSql, null, transaction, cancellationToken: cancellationToken));
        return new(files.Count, written.Count, orphans.AsList(), [.. contradicted, .. beyond], shared.AsList());
    }

    sealed record Stored(bool same, string code_prefix, bool has_features);
}
