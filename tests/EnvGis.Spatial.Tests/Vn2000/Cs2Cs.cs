using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace EnvGis.Spatial.Tests.Vn2000;

/// <summary>PROJ's own programs (Debian package proj-bin), as an independent implementation to compare with.</summary>
static class Cs2Cs
{
    /// <summary>Between two CRS by their EPSG definitions, with the operation PROJ prefers; axis order of the authority.</summary>
    public static Task<List<(double First, double Second)>> TransformAsync(
        string from, string to, IReadOnlyCollection<(double First, double Second)> points, CancellationToken cancellationToken) =>
        RunAsync("cs2cs", ["-f", "%.12f", from, to], points, cancellationToken);

    /// <summary>Between VN-2000 (EPSG:4756) and WGS 84 (EPSG:4326) by EPSG:6960 and nothing else; latitude first.</summary>
    public static Task<List<(double First, double Second)>> ShiftAsync(
        bool toWgs84, IReadOnlyCollection<(double First, double Second)> points, CancellationToken cancellationToken) =>
        RunAsync("cct", ["-d", "12", .. toWgs84 ? (string[])[] : ["-I"], "urn:ogc:def:coordinateOperation:EPSG::6960"], points, cancellationToken);

    static async Task<List<(double First, double Second)>> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyCollection<(double First, double Second)> points, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed (Debian package proj-bin).");
        }

        using var running = process!;
        var reading = running.StandardOutput.ReadToEndAsync(cancellationToken);
        foreach (var (first, second) in points)
        {
            await running.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{first:F12} {second:F12} 0"));
        }
        running.StandardInput.Close();
        var lines = (await reading).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await running.WaitForExitAsync(cancellationToken);
        return [.. lines.Select(line =>
        {
            var numbers = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            return (double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture));
        })];
    }
}
