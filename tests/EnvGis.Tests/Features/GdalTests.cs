using System.Diagnostics;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Features;

/// <summary>GDAL, as desktop programs use it, against the running service.</summary>
public sealed partial class GdalTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Gdal_lists_every_layer_with_its_geometry_type_fields_and_count()
    {
        var polygons = await service.NewLayer("polygon", OgcClient.Attributes);
        await service.NewFeature(polygons, "POLYGON((105 21, 106 21, 106 22, 105 21))");
        await service.NewFeature(polygons, "MULTIPOLYGON(((107 21, 108 21, 108 22, 107 21)))", attributes: """{"level":2}""");
        var points = await service.NewLayer("point");
        await service.NewFeatures(points, 1234);

        var expected = (await service.Json("/ogc/collections")).GetProperty("collections").EnumerateArray().Select(collection => collection.GetProperty("id").GetString()!).ToList();

        var layers = Layers(await Run("ogrinfo", "-al", "-so", $"OAPIF:{service.Address}ogc"));

        expected.ShouldBeSubsetOf(layers.Keys);
        layers["landfills"].Count.ShouldBe(await service.Value<int>("select count(*) from published.feature where layer = 'landfills'"));
        layers[polygons].ShouldBe(("Multi Polygon", 2));
        layers[points].ShouldBe(("Point", 1234));
    }

    [Fact]
    public async Task Gdal_knows_fields_by_their_type_even_where_all_values_are_missing()
    {
        var layer = await service.NewLayer("point", OgcClient.Attributes);
        await service.NewFeature(layer, "POINT(105 21)");

        var text = await Run("ogrinfo", "-so", $"OAPIF:{service.Address}ogc", layer);

        foreach (var field in (string[])["level: Real", "cells: Integer", "since: Date", "valid_to: Date", "updated_at: DateTime", "lined: Integer(Boolean)"])
        {
            text.ShouldContain(field);
        }
    }

    [Fact]
    public async Task Gdal_pages_through_a_box_and_reads_every_feature_once()
    {
        var layer = await service.NewLayer("point");
        await service.NewFeatures(layer, 250);

        var text = await Run("ogrinfo", "-al", "-q", "-spat", "104", "20", "106", "22", "-oo", "PAGE_SIZE=100", $"OAPIF:{service.Address}ogc", layer);

        OneFeature().Matches(text).Select(match => match.Value).Distinct().Count().ShouldBe(250);
    }

    static Dictionary<string, (string Geometry, int Count)> Layers(string text) => LayerSummary().Matches(text).ToDictionary(
        match => match.Groups["name"].Value, match => (match.Groups["geometry"].Value, int.Parse(match.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture)));

    static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        (await errors).ShouldNotContain("ERROR");
        return text;
    }

    [GeneratedRegex(@"Layer name: (?<name>\S+)\n(?:(?!Layer name:)[\s\S])*?Geometry: (?<geometry>[^\n]+)\nFeature Count: (?<count>\d+)")]
    private static partial Regex LayerSummary();

    [GeneratedRegex(@"OGRFeature\(\S+\):\d+")]
    private static partial Regex OneFeature();
}
