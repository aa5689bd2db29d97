using System.Diagnostics;
using System.Globalization;

namespace EnvGis.Commands;

/// <summary>Tells a person what start-up does: one line a step, with its time.</summary>
sealed class Steps(TextWriter output)
{
    public async Task<T> RunAsync<T>(Func<Task<T>> step, Func<T, string> says)
    {
        var watch = Stopwatch.StartNew();
        var result = await step();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {watch.Elapsed.TotalSeconds,6:0.0} s  {says(result)}"));
        return result;
    }
}
