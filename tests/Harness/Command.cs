using System.Diagnostics;
using Shouldly;

namespace EnvGis.Tests;

/// <summary>Another program, run to its end.</summary>
static class Command
{
    /// <summary>Fails with what it said when it does not end well.</summary>
    /// <returns>What it wrote on standard output.</returns>
    public static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {await output} {await errors}");
        return await output;
    }
}
