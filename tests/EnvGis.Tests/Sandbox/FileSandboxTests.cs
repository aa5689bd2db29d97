using System.IO.Compression;
using EnvGis.Database;
using EnvGis.Sandbox;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Sandbox;

/// <summary>What a file from elsewhere can make GDAL do: read itself, and nothing else.</summary>
public sealed class FileSandboxTests : IDisposable
{
    const string Point = """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ma":"1"},"geometry":{"type":"Point","coordinates":[105.8,21.5]}}]}""";

    readonly string folder = Directory.CreateTempSubdirectory("envgis-gdal-").FullName;

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    [Fact]
    public async Task A_file_is_read_whatever_it_is_called_and_alone_or_packed()
    {
        var file = this.Write("xã Đại Phúc (bản 2).geojson", Point);
        using (var packed = ZipFile.Open(Path.Combine(folder, "gói.zip"), ZipArchiveMode.Create))
        {
            packed.CreateEntryFromFile(file, "a.geojson");
        }

        (await Codes(file)).ShouldBe(["1"]);
        (await Codes(Path.Combine(folder, "gói.zip"))).ShouldBe(["1"]);
    }

    [Fact]
    public async Task One_that_names_another_file_or_an_address_is_not_followed()
    {
        var secret = this.Write("secret.csv", "ma,x,y\nbí mật,105.8,21.5\n");
        foreach (var source in new[] { secret, "/etc/passwd", "/vsicurl/http://127.0.0.1:9/a.geojson" })
        {
            var file = this.Write("doc.vrt", $"<OGRVRTDataSource><OGRVRTLayer name=\"secret\"><SrcDataSource>{source}</SrcDataSource><LayerSRS>EPSG:4326</LayerSRS></OGRVRTLayer></OGRVRTDataSource>");

            var refused = await Should.ThrowAsync<SetupException>(() => Codes(file));

            refused.Message.ShouldContain("GDAL cannot read");
        }
    }

    [Fact]
    public async Task What_GDAL_says_of_a_file_is_not_repeated()
    {
        var file = this.Write("a.geojson", Point.Replace("105.8,21.5", "\"bí mật của tệp\"", StringComparison.Ordinal)[..^3] + "{{bí mật");

        (await Should.ThrowAsync<SetupException>(() => Codes(file))).Message.ShouldNotContain("bí mật");
    }

    string Write(string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    static async Task<List<string?>> Codes(string file)
    {
        var codes = new List<string?>();
        await foreach (var row in new GdalFile(file, null).ReadAsync(TestContext.Current.CancellationToken))
        {
            codes.Add(row.Cell("ma"));
        }
        return codes;
    }
}
