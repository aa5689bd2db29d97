using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>A thing is found by what its kind is called, as the layer's file says it now.</summary>
public sealed class KindTitleTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("public")]
    [InlineData("restricted")]
    public async Task A_feature_is_found_by_the_title_of_its_kind_and_by_a_new_one_when_that_changes(string visibility)
    {
        var layer = await service.NewLayer("point", """
            [{"name":"kind","title":{"vi":"Loại","en":"Kind"},"type":"code","codelist":[
              {"code":"zinc","title":{"vi":"Xưởng mạ kẽm","en":"Galvanising works"}},{"code":"other","title":{"vi":"Thứ chẳng giống ai","en":"Whatnot"}}]}]
            """, visibility: visibility);
        var zinc = await service.NewFeature(layer, "POINT(105.8 21.6)", "Nơi thứ nhất", """{"kind":"zinc"}""");
        await service.NewFeature(layer, "POINT(105.9 21.6)", "Nơi thứ hai", """{"kind":"other"}""");
        using var reader = await service.SignedIn("viewer", layers: [layer]);

        (await Found(reader, "xưởng mạ kẽm")).ShouldBe([zinc]);
        (await Found(reader, "galvanising works")).ShouldBe([zinc]);
        (await Found(reader, "thứ chẳng giống ai")).ShouldBeEmpty("what is called other is no kind");

        await service.Sql("update env.layer set definition = replace(definition::text, 'Xưởng mạ kẽm', 'Lò tráng thiếc')::jsonb where id = @layer", new { layer });

        (await Found(reader, "lò tráng thiếc")).ShouldBe([zinc]);
        (await Found(reader, "xưởng mạ kẽm")).ShouldBeEmpty();
        var later = await service.NewFeature(layer, "POINT(105.8 21.7)", "Nơi thứ ba", """{"kind":"zinc"}""");
        (await Found(reader, "lò tráng thiếc")).ShouldBe([zinc, later], ignoreOrder: true);
        await service.Sql("delete from env.current_feature where layer = @layer", new { layer });
    }

    static async Task<IReadOnlyList<long>> Found(HttpClient reader, string words)
    {
        var answer = await reader.GetFromJsonAsync<JsonElement>($"/api/places?q={Uri.EscapeDataString(words)}");
        return [.. answer.GetProperty("features").EnumerateArray().Where(one => !one.GetProperty("near").GetBoolean()).Select(one => one.GetProperty("id").GetInt64())];
    }
}
