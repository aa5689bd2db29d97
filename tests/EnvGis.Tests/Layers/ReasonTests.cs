using EnvGis.Layers;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Layers;

/// <summary>Numbers beyond reason: every number of every layer has a least and a most, told at every door.</summary>
public sealed class ReasonTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Every_number_of_every_layer_has_bounds_that_hold_by_sql_too()
    {
        var numbers = LayerFiles.Read(Path.Combine(service.Root, "data")).SelectMany(file => file.Layer.Attributes.Where(one => one.Type is "number" or "integer").Select(one => (file.Layer, one))).ToList();
        numbers.Count.ShouldBeGreaterThan(45);
        foreach (var (layer, attribute) in numbers)
        {
            attribute.Minimum.ShouldNotBeNull($"{layer.Id} {attribute.Name}");
            attribute.Maximum.ShouldNotBeNull($"{layer.Id} {attribute.Name}");
            foreach (var (value, rule) in new[] { ("1e15", "maximum"), ("-1e15", "minimum"), ("340000000000", "maximum") })
            {
                (await service.Value<string>("select env.attribute_problems(rules, jsonb_build_object(@name::text, @value::text::numeric))::text from env.layer where id = @Id",
                    new { name = attribute.Name, value, layer.Id }))!.ShouldContain($"{attribute.Name}:{rule}", Case.Sensitive, $"{layer.Id} {value}");
            }
        }
    }

    [Fact]
    public async Task What_stood_beyond_a_limit_of_reason_goes_on_is_told_and_comes_in_no_more()
    {
        const string Free = """[{"name":"area","title":{"vi":"Diện tích","en":"Area"},"type":"number"},{"name":"note","title":{"vi":"Ghi chú","en":"Note"},"type":"text"}]""";
        var layer = await service.NewLayer("point", Free);
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)", attributes: """{"area":1e300}""");
        var definition = (await service.Value<string>("select definition::text from env.layer where id = @layer", new { layer }))!
            .Replace("\"type\": \"number\"", "\"type\": \"number\", \"minimum\": 0, \"maximum\": 1000, \"maximumSource\": {\"proposal\": true}", StringComparison.Ordinal);
        var file = new LayerFiles.Checked("data/layers/x.json", System.Text.Json.JsonSerializer.Deserialize(definition, LayerJson.Default.Layer)!, definition);
        LoadLayers.Loaded loaded;
        await using (var connection = await service.Owner.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            loaded = await LoadLayers.RunAsync([file], transaction, CancellationToken.None);
            await transaction.CommitAsync();
        }
        loaded.Contradicted.ShouldContain(line => line.StartsWith($"{layer} area > 1000: 1 ", StringComparison.Ordinal));

        await service.Sql("""update env.current_feature set attributes = attributes || '{"note":"khác"}' where id = @id""", new { id });
        (await Should.ThrowAsync<PostgresException>(() => service.Sql("""update env.current_feature set attributes = attributes || '{"area":1e299}' where id = @id""", new { id })))
            .MessageText.ShouldContain("area:maximum:1000");
        await service.Sql("""update env.current_feature set attributes = attributes || '{"area":1000}' where id = @id""", new { id });
    }

    [Fact]
    public async Task A_topic_that_two_layers_have_is_told_and_answered_by_the_newer()
    {
        var (old, newer) = (await service.NewLayer(), await service.NewLayer());
        await service.Sql("""update env.layer set definition = jsonb_set(definition, '{topics}', '["landfill"]'), loaded_at = case when id = @old then '2020-01-01'::timestamptz else '2100-01-01' end where id in (@old, @newer)""", new { old, newer });
        await service.Sql("delete from env.loaded_file");
        try
        {
            var said = new StringWriter();
            await EnvGis.Commands.LoadData.RunAsync(service.OwnerDatabase, Path.Combine(service.Root, "data"), new(said), false, CancellationToken.None);
            said.ToString().ShouldContain($"topic landfill: {newer}");
            (await service.Value<string>("select layer from env.topic where id = 'landfill'")).ShouldBe(newer);
        }
        finally
        {
            await service.Sql("update env.layer set definition = jsonb_set(definition, '{topics}', '[]') where id in (@old, @newer)", new { old, newer });
            await service.Sql("update env.topic set layer = 'landfills' where id = 'landfill'");
        }
    }
}
