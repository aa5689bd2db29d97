using System.Diagnostics;
using Shouldly;

namespace EnvGis.Tests;

/// <summary>Waiting for what will come about, however busy the machine is.</summary>
static class Until
{
    // Not a bound on speed: long enough for any machine, short enough that a run with a fault ends.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Asks again and again until it is so.</summary>
    /// <param name="condition">What is asked.</param>
    /// <param name="what">What is waited for, as the failure says it.</param>
    /// <param name="found">What there was instead, for the failure.</param>
    public static async Task So(Func<Task<bool>> condition, string what, Func<string>? found = null)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                throw new ShouldAssertException($"{what} should have come about within {Patience.TotalSeconds} s. {found?.Invoke()}");
            }
            // What takes long is asked for less often: asking costs others the processor.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(Stopwatch.GetElapsedTime(begun).TotalMilliseconds / 4, 20, 250)));
        }
    }

    public static Task So(Func<bool> condition, string what, Func<string>? found = null) => So(() => Task.FromResult(condition()), what, found);

    /// <summary>What the task brings; fails with the name of what was waited for when it brings nothing for long.</summary>
    public static async Task<T> Done<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new ShouldAssertException($"{what} should have come about within {Patience.TotalSeconds} s.");
        }
    }
}
