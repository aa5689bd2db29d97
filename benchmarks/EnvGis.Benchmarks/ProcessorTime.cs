using System.Globalization;

namespace EnvGis.Benchmarks;

/// <summary>Processor time of processes, from /proc: user and system, in milliseconds. Ticks are 10 ms on every Linux that .NET runs on.</summary>
static class ProcessorTime
{
    const double TickMilliseconds = 10;

    /// <summary>Of one process and all its threads.</summary>
    public static double Of(int process) => Read(process) is { } stat ? stat.Own * TickMilliseconds : 0;

    /// <summary>Of a process, its children, and the children that ended: a PostgreSQL or nginx and its workers.</summary>
    public static double OfTree(int parent)
    {
        var ticks = Read(parent) is { } root ? root.Own + root.Ended : 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                && Read(process) is { } stat && stat.Parent == parent)
            {
                ticks += stat.Own + stat.Ended;
            }
        }
        return ticks * TickMilliseconds;
    }

    /// <summary>The processes that a process has started and that have not ended.</summary>
    public static HashSet<int> ChildrenOf(int parent) => [.. Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process) ? process : 0)
        .Where(process => process > 0 && Read(process)?.Parent == parent)];

    /// <summary>Of the children of this process that have ended.</summary>
    public static double OfEndedChildren() => Read(Environment.ProcessId)!.Value.Ended * TickMilliseconds;

    public static int ParentOf(int process) => Read(process)!.Value.Parent;

    /// <summary>The most memory the process ever had resident, in MB; 0 when it has ended.</summary>
    public static double PeakMegabytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    // proc(5): after the name in parentheses come state, ppid, …; utime, stime, cutime and cstime are fields 14 to 17.
    static (int Parent, long Own, long Ended)? Read(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), Ticks(11) + Ticks(12), Ticks(13) + Ticks(14));

            long Ticks(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
