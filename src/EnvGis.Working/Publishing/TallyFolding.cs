using EnvGis.Database;
using Npgsql;

namespace EnvGis.Publishing;

/// <summary>Folds what was written beside the kept counts (migrations 034 and 035), so that adding them up stays as short as there are kinds.</summary>
public sealed partial class TallyFolding(WorkingDatabase database, TimeProvider time, ILogger<TallyFolding> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Every, time);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var tallies = database.Source.CreateCommandOfService("select env.fold_tallies()");
                await tallies.ExecuteScalarAsync(stoppingToken);
                await using var days = database.Source.CreateCommandOfService("select env.fold_day_tallies()");
                await days.ExecuteScalarAsync(stoppingToken);
            }
            catch (NpgsqlException fault)
            {
                // Nothing is lost: what is not folded is added up all the same.
                Later(DatabaseOutage.LevelOf(fault), DatabaseOutage.Trace(fault));
            }
        }
    }

    [LoggerMessage(EventId = 2010, Message = "Kept counts could not be folded for now")]
    partial void Later(LogLevel level, Exception? fault);
}
