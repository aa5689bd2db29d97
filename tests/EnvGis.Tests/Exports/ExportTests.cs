using System.Net;
using EnvGis.Tests.Features;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Exports;

/// <summary>Whole layers as files.</summary>
public sealed class ExportTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Every_format_holds_the_same_features_as_items()
    {
        var layer = await service.NewLayer("polygon", OgcClient.Attributes);
        await service.NewFeature(layer, "POLYGON((105 21, 105 22, 106 22, 105 21))", "Một \"và\" hai", """{"kind":"a","cells":1}""");
        await service.NewFeature(layer, "MULTIPOLYGON(((107 21, 107 22, 108 22, 107 21)))");
        await service.NewUnlocated(layer);
        var items = (await service.Json(OgcClient.Items(layer))).GetProperty("features").EnumerateArray().Select(feature => feature.GetRawText()).ToArray();

        var collection = await Text($"/exports/{layer}.geojson", "application/geo+json");
        OgcClient.Parse(collection).GetProperty("type").GetString().ShouldBe("FeatureCollection");
        OgcClient.Parse(collection).GetProperty("features").EnumerateArray().Select(feature => feature.GetRawText()).ShouldBe(items);

        var lines = await Text($"/exports/{layer}.geojsonl", "application/geo+json-seq");
        lines.ShouldEndWith("\n");
        lines.Split('\n')[..^1].ShouldBe(items);

        var sequence = await Text($"/exports/{layer}.geojsons", "application/geo+json-seq");
        sequence.ShouldBe(string.Concat(items.Select(item => $"\u001e{item}\n")));
    }

    [Fact]
    public async Task An_empty_layer_is_an_empty_file_that_parses()
    {
        var layer = await service.NewLayer();

        OgcClient.Parse(await Text($"/exports/{layer}.geojson", "application/geo+json")).GetProperty("features").GetArrayLength().ShouldBe(0);
        (await Text($"/exports/{layer}.geojsonl", "application/geo+json-seq")).ShouldBeEmpty();
        (await Text($"/exports/{layer}.geojsons", "application/geo+json-seq")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/exports/khong-co.geojson")]
    [InlineData("/exports/landfills.shp")]
    [InlineData("/exports/landfills")]
    [InlineData("/exports/.geojson")]
    public async Task What_is_not_there_is_not_found(string address) => await service.Refused(address, HttpStatusCode.NotFound);

    [Fact]
    public async Task An_unknown_parameter_is_refused() => await service.Refused("/exports/landfills.geojson?bbox=1,2,3,4");

    async Task<string> Text(string address, string mediaType)
    {
        using var answer = await service.Http.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        answer.Content.Headers.ContentType!.ToString().ShouldBe(mediaType);
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe(address.Split('/')[^1]);
        return text;
    }
}
