using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Database;
using EnvGis.Layers;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Layers;

/// <summary>A layer is data: its rules bind every writer, and its definition reaches the page as it stands.</summary>
public sealed class LayerTests(RunningService service) : IClassFixture<RunningService>
{
    const string Attributes = """
        [{"name":"status","title":{"vi":"Tình trạng","en":"Status"},"type":"code","required":true,
          "codelist":[{"code":"open","title":{"vi":"Mở","en":"Open"}},{"code":"closed","title":{"vi":"Đóng","en":"Closed"}}]},
         {"name":"capacity","title":{"vi":"Công suất","en":"Capacity"},"type":"number","minimum":0,"maximum":100},
         {"name":"cells","title":{"vi":"Số ô","en":"Cells"},"type":"integer"},
         {"name":"since","title":{"vi":"Từ ngày","en":"Since"},"type":"date"},
         {"name":"sealed","title":{"vi":"Đã phủ","en":"Sealed"},"type":"boolean"},
         {"name":"page","title":{"vi":"Trang","en":"Page"},"type":"url"},
         {"name":"note","title":{"vi":"Ghi chú","en":"Note"},"type":"text","maxLength":10}]
        """;

    [Theory]
    [InlineData("""{}""", "status:required")]
    [InlineData("""{"status":""}""", "status")]
    [InlineData("""{"status":"burning"}""", "status:code:burning")]
    [InlineData("""{"status":"open","capacity":-1}""", "capacity:minimum:0")]
    [InlineData("""{"status":"open","capacity":101}""", "capacity:maximum:100")]
    [InlineData("""{"status":"open","capacity":"12"}""", "capacity:type:number")]
    [InlineData("""{"status":"open","cells":1.5}""", "cells:type:integer")]
    [InlineData("""{"status":"open","since":"31/12/2026"}""", "since:date")]
    [InlineData("""{"status":"open","since":"2026-02-30"}""", "since:date")]
    [InlineData("""{"status":"open","sealed":"yes"}""", "sealed:type:boolean")]
    [InlineData("""{"status":"open","page":"javascript:alert(1)"}""", "page:url")]
    [InlineData("""{"status":"open","note":"longer than ten"}""", "note:length:10")]
    [InlineData("""{"status":"open","colour":"red"}""", "colour:unknown")]
    public async Task A_value_against_the_rules_is_refused_whoever_writes_it(string attributes, string problem)
    {
        var layer = await service.NewLayer(attributes: Attributes);
        var right = await service.NewFeature(layer, "POINT(105.8 21.6)", attributes: """{"status":"open"}""");

        var inserted = await Should.ThrowAsync<PostgresException>(() => service.NewFeature(layer, "POINT(105.8 21.6)", attributes: attributes));
        var updated = await Should.ThrowAsync<PostgresException>(() => service.Sql(
            "update env.current_feature set attributes = @attributes::jsonb where id = @right", new { attributes, right }));

        inserted.MessageText.ShouldContain(problem);
        updated.MessageText.ShouldContain(problem);
    }

