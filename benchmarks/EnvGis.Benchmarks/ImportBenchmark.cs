using System.Diagnostics;
using System.Globalization;

namespace EnvGis.Benchmarks;

static class ImportBenchmark
{
    // The service may have begun a connection of its own meanwhile, which stays.
    static readonly TimeSpan BackendsEnd = TimeSpan.FromSeconds(15);

    /// <param name="measure">False when the data is only wanted in the database.</param>
    public static async Task RunAsync(
        Stage stage, ResultTable table, FileInfo file, string layer, int count, bool measure, CancellationToken cancellationToken)
    {
        var before = await CountAsync();
        var (ours, peak, _) = await MeasureAsync(stage, count, () => stage.Import(file, layer), cancellationToken);
        if (await CountAsync() - before != count)
        {
            throw new InvalidOperationException($"{file.Name} was not imported completely.");
        }
        if (!measure)
        {
            return;
        }
        if (Stage.Find("ogr2ogr") is not { } ogr2ogr)
        {
            table.Note("ogr2ogr is not installed: import was not measured.");
            return;
        }
        await stage.RunSqlAsync("create schema if not exists bare", cancellationToken);
        var (theirs, theirPeak, _) = await MeasureAsync(stage, count, () => stage.Start(ogr2ogr,
            "-f", "PostgreSQL", "PG:", file.FullName, "-nln", "bare.row", "-lco", "GEOMETRY_NAME=geom", "--config", "PG_USE_COPY", "YES"), cancellationToken);
        await stage.RunSqlAsync("drop schema bare cascade", cancellationToken);
        table.Add($"import, {layer}", "ogr2ogr, PG_USE_COPY, bare table", "feature", ours, theirs);
        table.Note(string.Create(CultureInfo.InvariantCulture,
            $"import, {layer}: at most {peak:0} MB resident, ogr2ogr {theirPeak:0} MB. Ours also tests validity and attributes, keeps the record, and publishes."));

        async Task<long> CountAsync() => await stage.ValueAsync<long>($"select count(*) from published.feature where layer = '{layer}'", cancellationToken);
    }

    /// <returns>What was spent, the program's peak memory in MB, and its standard output.</returns>
    public static async Task<(Spent Spent, double PeakMegabytes, long OutputBytes)> MeasureAsync(
        Stage stage, double requests, Func<Process> start, CancellationToken cancellationToken)
    {
        var (postgres, children, backends) = (ProcessorTime.OfTree(stage.Postmaster), ProcessorTime.OfEndedChildren(), ProcessorTime.ChildrenOf(stage.Postmaster));
        var watch = Stopwatch.StartNew();
        using var process = start();
        var output = DrainAsync(process.StandardOutput.BaseStream, cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var peak = 0.0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, ProcessorTime.PeakMegabytes(process.Id));
            await Task.WhenAny(process.WaitForExitAsync(cancellationToken), Task.Delay(50, cancellationToken));
        }
        var bytes = await output;
        var elapsed = watch.Elapsed;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{process.StartInfo.FileName} failed: {await errors}");
        }
        // A backend that ends is for a moment in neither its own account nor its parent's: what it spent is read when all that the program had are gone.
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < BackendsEnd && ProcessorTime.ChildrenOf(stage.Postmaster).Except(backends).Any();)
        {
            await Task.Delay(100, cancellationToken);
        }
        return (new(requests, elapsed, ProcessorTime.OfEndedChildren() - children, ProcessorTime.OfTree(stage.Postmaster) - postgres), peak, bytes);
    }

    static async Task<long> DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        var (buffer, bytes) = (new byte[1 << 16], 0L);
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            bytes += read;
        }
        return bytes;
    }
}
