using System.Buffers;
using System.Text.Json;
using EnvGis.Spatial.GeoJson;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NetTopologySuite.IO.Converters;

namespace EnvGis.Benchmarks;

/// <summary>
/// What stands of our own GeoJSON beside NetTopologySuite.IO.GeoJSON4STJ: reading a file feature by feature into EWKB for a COPY, and writing what PostGIS gives.
/// Both in this process, on one core.
/// </summary>
static class GeoJsonBenchmark
{
    const int Features = 20_000, Rounds = 3;

    public static async Task RunAsync(Stage stage, ResultTable table, CancellationToken cancellationToken)
    {
        var file = stage.File("geojson.geojsonl");
        SampleData.Write("zones", Features, file);
        var lines = await File.ReadAllLinesAsync(file.FullName, cancellationToken);
        var collection = System.Text.Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(',', lines)}}]}""");
        var options = new JsonSerializerOptions { Converters = { new GeoJsonConverterFactory(new GeometryFactory(new PrecisionModel(), 4326)) } };

        var (ours, theirs) = (new List<byte[]>(), new List<byte[]>());
        async Task ReadAsync()
        {
            ours.Clear();
            using var stream = new MemoryStream(collection);
            await foreach (var row in GeoJsonFeatureStream.ReadAsync(stream, cancellationToken: cancellationToken))
            {
                ours.Add(row.Feature!.Ewkb!);
            }
        }
        Task ReadByPackageAsync()
        {
            theirs.Clear();
            var writer = new WKBWriter(ByteOrder.LittleEndian, handleSRID: true);
            theirs.AddRange(JsonSerializer.Deserialize<FeatureCollection>(collection, options)!.Select(feature => writer.Write(feature.Geometry)));
            return Task.CompletedTask;
        }
        var read = await CompareAsync(ReadAsync, ReadByPackageAsync);
        if (ours.Count != Features || ours.Zip(theirs).Any(pair => !pair.First.AsSpan().SequenceEqual(pair.Second)))
        {
            throw new InvalidOperationException("The two read different geometries.");
        }
        table.Add("reading a FeatureCollection into EWKB", "NetTopologySuite.IO.GeoJSON4STJ and WKBWriter", "feature", read.Ours, read.Theirs);

        var buffer = new ArrayBufferWriter<byte>(1 << 24);
        Task WriteAsync()
        {
            buffer.ResetWrittenCount();
            foreach (var wkb in ours)
            {
                GeoJsonGeometryWriter.Write(buffer, wkb);
            }
            return Task.CompletedTask;
        }
        Task WriteByPackageAsync()
        {
            buffer.ResetWrittenCount();
            using var json = new Utf8JsonWriter(buffer);
            var reader = new WKBReader();
            json.WriteStartArray();
            foreach (var wkb in ours)
            {
                JsonSerializer.Serialize(json, reader.Read(wkb), options);
            }
            json.WriteEndArray();
            return Task.CompletedTask;
        }
        var written = await CompareAsync(WriteAsync, WriteByPackageAsync);
        table.Add("writing geometries of WKB", "WKBReader and NetTopologySuite.IO.GeoJSON4STJ", "feature", written.Ours, written.Theirs);

        async Task<(Spent Ours, Spent Theirs)> CompareAsync(Func<Task> act, Func<Task> actByPackage)
        {
            await act();
            await actByPackage();
            return (await MeasureAsync(act), await MeasureAsync(actByPackage));
        }
        Task<Spent> MeasureAsync(Func<Task> act) => TileBenchmark.MeasureAsync(stage, Environment.ProcessId, Rounds * Features, async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await act();
            }
        });
    }
}
