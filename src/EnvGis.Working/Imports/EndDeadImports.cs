using EnvGis.Database;
using Npgsql;

namespace EnvGis.Imports;

/// <summary>
/// An import ends in its row of the register whatever ends it. One that was killed, or whose database went away, cannot write that itself: its lock went with its connection, by which the next import
/// and every running service find it.
/// </summary>
public sealed partial class EndDeadImports(OwnerDatabase database, TimeProvider time, ILogger<EndDeadImports> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    /// <summary>Names the advisory locks that tell a running import from one that died.</summary>
    public const int LockClass = 0x494D50;

    /// <returns>How many there were.</returns>
    public static async Task<int> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var dead = new List<long>();
        await using (var command = new NpgsqlCommand("""
            update staging.import set state = 'failed', problem = 'The program or its database ended before the import did.', finished_at = clock_timestamp()
            where state = 'running' and pg_try_advisory_xact_lock(@class, (id & 2147483647)::integer)
            returning id
            """, connection))
        {
            command.Parameters.AddWithValue("class", LockClass);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                dead.Add(rows.GetInt64(0));
            }
        }
        foreach (var import in dead)
        {
            await StageRows.DropAsync(connection, import);
        }
        return dead.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync(stoppingToken);
                if (await RunAsync(connection, stoppingToken) is > 0 and var dead)
                {
                    Ended(dead);
                }
            }
            catch (NpgsqlException fault)
            {
                Later(DatabaseOutage.LevelOf(fault), DatabaseOutage.Trace(fault));
            }
        }
        while (await tick.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventId = 2030, Level = LogLevel.Information, Message = "{Dead} imports were ended, whose program or database had ended before them")]
    partial void Ended(int dead);

    [LoggerMessage(EventId = 2031, Message = "Imports that died could not be looked for")]
    partial void Later(LogLevel level, Exception? fault);
}
