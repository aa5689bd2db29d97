using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Access;
using EnvGis.Commands;
using EnvGis.Http;
using EnvGis.Tests.Architecture;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>The words that columns, answers and the page hold stand once, in data/vocabularies.json.</summary>
public sealed partial class WordTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_database_has_the_words_of_the_file()
    {
        var kept = await service.Rows<(string Vocabulary, string Code, short Position, string Vi, string En)>("select vocabulary, code, position, title_vi, title_en from env.word order by vocabulary, position");

        kept.ShouldBe(Vocabularies.All.OrderBy(one => one.Key, StringComparer.Ordinal).SelectMany(one => one.Value.Words.Select((word, at) => (one.Key, word.Code, (short)(at + 1), word.Vi, word.En))));
    }

    [Fact]
    public async Task So_does_the_address_at_which_they_are_served()
    {
        var served = await service.Http.GetFromJsonAsync<Dictionary<string, Vocabularies.Vocabulary>>("/api/vocabularies");

        JsonSerializer.Serialize(served).ShouldBe(JsonSerializer.Serialize(Vocabularies.All));
        Vocabularies.All["grade"].Words[4].ShouldBe(new("4", "Đặc biệt nghiêm trọng", "Especially serious"));
    }

    [Fact]
    public async Task What_is_no_word_is_refused_wherever_one_is_kept()
    {
        var columns = await service.Rows<(string Table, string Column)>("""
            select k.conrelid::regclass::text, a.attname from pg_constraint k
            join pg_inherits i on i.inhrelid = k.confrelid and i.inhparent = 'env.word'::regclass
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
            where k.contype = 'f' order by 1, 2
            """);
        columns.ShouldBe([
            ("account.role_grant", "role"), ("env.base_feature", "kind"), ("env.base_source", "kind"), ("env.boundary", "level"), ("env.boundary_line", "level"), ("env.layer", "geometry_kind"),
            ("env.task", "gis_relevance"), ("env.task", "kind"), ("env.task_progress", "state"),
        ]);
        // Asked once for all rows of a statement, so that an import does not pay for each.
        var layer = await service.NewLayer("point");
        var refused = await Should.ThrowAsync<PostgresException>(() => service.Sql("""
            insert into env.current_feature (layer, code, name_vi, geom, position_source, accuracy_m, commune_id, reason)
            select l.id, l.code_prefix || '-1', 'Thử', st_setsrid(st_point(105.8, 21.6), 4326), 'hearsay', 10, (select min(id) from env.commune), 'thử' from env.layer l where l.id = @layer
            """, new { layer }));
        (refused.SqlState, refused.ConstraintName, refused.MessageText).ShouldBe((PostgresErrorCodes.CheckViolation, "position_source_is_a_word", "No position becomes known by hearsay."));
    }

    [Fact]
    public async Task No_check_of_the_database_lists_them_again()
    {
        var checks = await service.Rows<(string Table, string Definition)>("select conrelid::regclass::text, pg_get_constraintdef(oid) from pg_constraint where contype = 'c'");

        checks.Where(check => IsOfOne([.. Quoted().Matches(check.Definition).Select(word => word.Groups[1].Value)])).ShouldBeEmpty();
    }

    [Fact]
    public void Nor_does_the_source_of_service_and_page()
    {
        var files = House.Files("*.cs").Concat(Directory.EnumerateFiles(Path.Combine(Checkout.Find(), "src", "EnvGis.Map"), "*.ts", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal) && !file.Contains(Path.Combine("EnvGis.Map", "contract"), StringComparison.Ordinal)));

        files.SelectMany(file => ListOfTexts().Matches(File.ReadAllText(file)).Select(list => (File: Path.GetFileName(file), Words: Text().Matches(list.Value).Select(word => word.Groups[1].Value).ToList())))
            .Where(one => IsOfOne(one.Words)).Select(one => $"{one.File}: {string.Join(", ", one.Words)}").ShouldBeEmpty();
    }

    [Fact]
    public void Roles_and_the_schema_of_layer_files_have_the_same()
    {
        Enum.GetValues<Role>().Select(role => role.Word()).ShouldBe(Vocabularies.CodesOf(Vocabularies.Role));
        var schema = File.ReadAllText(Path.Combine(Checkout.Find(), "data", "schemas", "layer.schema.json"));
        foreach (var vocabulary in new[] { Vocabularies.State, Vocabularies.GeometryKind })
        {
            schema.ShouldContain($"\"enum\": [{string.Join(", ", Vocabularies.CodesOf(vocabulary).Select(code => $"\"{code}\""))}]");
        }
    }

    // Two words may be of anything.
    static bool IsOfOne(List<string> words) => words.Distinct().Count() >= 3 && Vocabularies.All.Keys.Any(one => words.All(Vocabularies.CodesOf(one).Contains));

    [GeneratedRegex("'([^']*)'::text")]
    private static partial Regex Quoted();

    [GeneratedRegex("""[\[(]\s*"[\w-]+"(?:\s*,\s*"[\w-]+")+\s*[\])]""")]
    private static partial Regex ListOfTexts();

    [GeneratedRegex("\"([\\w-]+)\"")]
    private static partial Regex Text();
}
