using System.Globalization;
using System.Text;
using EnvGis.Commands;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Imports;

[Collection(nameof(Alone))]
public sealed class ImportMemoryTests(RunningService service) : IClassFixture<RunningService>, IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("envgis-import-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_of_60_MB_takes_constant_memory()
    {
        var layer = await service.NewLayer("polygon");
        var prefix = await service.Value<string>("select code_prefix from env.layer where id = @layer", new { layer });
        var file = new FileInfo(Path.Combine(folder.FullName, "large.geojsonl"));
        await using (var writer = new StreamWriter(file.FullName))
        {
            for (var number = 1; number <= 2_400; number++)
            {
                await writer.WriteLineAsync(Circle(prefix!, number, positions: 1_000));
            }
        }
        file.Refresh();
        file.Length.ShouldBeGreaterThan(55_000_000);
        GC.Collect();
        var (managedBefore, workingSetBefore) = (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
        var (managedPeak, workingSetPeak) = (0L, 0L);
        using var done = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                managedPeak = Math.Max(managedPeak, GC.GetTotalMemory(forceFullCollection: false));
                workingSetPeak = Math.Max(workingSetPeak, Environment.WorkingSet);
                await Task.Delay(20);
            }
        });

        (await ImportFile.RunAsync(service.OwnerDatabase, new(file, layer) { AccuracyMetres = 10 }, TextWriter.Null, CancellationToken.None)).Accepted.ShouldBe(2_400);

        await done.CancelAsync();
        await watching;
        (managedPeak - managedBefore).ShouldBeLessThan(120_000_000);
        (workingSetPeak - workingSetBefore).ShouldBeLessThan(200_000_000);
    }

    static string Circle(string prefix, int number, int positions)
    {
        var ring = new StringBuilder();
        for (var i = 0; i <= positions; i++)
        {
            var angle = 2 * Math.PI * (i % positions) / positions;
            ring.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}[{105 + number * 1e-4 + 0.01 * Math.Cos(angle):F7},{21 + 0.01 * Math.Sin(angle):F7}]");
        }
        return $$$"""{"type":"Feature","properties":{"code":"{{{prefix}}}-{{{number}}}","name":"Vòng {{{number}}}"},"geometry":{"type":"Polygon","coordinates":[[{{{ring}}}]]}}""";
    }
}
