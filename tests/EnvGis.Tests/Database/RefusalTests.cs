using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Commands;
using EnvGis.Database;
using EnvGis.Tests.Architecture;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>What the database refuses it says in JSON beside its sentence; programs read no sentences.</summary>
public sealed partial class RefusalTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public void One_function_refuses()
    {
        var raising = Directory.EnumerateFiles(Path.Combine(Checkout.Find(), "src", "EnvGis.Record", "Database", "Schema"), "*.sql", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Room: Path.GetFileName(Path.GetDirectoryName(file)), Text: File.ReadAllText(file)))
            .Where(file => file.Text.Contains("raise exception", StringComparison.Ordinal)).ToList();

        raising.Where(file => file.Room != "audit").Select(file => file.Name).ShouldBe(["refuse_as"]);
        // The owner of the record of acts reaches no other schema.
        raising.Where(file => file.Room == "audit").ShouldAllBe(file => file.Text.Contains("detail = jsonb_build_object('refusal', ", StringComparison.Ordinal));
    }

    [Fact]
    public void No_sentence_of_the_database_is_taken_apart()
    {
        // What PostgreSQL itself says of a broken library has no code of its own.
        House.Files("*.cs").Where(file => Path.GetFileName(file) != "ServerParts.cs").Where(file => TakenApart().IsMatch(File.ReadAllText(file))).Select(file => Path.GetFileName(file)).ShouldBeEmpty();
    }

    [GeneratedRegex(@"MessageText\s*(\[|\.(Contains|Split|StartsWith|EndsWith|IndexOf|LastIndexOf|Replace|AsSpan)\b)|IsMatch\([^)]*MessageText")]
    private static partial Regex TakenApart();

    [Theory]
    [InlineData("delete from env.feature where id = @id", "kept", "feature")]
    [InlineData("update env.feature_version set name_vi = 'x' where feature_id = @id", "overwritten-version", null)]
    [InlineData("update env.current_feature set accuracy_m = 0.0001 where id = @id", "accuracy", null)]
    [InlineData("update env.current_feature set valid = '[1700-01-01,)' where id = @id", "days", null)]
    [InlineData("update env.current_feature set code = 'other' where id = @id", "identity", null)]
    [InlineData("update env.current_feature set geom = st_setsrid(st_point(0, 0), 4326) where id = @id", "no-position", null)]
    public async Task A_refusal_says_which_it_is(string sql, string refusal, string? table)
    {
        var id = await service.NewFeature(await service.NewLayer("point"), "POINT(105.8 21.6)");
        await using var source = NpgsqlDataSource.Create(service.Database.Owner + ";Include Error Detail=true");
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue("id", id);

        var refused = await Should.ThrowAsync<PostgresException>(command.ExecuteNonQueryAsync());

        var told = DatabaseRefusal.Read(refused.Detail!);
        told.Refusal.ShouldBe(refusal, refused.MessageText);
        (told.Facts.TryGetProperty("table", out var named) ? named.GetString() : null).ShouldBe(table);
    }

    /// <summary>A value with the signs that stood between the parts of the sentence which was taken apart.</summary>
    [Fact]
    public async Task What_was_given_is_repeated_whole()
    {
        var layer = await service.NewLayer("point", """
            [{"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"code","edit":true,"codelist":[{"code":"a","title":{"vi":"A","en":"A"}},{"code":"b","title":{"vi":"B","en":"B"}}]}]
            """);
        var id = await service.NewFeature(layer, "POINT(105.8 21.5)");
        var version = await service.Value<long>("select id from env.feature_version where feature_id = @id", new { id });
        using var inspector = await service.SignedIn("inspector");
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/features/{id}?lang=en") { Content = JsonContent.Create(new { attributes = new { kind = "c, d: rules: e" }, note = "thử" }) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
        using var answer = await inspector.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().ShouldBe("The value of “kind” is not right: the list has no code “c, d: rules: e”.");
        (await service.Value<long>("select count(*) from env.feature_version where feature_id = @id", new { id })).ShouldBe(1);
    }
}