    [Fact]
    public async Task Every_right_value_is_taken()
    {
        var layer = await service.NewLayer(attributes: Attributes);

        (await service.NewFeature(layer, "POINT(105.8 21.6)", attributes: """
            {"status":"closed","capacity":100,"cells":3,"since":"2026-02-28","sealed":false,"page":"https://example.org/a","note":"mười ký tự"}
            """)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_definition_that_stored_features_break_is_refused_with_their_number_and_an_example()
    {
        var layer = await service.NewLayer(attributes: Attributes);
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)", attributes: """{"status":"open","capacity":90}""");
        await service.NewFeature(layer, "POINT(105.9 21.6)", attributes: """{"status":"open","capacity":10}""");
        var code = await service.Value<string>("select code from env.feature where id = @id", new { id });

        var refusal = await Should.ThrowAsync<SetupException>(() => this.Load(layer, "\"maximum\": 100", "\"maximum\": 50"));

        refusal.Message.ShouldContain($"1 stored feature(s) break the new rules, for example {code} (capacity:maximum:50)");
    }

    [Fact]
    public async Task A_definition_that_stored_features_obey_takes_the_place_of_the_old()
    {
        var layer = await service.NewLayer(attributes: Attributes);
        await service.NewFeature(layer, "POINT(105.8 21.6)", attributes: """{"status":"open","capacity":40}""");

        (await this.Load(layer, "\"maximum\": 100", "\"maximum\": 50")).Written.ShouldBe(1);

        (await Should.ThrowAsync<PostgresException>(() => service.NewFeature(layer, "POINT(105.8 21.6)", attributes: """{"status":"open","capacity":90}""")))
            .MessageText.ShouldContain("capacity:maximum:50");
        (await this.Load(layer, "\"maximum\": 50", "\"maximum\": 50")).Written.ShouldBe(0);
    }

    [Fact]
    public async Task A_layer_without_a_file_stays_and_is_named()
    {
        var layer = await service.NewLayer();

        (await this.Load(await service.NewLayer(), "#0CA07A", "#0CA07B")).Orphans.ShouldContain(layer);
    }

    [Fact]
    public async Task A_kind_of_geometry_that_stored_features_do_not_have_is_refused()
    {
        var layer = await service.NewLayer("point");
        await service.NewFeature(layer, "POINT(105.8 21.6)");

        (await Should.ThrowAsync<SetupException>(() => this.Load(layer, "\"geometry\": \"point\"", "\"geometry\": \"polygon\""))).Message.ShouldContain("geometry:kind:POINT");
    }

    [Fact]
    public async Task The_list_gives_the_file_and_the_figures_of_each_layer()
    {
        var layer = await service.NewLayer(attributes: Attributes);
        await service.NewFeature(layer, "POLYGON((105 21, 105.5 21, 105.5 21.25, 105 21.25, 105 21))", attributes: """{"status":"open"}""");
        await service.NewFeature(layer, "POINT(106.5 20.5)", attributes: """{"status":"open"}""");
        await service.Sql("""
            insert into env.current_feature (layer, name_vi, attributes, accuracy_m, commune_id)
            select @layer, 'Chưa rõ', '{"status":"open"}', 3000, id from env.commune where code = '05488' and valid_to is null
            """, new { layer });

        var answer = await this.Listed(layer, one => one.GetProperty("features").GetInt64() == 3);

        answer.GetProperty("unlocated").GetInt64().ShouldBe(1);
        answer.GetProperty("extent").EnumerateArray().Select(side => side.GetDouble()).ShouldBe([105, 20.5, 106.5, 21.25]);
        answer.GetProperty("tiles").GetString().ShouldBe($"/tiles/{layer}/{{z}}/{{x}}/{{y}}.mvt");
        answer.GetProperty("items").GetString().ShouldBe($"/ogc/collections/{layer}/items");
        answer.GetProperty("title").GetProperty("vi").GetString()!.ShouldStartWith("Lớp thử");
        answer.GetProperty("attributes").GetArrayLength().ShouldBe(7);
    }

    [Fact]
    public async Task The_figures_follow_a_change_within_seconds()
    {
        var layer = await service.NewLayer();
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)");
        (await this.Listed(layer, one => one.GetProperty("features").GetInt64() == 1)).GetProperty("extent").ValueKind.ShouldBe(JsonValueKind.Array);

        await service.Sql("delete from env.current_feature where id = @id", new { id });

        (await this.Listed(layer, one => one.GetProperty("features").GetInt64() == 0)).GetProperty("extent").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    async Task<JsonElement> Listed(string layer, Func<JsonElement, bool> awaited)
    {
        var found = default(JsonElement);
        await Until.So(async () =>
        {
            var answer = await service.Http.GetFromJsonAsync<JsonElement>("/api/layers");
            found = answer.GetProperty("layers").EnumerateArray().FirstOrDefault(one => one.GetProperty("id").GetString() == layer);
            return found.ValueKind == JsonValueKind.Object && awaited(found);
        }, $"{layer} as awaited", () => found.ToString());
        return found;
    }

    async Task<LoadLayers.Loaded> Load(string layer, string before, string after)
    {
        var definition = (await service.Value<string>("select definition::text from env.layer where id = @layer", new { layer }))!;
        definition.ShouldContain(before);
        definition = definition.Replace(before, after, StringComparison.Ordinal);
        var file = new LayerFiles.Checked($"data/layers/{layer}.json", JsonSerializer.Deserialize(definition, LayerJson.Default.Layer)!, definition);
        await using var connection = await service.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var loaded = await LoadLayers.RunAsync([file], transaction, CancellationToken.None);
        await transaction.CommitAsync();
        return loaded;
    }
}
