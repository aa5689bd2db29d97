namespace EnvGis.Benchmarks;

/// <summary>EnvGis's page in Chromium beside a plain Leaflet page with the same features; the script in benchmarks/page does the measuring.</summary>
static class PageBenchmark
{
    public const int Points = 30_000, Zones = 1_000;

    public static async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        if (Stage.Find("node") is not { } node || Stage.Find("psql") is null || Stage.Find("chromium") is null)
        {
            Console.WriteLine("node, psql or chromium is not installed: the page was not measured.");
            return;
        }
        var (points, zones) = (stage.File("screen-points.geojsonl"), stage.File("screen-zones.geojsonl"));
        SampleData.WriteScreen(points, Points, zones, Zones);
        foreach (var (file, layer) in ((FileInfo, string)[])[(points, SampleData.Points.Layer), (zones, SampleData.Zones.Layer)])
        {
            await ImportBenchmark.MeasureAsync(stage, 1, () => stage.Import(file, layer), cancellationToken);
        }
        await stage.RunSqlAsync("vacuum analyze published.feature", cancellationToken);
        Console.WriteLine($"\n{Points} points and {Zones} zones in one window, {Environment.ProcessorCount} processors\n");
        using var script = stage.Start(node, Path.Combine("benchmarks", "page", "measure.mjs"), stage.Address.ToString(), points.FullName, zones.FullName);
        // What it is doing, and why it failed, is for the person who waits.
        script.ErrorDataReceived += (_, said) => Console.Error.WriteLine(said.Data);
        script.BeginErrorReadLine();
        while (await script.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            Console.WriteLine(line);
        }
        await script.WaitForExitAsync(cancellationToken);
        if (script.ExitCode != 0)
        {
            throw new InvalidOperationException("The page could not be measured.");
        }
    }
}
