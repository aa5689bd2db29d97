using System.Globalization;

namespace EnvGis.Benchmarks;

/// <summary>All measurements, one after the other, on one stage.</summary>
static class Suite
{
    public static readonly string[] Parts = ["import", "cold", "warm", "items", "counts", "search", "layers", "export", "geojson", "recipes", "page"];

    public static async Task RunAsync(FileInfo program, double scale, string[] parts, bool keep, CancellationToken cancellationToken)
    {
        if (parts.FirstOrDefault(part => !Parts.Contains(part)) is { } unknown)
        {
            throw new ArgumentException($"There is no part {unknown}; there are {string.Join(", ", Parts)}.");
        }
        // The page first: its window is to hold its own features and no others.
        if (parts.Contains("page"))
        {
            await using var window = await Stage.OpenAsync(program, keep: false, cancellationToken);
            await PageBenchmark.RunAsync(window, cancellationToken);
            if (parts.All(part => part == "page"))
            {
                return;
            }
        }
        // Search over features that are named as people name them.
        if (parts.Contains("search"))
        {
            await using var named = await Stage.OpenAsync(program, keep && parts.Length == 1, cancellationToken);
            await SearchBenchmark.RunAsync(named, scale, cancellationToken);
            if (parts.All(part => part is "search" or "page"))
            {
                return;
            }
        }
        // Few features and many layers, which the others are not to have.
        if (parts.Contains("layers"))
        {
            await using var layered = await Stage.OpenAsync(program, keep && parts.Length == 1, cancellationToken);
            await LayerBenchmark.RunAsync(layered, cancellationToken);
            if (parts.All(part => part is "layers" or "search" or "page"))
            {
                return;
            }
        }
        // Of what it makes itself: no places are needed.
        if (parts.Contains("recipes"))
        {
            await using var empty = await Stage.OpenAsync(program, keep && parts.Length == 1, cancellationToken);
            await RecipeBenchmark.RunAsync(empty, cancellationToken);
            if (parts.All(part => part is "recipes" or "layers" or "search" or "page"))
            {
                return;
            }
        }
        await using var stage = await Stage.OpenAsync(program, keep, cancellationToken);
        var (zones, points) = (stage.File("zones.geojsonl"), stage.File("points.geojsonl"));
        var (zoneCount, pointCount) = ((int)(SampleData.Zones.Count * scale), (int)(SampleData.Points.Count * scale));
        SampleData.Write("zones", zoneCount, zones);
        SampleData.Write("points", pointCount, points);

        var table = new ResultTable(string.Create(CultureInfo.InvariantCulture,
            $"{zoneCount:N0} zones ({zones.Length / 1e6:0} MB) and {pointCount:N0} points ({points.Length / 1e6:0} MB), {Environment.ProcessorCount} processors"));
        await ImportBenchmark.RunAsync(stage, table, zones, SampleData.Zones.Layer, zoneCount, parts.Contains("import"), cancellationToken);
        await ImportBenchmark.RunAsync(stage, table, points, SampleData.Points.Layer, pointCount, parts.Contains("import"), cancellationToken);
        // What an idle night does to a database.
        await stage.RunSqlAsync("vacuum analyze published.feature", cancellationToken);
        if (parts.Contains("cold") || parts.Contains("warm"))
        {
            await TileBenchmark.RunAsync(stage, table, SampleData.Zones.Layer, parts, cancellationToken);
            await TileBenchmark.RunAsync(stage, table, SampleData.Points.Layer, parts, cancellationToken);
        }
        if (parts.Contains("items"))
        {
            await ReadBenchmark.ItemsAsync(stage, table, SampleData.Zones.Layer, cancellationToken);
        }
        if (parts.Contains("counts"))
        {
            await CountBenchmark.RunAsync(stage, table, cancellationToken);
        }
        if (parts.Contains("export"))
        {
            await ReadBenchmark.ExportAsync(stage, table, SampleData.Zones.Layer, cancellationToken);
        }
        if (parts.Contains("geojson"))
        {
            await GeoJsonBenchmark.RunAsync(stage, table, cancellationToken);
        }
        table.Close();
    }
}
